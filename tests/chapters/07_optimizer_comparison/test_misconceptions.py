"""第 7 章「最適化手法の比較」の落とし穴: 誤った版が落ち、正しい版が通ること(台帳の test)。"""

from eshikaku.optimizers import SGD, AdaGrad, RMSprop
from valley import path


def test_the_best_toy_path_changes_with_the_budget_and_with_the_tuning():
    def loss(optimizer, steps):
        x, y = path(optimizer, steps)[-1]
        return x**2 / 20 + y**2

    assert loss(AdaGrad(lr=1.5), 30) < loss(RMSprop(lr=0.1), 30)
    assert loss(AdaGrad(lr=1.5), 300) > loss(RMSprop(lr=0.1), 300)
    assert loss(AdaGrad(lr=1.5), 30) < loss(SGD(lr=0.95), 30) < loss(AdaGrad(lr=0.95), 30)
