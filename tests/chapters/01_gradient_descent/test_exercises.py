"""第1章の演習: 別の書き方の正答が通り、誤答が名指しされること。"""

import numpy as np

from exercise_contract import ExerciseContract


def descend_in_own_copy(grad, init_x, lr, step_num):
    x = np.array(init_x, dtype=float)
    for _ in range(step_num):
        x -= lr * grad(x)
    return x


def descend_with_while(grad, init_x, lr, step_num):
    point, t = np.asarray(init_x) * 1.0, 0
    while t < step_num:
        point, t = point + (-lr) * grad(point), t + 1
    return point


def descend_recursively(grad, init_x, lr, step_num):
    x = np.asarray(init_x, dtype=float)
    return x if step_num == 0 else descend_recursively(grad, x - lr * grad(x), lr, step_num - 1)


def descend_keeping_path(grad, init_x, lr, step_num):
    path = [np.array(init_x, dtype=np.float64)]
    for _ in range(step_num):
        path.append(path[-1] - np.multiply(lr, grad(path[-1])))
    return path[-1].tolist()


def difference_with_unit_vectors(f, x, h):
    x = np.asarray(x, dtype=float)
    return np.array([(f(x + h * e) - f(x - h * e)) / (2 * h) for e in np.eye(len(x))])


def difference_as_list(f, x, h):
    return [float(slope) for slope in difference_with_unit_vectors(f, x, h)]


def difference_on_copies(f, x, h):
    grad = np.empty(len(x))
    for i in range(len(x)):
        right, left = np.array(x, float), np.array(x, float)
        right[i] += h
        left[i] -= h
        grad[i] = (f(right) - f(left)) / h / 2
    return grad


def difference_restoring_by_subtraction(f, x, h):
    x = x.astype(np.float64)
    slopes = []
    for i, _ in enumerate(x):
        x[i] += h
        above = f(x)
        x[i] -= 2 * h
        below = f(x)
        x[i] += h
        slopes.append((above - below) / (h + h))
    return np.array(slopes)


def step_with_one_residual(theta, X, y, lr):
    theta = np.array(theta, dtype=float)
    residual = X @ theta - y
    for j in range(len(theta)):
        theta[j] -= lr * np.mean(residual * X[:, j])
    return theta


def step_as_sum_over_data(theta, X, y, lr):
    total = np.zeros(len(theta))
    for row, target in zip(X, y, strict=True):
        total += (row @ theta - target) * row
    return theta - lr / len(y) * total


def step_with_mean_axis(theta, X, y, lr):
    return theta - lr * ((X @ theta - y)[:, None] * X).mean(axis=0)


def step_as_list(theta, X, y, lr):
    return list(theta - lr * (X @ theta - y) @ X / X.shape[0])


def classify_by_eigenvalues(f_xx, f_xy, f_yy):
    low, high = np.linalg.eigvalsh([[f_xx, f_xy], [f_xy, f_yy]]).round(9)
    if low * high < 0:
        return "鞍点"
    if low * high == 0:
        return "判定できない"
    return "極小" if low > 0 else "極大"


def classify_with_f_yy(f_xx, f_xy, f_yy):
    determinant = f_xx * f_yy - f_xy * f_xy
    if determinant > 0:
        return "極大" if f_yy < 0 else "極小"
    return "鞍点" if determinant < 0 else "判定できない"


def classify_by_table(f_xx, f_xy, f_yy):
    kinds = {-1: "鞍点", 0: "判定できない", 1: "極小" if f_xx + f_yy > 0 else "極大"}
    return kinds[int(np.sign(f_xx * f_yy - f_xy**2))]


def classify_with_nested_if(f_xx, f_xy, f_yy):
    school = f_xy**2 - f_xx * f_yy
    if school == 0:
        return "判定できない"
    if school > 0:
        return "鞍点"
    if f_xx > 0:
        return "極小"
    return "極大"


def limit_from_singular_values(X):
    squares = np.linalg.svd(X, compute_uv=False) ** 2 / len(X)
    return 2 / squares[0], squares[0] / squares[-1]


def limit_from_unsorted_eigenvalues(X):
    values = np.linalg.eigvals(X.T.dot(X) / X.shape[0]).real
    return 2 / max(values), max(values) / min(values)


def limit_from_norms(X):
    H = np.transpose(X) @ X / X.shape[0]
    return 2 / np.linalg.norm(H, 2), np.linalg.cond(H)


def limit_as_list(X):
    low, high = np.linalg.eigvalsh(X.T @ X)[[0, -1]]
    return [2 * len(X) / high, high / low]


RIGHT = {
    "01-2": [descend_in_own_copy, descend_with_while, descend_recursively, descend_keeping_path],
    "01-3": [
        difference_with_unit_vectors,
        difference_as_list,
        difference_on_copies,
        difference_restoring_by_subtraction,
    ],
    "01-4": [step_with_one_residual, step_as_sum_over_data, step_with_mean_axis, step_as_list],
    "01-6": [classify_by_eigenvalues, classify_with_f_yy, classify_by_table, classify_with_nested_if],
    "01-7": [limit_from_singular_values, limit_from_unsorted_eigenvalues, limit_from_norms, limit_as_list],
}


class TestExercises(ExerciseContract):
    stem = "01_gradient_descent"
    right = RIGHT
