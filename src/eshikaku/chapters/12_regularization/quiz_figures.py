"""第12章のクイズの図。"""

from statistics import NormalDist

import numpy as np

from eshikaku import plotting
from eshikaku.explorers.penalty import loss, radius, solve

OPTIMUM = (1.5, 0.3)


def two_regions():
    """L1(P)と L2(Q)の範囲に、損失の等高線が触れた所。"""
    figure, axes = plotting.panels(2, height=2.6)
    grid = np.stack(np.meshgrid(np.linspace(-1.6, 2.4, 161), np.linspace(-1.4, 1.4, 113)), axis=-1)
    for ax, title, kind in zip(axes, ("P", "Q"), ("l1", "l2"), strict=True):
        w = solve(kind, 0.6, OPTIMUM)
        touch = float(loss(w, OPTIMUM))
        values = loss(grid, OPTIMUM)
        ax.contour(grid[..., 0], grid[..., 1], values, levels=sorted({0.05, 0.4 * touch, touch}), colors="#2f75c0")
        angle = np.linspace(0, 2 * np.pi, 5 if kind == "l1" else 181)
        r = radius(kind, w)
        ax.fill(r * np.cos(angle), r * np.sin(angle), color="0.85", ec="#222222")
        ax.plot(*w, "o", color=plotting.ACCENT_COLOR)
        ax.axhline(0, color="0.6", lw=0.8)
        ax.axvline(0, color="0.6", lw=0.8)
        ax.set(title=title, xlabel="$w_1$", ylabel="$w_2$", aspect="equal")
    return figure


def learning_curves():
    """下がり続ける訓練の損失と、12 エポックで底になる検証の損失。"""
    epoch = np.arange(1, 41)
    train = 0.1 + 1.2 * np.exp(-epoch / 9)
    val = 0.45 + 0.8 * np.exp(-epoch / 4) + 0.012 * epoch
    ax = plotting.plot_curves({"P": train, "Q": val}, x=epoch, xlabel="エポック", ylabel="損失")
    return ax.figure


STRENGTHS = np.linspace(0, 2, 81)
SIZES = np.array([1.6, 1.0, 0.5])


def solution_paths():
    """直交した 3 つの特徴での、Lasso(上)と Ridge(下)の解の道。"""
    lasso = np.maximum(SIZES[:, None] - STRENGTHS, 0)
    ridge = SIZES[:, None] / (1 + STRENGTHS)
    figure, axes = plotting.panels(2, height=2.4, sharex=True)
    for ax, paths in zip(axes, (lasso, ridge), strict=True):
        lines = {f"$w_{i + 1}$": path for i, path in enumerate(paths)}
        plotting.plot_curves(lines, x=STRENGTHS, ax=ax, xlabel="", ylabel="重み")
        ax.set_ylim(-0.1, 1.7)
    axes[1].set_xlabel("λ")
    return figure


def strength_and_rates():
    lam = np.geomspace(1e-4, 1e-1, 13)
    z = np.log10(lam)
    train = 0.4 + 0.6 / (1 + np.exp(5 * (z + 1.6)))
    val = 0.76 + 0.1 * np.exp(-(((z + 2.1) / 0.6) ** 2)) - 0.36 / (1 + np.exp(-9 * (z + 1.35)))
    ax = plotting.plot_curves(
        {"P": train, "Q": val}, x=lam, xscale="log", markers=True, xlabel="罰則の強さ λ", ylabel="正解率"
    )
    return ax.figure


def two_masks():
    """入力へのドロップアウト(P)と、ドロップコネクト(Q)で、出力に効く重み。"""
    rows = np.ones((6, 4))
    rows[[1, 4]] = 0
    scattered = np.array([[1, 0, 1, 1], [1, 1, 0, 1], [0, 1, 1, 1], [1, 1, 1, 0], [1, 0, 1, 1], [0, 1, 0, 1]])
    figure, axes = plotting.panels(2, height=2.6)
    for ax, title, mask in zip(axes, ("P", "Q"), (rows, scattered), strict=True):
        ax.pcolormesh(mask, cmap="Blues", vmin=0, vmax=1.4, edgecolors="0.4", linewidth=0.8)
        ax.set(title=title, xlabel="出力の番号", ylabel="入力の番号", aspect="equal")
        ax.set_xticks(np.arange(4) + 0.5, range(1, 5))
        ax.set_yticks(np.arange(6) + 0.5, range(1, 7))
        ax.invert_yaxis()
    return figure


def weight_histograms():
    """罰則なし、L1(P)、L2(Q)の重みの分布(特徴が直交しているとき)。"""
    free = np.array([NormalDist().inv_cdf((i + 0.5) / 400) for i in range(400)])
    lasso = np.sign(free) * np.maximum(np.abs(free) - 0.8, 0)
    figure, axes = plotting.panels(3, height=2, sharex=True)
    for ax, title, w in zip(axes, ("罰則なし", "P", "Q"), (free, lasso, free / 2), strict=True):
        ax.hist(w, bins=np.linspace(-3.1, 3.1, 32), color="#2f75c0", edgecolor="white")
        ax.set(title=title, ylabel="個数")
    axes[-1].set_xlabel("重み")
    return figure
