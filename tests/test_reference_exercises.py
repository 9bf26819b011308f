"""見本の演習(第 3 章より後で書くもの)が、章の演習と同じ約束を守ること。"""

import pytest

import reference_exercises
from eshikaku.course import contents
from exercise_contract import ExerciseContract


@pytest.fixture(autouse=True)
def references(monkeypatch):
    monkeypatch.setattr(contents, "CHAPTERS", reference_exercises.CHAPTERS)


class TestReferenceExercises(ExerciseContract):
    stem = "90_reference"
    right = {}  # noqa: RUF012 正答は reference_learners_answers.py にある
    test_four_other_right_answers_are_given = None

    @classmethod
    def exercises(cls):
        return reference_exercises.EXERCISES
