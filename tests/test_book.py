"""本文の約束を守っているか: 名前のそろい方、ノートブックの書き方、図、段落、目次。"""

import ast
import re
from pathlib import Path

import nbformat
import pytest
import yaml

from eshikaku.course.contents import CHAPTERS, chapter_of
from eshikaku.course.exercises import get, ids
from eshikaku.course.exercises.catalogue import exercises_of
from eshikaku.course.solutions import solution_markdown

ROOT = Path(__file__).resolve().parent.parent
BOOK = ROOT / "book"
NOTEBOOKS = sorted(BOOK.glob("[0-9][0-9]_*.ipynb"))
NAMES = [path.stem for path in NOTEBOOKS]
STEMS = sorted({chapter_of(name).stem for name in NAMES})
PAGES = sorted([*BOOK.rglob("*.md"), *NOTEBOOKS])

MAX_VISIBLE_LINES = 15
MAX_SETUP_LINES = 7
MAX_LINE_LENGTH = 79
ALLOWED_IMPORTS = {"numpy", "matplotlib.pyplot", "eshikaku"}
FORBIDDEN = ("sys.path", "import *", "%", "!", "urllib", "requests", "http://", "https://")


def read(path: Path) -> nbformat.NotebookNode:
    return nbformat.read(path, as_version=4)


def code_cells(path: Path) -> list[nbformat.NotebookNode]:
    return [cell for cell in read(path).cells if cell.cell_type == "code"]


def tags(cell: nbformat.NotebookNode) -> list[str]:
    return cell.metadata.get("tags", [])


def markdown_of(path: Path) -> list[tuple[str, str]]:
    """ページの本文を (場所, 文章) の並びで返します。"""
    if path.suffix == ".md":
        return [(path.name, path.read_text(encoding="utf-8"))]
    return [(f"{path.name} のセル {cell.id}", cell.source) for cell in read(path).cells if cell.cell_type == "markdown"]


def test_book_has_chapters():
    assert len(STEMS) >= 2


# --- 名前のそろい方


@pytest.mark.parametrize("stem", STEMS)
def test_a_chapter_has_all_its_parts(stem):
    room, tests = ROOT / "src" / "eshikaku" / "chapters" / stem, ROOT / "tests" / "chapters" / stem
    wanted = [room / name for name in ("exercises.py", "quiz.yml", "misconceptions.yml")]
    wanted += [
        tests / name for name in ("test_exercises.py", "test_claims.py", "test_misconceptions.py", "quiz_answers.py")
    ]
    missing = [str(path.relative_to(ROOT)) for path in wanted if not path.exists()]
    assert not missing, f"{stem}: {missing} がありません"


def test_every_notebook_is_a_chapter_or_its_deep_page():
    assert set(NAMES) <= {*CHAPTERS, *(f"{stem}_deep" for stem in STEMS)}


def test_a_deep_page_stands_under_its_chapter():
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    under = {page["file"]: page.get("sections", []) for part in toc["parts"] for page in part["chapters"]}
    for name in set(NAMES) - set(STEMS):
        assert {"file": name} in under[chapter_of(name).stem], f"_toc.yml: {name} を本編の下に置きます"


@pytest.mark.parametrize("page", [ROOT / "README.md", BOOK / "index.md"], ids=lambda page: page.name)
def test_a_newcomer_is_told_how_many_chapters_are_planned(page):
    assert f"全 {len(CHAPTERS)} 章の計画" in page.read_text(encoding="utf-8")


def test_the_table_of_contents_lists_every_page_once():
    toc = (ROOT / "_toc.yml").read_text(encoding="utf-8")
    listed = re.findall(r"(?:file|root): (\S+)", toc)
    pages = [str(path.relative_to(BOOK).with_suffix("")) for path in PAGES]
    assert sorted(listed) == sorted(pages)


def test_a_title_in_the_notebook_is_the_title_in_the_list_of_chapters():
    for path in NOTEBOOKS:
        heading = re.search(r"^# (.+)$", markdown_of(path)[0][1], re.MULTILINE)
        assert heading, f"{path.name}: 最初のセルに章の題名(# …)がありません"
        assert chapter_of(path.stem).title in heading[1], f"{path.name}: 題名「{heading[1]}」が chapters.yml と違います"


# --- ノートブックの書き方


@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
def test_a_notebook_imports_only_numpy_pyplot_and_public_names_of_the_library(path):
    for cell in code_cells(path):
        place = f"{path.name} のセル {cell.id}"
        for word in FORBIDDEN:
            starts = any(line.lstrip().startswith(word) for line in cell.source.splitlines())
            assert not (starts if word in "%!" else word in cell.source), f"{place}: {word} は使えません"
        for node in ast.walk(ast.parse(cell.source)):
            modules = (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            for module in modules:
                allowed = module in ALLOWED_IMPORTS or module.startswith("eshikaku.")
                assert allowed, f"{place}: {module} は読み込めません"
            if isinstance(node, ast.ImportFrom):
                private = [alias.name for alias in node.names if alias.name.startswith("_")]
                assert not private, f"{place}: {private} は公開された名前ではありません"
            if isinstance(node, ast.Attribute):
                hidden = node.attr.startswith("_") and not node.attr.startswith("__")
                assert not hidden, f"{place}: {node.attr} は公開された名前ではありません"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
def test_the_setup_cell_is_short_and_holds_the_only_seed(path):
    setup, *others = code_cells(path)
    assert len(setup.source.splitlines()) <= MAX_SETUP_LINES, f"{path.name} のセル {setup.id} が長すぎます"
    assert setup.source.count("default_rng(") == 1, f"{path.name} のセル {setup.id}: 乱数の種は準備のセルに1つ置きます"
    for cell in others:
        assert "np.random.seed" not in cell.source, f"{path.name} のセル {cell.id}: 共有の乱数を使っています"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
def test_no_visible_code_cell_is_longer_than_a_glance(path):
    for cell in code_cells(path):
        lines = cell.source.splitlines()
        if "hide-input" not in tags(cell):
            assert len(lines) <= MAX_VISIBLE_LINES, f"{path.name} のセル {cell.id}: {len(lines)} 行あります"
        longest = max(map(len, lines), default=0)
        assert longest <= MAX_LINE_LENGTH, f"{path.name} のセル {cell.id}: {longest} 文字の行があります"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
def test_every_code_cell_was_run_in_order_so_that_nbval_compares_it(path):
    for number, cell in enumerate(code_cells(path), 1):
        assert cell.execution_count == number, f"{path.name} のセル {cell.id}: 実行番号が {cell.execution_count} です"
        skipped = {"skip-execution", "raises-exception", "nbval-skip", "nbval-ignore-output"} & set(tags(cell))
        assert not skipped, f"{path.name} のセル {cell.id}: {skipped} は検査を素通りさせます"


def test_notebooks_are_stored_in_the_normal_form(notebook_tool):
    for path in NOTEBOOKS:
        assert notebook_tool.is_normal(path), (
            f"{path.name} の保存の形がそろっていません。`make notebooks` を実行してください"
        )


@pytest.mark.parametrize("stem", STEMS)
def test_every_exercise_of_a_chapter_can_be_tried_once_in_its_notebooks(stem):
    pages = BOOK.glob(f"{chapter_of(stem).code}_*.ipynb")
    source = "\n".join(cell.source for path in pages for cell in code_cells(path))
    for exercise in exercises_of(stem):
        assert source.count(f'check("{exercise.id}"') == 1, f"{stem}: 演習 {exercise.id} を採点するセルが 1 つ要ります"


@pytest.mark.parametrize("stem", STEMS)
def test_the_box_of_an_exercise_shows_how_hard_it_is(stem):
    pages = BOOK.glob(f"{chapter_of(stem).code}_*.ipynb")
    text = "\n".join(source for path in pages for _, source in markdown_of(path))
    for exercise in exercises_of(stem):
        title = re.search(rf"^:+\{{admonition\}} 演習 {exercise.id}\(.*\)$", text, re.MULTILINE)
        assert title, f"演習 {exercise.id}: 本文に「演習 {exercise.id}(…、★)」と題した囲みがありません"
        assert 1 <= title[0].count("★") == exercise.stars <= 3, (
            f"「{title[0]}」の ★ と stars={exercise.stars} が違います"
        )


# --- 図


def draws_figure(cell: nbformat.NotebookNode) -> bool:
    return any("<Figure" in output.get("data", {}).get("text/plain", "") for output in cell.outputs)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
def test_every_figure_has_a_label_a_caption_and_alt_text_of_its_own(path):
    seen = set()
    for cell in filter(draws_figure, code_cells(path)):
        place = f"{path.name} のセル {cell.id}"
        mystnb = cell.metadata.get("mystnb", {})
        alt = mystnb.get("image", {}).get("alt", "")
        figure = mystnb.get("figure", {})
        assert len(alt) >= 20, f"{place}: 図の代替文(mystnb.image.alt)がないか、短すぎます"
        assert figure.get("caption"), f"{place}: 図の説明(mystnb.figure.caption)がありません"
        assert figure.get("name", "").startswith(f"fig-{chapter_of(path.stem).code}-"), (
            f"{place}: 図の名札(mystnb.figure.name)"
        )
        assert alt != figure["caption"], f"{place}: 代替文が説明と同じです。図に何が見えるかを書きます"
        assert figure["name"] not in seen, f"{place}: 名札 {figure['name']} が重なっています"
        seen.add(figure["name"])
    assert seen, f"{path.name} に図がありません"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
def test_every_figure_is_referred_to_in_the_text(path):
    text = "\n".join(source for _, source in markdown_of(path))
    for cell in filter(draws_figure, code_cells(path)):
        name = cell.metadata["mystnb"]["figure"]["name"]
        assert name in text, f"{path.name} のセル {cell.id}: 図 {name} に本文が触れていません"


# --- 段落

JAPANESE = re.compile(r"[ぁ-んァ-ヴ一-龠]")
STRUCTURE = re.compile(r"^\s*([-*+>|#:$`<(\[{]|\d+\.|\Z|\\|%)")
FENCE = re.compile(r"^\s*(`{3,}|:{3,}|~{3,})")


def soft_breaks(text: str) -> list[str]:
    """日本語の段落が行の途中で折り返されている箇所を返します(ページでは余計な空白になる)。"""
    found, fenced, before = [], False, ""
    for line in text.splitlines():
        if FENCE.match(line) and "```" in line:
            fenced = not fenced
        plain = not fenced and bool(JAPANESE.search(line)) and not STRUCTURE.match(line)
        if plain and before:
            found.append(line)
        before = line if plain else ""
    return found


@pytest.mark.parametrize("path", PAGES, ids=[str(path.relative_to(BOOK)) for path in PAGES])
def test_a_paragraph_is_one_line(path):
    for place, text in markdown_of(path):
        assert not soft_breaks(text), f"{place}: 段落が折り返されています: {soft_breaks(text)[0][:40]}"


def test_a_wrapped_paragraph_is_noticed():
    assert soft_breaks("勾配は上りを\n指します。") == ["指します。"]
    assert not soft_breaks("勾配は上りを指します。\n\n- 学習率\n- 損失")


@pytest.mark.parametrize("path", PAGES, ids=[str(path.relative_to(BOOK)) for path in PAGES])
def test_a_number_and_a_japanese_word_stand_apart(path):
    for place, text in markdown_of(path):
        joined = re.search(r"\w*(?:[0-9][ぁ-んァ-ヴー一-龠]|[ぁ-んァ-ヴー一-龠][0-9])\w*", text)
        assert not joined, f"{place}: 「{joined[0]}」の数字と日本語の間に空白を入れます"


# --- 設定


def test_the_repository_address_is_written_only_in_the_configuration():
    address = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))["repository"]["url"]
    for path in [*PAGES, *(ROOT / "src").rglob("*.py"), *(ROOT / "extensions").glob("*.py"), ROOT / "README.md"]:
        assert address not in path.read_text(encoding="utf-8"), f"{path.name} にリポジトリの住所があります"


@pytest.mark.parametrize("id", ids())
def test_every_solution_shows_the_source_that_it_names(id):
    assert "````{admonition} 解答例を開く" in solution_markdown(get(id))
