"""Momentum の対話図(計算は同じ名前の momentum.js が行い、ここは入口、静止図、確かめ)。"""

import numpy as np

from eshikaku import checks
from eshikaku.explorers import terrain
from eshikaku.explorers.base import Value
from eshikaku.explorers.descent import DescentExplorer
from eshikaku.optimizers import SGD, Momentum, Nesterov

METHODS = {"Momentum": Momentum, "Nesterov": Nesterov}


def factor(method, lr, momentum, curvature):
    r"""二次関数の、固有値 curvature の方向の、1 歩ごとの倍率 |r| です。

    座標は 2 項の漸化式に従うので、倍率は特性方程式の根の、大きい方の大きさです。

    - Momentum: $r^2-(1+\alpha-\eta\lambda)\,r+\alpha=0$
    - Nesterov: $r^2-(1+\alpha)(1-\eta\lambda)\,r+\alpha(1-\eta\lambda)=0$

    >>> round(factor("Momentum", 0.1, 0.9, 2.0), 4)  # 根が複素数なら √α
    0.9487
    """
    q = lr * curvature
    middle, last = {
        "Momentum": (1 + momentum - q, momentum),
        "Nesterov": ((1 + momentum) * (1 - q), momentum * (1 - q)),
    }[method]
    return float(np.abs(np.roots([1, -middle, last])).max())


def best_momentum(method, lr, curvatures):
    """この学習率で、いちばん遅い方向の倍率を最も小さくする α(0.001 刻み)です。

    >>> best_momentum("Momentum", 0.1, (0.1, 2.0))
    0.81
    """
    alphas = np.arange(1000) / 1000
    return float(alphas[np.argmin([max(factor(method, lr, a, c) for c in curvatures) for a in alphas])])


def best_pair(method, curvatures):
    """学習率も選べるときの最良の組 (η, α) です。

    Momentum は Polyak (1964)、Nesterov は Lessard et al. (2016) の Proposition 1 の式です。

    >>> [round(value, 4) for value in best_pair("Momentum", (0.1, 2.0))]
    [1.3358, 0.4026]
    """
    low, high = min(curvatures), max(curvatures)
    kappa = high / low
    if method == "Momentum":
        return 4 / (high**0.5 + low**0.5) ** 2, ((kappa**0.5 - 1) / (kappa**0.5 + 1)) ** 2
    root = (3 * kappa + 1) ** 0.5
    return 4 / (3 * high + low), (root - 2) / (root + 2)


def crossings(path, minimum):
    """座標ごとに、最小点をまたいだ回数(行き過ぎ)です。"""
    away = np.subtract(path, minimum)
    return np.sum(away[1:] * away[:-1] < 0, axis=0).tolist()


class MomentumExplorer(DescentExplorer):
    """:func:`momentum_explorer` が返す図。引数と同じ名前の値を、読むことも書き換えることもできます。"""

    _name = "momentum"
    _methods = ("Momentum", "Nesterov")

    lr = Value(terrain.checked_lr)
    momentum = Value(lambda name, value: checks.real(name, value, at_least=0, below=1))
    method = Value(lambda name, value: checks.one_of(name, value, METHODS))

    def _runs(self):
        return {self.method: METHODS[self.method](self.lr, self.momentum), "SGD": SGD(self.lr)}


def momentum_explorer(surface="elongated", lr=0.1, momentum=0.9, start=(-7.0, 2.0), steps=30, method="Momentum"):
    """速度の矢印を持つ球を転がし、学習率と慣性で、行き過ぎと速さがどう変わるかを見る図を作ります。

    Args:
        surface: 地形の名前。``eshikaku.surfaces.SURFACES`` の鍵。
        lr: 学習率 η(0 より大きい数)。
        momentum: 慣性 α(0 以上 1 未満)。
        start: 出発点 (x, y)。
        steps: 歩数(1 から 1000)。
        method: ``"Momentum"`` か ``"Nesterov"``。

    Returns:
        :class:`MomentumExplorer`。図を動かした後の値は ``.lr`` ``.momentum`` ``.path`` ``.behaviour`` などで読めます。

    Raises:
        ValueError: 名前が無い、または数が範囲の外のとき。
        TypeError: 数でないものを渡したとき。

    >>> momentum_explorer(steps=60).behaviour
    '着いた'
    """
    return MomentumExplorer(surface=surface, start=start, steps=steps, lr=lr, momentum=momentum, method=method)
