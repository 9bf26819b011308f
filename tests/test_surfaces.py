"""surfaces.py が約束していること。"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eshikaku.gradient import gradient_check
from eshikaku.optimizers import SGD
from eshikaku.surfaces import SURFACES, bowl, descend, elongated, plateau, saddle

every_surface = pytest.mark.parametrize("surface", SURFACES.values(), ids=SURFACES.keys())
unit = st.floats(0, 1)


def test_the_seven_surfaces_are_registered_under_their_names():
    assert list(SURFACES) == ["bowl", "elongated", "rosenbrock", "beale", "himmelblau", "saddle", "plateau"]
    assert all(surface.name == name for name, surface in SURFACES.items())


@every_surface
@given(u=unit, v=unit)
def test_gradient_is_the_gradient_of_f(surface, u, v):
    point = [np.interp(u, [0, 1], surface.xlim), np.interp(v, [0, 1], surface.ylim)]
    assert gradient_check(surface, surface.gradient, point).ok


@every_surface
def test_minima_are_minima(surface):
    for minimum in np.array(surface.minima):
        np.testing.assert_allclose(surface.gradient(minimum), 0, atol=1e-12)
        around = minimum[:, None] + 1e-2 * np.array([np.cos(np.arange(12)), np.sin(np.arange(12))])
        assert (surface(around) > surface(minimum)).all()


@every_surface
def test_no_point_of_the_plot_lies_below_the_minima(surface):
    lowest = {round(float(surface.f(*minimum)), 9) for minimum in surface.minima}
    X, Y = np.meshgrid(np.linspace(*surface.xlim, 200), np.linspace(*surface.ylim, 200))
    assert len(lowest) == 1
    assert surface.f(X, Y).min() >= lowest.pop() - 1e-12


@every_surface
def test_minima_and_saddles_can_be_seen_in_the_plot(surface):
    for x, y in surface.minima + surface.saddles:
        assert surface.xlim[0] < x < surface.xlim[1]
        assert surface.ylim[0] < y < surface.ylim[1]


@every_surface
def test_saddles_are_stationary_and_f_both_rises_and_falls_around_them(surface):
    for point in np.array(surface.saddles):
        np.testing.assert_allclose(surface.gradient(point), 0, atol=1e-12)
        angle = np.linspace(0, 2 * np.pi, 60)
        change = surface(point[:, None] + 1e-2 * np.array([np.cos(angle), np.sin(angle)])) - surface(point)
        assert change.min() < 0 < change.max()


def test_elongated_has_condition_number_20_and_step_limit_1():
    eigenvalues = np.array(elongated.grad(1.0, 1.0))  # 対角のヘッセ行列なので、(1, 1) での勾配が固有値
    assert eigenvalues.max() / eigenvalues.min() == pytest.approx(20)
    assert 2 / eigenvalues.max() == pytest.approx(1)


def test_plateau_is_flat_far_from_the_valley():
    assert np.linalg.norm(plateau.gradient([-5.5, 3.5])) < 1e-3
    assert np.linalg.norm(plateau.gradient([0.0, 1.0])) > 0.5


def test_saddle_holds_gradient_descent_that_starts_on_its_axis():
    on_axis = descend(saddle, SGD(lr=0.1), start=(1.5, 0.0), steps=300)[-1]
    off_axis = descend(saddle, SGD(lr=0.1), start=(1.5, 1e-3), steps=300)[-1]
    np.testing.assert_allclose(on_axis, [0, 0], atol=1e-9)
    np.testing.assert_allclose(off_axis, [0, 1], atol=1e-9)


@pytest.mark.parametrize(("steps", "end"), [(30, (-0.3504, 0.0848)), (100, (-3.24e-4, 5.31e-5))])
def test_descend_reproduces_the_known_path_of_sgd(steps, end):
    path = descend(elongated, SGD(lr=0.95), start=(-7, 2), steps=steps)
    assert path.shape == (steps + 1, 2)
    np.testing.assert_array_equal(path[0], [-7, 2])
    np.testing.assert_allclose(path[-1], end, rtol=2e-3)


@every_surface
def test_descend_marks_divergence_with_nan_and_without_a_warning(surface):
    path = descend(surface, SGD(lr=1e8), start=(-1.9, 1.7), steps=200)
    lost = np.isnan(path).any(axis=1)
    assert path.shape == (201, 2)
    assert not lost[0]
    assert (np.diff(lost.astype(int)) >= 0).all()
    assert lost[-1] or surface is plateau  # 高原の上では、飛ばされた先の勾配が 0 になって止まる


@pytest.mark.parametrize(
    ("surface", "optimizer", "message"),
    [
        (bowl, SGD, "SGD.* のように作って.*SGD"),
        (bowl, "SGD", "のように作って.*'SGD'"),
        ("bowl", SGD(), "surface には .*'bowl'"),
        (bowl.f, SGD(), "surface には "),
    ],
)
def test_descend_takes_a_surface_and_a_made_optimizer(surface, optimizer, message):
    with pytest.raises(TypeError, match=message):
        descend(surface, optimizer, (1.0, 2.0), 3)


@pytest.mark.parametrize("method", ["__call__", "gradient"])
def test_a_path_must_be_transposed(method):
    path = descend(bowl, SGD(lr=0.1), (1.0, 2.0), steps=3)
    with pytest.raises(ValueError, match=r"渡された形: \(4, 2\).*path.T"):
        getattr(bowl, method)(path)
    np.testing.assert_allclose(bowl(path.T), (path**2).sum(axis=1))


def test_descend_leaves_start_unchanged():
    start = np.array([1.0, 2.0])
    descend(bowl, SGD(lr=0.1), start, steps=3)
    np.testing.assert_array_equal(start, [1.0, 2.0])


@pytest.mark.parametrize(
    ("error", "message", "start", "steps"),
    [
        (ValueError, "start は", (1.0, 2.0, 3.0), 1),
        (ValueError, "start は", (1.0, np.nan), 1),
        (ValueError, "steps は", (1.0, 2.0), -1),
        (TypeError, "steps は整数", (1.0, 2.0), 1.5),
    ],
)
def test_start_and_steps_of_descend_are_checked(error, message, start, steps):
    with pytest.raises(error, match=message):
        descend(bowl, SGD(), start, steps)
