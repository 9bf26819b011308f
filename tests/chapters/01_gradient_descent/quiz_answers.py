"""第1章のクイズの数値を、選択肢の説明どおりに計算し直します(選択肢の順)。"""

import numpy as np


def two_steps_on_an_ellipse():
    start, lr = np.array([3.0, -1.0]), 0.2

    def gradient(point):
        return np.array([2, 4]) * point

    down = start - lr * gradient(start)
    up = start + lr * gradient(start)
    return [
        tuple(down - lr * gradient(down)),
        tuple(down),
        tuple(up + lr * gradient(up)),
        tuple(start - 2 * lr * gradient(start)),
    ]


def step_limit_from_three_eigenvalues():
    low, _, high = 0.5, 4.0, 10.0
    return [2 / low, 2 / high, 1 / high, 2 / (low + high)]


def factors_of_a_valley():
    lr, coefficients = 0.4, np.array([1 / 8, 2])
    eigenvalues = 2 * coefficients
    return [
        tuple(1 - lr * coefficients),
        tuple(lr * eigenvalues),
        tuple(1 + lr * eigenvalues),
        tuple(1 - lr * eigenvalues),
    ]


def central_difference_of_a_cube():
    right, middle, left, h = 2.1**3, 2**3, 1.9**3, 0.1
    return [(right - middle) / h, (middle - left) / h, (right - left) / (2 * h), (right - left) / h]


def discriminant_of_a_hidden_saddle():
    f_xx, f_xy, f_yy = 2, 4, 2
    return [f_xx * f_yy - f_xy**2, f_xy**2 - f_xx * f_yy, f_xx * f_yy - f_xy, f_xx * f_yy]


def three_points():
    x, y, theta = np.array([1.0, 2.0, 3.0]), np.array([1.0, 3.0, 2.0]), np.array([0.0, 1.0])
    X = np.column_stack([np.ones(3), x])
    return X, X @ theta - y, theta


def cost_of_three_points():
    _, residual, _ = three_points()
    squares = np.sum(residual**2)
    return [squares / 3, squares / 6, squares / 2, squares]


def one_regression_step():
    X, residual, theta = three_points()
    gradient = X.T @ residual / 3
    return [tuple(theta - 0.3 * factor * gradient) for factor in (-1, 3, 1, 2)]
