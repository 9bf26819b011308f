"""更新則: JavaScript の道と状態が、eshikaku.optimizers と 200 歩まで同じこと。"""

import numpy as np
import pytest

from eshikaku.explorers import RaceExplorer
from eshikaku.explorers.adam import Uncorrected
from eshikaku.explorers.methods import method_facts
from eshikaku.explorers.terrain import SETTINGS
from eshikaku.optimizers import OPTIMIZERS
from eshikaku.surfaces import SURFACES
from explorer_kit import comparable, recorded, run_in_node

RULES = OPTIMIZERS | {"Uncorrected": Uncorrected}
STEPS = 200


def rates(surface, rule):
    """ほとんど動かない学習率から、振動する学習率まで。1 歩の大きさが決まっている手法は、図の横幅を単位にする。"""
    if rule in ("SGD", "Momentum", "Nesterov"):
        low, high, *_ = SETTINGS[surface.name]["rates"]
        return np.geomspace(low, high, 5) * (1 if rule == "SGD" else 0.3)
    if rule == "AdaDelta":
        return np.geomspace(1, 300, 5)
    return np.geomspace(1e-3, 0.1, 5) * (surface.xlim[1] - surface.xlim[0])


def test_javascript_has_every_rule_of_python():
    names = run_in_node(RaceExplorer.scripts(), "Object.keys(eshikaku.rules.RULES)", [0])[0]
    assert set(names) == set(RULES)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("name", SURFACES)
def test_paths_and_states_equal_python(name, rule):
    surface, rng = SURFACES[name], np.random.default_rng(1)
    cases = []
    for lr in rates(surface, rule):
        optimizer = RULES[rule](lr=lr)
        start = [rng.uniform(*surface.xlim), rng.uniform(*surface.ylim)]
        cases.append({"options": optimizer.state_dict()["hyperparameters"], "start": start})
    grad = f"(p) => eshikaku.surfaces.formulas.{name}.grad(...p)"
    walk = f"eshikaku.rules.descend({grad}, {rule!r}, d.options, d.start, {STEPS})"
    compared = 0
    for case, found in zip(cases, run_in_node(RaceExplorer.scripts(), walk, cases), strict=True):
        options, start = case["options"], case["start"]
        path, states = recorded(surface, RULES[rule](**options), start, STEPS)
        same = comparable(surface, lambda options=options: RULES[rule](**options), start, STEPS)[: len(found["path"])]
        expected = {"path": path} | states
        got = {"path": np.array(found["path"], dtype=float)} | {
            state: np.array([[axis[state] for axis in k] for k in found["states"]], dtype=float) for state in states
        }
        for part, values in expected.items():
            values = values[: len(same)][same]
            np.testing.assert_allclose(got[part][same], values, rtol=1e-9, atol=1e-9, err_msg=f"{part} {case}")
        walked = np.flatnonzero(same[: len(found["grads"])])
        gradients = np.array(found["grads"], dtype=float)[walked]
        np.testing.assert_allclose(gradients, surface.gradient(path[walked].T).T, rtol=1e-9, atol=1e-9)
        compared += same.sum()
    assert compared > 2.5 * STEPS  # 半分より多くの点を比べた


def test_the_default_values_of_a_figure_are_those_of_the_library():
    facts = method_facts(OPTIMIZERS)
    assert facts["Adam"]["options"] == {"lr": 0.001, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8}
    assert facts["AMSGrad"]["dash"] != facts["Adam"]["dash"]  # 似た色の手法は、線種でも見分けられる
