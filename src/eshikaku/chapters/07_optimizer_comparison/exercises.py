"""第7章「最適化手法の比較」の演習: 解答例、入力、よくある誤答。"""

import copy

import numpy as np

from eshikaku.course.exercises import probes
from eshikaku.course.exercises.spec import Choice, Code, Numeric, Wrong
from eshikaku.optimizers import OPTIMIZERS

# --- 07-1 手計算: AdaGrad と Adam の 2 歩目 --------------------------------------

GRADIENTS = 4.0, 3.0
ETA = 0.1
BETA = 0.5


def adagrad_second(g1, g2, eta):
    return -eta * g2 / np.sqrt(g1**2 + g2**2)


def adam_second(g1, g2, eta, beta, correction=2):
    """β₁ = β₂ = beta の Adam の 2 歩目。correction は、バイアス補正に使う指数(None なら補正なし)。"""
    m = beta * (1 - beta) * g1 + (1 - beta) * g2
    h = beta * (1 - beta) * g1**2 + (1 - beta) * g2**2
    scale = 1 if correction is None else 1 - beta**correction
    return -eta * (m / scale) / np.sqrt(h / scale)


def adam_variant(g1, g2, eta, beta, mean=True, root=True, average=True):
    """誤った Adam の 2 歩目: m を平均にしない、平方根を取らない、m の代わりに g₂ を使う。"""
    part = 1 - beta if mean else 1
    m = beta * part * g1 + part * g2 if average else g2
    h = (beta * (1 - beta) * g1**2 + (1 - beta) * g2**2) / (1 - beta**2)
    m = m / (1 - beta**2) if average else m
    return -eta * m / (np.sqrt(h) if root else h)


# --- 07-3 学習率を選ぶ ----------------------------------------------------------


def choose_rate(rates, losses):
    middle = np.median(losses, axis=1)
    best = np.nanargmin(middle)
    return rates[best], best in (0, len(rates) - 1)


def ignoring_divergence(rates, losses):
    best = np.argmin(np.nanmedian(losses, axis=1))
    return rates[best], best in (0, len(rates) - 1)


def choosing_nan(rates, losses):
    best = np.argmin(np.median(losses, axis=1))
    return rates[best], best in (0, len(rates) - 1)


def by_mean(rates, losses):
    best = np.nanargmin(np.mean(losses, axis=1))
    return rates[best], best in (0, len(rates) - 1)


def luckiest_run(rates, losses):
    best = np.nanargmin(np.min(losses, axis=1))
    return rates[best], best in (0, len(rates) - 1)


def last_edge_only(rates, losses):
    best = np.nanargmin(np.median(losses, axis=1))
    return rates[best], best == len(rates) - 1


def first_edge_only(rates, losses):
    best = np.nanargmin(np.median(losses, axis=1))
    return rates[best], best == 0


def never_edge(rates, losses):
    best = np.nanargmin(np.median(losses, axis=1))
    return rates[best], False


def place_and_edge(rates, losses):
    best = np.nanargmin(np.median(losses, axis=1))
    return best, best in (0, len(rates) - 1)


def largest_loss(rates, losses):
    best = np.nanargmax(np.median(losses, axis=1))
    return rates[best], best in (0, len(rates) - 1)


def smallest_loss_itself(rates, losses):
    middle = np.median(losses, axis=1)
    return np.nanmin(middle), np.nanargmin(middle) in (0, len(rates) - 1)


def inside_instead_of_edge(rates, losses):
    best = np.nanargmin(np.median(losses, axis=1))
    return rates[best], best not in (0, len(rates) - 1)


def mean_of_the_rest(rates, losses):
    counted = np.maximum(np.sum(~np.isnan(losses), axis=1), 1)
    best = np.argmin(np.where(np.isnan(losses).all(axis=1), np.inf, np.nansum(losses, axis=1) / counted))
    return rates[best], best in (0, len(rates) - 1)


def dropping_divergence_only(rates, losses):
    best = np.nanargmin(np.nanmedian(losses, axis=1))
    return rates[best], best in (0, len(rates) - 1)


def zero_for_divergence(rates, losses):
    best = np.argmin(np.median(np.nan_to_num(losses), axis=1))
    return rates[best], best in (0, len(rates) - 1)


def infinite_median(rates, losses):
    best = np.argmin(np.median(np.where(np.isnan(losses), np.inf, losses), axis=1))
    return rates[best], best in (0, len(rates) - 1)


def edge_of_the_rest(rates, losses):
    kept = ~np.isnan(losses).any(axis=1)
    best = np.argmin(np.median(losses[kept], axis=1))
    return rates[kept][best], best in (0, np.sum(kept) - 1)


def place_in_the_rest(rates, losses):
    kept = ~np.isnan(losses).any(axis=1)
    best = np.argmin(np.median(losses[kept], axis=1))
    return rates[best], best in (0, len(rates) - 1)


def rate_and_place(rates, losses):
    best = np.nanargmin(np.median(losses, axis=1))
    return rates[best], best


def worst_run(rates, losses):
    best = np.nanargmin(np.max(losses, axis=1))
    return rates[best], best in (0, len(rates) - 1)


def upper_middle(rates, losses):
    middle = np.sort(losses, axis=1)[:, losses.shape[1] // 2]
    best = np.nanargmin(np.where(np.isnan(losses).any(axis=1), np.inf, middle))
    return rates[best], best in (0, len(rates) - 1)


def rate_cases():
    nan = np.nan
    rates = np.array([0.01, 0.1, 1.0, 10.0])
    return [
        (rates, np.array([[2.0, 2.1, 1.9], [0.5, 0.6, 0.4], [0.1, 0.9, 0.8], [nan, nan, nan]])),
        (rates, np.array([[2.0, 2.1, 1.9], [0.5, 0.6, 0.4], [0.3, 0.3, 5.0], [0.1, nan, 0.1]])),
        (rates, np.array([[3.0, 3.0, 2.0], [2.0, 2.0, 1.0], [1.0, 1.0, 0.9], [0.5, 0.4, 0.6]])),
        (rates, np.array([[0.1, 0.2, 0.3], [0.5, 0.4, 0.6], [1.0, nan, 0.0], [nan, nan, 9.0]])),
        (rates[:1], np.array([[1.5, 2.5]])),
        (rates, np.array([[2.0, 2.0, 3.0, 3.0], [0.1, 0.2, 0.9, 1.0], [0.5, 0.6, 0.7, 0.8], [1.0, 1.0, 1.0, 1.0]])),
        (rates, np.array([[3.0, 3.0, 2.0], [0.1, nan, 0.35], [0.3, 0.3, 0.4], [2.0, 3.0, 2.0]])),
        (rates, np.array([[nan, 0.1, 0.1], [0.9, 0.9, 0.8], [0.3, 0.4, 0.5], [2.0, 3.0, 2.0]])),
        (rates, np.array([[nan, 0.1, 0.1], [0.3, 0.4, 0.5], [0.9, 0.9, 0.8], [2.0, 3.0, 2.0]])),
    ]


def random_rates(rng):
    count, runs = int(rng.integers(2, 7)), int(rng.integers(3, 6))
    losses = rng.gamma(1.0, size=(count, runs))
    losses[rng.random((count, runs)) < 0.1] = np.nan
    losses[rng.integers(count)] = rng.gamma(1.0, size=runs)  # 発散しない学習率が 1 つはある
    return np.sort(10.0 ** rng.uniform(-3, 1, size=count)), losses


# --- 07-4 手計算: メモリ --------------------------------------------------------

PARAMETERS = 5_000_000
BYTES = 4


def megabytes(arrays):
    return PARAMETERS * BYTES * arrays / 1e6


# --- 07-5 誤りを探す: 状態と出発点を持ち越す --------------------------------------


def final_values(make, rates, gradient, start, steps):
    found = []
    for lr in rates:
        optimizer = make(lr)
        params = {"x": start.copy()}
        for _ in range(steps):
            grads = {"x": gradient(params["x"])}
            optimizer.update(params, grads)
        found.append(params["x"])
    return found


def carrying_both(make, rates, gradient, start, steps):
    optimizer, found = make(rates[0]), []
    for lr in rates:
        optimizer.lr = lr
        params = {"x": start}
        for _ in range(steps):
            grads = {"x": gradient(params["x"])}
            optimizer.update(params, grads)
        found.append(params["x"])
    return found


def carrying_the_state(make, rates, gradient, start, steps):
    optimizer, found = make(rates[0]), []
    for lr in rates:
        optimizer.lr = lr
        params = {"x": start.copy()}
        for _ in range(steps):
            optimizer.update(params, {"x": gradient(params["x"])})
        found.append(params["x"])
    return found


def carrying_the_start(make, rates, gradient, start, steps):
    found = []
    for lr in rates:
        optimizer, params = make(lr), {"x": start}
        for _ in range(steps):
            optimizer.update(params, {"x": gradient(params["x"])})
        found.append(params["x"])
    return found


def copied_once(make, rates, gradient, start, steps):
    found, start = [], start.copy()
    for lr in rates:
        optimizer, params = make(lr), {"x": start}
        for _ in range(steps):
            optimizer.update(params, {"x": gradient(params["x"])})
        found.append(params["x"].copy())
    return found


def fresh_every_step(make, rates, gradient, start, steps):
    found = []
    for lr in rates:
        params = {"x": start.copy()}
        for _ in range(steps):
            make(lr).update(params, {"x": gradient(params["x"])})
        found.append(params["x"])
    return found


def gradient_at_start(make, rates, gradient, start, steps):
    found = []
    for lr in rates:
        optimizer, params = make(lr), {"x": start.copy()}
        grads = {"x": gradient(params["x"])}
        for _ in range(steps):
            optimizer.update(params, grads)
        found.append(params["x"])
    return found


def copied_at_the_end(make, rates, gradient, start, steps):
    found = []
    for lr in rates:
        optimizer, params = make(lr), {"x": start}
        for _ in range(steps):
            optimizer.update(params, {"x": gradient(params["x"])})
        found.append(params["x"].copy())
    return found


def shallow_copies(make, rates, gradient, start, steps):
    first, found = make(rates[0]), []
    for lr in rates:
        optimizer, params = copy.copy(first), {"x": start.copy()}
        optimizer.lr = lr
        for _ in range(steps):
            optimizer.update(params, {"x": gradient(params["x"])})
        found.append(params["x"])
    return found


class OwnMomentum:
    """速度の辞書を、作るときに用意する Momentum です(浅い写しどうしは、速度を分け合います)。"""

    def __init__(self, lr):
        self.lr, self.v = lr, {}

    def update(self, params, grads):
        for key in params:
            self.v[key] = 0.9 * self.v.get(key, 0.0) - self.lr * grads[key]
            params[key] += self.v[key]


def run_rates(function, method, rates, start, steps):
    """学習率ごとの最後の値と、呼んだ側の出発点。"""
    begin = start.copy()
    make = OwnMomentum if method == "自作の Momentum" else OPTIMIZERS[method]
    found = function(make, list(rates), probes.tilted_bowl_gradient, begin, steps)
    return {"最後の値": [np.array(value) for value in found], "呼んだ側の start": begin}


def run_cases():
    start = np.array([2.0, -1.0, 0.5])
    return [
        ("Momentum", (0.05,), start, 3),
        ("Momentum", (0.05, 0.01), start, 3),
        ("AdaGrad", (0.5, 0.1, 0.02), start[:2], 4),
        ("Adam", (0.1, 0.3), start, 2),
        ("Momentum", (0.05, 0.01), start, 0),
        ("SGD", (0.1, 0.01), start, 1),
        ("自作の Momentum", (0.05, 0.01), start, 3),
    ]


def random_run(rng):
    rates = tuple(10.0 ** rng.uniform(-3, -1.5, size=int(rng.integers(2, 4))))
    method = str(rng.choice(["Momentum", "Nesterov", "AdaGrad", "Adam"]))
    return method, rates, rng.normal(size=int(rng.integers(2, 4))), int(rng.integers(2, 5))


# --- 07-6 AdaMax ---------------------------------------------------------------


class AdaMax:
    def __init__(self, lr=0.002, beta1=0.9, beta2=0.999):
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.m, self.u, self.t = None, None, 0

    def update(self, params, grads):
        if self.m is None:
            self.m = {key: np.zeros_like(x) for key, x in params.items()}
            self.u = {key: np.zeros_like(x) for key, x in params.items()}
        self.t += 1
        for key in params:
            g = grads[key]
            self.m[key] = self.beta1 * self.m[key] + (1 - self.beta1) * g
            self.u[key] = np.maximum(self.beta2 * self.u[key], np.abs(g))
            rate = self.lr / (1 - self.beta1**self.t)
            params[key] -= rate * self.m[key] / self.u[key]


class AdaMaxBase:
    """誤答に共通の部分。1 つのパラメータの動きを move(g, key) で決めます。"""

    def __init__(self, lr=0.002, beta1=0.9, beta2=0.999):
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.m, self.u, self.t = {}, {}, 0

    def update(self, params, grads):
        self.t += 1
        for key in params:
            params[key] -= self.move(grads[key], key)

    def average(self, g, key):
        self.m[key] = self.beta1 * self.m.get(key, 0.0) + (1 - self.beta1) * g
        return self.m[key]

    def largest(self, g, key):
        self.u[key] = np.maximum(self.beta2 * self.u.get(key, 0.0), np.abs(g))
        return self.u[key]


class PlainAdam(AdaMaxBase):
    def move(self, g, key):
        self.u[key] = self.beta2 * self.u.get(key, 0.0) + (1 - self.beta2) * g**2
        m_hat = self.average(g, key) / (1 - self.beta1**self.t)
        return self.lr * m_hat / np.sqrt(self.u[key] / (1 - self.beta2**self.t))


class WithoutCorrection(AdaMaxBase):
    def move(self, g, key):
        return self.lr * self.average(g, key) / self.largest(g, key)


class ConstantCorrection(AdaMaxBase):
    def move(self, g, key):
        return self.lr / (1 - self.beta1) * self.average(g, key) / self.largest(g, key)


class CorrectingBoth(AdaMaxBase):
    def move(self, g, key):
        u_hat = self.largest(g, key) / (1 - self.beta2**self.t)
        return self.lr / (1 - self.beta1**self.t) * self.average(g, key) / u_hat


class NeverForgetting(AdaMaxBase):
    def largest(self, g, key):
        self.u[key] = np.maximum(self.u.get(key, 0.0), np.abs(g))
        return self.u[key]

    def move(self, g, key):
        return self.lr / (1 - self.beta1**self.t) * self.average(g, key) / self.largest(g, key)


class RootOfTheMaximum(AdaMaxBase):
    def move(self, g, key):
        return self.lr / (1 - self.beta1**self.t) * self.average(g, key) / np.sqrt(self.largest(g, key))


class LargestOfTheArray(AdaMaxBase):
    def largest(self, g, key):
        self.u[key] = max(self.beta2 * self.u.get(key, 0.0), np.max(np.abs(g)))
        return self.u[key]

    def move(self, g, key):
        return self.lr / (1 - self.beta1**self.t) * self.average(g, key) / self.largest(g, key)


class GradientItself(AdaMaxBase):
    def move(self, g, key):
        return self.lr * g / self.largest(g, key)


class CountingParameters(AdaMaxBase):
    def update(self, params, grads):
        for key in params:
            self.t += 1
            params[key] -= self.move(grads[key], key)

    def move(self, g, key):
        return self.lr / (1 - self.beta1**self.t) * self.average(g, key) / self.largest(g, key)


class SummingTheGradient(AdaMaxBase):
    def average(self, g, key):
        self.m[key] = self.beta1 * self.m.get(key, 0.0) + g
        return self.m[key]

    def move(self, g, key):
        return self.lr / (1 - self.beta1**self.t) * self.average(g, key) / self.largest(g, key)


class AverageOfTheAbsolute(AdaMaxBase):
    def move(self, g, key):
        self.u[key] = self.beta2 * self.u.get(key, 0.0) + (1 - self.beta2) * np.abs(g)
        return self.lr / (1 - self.beta1**self.t) * self.average(g, key) / self.u[key]


class StartingOver(AdaMaxBase):
    def update(self, params, grads):
        self.m, self.u = {}, {}
        super().update(params, grads)

    def move(self, g, key):
        return self.lr / (1 - self.beta1**self.t) * self.average(g, key) / self.largest(g, key)


class SharingTheState(AdaMaxBase):
    def move(self, g, key):
        self.u = self.m
        m_then_u = (self.average(g, key), self.largest(g, key))[1]
        return self.lr / (1 - self.beta1**self.t) * m_then_u / m_then_u


class OverwritingTheAverage(AdaMaxBase):
    def move(self, g, key):
        self.m[key] = self.average(g, key) / (1 - self.beta1**self.t)
        return self.lr * self.m[key] / self.largest(g, key)


def nonzero_run(rng, start, steps):
    return [
        {key: np.where(np.abs(g) < 1e-3, 0.5, g) for key, g in grads.items()}
        for grads in probes.gradient_run(rng, start, steps)
    ]


def adamax_cases():
    rng = np.random.default_rng(7)
    start = probes.parameters(rng)
    shrinking = [{key: scale * np.ones_like(x) for key, x in start.items()} for scale in (3.0, -0.01, 0.02)]
    return [
        *[(start, nonzero_run(rng, start, steps), {}) for steps in (0, 1, 2, 6)],
        (start, nonzero_run(rng, start, 3), {"lr": 0.1, "beta1": 0.5, "beta2": 0.6}),
        (start, shrinking, {"lr": 0.1, "beta2": 0.5}),
    ]


def random_adamax(rng):
    start = probes.parameters(rng)
    betas = {name: float(rng.uniform(0.3, 0.95)) for name in ("beta1", "beta2")}
    return start, nonzero_run(rng, start, int(rng.integers(2, 6))), {"lr": float(rng.uniform(0.01, 0.5)), **betas}


EXERCISES = (
    Numeric(
        id="07-1",
        title="2 歩目の動きを 2 つの手法で求める",
        stars=1,
        topics=("3-2-3 AdaGrad", "3-2-3 Adam"),
        shown=("GRADIENTS", "ETA", "BETA", "adagrad_second", "adam_second"),
        note=r"AdaGrad は $h=16+9=25$ なので $-0.1\times3/5=-0.06$ です。"
        r"Adam は $\hat m=(1+1.5)/0.75=3.333$、$\hat h=(4+4.5)/0.75=11.33$ なので、"
        r"$-0.1\times3.333/3.367=-0.0990$ です。",
        answer=lambda: (adagrad_second(*GRADIENTS, ETA), adam_second(*GRADIENTS, ETA, BETA)),
        wrong=(
            Wrong(
                answer=lambda: (adagrad_second(*GRADIENTS, ETA), adam_second(*GRADIENTS, ETA, BETA, None)),
                why="Adam のバイアス補正を忘れています。m も h も 1 − β² で割ってから使います。",
            ),
            Wrong(
                answer=lambda: (adagrad_second(*GRADIENTS, ETA), adam_second(*GRADIENTS, ETA, BETA, 1)),
                misconception="06-constant-bias-correction",
                why="2 歩目なのに 1 − β で割っています。t 歩目では 1 − β のべき(t 乗)で割ります。",
            ),
            Wrong(
                answer=lambda: (
                    adagrad_second(*GRADIENTS, ETA),
                    (1 - BETA**2) * adam_second(*GRADIENTS, ETA, BETA),
                ),
                why="Adam の m の補正だけを忘れています。m も h も 1 − β² で割ってから使います。",
            ),
            Wrong(
                answer=lambda: (
                    adagrad_second(*GRADIENTS, ETA),
                    adam_second(*GRADIENTS, ETA, BETA) / np.sqrt(1 - BETA**2),
                ),
                why="Adam の h の補正だけを忘れています。m も h も 1 − β² で割ってから使います。",
            ),
            Wrong(
                answer=lambda: (adagrad_second(*GRADIENTS, ETA), adam_variant(*GRADIENTS, ETA, BETA, mean=False)),
                why="Adam の m で、勾配に 1 − β₁ を掛けていません。m は勾配の平均です。",
            ),
            Wrong(
                answer=lambda: (adagrad_second(*GRADIENTS, ETA), adam_variant(*GRADIENTS, ETA, BETA, root=False)),
                why="Adam で、h の平方根を取らずに割っています。",
            ),
            Wrong(
                answer=lambda: (
                    adagrad_second(*GRADIENTS, ETA),
                    adam_variant(*GRADIENTS, ETA, BETA, average=False),
                ),
                why="Adam の向きに、勾配そのものを使っています。向きには、勾配の平均 m(補正した値)を使います。",
            ),
            Wrong(
                answer=lambda: (-ETA * GRADIENTS[1] / np.sum(np.square(GRADIENTS)), adam_second(*GRADIENTS, ETA, BETA)),
                why="AdaGrad で、h の平方根を取らずに割っています。",
            ),
            Wrong(
                answer=lambda: (
                    adagrad_second(*GRADIENTS, ETA) * np.sqrt(2),
                    adam_second(*GRADIENTS, ETA, BETA),
                ),
                why="AdaGrad の h を 2 乗の平均にしています。h は 2 乗の和で、件数では割りません。",
            ),
            Wrong(
                answer=lambda: (
                    adagrad_second(*GRADIENTS[::-1], ETA),
                    adam_second(*GRADIENTS[::-1], ETA, BETA),
                ),
                why="勾配の順が逆です。1 歩目が 4、2 歩目が 3 です。",
            ),
            Wrong(
                answer=lambda: (-ETA * GRADIENTS[1] / sum(GRADIENTS), adam_second(*GRADIENTS, ETA, BETA)),
                why="AdaGrad を勾配の和で割っています。2 乗の和の平方根で割ります。",
            ),
            Wrong(
                answer=lambda: (-ETA, adam_second(*GRADIENTS, ETA, BETA)),
                why="AdaGrad の h に 1 歩目の勾配が入っていないか、1 歩目の動きです。h は 2 歩分の 2 乗の和です。",
            ),
            Wrong(
                answer=lambda: (-adagrad_second(*GRADIENTS, ETA), -adam_second(*GRADIENTS, ETA, BETA)),
                misconception="01-uphill-gradient",
                why="符号が逆です。勾配が正なので、x は減ります。",
            ),
            Wrong(
                answer=lambda: (adam_second(*GRADIENTS, ETA, BETA), adagrad_second(*GRADIENTS, ETA)),
                why="2 つの手法の順が逆です。",
            ),
            Wrong(
                answer=lambda: (
                    -ETA + adagrad_second(*GRADIENTS, ETA),
                    -ETA + adam_second(*GRADIENTS, ETA, BETA),
                ),
                why="2 歩分を合わせた動きです。問われているのは 2 歩目だけです。",
            ),
        ),
        hints=(
            "AdaGrad の h は、4 と 3 の 2 乗の和です。",
            "Adam の m と h は、1 歩目の値に β を掛けてから、2 歩目の分を足します。",
            "Adam は、m と h を 1 − β² で割ってから、商を求めます。",
        ),
    ),
    Choice(
        id="07-2",
        title="道から手法を読む",
        stars=2,
        topics=("3-2-1 モメンタム", "3-2-3 AdaGrad", "3-2-3 Adam"),
        note="**ウ** です。P の 1 歩目は勾配と平行で(ほぼ真下)、そのあと谷底を何度も弧を描いて横切るので、"
        "Momentum です。"
        "Q と R の 1 歩目は斜め 45 度です。Q は谷底を通り過ぎず、歩幅が縮むだけなので AdaGrad、"
        "R は通り過ぎて戻るので、速度のある Adam です。",
        options={
            "ア": "P は Momentum、Q は Adam、R は AdaGrad",
            "イ": "P は AdaGrad、Q は Momentum、R は Adam",
            "ウ": "P は Momentum、Q は AdaGrad、R は Adam",
            "エ": "P は Adam、Q は AdaGrad、R は Momentum",
        },
        answer="ウ",
        wrong=(
            Wrong(answer="ア", why="Q は谷底を通り過ぎていません。速度のある Adam なら通り過ぎます。"),
            Wrong(
                answer="イ",
                why="P の 1 歩目は斜め 45 度ではありません。割る手法なら、縦と横の歩幅が同じです。",
            ),
            Wrong(answer="エ", why="R の 1 歩目は斜め 45 度なので、割る手法です。P の 1 歩目は勾配と平行です。"),
        ),
        hints=(
            "1 歩目の向きで、2 つの組に分けます。勾配と平行ですか、斜め 45 度ですか。",
            "斜め 45 度の 2 つは、谷底を通り過ぎるかどうかで分けます。",
        ),
    ),
    Code(
        id="07-3",
        title="学習率を公平に選ぶ",
        stars=2,
        topics=("3-2-1 学習率の調整",),
        note="`np.median` は、試行に 1 つでも `nan` があれば `nan` を返し、`np.nanargmin` はそれを飛ばします。",
        solution=choose_rate,
        cases=rate_cases,
        random_case=random_rates,
        wrong=(
            Wrong(
                answer=ignoring_divergence,
                why="発散した試行を除いて中央値を求めています。1 回でも発散した学習率は選びません。",
            ),
            Wrong(
                answer=choosing_nan,
                why="argmin は nan を最小とみなし、発散した学習率を選びます。nan を飛ばして選びます。",
            ),
            Wrong(
                answer=dropping_divergence_only,
                why="発散(nan)した試行を除いて中央値を求めています。1 回でも発散した学習率は選びません。",
            ),
            Wrong(
                answer=zero_for_divergence,
                why="発散(nan)を 0 に替えたので、最も良い損失とみなされます。1 回でも発散した学習率は選びません。",
            ),
            Wrong(
                answer=infinite_median,
                why="nan を無限大に替えても、中央値は有限のことがあります。1 回でも発散した学習率は選びません。",
            ),
            Wrong(
                answer=edge_of_the_rest,
                why="発散した学習率を除いた残りで、端かどうかを調べています。端は、元の rates の最初か最後です。",
            ),
            Wrong(
                answer=place_in_the_rest,
                why="発散した学習率を除いたので、番号がずれています。元の rates の番号に直します。",
            ),
            Wrong(answer=rate_and_place, why="端かどうかの真偽値ではなく、番号を返しています。"),
            Wrong(answer=worst_run, why="いちばん悪い試行(最大の損失)で選んでいます。中央値で選びます。"),
            Wrong(
                answer=upper_middle,
                why="試行の数が偶数のとき、並べた真ん中の 2 つの平均が中央値です。大きい方だけを使っています。",
            ),
            Wrong(answer=by_mean, why="平均で選んでいます。1 回の悪い試行に左右されないよう、中央値で選びます。"),
            Wrong(
                answer=luckiest_run,
                misconception="07-one-run-decides",
                why="いちばん良かった 1 回(最小の損失)で選んでいます。偶然を選ぶことになるので、中央値で選びます。",
            ),
            Wrong(answer=last_edge_only, why="格子の最初も端です。小さい側に最良が来たときも、格子を広げます。"),
            Wrong(answer=first_edge_only, why="格子の最後も端です。大きい側に最良が来たときも、格子を広げます。"),
            Wrong(answer=never_edge, why="最良が格子の端にあるときも、端でないと答えています。"),
            Wrong(answer=place_and_edge, why="学習率ではなく、その番号を返しています。"),
            Wrong(answer=smallest_loss_itself, why="学習率ではなく、最小の損失を返しています。"),
            Wrong(answer=largest_loss, why="損失が最大の学習率を選んでいます。選ぶのは最小です。"),
            Wrong(answer=inside_instead_of_edge, why="真偽が逆です。格子の端なら真を返します。"),
            Wrong(
                answer=mean_of_the_rest,
                why="発散した試行を除いた平均で選んでいます。1 回でも発散した学習率は選ばず、中央値で比べます。",
            ),
        ),
        hints=(
            "学習率ごとに、試行の軸(axis=1)の中央値を求めます。nan があるときの値を確かめてください。",
            "nan を飛ばして最小の番号を返す関数が、NumPy にあります。",
            "番号が 0 か、最後の番号なら、格子の端です。",
        ),
    ),
    Numeric(
        id="07-4",
        title="学習に要るメモリを求める",
        stars=1,
        topics=("3-2-3 Adam",),
        shown=("PARAMETERS", "BYTES", "megabytes"),
        note="パラメータ 1、勾配 1、Adam の $m$ と $v$ で、合わせて 4 つの配列です。"
        "$5\\times10^6\\times4\\times4=80$ MB です。",
        answer=lambda: megabytes(4),
        unit="MB",
        wrong=(
            Wrong(
                answer=lambda: megabytes(2),
                why="2 つの配列の大きさです。パラメータ、勾配、Adam の 2 つの状態を合わせると、4 つあります。",
            ),
            Wrong(
                answer=lambda: megabytes(3),
                why="3 つの配列の大きさです。Adam の状態は m と v の 2 つで、ほかにパラメータと勾配があります。",
            ),
            Wrong(
                answer=lambda: megabytes(8),
                why="1 個 8 バイト(float64)で数えた大きさです。float32 は 4 バイトです。",
            ),
            Wrong(answer=lambda: megabytes(32), why="ビットで数えた値です。1 バイトは 8 ビットです。"),
            Wrong(
                answer=lambda: megabytes(4) * 1e6,
                why="単位がバイトのままです。1 MB は 10 の 6 乗バイトです。",
            ),
            Wrong(
                answer=lambda: megabytes(1) * 1e6,
                why="パラメータだけの大きさで、単位もバイトのままです。勾配と Adam の状態を足し、MB に直します。",
            ),
            Wrong(
                answer=lambda: megabytes(4) * 1e6 / 2**20,
                why="1 MB を 1024 × 1024 バイトとした値(MiB)です。ここでは 10 の 6 乗バイトです。",
            ),
            Wrong(answer=lambda: megabytes(1), why="パラメータだけの大きさです。勾配と Adam の状態を足します。"),
            Wrong(
                answer=lambda: megabytes(5),
                why="5 つの配列の大きさです。v の最大値も持つのは AMSGrad で、Adam の状態は 2 つです。",
            ),
        ),
        hints=(
            "パラメータ 1 つ分の配列は、500 万 × 4 バイトです。",
            "同じ大きさの配列が、勾配と Adam の状態にいくつ要るかを数えます。",
        ),
    ),
    Code(
        id="07-5",
        title="比較のコードを直す",
        stars=2,
        topics=("3-2-1 学習率の調整",),
        note="`make(lr)` を繰り返しの外で 1 度だけ呼ぶと、前の学習率の速度や $h$ が残ります。"
        '`params = {"x": start}` は写しではないので、2 つ目からは前の終わりの点から始まり、返した値も書き換わります。',
        solution=final_values,
        cases=run_cases,
        random_case=random_run,
        observe=run_rates,
        # update は配列をその場で書き換えるので、動かす前の配列を並べても、中身は最後の値になる
        equivalent_mutants=frozenset({"lines-swapped:L6"}),
        wrong=(
            Wrong(
                answer=carrying_both,
                why="前の学習率の状態(速度や h)と、前の終わりの点を持ち越しています。"
                "学習率ごとに、新しい最適化手法と、出発点の写しから始めます。",
            ),
            Wrong(
                answer=carrying_the_state,
                why="前の学習率の状態(速度や h)が残っています。学習率ごとに、新しい最適化手法を作ります。",
            ),
            Wrong(
                answer=carrying_the_start,
                why="start をその場で書き換えています。学習率ごとに、出発点の写しから始めます。",
            ),
            Wrong(
                answer=copied_at_the_end,
                why="写しを作るのが、動かした後です。学習率ごとに、出発点の写しを作ってから動かします。",
            ),
            Wrong(
                answer=shallow_copies,
                why="copy.copy の写しは、速度や h の辞書を分け合うことがあります。学習率ごとに、make で作り直します。",
            ),
            Wrong(
                answer=copied_once,
                why="写しを 1 度しか作っていないので、2 つ目の学習率は、前の終わりの点から始まります。",
            ),
            Wrong(
                answer=fresh_every_step,
                why="1 歩ごとに新しい最適化手法を作っています。速度や h がたまりません。",
            ),
            Wrong(answer=gradient_at_start, why="どの歩でも、出発点の勾配を使っています。"),
        ),
        hints=(
            "最適化手法は、速度や h を中に持っています。学習率を変えるとき、それはどうなりますか。",
            "配列は、代入しても写しになりません。",
            "学習率の繰り返しの中で、最適化手法と出発点の両方を新しくします。",
        ),
    ),
    Code(
        id="07-6",
        title="AdaMax を書く",
        stars=3,
        topics=("3-2-3 Adam",),
        solution=AdaMax,
        cases=adamax_cases,
        random_case=random_adamax,
        observe=probes.updated_side_by_side,
        inplace="allowed",
        # m と u を用意する順、u を用意してから t を増やすかどうかは、結果を変えない
        equivalent_mutants=frozenset({"lines-swapped:L7", "lines-swapped:L8"}),
        wrong=(
            Wrong(answer=PlainAdam, why="Adam のままです。分母は、減衰させた最大値 u です。"),
            Wrong(answer=WithoutCorrection, why="m の補正がありません。学習率を 1 − β₁ の t 乗で割ります。"),
            Wrong(
                answer=ConstantCorrection,
                misconception="06-constant-bias-correction",
                why="どの歩でも 1 − β₁ で割っています。t 歩目では、1 − β₁ の t 乗で割ります。",
            ),
            Wrong(answer=CorrectingBoth, why="u まで補正しています。最大値は 0 に偏らないので、補正は m だけです。"),
            Wrong(answer=NeverForgetting, why="古い最大値に β₂ を掛けていません。大きな勾配を忘れられなくなります。"),
            Wrong(
                answer=SummingTheGradient,
                why="m で、勾配に 1 − β₁ を掛けていません。m は勾配の移動平均です。",
            ),
            Wrong(
                answer=AverageOfTheAbsolute,
                why="u が、絶対値の移動平均になっています。u は、減衰させた最大値です。",
            ),
            Wrong(
                answer=StartingOver,
                why="update のたびに m と u を 0 に戻しています。前の状態を覚えておき、作るのは初めの 1 度だけです。",
            ),
            Wrong(
                answer=SharingTheState,
                why="m と u が同じ辞書なので、片方を書き換えると、もう片方も変わります。別の辞書を作ります。",
            ),
            Wrong(
                answer=OverwritingTheAverage,
                why="補正した値を m に書き戻しているので、次の歩の m が変わります。補正は、更新に使うときだけです。",
            ),
            Wrong(answer=GradientItself, why="勾配をそのまま使っています。向きには、移動平均 m を使います。"),
            Wrong(answer=RootOfTheMaximum, why="u は 2 乗していないので、平方根は要りません。"),
            Wrong(answer=LargestOfTheArray, why="配列全体で最大の値を使っています。最大値は要素ごとに持ちます。"),
            Wrong(
                answer=CountingParameters,
                why="t をパラメータごとに増やしています。update 1 回に 1 度です。",
            ),
        ),
        hints=(
            "m と u は、params と同じ名前、同じ形の 0 の配列から始めます。",
            "u は、古い u に β₂ を掛けたものと、勾配の絶対値の、要素ごとに大きい方です。",
            "t を増やすのは update 1 回に 1 度です。補正するのは m だけです。",
        ),
    ),
)
