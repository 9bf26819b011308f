"""第9章の演習: 別の書き方の正答が通り、誤答が名指しされること。"""

import numpy as np

from exercise_contract import ExerciseContract


class SwishByProduct:
    def forward(self, x):
        self.x = x
        self.out = x / (1 + np.exp(-x))
        return self.out

    def backward(self, dout):
        s = 1 / (1 + np.exp(-self.x))
        return s * dout + self.out * (1 - s) * dout


class SwishWithSlope:
    def forward(self, x):
        s = 1 / (1 + np.exp(-x))
        self.slope = s * (1 + x * (1 - s))
        return x * s

    def backward(self, dout):
        return dout * self.slope


class SwishInTwoRoads:
    def forward(self, x):
        self.x, self.s = x, 1 / (1 + np.exp(-x))
        return self.x * self.s

    def backward(self, dout):
        direct = dout * self.s
        ds = dout * self.x
        return direct + ds * self.s * (1 - self.s)


class SwishByTanh:
    def forward(self, x):
        self.x = np.array(x)
        self.s = (1 + np.tanh(self.x / 2)) / 2
        return np.multiply(self.x, self.s)

    def backward(self, dout):
        y = self.x * self.s
        return np.multiply(dout, y + self.s * (1 - y))


def forwards(hs, y, t, weights):
    dz, dWs, dbs = (y - t) / len(t), [], []
    for h, W in zip(hs[::-1], weights[::-1], strict=True):
        dWs = [h.T @ dz, *dWs]
        dbs = [dz.sum(axis=0), *dbs]
        dz = (dz @ W.T) * (h > 0)
    return dWs, dbs


def with_masks(hs, y, t, weights):
    n = len(weights)
    deltas = {n - 1: (y - t) / y.shape[0]}
    for i in range(n - 1, 0, -1):
        mask = hs[i] <= 0
        deltas[i - 1] = deltas[i] @ weights[i].T
        deltas[i - 1][mask] = 0
    return [hs[i].T @ deltas[i] for i in range(n)], [deltas[i].sum(0) for i in range(n)]


def with_einsum(hs, y, t, weights):
    dz = np.subtract(y, t) / t.shape[0]
    dWs, dbs = [], []
    for i in reversed(range(len(weights))):
        dWs.append(np.einsum("nd,nm->dm", hs[i], dz))
        dbs.append(np.ones(len(dz)) @ dz)
        dz = np.where(hs[i] > 0, np.einsum("nm,dm->nd", dz, weights[i]), 0)
    return dWs[::-1], dbs[::-1]


def with_sign(hs, y, t, weights):
    batch_size = y.shape[0]
    dz = y / batch_size - t / batch_size
    dWs, dbs = [], []
    for i in range(len(weights)):
        dWs.insert(0, np.dot(hs[-i - 1].T, dz))
        dbs.insert(0, np.sum(dz, axis=0))
        if i < len(weights) - 1:
            dh = np.dot(weights[-i - 1], dz.T).T
            dz = dh * np.sign(hs[-i - 1])
    return [*dWs], [*dbs]


class EluByMask:
    params = ()

    def __init__(self, alpha=1.0):
        self.alpha = alpha

    def forward(self, x, train_flg=True):
        self.mask = x <= 0
        self.out = x.copy()
        self.out[self.mask] = self.alpha * (np.exp(x[self.mask]) - 1)
        return self.out

    def backward(self, dout):
        dx = dout.copy()
        dx[self.mask] *= self.out[self.mask] + self.alpha
        return dx


class EluByExpm1:
    params = ()

    def __init__(self, alpha=1.0):
        self.alpha = alpha

    def forward(self, x, train_flg=True):
        self.x = x
        return np.maximum(x, 0) + self.alpha * np.expm1(np.minimum(x, 0))

    def backward(self, dout):
        return dout * np.where(self.x > 0, 1.0, self.alpha * np.exp(np.minimum(self.x, 0)))


class EluKeepingTheSlope:
    params = ()

    def __init__(self, alpha=1.0):
        self.alpha = alpha

    def forward(self, x, train_flg=True):
        e = self.alpha * np.exp(np.clip(x, None, 0))
        self.slope = np.where(x > 0, 1, e)
        return np.where(x > 0, x, e - self.alpha)

    def backward(self, dout):
        return dout * self.slope


class EluWithoutTrainFlag:
    params = ()

    def __init__(self, alpha=1.0):
        self.alpha = alpha

    def forward(self, x, *_):
        self.positive = x > 0
        self.e = np.exp(np.where(self.positive, 0, x))
        return np.where(self.positive, x, self.alpha * (self.e - 1))

    def backward(self, dout):
        return np.where(self.positive, dout, self.alpha * self.e * dout)


RIGHT = {
    "09-3": [SwishByProduct, SwishWithSlope, SwishInTwoRoads, SwishByTanh],
    "09-4": [forwards, with_masks, with_einsum, with_sign],
    "09-6": [EluByMask, EluByExpm1, EluKeepingTheSlope, EluWithoutTrainFlag],
}


class TestExercises(ExerciseContract):
    stem = "09_backpropagation"
    right = RIGHT
