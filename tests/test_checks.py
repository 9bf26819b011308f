"""checks.py が約束していること(ふつうの使い方は doctest にあります)。"""

import numpy as np
import pytest

from eshikaku import checks


@pytest.mark.parametrize("value", [2, 2.0, np.float32(2), np.float64(2), np.int64(2), np.array(2.0)])
def test_any_real_number_becomes_a_python_float(value):
    assert type(checks.real("x", value)) is float
    assert checks.number("x", value) == 2.0


@pytest.mark.parametrize("value", [True, np.True_, "2", None, 2j, [2.0], np.array([2.0])])
def test_what_is_not_one_number_is_refused_by_name(value):
    with pytest.raises(TypeError, match="lr は数にしてください"):
        checks.real("lr", value)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_real_refuses_nan_and_infinity_but_number_leaves_them_to_the_caller(value):
    with pytest.raises(ValueError, match="lr は有限な数に"):
        checks.real("lr", value)
    assert checks.number("lr", value) == pytest.approx(value, nan_ok=True)


@pytest.mark.parametrize(
    ("bounds", "inside", "outside", "words"),
    [
        ({"above": 0}, 1e-300, 0, "x は 0 より大きい有限な数にしてください"),
        ({"at_least": 0}, 0, -1e-300, "x は 0 以上の有限な数にしてください"),
        ({"below": 1}, 0.999, 1, "x は 1 未満の有限な数にしてください"),
        ({"at_most": 1}, 1, 1.001, "x は 1 以下の有限な数にしてください"),
    ],
)
def test_bounds_are_open_or_closed_as_their_names_say(bounds, inside, outside, words):
    assert checks.real("x", inside, **bounds) == inside
    with pytest.raises(ValueError, match=words):
        checks.real("x", outside, **bounds)


@pytest.mark.parametrize(("value", "error"), [(True, TypeError), (3.0, TypeError), ("3", TypeError), (0, ValueError)])
def test_whole_refuses_what_is_not_a_count(value, error):
    with pytest.raises(error, match="step_num は"):
        checks.whole("step_num", value)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("position", [0, 1, -1])
@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_one_bad_element_anywhere_is_found_even_among_huge_ones(dtype, position, bad):
    g = np.full((40, 50), np.finfo(dtype).max, dtype)
    checks.finite_gradient("g", g)
    g.flat[position] = bad
    with pytest.raises(ValueError, match="g に NaN か無限大"):
        checks.finite_gradient("g", g)
    with pytest.raises(ValueError, match="g に NaN か無限大"):
        checks.finite_gradient("g", np.repeat(g, 2, axis=1)[:, ::2])


def test_finite_gradient_accepts_numbers_and_empty_arrays():
    checks.finite_gradient("g", 1e300)
    checks.finite_gradient("g", np.zeros((0, 3)))
