"""第10章の演習: 別の書き方の正答が通り、誤答が名指しされること。"""

import numpy as np

from eshikaku import clipping, initializers
from exercise_contract import ExerciseContract


def clip_by_min(grads, c):
    norm = np.linalg.norm(np.concatenate([np.ravel(g) for g in grads.values()]))
    scale = min(1.0, c / norm) if norm > 0 else 1.0
    return {key: scale * g for key, g in grads.items()}


def clip_by_library(grads, c):
    return clipping.clip_grad_norm(grads, c)[0]


def clip_by_loop(grads, c):
    total = 0.0
    for g in grads.values():
        total += (g**2).sum()
    norm = total**0.5
    if norm <= c:
        return dict(grads)
    return {key: c * g / norm for key, g in grads.items()}


def clip_with_a_small_number(grads, c):
    norm = np.sqrt(np.sum([np.sum(np.square(g)) for g in grads.values()]))
    return {key: g / max(1.0, norm / c) for key, g in grads.items()}


def uniform_by_library(shape, rng, dtype=np.float64):
    return initializers.he(shape, rng, distribution="uniform", dtype=np.float64).astype(dtype)


def uniform_by_random(shape, rng, dtype=np.float64):
    fan_in, _ = shape
    return ((2 * rng.random(shape) - 1) * (6 / fan_in) ** 0.5).astype(dtype)


def uniform_by_std(shape, rng, dtype=np.float64):
    end = np.sqrt(3) * np.sqrt(2 / shape[0])
    return np.asarray(rng.uniform(low=-end, high=end, size=shape), dtype=dtype)


def uniform_scaled(shape, rng, dtype=np.float64):
    return (rng.uniform(-1, 1, size=shape) * np.sqrt(6 / shape[0])).astype(dtype)


def calibrate_by_scale(weights, x):
    result = []
    for W in weights:
        x = np.maximum(x @ W, 0)
        size = np.mean(x**2) ** 0.5
        if size == 0:
            size = 1
        x = x / size
        result.append(W / size)
    return result


def calibrate_by_mask(weights, x):
    result = []
    for W in weights:
        y = x @ W
        y = y * (y > 0)
        s = np.sqrt((y * y).sum() / y.size) or 1.0
        result.append(np.array(W) / s)
        x = y / s
    return result


def calibrate_recursively(weights, x):
    if not weights:
        return []
    out = np.where(x @ weights[0] > 0, x @ weights[0], 0)
    norm = np.linalg.norm(out) / np.sqrt(out.size)
    factor = 1 / norm if norm else 1
    return [weights[0] * factor, *calibrate_recursively(weights[1:], out * factor)]


def calibrate_in_tuple(weights, x):
    result = [np.array(W, dtype=float) for W in weights]
    for W in result:
        h = np.clip(x @ W, 0, None)
        square = np.square(h).mean()
        if square > 0:
            W /= np.sqrt(square)
        x = np.clip(x @ W, 0, None)
    return result


RIGHT = {
    "10-4": [clip_by_min, clip_by_library, clip_by_loop, clip_with_a_small_number],
    "10-5": [uniform_by_library, uniform_by_random, uniform_by_std, uniform_scaled],
    "10-6": [calibrate_by_scale, calibrate_by_mask, calibrate_recursively, calibrate_in_tuple],
}


class TestExercises(ExerciseContract):
    stem = "10_weight_initialization"
    right = RIGHT
