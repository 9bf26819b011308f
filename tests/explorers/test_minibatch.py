"""ミニバッチ勾配降下法の対話図。"""

import re

import numpy as np
import pytest

from eshikaku.explorers import MinibatchExplorer, minibatch, minibatch_explorer
from explorer_kit import run_in_node, settled, state, word


def minibatch_walks():
    """[batch, lr, start, steps, seed] の並び。雑音だけが違うもの、全データ、発散するものを含む。"""
    rng = np.random.default_rng(3)
    sizes, rates = (1, 2, 16, 100, 353), (0.01, 0.1, 0.4, 1.0, 3.0)
    return [[b, lr, rng.uniform(-1, 1.5, 2).tolist(), 60, int(rng.integers(1, 9999))] for b in sizes for lr in rates]


MINIBATCH = "eshikaku.minibatch.walk(data0, {batch: d[0], lr: d[1], start: d[2], steps: d[3], seed: d[4]})"


def run_minibatch(expression, data):
    facts = minibatch_explorer()._facts
    prepared = f"((data0) => ((q) => ({expression}))(eshikaku.minibatch.quadratic(data0)))({facts}.data)"
    return run_in_node(MinibatchExplorer.scripts(), prepared, data)


def test_javascript_draws_the_same_minibatches_as_python():
    cases = [[353, 1, 7], [353, 16, 1], [10, 3, 9999], [5, 5, 42]]
    take = "((draw) => [draw(), draw(), draw()])(eshikaku.minibatch.sampler(...d))"
    for case, found in zip(cases, run_in_node(MinibatchExplorer.scripts(), take, cases), strict=True):
        assert found == [next(drawn).tolist() for drawn in [minibatch.batches(*case)] * 3]


def test_javascript_minibatch_descent_equals_python():
    cases, data = minibatch_walks(), minibatch.diabetes()
    for case, found in zip(cases, run_minibatch(MINIBATCH, cases), strict=True):
        path, sampled = minibatch.walk(data, *case)
        for name, expected in (("path", path), ("sampled", sampled)):
            values = np.array(found[name], dtype=float)
            kept = np.abs(expected[: len(values)]).max(axis=1) < 1e6  # それより先は、丸めの差も一緒に増える
            np.testing.assert_allclose(values[kept], expected[: len(values)][kept], rtol=1e-9, atol=1e-9)
            assert len(values) == len(expected)


def test_javascript_predicts_the_floor_and_names_the_walk_as_python_does():
    cases, data = minibatch_walks(), minibatch.diabetes()
    level = "eshikaku.minibatch.floor(q, d[1], d[0])"
    gaps = f"{MINIBATCH}.path.map((w) => eshikaku.minibatch.gap(q, w))"
    word = f"eshikaku.minibatch.behaviour({gaps}, d[0], q.n, {level})"
    words = set()
    for case, found in zip(
        cases, run_minibatch(f"[{level}, eshikaku.minibatch.roughFloor(q, d[1], d[0]), {word}]", cases), strict=True
    ):
        batch, lr, *_ = case
        expected = minibatch.floor(data, lr, batch)
        assert (found[0] is None) == (expected == np.inf)
        if found[0] is not None:
            assert found[0] == pytest.approx(expected, rel=1e-9)
        assert found[1] == pytest.approx(minibatch.rough_floor(data, lr, batch), rel=1e-9)
        assert found[2] == minibatch.behaviour(data.gap(minibatch.walk(data, *case)[0]), batch, 353, expected)
        words.add(found[2])
    assert words == {"発散", "雑音なし", "床の上で揺れている", "下っている途中"}


@pytest.mark.parametrize(("batch", "lr"), [(1, 0.1), (1, 0.3), (4, 0.5), (32, 1.0)])
def test_walks_stay_at_the_predicted_floor(batch, lr):
    data = minibatch.diabetes()
    walks = [minibatch.walk(data, batch, lr, data.best, 400, seed)[0] for seed in range(1, 41)]
    measured = np.mean([data.gap(path[100:]).mean() for path in walks])
    assert measured == pytest.approx(minibatch.floor(data, lr, batch), rel=0.25)
    assert measured > 1.1 * minibatch.rough_floor(data, lr, batch)  # 1 次の近似は、この学習率では足りない


def test_the_rough_floor_is_what_the_floor_becomes_for_a_small_learning_rate():
    data = minibatch.diabetes()
    for batch in (1, 16):
        exact, rough = (f(data, 1e-4, batch) for f in (minibatch.floor, minibatch.rough_floor))
        assert exact == pytest.approx(rough, rel=2e-3)


def test_every_pair_is_drawn_equally_often():
    drawn = minibatch.batches(5, 2, seed=3)
    counts = np.zeros((5, 5))
    for _ in range(20_000):
        counts[tuple(next(drawn))] += 1
    assert np.trace(counts) == 0
    assert np.abs(counts[~np.eye(5, dtype=bool)] / 1000 - 1).max() < 0.15


@pytest.mark.browser
def test_the_batch_size_is_chosen_by_slider_number_and_keys(open_page):
    page = open_page(minibatch_explorer())
    tag = "eshikaku-minibatch"
    slider = page.get_by_role("slider", name="バッチサイズ B")
    slider.press("ArrowRight")
    slider.press("ArrowRight")
    assert state(page, tag)["batch"] == 4
    slider.press("End")
    settled(page)
    assert state(page, tag)["batch"] == 353
    assert word(page) == "雑音なし"
    assert page.locator(".cloud").first.bounding_box()["width"] < 3
    page.get_by_role("spinbutton", name="バッチサイズ B(数値)").fill("354")
    assert "1 から 353" in page.get_by_role("alert").filter(has_text="バッチ").inner_text()


@pytest.mark.browser
def test_the_arrows_show_the_sampled_and_the_true_gradient_at_the_shown_point(open_page):
    page = open_page(minibatch_explorer(batch=2, lr=0.2, seed=5))
    data = minibatch.diabetes()
    path, sampled = minibatch.walk(data, 2, 0.2, (-1.0, 1.5), 100, 5)
    assert state(page, "eshikaku-minibatch")["end"] == pytest.approx(path[-1].tolist(), rel=1e-9)

    def direction(arrow):
        d = page.locator(f".arrow .{arrow}").get_attribute("d")
        x0, y0, x1, y1 = map(float, re.match(r"M(\S+) (\S+)L(\S+) (\S+?)M", d).groups())
        return np.arctan2(y0 - y1, x1 - x0)  # 画面の y は下向き

    page.get_by_role("button", name="1 歩").click()
    settled(page)
    assert page.locator(".facts dt").first.inner_text() == "1 歩目の重み"
    for arrow, gradient in (("noisy", sampled[1]), ("exact", data.gradient(path[1]))):
        assert direction(arrow) == pytest.approx(np.arctan2(*-gradient[::-1]), abs=0.02)
    before = direction("noisy")
    page.get_by_role("button", name="別の乱数").click()
    settled(page)
    assert direction("noisy") != before
    assert state(page, "eshikaku-minibatch")["seed"] == 6
