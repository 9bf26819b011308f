"""書き間違いの目録(呼び出し): 関数の取り違え、抜けた √ や写し、違う軸、1 つずれた range を挙げます。"""

import ast
from collections.abc import Iterator

DROPPED_CALLS = {"sqrt": "√", "abs": "絶対値", "exp": "exp", "log": "log", "square": "2乗", "float": "float への変換"}
DROPPED_METHODS = {"copy": "写し(copy)", "astype": "型の変換(astype)"}
CONFUSED = {"mean": "sum", "max": "min", "argmax": "argmin", "maximum": "minimum", "floor": "ceil", "std": "var"}
CONFUSED |= {"zeros": "ones", "zeros_like": "ones_like"}
CONFUSED |= {other: name for name, other in CONFUSED.items()}


def calls(node: ast.Call) -> Iterator[tuple]:
    name = called(node)
    if name in DROPPED_CALLS and len(node.args) == 1:
        yield f"{name}-dropped", f"{DROPPED_CALLS[name]}を忘れています", node.args[0]
    if name in DROPPED_METHODS:
        value = node.args[0] if node.args and name == "copy" else node.func.value
        yield f"{name}-dropped", f"{DROPPED_METHODS[name]}を忘れています", value
    if name in CONFUSED:
        confused = CONFUSED[name]
        yield (
            f"{name}-to-{confused}",
            f"{name} とするところが {confused} です",
            _recalled(node, renamed(node.func, confused)),
        )
    if name == "where" and len(node.args) == 3:
        yield (
            "branches-swapped",
            "条件が成り立つときと成り立たないときが逆です",
            _recalled(node, args=[node.args[i] for i in (0, 2, 1)]),
        )
    if name == "dot" and len(node.args) == 2:
        yield "matmul-reversed", "行列の積の順が逆です", _recalled(node, args=node.args[::-1])
    if name == "range":
        for shift, word in ((ast.Sub(), "1回少ない"), (ast.Add(), "1回多い")):
            stop = ast.BinOp(node.args[-1], shift, ast.Constant(1))
            yield "off-by-one", f"繰り返しが{word}です", _recalled(node, args=[*node.args[:-1], stop])
    yield from _keywords(node)


def _keywords(node: ast.Call) -> Iterator[tuple]:
    for i, keyword in enumerate(node.keywords):
        others = node.keywords[:i] + node.keywords[i + 1 :]
        if keyword.arg == "axis" and isinstance(keyword.value, ast.Constant):
            other = ast.keyword("axis", ast.Constant(0 if keyword.value.value else 1))
            yield "axis-changed", "集計する軸(axis)が違います", _recalled(node, keywords=[*others, other])
        if keyword.arg in {"axis", "keepdims", "dtype", "ddof"}:
            yield f"{keyword.arg}-dropped", f"{keyword.arg} の指定がありません", _recalled(node, keywords=others)


def attributes(node: ast.Attribute) -> Iterator[tuple]:
    if node.attr == "T":
        yield "transpose-dropped", "転置(.T)を忘れています", node.value


def subscripts(node: ast.Subscript) -> Iterator[tuple]:
    if isinstance(node.value, ast.Attribute) and node.value.attr == "shape" and isinstance(node.slice, ast.Constant):
        other = ast.Constant(0 if node.slice.value else 1)
        yield "axis-changed", "shape の軸が違います", ast.Subscript(node.value, other, node.ctx)


def called(node: ast.AST) -> str | None:
    func = node.func if isinstance(node, ast.Call) else None
    return func.attr if isinstance(func, ast.Attribute) else func.id if isinstance(func, ast.Name) else None


def _recalled(
    node: ast.Call, func: ast.AST | None = None, args: list | None = None, keywords: list | None = None
) -> ast.Call:
    return ast.Call(
        func or node.func, node.args if args is None else args, node.keywords if keywords is None else keywords
    )


def renamed(node: ast.AST, name: str) -> ast.AST:
    return ast.Attribute(node.value, name, node.ctx) if isinstance(node, ast.Attribute) else ast.Name(name, node.ctx)
