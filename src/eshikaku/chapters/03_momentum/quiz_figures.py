"""第3章のクイズの図。"""

import numpy as np

from eshikaku import plotting
from eshikaku.optimizers import SGD, Momentum, Nesterov
from eshikaku.surfaces import descend, elongated


def factor(lr, momentum, curvature):
    """モメンタムの、1 歩の倍率の大きさです。"""
    return np.abs(np.roots([1, -(1 + momentum - lr * curvature), momentum])).max()


def factors_against_momentum(lr=0.04):
    alphas = np.linspace(0, 0.995, 200)
    curves = {f"λ = {c}": [factor(lr, a, c) for a in alphas] for c in (1, 25)}
    ax = plotting.plot_curves(curves, x=alphas, xlabel="$\\alpha$", ylabel="倍率の大きさ $|r|$")
    for line, style in zip(ax.lines, ("-", "--"), strict=True):
        line.set_linestyle(style)
    ax.set_xticks(np.arange(0, 1.01, 0.1))
    ax.legend()
    return ax.figure


def moves(form, steps=60, drop=30, momentum=0.9):
    """勾配が 1 のときの、1 回の移動量です。drop 回の更新のあと、学習率を 1 から 0.1 に下げます。"""
    v, found = 0.0, []
    for t in range(1, steps + 1):
        lr = 1.0 if t <= drop else 0.1
        v = momentum * v + (lr if form == "学習率を掛けてためる" else 1)
        found.append(v if form == "学習率を掛けてためる" else lr * v)
    return found


def moves_when_the_rate_drops():
    curves = {"P": moves("そのままためる"), "Q": moves("学習率を掛けてためる")}
    ax = plotting.plot_curves(curves, x=np.arange(1, 61), ylabel="1 回の移動量")
    ax.axvline(30.5, color="0.5", lw=0.8, ls=":")
    return ax.figure


def four_paths():
    makers = {"P": SGD(0.1), "Q": Momentum(0.1, 0.9), "R": SGD(0.95), "S": Nesterov(0.1, 0.9)}
    paths = {name: descend(elongated, optimizer, (-7.0, 2.0), 30) for name, optimizer in makers.items()}
    return plotting.plot_contour_grid(elongated, paths, cols=1)[0].figure
