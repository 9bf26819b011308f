"""形の検査: 動かす前に、渡されたものの種類、引数の数、クラスのメソッドの名前と self を確かめます。"""

import difflib
import inspect
from collections.abc import Callable, Iterator
from typing import Any

from eshikaku.course.exercises.showing import kind
from eshikaku.course.exercises.spec import Code


def problem(exercise: Code, answer: Any) -> str | None:
    """動かせない理由。動かせるなら None。"""
    wanted = exercise.solution
    if inspect.isclass(wanted) and not inspect.isclass(answer):
        return f"クラスを書く問題ですが、{kind(answer)}が渡されました。() を付けずに、クラスの名前を渡してください。"
    if not callable(answer):
        usage = f'check("{exercise.id}", {wanted.__name__})'
        return f"関数ではなく{kind(answer)}が渡されました。() を付けずに {usage} としてください。"
    if inspect.isclass(answer) and not inspect.isclass(wanted):
        return f"関数を書く問題ですが、{kind(answer)} が渡されました。"
    if inspect.isclass(answer):
        return next(_class_problems(wanted, answer), None)
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


def _class_problems(wanted: type, answer: type) -> Iterator[str]:
    methods = {name: f for name, f in vars(wanted).items() if inspect.isfunction(f)}
    own = {name: f for name, f in vars(answer).items() if inspect.isfunction(f)}
    for name, method in methods.items():
        if name not in own and (name.startswith("__") or not hasattr(answer, name)):
            yield from _missing_method(name, own, methods)
        if name in own:
            yield from _self_problem(name, method, own[name])


def _missing_method(name: str, own: dict, methods: dict) -> Iterator[str]:
    extra = [other for other in own if other not in methods]
    bare = {other.strip("_"): other for other in extra}
    near = difflib.get_close_matches(name.strip("_"), bare, n=1, cutoff=0.7)
    if near:
        yield f"考えられる原因: メソッドの名前 `{bare[near[0]]}` は、`{name}` の書き間違いです。"
    elif not name.startswith("__"):
        others = f"(あるのは {'、'.join(own)})" if own else ""
        yield f"考えられる原因: メソッド `{name}` がありません。名前を確かめてください{others}。"


def _self_problem(name: str, wanted: Callable, written: Callable) -> Iterator[str]:
    names, given = list(inspect.signature(wanted).parameters), list(inspect.signature(written).parameters)
    variadic = any(p.kind is p.VAR_POSITIONAL for p in inspect.signature(written).parameters.values())
    if given[:1] == names[1:2] and not variadic and "self" not in given:
        yield f"考えられる原因: メソッド `{name}` の最初の引数に self がありません。"
