"""小さな演習一式が、章の演習と同じ約束を守ること。約束を破る演習を、約束のテストが見つけること。"""

from dataclasses import replace

import numpy as np
import pytest

import toy_exercises as toy
from eshikaku.course import contents
from eshikaku.course.exercises import attempts
from eshikaku.course.exercises.spec import Wrong
from exercise_contract import ExerciseContract


@pytest.fixture(autouse=True)
def toys(monkeypatch):
    monkeypatch.setattr(contents, "CHAPTERS", toy.CHAPTERS)


def gradient_with_unit_vectors(f, x):
    x = np.asarray(x, dtype=float)
    return np.array([(f(x + 1e-4 * e) - f(x - 1e-4 * e)) / 2e-4 for e in np.eye(x.size)])


def gradient_as_list(f, x):
    return list(gradient_with_unit_vectors(f, x))


def gradient_with_enumerate(f, x):
    grad = np.empty(x.shape)
    for i, value in enumerate(x):
        above, below = x.astype(float), x.astype(float)
        above[i], below[i] = value + 1e-4, value - 1e-4
        grad[i] = (f(above) - f(below)) / 2e-4
    return grad


def gradient_with_five_points(f, x):
    total = 0
    for step, weight in ((1e-3, 8), (2e-3, -1)):
        total = total + weight * np.array([f(x + step * e) - f(x - step * e) for e in np.eye(len(x))])
    return total / (12 * 1e-3)


class ScalarLoopRMSprop(toy.RMSprop):
    def update(self, params, grads):
        self.h = self.h or {key: np.zeros(value.shape) for key, value in params.items()}
        for key, value in params.items():
            for i in np.ndindex(value.shape):
                self.h[key][i] += (1 - self.rho) * (grads[key][i] ** 2 - self.h[key][i])
                value[i] -= self.lr * grads[key][i] / (self.h[key][i] ** 0.5 + self.eps)


class RebindingRMSprop(toy.RMSprop):
    def update(self, params, grads):
        old = self.h or dict.fromkeys(params, 0.0)
        self.h = {k: self.rho * old[k] + (1 - self.rho) * grads[k] * grads[k] for k in params}
        params.update({k: params[k] - self.lr * grads[k] / (np.sqrt(self.h[k]) + self.eps) for k in params})


class LazyRMSprop:
    rho, eps = 0.9, 1e-7

    def __init__(self, lr):
        self.lr, self.h = lr, {}

    def update(self, params, grads):
        for k, g in grads.items():
            self.h[k] = self.rho * self.h.get(k, 0) + 0.1 * np.square(g)
            params[k] -= self.lr / (np.sqrt(self.h[k]) + self.eps) * g


class DataclassLikeRMSprop(LazyRMSprop):
    def __init__(self, lr=0.01, **options):
        super().__init__(lr)


def descend_returning_new_dict(params, grads, lr):
    return {key: params[key] - lr * grads[key] for key in params}


def descend_rebinding(params, grads, lr):
    for key, grad in grads.items():
        params[key] = params[key] - lr * grad


def descend_returning_params(params, grads, lr):
    for key in grads:
        params[key] += -lr * grads[key]
    return params


def descend_with_update(params, grads, lr):
    params.update((key, value - lr * grads[key]) for key, value in params.items())


def normalize_with_std(x):
    return (x - x.mean(0)) / np.sqrt(x.std(0) ** 2 + 0.01)


def normalize_in_float32(x):
    x = x.astype(np.float32)
    return (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + np.float32(0.01))


def normalize_by_columns(x):
    return np.stack([(c - np.mean(c)) * (np.var(c) + 0.01) ** -0.5 for c in x.T], axis=1)


def normalize_to_nested_lists(x):
    return normalize_with_std(x).tolist()


def countdown_with_for(n):
    return sum(1 for _ in range(n))


def countdown_recursive(n):
    return 0 if n <= 0 else 1 + countdown_recursive(n - 1)


def countdown_in_numpy(n):
    return np.arange(n).size


def countdown_as_float(n):
    return float(max(n, 0))


def pair_as_list(v, g):
    velocity = 0.9 * v - 0.1 * g
    return [velocity, {"norm": np.abs(velocity)}]


def pair_with_arrays(v, g):
    velocity = np.array(0.9 * v) - np.array(0.1) * g
    return velocity, {"norm": np.linalg.norm(velocity)}


def pair_with_generator(v, g):
    yield 0.9 * v - 0.1 * g
    yield {"norm": max(0.9 * v - 0.1 * g, 0.1 * g - 0.9 * v)}


def pair_with_square_root(v, g):
    velocity = -(0.1 * g - 0.9 * v)
    return velocity, dict(norm=(velocity**2) ** 0.5)  # noqa: C408


RIGHT = {
    "99-1": [gradient_with_unit_vectors, gradient_as_list, gradient_with_enumerate, gradient_with_five_points],
    "99-2": [ScalarLoopRMSprop, RebindingRMSprop, LazyRMSprop, DataclassLikeRMSprop],
    "99-3": [descend_returning_new_dict, descend_rebinding, descend_returning_params, descend_with_update],
    "99-4": [normalize_with_std, normalize_in_float32, normalize_by_columns, normalize_to_nested_lists],
    "99-5": [countdown_with_for, countdown_recursive, countdown_in_numpy, countdown_as_float],
    "99-6": [pair_as_list, pair_with_arrays, pair_with_generator, pair_with_square_root],
}


class TestToyExercises(ExerciseContract):
    stem = "99_toy"

    @classmethod
    def exercises(cls):
        return toy.EXERCISES

    right = RIGHT


CONTRACT = TestToyExercises()
GRADIENT = toy.EXERCISES[0]


def test_contract_finds_a_mutant_that_the_inputs_cannot_tell_apart():
    too_weak = replace(
        GRADIENT, cases=lambda: [(toy.bowl, np.zeros(2))], random_case=lambda rng: (toy.bowl, np.zeros(1))
    )
    with pytest.raises(AssertionError, match=r"sign-flipped:L6.*正解とされる"):
        CONTRACT.test_every_mutant_is_rejected(too_weak)


def test_contract_finds_two_slips_that_the_inputs_cannot_tell_from_the_right_answer():
    blind = replace(GRADIENT, cases=lambda: [(toy.bowl, np.zeros(2))], random_case=HalfBlind(attempts.RANDOM_CASES))
    with pytest.raises(AssertionError, match="違います"):
        CONTRACT.test_two_slips_at_once_are_rejected_unless_they_cancel(blind)


class HalfBlind:
    """初めの何組かは何も見分けられず、その後は見分けられる、乱数の入力。"""

    def __init__(self, blind):
        self.blind, self.made = blind, 0

    def __call__(self, rng):
        self.made += 1
        return (toy.bowl, np.zeros(1)) if self.made <= self.blind else (toy.tilted, rng.normal(size=4))


def test_contract_finds_two_known_wrong_answers_with_one_result():
    twice = replace(
        GRADIENT, wrong=(Wrong(answer=toy.uphill, why="一つめ。"), Wrong(answer=uphill_again, why="二つめ。"))
    )
    with pytest.raises(AssertionError, match="uphill と uphill_again が同じ"):
        CONTRACT.test_known_wrong_answers_are_told_apart_by_the_inputs(twice)


def uphill_again(f, x):
    return toy.uphill(f, x) * 1.0


def test_contract_finds_a_solution_that_writes_into_its_argument():
    def in_place(x):
        x -= x.mean(axis=0)
        return x

    writing = replace(toy.EXERCISES[3], solution=in_place)
    with pytest.raises(AssertionError, match="read_only"):
        CONTRACT.test_solution_does_not_care_how_an_array_lies_in_memory(writing)


def test_contract_finds_a_mutant_wrongly_declared_equivalent():
    with pytest.raises(AssertionError, match="解答例と違います"):
        CONTRACT.test_mutants_declared_equivalent_are_equivalent(
            replace(GRADIENT, equivalent_mutants=frozenset({"division-dropped:L10"}))
        )
    with pytest.raises(AssertionError, match="no-such:L1 はありません"):
        CONTRACT.test_mutants_declared_equivalent_are_equivalent(
            replace(GRADIENT, equivalent_mutants=frozenset({"no-such:L1"}))
        )


@pytest.mark.parametrize(
    ("index", "hint"),
    [(0, "(above - below) / (2*h) を代入します"), (6, "答えは 0.333 です"), (8, "勾配と逆の向き です")],
)
def test_contract_finds_a_hint_that_gives_the_answer(index, hint):
    with pytest.raises(AssertionError, match="に答え"):
        CONTRACT.test_hints_lead_without_giving_the_answer(replace(toy.EXERCISES[index], hints=(hint,)))
