"""演習エンジンのテストに使う小さな演習一式(本の演習ではありません)。"""

import sys

import numpy as np

from eshikaku.course import contents
from eshikaku.course.contents import Chapter
from eshikaku.course.exercises.spec import Choice, Code, Numeric, Wrong, in_place


def numerical_gradient(f, x, h=1e-4):
    x = np.array(x, dtype=float)
    grad = np.zeros_like(x)
    for i in range(x.size):
        kept = x[i]
        x[i] = kept + h
        above = f(x)
        x[i] = kept - h
        below = f(x)
        grad[i] = (above - below) / (2 * h)
        x[i] = kept
    return grad


def uphill(f, x):
    return -numerical_gradient(f, x)


def bowl(x):
    return np.sum(x**2)


def shallow(x):
    """整数の点での勾配が整数にならない(整数の配列に入れると、最後の 1 桁によらず切り捨てられる)。"""
    return np.sum(x**2) / 4


def tilted(x):
    return np.sum(x**3) + x[0] * x[-1]


class RMSprop:
    def __init__(self, lr=0.01, rho=0.9, eps=1e-7):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(value) for key, value in params.items()}
        for key in params:
            self.h[key] = self.rho * self.h[key] + (1 - self.rho) * grads[key] ** 2
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + self.eps)


def three_updates(optimizer_class, lr, params, grads):
    optimizer = optimizer_class(lr=lr)
    for _ in range(3):
        optimizer.update(params, grads)
    return params


def descend(params, grads, lr):
    for key in params:
        params[key] -= lr * grads[key]


def normalize(x):
    mean = x.mean(axis=0)
    var = ((x - mean) ** 2).mean(axis=0)
    return (x - mean) / np.sqrt(var + 1e-2)


def countdown(n):
    steps = 0
    while n > 0:
        n = n - 1
        steps += 1
    return steps


def momentum_pair(v, g):
    velocity = 0.9 * v - 0.1 * g
    return velocity, {"norm": abs(velocity)}


def _params(rng):
    return {"W": rng.normal(size=(2, 3)), "b": rng.normal(size=3)}


class ToyChapter(Chapter):
    """このモジュールを演習の部屋とする、おもちゃの章です。"""

    def module(self, name):
        return sys.modules[__name__] if name == "exercises" else None


CHAPTERS = {**contents.CHAPTERS, "99_toy": ToyChapter("99_toy", "おもちゃ", "動くでしょうか。", [])}


EXERCISES = (
    Code(
        id="99-1",
        title="数値微分",
        topics=(),
        solution=numerical_gradient,
        cases=lambda: [(bowl, np.array([3.0, -4.0])), (tilted, np.array([0.0, 2.0, 1.0])), (shallow, np.array([1, 2]))],
        random_case=lambda rng: (tilted, rng.normal(size=4)),
        wrong=(Wrong(answer=uphill, why="谷ではなく山へ向かいます。", misconception="01-uphill-gradient"),),
        hints=("1 つの座標だけを h 動かします。", "前後の差を、動かした幅で割ります。"),
        rtol=1e-6,
        atol=1e-7,
        equivalent_mutants=frozenset({"zeros_like-to-ones_like:L3"}),
    ),
    Code(
        id="99-2",
        title="RMSprop",
        topics=(),
        solution=RMSprop,
        cases=lambda: [(0.1, {"w": np.array([1.0, 2.0])}, {"w": np.array([0.5, 1e-6])})],
        random_case=lambda rng: (0.05, _params(rng), _params(rng)),
        observe=three_updates,
        inplace="allowed",
        hints=("h は勾配の 2 乗の移動平均です。",),
    ),
    Code(
        id="99-3",
        title="パラメータの更新",
        topics=(),
        solution=descend,
        cases=lambda: [({"x": -7.0}, {"x": 2.0}, 0.1), ({"x": np.ones(2)}, {"x": np.ones(2)}, 0.5)],
        random_case=lambda rng: (_params(rng), _params(rng), 0.1),
        observe=in_place,
        inplace="allowed",
        hints=("勾配と逆の向きです。",),
    ),
    Code(
        id="99-4",
        title="正規化",
        topics=(),
        solution=normalize,
        cases=lambda: [(np.arange(6.0).reshape(3, 2) ** 2,)],
        random_case=lambda rng: (rng.normal(size=(5, 3)),),
        hints=("軸 0 の平均と分散を使います。",),
        equivalent_mutants=frozenset({"order-reversed:L3"}),
    ),
    Code(
        id="99-5",
        title="回数を数える",
        topics=(),
        solution=countdown,
        cases=lambda: [(0,), (1,), (5,)],
        random_case=lambda rng: (int(rng.integers(2, 9)),),
        hints=("1 ずつ減らします。",),
        seconds=0.3,
    ),
    Code(
        id="99-6",
        title="速度と大きさ",
        topics=(),
        solution=momentum_pair,
        cases=lambda: [(1.0, 2.0), (0.0, 3.0)],
        random_case=lambda rng: (rng.normal(), rng.normal()),
        hints=("速度は移動平均です。",),
    ),
    Numeric(
        id="99-7",
        title="1 回の更新",
        topics=(),
        answer=lambda: 1 / 3,
        wrong=(Wrong(answer=lambda: 0.7, why="勾配を足しています。", misconception="01-uphill-gradient"),),
        hints=("まず勾配を求めます。",),
        unit="回",
    ),
    Numeric(
        id="99-8",
        title="更新後の座標",
        topics=(),
        answer=lambda: np.array([1.5, -0.25, 0.0]),
        hints=("順に計算します。",),
    ),
    Choice(
        id="99-9",
        title="向き",
        topics=(),
        options={"ア": "勾配の向き", "イ": "勾配と逆の向き"},
        answer="イ",
        wrong=(Wrong(answer="ア", why="勾配は f が増える向きです。", misconception="01-uphill-gradient"),),
        hints=("減らしたいのは f です。",),
    ),
)
