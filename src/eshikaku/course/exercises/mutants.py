"""変異: 解答例を、書き間違いの表のとおりに1か所だけ書き間違えた関数を作り、学習者の出力と比べる相手にします。"""

import ast
import functools
import inspect
import itertools
import sys
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from eshikaku.course.exercises.scopes import Scope
from eshikaku.course.exercises.slip_table import SLIPS
from eshikaku.course.exercises.slips import Edit, edits
from eshikaku.course.exercises.trees import Tree


@dataclass(frozen=True)
class Mutant:
    """解答例を1か所だけ書き間違えたもの。name は "sign-flipped:L5" のように、種類と解答例での行(def の行が 1)。"""

    name: str
    description: str
    line: int
    tree: ast.Module
    original: Callable

    @functools.cached_property
    def function(self) -> Callable:
        """変異を実行できる関数(またはクラス)にしたもの。誤答を調べるときに初めて翻訳します。"""
        namespace = dict(vars(sys.modules[self.original.__module__]))
        exec(compile(self.tree, f"<{self.name}>", "exec"), namespace)
        return namespace[self.original.__name__]

    @functools.cached_property
    def statement(self) -> str:
        """変異で新しくできた文。学習者のコードに同じ文があれば、その行を指せます。なければ空文字列。"""
        before = {ast.unparse(node) for node in ast.walk(_tree(self.original)) if isinstance(node, ast.stmt)}
        fresh = [ast.unparse(node) for node in ast.walk(self.tree) if isinstance(node, ast.stmt)]
        return next((text for text in reversed(fresh) if text not in before and "\n" not in text), "")


@functools.cache
def mutants(solution: Callable) -> tuple[Mutant, ...]:
    """解答例から作れる変異のすべて。"""
    tree = _tree(solution)
    whole, found, counts = Tree(tree), [], Counter()
    for edit in planted(tree):
        counts[edit.slip.kind, edit.line] += 1
        number = counts[edit.slip.kind, edit.line]
        name = f"{edit.slip.kind}:L{edit.line}" + (f".{number}" if number > 1 else "")
        mutated = ast.fix_missing_locations(whole.replaced(edit.old, edit.new))
        found.append(Mutant(name, edit.text, edit.line, mutated, solution))
    return tuple(found)


def double_mutants(solution: Callable, count: int) -> Iterator[Mutant]:
    """解答例を2か所書き間違えたものを、端から端まで等しい間隔で count 個まで。いつも同じものを選びます。"""
    tree = _tree(solution)
    pairs = list(itertools.combinations(planted(tree), 2))
    for first, second in pairs[:: max(1, len(pairs) // count)]:
        half = Tree(Tree(tree).replaced(first.old, first.new))
        if id(second.old) in half.parents:
            both = ast.fix_missing_locations(half.replaced(second.old, second.new))
            name = f"{first.slip.kind}:L{first.line}+{second.slip.kind}:L{second.line}"
            yield Mutant(name, f"{first.text}。{second.text}", first.line, both, solution)


def planted(tree: ast.Module) -> Iterator[Edit]:
    """解答例に植えられる書き間違い。同じ書き換えになるものは1つにまとめます。"""
    for function in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]:
        seen = set()
        for edit in edits(SLIPS, Scope(Tree(function)), "forward"):
            key = (id(edit.old), ast.dump(edit.new))
            if key not in seen and ast.dump(edit.new) != ast.dump(edit.old):
                seen.add(key)
                yield edit


@functools.cache
def _tree(solution: Callable) -> ast.Module:
    return ast.parse(textwrap.dedent(inspect.getsource(solution)))
