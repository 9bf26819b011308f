"""変異: 解答例の構文木を1か所だけ書き間違えた関数を作り、学習者の出力と比べる相手にします。"""

import ast
import functools
import inspect
import sys
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from eshikaku.course.exercises.mutations import Mutation, mutations


@dataclass(frozen=True)
class Mutant:
    """解答例を1か所だけ書き間違えたもの。name は "sign-flipped:L5" のように、種類と解答例での行(def の行が 1)。"""

    name: str
    description: str
    line: int
    statement: str
    tree: ast.Module
    original: Callable

    @functools.cached_property
    def function(self) -> Callable:
        """変異を実行できる関数(またはクラス)にしたもの。誤答を調べるときに初めて翻訳します。"""
        namespace = dict(vars(sys.modules[self.original.__module__]))
        exec(compile(self.tree, f"<{self.name}>", "exec"), namespace)
        return namespace[self.original.__name__]


@functools.cache
def mutants(solution: Callable) -> tuple[Mutant, ...]:
    """解答例から作れる変異のすべて。同じ構文木になるものは1つにまとめます。"""
    tree = ast.parse(textwrap.dedent(inspect.getsource(solution)))
    found, seen, counts = [], {ast.dump(tree)}, Counter()
    for mutation in (*mutations(tree), *_rearranged(tree)):
        mutated = ast.fix_missing_locations(_replaced(tree, mutation.old, mutation.new))
        if ast.dump(mutated) in seen:
            continue
        seen.add(ast.dump(mutated))
        line = getattr(mutation.new, "mutated_line", getattr(mutation.old, "lineno", 1))
        counts[mutation.kind, line] += 1
        number = counts[mutation.kind, line]
        name = f"{mutation.kind}:L{line}" + (f".{number}" if number > 1 else "")
        found.append(Mutant(name, mutation.description, line, _statement(mutated, tree), mutated, solution))
    return tuple(found)


def _rearranged(tree: ast.Module) -> Iterator[Mutation]:
    """行を抜かす、隣り合う2行を入れ替える、return を繰り返しの中に入れる、の3種類。"""
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef | ast.For | ast.While | ast.If):
            continue
        body = node.body
        for i, statement in enumerate(body):
            if isinstance(statement, ast.AugAssign | ast.Assign):
                target = ast.unparse(statement.target if isinstance(statement, ast.AugAssign) else statement.targets[0])
                rest = body[:i] + body[i + 1 :] or [ast.Pass()]
                yield _with_body(node, rest, statement, "line-dropped", f"{target} を求める行が抜けています")
            if i + 1 < len(body) and _order_matters(statement, body[i + 1]):
                swapped = [*body[:i], body[i + 1], statement, *body[i + 2 :]]
                yield _with_body(node, swapped, statement, "lines-swapped", "2行の順序が逆です")
            if isinstance(statement, ast.For | ast.While) and isinstance(body[-1], ast.Return):
                inside = _copied(statement, body=[*statement.body, body[-1]])
                early = [*body[:i], inside, *body[i + 1 :]]
                yield _with_body(
                    node, early, body[-1], "return-in-loop", "return が繰り返しの中にあります(字下げが深い)"
                )


def _with_body(node: ast.AST, body: list, statement: ast.stmt, kind: str, description: str) -> Mutation:
    new = _copied(node, body=body)
    new.mutated_line = statement.lineno
    return Mutation(kind, description, node, new)


def _order_matters(first: ast.stmt, second: ast.stmt) -> bool:
    """2つの文を入れ替えると結果が変わりうるか。互いに相手の変数を書き換えない代入どうしなら、変わりません。"""
    if isinstance(second, ast.Return) or (isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)):
        return False
    if not all(isinstance(s, ast.Assign | ast.AugAssign) for s in (first, second)):
        return True
    shared_calls = _receivers(first) & _receivers(second) - {"np", "math"}
    return bool(_stored(first) & _names(second) or _stored(second) & _names(first) or shared_calls)


def _names(node: ast.AST) -> set[str]:
    return {ast.unparse(n) for n in ast.walk(node) if isinstance(n, ast.Name | ast.Attribute)} - {"self"}


def _stored(statement: ast.stmt) -> set[str]:
    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
    parts = [part for target in targets for part in (target.elts if isinstance(target, ast.Tuple) else [target])]
    return {ast.unparse(part.value if isinstance(part, ast.Subscript) else part) for part in parts}


def _receivers(node: ast.AST) -> set[str]:
    """呼び出しの相手。rng.normal() のように、呼ぶたびに状態が変わるものの順序は入れ替えられません。"""
    calls = [n.func for n in ast.walk(node) if isinstance(n, ast.Call)]
    return {ast.unparse(func.value) for func in calls if isinstance(func, ast.Attribute)}


def _copied(node: ast.AST, **changes: object) -> ast.AST:
    return ast.copy_location(type(node)(**{**dict(ast.iter_fields(node)), **changes}), node)


def _replaced(tree: object, old: ast.AST, new: ast.AST) -> object:
    """tree の中の節 old を new にした写し。元の木は変えません。"""
    if tree is old:
        return new
    if isinstance(tree, list):
        return [_replaced(item, old, new) for item in tree]
    if isinstance(tree, ast.AST):
        return _copied(tree, **{name: _replaced(value, old, new) for name, value in ast.iter_fields(tree)})
    return tree


def _statement(mutated: ast.Module, original: ast.Module) -> str:
    """変異で新しくできた文。学習者のコードに同じ文があれば、その行を指せます。なければ空文字列。"""
    before = {ast.unparse(node) for node in ast.walk(original) if isinstance(node, ast.stmt)}
    fresh = [ast.unparse(node) for node in ast.walk(mutated) if isinstance(node, ast.stmt)]
    return next((text for text in reversed(fresh) if text not in before and "\n" not in text), "")
