"""AdaGrad の対話図。"""

import numpy as np
import pytest

from eshikaku.explorers import AdaGradExplorer, adagrad_explorer
from eshikaku.optimizers import AdaGrad
from eshikaku.surfaces import rosenbrock
from explorer_kit import run_in_node, settled


def test_the_effective_rate_times_the_gradient_is_the_step():
    figure = adagrad_explorer(surface="rosenbrock", lr=0.2, start=(-1.2, 1.0), steps=80)
    gradients = rosenbrock.gradient(figure.path[:-1].T).T
    np.testing.assert_allclose(-figure.rates * gradients, np.diff(figure.path, axis=0), rtol=1e-9, atol=1e-12)
    assert (np.diff(figure.rates, axis=0) <= 0).all()  # 増えることはない


def test_javascript_effective_rates_equal_python():
    figure, eps = adagrad_explorer(steps=50), AdaGrad().eps
    walk = "eshikaku.rules.descend((p) => eshikaku.surfaces.formulas.elongated.grad(...p), 'AdaGrad', d, [-7, 2], 50)"
    rates = f"{walk}.states.slice(1).map((s) => eshikaku.adagrad.effective(s, d))"
    found = run_in_node(AdaGradExplorer.scripts(), rates, [{"lr": 1.5, "eps": eps}])[0]
    np.testing.assert_allclose(found, figure.rates, rtol=1e-9)


@pytest.mark.browser
def test_the_table_shows_the_rates_of_the_shown_step(open_page):
    figure = adagrad_explorer()
    page = open_page(figure)
    page.get_by_role("button", name="1 歩").click()
    settled(page)
    shown = page.locator(".facts").inner_text()
    assert "1 歩目" in shown
    for rate in figure.rates[0]:
        assert f"{rate:.3g}" in shown
    page.get_by_role("button", name="最初から").click()
    settled(page)
    assert "x: 0、y: 0" in page.locator(".facts").inner_text()
    assert "実効" not in page.locator(".facts").inner_text()  # h = 0 のうちは決まらない
