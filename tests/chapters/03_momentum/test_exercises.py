"""第3章の演習: 別の書き方の正答が通り、誤答が名指しされること。"""

import numpy as np

from exercise_contract import ExerciseContract

# --- 03-2


class LazyZeros:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(x) for key, x in params.items()}
        for key in params:
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            params[key] += self.v[key]


class InPlace:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.speed = lr, momentum, {}

    def update(self, params, grads):
        for name, g in grads.items():
            v = self.speed.setdefault(name, np.zeros(g.shape))
            v *= self.momentum
            v -= self.lr * g
            params[name] = params[name] + v


class PositiveVelocity:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, {}

    def update(self, params, grads):
        for key, x in params.items():
            self.v[key] = self.momentum * self.v.get(key, 0) + self.lr * grads[key]
            params[key] = x - self.v[key]


class FromPositions:
    """速度を持たず、1 つ前の位置との差から求めます。"""

    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.before = lr, momentum, {}

    def update(self, params, grads):
        for key in params:
            now = params[key].copy()
            v = self.momentum * (now - self.before.get(key, now)) - self.lr * grads[key]
            self.before[key] = now
            params[key] = now + v


# --- 03-5


class NAGFromOldVelocity:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, {}

    def update(self, params, grads):
        for key in params:
            v = self.v.get(key, 0.0)
            params[key] += self.momentum**2 * v - (1 + self.momentum) * self.lr * grads[key]
            self.v[key] = self.momentum * v - self.lr * grads[key]


class NAGFromDefinition:
    """先読みしていない点に戻してから、定義どおりに進めます。"""

    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, {}

    def update(self, params, grads):
        for key in params:
            v = self.v.get(key, np.zeros_like(params[key]))
            x = params[key] - self.momentum * v
            self.v[key] = self.momentum * v - self.lr * grads[key]
            x = x + self.v[key]
            params[key] = x + self.momentum * self.v[key]


class NAGInTorchForm:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.buffer = lr, momentum, {}

    def update(self, params, grads):
        for key, g in grads.items():
            self.buffer[key] = self.momentum * self.buffer.get(key, 0.0) + g
            params[key] -= self.lr * (g + self.momentum * self.buffer[key])


class NAGInTwoSteps:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, None

    def update(self, params, grads):
        if self.v is None:
            self.v = {k: np.zeros_like(p) for k, p in params.items()}
        for k in params:
            self.v[k] *= self.momentum
            self.v[k] -= self.lr * grads[k]
            params[k] += self.momentum * self.v[k]
            params[k] -= self.lr * grads[k]


# --- 03-6


class TorchWithNone:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, None

    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(x) for key, x in params.items()}
        for key in params:
            self.v[key] = self.momentum * self.v[key] + grads[key]
            params[key] -= self.lr * self.v[key]


class TorchFirstGradient:
    """PyTorch と同じく、最初の速度を最初の勾配とします。"""

    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.buf = lr, momentum, {}

    def update(self, params, grads):
        for key, g in grads.items():
            self.buf[key] = self.momentum * self.buf[key] + g if key in self.buf else g.copy()
            params[key] = params[key] - self.lr * self.buf[key]


class TorchInPlace:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, {}

    def update(self, params, grads):
        for key, x in params.items():
            v = self.v.setdefault(key, np.zeros_like(x))
            v *= self.momentum
            v += grads[key]
            x -= self.lr * v


class TorchNegative:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, {}

    def update(self, params, grads):
        for key in params:
            self.v[key] = self.momentum * self.v.get(key, 0.0) - grads[key]
            params[key] += self.lr * self.v[key]


# --- 03-7


def factor_by_formula(lr, momentum, curvature):
    shrink = 1 - lr * curvature
    b, c = (1 + momentum) * shrink, momentum * shrink
    inside = b * b - 4 * c
    return np.sqrt(c) if inside < 0 else (abs(b) + np.sqrt(inside)) / 2


def factor_by_matrix(lr, momentum, curvature):
    shrink = 1 - lr * curvature
    step = np.array([[(1 + momentum) * shrink, -momentum * shrink], [1.0, 0.0]])
    return max(abs(np.linalg.eigvals(step)))


def factor_with_complex_root(lr, momentum, curvature):
    q = 1 - lr * curvature
    root = np.sqrt(complex(((1 + momentum) * q) ** 2 - 4 * momentum * q))
    return max(abs((1 + momentum) * q + root), abs((1 + momentum) * q - root)) / 2


def factor_of_velocity_and_place(lr, momentum, curvature):
    """(v, z) を 1 歩進める行列の固有値です。"""
    k = lr * curvature
    step = [[momentum, -k], [momentum**2, 1 - (1 + momentum) * k]]
    return float(np.abs(np.linalg.eigvals(step)).max())


class TestExercises(ExerciseContract):
    stem = "03_momentum"
    right = {  # noqa: RUF012
        "03-2": [LazyZeros, InPlace, PositiveVelocity, FromPositions],
        "03-5": [NAGFromOldVelocity, NAGFromDefinition, NAGInTorchForm, NAGInTwoSteps],
        "03-6": [TorchWithNone, TorchFirstGradient, TorchInPlace, TorchNegative],
        "03-7": [factor_by_formula, factor_by_matrix, factor_with_complex_root, factor_of_velocity_and_place],
    }
