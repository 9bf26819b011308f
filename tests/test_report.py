"""章の大きさの表: 何を数え、何を数えないか、何に印を付けるか。"""

import nbformat
import pytest
from tools import notebooks, report

from eshikaku.course.contents import CHAPTERS

MARKDOWN, CODE = nbformat.v4.new_markdown_cell, nbformat.v4.new_code_cell


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("勾配、SGD のこと。", 5),
        ("$x_{最小}$ は `損失` です。", 3),
        ("なので、\n\n$$\n\\text{損失}\n$$ (eq-01-a)\n\nです。", 5),
        ("```python\n# 損失\n```\n\n~~~を~~~", 1),
        ("```{math}\n損失\n```", 0),
        ("````{admonition} 題\n:class: tip\n\n本文\n````", 2),
        (":::{admonition} 補足: 題\n:class: 印\n\n本文\n:::", 5),
        ("{term}`勾配` {ref}`付録 <solutions-01>` {numref}`図`", 4),
    ],
)
def test_kana_and_kanji_that_a_reader_reads_as_text_are_counted(text, count):
    assert report.japanese([MARKDOWN(text), CODE("# 損失")]) == count


def test_a_cell_whose_code_the_page_hides_is_not_visible_code():
    tags = [[], ["exercise"], ["hide-input"], ["remove-input"]]
    cells = [CODE("x", metadata={"tags": given}) for given in tags]
    assert report.visible_code([*cells, MARKDOWN("本文")]) == cells[:2]


def test_minutes_add_reading_code_exercises_and_questions():
    assert report.minutes(350, 3, 5, 6) == 1 + 2 + 15 + 7


def test_an_exercise_or_a_quiz_counts_on_the_page_that_shows_it():
    chapter = CHAPTERS["01_gradient_descent"]
    cells = [CODE('check("01-2", numerical_gradient)'), CODE('quiz("01_gradient_descent")')]
    assert [each.id for each in report.exercises_in(cells, chapter)] == ["01-2"]
    assert report.questions_in(cells, chapter)
    assert not report.questions_in(cells[:1], chapter)


@pytest.mark.parametrize(("value", "budget", "shown"), [(75, 75, "75"), (75.1, 75, "76 ▲"), (9000, None, "9000")])
def test_only_what_is_over_its_budget_is_marked(value, budget, shown):
    assert report.marked(value, budget) == shown


def test_only_the_chapter_itself_has_a_budget_and_two_chapters_have_more_time():
    assert report.budgets_of("07_optimizer_comparison")["分"] < report.budgets_of("08_neural_network")["分"]
    assert report.budgets_of("01_gradient_descent_deep") == {}


def test_the_budgets_are_the_ones_that_authors_are_told():
    told = (notebooks.ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("### 章の大きさ")[2]
    table = told.partition("### ")[0]
    for amount in (*report.BUDGETS.values(), report.LONG_MINUTES):
        assert f" {amount:,}".replace(",", " ") in table
