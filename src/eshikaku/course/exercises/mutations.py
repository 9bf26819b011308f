"""書き間違いの目録(式と代入): 構文木の節1つについて、ありがちな書き間違いに置き換えた節を挙げます。"""

import ast
from collections.abc import Callable, Iterator
from typing import NamedTuple

from eshikaku.course.exercises.mutations_calls import attributes, called, calls, renamed, subscripts

COMPARISONS = {ast.Lt: ast.Gt, ast.LtE: ast.GtE, ast.Eq: ast.NotEq}
COMPARISONS |= {flipped: op for op, flipped in COMPARISONS.items()}
BOUNDARIES = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}
SMALL = 1e-3


class Mutation(NamedTuple):
    """old を new に置き換える書き間違い。kind は名前、description は学習者に見せる説明。"""

    kind: str
    description: str
    old: ast.AST
    new: ast.AST


def mutations(tree: ast.AST) -> Iterator[Mutation]:
    """構文木に含まれるすべての節について、書き間違いを順に挙げます。"""
    names = {
        n.id if isinstance(n, ast.Name) else n.attr for n in ast.walk(tree) if isinstance(n, ast.Name | ast.Attribute)
    }
    for node in ast.walk(tree):
        for rule, types in RULES:
            if isinstance(node, types):
                for kind, description, new in rule(node):
                    yield Mutation(kind, description, node, new)
        yield from _exchanged_names(node, names)


def _sums(node: ast.BinOp) -> Iterator[tuple]:
    left, right = node.left, node.right
    if isinstance(node.op, ast.Add):
        yield "sign-flipped", "符号が逆になっています(+ が −)", ast.BinOp(left, ast.Sub(), right)
        for dropped, kept in ((right, left), (left, right)):
            if _is_epsilon(dropped):
                yield "epsilon-dropped", f"{_text(dropped)} を足し忘れています", kept
            else:
                yield "term-dropped", f"{_text(dropped)} を足し忘れています", kept
        if _is_epsilon(right) and called(left) == "sqrt":
            inside = ast.Call(left.func, [ast.BinOp(left.args[0], ast.Add(), right)], left.keywords)
            yield "epsilon-inside", f"{_text(right)} を √ の中に入れています", inside
    if isinstance(node.op, ast.Sub):
        yield "sign-flipped", "符号が逆になっています(− が +)", ast.BinOp(left, ast.Add(), right)
        yield "order-reversed", "引く順が逆です", ast.BinOp(right, ast.Sub(), left)
        if _is_number(left, 1):
            yield "one-minus-dropped", f"1 − {_text(right)} とするところが {_text(right)} です", right
        else:
            yield "term-dropped", f"{_text(right)} を引き忘れています", left


def _products(node: ast.BinOp) -> Iterator[tuple]:
    left, right = node.left, node.right
    if isinstance(node.op, ast.Mult):
        yield "factor-dropped", f"{_text(left)} を掛け忘れています", right
        yield "factor-dropped", f"{_text(right)} を掛け忘れています", left
        yield "divided", f"{_text(right)} を掛けるところで割っています", ast.BinOp(left, ast.Div(), right)
    if isinstance(node.op, ast.Div):
        yield "division-dropped", f"{_text(right)} で割り忘れています", left
        yield "multiplied", f"{_text(right)} で割るところで掛けています", ast.BinOp(left, ast.Mult(), right)
        yield "ratio-inverted", "分子と分母が逆です", ast.BinOp(right, ast.Div(), left)
    if isinstance(node.op, ast.FloorDiv):
        yield "not-floored", "端数を切り捨てていません", ast.BinOp(left, ast.Div(), right)
    if isinstance(node.op, ast.Pow):
        yield "power-dropped", f"{_text(right)} 乗を忘れています({_text(left)} のまま)", left
    if isinstance(node.op, ast.MatMult):
        yield "matmul-reversed", "行列の積の順が逆です", ast.BinOp(right, ast.MatMult(), left)
        yield "elementwise", "行列の積が要素ごとの積になっています", ast.BinOp(left, ast.Mult(), right)


def _weights(node: ast.BinOp) -> Iterator[tuple]:
    """β·a + (1−β)·b の β と 1−β を取り違えたもの。"""
    sides = (node.left, node.right)
    if not (
        isinstance(node.op, ast.Add) and all(isinstance(s, ast.BinOp) and isinstance(s.op, ast.Mult) for s in sides)
    ):
        return
    for weight in (node.left.left, node.left.right, node.right.left, node.right.right):
        if isinstance(weight, ast.BinOp) and isinstance(weight.op, ast.Sub) and _is_number(weight.left, 1):
            plain, rest = ast.dump(weight.right), ast.dump(weight)
            exchange = {plain: weight, rest: weight.right}
            swapped = [
                ast.BinOp(exchange.get(ast.dump(s.left), s.left), ast.Mult(), exchange.get(ast.dump(s.right), s.right))
                for s in sides
            ]
            name = _text(weight.right)
            yield "weights-swapped", f"{name} と 1 − {name} が逆です", ast.BinOp(swapped[0], ast.Add(), swapped[1])


def _unary(node: ast.UnaryOp) -> Iterator[tuple]:
    if isinstance(node.op, ast.USub) and not isinstance(node.operand, ast.Constant):
        yield "sign-flipped", "符号が逆になっています(先頭の − がない)", node.operand
    if isinstance(node.op, ast.Not):
        yield "condition-negated", "条件が逆です(not がない)", node.operand


def _augmented(node: ast.AugAssign) -> Iterator[tuple]:
    opposite = {ast.Add: ("−=", ast.Sub), ast.Sub: ("+=", ast.Add)}
    target = ast.unparse(node.target)
    if type(node.op) in opposite:
        sign, op = opposite[type(node.op)]
        yield (
            "sign-flipped",
            f"{target} の更新の符号が逆です({sign} になっている)",
            ast.AugAssign(node.target, op(), node.value),
        )
    yield (
        "overwritten",
        f"{target} を積み重ねずに上書きしています(= になっている)",
        ast.Assign([node.target], node.value),
    )


def _comparisons(node: ast.Compare) -> Iterator[tuple]:
    op = type(node.ops[0])
    if op in COMPARISONS:
        yield "comparison-flipped", "比較の向きが逆です", ast.Compare(node.left, [COMPARISONS[op]()], node.comparators)
    if op in BOUNDARIES:
        yield "boundary", "境界の値(等号)の扱いが違います", ast.Compare(node.left, [BOUNDARIES[op]()], node.comparators)


def _booleans(node: ast.BoolOp) -> Iterator[tuple]:
    other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield "and-or-swapped", "and と or が逆です", ast.BoolOp(other, node.values)


def _starting_values(node: ast.Assign) -> Iterator[tuple]:
    if isinstance(node.value, ast.Constant) and type(node.value.value) is int:
        later = ast.Assign(node.targets, ast.Constant(node.value.value + 1))
        yield "off-by-one", f"{ast.unparse(node.targets[0])} の始まりの値が 1 ずれています", later


def _exchanged_names(node: ast.AST, names: set[str]) -> Iterator[Mutation]:
    """beta1 と beta2 のように、末尾の 1 と 2 だけが違う名前を取り違えたもの。"""
    field = {ast.Name: "id", ast.Attribute: "attr"}.get(type(node))
    name = getattr(node, field) if field and isinstance(node.ctx, ast.Load) else ""
    other = name[:-1] + {"1": "2", "2": "1"}.get(name[-1:], "")
    if other != name[:-1] and other in names:
        yield Mutation("names-exchanged", f"{name} とするところが {other} です", node, renamed(node, other))


def _is_epsilon(node: ast.AST) -> bool:
    name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
    tiny = isinstance(node, ast.Constant) and isinstance(node.value, float) and 0 < node.value < SMALL
    return name in {"eps", "epsilon"} or tiny


def _is_number(node: ast.AST, value: float) -> bool:
    return isinstance(node, ast.Constant) and node.value == value


def _text(node: ast.AST) -> str:
    text = ast.unparse(node)
    return f"`{text}`" if len(text) <= 24 else "項または因子の1つ"


RULES: tuple[tuple[Callable[..., Iterator[tuple]], type | tuple[type, ...]], ...] = (
    (_sums, ast.BinOp),
    (_products, ast.BinOp),
    (_weights, ast.BinOp),
    (_unary, ast.UnaryOp),
    (_augmented, ast.AugAssign),
    (_comparisons, ast.Compare),
    (_booleans, ast.BoolOp),
    (calls, ast.Call),
    (attributes, ast.Attribute),
    (subscripts, ast.Subscript),
    (_starting_values, ast.Assign),
)
