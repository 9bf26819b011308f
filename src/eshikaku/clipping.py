"""大きすぎる勾配を、ノルムまたは値で切り詰める関数です(勾配クリッピング)。"""

import math

import numpy as np

from eshikaku import checks


def grad_norm(grads):
    r"""すべての勾配を一本のベクトルとみなした L2 ノルム $\lVert g \rVert = \sqrt{\sum_i g_i^2}$ を返します。

    2 乗があふれないように、絶対値の最大 $a$ で割ってから $a \sqrt{\sum_i (g_i / a)^2}$ として求めます。

    >>> grad_norm({"W": np.array([[3.0, 0.0]]), "b": 4.0})
    5.0
    >>> round(grad_norm({"W": np.array([3e30, 4e30], dtype=np.float32)}) / 1e30, 6)  # 2 乗は float32 に入らない
    5.0
    """
    _check(grads)
    largest = max((float(np.max(np.abs(g), initial=0)) for g in grads.values()), default=0.0)
    if largest == 0:
        return 0.0
    scaled = (np.divide(g, largest, dtype=np.float64) for g in grads.values())
    return largest * math.sqrt(sum(float(np.sum(g * g)) for g in scaled))


def clip_grad_norm(grads, max_norm):
    r"""全体の L2 ノルムが `max_norm` を超えるとき、向きを変えずに縮めます。新しい勾配と、縮める前のノルムを返します。

    $$g \leftarrow \min\left(1, \frac{c}{\lVert g \rVert}\right) g$$

    | 記号 | 引数 | 意味 |
    |---|---|---|
    | $g$ | `grads` | 名前 → 勾配、の辞書。ノルムは全部の名前を通して求める。書き換えない |
    | $c$ | `max_norm` | ノルムの上限、0 より大きい |

    PyTorch との違い: `torch.nn.utils.clip_grad_norm_` は `grads` を書き換えます。
    倍率が $c / (\lVert g \rVert + 10^{-6})$ なので、縮めた後のノルムは $c$ よりわずかに小さくなります。

    Raises:
        TypeError, ValueError: 勾配が辞書でない、小数でない、NaN か無限大を含む。`max_norm` が正の数でない。

    出典: R. Pascanu, T. Mikolov, Y. Bengio, "On the difficulty of training recurrent neural networks", ICML 2013,
    arXiv:1211.5063, Algorithm 1

    >>> clip_grad_norm({"W": np.array([3.0, 0.0]), "b": 4.0}, max_norm=2.5)
    ({'W': array([1.5, 0. ]), 'b': 2.0}, 5.0)
    """
    max_norm = checks.real("max_norm", max_norm, above=0)
    norm = grad_norm(grads)
    scale = min(1.0, max_norm / norm) if norm > 0 else 1.0
    return {key: _same_kind(g, g * scale) for key, g in grads.items()}, norm


def clip_grad_value(grads, max_value):
    r"""各要素を $[-c, c]$ に収めた、新しい勾配を返します。向きは変わることがあります。

    $$g_i \leftarrow \max(-c, \min(c, g_i))$$

    | 記号 | 引数 | 意味 |
    |---|---|---|
    | $g_i$ | `grads` | 名前 → 勾配、の辞書。書き換えない |
    | $c$ | `max_value` | 絶対値の上限、0 より大きい |

    PyTorch との違い: `torch.nn.utils.clip_grad_value_` と同じ値です。PyTorch は `grads` を書き換えます。

    Raises:
        TypeError, ValueError: 勾配が辞書でない、小数でない、NaN か無限大を含む。`max_value` が正の数でない。

    >>> clip_grad_value({"W": np.array([3.0, -0.5]), "b": -4.0}, max_value=1.0)
    {'W': array([ 1. , -0.5]), 'b': -1.0}
    """
    c = checks.real("max_value", max_value, above=0)
    _check(grads)
    return {key: _same_kind(g, np.clip(g, -c, c)) for key, g in grads.items()}


def _same_kind(g, value):
    return np.asarray(value) if isinstance(g, np.ndarray) else float(value)


def _check(grads):
    if not isinstance(grads, dict):
        raise TypeError(f"grads は辞書にしてください(渡された型: {type(grads).__name__})。")
    for key, g in grads.items():
        checks.finite_gradient(f"grads[{key!r}]", g)
