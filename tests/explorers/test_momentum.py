"""Momentum の対話図。"""

import itertools

import numpy as np
import pytest

from eshikaku.explorers import MomentumExplorer, momentum, momentum_explorer
from eshikaku.surfaces import descend, elongated
from explorer_kit import center, run_in_node, settled, state

CURVATURES = [(0.1, 2.0), (2.0, 2.0), (0.01, 1.0)]


@pytest.mark.parametrize("method", momentum.METHODS)
def test_javascript_factors_equal_python(method):
    grid = [[lr, a, c] for lr in (0.01, 0.1, 0.7, 1.3, 2.5) for a in (0.0, 0.4, 0.81, 0.9, 0.99) for c in (0.1, 2.0)]
    found = run_in_node(MomentumExplorer.scripts(), f"eshikaku.momentum.factor({method!r}, ...d)", grid)
    # 重根の近くでは、根の桁が半分になる
    np.testing.assert_allclose(found, [momentum.factor(method, *values) for values in grid], rtol=1e-6)


@pytest.mark.parametrize("method", momentum.METHODS)
def test_a_walk_shrinks_by_the_factor(method):
    for lr, a in ((0.1, 0.9), (0.1, 0.5), (0.6, 0.3), (1.0, 0.2)):
        path = descend(elongated, momentum.METHODS[method](lr, a), (1.0, 1.0), 400)
        for axis, curvature in enumerate((0.1, 2.0)):
            size = np.abs(path[:, axis])
            near_zero = size < 1e-150
            last = np.argmax(near_zero) - 10 if near_zero.any() else 390
            # 回りながら縮むので、10 歩の中の最大どうしで比べる
            measured = (size[last : last + 10].max() / size[50:60].max()) ** (1 / (last - 50))
            assert measured == pytest.approx(momentum.factor(method, lr, a, curvature), rel=0.02)


@pytest.mark.parametrize("method", momentum.METHODS)
@pytest.mark.parametrize("curvatures", CURVATURES)
def test_the_best_momentum_of_a_learning_rate_is_the_same_in_both_and_nothing_beats_it(method, curvatures):
    rates = [0.05, 0.1, 0.4]
    best_momentum = f"eshikaku.momentum.bestMomentum({method!r}, d, {list(curvatures)})"
    for lr, best in zip(rates, run_in_node(MomentumExplorer.scripts(), best_momentum, rates), strict=True):
        slowest = [max(momentum.factor(method, lr, a, c) for c in curvatures) for a in (best, *np.arange(1000) / 1000)]
        assert slowest[0] <= min(slowest[1:]) + 1e-7
        assert best == pytest.approx(momentum.best_momentum(method, lr, curvatures), abs=0.0011)


@pytest.mark.parametrize("method", momentum.METHODS)
@pytest.mark.parametrize("curvatures", CURVATURES)
def test_the_best_pair_is_the_same_in_both_and_nothing_near_beats_it(method, curvatures):
    pair = momentum.best_pair(method, curvatures)
    found = run_in_node(MomentumExplorer.scripts(), f"eshikaku.momentum.bestPair({method!r}, d)", [list(curvatures)])
    assert found[0] == pytest.approx(pair, rel=1e-12)

    def slowest(lr, a):
        return max(momentum.factor(method, lr, min(a, 0.999), c) for c in curvatures)

    for stretch, shift in itertools.product((0.9, 0.97, 1.0, 1.03, 1.1), (-0.1, -0.02, 0.0, 0.02, 0.1)):
        assert slowest(*pair) <= slowest(pair[0] * stretch, max(0.0, pair[1] + shift)) + 1e-7


def test_crossings_count_how_often_each_coordinate_passes_the_minimum():
    path = [[-2.0, 1.0], [-1.0, -1.0], [1.0, -2.0], [0.5, 3.0], [0.2, -0.1]]
    assert momentum.crossings(path, (0.0, 0.0)) == [1, 3]
    assert momentum.crossings(path, (0.3, 0.0)) == [2, 3]
    found = run_in_node(MomentumExplorer.scripts(), f"eshikaku.momentum.crossings({path}, d)", [[0, 0], [0.3, 0]])
    assert found == [[1, 3], [2, 3]]


@pytest.mark.browser
def test_the_ball_stands_at_the_shown_step_with_its_velocity(open_page):
    page = open_page(momentum_explorer(lr=0.1, momentum=0.9))
    for _ in range(3):
        page.get_by_role("button", name="1 歩").click()
    settled(page)
    optimizer = momentum.Momentum(0.1, 0.9)
    at = descend(elongated, optimizer, (-7.0, 2.0), 3)[-1]
    start, ball = center(page, ".handle"), center(page, ".ball")
    box = page.locator(".stage").bounding_box()
    unit = 20 / (box["width"] - 44)  # 図の横幅 20 を、左右の余白を除いた画素に描く
    assert (ball[0] - start[0]) * unit == pytest.approx(at[0] + 7, abs=0.05)
    assert (start[1] - ball[1]) * unit == pytest.approx(at[1] - 2, abs=0.05)
    d = page.locator(".arrow .velocity").get_attribute("d")
    x0, y0, x1, y1 = (float(v) for v in d[1 : d.index("M", 1)].replace("L", " ").split())
    assert np.multiply([x1 - x0, y0 - y1], unit / 3) == pytest.approx([optimizer.v["x"], optimizer.v["y"]], abs=0.02)
    assert "この η で最良の α" in page.locator(".facts").inner_text()


@pytest.mark.browser
def test_nesterov_is_chosen_and_the_chart_of_factors_hides_where_it_has_no_meaning(open_page):
    page = open_page(momentum_explorer())
    assert page.locator("svg[role=img]").count() == 2
    page.get_by_label("手法").select_option("Nesterov")
    assert state(page, "eshikaku-momentum")["end"] == pytest.approx([0.6896, -6.8e-4], abs=5e-5)
    page.get_by_label("地形").select_option("rosenbrock")
    settled(page)
    assert page.get_by_role("img").count() == 1
