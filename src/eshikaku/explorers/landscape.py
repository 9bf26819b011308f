"""地形の上を下る対話図(計算は同じ名前の landscape.js が行い、ここは入口と静止図)。"""

import numpy as np

from eshikaku.explorers import terrain
from eshikaku.explorers.base import Value
from eshikaku.explorers.descent import DescentExplorer, escaped, near
from eshikaku.optimizers import SGD
from eshikaku.surfaces import SURFACES


def behaviour(surface, path):
    r"""たどった道の動きに名前を付けます。対話図が示す言葉と同じものです。

    - **発散**: 最後の点が有限でないか、原点から図の横幅の 1000 倍より遠い。
      または、振動していて、歩幅が毎回 1 % を超えて伸びる。
    - **振動しながら収束**: 振動していて、歩幅が毎回 1 % を超えて縮む。
    - **振動が続く**: 振動していて、そのどちらでもない。
    - **収束**: 振動しておらず、最後の点が最小点のまわりの円(半径は図の横幅の 2 %)に入った。
    - **まだ遠い**: どれでもない。

    「振動している」とは、後半の歩のうち、隣り合う 2 歩の内積が負になる(向きが 90° を超えて変わる)組が
    半分以上あることです。
    長さが 1e-9 以下の歩が現れたら、そこで止まったとみなし、その手前までの歩を見ます。

    Args:
        surface: :class:`eshikaku.surfaces.Surface`。
        path: 形 (steps + 1, 2) の点の列。nan は発散した後を表します。

    Returns:
        上の 5 つの言葉のどれか。

    >>> from eshikaku.surfaces import descend, elongated
    >>> [behaviour(elongated, descend(elongated, SGD(lr), (-7, 2), 30)) for lr in (0.1, 0.95, 1.0, 1.05)]
    ['まだ遠い', '振動しながら収束', '振動が続く', '発散']
    """
    path = np.asarray(path)
    if escaped(surface, path[-1]):
        return "発散"
    moves = np.diff(path, axis=0)
    resting = np.flatnonzero(np.hypot(*moves.T) <= 1e-9)
    walked = moves[: resting[0]] if resting.size else moves
    half = walked[len(walked) // 2 :]
    turns = np.sum(half[:-1] * half[1:], axis=1) < 0
    if turns.size and 2 * turns.sum() >= turns.size:
        lengths = np.hypot(*half.T)
        ratios = lengths[1:] / lengths[:-1]
        if (ratios < 0.99).all():
            return "振動しながら収束"
        return "発散" if (ratios > 1.01).all() else "振動が続く"
    return "収束" if near(surface, path[-1]) else "まだ遠い"


class LandscapeExplorer(DescentExplorer):
    """:func:`landscape_explorer` が返す図。引数と同じ名前の値を、読むことも書き換えることもできます。"""

    _name = "landscape"
    _methods = ("SGD",)

    lr = Value(terrain.checked_lr)

    def _runs(self):
        return {"SGD": SGD(self.lr)}

    @property
    def behaviour(self):
        """動きの名前。定義は :func:`behaviour` にあります。"""
        return behaviour(SURFACES[self.surface], self.path)


def landscape_explorer(surface="elongated", lr=0.95, start=(-7.0, 2.0), steps=30):
    """地形の上で出発点と学習率を動かし、道筋・損失曲線・動きの名前を見る図を作ります。

    Args:
        surface: 地形の名前。``eshikaku.surfaces.SURFACES`` の鍵。
        lr: 学習率(0 より大きい数)。
        start: 出発点 (x, y)。
        steps: 歩数(1 から 1000)。

    Returns:
        :class:`LandscapeExplorer`。図を動かした後の値は ``.lr`` ``.start`` ``.path`` ``.end`` ``.behaviour``
        などで読めます。

    Raises:
        ValueError: 名前が無い、または数が範囲の外のとき。
        TypeError: 数でないものを渡したとき。

    >>> landscape_explorer(lr=1.05)
    landscape_explorer(surface='elongated', lr=1.05, start=(-7.0, 2.0), steps=30)  # 発散
    """
    return LandscapeExplorer(surface=surface, lr=lr, start=start, steps=steps)
