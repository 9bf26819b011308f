"""同じ書き間違いの繰り返し: β1 と β2 を 2 行とも取り違えるような、まとめて 1 つの誤りとみなせる組を作ります。"""

import ast
import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from eshikaku.course.exercises.slips import Edit
from eshikaku.course.exercises.trees import Tree

# 繰り返しの起こりにくさ
ON_ONE_LINE = 0.1
OF_ONE_NAME = 0.2
ON_PARALLEL_LINES = 0.3
IN_TWO_PLACES = 0.4
EVERYWHERE = 0.5
CHEAP = 1.25  # ここまで起こりやすい書き間違いは、行き先の違うもの(β1 → β2 と β2 → β1)も 2 行を組み合わせる
FAIR = 1.7  # ここまで起こりやすい書き間違いは、どの 2 か所も組み合わせる
ONCE = {
    "transpose-dropped",
    "transpose-extra",
    "product-dropped",
}  # 2 か所に付け足すと、誤りの種類が違っても形と値が合うことがある
MANY = 8  # これより多い場所からは、2 か所を選ばない
NAME = re.compile(r"[A-Za-z_]\w*")
Group = tuple[Edit, ...]


def repeated(found: list[Edit], tree: Tree) -> Iterator[tuple[Group, float]]:
    """1 つの関数の書き換え found から作れる組と、その起こりにくさ。同じ組は 1 度だけ挙げます。"""
    shapes = _shapes(tree)
    found = [edit for edit in found if edit.slip.kind not in ONCE]
    by_key = _grouped(found, lambda edit: edit.key)
    by_line = _grouped(found, lambda edit: (edit.key, edit.line))
    by_name = _grouped(found, lambda edit: (edit.key, edit.old.id if isinstance(edit.old, ast.Name) else None))
    by_shape = _grouped(found, lambda edit: (edit.key, shapes.get(id(edit.old))))
    seen = set()
    for groups, extra in (
        (by_line, ON_ONE_LINE),
        (by_name, OF_ONE_NAME),
        (by_shape, ON_PARALLEL_LINES),
        (_two_places([*by_key, *by_line], by_name), IN_TWO_PLACES),
        (_two_lines(by_line), IN_TWO_PLACES),
        (by_key, EVERYWHERE),
    ):
        for group in groups:
            edits = frozenset(map(id, group))
            if len(group) > 1 and edits not in seen:
                seen.add(edits)
                yield group, extra


def _grouped(found: list[Edit], key: Callable[[Edit], object]) -> list[Group]:
    groups: dict[object, list[Edit]] = defaultdict(list)
    for edit in found:
        groups[key(edit)].append(edit)
    return [tuple(group) for group in groups.values()]


def _two_places(groups: list[Group], by_name: list[Group]) -> Iterator[Group]:
    """同じ書き換えのうち、どれか 2 か所か、どれか 2 つの名前のすべての場所。"""
    for group in groups:
        if 2 < len(group) <= MANY and group[0].slip.cost <= FAIR:
            names = [named for named in by_name if named[0].key == group[0].key]
            yield from itertools.combinations(group, 2)
            yield from _joined(names)


def _two_lines(by_line: list[Group]) -> Iterator[Group]:
    """同じ種類の書き換えを、2 つの行で行うもの。"""
    lines = defaultdict(list)
    for group in by_line:
        if group[0].cost <= CHEAP:
            lines[group[0].slip].append(group)
    for groups in lines.values():
        yield from _joined(groups[:MANY])


def _joined(groups: Iterable[Group]) -> Iterator[Group]:
    return (first + second for first, second in itertools.combinations(groups, 2))


def _shapes(tree: Tree) -> dict[int, tuple[str, int]]:
    """節(の id)→ 節のある文の、名前を伏せた形と、その中で何番目の節か。形の同じ行の、同じ場所を見つけます。"""
    statements = [node for node in ast.walk(tree.root) if isinstance(node, ast.stmt) and not hasattr(node, "body")]
    texts = [NAME.sub("_", ast.unparse(statement)) for statement in statements]
    numbered = ((text, enumerate(ast.walk(s))) for text, s in zip(texts, statements, strict=True))
    return {id(node): (text, number) for text, nodes in numbered for number, node in nodes}
