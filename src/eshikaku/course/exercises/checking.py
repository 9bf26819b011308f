"""関数とクラスの採点: 固定と乱数の入力で解答例と比べ、違えば原因を調べて、短い説明にまとめます。"""

import inspect
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from eshikaku.course.exercises import errors, interface, observations, running, sandbox, unfinished
from eshikaku.course.exercises.attempts import attempt, expected_outcomes, inputs
from eshikaku.course.exercises.comparing import SAME, Comparison, compare
from eshikaku.course.exercises.diagnosis import diagnose
from eshikaku.course.exercises.result import Result
from eshikaku.course.exercises.running import Outcome, protected
from eshikaku.course.exercises.showing import kind, shorten, show
from eshikaku.course.exercises.spec import Code, in_place

DIAGNOSIS_SECONDS = 10.0  # 混んだ機械でも待つ秒数。ふつうは、その前に DIAGNOSIS_CPU で止まる
DIAGNOSIS_CPU = 2


class Running(NamedTuple):
    """隔離した先から届く途中経過: index 番目の入力を動かし始めた。"""

    index: int


def check_code(exercise: Code, answer: Any) -> Result:
    """学習者の関数・クラスを採点します。"""
    problem = interface.problem(exercise, answer)
    if problem:
        return Result(False, None, problem)
    if unfinished.is_stub(answer):
        return Result(None, None, "`...` を自分のコードに書き換えてください。")
    expected_outcomes(exercise)  # 覚えておけば、隔離した先で動かし直さなくて済む
    ended = sandbox.last_of(lambda: _steps(exercise, answer), lambda step: _patience(exercise, step))
    return ended.last if isinstance(ended.last, Result) else _cut_short(exercise, ended)


def _patience(exercise: Code, step: Running | Result | None) -> float:
    """次の経過を待つ秒数。学習者のコードが自分の時間切れで止まらないときだけ、外から止めます。"""
    return DIAGNOSIS_SECONDS if isinstance(step, Result) else exercise.seconds + running.GRACE_SECONDS


def _steps(exercise: Code, answer: Callable) -> Iterator[Running | Result]:
    """採点の途中経過: 動かす入力の番号、原因を除いた結果、原因まで調べた結果。"""
    actual = []
    with protected():
        for args in inputs(exercise):
            yield Running(len(actual))
            actual.append(attempt(exercise, answer, args, exercise.seconds))
            if isinstance(actual[-1].error, MemoryError):
                sandbox.make_room()
                break
            if actual[-1].timed_out:
                break
    verdicts = [_judge(exercise, a, e) for a, e in zip(actual, expected_outcomes(exercise), strict=False)]
    wrong = next((i for i, verdict in enumerate(verdicts) if verdict.difference), None)
    if wrong is None:
        yield Result(True, None, _praise(len(verdicts), verdicts))
        return
    if _is_unfinished(answer, actual[wrong]):
        yield Result(None, None, "まだ書き換えていない `...` があります。")
        return
    yield Result(False, None, "\n".join(_report(exercise, actual[wrong], wrong, verdicts[wrong])))
    sandbox.limit_cpu(DIAGNOSIS_CPU)
    with protected():
        diagnosis = diagnose(exercise, answer, actual)
    if diagnosis:
        lines = _report(exercise, actual[wrong], wrong, verdicts[wrong], with_advice=False)
        yield Result(False, diagnosis.label, "\n".join([*lines, *diagnosis.lines]))
        return
    different = [i for i, verdict in enumerate(verdicts) if verdict.difference]
    noticed = _noticed(exercise, answer, actual, different)
    yield Result(False, None, "\n".join([*_report(exercise, actual[wrong], wrong, verdicts[wrong]), *noticed]))


def _noticed(exercise: Code, answer: Callable, actual: list[Outcome], different: list[int]) -> list[str]:
    """原因がわからないときに言えること。使っていない引数は、それ自体が原因とみなせます。"""
    names = _argument_names(exercise)
    causes = [
        *(f"引数 `{name}` を使っていません" for name in observations.unused_parameters(exercise.solution, answer)),
        *(f"クラスに置いた `{name}` は、すべての物が共有します" for name in observations.shared_by_all(answer)),
    ]
    lines = [f"考えられる原因: {causes[0]}。"] if causes else []
    unused = [f"変数 `{name}` に求めた値を、どこでも使っていません" for name in observations.unused_values(answer)]
    if any(outcome.error or outcome.timed_out for outcome in actual):
        return [*lines, *(f"気づいたこと: {text}。" for text in unused)]
    expected = expected_outcomes(exercise)
    wrong, right = [actual[i] for i in different], [o for i, o in enumerate(actual) if i not in different]
    found = [
        observations.unknown_word(wrong, list(expected)),
        observations.relation(names, wrong, [expected[i] for i in different]),
        observations.circumstance(names, [o.args for o in wrong], [o.args for o in right]),
    ]
    return [*lines, *(f"気づいたこと: {text}。" for text in (*found, *unused[:1]) if text)]


def _cut_short(exercise: Code, ended: sandbox.Ended) -> Result:
    """隔離した先が、結果を返す前に終わったとき。"""
    index = ended.last.index if ended.last else 0
    outcome = Outcome(inputs(exercise)[index], timed_out=ended.how == "killed")
    if outcome.timed_out:
        return Result(False, None, "\n".join(_report(exercise, outcome, index, _too_slow(exercise))))
    lines = [_given(exercise, outcome), "エラー: 動かしている途中で、Python が止まりました。"]
    return Result(False, None, "\n".join([*lines, f"手がかり: {errors.TOO_MUCH_MEMORY}"]))


def _too_slow(exercise: Code) -> Comparison:
    return Comparison(f"{exercise.seconds:g} 秒たっても終わらないので止めました")


def _judge(exercise: Code, actual: Outcome, expected: Outcome) -> Comparison:
    if actual.timed_out:
        return _too_slow(exercise)
    if actual.error:
        return (
            SAME
            if isinstance(actual.error, type(expected.error)) and expected.error
            else Comparison("例外が起きました")
        )
    if expected.error:
        return Comparison(f"この入力では {type(expected.error).__name__} を送出するのが正しい動きです")
    try:
        verdict = compare(actual.value, expected.value, exercise.rtol, exercise.atol)
    except Exception as error:  # 学習者の値の == や shape が例外を起こしても、採点側の誤りに見せない
        return Comparison(f"{kind(actual.value)}が返りましたが、解答例と比べられません({type(error).__name__})")
    if verdict.difference or exercise.inplace == "allowed" or not actual.changed:
        return verdict
    name = _argument_names(exercise)[next(iter(actual.changed))]
    return Comparison(
        f"戻り値は正しいのですが、引数 {name} を書き換えています。先に {name}.copy() で写しを作ってください"
    )


def _is_unfinished(answer: Callable, outcome: Outcome) -> bool:
    from_blank = outcome.value is ... or unfinished.came_from_blank(outcome.error)
    return from_blank or unfinished.has_blank(answer)


def _praise(count: int, verdicts: list[Comparison]) -> str:
    remark = next((verdict.remark for verdict in verdicts if verdict.remark), None)
    return f"{count} 通りの入力で、解答例と一致しました。" + (f"\nただし、{remark}。" if remark else "")


def _argument_names(exercise: Code) -> list[str]:
    if exercise.observe in (None, in_place):
        return list(inspect.signature(exercise.solution).parameters)
    return list(inspect.signature(exercise.observe).parameters)[1:]


def _given(exercise: Code, outcome: Outcome) -> str:
    names = _argument_names(exercise)
    given = ", ".join(f"{name} = {show(arg)}" for name, arg in zip(names, outcome.args, strict=False))
    return f"入力: {shorten(given, 200)}"


def _report(exercise: Code, actual: Outcome, index: int, verdict: Comparison, with_advice: bool = True) -> list[str]:
    lines = [_given(exercise, actual)]
    if actual.timed_out:
        lines += [f"時間切れ: {verdict.difference}。", *errors.explain_stop(actual.error, with_advice)]
    elif actual.error:
        lines += errors.explain(actual.error, with_advice)
    else:
        expected = expected_outcomes(exercise)[index]
        lines += [f"あなたの出力: {show(actual.value)}", f"正しい出力:   {show(expected.value)}"]
        lines += [f"違い: {verdict.difference}。"]
    if actual.warned:
        lines += [f"警告: {shorten(actual.warned[0])}"]
    if actual.printed.strip():
        lines += [f"print の出力: {shorten(' / '.join(actual.printed.strip().splitlines()))}"]
    return lines
