"""第6章「Adam」の演習: 解答例、入力、よくある誤答。"""

import numpy as np

from eshikaku.course.exercises import probes
from eshikaku.course.exercises.spec import Choice, Code, Numeric, Wrong

# --- 06-1 手計算: 2 歩進める ----------------------------------------------------

GRADS = (3.0, -1.0)
START = 1.0
LR = 0.1
BETA1 = 0.5
BETA2 = 0.9


def two_steps(x, grads, lr, beta1, beta2, power=True, correct=True, carry=False, root=0.5):
    """勾配 grads の順に、Adam で進めた x。power、correct、carry、root を変えると、よくある誤りになる。"""
    m = v = 0.0
    for t, g in enumerate(grads, 1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        times = t if power else 1
        m_hat = m / (1 - beta1**times) if correct else m
        v_hat = v / (1 - beta2**times) if correct else v
        if carry:
            m, v = m_hat, v_hat
        x = x - lr * m_hat / v_hat**root
    return x


def forgetting_the_first_step():
    """2 歩目の m と v を、0 から作り直した値。"""
    m_hat, v_hat = (1 - BETA1) * GRADS[1] / (1 - BETA1**2), (1 - BETA2) * GRADS[1] ** 2 / (1 - BETA2**2)
    return START - LR - LR * m_hat / np.sqrt(v_hat)


def weights_exchanged():
    """新しい勾配に β を、前の値に 1 − β を掛けた値。"""
    x, m, v = START, 0.0, 0.0
    for t, g in enumerate(GRADS, 1):
        m, v = (1 - BETA1) * m + BETA1 * g, (1 - BETA2) * v + BETA2 * g**2
        x = x - LR * m / (1 - BETA1**t) / np.sqrt(v / (1 - BETA2**t))
    return x


# --- 06-2 バイアス補正付きの指数移動平均 ----------------------------------------


def corrected_average(values, beta):
    m, averages = 0.0, []
    for t, value in enumerate(values, 1):
        m = beta * m + (1 - beta) * value
        averages.append(m / (1 - beta**t))
    return averages


def uncorrected_average(values, beta):
    m, averages = 0.0, []
    for value in values:
        m = beta * m + (1 - beta) * value
        averages.append(m)
    return averages


def average_divided_by_one_factor(values, beta):
    m, averages = 0.0, []
    for value in values:
        m = beta * m + (1 - beta) * value
        averages.append(m / (1 - beta))
    return averages


def average_keeping_corrected(values, beta):
    m, averages = 0.0, []
    for t, value in enumerate(values, 1):
        m = (beta * m + (1 - beta) * value) / (1 - beta**t)
        averages.append(m)
    return averages


def average_counted_from_zero(values, beta):
    m, averages = 0.0, []
    for t, value in enumerate(values):
        m = beta * m + (1 - beta) * value
        averages.append(m / (1 - beta**t) if t else m)
    return averages


def average_with_exchanged_weights(values, beta):
    m, averages = 0.0, []
    for t, value in enumerate(values, 1):
        m = (1 - beta) * m + beta * value
        averages.append(m / (1 - beta**t))
    return averages


def simple_average(values, beta):
    total, averages = 0.0, []
    for t, value in enumerate(values, 1):
        total += value
        averages.append(total / t)
    return averages


def average_from_first_value(values, beta):
    averages = []
    for value in values:
        averages.append(beta * averages[-1] + (1 - beta) * value if averages else value)
    return averages


def average_cases():
    return [
        ([], 0.9),
        ([2.0], 0.9),
        ([2.0, 2.0, 2.0], 0.9),
        ([1.0, -1.0, 4.0], 0.5),
        ([3.0, 0.0, 0.0, 5.0], 0.0),
        ([4, 1, 1], 0.75),
    ]


def random_average(rng):
    return rng.normal(size=rng.integers(2, 7)), float(rng.uniform(0.2, 0.95))


# --- 06-4 学習率に補正をまとめた形 ----------------------------------------------


class AdamByRate:
    def __init__(self, lr=0.01, beta1=0.9, beta2=0.999):
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.iter, self.m, self.v = 0, {}, {}

    def update(self, params, grads):
        self.iter += 1
        lr_t = self.lr * np.sqrt(1 - self.beta2**self.iter) / (1 - self.beta1**self.iter)
        for key, g in grads.items():
            m, v = self.m.get(key, 0), self.v.get(key, 0)
            self.m[key] = m + (1 - self.beta1) * (g - m)
            self.v[key] = v + (1 - self.beta2) * (g**2 - v)
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)


class RateWithoutRoot(AdamByRate):
    def update(self, params, grads):
        self.iter += 1
        lr_t = self.lr * (1 - self.beta2**self.iter) / (1 - self.beta1**self.iter)
        for key, g in grads.items():
            m, v = self.m.get(key, 0), self.v.get(key, 0)
            self.m[key] = m + (1 - self.beta1) * (g - m)
            self.v[key] = v + (1 - self.beta2) * (g**2 - v)
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)


class RateUpsideDown(AdamByRate):
    def update(self, params, grads):
        self.iter += 1
        lr_t = self.lr * (1 - self.beta1**self.iter) / np.sqrt(1 - self.beta2**self.iter)
        for key, g in grads.items():
            m, v = self.m.get(key, 0), self.v.get(key, 0)
            self.m[key] = m + (1 - self.beta1) * (g - m)
            self.v[key] = v + (1 - self.beta2) * (g**2 - v)
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)


class RateOfOneFactor(AdamByRate):
    def update(self, params, grads):
        self.iter += 1
        lr_t = self.lr * np.sqrt(1 - self.beta2) / (1 - self.beta1)
        for key, g in grads.items():
            m, v = self.m.get(key, 0), self.v.get(key, 0)
            self.m[key] = m + (1 - self.beta1) * (g - m)
            self.v[key] = v + (1 - self.beta2) * (g**2 - v)
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)


class PlainRate(AdamByRate):
    def update(self, params, grads):
        self.iter += 1
        for key, g in grads.items():
            m, v = self.m.get(key, 0), self.v.get(key, 0)
            self.m[key] = m + (1 - self.beta1) * (g - m)
            self.v[key] = v + (1 - self.beta2) * (g**2 - v)
            params[key] -= self.lr * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)


class CorrectedTwice(AdamByRate):
    def update(self, params, grads):
        self.iter += 1
        c1, c2 = 1 - self.beta1**self.iter, 1 - self.beta2**self.iter
        for key, g in grads.items():
            m, v = self.m.get(key, 0), self.v.get(key, 0)
            self.m[key] = m + (1 - self.beta1) * (g - m)
            self.v[key] = v + (1 - self.beta2) * (g**2 - v)
            lr_t = self.lr * np.sqrt(c2) / c1
            params[key] -= lr_t * self.m[key] / c1 / (np.sqrt(self.v[key] / c2) + 1e-7)


class PaperEpsilon(AdamByRate):
    def update(self, params, grads):
        self.iter += 1
        c1, c2 = 1 - self.beta1**self.iter, 1 - self.beta2**self.iter
        for key, g in grads.items():
            m, v = self.m.get(key, 0), self.v.get(key, 0)
            self.m[key] = m + (1 - self.beta1) * (g - m)
            self.v[key] = v + (1 - self.beta2) * (g**2 - v)
            params[key] -= self.lr * self.m[key] / c1 / (np.sqrt(self.v[key] / c2) + 1e-7)


class AddedWithoutDifference(AdamByRate):
    def update(self, params, grads):
        self.iter += 1
        lr_t = self.lr * np.sqrt(1 - self.beta2**self.iter) / (1 - self.beta1**self.iter)
        for key, g in grads.items():
            self.m[key] = self.m.get(key, 0) + (1 - self.beta1) * g
            self.v[key] = self.v.get(key, 0) + (1 - self.beta2) * g**2
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)


class SquareOfDifference(AdamByRate):
    def update(self, params, grads):
        self.iter += 1
        lr_t = self.lr * np.sqrt(1 - self.beta2**self.iter) / (1 - self.beta1**self.iter)
        for key, g in grads.items():
            m, v = self.m.get(key, 0), self.v.get(key, 0)
            self.m[key] = m + (1 - self.beta1) * (g - m)
            self.v[key] = v + (1 - self.beta2) * (g - v) ** 2
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)


class GradientOverRoot(AdamByRate):
    def update(self, params, grads):
        self.iter += 1
        lr_t = self.lr * np.sqrt(1 - self.beta2**self.iter) / (1 - self.beta1**self.iter)
        for key, g in grads.items():
            m, v = self.m.get(key, 0), self.v.get(key, 0)
            self.m[key] = m + (1 - self.beta1) * (g - m)
            self.v[key] = v + (1 - self.beta2) * (g**2 - v)
            params[key] -= lr_t * g / (np.sqrt(self.v[key]) + 1e-7)


class MomentsOfLastStep(AdamByRate):
    def update(self, params, grads):
        self.iter += 1
        lr_t = self.lr * np.sqrt(1 - self.beta2**self.iter) / (1 - self.beta1**self.iter)
        for key, g in grads.items():
            m, v = self.m.get(key, 0), self.v.get(key, 0)
            self.m[key] = m + (1 - self.beta1) * (g - m)
            self.v[key] = v + (1 - self.beta2) * (g**2 - v)
            params[key] -= lr_t * m / (np.sqrt(v) + 1e-7)


class SharesExchanged(AdamByRate):
    def update(self, params, grads):
        self.iter += 1
        lr_t = self.lr * np.sqrt(1 - self.beta2**self.iter) / (1 - self.beta1**self.iter)
        for key, g in grads.items():
            m, v = self.m.get(key, 0), self.v.get(key, 0)
            self.m[key] = m + self.beta1 * (g - m)
            self.v[key] = v + self.beta2 * (g**2 - v)
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)


class OverwritingRate(AdamByRate):
    def update(self, params, grads):
        self.iter += 1
        self.lr = self.lr * np.sqrt(1 - self.beta2**self.iter) / (1 - self.beta1**self.iter)
        for key, g in grads.items():
            m, v = self.m.get(key, 0), self.v.get(key, 0)
            self.m[key] = m + (1 - self.beta1) * (g - m)
            self.v[key] = v + (1 - self.beta2) * (g**2 - v)
            params[key] -= self.lr * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)


class AddedToThePast(AdamByRate):
    def update(self, params, grads):
        self.iter += 1
        lr_t = self.lr * np.sqrt(1 - self.beta2**self.iter) / (1 - self.beta1**self.iter)
        for key, g in grads.items():
            m, v = self.m.get(key, 0), self.v.get(key, 0)
            self.m[key] = m + self.beta1 * m + (1 - self.beta1) * g
            self.v[key] = v + self.beta2 * v + (1 - self.beta2) * g**2
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)


class SmallerEpsilon(AdamByRate):
    def update(self, params, grads):
        self.iter += 1
        lr_t = self.lr * np.sqrt(1 - self.beta2**self.iter) / (1 - self.beta1**self.iter)
        for key, g in grads.items():
            m, v = self.m.get(key, 0), self.v.get(key, 0)
            self.m[key] = m + (1 - self.beta1) * (g - m)
            self.v[key] = v + (1 - self.beta2) * (g**2 - v)
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-8)


# --- 06-5 誤りを探す: Adam のクラス ---------------------------------------------


class Adam:
    def __init__(self, lr=0.001, b1=0.9, b2=0.999):
        self.lr, self.b1, self.b2 = lr, b1, b2
        self.t, self.m, self.v = 0, {}, {}

    def update(self, params, grads):
        self.t += 1
        for k, g in grads.items():
            m, v = self.m.get(k, 0), self.v.get(k, 0)
            self.m[k] = m + (1 - self.b1) * (g - m)
            self.v[k] = v + (1 - self.b2) * (g**2 - v)
            m_hat = self.m[k] / (1 - self.b1**self.t)
            v_hat = self.v[k] / (1 - self.b2**self.t)
            params[k] -= self.lr * m_hat / (np.sqrt(v_hat) + 1e-8)


class BothFaults(Adam):
    def update(self, params, grads):
        for k, g in grads.items():
            self.t += 1
            m, v = self.m.get(k, 0), self.v.get(k, 0)
            m = m + (1 - self.b1) * (g - m)
            v = v + (1 - self.b2) * (g**2 - v)
            m = self.m[k] = m / (1 - self.b1**self.t)
            v = self.v[k] = v / (1 - self.b2**self.t)
            params[k] -= self.lr * m / (np.sqrt(v) + 1e-8)


class CountingParameters(Adam):
    def update(self, params, grads):
        for k, g in grads.items():
            self.t += 1
            m, v = self.m.get(k, 0), self.v.get(k, 0)
            self.m[k] = m + (1 - self.b1) * (g - m)
            self.v[k] = v + (1 - self.b2) * (g**2 - v)
            m_hat = self.m[k] / (1 - self.b1**self.t)
            v_hat = self.v[k] / (1 - self.b2**self.t)
            params[k] -= self.lr * m_hat / (np.sqrt(v_hat) + 1e-8)


class KeepingCorrected(Adam):
    def update(self, params, grads):
        self.t += 1
        for k, g in grads.items():
            m, v = self.m.get(k, 0), self.v.get(k, 0)
            m = m + (1 - self.b1) * (g - m)
            v = v + (1 - self.b2) * (g**2 - v)
            m = self.m[k] = m / (1 - self.b1**self.t)
            v = self.v[k] = v / (1 - self.b2**self.t)
            params[k] -= self.lr * m / (np.sqrt(v) + 1e-8)


class WithoutCorrection(Adam):
    def update(self, params, grads):
        for k, g in grads.items():
            m, v = self.m.get(k, 0), self.v.get(k, 0)
            self.m[k] = m + (1 - self.b1) * (g - m)
            self.v[k] = v + (1 - self.b2) * (g**2 - v)
            params[k] -= self.lr * self.m[k] / (np.sqrt(self.v[k]) + 1e-8)


class WithoutPower(Adam):
    def update(self, params, grads):
        for k, g in grads.items():
            m, v = self.m.get(k, 0), self.v.get(k, 0)
            self.m[k] = m + (1 - self.b1) * (g - m)
            self.v[k] = v + (1 - self.b2) * (g**2 - v)
            m_hat, v_hat = self.m[k] / (1 - self.b1), self.v[k] / (1 - self.b2)
            params[k] -= self.lr * m_hat / (np.sqrt(v_hat) + 1e-8)


class CorrectingMomentOnly(Adam):
    def update(self, params, grads):
        self.t += 1
        for k, g in grads.items():
            m, v = self.m.get(k, 0), self.v.get(k, 0)
            self.m[k] = m + (1 - self.b1) * (g - m)
            self.v[k] = v + (1 - self.b2) * (g**2 - v)
            m_hat = self.m[k] / (1 - self.b1**self.t)
            params[k] -= self.lr * m_hat / (np.sqrt(self.v[k]) + 1e-8)


class KeepingCorrectedSquare(Adam):
    def update(self, params, grads):
        self.t += 1
        for k, g in grads.items():
            m, v = self.m.get(k, 0), self.v.get(k, 0)
            self.m[k] = m + (1 - self.b1) * (g - m)
            self.v[k] = (v + (1 - self.b2) * (g**2 - v)) / (1 - self.b2**self.t)
            m_hat = self.m[k] / (1 - self.b1**self.t)
            params[k] -= self.lr * m_hat / (np.sqrt(self.v[k]) + 1e-8)


class KeepingCorrectedMoment(Adam):
    def update(self, params, grads):
        self.t += 1
        for k, g in grads.items():
            m, v = self.m.get(k, 0), self.v.get(k, 0)
            self.m[k] = (m + (1 - self.b1) * (g - m)) / (1 - self.b1**self.t)
            self.v[k] = v + (1 - self.b2) * (g**2 - v)
            v_hat = self.v[k] / (1 - self.b2**self.t)
            params[k] -= self.lr * self.m[k] / (np.sqrt(v_hat) + 1e-8)


class CountingInAdvance(Adam):
    def update(self, params, grads):
        self.t += len(grads) - 1
        super().update(params, grads)


class NumberOfTheParameter(Adam):
    def update(self, params, grads):
        for t, (k, g) in enumerate(grads.items(), 1):
            m, v = self.m.get(k, 0), self.v.get(k, 0)
            self.m[k] = m + (1 - self.b1) * (g - m)
            self.v[k] = v + (1 - self.b2) * (g**2 - v)
            m_hat, v_hat = self.m[k] / (1 - self.b1**t), self.v[k] / (1 - self.b2**t)
            params[k] -= self.lr * m_hat / (np.sqrt(v_hat) + 1e-8)


class SharesReversed(Adam):
    def update(self, params, grads):
        self.t += 1
        for k, g in grads.items():
            m, v = self.m.get(k, 0), self.v.get(k, 0)
            self.m[k] = m + self.b1 * (g - m)
            self.v[k] = v + self.b2 * (g**2 - v)
            m_hat, v_hat = self.m[k] / (1 - self.b1**self.t), self.v[k] / (1 - self.b2**self.t)
            params[k] -= self.lr * m_hat / (np.sqrt(v_hat) + 1e-8)


class EpsilonInside(Adam):
    def update(self, params, grads):
        self.t += 1
        for k, g in grads.items():
            m, v = self.m.get(k, 0), self.v.get(k, 0)
            self.m[k] = m + (1 - self.b1) * (g - m)
            self.v[k] = v + (1 - self.b2) * (g**2 - v)
            m_hat = self.m[k] / (1 - self.b1**self.t)
            v_hat = self.v[k] / (1 - self.b2**self.t)
            params[k] -= self.lr * m_hat / np.sqrt(v_hat + 1e-8)


class SwappedBetas(Adam):
    def __init__(self, lr=0.001, b1=0.9, b2=0.999):
        super().__init__(lr, b2, b1)


def optimizer_cases(names):
    """0 歩から 20 歩まで。ε が効く小さな勾配と、途中で 0 になる勾配も入れる。"""

    def cases():
        rng = np.random.default_rng(6)
        start = probes.parameters(rng)
        options = ({"lr": 0.1}, {"lr": 0.2, names[0]: 0.5, names[1]: 0.8})
        few = [(start, probes.gradient_run(rng, start, steps), option) for option in options for steps in (0, 1, 2, 3)]
        tiny = {"gain": np.array([1.0, -2.0])}
        small = [{"gain": np.array([1e-8, -3e-8])}, {"gain": np.array([2e-8, 0.0])}]
        return [*few, (start, probes.gradient_run(rng, start, 20), {}), (tiny, small, {"lr": 0.1})]

    return cases


def random_optimizer(names):
    def case(rng):
        start = probes.parameters(rng)
        options = {"lr": float(rng.uniform(0.01, 0.5)), **{name: float(rng.uniform(0.3, 0.95)) for name in names}}
        return start, probes.gradient_run(rng, start, int(rng.integers(2, 6))), options

    return case


# --- 06-6 AdamW の 1 歩 ---------------------------------------------------------


def adamw_step(x, g, m, v, t, lr, decay):
    m = 0.9 * m + 0.1 * g
    v = 0.999 * v + 0.001 * g**2
    m_hat = m / (1 - 0.9**t)
    v_hat = v / (1 - 0.999**t)
    x = x - lr * (m_hat / (np.sqrt(v_hat) + 1e-8) + decay * x)
    return x, m, v


def adam_with_l2(x, g, m, v, t, lr, decay):
    return adamw_step(x, g + decay * x, m, v, t, lr, 0.0)


def plain_adam(x, g, m, v, t, lr, decay):
    return adamw_step(x, g, m, v, t, lr, 0.0)


def decay_without_rate(x, g, m, v, t, lr, decay):
    moved, m, v = adamw_step(x, g, m, v, t, lr, 0.0)
    return moved - decay * x, m, v


def decay_after_step(x, g, m, v, t, lr, decay):
    moved, m, v = adamw_step(x, g, m, v, t, lr, 0.0)
    return moved - lr * decay * moved, m, v


def growing_weight(x, g, m, v, t, lr, decay):
    return adamw_step(x, g, m, v, t, lr, -decay)


def decay_in_the_numerator(x, g, m, v, t, lr, decay):
    _, m, v = adamw_step(x, g, m, v, t, lr, 0.0)
    m_hat, v_hat = m / (1 - 0.9**t), v / (1 - 0.999**t)
    return x - lr * (m_hat + decay * x) / (np.sqrt(v_hat) + 1e-8), m, v


def returning_corrected(x, g, m, v, t, lr, decay):
    x, m, v = adamw_step(x, g, m, v, t, lr, decay)
    return x, m / (1 - 0.9**t), v / (1 - 0.999**t)


def decay_by_sign(x, g, m, v, t, lr, decay):
    moved, m, v = adamw_step(x, g, m, v, t, lr, 0.0)
    return moved - lr * decay * np.sign(x), m, v


def decayed_twice(x, g, m, v, t, lr, decay):
    return adamw_step(x, g + decay * x, m, v, t, lr, decay)


def only_the_parameter(x, g, m, v, t, lr, decay):
    return adamw_step(x, g, m, v, t, lr, decay)[0]


def growing_by_precedence(x, g, m, v, t, lr, decay):
    moved, m, v = adamw_step(x, g, m, v, t, lr, 0.0)
    return moved + decay * x, m, v


def adamw_without_power(x, g, m, v, t, lr, decay):
    _, m, v = adamw_step(x, g, m, v, t, lr, decay)
    return x - lr * (m / 0.1 / (np.sqrt(v / 0.001) + 1e-8) + decay * x), m, v


def adamw_exchanged(x, g, m, v, t, lr, decay):
    m, v = 0.999 * m + 0.001 * g, 0.9 * v + 0.1 * g**2
    root = np.sqrt(v / (1 - 0.9**t)) + 1e-8
    return x - lr * (m / (1 - 0.999**t) / root + decay * x), m, v


def adamw_with_reversed_weights(x, g, m, v, t, lr, decay):
    m, v = 0.1 * m + 0.9 * g, 0.001 * v + 0.999 * g**2
    root = np.sqrt(v / (1 - 0.999**t)) + 1e-8
    return x - lr * (m / (1 - 0.9**t) / root + decay * x), m, v


def adamw_without_correction(x, g, m, v, t, lr, decay):
    _, m, v = adamw_step(x, g, m, v, t, lr, decay)
    return x - lr * (m / (np.sqrt(v) + 1e-8) + decay * x), m, v


def adamw_cases():
    x, g = np.array([4.0, -2.0, 0.0]), np.array([3.0, -0.5, 1e-8])
    m, v = np.array([0.2, -0.3, 0.0]), np.array([0.5, 0.1, 0.0])
    zero = np.zeros(3)
    return [
        (x, g, zero, zero, 1, 0.1, 0.5),
        (x, g, m, v, 2, 0.1, 0.5),
        (x, g, m, v, 10, 0.1, 0.0),
        (probes.whole(2, 2), np.array([[1, -2], [3, 4]]), np.zeros((2, 2)), np.zeros((2, 2)), 1, 0.1, 0.1),
        (x, zero, m, v, 3, 0.01, 2.0),
    ]


def random_adamw(rng):
    x, g, m = rng.normal(size=(3, 4))
    return x, g, m, m**2 + rng.random(4), int(rng.integers(1, 9)), float(rng.uniform(0.01, 0.5)), float(rng.uniform(1))


EXERCISES = (
    Numeric(
        id="06-1",
        title="Adam で 2 歩進める",
        stars=1,
        topics=("3-2-3 Adam",),
        shown=("GRADS", "START", "LR", "BETA1", "BETA2", "two_steps"),
        note=r"1 歩目は $m=1.5,\ v=0.9$ から $\hat m=3,\ \hat v=9$ となり、$x_1=1-0.1\times3/3=0.9$ です。"
        r"2 歩目は $m=0.5\times1.5+0.5\times(-1)=0.25$、$v=0.9\times0.9+0.1\times1=0.91$ です。"
        r"$\hat m=0.25/0.75\approx0.333$、$\hat v=0.91/0.19\approx4.789$ なので、"
        r"$x_2\approx0.9-0.1\times0.333/2.188\approx0.885$ となります。",
        answer=lambda: two_steps(START, GRADS, LR, BETA1, BETA2),
        wrong=(
            Wrong(
                answer=lambda: two_steps(START, GRADS, LR, BETA1, BETA2, power=False),
                misconception="06-constant-bias-correction",
                why="2 歩目も 1 − β で割っています。2 歩目で割るのは 1 − β の 2 乗ではなく、1 − (β の 2 乗) です。",
            ),
            Wrong(
                answer=lambda: two_steps(START, GRADS, LR, BETA1, BETA2, correct=False),
                why="バイアス補正をしていません。更新の前に、m と v をそれぞれ 1 − β^t で割ります。",
            ),
            Wrong(
                answer=lambda: two_steps(START, GRADS, LR, BETA1, BETA2, carry=True),
                why="補正した m と v を、次の歩に持ち越しています。覚えておくのは補正する前の値です。",
            ),
            Wrong(
                answer=lambda: two_steps(START, GRADS, LR, BETA2, BETA1),
                misconception="06-swapped-betas",
                why="β1 と β2 が逆です。β1 は勾配の平均 m に、β2 は勾配の 2 乗の平均 v に使います。",
            ),
            Wrong(
                answer=lambda: two_steps(START, GRADS[:1], LR, BETA1, BETA2),
                why="1 歩だけ進めた値です。2 つ目の勾配でもう 1 歩進めます。",
            ),
            Wrong(
                answer=lambda: two_steps(START, GRADS, -LR, BETA1, BETA2),
                misconception="01-uphill-gradient",
                why="更新の符号が逆です。x から引きます。",
            ),
            Wrong(
                answer=lambda: 2 * (START - LR) - two_steps(START, GRADS, LR, BETA1, BETA2),
                why="2 歩目の向きが逆です。向きは m の符号で決まり、m には 1 歩目の 3 が残っています。",
            ),
            Wrong(
                answer=lambda: two_steps(START, GRADS, LR, BETA1, BETA2, root=1),
                why="v̂ の平方根を取っていません。m̂ を割るのは √v̂ です。",
            ),
            Wrong(
                answer=weights_exchanged,
                why="β と 1 − β が逆です。β は前の値を残す割合で、新しい勾配には 1 − β を掛けます。",
            ),
            Wrong(
                answer=forgetting_the_first_step,
                why="2 歩目の m と v を 0 から作り直しています。1 歩目の m と v を引き継ぎ、前の値として使います。",
            ),
            Wrong(
                answer=lambda: two_steps(START, (3.0, 1.0), LR, BETA1, BETA2),
                why="2 つ目の勾配の符号が抜けています。−1 として m に加えます。",
            ),
            Wrong(
                answer=lambda: START - two_steps(START, GRADS, LR, BETA1, BETA2),
                why="動いた量を答えています。2 歩後の x は、1 からその量を引いた値です。",
            ),
            Wrong(
                answer=lambda: START - LR * sum(GRADS),
                why="SGD で 2 歩進めた値です。Adam では、勾配の平均を、2 乗の平均の平方根で割ります。",
            ),
        ),
        hints=(
            "1 歩目の m と v は、0 に 0.5 と 0.9 を掛けてから、新しい勾配の分を加えます。",
            "2 歩目の割る数は、1 から 0.5 の 2 乗を引いた値と、1 から 0.9 の 2 乗を引いた値です。",
            "1 歩目は、勾配の大きさによらず学習率の分だけ動きます。そこから 2 歩目を引きます。",
        ),
    ),
    Code(
        id="06-2",
        title="バイアス補正付きの平均を書く",
        stars=1,
        topics=("3-2-3 Adam",),
        solution=corrected_average,
        cases=average_cases,
        random_case=random_average,
        wrong=(
            Wrong(
                answer=average_divided_by_one_factor,
                misconception="06-constant-bias-correction",
                why="どの歩でも 1 − β で割っています。t 番目の値では 1 − β^t で割ります。",
            ),
            Wrong(
                answer=uncorrected_average,
                why="バイアス補正がありません。0 から始めた分だけ、初めの値が小さくなります。",
            ),
            Wrong(
                answer=average_keeping_corrected,
                why="補正した値を m に戻しているので、次の歩でもう一度割ります。m には補正する前の値を残します。",
            ),
            Wrong(
                answer=average_counted_from_zero,
                why="t を 0 から数えています。1 つ目の値で t = 1 になるように数えます。",
            ),
            Wrong(
                answer=average_with_exchanged_weights,
                why="β と 1 − β が逆です。β は前の m を残す割合です。",
            ),
            Wrong(
                answer=simple_average,
                why="どの値も同じ重みで平均しています。指数移動平均は、新しい値ほど重く数えます。",
            ),
            Wrong(
                answer=average_from_first_value,
                why="1 つ目の値から始めています。0 から始めて 1 − β^t で割ると、1 つ目の値に偏りません。",
            ),
        ),
        hints=(
            "前の m を β の割合で残し、新しい値を残りの割合で加えます。",
            "m に入れるのは、補正する前の値です。",
            "補正は、リストに加えるときだけ行います。割る数は、t が増えると 1 に近づきます。",
        ),
    ),
    Choice(
        id="06-3",
        title="補正の有無と学習率を読む",
        stars=2,
        topics=("3-2-3 Adam",),
        note=r"**ウ** です。$\beta_2=0.9999$ の 2 本を比べると、補正なしの谷の底は 0.01、補正ありは 0.1 にあり、"
        r"底の高さはほとんど同じです。",
        options={
            "ア": "補正なしでは、どの学習率でも損失が高い。",
            "イ": "学習率を 10 倍にすれば、同じくらいの損失に届く。",
            "ウ": "学習率を 10 分の 1 にすれば、同じくらいの損失に届く。",
            "エ": "補正の有無によらず、最良の学習率は同じである。",
        },
        answer="ウ",
        wrong=(
            Wrong(answer="ア", why="補正なしの線にも、補正ありと同じくらい低い底があります。位置が左にずれています。"),
            Wrong(
                answer="イ",
                why="補正なしの 1 歩は η より長くなります。学習率を上げると、谷の底からさらに右へ離れます。",
            ),
            Wrong(answer="エ", why="谷の底の横軸の値を読みます。補正ありは 0.1、補正なしは 0.01 の所にあります。"),
        ),
        hints=("2 本の曲線の、いちばん低い所の横軸の値を読みます。", "その高さも比べます。"),
    ),
    Code(
        id="06-4",
        title="学習率に補正をまとめた Adam を書く",
        stars=2,
        topics=("3-2-3 Adam",),
        solution=AdamByRate,
        cases=optimizer_cases(("beta1", "beta2")),
        random_case=random_optimizer(("beta1", "beta2")),
        observe=probes.updated_side_by_side,
        inplace="allowed",
        wrong=(
            Wrong(
                answer=RateOfOneFactor,
                misconception="06-constant-bias-correction",
                why="lr_t に t 乗がありません。β を更新回数 self.iter で累乗してから、1 から引きます。",
            ),
            Wrong(
                answer=PaperEpsilon,
                misconception="06-epsilon-hat",
                why="論文のアルゴリズム 1 の形です。この問題では v を補正せず、ε をそのままの √v に足します。",
            ),
            Wrong(
                answer=RateWithoutRoot,
                why="lr_t の分子に平方根がありません。分母の √v の補正なので、平方根が付きます。",
            ),
            Wrong(
                answer=RateUpsideDown, why="lr_t の分子と分母が逆です。m を割る数が分母、√v を割る数が分子に来ます。"
            ),
            Wrong(answer=PlainRate, why="lr_t を使っていません。補正をしないまま更新しています。"),
            Wrong(
                answer=CorrectedTwice,
                why="lr_t に補正をまとめたうえに、m と v も割っています。補正が 2 度かかります。",
            ),
            Wrong(
                answer=AddedWithoutDifference,
                why="前の値を縮めずに足しています。差 g − m に 1 − β1 を掛けて足すと、前の値が β1 倍になります。",
            ),
            Wrong(
                answer=SquareOfDifference,
                why="v に、差の 2 乗を足しています。足すのは、勾配の 2 乗と v の差に 1 − β2 を掛けたものです。",
            ),
            Wrong(
                answer=MomentsOfLastStep,
                why="更新に、1 つ前の m と v を使っています。今の勾配を加えた self.m[key] と self.v[key] を使います。",
            ),
            Wrong(
                answer=SharesExchanged,
                why="差に β を掛けています。差に掛けるのは、新しい値の割合 1 − β です。",
            ),
            Wrong(
                answer=OverwritingRate,
                why="補正した学習率で self.lr を上書きしています。次の歩で、また補正を掛けることになります。",
            ),
            Wrong(
                answer=AddedToThePast,
                why="前の値を 2 度足しています。m に足すのは、差 g − m に 1 − β1 を掛けた分だけです。",
            ),
            Wrong(answer=SmallerEpsilon, why="1e-8 を足しています。この問題の ε̂ は 1e-7 です。"),
            Wrong(answer=GradientOverRoot, why="分子が今の勾配のままです。m を使わないと、向きがならされません。"),
        ),
        hints=(
            "m と √v を割る数を、学習率の側に移します。√v は分母にあるので、移すと分子に来ます。",
            "β1·m + (1 − β1)·g は、m に、g と m の差の何倍かを足したものです。v も同じです。",
            "最後の行には lr_t、覚えた m と v、1e-7 が出てきます。",
        ),
    ),
    Code(
        id="06-5",
        title="Adam のクラスを直す",
        stars=2,
        topics=("3-2-3 Adam",),
        solution=Adam,
        cases=optimizer_cases(("b1", "b2")),
        random_case=random_optimizer(("b1", "b2")),
        observe=probes.updated_side_by_side,
        inplace="allowed",
        wrong=(
            Wrong(
                answer=BothFaults,
                why="元のコードのままです。t はパラメータの数だけ進み、補正した m と v が次の歩に持ち越されています。",
            ),
            Wrong(
                answer=CountingParameters,
                why="回数 t をパラメータごとに進めています。t は update の呼び出しごとに 1 だけ進めます。",
            ),
            Wrong(
                answer=KeepingCorrected,
                why="補正した m と v を覚えています。覚えるのは補正する前の値で、補正は更新の式の中だけで行います。",
            ),
            Wrong(
                answer=WithoutPower,
                misconception="06-constant-bias-correction",
                why="t が進まないか、t 乗がありません。1 歩目だけ正しく、2 歩目からは小さすぎる数で割ります。",
            ),
            Wrong(
                answer=WithoutCorrection,
                why="バイアス補正(1 − β^t で割ること)がありません。初めの何歩かで m と v が 0 に偏ったままです。",
            ),
            Wrong(
                answer=CorrectingMomentOnly, why="v の補正がありません。√v も 0 に偏っているので、1 歩が大きすぎます。"
            ),
            Wrong(
                answer=KeepingCorrectedSquare,
                why="v だけ、補正した値を覚えています。m と同じく、覚えるのは補正する前の値です。",
            ),
            Wrong(
                answer=KeepingCorrectedMoment,
                why="m だけ、補正した値を覚えています。v と同じく、覚えるのは補正する前の値です。",
            ),
            Wrong(
                answer=CountingInAdvance,
                why="t を、パラメータの個数だけ進めています。t は更新の回数で、update ごとに 1 だけ進めます。",
            ),
            Wrong(
                answer=NumberOfTheParameter,
                why="t がパラメータの番号になっています。t は更新の回数で、self.t に覚えておきます。",
            ),
            Wrong(answer=SharesReversed, why="差に β を掛けています。差に掛けるのは、新しい値の重み 1 − β です。"),
            Wrong(answer=EpsilonInside, why="ε が根号の中にあります。この本と PyTorch では、√v̂ の外に足します。"),
            Wrong(
                answer=SwappedBetas,
                misconception="06-swapped-betas",
                why="β1 と β2 が入れ替わっています。b1 は m に、b2 は v に使います。",
            ),
        ),
        hints=(
            "3 つのパラメータを 1 回更新したあと、t はいくつになっているべきですか。",
            "辞書に残した m と v を、次の update がどう使うかを追います。",
            "補正した値には、m_hat、v_hat のように別の名前を付けます。",
        ),
    ),
    Code(
        id="06-6",
        title="AdamW の 1 歩を書く",
        stars=3,
        topics=("S-adamw AdamW",),
        solution=adamw_step,
        cases=adamw_cases,
        random_case=random_adamw,
        wrong=(
            Wrong(
                answer=adam_with_l2,
                misconception="06-decay-is-l2",
                why="勾配に λx を足しています(Adam + L2)。この項も √v̂ で割られます。AdamW では、割ったあとに足します。",
            ),
            Wrong(answer=plain_adam, why="荷重減衰がありません。decay を使います。"),
            Wrong(
                answer=decay_without_rate,
                why="減衰に学習率を掛けていません。この本と PyTorch では、lr·decay·x だけ縮めます。",
            ),
            Wrong(
                answer=decay_after_step,
                why="動かしたあとの x を縮めています。減衰に使うのは、更新する前の x です。",
            ),
            Wrong(answer=growing_weight, why="減衰の符号が逆で、重みが大きくなります。"),
            Wrong(
                answer=decay_in_the_numerator,
                misconception="06-decay-is-l2",
                why="減衰の項も √v̂ で割っています。割るのは m̂ だけです。",
            ),
            Wrong(
                answer=returning_corrected,
                why="補正した m と v を返しています。次の歩に渡すのは、補正する前の値です。",
            ),
            Wrong(
                answer=adamw_without_power,
                misconception="06-constant-bias-correction",
                why="どの歩でも 1 − β で割っています。t 歩目では 1 − β^t で割ります。",
            ),
            Wrong(
                answer=decayed_twice,
                misconception="06-decay-is-l2",
                why="勾配にも λx を足しているので、減衰が 2 度入っています。m と v は、渡された g だけから作ります。",
            ),
            Wrong(
                answer=adamw_without_correction,
                why="バイアス補正がありません。m と v を、それぞれ 1 − β^t で割ってから使います。",
            ),
            Wrong(
                answer=adamw_exchanged,
                misconception="06-swapped-betas",
                why="β1 と β2 が入れ替わっています。0.9 は m に、0.999 は v に使います。",
            ),
            Wrong(
                answer=adamw_with_reversed_weights,
                why="β と 1 − β が逆です。前の値に β を、新しい値に 1 − β を掛けます。",
            ),
            Wrong(answer=only_the_parameter, why="x だけを返しています。次の歩に要るので、m と v も返します。"),
            Wrong(
                answer=growing_by_precedence,
                why="かっこが足りず、decay * x を足しています。商と decay * x の和を、まとめて lr 倍して引きます。",
            ),
            Wrong(answer=decay_by_sign, why="x の符号で縮めています(L1)。荷重減衰は、x に比例して縮めます。"),
        ),
        hints=(
            "m と v には、減衰の項を入れません。勾配だけから作ります。",
            "補正した m を、補正した v の平方根と小さな数の和で割ります。",
            "その商に、x に比例する項を足してから、まとめて学習率を掛けます。",
        ),
    ),
)
