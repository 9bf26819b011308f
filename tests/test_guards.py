"""番人の試験: 写しをわざと壊し、どの壊れ方も、章と場所を名指しして見つかることを確かめます。"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parent.parent
FIRST, SECOND = "01_gradient_descent", "02_sgd"
ROOM = Path("src") / "eshikaku" / "chapters" / FIRST


def copy_repository(target: Path) -> Path:
    """作業中のファイルを写します(環境とビルドの結果は写しません)。"""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout.splitlines()  # fmt: skip
    for name in listed:
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)
    return target


def run(copy: Path, *command) -> str:
    """写しの中のライブラリを使ってコマンドを実行し、表示されたものを返します。"""
    environment = {**os.environ, "PYTHONPATH": str(copy / "src"), "NO_COLOR": "1"}
    completed = subprocess.run(
        [sys.executable, *command], cwd=copy, env=environment, capture_output=True, text=True, timeout=300
    )
    return re.sub(r"\x1b\[[0-9;]*m", "", completed.stdout + completed.stderr)


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path.name} に {old!r} がありません。壊し方を直してください"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


class Notebook:
    """ノートブックを読み、変え、そのままの形で書き戻します。"""

    def __init__(self, path: Path):
        self.path = path

    def __enter__(self):
        self.content = nbformat.read(self.path, as_version=4)
        return self.content.cells

    def __exit__(self, *exception):
        text = nbformat.writes(self.content, indent=1, ensure_ascii=False)
        self.path.write_text(text.rstrip("\n") + "\n", encoding="utf-8")


# --- テストの番人: 1 つだけ壊し、それを見つけるテストだけを動かす


def wrong_digit_in_an_output(copy):
    with Notebook(copy / "book" / f"{FIRST}.ipynb") as cells:
        cell = next(cell for cell in cells if cell.id == "rule-code-01")
        cell.outputs[0]["text"] = cell.outputs[0]["text"].replace("5.3248", "5.3249")


def raising_cell(copy):
    with Notebook(copy / "book" / f"{FIRST}.ipynb") as cells:
        last = [cell for cell in cells if cell.cell_type == "code"][-1]
        last.source += "\n1 / 0"


def figure_without_alt(copy):
    with Notebook(copy / "book" / f"{SECOND}.ipynb") as cells:
        cell = next(cell for cell in cells if "mystnb" in cell.metadata)
        del cell.metadata["mystnb"]["image"]


def long_cell(copy):
    with Notebook(copy / "book" / f"{SECOND}.ipynb") as cells:
        cell = next(cell for cell in cells if cell.cell_type == "code" and "tags" not in cell.metadata)
        cell.source += "\n" * 16 + "pass"


def notebook_in_another_form(copy):
    with Notebook(copy / "book" / f"{SECOND}.ipynb") as cells:
        cells[0].metadata["vscode"] = {"languageId": "python"}


def wrong_quiz_key(copy):
    quiz = copy / ROOM / "quiz.yml"
    lines = quiz.read_text(encoding="utf-8").splitlines(keepends=True)
    start = next(number for number, line in enumerate(lines) if "id: 01-q17" in line)
    key = next(number for number in range(start, len(lines)) if "correct: true" in lines[number])
    del lines[key]
    choice = next(number for number in range(key, len(lines)) if lines[number].lstrip().startswith("- text:"))
    lines.insert(choice + 1, "      correct: true\n")
    quiz.write_text("".join(lines), encoding="utf-8")


def wrong_number_in_a_choice(copy):
    quiz = copy / ROOM / "quiz.yml"
    text = quiz.read_text(encoding="utf-8")
    start = text.index("id: 01-q2\n")
    head, tail = text[:start], text[start:]
    quiz.write_text(head + tail.replace("$(1.8,", "$(1.9,", 1), encoding="utf-8")


def letter_of_a_choice_in_a_reason(copy):
    replace(copy / "src/eshikaku/chapters" / SECOND / "quiz.yml", "      why: ", "      why: アと同じです。")


def word_of_the_syllabus_that_no_question_asks(copy):
    quiz = copy / ROOM / "quiz.yml"
    quiz.write_text(quiz.read_text(encoding="utf-8").replace("最急降下法", "勾配降下法"), encoding="utf-8")


def quiz_that_no_cell_shows(copy):
    with Notebook(copy / "book" / f"{SECOND}.ipynb") as cells:
        cells[:] = [cell for cell in cells if f'quiz("{SECOND}")' not in cell.source]


def solution_that_no_longer_passes(copy):
    replace(copy / ROOM / "exercises.py", "x = x - lr * grad(x)", "x = x - 2 * lr * grad(x)")


def import_that_goes_upward(copy):
    path = copy / "src" / "eshikaku" / "functions.py"
    path.write_text(path.read_text(encoding="utf-8") + "\nfrom eshikaku import networks  # noqa\n", encoding="utf-8")


def wrapped_paragraph(copy):
    replace(copy / "book" / "appendix" / "conventions.md", "ための約束です。", "ための\n約束です。")


def word_the_glossary_forbids(copy):
    replace(copy / "src" / "eshikaku" / "schedules.py", "学習率", "ラーニングレート")


def home_that_is_gone(copy):
    with Notebook(copy / "book" / f"{FIRST}.ipynb") as cells:
        cell = next(cell for cell in cells if "(sec-01-rule)=" in cell.source)
        cell.source = cell.source.replace("(sec-01-rule)=", "(sec-01-moved)=")


BOOK, QUIZ = "tests/test_book.py::test_", "tests/test_quiz.py::test_"
NBVAL = f"book/{FIRST}.ipynb"
FAULTS = {  # 壊れ方: (見つけるテスト, 表示されるべきこと…)
    wrong_digit_in_an_output: (NBVAL, f"{FIRST}.ipynb", "f = 5.3249"),
    raising_cell: (NBVAL, f"{FIRST}.ipynb", "ZeroDivisionError"),
    figure_without_alt: (f"{BOOK}every_figure_has_a_label_a_caption_and_alt_text_of_its_own[{SECOND}]",
                         f"{SECOND}.ipynb のセル", "代替文"),
    long_cell: (f"{BOOK}no_visible_code_cell_is_longer_than_a_glance[{SECOND}]",
                f"{SECOND}.ipynb のセル", "行あります"),
    notebook_in_another_form: (f"{BOOK}notebooks_are_stored_in_the_normal_form", f"{SECOND}.ipynb の保存の形"),
    wrong_quiz_key: (f"{QUIZ}in_a_code_question_every_choice_is_run_and_only_the_key_is_right[{FIRST}-01-q17]",
                     "01-q17 の", "の判定は"),
    wrong_number_in_a_choice: (f"{QUIZ}every_number_in_the_choices_is_what_the_stated_calculation_gives[{FIRST}-01-q2]",
                               "01-q2 の", "計算すると"),
    letter_of_a_choice_in_a_reason: (
        f"{QUIZ}a_question_stands_alone_and_names_no_letter_of_a_shuffled_choice[{SECOND}-02-q1]",
        "02-q1", "「ア」は書けません"),
    word_of_the_syllabus_that_no_question_asks: (
        f"{QUIZ}every_word_of_the_syllabus_that_a_chapter_teaches_is_asked[{FIRST}]",
        f"{FIRST}: シラバスの語 最急降下法 が"),
    quiz_that_no_cell_shows: (
        f"{QUIZ}a_chapter_shows_the_checks_of_its_sittings_and_the_rest_once_and_in_order[{SECOND}]",
        f"{SECOND}: クイズを見せるセル"),
    solution_that_no_longer_passes: (
        f"tests/chapters/{FIRST}/test_exercises.py::TestExercises::test_differently_written_right_answer_is_accepted",
        "× 不正解  01-2"),
    import_that_goes_upward: ("tests/test_project.py::test_imports_go_one_way",
                              "functions.py は {'networks'} を読み込めません"),
    wrapped_paragraph: (f"{BOOK}a_paragraph_is_one_line[appendix/conventions.md]",
                        "conventions.md: 段落が折り返されています"),
    word_the_glossary_forbids: ("tests/test_glossary.py::test_one_idea_has_one_term_in_the_code",
                                "schedules.py: 「", "「ラーニングレート」は「学習率」に"),
    home_that_is_gone: ("tests/test_syllabus.py::test_a_taught_place_exists_or_is_still_to_be_written",
                        f"{FIRST} に名札「sec-01-rule」がありません"),
}  # fmt: skip
PYTEST = ("-m", "pytest", "-q", "--tb=short", "-p", "no:cacheprovider")


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_the_tests_catch(fault, tmp_path):
    test, *words = FAULTS[fault]
    fault(copy_repository(tmp_path))
    if test == NBVAL:
        leave_first_and_last_cells(tmp_path / NBVAL)
    shown = run(tmp_path, *PYTEST, "--nbval", test)
    for expected in (" failed", *words):
        assert expected in shown, f"「{expected}」が表示されません:\n{shown[-3000:]}"


def leave_first_and_last_cells(path: Path) -> None:
    """時間のかかる実験のセルを除きます(誤った数字は初めの方に、例外は最後のセルにある)。"""
    with Notebook(path) as cells:
        code = [cell for cell in cells if cell.cell_type == "code"]
        cells[:] = [cell for cell in code[:4] + code[-1:] if "mystnb" not in cell.metadata]


# --- ビルドの番人: 数行の章だけの小さな本で確かめる

PLOT = "import matplotlib.pyplot as plt\nfrom eshikaku import plotting\n"
BUILD_FAULTS = {  # 壊れ方: (本文, コード, 表示されるべきこと)
    "broken_reference": ("{ref}`sec-gone` を見てください。", "pass", "sec-gone"),
    "unknown_source": ("{cite}`nobody1900` によります。", "pass", "nobody1900"),
    "unknown_pitfall": ("```{pitfall} 01-no-such-id\n```", "pass", "01-no-such-id"),
    "raising_cell": ("本文です。", "raise ValueError('壊れたセル')", "壊れたセル"),
    "missing_glyph": ("本文です。", PLOT + "plt.figure().suptitle('\U0001f9ed');", "stderr was found"),
    "third_party_address": ('本文です。\n\n<img src="https://example.com/figure.png" alt="図">', "pass", "example.com"),
}


def tiny_book(copy: Path, chapters: dict[str, tuple[str, str]]) -> Path:
    """本文とコード 1 つずつの章だけを持つ本を作ります。"""
    copy_repository(copy)
    for path in (copy / "book").glob("*"):
        if path.name not in ("references.bib", "_static"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    (copy / "book" / "index.md").write_text("# 表紙\n", encoding="utf-8")
    listed = "".join(f"- file: {stem}\n" for stem in chapters)
    (copy / "_toc.yml").write_text(f"format: jb-book\nroot: index\nchapters:\n{listed}", encoding="utf-8")
    for stem, (text, code) in chapters.items():
        cells = [nbformat.v4.new_markdown_cell(f"# {stem}\n\n{text}"), nbformat.v4.new_code_cell(code)]
        notebook = nbformat.v4.new_notebook(cells=cells)
        notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
        nbformat.write(notebook, copy / "book" / f"{stem}.ipynb")
    return copy


@pytest.fixture(scope="module")
def broken_book(tmp_path_factory):
    """章ごとに 1 つずつ壊れた本と、ビルドで表示されたものです。"""
    chapters = {name: (text, code) for name, (text, code, _) in BUILD_FAULTS.items()}
    copy = tiny_book(tmp_path_factory.mktemp("broken"), chapters)
    return copy, run(copy, "tools/build_book.py")


@pytest.mark.parametrize("name", [name for name in BUILD_FAULTS if name != "third_party_address"])
def test_the_build_stops_and_names(name, broken_book):
    shown = broken_book[1]
    assert "ビルドに失敗しました" in shown
    assert BUILD_FAULTS[name][2] in shown, shown[-3000:]
    assert re.search(rf"{name}\.ipynb.*(WARNING|ERROR|Executing|exception)", shown), shown[-3000:]


def test_a_third_party_address_in_a_page_is_caught(broken_book):
    shown = run(broken_book[0], *PYTEST, "tests/test_site.py", "-k", "no_address_outside")
    assert "third_party_address.html が外部の ['https://example.com/figure.png']" in shown


def test_a_broken_formula_stops_the_build(tmp_path):
    """読めない式は、その場でビルドを止めるので、ほかの壊れ方と分けて確かめます。"""
    shown = run(tiny_book(tmp_path, {FIRST: (r"$\frac{1}{2$ です。", "pass")}), "tools/build_book.py")
    assert "数式を読めません" in shown
    assert "ビルドに失敗しました" in shown
    assert FIRST in shown


def test_a_page_follows_a_change_of_the_library_and_nothing_is_done_without_one(tmp_path):
    code = "from eshikaku.surfaces import elongated\nprint('高さ', elongated.f(-7.0, 2.0))"
    copy = tiny_book(tmp_path, {FIRST: ("本文です。", code)})
    page = copy / "_build" / "html" / f"{FIRST}.html"
    assert "できました" in run(copy, "tools/build_book.py")
    assert "高さ 6.45" in page.read_text(encoding="utf-8")
    assert "何も変わっていません" in run(copy, "tools/build_book.py")
    replace(copy / "book" / "index.md", "表紙", "とびら")
    retitled = run(copy, "tools/build_book.py")
    assert "できました" in retitled
    assert "Executing notebook" not in retitled
    replace(copy / "src" / "eshikaku" / "surfaces.py", "x**2 / 20 + y**2", "x**2 / 10 + y**2")
    assert "できました" in run(copy, "tools/build_book.py")
    assert "高さ 8.9" in page.read_text(encoding="utf-8")
