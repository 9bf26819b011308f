"""どの章の演習も守る約束のテスト。章のテストは、これを継いで語幹と正答例を書くだけです。

    from exercise_contract import ExerciseContract

    class TestExercises(ExerciseContract):
        stem = "01_gradient_descent"
        right = {"01-2": [vectorised, with_a_while_loop, in_float32, returning_a_list]}

right には、Code の演習ごとに、解答例と違う書き方の正答を 4 つ以上並べます。著者が書くのは、解答例、入力、いくつかの
知られた誤答だけです。約束は、その入力が、解答例の 1 か所や 2 か所の書き間違い、知られた誤答どうしを見分けることを
確かめます。見分けられないときは、入力を足します(入力の部品は eshikaku.course.exercises.probes にあります)。
"""

import ast
import inspect
import textwrap
from collections.abc import Callable
from itertools import combinations

import numpy as np

from eshikaku.course import registry
from eshikaku.course.contents import chapter_of
from eshikaku.course.exercises import check, probes
from eshikaku.course.exercises.attempts import attempt, expected_outcomes, inputs
from eshikaku.course.exercises.catalogue import exercises_of
from eshikaku.course.exercises.diagnosis import same_outcome, same_values, wrong_function
from eshikaku.course.exercises.mutants import double_mutants, mutants
from eshikaku.course.exercises.showing import plain
from eshikaku.course.exercises.spec import Choice, Code, Exercise, Numeric, Wrong

ENOUGH_RIGHT_ANSWERS = 4
RANDOM_INPUTS = 200
DOUBLE_MUTANTS = 120
MUTANT_SECONDS = 0.3
LONGEST_MESSAGE = 15
SHORTEST_REVEALING = 8


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

    def test_known_wrong_answers_are_told_apart_by_the_inputs(self, exercise):
        """同じ結果になる誤答が 2 つあれば、後の説明は決して表示されません。"""
        for first, second in combinations(exercise.wrong, 2):
            assert not same_answers(exercise, first, second), f"{exercise.id}: {first.label} と {second.label} が同じ"

    def test_every_mutant_is_rejected(self, code):
        accepted = [
            m for m in mutants(code.solution) if m.name not in code.equivalent_mutants and passes(code, m.function)
        ]
        missed = [f"{m.name} {m.description}: 正解とされる。入力を足すか equivalent_mutants に書く" for m in accepted]
        assert not missed, "\n".join([code.id, *missed])

    def test_two_slips_at_once_are_rejected_unless_they_cancel(self, code):
        """check の入力では正解とされ、ほかの乱数の入力では違う値になる書き間違いがあれば、check の入力が足りません。"""
        for double in double_mutants(code.solution, DOUBLE_MUTANTS):
            if passes(code, double.function):
                for args in inputs(code, RANDOM_INPUTS):
                    expected = attempt(code, code.solution, args)
                    actual = attempt(code, double.function, args, code.seconds)
                    assert same_outcome(code, actual, expected), f"{code.id}: {double.name} が {args} で違います"

    def test_solution_does_not_care_how_an_array_lies_in_memory(self, code):
        for args in inputs(code):
            expected = attempt(code, code.solution, args)
            for form in (probes.strided, *([probes.read_only] if code.inplace == "forbidden" else [])):
                actual = attempt(code, code.solution, in_form(args, form))
                assert same_values(code, actual.value, expected.value), f"{code.id}: {form.__name__} {actual.error}"

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


def passes(code: Code, answer: Callable) -> bool:
    """answer が、check の入力のすべてで解答例と同じ結果になるか。"""
    pairs = zip(inputs(code), expected_outcomes(code), strict=True)
    return all(same_outcome(code, attempt(code, answer, args, MUTANT_SECONDS), expected) for args, expected in pairs)


def same_answers(exercise: Exercise, first: Wrong, second: Wrong) -> bool:
    """2 つの誤答が、どの入力でも同じ結果になるか。"""
    if isinstance(exercise, Choice):
        return first.answer == second.answer
    if isinstance(exercise, Numeric):
        return np.array_equal(first.answer(), second.answer())
    a, b = wrong_function(exercise, first), wrong_function(exercise, second)
    return all(same_outcome(exercise, attempt(exercise, a, x), attempt(exercise, b, x)) for x in inputs(exercise))


def in_form(args: object, form: Callable) -> object:
    """引数の中の配列を、値を変えずに作り直したもの。"""
    if isinstance(args, np.ndarray) and args.size and args.ndim:
        return form(args)
    if type(args) in (list, tuple):
        return type(args)(in_form(item, form) for item in args)
    return {key: in_form(item, form) for key, item in args.items()} if type(args) is dict else args


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
