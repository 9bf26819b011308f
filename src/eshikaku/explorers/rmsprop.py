"""動く目標を追う RMSprop の対話図(計算は同じ名前の rmsprop.js が行い、ここは入口、静止図、確かめ)。"""

import numpy as np

from eshikaku import checks, plotting
from eshikaku.explorers import terrain
from eshikaku.explorers.base import Explorer, Value
from eshikaku.explorers.methods import method_facts
from eshikaku.optimizers import AdaGrad, RMSprop

PERIOD = 200  # 目標が 1 往復する歩数
BURST = 20  # 勾配が大きくなる、初めの歩数
START = 0.0
GRID = tuple(float(f"{lr:.3g}") for lr in np.geomspace(1e-3, 30, 28))  # 学習率を選ぶ格子。どちらの手法も同じ


def target(steps):
    """0 歩目から steps 歩目までの目標。−1 と 1 の間を、一定の速さで往復します。

    >>> target(200)[[0, 50, 100, 150, 200]]
    array([-1.,  0.,  1.,  0., -1.])
    """
    return 1 - np.abs(2 - 4 * (np.arange(steps + 1) % PERIOD) / PERIOD)


def chase(optimizer, scale, steps):
    """目標との差の 2 乗の半分を損失として追いかけた位置。形は (steps + 1,)。

    初めの BURST 歩だけ、勾配が scale 倍になります(損失の尺度が変わったのと同じです)。
    """
    goal, params = target(steps), {"x": START}
    path = [START]
    for t in range(steps):
        optimizer.update(params, {"x": (scale if t < BURST else 1.0) * (params["x"] - goal[t])})
        path.append(params["x"])
    return np.array(path)


def tune(make, scale, steps):
    """格子の中から、ずれの平均をいちばん小さくする学習率を選びます。make は学習率から更新則を作る関数です。

    >>> tune(lambda lr: RMSprop(lr, rho=0.9), scale=30, steps=100), tune(AdaGrad, scale=30, steps=100)
    (0.307, 1.41)
    """
    errors = [np.abs(chase(make(lr), scale, steps) - target(steps)).mean() for lr in GRID]
    return GRID[int(np.argmin(errors))]


class RMSpropExplorer(Explorer):
    """:func:`rmsprop_explorer` が返す図。引数と同じ名前の値を、読むことも書き換えることもできます。"""

    _name = "rmsprop"
    _parts = ("walk.js", "rules.js")

    rho = Value(lambda name, value: checks.real(name, value, at_least=0, below=1))
    scale = Value(lambda name, value: checks.real(name, value, at_least=1))
    lr = Value(terrain.checked_lr)
    lr_adagrad = Value(terrain.checked_lr)
    steps = Value(terrain.checked_steps)

    def _known(self):
        return {
            "methods": method_facts(["RMSprop", "AdaGrad"]),
            "period": PERIOD,
            "burst": BURST,
            "start": START,
            "grid": GRID,
        }

    @property
    def paths(self):
        """手法の名前 → いまの値での位置。形は (steps + 1,)。"""
        makers = {"RMSprop": RMSprop(self.lr, self.rho), "AdaGrad": AdaGrad(self.lr_adagrad)}
        return {name: chase(optimizer, self.scale, self.steps) for name, optimizer in makers.items()}

    @property
    def errors(self):
        """手法の名前 → 終わりの 4 分の 1 での、目標とのずれの平均。"""
        last = -(-(self.steps + 1) // 4)
        return {name: float(np.abs(path - target(self.steps))[-last:].mean()) for name, path in self.paths.items()}

    def _still(self):
        axes = plotting.plot_curves(self.paths | {"目標": target(self.steps)}, xlabel="歩数", ylabel="位置")
        errors = "、".join(f"{name} が {error:.2g}" for name, error in self.errors.items())
        alt = (
            f"往復する目標と、それを追う RMSprop(ρ = {self.rho:g})と AdaGrad の位置。"
            f"初めの {BURST} 歩は勾配が {self.scale:g} 倍。終わりの 4 分の 1 でのずれの平均は {errors}。"
        )
        return axes.figure, alt


def rmsprop_explorer(rho=0.9, scale=30.0, lr=None, lr_adagrad=None, steps=400):
    """動く目標を RMSprop と AdaGrad で追い、初めの大きな勾配を忘れるかどうかを見る図を作ります。

    Args:
        rho: RMSprop が h を残す割合(0 以上 1 未満)。
        scale: 初めの 20 歩の、勾配の倍率(1 以上)。
        lr: RMSprop の学習率。None なら、ずれの平均が最小になるものを格子から選びます。
        lr_adagrad: AdaGrad の学習率。None なら、同じ格子から選びます。
        steps: 歩数(1 から 1000)。

    Returns:
        :class:`RMSpropExplorer`。図を動かした後の値は ``.rho`` ``.paths`` ``.errors`` などで読めます。

    Raises:
        ValueError: 数が範囲の外のとき。
        TypeError: 数でないものを渡したとき。

    >>> figure = rmsprop_explorer()
    >>> {name: round(error, 2) for name, error in figure.errors.items()}
    {'RMSprop': 0.05, 'AdaGrad': 0.32}
    """
    steps, scale = terrain.checked_steps("steps", steps), checks.real("scale", scale, at_least=1)
    lr = tune(lambda lr: RMSprop(lr, rho), scale, steps) if lr is None else lr
    lr_adagrad = tune(AdaGrad, scale, steps) if lr_adagrad is None else lr_adagrad
    return RMSpropExplorer(rho=rho, scale=scale, lr=lr, lr_adagrad=lr_adagrad, steps=steps)
