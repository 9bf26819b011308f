"""地形を下る対話図に共通の、動きの名前。"""

import json

import numpy as np

from eshikaku.explorers import LandscapeExplorer
from eshikaku.explorers.descent import arrival, outcome
from eshikaku.explorers.terrain import radius, surface_facts
from eshikaku.optimizers import Momentum
from eshikaku.surfaces import SURFACES, descend, elongated, himmelblau
from explorer_kit import comparable, run_in_node


def test_javascript_names_the_outcome_and_the_arrival_as_python_does():
    surfaces = json.dumps({name: surface_facts(name) for name in SURFACES})
    walk = "eshikaku.rules.descend((p) => s.grad(...p), 'Momentum', { lr: d[1], momentum: 0.8 }, d[2], 60).path"
    named = f"((path) => [eshikaku.descent.outcome(s, path), eshikaku.descent.arrival(s, path)])({walk})"
    cases, expected, rng = [], [], np.random.default_rng(4)
    for name, surface in SURFACES.items():
        for lr in np.geomspace(1e-4, 3, 25):
            start = [rng.uniform(*surface.xlim), rng.uniform(*surface.ylim)]
            path = descend(surface, Momentum(lr, 0.8), start, 60)
            if comparable(surface, lambda lr=lr: Momentum(lr, 0.8), start, 60)[np.isfinite(path).all(axis=1)].all():
                first = arrival(surface, path)
                cases.append([name, lr, start])
                expected.append([outcome(surface, path), -1 if first is None else first])
    expression = f"((s) => {named})(eshikaku.surfaces.join({surfaces})[d[0]])"
    assert run_in_node(LandscapeExplorer.scripts(), expression, cases) == expected
    assert {word for word, _ in expected} == {"発散", "着いた", "通り過ぎた", "まだ遠い"}
    assert len(expected) > 100


def test_arrival_is_the_first_step_after_which_the_path_stays_in_the_circle():
    edge = radius(elongated)
    path = np.array([[-7, 2], [0, edge], [0, 1.01 * edge], [edge, 0], [0, 0]])
    assert arrival(elongated, path) == 3
    assert arrival(elongated, path[:3]) is None
    assert arrival(elongated, path[3:]) == 0
    assert [outcome(elongated, path[:k]) for k in (1, 3, 5)] == ["まだ遠い", "通り過ぎた", "着いた"]


def test_any_of_the_minima_counts():
    for minimum in himmelblau.minima:
        assert outcome(himmelblau, np.array([[0.0, 0.0], minimum])) == "着いた"


def test_a_path_that_ends_in_nan_or_far_away_diverges():
    for end in ([np.nan, np.nan], [np.inf, 0.0], [0.0, 20_001.0]):
        assert outcome(elongated, np.array([[0.0, 0.0], end])) == "発散"
    assert outcome(elongated, np.array([[0.0, 0.0], [0.0, 19_999.0]])) == "通り過ぎた"
