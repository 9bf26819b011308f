"""第11章の演習: 別の書き方の正答が通り、誤答が名指しされること。"""

import numpy as np

from eshikaku.layers import BatchNormalization, LayerNormalization
from exercise_contract import ExerciseContract


class BranchAtTheEnd:
    def __init__(self, gamma, beta, momentum=0.9):
        self.gamma, self.beta, self.momentum = gamma, beta, momentum
        self.running_mean, self.running_var = np.zeros_like(gamma), np.ones_like(gamma)

    def forward(self, x, train_flg=True):
        if train_flg:
            mu, var = np.mean(x, axis=0), np.var(x, axis=0)
            self.running_mean += (1 - self.momentum) * (mu - self.running_mean)
            self.running_var += (1 - self.momentum) * (var - self.running_var)
            return self.gamma * (x - mu) / np.sqrt(var + 1e-5) + self.beta
        return self.gamma * (x - self.running_mean) / np.sqrt(self.running_var + 1e-5) + self.beta


class LazyStatistics(BranchAtTheEnd):
    def __init__(self, gamma, beta, momentum=0.9):
        self.gamma, self.beta, self.m, self.r = gamma, beta, momentum, (0.0, 1.0)

    def forward(self, x, train_flg=True):
        used = (x.mean(0), x.var(0)) if train_flg else self.r
        if train_flg:
            self.r = tuple(self.m * old + (1 - self.m) * new for old, new in zip(self.r, used, strict=True))
        return self.gamma * ((x - used[0]) * (used[1] + 1e-5) ** -0.5) + self.beta


class ReplacingBeforeTheReturn(BranchAtTheEnd):
    def forward(self, x, train_flg=True):
        m = self.momentum
        mu, var = x.mean(axis=0), x.var(axis=0)
        if train_flg:
            self.running_mean = m * self.running_mean + (1 - m) * mu
            self.running_var = m * self.running_var + (1 - m) * var
        else:
            mu, var = self.running_mean, self.running_var
        return self.gamma * (x - mu) / np.sqrt(var + 1e-5) + self.beta


class KeepingStatisticsInTheLibrary(BranchAtTheEnd):
    """ライブラリの層に、N で割る分散をためさせる。"""

    def __init__(self, gamma, beta, momentum=0.9):
        self.inner, self.momentum = BatchNormalization(gamma, beta, momentum), momentum

    def forward(self, x, train_flg=True):
        before = self.inner.running_var
        out = self.inner.forward(x, train_flg)
        if train_flg:
            self.inner.running_var = self.momentum * before + (1 - self.momentum) * np.var(x, axis=0)
        return out


class LayerWithTranspose:
    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta

    def forward(self, x, train_flg=True):
        self.std = np.sqrt(x.var(axis=1) + 1e-5)
        self.xhat = ((x.T - x.mean(axis=1)) / self.std).T
        return self.gamma * self.xhat + self.beta

    def backward(self, dout):
        self.dbeta, self.dgamma = dout.sum(0), np.einsum("nd,nd->d", dout, self.xhat)
        d = (dout * self.gamma).T
        both = (d * self.xhat.T).mean(axis=0)
        return ((d - d.mean(axis=0) - self.xhat.T * both) / self.std).T


class LayerOfTheLibrary(LayerNormalization):
    pass


class LayerRowByRow(LayerWithTranspose):
    def forward(self, x, train_flg=True):
        self.std = np.array([[np.sqrt(row.var() + 1e-5)] for row in x])
        self.xhat = np.array([row - row.mean() for row in x]) / self.std
        return self.gamma * self.xhat + self.beta

    def backward(self, dout):
        self.dbeta, self.dgamma = sum(dout), sum(dout * self.xhat)
        rows = [(d - d.mean() - z * np.mean(d * z)) for d, z in zip(dout * self.gamma, self.xhat, strict=True)]
        return np.array(rows) / self.std


class LayerWithMatrices(LayerWithTranspose):
    """中心化の行列を掛ける。"""

    def forward(self, x, train_flg=True):
        d = x.shape[1]
        self.centre = np.eye(d) - 1 / d
        centred = x @ self.centre
        self.std = np.sqrt(np.mean(centred**2, axis=-1, keepdims=True) + 1e-5)
        self.xhat = centred / self.std
        return self.xhat * self.gamma + self.beta

    def backward(self, dout):
        self.dbeta, self.dgamma = dout.sum(axis=0), (self.xhat * dout).sum(axis=0)
        d = dout * self.gamma
        both = np.mean(self.xhat * d, axis=-1, keepdims=True)
        return (d @ self.centre - self.xhat * both) / self.std


def fold_by_loop(W, b, gamma, beta, mean, var, eps=1e-5):
    W, b = W.copy(), b.copy()
    for m in range(len(b)):
        scale = gamma[m] / np.sqrt(var[m] + eps)
        W[m] *= scale
        b[m] = (b[m] - mean[m]) * scale + beta[m]
    return W, b


def fold_by_reshape(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = gamma / np.sqrt(var + eps)
    return W * scale.reshape(-1, 1, 1, 1), b * scale - mean * scale + beta


def fold_by_transpose(W, b, gamma, beta, mean, var, eps=1e-5):
    std = (var + eps) ** 0.5
    return (W.T * gamma / std).T, gamma * (b - mean) / std + beta


def fold_by_einsum(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = np.divide(gamma, np.sqrt(np.add(var, eps)))
    return [np.einsum("mchw,m->mchw", W, scale), beta + scale * (b - mean)]


RIGHT = {
    "11-2": [BranchAtTheEnd, LazyStatistics, ReplacingBeforeTheReturn, KeepingStatisticsInTheLibrary],
    "11-3": [LayerWithTranspose, LayerOfTheLibrary, LayerRowByRow, LayerWithMatrices],
    "11-6": [fold_by_loop, fold_by_reshape, fold_by_transpose, fold_by_einsum],
}


class TestExercises(ExerciseContract):
    stem = "11_batch_normalization"
    right = RIGHT
