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


def two_steps_in_a_valley():
    start, lr, eigenvalues = np.array([8.0, 5.0]), 0.45, np.array([1 / 4, 4])
    factors = 1 - lr * eigenvalues
    without_one = np.array([factors[0], lr * eigenvalues[1]])
    ways = [without_one**2, (1 + lr * eigenvalues) ** 2, factors**2, factors]
    return [tuple(start * way) for way in ways]


def fit_by_gradient_descent(run):
    fit = run()["fit"]
    X, y = np.array([[1.0, 1.0], [1.0, 2.0], [1.0, 4.0]]), np.array([1.0, 3.0, 2.0])
    theta = np.zeros(2)
    for _ in range(3):
        theta = theta - 0.1 * X.T @ (X @ theta - y) / 3
    return np.allclose(fit(X, y, 0.1, 3), theta)


def shapes_of_a_regression_step():
    X, theta = np.zeros((100, 4)), np.zeros(4)
    residual = X @ theta
    return [
        (*theta.shape, *X.T.shape),
        (*residual.shape, *X.T.shape),
        (*residual.shape, *X.shape),
        (*X.shape, *X.T.shape),
    ]


def two_torch_steps(run):
    return np.allclose(run()["p"].detach().numpy(), [-1.28, 1.92])


def three_points():
    x, y, theta = np.array([1.0, 2.0, 3.0]), np.array([1.0, 3.0, 2.0]), np.array([0.0, 1.0])
    X = np.column_stack([np.ones(3), x])
    return X, X @ theta - y, theta


def one_regression_step():
    X, residual, theta = three_points()
    gradient = X.T @ residual / 3
    return [tuple(theta - 0.3 * factor * gradient) for factor in (-1, 3, 1, 2)]
