"""Adam の対話図。"""

import numpy as np
import pytest

from eshikaku.explorers import AdamExplorer, adam_explorer
from eshikaku.explorers.adam import Uncorrected
from eshikaku.optimizers import Adam
from explorer_kit import run_in_node, settled, state


def test_javascript_corrects_the_moments_as_python_does():
    moments, betas = ((0.1, 0.004), (-3.0, 2.0)), ((0.9, 0.999), (0, 0.5))
    cases = [[*pair, k, *beta] for pair in moments for k in (1, 2, 100) for beta in betas]
    corrected = "eshikaku.adam.corrected({ m: d[0], v: d[1] }, d[2], { beta1: d[3], beta2: d[4] })"
    for (m, v, k, b1, b2), found in zip(cases, run_in_node(AdamExplorer.scripts(), corrected, cases), strict=True):
        assert found == pytest.approx({"m_hat": m / (1 - b1**k), "v_hat": v / (1 - b2**k)}, rel=1e-12)


def test_the_corrected_moments_of_a_constant_gradient_are_the_gradient_itself():
    optimizer, params = Adam(lr=0.1), {"x": 0.0}
    for _ in range(7):
        optimizer.update(params, {"x": 3.0})
    state = {"m": optimizer.m["x"], "v": optimizer.v["x"]}
    found = run_in_node(AdamExplorer.scripts(), "eshikaku.adam.corrected(d, 7, { beta1: 0.9, beta2: 0.999 })", [state])
    assert found == [pytest.approx({"m_hat": 3.0, "v_hat": 9.0}, rel=1e-9)]


def test_without_correction_the_first_steps_are_too_long_with_the_usual_betas():
    paths = adam_explorer().paths
    first = {name: np.abs(np.diff(path[:2], axis=0)[0]) for name, path in paths.items()}
    np.testing.assert_allclose(first["Adam"], 0.3, rtol=1e-6)
    np.testing.assert_allclose(first["Adam(補正なし)"], 0.3 * (1 - 0.9) / (1 - 0.999) ** 0.5, rtol=1e-4)


def test_the_two_meet_when_there_is_nothing_to_correct():
    a, b = {"x": 1.0}, {"x": 1.0}
    one, other = Adam(0.1, beta1=0, beta2=0), Uncorrected(0.1, beta1=0, beta2=0)
    for gradient in (1.0, -3.0, 0.5):
        one.update(a, {"x": gradient})
        other.update(b, {"x": gradient})
    assert a == b


@pytest.mark.browser
def test_the_chosen_coordinate_is_shown(open_page):
    figure = adam_explorer()
    page = open_page(figure)
    page.get_by_role("button", name="1 歩").click()
    settled(page)
    assert "−0.07 → −0.7" in page.locator(".facts").inner_text()  # x: 勾配は −0.7、m はその 0.1 倍
    page.get_by_label("見る座標").select_option("y")
    settled(page)
    assert "0.4 → 4" in page.locator(".facts").inner_text()  # y: 勾配は 4
    assert state(page, "eshikaku-adam")["axis"] == "y"


@pytest.mark.browser
def test_a_beta_is_set_by_keys_and_by_number(open_page):
    page = open_page(adam_explorer())
    page.get_by_role("slider", name="β₂").press("ArrowLeft")
    assert state(page, "eshikaku-adam")["beta2"] == 0.995
    page.get_by_role("spinbutton", name="β₂(数値)").fill("0.9999")
    assert state(page, "eshikaku-adam")["beta2"] == 0.9999
