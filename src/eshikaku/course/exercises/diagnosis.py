"""診断: 誤りの原因を、読めばわかる誤り、知られた誤答、失われる値、学習者のコードの修理、解答例の変異の順に探します。"""

import ast
import itertools
import linecache
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from eshikaku.course import registry
from eshikaku.course.exercises import attempts, readings, running
from eshikaku.course.exercises.attempts import attempt, expected_outcomes, inputs, known_outcome
from eshikaku.course.exercises.comparing import clearly_different, compare
from eshikaku.course.exercises.kinds import Watch
from eshikaku.course.exercises.mutants import Mutant, mutants
from eshikaku.course.exercises.program import parts_of
from eshikaku.course.exercises.repair import Repair, Search
from eshikaku.course.exercises.running import Outcome
from eshikaku.course.exercises.showing import plain
from eshikaku.course.exercises.source import functions_of, parsed
from eshikaku.course.exercises.spec import Code, Wrong

SHOWN = 3
SLOWER = 20  # 修理した答えが、解答例の何倍の時間まで動いてよいか
SHORTEST = 0.01  # その最小の秒数


@dataclass(frozen=True)
class Diagnosis:
    """見つかった原因。label は check の結果に入る名前、lines は説明。"""

    label: str
    lines: tuple[str, ...]


def diagnose(exercise: Code, answer: Callable, outcomes: list[Outcome]) -> Diagnosis | None:
    """outcomes になった原因を探します。読めばわかる誤り、誤答、失われる値、修理、仕組み、変異の順に調べます。"""
    fault = next(readings.faults(exercise.solution, answer), None)
    if fault:
        return _from_reading(fault, answer)
    for wrong in exercise.wrong:
        if behaves_like(exercise, wrong_function(exercise, wrong), outcomes):
            return from_wrong(wrong)
    loss = next(readings.losses(answer), None)
    if loss:
        return _from_reading(loss, answer)
    repairs = repairs_of(exercise, answer, outcomes)
    if repairs:
        return _from_repairs(repairs, answer)
    if any(outcome.error or outcome.timed_out for outcome in outcomes):
        return None  # 例外の説明のほうが確か
    suspicion = next(readings.suspicions(exercise.solution, answer), None)
    return _from_reading(suspicion, answer) if suspicion else _from_mutants(exercise, answer, outcomes)


def _from_reading(reading: readings.Reading, answer: Callable) -> Diagnosis:
    place = (_place(answer, reading.line),) if reading.line else ()
    return Diagnosis(reading.label, (f"考えられる原因: {reading.text}", *place))


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


def repairs_of(exercise: Code, answer: Callable, outcomes: list[Outcome]) -> list[Repair]:
    """answer を正しくする、起こりやすさの同じくらいの修理。"""
    expected = expected_outcomes(exercise)
    right = {i for i, o in enumerate(outcomes) if same_outcome(exercise, o, expected[i])}
    failing = [i for i in range(len(outcomes)) if i not in right]
    times = [_seconds(exercise, i) for i in range(len(expected))]
    first = [min(failing, key=times.__getitem__), *failing[-1:]]  # 何千回も動かすので、早く終わる入力から
    rest = [i for i in range(len(expected)) if i not in first]
    seconds = max(SHORTEST, SLOWER * max(times))
    kinds, lines = _kinds(exercise, answer, first)
    with running.trials(seconds) as tried:

        def is_right(candidate: Callable, index: int) -> bool:
            found = tried(lambda *used: exercise.outcome(candidate, used), inputs(exercise)[index])
            return same_outcome(exercise, found, expected[index])

        def works(candidate: Callable) -> tuple[bool, bool]:
            mended = is_right(candidate, first[0])
            return mended, mended and all(is_right(candidate, i) for i in (*first[1:], *rest))

        return Search(answer, kinds, lines, works).found()


def _seconds(exercise: Code, index: int) -> float:
    """解答例が、index 番目の入力で使う CPU 時間。"""
    start = time.process_time()
    attempt(exercise, exercise.solution, inputs(exercise)[index])
    return time.process_time() - start


def _kinds(exercise: Code, answer: Callable, indexes: list[int]) -> tuple[dict, set[int]]:
    """名前の種類と、indexes の初めの入力で通った行。"""
    watch = Watch(part.function for part in parts_of(answer))

    def watched(*used: Any) -> Any:
        return watch.during(lambda: exercise.outcome(answer, used))

    lines = []
    for i in [*indexes, len(inputs(exercise)) - 1]:
        running.call(watched, inputs(exercise)[i], attempts.MUTANT_SECONDS, cpu=True)
        lines.append(watch.lines)
    return watch.of, lines[0]


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
        if clearly_different(actual, expected, exercise.atol):
            return False
        return compare(actual, expected, exercise.rtol, exercise.atol).difference is None
    except Exception:
        return False


def _from_repairs(repairs: list[Repair], answer: Callable) -> Diagnosis:
    first = repairs[0].edits[0]
    causes: dict[str, list[int]] = {}
    repairs = _joined(repairs)
    for repair in repairs[:1] if len({edit.slip.kind for edit in repairs[0].edits}) > 1 else repairs:
        for text, lines in _causes(repair):
            causes[text] = [*dict.fromkeys([*causes.get(text, []), *lines])]
    shown: list[str] = []
    for text, lines in itertools.islice(causes.items(), SHOWN):
        shown += [
            f"{'または' if shown else '考えられる原因'}: {text}",
            *(_place(answer, line) for line in lines[:SHOWN]),
        ]
    return Diagnosis(f"{first.slip.kind}:L{first.line}", tuple(shown))


def _joined(repairs: list[Repair]) -> list[Repair]:
    """1 つの名前の代わりが何通りもあるときは、1 つの説明にまとめます。"""
    first = repairs[0].edits[0]
    alike = [r.edits[0] for r in repairs if len(r.edits) == 1 and r.edits[0].old is first.old]
    if first.slip.kind != "wrong-name" or len(alike) < len(repairs):
        return repairs
    right = "` か `".join(dict.fromkeys(edit.words["right"] for edit in alike[:SHOWN]))
    words = {**first.words, "right": right}
    return [replace(repairs[0], edits=(first._replace(words=words),))]


def _causes(repair: Repair) -> Iterator[tuple[str, list[int]]]:
    """修理の、説明ごとの行。"""
    for number, text in enumerate(dict.fromkeys(edit.text for edit in repair.edits)):
        yield (
            ("もう 1 つ、" if number else "") + text,
            sorted({edit.line for edit in repair.edits if edit.text == text}),
        )


def _place(answer: Callable, line: int) -> str:
    file = functions_of(answer)[0].__code__.co_filename
    return f"→ あなたのコードの {line} 行目: {linecache.getline(file, line).strip()}"


def _from_mutants(exercise: Code, answer: Callable, outcomes: list[Outcome]) -> Diagnosis | None:
    """解答例の変異と同じ結果で、同じ文が学習者のコードにあるか、学習者のコードに抜けている行のあるもの。"""
    same = [mutant for mutant in mutants(exercise.solution) if behaves_like(exercise, mutant.function, outcomes)]
    same = [mutant for mutant in same if _is_about(answer, mutant)]
    for mutant in same:
        line = _line_in(answer, mutant.statement)
        if line:
            return Diagnosis(mutant.name, (f"考えられる原因: {mutant.description}", _place(answer, line)))
    return next(
        (Diagnosis(m.name, (f"考えられる原因: {m.description}",)) for m in same if _is_missing(m, answer)), None
    )


def _is_about(answer: Callable, mutant: Mutant) -> bool:
    """変異の説明にある名前が、どれも学習者のコードにあるか。学習者の見ていない名前では説明しません。"""
    words = set().union(*(_words(ast.unparse(parsed(function)[0])) for function in functions_of(answer)))
    return not functions_of(answer) or mutant.name.startswith("line-dropped") or _words(mutant.description) <= words


def _words(text: str) -> set[str]:
    return set(re.findall(r"[A-Za-z_]\w*", text)) - {"axis", "keepdims", "copy", "sum", "mean", "N"}


def _is_missing(mutant: Mutant, answer: Callable) -> bool:
    """行の抜けた変異で、その行が値を入れる変数に、学習者のコードのどこでも値を入れていないか。"""
    if not mutant.name.startswith("line-dropped"):
        return not functions_of(answer) or not any(parsed(f)[0].body for f in functions_of(answer))
    target = mutant.description.split(" ")[0].split("[")[0]
    trees = [parsed(function)[0] for function in functions_of(answer)]
    stored = {
        ast.unparse(n) for tree in trees for n in ast.walk(tree) if isinstance(getattr(n, "ctx", None), ast.Store)
    }
    return target not in {name.split("[")[0] for name in stored}


def _line_in(answer: Callable, statement: str) -> int | None:
    """学習者のコードの中で、statement と同じ文がある行番号(ノートブックではセルの先頭から数えた行)。"""
    for function in functions_of(answer):
        tree, start = parsed(function)
        for node in ast.walk(tree):
            if isinstance(node, ast.stmt) and statement and ast.unparse(node) == statement:
                return start + node.lineno - 1
    return None
