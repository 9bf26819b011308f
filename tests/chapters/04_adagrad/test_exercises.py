"""第4章の演習: 別の書き方の正答が通り、誤答が名指しされること。"""

import numpy as np

from exercise_contract import ExerciseContract


class WithGet:
    def __init__(self, lr=0.01):
        self.lr, self.h = lr, {}

    def update(self, params, grads):
        for key in params:
            self.h[key] = self.h.get(key, 0.0) + grads[key] ** 2
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + 1e-7)


class KeepingTheHistory:
    def __init__(self, lr=0.01):
        self.lr, self.history = lr, []

    def update(self, params, grads):
        self.history.append({key: np.copy(grad) for key, grad in grads.items()})
        for key in params:
            root = np.sqrt(np.sum([past[key] ** 2 for past in self.history], axis=0))
            params[key] = params[key] - self.lr / (root + 1e-7) * grads[key]


class Reordered:
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


class InTwoLoops:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        self.h = self.h or {key: np.zeros(np.shape(val)) for key, val in params.items()}
        for key, g in grads.items():
            self.h[key] = self.h[key] + np.square(g)
        for key in params:
            params[key] += -self.lr * grads[key] / (self.h[key] ** 0.5 + 1e-7)


class KerasWithAddition:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.h0, self.eps = lr, h0, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val) + self.h0 for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] ** 2
            root = np.sqrt(self.h[key] + self.eps)
            params[key] -= self.lr / root * grads[key]


class KerasWithOnes(KerasWithAddition):
    def update(self, params, grads):
        if self.h is None:
            self.h = {key: self.h0 * np.ones(val.shape) for key, val in params.items()}
        for key in params:
            self.h[key] += np.square(grads[key])
            params[key] -= self.lr * grads[key] * (self.h[key] + self.eps) ** -0.5


class KerasAddingLater:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.start, self.total = lr, h0 + eps, {}

    def update(self, params, grads):
        for key in params:
            self.total[key] = self.total.get(key, 0.0) + grads[key] * grads[key]
            params[key] = params[key] - self.lr * grads[key] / np.sqrt(self.start + self.total[key])


class KerasWithFull(KerasWithAddition):
    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.full(val.shape, self.h0) for key, val in params.items()}
        for key, g in grads.items():
            self.h[key] = self.h[key] + g * g
            params[key] -= np.divide(self.lr * g, np.sqrt(self.eps + self.h[key]))


def rows_by_loop(W, h, idx, g, lr=0.1, eps=1e-7):
    W, h = W.copy(), h.copy()
    for i in set(idx.tolist()):
        total = g[idx == i].sum(axis=0)
        h[i] += total**2
        W[i] -= lr * total / (np.sqrt(h[i]) + eps)
    return W, h


def rows_by_unique(W, h, idx, g, lr=0.1, eps=1e-7):
    rows, place = np.unique(idx, return_inverse=True)
    total = np.zeros((len(rows), W.shape[1]))
    np.add.at(total, place, g)
    W, h = W.copy(), h.copy()
    h[rows] += total**2
    W[rows] -= lr * total / (np.sqrt(h[rows]) + eps)
    return W, h


def rows_by_one_hot(W, h, idx, g, lr=0.1, eps=1e-7):
    total = np.eye(len(W))[idx].T @ g
    h = h + total**2
    return W - lr * total / (np.sqrt(h) + eps), h


def rows_by_adding(W, h, idx, g, lr=0.1, eps=1e-7):
    total = np.zeros_like(W)
    for k, i in enumerate(idx):
        total[i] += g[k]
    new_h = h + np.square(total)
    return [W + -lr * total / (new_h**0.5 + eps), new_h]


RIGHT = {
    "04-2": [WithGet, KeepingTheHistory, Reordered, InTwoLoops],
    "04-5": [KerasWithAddition, KerasWithOnes, KerasAddingLater, KerasWithFull],
    "04-6": [rows_by_loop, rows_by_unique, rows_by_one_hot, rows_by_adding],
}


class TestExercises(ExerciseContract):
    stem = "04_adagrad"
    right = RIGHT
