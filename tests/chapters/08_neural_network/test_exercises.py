"""第8章の演習: 別の書き方の正答が通り、誤答が名指しされること。"""

import numpy as np

from exercise_contract import ExerciseContract


def by_format(x, params, layers):
    for i in range(layers - 1):
        x = np.maximum(0, np.dot(x, params[f"W{i + 1}"]) + params[f"b{i + 1}"])
    return np.dot(x, params[f"W{layers}"]) + params[f"b{layers}"]


def by_where(x, params, layers):
    for i in range(1, layers + 1):
        x = x @ params["W" + str(i)] + params["b" + str(i)]
        if i < layers:
            x = np.where(x > 0, x, 0)
    return x


def by_recursion(x, params, layers, i=1):
    a = x @ params[f"W{i}"] + params[f"b{i}"]
    return a if i == layers else by_recursion(a * (a > 0), params, layers, i + 1)


def one_row_at_a_time(x, params, layers):
    rows = []
    for h in x:
        for i in range(1, layers):
            h = (h @ params[f"W{i}"] + params[f"b{i}"]).clip(min=0)
        rows.append(h @ params[f"W{layers}"] + params[f"b{layers}"])
    return np.array(rows)


def softmax_by_transpose(z):
    e = np.exp(z.T - z.max(axis=1))
    return (e / e.sum(axis=0)).T


def softmax_by_log(z):
    z = z - z.max(axis=-1, keepdims=True)
    return np.exp(z - np.log(np.exp(z).sum(axis=-1, keepdims=True)))


def softmax_by_loop(z):
    rows = []
    for row in z:
        e = np.exp(row - max(row))
        rows.append(e / sum(e))
    return np.array(rows)


def softmax_with_new_axis(z):
    e = np.exp(z - np.max(z, axis=1)[:, None])
    return e / np.sum(e, axis=1).reshape(-1, 1)


def entropy_by_one_hot(z, t):
    z = z - z.max(axis=1, keepdims=True)
    log_y = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return -np.sum(np.eye(z.shape[1])[t] * log_y) / len(t)


def entropy_by_loop(z, t):
    return sum(np.log(np.exp(row - max(row)).sum()) + max(row) - row[k] for row, k in zip(z, t, strict=True)) / len(t)


def entropy_by_logsumexp(z, t):
    total = np.logaddexp.reduce(z.astype(float), axis=1)
    return np.mean(total - z[np.arange(len(z)), t])


def entropy_by_take(z, t):
    z = z - np.max(z, axis=1)[:, None]
    log_y = z - np.log(np.sum(np.exp(z), axis=1))[:, None]
    return float(-np.take_along_axis(log_y, t[:, None], axis=1).mean())


class ByLogaddexp:
    params = ()

    def __init__(self, beta=1.0):
        self.beta = beta

    def forward(self, x, train_flg=True):
        return np.logaddexp(0, self.beta * x) / self.beta


class ByWhere(ByLogaddexp):
    def forward(self, x, train_flg=True):
        a = self.beta * x
        e = np.exp(np.where(a > 0, -a, a))
        return np.where(a > 0, a + np.log1p(e), np.log1p(e)) / self.beta


class ByMaximumOfX(ByLogaddexp):
    def forward(self, x, train_flg=True):
        return np.maximum(x, 0) + np.log(1 + np.exp(-self.beta * np.abs(x))) / self.beta


class ByMinimum(ByLogaddexp):
    def forward(self, x, train_flg=True):
        a = x * self.beta
        return (a - np.minimum(a, 0) + np.log1p(np.exp(-abs(a)))) / self.beta


RIGHT = {
    "08-3": [by_format, by_where, by_recursion, one_row_at_a_time],
    "08-4": [softmax_by_transpose, softmax_by_log, softmax_by_loop, softmax_with_new_axis],
    "08-6": [entropy_by_one_hot, entropy_by_loop, entropy_by_logsumexp, entropy_by_take],
    "08-8": [ByLogaddexp, ByWhere, ByMaximumOfX, ByMinimum],
}


class TestExercises(ExerciseContract):
    stem = "08_neural_network"
    right = RIGHT
