"""AdaGrad の対話図(計算は同じ名前の adagrad.js が行い、ここは入口、静止図、確かめ)。"""

import numpy as np

from eshikaku import plotting
from eshikaku.explorers import terrain
from eshikaku.explorers.base import Value
from eshikaku.explorers.descent import DescentExplorer
from eshikaku.optimizers import AdaGrad
from eshikaku.surfaces import SURFACES


def effective_rates(surface, path, lr, eps=1e-7):
    """1 歩ごとの、座標ごとの実効学習率 η/(√h + ε) です。形は (歩数, 2)。

    >>> rates = effective_rates(SURFACES["elongated"], np.array([[-7.0, 2.0], [-5.5, 0.5]]), lr=1.5)
    >>> rates.round(3)  # η を、1 歩目の勾配の大きさ 0.7 と 4 で割ったもの
    array([[2.143, 0.375]])
    """
    gradients = surface.gradient(np.transpose(path[:-1])).T
    return lr / (np.sqrt(np.cumsum(gradients**2, axis=0)) + eps)


class AdaGradExplorer(DescentExplorer):
    """:func:`adagrad_explorer` が返す図。引数と同じ名前の値を、読むことも書き換えることもできます。"""

    _name = "adagrad"
    _methods = ("AdaGrad",)

    lr = Value(terrain.checked_lr)

    def _runs(self):
        return {"AdaGrad": AdaGrad(self.lr)}

    @property
    def rates(self):
        """1 歩ごとの、座標ごとの実効学習率。形は (steps, 2)。"""
        return effective_rates(SURFACES[self.surface], self.path, self.lr)

    def _still(self):
        figure, (top, bottom) = plotting.panels(2, height=3)
        plotting.plot_contour(SURFACES[self.surface], self.paths, ax=top, title="")
        curves = {"x 方向": self.rates[:, 0], "y 方向": self.rates[:, 1]}
        steps = np.arange(1, self.steps + 1)
        plotting.plot_curves(curves, x=steps, ax=bottom, ylabel=r"実効学習率 $\eta/\sqrt{h}$", yscale="log")
        alt = (
            f"上は、等高線と、AdaGrad で ({self.start[0]:g}, {self.start[1]:g}) から {self.steps} 歩下った道"
            f"(学習率 {self.lr:g})。下は、座標ごとの実効学習率で、歩むほど小さくなる。"
        )
        return figure, alt


def adagrad_explorer(surface="elongated", lr=1.5, start=(-7.0, 2.0), steps=30):
    """AdaGrad の実効学習率が、座標ごとにどう縮むかを見る図を作ります。

    Args:
        surface: 地形の名前。``eshikaku.surfaces.SURFACES`` の鍵。
        lr: 学習率 η(0 より大きい数)。
        start: 出発点 (x, y)。
        steps: 歩数(1 から 1000)。

    Returns:
        :class:`AdaGradExplorer`。図を動かした後の値は ``.lr`` ``.path`` ``.rates`` ``.behaviour`` などで読めます。

    Raises:
        ValueError: 名前が無い、または数が範囲の外のとき。
        TypeError: 数でないものを渡したとき。

    >>> adagrad_explorer()
    adagrad_explorer(surface='elongated', start=(-7.0, 2.0), steps=30, lr=1.5)  # 着いた
    """
    return AdaGradExplorer(surface=surface, start=start, steps=steps, lr=lr)
