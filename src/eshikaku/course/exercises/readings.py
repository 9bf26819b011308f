"""読めばわかること: 学習者のコードを動かさずに、それだけで誤りとわかる所を見つけます。"""

import ast
import inspect
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from eshikaku.course.exercises.program import Part, parts_of
from eshikaku.course.exercises.trees import called

PURE = {
    "permutation", "permuted", "choice", "copy", "astype", "reshape", "sorted", "argsort", "where", "clip", "maximum",
    "zeros_like", "ones_like", "concatenate", "append", "transpose", "sqrt", "exp", "log",
}  # fmt: skip
OF_LISTS = {"append", "copy"}  # リストや辞書の同じ名前のメソッドは、呼ぶだけで意味がある
KEEPING = {"append", "update", "setdefault", "extend", "insert", "fill", "itemset"}


class Reading(NamedTuple):
    """見つけたこと。label は check の結果に入る名前、line は指す行(なければ None)。"""

    label: str
    text: str
    line: int | None = None


def faults(solution: Callable, answer: Callable) -> Iterator[Reading]:
    """ほかがどうであっても直さなければならない所。"""
    parts = parts_of(answer)
    yield from _reordered_arguments(solution, parts)
    for part in parts:
        yield from _xor_for_power(part)
        yield from _discarded(part)
        yield from _aliased(part)
    yield from _lost_after_init(answer, parts)


def losses(answer: Callable) -> Iterator[Reading]:
    """求めた値が失われる所。章に書かれた誤答の説明のほうがくわしいので、その後で述べます。"""
    for part in parts_of(answer):
        yield from _rebound(part)
        yield from _left_unused(part)
        yield from _remade_in_loop(part)


def suspicions(solution: Callable, answer: Callable) -> Iterator[Reading]:
    """解答例にはある仕組みが、学習者のコードにない所。修理で直らないときに述べます。"""
    if inspect.isclass(solution) and inspect.isclass(answer):
        parts = parts_of(answer)
        yield from _one_for_all_keys(parts)
        yield from _never_updated(solution, parts)
        yield from _kept_nothing(solution, parts)


def _reordered_arguments(solution: Callable, parts: tuple[Part, ...]) -> Iterator[Reading]:
    wanted = {part.name: _arguments(part.tree) for part in parts_of(solution)}
    if not inspect.isclass(solution):
        wanted, parts = {part.name: wanted[solution.__name__] for part in parts[:1]}, parts[:1]
    for part in parts:
        right, given = wanted.get(part.name), _arguments(part.tree)
        if right and given != right and sorted(given) == sorted(right):
            text = f"`{part.name}` の引数の順が違います。正しい順は ({', '.join(right)}) です"
            yield Reading("arguments-reordered", text, part.tree.lineno)


def _arguments(function: ast.FunctionDef) -> list[str]:
    return [argument.arg for argument in function.args.args]


def _xor_for_power(part: Part) -> Iterator[Reading]:
    for node in ast.walk(part.tree):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitXor):
            yield Reading("xor-for-power", "`^` は、べき乗ではありません。べき乗は `**` と書きます", node.lineno)


def _discarded(part: Part) -> Iterator[Reading]:
    """新しい値を返すだけの関数を呼び、その値を受け取っていない文。"""
    for node in ast.walk(part.tree):
        call = node.value if isinstance(node, ast.Expr) else None
        name = called(call) if call is not None else None
        if name in PURE and not (name in OF_LISTS and not ast.unparse(call.func).startswith("np.")):
            text = f"`{name}` は新しい値を返すだけで、もとの値を変えません。その結果を受け取らずに捨てています"
            yield Reading("result-discarded", text, node.lineno)


def _aliased(part: Part) -> Iterator[Reading]:
    """同じ配列に付けた 2 つの名前の、両方の要素を書き換えている所。"""
    nodes = list(ast.walk(part.tree))
    items = {ast.unparse(n.value) for n in nodes if isinstance(n, ast.Subscript) and isinstance(n.ctx, ast.Store)}
    named: dict[str, dict[str, int]] = {}
    for node in nodes:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Name) and ast.unparse(node.targets[0]) in items:
            named.setdefault(node.value.id, {})[ast.unparse(node.targets[0])] = node.lineno
    for source, names in named.items():
        if len(names) > 1:
            both = "` と `".join(names)
            text = (
                f"`{both}` は、どちらも `{source}` と同じ配列です。写し(copy)でなければ、片方を変えると両方が変わります"
            )
            yield Reading("copy-dropped", text, min(names.values()))


def _rebound(part: Part) -> Iterator[Reading]:
    """値を返さない関数で、引数の名前に別の辞書を入れている文。"""
    nodes = list(ast.walk(part.tree))
    if any(isinstance(n, ast.Return | ast.Yield) and n.value is not None for n in nodes):
        return
    for node in nodes:
        is_made = isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict | ast.DictComp)
        name = ast.unparse(node.targets[0]) if is_made else ""
        if name in _arguments(part.tree):
            text = f"`{name}` に新しい辞書を入れても、呼び出し元の辞書は変わりません。渡された辞書の値を書き換えます"
            yield Reading("rebound", text, node.lineno)


def _left_unused(part: Part) -> Iterator[Reading]:
    """別の配列に入れ直した変数を書き換え、その結果をどこにも使っていない文。"""
    nodes = list(ast.walk(part.tree))
    stores = [n for n in nodes if isinstance(n, ast.Assign | ast.AugAssign)]
    targets = [(n.targets[0] if isinstance(n, ast.Assign) else n.target, n) for n in stores]
    names = dict.fromkeys(target.id for target, _ in targets if isinstance(target, ast.Name))
    for name in [name for name in names if name not in _arguments(part.tree)]:
        own = [n for target, n in targets if isinstance(target, ast.Name) and target.id == name]
        inside = {id(n) for store in own for n in ast.walk(store)}
        loads = [n for n in nodes if isinstance(n, ast.Name) and n.id == name and isinstance(n.ctx, ast.Load)]
        changes = [n for n in own if isinstance(n, ast.AugAssign) or name in _names(n.value)]
        is_new = any(isinstance(n, ast.Assign) and isinstance(n.value, ast.Call | ast.BinOp) for n in own)
        if changes and is_new and all(id(n) in inside for n in loads):
            text = f"書き換えた `{name}` を、どこにも使っていません。もとの所に入れるか、返します"
            yield Reading("left-unused", text, changes[-1].lineno)


def _names(node: ast.AST) -> set[str]:
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}


def _remade_in_loop(part: Part) -> Iterator[Reading]:
    """鍵ごとの繰り返しの中で、1 つの鍵だけの新しい辞書を、self の属性に入れている文。"""
    for loop in [n for n in ast.walk(part.tree) if isinstance(n, ast.For)]:
        for node in [n for n in ast.walk(loop) if isinstance(n, ast.Assign) and isinstance(n.value, ast.Dict)]:
            name, keys = ast.unparse(node.targets[0]), [key for key in node.value.keys if key is not None]
            if (
                name.startswith("self.")
                and len(node.value.keys) == len(keys) == 1
                and _names(keys[0]) & _names(loop.target)
            ):
                text = f"`{name}` を 1 つの鍵だけの辞書に入れ替えていて、ほかの鍵の値が消えます"
                yield Reading("remade-in-loop", text, node.lineno)


def _lost_after_init(answer: Callable, parts: tuple[Part, ...]) -> Iterator[Reading]:
    """__init__ の中だけの変数に入れ、別のメソッドで使おうとしている名前。"""
    made = next((part for part in parts if part.name == "__init__" and inspect.isclass(answer)), None)
    if made is None:
        return
    stored = {n.id: n.lineno for n in ast.walk(made.tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    for name in [name for name in stored if name not in _loaded(made.tree)]:
        for part in parts:
            others = {*_arguments(part.tree), *_first_stored(part.tree, name)}
            if part is not made and name in _loaded(part.tree) and name not in others:
                text = f"`{name}` は、__init__ が終わると消えます。覚えておくには `self.{name}` とします"
                yield Reading("self-forgotten", text, stored[name])


def _loaded(function: ast.FunctionDef) -> set[str]:
    names = {n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
    return names | {ast.unparse(n.target) for n in ast.walk(function) if isinstance(n, ast.AugAssign)}


def _first_stored(function: ast.FunctionDef, name: str) -> set[str]:
    """name に、= か for で値を入れていれば、その名前。+= は、値がなければ動かないので数えません。"""
    added = {id(n.target) for n in ast.walk(function) if isinstance(n, ast.AugAssign)}
    nodes = (n for n in ast.walk(function) if isinstance(n, ast.Name) and id(n) not in added)
    return {n.id for n in nodes if n.id == name and isinstance(n.ctx, ast.Store)}


def _one_for_all_keys(parts: tuple[Part, ...]) -> Iterator[Reading]:
    """鍵ごとの繰り返しの中で、鍵ごとの値を、self の 1 つの属性に積み重ねている文。"""
    for part in parts:
        for loop in [n for n in ast.walk(part.tree) if isinstance(n, ast.For)]:
            keys = _names(loop.target)
            for node in [n for n in ast.walk(loop) if isinstance(n, ast.Assign | ast.AugAssign)]:
                target = node.targets[0] if isinstance(node, ast.Assign) else node.target
                name = ast.unparse(target)
                is_whole = isinstance(target, ast.Attribute) and name.startswith("self.")
                before = isinstance(node, ast.AugAssign) or name in map(ast.unparse, ast.walk(node.value))
                names = _names(node.value)
                if is_whole and before and names & (keys | _made_in(loop, keys)):
                    text = f"`{name}` が 1 つしかなく、すべての鍵が同じ値を使い回しています。鍵ごとに覚えます"
                    yield Reading("shared-by-keys", text, node.lineno)


def _never_updated(solution: Callable, parts: tuple[Part, ...]) -> Iterator[Reading]:
    """初めの値(0、空の辞書、0 の配列)のほかに、何も入れていない属性。"""
    if not any(_keeps(part.tree) for part in parts_of(solution) if part.name != "__init__"):
        return
    stored: dict[str, list[ast.AST]] = {}
    for part in parts:
        for node in [n for n in ast.walk(part.tree) if isinstance(n, ast.Assign | ast.AugAssign)]:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target, value in _pairs(targets, node):
                name = ast.unparse(target).split("[")[0]
                if name.startswith("self."):
                    stored.setdefault(name, []).append(value)
    for name, values in stored.items():
        if all(map(_is_initial, values)) and any(isinstance(v, ast.Dict | ast.Call | ast.DictComp) for v in values):
            yield Reading("never-updated", f"`{name}` は初めの値のままで、求めた値を一度も入れていません", None)


def _pairs(targets: list[ast.expr], node: ast.Assign | ast.AugAssign) -> Iterator[tuple[ast.expr, ast.AST]]:
    """代入の左辺と右辺の組。a, b = 0, 1 は 2 組とみなし、a += b の右辺は文の全体とみなします。"""
    for target in targets:
        if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
            yield from zip(target.elts, node.value.elts, strict=False)
        else:
            yield target, node if isinstance(node, ast.AugAssign) else node.value


def _is_initial(value: ast.AST) -> bool:
    """0、None、空の辞書、0 か 1 の配列(を並べたもの)か。"""
    if isinstance(value, ast.DictComp):
        return _is_initial(value.value)
    if isinstance(value, ast.Call):
        return called(value) in {"zeros", "zeros_like", "ones", "ones_like", "dict", "defaultdict"}
    return isinstance(value, ast.Constant) or (isinstance(value, ast.Dict) and not value.keys)


def _made_in(loop: ast.For, keys: set[str]) -> set[str]:
    """繰り返しの中で、鍵を使って求めた変数。"""
    assigned = [n for n in loop.body if isinstance(n, ast.Assign) and isinstance(n.targets[0], ast.Name)]
    return {n.targets[0].id for n in assigned if keys & {x.id for x in ast.walk(n.value) if isinstance(x, ast.Name)}}


def _kept_nothing(solution: Callable, parts: tuple[Part, ...]) -> Iterator[Reading]:
    """解答例は self に値を残すのに、学習者のメソッドは何も残さないもの。"""
    for wanted in parts_of(solution):
        mine = next((part for part in parts if part.name == wanted.name), None)
        if wanted.name != "__init__" and mine and _keeps(wanted.tree) and not _keeps(mine.tree, parts):
            text = f"`{mine.name}` で求めた値が、self に残りません。後で使う値は、self の属性に入れて覚えます"
            yield Reading("nothing-kept", text, None)


def _keeps(function: ast.FunctionDef, parts: tuple[Part, ...] = ()) -> bool:
    """self(か、self の物を指す変数)に値を入れるか、入れるかもしれないか。"""
    helpers = {part.name: part.tree for part in parts if part.tree is not function}
    owned = {"self"}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Attribute | ast.Subscript | ast.Tuple):
            if "self" not in _names(node.value):
                continue
            owned |= {n.id for target in node.targets for n in ast.walk(target) if isinstance(n, ast.Name)}
    for node in ast.walk(function):
        stores = isinstance(node, ast.Attribute | ast.Subscript) and isinstance(node.ctx, ast.Store)
        keeps = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in KEEPING
        if called(node) == "super":
            return True
        if isinstance(node, ast.Call) and ast.unparse(node.func) == f"self.{called(node)}":
            helper = helpers.get(called(node))
            if helper is None or _keeps(helper):
                return True
        if (stores or keeps) and _root(node) in owned:
            return True
    return False


def _root(node: Any) -> str:
    while not isinstance(node, ast.Name):
        node = node.func if isinstance(node, ast.Call) else getattr(node, "value", None)
        if node is None:
            return ""
    return node.id
