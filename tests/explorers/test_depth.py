"""深さの対話図。"""

import numpy as np
import pytest

from eshikaku.explorers import DepthExplorer, depth, depth_explorer
from explorer_kit import run_in_node, settled, state, word

TAG = "eshikaku-depth"


def run_depth(expression, data):
    facts = depth_explorer()._facts
    return run_in_node(DepthExplorer.scripts(), f"((facts) => ({expression}))({facts})", data)


def test_javascript_draws_the_same_normal_numbers_as_python():
    take = "((next) => Array.from({length: 9}, next))(eshikaku.depth.normals(d))"
    for seed, found in zip([1, 77, 9999], run_in_node(DepthExplorer.scripts(), take, [1, 77, 9999]), strict=True):
        numbers = depth.normals(seed)
        np.testing.assert_allclose(found, [next(numbers) for _ in range(9)], rtol=1e-12)


def test_the_drawn_numbers_are_standard_normal():
    numbers = depth.normals(3)
    drawn = np.array([next(numbers) for _ in range(40_000)])
    assert abs(drawn.mean()) < 0.02
    assert drawn.std() == pytest.approx(1, abs=0.02)
    assert np.mean(np.abs(drawn) < 1) == pytest.approx(0.683, abs=0.01)
    assert abs(np.corrcoef(drawn[:-1], drawn[1:])[0, 1]) < 0.02


@pytest.mark.parametrize("activation", depth.ACTIVATIONS)
def test_javascript_signals_equal_python(activation):
    cases = [[activation, std, layers, width, 5] for std in (0.01, 0.15, 1.0) for layers, width in ((4, 20), (10, 8))]
    found = run_depth("eshikaku.depth.signals(facts, ...d)", cases)
    for case, js in zip(cases, found, strict=True):
        expected = depth.signals(*case)
        np.testing.assert_allclose(js["outputs"], expected.outputs, rtol=1e-9, atol=0)
        np.testing.assert_allclose(js["gradients"], expected.gradients, rtol=1e-9, atol=0)
        np.testing.assert_allclose(js["flat"], expected.flat, atol=1e-9)
        np.testing.assert_array_equal(js["counts"], expected.counts)


def test_javascript_names_the_rule_and_the_behaviour_as_python_does():
    cases = [
        {"activation": a, "rule": rule, "std": std, "depth": 8, "width": 30, "seed": 2}
        for a in depth.ACTIVATIONS
        for rule, std in (("own", 0.01), ("own", 0.5), ("own", 5.0), ("xavier", 1.0), ("he", 1.0), ("torch", 1.0))
    ]
    one = "eshikaku.depth.signals(facts, d.activation, eshikaku.depth.weightStd(d), d.depth, d.width, d.seed)"
    words = set()
    for case, found in zip(
        cases, run_depth(f"[eshikaku.depth.weightStd(d), eshikaku.depth.behaviour({one})]", cases), strict=True
    ):
        figure = depth_explorer(**case)
        assert found == [pytest.approx(depth.weight_std(case["rule"], case["std"], 30)), figure.behaviour]
        words.add(figure.behaviour)
    assert words >= {"爆発する", "信号も勾配も消える", "勾配が消える", "保たれている"}


def test_the_sizes_are_those_of_the_theory_for_a_linear_net():
    found = depth.signals("identity", 0.2, 4, 100, seed=1)  # 1 層で √100 × 0.2 = 2 倍
    np.testing.assert_allclose(found.outputs, 2.0 ** np.arange(1, 5), rtol=0.15)
    np.testing.assert_allclose(found.gradients, 2.0 ** np.arange(3, -1, -1), rtol=0.15)
    assert found.counts.sum(axis=1).tolist() == [64 * 100] * 4


@pytest.mark.browser
def test_moving_the_spread_leaves_the_rule(open_page):
    page = open_page(depth_explorer())
    assert word(page) == "保たれている"
    page.get_by_role("slider", name="重みの標準偏差").press("Home")
    settled(page)
    assert state(page, TAG)["rule"] == "own"
    assert state(page, TAG)["std"] == 0.001
    assert word(page) == "信号も勾配も消える"
    page.get_by_role("slider", name="重みの標準偏差").press("End")
    assert word(page) == "爆発する"
    page.get_by_label("規則").select_option("he")
    assert word(page) == "保たれている"
    page.get_by_label("活性化関数").select_option("sigmoid")
    page.get_by_label("規則").select_option("xavier")
    assert word(page) == "勾配が消える"


@pytest.mark.browser
def test_the_page_computes_what_python_computes(open_page):
    page = open_page(depth_explorer("tanh", "own", std=0.3, depth=6, width=20, seed=4))
    expected = depth.signals("tanh", 0.3, 6, 20, 4)
    np.testing.assert_allclose(state(page, TAG)["outputs"], expected.outputs, rtol=1e-9)
    np.testing.assert_allclose(state(page, TAG)["gradients"], expected.gradients, rtol=1e-9)
    settled(page)
    assert page.locator(".bars").count() == 6
    page.get_by_role("slider", name="深さ(層の数)").press("End")
    page.get_by_role("button", name="別の乱数").click()
    settled(page)
    assert page.locator(".bars").count() == 10
    assert state(page, TAG)["seed"] == 5
    page.get_by_role("spinbutton", name="幅(ユニット数)(数値)").fill("129")
    assert "4 から 128" in page.get_by_role("alert").filter(has_text="幅").inner_text()
