"""第1章のクイズの図。"""

import numpy as np

from eshikaku import plotting
from eshikaku.optimizers import SGD
from eshikaku.surfaces import descend, elongated


def zigzag_path():
    path = descend(elongated, SGD(lr=0.95), (-7, 2), 30)
    return plotting.plot_contour(elongated, path, title="").figure


def error_valley():
    x = np.linspace(-1, 1, 200)
    h = 10.0 ** np.arange(-12, 0)
    slope = (np.exp(x + h[:, None]) - np.exp(x - h[:, None])) / (2 * h[:, None])
    error = np.median(np.abs(slope / np.exp(x) - 1), axis=1)
    ax = plotting.plot_error_against_h(h, {"": error})
    for name, i in [("P", 3), ("Q", 10)]:
        ax.annotate(name, (h[i], error[i]), xytext=(0, 14), textcoords="offset points", ha="center", fontsize=14)
    return ax.figure
