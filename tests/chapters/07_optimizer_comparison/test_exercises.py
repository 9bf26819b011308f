"""第7章の演習: 別の書き方の正答が通り、誤答が名指しされること。"""

import numpy as np

from exercise_contract import ExerciseContract


def rate_with_inf(rates, losses):
    middle = np.median(np.where(np.isnan(losses), np.inf, losses), axis=1)
    middle[np.isnan(losses).any(axis=1)] = np.inf
    k = int(middle.argmin())
    return float(rates[k]), k == 0 or k == len(rates) - 1


def rate_by_loop(rates, losses):
    best, place = np.inf, 0
    for k, row in enumerate(losses):
        if not np.isnan(row).any() and np.median(row) < best:
            best, place = np.median(row), k
    return rates[place], place in [0, len(rates) - 1]


def rate_with_filter(rates, losses):
    kept = [k for k in range(len(rates)) if np.isfinite(losses[k]).all()]
    k = min(kept, key=lambda k: np.median(losses[k]))
    return rates[k], bool(k == 0 or k + 1 == len(rates))


def rate_as_list(rates, losses):
    middle = [np.median(row) for row in losses]
    k = np.nanargmin(middle)
    return [rates[k], rates[k] in (rates[0], rates[-1])]


def values_with_array(make, rates, gradient, start, steps):
    ends = []
    for lr in rates:
        params, optimizer = {"w": np.array(start)}, make(lr)
        for _ in range(steps):
            optimizer.update(params, {"w": gradient(params["w"])})
        ends.append(params["w"])
    return ends


def values_with_helper(make, rates, gradient, start, steps):
    def one(optimizer):
        x = {"x": start + 0.0}
        for _ in range(steps):
            optimizer.update(x, {"x": gradient(x["x"])})
        return x["x"]

    return [one(make(lr)) for lr in rates]


def values_as_array(make, rates, gradient, start, steps):
    found = np.tile(start, (len(rates), 1))
    for row, lr in zip(found, rates, strict=True):
        optimizer = make(lr)
        for _ in range(steps):
            optimizer.update({"x": row}, {"x": gradient(row)})
    return list(found)


def values_with_keyword(make, rates, gradient, start, steps):
    answers = {}
    for k, lr in enumerate(rates):
        optimizer, params = make(lr=lr), {"x": np.copy(start)}
        for _ in range(steps):
            grads = {key: gradient(value) for key, value in params.items()}
            optimizer.update(params, grads)
        answers[k] = params["x"]
    return list(answers.values())


class AdaMaxWithDictGet:
    def __init__(self, lr=0.002, beta1=0.9, beta2=0.999):
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.m, self.u, self.t = {}, {}, 0

    def update(self, params, grads):
        self.t += 1
        for key, g in grads.items():
            self.m[key] = self.beta1 * self.m.get(key, 0) + (1 - self.beta1) * g
            self.u[key] = np.maximum(self.beta2 * self.u.get(key, 0), abs(g))
            m_hat = self.m[key] / (1 - self.beta1**self.t)
            params[key] = params[key] - self.lr * m_hat / self.u[key]


class AdaMaxWithPower:
    def __init__(self, lr=0.002, beta1=0.9, beta2=0.999):
        self.lr, self.b1, self.b2 = lr, beta1, beta2
        self.m = self.u = None
        self.power = 1.0

    def update(self, params, grads):
        if self.m is None:
            self.m = {k: 0.0 * v for k, v in params.items()}
            self.u = {k: 0.0 * v for k, v in params.items()}
        self.power *= self.b1
        for k in params:
            self.m[k] += (1 - self.b1) * (grads[k] - self.m[k])
            self.u[k] = np.maximum(self.b2 * self.u[k], np.abs(grads[k]))
            params[k] -= self.lr * self.m[k] / ((1 - self.power) * self.u[k])


class AdaMaxInPlace:
    def __init__(self, lr=0.002, beta1=0.9, beta2=0.999):
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.m, self.u, self.t = None, None, 0

    def update(self, params, grads):
        if self.m is None:
            self.m, self.u = {}, {}
            for key, val in params.items():
                self.m[key] = np.zeros_like(val)
                self.u[key] = np.zeros_like(val)
        self.t += 1
        lr_t = self.lr / (1.0 - self.beta1**self.t)
        for key in params:
            self.m[key] *= self.beta1
            self.m[key] += (1 - self.beta1) * grads[key]
            self.u[key] = np.where(
                self.beta2 * self.u[key] > np.abs(grads[key]), self.beta2 * self.u[key], np.abs(grads[key])
            )
            params[key] -= lr_t * self.m[key] / self.u[key]


class AdaMaxWithSign:
    def __init__(self, lr=0.002, beta1=0.9, beta2=0.999):
        self.lr, self.beta1, self.beta2, self.t = lr, beta1, beta2, 0
        self.state = {}

    def update(self, params, grads):
        self.t += 1
        for key, x in params.items():
            g = grads[key]
            m, u = self.state.get(key, (np.zeros(x.shape), np.zeros(x.shape)))
            m, u = self.beta1 * m + (1 - self.beta1) * g, np.maximum(self.beta2 * u, g * np.sign(g))
            self.state[key] = m, u
            x -= self.lr / (1 - self.beta1**self.t) * (m / u)


RIGHT = {
    "07-3": [rate_with_inf, rate_by_loop, rate_with_filter, rate_as_list],
    "07-5": [values_with_array, values_with_helper, values_as_array, values_with_keyword],
    "07-6": [AdaMaxWithDictGet, AdaMaxWithPower, AdaMaxInPlace, AdaMaxWithSign],
}


class TestExercises(ExerciseContract):
    stem = "07_optimizer_comparison"
    right = RIGHT
