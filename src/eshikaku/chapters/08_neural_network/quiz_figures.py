"""第8章のクイズの図。"""

import numpy as np

from eshikaku import functions, plotting

X = np.linspace(-4, 4, 321)


def four_activations():
    curves = {
        "P": functions.sigmoid(X),
        "Q": np.tanh(X),
        "R": functions.relu(X),
        "S": functions.leaky_relu(X, 0.1),
    }
    ax = plotting.plot_curves(curves, x=X, xlabel="$x$", ylabel="値")
    ax.set_ylim(-1.2, 2)
    return ax.figure


def four_slopes():
    """σ(x)、σ(4x)、tanh x、GELU の微分。"""
    density = np.exp(-X * X / 2) / np.sqrt(2 * np.pi)
    curves = {
        "P": functions.sigmoid(X) * functions.sigmoid(-X),
        "Q": 4 * functions.sigmoid(4 * X) * functions.sigmoid(-4 * X),
        "R": 1 - np.tanh(X) ** 2,
        "S": functions.normal_cdf(X) + X * density,
    }
    return plotting.plot_curves(curves, x=X, xlabel="$x$", ylabel="微分").figure


LOGITS = np.array([0.5, 2.0, 1.0, -0.5])
TEMPERATURES = (1.0, 4.0, 0.3)


def three_temperatures():
    figure, axes = plotting.panels(3, height=1.7, sharex=True)
    for ax, place, temperature in zip(axes, ("上段", "中段", "下段"), TEMPERATURES, strict=True):
        ax.bar(range(4), functions.softmax(LOGITS, temperature), color="#5b6b7d")
        ax.set(ylim=(0, 1.05), ylabel="確率", title=place)
    axes[-1].set(xticks=range(4), xlabel="クラス")
    return figure


def two_regression_losses():
    difference = np.linspace(-3, 3, 241)
    curves = {"P": np.abs(difference), "Q": difference**2}
    ax = plotting.plot_curves(curves, x=difference, xlabel="予測 − 正解", ylabel="1 件の損失")
    ax.set_ylim(0, 6)
    return ax.figure


def two_losses_of_a_logit():
    """正解が 1 のときの、BCE と、確率の MSE。"""
    z = np.linspace(-8, 8, 321)
    curves = {"P": -np.log(functions.sigmoid(z)), "Q": (functions.sigmoid(z) - 1) ** 2}
    return plotting.plot_curves(curves, x=z, xlabel="ロジット", ylabel="1 件の損失").figure


def broken_line():
    """折れ目が −2、0、1.5 の 3 か所にある、ReLU の和。"""
    x = np.linspace(-4, 3, 281)
    y = -0.8 * x + 1.6 * functions.relu(x + 2) - 1.0 * functions.relu(x) + 2.0 * functions.relu(x - 1.5)
    return plotting.plot_curves(y, x=x, xlabel="$x$", ylabel="出力").figure
