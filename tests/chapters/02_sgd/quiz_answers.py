"""第2章のクイズの数値を、選択肢の説明どおりに計算し直します(選択肢の順)。"""

import numpy as np


def one_step_on_two_samples():
    x, t = np.array([1.0, 2.0, 1.0, 4.0]), np.array([3.0, 2.0, 5.0, 4.0])
    g = -t * x
    batch = g[[0, 2]]
    return [-0.1 * batch.sum(), -0.1 * g.mean(), -0.1 * batch.mean(), 0.1 * batch.mean()]


def updates_in_three_epochs():
    N, B, epochs = 50000, 128, 3
    return [
        epochs * np.ceil(N / B),
        epochs * (N // B),
        np.ceil(epochs * N / B),
        epochs * N // B,
    ]


def variance_without_replacement():
    N, B, S2 = 25, 4, 12
    finite = (N - B) / (N - 1)
    return [S2 * finite, S2 / B, S2 / B**2, S2 / B * finite]


def two_steps_in_a_valley():
    start, lr, eigenvalues = np.array([8.0, 5.0]), 0.45, np.array([1 / 4, 4])
    down = 1 - lr * eigenvalues
    too_wide = np.array([down[0], lr * eigenvalues[1]])
    up = 1 + lr * eigenvalues
    return [tuple(start * too_wide**2), tuple(start * up**2), tuple(start * down**2), tuple(start * down)]


def batch_for_a_third():
    shrink = 3
    return [shrink, shrink**0.5, shrink**2, shrink**3]


def cosine_at_a_quarter():
    lr, p = 0.4, 50 / 200
    return [
        lr * (1 - p),
        lr / 2 * (1 + np.cos(np.pi * p)),
        lr * np.cos(np.pi * p),
        lr * np.cos(np.pi * p / 2),
    ]
