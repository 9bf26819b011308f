"""地形の上を下る対話図(計算は同じ名前の landscape.js が行い、ここは入口と静止図)。"""

import numpy as np

from eshikaku import checks, plotting
from eshikaku.explorers import terrain
from eshikaku.explorers.base import Explorer, Value
from eshikaku.optimizers import SGD
from eshikaku.surfaces import SURFACES, descend

OPTIMIZERS = {"sgd": SGD}


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

    >>> from eshikaku.surfaces import elongated
    >>> [behaviour(elongated, descend(elongated, SGD(lr), (-7, 2), 30)) for lr in (0.1, 0.95, 1.0, 1.05)]
    ['まだ遠い', '振動しながら収束', '振動が続く', '発散']
    """
    path = np.asarray(path)
    end, width = path[-1], surface.xlim[1] - surface.xlim[0]
    if not np.isfinite(end).all() or np.hypot(*end) > 1000 * width:
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
    near = min(np.hypot(*(end - minimum)) for minimum in surface.minima)
    return "収束" if near <= terrain.radius(surface) else "まだ遠い"


class LandscapeExplorer(Explorer):
    """:func:`landscape_explorer` が返す図。引数と同じ名前の値を、読むことも書き換えることもできます。"""

    _name = "landscape"
    _parts = ("walk.js", "surfaces.js")

    surface = Value(terrain.checked_surface)
    lr = Value(terrain.checked_lr)
    start = Value(terrain.checked_start)
    steps = Value(terrain.checked_steps)
    optimizer = Value(lambda name, value: checks.one_of(name, value, OPTIMIZERS))

    def _known(self):
        return {"surfaces": {name: terrain.surface_facts(name) for name in terrain.SETTINGS}}

    @property
    def path(self):
        """いまの値でたどる点。形は (steps + 1, 2) で、発散したときは nan で終わります。"""
        return descend(SURFACES[self.surface], OPTIMIZERS[self.optimizer](lr=self.lr), self.start, self.steps)

    @property
    def end(self):
        """最後の点 (x, y)。"""
        return tuple(self.path[-1].tolist())

    @property
    def behaviour(self):
        """動きの名前。定義は :func:`behaviour` にあります。"""
        return behaviour(SURFACES[self.surface], self.path)

    def _still(self):
        surface = SURFACES[self.surface]
        axes = plotting.plot_contour(surface, {self.optimizer.upper(): self.path}, title="")
        alt = (
            f"{terrain.plain_title(surface)}の等高線と、"
            f"学習率 {self.lr:g} で ({self.start[0]:g}, {self.start[1]:g}) から {self.steps} 歩下った道。"
            f"動きは「{self.behaviour}」。"
        )
        return axes.figure, alt

    def __repr__(self):
        return f"{super().__repr__()}  # {self.behaviour}"


def landscape_explorer(surface="elongated", lr=0.95, start=(-7.0, 2.0), steps=30, optimizer="sgd"):
    """地形の上で出発点と学習率を動かし、道筋・損失曲線・動きの名前を見る図を作ります。

    Args:
        surface: 地形の名前。``eshikaku.surfaces.SURFACES`` の鍵。
        lr: 学習率(0 より大きい数)。
        start: 出発点 (x, y)。
        steps: 歩数(1 から 1000)。
        optimizer: 更新則の名前。いまは ``"sgd"``。

    Returns:
        :class:`LandscapeExplorer`。図を動かした後の値は ``.lr`` ``.start`` ``.path`` ``.end`` ``.behaviour``
        などで読めます。

    Raises:
        ValueError: 名前が無い、または数が範囲の外のとき。
        TypeError: 数でないものを渡したとき。

    >>> landscape_explorer(lr=1.05)
    landscape_explorer(surface='elongated', lr=1.05, start=(-7.0, 2.0), steps=30, optimizer='sgd')  # 発散
    """
    return LandscapeExplorer(surface=surface, lr=lr, start=start, steps=steps, optimizer=optimizer)
