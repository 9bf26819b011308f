"""クイズ: すべての章の問題が約束を守ること、誤りのあるクイズを見つけること、ページと Jupyter の見え方。"""

import copy
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

import quiz_contract
from eshikaku.course import contents, exercises, quizzes, registry
from eshikaku.course.registry import RegistryError

QUIZZES = {stem: quizzes.load_quiz(stem) for stem in quizzes.quiz_stems()}
QUESTIONS = [
    pytest.param(stem, each, id=f"{stem}-{each.id}") for stem, one in QUIZZES.items() for each in one.questions
]


ROOT = Path(__file__).resolve().parent.parent

# --- すべての章の問題


def test_there_are_quizzes():
    assert QUIZZES


@pytest.mark.parametrize("stem", QUIZZES)
def test_a_chapter_has_enough_questions_and_no_give_away_pattern(stem):
    quiz_contract.check_exam_form(QUIZZES[stem])


@pytest.mark.parametrize(("stem", "question"), QUESTIONS)
def test_a_question_can_be_read_on_any_screen(stem, question):
    quiz_contract.check_readable(question)


@pytest.mark.parametrize(("stem", "question"), [param for param in QUESTIONS if param.values[1].verify])
def test_every_number_in_the_choices_is_what_the_stated_calculation_gives(stem, question):
    quiz_contract.check_numbers(question, quiz_contract.verify_function(stem, question.verify)())


@pytest.mark.parametrize(("stem", "question"), [param for param in QUESTIONS if param.values[1].exercise])
def test_in_a_code_question_only_the_key_passes_the_exercise(stem, question):
    quiz_contract.check_runs(question)


@pytest.mark.parametrize(("stem", "question"), [param for param in QUESTIONS if param.values[1].figure])
def test_a_figure_question_draws_its_figure(stem, question):
    picture = quizzes.picture(question)
    assert picture.attributes["src"].startswith("data:image/svg+xml;base64,")
    assert picture.attributes["alt"] == question.figure.alt


# --- 約束を破る問題は見つかる

GOOD = {
    "id": "01-q1",
    "type": "calculation",
    "syllabus": ["3-2-1"],
    "difficulty": 1,
    "question": "$x = -2$ から学習率 $0.1$ で 1 歩進めると、$x$ はいくつですか。",
    "listing": "x = x - lr * grad",
    "verify": "one_step",
    "choices": [
        {"text": "$-1.6$", "correct": True, "why": "勾配は $-4$ です。"},
        {"text": "$-2.4$", "why": "上る向きです。", "misconception": "01-uphill-gradient"},
        {"text": "$-1.8$", "why": "勾配を $x$ とした値です。"},
        {"text": "$2$", "why": "学習率を掛けていません。"},
    ],
}


FIRST = "01_gradient_descent"


def rooms_with(folder, *questions, text=None):
    """すべての章の部屋を写し、第 1 章のクイズを、渡された問題だけのもの(または、そのままの文字列)に取り替えます。"""
    rooms = shutil.copytree(contents.ROOMS, folder / "rooms")
    content = text or yaml.safe_dump(list(questions), allow_unicode=True)
    (rooms / FIRST / "quiz.yml").write_text(content, encoding="utf-8")
    return rooms


@pytest.fixture
def write(tmp_path, monkeypatch):
    """問題を書いて、読み直したクイズを返す関数です。"""

    def write(*questions, text=None):
        monkeypatch.setattr(contents, "ROOMS", rooms_with(tmp_path, *questions, text=text))
        return quizzes.load_quiz(FIRST)

    return write


def changed(path, value):
    """GOOD の 1 か所を変えた問題を返します。値が None なら、そこを消します。"""
    question = copy.deepcopy(GOOD)
    *parents, last = path
    target = question
    for key in parents:
        target = target[key]
    target[last] = value
    if value is None:
        del target[last]
    return question


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (["question"], None, "「question」がありません"),
        (["question"], "", "「question」が空です"),
        (["quesiton"], "…", "知らない項目「quesiton」"),
        (["type"], "essay", "type は concept・calculation・code・figure"),
        (["difficulty"], 4, "difficulty は 1・2・3"),
        (["difficulty"], True, "「difficulty」は 整数"),
        (["syllabus"], ["9-9"], "syllabus.yml の id"),
        (["verify"], None, "verify"),
        (["choices", 3], None, "ちょうど 4 つ"),
        (["choices", 3, "correct"], True, "今は 2 つ"),
        (["choices", 0, "correct"], None, "今は 0 つ"),
        (["choices", 0, "misconception"], "01-uphill-gradient", "正しい選択肢"),
        (["choices", 1, "misconception"], "01-nothing", "01-uphill-gradient"),
        (["choices", 2, "why"], None, "choices の $-1.8$: 「why」がありません"),
        (["choices", 2, "text"], 2, "文字列"),
        (["choices", 2, "text"], "[a](b)", "リンクの無い 1 行"),
        (["choices", 3, "text"], "$-1.8$", "「$-1.8$」が 2 つ"),
        (["listing"], "x = ____", "type: code の問題だけ"),
        (["type"], "code", "exercise"),
        (["type"], "figure", "figure(draw と alt)"),
        (["id"], "01-q2", "1 番目の id は 01-q1"),
    ],
)
def test_a_broken_question_is_refused_with_its_file_its_id_and_the_remedy(write, path, value, message):
    with pytest.raises(RegistryError) as caught:
        write(changed(path, value))
    assert f"{FIRST}/quiz.yml の 01-q" in str(caught.value)
    assert message in str(caught.value)


def test_unreadable_yaml_is_refused_with_its_line(write):
    with pytest.raises(RegistryError, match=r"quiz\.yml の2 行目"):
        write(text="- id: 01-q1\n  text: [")


def test_the_same_id_twice_is_refused(write):
    with pytest.raises(RegistryError, match="「01-q1」が 2 つ"):
        write(GOOD, GOOD)


def loaded(write, question=GOOD):
    return write(question).questions[0]


def test_numbers_that_the_calculation_gives_are_accepted(write):
    quiz_contract.check_numbers(loaded(write), [-1.6, -2.4, -1.8, 2])


@pytest.mark.parametrize("values", [[-1.7, -2.4, -1.8, 2], [-1.6, -2.4, -1.8, 2.4], [1.6, -2.4, -1.8, 2]])
def test_a_number_that_the_calculation_does_not_give_is_found(write, values):
    with pytest.raises(AssertionError, match=r"01-q1 の [ア-エ].*計算すると"):
        quiz_contract.check_numbers(loaded(write), values)


def test_a_choice_with_more_numbers_than_the_calculation_is_found(write):
    question = loaded(write, changed(["choices", 0, "text"], "$(-1.6, 3)$"))
    with pytest.raises(AssertionError, match="数は 2 個、計算した値は 1 個"):
        quiz_contract.check_numbers(question, [-1.6, -2.4, -1.8, 2])


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("$-0.35$", [-0.35]),
        ("$x_1 = −2.4$", [-2.4]),
        (r"$4.07\times10^{-10}$", [4.07e-10]),
        ("`1.5e-3`", [1.5e-3]),
        ("$10^{-5}$", [1e-5]),
        (r"$\frac{1}{3}$ と 2/3", [1 / 3, 2 / 3]),
        (r"$(1.08,\ -0.04)$", [1.08, -0.04]),
        (r"$15{,}000$", [15000]),
        ("$W^{T} x^{(1)}$ は L2 で 3 つ", [3]),
    ],
)
def test_numbers_are_read_from_a_choice_and_indices_are_not(text, values):
    shown = quiz_contract.shown_numbers(text)
    assert [value for value, _ in shown] == pytest.approx(values, rel=1e-12)


def code_question(write, monkeypatch, *, key="x - lr", trap="x + lr", misconception=None):
    """演習 01-9(x から lr を引く)の空欄を問う問題です。診断は、x + lr に 01-uphill-gradient と出ます。"""

    def step(x, lr):
        return x - lr

    def check(id, answer):
        out = answer(5, 2)
        diagnosis = "01-uphill-gradient" if out == step(5, -2) else None
        return SimpleNamespace(correct=out == step(5, 2), diagnosis=diagnosis)

    monkeypatch.setattr(exercises, "get", lambda id: SimpleNamespace(solution=step))
    monkeypatch.setattr(exercises, "check", check)
    question = changed(["type"], "code") | {"exercise": "01-9", "listing": "def step(x, lr):\n    return ____\n"}
    texts = [key, trap, "lr", "x"]
    question["choices"] = [{"text": f"`{text}`", "why": "理由です。"} for text in texts]
    question["choices"][0]["correct"] = True
    if misconception:
        question["choices"][1]["misconception"] = misconception
    return loaded(write, question)


def test_a_code_question_with_a_key_that_passes_is_accepted(write, monkeypatch):
    quiz_contract.check_runs(code_question(write, monkeypatch, misconception="01-uphill-gradient"))


def test_a_code_key_that_fails_its_exercise_is_found(write, monkeypatch):
    with pytest.raises(AssertionError, match=r"01-q1 の ア.*判定は False"):
        quiz_contract.check_runs(code_question(write, monkeypatch, key="lr - x"))


def test_a_code_distractor_that_passes_is_found(write, monkeypatch):
    with pytest.raises(AssertionError, match=r"01-q1 の イ.*判定は True"):
        quiz_contract.check_runs(code_question(write, monkeypatch, trap="-lr + x"))


def test_a_code_distractor_with_another_diagnosis_is_found(write, monkeypatch):
    question = code_question(write, monkeypatch, misconception="01-mutated-start")
    with pytest.raises(AssertionError, match="診断は 01-uphill-gradient で、01-mutated-start ではありません"):
        quiz_contract.check_runs(question)


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (["listing"], "x" * 61, "60 字を超える行"),
        (["question"], "$x はいくつですか。", "閉じていません"),
        (["question"], "{ref}`a` を見て答えます。", "MyST のロール"),
        (["choices", 1, "why"], "<b>上る</b>向きです。", "HTML"),
        (["question"], "次の式です。\n$$x = 1$$", "単独の段落"),
    ],
)
def test_text_that_some_screen_cannot_show_is_found(write, path, value, message):
    with pytest.raises(AssertionError, match=message):
        quiz_contract.check_readable(loaded(write, changed(path, value)))


def many(write, keys, pad=""):
    """keys の文字が正解になる問題を並べたクイズです。pad は正解の文に足します。"""
    questions = []
    for number, letter in enumerate(keys, 1):
        question = changed(["id"], f"01-q{number}")
        question["choices"] = [{"text": f"選択肢{each}", "why": "理由です。"} for each in quizzes.LETTERS]
        question["choices"][quizzes.LETTERS.index(letter)] |= {
            "correct": True,
            "text": f"正しい選択肢{pad}"[-5 - len(pad) :],
        }
        questions.append(question)
    return write(*questions)


@pytest.mark.parametrize(
    ("keys", "pad", "message"),
    [
        ("アイウエ" * 2, "", "12 問以上"),
        ("アアアアアアアイウエイウ", "", "正解が ア に偏って"),
        ("アイウエ" * 3, "長い", "いちばん長い"),
    ],
)
def test_a_quiz_that_gives_itself_away_is_found(write, keys, pad, message):
    with pytest.raises(AssertionError, match=message):
        quiz_contract.check_exam_form(many(write, keys, pad))


# --- 見え方


@pytest.fixture
def example(write):
    """GOOD だけのクイズを、本のクイズの代わりに置きます。"""
    write(GOOD)
    return quizzes.quiz(FIRST)


def test_jupyter_shows_every_choice_with_its_reason_and_needs_no_script(example):
    html = example._repr_mimebundle_()["text/html"]
    assert html.count("<details") == 4
    assert html.count("○ 正解") == 1
    assert html.count("× 不正解") == 3
    assert "$-1.6$" in html
    assert "<script" not in html


def test_the_page_gets_a_directive_instead_of_a_copy_of_the_questions(example):
    assert example._repr_mimebundle_()["text/markdown"] == "```{quiz} 01_gradient_descent\n```"


def test_the_saved_notebook_output_does_not_change_with_the_questions(example):
    assert repr(example) == "章末クイズ: 01_gradient_descent"


# --- ページ(小さな本を 1 冊作って確かめる)

CONF = """
import sys
from pathlib import Path
sys.path.insert(0, {extensions!r})
from eshikaku.course import contents
contents.ROOMS = Path({rooms!r})
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


def labels_of(stem):
    """付録がつなぐ、章の節の名札です。"""
    places = [topic.taught for item in registry.syllabus().items for topic in item.topics]
    places += [term.taught for term in registry.glossary()]
    return {place.label for place in places if place.chapter == stem}


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """クイズ・落とし穴・付録だけの本を作り、(HTML の置き場所, 警告) を返します。"""
    here = tmp_path_factory.mktemp("site")
    rooms = rooms_with(here, GOOD, changed(["id"], "01-q2"))
    book = ROOT / "book"
    settings = {
        "extensions": ROOT / "extensions",
        "rooms": rooms,
        "bib": book / "references.bib",
        "static": book / "_static",
    }
    (here / "conf.py").write_text(CONF.format(**{name: str(path) for name, path in settings.items()}), encoding="utf-8")
    chapter = CHAPTER + "".join(f"\n({label})=\n## {label}\n" for label in sorted(labels_of("01_gradient_descent")))
    chapter += "".join(EXERCISE.format(id=id) for id in exercises.ids() if id.startswith("01-"))
    pages = {"index": INDEX, "01_gradient_descent": chapter, "references": "# 文献\n\n```{bibliography}\n```\n"}
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
    html = page(site, "01_gradient_descent")
    assert html.count("<details") == 2 * 4
    assert r"\(-1.6\)</span>" in html
    assert "$-1.6$" not in html
    assert 'href="misconceptions.html#misconception-01-uphill-gradient"' in html
    assert 'href="syllabus.html#syllabus-3-2-1"' in html


def test_the_pitfall_box_shows_claim_truth_reason_and_cited_source(site):
    box = page(site, "01_gradient_descent").split("pitfall admonition")[1].split("付録でくわしく")[0]
    for label in ("よくある主張", "正しくは", "間違える理由", "出典"):
        assert f"<strong>{label}</strong>" in box
    assert 'href="references.html#' in box


def test_the_syllabus_page_links_to_the_questions_of_each_item(site):
    assert 'href="01_gradient_descent.html#quiz-01-q2"' in page(site, "syllabus")


def test_the_syllabus_page_links_to_the_exercises_of_a_written_chapter_and_names_the_others(site):
    html = page(site, "syllabus")
    assert 'href="01_gradient_descent.html#exercise-01-3"' in html
    assert exercises.get("01-3").title in html
    assert exercises.get("02-9").title in html
    assert "#exercise-02-9" not in html
    assert 'id="exercise-01-3"' in page(site, "01_gradient_descent")


def test_appendix_links_to_written_chapters_and_marks_the_others(site):
    html = page(site, "misconceptions")
    assert 'href="01_gradient_descent.html"' in html
    assert "02_sgd.html" not in html
    assert "第 2 章 確率的勾配降下法(執筆予定)" in html


def open_page(browser, site, name, **options):
    opened = browser.new_context(**options).new_page()
    opened.goto((site[0] / f"{name}.html").as_uri())
    return opened


@pytest.mark.browser
def test_the_first_answer_counts_and_is_remembered(browser, site):
    opened = open_page(browser, site, "01_gradient_descent")
    first, second = opened.locator(".quiz-question").all()
    first.locator("summary").nth(1).click()
    first.locator("summary").nth(0).click()
    second.locator("summary").nth(0).focus()
    opened.keyboard.press("Enter")
    assert opened.locator(".quiz-score").inner_text() == "初回正解 1/2(回答済み 2)"
    opened.reload()
    assert opened.locator(".quiz-score").inner_text() == "初回正解 1/2(回答済み 2)"
    assert "イ × 不正解" in first.locator(".quiz-mark").inner_text()
    opened.goto((site[0] / "index.html").as_uri())
    assert "初回正解 1/2(回答済み 2)" in opened.locator(".quiz-progress").inner_text()


@pytest.mark.browser
def test_cleared_answers_can_be_brought_back(browser, site):
    opened = open_page(browser, site, "01_gradient_descent")
    opened.locator("summary").nth(0).click()
    for expected in ("初回正解 0/2(回答済み 0)", "初回正解 1/2(回答済み 1)"):
        opened.locator(".quiz-reset").click()
        assert opened.locator(".quiz-score").inner_text() == expected


@pytest.mark.browser
def test_the_quiz_counts_where_the_browser_forbids_storage(browser, site):
    opened = browser.new_page()
    opened.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('forbidden'); }})")
    opened.goto((site[0] / "01_gradient_descent.html").as_uri())
    opened.locator("summary").nth(0).click()
    assert opened.locator(".quiz-score").inner_text() == "初回正解 1/2(回答済み 1)"


@pytest.mark.browser
def test_without_javascript_a_choice_opens_and_tells_why(browser, site):
    opened = open_page(browser, site, "01_gradient_descent", java_script_enabled=False)
    assert not opened.get_by_text("上る向きです。").first.is_visible()
    opened.locator("summary").nth(1).click()
    assert opened.get_by_text("上る向きです。").first.is_visible()


@pytest.mark.browser
def test_the_answers_are_printed_but_hidden_on_screen(browser, site):
    opened = open_page(browser, site, "01_gradient_descent")
    assert not opened.locator(".quiz-key").is_visible()
    opened.emulate_media(media="print")
    assert opened.locator(".quiz-key").is_visible()
    assert opened.locator(".quiz-key").inner_text() == "正解: 問 1 ア、問 2 ア"


def test_the_script_is_small():
    assert (ROOT / "book" / "_static" / "quiz.js").stat().st_size < 4096
