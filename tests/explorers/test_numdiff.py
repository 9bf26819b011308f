"""数値微分の対話図。"""

import numpy as np
import pytest

from eshikaku.explorers import NumdiffExplorer, numdiff, numdiff_explorer
from eshikaku.gradient import numerical_gradient
from explorer_kit import center, run_in_node, settled, state


@pytest.mark.parametrize("method", numdiff.METHODS)
@pytest.mark.parametrize("name", numdiff.FUNCTIONS)
def test_javascript_numerical_differentiation_equals_python(name, method):
    f, derivative = numdiff.FUNCTIONS[name]
    rng = np.random.default_rng(2)
    cases = [[x, h] for x in rng.uniform(-3, 3, 12) for h in 10.0 ** np.arange(-20, 0.5, 0.5)]
    g, m = f"eshikaku.numdiff.FUNCTIONS.{name}", f"eshikaku.numdiff.METHODS.{method}"
    expression = f"[{m}.estimate({g}.f, ...d), eshikaku.numdiff.error({g}, {m}, ...d), {g}.d1(d[0])]"
    for (x, h), found in zip(cases, run_in_node(NumdiffExplorer.scripts(), expression, cases), strict=True):
        estimate = numerical_gradient(f, x, h, method)
        # exp などの最後の 1 桁は処理系で違ってよい。その差は h で割られて拡大される。四則だけの関数はぴたりと同じ。
        exact = name in ("square", "cube")
        slack = 0 if exact else 4 * np.spacing(max(abs(f(x)), abs(f(x + h)))) / h + 1e-12
        expected = [estimate, abs(estimate - derivative(x)), derivative(x)]
        np.testing.assert_allclose(found, expected, rtol=0 if exact else 1e-9, atol=slack, err_msg=f"x={x} h={h}")


def test_the_second_and_third_derivatives_behind_the_truncation_line_are_right():
    xs = np.linspace(-3, 3, 25).tolist()
    for name in numdiff.FUNCTIONS:
        g = f"eshikaku.numdiff.FUNCTIONS.{name}"
        slopes = f"[{g}.d1, {g}.d2].map((f) => eshikaku.numdiff.METHODS.central.estimate(f, d, 1e-5))"
        found = run_in_node(NumdiffExplorer.scripts(), f"[[{g}.d2(d), {g}.d3(d)], {slopes}]", xs)
        for exact, numeric in found:
            np.testing.assert_allclose(exact, numeric, rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize(
    ("method", "h", "expected"),
    [
        ("central", 1e-2, "打ち切り誤差が主"),
        ("central", 1e-6, "丸め誤差が主"),
        ("central", 1e-50, "x+h が x に丸められ、差が 0"),
        ("forward", 1e-5, "打ち切り誤差が主"),
        ("forward", 1e-12, "丸め誤差が主"),
    ],
)
def test_the_dominant_error_is_named(method, h, expected):
    expression = f"eshikaku.numdiff.regime(eshikaku.numdiff.FUNCTIONS.exp, eshikaku.numdiff.METHODS.{method}, 1, d)"
    assert run_in_node(NumdiffExplorer.scripts(), expression, [h]) == [expected]


def test_python_reads_the_numerical_derivative():
    figure = numdiff_explorer("square", x=3.0, h=0.5, method="forward")
    assert (figure.estimate, figure.error) == (6.5, 0.5)
    assert numdiff_explorer("cube", x=0.0, h=0.5).error == 0.25
    assert numdiff_explorer("square", x=-3.0, h=0.5, method="forward").error == 0.5
    assert numdiff_explorer("sin", x=1.0, h=0.5).error > 0  # 真の値より小さく見積もるとき


@pytest.mark.browser
def test_h_is_dragged_along_its_axis_and_moved_by_arrows(open_page):
    page = open_page(numdiff_explorer(h=1e-2))
    settled(page)
    x, y = center(page, ".handle")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 90, y, steps=4)
    page.mouse.up()
    moved = state(page, "eshikaku-numdiff")
    assert moved["h"] < 1e-5
    assert moved["estimate"] == pytest.approx(float(numerical_gradient(np.exp, 1.0, moved["h"])), rel=1e-5)
    page.locator(".handle").press("ArrowRight")
    assert state(page, "eshikaku-numdiff")["h"] == pytest.approx(moved["h"] * 10**0.1, rel=0.01)
