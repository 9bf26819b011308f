"""構文木の道具: 節を置き換え、式を見比べ、短い文字列にします。"""

import ast
import re
from collections.abc import Callable, Iterator

LONGEST = 24


class Tree:
    """構文木と、それぞれの節の親。親をたどるので、1 か所の置き換えは木の深さの分だけで済みます。"""

    def __init__(self, root: ast.AST):
        self.root = root
        self.parents = {id(child): (node, name, at) for node in ast.walk(root) for name, at, child in children(node)}

    def replaced(self, old: ast.AST, new: ast.AST) -> ast.AST:
        """節 old を new に置き換えた木。元の木は変えず、変わらない部分は共有します。"""
        while id(old) in self.parents:
            parent, name, at = self.parents[id(old)]
            value = new
            if at is not None:
                value = list(getattr(parent, name))
                value[at] = new
            old, new = parent, copied(parent, **{name: value})
        return new

    def all_replaced(self, changes: dict[int, ast.AST]) -> ast.AST:
        """節(の id)のいくつかを、まとめて置き換えた木。置き換えの中に、別の置き換える節があってもかまいません。"""
        above = set()
        for node in changes:
            while node in self.parents and id(self.parents[node][0]) not in above:
                node = id(self.parents[node][0])
                above.add(node)

        def built(node: ast.AST) -> ast.AST:
            if id(node) in changes:
                new = changes[id(node)]
                return inside(new, id(node)) if id(node) in above else new
            return remade(node, built) if id(node) in above else node

        def inside(new: ast.AST, old: int) -> ast.AST:
            """置き換えた節の中。元の木の節に出会ったら、その中の置き換えも行います。"""
            if id(new) in self.parents or new is self.root:
                return built(new) if id(new) != old else remade(new, built) if old in above else new
            return remade(new, lambda child: inside(child, old))

        return built(self.root)

    def locate(self, new: ast.AST, line: int) -> None:
        """新しく作った節のうち、行のないものの行を line とします。もとの木の節の中は調べません。"""
        if id(new) in self.parents:
            return
        if "lineno" in new._attributes and not hasattr(new, "lineno"):
            new.lineno = new.end_lineno = line
            new.col_offset = new.end_col_offset = 0
        for _, _, child in children(new):
            self.locate(child, line)

    def parent(self, node: ast.AST) -> ast.AST | None:
        """節の親。根なら None。"""
        return self.parents.get(id(node), (None,))[0]

    def field(self, node: ast.AST) -> str | None:
        """節が、親のどの欄にあるか。"""
        return self.parents.get(id(node), (None, None))[1]


def children(node: ast.AST) -> Iterator[tuple[str, int | None, ast.AST]]:
    """節の子を、欄の名前、欄の中の順番、子の組で挙げます。"""
    for name in node._fields:
        value = getattr(node, name, None)
        if isinstance(value, ast.AST):
            yield name, None, value
        elif isinstance(value, list):
            for at, item in enumerate(value):
                if isinstance(item, ast.AST):
                    yield name, at, item


def copied(node: ast.AST, **changes: object) -> ast.AST:
    """欄の一部だけを変えた、同じ行の節。"""
    new = type(node).__new__(type(node))
    new.__dict__.update(node.__dict__, **changes)
    return new


def remade(node: ast.AST, change: Callable[[ast.AST], ast.AST]) -> ast.AST:
    """子をそれぞれ change で替えた節。"""
    changed = {}
    for name in node._fields:
        value = getattr(node, name, None)
        if isinstance(value, ast.AST):
            changed[name] = change(value)
        elif isinstance(value, list):
            changed[name] = [change(item) if isinstance(item, ast.AST) else item for item in value]
    return copied(node, **changed)


def loaded(node: ast.AST) -> ast.AST:
    """代入の左辺だった式を、値を読む式にしたもの。"""
    return copied(node, ctx=ast.Load()) if isinstance(getattr(node, "ctx", None), ast.Store) else node


def same(a: ast.AST, b: ast.AST) -> bool:
    """2 つの式が、同じに書けるか。"""
    return ast.unparse(a) == ast.unparse(b)


def called(node: ast.AST) -> str | None:
    """呼び出しなら、その関数やメソッドの名前。"""
    func = node.func if isinstance(node, ast.Call) else None
    return func.attr if isinstance(func, ast.Attribute) else func.id if isinstance(func, ast.Name) else None


def names_in(node: ast.AST) -> set[str]:
    """式や文に現れる名前と属性(self を除く)。"""
    return {ast.unparse(n) for n in ast.walk(node) if isinstance(n, ast.Name | ast.Attribute)} - {"self"}


def shown(node: ast.AST | str) -> str:
    """説明に入れる短い式。長すぎれば、項か因子と呼びます。"""
    text = re.sub(r"(?<=\d)e-0(?=\d)", "e-", node if isinstance(node, str) else ast.unparse(node))
    if text.isdecimal():
        return text
    return f"`{text}`" if len(text) <= LONGEST else "項または因子の1つ"
