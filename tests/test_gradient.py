"""gradient.py が約束していること。"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from eshikaku.gradient import gradient_check, gradient_descent, numerical_gradient


def bowl(x):
    return np.sum(x**2)


def bowl_gradient(x):
    return 2 * x


# --- 数値微分


@given(hnp.arrays(np.float64, hnp.array_shapes(min_dims=0, max_dims=3, max_side=3), elements=st.floats(-1e6, 1e6)))
def test_central_difference_matches_the_formula_up_to_rounding_for_any_shape_and_scale(x):
    rounding = 10 * np.finfo(float).eps ** (2 / 3) * max(1.0, bowl(x))
    np.testing.assert_allclose(numerical_gradient(bowl, x), 2 * x, rtol=1e-6, atol=rounding)


@given(st.floats(-1e150, 1e150))
def test_default_h_grows_with_x_so_that_large_x_is_safe(x):
    assert numerical_gradient(bowl, x) == pytest.approx(2 * x, rel=1e-8, abs=1e-8)


def test_integer_input_is_not_truncated():
    gradient = numerical_gradient(bowl, np.array([-2, 3]))
    assert gradient.dtype == np.float64
    np.testing.assert_allclose(gradient, [-4, 6], rtol=1e-8)


@pytest.mark.parametrize("x", [2, 2.0, np.float64(2.0), np.array(2.0)])
def test_a_number_gives_a_number(x):
    gradient = numerical_gradient(lambda x: x**3, x)
    assert isinstance(gradient, np.float64)
    assert gradient == pytest.approx(12, rel=1e-8)


def test_float32_stays_float32_and_is_right_to_three_digits():
    gradient = numerical_gradient(lambda x: np.sum(np.exp(x)), np.array([0.5, 3.0], np.float32))
    assert gradient.dtype == np.float32
    np.testing.assert_allclose(gradient, np.exp([0.5, 3.0]), rtol=1e-3)


@pytest.mark.parametrize(("method", "worse"), [("central", 100), ("forward", 100)])
def test_default_h_beats_h_that_is_a_thousand_times_smaller_or_larger(method, worse):
    def error(h):
        points = np.linspace(0.5, 1.5, 50)
        return np.mean([abs(numerical_gradient(np.exp, x, h, method) - np.exp(x)) for x in points])

    default_h = np.finfo(float).eps ** (1 / 3 if method == "central" else 1 / 2)
    best = error(None)
    assert best < error(default_h * 1000) / worse
    assert best < error(default_h / 1000) / worse


def test_too_small_h_gives_zero():
    assert numerical_gradient(np.exp, 1.0, h=1e-50) == 0.0


def test_error_falls_with_h_for_forward_and_with_h_squared_for_central():
    def error(h, method):
        return abs(numerical_gradient(np.exp, 0.0, h, method) - 1.0)

    assert error(1e-2, "forward") / error(1e-3, "forward") == pytest.approx(10, rel=0.01)
    assert error(1e-2, "central") / error(1e-3, "central") == pytest.approx(100, rel=0.01)


def test_input_is_unchanged_even_when_f_raises_or_writes():
    def writes(x):
        x[:] = 0
        return 0.0

    def raises(x):
        raise RuntimeError

    x = np.array([1.0, 2.0])
    numerical_gradient(writes, x)
    gradient_descent(writes, x, step_num=2)
    with pytest.raises(RuntimeError):
        numerical_gradient(raises, x)
    np.testing.assert_array_equal(x, [1.0, 2.0])


@pytest.mark.parametrize(
    ("error", "message", "f", "x", "options"),
    [
        (ValueError, "np.sum", lambda x: x, [1.0, 2.0], {}),
        (TypeError, "return を書き忘れて", lambda x: None, [1.0], {}),
        (TypeError, "実数を 1 つ", lambda x: 1j, [1.0], {}),
        (TypeError, "x は実数", bowl, ["1"], {}),
        (TypeError, "x は実数", bowl, [1j], {}),
        (ValueError, "nan か inf", bowl, [np.nan], {}),
        (ValueError, "h は", bowl, [1.0], {"h": 0}),
        (ValueError, "central", bowl, [1.0], {"method": "backward"}),
    ],
)
def test_wrong_input_to_numerical_gradient_is_named(error, message, f, x, options):
    with pytest.raises(error, match=message):
        numerical_gradient(f, x, **options)


# --- 勾配確認


@given(hnp.arrays(np.float64, (2, 3), elements=st.floats(-10, 10)))
def test_gradient_check_accepts_a_right_gradient_with_zero_components(x):
    assert gradient_check(lambda x: np.sum(np.sin(x)), np.cos, x).ok
    assert gradient_check(lambda x: np.sum(x[0]), lambda x: np.array([[1.0] * 3, [0.0] * 3]), x).ok


def test_gradient_check_finds_one_wrong_component_and_says_where():
    def wrong(x):
        gradient = 3 * x**2
        gradient[1, 2] *= 1.01
        return gradient

    result = gradient_check(lambda x: np.sum(x**3), wrong, np.arange(1.0, 7.0).reshape(2, 3))
    assert not result.ok
    assert result.index == (1, 2)
    assert result.max_error == pytest.approx(0.01 / 1.01, rel=1e-3)
    assert "合いません" in str(result)
    assert "[1, 2]" in str(result)


def test_gradient_check_finds_a_wrong_component_that_is_tiny():
    assert not gradient_check(lambda x: 1e-7 * np.sum(x**2), lambda x: 1e-7 * x, [1.0, 2.0]).ok


def test_gradient_check_cannot_see_a_wrong_gradient_that_has_all_but_vanished():
    assert gradient_check(lambda x: 1e-10 * np.sum(x), lambda x: -5e-10 * np.ones_like(x), [1.0, 2.0]).ok


def test_gradient_check_reports_nan_as_wrong():
    assert not gradient_check(bowl, lambda x: x * np.nan, [1.0, 2.0]).ok


def test_gradient_check_works_in_float64_for_float32_input():
    seen = set()

    def f(x):
        seen.add(x.dtype)
        return np.sum(x**2)

    assert gradient_check(f, bowl_gradient, np.array([1.0, 2.0], np.float32)).ok
    assert seen == {np.dtype(np.float64)}


def test_gradient_check_of_a_number():
    result = gradient_check(lambda x: x**2, bowl_gradient, 3.0)
    assert result.ok
    assert result.index == ()
    assert "式 6、数値微分 6" in str(result)


def test_gradient_check_names_a_wrong_shape():
    with pytest.raises(ValueError, match=r"grad の返り値の形 \(\)"):
        gradient_check(bowl, np.sum, [1.0, 2.0])


# --- 勾配降下法


def test_lr_0_1_reaches_the_minimum_of_the_bowl():
    result = gradient_descent(bowl, [-2, 3], lr=0.1, step_num=100)
    np.testing.assert_allclose(result.x, [-4.07e-10, 6.11e-10], rtol=2e-3)
    assert result.stopped == "step_num"


def test_lr_10_blows_up_and_lr_1e_10_does_not_move():
    assert np.linalg.norm(gradient_descent(bowl, [-2, 3], lr=10, step_num=100).x) > 1e100
    np.testing.assert_allclose(gradient_descent(bowl, [-2, 3], lr=1e-10).x, [-2, 3], atol=1e-7)


@pytest.mark.parametrize("x0", [[-2, 3], 3.0, np.ones((2, 3))])
def test_path_follows_the_rule_and_the_records_belong_to_its_points(x0):
    result = gradient_descent(bowl, x0, lr=0.1, step_num=5, grad=bowl_gradient)
    assert result.path.shape == (6, *np.shape(x0))
    assert result.steps == 5
    np.testing.assert_allclose(result.path, np.multiply.outer(0.8 ** np.arange(6), np.asarray(x0, float)))
    for x, value, norm in zip(result.path, result.values, result.grad_norms, strict=True):
        assert value == pytest.approx(np.sum(x**2))
        assert norm == pytest.approx(2 * np.sqrt(np.sum(x**2)))
    np.testing.assert_array_equal(result.x, result.path[-1])


def test_numerical_and_exact_gradients_give_the_same_path():
    numerical = gradient_descent(bowl, [-2, 3], lr=0.1)
    exact = gradient_descent(bowl, [-2, 3], lr=0.1, grad=bowl_gradient)
    np.testing.assert_allclose(numerical.path, exact.path, atol=1e-8)


def test_float32_path_stays_float32():
    x = np.array([1.0, 2.0], np.float32)
    assert gradient_descent(bowl, x, step_num=3).path.dtype == np.float32
    assert gradient_descent(bowl, x, step_num=3, grad=lambda x: 2.0 * x.astype(np.float64)).path.dtype == np.float32


def test_init_x_of_the_caller_is_unchanged():
    x = np.array([-2.0, 3.0])
    result = gradient_descent(bowl, x, lr=0.1)
    result.path[:] = 0
    result.x[:] = 0
    np.testing.assert_array_equal(x, [-2.0, 3.0])


def test_tol_grad_stops_at_the_first_point_with_a_small_gradient():
    result = gradient_descent(bowl, [-2, 3], lr=0.1, step_num=1000, tol_grad=1e-3)
    assert result.stopped == "gradient"
    assert result.grad_norms[-1] <= 1e-3 < result.grad_norms[-2]
    assert "tol_grad" in str(result)


def test_tol_f_stops_at_the_first_small_change_of_f():
    result = gradient_descent(bowl, [-2, 3], lr=0.1, step_num=1000, tol_f=1e-3)
    change = np.abs(np.diff(result.values))
    assert result.stopped == "value"
    assert change[-1] <= 1e-3 < change[-2]
    assert "tol_f" in str(result)


def test_stopping_is_no_proof_of_a_minimum():
    saddle = gradient_descent(lambda x: x[0] ** 2 - x[1] ** 2, [1.0, 0.0], lr=0.1, step_num=1000, tol_grad=1e-6)
    assert saddle.stopped == "gradient"
    assert saddle.values[-1] > -1e-9


@pytest.mark.parametrize("grad", [None, bowl_gradient])
def test_divergence_stops_keeps_the_last_finite_point_and_says_so(grad):
    result = gradient_descent(bowl, [-2, 3], lr=10, step_num=1000, grad=grad)
    assert result.stopped == "diverged"
    assert result.steps < 1000
    for record in (result.path, result.values, result.x):
        assert np.isfinite(record).all()
    assert "発散しました" in str(result)
    assert f"{result.steps + 1} 回目" in str(result)


def test_gradient_that_becomes_nan_counts_as_divergence():
    result = gradient_descent(lambda x: x, 1.0, lr=0.5, grad=lambda x: x * np.nan if x < 0.3 else 1.0)
    assert result.stopped == "diverged"
    assert result.x == 0.5


def test_zero_steps_record_the_start_only():
    result = gradient_descent(bowl, [1.0, 2.0], step_num=0)
    assert result.path.shape == (1, 2)
    assert result.stopped == "step_num"


@pytest.mark.parametrize(
    ("error", "message", "options"),
    [
        (ValueError, "lr は", {"lr": 0}),
        (ValueError, "lr は", {"lr": -0.1}),
        (ValueError, "lr は", {"lr": np.nan}),
        (ValueError, "step_num は", {"step_num": -1}),
        (TypeError, "step_num は整数", {"step_num": 1.5}),
        (ValueError, "tol_grad は", {"tol_grad": -1}),
        (ValueError, "tol_f は", {"tol_f": np.inf}),
        (ValueError, "init_x に nan", {"init_x": [np.nan, 1.0]}),
        (TypeError, "init_x は実数", {"init_x": "abc"}),
        (ValueError, "grad の返り値の形", {"grad": lambda x: 1.0}),
        (ValueError, "出発点", {"f": lambda x: np.inf}),
        (ValueError, "np.sum", {"f": lambda x: x}),
    ],
)
def test_wrong_input_to_gradient_descent_is_named(error, message, options):
    with pytest.raises(error, match=message):
        gradient_descent(**({"f": bowl, "init_x": [1.0, 2.0]} | options))
