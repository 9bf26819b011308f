"""関数とクラスの採点: 固定と乱数の入力で解答例と比べ、違えば原因を調べて、短い説明にまとめます。"""

import inspect
from collections.abc import Callable
from typing import Any

from eshikaku.course.exercises import errors, unfinished
from eshikaku.course.exercises.attempts import attempt, inputs
from eshikaku.course.exercises.comparing import SAME, Comparison, compare
from eshikaku.course.exercises.diagnosis import diagnose
from eshikaku.course.exercises.result import Result
from eshikaku.course.exercises.running import Outcome, protected
from eshikaku.course.exercises.showing import kind, shorten, show
from eshikaku.course.exercises.spec import Code, in_place


def check_code(exercise: Code, answer: Any) -> Result:
    """学習者の関数・クラスを採点します。"""
    problem = _not_runnable(exercise, answer)
    if problem:
        return Result(False, None, problem)
    if unfinished.is_stub(answer):
        return Result(None, None, "`...` を自分のコードに書き換えてください。")
    with protected():
        expected = [attempt(exercise, exercise.solution, args) for args in inputs(exercise)]
    actual = _run_all(exercise, answer)
    verdicts = [_judge(exercise, a, e) for a, e in zip(actual, expected, strict=False)]
    wrong = next((i for i, verdict in enumerate(verdicts) if verdict.difference), None)
    if wrong is None:
        return Result(True, None, _praise(len(expected), verdicts))
    if _is_unfinished(answer, actual[wrong]):
        return Result(None, None, "まだ書き換えていない `...` があります。")
    diagnosis = diagnose(exercise, answer, actual)
    lines = _report(exercise, actual[wrong], expected[wrong], verdicts[wrong])
    lines += diagnosis.lines if diagnosis else ()
    return Result(False, diagnosis.label if diagnosis else None, "\n".join(lines))


def _not_runnable(exercise: Code, answer: Any) -> str | None:
    wanted = exercise.solution
    if inspect.isclass(wanted) and not inspect.isclass(answer):
        return f"クラスを書く問題ですが、{kind(answer)}が渡されました。() を付けずに、クラスの名前を渡してください。"
    if not callable(answer):
        usage = f'check("{exercise.id}", {wanted.__name__})'
        return f"関数ではなく{kind(answer)}が渡されました。() を付けずに {usage} としてください。"
    if inspect.isclass(answer) and not inspect.isclass(wanted):
        return f"関数を書く問題ですが、{kind(answer)} が渡されました。"
    return None if exercise.observe else _signature_problem(wanted, answer, next(iter(exercise.cases())))


def _signature_problem(wanted: Callable, answer: Callable, args: tuple) -> str | None:
    try:
        signature = inspect.signature(answer)
    except (TypeError, ValueError):
        return None  # np.sum のように引数の一覧がない関数は、動かして確かめる
    try:
        signature.bind(*args)
    except TypeError:
        names = ", ".join(list(inspect.signature(wanted).parameters)[: len(args)])
        return f"引数の数が合いません。({names}) の {len(args)} 個で呼び出しますが、あなたの関数は {signature} です。"
    return None


def _run_all(exercise: Code, answer: Callable) -> list[Outcome]:
    """すべての入力で動かします。時間切れになったら、そこでやめます。"""
    outcomes = []
    with protected():
        for args in inputs(exercise):
            outcomes.append(attempt(exercise, answer, args, exercise.seconds))
            if outcomes[-1].timed_out:
                break
    return outcomes


def _judge(exercise: Code, actual: Outcome, expected: Outcome) -> Comparison:
    if actual.timed_out:
        return Comparison(f"{exercise.seconds:g} 秒たっても終わらないので止めました")
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


def _report(exercise: Code, actual: Outcome, expected: Outcome, verdict: Comparison) -> list[str]:
    names = _argument_names(exercise)
    given = ", ".join(f"{name} = {show(arg)}" for name, arg in zip(names, actual.args, strict=False))
    lines = [f"入力: {shorten(given, 200)}"]
    if actual.timed_out:
        lines += [f"時間切れ: {verdict.difference}。", *errors.explain_stop(actual.error)]
    elif actual.error:
        lines += errors.explain(actual.error)
    else:
        lines += [f"あなたの出力: {show(actual.value)}", f"正しい出力:   {show(expected.value)}"]
        lines += [f"違い: {verdict.difference}。"]
    if actual.warned:
        lines += [f"警告: {shorten(actual.warned[0])}"]
    if actual.printed.strip():
        lines += [f"print の出力: {shorten(' / '.join(actual.printed.strip().splitlines()))}"]
    return lines
