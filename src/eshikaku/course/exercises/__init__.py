"""演習の窓口: check で採点し、hint で手順を1つずつ見て、ids と get で演習を調べます。"""

from typing import Any

from eshikaku.course.exercises import unfinished
from eshikaku.course.exercises.answering import check_choice, check_numeric
from eshikaku.course.exercises.catalogue import get, ids
from eshikaku.course.exercises.checking import check_code
from eshikaku.course.exercises.result import Result, compose, say
from eshikaku.course.exercises.spec import Choice, Code, Numeric

__all__ = ["Result", "check", "get", "hint", "ids"]

CHECKERS = {Code: check_code, Numeric: check_numeric, Choice: check_choice}
NOT_GIVEN = object()
_hints_given: dict[str, int] = {}


def check(id: str, answer: Any = NOT_GIVEN) -> Result:
    """演習 id の答えを採点し、結果を表示します。

    id:     演習の番号("01-3")。
    answer: 関数・クラス(() を付けない)、数値、または選択肢の記号。`...` のままなら未解答です。
    戻り値: Result(correct, diagnosis, message)。答えの誤りで例外は起きません。
    """
    try:
        exercise = get(id)
    except KeyError as error:
        return _shown(Result(None, None, f"－ {error.args[0]}"))
    if answer is NOT_GIVEN:
        lines = [f'答えを渡してください: check("{id}", 答え)。関数やクラスは、() を付けずに名前を渡します。']
        return _shown(Result(None, None, compose(id, exercise.title, None, lines)))
    if unfinished.is_blank(answer):
        lines = ["`...` を自分の答えに書き換えてください。"]
        if answer is None:
            lines = ["答えが None です。関数なら () を付けずに名前を渡し、値なら return や代入を確かめてください。"]
        return _shown(Result(None, None, compose(id, exercise.title, None, lines)))
    found = CHECKERS[type(exercise)](exercise, answer)
    lines = found.message.split("\n")
    if found.correct is False:
        lines.append(f'手順を見るには hint("{id}") を実行してください。')
    return _shown(Result(found.correct, found.diagnosis, compose(id, exercise.title, found.correct, lines)))


def hint(id: str) -> None:
    """演習 id の手順を、呼ぶたびに1つずつ表示します。最後は解答例のページを案内し、その次は初めに戻ります。"""
    try:
        exercise = get(id)
    except KeyError as error:
        return say(error.args[0])
    given = _hints_given.get(id, 0)
    _hints_given[id] = (given + 1) % (len(exercise.hints) + 1)
    if given < len(exercise.hints):
        return say(f"ヒント {given + 1}/{len(exercise.hints)}: {exercise.hints[given]}")
    page = f"appendix/solutions.html#solution-{id}"
    return say(f"ヒントは以上です。解答例は、本の付録「演習の解答例」({page})にあります。")


def _shown(result: Result) -> Result:
    say(result.message)
    return result
