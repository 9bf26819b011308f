"""第5章の演習: 別の書き方の正答が通り、誤答が名指しされること。"""

import numpy as np

from exercise_contract import ExerciseContract


def step_by_difference(x, h, g, lr, rho, eps):
    h = h + (1 - rho) * (np.square(g) - h)
    return x - lr / (eps + h**0.5) * g, h


def step_by_power(x, h, g, lr, rho, eps):
    new = np.add(np.multiply(rho, h), (1 - rho) * g * g)
    return x - g * lr * (np.power(new, 0.5) + eps) ** -1, new


def step_by_loop(x, h, g, lr, rho, eps):
    new_x, new_h = np.array(x, dtype=float), np.array(h, dtype=float)
    for place in np.ndindex(new_x.shape):
        new_h[place] = rho * h[place] + (1 - rho) * g[place] ** 2
        new_x[place] -= lr * g[place] / (np.sqrt(new_h[place]) + eps)
    return new_x, new_h


def step_on_copies(x, h, g, lr, rho, eps):
    x, h = x.copy(), h.copy()
    h *= rho
    h += (1 - rho) * g**2
    x -= lr * g / (np.sqrt(h) + eps)
    return x, h


class KeepingADict:
    def __init__(self, lr=0.01, rho=0.99, eps=1e-7):
        self.lr, self.rho, self.eps, self.h = lr, rho, eps, {}

    def update(self, params, grads):
        for key, g in grads.items():
            self.h[key] = self.rho * self.h.get(key, 0) + (1 - self.rho) * g * g
            params[key] -= self.lr * g / (np.sqrt(self.h[key]) + self.eps)


class CheckingTheAttribute:
    def __init__(self, lr=0.01, rho=0.99, eps=1e-7):
        self.lr, self.rho, self.eps = lr, rho, eps

    def update(self, params, grads):
        if not hasattr(self, "h"):
            self.h = {k: np.zeros(np.shape(x)) for k, x in params.items()}
        for key in params:
            self.h[key] = self.rho * self.h[key] + (1 - self.rho) * grads[key] ** 2
            params[key] = params[key] - self.lr * grads[key] / (np.sqrt(self.h[key]) + self.eps)


class ByDifference:
    def __init__(self, lr=0.01, rho=0.99, eps=1e-7):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.average = None

    def update(self, params, grads):
        if self.average is None:
            self.average = {k: 0.0 * x for k, x in params.items()}
        for key, x in params.items():
            self.average[key] += (1 - self.rho) * (grads[key] ** 2 - self.average[key])
            x -= self.lr / (self.average[key] ** 0.5 + self.eps) * grads[key]


class UpdatingAllAtOnce:
    def __init__(self, lr=0.01, rho=0.99, eps=1e-7):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.h = None

    def update(self, params, grads):
        old = self.h or {k: np.zeros_like(v) for k, v in params.items()}
        self.h = {k: self.rho * old[k] + (1 - self.rho) * np.square(grads[k]) for k in params}
        params.update({k: v - self.lr * grads[k] / (np.sqrt(self.h[k]) + self.eps) for k, v in params.items()})


def adadelta_by_ratio(x, h, s, g, rho, eps):
    h = rho * h + (1 - rho) * g * g
    move = ((s + eps) / (h + eps)) ** 0.5 * g
    return x - move, h, rho * s + (1 - rho) * move**2


def adadelta_by_difference(x, h, s, g, rho, eps):
    h = h + (1 - rho) * (np.square(g) - h)
    dx = -np.sqrt((eps + s) / (eps + h)) * g
    return x + dx, h, s + (1 - rho) * (np.square(dx) - s)


def adadelta_by_loop(x, h, s, g, rho, eps):
    x, h, s = (np.array(value, dtype=float) for value in (x, h, s))
    for place in np.ndindex(x.shape):
        h[place] = rho * h[place] + (1 - rho) * g[place] ** 2
        dx = -np.sqrt(s[place] + eps) / np.sqrt(h[place] + eps) * g[place]
        s[place] = rho * s[place] + (1 - rho) * dx**2
        x[place] += dx
    return x, h, s


def adadelta_with_library(x, h, s, g, rho, eps):
    new_h = rho * h + (1 - rho) * g**2
    rms_g, rms_dx = np.sqrt(new_h + eps), np.sqrt(s + eps)
    delta = np.negative(np.divide(rms_dx, rms_g)) * g
    new_s = np.average([s, delta**2], axis=0, weights=[rho, 1 - rho])
    return np.add(x, delta), new_h, new_s


RIGHT = {
    "05-2": [step_by_difference, step_by_power, step_by_loop, step_on_copies],
    "05-4": [KeepingADict, CheckingTheAttribute, ByDifference, UpdatingAllAtOnce],
    "05-6": [adadelta_by_ratio, adadelta_by_difference, adadelta_by_loop, adadelta_with_library],
}


class TestExercises(ExerciseContract):
    stem = "05_rmsprop"
    right = RIGHT
