"""勾配降下法の対話図。"""

import json

import numpy as np
import pytest

from eshikaku.explorers import LandscapeExplorer, behaviour, landscape_explorer
from eshikaku.explorers.terrain import SETTINGS, surface_facts
from eshikaku.optimizers import SGD
from eshikaku.surfaces import SURFACES, bowl, descend, elongated
from explorer_kit import center, comparable, run_in_node, settled, state


@pytest.mark.parametrize("name", SURFACES)
def test_javascript_names_the_behaviour_as_python_does(name):
    surface, rng = SURFACES[name], np.random.default_rng(1)
    low, high, *_ = SETTINGS[name]["rates"]
    cases, expected = [], []
    for steps, lr in [(50, lr) for lr in np.geomspace(low, high, 30)] + [(3, lr) for lr in np.geomspace(low, high, 6)]:
        start = [rng.uniform(*surface.xlim), rng.uniform(*surface.ylim)]
        path = descend(surface, SGD(lr), start, steps)
        if comparable(surface, lambda lr=lr: SGD(lr), start, steps)[np.isfinite(path).all(axis=1)].all():
            cases.append([lr, start, steps])
            expected.append(behaviour(surface, path))
    surface = f"eshikaku.surfaces.join({json.dumps({name: surface_facts(name)})}).{name}"
    walk = "eshikaku.rules.descend((p) => s.grad(...p), 'SGD', { lr: d[0] }, d[1], d[2]).path"
    expression = f"((s) => eshikaku.landscape.behaviour(s, {walk}))({surface})"
    assert run_in_node(LandscapeExplorer.scripts(), expression, cases) == expected
    assert len(set(expected)) >= 3  # 言葉が 1 つしか出ない入力では、比べたことにならない


@pytest.mark.parametrize("lr", np.round(np.arange(0.02, 1.2, 0.02), 2))
@pytest.mark.parametrize("surface", [bowl, elongated], ids=lambda s: s.name)
def test_behaviour_on_quadratics_follows_the_factors_of_theory(surface, lr):
    # 固有値の大きい方の方向に 1 − ηλmax 倍。その方向から出発すると、この 1 つの数だけで動きが決まる。
    factor = 1 - lr * 2
    word = behaviour(surface, descend(surface, SGD(lr), (0.0, 2.0), 200))
    if abs(abs(factor) - 1) < 1e-9:
        assert word == "振動が続く"
    elif abs(factor) > 1:
        assert word == "発散"
    else:
        assert word == ("振動しながら収束" if factor < 0 else "収束")


def test_a_path_on_the_flat_plateau_is_far_and_not_converged():
    plateau = SURFACES["plateau"]
    assert behaviour(plateau, descend(plateau, SGD(0.01), (-6, 4), 100)) == "まだ遠い"


def test_a_path_that_has_settled_is_named_by_how_it_got_there():
    assert behaviour(bowl, descend(bowl, SGD(0.5), (-2, 3), 10)) == "収束"  # 1 歩で着く
    assert behaviour(bowl, descend(bowl, SGD(0.7), (-2, 3), 1000)) == "振動しながら収束"  # 着いた後は丸め誤差だけ


def test_python_reads_where_the_path_ends():
    figure = landscape_explorer()
    np.testing.assert_allclose(figure.end, (-0.3504, 0.0848), atol=5e-5)
    assert figure.behaviour == "振動しながら収束"
    figure.lr = 1.05
    assert figure.behaviour == "発散"


@pytest.mark.browser
def test_the_start_follows_the_mouse_and_the_behaviour_follows_the_start(open_page):
    page = open_page(landscape_explorer())
    before, (x, y) = state(page)["start"], center(page, ".handle")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y - 40, steps=4)
    after = state(page)  # 放す前(動かしている間)に変わっている
    page.mouse.up()
    assert after["start"][0] > before[0]
    assert after["start"][1] > before[1]
    settled(page)
    assert center(page, ".handle") == pytest.approx((x + 60, y - 40), abs=1)
    expected = descend(elongated, SGD(0.95), after["start"], 30)[-1]
    assert after["end"] == pytest.approx(expected.tolist(), rel=1e-9)


@pytest.mark.browser
def test_pressing_in_the_landscape_moves_the_start_there(open_page):
    page = open_page(landscape_explorer())
    box = page.locator(".stage").bounding_box()
    page.mouse.click(box["x"] + 300, box["y"] + 60)
    settled(page)
    assert center(page, ".handle") == pytest.approx((box["x"] + 300, box["y"] + 60), abs=1)


@pytest.mark.browser
def test_a_start_dropped_near_an_axis_lies_on_it_and_the_ends_are_one_key_away(open_page):
    page = open_page(landscape_explorer(), width=390)
    settled(page)
    page.locator(".handle").press("Home")
    assert state(page)["start"] == [-10, 2]
    page.locator(".handle").press("End")
    assert state(page)["start"] == [10, 2]
    page.eval_on_selector("eshikaku-landscape", "(node) => node.set({start: [0, 0]})")
    settled(page)
    x, y = center(page, ".handle")
    page.mouse.click(x - 100, y + 5)
    assert state(page)["start"][1] == 0
    page.mouse.click(x - 150, y + 15)
    assert state(page)["start"][1] < 0


@pytest.mark.browser
def test_choosing_another_landscape_starts_from_its_own_values(open_page):
    page = open_page(landscape_explorer())
    page.get_by_label("地形").select_option("rosenbrock")
    assert state(page)["surface"] == "rosenbrock"
    assert state(page)["start"] == [-1.2, 1]
    assert not page.locator(".factors").is_visible()
