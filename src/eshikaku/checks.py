"""入力の間違いを、直し方の分かる日本語のエラーにする小さな関数です。"""

import inspect
import math
import numbers
import operator
import reprlib

import numpy as np

FLOATS = (np.dtype(np.float32), np.dtype(np.float64))
_BOUNDS = {  # 引数の名前: (満たすべき関係, メッセージでの言い方)
    "above": (operator.gt, "より大きい"),
    "at_least": (operator.ge, "以上"),
    "below": (operator.lt, "未満"),
    "at_most": (operator.le, "以下"),
}


def number(name, value):
    """ひとつの実数であることを確かめ、Python の float にして返します(真偽値は数とみなしません)。

    `np.float64` の数は float32 の配列との計算を float64 に上げてしまうので、必ず Python の float にします。

    >>> number("x", np.float32(0.5))
    0.5
    >>> number("x", "0.5")
    Traceback (most recent call last):
    TypeError: x は数にしてください(渡された型: str)。
    """
    if isinstance(value, np.ndarray) and value.ndim == 0:
        value = value[()]
    if isinstance(value, bool | np.bool_) or not isinstance(value, numbers.Real):
        raise TypeError(f"{name} は数にしてください(渡された型: {type(value).__name__})。")
    return float(value)


def real(name, value, **bounds):
    """有限の実数で範囲に入っていることを確かめ、Python の float にして返します。

    範囲は `above`(より大きい)、`at_least`(以上)、`below`(未満)、`at_most`(以下)で渡します。

    >>> real("momentum", 0.9, at_least=0, below=1)
    0.9
    >>> real("momentum", 1.5, at_least=0, below=1)
    Traceback (most recent call last):
    ValueError: momentum は 0 以上 1 未満の有限な数にしてください(渡された値: 1.5)。
    """
    value = number(name, value)
    if not math.isfinite(value) or not all(_BOUNDS[key][0](value, limit) for key, limit in bounds.items()):
        wanted = "".join(f" {limit} {_BOUNDS[key][1]}" for key, limit in bounds.items())
        wanted = wanted.replace("より大きい ", "より大きく ")  # 「0 より大きく 1 以下の」
        link = "の" if wanted and not wanted.endswith("い") else ""  # 「0 以上の有限な数」「0 より大きい有限な数」
        raise ValueError(f"{name} は{wanted}{link}有限な数にしてください(渡された値: {value})。")
    return value


def whole(name, value, at_least=1, at_most=None):
    """`at_least` 以上(`at_most` を渡せば、それ以下)の整数であることを確かめ、Python の int にして返します。

    >>> whole("step_num", 100)
    100
    >>> whole("step_num", 2.5)
    Traceback (most recent call last):
    TypeError: step_num は整数にしてください(渡された値: 2.5)。
    >>> whole("seed", 10000, at_most=9999)
    Traceback (most recent call last):
    ValueError: seed は 9999 以下の整数にしてください(渡された値: 10000)。
    """
    if isinstance(value, bool | np.bool_) or not isinstance(value, numbers.Integral):
        raise TypeError(f"{name} は整数にしてください(渡された値: {reprlib.repr(value)})。")  # 大きな配列は短くする
    if value < at_least:
        raise ValueError(f"{name} は {at_least} 以上の整数にしてください(渡された値: {value})。")
    if at_most is not None and value > at_most:
        raise ValueError(f"{name} は {at_most} 以下の整数にしてください(渡された値: {value})。")
    return int(value)


def one_of(name, value, choices):
    """`choices` のどれかであることを確かめ、そのまま返します。

    >>> one_of("fan", "in", ["in", "out"])
    'in'
    >>> one_of("fan", "both", ["in", "out"])
    Traceback (most recent call last):
    ValueError: fan は 'in'、'out' のどれかにしてください(渡された値: 'both')。
    """
    choices = list(choices)  # リストとの比較は、["relu"] のようなハッシュできない値でもエラーにならない
    if value not in choices:
        raise ValueError(f"{name} は {'、'.join(map(repr, choices))} のどれかにしてください(渡された値: {value!r})。")
    return value


def function(name, value, form, *arguments, **named):
    """`form` の形で呼べる関数であることを確かめ、そのまま返します(クラスは受け取りません)。

    >>> function("schedule", lambda k: 0.1, "schedule(k)", 0)(5)
    0.1
    >>> function("schedule", 0.1, "schedule(k)", 0)
    Traceback (most recent call last):
    TypeError: schedule は schedule(k) と呼べる関数にしてください(渡された値: 0.1)。
    """
    try:
        if isinstance(value, type):
            raise TypeError
        inspect.signature(value).bind(*arguments, **named)
    except TypeError:
        raise TypeError(f"{name} は {form} と呼べる関数にしてください(渡された値: {reprlib.repr(value)})。") from None
    return value


def made(name, value, example, *methods):
    """`methods` を持つものが作られていることを確かめ、そのまま返します(クラスのままや、名前の文字列は受け取りません)。

    >>> made("optimizer", "sgd", "SGD(lr=0.1)", "update")
    Traceback (most recent call last):
    TypeError: optimizer には、update を持つものを SGD(lr=0.1) のように作って渡してください(渡された値: 'sgd')。
    """
    if isinstance(value, type) or not all(hasattr(value, method) for method in methods):
        raise TypeError(
            f"{name} には、{'、'.join(methods)} を持つものを {example} のように作って渡してください"
            f"(渡された値: {value!r})。"
        )
    return value


def generator(rng):
    """乱数が `numpy.random.Generator` であることを確かめ、そのまま返します(種の数や `np.random` は受け取りません)。

    >>> generator(0)
    Traceback (most recent call last):
    TypeError: rng には numpy.random.default_rng(種) を渡してください(渡された型: int)。
    """
    if not isinstance(rng, np.random.Generator):
        raise TypeError(f"rng には numpy.random.default_rng(種) を渡してください(渡された型: {type(rng).__name__})。")
    return rng


def float_array(name, value):
    """float32 か float64 の配列であることを確かめ、そのまま返します。

    整数の配列は、その場で更新すると小数点以下が捨てられてしまうので、受け取りません。

    >>> float_array("W", np.array([1.5, -2.0]))
    array([ 1.5, -2. ])
    >>> float_array("W", np.array([1, -2]))
    Traceback (most recent call last):
    TypeError: W は整数(int64)の配列です。小数点以下が捨てられないように、W.astype(float) で小数にしてください。
    """
    if not isinstance(value, np.ndarray):
        raise TypeError(f"{name} は NumPy の配列にしてください(渡された型: {type(value).__name__})。")
    if value.dtype not in FLOATS:
        if value.dtype.kind in "iub":
            raise TypeError(
                f"{name} は整数({value.dtype})の配列です。小数点以下が捨てられないように、"
                f"{name}.astype(float) で小数にしてください。"
            )
        raise TypeError(f"{name} は float32 か float64 の配列にしてください(渡された dtype: {value.dtype})。")
    return value


def same_shape(name, value, other_name, other):
    """二つの配列の形が同じであることを確かめます(ブロードキャストによる取り違えを防ぎます)。

    >>> same_shape("勾配", np.zeros(3), "パラメータ", np.zeros((3, 1)))
    Traceback (most recent call last):
    ValueError: 勾配の形 (3,) が、パラメータの形 (3, 1) と違います。reshape などで形をそろえてください。
    """
    shape, other_shape = _shape(value), _shape(other)
    if shape != other_shape:
        raise ValueError(
            f"{name}の形 {shape} が、{other_name}の形 {other_shape} と違います。reshape などで形をそろえてください。"
        )


def _shape(value):
    return value.shape if isinstance(value, np.ndarray) else np.shape(value)  # 配列には np.shape より 5 倍ほど速い


def same_keys(name, value, other_name, other):
    """二つの辞書の名前(キー)がそろっていることを確かめます。

    >>> same_keys("grads", {"W": 0.1}, "params", {"W": 1.0, "b": 2.0})
    Traceback (most recent call last):
    ValueError: grads と params の名前をそろえてください(grads に無い名前: ['b']、params に無い名前: [])。
    """
    for label, mapping in ((name, value), (other_name, other)):
        if not isinstance(mapping, dict):
            hint = "clip_grad_norm は (勾配, ノルム) を返すので、[0] を渡します。" if isinstance(mapping, tuple) else ""
            raise TypeError(f"{label} は辞書にしてください(渡された型: {type(mapping).__name__})。{hint}")
    if value.keys() != other.keys():
        raise ValueError(
            f"{name} と {other_name} の名前をそろえてください"
            f"({name} に無い名前: {sorted(other.keys() - value.keys(), key=str)}、"
            f"{other_name} に無い名前: {sorted(value.keys() - other.keys(), key=str)})。"
        )


def finite_gradient(name, g):
    """勾配が数か float32 / float64 の配列で、NaN も無限大も無いことを確かめます。

    2 乗和は一度読むだけで求まり、有限なら全要素が有限です。
    大きな値の 2 乗は無限大になりうるので、そのときだけ一つずつ調べます。

    >>> finite_gradient("grads['W']", np.array([1e200, -1e200]))
    >>> finite_gradient("grads['W']", np.array([1.0, np.inf]))
    Traceback (most recent call last):
    ValueError: grads['W'] に NaN か無限大があります。学習率 lr を下げるか、勾配の計算を確かめてください。
    """
    g = np.float64(number(name, g)) if isinstance(g, numbers.Real) else float_array(name, g)
    flat = g.ravel(order="K")
    if not math.isfinite(np.vdot(flat, flat)) and not np.isfinite(flat).all():  # vdot は、あふれても警告を出さない
        raise ValueError(f"{name} に NaN か無限大があります。学習率 lr を下げるか、勾配の計算を確かめてください。")
