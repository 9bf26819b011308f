"""活性化関数とソフトマックスの対話図。"""

import math

import numpy as np
import pytest

from eshikaku import functions
from eshikaku.explorers import ActivationExplorer, activation, activation_explorer
from eshikaku.gradient import numerical_gradient
from explorer_kit import center, run_in_node, settled, state, word

TAG = "eshikaku-activation"


def in_node(expression, data):
    return run_in_node(ActivationExplorer.scripts(), expression.replace("@", "eshikaku.activation."), data)


@pytest.mark.parametrize("name", activation.FUNCTIONS)
def test_values_and_slopes_in_javascript_equal_those_of_python(name):
    rng = np.random.default_rng(3)
    cases = [
        [gain, x] for gain in (0.25, 1.0, 3.7, 8.0) for x in [-6.0, -0.01, 0.0, 0.01, 6.0, *rng.uniform(-6, 6, 30)]
    ]
    f, slope, _ = activation.FUNCTIONS[name]
    found = in_node(f"[@value('{name}', ...d, {activation.ALPHA}), @slope('{name}', ...d, {activation.ALPHA})]", cases)
    expected = [[float(f(np.float64(a * x))), float(a * slope(np.float64(a * x)))] for a, x in cases]
    np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("name", activation.FUNCTIONS)
def test_the_slopes_of_the_figure_are_derivatives_and_their_top_is_the_known_one(name):
    f, slope, top = activation.FUNCTIONS[name]
    xs = np.linspace(-5.03, 5, 400)
    assert np.allclose([slope(x) for x in xs], [numerical_gradient(f, x) for x in xs], atol=1e-6)
    assert np.max(np.abs(slope(np.linspace(-6, 6, 12001)))) == pytest.approx(top, abs=1e-6)


def test_the_error_function_in_javascript_equals_that_of_python():
    xs = np.linspace(-7, 7, 281).tolist()
    np.testing.assert_allclose(in_node("@erf(d)", xs), [math.erf(x) for x in xs], rtol=0, atol=1e-14)


def test_softmax_in_javascript_equals_that_of_python():
    rng = np.random.default_rng(4)
    cases = [[rng.uniform(-4, 4, 4).tolist(), float(T)] for T in (0.1, 0.5, 1, 3, 10) for _ in range(10)]
    expected = [functions.softmax(np.array(z), T) for z, T in cases]
    np.testing.assert_allclose(in_node("@softmax(...d)", cases), expected, rtol=1e-9, atol=1e-12)


def test_the_size_of_the_slope_is_named():
    cases = [[0, 0.25], [0.01, 0.25], [-0.01, 0.25], [0.2, 0.25], [-0.1, 1.13], [0, 0]]
    names = ["微分は 0", "微分はほぼ 0", "微分はほぼ 0", "微分が流れる", "微分が流れる", "微分は 0"]
    assert in_node(f"@regime(...d, {activation.SATURATED})", cases) == names


def test_python_reads_value_slope_and_probabilities():
    figure = activation_explorer("leaky_relu", x=-2.0, gain=2.0, logits=(0, 0, 0, 0), temperature=0.5)
    assert (figure.value, figure.slope) == pytest.approx((-0.4, 0.2))
    assert figure.probabilities == pytest.approx([0.25] * 4)
    figure.logits = [1, 0, 0, 0]
    assert figure.probabilities[0] == pytest.approx(np.exp(2) / (np.exp(2) + 3))


@pytest.mark.browser
def test_the_point_is_dragged_sideways_and_moved_by_keys(open_page):
    page = open_page(activation_explorer())
    settled(page)
    grip = page.locator(".handle").first
    x, y = center(page, ".handle >> nth=0")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y, steps=4)
    page.mouse.up()
    moved = state(page, TAG)
    assert moved["x"] > 2
    assert moved["slope"] == pytest.approx(functions.sigmoid(moved["x"]) * functions.sigmoid(-moved["x"]))
    grip.press("ArrowLeft")
    assert state(page, TAG)["x"] == pytest.approx(moved["x"] - 0.1)
    grip.press("End")
    assert state(page, TAG)["x"] == 6
    assert word(page) == "微分はほぼ 0"
    grip.press("Home")
    assert state(page, TAG)["x"] == -6


@pytest.mark.browser
def test_a_logit_is_dragged_upwards_and_the_probabilities_follow(open_page):
    page = open_page(activation_explorer())
    settled(page)
    x, y = center(page, ".handle >> nth=3")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y - 50, steps=4)
    page.mouse.up()
    moved = state(page, TAG)
    assert moved["logits"][:2] == [2, 1]
    assert moved["logits"][2] > 1
    expected = functions.softmax(np.array(moved["logits"]), moved["temperature"])
    np.testing.assert_allclose(moved["probabilities"], expected, rtol=1e-9)
    page.locator(".handle").nth(3).press("End")
    assert state(page, TAG)["logits"][2] == 4
    page.locator(".handle").nth(3).press("Home")
    assert state(page, TAG)["logits"][2] == -4


@pytest.mark.browser
def test_temperature_keeps_the_order_and_adding_one_keeps_the_probabilities(open_page):
    page = open_page(activation_explorer())
    before = state(page, TAG)["probabilities"]
    page.get_by_role("button", name="全部に 1 を足す").click()
    assert state(page, TAG)["logits"] == [3, 2, 1, 0]
    np.testing.assert_allclose(state(page, TAG)["probabilities"], before)
    for temperature in ("0.1", "10"):
        page.get_by_role("spinbutton", name="温度 T(数値)").fill(temperature)
        found = state(page, TAG)["probabilities"]
        assert found == sorted(found, reverse=True)
        settled(page)
        assert page.locator(".word").nth(1).inner_text() == "最大はクラス A"
    page.get_by_role("button", name="ロジットを戻す").click()
    assert state(page, TAG)["logits"] == [2, 1, 0, -1]


@pytest.mark.browser
def test_the_marked_range_is_where_the_slope_is_small(open_page):
    page = open_page(activation_explorer("relu"))
    settled(page)
    half = page.locator(".flat").first.evaluate("(node) => [+node.getAttribute('x'), +node.getAttribute('width')]")
    page.locator("select").select_option("step")
    settled(page)
    full = page.locator(".flat").first.evaluate("(node) => [+node.getAttribute('x'), +node.getAttribute('width')]")
    assert half[1] == pytest.approx(full[1] / 2, rel=0.01)
    page.locator("select").select_option("sigmoid")
    settled(page)
    assert page.locator(".flat").count() == 2
