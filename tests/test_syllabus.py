"""シラバスの対応表: どの語にも教える場所があり、その場所が本の中に実在すること。"""

import re
from pathlib import Path

import nbformat
import pytest
import yaml

from eshikaku.course import exercises, registry, registry_pages
from eshikaku.course.registry import RegistryError

BOOK = Path(__file__).resolve().parent.parent / "book"
TOPICS = [(item, topic) for item in registry.syllabus().items for topic in item.topics]
NAMES = [f"{item.id}-{topic.wording}" for item, topic in TOPICS]
PLACES = [pytest.param(topic.taught, id=name) for (_, topic), name in zip(TOPICS, NAMES, strict=True)]
PLACES += [pytest.param(term.taught, id=term.id) for term in registry.glossary()]


def labels(chapter):
    """章のノートブックにある名札の集まりです。章が未執筆なら None です。"""
    path = BOOK / f"{chapter}.ipynb"
    if not path.exists():
        return None
    cells = nbformat.read(path, as_version=4).cells
    text = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    return set(re.findall(r"^\(([^)\n]+)\)=$", text, re.M)) | set(re.findall(r"^:(?:name|label): *(\S+)$", text, re.M))


@pytest.mark.parametrize("place", PLACES)
def test_a_taught_place_exists_or_is_still_to_be_written(place):
    known = labels(place.chapter)
    if known is None:
        assert place.label is None, f"{place.chapter} はまだ無いので、label「{place.label}」は付けられません"
    else:
        assert place.label in known, f"{place.chapter} に名札「{place.label}」がありません"


@pytest.mark.parametrize(("item", "topic"), TOPICS, ids=NAMES)
def test_supplements_are_marked_and_nothing_else_is(item, topic):
    assert (topic.scope == "補足") == item.is_supplement


@pytest.mark.parametrize("id", exercises.ids())
def test_an_exercise_trains_words_of_the_syllabus(id):
    topics = exercises.get(id).topics
    assert topics, f"演習 {id}: 練習になるシラバスの語を topics に書きます"
    unknown = set(topics) - {item.name_of(topic) for item, topic in TOPICS}
    assert not unknown, f"演習 {id}: topics の {unknown} が syllabus.yml にありません"


GOOD = {
    "edition": "2026",
    "source": "出典",
    "date": "2026-11-20",
    "views": [{"date": "2026 年 7 月", "source": "書き起こし", "optional": "3-3 を任意としています"}],
    "items": [
        {"id": "3-1", "topics": [{"wording": "語", "scope": "掲載", "taught": {"chapter": "01_gradient_descent"}}]}
    ],
}


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ({"wording": "語", "scope": "掲載"}, "「taught」がありません"),
        ({"wording": "語", "scope": "必修", "taught": {"chapter": "01_gradient_descent"}}, "scope「必修」は使えません"),
        ({"wording": "語", "scope": "掲載", "taught": {"chapter": "99_nothing"}}, "章「99_nothing」は"),
    ],
)
def test_an_item_without_a_home_is_refused_with_its_id(tmp_path, broken, message):
    path = tmp_path / "syllabus.yml"
    content = GOOD | {"items": [{"id": "3-1", "topics": [broken]}]}
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    with pytest.raises(RegistryError) as caught:
        registry.syllabus(path)
    assert "syllabus.yml" in str(caught.value)
    assert "3-1" in str(caught.value)
    assert message in str(caught.value)


def test_the_page_says_who_takes_which_items_for_optional_and_when(tmp_path):
    path = tmp_path / "syllabus.yml"
    path.write_text(yaml.safe_dump(GOOD, allow_unicode=True), encoding="utf-8")
    shown = registry_pages.edition_markdown(registry.syllabus(path))
    assert "2026 年 7 月、書き起こし: 3-3 を任意としています。" in shown


@pytest.mark.parametrize(
    ("item", "title"),
    [
        ({"id": "3-7-ii", "name": "正規化"}, "3-7-ii 正規化"),
        ({"id": "S-adamw"}, "補足 AdamW・AMSGrad"),
    ],
)
def test_an_item_is_titled_by_its_number_and_name(item, title):
    topics = [registry.Topic(word, "掲載", registry.Place("06_adam")) for word in ("AdamW", "AMSGrad")]
    assert registry.Item(topics=topics, **item).title == title


def test_spellings_joined_by_a_dot_are_words_of_their_own():
    place = registry.Place("10_weight_initialization")
    assert registry.Topic("Xavier 法・Glorot 法", "掲載", place).words == ["Xavier 法", "Glorot 法"]
