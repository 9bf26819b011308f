"""動く目標を追う RMSprop の対話図。"""

import json

import numpy as np
import pytest

from eshikaku.explorers import RMSpropExplorer, rmsprop, rmsprop_explorer
from eshikaku.optimizers import AdaGrad, RMSprop
from explorer_kit import run_in_node, settled, state

FACTS = json.loads(rmsprop_explorer(lr=0.1, lr_adagrad=0.1)._facts)


def test_javascript_chases_the_target_as_python_does():
    optimizers = [RMSprop(lr, rho) for lr in (0.01, 0.2) for rho in (0, 0.9, 0.999)] + [AdaGrad(0.1), AdaGrad(2.0)]
    cases = [
        [type(optimizer).__name__, optimizer.state_dict()["hyperparameters"], scale]
        for optimizer in optimizers
        for scale in (1, 30)
    ]
    chase = f"eshikaku.rmsprop.chase(d[0], d[1], {{ scale: d[2], steps: 300 }}, {json.dumps(FACTS)})"
    for (name, options, scale), found in zip(cases, run_in_node(RMSpropExplorer.scripts(), chase, cases), strict=True):
        optimizer = {"RMSprop": RMSprop, "AdaGrad": AdaGrad}[name](**options)
        path = rmsprop.chase(optimizer, scale, 300)
        np.testing.assert_allclose(found["path"], path, rtol=1e-9, atol=1e-9)
        np.testing.assert_allclose(found["gaps"], np.abs(path - rmsprop.target(300)), rtol=1e-9, atol=1e-9)
        assert found["rates"][-1] == pytest.approx(options["lr"] / (optimizer.h["x"] ** 0.5 + options["eps"]), rel=1e-9)


@pytest.mark.parametrize("scale", [1, 30])
def test_javascript_chooses_the_learning_rate_that_python_chooses(scale):
    cases = [["RMSprop", {"rho": rho, "eps": 1e-7}] for rho in (0.9, 0.999)] + [["AdaGrad", {"eps": 1e-7}]]
    tune = f"eshikaku.rmsprop.tune(...d, {{ scale: {scale}, steps: 200 }}, {json.dumps(FACTS)})"
    makers = [lambda lr: RMSprop(lr, 0.9), lambda lr: RMSprop(lr, 0.999), AdaGrad]
    assert run_in_node(RMSpropExplorer.scripts(), tune, cases) == [rmsprop.tune(make, scale, 200) for make in makers]


def test_adagrad_loses_the_target_only_after_large_early_gradients_though_both_are_tuned():
    calm, burst = rmsprop_explorer(scale=1), rmsprop_explorer(scale=30)
    assert calm.errors["AdaGrad"] < 0.05
    assert burst.errors["AdaGrad"] > 5 * burst.errors["RMSprop"]


def test_rmsprop_that_hardly_forgets_loses_it_as_well():
    assert rmsprop_explorer(rho=0.999).errors["RMSprop"] > 5 * rmsprop_explorer(rho=0.9).errors["RMSprop"]


def test_the_best_learning_rates_are_inside_the_grid():
    for scale in (1, 30, 100):
        figure = rmsprop_explorer(scale=scale)
        for lr in (figure.lr, figure.lr_adagrad):
            assert rmsprop.GRID[0] < lr < rmsprop.GRID[-1]


@pytest.mark.browser
def test_the_page_agrees_with_python_and_the_button_tunes_both(open_page):
    figure = rmsprop_explorer(lr=0.01, lr_adagrad=0.01)
    page = open_page(figure)
    settled(page)
    found = state(page, "eshikaku-rmsprop")
    assert found["ends"] == pytest.approx([path[-1] for path in figure.paths.values()], rel=1e-9)
    assert found["errors"] == pytest.approx(list(figure.errors.values()), rel=1e-9)
    page.get_by_role("button", name="η を選ぶ").click()
    settled(page)
    found = state(page, "eshikaku-rmsprop")
    tuned = rmsprop_explorer()
    assert (found["lr"], found["lr_adagrad"]) == (tuned.lr, tuned.lr_adagrad)
    assert page.locator(".word").inner_text() == "RMSprop の方が近い"
