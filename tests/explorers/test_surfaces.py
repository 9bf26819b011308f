"""地形の式: JavaScript の計算が eshikaku.surfaces と同じこと。"""

import numpy as np
import pytest

from eshikaku.explorers import LandscapeExplorer
from eshikaku.explorers.terrain import SETTINGS
from eshikaku.surfaces import SURFACES
from explorer_kit import run_in_node


def test_javascript_has_a_formula_for_every_surface_of_python():
    names = run_in_node(LandscapeExplorer.scripts(), "Object.keys(eshikaku.surfaces.formulas)", [0])[0]
    assert set(names) == set(SURFACES) == set(SETTINGS)


@pytest.mark.parametrize("name", SURFACES)
def test_javascript_values_and_gradients_equal_python(name):
    surface, rng = SURFACES[name], np.random.default_rng(0)
    points = np.stack([rng.uniform(*surface.xlim, 500), rng.uniform(*surface.ylim, 500)], axis=1)
    formula = f"eshikaku.surfaces.formulas.{name}"
    expression = f"[{formula}.f(...d), ...{formula}.grad(...d)]"
    found = np.array(run_in_node(LandscapeExplorer.scripts(), expression, points.tolist()))
    expected = np.column_stack([surface(points.T), surface.gradient(points.T).T])
    np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-12)
