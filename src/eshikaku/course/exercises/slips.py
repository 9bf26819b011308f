"""書き間違い 1 つの形: 正しい式から誤った式を作る向き(変異)と、逆に直す向き(修理)を、対にして持ちます。"""

import ast
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from eshikaku.course.exercises import patterns
from eshikaku.course.exercises.scopes import Scope
from eshikaku.course.exercises.trees import shown


class Change(NamedTuple):
    """節の書き換え。

    words は説明に入れる言葉か式、key は、同じ書き間違いが別の行にもあるかを見分ける名前、line は指す行(省くと節の行)。
    likelier は、この書き換えだけが表の値よりどれだけ起こりやすいか。
    """

    new: ast.AST
    words: dict[str, str | ast.AST] = {}  # noqa: RUF012
    key: str = ""
    line: int | None = None
    likelier: float = 0.0


FORGOTTEN = 0.8  # どこにも使われていない名前は、使うのを忘れたのかもしれない

Rewrite = Callable[[ast.AST, Scope], Iterable[Change]]


def nothing(node: ast.AST, scope: Scope) -> Iterable[Change]:
    """その向きには使わない書き間違い。"""
    return ()


class Slip(NamedTuple):
    """書き間違い 1 つ。

    kind:     名前("sign-flipped" など)。
    text:     学習者に見せる、何を間違えたか。{a} のような穴には式が入ります。
    cost:     起こりにくさ。修理は、起こりやすい書き間違い(小さい値)から試します。
    forward:  正しい節 → 誤った節(いくつでも)。
    backward: 誤った節 → 正しいかもしれない節(いくつでも)。
    at:       forward と backward が調べる節の型。
    """

    kind: str
    text: str
    cost: float
    forward: Rewrite
    backward: Rewrite
    at: tuple[tuple[type, ...], tuple[type, ...]] = ((ast.AST,), (ast.AST,))


class Edit(NamedTuple):
    """構文木の 1 か所の書き換え。"""

    slip: Slip
    words: dict[str, str | ast.AST]
    old: ast.AST
    new: ast.AST
    key: tuple
    line: int
    likelier: float

    @property
    def text(self) -> str:
        """学習者に見せる、何を間違えたか。"""
        words = {hole: shown(word) if isinstance(word, ast.AST) else word for hole, word in self.words.items()}
        return self.slip.text.format_map(words)

    @property
    def cost(self) -> float:
        """起こりにくさ。"""
        return self.slip.cost - self.likelier


Where = Callable[[Scope, ast.AST], bool]


def anywhere(scope: Scope, node: ast.AST) -> bool:
    """場所を限らない。"""
    return True


def slip(
    kind: str,
    right: str,
    wrong: str,
    text: str,
    cost: float,
    *,
    where: Where = anywhere,
    planted: Where = anywhere,
    only: str = "",
    unless: Callable[[dict[str, Any]], bool] = lambda found: False,
) -> Slip:
    """型紙 right と wrong の間の書き間違い。

    where は修理で、planted は変異で、書き換えてよい場所。only が "forward" か "backward" なら、その向きだけに使います。
    """
    forward = nothing if only == "backward" else _rewriting(right, wrong, planted, unless, few)
    backward = nothing if only == "forward" else _rewriting(wrong, right, where, unless, Scope.fillers)
    return Slip(kind, text, cost, forward, backward, (_types(right), _types(wrong)))


def few(scope: Scope, hole: str) -> list[ast.expr]:
    """変異で空いた穴に入れる式。余分な因子や項は、どれでも同じように見つかるので、1 つだけ試します。"""
    return [ast.Constant(2)]


def _types(text: str) -> tuple[type, ...]:
    node = patterns.pattern(text)
    is_hole = isinstance(node, ast.Name) and node.id in patterns.HOLES
    return (ast.expr,) if is_hole else (type(node),)


def _rewriting(
    source: str, target: str, where: Where, unless: Callable, fillers: Callable[[Scope, str], list[ast.expr]]
) -> Rewrite:
    def rewrite(node: ast.AST, scope: Scope) -> Iterator[Change]:
        bound = None if isinstance(getattr(node, "ctx", None), ast.Store) else patterns.match(source, node)
        if bound is None or not where(scope, node):
            return
        removed = "|".join(ast.unparse(bound[hole]) for hole in sorted(bound.keys() - patterns.holes(target)))
        for bindings in patterns.choices(target, bound, lambda hole: fillers(scope, hole)):
            if not unless(bindings):
                added = [str(id(bindings[hole])) for hole in sorted(bindings.keys() - bound.keys())]
                key = "|".join([removed, *added])
                likelier = (
                    FORGOTTEN if any(bindings[hole] in scope.unused for hole in bindings.keys() - bound.keys()) else 0
                )
                yield Change(patterns.filled(target, bindings), bindings, key, likelier=likelier)

    return rewrite


def edits(slips: Iterable[Slip], scope: Scope, way: str) -> Iterator[Edit]:
    """関数の中の、way("forward" か "backward")の向きの書き換えのすべて。"""
    side = ("forward", "backward").index(way)
    rows = [(number, slip, getattr(slip, way), slip.at[side]) for number, slip in enumerate(slips)]
    for node in ast.walk(scope.function):
        for number, row, rewrite, types in rows:
            if rewrite is not nothing and isinstance(node, types):
                for change in rewrite(node, scope):
                    line = change.line or getattr(node, "lineno", 1)
                    yield Edit(row, change.words, node, change.new, (number, change.key), line, change.likelier)
