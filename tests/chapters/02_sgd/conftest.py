"""第 2 章の試験が共に使う、糖尿病データと、それを作るノートブックのセルの名前です。"""

import numpy as np
import pytest

from chapter_kit import Page


@pytest.fixture(scope="module")
def diabetes():
    cells = "data = load_diabetes()", "w_start = np.array", "class SGD:", "def minibatches", "def grad_J"
    return Page("02_sgd").run(*cells, rng=np.random.default_rng(0))
