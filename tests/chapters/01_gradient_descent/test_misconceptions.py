"""第1章の落とし穴: 誤った版が本当に失敗し、正しい版が失敗しないこと(台帳の test 欄が指すテスト)。"""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from mpl_toolkits.mplot3d import Axes3D

from chapter_kit import Page
from eshikaku import gradient
from eshikaku.surfaces import bowl, plateau, saddle

run = Page("01_gradient_descent", bowl=bowl).run


def test_going_along_the_gradient_raises_f_and_against_it_lowers_f():
    for start in np.random.default_rng(0).normal(size=(50, 2)):
        step = 0.1 * bowl.gradient(start)
        assert bowl(start + step) > bowl(start) > bowl(start - step)


def test_an_integer_array_breaks_the_careless_gradient_but_not_the_librarys():
    careless = run("numgrad-int-code-01")["careless_gradient"]
    integers = np.array([-2, 3])
    assert careless(bowl, integers).tolist() == [-15000, 25000]
    assert np.allclose(gradient.numerical_gradient(bowl, integers), [-4, 6])


def test_the_error_of_the_central_difference_is_smallest_near_1e_minus_5():
    x = np.random.default_rng(1).uniform(-1, 1, size=200)
    h = 10.0 ** np.arange(-1, -14, -1)
    error = [np.median(abs((np.exp(x + s) - np.exp(x - s)) / (2 * s) / np.exp(x) - 1)) for s in h]
    assert h[np.argmin(error)] == pytest.approx(1e-5)
    assert (np.exp(0.5 + 1e-50) - np.exp(0.5 - 1e-50)) / 2e-50 == 0


def test_the_careless_descent_moves_the_callers_start_but_the_librarys_does_not():
    start = np.array([-2.0, 3.0])
    gradient.gradient_descent(bowl, start, lr=0.1, step_num=2, grad=bowl.gradient)
    assert start.tolist() == [-2, 3]
    run("gd-alias-code-01")["careless_descent"](bowl.gradient, start, lr=0.1, step_num=2)
    assert start.round(4).tolist() == [-1.28, 1.92]


@pytest.mark.parametrize(("surface", "start"), [(saddle, (1.5, 0)), (plateau, (6, 4))])
def test_the_cost_stops_changing_far_above_the_minimum(surface, start):
    values = gradient.gradient_descent(surface, start, lr=0.1, step_num=200, grad=surface.gradient).values
    assert abs(values[-1] - values[-2]) < 1e-6
    assert values[-1] > surface(np.array(surface.minima[0])) + 0.2


def test_a_thousand_steps_are_not_the_optimum_of_the_five_points(five_point_problem):
    X, y, J, grad_J = five_point_problem
    early = gradient.gradient_descent(J, [0, 0], lr=0.01, step_num=1000, grad=grad_J).x
    ols = np.linalg.lstsq(X, y)[0]
    assert early.round(3).tolist() == [1.852, 0.696]
    assert ols.round(3).tolist() == [2.2, 0.6]
    assert (round(J(early), 4), round(J(ols), 4)) == (0.2510, 0.2400)
    limit = 2 / np.linalg.eigvalsh(X.T @ X / 5)[-1]
    assert round(limit, 3) == 0.169
    below = gradient.gradient_descent(J, [0, 0], lr=0.99 * limit, step_num=3000, grad=grad_J).values[-1]
    above = gradient.gradient_descent(J, [0, 0], lr=1.01 * limit, step_num=3000, grad=grad_J).values[-1]
    assert below < 0.2401
    assert above > 1e10


def test_axes3d_adds_no_axes_to_the_figure_but_add_subplot_does():
    old, new = plt.figure(), plt.figure()
    Axes3D(old)
    new.add_subplot(projection="3d")
    assert (len(old.axes), len(new.axes)) == (0, 1)
    plt.close("all")
