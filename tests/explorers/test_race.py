"""最適化手法の競争の対話図。"""

import json

import pytest

from eshikaku.explorers import RaceExplorer, race, race_explorer
from eshikaku.explorers.terrain import SETTINGS, surface_facts
from eshikaku.optimizers import OPTIMIZERS
from eshikaku.surfaces import SURFACES, descend
from explorer_kit import run_in_node, settled, state

TAG = RaceExplorer.tag()


@pytest.mark.parametrize("method", OPTIMIZERS)
def test_javascript_chooses_a_learning_rate_as_good_as_that_of_python(method):
    options = OPTIMIZERS[method]().state_dict()["hyperparameters"]
    for name in ("elongated", "rosenbrock"):
        surface, first = SURFACES[name], SETTINGS[name]["first"]
        facts = json.dumps({name: surface_facts(name)})
        tune = f"eshikaku.race.tune(eshikaku.surfaces.join({facts}).{name}, {method!r}, {json.dumps(options)}, ...d)"
        case = [first["start"], first["steps"], race.GRID]
        found = run_in_node(RaceExplorer.scripts(), tune, [case])[0]
        assert found in race.GRID
        ends = [
            surface(descend(surface, OPTIMIZERS[method](lr), first["start"], first["steps"])[-1])
            for lr in (found, race.tune(surface, method, first["start"], first["steps"]))
        ]
        # 0 に近い損失どうしの順は、最後の 1 桁で入れ替わる
        assert ends[0] == pytest.approx(ends[1], rel=1e-6, abs=1e-12)


def test_the_chosen_learning_rate_is_inside_the_grid_and_its_walk_inside_the_figure():
    for name, surface in SURFACES.items():
        figure = race_explorer(list(OPTIMIZERS), surface=name)
        for method, path in figure.paths.items():
            assert race.GRID[0] < figure.lrs[method] < race.GRID[-1], (name, method)
            assert (path >= [surface.xlim[0], surface.ylim[0]]).all()
            assert (path <= [surface.xlim[1], surface.ylim[1]]).all()


def test_a_start_outside_the_figure_still_gets_the_best_learning_rate():
    assert race.tune(SURFACES["bowl"], "SGD", (-50.0, 30.0), 30) == race.tune(SURFACES["bowl"], "SGD", (-2.0, 3.0), 30)


def test_given_learning_rates_are_kept_and_the_others_tuned():
    figure = race_explorer(["SGD", "Momentum"], lrs={"SGD": 0.5})
    assert figure.lrs == {"SGD": 0.5, "Momentum": race.tune(SURFACES["elongated"], "Momentum", (-7, 2), 30)}


def test_the_order_of_the_methods_is_that_of_the_library():
    assert list(race_explorer(["Adam", "SGD"], lrs={"Adam": 1.0, "SGD": 0.5}).lrs) == ["SGD", "Adam"]


def box(page, name):
    return page.locator(".racers").get_by_role("checkbox", name=name, exact=True)


@pytest.mark.browser
def test_methods_join_and_leave_and_the_last_one_stays(open_page):
    page = open_page(race_explorer(["SGD", "Adam"]))
    settled(page)
    box(page, "Nesterov").check()
    settled(page)
    assert state(page, TAG)["lrs"]["Nesterov"] == race.tune(SURFACES["elongated"], "Nesterov", (-7, 2), 30)
    assert page.locator(".stage g.inked").count() == 3
    for name in ("Nesterov", "SGD"):
        box(page, name).uncheck()
    assert list(state(page, TAG)["lrs"]) == ["Adam"]
    box(page, "Adam").click()
    settled(page)
    assert box(page, "Adam").is_checked()
    assert list(state(page, TAG)["lrs"]) == ["Adam"]


@pytest.mark.browser
def test_a_learning_rate_is_written_and_tuned_again(open_page):
    page = open_page(race_explorer(["SGD"]))
    tuned = state(page, TAG)["lrs"]["SGD"]
    page.get_by_label("SGD の学習率").fill("1.05")
    settled(page)
    assert state(page, TAG)["lrs"]["SGD"] == 1.05
    assert "まだ、どれも着いていない" in page.locator(".word").inner_text()
    page.get_by_role("button", name="η を選ぶ").click()
    settled(page)
    assert state(page, TAG)["lrs"]["SGD"] == tuned


@pytest.mark.browser
def test_another_surface_is_raced_with_learning_rates_tuned_for_it(open_page):
    page = open_page(race_explorer(["SGD", "AdaGrad"]))
    page.get_by_label("地形").select_option("beale")
    settled(page)
    assert state(page, TAG)["lrs"] == race_explorer(["SGD", "AdaGrad"], surface="beale").lrs
    assert page.locator(".word").inner_text() == race_explorer(["SGD", "AdaGrad"], surface="beale").behaviour
