"""第5章「RMSprop」の演習: 解答例、入力、よくある誤答。"""

import numpy as np

from eshikaku.course.exercises import probes
from eshikaku.course.exercises.spec import Choice, Code, Numeric, Wrong

# --- 05-1 手計算: 2 歩進める ------------------------------------------------------

START = 1.0
H = 10.0
LR = 0.16
RHO = 0.6


def two_steps(x, h, lr, rho):
    for _ in range(2):
        g = 5 * x
        h = rho * h + (1 - rho) * g**2
        x = x - lr * g / np.sqrt(h)
    return x


def changed(keep=RHO, add=1 - RHO, h=H, steps=2, slope=5.0, power=2, divide=lambda g, old, new: g / np.sqrt(new)):
    """h に残す割合と足す割合、h の初めの値、歩数、勾配の係数、h に足すときの累乗、割り方を変えた x。"""
    x = START
    for _ in range(steps):
        g, old = slope * x, h
        h = keep * h + add * g**power
        x = x - LR * divide(g, old, h)
    return x


def with_the_first_gradient():
    x, h, g = START, H, 5 * START
    for _ in range(2):
        h = RHO * h + (1 - RHO) * g**2
        x = x - LR * g / np.sqrt(h)
    return x


def last_h():
    x, h = START, H
    for _ in range(2):
        g = 5 * x
        h = RHO * h + (1 - RHO) * g**2
        x = x - LR * g / np.sqrt(h)
    return h


# --- 05-2 1 歩を書く --------------------------------------------------------------


def rmsprop_step(x, h, g, lr, rho, eps):
    h = rho * h + (1 - rho) * g**2
    x = x - lr * g / (np.sqrt(h) + eps)
    return x, h


def adagrad_step(x, h, g, lr, rho, eps):
    h = h + g**2
    return x - lr * g / (np.sqrt(h) + eps), h


def swapped_step(x, h, g, lr, rho, eps):
    h = (1 - rho) * h + rho * g**2
    return x - lr * g / (np.sqrt(h) + eps), h


def step_without_root(x, h, g, lr, rho, eps):
    h = rho * h + (1 - rho) * g**2
    return x - lr * g / (h + eps), h


def eps_in_the_root(x, h, g, lr, rho, eps):
    h = rho * h + (1 - rho) * g**2
    return x - lr * g / np.sqrt(h + eps), h


def eps_added_to_x(x, h, g, lr, rho, eps):
    h = rho * h + (1 - rho) * g**2
    return x - lr * g / np.sqrt(h) + eps, h


def averaged_gradient(x, h, g, lr, rho, eps):
    h = rho * h + (1 - rho) * g
    return x - lr * h, h


def divided_by_the_old(x, h, g, lr, rho, eps):
    return x - lr * g / (np.sqrt(h) + eps), rho * h + (1 - rho) * g**2


def corrected_step(x, h, g, lr, rho, eps):
    h = rho * h + (1 - rho) * g**2
    return x - lr * g / (np.sqrt(h / (1 - rho)) + eps), h


def step_by_the_norm(x, h, g, lr, rho, eps):
    h = rho * h + (1 - rho) * np.sum(np.square(g))
    return x - lr * g / (np.sqrt(h) + eps), h


def step_by_the_size(x, h, g, lr, rho, eps):
    h = rho * h + (1 - rho) * np.abs(g)
    return x - lr * g / (h + eps), h


def step_by_squared_share(x, h, g, lr, rho, eps):
    h = rho * h + ((1 - rho) * g) ** 2
    return x - lr * g / (np.sqrt(h) + eps), h


def keeping_the_root(x, h, g, lr, rho, eps):
    h = np.sqrt(rho * h + (1 - rho) * g**2)
    return x - lr * g / (h + eps), h


def step_cases():
    x, g = np.array([1.0, -2.0, 0.5]), np.array([3.0, -0.5, 0.0])
    return [
        (x, np.array([4.0, 0.25, 1.0]), g, 0.1, 0.75, 1e-7),
        (x, np.array([4.0, 0.25, 1.0]), g, 0.1, 0.9, 0.5),
        (x, np.zeros(3), g, 0.2, 0.99, 1e-3),
        (x, np.full(3, 1e-10), 1e-5 * np.array([1.0, -2.0, 3.0]), 0.1, 0.9, 1e-4),
        (np.array([[1.0, 2.0], [3.0, 4.0]]), np.ones((2, 2)), probes.whole(2, 2), 0.3, 0.5, 0.1),
        (x, np.array([4.0, 0.25, 1.0]), g, 0.1, 0.0, 0.1),
    ]


def random_step(rng):
    shape = tuple(rng.integers(2, 4, size=rng.integers(1, 3)))
    scale = 10.0 ** rng.integers(-2, 2)
    h = (scale * rng.normal(size=shape)) ** 2
    return (
        rng.normal(size=shape), h, scale * rng.normal(size=shape),
        float(rng.uniform(0.01, 0.5)), float(rng.uniform(0.3, 0.95)), float(scale * rng.uniform(0.01, 0.5)),
    )  # fmt: skip


# --- 05-3 手計算: 忘れるまでの歩数 ------------------------------------------------


def steps_to_forget(rho, left):
    return int(np.ceil(np.log(left) / np.log(rho)))


# --- 05-4 誤りを探す: RMSprop のクラス --------------------------------------------


class RMSprop:
    def __init__(self, lr=0.01, rho=0.99, eps=1e-7):
        self.lr = lr
        self.rho = rho
        self.eps = eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {k: np.zeros_like(x) for k, x in params.items()}
        for key in params:
            self.h[key] *= self.rho
            self.h[key] += (1 - self.rho) * grads[key] ** 2
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + self.eps)


class WithoutMemory(RMSprop):
    def update(self, params, grads):
        self.h = None
        super().update(params, grads)


class NotSquared(RMSprop):
    def update(self, params, grads):
        if self.h is None:
            self.h = {k: np.zeros_like(x) for k, x in params.items()}
        for key in params:
            self.h[key] *= self.rho
            self.h[key] += (1 - self.rho) * np.abs(grads[key])
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + self.eps)


class AsGiven(RMSprop):
    def update(self, params, grads):
        self.h = {k: np.zeros_like(x) for k, x in params.items()}
        for key in params:
            self.h[key] *= 1 - self.rho
            self.h[key] += self.rho * grads[key] ** 2
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + self.eps)


class Swapped(RMSprop):
    def __init__(self, lr=0.01, rho=0.99, eps=1e-7):
        super().__init__(lr, 1 - rho, eps)


class Accumulating(RMSprop):
    def update(self, params, grads):
        if self.h is None:
            self.h = {k: np.zeros_like(x) for k, x in params.items()}
        for key in params:
            self.h[key] += grads[key] ** 2
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + self.eps)


class WithoutDecay(RMSprop):
    def update(self, params, grads):
        if self.h is None:
            self.h = {k: np.zeros_like(x) for k, x in params.items()}
        for key in params:
            self.h[key] += (1 - self.rho) * grads[key] ** 2
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + self.eps)


class StartingFromOne(RMSprop):
    def update(self, params, grads):
        if self.h is None:
            self.h = {k: np.ones_like(x) for k, x in params.items()}
        super().update(params, grads)


class SharedAmongParameters(RMSprop):
    def update(self, params, grads):
        if self.h is None:
            self.h = 0.0
        for key in params:
            self.h = self.rho * self.h + (1 - self.rho) * np.mean(np.square(grads[key]))
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h) + self.eps)


class DividingByTheOld(RMSprop):
    def update(self, params, grads):
        if self.h is None:
            self.h = {k: np.zeros_like(x) for k, x in params.items()}
        for key in params:
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + self.eps)
            self.h[key] *= self.rho
            self.h[key] += (1 - self.rho) * grads[key] ** 2


class StayingAtZero(RMSprop):
    def update(self, params, grads):
        for key in params:
            params[key] -= self.lr * grads[key] / self.eps


class EpsInTheRoot(RMSprop):
    def update(self, params, grads):
        if self.h is None:
            self.h = {k: np.zeros_like(x) for k, x in params.items()}
        for key in params:
            self.h[key] *= self.rho
            self.h[key] += (1 - self.rho) * grads[key] ** 2
            params[key] -= self.lr * grads[key] / np.sqrt(self.h[key] + self.eps)


def optimizer_cases():
    rng = np.random.default_rng(5)
    start = probes.parameters(rng)
    options = [{"lr": 0.1}, {"lr": 0.2, "rho": 0.5}, {"lr": 0.1, "rho": 0.9, "eps": 0.1}]
    few = [(start, probes.gradient_run(rng, start, steps), option) for option in options for steps in (0, 1, 3)]
    return [*few, (start, probes.gradient_run(rng, start, 15), {})]


def random_optimizer(rng):
    start = probes.parameters(rng)
    options = {"lr": float(rng.uniform(0.01, 0.5)), "rho": float(rng.uniform(0.3, 0.95))}
    return start, probes.gradient_run(rng, start, int(rng.integers(2, 6))), options


# --- 05-6 発展: AdaDelta の 1 歩 --------------------------------------------------


def adadelta_step(x, h, s, g, rho, eps):
    h = rho * h + (1 - rho) * g**2
    dx = -np.sqrt(s + eps) / np.sqrt(h + eps) * g
    s = rho * s + (1 - rho) * dx**2
    return x + dx, h, s


def rmsprop_instead(x, h, s, g, rho, eps):
    h = rho * h + (1 - rho) * g**2
    return x - g / (np.sqrt(h) + eps), h, s


def updated_s_first(x, h, s, g, rho, eps):
    h = rho * h + (1 - rho) * g**2
    s = rho * s + (1 - rho) * g**2
    dx = -np.sqrt(s + eps) / np.sqrt(h + eps) * g
    return x + dx, h, s


def eps_outside(x, h, s, g, rho, eps):
    h = rho * h + (1 - rho) * g**2
    dx = -(np.sqrt(s) + eps) / (np.sqrt(h) + eps) * g
    s = rho * s + (1 - rho) * dx**2
    return x + dx, h, s


def s_of_the_gradient(x, h, s, g, rho, eps):
    h = rho * h + (1 - rho) * g**2
    dx = -np.sqrt(s + eps) / np.sqrt(h + eps) * g
    s = rho * s + (1 - rho) * g**2
    return x + dx, h, s


def summed_movement(x, h, s, g, rho, eps):
    h = h + g**2
    dx = -np.sqrt(s + eps) / np.sqrt(h + eps) * g
    s = s + dx**2
    return x + dx, h, s


def without_the_roots(x, h, s, g, rho, eps):
    h = rho * h + (1 - rho) * g**2
    dx = -(s + eps) / (h + eps) * g
    return x + dx, h, rho * s + (1 - rho) * dx**2


def without_the_share(x, h, s, g, rho, eps):
    h = rho * h + g**2
    dx = -np.sqrt(s + eps) / np.sqrt(h + eps) * g
    return x + dx, h, rho * s + dx**2


def upside_down(x, h, s, g, rho, eps):
    h = rho * h + (1 - rho) * g**2
    dx = -np.sqrt(h + eps) / np.sqrt(s + eps) * g
    s = rho * s + (1 - rho) * dx**2
    return x + dx, h, s


def not_stored(x, h, s, g, rho, eps):
    h = rho * h + (1 - rho) * g**2
    dx = -np.sqrt(s + eps) / np.sqrt(h + eps) * g
    return x + dx, h, s


def adadelta_cases():
    x, g = np.array([1.0, -2.0, 0.5]), np.array([3.0, -0.5, 0.0])
    return [
        (x, np.zeros(3), np.zeros(3), g, 0.75, 1e-6),
        (x, np.array([4.0, 0.25, 1.0]), np.array([0.09, 0.01, 0.0]), g, 0.9, 1e-6),
        (x, np.array([4.0, 0.25, 1.0]), np.array([0.09, 0.01, 0.0]), g, 0.5, 0.5),
        (np.ones((2, 2)), np.ones((2, 2)), np.full((2, 2), 0.04), probes.whole(2, 2), 0.8, 0.01),
    ]


def random_adadelta(rng):
    shape = tuple(rng.integers(2, 4, size=rng.integers(1, 3)))
    return (
        rng.normal(size=shape), rng.normal(size=shape) ** 2, rng.normal(size=shape) ** 2, rng.normal(size=shape),
        float(rng.uniform(0.3, 0.95)), float(rng.uniform(0.01, 0.5)),
    )  # fmt: skip


EXERCISES = (
    Numeric(
        id="05-1",
        title="RMSprop で 2 歩進める",
        stars=1,
        topics=("3-2-3 RMSProp",),
        shown=("START", "H", "LR", "RHO", "two_steps"),
        note=r"`two_steps(START, H, LR, RHO)` の値が答えです。$g_1=5$、$h_1=0.6\times10+0.4\times25=16$ なので、"
        r"$x_1=1-0.16\times\frac54=0.8$ です。$g_2=4$、$h_2=0.6\times16+0.4\times16=16$ なので、"
        r"$x_2=0.8-0.16\times\frac44=0.64$ となります。",
        answer=lambda: two_steps(START, H, LR, RHO),
        wrong=(
            Wrong(
                answer=lambda: changed(steps=1),
                why="1 歩目の値です。新しくした h を使い、もう 1 歩進めます。",
            ),
            Wrong(
                answer=lambda: changed(1 - RHO, RHO),
                misconception="05-rho-swapped",
                why="ρ と 1 − ρ が逆です。古い h に掛けるのが ρ、新しい g² に掛けるのが 1 − ρ です。",
            ),
            Wrong(
                answer=lambda: changed(1, 1),
                why="g² を足し続けています(AdaGrad)。RMSprop は、古い h を ρ 倍してから (1 − ρ)g² を足します。",
            ),
            Wrong(
                answer=lambda: changed(h=0.0),
                why="h を 0 から始めています。この問題では、これまでの更新で h が 10 になっています。",
            ),
            Wrong(
                answer=lambda: changed(divide=lambda g, old, new: g / new),
                why="h の平方根をとらずに割っています。",
            ),
            Wrong(
                answer=lambda: changed(divide=lambda g, old, new: g / np.sqrt(old)),
                why="更新する前の h で割っています。先に h を新しくしてから、その平方根で割ります。",
            ),
            Wrong(
                answer=with_the_first_gradient,
                why="2 歩目に、1 歩目の勾配か、初めの h を使っています。"
                "勾配は着いた点で計算し直し、古い h には 1 歩目で更新した h を使います。",
            ),
            Wrong(
                answer=lambda: changed(slope=2.5),
                why="勾配が半分です。f = (5/2)x² の微分は 5x です。",
            ),
            Wrong(
                answer=lambda: changed(divide=lambda g, old, new: g),
                why="勾配を √h で割っていません(SGD)。",
            ),
            Wrong(
                answer=lambda: changed(divide=lambda g, old, new: -g / np.sqrt(new)),
                misconception="01-uphill-gradient",
                why="勾配の向きに進めた値です。勾配の逆へ進みます。",
            ),
            Wrong(
                answer=lambda: changed(power=1),
                why="h に勾配をそのまま足しています。足すのは勾配の 2 乗です。",
            ),
            Wrong(
                answer=lambda: changed(add=1),
                why="新しい g² に 1 − ρ = 0.4 を掛けていません。",
            ),
            Wrong(
                answer=lambda: changed(keep=1, add=0),
                why="h を 10 のまま使っています。1 歩ごとに、割る前に h を更新します。",
            ),
            Wrong(
                answer=lambda: changed(slope=1.0),
                why="勾配を x としています。f = (5/2)x² の微分は 5x です。",
            ),
            Wrong(answer=lambda: changed(steps=3), why="1 歩多く、3 歩進めています。答えるのは 2 歩後の値です。"),
            Wrong(answer=lambda: changed() - START, why="2 歩の移動量です。1 に移動量を足した、x の値を答えます。"),
            Wrong(answer=last_h, why="2 歩後の h の値です。答えるのは x です。"),
        ),
        hints=(
            "1 歩目は、勾配を求め、次に h を求め、最後に x を動かします。",
            "新しい h は、古い h の 0.6 倍と、勾配の 2 乗の 0.4 倍の和です。",
            "2 歩目の勾配は、1 歩目に着いた点で計算し直します。",
        ),
    ),
    Code(
        id="05-2",
        title="RMSprop の 1 歩を書く",
        stars=1,
        topics=("3-2-3 RMSProp",),
        solution=rmsprop_step,
        cases=step_cases,
        random_case=random_step,
        wrong=(
            Wrong(
                answer=adagrad_step,
                why="勾配の 2 乗を足し続けています(AdaGrad)。古い h を ρ 倍してから足さないと、忘れられません。",
            ),
            Wrong(
                answer=swapped_step,
                misconception="05-rho-swapped",
                why="ρ と 1 − ρ が逆です。ρ は古い h を残す割合です。",
            ),
            Wrong(
                answer=eps_in_the_root,
                misconception="04-epsilon-placement",
                why="ε を根号の中に足しています。この問題の式は、平方根をとってから ε を足します。",
            ),
            Wrong(
                answer=eps_added_to_x,
                why="ε が x に足されています。割り算の方が足し算より先なので、√h + ε をかっこで囲みます。",
            ),
            Wrong(
                answer=averaged_gradient,
                misconception="05-averages-gradient",
                why="勾配そのものの移動平均で進んでいます。平均するのは勾配の 2 乗で、向きは今の勾配で決めます。",
            ),
            Wrong(
                answer=divided_by_the_old,
                why="更新する前の h で割っています。先に h を新しくしてから、その平方根で割ります。",
            ),
            Wrong(
                answer=corrected_step,
                misconception="05-first-step-is-lr",
                why="h を 1 − ρ で割っています。RMSprop に偏りを直す割り算はなく、1 歩目は η より大きくなります。",
            ),
            Wrong(
                answer=step_by_the_norm,
                why="すべての成分の 2 乗を合計しています。h は x と同じ形で、成分ごとに別々に覚えます。",
            ),
            Wrong(answer=step_without_root, why="h の平方根をとらずに割っています。"),
            Wrong(
                answer=step_by_the_size,
                why="勾配の絶対値を平均しています。平均するのは 2 乗で、割る前に平方根をとります。",
            ),
            Wrong(
                answer=step_by_squared_share,
                why="1 − ρ まで 2 乗しています。2 乗するのは勾配だけです。",
            ),
            Wrong(
                answer=keeping_the_root,
                why="返す h が平方根になっています。平方根は x を動かすときにだけとり、h には 2 乗の平均を残します。",
            ),
        ),
        hints=(
            "h は、古い値を ρ 倍したものと、新しい g² を 1 − ρ 倍したものの和です。",
            "x を動かすときは、新しくした h の平方根を使います。",
            "ε は、平方根をとったあとに足します。",
        ),
    ),
    Numeric(
        id="05-3",
        title="忘れるまでの歩数を求める",
        stars=2,
        topics=("3-2-3 RMSProp",),
        shown=("steps_to_forget",),
        note=r"$0.9^k\le0.1$ を解くと $k\ge\frac{\ln0.1}{\ln0.9}\approx21.9$ なので、22 歩です。",
        answer=lambda: steps_to_forget(0.9, 0.1),
        digits=4,
        unit="歩",
        wrong=(
            Wrong(
                answer=lambda: int(np.log(0.1) / np.log(0.9)),
                why="切り捨てています。21 歩では 0.9 の 21 乗 ≈ 0.109 で、まだ 10 分の 1 より大きい重みです。",
            ),
            Wrong(
                answer=lambda: np.log(0.1) / np.log(0.9),
                why="歩数は整数です。0.9ᵏ が初めて 0.1 以下になる k を答えます。",
            ),
            Wrong(
                answer=lambda: steps_to_forget(0.9, 0.5),
                why="半分になる歩数(半減期)です。10 分の 1 になるまでを求めます。",
            ),
            Wrong(
                answer=lambda: 10,
                why="1/(1 − ρ) です。その歩数での重みは 0.9 の 10 乗 ≈ 0.35 で、10 分の 1 にはなっていません。",
            ),
            Wrong(
                answer=lambda: steps_to_forget(0.1, 0.1),
                misconception="05-rho-swapped",
                why="1 − ρ を残す割合として計算しています。1 歩で残るのは ρ = 0.9 倍です。",
            ),
            Wrong(
                answer=lambda: steps_to_forget(0.81, 0.1),
                why="ρ を 2 乗しています。1 歩で重みは ρ 倍になります。2 乗するのは勾配です。",
            ),
            Wrong(
                answer=lambda: steps_to_forget(0.9, 0.1) + 1,
                why="1 歩多い値です。0.9 の 22 乗 ≈ 0.098 で、すでに 10 分の 1 以下です。",
            ),
            Wrong(
                answer=lambda: round(np.log(0.1) / np.log(0.9), 1),
                why="小数のままです。歩数は整数なので、切り上げます。",
            ),
            Wrong(
                answer=lambda: round(np.log(0.5) / np.log(0.9), 2),
                why="重みが半分になる歩数(半減期)です。10 分の 1 以下になる歩数を、整数で答えます。",
            ),
            Wrong(
                answer=lambda: round(np.log(0.9) / np.log(0.1), 4),
                why="分子と分母が逆です。0.9ᵏ = 0.1 の対数をとると、k = ln 0.1 ÷ ln 0.9 です。",
            ),
            Wrong(
                answer=lambda: 9,
                why="1 歩ごとに 0.1 ずつ引いています。重みは 1 歩ごとに 0.9 倍になります。",
            ),
            Wrong(
                answer=lambda: steps_to_forget(0.9, 0.01),
                why="重みが 100 分の 1 以下になる歩数です。h の中の g² の重みを、初めの重み 1 − ρ の"
                " 10 分の 1 と比べます。平方根はとりません。",
            ),
            Wrong(
                answer=lambda: steps_to_forget(0.99, 0.1), why="ρ = 0.99 のときの歩数です。この問題の ρ は 0.9 です。"
            ),
        ),
        hints=(
            "k 歩前の g² の重みは、今の g² の重みの ρᵏ 倍です。",
            "0.9ᵏ が 0.1 以下になる k を、対数をとって求めます。",
            "k は整数なので、求めた小数を切り上げます。",
        ),
    ),
    Code(
        id="05-4",
        title="RMSprop クラスを直す",
        stars=2,
        topics=("3-2-3 RMSProp",),
        note=r"誤りは 2 つです。`update` のたびに `self.h` を作り直すと、いつも 1 歩目になります。"
        r"また、古い $h$ に掛けるのは `self.rho`、新しい 2 乗に掛けるのは `1 - self.rho` です。",
        solution=RMSprop,
        cases=optimizer_cases,
        random_case=random_optimizer,
        observe=probes.updated_side_by_side,
        inplace="allowed",
        wrong=(
            Wrong(
                answer=AsGiven,
                why="渡されたコードのままの動きです。h が毎回 0 に戻り、ρ と 1 − ρ も逆です。",
            ),
            Wrong(
                answer=WithoutMemory,
                why="前の回の h が残っていません。update のたびに h を 0 から作り直すか、足さずに代入しています。"
                "作るのは、まだ無い(None の)ときだけです。",
            ),
            Wrong(
                answer=Swapped,
                misconception="05-rho-swapped",
                why="ρ と 1 − ρ が逆です。古い h に掛けるのが ρ です。",
            ),
            Wrong(
                answer=Accumulating,
                why="2 乗をそのまま足し続けています(AdaGrad)。古い h を ρ 倍し、新しい 2 乗を 1 − ρ 倍します。",
            ),
            Wrong(
                answer=WithoutDecay,
                why="古い h を ρ 倍していません。1 − ρ を掛けて足すだけでは、h は減らず、何も忘れません。",
            ),
            Wrong(answer=StartingFromOne, why="h を 1 から始めています。初めは 0 です。"),
            Wrong(
                answer=SharedAmongParameters,
                why="1 つの h をすべてのパラメータで共有しています。パラメータと同じ形の h を鍵ごとに持ちます。",
            ),
            Wrong(
                answer=EpsInTheRoot,
                misconception="04-epsilon-placement",
                why="ε を根号の中に足しています。本文の式は、平方根をとってから ε を足します。",
            ),
            Wrong(answer=NotSquared, why="勾配を 2 乗せずに平均しています。"),
            Wrong(
                answer=DividingByTheOld,
                why="更新する前の h で割っています。先に h を新しくしてから、その平方根で割ります。",
            ),
            Wrong(
                answer=StayingAtZero,
                why="h が 0 のままです。0 から始めた h に掛けるだけでは増えません。新しい 2 乗を足します。",
            ),
        ),
        hints=(
            "2 回目の update のとき、前の回の h が残っているかを確かめます。",
            "self.h を作るのは、まだ None のときだけです。",
            "古い h と新しい 2 乗の、どちらに ρ を掛けますか。",
        ),
    ),
    Choice(
        id="05-5",
        title="実効学習率の曲線を読む",
        stars=2,
        topics=("3-2-3 RMSProp",),
        note=r"**ウ** です。20 歩を過ぎると勾配の大きさは 1 に戻るので、しばらくは、$h$ のほとんどが古い 900 の分です。"
        r"$\rho=0.99$ では、半減期の 69 歩が過ぎるごとにその分が半減し、実効学習率は $\sqrt2$ 倍になります。"
        r"アは SGD、イは $\rho=0.9$、エは AdaGrad です。",
        options={
            "ア": "ずっと一定の線",
            "イ": "谷から数十歩で 1 に戻る線",
            "ウ": "谷から、図の右端まで少しずつ上がり続ける線",
            "エ": "谷から上がらず、下がり続ける線",
        },
        answer="ウ",
        wrong=(
            Wrong(answer="ア", why="勾配の大きさで変わらない線は、√h で割らない SGD です。"),
            Wrong(
                answer="イ",
                why="数十歩で戻るのは、半減期が約 6.6 歩の ρ = 0.9 です。ρ = 0.99 の半減期は約 69 歩です。",
            ),
            Wrong(
                answer="エ",
                why="上がらないのは、h が減らない AdaGrad です。RMSprop の h は、勾配が小さくなれば減ります。",
            ),
        ),
        hints=(
            "勾配が 1 に戻ったあと、h が減る手法と減らない手法に分けます。",
            "ρ の半減期を求め、図の横軸の何歩にあたるかを比べます。",
        ),
    ),
    Code(
        id="05-6",
        title="AdaDelta の 1 歩を書く",
        stars=3,
        topics=("S-adadelta AdaDelta",),
        solution=adadelta_step,
        cases=adadelta_cases,
        random_case=random_adadelta,
        wrong=(
            Wrong(
                answer=rmsprop_instead,
                why="学習率 1 の RMSprop になっています。AdaDelta は、移動量の 2 乗の平均 s の平方根を分子に掛けます。",
            ),
            Wrong(
                answer=updated_s_first,
                why="移動量を求める前に、勾配で s を更新しています。Δx には、更新する前の s を使います。",
            ),
            Wrong(
                answer=eps_outside,
                misconception="04-epsilon-placement",
                why="ε を根号の外に足しています。AdaDelta の式では、2 つの根号の中に足します。",
            ),
            Wrong(
                answer=s_of_the_gradient,
                why="s に勾配の 2 乗を入れています。s は、移動量 Δx の 2 乗の平均です。",
            ),
            Wrong(
                answer=summed_movement,
                why="h と s を足し続けています。どちらも、古い値を ρ 倍する指数移動平均です。",
            ),
            Wrong(
                answer=upside_down,
                why="分子と分母が逆です。分子が移動量の √(s + ε)、分母が勾配の √(h + ε) です。",
            ),
            Wrong(answer=without_the_roots, why="分子と分母の平方根をとっていません。"),
            Wrong(
                answer=without_the_share,
                why="新しい 2 乗に 1 − ρ を掛けていません。h と s は、合計ではなく平均です。",
            ),
            Wrong(answer=not_stored, why="s を更新していません。いつまでも ε の大きさでしか動けません。"),
        ),
        hints=(
            "h は RMSprop と同じです。",
            "移動量は、更新する前の s と、更新した後の h から求めます。",
            "s は、求めた移動量の 2 乗の指数移動平均です。最後に更新します。",
        ),
    ),
)
