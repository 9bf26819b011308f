"""第4章のクイズの図。"""

import matplotlib.pyplot as plt
import numpy as np

from eshikaku import plotting
from eshikaku.optimizers import SGD, AdaGrad, Momentum
from eshikaku.surfaces import descend, elongated


def three_paths_on_the_valley():
    paths = {"A": Momentum(0.1, 0.9), "B": AdaGrad(1.5), "C": SGD(0.95)}
    paths = {name: descend(elongated, optimizer, (-7, 2), 30) for name, optimizer in paths.items()}
    axes = plotting.plot_contour_grid(elongated, paths, cols=1, title="")
    return axes[0].figure


def growing_sums():
    """上がり続ける h と、水平になる h。"""
    t = np.arange(1, 61)
    ax = plotting.plot_curves(
        {"P": np.cumsum(np.full(60, 0.25)), "Q": np.cumsum(4 * 0.9 ** (2.0 * (t - 1)) / 4)}, x=t, ylabel="$h$"
    )
    return ax.figure


APPEARANCES = {"P": np.arange(1, 51), "Q": np.array([4, 17, 30, 45])}  # 勾配 1 が現れた回


def stairs():
    """2 つの特徴の、η = 1 の実効学習率。現れる前は描かない。"""
    t, curves = np.arange(1, 51), {}
    for name, times in APPEARANCES.items():
        h = np.isin(t, times).cumsum()
        curves[name] = np.where(h > 0, 1 / np.sqrt(np.maximum(h, 1)), np.nan)
    figure, ax = plt.subplots()
    ax.step(t, curves["P"], where="post", label="P", color="#222222", linestyle="-")
    ax.step(t, curves["Q"], where="post", label="Q", color="#8b1100", linestyle="--")
    ax.set(xlabel="更新回数", ylabel="実効学習率", ylim=(0, 1.1))
    ax.legend()
    return figure


def two_floors():
    """雑音のある x²/2 での SGD と AdaGrad(400 個の点の平均)。"""
    rng = np.random.default_rng(0)
    curves = {}
    for name, adaptive, lr in (("P", True, 1.0), ("Q", False, 0.1)):
        x, h, rows = np.ones(400), np.zeros(400), []
        for _ in range(3000):
            g = x + rng.normal(size=400)
            h += g * g
            x = x - lr * g / (np.sqrt(h) if adaptive else 1)
            rows.append(np.mean(x**2))
        curves[name] = rows
    ax = plotting.plot_curves(
        curves, x=np.arange(1, 3001), xscale="log", yscale="log", ylabel="最小点からの離れ方($x^2$ の平均)"
    )
    ax.set_xlim(3, 3000)
    return ax.figure


def rates_after_a_spike():
    """一定の勾配 1 のうち、30 回目だけ 20 倍だったときの実効学習率。"""
    g = np.ones(80)
    g[29] = 20
    rate = 1 / np.sqrt(np.cumsum(g**2))
    ax = plotting.plot_curves(rate, x=np.arange(1, 81), ylabel="実効学習率")
    ax.set_ylim(0, 1.05)
    return ax.figure
