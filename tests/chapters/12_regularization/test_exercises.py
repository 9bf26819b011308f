"""第12章の演習: 別の書き方の正答が通り、誤答が名指しされること。"""

import numpy as np

from exercise_contract import ExerciseContract


def lasso_by_cases(w, g, lr, l1):
    v, cut = w - lr * g, lr * l1
    return np.where(v > cut, v - cut, np.where(v < -cut, v + cut, 0.0))


def lasso_by_subtracting(w, g, lr, l1):
    v = w - lr * g
    return v - np.clip(v, -lr * l1, lr * l1)


def lasso_by_two_halves(w, g, lr, l1):
    v = w - lr * g
    return np.maximum(v - lr * l1, 0) - np.maximum(-v - lr * l1, 0)


def lasso_by_factor(w, g, lr, l1):
    v = np.subtract(w, np.multiply(lr, g))
    size = np.abs(v)
    return v * (np.maximum(size - lr * l1, 0) / np.where(size == 0, 1, size))


def decay_with_a_condition(params, grads, lam):
    return {k: grads[k] + lam * params[k] if k[0] == "W" else grads[k] for k in params}


def decay_copying(params, grads, lam):
    new = dict(grads)
    for key, value in params.items():
        if "W" in key:
            new[key] = new[key] + lam * value
    return new


def decay_with_a_factor(params, grads, lam):
    new = {}
    for key in grads:
        factor = lam if key.startswith("W") else 0.0
        new[key] = grads[key] + factor * params[key]
    return new


def decay_in_two_loops(params, grads, lam):
    new = {key: grads[key] * 1.0 for key in grads}
    for key in [name for name in params if not name.startswith("b")]:
        new[key] += params[key] * lam
    return new


class WithWhere:
    params = ()

    def __init__(self, dropout_ratio, rng):
        self.q, self.rng = 1 - dropout_ratio, rng

    def forward(self, x, train_flg=True):
        if not train_flg:
            return x
        self.mask = np.where(self.rng.random(x.shape) >= 1 - self.q, 1 / self.q, 0.0)
        return self.mask * x

    def backward(self, dout):
        return self.mask * dout


class KeepingThePlaces:
    params = ()

    def __init__(self, dropout_ratio, rng):
        self.p, self.rng = dropout_ratio, rng

    def forward(self, x, train_flg=True):
        if not train_flg:
            return x
        self.dropped = np.nonzero(self.rng.random(x.shape) < self.p)
        return self.scaled(x)

    def scaled(self, values):
        out = values / (1 - self.p)
        out[self.dropped] = 0
        return out

    def backward(self, dout):
        return self.scaled(dout)


class DividingLater:
    params = ()

    def __init__(self, dropout_ratio, rng):
        self.ratio, self.rng, self.keep = dropout_ratio, rng, None

    def forward(self, x, train_flg=True):
        if train_flg:
            self.keep = self.rng.random(x.shape) >= self.ratio
            return x * self.keep / (1 - self.ratio)
        return x

    def backward(self, dout):
        return dout * self.keep / (1 - self.ratio)


class WithCopies:
    params = ()

    def __init__(self, dropout_ratio, rng):
        self.ratio, self.rng, self.mask = dropout_ratio, rng, None

    def forward(self, x, train_flg=True):
        out = np.array(x, dtype=float)
        if train_flg:
            drop = self.rng.random(x.shape) < self.ratio
            self.mask = (~drop).astype(float) / (1.0 - self.ratio)
            out = out * self.mask
        return out

    def backward(self, dout):
        return np.multiply(dout, self.mask)


def norm_by_loop(W, c):
    out = np.array(W, dtype=float)
    for j in range(W.shape[1]):
        norm = np.linalg.norm(out[:, j])
        if norm > c:
            out[:, j] *= c / norm
    return out


def norm_with_linalg(W, c):
    norm = np.linalg.norm(W, axis=0, keepdims=True)
    return W * np.minimum(1, c / np.maximum(norm, 1e-300))


def norm_by_dividing(W, c):
    return W / np.maximum(1, np.linalg.norm(W, axis=0) / c)


def norm_by_transposing(W, c):
    return np.array([w if np.sqrt(w @ w) <= c else c * w / np.sqrt(w @ w) for w in W.T]).T


RIGHT = {
    "12-2": [lasso_by_cases, lasso_by_subtracting, lasso_by_two_halves, lasso_by_factor],
    "12-3": [decay_with_a_condition, decay_copying, decay_with_a_factor, decay_in_two_loops],
    "12-4": [WithWhere, KeepingThePlaces, DividingLater, WithCopies],
    "12-6": [norm_by_loop, norm_with_linalg, norm_by_dividing, norm_by_transposing],
}


class TestExercises(ExerciseContract):
    stem = "12_regularization"
    right = RIGHT
