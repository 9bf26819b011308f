"""気づいたこと: 原因がわからないとき、どの入力で違うのか、正しい値とどんな関係にあるのかを、確かなことだけ述べます。"""

import ast
import inspect
import itertools
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from eshikaku.course.exercises.program import parts_of
from eshikaku.course.exercises.running import Outcome
from eshikaku.course.exercises.showing import number

SAME = {"rtol": 1e-6, "atol": 1e-9}
SIMPLE = (2, 0.5, -1, -2, -0.5, 3, 4, 10, 0.1, 100, 0.01)
ENOUGH = 2  # 合う入力と合わない入力が、どちらもこれより少なければ、偶然かもしれない


def unknown_word(actual: list[Outcome], expected: list[Outcome]) -> str | None:
    """どの正しい答えとも違う言葉。綴りが違うと、内容は合っていても同じ答えになりません。"""
    known = {outcome.value for outcome in expected if isinstance(outcome.value, str)}
    given = [outcome.value for outcome in actual if isinstance(outcome.value, str)]
    strange = next((word for word in given if word not in known), None)
    return (
        f"「{strange}」という答えはありません。綴りを確かめ、問題文の言葉をそのまま使います"
        if strange and known
        else None
    )


def unused_parameters(solution: Any, answer: Any) -> list[str]:
    """解答例は使うのに、学習者のコードが一度も読まない引数。"""
    found = []
    theirs = {part.name: part for part in parts_of(answer)}
    for part in parts_of(solution):
        mine = theirs.get(part.name) if inspect.isclass(solution) else next(iter(theirs.values()), None)
        if mine is None:
            continue
        for wanted, given in zip(_parameters(part.tree), _parameters(mine.tree), strict=False):
            if wanted in _read(part.tree) and given not in _read(mine.tree):
                found.append(given)
    return found


def unused_values(answer: Any) -> list[str]:
    """求めたのに、どこでも使っていない変数。"""
    found = []
    for part in parts_of(answer):
        stored = [n.id for n in ast.walk(part.tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
        found += [name for name in dict.fromkeys(stored) if name not in _read(part.tree) and not name.startswith("_")]
    return found


def shared_by_all(answer: Any) -> list[str]:
    """クラスに直接置いた辞書や配列。そのクラスから作ったすべての物が、同じ 1 つを使います。"""
    members = vars(answer).items() if inspect.isclass(answer) else ()
    return [name for name, value in members if isinstance(value, dict | list | np.ndarray) and name[0] != "_"]


def _parameters(function: ast.FunctionDef) -> list[str]:
    return [argument.arg for argument in function.args.args if argument.arg != "self"]


def _read(function: ast.FunctionDef) -> set[str]:
    inner = (node for statement in function.body for node in ast.walk(statement))
    return {node.id for node in inner if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}


def relation(names: list[str], actual: list[Outcome], expected: list[Outcome]) -> str | None:
    """違った入力のすべてで成り立つ、正しい値との関係。"""
    pairs = [(_numbers(a.value), _numbers(e.value), a.args) for a, e in zip(actual, expected, strict=True)]
    if len(pairs) < ENOUGH or any(a is None or e is None for a, e, _ in pairs):
        return None
    if any(a.shape != e.shape for a, e, _ in pairs):
        return _of_shapes(pairs)
    return _ratio(names, pairs) or _shift(pairs) or _likeness(names, pairs)


def _numbers(value: Any) -> np.ndarray | None:
    try:
        array = np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        return None
    return array if array.size and np.isfinite(array).all() else None


def _of_shapes(pairs: list[tuple]) -> str | None:
    if all(a.ndim == 2 and a.T.shape == e.shape and np.allclose(a.T, e, **SAME) for a, e, _ in pairs):
        return "正しい値の行と列を入れ替えた(転置した)ものです"
    if all(a.size > e.size and a.ndim == e.ndim + 1 and np.allclose(a[-1], e, **SAME) for a, e, _ in pairs):
        return "最後の行は正しい値です。途中の値まで返しています"
    return None


def _ratio(names: list[str], pairs: list[tuple]) -> str | None:
    ratios = [_common_ratio(a, e) for a, e, _ in pairs]
    if None in ratios:
        return None
    if np.allclose(ratios, ratios[0], **SAME):
        simple = [s for s in SIMPLE if np.isclose(ratios[0], s, **SAME)]
        if -1 in simple:
            return "どの入力でも、符号だけが逆です"
        return f"どの入力でも、正しい値のちょうど {number(simple[0])} 倍です" if simple else None
    sizes = [dict(_sizes(names, args)) for _, _, args in pairs]
    for name in sizes[0]:
        values = np.array([size.get(name, np.nan) for size in sizes], dtype=float)
        for power, text in POWERS:
            with np.errstate(all="ignore"):
                if len(set(values)) > 1 and np.allclose(ratios, values**power, **SAME):
                    return text.format(name)
    return None


POWERS = (
    (1, "どの入力でも、正しい値の `{0}` 倍です。`{0}` を余分に掛けたか、割り忘れています"),
    (-1, "どの入力でも、正しい値の 1/`{0}` です。`{0}` で余分に割ったか、掛け忘れています"),
    (2, "どの入力でも、正しい値の `{0}` の 2 乗倍です。割るところで掛けています"),
    (-2, "どの入力でも、正しい値を `{0}` の 2 乗で割ったものです。掛けるところで割っています"),
)


def _common_ratio(a: np.ndarray, e: np.ndarray) -> float | None:
    known = np.abs(e) > 1e-12
    if not known.any() or not np.allclose(a[~known], 0, atol=1e-12):
        return None
    ratios = a[known] / e[known]
    return float(ratios.flat[0]) if np.allclose(ratios, ratios.flat[0], **SAME) and ratios.flat[0] else None


def _sizes(names: list[str], args: tuple) -> Iterator[tuple[str, float]]:
    """引数の値や長さ。倍率の候補になります。"""
    for name, arg in zip(names, args, strict=False):
        if isinstance(arg, int | float | np.number) and not isinstance(arg, bool):
            yield name, float(arg)
        elif isinstance(arg, np.ndarray) and arg.ndim:
            yield f"len({name})", len(arg)
            yield from [(f"{name}.shape[1]", arg.shape[1])] if arg.ndim > 1 else []


def _shift(pairs: list[tuple]) -> str | None:
    shifts = [(a - e).ravel() for a, e, _ in pairs]
    together = np.concatenate(shifts)
    if np.allclose(together, together[0], **SAME) and abs(together[0]) in (1, 2):
        return (
            f"どの入力でも、正しい値より {abs(int(together[0]))} だけ{'大きい' if together[0] > 0 else '小さい'}値です"
        )
    return None


def _likeness(names: list[str], pairs: list[tuple]) -> str | None:
    first = pairs[0][0]
    if all(a.shape == first.shape and np.allclose(a, first, **SAME) for a, _, _ in pairs):
        return "どの入力でも、同じ値を返しています"
    for i, name in enumerate(names):
        given = [_numbers(args[i]) if i < len(args) else None for _, _, args in pairs]
        if all(
            g is not None and g.shape == a.shape and np.allclose(a, g)
            for g, (a, _, _) in zip(given, pairs, strict=True)
        ):
            return f"引数 {name} の値のまま、変わっていません"
    for text, change in LIKENESSES:
        with np.errstate(all="ignore"):
            if all(np.allclose(a, change(e), **SAME) for a, e, _ in pairs):
                return text
    return None


LIKENESSES: tuple[tuple[str, Callable[[np.ndarray], np.ndarray]], ...] = (
    ("正しい値の逆数です(分子と分母が逆)", lambda e: 1 / e),
    ("正しい値の 2 乗です(√ を忘れている)", np.square),
    ("正しい値の √ です(√ が余分)", np.sqrt),
    ("正しい値の絶対値です", np.abs),
    ("正しい値の小数を切り捨てたものです", np.trunc),
    ("正しい値の小数を丸めたものです", np.round),
    ("正しい値の並ぶ順を逆にしたものです", lambda e: e[::-1] if e.ndim else e),
    ("正しい値を 1 から引いたものです", lambda e: 1 - e),
)


def circumstance(names: list[str], wrong: list[tuple], right: list[tuple]) -> str | None:
    """違った入力だけに共通する特徴。入力が足りず、偶然かもしれないときは述べません。"""
    if not wrong or len(right) < ENOUGH or len(wrong) + len(right) < 3 * ENOUGH:
        return None
    marks_wrong = [set(_features(names, args)) for args in wrong]
    marks_right = [set(_features(names, args)) for args in right]
    common = set.intersection(*marks_wrong) - set().union(*marks_right)
    ordered = [feature for feature in _features(names, wrong[0]) if feature in common]
    return f"{ordered[0]}ときだけ違います" if ordered else None


def _features(names: list[str], args: tuple) -> Iterator[str]:
    """入力の特徴。境界や、見落としやすいものから挙げます。"""
    named = list(zip(names, args, strict=False))
    for name, arg in named:
        yield from _features_of(name, arg)
    whole = [(name, arg) for name, arg in named if isinstance(arg, int | np.integer) and not isinstance(arg, bool)]
    for (a, x), (b, y) in itertools.permutations(whole, 2):
        yield f"{a} が {b} で割り切れ{'ない' if x % y else 'る'}" if y > 0 else f"{b} が 0 以下の"
        yield from [f"{a} と {b} が等しい"] if x == y else []
        yield from [f"{a} が {b} より小さい"] if x < y else []


def _features_of(name: str, arg: Any) -> Iterator[str]:
    if isinstance(arg, bool | np.bool_):
        yield f"{name} が {bool(arg)} の"
    elif isinstance(arg, int | float | np.number):
        yield from [f"{name} が 0 の"] if arg == 0 else []
        yield from [f"{name} が負の"] if arg < 0 else []
    elif isinstance(arg, list) and all(isinstance(item, int | float) for item in arg):
        yield f"{name} がリストの"
    elif isinstance(arg, np.ndarray):
        yield from [f"{name} が整数の配列の"] if arg.dtype.kind in "iu" else []
        yield from [f"{name} の要素が 1 個の"] if arg.size == 1 else []
        yield f"{name} が {arg.ndim} 次元の"
        yield from [f"{name} に同じ値が 2 度ある"] if len(np.unique(arg)) < arg.size else []
        yield from [f"{name} に負の値がある"] if arg.dtype.kind in "if" and (arg < 0).any() else []
        yield from [f"{name} に 0 がある"] if (arg == 0).any() else []
    elif isinstance(arg, list | tuple):
        yield from [f"{name} が空の"] if not arg else []
        yield from [f"{name} が 2 つ以上ある"] if len(arg) > 1 else []
    elif isinstance(arg, Mapping):
        yield f"{name} を指定した" if arg else f"{name} を指定しない(既定値の)"
