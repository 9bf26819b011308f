"""第11章のクイズの図。"""

import matplotlib.pyplot as plt
import numpy as np

from eshikaku import plotting
from eshikaku.explorers import normalization
from eshikaku.layers import BatchNormalization


def outputs_of_one_row():
    """同じ 1 件を、ほかの 7 件だけを替えて入れたときの出力。"""
    rng = np.random.default_rng(3)
    layer = BatchNormalization(np.ones(1), np.zeros(1))
    for _ in range(100):
        layer.forward(rng.normal(10, 5, size=(64, 1)))
    kinds = {"P": [], "Q": []}
    for _ in range(40):
        x = np.vstack([[[13.0]], rng.normal(10, 5, size=(7, 1))])
        kinds["Q"].append(layer.forward(x, train_flg=False)[0, 0])
        kept = layer.running_mean, layer.running_var
        kinds["P"].append(layer.forward(x, train_flg=True)[0, 0])
        layer.running_mean, layer.running_var = kept
    figure, ax = plt.subplots()
    for (name, values), marker in zip(kinds.items(), "ox", strict=True):
        ax.plot(np.arange(1, 41), values, marker, label=name, color={"P": "#222222", "Q": "#8b1100"}[name])
    ax.set(xlabel="入れた回", ylabel="同じ 1 件の出力")
    ax.legend()
    return figure


RATES = {  # 本編の実験(4 つの隠れ層、80 回の更新)の、10 の種の中央値を丸めた値。test_claims.py が計算し直す
    "P": [0.87, 0.80, 0.1, 0.1, 0.1],
    "Q": [0.93, 0.96, 0.96, 0.94, 0.1],
}


def rates_with_and_without():
    ax = plotting.plot_curves(
        RATES, x=[0.1, 0.3, 1, 3, 10], xscale="log", markers=True, xlabel="学習率 η", ylabel="テストの正答率"
    )
    return ax.figure


def map_of_groups():
    """1 件のチャネルを 3 つずつに分けた組の番号。"""
    part = normalization.parts((3, 6, 1, 1), "group", 2)[:, :, 0, 0]
    figure, ax = plotting.panels(1, height=2.2)
    ax.imshow(part * 5 % 6, cmap="viridis")
    ax.set(xlabel="C", ylabel="N", xticks=range(6), yticks=range(3))
    ax.grid(False)
    return figure


def cube_of_layer():
    figure, ax = plotting.panels(1, height=3.4)
    normalization.draw(ax, np.arange(16.0).reshape(2, 4, 1, 2), "layer")
    return figure


# 2 つの隠れ層を 120 回更新した、10 の種の中央値(学習率は 0.03、0.1、0.3 から選んだ)。test_claims.py が計算し直す
SIZES = {"P": [0.36, 0.86, 0.92, 0.97], "Q": [0.70, 0.80, 0.88, 0.94]}


def batch_sizes():
    ax = plotting.plot_curves(
        SIZES, x=[2, 4, 8, 32], xscale="log", markers=True, xlabel="バッチサイズ", ylabel="テストの正答率"
    )
    ax.set(xticks=[2, 4, 8, 16, 32], ylim=(0, 1))
    ax.set_xticklabels(["2", "4", "8", "16", "32"])
    ax.minorticks_off()
    return ax.figure
