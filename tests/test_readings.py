"""読めばわかる誤り: 誤りのある行を言い当て、誤りのないコードには何も言わないこと。"""

import numpy as np
import pytest

import reference_exercises
from eshikaku.course.exercises import get, ids
from eshikaku.course.exercises.readings import faults, losses, suspicions
from eshikaku.course.exercises.spec import Code

SOLUTIONS = [e.solution for e in (*map(get, ids()), *reference_exercises.EXERCISES) if isinstance(e, Code)]


def regression(theta, X, y):
    return X.T @ (X @ theta - y)


def with_xor(theta, X, y):
    return (X @ theta - y) ^ 2


def reordered(X, theta, y):
    return X.T @ (X @ theta - y)


def discarding(theta, X, y):
    theta.reshape(-1)
    return X.T @ (X @ theta - y)


def aliasing(theta, X, y):
    up = theta
    down = theta
    up[0] += 1
    down[0] -= 1
    return up - down


class Accumulator:
    def __init__(self, rate):
        self.rate = rate
        self.total = {}

    def update(self, params, grads):
        for key in params:
            self.total[key] = self.total.get(key, 0.0) + grads[key]
            params[key] -= self.rate * self.total[key]


class LostAfterInit:
    def __init__(self, rate):
        self.rate = rate
        count = 0  # noqa: F841

    def update(self, params, grads):
        count += 1  # noqa: F821, F841


class SharedByKeys:
    def __init__(self, rate):
        self.rate, self.total = rate, 0.0

    def update(self, params, grads):
        for key in params:
            self.total = self.total + grads[key]
            params[key] = params[key] - self.rate * self.total


class NothingKept:
    def __init__(self, rate):
        self.rate = rate

    def update(self, params, grads):
        total = {key: np.zeros_like(params[key]) for key in params}
        for key in params:
            total[key] += grads[key]
            params[key] -= self.rate * total[key]


class NeverUpdated:
    def __init__(self, rate):
        self.rate, self.total = rate, {}

    def update(self, params, grads):
        for key in params:
            if key not in self.total:
                self.total[key] = np.zeros_like(params[key])
            params[key] -= self.rate * (self.total[key] + grads[key])


@pytest.mark.parametrize(
    ("answer", "label"),
    [
        (with_xor, "xor-for-power"),
        (reordered, "arguments-reordered"),
        (discarding, "result-discarded"),
        (aliasing, "copy-dropped"),
    ],
)
def test_fault_of_a_function_is_read(answer, label):
    assert [found.label for found in faults(regression, answer)] == [label]


def test_value_lost_after_init_is_read_at_its_line():
    [found] = faults(Accumulator, LostAfterInit)
    assert found.label == "self-forgotten"
    assert "self.count" in found.text


class Rebound:
    def update(self, params, grads):
        params = {key: params[key] - grads[key] for key in params}


class LeftUnused:
    def update(self, params, grads):
        for key, x in params.items():
            x = x.copy()
            x -= grads[key]


class RemadeInLoop:
    def update(self, params, grads):
        for key in params:
            self.total = {key: grads[key]}
            params[key] -= self.total[key]


@pytest.mark.parametrize(
    ("answer", "label"),
    [(Rebound, "rebound"), (LeftUnused, "left-unused"), (RemadeInLoop, "remade-in-loop")],
)
def test_update_that_is_lost_is_read(answer, label):
    assert [found.label for found in losses(answer)] == [label]


@pytest.mark.parametrize(
    ("answer", "label"),
    [(SharedByKeys, "shared-by-keys"), (NothingKept, "nothing-kept"), (NeverUpdated, "never-updated")],
)
def test_state_that_is_not_kept_is_suspected(answer, label):
    assert label in [found.label for found in suspicions(Accumulator, answer)]


@pytest.mark.parametrize("solution", [regression, Accumulator, *SOLUTIONS], ids=lambda solution: solution.__name__)
def test_nothing_is_read_into_a_right_answer(solution):
    assert [*faults(solution, solution), *losses(solution), *suspicions(solution, solution)] == []
