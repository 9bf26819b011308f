"""第6章のクイズの図。"""

import numpy as np

from eshikaku import plotting
from eshikaku.explorers.adam import Uncorrected
from eshikaku.optimizers import Adam, AdamW
from eshikaku.surfaces import descend, elongated


def four_step_sizes():
    t = np.arange(1, 5001)
    m, v = 1 - 0.9**t, 1 - 0.999**t  # 勾配 1 が続くときの m と v
    curves = {
        "P": np.ones(len(t)),
        "Q": m / np.sqrt(v),
        "R": 1 / np.sqrt(v),
        "S": (m / 0.1) / np.sqrt(v / 0.001),
    }
    ax = plotting.plot_curves(curves, x=t, xscale="log", yscale="log", ylabel="1 歩の大きさ ÷ η")
    return ax.figure


def three_paths():
    runs = {"P": Uncorrected(lr=0.3), "Q": Adam(lr=0.3, beta1=0.999, beta2=0.9), "R": Adam(lr=0.3)}
    paths = {name: descend(elongated, optimizer, (-7, 2), 40) for name, optimizer in runs.items()}
    return plotting.plot_contour_grid(elongated, paths, cols=1)[0].figure


def shrinking(s, l2, decay, steps=500):
    """平均 0、標準偏差 s の乱数の勾配を与えたときの、重み 200 個の平均です。"""
    rng, params, means = np.random.default_rng(0), {"x": np.full(200, 5.0)}, []
    optimizer = AdamW(lr=0.01, weight_decay=decay)
    for _ in range(steps):
        means.append(params["x"].mean())
        optimizer.update(params, {"x": s * rng.normal(size=200) + l2 * params["x"]})
    return np.array(means)


def two_kinds_of_decay():
    figure, axes = plotting.panels(2, height=2.4, sharex=True)
    for ax, name, (l2, decay) in zip(axes, "PQ", [(0, 0.1), (0.1, 0)], strict=True):
        curves = {f"s = {s}": shrinking(s, l2, decay) for s in (0.01, 1, 100)}
        plotting.plot_curves(curves, ax=ax, title=name, xlabel="", ylabel="重みの平均")
        ax.set_ylim(0, 5.5)
    axes[1].set_xlabel("更新回数")
    return figure


def three_memories():
    g = np.repeat([1.0, -1.0], 50)
    curves = {}
    for name, beta in zip("PQR", (0, 0.9, 0.99), strict=True):
        m, hats = 0.0, []
        for t, value in enumerate(g, 1):
            m = beta * m + (1 - beta) * value
            hats.append(m / (1 - beta**t))
        curves[name] = hats
    ax = plotting.plot_curves(curves, x=np.arange(1, 101), ylabel="補正した平均")
    return ax.figure
