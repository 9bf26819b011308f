"""学習者のプログラム: 答えの関数・メソッドと、答えが呼ぶ学習者の関数を取り出し、1 つを書き換えた答えを作り直します。"""

import ast
import inspect
import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from eshikaku.course.exercises.errors import is_learners
from eshikaku.course.exercises.source import parsed
from eshikaku.course.exercises.trees import copied


@dataclass(frozen=True)
class Part:
    """書き換えられる関数 1 つ。tree の行番号は、学習者のセル(ファイル)の行です。"""

    name: str
    function: Callable
    tree: ast.FunctionDef


def parts_of(answer: Any) -> tuple[Part, ...]:
    """答えを作っている関数のうち、ソースの手に入るもの。"""
    functions = dict(_functions(answer))
    for function in [*functions.values()]:
        functions |= {name: helper for name, helper in _helpers(function) if name not in functions}
    parts = ((name, function, _definition(function)) for name, function in functions.items())
    return tuple(Part(name, function, tree) for name, function, tree in parts if tree)


def rebuilt(answer: Any, part: Part, tree: ast.FunctionDef) -> Any:
    """part を tree に書き換えた答え。"""
    new = _compiled(part.function, tree)
    if inspect.isclass(answer) and vars(answer).get(part.name) is part.function:
        return _with_method(answer, part.name, new)
    if inspect.unwrap(answer) is part.function:
        return new
    helped = {**part.function.__globals__, part.name: new}
    if inspect.isclass(answer):
        methods = {name: _in_namespace(method, helped) for name, method in _functions(answer)}
        return type(answer)(answer.__name__, answer.__bases__, {**_attributes(answer), **methods})
    return _in_namespace(inspect.unwrap(answer), helped)


def _functions(answer: Any) -> Iterator[tuple[str, Callable]]:
    if inspect.isclass(answer):
        yield from ((name, member) for name, member in vars(answer).items() if inspect.isfunction(member))
    elif inspect.isfunction(inspect.unwrap(answer)):
        yield inspect.unwrap(answer).__name__, inspect.unwrap(answer)


def _helpers(function: Callable) -> Iterator[tuple[str, Callable]]:
    """関数が大域の名前で呼ぶ、学習者の関数。"""
    for name in function.__code__.co_names:
        helper = function.__globals__.get(name)
        if inspect.isfunction(helper) and is_learners(helper.__code__.co_filename):
            yield name, helper


def _definition(function: Callable) -> ast.FunctionDef | None:
    tree, start = parsed(function)
    ast.increment_lineno(tree, start - 1)
    if function.__name__ == "<lambda>":
        lambdas = [node for node in ast.walk(tree) if isinstance(node, ast.Lambda)]
        if len(lambdas) != 1:
            return None
        returned = ast.copy_location(ast.Return(lambdas[0].body), lambdas[0].body)
        definition = ast.FunctionDef("_lambda", lambdas[0].args, [returned], [], None, None)
        return ast.fix_missing_locations(ast.copy_location(definition, lambdas[0]))
    found = next((node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)), None)
    if found is None or "__class__" in function.__code__.co_freevars:
        return None  # 引数のない super() は、クラスの中でしか翻訳できない
    return copied(found, decorator_list=[])


def _compiled(function: Callable, tree: ast.FunctionDef) -> Callable:
    cells = function.__closure__ or ()
    enclosed = {name: _content(cell) for name, cell in zip(function.__code__.co_freevars, cells, strict=True)}
    namespace = {**function.__globals__, **enclosed}
    exec(compile(ast.Module([tree], []), function.__code__.co_filename, "exec"), namespace)
    return namespace[tree.name]


def _content(cell: types.CellType) -> Any:
    try:
        return cell.cell_contents
    except ValueError:  # まだ値の入っていない変数
        return None


def _in_namespace(function: Callable, namespace: dict) -> Callable:
    code, defaults = function.__code__, function.__defaults__
    made = types.FunctionType(code, namespace, function.__name__, defaults, function.__closure__)
    made.__kwdefaults__ = function.__kwdefaults__
    return made


def _with_method(cls: type, name: str, method: Callable) -> type:
    return type(cls)(cls.__name__, cls.__bases__, {**_attributes(cls), name: method})


def _attributes(cls: type) -> dict[str, Any]:
    return {name: value for name, value in vars(cls).items() if name not in ("__dict__", "__weakref__")}
