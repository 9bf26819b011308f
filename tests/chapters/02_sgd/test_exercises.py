"""第2章の演習: 別の書き方の正答が通り、誤答が名指しされること。"""

import numpy as np

from exercise_contract import ExerciseContract


def gradient_by_loop(w, x, t, idx):
    total = np.zeros(len(w))
    for i in idx:
        total += (np.dot(w, x[i]) - t[i]) * x[i]
    return total / len(idx)


def gradient_by_mean(w, x, t, idx):
    return np.mean((x[idx] @ w - t[idx])[:, None] * x[idx], axis=0)


def gradient_as_list(w, x, t, idx):
    return [float(np.mean((x[idx] @ w - t[idx]) * column)) for column in x[idx].T]


def gradient_by_take(w, x, t, idx):
    rows, targets = np.take(x, idx, axis=0), np.take(t, idx)
    return -np.einsum("b,bd->d", targets - rows @ w, rows) / idx.size


class Reassigning:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for key in params:
            params[key] = params[key] - self.lr * grads[key]


class AddingTheNegative:
    def __init__(self, lr=0.01):
        self.rate = lr

    def update(self, params, grads):
        for name, value in params.items():
            value += -self.rate * grads[name]


class InBrackets:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for key, grad in grads.items():
            params[key][...] -= np.multiply(grad, self.lr)


class UpdatingTheDict:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        params.update({key: value - self.lr * grads[key] for key, value in params.items()})


def epochs_with_ceil(updates, N, B):
    return int(updates // np.ceil(N / B))


def epochs_with_divmod(updates, N, B):
    full, rest = divmod(N, B)
    return updates // (full + (rest > 0))


def epochs_by_adding(updates, N, B):
    return updates // ((N + B - 1) // B)


def epochs_by_simulation(updates, N, B):
    epochs = left = 0
    for _ in range(updates):
        left = (N if left == 0 else left) - B
        if left <= 0:
            epochs, left = epochs + 1, 0
    return epochs


def batches_with_split(N, B, rng, drop_last=False):
    batches = np.split(rng.permutation(N), range(B, N, B))
    return [batch for batch in batches if len(batch) == B] if drop_last else batches


def batches_with_shuffle(N, B, rng, drop_last=False):
    order = np.arange(N)
    rng.shuffle(order)
    batches = [order[i : i + B].copy() for i in range(0, N, B)]
    if drop_last and len(batches[-1]) < B:
        batches.pop()
    return batches


def batches_as_lists(N, B, rng, drop_last=False):
    order = rng.choice(N, N, replace=False).tolist()
    count = N // B if drop_last else -(-N // B)
    return [order[k * B : (k + 1) * B] for k in range(count)]


def batches_with_yield(N, B, rng, drop_last=False):
    order = rng.permutation(np.arange(N))
    while len(order) >= B or (len(order) and not drop_last):
        yield order[:B]
        order = order[B:]


def schedule_with_where(k, K, lr_max, warmup):
    p = (k - warmup) / (K - warmup)
    return float(np.where(k < warmup, lr_max * (k + 1) / warmup, lr_max / 2 * (1 + np.cos(np.pi * p))))


def schedule_with_half_angle(k, K, lr_max, warmup):
    if k >= warmup:
        return lr_max * np.cos(np.pi * (k - warmup) / (K - warmup) / 2) ** 2
    return (k + 1) / warmup * lr_max


def schedule_with_library(k, K, lr_max, warmup):
    from eshikaku.schedules import CosineDecay, WarmUp

    return WarmUp(warmup, CosineDecay(lr_max, K - warmup))(k)


def schedule_in_float32(k, K, lr_max, warmup):
    if k < warmup:
        return np.float32(lr_max * (k + 1) / warmup)
    return np.float32(lr_max * 0.5 * (1 + np.cos(np.pi * (k - warmup) / (K - warmup))))


RIGHT = {
    "02-4": [gradient_by_loop, gradient_by_mean, gradient_as_list, gradient_by_take],
    "02-5": [Reassigning, AddingTheNegative, InBrackets, UpdatingTheDict],
    "02-6": [epochs_with_ceil, epochs_with_divmod, epochs_by_adding, epochs_by_simulation],
    "02-7": [batches_with_split, batches_with_shuffle, batches_as_lists, batches_with_yield],
    "02-9": [schedule_with_where, schedule_with_half_angle, schedule_with_library, schedule_in_float32],
}


class TestExercises(ExerciseContract):
    stem = "02_sgd"
    right = RIGHT
