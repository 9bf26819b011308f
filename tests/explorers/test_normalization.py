"""正規化の対話図。"""

from itertools import product

import numpy as np
import pytest

from eshikaku.explorers import NormalizationExplorer, normalization, normalization_explorer
from eshikaku.layers import BatchNormalization, GroupNormalization, InstanceNormalization, LayerNormalization
from explorer_kit import center, run_in_node, settled, state

TAG = "eshikaku-normalization"
SHAPES = [(1, 1, 1, 1), (2, 4, 1, 2), (3, 6, 2, 2), (1, 6, 2, 1), (3, 1, 1, 2), (2, 3, 1, 1)]


def test_javascript_shares_the_same_elements_and_numbers_as_python():
    cases = []
    for shape, method in product(SHAPES, normalization.METHODS):
        for groups in (g for g in range(1, shape[1] + 1) if shape[1] % g == 0):
            cases += [[shape, method, groups, list(pick)] for pick in np.ndindex(shape)][::5]
    expression = (
        "[eshikaku.normalization.values(d[0].reduce((a, b) => a * b)), eshikaku.normalization.parts(d[0], d[1], d[2]),"
        " eshikaku.normalization.statistics(d[0], d[1], d[2], d[3], 1e-5)]"
    )
    found = run_in_node(NormalizationExplorer.scripts(), expression, cases)
    for (shape, method, groups, pick), (values, parts, statistics) in zip(cases, found, strict=True):
        x = normalization.values(*shape)
        assert values == x.ravel().tolist()
        assert parts == normalization.parts(shape, method, groups).ravel().tolist()
        assert statistics == pytest.approx(normalization.statistics(x, method, groups, tuple(pick)), rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("method", normalization.METHODS)
def test_the_normalised_value_is_that_of_the_layer(method):
    x = normalization.values(2, 4, 2, 2)
    ones, zeros = np.ones(4), np.zeros(4)
    layer = {
        "batch": BatchNormalization(ones, zeros),
        "layer": LayerNormalization(np.ones((4, 2, 2)), np.zeros((4, 2, 2))),
        "instance": InstanceNormalization(ones, zeros),
        "group": GroupNormalization(ones, zeros, groups=2),
    }[method]
    out = layer.forward(x, train_flg=True)
    for pick in np.ndindex(x.shape):
        assert normalization.statistics(x, method, 2, pick)["xhat"] == pytest.approx(out[pick], abs=1e-12)


def test_what_the_page_asks_to_try_is_so():
    def read(method, **options):
        return normalization_explorer(method, **options).statistics

    for method in normalization.METHODS:
        found = read(method)
        assert found["size"] * found["count"] == 16
    assert read("batch", n=1)["mean"] == read("instance", n=1)["mean"]
    assert read("group", groups=1) == read("layer")
    assert read("group", groups=4) == read("instance")


def test_wrong_values_are_refused_in_words():
    with pytest.raises(ValueError, match="割り切れません"):
        normalization_explorer(c=4, groups=3)
    with pytest.raises(ValueError, match="3 以下"):
        normalization_explorer(n=4)
    with pytest.raises(ValueError, match="外です"):
        normalization_explorer(pick=(2, 0, 0, 0))
    with pytest.raises(ValueError, match="4 つの番号"):
        normalization_explorer(pick=(0, 0))


@pytest.mark.browser
def test_an_element_is_picked_by_pointer_and_keys(open_page):
    page = open_page(normalization_explorer())
    settled(page)
    page.mouse.click(*center(page, ".front >> nth=3"))
    assert state(page, TAG)["pick"] == [1, 1, 0, 1]
    cube = page.get_by_role("slider")
    cube.press("Home")
    assert state(page, TAG)["pick"] == [0, 0, 0, 0]
    cube.press("ArrowRight")
    cube.press("ArrowUp")
    assert state(page, TAG)["pick"] == [1, 1, 0, 1]
    cube.press("End")
    assert state(page, TAG)["pick"] == [1, 3, 0, 1]
    settled(page)
    assert page.locator(".front.shared").count() == 4


@pytest.mark.browser
def test_changing_the_shape_keeps_the_pick_inside_and_the_groups_whole(open_page):
    page = open_page(normalization_explorer("group", c=6, groups=3, pick=(1, 5, 0, 1)))
    settled(page)
    page.get_by_label("チャネル C").select_option("4")
    now = state(page, TAG)
    assert (now["groups"], now["pick"]) == (2, [1, 3, 0, 1])
    page.get_by_label("チャネル C").select_option("6")
    assert state(page, TAG)["groups"] == 3  # 選んだ G は覚えている
    page.get_by_label("チャネル C").select_option("4")
    page.get_by_label("方法").select_option("layer")
    settled(page)
    expected = normalization_explorer("layer", c=4, pick=(1, 3, 0, 1)).statistics
    now = state(page, TAG)
    assert {name: now[name] for name in expected} == pytest.approx(expected)
    assert page.locator(".front.shared").count() == 8
