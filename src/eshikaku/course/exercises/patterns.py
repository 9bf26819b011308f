"""式の型紙: 「a + b」のように書いた型紙を構文木と照らし合わせ、別の型紙の形に書き換えます。

型紙の 1 文字の名前は、どんな式にも当てはまる穴です。文字で、当てはまる式を限ります。

- a b c d  どんな式でも
- n        整数の定数
- e        ε(eps という名前か、ごく小さな定数)
- f        関数の名前
- i        添字になる名前
- r        割合かもしれない式(1 − β を含む)

np.sqrt のような名前は、math.sqrt とも一致します。
"""

import ast
import functools
from collections.abc import Callable, Iterator, Mapping

from eshikaku.course.exercises.trees import loaded, same

SMALL = 1e-3
MODULES = {"np", "numpy", "math"}
Bindings = dict[str, ast.AST]


def is_epsilon(node: ast.AST) -> bool:
    """ε とみなせる式か。"""
    name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
    tiny = isinstance(node, ast.Constant) and isinstance(node.value, float) and 0 < node.value < SMALL
    return name.lower() in {"eps", "epsilon", "delta"} or tiny


def is_number(node: ast.AST, *values: float) -> bool:
    """(values のどれかの)数の定数か。"""
    is_constant = isinstance(node, ast.Constant) and type(node.value) in (int, float)
    return is_constant and (not values or node.value in values)


def _anything(node: ast.AST) -> bool:
    return isinstance(node, ast.expr) and not isinstance(node, ast.Slice)


HOLES: Mapping[str, Callable[[ast.AST], bool]] = {
    **dict.fromkeys("abcd", _anything),
    "n": lambda node: is_number(node) and type(node.value) is int,
    "e": is_epsilon,
    "f": lambda node: isinstance(node, ast.Name | ast.Attribute),
    "i": lambda node: isinstance(node, ast.Name | ast.Attribute),
    "r": _anything,
}


@functools.cache
def pattern(text: str) -> ast.AST:
    """型紙の構文木。式なら式、文なら文。"""
    statement = ast.parse(text).body[0]
    return statement.value if isinstance(statement, ast.Expr) else statement


@functools.cache
def holes(text: str) -> frozenset[str]:
    """型紙にある穴。"""
    return frozenset(n.id for n in ast.walk(pattern(text)) if isinstance(n, ast.Name) and n.id in HOLES)


def match(text: str, node: ast.AST) -> Bindings | None:
    """型紙に当てはまれば、穴に入った式。当てはまらなければ None。"""
    bindings: Bindings = {}
    return bindings if _fits(pattern(text), node, bindings) else None


def _fits(wanted: object, node: object, bindings: Bindings) -> bool:
    if isinstance(wanted, ast.Name) and wanted.id in HOLES:
        if not isinstance(node, ast.AST) or not HOLES[wanted.id](node):
            return False
        bound = bindings.setdefault(wanted.id, node)
        return bound is node or same(bound, node)
    if isinstance(wanted, ast.Name) and isinstance(node, ast.Name) and {wanted.id, node.id} <= MODULES:
        return True
    if isinstance(wanted, list):
        return len(wanted) == len(node) and all(_fits(w, n, bindings) for w, n in zip(wanted, node, strict=True))
    if not isinstance(wanted, ast.AST):
        return wanted == node
    if type(wanted) is not type(node):
        return False
    fields = (name for name in wanted._fields if name not in ("ctx", "kind", "type_comment"))
    return all(_fits(getattr(wanted, name), getattr(node, name, None), bindings) for name in fields)


def filled(text: str, bindings: Bindings) -> ast.AST:
    """型紙の穴に式を入れた、新しい節。"""
    return _fill(pattern(text), bindings)


def _fill(wanted: object, bindings: Bindings) -> object:
    if isinstance(wanted, ast.Name) and wanted.id in bindings:
        found = bindings[wanted.id]
        return found if isinstance(wanted.ctx, ast.Store) else loaded(found)
    if isinstance(wanted, list):
        return [_fill(item, bindings) for item in wanted]
    if isinstance(wanted, ast.AST):
        return type(wanted)(**{name: _fill(value, bindings) for name, value in ast.iter_fields(wanted)})
    return wanted


def choices(text: str, bindings: Bindings, found: Callable[[str], list[ast.AST]]) -> Iterator[Bindings]:
    """型紙の穴のうち、まだ空いているものに、found(穴の文字) の式を 1 つずつ入れます。"""
    free = sorted(holes(text) - bindings.keys())
    if not free:
        yield bindings
    elif len(free) == 1:
        for node in found(free[0]):
            yield {**bindings, free[0]: node}
