"""L1 と L2 の罰則の幾何の対話図(計算は同じ名前の penalty.js が行い、ここは入口、静止図、確かめ)。"""

import numpy as np

from eshikaku import checks, plotting
from eshikaku.explorers.base import Explorer, Value
from eshikaku.surfaces import Surface

RHO = 0.4  # 損失のヘッセ行列 [[1, ρ], [ρ, 1]] の、対角でない成分
XLIM, YLIM = (-2.4, 2.4), (-1.8, 1.8)
LAMBDAS = (0, 10)
LAMBDA_MAX = 3.0  # 道を描く λ の上限
TINY = 1e-12  # 丸め誤差とみなす大きさ。境目の点が、どの場合にも当てはまらなくなるのを防ぐ
KINDS = {"l1": "L1(ひし形)", "l2": "L2(円)"}


def loss(w, optimum):
    r"""損失 $f(w)=\frac12(w-w^*)^\top H(w-w^*)$。w の形は (…, 2)。

    >>> float(loss(np.array([1.0, 0.0]), (0.0, 0.0)))
    0.5
    """
    d = np.asarray(w, dtype=float) - optimum
    return (d[..., 0] ** 2 + 2 * RHO * d[..., 0] * d[..., 1] + d[..., 1] ** 2) / 2


def solve(kind, lam, optimum):
    r"""損失と罰則の和を最小にする点です。

    罰則として、L1 は $\lambda\lVert w\rVert_1$、L2 は $\frac\lambda2\lVert w\rVert_2^2$ を足します。

    L1 では、$b=Hw^*$ として、どの重みが 0 かで場合を分けます。
    0 の重みには $\lvert b_i-\rho w_j\rvert\le\lambda$ が要ります。

    >>> solve("l1", 0.5, (1.5, 0.2)).round(3).tolist()
    [1.08, 0.0]
    >>> solve("l2", 0.5, (1.5, 0.2)).round(3).tolist()
    [0.981, 0.272]
    """
    w = np.array(_exact(kind, lam, optimum))
    return np.where(np.abs(w) < TINY, 0.0, w)


def _exact(kind, lam, optimum):
    b = optimum[0] + RHO * optimum[1], RHO * optimum[0] + optimum[1]
    if kind == "l2":
        d, det = 1 + lam, (1 + lam) ** 2 - RHO**2
        return (d * b[0] - RHO * b[1]) / det, (d * b[1] - RHO * b[0]) / det
    if max(abs(b[0]), abs(b[1])) <= lam + TINY:
        return 0.0, 0.0
    alone = [_soft(value, lam) for value in b]
    if abs(b[1] - RHO * alone[0]) <= lam + TINY:
        return alone[0], 0.0
    if abs(b[0] - RHO * alone[1]) <= lam + TINY:
        return 0.0, alone[1]
    for s, u in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
        p, q = b[0] - lam * s, b[1] - lam * u
        w = (p - RHO * q) / (1 - RHO**2), (q - RHO * p) / (1 - RHO**2)
        if w[0] * s > 0 and w[1] * u > 0:
            return w
    raise AssertionError("どの場合にも当てはまりません")  # 凸なので、必ずどれかに当てはまる


def _soft(value, lam):
    return np.sign(value) * max(abs(value) - lam, 0.0)


def radius(kind, w):
    """解を通る範囲の大きさ: L1 ノルムか L2 ノルム。

    >>> radius("l1", np.array([3.0, -4.0])), radius("l2", np.array([3.0, -4.0]))
    (7.0, 5.0)
    """
    return float(np.abs(w).sum() if kind == "l1" else np.sqrt(np.sum(w**2)))


def behaviour(w):
    """解の名前です。対話図が示す言葉と同じものです。

    >>> behaviour(np.array([1.0, 0.0]))
    'w₂ がちょうど 0'
    """
    zeros = (w[0] == 0, w[1] == 0)
    return {
        (True, True): "2 つともちょうど 0",
        (True, False): "w₁ がちょうど 0",
        (False, True): "w₂ がちょうど 0",
        (False, False): "0 の重みはない",
    }[zeros]


def checked_lam(name, value):
    return checks.real(name, value, at_least=LAMBDAS[0], at_most=LAMBDAS[1])


def checked_optimum(name, value):
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise ValueError(f"{name} は (w1, w2) の 2 つの数にしてください(渡された値: {value!r})。")
    return tuple(checks.real(name, v, at_least=-10, at_most=10) for v in value)


class PenaltyExplorer(Explorer):
    """:func:`penalty_explorer` が返す図。引数と同じ名前の値を、読むことも書き換えることもできます。"""

    _name = "penalty"
    _parts = ("walk.js",)

    kind = Value(lambda name, value: checks.one_of(name, value, KINDS))
    lam = Value(checked_lam)
    optimum = Value(checked_optimum)

    def _known(self):
        return {"rho": RHO, "xlim": XLIM, "ylim": YLIM, "lambdaMax": LAMBDA_MAX, "kinds": KINDS, "lams": LAMBDAS}

    @property
    def solution(self):
        """いまの値での解。"""
        return solve(self.kind, self.lam, self.optimum)

    @property
    def path(self):
        """λ を 0 から上限まで 61 通りに変えたときの解。形は (61, 2)。"""
        return np.array([solve(self.kind, lam, self.optimum) for lam in np.linspace(0, LAMBDA_MAX, 61)])

    @property
    def behaviour(self):
        """解の名前。定義は :func:`behaviour` にあります。"""
        return behaviour(self.solution)

    def _still(self):
        figure, (top, bottom) = plotting.panels(2, height=3)
        surface = Surface(
            name="penalty",
            title="損失",
            f=lambda x, y: loss(np.stack([x, y], axis=-1), self.optimum),
            grad=lambda x, y: (
                x - self.optimum[0] + RHO * (y - self.optimum[1]),
                RHO * (x - self.optimum[0]) + y - self.optimum[1],
            ),
            minima=(tuple(self.optimum),),
            xlim=XLIM,
            ylim=YLIM,
        )
        plotting.plot_contour(surface, ax=top, title="").set(xlabel="$w_1$", ylabel="$w_2$")
        w, angle = self.solution, np.linspace(0, 2 * np.pi, 5 if self.kind == "l1" else 181)
        top.plot(radius(self.kind, w) * np.cos(angle), radius(self.kind, w) * np.sin(angle), color="#222222")
        top.plot(*w, "o", color=plotting.ACCENT_COLOR)
        plotting.plot_curves(
            {"$w_1$": self.path[:, 0], "$w_2$": self.path[:, 1]},
            x=np.linspace(0, LAMBDA_MAX, 61),
            ax=bottom,
            xlabel="λ",
            ylabel="解",
        )
        alt = (
            f"上は、損失の等高線と、解を通る{KINDS[self.kind]}の範囲。"
            f"解は ({w[0]:.3g}, {w[1]:.3g}) で、「{self.behaviour}」。"
            "下は、λ を上げたときの 2 つの重みの曲線。"
        )
        return figure, alt

    def __repr__(self):
        return f"{super().__repr__()}  # {self.behaviour}"


def penalty_explorer(kind="l1", lam=0.5, optimum=(1.5, 0.2)):
    r"""損失の最小点と λ を動かし、罰則の範囲に触れる解と、λ を変えたときの解の道を見る図を作ります。

    損失は $\frac12(w-w^*)^\top H(w-w^*)$、$H$ の対角は 1、ほかは 0.4 です。

    Args:
        kind: ``"l1"`` か ``"l2"``。
        lam: 罰則の強さ λ(0 から 10)。
        optimum: 罰則のないときの最小点 $w^*$。

    Returns:
        :class:`PenaltyExplorer`。図を動かした後の値は ``.solution`` ``.path`` ``.behaviour`` などで読めます。

    Raises:
        ValueError: 名前が無い、または数が範囲の外のとき。
        TypeError: 数でないものを渡したとき。

    >>> penalty_explorer()
    penalty_explorer(kind='l1', lam=0.5, optimum=(1.5, 0.2))  # w₂ がちょうど 0
    """
    return PenaltyExplorer(kind=kind, lam=lam, optimum=optimum)
