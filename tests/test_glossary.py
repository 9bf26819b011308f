"""用語集: 1 つの考えに 1 つの語。避けると決めた表記が、本のどこにも現れないこと。"""

import re
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest
import yaml

from eshikaku.course import registry
from eshikaku.course.registry import RegistryError

ROOT = Path(__file__).resolve().parent.parent
TERMS = registry.glossary()
AVOIDED = {word: term.ja for term in TERMS for word in term.avoid or []}
# 誤解の台帳は、避ける表記そのものを誤りとして引くことがある。用語集は避ける表記の一覧を持つ。
QUOTING = {"glossary.yml", "misconceptions.yml"}


def texts():
    """本とライブラリの文章を (場所, 文章) の並びで返します。"""
    library = ROOT / "src" / "eshikaku"
    for path in [*(ROOT / "book").rglob("*.md"), *library.rglob("*.yml")]:
        if path.name not in QUOTING:
            yield path.name, path.read_text(encoding="utf-8")
    for path in library.rglob("*.py"):
        without_code = re.sub(r"`[^`]*`", "", path.read_text(encoding="utf-8"))  # `torch.optim.Adagrad` などは除く
        yield path.name, without_code
    for path in sorted((ROOT / "book").glob("*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            yield f"{path.name} のセル {cell.id}", cell.source


def avoided_words(text):
    """文章に現れた、避ける表記です。決めた語の一部として現れたものは数えません。"""
    for kept in sorted({term.ja for term in TERMS}, key=len, reverse=True):
        text = text.replace(kept, "\0")
    return [f"「{word}」は「{AVOIDED[word]}」に" for word in AVOIDED if word in text]


def test_one_idea_has_one_term_throughout_the_book():
    wrong = [f"{place}: {'、'.join(found)}" for place, text in texts() if (found := avoided_words(text))]
    assert not wrong, "\n".join(wrong)


def test_an_avoided_word_is_found():
    assert avoided_words("ラーニングレートを下げます。") == ["「ラーニングレート」は「学習率」に"]


def test_a_term_that_contains_an_avoided_word_is_not_mistaken():
    assert avoided_words("学習率スケジュールで、ハイパーパラメータを決めます。") == []


def test_a_name_means_one_term():
    names = [name for term in TERMS for name in {term.ja, *(term.avoid or []), *(term.also or [])}]
    assert sorted(names) == sorted(set(names))


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
