"""ネットワークの試験に使う、小さなデータ (X, T) と、6-10-10-3 のネットワークです。"""

import numpy as np

from eshikaku.networks import MultiLayerNet

X = np.random.default_rng(0).normal(size=(70, 6))
T = (X[:, 0] > 0).astype(int) + (X[:, 1] > 0)


def build(seed=1, **options):
    return MultiLayerNet(6, [10, 10], 3, np.random.default_rng(seed), **options)
