"""どの対話図にも共通のこと: Python の入口、本のページ、実際のブラウザでの動き。"""

import re
import sys
import textwrap
from pathlib import Path

import numpy as np
import pytest

from eshikaku import explorers
from eshikaku.explorers import (
    LandscapeExplorer,
    MinibatchExplorer,
    activation_explorer,
    adagrad_explorer,
    adam_explorer,
    backprop_explorer,
    depth_explorer,
    landscape_explorer,
    minibatch_explorer,
    momentum_explorer,
    normalization_explorer,
    numdiff_explorer,
    penalty_explorer,
    race_explorer,
    rmsprop_explorer,
)
from eshikaku.explorers.base import FOLDER
from eshikaku.surfaces import SURFACES
from explorer_kit import center, settled, state, word

WALKERS = [landscape_explorer, momentum_explorer, adagrad_explorer, adam_explorer, race_explorer]
MAKERS = [getattr(explorers, name) for name in explorers.__all__ if name.endswith("_explorer")]
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("make", "arguments", "error", "message"),
    [
        (landscape_explorer, {"surface": "hill"}, ValueError, "surface は .*elongated.* のどれか"),
        (landscape_explorer, {"lr": 0}, ValueError, "lr は 0 より大きい有限な数"),
        (landscape_explorer, {"lr": "0.1"}, TypeError, "lr は数に"),
        (landscape_explorer, {"start": 3}, ValueError, "start は .*2 つの数"),
        (landscape_explorer, {"start": (1, np.nan)}, ValueError, r"start\[1\] は"),
        (landscape_explorer, {"steps": 2.5}, TypeError, "steps は整数"),
        (landscape_explorer, {"steps": 1001}, ValueError, "steps は 1000 以下"),
        (minibatch_explorer, {"batch": 0}, ValueError, "batch は 1 以上の整数"),
        (minibatch_explorer, {"batch": 354}, ValueError, "batch はデータの件数 353 以下"),
        (minibatch_explorer, {"seed": 10000}, ValueError, "seed は 9999 以下"),
        (depth_explorer, {"activation": "step"}, ValueError, "activation は .*relu.* のどれか"),
        (depth_explorer, {"depth": 11}, ValueError, "depth は 10 以下"),
        (depth_explorer, {"std": 0}, ValueError, "std は"),
        (momentum_explorer, {"momentum": 1}, ValueError, "momentum は 0 以上 1 未満"),
        (momentum_explorer, {"method": "NAG"}, ValueError, "method は 'Momentum'、'Nesterov' の"),
        (adam_explorer, {"beta2": 1.0}, ValueError, "beta2 は 0 以上 1 未満"),
        (adam_explorer, {"axis": "z"}, ValueError, "axis は 'x'、'y' の"),
        (rmsprop_explorer, {"scale": 0.5}, ValueError, "scale は 1 以上"),
        (rmsprop_explorer, {"rho": 1}, ValueError, "rho は 0 以上 1 未満"),
        (race_explorer, {"methods": ["Adamu"]}, ValueError, "methods は .*'Adam'.* のどれか"),
        (race_explorer, {"methods": []}, TypeError, "lrs は、手法の名前 → 学習率の、空でない辞書"),
        (race_explorer, {"lrs": {"SGD": -1}}, ValueError, r"lrs\['SGD'\] は 0 より大きい"),
        (numdiff_explorer, {"function": "log"}, ValueError, "function は .*exp"),
        (numdiff_explorer, {"method": "backward"}, ValueError, "method は 'forward'、'central' の"),
        (numdiff_explorer, {"x": 4}, ValueError, "x は"),
        (numdiff_explorer, {"h": 0}, ValueError, "h は 0 より大きく 1 以下"),
        (activation_explorer, {"function": "swish"}, ValueError, "function は .*gelu"),
        (activation_explorer, {"gain": 0}, ValueError, "gain は 0.25 以上 8.0 以下"),
        (activation_explorer, {"logits": (1, 2)}, ValueError, "logits は 4 つの数"),
        (activation_explorer, {"logits": (1, 2, 3, 9)}, ValueError, r"logits\[3\] は"),
    ],
)
def test_a_wrong_argument_is_explained_in_japanese(make, arguments, error, message):
    with pytest.raises(error, match=message):
        make(**arguments)


def test_a_wrong_value_set_later_is_refused_and_the_old_one_kept():
    figure = landscape_explorer(lr=0.1)
    with pytest.raises(ValueError, match="lr は"):
        figure.lr = -1
    assert figure.lr == 0.1


@pytest.mark.parametrize("make", MAKERS)
def test_the_html_form_has_a_small_still_figure_with_alt_text_and_is_the_same_every_time(make):
    bundle, _ = make()._repr_mimebundle_()
    tag, script = bundle["text/html"].split("<script", 1)
    assert tag.startswith("<eshikaku-")
    assert 'alt="' in tag
    assert len(tag.encode()) < 40_000
    assert "customElements" in script
    assert bundle["text/html"] == make()._repr_mimebundle_()[0]["text/html"]
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert bundle["text/plain"] == repr(make())


def test_colab_gets_only_the_html_form(monkeypatch):
    monkeypatch.setitem(sys.modules, "google.colab", object())
    assert set(landscape_explorer()._repr_mimebundle_()[0]) == {"text/plain", "text/html"}


def test_the_scripts_use_no_inline_handler_no_module_and_no_address():
    for path in FOLDER.glob("*.js"):
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        for forbidden in ("http:", "https:", "innerHTML", "import ", "export ", "</script"):
            assert forbidden not in text, f"{path.name}: {forbidden}"


@pytest.fixture(scope="module")
def built_pages(tmp_path_factory):
    """対話図のあるページと無いページを、extensions/explorer.py だけを足した Sphinx で作る。"""
    from sphinx.application import Sphinx
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    source = tmp_path_factory.mktemp("book")
    (source / "conf.py").write_text(
        f"import sys; sys.path.insert(0, {str(ROOT / 'extensions')!r})\n"
        "extensions = ['explorer']\n"
        "html_js_files = ['https://example.invalid/other.js']\n",
        encoding="utf-8",
    )
    figures = [landscape_explorer()._html(), minibatch_explorer()._html()]
    raw = "\n\n".join(".. raw:: html\n\n" + textwrap.indent(figure, "   ") for figure in figures)
    (source / "index.rst").write_text("A\n=\n\n.. toctree::\n\n   plain\n\n" + raw, encoding="utf-8")
    (source / "plain.rst").write_text("B\n=\n\nText\n", encoding="utf-8")
    out = source / "_build"
    with patch_docutils(), docutils_namespace():
        Sphinx(source, source, out, out / "doctrees", "html", status=None, warning=None).build()
    return {name: (out / f"{name}.html").read_text(encoding="utf-8") for name in ("index", "plain")}


def test_a_page_with_a_figure_loads_the_scripts_once_and_only_those_it_needs(built_pages):
    page = built_pages["index"]
    assert "<eshikaku-landscape" in page
    needed = dict.fromkeys([*LandscapeExplorer.scripts(), *MinibatchExplorer.scripts()])
    assert re.findall(r"explorers/([\w.]+)", page) == list(needed)
    assert "<script data-explorer>" not in page
    assert "customElements" not in page


def test_a_page_without_a_figure_loads_no_figure_script(built_pages):
    assert "explorers/" not in built_pages["plain"]
    assert "other.js" in built_pages["plain"]


@pytest.mark.browser
def test_the_figure_replaces_the_still_picture(open_page):
    page = open_page(landscape_explorer(lr=1.05))
    assert word(page) == "発散"
    assert not page.locator("eshikaku-landscape > img").is_visible()


@pytest.mark.browser
def test_the_html_form_alone_works_with_its_inline_script(browser):
    context = browser.new_context()
    page = context.new_page()
    page.set_content(landscape_explorer()._html() + numdiff_explorer()._html() + landscape_explorer()._html())
    assert word(page) == "振動しながら収束"
    assert page.locator("eshikaku-numdiff .word").inner_text() == "打ち切り誤差が主"
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("make", WALKERS)
def test_the_figure_ends_where_python_ends_on_every_surface(open_page, make):
    page = open_page(make())
    for surface in SURFACES:
        page.get_by_label("地形").select_option(surface)
        found = state(page, make().tag())
        again = make(**{name: value for name, value in found.items() if name in make()._fields and name != "lrs"})
        if "lrs" in found:
            again.lrs = found["lrs"]
        ends = [end for end in found["ends"] if end is not None]
        expected = [path[-1] for path in again.paths.values()]
        np.testing.assert_allclose(ends, expected, rtol=1e-9, atol=1e-9)
        settled(page)
        if make is not landscape_explorer:  # 独自の言葉を使う
            assert again.behaviour in page.locator(".word").inner_text()


@pytest.mark.browser
@pytest.mark.parametrize("make", MAKERS)
def test_a_wrong_value_from_a_script_is_refused_and_the_old_one_kept(open_page, make):
    page = open_page(make())
    before = state(page, make().tag())
    wrong = {"steps": 0, "lr": -1, "h": -1, "momentum": 1, "lrs": {"SGD": 0}, "surface": "hill", "axis": "z", "seed": 0}
    wrong |= {"gain": 0, "lam": -1, "method": "power", "std": 0, "graph": "loop"}
    tried = {name: value for name, value in wrong.items() if name in before}
    assert len(tried) >= 1
    set_one = "(node, patch) => { try { node.set(patch); return 'accepted'; } catch (error) { return error.message; } }"
    for name, value in tried.items():
        assert "。" in page.eval_on_selector(make().tag(), set_one, {name: value}), name
    assert state(page, make().tag()) == before


@pytest.mark.browser
@pytest.mark.parametrize("make", MAKERS)
def test_a_value_outside_its_range_is_explained_beside_its_field(open_page, make):
    page = open_page(make())
    settled(page)
    for field in page.get_by_role("spinbutton").all():
        before = state(page, make().tag())
        field.fill("-99")
        assert field.get_attribute("aria-invalid") == "true"
        assert state(page, make().tag()) == before


@pytest.mark.browser
def test_a_field_that_the_reader_leaves_shows_the_value_in_use_again(open_page):
    page = open_page(landscape_explorer(lr=0.1))
    field = page.get_by_role("spinbutton", name="学習率 η(数値)")
    field.fill("-1")
    field.press("Tab")
    assert field.input_value() == "0.1"
    assert page.get_by_role("alert").count() == 0


@pytest.mark.browser
def test_without_javascript_the_still_figures_are_seen(open_page):
    page = open_page(*(make() for make in MAKERS), java_script_enabled=False)
    for image in page.locator("img").all():
        assert image.is_visible()
        assert image.bounding_box()["height"] > 100
        assert image.get_attribute("alt")


@pytest.mark.browser
def test_every_control_is_reached_by_tab_and_arrows_move_the_start(open_page):
    page = open_page(landscape_explorer())
    settled(page)
    names = []
    for _ in range(9):
        page.keyboard.press("Tab")
        active = "document.activeElement.shadowRoot.activeElement"
        names.append(page.evaluate(f"{active}.getAttribute('aria-label') || {active}.textContent"))
        outline = page.evaluate(f"getComputedStyle({active}).outlineStyle")
        assert outline == "solid", names[-1]
        if len(names) == 1:
            for key in ("ArrowRight", "Shift+ArrowUp"):
                page.keyboard.press(key)
    assert state(page)["start"] == pytest.approx([-6.9, 3.0])
    assert names[0].startswith("出発点")
    # 地形の選択肢は名前の代わりに最初の選択肢で見分ける
    order = ["出発点", "学習率 η(数値)", "学習率 η", "1 歩", "再生", "最初から", "細長い谷", "歩数(数値)", "歩数"]
    assert [name[: len(start)] for name, start in zip(names, order, strict=True)] == order


@pytest.mark.browser
def test_the_learning_rate_is_set_by_slider_and_by_number(open_page):
    page = open_page(landscape_explorer())
    page.get_by_role("slider", name="学習率 η").fill("1.1")
    assert word(page) == "発散"
    page.get_by_role("spinbutton", name="学習率 η(数値)").fill("0.3")
    assert state(page)["lr"] == 0.3
    page.get_by_role("spinbutton", name="学習率 η(数値)").fill("-1")
    assert "0 より大きい" in page.get_by_role("alert").first.inner_text()
    assert state(page)["lr"] == 0.3


@pytest.mark.browser
def test_step_play_stop_and_reset(open_page):
    page = open_page(landscape_explorer(steps=1000))  # 終わりまで 40 秒かかるので、混んだ機械でも途中で止められる
    count = page.locator(".facts dt").nth(1)
    page.get_by_role("button", name="1 歩").click()  # 開いたときは最後まで見せている。1 歩目から始める
    settled(page)
    assert count.inner_text() == "1 歩目"
    page.get_by_role("button", name="最初から").click()
    settled(page)
    assert count.inner_text() == "0 歩目"
    page.get_by_role("button", name="1 歩").click()
    settled(page)
    assert count.inner_text() == "1 歩目"
    page.get_by_role("button", name="再生").click()
    count.filter(has_not_text=re.compile(r"^1 歩目")).wait_for()
    page.get_by_role("button", name="停止").click()
    settled(page)
    stopped = count.inner_text()
    page.wait_for_timeout(600)
    assert count.inner_text() == stopped != "1000 歩目"


@pytest.mark.browser
def test_play_jumps_to_the_end_when_the_reader_wants_less_motion(open_page):
    page = open_page(landscape_explorer(steps=200), reduced_motion="reduce")
    page.get_by_role("button", name="最初から").click()
    page.get_by_role("button", name="再生").click()
    settled(page)
    assert page.locator(".facts dt").nth(1).inner_text() == "200 歩目"


@pytest.mark.browser
def test_the_behaviour_is_spoken_once_after_the_reader_stops(open_page):
    page = open_page(landscape_explorer())
    page.evaluate(
        "() => { window.said = []; new MutationObserver(() => said.push(1)).observe("
        "document.querySelector('eshikaku-landscape').shadowRoot.querySelector('[aria-live]'), {childList: true}); }"
    )
    for lr in ("0.3", "0.5", "1", "1.1"):
        page.get_by_role("slider", name="学習率 η").fill(lr)
    page.wait_for_timeout(900)
    assert page.evaluate("said.length") == 1
    assert page.locator("[aria-live]").first.inner_text().startswith("発散")


@pytest.mark.browser
def test_two_figures_on_a_page_do_not_touch_each_other(open_page):
    page = open_page(landscape_explorer(), landscape_explorer(lr=0.5))
    page.get_by_role("slider", name="学習率 η").first.fill("1.1")
    states = page.eval_on_selector_all("eshikaku-landscape", "(nodes) => nodes.map((n) => n.state.lr)")
    assert states == [1.1, 0.5]


@pytest.mark.browser
def test_a_finger_drags_the_handle_but_scrolls_the_page_elsewhere(open_page):
    page = open_page(landscape_explorer(), width=390, has_touch=True, is_mobile=True)
    settled(page)
    device = page.context.new_cdp_session(page)

    def swipe(x, y, dx, dy):
        device.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
        for k in range(1, 11):
            point = {"x": x + dx * k / 10, "y": y + dy * k / 10}
            device.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
        device.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        page.wait_for_timeout(300)

    before = state(page)["start"]
    swipe(*center(page, ".handle"), 40, 40)
    assert page.evaluate("scrollY") == 0
    after = state(page)["start"]
    assert after[0] > before[0] + 1
    box = page.locator(".stage").bounding_box()
    swipe(box["x"] + 250, box["y"] + 200, 0, -150)
    assert page.evaluate("scrollY") > 50
    assert state(page)["start"] == after


# 図の枠の右端からはみ出した部品。図は自分の中ではみ出しを隠すので、ページの横幅だけでは分からない。
SPILLED = """() => [...document.querySelectorAll('main > :not(h1, p)')].flatMap((node) => {
    const edge = node.shadowRoot.querySelector('.figure').getBoundingClientRect().right;
    return [...node.shadowRoot.querySelectorAll('.figure :is(span, input, select, button, dd, dt, text)')]
        .filter((part) => part.getBoundingClientRect().right > edge && !part.closest('.spoken, .stage'))
        .map((part) => node.localName + ': ' + part.textContent);
})"""


@pytest.mark.browser
def test_no_width_makes_the_page_scroll_sideways(open_page):
    page = open_page(*(make() for make in MAKERS))
    for width in (320, 360, 560, 640, 720, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for surface in ("elongated", "plateau"):  # 式の名前がいちばん長い地形と、表がいちばん長い地形
            for make in WALKERS:
                patch = {"surface": surface, "start": [-1.23456, 0]}
                page.eval_on_selector(make().tag(), "(node, patch) => node.set(patch)", patch)
            settled(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (width, surface)
        assert page.evaluate(SPILLED) == [], width


@pytest.mark.browser
def test_targets_are_large_enough_for_a_finger(open_page):
    page = open_page(*(make() for make in MAKERS), width=390)
    settled(page)
    sizes = """(nodes) => nodes.map((n) => [n.outerHTML, Math.min(n.getBoundingClientRect().width,
        n.getBoundingClientRect().height)])"""
    controls = page.locator("button, input, select").evaluate_all(sizes)
    handles = page.locator(".handle").evaluate_all(sizes)
    assert len(controls) > 15
    assert [control for control in controls if control[1] < 24] == []
    assert [handle for handle in handles if handle[1] < 44] == []


@pytest.mark.browser
def test_axe_finds_nothing_in_light_or_dark(open_page):
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(*(make() for make in MAKERS))
    page.get_by_role("spinbutton", name="学習率 η(数値)").first.fill("-1")  # 誤りの表示も調べる
    for theme in ("light", "dark"):
        page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
        settled(page)
        found = Axe().run(page).response["violations"]
        assert [(v["id"], [n["target"] for n in v["nodes"]]) for v in found] == [], theme


# 道の色の、赤、緑、青の和(色の書き方はブラウザによって違うので、塗って読む)。
LIGHTNESS = """() => {
    const trace = document.querySelector('eshikaku-momentum').shadowRoot.querySelector('.trace:not(.faint)');
    const brush = document.createElement('canvas').getContext('2d');
    brush.fillStyle = getComputedStyle(trace).stroke;
    brush.fillRect(0, 0, 1, 1);
    return brush.getImageData(0, 0, 1, 1).data.slice(0, 3).reduce((sum, v) => sum + v);
}"""


@pytest.mark.browser
def test_the_colours_follow_the_theme_at_once(open_page):
    page = open_page(momentum_explorer())
    color = "getComputedStyle(document.querySelector('eshikaku-momentum').shadowRoot.querySelector('.figure'))"
    assert page.evaluate(f"{color}.backgroundColor") == "rgb(255, 255, 255)"
    on_white = page.evaluate(LIGHTNESS)
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    assert page.evaluate(f"{color}.backgroundColor") == "rgb(20, 24, 30)"
    assert page.evaluate(LIGHTNESS) > on_white + 150  # 白い地の濃い青は、黒い地では見えない


@pytest.mark.browser
def test_paper_shows_the_current_state_without_controls(open_page):
    page = open_page(landscape_explorer(lr=1.05))
    settled(page)
    page.emulate_media(media="print")
    assert page.locator(".word").inner_text() == "発散"
    assert page.locator(".stage").is_visible()
    assert not page.locator(".controls").is_visible()


# 続けて変える値(図によって、つまみが違う)。書いていない図は学習率
CHANGES = {
    activation_explorer: ("x", [k / 100 for k in range(1, 21)]),
    backprop_explorer: ("step", [0, 1] * 10),
    depth_explorer: ("std", [k / 100 for k in range(1, 21)]),
    normalization_explorer: ("method", ["layer", "instance"] * 10),
    numdiff_explorer: ("h", [k / 100 for k in range(1, 21)]),
    penalty_explorer: ("lam", [k / 100 for k in range(1, 21)]),
    race_explorer: ("steps", list(range(1, 21))),
}


@pytest.mark.browser
@pytest.mark.parametrize("make", MAKERS)
def test_many_changes_between_two_frames_ask_for_one_drawing(open_page, make):
    page = open_page(make())
    settled(page)
    asked = page.evaluate(
        """([name, values]) => {
            const figure = document.querySelector('main > :not(h1)');
            const request = window.requestAnimationFrame;
            let asked = 0;
            window.requestAnimationFrame = (draw) => (asked++, request(draw));
            for (const value of values) figure.set({[name]: value});
            return asked;
        }""",
        CHANGES.get(make, ("lr", [k / 100 for k in range(1, 21)])),
    )
    assert asked == 1
