"""Adam の対話図(計算は同じ名前の adam.js が行い、ここは入口、静止図、確かめ)。"""

import numpy as np

from eshikaku import checks
from eshikaku.explorers import terrain
from eshikaku.explorers.base import Value
from eshikaku.explorers.descent import DescentExplorer
from eshikaku.optimizers import Adam


class Uncorrected(Adam):
    """偏りを直さない Adam です(比べるためのもの。学習には使いません)。

    >>> params = {"x": 1.0}
    >>> Uncorrected(lr=0.1).update(params, grads={"x": 2.0})
    >>> round(params["x"], 3)  # 一歩目は lr の (1 − β1)/√(1 − β2) ≈ 3.16 倍
    0.684
    """

    def rule(self, x, g, m, v):
        m[...] = self.beta1 * m + (1 - self.beta1) * g
        v[...] = self.beta2 * v + (1 - self.beta2) * g**2
        x -= self.lr * m / (np.sqrt(v) + self.eps)


def checked_beta(name, value):
    return checks.real(name, value, at_least=0, below=1)


class AdamExplorer(DescentExplorer):
    """:func:`adam_explorer` が返す図。引数と同じ名前の値を、読むことも書き換えることもできます。"""

    _name = "adam"
    _methods = ("Adam",)

    lr = Value(terrain.checked_lr)
    beta1 = Value(checked_beta)
    beta2 = Value(checked_beta)
    axis = Value(lambda name, value: checks.one_of(name, value, ("x", "y")))

    def _runs(self):
        values = {"lr": self.lr, "beta1": self.beta1, "beta2": self.beta2}
        return {"Adam": Adam(**values), "Adam(補正なし)": Uncorrected(**values)}


def adam_explorer(surface="elongated", lr=0.3, beta1=0.9, beta2=0.999, start=(-7.0, 2.0), steps=30, axis="x"):
    """Adam の m と v、偏りを直した値、1 歩の大きさを、直さない場合と見比べる図を作ります。

    Args:
        surface: 地形の名前。``eshikaku.surfaces.SURFACES`` の鍵。
        lr: 学習率 η(0 より大きい数)。
        beta1, beta2: m と v を残す割合(0 以上 1 未満)。
        start: 出発点 (x, y)。
        steps: 歩数(1 から 1000)。
        axis: 曲線に描く座標。``"x"`` か ``"y"``。

    Returns:
        :class:`AdamExplorer`。図を動かした後の値は ``.lr`` ``.paths`` ``.behaviour`` などで読めます。

    Raises:
        ValueError: 名前が無い、または数が範囲の外のとき。
        TypeError: 数でないものを渡したとき。

    >>> adam_explorer(steps=60).paths["Adam"][30].round(4)
    array([0.136 , 0.3182])
    """
    return AdamExplorer(surface=surface, start=start, steps=steps, lr=lr, beta1=beta1, beta2=beta2, axis=axis)
