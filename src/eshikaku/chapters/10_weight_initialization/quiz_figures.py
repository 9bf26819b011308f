"""第10章のクイズの図。"""

import numpy as np

from eshikaku import plotting
from eshikaku.functions import relu, sigmoid


def outputs(act, std, seed=0, n=100, depth=5):
    """標準正規分布の 500 件を、幅 n の層に depth 回通した出力と、重み。"""
    rng = np.random.default_rng(seed)
    h, hs, weights = rng.normal(size=(500, n)), [], []
    for _ in range(depth):
        weights.append(std * rng.normal(size=(n, n)))
        h = act(h @ weights[-1])
        hs.append(h)
    return hs, weights


def three_histograms():
    figure, axes = plotting.panels(3, 3, height=1.4, sharex=True)
    for row, (name, std) in zip(axes, {"A": 0.01, "B": 1.0, "C": 0.1}.items(), strict=True):
        hs, _ = outputs(sigmoid, std)
        for ax, layer in zip(row, (1, 3, 5), strict=True):
            ax.hist(hs[layer - 1].ravel(), bins=30, range=(0, 1), color="#3f20ce")
            ax.set(yticks=[], xticks=[0, 0.5, 1], title=f"{layer} 層目" if name == "A" else "")
            ax.grid(False)
        row[0].set_ylabel(name, rotation=0, labelpad=12)
    return figure


def gradient_lines():
    """ReLU の 5 層での、層ごとの勾配の大きさ。"""
    curves = {}
    for name, std in {"P": np.sqrt(1 / 100), "Q": np.sqrt(2 / 100), "R": 0.3}.items():
        hs, weights = outputs(relu, std)
        g, sizes = np.random.default_rng(1).normal(size=hs[-1].shape), []
        for h, W in zip(hs[::-1], weights[::-1], strict=True):
            sizes.append(np.sqrt(np.mean(g**2)))
            g = (g * (h > 0)) @ W.T
        curves[name] = np.array(sizes[::-1]) / sizes[0]
    ax = plotting.plot_curves(
        curves, x=np.arange(1, 6), yscale="log", markers=True, xlabel="層", ylabel="勾配の大きさ(5 層目を 1)"
    )
    ax.set_xticks(range(1, 6))
    return ax.figure


def output_lines():
    """100 ユニットの ReLU の 5 層での、層ごとの出力の標準偏差。"""
    curves = {
        name: [h.std() for h in outputs(relu, std)[0]]
        for name, std in {"P": 0.05, "Q": np.sqrt(2 / 100), "R": 0.4}.items()
    }
    ax = plotting.plot_curves(
        curves, x=np.arange(1, 6), yscale="log", markers=True, xlabel="層", ylabel="出力の標準偏差"
    )
    ax.set_xticks(range(1, 6))
    return ax.figure


def relu_histogram():
    """He の初期値の ReLU の、5 層目の出力。"""
    hs, _ = outputs(relu, np.sqrt(2 / 100))
    figure, ax = plotting.panels(1, height=2.6)
    ax.hist(hs[-1].ravel(), bins=40, range=(0, 4), color="#3f20ce", density=True)
    ax.set(xlabel="出力", ylabel="密度")
    return figure


def two_losses():
    """10 クラスの分類の損失。P は動かず、Q は下がる。"""
    epoch = np.arange(1, 21)
    curves = {"P": np.full(20, np.log(10)), "Q": 0.1 + 2.1 * np.exp(-epoch / 4)}
    ax = plotting.plot_curves(curves, x=epoch, xlabel="エポック")
    ax.set_ylim(0, 2.6)
    return ax.figure
