"""書き間違いの表(名前、定数、条件): 取り違えた名前、忘れた self、1 ずれた数、逆の条件。"""

import ast
import builtins
import itertools
from collections.abc import Iterator

import numpy as np

from eshikaku.course.exercises.patterns import MODULES, is_epsilon
from eshikaku.course.exercises.scopes import OPTIONS, Scope
from eshikaku.course.exercises.slips import FORGOTTEN, Change, Slip, nothing, slip
from eshikaku.course.exercises.trees import called, copied, remade

COMPARISONS = {ast.Lt: ast.Gt, ast.LtE: ast.GtE, ast.Eq: ast.NotEq}
COMPARISONS |= {flipped: op for op, flipped in COMPARISONS.items()}
BOUNDARIES = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}
CROSSED = {ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt}
NAMES = ((ast.Name, ast.Attribute), (ast.Name, ast.Attribute))
WALKED = {"items", "keys", "values"}
CONSTANTS = (0, 1, 2, -1, 0.5)
SHAPES = {"len", "zeros_like", "ones_like", "empty_like"}
EXCHANGEABLE = {
    "number": {"number", "count"},
    "count": {"number", "count", "labels"},
    "array": {"array", "labels"},
    "labels": {"array", "labels", "count"},
    "dict": {"dict"},
    "function": {"function"},
    "flag": {"flag"},
}


def _text(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr


def _named(node: ast.AST, name: str) -> ast.AST:
    return copied(node, **{"id" if isinstance(node, ast.Name) else "attr": name})


def _exchanged(node: ast.AST, scope: Scope) -> Iterator[Change]:
    """beta1 と beta2 のように、末尾の 1 と 2 だけが違う名前。"""
    name = _text(node)
    other = name[:-1] + {"1": "2", "2": "1"}.get(name[-1:], "")
    if isinstance(node.ctx, ast.Load) and other != name[:-1] and _occurs(other, scope):
        yield Change(_named(node, other), {"right": name, "wrong": other})


def _restored(node: ast.AST, scope: Scope) -> Iterator[Change]:
    for change in _exchanged(node, scope):
        yield change._replace(words={"right": change.words["wrong"], "wrong": change.words["right"]})


def _occurs(name: str, scope: Scope) -> bool:
    nodes = ast.walk(scope.function)
    return any(isinstance(n, ast.Name | ast.Attribute) and _text(n) == name for n in nodes)


def _another_name(node: ast.AST, scope: Scope) -> Iterator[Change]:
    """使える名前のうち、種類の合うもの。種類のわからない名前(綴りの誤り)は、どの名前にも直せる。"""
    written = ast.unparse(node)
    is_assigned = isinstance(scope.tree.parent(node), ast.Assign) and isinstance(node, ast.Name)
    if not (isinstance(node.ctx, ast.Load) or is_assigned) or written in MODULES or not _stands_alone(node, scope):
        return
    kinds = EXCHANGEABLE.get(scope.kinds.get(written, ""))
    if kinds is None and written in scope.kinds:
        return
    for name, kind in scope.kinds.items():
        if name != written and (kinds is None or kind in kinds):
            words = {"right": name, "wrong": written}
            likelier = FORGOTTEN if name in map(ast.unparse, scope.unused) else 0
            right = copied(ast.parse(name, mode="eval").body, ctx=node.ctx)
            yield Change(right, words, f"{written}→{name}", likelier=likelier)


def _stored_item(node: ast.Name, scope: Scope) -> Iterator[Change]:
    """求め直して辞書や配列に入れた値の代わりに、求める前の名前を使ったもの。"""
    if isinstance(node.ctx, ast.Load) and scope.is_value(node):
        for text in scope.stored_items:
            yield Change(ast.parse(text, mode="eval").body, {"right": text, "wrong": node.id}, f"{node.id}→{text}")


def _next_parameter(node: ast.AST, scope: Scope) -> Iterator[Change]:
    """変異では、引数を次の引数と取り違える。"""
    parameters = [name for name in scope.parameters if name != "self"]
    parent = scope.tree.parent(node)
    is_walked = scope.tree.field(node) == "iter" or (isinstance(parent, ast.Attribute) and parent.attr in WALKED)
    only_for_its_shape = called(parent) in SHAPES or is_walked
    if isinstance(node, ast.Name) and node.id in parameters and len(parameters) > 1 and not only_for_its_shape:
        other = parameters[(parameters.index(node.id) + 1) % len(parameters)]
        yield Change(_named(node, other), {"right": node.id, "wrong": other})


def _stands_alone(node: ast.AST, scope: Scope) -> bool:
    """self.x の self や、np.random.f の np.random ではないか。"""
    is_inside = isinstance(scope.tree.parent(node), ast.Attribute)
    return not is_inside or (isinstance(node, ast.Name) and node.id != "self")


def _without_self(node: ast.AST, scope: Scope) -> Iterator[Change]:
    if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "self" and _is_data(node, scope):
        yield Change(ast.Name(node.attr, node.ctx), {"a": node.attr}, node.attr)


def _with_self(node: ast.AST, scope: Scope) -> Iterator[Change]:
    if "self" in scope.parameters and isinstance(node, ast.Name) and _is_attribute(node.id, scope):
        yield Change(ast.Attribute(ast.Name("self", ast.Load()), node.id, node.ctx), {"a": node.id}, node.id)


def _is_data(node: ast.AST, scope: Scope) -> bool:
    return scope.tree.field(node) not in ("func", "target", "targets") and isinstance(node.ctx, ast.Load)


def _is_attribute(name: str, scope: Scope) -> bool:
    return name not in scope.parameters and (f"self.{name}" in scope.kinds or scope.function.name == "__init__")


def _other_end(node: ast.Subscript, scope: Scope) -> Iterator[Change]:
    """添字の 0 と −1。"""
    index = ast.unparse(node.slice)
    if index in ("0", "-1") and isinstance(node.ctx, ast.Load):
        new = ast.UnaryOp(ast.USub(), ast.Constant(1)) if index == "0" else ast.Constant(0)
        yield Change(copied(node, slice=new))


def _parameter(node: ast.Constant, scope: Scope) -> Iterator[Change]:
    """引数や属性の代わりに、数を書き込んだもの。0 や 1 や 2 は、どこにも使っていない名前の代わりだけを考えます。"""
    if type(node.value) in (int, float) and (scope.is_value(node) or scope.is_position(node)):
        unused = set(map(ast.unparse, scope.unused))
        for name in scope.names("number", "count"):
            text = ast.unparse(name)
            if text in unused or node.value not in (0, 1, 2):
                likelier = FORGOTTEN if text in unused else 0
                words = {"right": text, "wrong": f"{node.value}"}
                yield Change(name, words, f"{node.value}→{text}", likelier=likelier)


def _with_module(node: ast.Name, scope: Scope) -> Iterator[Change]:
    """np. の付いていない名前。"""
    if (
        isinstance(node.ctx, ast.Load)
        and node.id not in scope.kinds
        and hasattr(np, node.id)
        and not hasattr(builtins, node.id)
    ):
        yield Change(ast.Attribute(ast.Name("np", ast.Load()), node.id, node.ctx), {"a": node.id}, node.id)


def _swapped_names(node: ast.stmt, scope: Scope) -> Iterator[Change]:
    """1 つの文の中で、種類の同じ 2 つの名前や属性を入れ替える。"""
    if not isinstance(node, ast.Assign | ast.AugAssign | ast.Return) or node.value is None:
        return
    read = [n for n in ast.walk(node.value) if isinstance(n, ast.Name | ast.Attribute) and _stands_alone(n, scope)]
    texts = dict.fromkeys(ast.unparse(n) for n in read if isinstance(n.ctx, ast.Load))
    for first, second in itertools.combinations(texts, 2):
        if scope.kinds.get(first) == scope.kinds.get(second) and scope.kinds.get(first) in EXCHANGEABLE:
            swap = {first: second, second: first}

            def swapped(n: ast.AST, swap: dict[str, str] = swap) -> ast.AST:
                text = ast.unparse(n) if isinstance(n, ast.Name | ast.Attribute) else ""
                return ast.parse(swap[text], mode="eval").body if text in swap else remade(n, swapped)

            yield Change(copied(node, value=swapped(node.value)), {"a": first, "b": second}, f"{first}⇄{second}")


def _tiny_constants(node: ast.Constant, scope: Scope) -> Iterator[Change]:
    if is_epsilon(node):
        for value in (1e-7, 1e-8, 1e-5, 1e-6, 1e-10, 1e-12):
            if value != node.value:
                yield Change(ast.Constant(value), {"wrong": node}, f"{node.value}→{value}")


def _other_constants(node: ast.AST, scope: Scope) -> Iterator[Change]:
    is_value = scope.is_value(node) or scope.is_position(node) or scope.tree.field(node) == "comparators"
    if is_value and type(node.value) in (int, float) and not _is_option(node, scope):
        for value in CONSTANTS:
            if value != node.value:
                constant = ast.Constant(value) if value >= 0 else ast.UnaryOp(ast.USub(), ast.Constant(-value))
                yield Change(constant, {"wrong": f"`{node.value}`"}, f"{node.value}→{value}")


def _is_option(node: ast.AST, scope: Scope) -> bool:
    parent = scope.tree.parent(node)
    return isinstance(parent, ast.keyword) and parent.arg in OPTIONS


def _later(node: ast.Assign, scope: Scope) -> Iterator[Change]:
    yield from _shifted(node, +1)


def _earlier(node: ast.Assign, scope: Scope) -> Iterator[Change]:
    yield from (change for shift in (-1, +1) for change in _shifted(node, shift))


def _shifted(node: ast.Assign, shift: int) -> Iterator[Change]:
    if isinstance(node.value, ast.Constant) and type(node.value.value) is int:
        words = {"a": ast.unparse(node.targets[0])}
        yield Change(copied(node, value=ast.Constant(node.value.value + shift)), words)


def _with_operator(table: dict) -> object:
    def rewrite(node: ast.Compare, scope: Scope) -> Iterator[Change]:
        if len(node.ops) == 1 and type(node.ops[0]) in table:
            yield Change(copied(node, ops=[table[type(node.ops[0])]()]))

    return rewrite


def _other_connective(node: ast.BoolOp, scope: Scope) -> Iterator[Change]:
    yield Change(copied(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And()))


def _other_default(node: ast.arguments, scope: Scope) -> Iterator[Change]:
    """既定値の小数点の位置や、0.9 と 0.99 のような取り違え。"""
    names = node.args[len(node.args) - len(node.defaults) :]
    for i, (argument, default) in enumerate(zip(names, node.defaults, strict=True)):
        if isinstance(default, ast.Constant) and type(default.value) in (int, float):
            for value in {0.9, 0.99, 0.999, 0.1, 0.01, 0.001, 1e-5, 1e-7, 1e-8, 0.5} - {default.value}:
                changed = [*node.defaults[:i], ast.Constant(value), *node.defaults[i + 1 :]]
                yield Change(copied(node, defaults=changed), {"a": argument.arg}, f"{i}", default.lineno)


COMPARED = ((ast.Compare,), (ast.Compare,))
BOOLEAN = ((ast.BoolOp,), (ast.BoolOp,))
FLIP, BOUND, CROSS = (_with_operator(table) for table in (COMPARISONS, BOUNDARIES, CROSSED))

NAMING = (
    Slip("names-exchanged", "{right} とするところが {wrong} です", 0.8, _exchanged, _restored, NAMES),
    Slip("names-swapped", "`{a}` と `{b}` が逆です", 1.2, nothing, _swapped_names, ((), (ast.stmt,))),
    Slip("wrong-name", "`{right}` とするところが `{wrong}` です", 1.6, _next_parameter, _another_name, NAMES),
    Slip("wrong-name", "`{right}` とするところが `{wrong}` です", 1.7, nothing, _stored_item, ((), (ast.Name,))),
    Slip("self-forgotten", "`self.{a}` とするところで、self. を忘れています", 1, nothing, _with_self, NAMES),
    Slip("self-extra", "引数の `{a}` とするところが `self.{a}` です", 1.3, nothing, _without_self, NAMES),
)

NUMBERS = (
    Slip("ends-exchanged", "最初(添字 0)と最後(添字 −1)が逆です", 0.9, nothing, _other_end, ((), (ast.Subscript,))),
    Slip(
        "hard-coded",
        "引数 `{right}` を使わずに、{wrong} と書き込んでいます",
        2.2,
        nothing,
        _parameter,
        ((), (ast.Constant,)),
    ),
    Slip("module-forgotten", "`{a}` の前の `np.` が抜けています", 0.7, nothing, _with_module, ((), (ast.Name,))),
    slip("step-dropped", "range(a, b, i)", "range(a, b)", "{i} ずつ進むところで、1 ずつ進んでいます", 1.2),
    slip(
        "step-dropped", "range(0, a, i)", "range(a)", "{i} ずつ進むところで、1 ずつ進んでいます", 1.3, only="backward"
    ),
    Slip("off-by-one", "{a} の始まりの値が 1 ずれています", 1, _later, _earlier, ((ast.Assign,), (ast.Assign,))),
    Slip(
        "epsilon-changed",
        "ごく小さな数 {wrong} の大きさが違います",
        1.5,
        nothing,
        _tiny_constants,
        ((), (ast.Constant,)),
    ),
    Slip("constant-changed", "定数 {wrong} が違います", 2, nothing, _other_constants, ((), (ast.Constant,))),
    Slip("default-changed", "`{a}` の既定値が違います", 1.5, nothing, _other_default, ((), (ast.arguments,))),
    slip("off-by-one", "range(a)", "range(a - 1)", "繰り返しが1回少ないです", 0.9),
    slip("off-by-one", "range(a)", "range(a + 1)", "繰り返しが1回多いです", 0.9),
    slip("off-by-one", "range(a)", "range(1, a)", "0 から始めるところで、1 から始めています", 0.9),
    slip("off-by-one", "range(1, a)", "range(a)", "1 から始めるところで、0 から始めています", 1),
    slip("off-by-one", "range(1, a + 1)", "range(a)", "1 から数えるところで、0 から数えています", 0.9),
    slip("off-by-one", "range(1, a + 1)", "range(1, a)", "繰り返しが1回少ないです", 0.9),
    slip("off-by-one", "range(a)", "range(1, a + 1)", "0 から数えるところで、1 から数えています", 0.9, only="backward"),
    slip("off-by-one", "range(a, b)", "range(a, b - 1)", "繰り返しが1回少ないです", 0.9),
    slip("off-by-one", "range(a, b)", "range(a, b + 1)", "繰り返しが1回多いです", 0.9),
    slip("off-by-one", "range(a, b, c)", "range(a, b - 1, c)", "繰り返しの終わりが 1 小さいです", 0.9),
    slip("off-by-one", "range(a, b, c)", "range(a, b + 1, c)", "繰り返しの終わりが 1 大きいです", 0.9),
    slip("off-by-one", "range(a, b, c)", "range(a, b - c, c)", "最後の 1 回が抜けています", 0.9),
    slip("off-by-one", "range(a, b, c)", "range(a, b + c, c)", "最後に 1 回余分です", 0.9),
)

CONDITIONS = (
    Slip("comparison-flipped", "比較の向きが逆です", 1, FLIP, FLIP, COMPARED),
    Slip("comparison-flipped", "条件が逆です", 1.1, nothing, CROSS, COMPARED),
    Slip("boundary", "境界の値(等号)の扱いが違います", 0.9, BOUND, BOUND, COMPARED),
    Slip("and-or-swapped", "and と or が逆です", 1, _other_connective, _other_connective, BOOLEAN),
    slip("condition-negated", "not a", "a", "条件が逆です(not がない)", 1, where=Scope.is_test),
    slip("condition-negated", "a", "not a", "条件が逆です(余分な not がある)", 1, only="backward"),
)

NAMED: tuple[Slip, ...] = (*NAMING, *NUMBERS, *CONDITIONS)
