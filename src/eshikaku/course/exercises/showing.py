"""値を1行の短い文字列にする: 入力と出力を、端末でもノートブックでも読める長さで見せます。"""

import inspect
import itertools
import re
from html.entities import html5
from typing import Any

import numpy as np

WIDTH = 96
MANY = 60
ADDRESS = re.compile(r" at 0x[0-9a-f]+>")  # 「<MySGD object at 0x7f…>」の住所は、学習者の役に立たない
PLAIN = (
    (r"\\frac\{(.*?)\}\{(.*?)\}", r"\1/\2"),
    (r"\\sqrt", "√"),
    (r"\\(mathrm|boldsymbol|mathbf|text)", ""),
    (r"\\[lr]vert\s?", "|"),
)


def show(value: Any) -> str:
    """値を1行にします。長い配列や文章は途中を … で省きます。

    >>> show(np.array([[1.0, 2.5], [3.0, 4.0]]))
    '[[1.0, 2.5], [3.0, 4.0]]'
    >>> show({"x": -7.0})
    "{'x': -7.0}"
    """
    if isinstance(value, np.ndarray):
        text = np.array2string(value, formatter={"float_kind": _element}, separator=", ", threshold=12)
        return shorten(" ".join(text.split())) + _array_note(value)
    if isinstance(value, np.generic | float):
        return number(value)
    if isinstance(value, dict):
        few = itertools.islice(value.items(), MANY)
        return shorten("{" + ", ".join(f"{key!r}: {show(v)}" for key, v in few) + "}")
    if isinstance(value, list | tuple):
        # 何万個もある並びは、すべてを文字にしてから縮めると何十秒もかかる
        ends = value if len(value) <= MANY else [*value[: MANY // 2], ..., *value[-MANY // 2 :]]
        inside = ", ".join("…" if v is ... else show(v) for v in ends)
        return shorten(f"[{inside}]" if isinstance(value, list) else f"({inside})")
    if callable(value):
        return kind(value)
    text = " ".join(_repr(value).split())
    return kind(value) if ADDRESS.search(text) else shorten(text)


def number(value: Any) -> str:
    """数を、必要な桁数だけで表します。

    >>> number(np.float64(0.1) + 0.2), number(2.0), number(np.int64(3))
    ('0.3', '2.0', '3')
    """
    plain = np.asarray(value).item()
    return repr(float(f"{plain:.10g}")) if isinstance(plain, float) else str(plain)


def kind(value: Any) -> str:
    """値の種類を日本語で表します。

    >>> kind(np.zeros((2, 3))), kind([1]), kind(len)
    ('形 (2, 3) の配列', 'リスト', '関数 len')
    """
    if isinstance(value, np.ndarray) and value.ndim:
        return f"形 {value.shape} の配列"
    if inspect.isclass(value):
        return f"クラス {value.__name__}"
    if callable(value):
        return f"関数 {getattr(value, '__name__', type(value).__name__)}"
    names = {list: "リスト", tuple: "タプル", dict: "辞書", str: "文字列", bool: "真偽値", type(None): "None"}
    is_number = isinstance(value, int | float | complex | np.generic | np.ndarray)
    return names.get(type(value), "数" if is_number else f"{type(value).__name__} 型の値")


def shorten(text: str, width: int = WIDTH) -> str:
    """長い文字列の中ほどを … にします。"""
    half = (width - 3) // 2
    return text if len(text) <= width else f"{text[:half]} … {text[-half:]}"


def plain(text: str) -> str:
    """文中の TeX を、端末で読める文字にします。

    >>> plain(r"$\\nabla f$ と $1/\\sqrt{h}$ と $2/n_{\\mathrm{in}}$")
    '∇ f と 1/√h と 2/n_in'
    """
    for pattern, replacement in PLAIN:
        text = re.sub(pattern, replacement, text)
    # TeX の記号の名前(nabla、beta、sum など)は、HTML の実体参照の名前とほぼ同じ。
    text = re.sub(r"\\[A-Za-z]+", lambda found: html5.get(f"{found[0][1:]};", found[0][1:]), text)
    return re.sub(r"[{}$]", "", text)


def _element(value: float) -> str:
    return repr(float(f"{value:.6g}"))


def _array_note(array: np.ndarray) -> str:
    notes = [] if array.dtype == np.float64 else [str(array.dtype)]
    notes += [f"形 {array.shape}"] if array.size > 12 or array.size == 0 else []
    return f"({'、'.join(notes)})" if notes else ""


def _repr(value: Any) -> str:
    try:
        return repr(value)
    except Exception as error:  # 学習者のクラスの __repr__ が壊れていても、採点は続ける
        return f"<表示できない {type(value).__name__}({type(error).__name__})>"
