"""クイズの見え方: Jupyter と本のページ。ページは、小さな本を 1 冊作って確かめます。"""

import itertools
import json
import subprocess
import sys
from pathlib import Path

import pytest

from eshikaku.course import contents, exercises, markup, questions, quiz, quiz_view, quizzes, registry
from quiz_samples import FIRST, GOOD, NEGATIVE, WORDS, group_from, rooms_with

ROOT = Path(__file__).resolve().parent.parent
# 区切り 1 に 2 問、章末に組の 3 問と語句の 1 問
ENTRIES = [
    GOOD | {"part": 1},
    NEGATIVE | {"id": "01-q2", "part": 1},
    group_from(3),
    WORDS | {"id": "01-q6"},
]


@pytest.fixture
def example(tmp_path, monkeypatch):
    """見本のクイズを、第 1 章のクイズの代わりに置きます。"""
    monkeypatch.setattr(contents, "ROOMS", rooms_with(tmp_path, *ENTRIES))
    return quiz(FIRST)


def shown_html(view) -> str:
    return view._repr_mimebundle_()["text/html"]


# --- Jupyter


def test_jupyter_shows_every_choice_with_its_reason_and_needs_no_script(example):
    html = shown_html(example)
    assert html.count("<details") == html.count('class="quiz-why"') == 4 * 4
    assert html.count("○ 正解") == 4
    assert html.count("× 不正解") == 12
    assert r"$2-0.1\times4$" in html
    assert "<script" not in html


def test_jupyter_shows_the_check_of_a_sitting_or_the_rest_with_the_numbers_of_the_chapter(example):
    part, rest = shown_html(quiz(FIRST, part=1)), shown_html(example)
    assert [f"問 {number}<" in part for number in range(1, 7)] == [True, True, False, False, False, False]
    assert [f"問 {number}<" in rest for number in range(1, 7)] == [False, False, True, True, True, True]
    assert "正解: 問 1 ア、問 2 イ<" in part


def test_a_check_that_the_quiz_does_not_have_is_refused_where_it_is_called(example):
    with pytest.raises(registry.RegistryError, match=r"part: 2 の問題がありません"):
        quiz(FIRST, part=2)


def test_a_set_shows_its_table_and_listing_once_above_its_questions(example):
    html = shown_html(example)
    assert html.count("<table") == html.count("<pre") == 1
    assert "問 3〜5<" in html
    assert html.index("問 3〜5<") < html.index("<table") < html.index("<pre") < html.index("問 3<")


def test_a_combination_names_its_blanks(example):
    choice = '<span class="quiz-fill">(あ) 勾配</span> <span class="quiz-fill">(い) 学習率</span>'
    assert choice in shown_html(example)


def test_a_combination_of_code_is_shown_as_code():
    choice = questions.Choice(why="理由です。", fill={"あ": "x", "い": "y"})
    asked = type("Asked", (), {"type": "code"})
    html = "".join(map(markup.to_html, quiz_view.choice_text(asked, choice)))
    assert "(あ) <code>x</code>" in html


def test_a_question_for_the_wrong_statement_says_which_statement_is_wrong(example):
    html = shown_html(quiz(FIRST, part=1))
    assert html.count("○ 正解(この記述は適切ではありません)") == 1
    assert html.count("× 不正解(この記述は適切です)") == 3
    assert html.count("○ 正解<") == 1


def test_jupyter_links_to_the_published_appendix_or_to_nowhere(example, monkeypatch):
    monkeypatch.setattr(markup, "site_address", lambda: "https://example.com/book/")
    page = "https://example.com/book/appendix/misconceptions.html#misconception-01-uphill-gradient"
    assert f'href="{page}"' in shown_html(example)
    monkeypatch.setattr(markup, "site_address", lambda: None)
    assert "<a " not in shown_html(example)


def test_the_published_address_is_that_of_the_repository_and_has_the_pages():
    repository = registry.load_yaml(ROOT / "_config.yml")["repository"]["url"]
    owner, name = repository.removeprefix("https://github.com/").split("/")
    assert markup.site_address() == f"https://{owner}.github.io/{name}/"
    for page in (registry.MISCONCEPTIONS_PAGE, registry.SYLLABUS_PAGE):
        assert (ROOT / "book" / f"{page}.md").is_file()


def test_the_page_gets_a_directive_instead_of_a_copy_of_the_questions(example):
    assert example._repr_mimebundle_()["text/markdown"] == "```{quiz} 01_gradient_descent\n```"
    part = quiz(FIRST, part=1)._repr_mimebundle_()
    assert part["text/markdown"] == "```{quiz} 01_gradient_descent 1\n```"


def test_the_saved_notebook_output_does_not_change_with_the_questions(example):
    assert repr(example) == "章末クイズ: 01_gradient_descent"
    assert repr(quiz(FIRST, part=1)) == "区切り 1 の確認: 01_gradient_descent"


# --- ページ

CONF = """
import sys
from pathlib import Path
sys.path.insert(0, {extensions!r})
from eshikaku.course import contents, quizzes
contents.ROOMS = Path({rooms!r})
quizzes.first_edition_ids = lambda: {old!r}
extensions = ["myst_parser", "sphinx.ext.mathjax", "sphinxcontrib.bibtex", "quiz_directive", "registry_directives"]
mathjax_path = "not-needed-here.js"
myst_enable_extensions = ["dollarmath"]
bibtex_bibfiles = [{bib!r}]
bibtex_reference_style = "author_year"
language, html_theme = "ja", "basic"
html_static_path = [{static!r}]
html_js_files, html_css_files = ["quiz.js"], ["quiz.css"]
"""
INDEX = """# 表紙

```{quiz-progress}
```

```{toctree}
01_gradient_descent
misconceptions
syllabus
glossary
references
```
"""
CHAPTER = """# 勾配降下法

{term}`学習率` の {ref}`落とし穴 <misconception-01-uphill-gradient>` です。

```{pitfall} 01-uphill-gradient
```

```{quiz} 01_gradient_descent 1
```

## クイズ

```{quiz} 01_gradient_descent
```
"""
EXERCISE = """
```{{admonition}} 演習 {id}(手計算)
:class: exercise

計算します。
```
"""
OLD_ID = "01-q9"  # 見本の 1 問目の、初版での id


def labels_of(stem):
    """付録がつなぐ、章の節の名札です。"""
    places = [topic.taught for item in registry.syllabus().items for topic in item.topics]
    places += [term.taught for term in registry.glossary()]
    return {place.label for place in places if place.chapter == stem}


@pytest.fixture(scope="session")
def digests(tmp_path_factory):
    """見本の問題の指紋です。"""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(contents, "ROOMS", rooms_with(tmp_path_factory.mktemp("digests"), *ENTRIES))
        return [question.digest for question in quizzes.load_quiz(FIRST).questions]


@pytest.fixture(scope="session")
def site(tmp_path_factory, digests):
    """クイズ・落とし穴・付録だけの本を作り、(HTML の置き場所, 警告) を返します。"""
    here = tmp_path_factory.mktemp("site")
    book = ROOT / "book"
    settings = {
        "extensions": str(ROOT / "extensions"),
        "rooms": str(rooms_with(here, *ENTRIES)),
        "old": {digests[0]: OLD_ID},
        "bib": str(book / "references.bib"),
        "static": str(book / "_static"),
    }
    (here / "conf.py").write_text(CONF.format(**settings), encoding="utf-8")
    chapter = CHAPTER + "".join(f"\n({label})=\n## {label}\n" for label in sorted(labels_of(FIRST)))
    chapter += "".join(EXERCISE.format(id=id) for id in exercises.ids() if id.startswith("01-"))
    pages = {"index": INDEX, FIRST: chapter, "references": "# 文献\n\n```{bibliography}\n```\n"}
    for name in ("misconceptions", "syllabus", "glossary"):
        pages[name] = (book / "appendix" / f"{name}.md").read_text(encoding="utf-8")
    for name, text in pages.items():
        (here / f"{name}.md").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "sphinx", "-q", "-n", "-j", "2", "-b", "html", str(here), str(here / "html")]
    built = subprocess.run(command, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    return here / "html", built.stderr


def page(site, name):
    return (site[0] / f"{name}.html").read_text(encoding="utf-8")


def test_quiz_pitfall_and_appendix_build_without_a_warning(site):
    assert site[1] == ""


def test_the_page_shows_choices_with_math_nodes_and_links_to_the_misconception(site):
    html = page(site, FIRST)
    assert html.count("<details") == 6 * 4
    assert r"\(-1.6\)</span>" in html
    assert "$-1.6$" not in html
    assert 'href="misconceptions.html#misconception-01-uphill-gradient"' in html
    assert 'href="syllabus.html#syllabus-3-2-1"' in html


def test_the_page_shows_the_table_and_the_coloured_listing_of_a_set(site):
    group = page(site, FIRST).split('class="quiz-set"')[1].split('id="quiz-01-q3"')[0]
    assert "<table" in group
    assert '<span class="k">def</span>' in group


def test_the_pitfall_box_shows_claim_truth_reason_and_cited_source(site):
    box = page(site, FIRST).split("pitfall admonition")[1].split("付録でくわしく")[0]
    for label in ("よくある主張", "正しくは", "間違える理由", "出典"):
        assert f"<strong>{label}</strong>" in box
    assert 'href="references.html#' in box


def test_the_syllabus_page_links_to_the_questions_of_each_item(site):
    html = page(site, "syllabus")
    for number in range(1, 7):
        assert f'href="01_gradient_descent.html#quiz-01-q{number}"' in html


def test_the_list_of_progress_links_to_the_first_question_and_counts_all_parts(site):
    row = page(site, "index").split('class="quiz-progress"')[1].split("</ul>")[0]
    assert 'href="01_gradient_descent.html#quiz-01-q1"' in row
    assert "第 1 章 勾配降下法(全 6 問)" in row


def test_the_syllabus_page_links_to_the_exercises_of_a_written_chapter_and_names_the_others(site):
    html = page(site, "syllabus")
    assert 'href="01_gradient_descent.html#exercise-01-3"' in html
    assert exercises.get("01-3").title in html
    assert exercises.get("02-9").title in html
    assert "#exercise-02-9" not in html
    assert 'id="exercise-01-3"' in page(site, FIRST)


def test_appendix_links_to_written_chapters_and_marks_the_others(site):
    html = page(site, "misconceptions")
    assert 'href="01_gradient_descent.html"' in html
    assert "02_sgd.html" not in html
    assert "第 2 章 確率的勾配降下法(執筆予定)" in html


# --- ブラウザー


@pytest.fixture(scope="session")
def address(site, serve):
    """小さな本の住所です。ファイルのままでは、読み直したときに端末の記録が消えることがあります。"""
    with serve(site[0]) as address:
        yield address


def open_page(browser, address, name=FIRST, storage=None, **options):
    """ページを開きます。storage は、前から端末に残っている記録です。"""
    context = browser.new_context(**options)
    if storage is not None:
        context.add_init_script(
            f"if (!localStorage.length) Object.entries({json.dumps(storage)}).forEach(([k, v]) => localStorage[k] = v)"
        )
    opened = context.new_page()
    opened.goto(f"{address}/{name}.html")
    return opened


def choose(opened, number, right):
    """問題の、正解(または、誤答の 1 つ)を選びます。"""
    choices = opened.locator(f"#quiz-01-q{number} details[data-correct={str(right).lower()}] summary")
    choices.first.click()


def emulate(opened, media):
    """印刷(か画面)に切り替え、ページがそれに応じるまで待ちます。"""
    opened.emulate_media(media=media)
    opened.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def scores(opened):
    return opened.locator(".quiz-score").all_inner_texts()


def texts(opened, number):
    """問題の選択肢を、並んでいる順に返します。"""
    choices = opened.locator(f"#quiz-01-q{number} summary").all_inner_texts()
    return [text.split()[1:] for text in choices]


def as_written(number):
    choices = ENTRIES[number - 1]["choices"]
    return [choice["text"].strip("$").split() for choice in choices]


@pytest.mark.browser
def test_the_first_answer_counts_for_the_chapter_and_is_remembered(browser, address):
    opened = open_page(browser, address)
    choose(opened, 1, right=False)
    choose(opened, 1, right=True)
    opened.locator("#quiz-01-q6 details[data-correct=true] summary").focus()
    opened.keyboard.press("Enter")
    expected = "初回正解 1/6(回答済み 2)"
    assert scores(opened) == [expected] * 2
    opened.reload()
    assert scores(opened) == [expected] * 2
    assert "× 不正解" in opened.locator("#quiz-01-q1 .quiz-mark").inner_text()
    opened.goto(f"{address}/index.html")
    assert expected in opened.locator(".quiz-progress").inner_text()


@pytest.mark.browser
def test_choices_stand_in_an_order_of_the_readers_own_that_stays(browser, address):
    orders = []
    for reader in ("2", "3", "4"):
        opened = open_page(browser, address, storage={"eshikaku.reader": reader})
        order = [texts(opened, number) for number in range(1, 7)]
        opened.reload()
        assert [texts(opened, number) for number in range(1, 7)] == order
        assert sorted(order[1]) == sorted(as_written(2))
        orders.append(order)
    assert all(one != other for one, other in itertools.pairwise(orders))
    assert orders[0][1] != as_written(2)


@pytest.mark.browser
def test_the_letters_run_in_order_and_the_mark_names_the_letter_that_was_chosen(browser, address):
    for reader in ("1", "2", "3"):
        opened = open_page(browser, address, storage={"eshikaku.reader": reader})
        assert opened.locator("#quiz-01-q2 .quiz-letter").all_inner_texts() == list("アイウエ")
        choose(opened, 2, right=True)
        letter = opened.locator("#quiz-01-q2 details[open] .quiz-letter").inner_text()
        opened.reload()
        assert f"初回 {letter} ○ 正解" in opened.locator("#quiz-01-q2 .quiz-mark").inner_text()


@pytest.mark.browser
def test_print_shows_the_answers_and_the_order_that_they_are_written_in(browser, address):
    opened = open_page(browser, address, storage={"eshikaku.reader": "2"})
    key = opened.locator(".quiz-key").first
    assert not key.is_visible()
    assert texts(opened, 2) != as_written(2)
    emulate(opened, "print")
    assert key.inner_text() == "正解: 問 1 ア、問 2 イ"
    assert texts(opened, 2) == as_written(2)
    emulate(opened, "screen")
    assert texts(opened, 2) != as_written(2)


@pytest.mark.browser
def test_cleared_answers_can_be_brought_back(browser, address):
    opened = open_page(browser, address)
    choose(opened, 1, right=True)
    for expected in ("初回正解 0/6(回答済み 0)", "初回正解 1/6(回答済み 1)"):
        opened.locator(".quiz-reset").click()
        assert scores(opened) == [expected] * 2


@pytest.mark.browser
def test_a_record_of_the_first_edition_counts_for_the_question_that_has_not_changed(browser, address):
    old = {OLD_ID: {"letter": "イ", "correct": False}, "01-q2": {"letter": "ア", "correct": True}}
    opened = open_page(browser, address, storage={f"eshikaku.quiz.{FIRST}": json.dumps(old), "eshikaku.reader": "1"})
    assert scores(opened)[0] == "初回正解 0/6(回答済み 1)"
    wrong = opened.locator("#quiz-01-q1 .quiz-choice", has_text="-2.4").locator(".quiz-letter").inner_text()
    assert f"初回 {wrong} × 不正解" in opened.locator("#quiz-01-q1 .quiz-mark").inner_text()
    choose(opened, 2, right=True)
    opened.reload()
    assert scores(opened)[0] == "初回正解 1/6(回答済み 2)"


@pytest.mark.browser
@pytest.mark.parametrize("broken", [None, 5, "ア", {"letter": "ア"}, {"choice": 9, "correct": True}])
def test_a_record_that_cannot_be_read_or_whose_question_is_gone_does_not_count(browser, address, digests, broken):
    good = {"choice": 0, "correct": True}
    kept = {digests[0]: broken, "01-q2": broken, digests[1]: good, "0badc0de": good}
    opened = open_page(browser, address, storage={f"eshikaku.quiz.{FIRST}": json.dumps(kept)})
    assert scores(opened)[0] == "初回正解 1/6(回答済み 1)"
    opened.goto(f"{address}/index.html")
    assert "初回正解 1/6(回答済み 1)" in opened.locator(".quiz-progress").inner_text()


@pytest.mark.browser
def test_the_quiz_counts_in_the_written_order_where_the_browser_forbids_storage(browser, address):
    opened = browser.new_page()
    opened.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('forbidden'); }})")
    opened.goto(f"{address}/{FIRST}.html")
    assert texts(opened, 2) == as_written(2)
    choose(opened, 2, right=True)
    assert scores(opened)[0] == "初回正解 1/6(回答済み 1)"


@pytest.mark.browser
def test_without_javascript_a_choice_opens_and_tells_why(browser, address):
    opened = open_page(browser, address, java_script_enabled=False)
    assert texts(opened, 2) == as_written(2)
    for number, why in [(1, "上る向きです。"), (4, "増える向きです。"), (6, "バッチは件数です。")]:
        reason = opened.locator(f"#quiz-01-q{number}").get_by_text(why)
        assert not reason.is_visible()
        opened.locator(f"#quiz-01-q{number} .quiz-choice", has_text=why).locator("summary").click()
        assert reason.is_visible()


@pytest.mark.browser
def test_no_set_combination_or_table_is_wider_than_a_phone(browser, address):
    opened = open_page(browser, address, viewport={"width": 390, "height": 800})
    quiz_right = "Math.max(...[...document.querySelectorAll('.quiz *')].map((e) => e.getBoundingClientRect().right))"
    assert opened.evaluate(quiz_right) <= 390


def test_the_script_is_small():
    assert (ROOT / "book" / "_static" / "quiz.js").stat().st_size < 6000
