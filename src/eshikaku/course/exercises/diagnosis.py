"""診断: 学習者の出力を、知られている誤答と書き間違い(変異)の出力と比べ、同じになるものを原因として挙げます。"""

import ast
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from eshikaku.course import registry
from eshikaku.course.exercises.attempts import known_outcome
from eshikaku.course.exercises.comparing import compare
from eshikaku.course.exercises.mutants import Mutant, mutants
from eshikaku.course.exercises.running import Outcome
from eshikaku.course.exercises.showing import plain
from eshikaku.course.exercises.source import functions_of, parsed
from eshikaku.course.exercises.spec import Code, Wrong

SHOWN = 3


@dataclass(frozen=True)
class Diagnosis:
    """見つかった原因。label は check の結果に入る名前、lines は説明。"""

    label: str
    lines: tuple[str, ...]


def diagnose(exercise: Code, answer: Callable, outcomes: list[Outcome]) -> Diagnosis | None:
    """outcomes と、すべての入力で同じ結果になる誤答を探します。章に書かれた誤答を先に、変異を後に調べます。"""
    for wrong in exercise.wrong:
        if behaves_like(exercise, wrong_function(exercise, wrong), outcomes):
            return from_wrong(wrong)
    same = [mutant for mutant in mutants(exercise.solution) if behaves_like(exercise, mutant.function, outcomes)]
    return _from_mutants(same, answer) if same else None


def from_wrong(wrong: Wrong) -> Diagnosis:
    """章に書かれた誤答の説明と、付録「よくある誤解」での見出し。"""
    lines = [f"考えられる原因: {plain(wrong.why)}"]
    if wrong.misconception:
        claim = registry.misconception(wrong.misconception).claim
        lines.append(f"よくある誤解: {plain(claim)}")
        lines.append("くわしくは、サイトの付録「よくある誤解」にあります。")
    return Diagnosis(wrong.label, tuple(lines))


def wrong_function(exercise: Code, wrong: Wrong) -> Callable:
    """誤答の関数。変異の名前で書かれた誤答は、その変異の関数にします。"""
    if callable(wrong.answer):
        return wrong.answer
    return next(m.function for m in mutants(exercise.solution) if m.name == wrong.answer)


def behaves_like(exercise: Code, function: Callable, outcomes: list[Outcome]) -> bool:
    """function が outcomes のすべての入力で同じ結果になるか。どの入力でも例外や時間切れなら、原因とみなしません。"""
    if all(outcome.error or outcome.timed_out for outcome in outcomes):
        return False
    return all(same_outcome(exercise, known_outcome(exercise, function, i), o) for i, o in enumerate(outcomes))


def same_outcome(exercise: Code, a: Outcome, b: Outcome) -> bool:
    """例外の型、値、(書き換えを禁じた演習では)書き換えられた引数が等しいか。"""
    if a.timed_out or b.timed_out or a.error or b.error:
        return a.timed_out == b.timed_out and type(a.error) is type(b.error)
    if exercise.inplace == "forbidden" and not same_values(exercise, a.changed, b.changed):
        return False
    return same_values(exercise, a.value, b.value)


def same_values(exercise: Code, actual: Any, expected: Any) -> bool:
    """許容誤差の範囲で等しいか。比べられない値は等しくないとみなします。"""
    try:
        return compare(actual, expected, exercise.rtol, exercise.atol).difference is None
    except Exception:
        return False


def _from_mutants(same: list[Mutant], answer: Callable) -> Diagnosis:
    located = [(mutant, _line_in(answer, mutant.statement)) for mutant in same]
    located.sort(key=lambda pair: pair[1] is None)
    first, line = located[0]
    if line:
        place = f"(あなたのコードの {line} 行目: {first.statement})"
        return Diagnosis(first.name, (f"考えられる原因: {first.description}{place}",))
    texts = list(dict.fromkeys(mutant.description for mutant in same))
    if len(texts) == 1:
        return Diagnosis(first.name, (f"考えられる原因: {texts[0]}(解答例では {first.line} 行目にあたる計算)",))
    return Diagnosis(first.name, ("考えられる原因: 次のどれかと同じ結果です", *(f"・{text}" for text in texts[:SHOWN])))


def _line_in(answer: Callable, statement: str) -> int | None:
    """学習者のコードの中で、statement と同じ文がある行番号(ノートブックではセルの先頭から数えた行)。"""
    for function in functions_of(answer):
        tree, start = parsed(function)
        for node in ast.walk(tree):
            if isinstance(node, ast.stmt) and statement and ast.unparse(node) == statement:
                return start + node.lineno - 1
    return None
