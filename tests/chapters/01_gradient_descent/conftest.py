"""第 1 章の試験が共に使う、5 点の線形回帰です。"""

import numpy as np
import pytest

from eshikaku.datasets import five_points


@pytest.fixture
def five_point_problem():
    """デザイン行列、目標、損失の関数、勾配の関数です。"""
    x, y = five_points()
    X = np.column_stack([np.ones(5), x])
    return X, y, lambda theta: np.sum((X @ theta - y) ** 2) / 10, lambda theta: X.T @ (X @ theta - y) / 5
