"""最適化手法の競争の対話図(計算は同じ名前の race.js が行い、ここは入口、静止図、確かめ)。"""

import numpy as np

from eshikaku import checks
from eshikaku.explorers import terrain
from eshikaku.explorers.base import Value
from eshikaku.explorers.descent import DescentExplorer, arrival
from eshikaku.optimizers import OPTIMIZERS
from eshikaku.surfaces import SURFACES, descend

GRID = tuple(float(f"{lr:.3g}") for lr in np.geomspace(1e-4, 1e3, 43))  # 学習率を選ぶ格子。どの手法も同じ


def tune(surface, method, start, steps):
    """格子の中から、最後の損失をいちばん小さくする学習率を選びます(どの手法も同じ格子、同じ歩数)。

    道が図からはみ出す学習率は、はみ出さないものが 1 つも無いときだけ選びます。

    >>> tune(SURFACES["elongated"], "SGD", (-7.0, 2.0), 30)
    0.681
    """
    low, high = np.transpose([surface.xlim, surface.ylim])
    ends = []
    with np.errstate(over="ignore", invalid="ignore"):  # 発散する学習率も試す
        for lr in GRID:
            path = descend(surface, OPTIMIZERS[method](lr), start, steps)
            end = surface(path[-1])
            outside = not ((low <= path) & (path <= high)).all()
            ends.append((outside, end if np.isfinite(end) else np.inf))
    return GRID[ends.index(min(ends))]


def checked_lrs(name, value):
    if not isinstance(value, dict) or not value:
        raise TypeError(f"{name} は、手法の名前 → 学習率の、空でない辞書にしてください(渡された値: {value!r})。")
    for method, lr in value.items():
        checks.one_of(f"{name} の手法", method, OPTIMIZERS)
        terrain.checked_lr(f"{name}[{method!r}]", lr)
    return {method: float(value[method]) for method in OPTIMIZERS if method in value}


class RaceExplorer(DescentExplorer):
    """:func:`race_explorer` が返す図。引数と同じ名前の値を、読むことも書き換えることもできます。"""

    _name = "race"
    _methods = tuple(OPTIMIZERS)

    lrs = Value(checked_lrs)

    def _known(self):
        return super()._known() | {"grid": GRID}

    def _runs(self):
        return {name: OPTIMIZERS[name](lr) for name, lr in self.lrs.items()}

    @property
    def arrivals(self):
        """手法の名前 → 着いた歩(着かなければ None)。定義は :func:`eshikaku.explorers.descent.arrival` にあります。"""
        return {name: arrival(SURFACES[self.surface], path) for name, path in self.paths.items()}

    @property
    def behaviour(self):
        """1 着の手法。"""
        times = {name: time for name, time in self.arrivals.items() if time is not None}
        if not times:
            return "まだ、どれも着いていない"
        return f"1 着は {'、'.join(name for name, time in times.items() if time == min(times.values()))}"


def race_explorer(
    methods=("SGD", "Momentum", "AdaGrad", "Adam"), surface="elongated", start=None, steps=None, lrs=None
):
    """好きな手法を、好きな地形で、同じ出発点から走らせて比べる図を作ります。

    Args:
        methods: 走る手法の名前の並び。``eshikaku.optimizers.OPTIMIZERS`` の鍵。
        surface: 地形の名前。``eshikaku.surfaces.SURFACES`` の鍵。
        start: 出発点 (x, y)。None なら地形ごとの決まった点。
        steps: 歩数(1 から 1000)。None なら地形ごとの決まった数。
        lrs: 手法の名前 → 学習率。無い手法は、どれも同じ格子から、最後の損失が最小になるものを選びます。

    Returns:
        :class:`RaceExplorer`。図を動かした後の値は ``.lrs`` ``.paths`` ``.arrivals`` などで読めます。

    Raises:
        ValueError: 名前が無い、または数が範囲の外のとき。
        TypeError: 数でないものを渡したとき。

    >>> race_explorer(["SGD", "Nesterov"]).arrivals
    {'SGD': None, 'Nesterov': 27}
    """
    terrain.checked_surface("surface", surface)
    first = terrain.SETTINGS[surface]["first"]
    start = terrain.checked_start("start", first["start"] if start is None else start)
    steps = terrain.checked_steps("steps", first["steps"] if steps is None else steps)
    for method in methods:
        checks.one_of("methods", method, OPTIMIZERS)
    given = lrs or {}
    tuned = {name: given.get(name) or tune(SURFACES[surface], name, start, steps) for name in methods}
    return RaceExplorer(surface=surface, start=start, steps=steps, lrs=tuned | given)
