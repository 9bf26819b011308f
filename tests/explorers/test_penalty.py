"""L1 と L2 の罰則の対話図。"""

import numpy as np
import pytest

from eshikaku.explorers import PenaltyExplorer, penalty, penalty_explorer
from explorer_kit import center, run_in_node, settled, state, word


def penalty_cases():
    """[罰則, λ, 最小点] の並び。1 つだけ 0、両方 0、どちらも 0 でない解を、すべての符号で含む。"""
    rng = np.random.default_rng(12)
    points = [*rng.uniform(-2, 2, (20, 2)).tolist(), [1.5, 0.2], [-0.2, 1.5], [0.0, 0.0], [2.0, -1.5]]
    cases = [[kind, lam, p] for kind in penalty.KINDS for lam in (0.0, 0.1, 0.5, 1.3, 3.0) for p in points]
    # 境目の上の点(矢印キーで着く)。丸め誤差が、場合分けの外に出す
    return [
        *cases,
        ["l1", 0.15, [-2.4, 0.25]],
        ["l1", 0.3, [-2.1, 0.5]],
        ["l1", 1.95, [-2.35, 1.0]],
        ["l2", 1.4, [-2.4, 0.6]],
    ]


def test_javascript_solves_as_python_does():
    cases = penalty_cases()
    w = f"eshikaku.penalty.solve({penalty.RHO}, ...d)"
    rest = f"p.radius(d[0], w), p.loss({penalty.RHO}, w, d[2]), p.behaviour(w)"
    words = set()
    found = run_in_node(PenaltyExplorer.scripts(), f"((w, p) => [w, {rest}])({w}, eshikaku.penalty)", cases)
    for (kind, lam, best), (solution, size, value, name) in zip(cases, found, strict=True):
        expected = penalty.solve(kind, lam, best)
        np.testing.assert_allclose(solution, expected, rtol=1e-9, atol=1e-12)
        assert [v == 0 for v in solution] == [v == 0 for v in expected]  # ちょうど 0 も同じ
        assert size == pytest.approx(penalty.radius(kind, expected), rel=1e-9, abs=1e-12)
        assert value == pytest.approx(float(penalty.loss(expected, best)), rel=1e-9, abs=1e-12)
        assert name == penalty.behaviour(expected)
        words.add((kind, name))
    assert {name for kind, name in words if kind == "l1"} == {
        "2 つともちょうど 0",
        "w₁ がちょうど 0",
        "w₂ がちょうど 0",
        "0 の重みはない",
    }


@pytest.mark.parametrize("kind", penalty.KINDS)
def test_no_point_nearby_is_better_than_the_solution(kind):
    def total(w, lam, best):
        size = np.abs(w).sum(axis=-1) * lam if kind == "l1" else lam / 2 * np.sum(w**2, axis=-1)
        return penalty.loss(w, best) + size

    around = np.stack(np.meshgrid(*[np.linspace(-0.3, 0.3, 61)] * 2), axis=-1)
    for name, lam, best in penalty_cases():
        if name == kind:
            w = penalty.solve(kind, lam, best)
            assert total(w, lam, best) <= total(w + around, lam, best).min() + 1e-12


def test_the_solution_is_the_least_loss_within_its_region():
    for kind in penalty.KINDS:
        w = penalty.solve(kind, 0.5, (1.5, 0.2))
        grid = np.stack(np.meshgrid(*[np.linspace(-2, 2, 401)] * 2), axis=-1)
        sizes = np.abs(grid).sum(axis=-1) if kind == "l1" else np.sqrt(np.sum(grid**2, axis=-1))
        allowed = sizes <= penalty.radius(kind, w)
        assert penalty.loss(grid, (1.5, 0.2))[allowed].min() >= penalty.loss(w, (1.5, 0.2)) - 1e-9


def test_only_l1_reaches_zero_at_a_finite_strength():
    l1, l2 = (penalty_explorer(kind) for kind in penalty.KINDS)
    assert np.all(l1.path[-1] == 0)
    assert np.all(l2.path != 0)
    assert l1.behaviour == "w₂ がちょうど 0"
    assert l2.behaviour == "0 の重みはない"


def test_a_wrong_value_is_refused():
    with pytest.raises(ValueError, match="lam"):
        penalty_explorer(lam=-1)
    with pytest.raises(ValueError, match="2 つの数"):
        penalty_explorer(optimum=(1.0,))


@pytest.mark.browser
def test_the_optimum_is_dragged_and_moved_by_keys(open_page):
    page, tag = open_page(penalty_explorer()), "eshikaku-penalty"
    settled(page)
    assert word(page) == "w₂ がちょうど 0"
    x, y = center(page, ".handle")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 20, y - 70, steps=4)
    page.mouse.up()
    moved = state(page, tag)
    assert moved["optimum"][1] > 0.6
    expected = penalty.solve("l1", 0.5, moved["optimum"])
    assert moved["solution"] == pytest.approx(expected.tolist(), rel=1e-9)
    assert word(page) == "0 の重みはない"
    page.locator(".handle").press("ArrowLeft")
    assert state(page, tag)["optimum"][0] == pytest.approx(moved["optimum"][0] - 0.05, abs=0.01)
    page.locator(".handle").press("End")
    assert state(page, tag)["optimum"][0] == penalty.XLIM[1]


@pytest.mark.browser
def test_the_strength_and_the_kind_are_chosen(open_page):
    page, tag = open_page(penalty_explorer()), "eshikaku-penalty"
    page.get_by_role("slider", name="罰則の強さ λ").press("End")
    settled(page)
    assert word(page) == "2 つともちょうど 0"
    page.get_by_role("combobox", name="罰則").select_option("l2")
    settled(page)
    assert word(page) == "0 の重みはない"
    assert state(page, tag)["solution"] == pytest.approx(penalty.solve("l2", 3.0, (1.5, 0.2)).tolist(), rel=1e-9)
    page.get_by_role("spinbutton", name="罰則の強さ λ(数値)").fill("11")
    assert "0 から 10" in page.get_by_role("alert").filter(has_text="λ").inner_text()
