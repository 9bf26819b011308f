"""第3章「Momentum と Nesterov の加速勾配」の演習: 解答例、入力、よくある誤答。"""

import numpy as np

from eshikaku.course.exercises import probes
from eshikaku.course.exercises.spec import Choice, Code, Numeric, Wrong

# --- 03-1 手計算: Momentum で 2 歩 ------------------------------------------------


def slope(x):
    return 2 * x


def momentum_by_hand(x=2.0, v=0.0, lr=0.1, momentum=0.5, steps=2):
    for _ in range(steps):
        v = momentum * v - lr * slope(x)
        x = x + v
    return v, x


def averaged_by_hand(x=2.0, v=0.0, lr=0.1, momentum=0.5):
    for _ in range(2):
        v = momentum * v - (1 - momentum) * lr * slope(x)
        x = x + v
    return v, x


def position_first(x=2.0, v=0.0, lr=0.1, momentum=0.5):
    for _ in range(2):
        x, v = x + v, momentum * v - lr * slope(x)
    return v, x


def climbing_by_hand(x=2.0, v=0.0, lr=0.1, momentum=0.5):
    for _ in range(2):
        v = momentum * v + lr * slope(x)
        x = x + v
    return v, x


def unscaled_old_velocity(x=2.0, v=0.0, lr=0.1, momentum=0.5):
    for _ in range(2):
        v = v - lr * slope(x)
        x = x + v
    return v, x


def torch_by_hand(x=2.0, v=0.0, lr=0.1, momentum=0.5):
    for _ in range(2):
        v = momentum * v + slope(x)
        x = x - lr * v
    return v, x


def same_gradient_twice(x=2.0, v=0.0, lr=0.1, momentum=0.5):
    g = slope(x)
    for _ in range(2):
        v = momentum * v - lr * g
        x = x + v
    return v, x


def climbing_at_last(x=2.0, v=0.0, lr=0.1, momentum=0.5):
    v, x = momentum_by_hand(x, v, lr, momentum, steps=1)
    v = momentum * v + lr * slope(x)
    return v, x + v


def second_step_from_the_start(x=2.0, v=0.0, lr=0.1, momentum=0.5):
    v = momentum_by_hand(x, v, lr, momentum)[0]
    return v, x + v


# --- 03-2 速度が毎回消えるクラス --------------------------------------------------


class HeavyBall:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            v = self.v.get(key, 0.0)
            v = self.momentum * v - self.lr * grads[key]
            params[key] += v
            self.v[key] = v


class ForgettingBall(HeavyBall):
    def update(self, params, grads):
        self.v = {}
        super().update(params, grads)


class OneVelocity(HeavyBall):
    """すべてのパラメータが、1 つの速度を使い回します。"""

    def update(self, params, grads):
        for key in params:
            old = self.v.get("only", 0.0)
            v = self.momentum * np.mean(old) - self.lr * grads[key]
            params[key] += v
            self.v["only"] = v


class ByPosition(HeavyBall):
    """速度を、名前ではなく辞書の中の順番で覚えます。"""

    def update(self, params, grads):
        for i, key in enumerate(grads):
            old = self.v.get(i, 0.0)
            v = self.momentum * (old if np.shape(old) == params[key].shape else 0.0) - self.lr * grads[key]
            params[key] += v
            self.v[i] = v


class NesterovBall(HeavyBall):
    def update(self, params, grads):
        for key in params:
            v = self.momentum * self.v.get(key, 0.0) - self.lr * grads[key]
            params[key] += self.momentum * v - self.lr * grads[key]
            self.v[key] = v


class AveragingBall(HeavyBall):
    def update(self, params, grads):
        for key in params:
            v = self.momentum * self.v.get(key, 0.0) - (1 - self.momentum) * self.lr * grads[key]
            params[key] += v
            self.v[key] = v


class SubtractingBall(HeavyBall):
    """v -= momentum * v - lr * g と書いた動き。"""

    def update(self, params, grads):
        for key in params:
            v = self.v.get(key, 0.0)
            v = v - (self.momentum * v - self.lr * grads[key])
            params[key] += v
            self.v[key] = v


class LateBall(HeavyBall):
    """更新する前の速度で動きます。"""

    def update(self, params, grads):
        for key in params:
            v = self.v.get(key, np.zeros_like(params[key]))
            params[key] += v
            self.v[key] = self.momentum * v - self.lr * grads[key]


class RememberedGradient(HeavyBall):
    """速度ではなく、前の勾配を覚えます。"""

    def update(self, params, grads):
        for key in params:
            v = self.momentum * self.v.get(key, 0.0) - self.lr * grads[key]
            params[key] += v
            self.v[key] = grads[key]


class RememberedPlace(HeavyBall):
    """速度ではなく、動いた後の位置を覚えます。"""

    def update(self, params, grads):
        for key in params:
            v = self.momentum * self.v.get(key, 0.0) - self.lr * grads[key]
            params[key] += v
            self.v[key] = params[key]


class SwappedCoefficients(HeavyBall):
    def update(self, params, grads):
        for key in params:
            v = self.lr * self.v.get(key, 0.0) - self.momentum * grads[key]
            params[key] += v
            self.v[key] = v


class StartingFromParams(HeavyBall):
    """最初の速度が、0 ではなくパラメータの値です。"""

    def update(self, params, grads):
        for key in params:
            v = self.momentum * self.v.get(key, params[key]) - self.lr * grads[key]
            params[key] += v
            self.v[key] = v


class ShrunkenStep(HeavyBall):
    """ためた速度は縮めず、動かすときにだけ縮めます。"""

    def update(self, params, grads):
        for key in params:
            v = self.v.get(key, 0.0) - self.lr * grads[key]
            params[key] += self.momentum * v
            self.v[key] = v


def optimizer_cases():
    rng = np.random.default_rng(3)
    start = probes.parameters(rng)
    options = [{}, {"lr": 0.1}, {"lr": 0.2, "momentum": 0.5}, {"lr": 0.1, "momentum": 0.0}]
    runs = [(probes.gradient_run(rng, start, steps), option) for steps in (0, 1, 2, 6) for option in options]
    return [(start, gradients, option) for gradients, option in runs]


def random_optimizer(rng):
    start = probes.parameters(rng)
    options = {"lr": float(rng.uniform(0.01, 0.5)), "momentum": float(rng.uniform(0.3, 0.95))}
    return start, probes.gradient_run(rng, start, int(rng.integers(2, 6))), options


# --- 03-4 手計算: NAG で 1 歩 -----------------------------------------------------


def nag_by_hand(x=1.0, v=-0.5, lr=0.1, momentum=0.8):
    v = momentum * v - lr * slope(x + momentum * v)
    return v, x + v


def whole_velocity_ahead(x=1.0, v=-0.5, lr=0.1, momentum=0.8):
    v = momentum * v - lr * slope(x + v)
    return v, x + v


def stepping_from_ahead(x=1.0, v=-0.5, lr=0.1, momentum=0.8):
    ahead = x + momentum * v
    v = momentum * v - lr * slope(ahead)
    return v, ahead + v


def behind_by_hand(x=1.0, v=-0.5, lr=0.1, momentum=0.8):
    v = momentum * v - lr * slope(x - momentum * v)
    return v, x + v


def rewritten_by_hand(x=1.0, v=-0.5, lr=0.1, momentum=0.8):
    g = slope(x)
    v = momentum * v - lr * g
    return v, x + momentum * v - lr * g


def nag_with(kept=0.8, rate=0.1, step=1.0, x=1.0, v=-0.5, momentum=0.8):
    """先読みした点の勾配は正しく、残す割合、学習率、動かす割合だけが違う 1 歩です。"""
    v = kept * v - rate * slope(x + momentum * v)
    return v, x + step * v


def half_slope_ahead(x=1.0, v=-0.5, lr=0.1, momentum=0.8):
    v = momentum * v - lr * (x + momentum * v)
    return v, x + v


def ahead_again(momentum=0.8):
    v, x = nag_by_hand()
    return v, x + momentum * v


# --- 03-5 NAG のクラス ------------------------------------------------------------


class NAG:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(x) for key, x in params.items()}
        for key in params:
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            params[key] += self.momentum * self.v[key] - self.lr * grads[key]


class PublishedNAG(NAG):
    """元の速度を使う式に、更新した後の速度を入れています。"""

    def update(self, params, grads):
        for key in params:
            v = self.momentum * (self.v or {}).get(key, 0.0) - self.lr * grads[key]
            self.v = {**(self.v or {}), key: v}
            params[key] += self.momentum**2 * v - (1 + self.momentum) * self.lr * grads[key]


class PlainMomentum(NAG):
    def update(self, params, grads):
        for key in params:
            v = self.momentum * (self.v or {}).get(key, 0.0) - self.lr * grads[key]
            self.v = {**(self.v or {}), key: v}
            params[key] += v


class OnlyAhead(NAG):
    """慣性の分だけ動かし、勾配の分を忘れています。"""

    def update(self, params, grads):
        for key in params:
            v = self.momentum * (self.v or {}).get(key, 0.0) - self.lr * grads[key]
            self.v = {**(self.v or {}), key: v}
            params[key] += self.momentum * v


class WholeVelocity(NAG):
    """速度をそのまま足したうえに、勾配の分も引いています。"""

    def update(self, params, grads):
        for key in params:
            v = self.momentum * (self.v or {}).get(key, 0.0) - self.lr * grads[key]
            self.v = {**(self.v or {}), key: v}
            params[key] += v - self.lr * grads[key]


class AheadAndVelocity(NAG):
    """先読みした点を持っているのに、更新でもう 1 度、速度をまるごと足しています。"""

    def update(self, params, grads):
        for key in params:
            v = self.momentum * (self.v or {}).get(key, 0.0) - self.lr * grads[key]
            self.v = {**(self.v or {}), key: v}
            params[key] += v + self.momentum * v


class TorchVelocityInOurStep(NAG):
    """速度には学習率を掛けずにため、動かす式はそのままです。"""

    def update(self, params, grads):
        for key in params:
            v = self.momentum * (self.v or {}).get(key, 0.0) + grads[key]
            self.v = {**(self.v or {}), key: v}
            params[key] += self.momentum * v - self.lr * grads[key]


class WithoutOldVelocity(NAG):
    """速度の行に、前の速度がありません。"""

    def update(self, params, grads):
        for key in params:
            v = -self.lr * grads[key]
            params[key] += self.momentum * v - self.lr * grads[key]


class SubtractingNAG(NAG):
    """速度の行の = を -= と書いています。"""

    def update(self, params, grads):
        for key in params:
            old = (self.v or {}).get(key, 0.0)
            v = old - (self.momentum * old - self.lr * grads[key])
            self.v = {**(self.v or {}), key: v}
            params[key] += self.momentum * v - self.lr * grads[key]


# --- 03-6 PyTorch の流儀 ----------------------------------------------------------


class TorchMomentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            v = self.momentum * self.v.get(key, 0.0)
            v = v + grads[key]
            params[key] -= self.lr * v
            self.v[key] = v


class RateInVelocity(TorchMomentum):
    def update(self, params, grads):
        for key in params:
            v = self.momentum * self.v.get(key, 0.0) + self.lr * grads[key]
            params[key] -= v
            self.v[key] = v


class RateTwice(TorchMomentum):
    def update(self, params, grads):
        for key in params:
            v = self.momentum * self.v.get(key, 0.0) + self.lr * grads[key]
            params[key] -= self.lr * v
            self.v[key] = v


class AveragingTorch(TorchMomentum):
    def update(self, params, grads):
        for key in params:
            v = self.momentum * self.v.get(key, 0.0) + (1 - self.momentum) * grads[key]
            params[key] -= self.lr * v
            self.v[key] = v


class NesterovTorch(TorchMomentum):
    def update(self, params, grads):
        for key in params:
            v = self.momentum * self.v.get(key, 0.0) + grads[key]
            params[key] -= self.lr * (grads[key] + self.momentum * v)
            self.v[key] = v


class RateStored(TorchMomentum):
    """移動量の方を速度として覚えています。"""

    def update(self, params, grads):
        for key in params:
            v = self.lr * (self.momentum * self.v.get(key, 0.0) + grads[key])
            params[key] -= v
            self.v[key] = v


class WithoutRate(TorchMomentum):
    def update(self, params, grads):
        for key in params:
            v = self.momentum * self.v.get(key, 0.0) + grads[key]
            params[key] -= v
            self.v[key] = v


class LateTorch(TorchMomentum):
    """更新する前の速度で動きます。"""

    def update(self, params, grads):
        for key in params:
            v = self.v.get(key, 0.0)
            params[key] -= self.lr * v
            self.v[key] = self.momentum * v + grads[key]


class LastNameOnly(TorchMomentum):
    """辞書を作り直すので、最後の名前の速度しか残りません。"""

    def update(self, params, grads):
        for key in params:
            v = self.momentum * self.v.get(key, 0.0) + grads[key]
            params[key] -= self.lr * v
            self.v = {key: v}


class RateRemoved(TorchMomentum):
    """学習率を掛けてため、動かすときに割っています。"""

    def update(self, params, grads):
        for key in params:
            v = self.momentum * self.v.get(key, 0.0) + self.lr * grads[key]
            params[key] -= v / self.lr
            self.v[key] = v


class BorrowedGradient(TorchMomentum):
    """最初の勾配の配列そのものを速度にして、その場で書き換えます。"""

    def update(self, params, grads):
        for key in params:
            if key not in self.v:
                self.v[key] = grads[key]
            else:
                self.v[key] *= self.momentum
                self.v[key] += grads[key]
            params[key] -= self.lr * self.v[key]


class FirstRateForever(TorchMomentum):
    """作ったときの学習率を覚えて、使い続けます。"""

    def __init__(self, lr=0.01, momentum=0.9):
        super().__init__(lr, momentum)
        self.first = lr

    def update(self, params, grads):
        changed, self.lr = self.lr, self.first
        super().update(params, grads)
        self.lr = changed


def run_with_rates(cls, start, gradients, rates, options):
    """update のたびに lr を変えながら動かし、パラメータを返す。同じ勾配が続くときは、同じ配列を渡す。"""
    optimizer = cls(**options)
    params = {key: np.array(value) for key, value in start.items()}
    passed = [{key: np.copy(grad) for key, grad in grads.items()} for grads in gradients]
    for t, lr in enumerate(rates):
        if lr is not None:
            optimizer.lr = lr
        if t and all(np.array_equal(grad, gradients[t - 1].get(key)) for key, grad in gradients[t].items()):
            passed[t] = passed[t - 1]
        optimizer.update(params, passed[t])
    return params


def rate_cases():
    rng = np.random.default_rng(6)
    start = probes.parameters(rng)
    plans = [
        ([0.1, 0.1, 0.1], {"lr": 0.1}),
        ([0.1, 0.1, 0.01, 0.01, 0.01], {"lr": 0.1, "momentum": 0.5}),
        ([0.02, 0.2], {"lr": 0.3}),
        ([0.1, 0.05, 0.0], {"momentum": 0.0}),
        ([None], {}),
        ([], {}),
    ]
    runs = [(start, probes.gradient_run(rng, start, len(rates)), rates, options) for rates, options in plans]
    return [*runs, (start, probes.gradient_run(rng, start, 1) * 4, [0.1, 0.1, 0.02, 0.02], {})]  # 同じ勾配が続く


def random_rates(rng):
    start, steps = probes.parameters(rng), int(rng.integers(2, 6))
    rates = rng.uniform(0.01, 0.5, size=steps).tolist()
    options = {"lr": float(rng.uniform(0.01, 0.5)), "momentum": float(rng.uniform(0.3, 0.95))}
    return start, probes.gradient_run(rng, start, steps), rates, options


# --- 03-7 NAG の倍率 --------------------------------------------------------------


def nag_factor(lr, momentum, curvature):
    shrink = 1 - lr * curvature
    r = np.roots([1, -(1 + momentum) * shrink, momentum * shrink])
    return np.abs(r).max()


def momentum_factor(lr, momentum, curvature):
    return np.abs(np.roots([1, -(1 + momentum - lr * curvature), momentum])).max()


def always_complex(lr, momentum, curvature):
    return np.sqrt(momentum * (1 - lr * curvature))


def last_without_shrink(lr, momentum, curvature):
    return np.abs(np.roots([1, -(1 + momentum) * (1 - lr * curvature), momentum])).max()


def sum_of_momentum(lr, momentum, curvature):
    return np.abs(np.roots([1, -(1 + momentum - lr * curvature), momentum * (1 - lr * curvature)])).max()


def real_roots_only(lr, momentum, curvature):
    b, c = (1 + momentum) * (1 - lr * curvature), momentum * (1 - lr * curvature)
    return (b + np.sqrt(b * b - 4 * c)) / 2


def smaller_root(lr, momentum, curvature):
    shrink = 1 - lr * curvature
    return np.abs(np.roots([1, -(1 + momentum) * shrink, momentum * shrink])).min()


def signed_root(lr, momentum, curvature):
    shrink = 1 - lr * curvature
    return np.roots([1, -(1 + momentum) * shrink, momentum * shrink]).real.max()


def wrong_sign_of_sum(lr, momentum, curvature):
    shrink = 1 - lr * curvature
    return np.abs(np.roots([1, -(1 + momentum) * shrink, -momentum * shrink])).max()


def all_factors(lr, momentum, curvature):
    shrink = 1 - lr * curvature
    return np.abs(np.roots([1, -(1 + momentum) * shrink, momentum * shrink]))


def reversed_coefficients(lr, momentum, curvature):
    shrink = 1 - lr * curvature
    return np.abs(np.roots([momentum * shrink, -(1 + momentum) * shrink, 1])).max(initial=0)


def narrow_discriminant(lr, momentum, curvature):
    b, c = (1 + momentum) * (1 - lr * curvature), momentum * (1 - lr * curvature)
    root = np.emath.sqrt(b * b - c)
    return max(abs(b + root), abs(b - root)) / 2


def without_own_momentum(lr, momentum, curvature):
    shrink = 1 - lr * curvature
    return np.abs(np.roots([1, -shrink, momentum * shrink])).max()


def never_above_one(lr, momentum, curvature):
    return min(1.0, nag_factor(lr, momentum, curvature))


def sgd_factor(lr, momentum, curvature):
    return abs(1 - lr * curvature)


def factor_cases():
    return [
        (0.1, 0.9, 2.0),  # 複素数
        (0.1, 0.5, 0.1),  # 実数で正
        (0.6, 0.3, 2.0),  # 1 − ηλ が負
        (1.0, 0.0, 0.3),  # α = 0 なら SGD
        (0.5, 0.9, 2.0),  # 1 − ηλ = 0
        (0.7, 0.9, 2.0),  # 発散
        (0.2, 0.8, 1),
    ]


def random_factor(rng):
    return float(rng.uniform(0.01, 0.7)), float(rng.uniform(0.05, 0.95)), float(rng.uniform(0.1, 2.0))


EXERCISES = (
    Numeric(
        id="03-1",
        title="Momentum で 2 歩進める",
        stars=1,
        topics=("3-2-1 モメンタム",),
        shown=("slope", "momentum_by_hand"),
        note=r"1 歩目は $g=4$、$v=-0.4$、$x=1.6$ です。2 歩目は $g=3.2$、"
        r"$v=0.5\times(-0.4)-0.1\times3.2=-0.52$、$x=1.08$ なので、$(v,\,x)=(-0.52,\ 1.08)$ となります。",
        answer=momentum_by_hand,
        wrong=(
            Wrong(
                answer=lambda: momentum_by_hand(momentum=0.0),
                why="前の速度を使っていません。それでは SGD と同じです。2 歩目では、前の速度の 0.5 倍を残します。",
            ),
            Wrong(
                answer=unscaled_old_velocity,
                why="前の速度を、縮めずにそのまま残しています。α を掛けてから勾配の分を引きます。",
            ),
            Wrong(
                answer=averaged_by_hand,
                misconception="03-one-true-momentum",
                why="勾配に (1 − α) を掛けています。指数移動平均の流儀で、この問題の式とは違います。",
            ),
            Wrong(
                answer=torch_by_hand,
                why="速度に学習率を掛けていない、PyTorch の流儀の v です。x は同じですが、この問題の v は移動量です。",
            ),
            Wrong(
                answer=climbing_by_hand,
                misconception="01-uphill-gradient",
                why="勾配の分を足しています。これでは上ります。速度からは、勾配の η 倍を引きます。",
            ),
            Wrong(
                answer=lambda: (-momentum_by_hand()[0], momentum_by_hand()[1]),
                why="速度の符号が逆です。この問題の速度は x に足す移動量なので、x が減るなら負です。",
            ),
            Wrong(
                answer=position_first,
                why="位置を先に動かしています。速度を更新し、その新しい速度で位置を動かします。",
            ),
            Wrong(
                answer=same_gradient_twice,
                why="2 歩目でも、出発点の勾配を使っています。勾配は、1 歩進んだ後の x から求め直します。",
            ),
            Wrong(
                answer=lambda: momentum_by_hand()[::-1],
                why="値は合っていますが、順が逆です。速度、位置の順に答えます。",
            ),
            Wrong(
                answer=lambda: momentum_by_hand(steps=1),
                why="1 歩だけ進めた値です。もう 1 歩進めます。",
            ),
            Wrong(answer=lambda: momentum_by_hand(steps=3), why="3 歩進めた値です。答えるのは 2 歩後です。"),
            Wrong(
                answer=lambda: nag_by_hand(*nag_by_hand(2.0, 0.0, momentum=0.5)[::-1], momentum=0.5),
                misconception="03-nag-is-tuned-momentum",
                why="先の点で勾配を測った、NAG の値です。Momentum は今の x の勾配を使います。",
            ),
            Wrong(
                answer=lambda: momentum_by_hand(lr=0.5, momentum=0.1),
                why="η と α を取り違えています。勾配に掛けるのが η = 0.1、前の速度に掛けるのが α = 0.5 です。",
            ),
            Wrong(
                answer=lambda: momentum_by_hand(lr=1.0),
                why="勾配に学習率を掛けていません。速度からは、勾配の η 倍を引きます。",
            ),
            Wrong(
                answer=climbing_at_last,
                why="2 歩目で、勾配の分の符号が逆です。前の速度の α 倍から、勾配の η 倍を引きます。",
            ),
            Wrong(
                answer=second_step_from_the_start,
                why="2 歩目の速度を、出発点 x0 に足しています。足すのは、1 歩目に着いた位置です。",
            ),
        ),
        hints=(
            "1 歩目は、前の速度が 0 なので、SGD と同じ動きです。",
            "2 歩目の勾配は、1 歩目に着いた位置のものです。",
            "前の速度に α を掛け、そこから勾配の η 倍を引くと、新しい速度です。それを位置に足します。",
        ),
    ),
    Code(
        id="03-2",
        title="速度が消えるクラスを直す",
        stars=2,
        topics=("3-2-1 モメンタム",),
        note="`self.v = {}` を `update` の中で行うと、前の速度が毎回消え、1 歩目のくり返しになります。"
        "`__init__` に移すと、物を作ったときに 1 度だけ空になります。",
        solution=HeavyBall,
        cases=optimizer_cases,
        random_case=random_optimizer,
        observe=probes.updated_side_by_side,
        inplace="allowed",
        wrong=(
            Wrong(
                answer=ForgettingBall,
                why="前の速度が残っていません。毎回空にしたか、覚えていないので、SGD と同じになります。",
            ),
            Wrong(
                answer=ByPosition,
                misconception="03-state-by-position",
                why="速度を、名前ではなく順番で覚えています。辞書の順が変わると、別のパラメータの速度を使います。",
            ),
            Wrong(
                answer=OneVelocity,
                why="1 つの速度を、すべてのパラメータで使い回しています。名前ごとに、同じ形の速度が要ります。",
            ),
            Wrong(
                answer=NesterovBall,
                why="NAG の式になっています。Momentum では、新しい速度だけを足します。",
            ),
            Wrong(
                answer=AveragingBall,
                misconception="03-one-true-momentum",
                why="勾配に 1 − momentum を掛けて、指数移動平均にしています。この問題の速度は、そのまま加えます。",
            ),
            Wrong(
                answer=SubtractingBall,
                misconception="03-velocity-sign",
                why="速度の行が v = v − (momentum * v − lr * g) になり、慣性の強さも勾配の符号も変わっています。",
            ),
            Wrong(
                answer=RememberedGradient,
                why="self.v に、速度ではなく勾配を入れています。次の歩で使うのは、前の速度です。",
            ),
            Wrong(
                answer=RememberedPlace,
                why="self.v に、速度ではなくパラメータの値を入れています。覚えるのは、足した速度です。",
            ),
            Wrong(
                answer=SwappedCoefficients,
                why="学習率と慣性の係数が逆です。残す割合が momentum、勾配に掛けるのが lr です。",
            ),
            Wrong(
                answer=StartingFromParams,
                why="最初の速度が、パラメータの値になっています。初めは止まっているので、0 から始めます。",
            ),
            Wrong(
                answer=ShrunkenStep,
                why="momentum を、動かすときに掛けています。掛けるのは前の速度です。",
            ),
            Wrong(
                answer=LateBall,
                why="更新する前の速度で動いています。速度を更新してから、その速度を足します。",
            ),
        ),
        hints=(
            "1 歩目の後、self.v には何が入っていますか。2 歩目の初めには、どうなりますか。",
            "前の歩の速度が、次の update まで残っている必要があります。",
            "空の辞書を作るのは、物を作るときの 1 度だけです。",
        ),
    ),
    Choice(
        id="03-3",
        title="曲線から慣性の係数を読む",
        stars=2,
        topics=("3-2-1 モメンタム",),
        note=r"**ア** です。$\eta\lambda=0.2$ は、どの $\alpha$ でも式 {eq}`eq-03-complex` の範囲にあるので、"
        r"倍率の大きさは $\sqrt\alpha$ です。$\alpha=0.64$ なら 0.8 で、20 歩で $0.8^{20}\approx0.012$、"
        r"およそ 100 分の 1 になります。",
        options={
            "ア": "20 歩でおよそ 100 分の 1",
            "イ": "20 歩でおよそ 3 万分の 1",
            "ウ": "20 歩でおよそ 10 分の 1",
            "エ": "20 歩でおよそ 1000 分の 1",
        },
        answer="ア",
        wrong=(
            Wrong(answer="イ", why="20 歩で約 3 万分の 1 なので、倍率は 0.6、α は 0.36 です。"),
            Wrong(
                answer="ウ",
                why="20 歩で約 10 分の 1 なので、倍率は 0.9、α は 0.81 です。",
            ),
            Wrong(
                answer="エ",
                why="20 歩で約 1000 分の 1 なので、倍率は 0.7、α は 0.49 です。",
            ),
        ),
        hints=(
            "ηλ = 0.2 が、倍率が複素数になる範囲かどうかを確かめます。",
            "そのとき、1 歩の倍率の大きさは α の平方根です。",
            "その倍率を 20 回掛けると、元の何分の 1 になりますか。山の高さで比べます。",
        ),
    ),
    Numeric(
        id="03-4",
        title="NAG で 1 歩進める",
        stars=2,
        topics=("3-2-1 NAG",),
        shown=("slope", "nag_by_hand"),
        note=r"先読みした点は $1+0.8\times(-0.5)=0.6$、勾配は 1.2 です。"
        r"$v=-0.4-0.12=-0.52$、$x=1-0.52=0.48$ なので、$(v,\,x)=(-0.52,\ 0.48)$ となります。",
        answer=nag_by_hand,
        wrong=(
            Wrong(
                answer=lambda: momentum_by_hand(x=1.0, v=-0.5, momentum=0.8, steps=1),
                misconception="03-nag-is-tuned-momentum",
                why="今の点 x = 1 の勾配を使った、Momentum の値です。NAG は αv だけ先の点で勾配を測ります。",
            ),
            Wrong(
                answer=whole_velocity_ahead,
                why="先読みした点を x + v としています。慣性で進むのは αv です。",
            ),
            Wrong(
                answer=stepping_from_ahead,
                why="先読みした点から動かしています。先読みは勾配を測るためで、動かすのは元の x です。",
            ),
            Wrong(
                answer=behind_by_hand,
                why="先読みの向きが逆です。点は x + αv で、v が負なら x より小さくなります。",
            ),
            Wrong(
                answer=rewritten_by_hand,
                why="先読みした点を持つ形に、先読みしていない x を入れています。この問題では定義の式を使います。",
            ),
            Wrong(
                answer=lambda: nag_by_hand()[::-1],
                why="値は合っていますが、順が逆です。速度、位置の順に答えます。",
            ),
            Wrong(answer=half_slope_ahead, why="勾配が半分です。f = x² の微分は 2x で、0.6 の所では 1.2 です。"),
            Wrong(
                answer=lambda: nag_with(rate=-0.1),
                misconception="01-uphill-gradient",
                why="勾配の分の符号が逆で、上る向きです。αv から、勾配の η 倍を引きます。",
            ),
            Wrong(
                answer=lambda: nag_with(kept=1.0),
                why="新しい速度で、前の速度に α を掛けていません。残すのは 0.8 倍です。",
            ),
            Wrong(
                answer=lambda: nag_with(kept=-0.8),
                why="前の速度の分の符号が逆です。v は負なので、αv も負になります。",
            ),
            Wrong(
                answer=lambda: nag_with(kept=0.0),
                why="新しい速度に、前の速度の α 倍が入っていません。",
            ),
            Wrong(
                answer=lambda: nag_with(rate=1.0),
                why="勾配に学習率を掛けていません。引くのは、勾配の η 倍です。",
            ),
            Wrong(
                answer=lambda: nag_with(rate=0.1 * (1 - 0.8)),
                misconception="03-one-true-momentum",
                why="勾配に 1 − α を掛けています。指数移動平均の流儀で、この問題の式とは違います。",
            ),
            Wrong(
                answer=lambda: nag_by_hand(lr=0.8, momentum=0.1),
                why="η と α を取り違えています。勾配に掛けるのが η = 0.1、前の速度に掛けるのが α = 0.8 です。",
            ),
            Wrong(
                answer=lambda: nag_with(step=0.8),
                why="動かすときに、もう 1 度 α を掛けています。位置には、新しい速度をそのまま足します。",
            ),
            Wrong(
                answer=lambda: nag_with(step=-1.0),
                why="位置から速度を引いています。符号が逆で、速度は足します。",
            ),
            Wrong(
                answer=ahead_again,
                why="x ではなく、次に勾配を測る先読みした点を答えています。答えるのは、速度を足した x です。",
            ),
        ),
        hints=(
            "まず、慣性だけで進んだ点 x + αv を求めます。",
            "その点での勾配を求めます。f の微分は 2x です。",
            "αv から勾配の η 倍を引いたものが新しい速度です。元の x に足します。",
        ),
    ),
    Code(
        id="03-5",
        title="NAG のクラスを完成させる",
        stars=2,
        topics=("3-2-1 NAG",),
        note="2 行目の速度は、1 行目で更新した後の値です。元の速度 $v$ で書くと "
        r"$z\leftarrow z+\alpha^2v-(1+\alpha)\eta g$ となります。",
        solution=NAG,
        cases=optimizer_cases,
        random_case=random_optimizer,
        observe=probes.updated_side_by_side,
        inplace="allowed",
        wrong=(
            Wrong(
                answer=PlainMomentum,
                misconception="03-nag-is-tuned-momentum",
                why="Momentum と同じ動きです。2 行目では、更新した後の速度の momentum 倍を足し、勾配の分も引きます。"
                "更新する前の速度の momentum 倍を使っても、Momentum になります。",
            ),
            Wrong(
                answer=PublishedNAG,
                why="元の速度で書く係数(α² と 1 + α)に、更新した後の速度を入れています。"
                "更新した後の速度を使うなら、係数は α と 1 です。",
            ),
            Wrong(
                answer=TorchVelocityInOurStep,
                misconception="03-one-true-momentum",
                why="1 行目は PyTorch の流儀、2 行目はこの本の流儀です。この本の速度には、学習率を掛けて引きます。",
            ),
            Wrong(
                answer=SubtractingNAG,
                misconception="03-velocity-sign",
                why="速度の行が v = v − (momentum * v − lr * g) になり、慣性の強さも勾配の符号も変わっています。",
            ),
            Wrong(
                answer=WithoutOldVelocity,
                why="1 行目に、前の速度の momentum 倍がありません。学習率が 1 + momentum 倍の SGD です。",
            ),
            Wrong(answer=OnlyAhead, why="2 行目に、勾配の η 倍を引く項がありません。"),
            Wrong(
                answer=WholeVelocity,
                why="2 行目で、速度に momentum を掛けていません。掛けないと、慣性を残しすぎます。",
            ),
            Wrong(
                answer=AheadAndVelocity,
                why="先読みした点から、新しい速度をまるごと足し、さらに先読みしています。前の先読みの分が二重です。",
            ),
        ),
        hints=(
            "1 行目は、Momentum の速度と同じ形です。",
            "2 行目では、更新した後の速度に momentum を掛けます。",
            "そこから、学習率と勾配の積を引いた分だけ、先読みした点が動きます。",
        ),
    ),
    Code(
        id="03-6",
        title="PyTorch の流儀に直す",
        stars=2,
        topics=("3-2-1 モメンタム", "3-2-1 学習率の調整"),
        note="学習率は、覚えておく `v` ではなく、`params` から引くときに掛けます。"
        "こうすると、`lr` を変えたとき、過去の勾配の分にも新しい学習率が掛かります。",
        solution=TorchMomentum,
        cases=rate_cases,
        random_case=random_rates,
        observe=run_with_rates,
        inplace="allowed",
        wrong=(
            Wrong(
                answer=RateInVelocity,
                misconception="03-one-true-momentum",
                why="学習率を掛けた勾配をためているので、lr を変えても、過去の分には古い学習率が残ります。",
            ),
            Wrong(
                answer=RateTwice,
                why="学習率を 2 度掛けています。掛けるのは、params から引くときの 1 度だけです。",
            ),
            Wrong(
                answer=RateStored,
                why="学習率を掛けた後の値を覚えています。次の歩で、もう 1 度掛かってしまいます。",
            ),
            Wrong(
                answer=NesterovTorch,
                why="NAG の式になっています。nesterov=False の PyTorch では、速度だけに学習率を掛けて引きます。",
            ),
            Wrong(
                answer=AveragingTorch,
                why="勾配に 1 − momentum を掛けて、指数移動平均にしています。PyTorch の既定は、そのまま足します。",
            ),
            Wrong(
                answer=WithoutRate,
                why="学習率を、どこにも掛けていません。params から引くときに掛けます。",
            ),
            Wrong(
                answer=LateTorch,
                why="更新する前の速度で動いています。速度を更新してから、その速度で動かします。",
            ),
            Wrong(
                answer=LastNameOnly,
                why="self.v の辞書を名前ごとに作り直しています。残るのは、最後の名前の速度だけです。",
            ),
            Wrong(
                answer=RateRemoved,
                why="学習率を掛けてためた速度を、学習率で割っています。学習率が速度に残り、動かすときには掛かりません。",
            ),
            Wrong(
                answer=BorrowedGradient,
                why="最初の勾配の配列を、コピーせずに速度としています。速度をその場で書き換えると、渡された勾配も変わります。",
            ),
            Wrong(
                answer=FirstRateForever,
                why="作ったときの学習率を使い続けています。update のたびに、今の self.lr を使います。",
            ),
        ),
        hints=(
            "流儀 B では、速度にためるのは勾配そのものです。",
            "学習率は、速度をためる行と、パラメータを動かす行の、どちらに掛けますか。",
            "覚えておく速度に学習率が入っていないことを確かめます。",
        ),
    ),
    Code(
        id="03-7",
        title="NAG の倍率を求める",
        stars=3,
        topics=("3-2-1 NAG",),
        note=r"$v_{t+1}=\alpha v_t-\eta\lambda z_t$ と、1 歩前の式から速度を消すと "
        r"$z_{t+1}=(1+\alpha)(1-\eta\lambda)z_t-\alpha(1-\eta\lambda)z_{t-1}$ です。"
        r"$z_t=r^t$ と置いた 2 次方程式の解の、大きい方の絶対値を返します。",
        solution=nag_factor,
        cases=factor_cases,
        random_case=random_factor,
        rtol=1e-6,
        atol=1e-6,  # 重根では、根の桁が半分になる
        # 1 次の係数の符号を変えると、2 つの根の符号が変わるだけで、大きさは変わらない
        equivalent_mutants=frozenset({"sign-flipped:L3"}),
        wrong=(
            Wrong(
                answer=momentum_factor,
                misconception="03-nag-is-tuned-momentum",
                why="Momentum の方程式です。NAG では、勾配を測る点が違うので、係数に 1 − ηλ が掛かります。",
            ),
            Wrong(
                answer=always_complex,
                why="解が複素数のときの値です。実数の解が 2 つあるときは、大きさが違います。",
            ),
            Wrong(
                answer=real_roots_only,
                why="解が複素数のとき、√ の中が負になります。複素数のまま大きさを求めるか、場合を分けます。",
            ),
            Wrong(
                answer=last_without_shrink,
                why="定数項に 1 − ηλ がありません。1 歩前の点で測った勾配も、速度の中に入っています。",
            ),
            Wrong(
                answer=sum_of_momentum,
                why="1 次の係数が Momentum のままです。先読みした点では、1 + α の全体に 1 − ηλ が掛かります。",
            ),
            Wrong(
                answer=smaller_root,
                why="小さい方の解です。歩数が増えると残るのは、大きい方です。",
            ),
            Wrong(
                answer=signed_root,
                why="絶対値をとっていません。負の解や複素数の解では、大きさが倍率です。",
            ),
            Wrong(
                answer=wrong_sign_of_sum,
                why="定数項の符号が逆です。移項すると、r² − (1 + α)(1 − ηλ) r + α(1 − ηλ) = 0 になります。",
            ),
            Wrong(answer=all_factors, why="2 つの解の大きさを、配列のまま返しています。大きい方の 1 つを返します。"),
            Wrong(
                answer=reversed_coefficients,
                why="係数の順が逆です。np.roots には、次数の高い方から渡します。",
            ),
            Wrong(
                answer=narrow_discriminant,
                why="判別式の 4 がありません。r² − br + c = 0 の判別式は b² − 4c です。",
            ),
            Wrong(
                answer=without_own_momentum,
                why="1 次の係数の 1 + α が 1 になっています。今の点から来る分と、慣性から来る分があります。",
            ),
            Wrong(
                answer=never_above_one,
                why="1 より大きい倍率を、1 に抑えています。発散するときの倍率は、1 を超えます。",
            ),
            Wrong(
                answer=sgd_factor,
                why="慣性のない SGD の倍率です。2 歩前の点も使うので、2 次方程式になります。",
            ),
        ),
        hints=(
            "曲率 λ の方向では、勾配は λz です。速度の式と z の式に入れます。",
            "z の式を 1 歩前についても書くと、速度を消せます。",
            "2 次方程式の解は np.roots で求まります。複素数の大きさは np.abs です。",
        ),
    ),
)
