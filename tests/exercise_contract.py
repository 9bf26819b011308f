"""どの章の演習も守る約束のテスト。章のテストは、これを継いで語幹と正答例を書くだけです。

    from exercise_contract import ExerciseContract

    class TestExercises(ExerciseContract):
        stem = "01_gradient_descent"
        right = {"01-2": [vectorised, with_a_while_loop, in_float32, returning_a_list]}

right には、Code の演習ごとに、解答例と違う書き方の正答を 4 つ以上並べます。
"""

import ast
import inspect
import textwrap
from dataclasses import replace

from eshikaku.course import registry
from eshikaku.course.contents import chapter_of
from eshikaku.course.exercises import check
from eshikaku.course.exercises.attempts import attempt, inputs
from eshikaku.course.exercises.catalogue import exercises_of
from eshikaku.course.exercises.checking import check_code
from eshikaku.course.exercises.diagnosis import same_outcome, wrong_function
from eshikaku.course.exercises.mutants import mutants
from eshikaku.course.exercises.showing import plain
from eshikaku.course.exercises.spec import Choice, Code, Exercise, Numeric

ENOUGH_RIGHT_ANSWERS = 4
RANDOM_INPUTS = 200
LONGEST_MESSAGE = 15
SHORTEST_REVEALING = 8
SELF_EVIDENT = ("エラー:", "時間切れ:")


def explained(result):
    """原因が示されたか、示すまでもない(エラーか時間切れ)か。"""
    return result.diagnosis is not None or any(mark in result.message for mark in SELF_EVIDENT)


class ExerciseContract:
    """1章分の演習が守る約束。"""

    stem: str
    right: dict[str, list]

    @classmethod
    def exercises(cls):
        return exercises_of(cls.stem)

    def pytest_generate_tests(self, metafunc):
        exercises = metafunc.cls.exercises()
        codes = [e for e in exercises if isinstance(e, Code)]
        parameters = {
            "exercise": exercises,
            "code": codes,
            "choice": [e for e in exercises if isinstance(e, Choice)],
            "right_answer": [(e, f) for e in codes for f in metafunc.cls.right.get(e.id, [])],
            "known_wrong": [(e, w) for e in exercises for w in e.wrong],
        }
        for name in metafunc.fixturenames:
            if name in parameters:
                metafunc.parametrize(name, parameters[name], ids=_label)

    def test_ids_belong_to_the_chapter_and_are_unique(self):
        ids = [exercise.id for exercise in self.exercises()]
        assert len(set(ids)) == len(ids)
        assert all(chapter_of(id).stem == self.stem for id in ids)

    def test_untouched_cell_is_unanswered(self, exercise):
        assert check(exercise.id, ...).correct is None

    def test_reference_answer_is_accepted(self, exercise):
        result = check(exercise.id, reference_answer(exercise))
        assert result.correct is True, result.message

    def test_four_other_right_answers_are_given(self, code):
        assert len(self.right.get(code.id, [])) >= ENOUGH_RIGHT_ANSWERS

    def test_differently_written_right_answer_is_accepted(self, right_answer):
        exercise, answer = right_answer
        result = check(exercise.id, answer)
        assert result.correct is True, result.message

    def test_known_wrong_answer_is_rejected_with_its_own_reason(self, known_wrong):
        exercise, wrong = known_wrong
        result = check(exercise.id, wrong_answer(exercise, wrong))
        assert (result.correct, result.diagnosis) == (False, wrong.label), result.message
        assert plain(wrong.why) in result.message
        assert len(result.message.splitlines()) <= LONGEST_MESSAGE

    def test_every_wrong_option_has_a_reason(self, choice):
        assert {wrong.answer for wrong in choice.wrong} == choice.options.keys() - {choice.answer}

    def test_every_mutant_is_rejected_and_diagnosed(self, code):
        missed = []
        for mutant in mutants(code.solution):
            if mutant.name not in code.equivalent_mutants:
                # 終わらない変異を 3 秒ずつ待たない。混んだ機械では 0.3 秒で終わらないこともあるので、確かめ直す。
                result = check_code(replace(code, seconds=0.3), mutant.function)
                if not explained(result):
                    result = check_code(code, mutant.function)
                if result.correct is not False:
                    missed.append(
                        f"{mutant.name} {mutant.description}: 正解とされる。入力を足すか equivalent_mutants に書く"
                    )
                elif not explained(result):
                    missed.append(f"{mutant.name} {mutant.description}: 原因が示されない")
        assert not missed, "\n".join([code.id, *missed])

    def test_mutants_declared_equivalent_are_equivalent(self, code):
        known = {mutant.name: mutant for mutant in mutants(code.solution)}
        for name in code.equivalent_mutants:
            assert name in known, f"{code.id}: 変異 {name} はありません"
            for args in inputs(code, RANDOM_INPUTS):
                expected = attempt(code, code.solution, args)
                actual = attempt(code, known[name].function, args, code.seconds)
                assert same_outcome(code, actual, expected), f"{code.id}: {name} は {args} で解答例と違います"

    def test_hints_lead_without_giving_the_answer(self, exercise):
        assert exercise.hints
        for hint in exercise.hints:
            shown = [text for text in revealing_texts(exercise) if text in "".join(hint.split())]
            assert not shown, f"{exercise.id}: ヒント「{hint}」に答え {shown} があります"

    def test_misconceptions_are_registered(self, exercise):
        for wrong in exercise.wrong:
            assert wrong.misconception is None or registry.misconception(wrong.misconception).id == wrong.misconception


def _label(parameter: object) -> str:
    if isinstance(parameter, Exercise):
        return parameter.id
    exercise, answer = parameter
    return f"{exercise.id}-{getattr(answer, 'label', None) or answer.__name__}"


def reference_answer(exercise: Exercise) -> object:
    """演習の正しい答え。"""
    if isinstance(exercise, Code):
        return exercise.solution
    return exercise.answer() if isinstance(exercise, Numeric) else exercise.answer


def wrong_answer(exercise: Exercise, wrong: object) -> object:
    """学習者が渡す形にした誤答。"""
    if isinstance(exercise, Code):
        return wrong_function(exercise, wrong)
    return wrong.answer() if isinstance(exercise, Numeric) else wrong.answer


def revealing_texts(exercise: Exercise) -> list[str]:
    """ヒントに書いてはいけない文字列(空白を除く): 解答例の式、答えの値、正しい選択肢の本文。"""
    if isinstance(exercise, Choice):
        return ["".join(exercise.options[exercise.answer].split())]
    if isinstance(exercise, Numeric):
        values = [exercise.answer()] if not hasattr(exercise.answer(), "__len__") else list(exercise.answer())
        texts = [f"{value:.{exercise.digits}g}" for value in values]
        return [text for text in texts if len(text) > 3]
    tree = ast.parse(textwrap.dedent(inspect.getsource(exercise.solution)))
    values = [node.value for node in ast.walk(tree) if isinstance(node, ast.Assign | ast.AugAssign | ast.Return)]
    texts = ["".join(ast.unparse(value).split()) for value in values if value is not None]
    return [text for text in texts if len(text) >= SHORTEST_REVEALING]
