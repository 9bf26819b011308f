"""用語集: 1 つの考えに 1 つの語。避ける表記が、コードの中の文字にも現れないこと(文章は make lint が確かめる)。"""

import re
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest
import yaml
from tools import prose

from eshikaku.course import registry, registry_pages
from eshikaku.course.registry import RegistryError

ROOT = Path(__file__).resolve().parent.parent
TERMS = registry.glossary()
DECIDED = {prose.pattern(rule): rule["expected"] for rule in prose.words()}


def texts():
    """ライブラリのソースと、ノートブックのコードを (場所, 文字) の並びで返します。"""
    for path in (ROOT / "src" / "eshikaku").rglob("*.py"):
        without_code = re.sub(r"`[^`]*`", "", path.read_text(encoding="utf-8"))  # `torch.optim.Adagrad` などは除く
        yield path.name, without_code
    for path in sorted((ROOT / "book").glob("*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "code":
                yield f"{path.name} のセル {cell.id}", cell.source


def avoided_words(text):
    """文字に現れた、避ける表記です。"""
    return [
        f"「{text[max(0, found.start() - 4) : found.end()]}」の「{found[0]}」は「{expected}」に"
        for pattern, expected in DECIDED.items()
        for found in pattern.finditer(text)
    ]


def test_one_idea_has_one_term_in_the_code():
    wrong = [f"{place}: {'、'.join(found)}" for place, text in texts() if (found := avoided_words(text))]
    assert not wrong, "\n".join(wrong)


def test_an_avoided_word_is_found():
    assert avoided_words("ラーニングレートを下げます。") == ["「ラーニングレート」の「ラーニングレート」は「学習率」に"]
    assert avoided_words("更新の 3 回めを見つめる") == ["「 3 回め」の「め」は「目」に"]


def test_no_name_of_a_term_is_avoided():
    assert not [found for term in TERMS for name in (term.ja, *(term.also or [])) for found in avoided_words(name)]


def test_a_name_means_one_term():
    names = [name for term in TERMS for name in {term.ja, *(term.avoid or []), *(term.also or [])}]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize(
    "spelling",
    ["モメンタム", "ドロップアウト", "ドロップコネクト", "過剰適合", "局所最適解", "バッチ学習", "オンライン学習"],
)
def test_a_spelling_of_the_exam_is_found_in_the_glossary_and_may_be_used(spelling):
    pages = [registry_pages.glossary_markdown(row, set()) for row in registry_pages.KANA_ROWS]
    assert any(spelling in page for page in pages)
    assert not avoided_words(spelling)


def test_terms_are_in_kana_order():
    for before, after in pairwise(TERMS):
        assert registry.kana_order(before.kana) <= registry.kana_order(after.kana), f"{before.ja} と {after.ja}"


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.id)
def test_a_meaning_is_a_sentence(term):
    assert term.meaning.endswith("。")


@pytest.mark.parametrize(("kana", "message"), [("こうバイ", "ひらがなだけ"), ("", "「kana」が空")])
def test_a_reading_that_cannot_be_sorted_is_refused(tmp_path, kana, message):
    term = {"id": "a", "ja": "勾配", "kana": kana, "en": "gradient", "meaning": "意味です。"}
    path = tmp_path / "glossary.yml"
    entries = [term | {"taught": {"chapter": "01_gradient_descent"}}]
    path.write_text(yaml.safe_dump(entries, allow_unicode=True), encoding="utf-8")
    with pytest.raises(RegistryError, match=message):
        registry.glossary(path)
