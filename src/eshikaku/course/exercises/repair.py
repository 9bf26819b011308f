"""修理: 学習者のコードを、書き間違いの表を逆向きにたどって少しだけ書き換え、すべての入力で正しくなるものを探します。

見つかった書き換えが、学習者の書き間違いです。起こりやすいものから、1 種類(繰り返しも)、2 種類の順に試します。
"""

import ast
import itertools
import re
import time
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from eshikaku.course.exercises.program import Part, parts_of, rebuilt
from eshikaku.course.exercises.scopes import Scope
from eshikaku.course.exercises.slip_table import SLIPS
from eshikaku.course.exercises.slips import Edit, Slip, edits
from eshikaku.course.exercises.trees import Tree

SECONDS = 0.7  # 探すのに使う CPU 時間。越えたら、見つからなかったことにする
NEARLY = 0.15  # 起こりやすさの差がこれより小さい修理は、どちらとも決められない
# 同じ書き間違いの繰り返しの起こりにくさ: 1 つの行の中、形の同じ行、どれか 2 行、関数のすべての場所
EXTRA = {"line": 0.1, "name": 0.2, "parallel": 0.3, "two": 0.4, "all": 0.5}
MANY_LINES = 8
CHEAP = 1.25  # 2 種類の書き間違いは、この起こりやすさまでのものから組み合わせる
NAME = re.compile(r"[A-Za-z_]\w*")


@dataclass(frozen=True)
class Repair:
    """修理: 1 つの関数 part の、1 か所以上の書き換え。cost が小さいほど、起こりやすい書き間違い。"""

    part: Part
    edits: tuple[Edit, ...]
    cost: float


@dataclass
class Search:
    """1 つの答えの修理を探す間に覚えておくこと。

    kinds は、関数ごとの、名前の種類。works(答え) は、書き換えた答えが、初めの入力で正しいかと、すべての入力で正しいか。
    """

    answer: Any
    kinds: dict[Callable, dict[str, str]]
    works: Callable[[Any], tuple[bool, bool]]
    partial: list[Repair] = field(default_factory=list)

    def __post_init__(self):
        self.stop = time.process_time() + SECONDS
        self.trees: dict[int, Tree] = {}

    def found(self) -> list[Repair]:
        """起こりやすさの同じくらいの修理。なければ空。"""
        simple = sorted(self.simple(), key=lambda repair: repair.cost)
        return self._best(simple) or self._best(self._pairs(simple))

    def simple(self) -> Iterator[Repair]:
        """1 種類の書き間違いを直す修理の候補。"""
        for part in parts_of(self.answer):
            tree = Tree(part.tree)
            self.trees[id(part)] = tree
            found = list(edits(SLIPS, Scope(tree, self.kinds.get(part.function, {})), "backward"))
            yield from (Repair(part, (edit,), edit.cost) for edit in found)
            yield from (Repair(part, group, group[0].cost + extra) for group, extra in _repeated(found, tree))

    def _pairs(self, simple: list[Repair]) -> Iterator[Repair]:
        """2 種類の書き間違い。1 つで一部の入力が直るものから始め、なければ、起こりやすいものどうしを組み合わせます。"""
        cheap = [repair for repair in simple if repair.cost <= CHEAP]
        begun = ((first, second) for first in self.partial for second in simple)
        for first, second in itertools.chain(begun, itertools.combinations(cheap, 2)):
            if first.part is second.part:
                yield Repair(first.part, (*first.edits, *second.edits), first.cost + second.cost)

    def _best(self, candidates: Iterable[Repair]) -> list[Repair]:
        """候補を順に試し、初めて見つかった修理と、起こりやすさがほとんど同じ修理を返します。"""
        found: list[Repair] = []
        for candidate in candidates:
            if time.process_time() > self.stop or (found and candidate.cost > found[0].cost + NEARLY):
                break
            mended, is_right = self._try(candidate)
            if is_right:
                found.append(candidate)
            elif mended:
                self.partial.append(candidate)
        return found

    def _try(self, repair: Repair) -> tuple[bool, bool]:
        tree = _edited(self.trees[id(repair.part)], repair.edits)
        if tree is None:
            return False, False
        try:
            with warnings.catch_warnings(action="ignore"):  # 書き換えたコードへの、翻訳時の警告
                answer = rebuilt(self.answer, repair.part, tree)
        except Exception:  # 構文の上で許されない書き換え
            return False, False
        return self.works(answer)


def _repeated(found: list[Edit], tree: Tree) -> Iterator[tuple[tuple[Edit, ...], float]]:
    """同じ書き間違いの組: 1 つの行の中、形の同じ行、どれか 2 行、関数の全体。"""
    groups: dict[tuple, list[Edit]] = defaultdict(list)
    shapes = _shapes(tree)
    for edit in found:
        groups[edit.key, "line", edit.line].append(edit)
        groups[edit.key, "parallel", shapes.get(id(edit.old))].append(edit)
        groups[edit.key, "name", ast.dump(edit.old) if isinstance(edit.old, ast.Name) else None].append(edit)
        groups[edit.key, "all"].append(edit)
    lines: dict[Slip, list[list[Edit]]] = defaultdict(list)
    for (_, where, *_), group in groups.items():
        if where == "line" and group[0].cost <= CHEAP:
            lines[group[0].slip].append(group)
    for (key, where, *_), group in [*groups.items()]:
        if where == "all" and 2 < len(group) <= MANY_LINES and group[0].slip.cost <= 2:
            names = [g for (other, kind, *_), g in groups.items() if other == key and kind == "name"]
            for first, second in (*itertools.combinations(names, 2), *itertools.combinations([[e] for e in group], 2)):
                groups[key, "two", id(first[0]), id(second[0]), len(first) + len(second)] = [*first, *second]
    for slip, of_slip in lines.items():
        for first, second in itertools.combinations(of_slip[:MANY_LINES], 2):
            groups[slip, "two", first[0].key, second[0].key, first[0].line, second[0].line] = [*first, *second]
    seen = set()
    for (_, where, *_), group in groups.items():
        same = frozenset(map(id, group))
        if len(group) > 1 and same not in seen:
            seen.add(same)
            yield tuple(group), EXTRA[where]


def _shapes(tree: Tree) -> dict[int, tuple[str, int]]:
    """節(の id)→ 節のある文の、名前を伏せた形と、その中で何番目の節か。形の同じ行の、同じ場所を見つけます。"""
    statements = [node for node in ast.walk(tree.root) if isinstance(node, ast.stmt) and not hasattr(node, "body")]
    texts = [NAME.sub("_", ast.unparse(statement)) for statement in statements]
    numbered = ((text, enumerate(ast.walk(s))) for text, s in zip(texts, statements, strict=True))
    return {id(node): (text, number) for text, nodes in numbered for number, node in nodes}


def _edited(tree: Tree, changes: tuple[Edit, ...]) -> Any:
    """書き換えを順に行った関数。内側の書き換えを先に行うと外側の節が写しに替わるので、外側から行います。"""
    first, *others = sorted(changes, key=lambda edit: tree.depth(edit.old)) if len(changes) > 1 else changes
    edited = _replaced(tree, first)
    for edit in others:
        tree = Tree(edited)
        if id(edit.old) not in tree.parents:
            return None
        edited = _replaced(tree, edit)
    return edited


def _replaced(tree: Tree, edit: Edit) -> ast.AST:
    if not hasattr(edit.new, "lineno"):
        edit.new.lineno = edit.new.end_lineno = edit.line
        edit.new.col_offset = edit.new.end_col_offset = 0
    return tree.replaced(edit.old, ast.fix_missing_locations(edit.new))
