"""クイズ: すべての章の問題が約束を守ること。約束に反する問題が見つかることは test_quiz_rules.py が確かめます。"""

import pytest

import quiz_contract
from chapter_kit import Page
from eshikaku.course import quiz_view, quizzes

QUIZZES = {stem: quizzes.load_quiz(stem) for stem in quizzes.quiz_stems()}
QUESTIONS = [
    pytest.param(stem, each, id=f"{stem}-{each.id}") for stem, one in QUIZZES.items() for each in one.questions
]
# PyTorch のリストは、`make torch` の環境で動かす
CODE = [
    pytest.param(*param.values, id=param.id, marks=[pytest.mark.torch] if param.values[1].library == "torch" else [])
    for param in QUESTIONS
    if param.values[1].type == "code"
]


def test_there_are_quizzes():
    assert QUIZZES


@pytest.mark.parametrize("stem", QUIZZES)
def test_a_chapter_has_enough_questions_and_no_give_away_pattern(stem):
    quiz_contract.check_exam_form(QUIZZES[stem])


@pytest.mark.parametrize("stem", QUIZZES)
def test_every_word_of_the_syllabus_that_a_chapter_teaches_is_asked(stem):
    quiz_contract.check_syllabus_words(QUIZZES[stem])


@pytest.mark.parametrize("stem", QUIZZES)
def test_a_chapter_shows_the_checks_of_its_sittings_and_the_rest_once_and_in_order(stem):
    quiz_contract.check_shown_once(QUIZZES[stem], [cell.source for cell in Page(stem).cells])


@pytest.mark.parametrize(("stem", "question"), QUESTIONS)
def test_a_question_can_be_read_on_any_screen(stem, question):
    quiz_contract.check_readable(question)


@pytest.mark.parametrize(("stem", "question"), QUESTIONS)
def test_a_question_stands_alone_and_names_no_letter_of_a_shuffled_choice(stem, question):
    quiz_contract.check_stands_alone(question)


@pytest.mark.parametrize(("stem", "question"), QUESTIONS)
def test_no_word_like_always_gives_the_key_away(stem, question):
    quiz_contract.check_no_giveaway(question)


@pytest.mark.parametrize(("stem", "question"), [param for param in QUESTIONS if param.values[1].verify])
def test_every_number_in_the_choices_is_what_the_stated_calculation_gives(stem, question):
    quiz_contract.check_numbers(question, quiz_contract.answers_function(stem, question.verify)())


@pytest.mark.parametrize(("stem", "question"), CODE)
def test_in_a_code_question_every_choice_is_run_and_only_the_key_is_right(stem, question):
    quiz_contract.check_runs(QUIZZES[stem], question)


@pytest.mark.parametrize("stem", QUIZZES)
def test_every_figure_can_be_drawn(stem):
    for question in QUIZZES[stem].questions:
        for holder in filter(None, (question, question.group)):
            if holder.figure:
                picture = quiz_view.picture(holder.figure, question)
                assert picture.attributes["src"].startswith("data:image/svg+xml;base64,")
                assert picture.attributes["alt"] == holder.figure.alt
