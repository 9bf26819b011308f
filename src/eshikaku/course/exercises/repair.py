"""修理: 学習者のコードを、書き間違いの表を逆向きにたどって少しだけ書き換え、すべての入力で正しくなるものを探します。

見つかった書き換えが、学習者の書き間違いです。起こりやすいものから、1 種類(繰り返しも)、2 種類の順に試します。
"""

import ast
import itertools
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from eshikaku.course.exercises import sandbox
from eshikaku.course.exercises.program import Part, parts_of, rebuilt
from eshikaku.course.exercises.repetitions import CHEAP, repeated
from eshikaku.course.exercises.scopes import Scope
from eshikaku.course.exercises.slip_table import SLIPS
from eshikaku.course.exercises.slips import Edit, edits
from eshikaku.course.exercises.trees import Tree

# 探すのをやめる所。混んだ機械では 1 つを試す CPU 時間も延びるので、時間のほかに、試した数も見る
SECONDS = 0.8
TRIES = 2000
LONGEST = 1.6
HUGE = {
    "power-dropped",
    "power-to-product",
}  # べきを作る修理。整数では値が際限なく大きくなり、途中で止められないことがある
NEARLY = 0.15  # 起こりやすさの差がこれより小さい修理は、どちらとも決められない


@dataclass(frozen=True)
class Repair:
    """修理: 1 つの関数 part の、1 か所以上の書き換え。cost が小さいほど、起こりやすい書き間違い。"""

    part: Part
    edits: tuple[Edit, ...]
    cost: float


@dataclass
class Search:
    """1 つの答えの修理を探す間に覚えておくこと。

    kinds は、関数ごとの、名前の種類。lines は、初めの入力で通った行。
    works(答え) は、書き換えた答えが、初めの入力で正しいかと、すべての入力で正しいか。
    """

    answer: Any
    kinds: dict[Callable, dict[str, str]]
    lines: set[int]
    works: Callable[[Any], tuple[bool, bool]]
    partial: list[Repair] = field(default_factory=list)

    def __post_init__(self):
        self.start = time.process_time()
        self.tries = 0
        self.trees: dict[int, Tree] = {}

    def found(self) -> list[Repair]:
        """起こりやすさの同じくらいの修理。なければ空。"""
        simple = sorted(self.simple(), key=lambda repair: repair.cost)
        with warnings.catch_warnings(action="ignore"):  # 書き換えたコードへの、翻訳時の警告
            return self._best(simple) or self._best(self._pairs(simple))

    def simple(self) -> Iterator[Repair]:
        """1 種類の書き間違いを直す修理の候補。"""
        for part in parts_of(self.answer):
            tree = Tree(part.tree)
            self.trees[id(part)] = tree
            scope = Scope(tree, self.kinds.get(part.function, {}))
            found = [edit for edit in edits(SLIPS, scope, "backward") if sandbox.CAN_FORK or edit.slip.kind not in HUGE]
            used = {id(edit) for edit in found if self._is_reached(edit.old, tree)}
            yield from (Repair(part, (edit,), edit.cost) for edit in found if id(edit) in used)
            groups = (
                (group, extra)
                for group, extra in repeated(found, tree)
                if any(id(e) in used for e in group) and _are_apart(group)
            )
            yield from (Repair(part, group, group[0].cost + extra) for group, extra in groups)

    def _is_reached(self, node: ast.AST, tree: Tree) -> bool:
        """初めの入力で通った文か。通らない文を直しても、初めの入力の結果は変わりません。"""
        while not isinstance(node, ast.stmt | ast.arguments):
            node = tree.parent(node)
        if isinstance(node, ast.FunctionDef | ast.arguments):
            return True
        end = node.lineno if hasattr(node, "body") else node.end_lineno
        return not self.lines.isdisjoint(range(node.lineno, end + 1))

    def _pairs(self, simple: list[Repair]) -> Iterator[Repair]:
        """2 種類の書き間違い。1 つで一部の入力が直るものから始め、なければ、起こりやすいものどうしを組み合わせます。"""
        cheap = [repair for repair in simple if repair.cost <= CHEAP]
        begun = ((first, second) for first in self.partial for second in simple)
        for first, second in itertools.chain(begun, itertools.combinations(cheap, 2)):
            if first.part is second.part and _are_apart((*first.edits, *second.edits)):
                yield Repair(first.part, (*first.edits, *second.edits), first.cost + second.cost)

    def _best(self, candidates: Iterable[Repair]) -> list[Repair]:
        """候補を順に試し、初めて見つかった修理と、起こりやすさがほとんど同じ修理を返します。"""
        found: list[Repair] = []
        for candidate in candidates:
            if self._is_over() or (found and candidate.cost > found[0].cost + NEARLY):
                break
            mended, is_right = self._try(candidate)
            if is_right:
                found.append(candidate)
            elif mended:
                self.partial.append(candidate)
        return found

    def _is_over(self) -> bool:
        """CPU 時間を使い切り、十分に試したか。"""
        spent = time.process_time() - self.start
        return spent > LONGEST or (spent > SECONDS and self.tries > TRIES)

    def _try(self, repair: Repair) -> tuple[bool, bool]:
        self.tries += 1
        tree = _edited(self.trees[id(repair.part)], repair.edits)
        try:
            answer = rebuilt(self.answer, repair.part, tree)
        except Exception:  # 構文の上で許されない書き換え
            return False, False
        return self.works(answer)


def _are_apart(edits: tuple[Edit, ...]) -> bool:
    """どれも別の節の書き換えか。"""
    return len({id(edit.old) for edit in edits}) == len(edits)


def _edited(tree: Tree, edits: tuple[Edit, ...]) -> ast.AST:
    """書き換えをすべて行った関数。"""
    for edit in edits:
        tree.locate(edit.new, edit.line)
    if len(edits) == 1:
        return tree.replaced(edits[0].old, edits[0].new)
    return tree.all_replaced({id(edit.old): edit.new for edit in edits})
