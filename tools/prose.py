"""読者が読む文章を集め、数式やコードを除き、使わない表記の一覧を作ります。"""

import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
import yaml

from eshikaku.course import contents, exercises, registry

ROOT = Path(__file__).resolve().parent.parent
WORDS = ROOT / "tools" / "textlint" / "words.yml"

FENCE = re.compile(r"^ *(`{3,})(\{[\w-]+\})?[^\n]*\n(.*?)^ *\1`* *$", re.MULTILINE | re.DOTALL)
DISPLAY = re.compile(r"\n*\$\$.*?\$\$(?: *\([\w-]+\))?\n*", re.DOTALL)
COLON_FENCE = re.compile(r"^:{3,}(?:\{[\w-]+\})? *(.*)$", re.MULTILINE)
LABEL = re.compile(r"^\([\w-]+\)= *$|^ *:[\w-]+:.*$", re.MULTILINE)
ROLE = re.compile(r"\{(?P<role>[\w:]+)\}`(?P<text>[^`<]*?)(?P<target> *<[^>`]+>)?`")
INLINE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)|\$(?!\s)(?:\\.|[^$\\\n])+\$")
HEADED = re.compile(r"^(?=\*\*[^*\n]+:\*\* )", re.MULTILINE)
CODE_BLOCKS = (None, "{math}", "{code-block}")
WORD_ROLES = ("term", "doc")
BLOCK_MARKS = "#|:-*>"  # 見出し、表、囲み、箇条書き、引用の行の始まり
NAME = "`x`"

SENTENCES = ("question", "intro", "why", "truth", "claim", "reason", "meaning")
PHRASES = ("text", "alt", "title")


def plain(markdown: str) -> str:
    """MyST の文から、数式・コード・名札・囲みの印を除きます。

    文の中の数式とコードと、行き先だけを書いた参照は、どれも同じ短いコードになります。囲みの題は見出しになります。
    「**前提:** …」のような見出し付きの行は、箇条書きになります。
    """
    text = FENCE.sub(lambda block: "" if block[2] in CODE_BLOCKS else f"\n{block[3]}", markdown)
    text = DISPLAY.sub(displayed, text)
    text = COLON_FENCE.sub(lambda box: box[1] and f"#### {box[1]}", text)
    return HEADED.sub("- ", INLINE.sub(NAME, ROLE.sub(shown, LABEL.sub("", text))))


def displayed(formula: re.Match) -> str:
    """別行の数式です。文の途中なら、前後を 1 つの文につなぎます。"""
    before = formula.string[: formula.start()].rpartition("\n")[2]
    after = formula.string[formula.end() : formula.end() + 1]
    if not before or before[0] in BLOCK_MARKS or before[-1] in "。:":
        return "\n\n"
    return f" {NAME}\n\n" if after in BLOCK_MARKS else f" {NAME} "


def shown(role: re.Match) -> str:
    """ロールのうち、ページに文字として出る部分です。"""
    return role["text"] if role["target"] or role["role"] in WORD_ROLES else NAME


# --- 集める


def pieces() -> Iterator[tuple[Path, str, str]]:
    """読者が読む文章を、(ファイル, その中の場所, 文章) の並びで返します。"""
    for path in sorted((ROOT / "book").glob("*.ipynb")):
        yield from ((path, *piece) for piece in in_notebook(path))
    for path in [ROOT / "README.md", *sorted((ROOT / "book").rglob("*.md"))]:
        yield path, "", plain(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "src").rglob("*.yml")):
        yield from ((path, *piece) for piece in in_yaml(yaml.safe_load(path.read_text(encoding="utf-8")), ""))
    for id in exercises.ids():
        path = contents.chapter_of(id).room / "exercises.py"
        yield from ((path, *piece) for piece in in_exercise(exercises.get(id)))


def in_notebook(path: Path) -> Iterator[tuple[str, str]]:
    """ノートブックの本文と、図の説明と代替文です。"""
    for cell in nbformat.read(path, as_version=4).cells:
        place = f" のセル {cell.id}"
        if cell.cell_type == "markdown":
            yield place, plain(cell.source)
        if figure := cell.metadata.get("mystnb"):
            yield f"{place} の説明", phrase(figure["figure"]["caption"])
            yield f"{place} の代替文", phrase(figure["image"]["alt"])


def in_exercise(exercise) -> Iterator[tuple[str, str]]:
    """演習の題、手がかり、誤りの説明、選択肢、解答例に添える文です。"""
    place = f" の {exercise.id}"
    yield f"{place} の title", phrase(exercise.title)
    for option in getattr(exercise, "options", {}).values():
        yield f"{place} の options", phrase(option)
    for name, texts in (
        ("hints", exercise.hints),
        ("why", [wrong.why for wrong in exercise.wrong]),
        ("note", [exercise.note]),
    ):
        yield from ((f"{place} の {name}", plain(text)) for text in texts)


def in_yaml(raw, place: str) -> Iterator[tuple[str, str]]:
    """台帳とクイズの文章です。場所は、いちばん近い id です。"""
    if isinstance(raw, list):
        for entry in raw:
            yield from in_yaml(entry, place)
    if isinstance(raw, dict):
        name = raw.get("id") or raw.get("stem")
        place = f" の {name}" if name else place
        for key, value in raw.items():
            if key in SENTENCES + PHRASES and isinstance(value, str):
                yield f"{place} の {key}", (plain if key in SENTENCES else phrase)(value)
            else:
                yield from in_yaml(value, place)


def phrase(markdown: str) -> str:
    """文とは限らないもの(選択肢、題、図の説明)です。箇条書きとして調べます。"""
    return f"- {plain(markdown)}"


# --- 使わない表記


def words() -> list[dict]:
    """使わない表記と、代わりの表記の一覧です(prh の書き方)。用語集の avoid と、words.yml を合わせます。"""
    avoided = [{"expected": term.ja, "patterns": term.avoid} for term in registry.glossary() if term.avoid]
    return avoided + yaml.safe_load(WORDS.read_text(encoding="utf-8"))


def pattern(rule: dict) -> re.Pattern:
    """1 つの規則が見つける表記の正規表現です。"""
    if "pattern" in rule:
        return re.compile(rule["pattern"].strip("/"))
    return re.compile("|".join(map(re.escape, rule["patterns"])))
