"""できあがったサイトを実際のブラウザーで開き、読者が頼りにすることを確かめます。"""

import gzip
import json
import re
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image

HTML = Path(__file__).resolve().parent.parent / "_build" / "html"
PAGES = sorted(str(path.relative_to(HTML)) for path in HTML.rglob("*.html") if "_static" not in path.parts)
CHAPTERS = [page for page in PAGES if re.match(r"\d\d_", page)]
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}

pytestmark = pytest.mark.browser


def test_the_site_has_the_pages_a_reader_expects():
    assert {"index.html", "search.html", "appendix/glossary.html", "appendix/misconceptions.html"} <= set(PAGES)
    assert len(CHAPTERS) >= 2


@pytest.fixture
def open_page(browser):
    """ページを開いて返します。閉じ忘れはありません。"""
    contexts = []

    def opened(address, viewport=DESKTOP, **options):
        context = browser.new_context(viewport=viewport, **options)
        contexts.append(context)
        page = watched(context.new_page())
        page.goto(address, wait_until="load")
        return page

    yield opened
    for context in contexts:
        context.close()


@dataclass
class Visit:
    """1 つのページを 1 度だけ開いて見たことのすべてです(章を開き直すと、1 回に数秒かかる)。"""

    notes: list[str]
    weights: dict[str, int]
    elements: int
    buttons: list[str]
    printed: tuple[str, str]
    cut: dict[str, int]
    phone_width: int
    wide: list[str]
    torn: list[str]
    copying: list[dict]
    caption_weights: list[str]
    complaints: list[str]


@pytest.fixture(scope="module")
def visit(browser, site):
    """ページの名前から、見たことを返す関数です。"""

    @cache
    def visited(name):
        context = browser.new_context(viewport=DESKTOP)
        page, weights = watched(context.new_page()), {}
        page.on("response", lambda response: weights.setdefault(response.url, len(gzip.compress(response.body(), 6))))
        page.goto(f"{site}/{name}", wait_until="networkidle")
        first_load = dict(weights)
        elements = page.evaluate("document.getElementsByTagName('*').length")
        buttons = page.evaluate(BUTTONS)
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        seen = notes(page)
        copying, caption_weights = page.evaluate(COPY_BUTTONS), page.evaluate(CAPTION_WEIGHTS)
        printed, cut = in_print(page)
        phone_width, wide, torn = on_a_phone(page)
        complaints = axe_complaints(page)
        context.close()
        return Visit(
            notes=seen, weights=first_load, elements=elements, buttons=buttons, printed=printed, cut=cut,
            phone_width=phone_width, wide=wide, torn=torn, copying=copying, caption_weights=caption_weights,
            complaints=complaints,
        )  # fmt: skip

    return visited


def watched(page):
    """コンソールの表示、例外、外部への要求を書き留めるようにしたページを返します。"""
    page.notes = []
    page.on("console", lambda message: page.notes.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: page.notes.append(f"例外: {error}"))
    page.on("request", lambda request: page.notes.append(outside(request.url)))
    return page


def outside(url: str) -> str:
    """外部への要求なら、その住所。内部なら空の文字列。"""
    inside = url.startswith(("file:", "data:", "blob:")) or urlsplit(url).hostname == "127.0.0.1"
    return "" if inside else f"外部への要求: {url}"


def notes(page) -> list[str]:
    page.wait_for_timeout(300)
    return [note for note in page.notes if note]


# --- 静かで、外に頼らない


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_nobody_else_and_says_nothing_in_the_console(visit, name):
    assert visit(name).notes == []


@pytest.mark.parametrize("name", ["index.html", *CHAPTERS])
def test_a_page_works_from_a_folder_without_a_server(open_page, name):
    page = open_page((HTML / name).as_uri())
    assert notes(page) == []
    broken = page.evaluate("[...document.images].filter(i => i.complete && !i.naturalWidth).map(i => i.src)")
    assert broken == []


@pytest.mark.parametrize("name", PAGES)
def test_no_address_outside_the_site_is_loaded_by_the_source(name):
    """開いたときに動かない部品(印刷用、エラー時)も含めて、ソースの中の読み込み先を調べます。"""
    text = (HTML / name).read_text(encoding="utf-8")
    loads = re.findall(r"<(?:script|img|iframe|source)[^>]*\ssrc=\"(https?:[^\"]+)", text)
    loads += re.findall(r"<link(?=[^>]*rel=\"(?:stylesheet|preload|icon)\")[^>]*href=\"(https?:[^\"]+)", text)
    assert loads == [], f"{name} が外部の {loads} を読み込みます"


def test_every_page_describes_itself_and_chapters_do_so_in_words_of_their_own():
    texts = [(name, (HTML / name).read_text(encoding="utf-8")) for name in PAGES]
    found = {name: re.findall(r'<meta name="description" content="([^"]+)"', html) for name, html in texts}
    assert [name for name, each in found.items() if len(each) != 1] == []
    assert len({found[name][0] for name in CHAPTERS}) == len(CHAPTERS)


# --- リンク


class Source(HTMLParser):
    """ページの中の id、リンク先、スクリプトと数式の元を除いた文を集めます。"""

    NOT_PROSE = ("script", "style", "annotation")

    def __init__(self, text: str):
        super().__init__()
        self.ids, self.links, self.prose, self.inside = [], [], "", []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if attributes.get("id"):
            self.ids.append(attributes["id"])
        if tag == "a" and attributes.get("href"):
            self.links.append(attributes["href"])
        if tag in self.NOT_PROSE:
            self.inside.append(tag)

    def handle_endtag(self, tag):
        if self.inside and tag == self.inside[-1]:
            self.inside.pop()

    def handle_data(self, data):
        if not self.inside:
            self.prose += data


@pytest.fixture(scope="module")
def sources():
    return {name: Source((HTML / name).read_text(encoding="utf-8")) for name in PAGES}


@pytest.mark.parametrize("name", PAGES)
def test_every_link_inside_the_site_leads_somewhere(sources, name):
    for link in sources[name].links:
        parts = urlsplit(link)
        if parts.scheme or link in ("#", ""):
            continue
        target = urlsplit(urljoin(f"/{name}", link))
        path = unquote(target.path).lstrip("/") or "index.html"
        assert (HTML / path).exists(), f"{name}: リンク先 {link} がありません"
        if target.fragment and path in sources:
            assert unquote(target.fragment) in sources[path].ids, f"{name}: {link} の行き先がページにありません"


@pytest.mark.parametrize("name", PAGES)
def test_an_id_occurs_once_on_a_page(sources, name):
    ids = sources[name].ids
    assert sorted(ids) == sorted(set(ids)), f"{name}: 同じ id があります"


@pytest.mark.parametrize("name", PAGES)
def test_no_markup_is_left_unread_in_the_text(sources, name):
    code_free = re.sub(r"```.*?```", "", sources[name].prose, flags=re.DOTALL)
    for mark in ("**「", "」**", "{ref}", "{cite", "{numref}", "{doc}", "{term}", "%REPOSITORY%"):
        assert mark not in code_free, f"{name}: {mark} が文字のまま残っています"


# --- 数式


@pytest.mark.parametrize("name", CHAPTERS)
def test_every_formula_is_mathml_that_can_be_read_aloud(name):
    text = (HTML / name).read_text(encoding="utf-8")
    written = json.loads((HTML / "_sources" / name.replace(".html", ".ipynb")).read_text(encoding="utf-8"))["cells"]
    inline = sum(
        len(re.findall(r"(?<!\$)\$[^$]+\$(?!\$)", "".join(c["source"])))
        for c in written
        if c["cell_type"] == "markdown"
    )
    assert text.count("<math") >= inline > 30
    assert "<merror" not in text


# --- 画面の幅


def on_a_phone(page):
    """電話の幅にしたときの本文の幅と、はみ出した要素と、途中で行の変わった語です。"""
    page.set_viewport_size(PHONE)
    page.evaluate("document.querySelectorAll('main details').forEach(element => { element.open = true })")
    width = page.evaluate("document.documentElement.scrollWidth")
    wide = page.evaluate(
        """limit => [...document.querySelectorAll('main *')]
             .filter(e => e.getBoundingClientRect().right > limit + 1)
             .slice(0, 3).map(e => e.outerHTML.slice(0, 120))""",
        PHONE["width"],
    )
    torn = [line for line in page.evaluate(HEADING_LINES) if TORN_WORD.search(line)] + page.evaluate(LEFT_BY_FORMULAS)
    page.set_viewport_size(DESKTOP)
    return width, wide, torn


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_never_scrolls_sideways(visit, name):
    seen = visit(name)
    assert seen.phone_width <= PHONE["width"], f"{name} は横に {seen.phone_width} px あります: {seen.wide}"


# 見出しの文を、行の変わる所に ⏎ を入れて返す
HEADING_LINES = """() => [...document.querySelectorAll('article :is(h1, h2, h3)')].map(heading => {
  const words = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
  let lines = '', bottom = null;
  while (words.nextNode()) {
    for (let i = 0; i < words.currentNode.length; i++) {
      const range = document.createRange();
      range.setStart(words.currentNode, i);
      range.setEnd(words.currentNode, i + 1);
      const box = range.getBoundingClientRect();
      if (bottom !== null && box.top >= bottom) lines += '⏎';
      if (box.width) bottom = box.bottom;  // 行の終わりの空白には、幅がない
      lines += range;
    }
  }
  return lines;
})"""
TORN_WORD = re.compile("[一-龠々]⏎[一-龠々]|[ァ-ヴー]⏎[ァ-ヴー]|[A-Za-z]⏎[A-Za-z]")
# 文中の数式と別の行になった、直前の開き括弧と、直後の句読点や閉じ括弧
LEFT_BY_FORMULAS = """() => [...document.querySelectorAll('article math:not([display=block])')].flatMap(math => {
  const formula = math.getBoundingClientRect();
  const near = side => math[side] || (math.parentElement.matches('.nobr') ? math.parentElement[side] : null);
  return [['previousSibling', '(「『'], ['nextSibling', '、。,.)」』']].flatMap(([side, marks]) => {
    const text = near(side), length = text?.nodeType === Node.TEXT_NODE ? text.length : 0;
    if (!length || !formula.width) return [];
    const range = document.createRange(), at = side === 'nextSibling' ? 0 : length - 1;
    range.setStart(text, at);
    range.setEnd(text, at + 1);
    const mark = range.getBoundingClientRect();
    const apart = mark.bottom <= formula.top || mark.top >= formula.bottom;
    return apart && marks.includes(String(range)) ? [`${range} と ${math.textContent}`] : [];
  });
})"""


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_breaks_no_word_of_a_heading_and_leaves_no_bracket_behind_a_formula(visit, name):
    assert visit(name).torn == []


def test_a_code_frame_stops_the_tab_key_only_where_it_goes_on(open_page, site):
    page = open_page(f"{site}/06_adam.html")
    frames = page.locator("article div.highlight pre")
    for frame in (frames.first, frames.nth(3)):
        frame.scroll_into_view_if_needed()
        goes_on = frame.evaluate("pre => pre.scrollWidth > pre.clientWidth")
        page.wait_for_function(
            "([pre, stop]) => pre.tabIndex === stop", arg=[frame.element_handle(), 0 if goes_on else -1]
        )
    page.set_viewport_size({"width": 200, "height": 800})
    frames.nth(3).scroll_into_view_if_needed()
    page.wait_for_function("pre => pre.tabIndex === 0", arg=frames.nth(3).element_handle())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_code_frame_shows_that_it_goes_on_to_the_right_until_its_end_is_reached(open_page, site, scheme):
    page = open_page(f"{site}/{CHAPTERS[0]}", viewport=PHONE, color_scheme=scheme)
    frame = page.locator(".cell_input pre").filter(has_text="np.array").first
    frame.scroll_into_view_if_needed()
    assert frame.evaluate("frame => frame.scrollWidth > frame.clientWidth + 40")
    page.wait_for_timeout(300)

    def edges():
        """枠の内側の、文字のない上端の行での、左端と右端の色です。"""
        box = frame.bounding_box()
        row = {"x": box["x"], "y": box["y"] + 3, "width": box["width"], "height": 1}
        with Image.open(BytesIO(page.screenshot(clip=row))) as picture:
            colours = picture.convert("L")
            return colours.getpixel((30, 0)), colours.getpixel((colours.width - 3, 0))

    left, right = edges()
    assert abs(left - right) > 30
    frame.evaluate("frame => { frame.scrollLeft = frame.scrollWidth }")
    page.wait_for_timeout(300)
    left, right = edges()
    assert abs(left - right) < 5


# --- 図と、コピーのボタン

CAPTION_WEIGHTS = "[...document.querySelectorAll('figcaption *')].map(each => getComputedStyle(each).fontWeight)"
COPY_BUTTONS = """[...document.querySelectorAll('button.copybtn')].map(button => ({
  name: button.ariaLabel, tip: button.dataset.tooltip, output: button.closest('.cell_output') !== null,
}))"""


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_caption_is_not_so_thin_that_its_digits_vanish_beside_the_kanji(visit, name):
    weights = visit(name).caption_weights
    assert len(weights) > 3
    assert min(map(int, weights)) >= 400


@pytest.mark.parametrize("name", CHAPTERS)
def test_code_and_not_its_output_has_a_copy_button_with_a_japanese_name(visit, name):
    buttons = visit(name).copying
    assert len(buttons) > 3
    assert buttons == [{"name": "コードをコピー", "tip": "コードをコピー", "output": False}] * len(buttons)


# --- アクセシビリティ


# 1 章には数式の要素が何万個、文の要素が何千個もあり、すべて調べると何分もかかる。数式は文字に置き換え
# (読み上げる MathML があることは別に確かめている)、祖先まで同じ形の文は、色も同じなので 1 つだけ残す。
KEEP_ONE_OF_EACH = """() => {
  document.querySelectorAll('math').forEach(formula => formula.replaceWith('x'));
  const seen = new Set();
  const look = element => [...element.attributes].filter(a => !['id', 'href'].includes(a.name)).map(a => a.value);
  const path = element => element && `${path(element.parentElement)} ${element.tagName} ${look(element)}`;
  const named = 'a, button, summary, label, th, h1, h2, h3, h4, figcaption';  // 文が名前になる要素は空にできない
  for (const element of document.querySelectorAll('main :is(p, span, td, li, code, em, strong):not(:has(*))')) {
    if (element.closest(named)) continue;
    const kind = path(element);
    if (seen.has(kind)) element.textContent = '';
    seen.add(kind);
  }
}"""
# 横に続く枠は、見える所に近づいたときに Tab で止まるようになる(book/_static/frames.js)
READ_TO_THE_END = """async () => {
  for (let y = 0; y < document.documentElement.scrollHeight; y += 2 * innerHeight) {
    scrollTo(0, y);
    await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  }
  scrollTo(0, 0);
}"""
# 明るさで変わるのは色だけなので、暗い表示では色の規則だけを確かめる
# 違反でない要素の一覧は使わないので、作らせない(半分の時間で済む)
ONLY_VIOLATIONS = {"resultTypes": ["violations"]}
RULES = {"light": ONLY_VIOLATIONS, "dark": {**ONLY_VIOLATIONS, "runOnly": ["color-contrast"]}}


def axe_complaints(page):
    """明るい表示と暗い表示で、axe が見つけた違反です。"""
    page.evaluate(KEEP_ONE_OF_EACH)
    # 影の上の文字は、背景との明暗の比を測れない。後から並べる所は、並べる前の場所の背景を測ってしまう
    seen = "article pre { background-image: none !important } article * { content-visibility: visible !important }"
    page.add_style_tag(content=seen)
    page.evaluate(READ_TO_THE_END)
    found = []
    for scheme, options in RULES.items():
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function("scheme => document.documentElement.dataset.theme === scheme", arg=scheme)
        page.wait_for_timeout(300)  # 色はゆっくり移り変わる
        for violation in Axe().run(page, options=options).response["violations"]:
            nodes = violation["nodes"]
            found.append(f"{scheme} {violation['id']}: {nodes[0]['html'][:160]} など {len(nodes)} 箇所")
    return found


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_to_complain_about(visit, name):
    assert visit(name).complaints == []


# --- 検索(何が見つかるかは test_search.py)


def test_a_word_typed_into_the_search_field_is_found_and_shown_in_its_sentence(open_page, site):
    page = open_page(f"{site}/index.html")
    page.click("button.search-button__button:visible")
    page.keyboard.type("ＳＧＤ")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")
    found = page.locator("#search-results ul.search li")
    assert found.first.locator("mark").first.inner_text() == "SGD"
    assert f"{found.count()} か所で見つかりました。この本では「確率的勾配降下法」と書きます。" in page.inner_text(
        "#search-results"
    )
    assert notes(page) == []


@pytest.mark.parametrize("place", ["server", "folder"])
def test_typing_shows_the_first_hits_below_the_field_on_any_page(open_page, site, place):
    page = open_page(f"{site if place == 'server' else HTML.as_uri()}/appendix/glossary.html")
    page.click("button.search-button__button:visible")
    page.keyboard.type("勾配")
    hits = page.locator("#pst-search-dialog .search-hits")
    hits.get_by_text("初めの 8 か所です").wait_for()
    page.keyboard.type("クリッピング")
    hits.locator("li a").filter(has_text="爆発した勾配").first.click()
    page.wait_for_url("**/10_weight_initialization.html?highlight=*#sec-10-clipping")
    assert notes(page) == []


def test_typing_on_the_search_page_replaces_its_results(open_page, site):
    page = open_page(f"{site}/search.html?q=鞍点")
    page.locator("#search-results li").first.wait_for()
    page.locator("main input[name=q]").fill("存在しない語句鬱")
    assert page.inner_text("#search-results") == "「存在しない語句鬱」は見つかりませんでした。"


@pytest.mark.parametrize("place", ["server", "folder"])
def test_a_search_result_opens_at_the_word_in_its_section_and_marks_it_whole(open_page, site, place):
    page = open_page(f"{site if place == 'server' else HTML.as_uri()}/search.html?q=打ち切り誤差")
    page.click("#search-results li a >> nth=0")
    mark = page.wait_for_selector("section#sec-01-numdiff span.highlighted:visible")
    assert mark.inner_text() == "打ち切り誤差"
    assert page.url.endswith("01_gradient_descent.html#sec-01-numdiff")
    assert notes(page) == []


def test_a_word_deep_in_its_section_is_scrolled_into_view(open_page, site):
    page = open_page(f"{site}/01_gradient_descent.html?highlight=打ち切り誤差#ch-01")
    mark = page.wait_for_selector("article span.highlighted:visible")
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") > 3 * DESKTOP["height"]
    assert 0 < mark.bounding_box()["y"] < DESKTOP["height"]


def test_a_result_whose_word_cannot_be_marked_opens_at_its_section(open_page, site):
    page = open_page(f"{site}/search.html?q=N")  # 英字 1 文字
    link = page.locator("#search-results li a").first
    section = link.get_attribute("href").split("#")[1]
    link.click()
    page.wait_for_selector(f"#{section}", state="attached")
    page.wait_for_timeout(300)
    assert (
        0
        <= page.locator(f":is(#{section}, :has(> #{section})) > :is(h1, h2, h3)").first.bounding_box()["y"]
        < DESKTOP["height"] / 2
    )


def test_one_english_letter_is_not_marked_inside_the_words_of_the_opened_page(open_page, site):
    page = open_page(f"{site}/search.html?q=N // B")
    assert page.locator("#search-results mark").first.inner_text() == "N"
    page.locator("#search-results li a").first.click()
    page.wait_for_selector("article span.highlighted")
    assert set(page.locator("article span.highlighted").all_inner_texts()) == {"//"}


def test_the_search_page_says_so_when_nothing_is_found(open_page, site):
    page = open_page(f"{site}/search.html?q=存在しない語句鬱")
    assert page.inner_text("#search-results [role=status]") == "「存在しない語句鬱」は見つかりませんでした。"
    assert not page.query_selector_all("#search-results ul.search li a")


# --- 動かす、持ち帰る


BUTTONS = "[...document.querySelectorAll('.article-header-buttons a')].map(a => a.getAttribute('href'))"


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_chapter_can_be_launched_and_downloaded(visit, name):
    hrefs = visit(name).buttons
    stem = name.removesuffix(".html")
    assert any("mybinder.org" in href and f"{stem}.ipynb" in href for href in hrefs)
    assert any("colab" in href and f"blob/notebooks/{stem}.ipynb" in href for href in hrefs)
    download = next(href for href in hrefs if href.endswith(".ipynb") and "//" not in href)
    assert (HTML / download).exists()


# --- 印刷


PAPERS = {"A4": 718, "B5": 612}  # 紙の幅から、左右 1 cm ずつの余白を除いた px


def in_print(page):
    """暗い表示の読者が印刷したときの、背景と文字の色と、紙ごとの、右が切れるコードの数です。"""
    page.emulate_media(color_scheme="dark", media="print")
    colours = page.evaluate(
        "(() => { const s = getComputedStyle(document.body);"
        " return [s.backgroundColor, getComputedStyle(document.querySelector('main p')).color]; })()"
    )
    cut = {}
    for paper, width in PAPERS.items():
        page.set_viewport_size({"width": width, "height": 1000})
        cut[paper] = page.evaluate(
            "[...document.querySelectorAll('article pre')].filter(pre => pre.scrollWidth > pre.clientWidth).length"
        )
    page.set_viewport_size(DESKTOP)
    page.emulate_media(color_scheme="light", media="screen")
    return colours, cut


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_printed_chapter_is_black_on_white_even_from_the_dark_page(visit, name):
    background, colour = visit(name).printed
    assert luminance(background) > 0.9, f"{name}: 印刷の背景が {background} です"
    assert luminance(colour) < 0.2, f"{name}: 印刷の文字が {colour} です"


@pytest.mark.parametrize("name", PAGES)
def test_paper_shows_every_line_of_code_to_its_end(visit, name):
    assert visit(name).cut == {"A4": 0, "B5": 0}


def luminance(colour: str) -> float:
    """`rgb(…)` の明るさを 0 から 1 で返します。透明は白とみなします。"""
    values = [float(value) for value in re.findall(r"[\d.]+", colour)]
    if len(values) == 4 and values[3] == 0:
        return 1.0
    return sum(values[:3]) / 3 / 255


# --- 重さ(GitHub Pages と同じく gzip で送ったとして、ページを開き終わるまでに届く量)

MAX_BYTES, MAX_REQUESTS, MAX_ELEMENTS = 400_000, 35, 12_000


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_with_few_bytes_requests_and_elements(visit, name):
    seen = visit(name)
    total = sum(seen.weights.values())
    assert total < MAX_BYTES, f"{name}: {total / 1e3:.0f} kB 届きます"
    assert len(seen.weights) <= MAX_REQUESTS, f"{name}: {len(seen.weights)} 回の要求があります"
    assert seen.elements <= MAX_ELEMENTS, f"{name}: 要素が {seen.elements} 個あります"
