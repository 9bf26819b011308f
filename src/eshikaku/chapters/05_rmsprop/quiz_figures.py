"""第5章のクイズの図。"""

import numpy as np

from eshikaku import plotting
from eshikaku.explorers.rmsprop import chase, target
from eshikaku.optimizers import AdaGrad, RMSprop
from eshikaku.surfaces import descend, elongated


def weights_of_old_gradients():
    k = np.arange(61)
    rhos = {"P": 0.5, "Q": 0.9, "R": 0.97, "S": 0.99}
    ax = plotting.plot_curves(
        {name: rho**k for name, rho in rhos.items()}, xlabel="何歩前か", ylabel="今の勾配の 2 乗を 1 とした重み"
    )
    ax.axhline(0.5, color="0.4", lw=0.8, ls=":")
    return ax.figure


def two_chasers():
    paths = {"P": chase(AdaGrad(2.07), 30, 400), "Q": chase(RMSprop(0.0977, 0.9), 30, 400)}
    ax = plotting.plot_curves(paths, ylabel="位置")
    ax.plot(target(400), color="0.4", ls=":", label="目標")
    ax.axvline(20, color="0.6", lw=0.8)
    ax.set_ylim(-1.2, 1.6)
    ax.legend(ncols=3, loc="upper right")
    return ax.figure


def distances_from_the_minimum():
    def distance(optimizer, steps=500):
        params, found = {"x": 2.0}, [2.0]
        for _ in range(steps):
            optimizer.update(params, {"x": 2 * params["x"]})
            found.append(abs(params["x"]))
        return np.array(found)

    curves = {
        "P": distance(RMSprop(0.1, 0.9)),
        "Q": distance(RMSprop(0.01, 0.9)),
        "R": np.maximum(distance(AdaGrad(0.5)), 1e-12),
    }
    ax = plotting.plot_curves(curves, yscale="log", ylabel="最小点からの距離")
    ax.set_ylim(1e-4, 10)
    return ax.figure


def three_first_steps():
    paths = {
        "P": descend(elongated, RMSprop(0.1, 0.9), (-7, 2), 12),
        "Q": descend(elongated, RMSprop(0.1, 0.99), (-7, 2), 12),
        "R": descend(elongated, RMSprop(0.03, 0.99), (-7, 2), 12),
    }
    figure = plotting.plot_contour_grid(elongated, paths, cols=1, title="1 つの点が 1 歩(12 歩まで)")[0].figure
    return figure
