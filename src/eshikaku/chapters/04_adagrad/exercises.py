"""第4章「AdaGrad」の演習: 解答例、入力、よくある誤答。"""

import numpy as np

from eshikaku.course.exercises import probes
from eshikaku.course.exercises.spec import Choice, Code, Numeric, Wrong

# --- 04-1 手計算: 谷で 2 歩 -------------------------------------------------------

START = np.array([3.0, 3.0])
CURVATURE = np.array([1.0, 100.0])  # x²/2 + 50y² のヘッセ行列の対角
RATE = 0.75


def two_steps(start, curvature, lr):
    w, h = start.copy(), np.zeros_like(start)
    for _ in range(2):
        g = curvature * w
        h = h + g * g
        w = w - lr * g / np.sqrt(h)
    return w


def two_steps_without_memory(start, curvature, lr):
    """毎回、今の勾配の大きさだけで割った点。"""
    return start - 2 * lr * np.sign(curvature * start)


def two_steps_without_root(start, curvature, lr):
    w, h = start.copy(), np.zeros_like(start)
    for _ in range(2):
        g = curvature * w
        h = h + g * g
        w = w - lr * g / h
    return w


def two_steps_with_first_gradient(start, curvature, lr):
    """2 歩目も、出発点の勾配を使った点。"""
    g = curvature * start
    return start - lr * g / np.sqrt(g * g) - lr * g / np.sqrt(2 * g * g)


def two_steps_with_summed_sizes(start, curvature, lr):
    """2 乗の和の平方根の代わりに、大きさの和で割った点。"""
    w, total = start.copy(), np.zeros_like(start)
    for _ in range(2):
        g = curvature * w
        total = total + abs(g)
        w = w - lr * g / total
    return w


def two_steps_of_common_h(start, curvature, lr):
    """h を全座標で足して 1 つの数にした点。"""
    w, h = start.copy(), 0.0
    for _ in range(2):
        g = curvature * w
        h = h + np.sum(g * g)
        w = w - lr * g / np.sqrt(h)
    return w


def two_steps_of_sgd(start, curvature, lr):
    w = start.copy()
    for _ in range(2):
        w = w - lr * curvature * w
    return w


def two_steps_uphill(start, curvature, lr):
    w, h = start.copy(), np.zeros_like(start)
    for _ in range(2):
        g = curvature * w
        h = h + g * g
        w = w + lr * g / np.sqrt(h)
    return w


def two_steps_dividing_first(start, curvature, lr):
    """2 歩目を、1 歩目の h だけで割った点。"""
    w = start - lr
    return w - lr * w / start


def two_steps_of_the_mean(start, curvature, lr):
    """2 乗の和でなく、平均の平方根で割った点。"""
    w = start - lr
    return w - lr * w / np.sqrt((start**2 + w**2) / 2)


# --- 04-2 誤りを探す: 足す前の h で割る ---------------------------------------------


class AdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val) for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] * grads[key]
            root = np.sqrt(self.h[key]) + 1e-7
            params[key] -= self.lr * grads[key] / root


class DividingFirst(AdaGrad):
    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val) for key, val in params.items()}
        for key in params:
            root = np.sqrt(self.h[key]) + 1e-7
            params[key] -= self.lr * grads[key] / root
            self.h[key] += grads[key] * grads[key]


class OnlyTheLatest(AdaGrad):
    def update(self, params, grads):
        for key in params:
            params[key] -= self.lr * grads[key] / (np.sqrt(grads[key] * grads[key]) + 1e-7)


class WithoutRoot(AdaGrad):
    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val) for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] * grads[key]
            params[key] -= self.lr * grads[key] / (self.h[key] + 1e-7)


class SummingGradients(AdaGrad):
    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val) for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key]
            params[key] -= self.lr * grads[key] / (np.abs(self.h[key]) + 1e-7)


class Averaging(AdaGrad):
    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val) for key, val in params.items()}
        for key in params:
            self.h[key] = 0.99 * self.h[key] + 0.01 * grads[key] * grads[key]
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + 1e-7)


class OneRateForAll(AdaGrad):
    def update(self, params, grads):
        self.h = (self.h or 0.0) + sum(np.sum(grads[key] ** 2) for key in params)
        for key in params:
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h) + 1e-7)


class CountingMovement(AdaGrad):
    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val) for key, val in params.items()}
        for key in params:
            step = self.lr * grads[key] / (np.sqrt(self.h[key]) + 1e-7)
            self.h[key] += step * step
            params[key] -= step


class AddingTwice(AdaGrad):
    def update(self, params, grads):
        super().update(params, grads)
        for key in params:
            self.h[key] += grads[key] * grads[key]


class AddingTheFirstTwice(AdaGrad):
    def update(self, params, grads):
        if self.h is None:
            self.h = {key: grads[key] * grads[key] for key in params}
        super().update(params, grads)


class SquaringTheGradients(AdaGrad):
    """渡された勾配を 2 乗で上書きし、その 2 乗を引くのに使う。"""

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val) for key, val in params.items()}
        for key in params:
            square = grads[key] * grads[key]
            self.h[key] += square
            params[key] -= self.lr * square / (np.sqrt(self.h[key]) + 1e-7)


class RatedSquares(AdaGrad):
    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val) for key, val in params.items()}
        for key in params:
            self.h[key] += (self.lr * grads[key]) ** 2
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + 1e-7)


class MeanOfSquares(AdaGrad):
    def update(self, params, grads):
        self.t = getattr(self, "t", 0) + 1
        if self.h is None:
            self.h = {key: np.zeros_like(val) for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] * grads[key]
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key] / self.t) + 1e-7)


def optimizer_cases(**options):
    def cases():
        rng = np.random.default_rng(4)
        start = probes.parameters(rng)
        runs = [(start, probes.gradient_run(rng, start, steps), dict(options)) for steps in (0, 1, 2, 5)]
        tiny = {key: 1e-7 * np.sign(x) for key, x in start.items()}  # ε の置き場所が効く
        rare = [{key: np.zeros_like(x) for key, x in start.items()}, tiny]  # 0 の後に初めて現れる
        return [*runs, (start, [tiny, tiny], {"lr": 0.3}), (start, rare, {"lr": 0.3})]

    return cases


def random_optimizer(rng):
    start = probes.parameters(rng)
    return start, probes.gradient_run(rng, start, 3), {"lr": float(rng.uniform(0.01, 1.0))}


# --- 04-3 手計算: 現れる回数と実効学習率 --------------------------------------------

TIMES_A = 400
TIMES_B = 16
SIZE = 2.0


def rate_ratio(times_a, times_b, size):
    h_a, h_b = times_a * size**2, times_b * size**2
    return np.sqrt(h_a / h_b)


# --- 04-5 Keras の流儀 ----------------------------------------------------------


class KerasAdaGrad:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.h0, self.eps = lr, h0, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.full_like(val, self.h0) for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] * grads[key]
            root = np.sqrt(self.h[key] + self.eps)
            params[key] -= self.lr * grads[key] / root


class FromZero(KerasAdaGrad):
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        super().__init__(lr, 0.0, eps)


class OutsideTheRoot(KerasAdaGrad):
    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.full_like(val, self.h0) for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] * grads[key]
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + self.eps)


class BooksForm(KerasAdaGrad):
    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val) for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] * grads[key]
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + self.eps)


class AddingH0EachTime(KerasAdaGrad):
    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val) for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] * grads[key] + self.h0
            params[key] -= self.lr * grads[key] / np.sqrt(self.h[key] + self.eps)


class WithoutSquare(KerasAdaGrad):
    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.full_like(val, self.h0) for key, val in params.items()}
        for key in params:
            self.h[key] += np.abs(grads[key])
            params[key] -= self.lr * grads[key] / np.sqrt(self.h[key] + self.eps)


class KerasWithoutRoot(KerasAdaGrad):
    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.full_like(val, self.h0) for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] * grads[key]
            params[key] -= self.lr * grads[key] / (self.h[key] + self.eps)


class KerasWithoutMemory(KerasAdaGrad):
    def update(self, params, grads):
        for key in params:
            params[key] -= self.lr * grads[key] / np.sqrt(grads[key] * grads[key] + self.eps)


class SubtractingTheNewValue(KerasAdaGrad):
    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.full_like(val, self.h0) for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] * grads[key]
            params[key] -= params[key] - self.lr * grads[key] / np.sqrt(self.h[key] + self.eps)


class RootOfTheRoot(KerasAdaGrad):
    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.full_like(val, self.h0) for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] * grads[key]
            params[key] -= self.lr * grads[key] / np.sqrt(np.sqrt(self.h[key] + self.eps))


def keras_cases():
    rng = np.random.default_rng(5)
    start = probes.parameters(rng)
    cases = [(start, probes.gradient_run(rng, start, steps), {}) for steps in (0, 1, 3)]
    wide = {"lr": 0.2, "h0": 0.5, "eps": 0.25}  # ε の置き場所と h0 が効く大きさ
    return [
        *cases,
        (start, probes.gradient_run(rng, start, 2), wide),
        (start, probes.gradient_run(rng, start, 4), wide),
    ]


def random_keras(rng):
    start = probes.parameters(rng)
    lr, h0, eps = rng.uniform([0.01, 0.05, 0.01], [1.0, 1.0, 0.5])
    return start, probes.gradient_run(rng, start, 3), {"lr": float(lr), "h0": float(h0), "eps": float(eps)}


# --- 04-6 現れた行だけを更新する --------------------------------------------------


def update_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    total = np.zeros(W.shape)
    np.add.at(total, idx, g)
    h = h + total * total
    W = W - lr * total / (np.sqrt(h) + eps)
    return W, h


def last_one_wins(W, h, idx, g, lr=0.1, eps=1e-7):
    W, h = W.copy(), h.copy()
    h[idx] += g * g
    W[idx] -= lr * g / (np.sqrt(h[idx]) + eps)
    return W, h


def squares_then_sum(W, h, idx, g, lr=0.1, eps=1e-7):
    h, total = h.copy(), np.zeros_like(W)
    np.add.at(h, idx, g * g)
    np.add.at(total, idx, g)
    return W - lr * total / (np.sqrt(h) + eps), h


def one_at_a_time(W, h, idx, g, lr=0.1, eps=1e-7):
    W, h = W.copy(), h.copy()
    for k, i in enumerate(idx):
        h[i] += g[k] * g[k]
        W[i] -= lr * g[k] / (np.sqrt(h[i]) + eps)
    return W, h


def averaged_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    total, count = np.zeros_like(W), np.zeros(len(W))
    np.add.at(total, idx, g)
    np.add.at(count, idx, 1)
    total /= np.maximum(count, 1)[:, None]
    h = h + total**2
    return W - lr * total / (np.sqrt(h) + eps), h


def old_h_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    total = np.zeros_like(W)
    np.add.at(total, idx, g)
    return W - lr * total / (np.sqrt(h) + eps), h + total**2


def rows_without_root(W, h, idx, g, lr=0.1, eps=1e-7):
    total = np.zeros_like(W)
    np.add.at(total, idx, g)
    h = h + total**2
    return W - lr * total / (h + eps), h


def rowwise_h(W, h, idx, g, lr=0.1, eps=1e-7):
    """行ごとに 1 つの h(要素ごとでない)。"""
    total = np.zeros_like(W)
    np.add.at(total, idx, g)
    h = h + np.sum(total**2, axis=1, keepdims=True)
    return W - lr * total / (np.sqrt(h) + eps), h


def rows_inside_the_root(W, h, idx, g, lr=0.1, eps=1e-7):
    total = np.zeros_like(W)
    np.add.at(total, idx, g)
    h = h + total**2
    return W - lr * total / np.sqrt(h + eps), h


def uphill_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    total = np.zeros_like(W)
    np.add.at(total, idx, g)
    h = h + total**2
    return W + lr * total / (np.sqrt(h) + eps), h


def rows_without_memory(W, h, idx, g, lr=0.1, eps=1e-7):
    total = np.zeros_like(W)
    np.add.at(total, idx, g)
    h = total**2
    return W - lr * total / (np.sqrt(h) + eps), h


def sgd_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    total = np.zeros_like(W)
    np.add.at(total, idx, g)
    return W - lr * total, h


def once_for_each_number(W, h, idx, g, lr=0.1, eps=1e-7):
    """和を作ってから、番号の数だけ繰り返し足す。"""
    W, h, total = W.copy(), h.copy(), np.zeros_like(W)
    np.add.at(total, idx, g)
    np.add.at(h, idx, total[idx] ** 2)
    np.subtract.at(W, idx, lr * total[idx] / (np.sqrt(h[idx]) + eps))
    return W, h


def one_by_one_with_the_sum(W, h, idx, g, lr=0.1, eps=1e-7):
    W, h, total = W.copy(), h.copy(), np.zeros_like(W)
    np.add.at(total, idx, g)
    for i in idx:
        h[i] += total[i] ** 2
        W[i] -= lr * total[i] / (np.sqrt(h[i]) + eps)
    return W, h


def first_rows_of_g(W, h, idx, g, lr=0.1, eps=1e-7):
    """番号の小さい順に、g の先頭から対応させる。"""
    W, h, rows = W.copy(), h.copy(), np.unique(idx)
    s = g[: len(rows)]
    h[rows] += s**2
    W[rows] -= lr * s / (np.sqrt(h[rows]) + eps)
    return W, h


def only_the_weights(W, h, idx, g, lr=0.1, eps=1e-7):
    return update_rows(W, h, idx, g, lr, eps)[0]


def row_cases():
    W = np.array([[1.0, -2.0], [0.5, 3.0], [-1.0, 0.0], [2.0, 2.0]])
    g = np.array([[3.0, -1.0], [0.3, 2.0], [4.0, 1.5]])
    zeros, some = np.zeros_like(W), np.array([[4.0, 0.5], [1.0, 9.0], [0.0, 0.2], [2.0, 3.0]])
    return [
        (W, zeros, np.array([2, 0, 3]), g),
        (W, some, np.array([1, 0, 3]), g, 0.5),
        (W, some, probes.repeated_indexes(4), g),
        (W, zeros, np.array([1, 1, 1]), g, 0.3, 0.2),
        (W, some, np.array([0]), g[:1], 1.0, 0.5),
    ]


def random_rows(rng):
    V, D, n = int(rng.integers(3, 7)), int(rng.integers(1, 4)), int(rng.integers(3, 9))
    h = rng.exponential(size=(V, D))
    return (
        rng.normal(size=(V, D)),
        h,
        rng.integers(V, size=n),
        rng.normal(size=(n, D)),
        float(rng.uniform(0.05, 1)),
        0.1,
    )


EXERCISES = (
    Numeric(
        id="04-1",
        title="2 歩を手で計算する",
        stars=1,
        topics=("3-2-3 AdaGrad",),
        shown=("START", "CURVATURE", "RATE", "two_steps"),
        note=r"`two_steps(START, CURVATURE, RATE)` の値が答えです。$x$ では、1 歩目の $g=3$ で $x=3-0.75=2.25$、"
        r"2 歩目は $\sqrt h=\sqrt{3^2+2.25^2}=3.75$ で $x=2.25-0.75\times\frac{2.25}{3.75}=1.8$ です。"
        r"$y$ の勾配は 100 倍ですが、割る数も 100 倍なので、同じ $1.8$ です。",
        answer=lambda: two_steps(START, CURVATURE, RATE),
        wrong=(
            Wrong(
                answer=lambda: two_steps_without_memory(START, CURVATURE, RATE),
                why="2 歩目を、今の勾配の大きさだけで割った値です。h には 1 歩目の勾配の 2 乗も残っています。",
            ),
            Wrong(
                answer=lambda: two_steps_without_root(START, CURVATURE, RATE),
                misconception="04-root-is-the-sum",
                why="h そのもので割った値です。割るのは h の平方根です。",
            ),
            Wrong(
                answer=lambda: two_steps_with_first_gradient(START, CURVATURE, RATE),
                why="2 歩目にも出発点の勾配を使った値です。2 歩目の勾配は、1 歩進んだ点で求め直します。",
            ),
            Wrong(
                answer=lambda: two_steps_with_summed_sizes(START, CURVATURE, RATE),
                why="勾配の大きさの和で割った値です。割るのは、2 乗の和の平方根です。",
            ),
            Wrong(
                answer=lambda: two_steps_of_common_h(START, CURVATURE, RATE),
                why="x と y の 2 乗を足した、1 つの h で割った値です。h は座標ごとに持ちます。",
            ),
            Wrong(
                answer=lambda: START - RATE,
                why="1 歩目の点です。もう 1 歩進めます。",
            ),
            Wrong(
                answer=lambda: two_steps_dividing_first(START, CURVATURE, RATE),
                why="2 歩目を、1 歩目の h だけで割った値です。2 歩目の勾配の 2 乗も、割る前に h へ足します。",
            ),
            Wrong(
                answer=lambda: two_steps_of_the_mean(START, CURVATURE, RATE),
                why="2 乗の平均の平方根で割った値です。AdaGrad の h は、平均ではなく和です。",
            ),
            Wrong(
                answer=lambda: two_steps_of_sgd(START, CURVATURE, RATE),
                why="SGD の値です。AdaGrad では、勾配を h の平方根で割ります。",
            ),
            Wrong(
                answer=lambda: two_steps_uphill(START, CURVATURE, RATE),
                misconception="01-uphill-gradient",
                why="足して進んだ点です。勾配は f が増える向きなので、引きます。",
            ),
            Wrong(
                answer=lambda: START - two_steps(START, CURVATURE, RATE),
                why="2 歩で動いた距離です。答えるのは、動いた後の位置です。",
            ),
            Wrong(
                answer=lambda: START - RATE - two_steps(START, CURVATURE, RATE),
                why="2 歩目に動いた距離です。答えるのは、動いた後の位置です。",
            ),
            Wrong(
                answer=lambda: two_steps(START, CURVATURE, 1.0),
                why="学習率 0.75 を掛けていません。",
            ),
        ),
        hints=(
            "勾配は (x, 100y) です。x と y を別々に計算します。",
            "1 歩目は h が g² だけなので、動く距離は η です。",
            "2 歩目の勾配を求め、その 2 乗を h に足してから、平方根で割ります。",
        ),
    ),
    Code(
        id="04-2",
        title="AdaGrad クラスを直す",
        stars=2,
        topics=("3-2-3 AdaGrad",),
        solution=AdaGrad,
        note="足す行を、割る行より前に移します。元の順では、1 歩目に h = 0 の平方根と 1e-7 で割るので、"
        "勾配が 1 なら 1e7 倍の歩幅になります。",
        cases=optimizer_cases(lr=0.1),
        random_case=random_optimizer,
        observe=probes.updated_side_by_side,
        inplace="allowed",
        wrong=(
            Wrong(
                answer=DividingFirst,
                why="今の勾配を足す前の h で割っています。1 歩目は h が 0 なので、ほぼ 1e-7 で割ることになります。",
            ),
            Wrong(
                answer=OnlyTheLatest,
                why="今の勾配だけで割っています。h は最初の 1 回だけ 0 にし、これまでの 2 乗を足し続けます。",
            ),
            Wrong(
                answer=WithoutRoot,
                misconception="04-root-is-the-sum",
                why="h そのもので割っています。割るのは h の平方根です。",
            ),
            Wrong(answer=SummingGradients, why="勾配を 2 乗せずに足しています。正と負が打ち消し合ってしまいます。"),
            Wrong(answer=Averaging, why="h が指数移動平均になっています(RMSprop)。AdaGrad は足すだけで、忘れません。"),
            Wrong(answer=OneRateForAll, why="すべての要素の 2 乗を 1 つの数に足しています。h は要素ごとに持ちます。"),
            Wrong(
                answer=CountingMovement,
                misconception="04-adagrad-counts-movement",
                why="動いた量の 2 乗を足しています。足すのは勾配の 2 乗です。",
            ),
            Wrong(answer=AddingTwice, why="1 回の更新で、勾配の 2 乗を 2 度足しています。割る前に 1 回だけ足します。"),
            Wrong(
                answer=AddingTheFirstTwice,
                why="最初の更新で、勾配の 2 乗を 2 度足しています。h は 0 から始めます。",
            ),
            Wrong(
                answer=SquaringTheGradients,
                why="引く量にも 2 乗した勾配を使っています。2 乗するのは h に足すときだけです。",
            ),
            Wrong(answer=RatedSquares, why="学習率を掛けてから 2 乗しています。h に足すのは、勾配だけの 2 乗です。"),
            Wrong(answer=MeanOfSquares, why="h を回数で割り、平均にしています。AdaGrad は 2 乗の和のまま使います。"),
        ),
        hints=(
            "1 歩目に、root がどんな値になるかを考えます。",
            "式では、h の行が先、パラメータの行が後です。",
            "ループの中の 3 行を、式の順に並べ替えます。",
        ),
    ),
    Numeric(
        id="04-3",
        title="現れる回数から実効学習率を比べる",
        stars=2,
        topics=("3-2-3 AdaGrad",),
        shown=("TIMES_A", "TIMES_B", "SIZE", "rate_ratio"),
        note=r"$h$ は A が $400\times2^2=1600$、B が $16\times2^2=64$ です。"
        r"実効学習率は $1/\sqrt h$ に比例するので、$\frac{1/8}{1/40}=5$ 倍です。",
        answer=lambda: rate_ratio(TIMES_A, TIMES_B, SIZE),
        unit="倍",
        wrong=(
            Wrong(
                answer=lambda: TIMES_A / TIMES_B,
                misconception="04-root-is-the-sum",
                why="h の比です。実効学習率は、h の平方根に反比例します。",
            ),
            Wrong(
                answer=lambda: 1 / rate_ratio(TIMES_A, TIMES_B, SIZE),
                why="逆の比です。めったに現れない B の方が、実効学習率は大きくなります。",
            ),
            Wrong(
                answer=lambda: 1.0,
                why="勾配の大きさは同じでも、現れた回数が違うので、2 乗の和が違います。",
            ),
            Wrong(
                answer=lambda: (TIMES_A / TIMES_B) ** 2,
                why="比を 2 乗しています。h の比の平方根を求めます。",
            ),
            Wrong(
                answer=lambda: TIMES_B / TIMES_A,
                misconception="04-root-is-the-sum",
                why="h の比で、しかも逆です。実効学習率は h の平方根に反比例し、B の方が大きくなります。",
            ),
            Wrong(
                answer=lambda: 1 / np.sqrt(TIMES_B * SIZE**2),
                why="B の倍率 1/√h そのものです。A の倍率との比を求めます。",
            ),
            Wrong(
                answer=lambda: np.sqrt(TIMES_B * SIZE**2),
                why="B の √h です。実効学習率は √h に反比例します。A の値との比を求めます。",
            ),
            Wrong(
                answer=lambda: 1 / np.sqrt(TIMES_B),
                why="B が現れた回数の平方根の逆数です。A の値との比を求めます。",
            ),
            Wrong(
                answer=lambda: np.sqrt(TIMES_A),
                why="A が現れた回数の平方根です。B が現れた回数との比にします。",
            ),
        ),
        hints=(
            "現れない回の勾配は 0 なので、h は変わりません。",
            "A と B の h を求めます。符号は 2 乗で消えます。",
            "実効学習率は、h の平方根に反比例します。",
        ),
    ),
    Choice(
        id="04-4",
        title="曲線から勾配の列を読む",
        stars=2,
        topics=("3-2-3 AdaGrad",),
        note=r"**ウ** です。$0.8$ 倍ずつ小さくなる勾配の 2 乗の和は $\frac{1}{1-0.64}\approx2.78$ に収束するので、"
        r"実効学習率は $1/\sqrt{2.78}=0.6$ で水平になります。アは 10 回に 1 回だけ現れる勾配、"
        r"イは 1 回目だけ 8 倍の勾配、エは一定の勾配です。",
        options={
            "ア": "階段のように下がる線。",
            "イ": "初めから低く、しばらく水平な線。",
            "ウ": "初めだけ下がり、0.6 で水平になる線。",
            "エ": "一定の傾きで下がり続ける線。",
        },
        answer="ウ",
        wrong=(
            Wrong(answer="ア", why="ときどきしか下がらないのは、勾配が現れた回だけ h が増えるからです。"),
            Wrong(answer="イ", why="初めから低いのは、1 回目の大きな勾配が h に残っているからです。"),
            Wrong(
                answer="エ",
                misconception="04-update-always-vanishes",
                why="下がり続けるのは、勾配の大きさが変わらないときです。勾配が小さくなれば、h は増えなくなります。",
            ),
        ),
        hints=(
            "毎回 0.8 倍になる数の 2 乗の和は、いくつに近づきますか。",
            "h が増えなくなると、実効学習率はどうなりますか。",
        ),
    ),
    Code(
        id="04-5",
        title="Keras の流儀で書く",
        stars=2,
        topics=("3-2-3 AdaGrad",),
        solution=KerasAdaGrad,
        cases=keras_cases,
        random_case=random_keras,
        observe=probes.updated_side_by_side,
        inplace="allowed",
        wrong=(
            Wrong(answer=FromZero, why="h を 0 から始めています。Keras の流儀では h0 から始めます。"),
            Wrong(
                answer=OutsideTheRoot,
                misconception="04-epsilon-placement",
                why="ε を根号の外に足しています。この流儀では、h に足してから平方根をとります。",
            ),
            Wrong(
                answer=BooksForm,
                misconception="04-epsilon-placement",
                why="h を 0 から始め、ε を根号の外に足しています。この本と PyTorch の形です。",
            ),
            Wrong(answer=AddingH0EachTime, why="h0 を毎回足しています。足すのは、用意するときの 1 回だけです。"),
            Wrong(answer=WithoutSquare, why="勾配を 2 乗せずに足しています。"),
            Wrong(
                answer=KerasWithoutMemory,
                why="今の勾配だけで割っています。割るのは、これまでの 2 乗を足した h の平方根です。",
            ),
            Wrong(
                answer=SubtractingTheNewValue,
                why="-= の右に params[key] も書いたので、元の値が余分に引かれています。右には、引く量だけを書きます。",
            ),
            Wrong(answer=RootOfTheRoot, why="平方根を 2 度とっています。root は、すでに平方根です。"),
            Wrong(
                answer=KerasWithoutRoot,
                misconception="04-root-is-the-sum",
                why="平方根をとらずに割っています。",
            ),
        ),
        hints=(
            "np.zeros_like の代わりに、決まった値で埋めた、同じ形の配列を作ります。",
            "足すのは、要素ごとの 2 乗です。",
            "根号の中で、h と ε を足します。",
        ),
    ),
    Code(
        id="04-6",
        title="現れた行だけを更新する",
        stars=3,
        topics=("3-2-3 AdaGrad",),
        solution=update_rows,
        cases=row_cases,
        random_case=random_rows,
        # W と h の形は同じ。
        equivalent_mutants=frozenset({"wrong-name:L2"}),
        note="`np.add.at` は、同じ番号が何度あってもすべて足します。`W[idx] -= …` は、最後の 1 つしか残しません。"
        "現れない行は和が 0 なので、h も W も変わりません。",
        wrong=(
            Wrong(
                answer=last_one_wins,
                why="同じ番号が 2 度現れると、後の 1 つしか残りません。先に、番号ごとに勾配を足します。",
            ),
            Wrong(
                answer=squares_then_sum,
                why="2 乗してから足しています。同じ番号の勾配を足し、その和を 2 乗します。",
            ),
            Wrong(
                answer=one_at_a_time,
                why="同じ番号を、1 つずつ別の更新にしています。1 回の更新では、勾配の和を 1 度だけ使います。",
            ),
            Wrong(
                answer=once_for_each_number,
                why="和を作った後で、同じ番号を現れた数だけ足しています。np.unique で、番号を 1 つずつに減らします。",
            ),
            Wrong(
                answer=one_by_one_with_the_sum,
                why="和を、同じ番号が現れた数だけ繰り返し使っています。番号ごとに 1 度だけ更新します。",
            ),
            Wrong(
                answer=first_rows_of_g,
                why="g の行と番号の対応が崩れています。g[k] は idx[k] 番の行への勾配です。",
            ),
            Wrong(answer=only_the_weights, why="W だけを返しています。(W, h) の組を返します。"),
            Wrong(answer=averaged_rows, why="同じ番号の勾配を平均しています。損失の勾配は、現れた分の和です。"),
            Wrong(answer=old_h_rows, why="今の勾配を足す前の h で割っています。"),
            Wrong(
                answer=rows_without_root,
                misconception="04-root-is-the-sum",
                why="h そのもので割っています。割るのは h の平方根です。",
            ),
            Wrong(
                answer=uphill_rows,
                misconception="01-uphill-gradient",
                why="W に足しています。勾配は損失の増える向きなので、引きます。",
            ),
            Wrong(answer=rows_without_memory, why="h を今の 2 乗で置き換えています。渡された h に足します。"),
            Wrong(answer=sgd_rows, why="h を使わず、SGD で更新しています。h に 2 乗を足し、その平方根で割ります。"),
            Wrong(answer=rowwise_h, why="行の要素をまとめて 1 つの h にしています。h は要素ごとに持ちます。"),
            Wrong(
                answer=rows_inside_the_root,
                misconception="04-epsilon-placement",
                why="ε を根号の中に足しています。この章の式では、根号の外です。",
            ),
        ),
        hints=(
            "W と同じ形の 0 の配列に、行ごとの勾配の和を作ります。",
            "同じ番号を何度でも足せるのは、繰り返しか np.add.at です。",
            "和ができれば、後はふつうの AdaGrad です。現れない行の和は 0 です。",
        ),
    ),
)
