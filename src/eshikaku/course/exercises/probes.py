"""演習の入力の部品: 誤った答えが、たまたま正しい答えと同じになることのない入力を作ります。

どの部品も、学習者の 1 つの書き間違いを見分けるためにあります。演習の cases と random_case から使います。

乱数を使う答えは、何度も動かして、正しい答えなら必ず(誤って退ける確率は 1e-9 未満で)成り立つ性質を調べます。
"""

import itertools
import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

FALSE_ALARM = 1e-9


# ---- 変数の混ざる関数


def tilted_bowl(x: np.ndarray) -> Any:
    """1 つの成分の偏微分がほかの成分にもよる 2 次関数。成分を 1 つずつ更新した答えは、勾配がずれます。

    >>> tilted_bowl(np.array([2.0, -1.0]))
    np.float64(4.0)
    """
    x = np.asarray(x)
    return np.sum(np.arange(1, x.size + 1) * x**2) + np.sum(x[:-1] * x[1:])


def tilted_bowl_gradient(x: np.ndarray) -> np.ndarray:
    """tilted_bowl の勾配。2 変数なら (2x + y, x + 4y)。

    >>> tilted_bowl_gradient(np.array([2.0, -1.0])).tolist()
    [3.0, -2.0]
    """
    x = np.asarray(x)
    slope = 2.0 * np.arange(1, x.size + 1) * x
    slope[:-1] += x[1:]
    slope[1:] += x[:-1]
    return slope


def tilted_cubic(x: np.ndarray) -> Any:
    """変数が混ざり、3 階微分も 0 でない関数。前進差分と中心差分、h の大きさの違いが値に表れます。"""
    x = np.asarray(x)
    return np.sum(x) ** 3 / 3 + tilted_bowl(x)


# ---- 配列の作り


def whole(*shape: int) -> np.ndarray:
    """どの要素も違い、負の数も 0 も含む整数の配列。整数のまま計算すると切り捨てられる答えを見分けます。

    >>> whole(2, 3).tolist()
    [[-2, -1, 0], [1, 2, 3]]
    """
    size = math.prod(shape)
    return np.arange(size).reshape(shape) - size // 3


def single(array: np.ndarray) -> np.ndarray:
    """array の要素の 1 つ(0 でないもの)だけを持つ 32 ビットの小数の配列。"""
    return array[array != 0][:1].astype(np.float32)


def scalar(array: np.ndarray) -> np.ndarray:
    """array の要素の 1 つ(0 でないもの)の、0 次元の配列。len や添字を使う答えを見分けます。"""
    return np.array(array[array != 0].flat[0])


def strided(array: np.ndarray) -> np.ndarray:
    """同じ値で、メモリの中では要素が飛び飛びに並ぶ配列。reshape や ravel が写しになるのを忘れた答えを見分けます。

    >>> strided(np.array([1.0, 2.0])).flags.c_contiguous
    False
    """
    wide = np.full((*array.shape[:-1], 2 * array.shape[-1] + 1), array.flat[0], dtype=array.dtype)
    wide[..., 1::2] = array
    return wide[..., 1::2]


def read_only(array: np.ndarray) -> np.ndarray:
    """同じ値で、書き込むと例外が起こる配列。引数を書き換える答えを、書き換えた行で止めます。

    正しい答えでも途中で引数を動かして元に戻すことがある演習(数値微分など)には使いません。
    """
    locked = array.copy()
    locked.flags.writeable = False
    return locked


# ---- 番号の並び


def repeated_indexes(N: int) -> np.ndarray:
    """並んでおらず、同じ番号を 2 度含み、すべての番号は含まない並び。N は 3 以上。

    同じ番号を 1 度しか数えない答え、先頭から len(idx) 件を取る答え、全体の件数で割る答えを見分けます。

    >>> repeated_indexes(4).tolist()
    [3, 1, 3]
    """
    return np.array([N - 1, 1, N - 1])


def no_indexes() -> np.ndarray:
    """空の並び。空でも決まった値を返すと約束した演習で使います。"""
    return np.array([], dtype=int)


# ---- パラメータの辞書


def parameters(rng: np.random.Generator, scale: float = 1.0) -> dict[str, np.ndarray]:
    """名前も形もありふれていない、3 つのパラメータ。params["W"] と書いた答えや、個数を決めた答えを見分けます。"""
    shapes = {"gain": (2, 3), "W2": (3,), "offset": (1,)}
    return {key: scale * rng.normal(size=shape) for key, shape in shapes.items()}


def in_another_order(parameters: dict) -> dict:
    """鍵の順だけが違う辞書。鍵でなく順番で対応させた答えを見分けます。

    >>> in_another_order({"W": 1, "b": 2})
    {'b': 2, 'W': 1}
    """
    return dict(reversed(parameters.items()))


def gradient_run(rng: np.random.Generator, parameters: dict, steps: int) -> list[dict]:
    """steps 回分の勾配。1 回おきに鍵の順が変わり、大きさも要素ごとに違います。"""
    run = [
        {k: rng.normal(size=x.shape) * 10.0 ** rng.integers(-2, 2) for k, x in parameters.items()} for _ in range(steps)
    ]
    return [in_another_order(grads) if t % 2 else grads for t, grads in enumerate(run)]


# ---- 同じ物を 2 度、別の物を並べて


def called_twice(function: Callable, *args: Any) -> tuple[Any, Any]:
    """observe 用: 同じ引数で 2 度呼んだ結果。前の呼び出しの結果を覚えてしまう答えを見分けます。"""
    return function(*args), function(*args)


def updated_side_by_side(
    optimizer_class: type, start: dict, gradients: list[dict], options: dict
) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """observe 用: 2 つの物を作って交互に update し、両方のパラメータを返します。

    2 つ目は逆向きの勾配で、1 歩おきに動かします。状態をクラスや大域の変数に持つ答えは、2 つが混ざります。
    """
    first, second = optimizer_class(**options), optimizer_class(**options)
    moved, other = ({key: np.array(value) for key, value in start.items()} for _ in range(2))
    for t, grads in enumerate(gradients):
        first.update(moved, {key: np.copy(grad) for key, grad in grads.items()})
        if t % 2 == 0:
            second.update(other, {key: -grad for key, grad in grads.items()})
    return moved, other


# ---- 乱数を使う答え


def draws_needed(chance: float, chances: int) -> int:
    """1 回に確率 chance で起こることが chances 通りあるとき、どれかが続けて起こる確率が FALSE_ALARM 未満になる回数。

    >>> draws_needed(0.2, 10)
    15
    """
    return math.ceil(math.log(FALSE_ALARM / chances) / math.log(chance))


def shuffles_needed(N: int, kept: int | None = None) -> int:
    """大きさ N の並べ替えを mixing で調べるのに要る回数。kept は、先頭から使う個数(省略すると N)。"""
    alone = [(2 / N, N - 1), (1 / N, 2 * N)]  # 隣どうしのまま / 端に居すわる
    alone += [((N - kept) / N, N)] if kept not in (None, N) else []
    return max(draws_needed(chance, chances) for chance, chances in alone) + 1


def mixing(orders: Sequence[Sequence[int]], N: int) -> dict[str, bool]:
    """0 から N−1 の並べ替えを何度も作ったとき、よく混ざっていれば成り立つ性質。

    回数が shuffles_needed 以上なら、偏りのない並べ替えがどれかの性質を欠く確率は 3 × FALSE_ALARM 未満です。
    """
    together = set.intersection(*({frozenset(pair) for pair in itertools.pairwise(order)} for order in orders))
    return {
        "どの番号も使われる": set().union(*orders) == set(range(N)),
        "並びは毎回変わる": len({tuple(order) for order in orders}) > 1,
        "隣どうしの番号が離れる": not together,
        "先頭と末尾の番号が変わる": all(len({order[end] for order in orders}) > 1 for end in (0, -1)),
    }


def masking(masks: Sequence[np.ndarray], chance: float) -> dict[str, bool]:
    """要素ごとに独立に確率 chance で True になるはずの配列を、何度も作ったときの性質。

    割合の許容幅は、ヘフディングの不等式で、誤って退ける確率が FALSE_ALARM になる幅です。
    """
    stacked = np.array(masks)
    flat = stacked.reshape(len(stacked), -1)
    margin = math.sqrt(math.log(2 / FALSE_ALARM) / (2 * flat.size))
    pairs = [(flat[:, i] == flat[:, j]).all() for i, j in itertools.combinations(range(flat.shape[1]), 2)]
    return {
        "割合が正しい": bool(abs(flat.mean() - chance) <= margin),
        "どの要素も両方になる": bool((flat.any(axis=0) & ~flat.all(axis=0)).all()),
        "要素ごとに違う": not any(pairs),
    }


def masks_needed(size: int, chance: float) -> int:
    """大きさ size の配列を masking で調べるのに要る回数。"""
    stuck = max(chance, 1 - chance, chance**2 + (1 - chance) ** 2)
    return draws_needed(stuck, size**2 + 2 * size)
