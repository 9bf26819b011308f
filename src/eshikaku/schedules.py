r"""学習率のスケジュール(更新回数 $t$ から学習率 $\eta_t$ を決める関数)を集めたモジュールです。

どれも $t = 0, 1, 2, \dots$ を渡すと学習率を返します。
`optimizer.iter`(済んだ更新の回数)を渡せば、どの最適化手法の `lr` も動かせます。

>>> from eshikaku.optimizers import SGD
>>> optimizer, schedule, params = SGD(), StepDecay(lr=0.1, step_size=2, gamma=0.5), {"x": 1.0}
>>> for _ in range(4):
...     optimizer.lr = schedule(optimizer.iter)
...     optimizer.update(params, grads={"x": 1.0})
>>> round(params["x"], 3)  # 1 - 0.1 - 0.1 - 0.05 - 0.05
0.7
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

from eshikaku import checks


@dataclass(frozen=True)
class StepDecay:
    r"""`step_size` 回ごとに学習率を $\gamma$ 倍にします。

    $$\eta_t = \eta_0\, \gamma^{\lfloor t / s \rfloor}$$

    | 記号 | 引数 | 意味と既定値 |
    |---|---|---|
    | $\eta_0$ | `lr` | はじめの学習率、0 以上 |
    | $s$ | `step_size` | 何回ごとに下げるか、1 以上の整数 |
    | $\gamma$ | `gamma` | 倍率、0 より大きく 1 以下。0.1 は PyTorch の値 |

    PyTorch との違い: `torch.optim.lr_scheduler.StepLR` と同じ式です。

    >>> schedule = StepDecay(lr=0.1, step_size=30)
    >>> [round(schedule(t), 5) for t in (0, 29, 30, 60)]
    [0.1, 0.1, 0.01, 0.001]
    """

    lr: float
    step_size: int
    gamma: float = 0.1

    def __post_init__(self):
        checks.real("lr", self.lr, at_least=0)
        checks.whole("step_size", self.step_size)
        checks.real("gamma", self.gamma, above=0, at_most=1)

    def __call__(self, t):
        return self.lr * self.gamma ** (checks.whole("t", t, at_least=0) // self.step_size)


@dataclass(frozen=True)
class ExponentialDecay:
    r"""一回ごとに学習率を $\gamma$ 倍にします。

    $$\eta_t = \eta_0\, \gamma^t$$

    | 記号 | 引数 | 意味 |
    |---|---|---|
    | $\eta_0$ | `lr` | はじめの学習率、0 以上 |
    | $\gamma$ | `gamma` | 倍率、0 より大きく 1 以下 |

    PyTorch との違い: `torch.optim.lr_scheduler.ExponentialLR` と同じ式です。

    >>> schedule = ExponentialDecay(lr=0.1, gamma=0.5)
    >>> [schedule(t) for t in (0, 1, 2)]
    [0.1, 0.05, 0.025]
    """

    lr: float
    gamma: float

    def __post_init__(self):
        checks.real("lr", self.lr, at_least=0)
        checks.real("gamma", self.gamma, above=0, at_most=1)

    def __call__(self, t):
        return self.lr * self.gamma ** checks.whole("t", t, at_least=0)


@dataclass(frozen=True)
class CosineDecay:
    r"""余弦の半周期に沿って、学習率を `steps` 回で `lr` から `lr_min` まで下げます。その後は `lr_min` のままです。

    $$\eta_t = \eta_{\min} + \frac{\eta_0 - \eta_{\min}}{2} \left(1 + \cos \frac{\pi t}{T}\right)$$

    | 記号 | 引数 | 意味と既定値 |
    |---|---|---|
    | $\eta_0$ | `lr` | はじめの学習率、0 以上 |
    | $T$ | `steps` | 下げ終わるまでの回数、1 以上の整数 |
    | $\eta_{\min}$ | `lr_min` | 最後の学習率、0 以上 `lr` 以下。0 は PyTorch の値 |

    PyTorch との違い: `torch.optim.lr_scheduler.CosineAnnealingLR` は $t > T$ で再び上がります。
    $t \le T$ では同じ式です。再び始める方法(warm restarts)は含みません。

    出典: I. Loshchilov, F. Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts", ICLR 2017,
    arXiv:1608.03983 の式 (5)

    >>> schedule = CosineDecay(lr=0.1, steps=100)
    >>> [round(schedule(t), 4) for t in (0, 25, 50, 100, 200)]
    [0.1, 0.0854, 0.05, 0.0, 0.0]
    """

    lr: float
    steps: int
    lr_min: float = 0.0

    def __post_init__(self):
        checks.real("lr", self.lr, at_least=0)
        checks.whole("steps", self.steps)
        checks.real("lr_min", self.lr_min, at_least=0, at_most=self.lr)

    def __call__(self, t):
        t = min(checks.whole("t", t, at_least=0), self.steps)
        return self.lr_min + (self.lr - self.lr_min) / 2 * (1 + math.cos(math.pi * t / self.steps))


@dataclass(frozen=True)
class WarmUp:
    r"""はじめの `steps` 回は学習率を直線的に上げ、その後は `schedule` を $t = 0$ から使います。

    $$\eta_t = \begin{cases} \dfrac{t + 1}{w}\, \eta^{\mathrm{after}}_0 & (t < w) \\
    \eta^{\mathrm{after}}_{t - w} & (t \ge w) \end{cases}$$

    | 記号 | 引数 | 意味 |
    |---|---|---|
    | $w$ | `steps` | 上げ終わるまでの回数、1 以上の整数 |
    | $\eta^{\mathrm{after}}_t$ | `schedule` | 後に続くスケジュール($t$ を渡すと学習率を返すもの) |

    PyTorch との違い: `SequentialLR([LinearLR(1/w, 1, w - 1), 後の scheduler], milestones=[w])` と同じ値です。

    出典: P. Goyal et al., "Accurate, Large Minibatch SGD: Training ImageNet in 1 Hour", 2017,
    arXiv:1706.02677 の 2.2 節

    >>> schedule = WarmUp(steps=4, schedule=ExponentialDecay(lr=0.1, gamma=0.5))
    >>> [round(schedule(t), 3) for t in range(7)]
    [0.025, 0.05, 0.075, 0.1, 0.1, 0.05, 0.025]
    """

    steps: int
    schedule: Callable[[int], float]

    def __post_init__(self):
        checks.whole("steps", self.steps)
        checks.function("schedule", self.schedule, "schedule(t)", 0)

    def __call__(self, t):
        if checks.whole("t", t, at_least=0) < self.steps:
            return (t + 1) / self.steps * self.schedule(0)
        return self.schedule(t - self.steps)
