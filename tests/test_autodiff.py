"""自動微分の勾配が数値微分と一致し、計算グラフの図に必要なものがすべて描かれることを確かめます。"""

import math
import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest

from eshikaku.autodiff import Var, graph_svg, topological_order
from eshikaku.gradient import numerical_gradient

EXPRESSIONS = {  # 名前: (Var の式, float の式)
    "sum": (lambda x: x + x + 1, lambda x: 2 * x + 1),
    "difference": (lambda x: 3 - x - 1, lambda x: 2 - x),
    "product": (lambda x: 2 * x * x * 3, lambda x: 6 * x * x),
    "quotient": (lambda x: 1 / x + x / 3, lambda x: 1 / x + x / 3),
    "power": (lambda x: x**3 + x**-0.5, lambda x: x**3 + x**-0.5),
    "negative": (lambda x: -x * x, lambda x: -x * x),
    "exp": (lambda x: (x * 2).exp(), lambda x: math.exp(2 * x)),
    "log": (lambda x: (x * x).log(), lambda x: math.log(x * x)),
    "sigmoid": (lambda x: x.sigmoid() * x, lambda x: x / (1 + math.exp(-x))),
    "tanh": (lambda x: x.tanh() * x, lambda x: math.tanh(x) * x),
    "power of a number": (lambda x: 3**x, lambda x: 3**x),
    "numpy number first": (lambda x: np.float64(2.0) * x - np.float64(1.0) / x, lambda x: 2 * x - 1 / x),
    "relu": (lambda x: x.relu() + (-x).relu(), lambda x: max(x, 0) + max(-x, 0)),
}


@pytest.mark.parametrize("value", [0.7, 1.9])
@pytest.mark.parametrize("name", EXPRESSIONS)
def test_value_and_gradient_agree_with_numbers(name, value):
    graph, plain = EXPRESSIONS[name]
    x = Var(value)
    y = graph(x)
    y.backward()
    assert y.value == pytest.approx(plain(value), rel=1e-14)
    assert x.grad == pytest.approx(float(numerical_gradient(plain, value)), rel=1e-7)


@pytest.mark.parametrize("value", [0.0, 2.0])
def test_the_zeroth_power_is_the_constant_1(value):
    x = Var(value)
    y = x**0
    y.backward()
    assert (y.value, x.grad) == (1.0, 0.0)


def test_branches_add_their_gradients():
    x = Var(3.0)
    a, b = x * 2, x * x
    (a * b).backward()  # 2x³
    assert x.grad == 6 * 3.0**2


def test_calling_backward_again_does_not_accumulate():
    x = Var(3.0)
    y = x * x
    y.backward()
    y.backward()
    assert x.grad == 6.0


def test_one_operation_is_one_node():
    x, t = Var(1.0, "x"), Var(0.0, "t")
    assert [node.name for node in topological_order((x - t).sigmoid())] == ["x", "t", "−", "σ"]
    assert len(topological_order(1 - x)) == len(topological_order(-x)) == 3


@pytest.mark.parametrize("value", [-800.0, -40.0, 40.0, 800.0])
def test_sigmoid_of_a_large_number_is_right_and_does_not_overflow(value):
    x = Var(value)
    y = x.sigmoid()
    y.backward()
    assert y.value == pytest.approx(math.exp(min(value, 0)), rel=1e-12)
    assert x.grad == pytest.approx(math.exp(-abs(value)), rel=1e-12)


def test_relu_passes_nothing_at_zero_or_below():
    for value in (-1.0, 0.0):
        x = Var(value)
        x.relu().backward()
        assert x.grad == 0.0


def test_chain_far_deeper_than_the_recursion_limit_works():
    y = x = Var(1.0)
    for _ in range(20_000):
        y = y + 0.0
    y.backward()
    assert x.grad == 1.0


def test_shared_nodes_are_visited_once():
    """枝分かれを道ごとにたどると 2^40 回かかる計算が、一瞬で終わる。"""
    y = x = Var(1.0)
    for _ in range(40):
        y = y + y
    y.backward()
    assert len(topological_order(y)) == 41
    assert x.grad == 2.0**40


def test_a_neuron_trained_by_it_learns_the_and_function():
    w1, w2, b = Var(0.1), Var(-0.1), Var(0.0)
    rows = [(0, 0, 0), (0, 1, 0), (1, 0, 0), (1, 1, 1)]
    for _ in range(300):
        loss = sum(((1 + (-(w1 * x1 + w2 * x2 + b) * (1 if t else -1)).exp()).log() for x1, x2, t in rows), Var(0.0))
        loss.backward()
        for w in (w1, w2, b):
            w.value -= 0.5 * w.grad
    assert all((w1.value * x1 + w2.value * x2 + b.value > 0) == bool(t) for x1, x2, t in rows)


def test_var_as_exponent_is_refused_with_the_way_round():
    with pytest.raises(TypeError, match="指数は数に"):
        Var(2.0) ** Var(3.0)


@pytest.mark.parametrize(
    ("calculate", "message"),
    [
        (lambda: Var("a"), "Var の値 は数に.*str"),
        (lambda: Var(1.0) * [1.0, 2.0], "Var の値 は数に.*list"),
        (lambda: np.array([1.0, 2.0]) + Var(1.0), "Var の値 は数に.*ndarray"),
        (lambda: Var(1.0) + None, "Var の値 は数に.*NoneType"),
        (lambda: Var(1.0) ** "2", "指数 は数に.*str"),
    ],
)
def test_what_is_not_a_number_is_refused(calculate, message):
    with pytest.raises(TypeError, match=message):
        calculate()


def drawn_texts(svg):
    return [element.text for element in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def test_graph_shows_every_node_once_with_value_and_gradient():
    x, w = Var(3.0, "x<1>"), Var(2.0, "w")
    y = (x * w).tanh() + x
    y.backward()
    texts = drawn_texts(y._repr_svg_())
    assert sorted(texts[::3]) == sorted(["x<1>", "w", "×", "tanh", "+"])
    assert f"{y.value:.4g}" in texts
    assert f"∂ {x.grad:.4g}" in texts
    assert graph_svg(y).count('class="edge"') == 5


def boxes(svg):
    rects = list(ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}rect"))
    return float(rects[0].get("width")), float(rects[0].get("height")), rects[1:]


def test_boxes_do_not_overlap_and_stay_inside_and_inputs_stand_left_of_results():
    x, w, b = Var(3.0, "x"), Var(2.0, "w"), Var(1.0, "b")
    y = (x * w + b).tanh() * x + b
    width, height, rects = boxes(graph_svg(y))
    corners = {(float(r.get("x")), float(r.get("y"))) for r in rects}
    assert len(corners) == len(rects) == 8  # 葉 3 個と計算 5 個
    assert all(0 <= cx <= width - 110 and 0 <= cy <= height - 56 for cx, cy in corners)
    left = {text: float(r.get("x")) for text, r in zip(drawn_texts(graph_svg(y))[::3], rects, strict=True)}
    assert left["x"] < left["×"]
    assert left["w"] < left["×"]
    assert left["b"] < left["tanh"] < max(left.values())


def test_two_arrows_into_one_node_end_at_different_points():
    svg = graph_svg(Var(3.0, "x") * Var(2.0, "w"))
    ends = re.findall(r'class="edge" d="[^"]* ([\d.]+ [\d.]+)"', svg)
    assert len(ends) == len(set(ends)) == 2


def test_a_long_name_is_cut_to_fit_its_box():
    (name, *_) = drawn_texts(graph_svg(Var(1.0, "学習率をかけた勾配の平均の名前")))
    assert name == "学習率をかけた…"


def test_jupyter_gets_no_picture_of_a_huge_graph():
    """1 つの変数を 1500 回使うと、図は 149 MB になり、ブラウザーが固まる。"""
    x = total = Var(1.0, "x")
    for _ in range(98):
        total = total + 1.0
    assert total._repr_svg_().startswith("<svg")  # 節点 197 個
    for _ in range(2):
        total = total + x.exp()
    assert total._repr_svg_() is None


def test_box_shows_name_value_and_gradient_of_its_own_node():
    x = Var(0.4567, "x")
    y = x * 3.0
    y.backward()
    assert drawn_texts(graph_svg(y)) == ["x", "0.4567", "∂ 3", "定数", "3", "∂ 0.4567", "×", "1.37", "∂ 1"]


def test_boxes_stand_in_tight_rows_with_the_first_input_on_top():
    svg = graph_svg(Var(1.0, "x") * Var(2.0, "w"))
    _, height, rects = boxes(svg)
    places = {
        name: (float(r.get("x")), float(r.get("y"))) for name, r in zip(drawn_texts(svg)[::3], rects, strict=True)
    }
    assert places == {"x": (20, 20), "w": (20, 96), "×": (190, 20)}
    assert height == 96 + 56 + 20


def test_an_input_used_late_stands_just_left_of_its_use():
    svg = graph_svg(Var(1.0, "x").exp().tanh() + Var(2.0, "b"))
    left = {text: float(r.get("x")) for text, r in zip(drawn_texts(svg)[::3], boxes(svg)[2], strict=True)}
    assert left["b"] == left["tanh"] > left["exp"]


def test_a_node_used_first_far_and_then_near_keeps_its_way():
    w, x = Var(1.0, "w"), Var(2.0, "x")
    svg = graph_svg(w.exp().tanh() * x + x.exp())
    assert svg.count('class="edge"') == 7


@pytest.mark.parametrize(
    "calculate",
    [
        lambda: Var(-1.0).log(),
        lambda: Var(0.0).log(),
        lambda: 1 / Var(0.0),
        lambda: Var(-1.0) ** 0.5,
        lambda: Var(0.0) ** 0.5,  # 値は 0 だが、微分は無限大
        lambda: Var(1e3).exp(),
    ],
    ids=["log of a negative", "log of 0", "1 / 0", "root of a negative", "slope of the root at 0", "overflow of exp"],
)
def test_what_cannot_be_calculated_is_refused_with_the_operation_and_the_value(calculate):
    with pytest.raises(ValueError, match=r"での (log|\^-1|\^0\.5|exp) は計算できません"):
        calculate()
