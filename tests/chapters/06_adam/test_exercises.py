"""第6章の演習: 別の書き方の正答が通り、誤答が名指しされること。"""

import numpy as np

from eshikaku import optimizers
from exercise_contract import ExerciseContract


def average_by_weights(values, beta):
    found = []
    for t in range(1, len(values) + 1):
        weights = (1 - beta) * float(beta) ** np.arange(t)[::-1]
        found.append(weights @ np.asarray(values[:t], dtype=float) / weights.sum())
    return found


def average_by_difference(values, beta):
    m, share, found = 0.0, 0.0, []
    for value in values:
        m += (1 - beta) * (value - m)
        share += (1 - beta) * (1 - share)
        found.append(m / share)
    return found


def average_as_array(values, beta):
    m, found = 0, np.zeros(len(values))
    for i in range(len(values)):
        m = beta * m + (1 - beta) * values[i]
        found[i] = m / (1 - beta ** (i + 1))
    return found


def average_with_running_power(values, beta):
    m, power, found = 0.0, 1.0, []
    for value in values:
        power *= beta
        m = m * beta + value - beta * value
        found.append(m / (1 - power))
    return tuple(found)


class WithNone:
    """試験の書き方: self.m is None と np.zeros_like。"""

    def __init__(self, lr=0.01, beta1=0.9, beta2=0.999):
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.iter, self.m, self.v = 0, None, None

    def update(self, params, grads):
        if self.m is None:
            self.m = {key: np.zeros_like(value) for key, value in params.items()}
            self.v = {key: np.zeros_like(value) for key, value in params.items()}
        self.iter += 1
        lr_t = self.lr * np.sqrt(1.0 - self.beta2**self.iter) / (1.0 - self.beta1**self.iter)
        for key in params:
            self.m[key] += (1 - self.beta1) * (grads[key] - self.m[key])
            self.v[key] += (1 - self.beta2) * (grads[key] ** 2 - self.v[key])
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)


class WithProducts(WithNone):
    def __init__(self, lr=0.01, beta1=0.9, beta2=0.999):
        super().__init__(lr, beta1, beta2)
        self.m, self.v = {}, {}

    def update(self, params, grads):
        self.iter += 1
        c1, c2 = 1 - self.beta1**self.iter, 1 - self.beta2**self.iter
        for key, g in grads.items():
            self.m[key] = self.beta1 * self.m.get(key, 0) + (1 - self.beta1) * g
            self.v[key] = self.beta2 * self.v.get(key, 0) + (1 - self.beta2) * g * g
            params[key] = params[key] - self.lr * c2**0.5 / c1 * self.m[key] / (self.v[key] ** 0.5 + 1e-7)


class WithScaledEpsilon(WithProducts):
    """アルゴリズム 1 の形で、ε を √(1 − β2^t) で割ったもの。"""

    def update(self, params, grads):
        self.iter += 1
        c1, c2 = 1 - self.beta1**self.iter, 1 - self.beta2**self.iter
        for key, g in grads.items():
            self.m[key] = self.beta1 * self.m.get(key, 0) + (1 - self.beta1) * g
            self.v[key] = self.beta2 * self.v.get(key, 0) + (1 - self.beta2) * g**2
            step = self.m[key] / c1 / (np.sqrt(self.v[key] / c2) + 1e-7 / np.sqrt(c2))
            params[key] -= self.lr * step


class CountingLater(WithProducts):
    def update(self, params, grads):
        t = self.iter + 1
        for key, g in grads.items():
            m, v = self.m.get(key, np.zeros_like(g)), self.v.get(key, np.zeros_like(g))
            self.m[key], self.v[key] = m + (1 - self.beta1) * (g - m), v - (1 - self.beta2) * (v - g**2)
            rate = self.lr * np.sqrt(1 - self.beta2**t) / (1 - self.beta1**t)
            params[key][...] -= rate * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)
        self.iter = t


class Library:
    def __init__(self, lr=0.001, b1=0.9, b2=0.999):
        self.optimizer = optimizers.Adam(lr, b1, b2)

    def update(self, params, grads):
        self.optimizer.update(params, grads)


class FixedByHand:
    def __init__(self, lr=0.001, b1=0.9, b2=0.999):
        self.lr, self.b1, self.b2 = lr, b1, b2
        self.t, self.m, self.v = 0, {}, {}

    def update(self, params, grads):
        self.t += 1
        for k, g in grads.items():
            m, v = self.m.get(k, 0), self.v.get(k, 0)
            m = m + (1 - self.b1) * (g - m)
            v = v + (1 - self.b2) * (g**2 - v)
            self.m[k], self.v[k] = m, v
            m = m / (1 - self.b1**self.t)
            v = v / (1 - self.b2**self.t)
            params[k] -= self.lr * m / (np.sqrt(v) + 1e-8)


class CountingEachKey(FixedByHand):
    """t をパラメータごとに覚える(どのパラメータも毎回更新されるので、同じ結果になる)。"""

    def __init__(self, lr=0.001, b1=0.9, b2=0.999):
        super().__init__(lr, b1, b2)
        self.counts = {}

    def update(self, params, grads):
        for k, g in grads.items():
            t = self.counts[k] = self.counts.get(k, 0) + 1
            self.m[k] = self.b1 * self.m.get(k, 0) + (1 - self.b1) * g
            self.v[k] = self.b2 * self.v.get(k, 0) + (1 - self.b2) * g**2
            m_hat, v_hat = self.m[k] / (1 - self.b1**t), self.v[k] / (1 - self.b2**t)
            params[k] -= self.lr * m_hat / (v_hat**0.5 + 1e-8)


class OnlyParams(FixedByHand):
    def update(self, params, grads):
        self.t = self.t + 1
        for k in params:
            self.m.setdefault(k, np.zeros_like(params[k]))
            self.v.setdefault(k, np.zeros_like(params[k]))
            self.m[k] *= self.b1
            self.m[k] += (1 - self.b1) * grads[k]
            self.v[k] *= self.b2
            self.v[k] += (1 - self.b2) * np.square(grads[k])
            root = np.sqrt(self.v[k] / (1 - self.b2**self.t))
            params[k] -= self.lr / (1 - self.b1**self.t) * self.m[k] / (root + 1e-8)


def adamw_shrinking_first(x, g, m, v, t, lr, decay):
    m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
    step = (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
    return x * (1 - lr * decay) - lr * step, m, v


def adamw_by_difference(x, g, m, v, t, lr, decay):
    m = m + 0.1 * (g - m)
    v = v + 0.001 * (g**2 - v)
    root = (v / (1 - 0.999**t)) ** 0.5 + 1e-8
    return [x - lr * decay * x - lr / (1 - 0.9**t) * m / root, m, v]


def adamw_by_elements(x, g, m, v, t, lr, decay):
    m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
    moved = np.array(x, dtype=float)
    for i in np.ndindex(moved.shape):
        root = np.sqrt(v[i] / (1 - 0.999**t)) + 1e-8
        moved[i] -= lr * (m[i] / (1 - 0.9**t) / root + decay * moved[i])
    return moved, m, v


def adamw_with_library_terms(x, g, m, v, t, lr, decay):
    b1, b2, eps = 0.9, 0.999, 1e-8
    new_m, new_v = b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * np.square(g)
    new_x = x - lr * ((new_m / (1 - b1**t)) / (np.sqrt(new_v / (1 - b2**t)) + eps) + decay * x)
    return new_x, new_m, new_v


RIGHT = {
    "06-2": [average_by_weights, average_by_difference, average_as_array, average_with_running_power],
    "06-4": [WithNone, WithProducts, WithScaledEpsilon, CountingLater],
    "06-5": [Library, FixedByHand, CountingEachKey, OnlyParams],
    "06-6": [adamw_shrinking_first, adamw_by_difference, adamw_by_elements, adamw_with_library_terms],
}


class TestExercises(ExerciseContract):
    stem = "06_adam"
    right = RIGHT
