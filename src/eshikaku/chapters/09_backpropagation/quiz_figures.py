"""第9章のクイズの図。"""

from itertools import pairwise

import numpy as np

from eshikaku import plotting
from eshikaku.autodiff import Var


def diagram(places, arrows, notes=(), height=2.6):
    """節点の文字 → (列, 行) と、矢印 (もと, 先, 書く文字) から描いた計算グラフ。"""
    figure, ax = plotting.panels(1, height=height)
    columns, rows = zip(*places.values(), strict=True)
    for start, end, text in arrows:
        (x0, y0), (x1, y1) = places[start], places[end]
        style = {"arrowstyle": "-|>", "shrinkA": 17, "shrinkB": 17, "color": "0.3"}
        ax.annotate("", xy=(x1, y1), xytext=(x0, y0), arrowprops=style)
        ax.text((x0 + x1) / 2, (y0 + y1) / 2 - 0.12, text, ha="center", va="bottom")
    for name, (x, y) in places.items():
        box = {"boxstyle": "round,pad=0.4", "facecolor": "white", "edgecolor": "#2f75c0"}
        ax.text(x, y, name.strip("'"), ha="center", va="center", bbox=box)
    for x, y, text in notes:
        ax.text(x, y, text, ha="center", va="center", fontsize="small")
    ax.set(xlim=(min(columns) - 0.5, max(columns) + 0.5), ylim=(max(rows) + 0.7, min(rows) - 0.6))
    ax.axis("off")
    return figure


def product_of_sums():
    places = {
        "a = 2": (0, 0),
        "b = 3": (0, 1),
        "c = 4": (0, 2),
        "+": (1, 0.3),
        "×": (1, 1.7),
        "'×": (2, 1),
        "L": (3, 1),
    }
    arrows = [
        ("a = 2", "+", ""), ("b = 3", "+", ""), ("b = 3", "×", ""), ("c = 4", "×", ""),
        ("+", "'×", ""), ("×", "'×", ""), ("'×", "L", ""),
    ]  # fmt: skip
    return diagram(places, arrows)


def closed_relu():
    places = {
        "x = 2": (0, 0), "w = −3": (0, 1), "b = 1": (1, 1.6), "×": (1, 0.8), "+": (2, 0.8), "ReLU": (3, 0.8),
        "'+": (4, 0.2), "L": (5, 0.2),
    }  # fmt: skip
    arrows = [
        ("x = 2", "×", ""), ("w = −3", "×", ""), ("×", "+", "−6"), ("b = 1", "+", ""), ("+", "ReLU", "−5"),
        ("ReLU", "'+", "0"), ("x = 2", "'+", ""), ("'+", "L", "2"),
    ]  # fmt: skip
    return diagram(places, arrows)


def shapes_on_arrows():
    names = ["X", "Affine1", "ReLU", "Affine2", "損失"]
    places = {name: (1.2 * i, 0) for i, name in enumerate(names)}
    arrows = [(a, b, "★" if a == "ReLU" else "") for a, b in pairwise(names)]
    notes = [(0, 0.5, "(50, 64)"), (1.2, 0.5, "W1 (64, 30)"), (3.6, 0.5, "W2 (30, 10)")]
    return diagram(places, arrows, notes, height=1.4)


def three_products():
    curves = {}
    for name, function, w in (("P", "relu", 2.0), ("Q", "relu", 1.0), ("R", "sigmoid", 1.0)):
        path = [Var(0.01)]
        for _ in range(10):
            path.append(getattr(w * path[-1], function)())
        path[-1].backward()
        curves[name] = [node.grad for node in path]
    ax = plotting.plot_curves(curves, yscale="log", markers=True, xlabel="層 $l$", ylabel="勾配")
    return ax.figure


def slopes_of_activations():
    x = np.linspace(-5, 5, 401)
    y = 1 / (1 + np.exp(-x))
    curves = {"P": (x > 0) * 1.0, "Q": 1 - np.tanh(x) ** 2, "R": y * (1 - y)}
    ax = plotting.plot_curves(curves, x=x, xlabel="入力", ylabel="傾き")
    return ax.figure
