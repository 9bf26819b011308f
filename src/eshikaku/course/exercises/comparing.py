"""値を比べる: 数学として同じなら受け入れ、違うなら、どこがどう違うかを日本語で述べます。"""

import dataclasses
import math
import numbers
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from eshikaku.course.exercises.showing import kind, number, show

LOOSEST = 0.02


@dataclass(frozen=True)
class Comparison:
    """違いの説明(同じなら None)と、正しいけれど直すとよい点。"""

    difference: str | None = None
    remark: str | None = None


SAME = Comparison()


def compare(actual: Any, expected: Any, rtol: float, atol: float) -> Comparison:
    """actual が expected と、入れ子の中まで、許容誤差の範囲で等しいかを調べます。"""
    if dataclasses.is_dataclass(expected) and dataclasses.is_dataclass(actual):
        actual, expected = vars(actual), vars(expected)
    if expected is None or isinstance(expected, str | bool | np.bool_):
        return _compare_plain(actual, expected)
    if isinstance(expected, Mapping):
        return _compare_mappings(actual, expected, rtol, atol)
    if isinstance(expected, list | tuple) and not _is_numeric(expected):
        return _compare_sequences(actual, expected, rtol, atol)
    if isinstance(expected, list | tuple) and np.ndim(actual) == 0 and _is_numeric(actual):
        return Comparison(f"値の個数が違います: 1 個(正しくは {len(expected)} 個)")
    if _is_numeric(expected):
        return _compare_numbers(actual, expected, rtol, atol)
    return SAME if actual == expected else Comparison(f"{kind(expected)}が正しい答えですが、{kind(actual)}です")


def clearly_different(actual: Any, expected: Any, atol: float) -> bool:
    """詳しく比べるまでもなく違うか。何千もの値を比べるときに、先に確かめます。"""
    if type(expected) is dict:
        return type(actual) is dict and any(
            clearly_different(actual[key], value, atol) for key, value in expected.items() if key in actual
        )
    if type(expected) in (list, tuple) and type(actual) is type(expected):
        return any(clearly_different(a, e, atol) for a, e in zip(actual, expected, strict=False))
    if not (_is_float(actual) and _is_float(expected)) or np.shape(actual) != np.shape(expected):
        return False
    with np.errstate(invalid="ignore"):  # ∞ どうしの差は nan になり、違うとは言い切らない
        size, gap = np.abs(expected), np.abs(np.subtract(actual, expected))
    if isinstance(size, np.ndarray) and size.ndim:
        size, gap = size.max(initial=0.0), gap.max(initial=0.0)
    return bool(gap > 2 * LOOSEST * size + 1e3 * atol)


def _is_float(value: Any) -> bool:
    return isinstance(value, float) or (isinstance(value, np.ndarray) and value.dtype == np.float64)


def _compare_plain(actual: Any, expected: Any) -> Comparison:
    if isinstance(actual, np.ndarray | np.generic) and actual.ndim == 0:
        actual = actual.item()  # np.select や np.where が返す、文字列や真偽値 1 つだけの配列
    same_kind = expected is None or isinstance(actual, str) == isinstance(expected, str)
    if same_kind and np.ndim(actual) == 0 and (actual is None) == (expected is None) and bool(actual == expected):
        return SAME
    another_text = isinstance(actual, str) and isinstance(expected, str)
    wrong_kind = None if another_text else _wrong_kind(actual)
    return Comparison(wrong_kind or f"{show(expected)} が正しい答えです")


def _compare_mappings(actual: Any, expected: Mapping, rtol: float, atol: float) -> Comparison:
    if not isinstance(actual, Mapping):
        return Comparison(_wrong_kind(actual) or f"辞書を返すところで、{kind(actual)}が返りました")
    missing, extra = [k for k in expected if k not in actual], [k for k in actual if k not in expected]
    if missing:
        return Comparison(f"キー {show(missing)} がありません")
    if extra:
        return Comparison(f"余分なキー {show(extra)} があります")
    return _first_difference([(f"[{k!r}] で、", actual[k], expected[k]) for k in expected], rtol, atol)


def _compare_sequences(actual: Any, expected: list | tuple, rtol: float, atol: float) -> Comparison:
    if not isinstance(actual, list | tuple | np.ndarray) or (isinstance(actual, np.ndarray) and actual.ndim == 0):
        return Comparison(_wrong_kind(actual) or f"{len(expected)} 個の値を返すところで、{kind(actual)}が返りました")
    if len(actual) != len(expected):
        return Comparison(f"値の個数が違います: {len(actual)} 個(正しくは {len(expected)} 個)")
    pairs = zip(actual, expected, strict=True)
    return _first_difference([(f"{i + 1} 番目の値で、", a, e) for i, (a, e) in enumerate(pairs)], rtol, atol)


def _first_difference(parts: list[tuple[str, Any, Any]], rtol: float, atol: float) -> Comparison:
    remark = None
    for place, actual, expected in parts:
        inner = compare(actual, expected, rtol, atol)
        if inner.difference:
            return Comparison(place + inner.difference)
        remark = remark or inner.remark
    return Comparison(remark=remark)


def _compare_numbers(actual: Any, expected: Any, rtol: float, atol: float) -> Comparison:
    if isinstance(actual, np.ndarray) and actual.dtype == object:
        return _compare_objects(actual, expected, rtol, atol)
    if not _is_numeric(actual):
        return Comparison(_wrong_kind(actual) or f"{kind(expected)}を返すところで、{kind(actual)}が返りました")
    with np.errstate(all="ignore"):  # ∞ や NaN を比べる計算の警告は、学習者のものではない
        return _compare_arrays(np.asarray(actual), np.asarray(expected), rtol, atol, _remark(actual, expected))


def _compare_objects(actual: np.ndarray, expected: Any, rtol: float, atol: float) -> Comparison:
    """数だけを入れた、dtype が object の配列なら、値で比べます。"""
    if not all(map(_is_numeric, actual.flat)) or any(map(np.ndim, actual.flat)):
        return Comparison("dtype が object の配列が返りました。数でない物や、長さの違う並びが混ざっています")
    inner = _compare_numbers(actual.astype(float), expected, rtol, atol)
    remark = "dtype が object の配列です。dtype=float の配列にすると、速く正確に計算できます"
    return inner if inner.difference else Comparison(remark=remark)


def _compare_arrays(a: np.ndarray, e: np.ndarray, rtol: float, atol: float, remark: str | None) -> Comparison:
    tolerance = max(rtol, _resolution(a), _resolution(e))
    if a.shape != e.shape and a.size == e.size == 1:
        remark = remark or f"形が {a.shape} です。{e.shape} にすると、ほかの計算と組み合わせやすくなります"
        a = a.reshape(e.shape)
    if a.shape != e.shape:
        values = (
            "。値の並びは合っています"
            if a.size == e.size and _close(a.ravel(), e.ravel(), tolerance, atol).all()
            else ""
        )
        return Comparison(f"形(shape)が違います: {a.shape}(正しくは {e.shape}){values}")
    wrong = ~_close(a, e, tolerance, atol)
    return Comparison(_describe(a, e, wrong)) if wrong.any() else Comparison(remark=remark)


def _resolution(array: np.ndarray) -> float:
    """その dtype の丸め誤差が積もっても越えない相対誤差。float32 で約 1.2e-5。"""
    return min(100 * np.finfo(array.dtype).eps, LOOSEST) if array.dtype.kind in "fc" else 0.0


def _close(a: np.ndarray, e: np.ndarray, rtol: float, atol: float) -> np.ndarray:
    # 打ち消し合いの誤差は配列全体の大きさで決まるので、float32 では atol も全体の大きさに合わせて緩める。
    finite = np.abs(e[np.isfinite(e)])
    slack = _resolution(a) * float(finite.max()) if finite.size and a.dtype.itemsize < 8 else 0.0
    return np.isclose(a, e, rtol=rtol, atol=max(atol, slack), equal_nan=True)


def _describe(a: np.ndarray, e: np.ndarray, wrong: np.ndarray) -> str:
    if (np.isnan(a) & ~np.isnan(e)).any():
        return "NaN が含まれます。0÷0、負の数の √、0 の log、∞−∞ がないか、順に print で確かめてください"
    if (np.isinf(a) & ~np.isinf(e)).any():
        return "∞ が含まれます。0 で割るか、exp や繰り返しで値が大きくなりすぎていないか確かめてください"
    ratio = _common_ratio(a, e) + _cut_to_integers(a, e)
    if a.ndim == 0:
        return f"{number(a)} ですが、正しくは {number(e)} です{ratio}"
    with np.errstate(invalid="ignore"):  # 等しい ∞ どうしの差は nan。wrong でないので選ばれない
        gaps = np.where(wrong, np.abs(np.subtract(a, e, dtype=complex)), -1.0)
    place = np.unravel_index(np.argmax(gaps), a.shape)
    where = ", ".join(str(int(i)) for i in place)
    count = f"{wrong.size} 個の要素のうち {int(wrong.sum())} 個が違います"
    return f"{count}。最も違うのは [{where}] で、{number(a[place])}(正しくは {number(e[place])}){ratio}"


def _common_ratio(a: np.ndarray, e: np.ndarray) -> str:
    nonzero = (e != 0) & np.isfinite(e)
    if not nonzero.any() or (a[~nonzero] != e[~nonzero]).any():
        return ""
    ratios = (a[nonzero] / e[nonzero]).ravel()
    if not np.allclose(ratios, ratios[0], rtol=1e-9) or not np.isreal(ratios[0]) or ratios[0] == 0:
        return ""
    if abs(ratios[0].real - 1) < 1e-3:  # ほとんど同じ値を「1.0000001 倍」と言っても、役に立たない
        return ""
    if math.isclose(ratios[0].real, -1, rel_tol=1e-6):
        return "。符号だけが逆です"
    return f"。どれも正しい値の {number(ratios[0].real)} 倍です" if a.size > 1 else ""


def _cut_to_integers(a: np.ndarray, e: np.ndarray) -> str:
    cut = a.ndim and a.dtype.kind in "iu" and e.dtype.kind == "f"
    return f"。出力が整数({a.dtype})の配列なので、小数が切り捨てられています" if cut else ""


def _is_numeric(value: Any) -> bool:
    if isinstance(value, numbers.Number | np.ndarray | np.generic):
        return np.asarray(value).dtype.kind in "biufc"
    if isinstance(value, list | tuple) and value:
        shapes = {np.shape(v) for v in value if _is_numeric(v)}
        return len(shapes) == 1 and all(map(_is_numeric, value))
    return False


def _remark(actual: Any, expected: Any) -> str | None:
    if isinstance(actual, list | tuple) and isinstance(expected, np.ndarray):
        return f"{kind(actual)}を返しています。np.array にすると、続けて計算できます"
    if np.asarray(actual).dtype == np.float32 and np.asarray(expected).dtype == np.float64:
        return "float32 で計算しています。入力の float64 より精度が下がります"
    return None


def _wrong_kind(value: Any) -> str | None:
    if value is None:
        return "None が返りました。return を書き忘れていませんか"
    if callable(value):
        return f"値ではなく{kind(value)}が返りました。() を付けて呼び出してください"
    if isinstance(value, str):
        return f"文字列 {show(value)} が返りました。数値のまま返してください"
    return None
