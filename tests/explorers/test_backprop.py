"""計算グラフの対話図。"""

import numpy as np
import pytest

from eshikaku.explorers import BackpropExplorer, backprop, backprop_explorer
from explorer_kit import run_in_node, settled, state, word

SCRIPTS = BackpropExplorer.scripts()


@pytest.mark.parametrize("name", backprop.GRAPHS)
def test_javascript_values_and_gradients_equal_autodiff(name):
    graph = backprop.GRAPHS[name]
    known = {"inputs": graph.inputs, "nodes": graph.nodes}
    cases = np.random.default_rng(3).uniform(-5, 5, size=(40, len(graph.inputs))).tolist()
    data = [{"graph": known, "inputs": case, "step": graph.last_step} for case in cases]
    for case, found in zip(
        cases, run_in_node(SCRIPTS, "eshikaku.backprop.run(d.graph, d.inputs, d.step)", data), strict=True
    ):
        made = graph.evaluate(case)
        for node, var in made.items():
            np.testing.assert_allclose(found["values"][node], var.value, rtol=1e-9, atol=1e-12)
            np.testing.assert_allclose(found["gradients"][node], var.grad, rtol=1e-9, atol=1e-12)


def test_each_step_adds_one_node_forward_and_then_one_node_backward():
    graph = backprop.GRAPHS["branch"]
    known = {"inputs": graph.inputs, "nodes": graph.nodes}
    data = [{"graph": known, "inputs": [3, 2], "step": step} for step in range(graph.last_step + 1)]
    found = run_in_node(SCRIPTS, "eshikaku.backprop.run(d.graph, d.inputs, d.step)", data)
    assert [list(each["values"]) for each in found[:3]] == [["x", "y"], ["x", "y", "u"], ["x", "y", "u", "L"]]
    assert [each["gradients"] for each in found[2:]] == [
        {}, {"L": 1}, {"L": 1, "u": 3, "x": 5}, {"L": 1, "u": 3, "x": 8, "y": 3},
    ]  # fmt: skip


def test_python_reads_values_and_gradients_and_restarts_with_another_graph():
    figure = backprop_explorer("softmax", step=3)
    assert figure.gradients["a₁"] == pytest.approx(0.731, abs=5e-4)
    assert figure.gradients["a₁"] + figure.gradients["a₂"] == pytest.approx(0)
    figure.graph = "neuron"
    assert (figure.step, figure.inputs) == (0, (1.0, 2.0, -1.0, 1.0))


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"graph": "loop"}, ValueError, "graph は"),
        ({"inputs": (1,)}, ValueError, "x、y の順の 2 つの数"),
        ({"inputs": (1, 6)}, ValueError, r"inputs\[1\] は"),
        ({"inputs": (1, "2")}, TypeError, "数に"),
        ({"step": 6}, ValueError, "step は 5 以下"),
    ],
)
def test_a_wrong_argument_is_explained(arguments, error, message):
    with pytest.raises(error, match=message):
        backprop_explorer(**arguments)


@pytest.mark.browser
def test_the_reader_steps_forward_and_back_and_drags_an_input(open_page):
    page = open_page(backprop_explorer())
    assert word(page) == "計算の前(手順 0 / 5)"
    for expected in (
        "順伝播(手順 1 / 5)",
        "順伝播(手順 2 / 5)",
        "出力の勾配を 1 と置く(手順 3 / 5)",
        "逆伝播(手順 4 / 5)",
    ):
        page.get_by_role("button", name="1 つ進める").click()
        assert word(page) == expected
    page.get_by_role("button", name="1 つ戻す").click()
    assert state(page, "eshikaku-backprop")["step"] == 3
    slider = page.get_by_role("slider", name="入力 x")
    slider.press("End")
    assert state(page, "eshikaku-backprop")["inputs"] == [5, 2]
    slider.press("Home")
    assert state(page, "eshikaku-backprop")["inputs"] == [-5, 2]
    assert state(page, "eshikaku-backprop")["gradients"]["x"] == -8


@pytest.mark.browser
def test_a_button_that_ends_hands_the_keyboard_to_the_other(open_page):
    page = open_page(backprop_explorer(step=4))
    page.get_by_role("button", name="1 つ進める").press("Enter")
    settled(page)
    focused = "document.activeElement.shadowRoot.activeElement.textContent"
    assert page.evaluate(focused) == "1 つ戻す"


# 数どうしが重なった組。
OVERLAPS = """() => {
    const root = document.querySelector('eshikaku-backprop').shadowRoot;
    const texts = [...root.querySelectorAll('svg text.halo:not(.tag)')];
    const boxes = texts.map((text) => text.getBoundingClientRect());
    return texts.flatMap((text, i) => texts.slice(i + 1).filter((_, k) => {
        const a = boxes[i], b = boxes[i + 1 + k];
        return a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3;
    }).map((other) => text.textContent + ' と ' + other.textContent));
}"""


@pytest.mark.browser
@pytest.mark.parametrize("inputs", [(5, -5), (5, 5), (-5, 5), (-5, -5), (1.37, -2.91)])
def test_numbers_of_neighbouring_arrows_do_not_overlap_on_a_phone(open_page, inputs):
    graph = backprop.GRAPHS["softmax"]
    page = open_page(backprop_explorer("softmax", inputs, step=graph.last_step), width=390)
    settled(page)
    assert page.evaluate(OVERLAPS) == []


@pytest.mark.browser
def test_play_jumps_to_the_end_when_the_reader_wants_less_motion(open_page):
    page = open_page(backprop_explorer("neuron"), reduced_motion="reduce")
    page.get_by_role("button", name="再生").click()
    settled(page)
    assert state(page, "eshikaku-backprop")["step"] == 11


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 390, 560, 900])
def test_every_graph_fits_the_page_and_axe_finds_nothing(open_page, width):
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(
        *(backprop_explorer(name, step=graph.last_step) for name, graph in backprop.GRAPHS.items()), width=width
    )
    settled(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    spilled = page.evaluate(
        """() => [...document.querySelectorAll('eshikaku-backprop')].flatMap((node) => {
            const box = node.shadowRoot.querySelector('svg').getBoundingClientRect();
            return [...node.shadowRoot.querySelectorAll('svg text')].filter((text) => {
                const at = text.getBoundingClientRect();
                return at.left < box.left || at.right > box.right || at.top < box.top || at.bottom > box.bottom;
            }).map((text) => text.textContent);
        })"""
    )
    assert spilled == []
    for theme in ("light", "dark"):
        page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
        settled(page)
        found = Axe().run(page).response["violations"]
        assert [(v["id"], [n["target"] for n in v["nodes"]]) for v in found] == [], theme
