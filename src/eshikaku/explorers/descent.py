"""更新則で地形を下る対話図に共通の入口と、動きの名前(組み立ては同じ名前の descent.js)。"""

import numpy as np

from eshikaku import plotting
from eshikaku.explorers import terrain
from eshikaku.explorers.base import Explorer, Value
from eshikaku.explorers.methods import method_facts
from eshikaku.surfaces import SURFACES, descend

FAR = 1000  # 図の横幅の何倍離れたら発散とみなすか


def escaped(surface, point):
    """点が有限でないか、原点から図の横幅の 1000 倍より遠いかどうかです。"""
    return not np.hypot(*point) <= FAR * (surface.xlim[1] - surface.xlim[0])


def near(surface, points):
    """どれかの最小点のまわりの円(:func:`eshikaku.explorers.terrain.radius`)に入っているかどうかです。"""
    away = [np.hypot(*np.transpose(np.subtract(points, minimum))) for minimum in surface.minima]
    return np.min(away, axis=0) <= terrain.radius(surface)


def arrival(surface, path):
    """円に入って、そのまま出なかった最初の歩です。着かなければ None です。

    >>> from eshikaku.optimizers import Momentum
    >>> elongated = SURFACES["elongated"]
    >>> [arrival(elongated, descend(elongated, Momentum(0.1, a), (-7, 2), 200)) for a in (0.5, 0.9)]
    [140, 51]
    """
    outside = np.flatnonzero(~near(surface, path))
    first = outside[-1] + 1 if outside.size else 0
    return int(first) if first < len(path) else None


def outcome(surface, path):
    """動きの名前です。対話図が示す言葉と同じものです。

    - **発散**: 最後の点が有限でないか、原点から図の横幅の 1000 倍より遠い。
    - **着いた**: 最小点のまわりの円(半径は図の横幅の 2 %)の中で終わった。
    - **通り過ぎた**: 円に入ったが、外で終わった。
    - **まだ遠い**: どれでもない。

    Args:
        surface: :class:`eshikaku.surfaces.Surface`。
        path: 形 (steps + 1, 2) の点の列。nan は発散した後を表します。
    """
    if escaped(surface, path[-1]):
        return "発散"
    if arrival(surface, path) is not None:
        return "着いた"
    return "通り過ぎた" if near(surface, path).any() else "まだ遠い"


class DescentExplorer(Explorer):
    """更新則で地形を下る対話図です。図ごとのクラスが、手法 ``_methods`` と、道ごとの更新則 ``_runs()`` を決めます。"""

    _parts = ("walk.js", "surfaces.js", "rules.js", "descent.js")
    _methods = ()

    surface = Value(terrain.checked_surface)
    start = Value(terrain.checked_start)
    steps = Value(terrain.checked_steps)

    def _known(self):
        surfaces = {name: terrain.surface_facts(name) for name in terrain.SETTINGS}
        return {"surfaces": surfaces, "methods": method_facts(self._methods)}

    @property
    def paths(self):
        """いまの値でたどる道。名前 → 形 (steps + 1, 2) の点の列で、発散したときは nan で終わります。"""
        surface = SURFACES[self.surface]
        return {name: descend(surface, make, self.start, self.steps) for name, make in self._runs().items()}

    @property
    def path(self):
        """いちばん初めの道。"""
        return next(iter(self.paths.values()))

    @property
    def end(self):
        """いちばん初めの道の、最後の点 (x, y)。"""
        return tuple(self.path[-1].tolist())

    @property
    def behaviour(self):
        """いちばん初めの道の、動きの名前。定義は :func:`outcome` にあります。"""
        return outcome(SURFACES[self.surface], self.path)

    def _still(self):
        axes = plotting.plot_contour(SURFACES[self.surface], self.paths, title="")
        names = list(self.paths)
        alt = (
            f"{terrain.plain_title(SURFACES[self.surface])}の等高線と、({self.start[0]:g}, {self.start[1]:g}) から"
            f" {self.steps} 歩下った道({'、'.join(names)})。{names[0]} の動きは「{self.behaviour}」。"
        )
        return axes.figure, alt

    def __repr__(self):
        return f"{super().__repr__()}  # {self.behaviour}"
