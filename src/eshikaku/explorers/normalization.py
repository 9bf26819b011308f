"""正規化の対話図: 1 つの立方体の 4 つの切り方(計算は同じ名前の normalization.js が行い、ここは入口と静止図)。"""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import Polygon

from eshikaku import checks
from eshikaku.explorers.base import Explorer, Value

METHODS = {
    "batch": "Batch Normalization",
    "layer": "Layer Normalization",
    "instance": "Instance Normalization",
    "group": "Group Normalization",
}
LIMITS = {"n": 3, "c": 6, "h": 2, "w": 2}
EPS = 1e-5
FACES = {"front": 1.0, "top": 0.75, "side": 0.6}  # 面ごとの濃さ


def values(n, c, h, w):
    """対話図に入れる、0 から 9 の整数。形は (N, C, H, W) です。

    >>> values(1, 3, 1, 2).ravel().tolist()
    [0.0, 7.0, 4.0, 1.0, 1.0, 8.0]
    """
    i = np.arange(n * c * h * w)
    return ((7 * i + 3 * (i // 4)) % 10).astype(float).reshape(n, c, h, w)


def parts(shape, method, groups):
    """要素ごとの、平均と分散を共有する組の番号。形は shape と同じです。

    >>> parts((2, 2, 1, 1), "batch", 1).ravel().tolist(), parts((2, 2, 1, 1), "layer", 1).ravel().tolist()
    ([0, 1, 0, 1], [0, 0, 1, 1])
    """
    n, c = np.indices(shape)[:2]
    channels = shape[1]
    return {
        "batch": c,
        "layer": n,
        "instance": channels * n + c,
        "group": groups * n + c // (channels // groups),
    }[method]


def statistics(x, method, groups, pick):
    """要素 pick の組の、個数、組の数、平均、分散、pick の正規化した値。"""
    part = parts(x.shape, method, groups)
    chosen = x[part == part[pick]]
    mean, var = chosen.mean(), chosen.var()
    return {
        "size": chosen.size,
        "count": int(part.max()) + 1,
        "mean": float(mean),
        "var": float(var),
        "xhat": float((x[pick] - mean) / np.sqrt(var + EPS)),
    }


def draw(ax, x, method, groups=1, pick=(0, 0, 0, 0)):
    """x を、1 件が 1 枚の板の立体に描き、pick と平均を共有する要素に色をつけます。横が C、縦が画素、奥が N です。

    >>> figure, ax = plt.subplots()
    >>> draw(ax, values(2, 3, 1, 1), "layer")
    >>> len(ax.texts) >= 6
    True
    >>> plt.close(figure)
    """
    n, c, h, w = x.shape
    part, rows = parts(x.shape, method, groups), h * w
    deep, step = 0.35, (0.75, rows + 0.75)
    for k in range(n)[::-1]:
        left, low = k * step[0], k * step[1]
        for j in range(c):
            for i in range(rows):
                at = (k, j, *divmod(i, w))
                a, b = left + j, low + rows - 1 - i
                corners = {"front": [(a, b), (a + 1, b), (a + 1, b + 1), (a, b + 1)]}
                if i == 0:
                    corners["top"] = [
                        (a, b + 1),
                        (a + 1, b + 1),
                        (a + 1 + deep, b + 1 + deep),
                        (a + deep, b + 1 + deep),
                    ]
                if j == c - 1:
                    corners["side"] = [
                        (a + 1, b),
                        (a + 1 + deep, b + deep),
                        (a + 1 + deep, b + 1 + deep),
                        (a + 1, b + 1),
                    ]
                for face, points in corners.items():
                    chosen = part[at] == part[pick]
                    shade = np.array([0.98, 0.68, 0.42] if chosen else [0.93, 0.94, 0.96]) * (0.4 + 0.6 * FACES[face])
                    ax.add_patch(Polygon(points, facecolor=shade, edgecolor="#48566b", linewidth=0.7))
                if at == tuple(pick):
                    ax.add_patch(Polygon(corners["front"], fill=False, edgecolor="#8a2e00", linewidth=2, zorder=3))
                ax.text(a + 0.5, b + 0.5, f"{x[at]:g}", ha="center", va="center", fontsize=9)
        ax.text(left - 0.15, low + rows / 2, f"$n={k}$", ha="right", va="center", fontsize=9)
    for j in range(c):
        ax.text(j + 0.5, -0.12, f"$c={j}$" if j == 0 else str(j), ha="center", va="top", fontsize=9)
    ax.set(xlim=(-1.2, c + deep + (n - 1) * step[0] + 0.1), ylim=(-0.7, n * step[1] + 0.1), aspect="equal")
    ax.axis("off")


def _size(name, value):
    return checks.whole(name, value, at_most=LIMITS[name])


def _pick(name, value):
    numbers = tuple(checks.whole(name, v, at_least=0) for v in value)
    if len(numbers) != 4:
        raise ValueError(f"{name} は (n, c, h, w) の 4 つの番号にしてください(渡された値: {value})。")
    return numbers


class NormalizationExplorer(Explorer):
    """:func:`normalization_explorer` が返す図。引数と同じ名前の値を、読むことも書き換えることもできます。"""

    _name = "normalization"

    method = Value(lambda name, value: checks.one_of(name, value, METHODS))
    n = Value(_size)
    c = Value(_size)
    h = Value(_size)
    w = Value(_size)
    groups = Value(lambda name, value: checks.whole(name, value, at_least=1))
    pick = Value(_pick)

    def _known(self):
        return {"methods": METHODS, "limits": LIMITS, "eps": EPS}

    @property
    def x(self):
        """いまの形の入力。"""
        return values(self.n, self.c, self.h, self.w)

    @property
    def statistics(self):
        """選んだ要素の組の、個数、組の数、平均、分散と、その要素の正規化した値。"""
        return statistics(self.x, self.method, self.groups, self.pick)

    def _still(self):
        figure, ax = plt.subplots(figsize=(4.6, 4))
        draw(ax, self.x, self.method, self.groups, self.pick)
        ax.set_title(METHODS[self.method])
        found = self.statistics
        alt = (
            f"(N, C, H, W) = ({self.n}, {self.c}, {self.h}, {self.w}) の要素を、1 件が 1 枚の板の立体に並べた図。"
            f"{METHODS[self.method]} では {found['count']} 組あり、色のついた {found['size']} 個が、"
            f"平均 {found['mean']:.3g} と分散 {found['var']:.3g} を共有する。"
        )
        return figure, alt


def normalization_explorer(method="batch", n=2, c=4, h=1, w=2, groups=2, pick=(0, 0, 0, 0)):
    """(N, C, H, W) の形と正規化の方法を選び、どの要素が平均と分散を共有するかを見る図を作ります。

    Args:
        method: ``"batch"`` ``"layer"`` ``"instance"`` ``"group"`` のどれか。
        n, c, h, w: 軸の長さ(n は 3、c は 6、h と w は 2 まで)。
        groups: Group Normalization の組の数(c を割り切る数)。
        pick: 選ぶ要素の番号 (n, c, h, w)。

    Returns:
        :class:`NormalizationExplorer`。図を動かした後の値は ``.method`` ``.pick`` ``.statistics`` などで読めます。

    Raises:
        ValueError: 名前が無い、数が範囲の外、または groups が c を割り切らないとき。
        TypeError: 数でないものを渡したとき。

    >>> normalization_explorer("layer", n=1, c=2).statistics["count"]
    1
    """
    figure = NormalizationExplorer(method=method, n=n, c=c, h=h, w=w, groups=groups, pick=pick)
    if c % groups:
        raise ValueError(f"チャネル数 {c} は groups={groups} で割り切れません。")
    if any(at >= size for at, size in zip(figure.pick, (n, c, h, w), strict=True)):
        raise ValueError(f"pick={pick} は、形 {(n, c, h, w)} の外です。")
    return figure
