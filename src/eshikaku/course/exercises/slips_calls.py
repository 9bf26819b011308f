"""書き間違いの表(関数と配列): 関数の取り違え、抜けた √ や写し、違う軸、転置、添字。"""

import ast
import builtins
from collections.abc import Callable, Iterable, Iterator

import numpy as np

from eshikaku.course.exercises.patterns import MODULES, is_number
from eshikaku.course.exercises.scopes import Scope
from eshikaku.course.exercises.slips import Change, Rewrite, Slip, nothing, slip
from eshikaku.course.exercises.trees import called, shown

CALL = ((ast.Call,), (ast.Call,))
DROPPED_CALLS = {"sqrt": "√", "abs": "絶対値(abs)", "exp": "exp", "log": "log", "square": "2乗"}
DROPPED_CALLS |= {"sum": "合計(sum)", "mean": "平均(mean)"}
EXTRA_CALLS = {
    **DROPPED_CALLS,
    "float": "float への変換",
    "int": "int への変換",
    "round": "丸め(round)",
    "max": "最大値(max)",
    "floor": "切り捨て(floor)",
}
CONFUSED = [
    ("mean", "sum"), ("max", "min"), ("argmax", "argmin"), ("maximum", "minimum"), ("floor", "ceil"), ("std", "var"),
    ("zeros", "ones"), ("zeros_like", "ones_like"),
]  # fmt: skip
RARELY_CONFUSED = [
    ("cos", "sin"), ("log", "log2"), ("log", "log10"), ("log", "log1p"), ("exp", "expm1"), ("mean", "median"),
    ("median", "nanmedian"), ("mean", "nanmean"), ("argmin", "nanargmin"), ("sum", "max"), ("floor", "round"),
    ("ceil", "round"), ("max", "argmax"), ("min", "argmin"), ("dot", "multiply"), ("sum", "cumsum"), ("sum", "prod"),
    ("mean", "max"), ("tanh", "arctan"), ("random", "standard_normal"), ("random", "normal"),
    ("permutation", "permuted"),
]  # fmt: skip
REDUCERS = {"sum", "mean", "max", "min", "var", "std", "argmax", "argmin", "prod", "norm", "median", "cumsum", "amax"}
MAKERS = {"array", "asarray", "zeros", "ones", "full", "empty", "zeros_like", "ones_like", "empty_like", "full_like"}
WORDS = {"mean": "平均(mean)", "sum": "合計(sum)", "var": "分散(var)", "std": "標準偏差(std)", "max": "最大(max)"}
WORDS |= {"min": "最小(min)", "floor": "切り捨て(floor)", "ceil": "切り上げ(ceil)", "round": "四捨五入(round)"}
VALUE, FACTOR = Scope.is_value, Scope.is_factor


def _recalled(
    node: ast.Call, func: ast.AST | None = None, args: list | None = None, keywords: list | None = None
) -> ast.Call:
    return ast.Call(
        func or node.func, node.args if args is None else args, node.keywords if keywords is None else keywords
    )


def _renamed(node: ast.AST, name: str) -> ast.AST:
    if isinstance(node, ast.Attribute):
        return ast.Attribute(node.value, name, node.ctx)
    is_numpys = hasattr(np, name) and not hasattr(builtins, name)
    return ast.Attribute(ast.Name("np", ast.Load()), name, node.ctx) if is_numpys else ast.Name(name, node.ctx)


def _numpy(name: str, *args: ast.expr) -> ast.Call:
    module = ast.Attribute(ast.Name("np", ast.Load()), name, ast.Load())
    return ast.Call(ast.Name(name, ast.Load()) if name in ("float", "int") else module, list(args), [])


def _confused(name: str, other: str) -> Rewrite:
    def rewrite(node: ast.Call, scope: Scope) -> Iterator[Change]:
        if called(node) == name:
            if (
                _is_method(node) and not hasattr(np.ndarray, other) and hasattr(np, other)
            ):  # median のように、関数しかないもの
                yield Change(_recalled(node, _numpy(other).func, [node.func.value, *node.args]))
            else:
                yield Change(_recalled(node, _renamed(node.func, other)))

    return rewrite


def _confusion(right: str, wrong: str, cost: float) -> Slip:
    text = f"{WORDS.get(right, right)} とするところが {WORDS.get(wrong, wrong)} です"
    return Slip(f"{right}-to-{wrong}", text, cost, _confused(right, wrong), _confused(wrong, right), CALL)


def _without_call(name: str) -> Rewrite:
    """np.sqrt(a) も a.sum() も、a だけにする。"""

    def rewrite(node: ast.Call, scope: Scope) -> Iterator[Change]:
        if called(node) != name:
            return
        is_method = isinstance(node.func, ast.Attribute) and not node.args and not isinstance(node.func.value, ast.Call)
        inside = node.args[0] if len(node.args) == 1 else node.func.value if is_method else None
        if inside is not None:
            yield Change(inside, {"inside": shown(inside)})

    return rewrite


def _with_call(name: str) -> Rewrite:
    def rewrite(node: ast.AST, scope: Scope) -> Iterator[Change]:
        inside = node.func.value if _reduces_by_method(node) else None
        if inside is not None and name not in REDUCERS:
            method = ast.Attribute(_numpy(name, inside), node.func.attr, ast.Load())
            yield Change(_recalled(node, method), {"inside": shown(inside)}, "method")
        if name == "sum" and isinstance(node, ast.GeneratorExp) and called(scope.tree.parent(node)) != name:
            yield Change(ast.Call(ast.Name(name, ast.Load()), [node], []), {"inside": shown(node)}, "generator")
        if VALUE(scope, node) and not is_number(node) and called(node) != name:
            yield Change(_numpy(name, node), {"inside": shown(node)})
            if name in REDUCERS:
                along = [ast.keyword("axis", ast.Constant(0))]
                yield Change(_recalled(_numpy(name, node), keywords=along), {"inside": shown(node)}, "axis=0")

    return rewrite


def _dropped(name: str, word: str) -> Slip:
    types = ((ast.Call,), (ast.expr,))
    return Slip(
        f"{name}-dropped",
        f"{word}を忘れています",
        1.4 if name == "sqrt" else 1.8,
        _without_call(name),
        _with_call(name),
        types,
    )


def _extra(name: str, word: str) -> Slip:
    types = ((ast.expr,), (ast.Call,))
    return Slip(f"{name}-extra", f"余分な{word}があります", 1.5, nothing, _without_call(name), types)


def _with_zero_default(node: ast.Call, scope: Scope) -> Iterator[Change]:
    """辞書に鍵がないときの値を 0 にする。"""
    if called(node) == "get" and len(node.args) == 2 and not is_number(node.args[1], 0):
        yield Change(_recalled(node, args=[node.args[0], ast.Constant(0.0)]), {"a": node.args[1]})


def _swapped_arguments(node: ast.Call, scope: Scope) -> Iterator[Change]:
    """初めの 2 つの引数を入れ替える。"""
    if len(node.args) >= 2:
        yield Change(_recalled(node, args=[node.args[1], node.args[0], *node.args[2:]]), {"f": node.func})


def _without_keyword(name: str) -> Rewrite:
    def rewrite(node: ast.Call, scope: Scope) -> Iterator[Change]:
        others = [keyword for keyword in node.keywords if keyword.arg != name]
        if len(others) < len(node.keywords):
            yield Change(_recalled(node, keywords=others))

    return rewrite


def _with_keyword(name: str, values: Iterable[str], suits: Callable[[ast.Call], bool]) -> Rewrite:
    def rewrite(node: ast.Call, scope: Scope) -> Iterator[Change]:
        if suits(node) and all(keyword.arg != name for keyword in node.keywords):
            for value in values:
                keyword = ast.keyword(name, ast.parse(value, mode="eval").body)
                yield Change(_recalled(node, keywords=[*node.keywords, keyword]), key=value)

    return rewrite


def _reduces(node: ast.Call) -> bool:
    return called(node) in REDUCERS


def _reduces_by_method(node: ast.AST) -> bool:
    """a.max() のように、配列のメソッドで集計しているか。"""
    return _is_method(node) and _reduces(node)


def _is_method(node: ast.AST) -> bool:
    """np.f(a) でなく、a.f() の形の呼び出しか。"""
    is_attribute = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    return is_attribute and ast.unparse(node.func.value) not in MODULES


def _is_sliced(found: dict) -> bool:
    """a[:, None] のように、添字に切り出しがあるか。len には渡せません。"""
    return any(isinstance(node, ast.Slice) for node in ast.walk(found["b"]))


def _makes(node: ast.Call) -> bool:
    return called(node) in MAKERS


def _spreads(node: ast.Call) -> bool:
    return called(node) in ("var", "std")


def _keyword_slips(name: str, values: tuple[str, ...], suits: Callable, text: str, cost: float) -> tuple[Slip, Slip]:
    without, having = _without_keyword(name), _with_keyword(name, values, suits)
    return (
        Slip(f"{name}-dropped", text, cost, without, having, CALL),
        Slip(f"{name}-extra", f"余分な {name} の指定があります", cost, nothing, without, CALL),
    )


def _other_axes(choose: Callable[[object], tuple]) -> Rewrite:
    def rewrite(node: ast.Call, scope: Scope) -> Iterator[Change]:
        for i, keyword in enumerate(node.keywords):
            is_constant = isinstance(keyword.value, ast.Constant | ast.UnaryOp)
            if keyword.arg == "axis" and is_constant:
                for axis in choose(ast.literal_eval(keyword.value)):
                    others = node.keywords[:i] + node.keywords[i + 1 :]
                    yield Change(_recalled(node, keywords=[*others, ast.keyword("axis", ast.Constant(axis))]))

    return rewrite


def _reshaped_axis(node: ast.Call, scope: Scope) -> Iterator[Change]:
    if _reduces(node) and not node.keywords:
        for axis in (0, 1, -1):
            keywords = [ast.keyword("axis", ast.Constant(axis)), ast.keyword("keepdims", ast.Constant(True))]
            yield Change(_recalled(node, keywords=keywords), key=str(axis))


def _to_last_axis(node: ast.Call, scope: Scope) -> Iterator[Change]:
    """axis=0 を、axis=-1 と keepdims=True に直す。"""
    names = {keyword.arg for keyword in node.keywords}
    if _reduces(node) and "axis" in names and "keepdims" not in names:
        others = [keyword for keyword in node.keywords if keyword.arg != "axis"]
        last = [ast.keyword("axis", ast.Constant(-1)), ast.keyword("keepdims", ast.Constant(True))]
        yield Change(_recalled(node, keywords=[*others, *last]))


def _with_product(node: ast.AST, scope: Scope) -> Iterator[Change]:
    """行列の積の相手(転置した配列)を、左か右に補う。"""
    if not scope.is_array(node) or not scope.is_factor(node) or isinstance(node, ast.Constant):
        return
    for name in scope.names("array"):
        flipped = ast.Attribute(name, "T", ast.Load())
        for left, right in ((flipped, node), (node, flipped)):
            yield Change(ast.BinOp(left, ast.MatMult(), right), {"a": flipped}, f"{ast.unparse(name)}{left is node}")


def _without_copy(node: ast.Call, scope: Scope) -> Iterator[Change]:
    if called(node) in ("copy", "deepcopy"):
        yield Change(node.args[0] if node.args else node.func.value)


def _with_copy(node: ast.AST, scope: Scope) -> Iterator[Change]:
    if scope.is_copied(node):
        yield Change(_numpy("copy", node))
    if called(node) == "asarray":
        yield Change(_recalled(node, _renamed(node.func, "array")))


def _without_astype(node: ast.Call, scope: Scope) -> Iterator[Change]:
    if called(node) == "astype":
        yield Change(node.func.value)


def _with_float(node: ast.AST, scope: Scope) -> Iterator[Change]:
    types = [name for name in scope.parameters if name == "dtype"]
    is_result = bool(types) and scope.is_returned(node) and scope.is_value(node)
    if scope.is_copied(node) or is_result or called(node) in ("copy", "array", "asarray"):
        for name in types or ["float"]:
            yield Change(
                ast.Call(ast.Attribute(node, "astype", ast.Load()), [ast.Name(name, ast.Load())], []), key=name
            )


FUNCTIONS = (
    *(_confusion(*pair, 1) for name, other in CONFUSED for pair in ((name, other), (other, name))),
    *(
        _confusion(*pair, 1.6)._replace(forward=nothing)
        for name, other in RARELY_CONFUSED
        for pair in ((name, other), (other, name))
    ),
    *(_dropped(name, word) for name, word in DROPPED_CALLS.items()),
    *(_extra(name, word) for name, word in EXTRA_CALLS.items()),
    slip("epsilon-inside", "np.sqrt(a) + e", "np.sqrt(a + e)", "{e} を √ の中に入れています", 0.9),
    slip("epsilon-outside", "np.sqrt(a + e)", "np.sqrt(a) + e", "{e} を √ の外で足しています", 0.9),
    slip("epsilon-outside", "np.log(a + e)", "np.log(a) + e", "{e} を log の外で足しています", 0.9),
    slip(
        "epsilon-inside",
        "a / (np.sqrt(b) + e)",
        "a / np.sqrt(b) + e",
        "{e} を分母でなく、割り算の後で足しています",
        0.9,
    ),
    *(
        slip(
            "inside-function",
            f"f(a) {op} b",
            f"f(a {op} b)",
            f"{{f}} の後の計算 {op} {{b}} が、{{f}} の中に入っています",
            1.2,
        )
        for op in ("+", "-", "*", "/", "**")
    ),
    *(
        slip(
            "outside-function",
            f"f(a {op} b)",
            f"f(a) {op} b",
            f"{{f}} の中の計算 {op} {{b}} が、{{f}} の外に出ています",
            1.2,
        )
        for op in ("+", "-", "*", "/", "**")
    ),
    slip("degrees", "np.pi", "180", "角度が度(180)です。ラジアン(π)で計算します", 0.9),
    slip("degrees", "f(a)", "f(np.radians(a))", "角度はもうラジアンです(radians は余分です)", 0.9, only="backward"),
    slip("degrees", "f(a)", "f(np.deg2rad(a))", "角度はもうラジアンです(deg2rad は余分です)", 0.9, only="backward"),
    slip(
        "degrees", "f(a)", "f(np.degrees(a))", "角度を度に直しています。ラジアンのまま計算します", 0.9, only="backward"
    ),
    slip("pi-dropped", "np.pi * a", "a", "π を掛け忘れています", 1.8, where=FACTOR),
    slip(
        "call-forgotten",
        "f(a)",
        "f",
        "{f} を呼び出していません(引数がありません)",
        1.2,
        where=Scope.is_uncalled,
        only="backward",
    ),
    Slip("default-changed", "鍵がないときの初めの値が、0 でなく {a} です", 1.2, nothing, _with_zero_default, CALL),
    slip(
        "clamp-dropped",
        "min(1.0, a)",
        "a",
        "1 を超えないようにする min がありません",
        2.1,
        where=FACTOR,
        only="backward",
    ),
    Slip("arguments-swapped", "{f} に渡す値の順が逆です", 1.2, nothing, _swapped_arguments, CALL),
    slip(
        "branches-swapped", "np.where(a, b, c)", "np.where(a, c, b)", "条件が成り立つときと成り立たないときが逆です", 1
    ),
    slip("branches-swapped", "b if a else c", "c if a else b", "条件が成り立つときと成り立たないときが逆です", 1),
)

ARRAYS = (
    Slip(
        "axis-changed",
        "集計する軸(axis)が違います",
        1,
        _other_axes(lambda a: (0 if a else 1,)),
        _other_axes(lambda a: tuple(b for b in (0, 1, -1) if b != a)),
        CALL,
    ),
    Slip(
        "axis-changed",
        "集計する軸(axis)が違い、keepdims=True の指定もありません",
        1.2,
        nothing,
        _to_last_axis,
        CALL,
    ),
    *_keyword_slips("axis", ("0", "1", "-1"), _reduces, "集計する軸(axis)の指定がありません", 1.2),
    *_keyword_slips("keepdims", ("True",), _reduces, "keepdims=True の指定がなく、集計した軸がなくなっています", 1.2),
    *_keyword_slips("dtype", ("float",), _makes, "dtype の指定がなく、整数の配列になることがあります", 1.3),
    *_keyword_slips("ddof", ("1",), _spreads, "ddof の指定がありません(N で割っています)", 1.2),
    Slip("axis-dropped", "集計する軸(axis)と keepdims=True の指定がありません", 1.6, nothing, _reshaped_axis, CALL),
    Slip(
        "copy-dropped",
        "写し(copy)を忘れています。元の配列まで書き換わります",
        1.1,
        _without_copy,
        _with_copy,
        ((ast.Call,), (ast.expr,)),
    ),
    Slip(
        "astype-dropped",
        "型の変換(astype)を忘れています。整数のままでは小数が切り捨てられます",
        1.3,
        _without_astype,
        _with_float,
        ((ast.Call,), (ast.expr,)),
    ),
    *(
        slip(
            "not-zeroed", "np.zeros_like(a)", wrong, "0 で始めるところを、{a} の値で始めています", 1.1, only="backward"
        )
        for wrong in ("a.copy()", "np.copy(a)", "np.array(a)")
    ),
    *(
        slip(
            "list-kept",
            "np.array(a, dtype=float)",
            wrong,
            "リストならリストのままです。配列(np.array)にします",
            1,
            only="backward",
        )
        for wrong in ("a[:]", "list(a)", "a.copy()")
    ),
    slip("transpose-dropped", "a.T", "a", "転置(.T)を忘れています", 1.1, where=Scope.is_array),
    slip("transpose-extra", "a", "a.T", "余分な転置(.T)があります", 1.1, only="backward"),
    slip(
        "reshaped-instead",
        "a.T",
        "a.reshape(b, c)",
        "reshape は並べ直すだけで、転置(.T)になりません",
        1,
        only="backward",
    ),
    Slip("product-dropped", "{a} との行列の積を忘れています", 2.1, nothing, _with_product, ((), (ast.expr,))),
    slip("matmul-reversed", "a @ b", "b @ a", "行列の積の順が逆です", 1),
    slip("matmul-reversed", "np.dot(a, b)", "np.dot(b, a)", "行列の積の順が逆です", 1),
    slip("matmul-reversed", "a.dot(b)", "b.dot(a)", "行列の積の順が逆です", 1),
    slip("elementwise", "a @ b", "a * b", "行列の積が要素ごとの積になっています", 1),
    slip("matrix-product", "a * b", "a @ b", "要素ごとの積が行列の積になっています", 1),
    slip("axis-changed", "a.shape[0]", "a.shape[1]", "shape の軸が違います", 1),
    slip("axis-changed", "a.shape[1]", "a.shape[0]", "shape の軸が違います", 1),
    slip(
        "axis-changed", "a.shape[1]", "len(a)", "件数(軸 0 の長さ)ではなく、軸 1 の長さを使います", 1.2, only="backward"
    ),
    slip(
        "all-elements",
        "len(a)",
        "a.size",
        "件数(軸 0 の長さ)でなく、要素の総数(size)を使っています",
        1,
        only="backward",
    ),
    slip(
        "all-elements",
        "a.shape[0]",
        "a.size",
        "件数(軸 0 の長さ)でなく、要素の総数(size)を使っています",
        1,
        only="backward",
    ),
    slip(
        "length-only", "a.size", "len(a)", "要素の総数(size)でなく、軸 0 の長さだけを使っています", 1, only="backward"
    ),
    slip(
        "last-only",
        "a[-1]",
        "a",
        "最後の値([-1])だけでなく、途中の値もすべて返しています",
        1,
        where=Scope.is_returned,
        only="backward",
    ),
    slip("index-dropped", "a[i]", "a", "{i} で取り出すのを忘れています", 1.6, where=Scope.is_read),
    slip("index-extra", "a", "a[b]", "余分に {b} で取り出しています", 1.6, only="backward"),
    slip(
        "numbers-for-items", "b", "range(len(b))", "{b} の中身でなく、0 からの番号を使っています", 1.2, only="backward"
    ),
    slip("slice-end", "a[b : b + c]", "a[b:c]", "切り出しの終わりが、始まり {b} の {c} 個先でなく {c} です", 1),
    slip(
        "first-instead",
        "a[b]",
        "a[:len(b)]",
        "{b} の番号ではなく、先頭から {b} の個数だけを取り出しています",
        1,
        unless=_is_sliced,
    ),
    slip(
        "first-instead", "a[i]", "a[:b]", "{i} の番号ではなく、先頭から {b} 個を取り出しています", 1.4, only="backward"
    ),
    slip("first-instead", "a[b]", "a[:b]", "{b} 番目でなく、先頭から {b} 個を取り出しています", 1.2, only="backward"),
    slip("row-for-column", "a[:, b]", "a[b]", "列を取り出すところで行を取り出しています", 1, unless=_is_sliced),
    slip("column-for-row", "a[b]", "a[:, b]", "行を取り出すところで列を取り出しています", 1, unless=_is_sliced),
    slip(
        "row-for-item",
        "a[np.arange(len(b)), b]",
        "a[b]",
        "行ごとに 1 つでなく、{b} 番目の行を丸ごと取り出しています",
        1.2,
        only="backward",
    ),
    slip(
        "row-for-column",
        "a[np.arange(len(b)), b]",
        "a[:, b]",
        "行ごとに 1 つでなく、列をまとめて取り出しています",
        1,
        only="backward",
    ),
)


CALLS: tuple[Slip, ...] = (*FUNCTIONS, *ARRAYS)
