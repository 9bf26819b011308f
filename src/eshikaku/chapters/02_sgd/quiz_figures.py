"""第2章のクイズの図。"""

import numpy as np

from eshikaku import plotting
from eshikaku.optimizers import SGD
from eshikaku.surfaces import bowl, descend, elongated


def two_kinds_of_shaking():
    rng = np.random.default_rng(0)
    point, noisy = np.array([-4.0, 3.0]), [np.array([-4.0, 3.0])]
    for _ in range(150):
        point = point - 0.04 * (bowl.gradient(point) + rng.normal(scale=4, size=2))
        noisy.append(point)
    figure, (top, bottom) = plotting.panels(2, height=3)
    plotting.plot_contour(elongated, descend(elongated, SGD(lr=0.95), (-7, 2), 30), ax=top, title="A")
    plotting.plot_contour(bowl, noisy, ax=bottom, title="B")
    return figure


def three_floors():
    rng = np.random.default_rng(0)
    # 本文の糖尿病データに似せた、相関のある 2 つの特徴と雑音(3 本の床がはっきり分かれる)
    x = rng.multivariate_normal([0, 0], [[1, 0.45], [0.45, 1]], size=353)
    t = x @ [0.4, 0.4] + rng.normal(scale=0.75, size=len(x))
    best = np.linalg.lstsq(x, t)[0]

    def gaps(B, lr):
        rng, w, found = np.random.default_rng(0), np.array([-1.0, 1.5]), []
        for _ in range(16):
            found.append(np.mean((x @ (w - best)) ** 2) / 2)  # 2 次関数なので、J − J_min に等しい
            for idx in rng.permutation(len(t))[: len(t) // B * B].reshape(-1, B):
                w = w - lr * x[idx].T @ (x[idx] @ w - t[idx]) / B
        return found

    curves = {"P": gaps(1, 0.04), "Q": gaps(1, 0.005), "R": gaps(len(t), 0.7)}
    ax = plotting.plot_curves(curves, yscale="log", xlabel="エポック", ylabel="最小値との差")
    return ax.figure
