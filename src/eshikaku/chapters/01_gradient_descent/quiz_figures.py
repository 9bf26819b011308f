"""第1章のクイズの図。"""

import matplotlib.pyplot as plt
import numpy as np

from eshikaku import plotting
from eshikaku.gradient import gradient_descent
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


def two_valleys():
    def f(x):
        return x**4 - 3 * x**2 + x

    x = np.linspace(-1.9, 1.75, 200)
    ax = plotting.plot_curves(f(x), x=x, xlabel="パラメータ")
    ax.set(xticks=[], yticks=[])
    left, top, right = np.sort(np.roots([4, 0, -6, 1]).real)
    for name, at in {"A": left, "B": top, "C": right, "D": 0.5}.items():
        ax.plot(at, f(at), "o", color="k")
        ax.annotate(name, (at, f(at)), xytext=(0, 9), textcoords="offset points", ha="center", fontsize=14)
    return ax.figure


def four_arrows():
    start = np.array([-6.0, 2.0])
    slope = elongated.gradient(start)
    arrows = {"P": -start, "Q": slope, "R": np.array([slope[1], -slope[0]]), "S": -slope}
    ax = plotting.plot_contour(elongated, title="")
    for name, arrow in arrows.items():
        end = start + 2.4 * arrow / np.linalg.norm(arrow)
        ax.annotate("", end, start, arrowprops={"arrowstyle": "->", "lw": 1.6})
        ax.annotate(name, end, xytext=(5, 3), textcoords="offset points", fontsize=14)
    ax.plot(*start, "o", color="k")
    ax.annotate("O", (0, 0), xytext=(6, 6), textcoords="offset points", fontsize=14)
    return ax.figure


def three_learning_rates():
    X, y = np.column_stack([np.ones(5), np.arange(1, 6)]), np.array([2.0, 4.0, 5.0, 4.0, 5.0])
    lowest = np.linalg.lstsq(X, y)[1][0] / 10
    ax = plt.subplots()[1]
    for name, lr, line in [("P", 0.01, "-"), ("Q", 0.16, "--"), ("R", 0.173, ":")]:
        costs = gradient_descent(lambda theta: np.sum((X @ theta - y) ** 2) / 10, [0, 0], lr, 200).values
        ax.semilogy(costs - lowest, line, color="C0", lw=1.6)
        ax.text(203, costs[-1] - lowest, name, va="center", fontsize=14)
    ax.set(xlabel="更新回数", ylabel="$J - J_{\\min}$", xlim=(0, 215))
    return ax.figure
