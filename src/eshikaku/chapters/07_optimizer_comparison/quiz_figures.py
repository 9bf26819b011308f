"""第7章のクイズの図。"""

import numpy as np

from eshikaku import plotting
from eshikaku.optimizers import SGD, AdaGrad, Adam, Momentum, RMSprop
from eshikaku.schedules import CosineDecay, ExponentialDecay, StepDecay, WarmUp
from eshikaku.surfaces import Surface, descend, elongated

START = (-8.0, 3.0)


def four_paths():
    """A は Momentum、B は RMSprop、C は Adam、D は SGD。"""
    optimizers = {"A": Momentum(lr=0.12), "B": RMSprop(lr=0.1), "C": Adam(lr=0.5), "D": SGD(lr=0.9)}
    paths = {name: descend(elongated, optimizer, START, 20) for name, optimizer in optimizers.items()}
    axes = plotting.plot_contour_grid(elongated, paths, cols=1, title="20 歩の道")
    return axes[0].figure


def turned(degrees):
    """谷 x²/20 + y² を、原点のまわりに回した地形と、同じだけ回した出発点です。"""
    a = np.radians(degrees)
    q = np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]])
    m = q @ np.diag([0.05, 1.0]) @ q.T
    surface = Surface(
        name="turned",
        title="回した谷",
        f=lambda x, y: m[0, 0] * x**2 + 2 * m[0, 1] * x * y + m[1, 1] * y**2,
        grad=lambda x, y: (2 * (m[0, 0] * x + m[0, 1] * y), 2 * (m[0, 1] * x + m[1, 1] * y)),
        minima=((0.0, 0.0),),
        xlim=(-10, 10),
        ylim=(-10, 10),
    )
    return surface, q @ np.array(START)


def losses_after_turning():
    """上は Nesterov でも Momentum でもよい慣性の手法、下は要素ごとに割る手法。"""
    figure, axes = plotting.panels(2, height=2.6)
    for ax, name, make in zip(axes, "PQ", (lambda: Momentum(lr=0.06), lambda: Adam(lr=0.5)), strict=True):
        curves = {}
        for label, degrees in (("元の谷", 0), ("45° 回した谷", 45)):
            surface, start = turned(degrees)
            curves[label] = surface(descend(surface, make(), start, 30).T)
        plotting.plot_curves(curves, ax=ax, yscale="log", title=f"手法 {name}")
    axes[0].lines[0].set_linewidth(4)
    axes[0].lines[0].set_alpha(0.4)
    return figure


def four_curves():
    """P は SGD、Q は Momentum、R は AdaGrad、S は大きすぎる学習率の SGD。"""
    optimizers = {"P": SGD(lr=0.3), "Q": Momentum(lr=0.06), "R": AdaGrad(lr=0.25), "S": SGD(lr=1.03)}
    curves = {name: elongated(descend(elongated, made, START, 60).T) for name, made in optimizers.items()}
    ax = plotting.plot_curves(curves, yscale="log")
    ax.set_ylim(1e-3, 2e3)
    ax.legend(loc="upper left", ncols=4)
    return ax.figure


def four_schedules():
    """P はステップ、Q は指数、R はコサイン、S はウォームアップとコサイン。"""
    schedules = {
        "P": StepDecay(0.1, 30, 0.3),
        "Q": ExponentialDecay(0.1, 0.96),
        "R": CosineDecay(0.1, 100),
        "S": WarmUp(20, CosineDecay(0.1, 80)),
    }
    figure, axes = plotting.panels(2, 2, height=2.2, sharex=True, sharey=True)
    for ax, (name, schedule) in zip(axes.flat, schedules.items(), strict=True):
        plotting.plot_curves([schedule(t) for t in range(100)], ax=ax, title=name, ylabel="学習率")
        ax.label_outer()
    return figure


RATES = 10.0 ** np.arange(-2.5, 1.1, 0.5)


def noisy_sweep(make, seeds=5, steps=40):
    """雑音のある勾配で谷を下り、学習率ごとの最後の損失を返します。形は (試行, 学習率)。"""
    found = []
    for child in np.random.default_rng(0).spawn(seeds):
        noise = child.normal(size=(steps, 2))
        row = []
        for lr in RATES:
            optimizer, params = make(lr), dict(zip("xy", START, strict=True))
            for e in noise:
                g = elongated.gradient((params["x"], params["y"])) + e
                optimizer.update(params, dict(zip("xy", g.tolist(), strict=True)))
            row.append(elongated((params["x"], params["y"])))
        found.append(row)
    return np.array(found)


def two_sweeps():
    """A は Momentum(α = 0.5)、B は Adam。"""
    curves = {
        "A": noisy_sweep(lambda lr: Momentum(lr, momentum=0.5)),
        "B": noisy_sweep(lambda lr: Adam(lr)),
    }
    ax = plotting.plot_curves(
        curves, x=RATES, xscale="log", yscale="log", markers=True, xlabel="学習率", ylabel="最後の損失"
    )
    ax.set_ylim(3e-3, 1e3)
    return ax.figure
