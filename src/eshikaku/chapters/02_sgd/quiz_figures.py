"""第2章のクイズの図。"""

import numpy as np

from eshikaku import plotting
from eshikaku.optimizers import SGD
from eshikaku.surfaces import bowl, descend, elongated


def regression(rng, n=200):
    """損失が wᵀw + 一定になる(最小点が原点で、どの方向の曲率も 2 の)線形回帰のデータ x, t です。"""
    x = rng.normal(size=(n, 2))
    x = np.sqrt(2 * n) * np.linalg.qr(x)[0]
    t = rng.normal(size=n)
    return x, t - x @ np.linalg.lstsq(x, t)[0]


def sgd_path(x, t, w, steps, lr, rng):
    """1 件ずつ独立に選ぶ SGD の経路です。lr は 何回目 → 学習率。"""
    path = [np.array(w)]
    for k in range(steps):
        i = rng.integers(len(t))
        path.append(path[-1] - lr(k) * (x[i] @ path[-1] - t[i]) * x[i])
    return np.array(path)


def loss_of(x, t, path):
    return np.mean((path @ x.T - t) ** 2, axis=1) / 2


def two_kinds_of_shaking():
    rng = np.random.default_rng(0)
    x, t = regression(rng)
    noisy = sgd_path(x, 3 * t, [-4.0, 3.0], 300, lambda k: 0.02, rng)
    figure, (top, bottom) = plotting.panels(2, height=3)
    plotting.plot_contour(elongated, descend(elongated, SGD(lr=0.95), (-7, 2), 30), ax=top, title="A")
    plotting.plot_contour(bowl, noisy, ax=bottom, title="B")
    return figure


def four_learning_curves():
    rng = np.random.default_rng(1)
    x, t = regression(rng)
    rates = {
        "P": lambda k: 0.0003,
        "Q": lambda k: 0.15,
        "R": lambda k: 0.46,
        "S": lambda k: 0.15 if k < 10 * len(t) else 0.005,
    }
    every = len(t) // 4  # 4 分の 1 エポックごとの平均
    curves = {}
    for name, lr in rates.items():
        losses = loss_of(x, t, sgd_path(x, t, [-2.0, 2.0], 20 * len(t) - 1, lr, rng))
        curves[name] = losses.reshape(-1, every).mean(axis=1)
    places = np.arange(1, 81) / 4
    ax = plotting.plot_curves(curves, x=places, yscale="log", xlabel="エポック", ylabel="訓練損失")
    ax.set_ylim(0.05, 1e4)
    ax.legend(loc="lower center", ncols=4)
    return ax.figure


def three_floors():
    rng = np.random.default_rng(0)
    x, t = regression(rng)

    def gaps(lr):
        path = sgd_path(x, t, [-1.0, 1.5], 15 * len(t), lambda k: lr, rng)
        gap = np.sum(path**2, axis=1)
        return [gap[0], *gap[1:].reshape(15, -1).mean(axis=1)]

    full = descend(bowl, SGD(lr=0.2), (-1.0, 1.5), 15)
    curves = {"P": gaps(0.08), "Q": gaps(0.01), "R": np.sum(full**2, axis=1)}
    ax = plotting.plot_curves(curves, yscale="log", xlabel="エポック", ylabel="最小値との差")
    return ax.figure
