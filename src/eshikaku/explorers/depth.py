"""深さの方向に、出力と勾配がどう変わるかを見る対話図(計算は同じ名前の depth.js が行い、ここは入口、静止図、確かめ)。"""

import math
from typing import NamedTuple

import numpy as np

from eshikaku import checks, plotting
from eshikaku.explorers.base import Explorer, Value
from eshikaku.explorers.minibatch import SEEDS, checked_seed, random
from eshikaku.functions import relu, sigmoid

# 名前 → (関数, 出力から傾き)
ACTIVATIONS = {
    "relu": (relu, lambda h: (h > 0) * 1.0),
    "tanh": (np.tanh, lambda h: 1 - h * h),
    "sigmoid": (sigmoid, lambda h: h * (1 - h)),
    "identity": (lambda a: a, np.ones_like),
}
TITLES = {"relu": "ReLU", "tanh": "tanh", "sigmoid": "シグモイド", "identity": "恒等関数"}
# 規則 → 幅 n の層の、重みの標準偏差
RULES = {
    "own": None,
    "xavier": lambda n: math.sqrt(1 / n),
    "he": lambda n: math.sqrt(2 / n),
    "torch": lambda n: math.sqrt(1 / (3 * n)),
}
RULE_TITLES = {"own": "自分で決める", "xavier": "Xavier", "he": "He", "torch": "nn.Linear の既定の広さ"}
RANGES = {"relu": (0, 4), "tanh": (-1, 1), "sigmoid": (0, 1), "identity": (-4, 4)}  # ヒストグラムの横軸
LIMITS = {"std": (0.001, 10), "depth": (4, 10), "width": (4, 128), "seed": SEEDS}
SAMPLES = 64
BINS = 24
COLORS = {"output": "#3f20ce", "gradient": "#8b1100"}


class Signals(NamedTuple):
    """層ごとの結果。どれも形 (深さ, …)。gradients は、最後の層の勾配を 1 とした大きさ。"""

    outputs: np.ndarray
    gradients: np.ndarray
    counts: np.ndarray
    flat: np.ndarray


def normals(seed):
    """標準正規乱数を次々に返します(:func:`eshikaku.explorers.minibatch.random` の一様乱数を、ボックス・ミュラー法で)。

    >>> numbers = normals(1)
    >>> round(next(numbers), 6), round(next(numbers), 6)
    (-0.344542, -1.165146)
    """
    uniform = random(seed)
    while True:
        r, angle = math.sqrt(-2 * math.log(next(uniform))), 2 * math.pi * next(uniform)
        yield r * math.cos(angle)
        yield r * math.sin(angle)


def weight_std(rule, std, width):
    """規則が決める、重みの標準偏差。"own" なら std です。"""
    return std if rule == "own" else RULES[rule](width)


def signals(activation, std, depth, width, seed):
    """標準正規分布の SAMPLES 件を深さ depth の層に通し、出力側から標準正規分布の勾配をさかのぼらせます。

    層ごとに、出力の標準偏差、勾配の 2 乗平均平方根(最後の層を 1)、出力のヒストグラムの度数、傾きが最大の 1 % 未満の
    割合を返します。
    """
    numbers, (act, slope) = normals(seed), ACTIVATIONS[activation]

    def draw(rows):
        return np.array([next(numbers) for _ in range(rows * width)]).reshape(rows, width)

    h, hs, weights = draw(SAMPLES), [], []
    for _ in range(depth):
        weights.append(std * draw(width))
        h = act(h @ weights[-1])
        hs.append(h)
    g, sizes = draw(SAMPLES), []
    for h, W in zip(hs[::-1], weights[::-1], strict=True):
        sizes.append(np.sqrt(np.mean(g * g)))
        g = (g * slope(h)) @ W.T
    low, high = RANGES[activation]
    places = [np.clip(((h - low) / (high - low) * BINS).astype(int), 0, BINS - 1) for h in hs]
    steepest = 0.25 if activation == "sigmoid" else 1.0
    return Signals(
        np.array([h.std() for h in hs]),
        np.array(sizes[::-1]) / sizes[0],
        np.array([np.bincount(place.ravel(), minlength=BINS) for place in places]),
        np.array([np.mean(slope(h) < 0.01 * steepest) for h in hs]),
    )


def behaviour(found):
    """動きの名前です。対話図が示す言葉と同じものです。

    - **爆発する**: 出力か勾配が、端から端までで 10 倍を超える。
    - **信号も勾配も消える**、**信号が消える**、**勾配が消える**: 10 分の 1 より小さくなる。
    - **保たれている**: どれでもない。
    """
    output, gradient = found.outputs[-1] / found.outputs[0], found.gradients[0]
    if max(output, gradient) > 10:
        return "爆発する"
    if output < 0.1:
        return "信号も勾配も消える" if gradient < 0.1 else "信号が消える"
    return "勾配が消える" if gradient < 0.1 else "保たれている"


def _within(limits):
    low, high = LIMITS[limits]
    return lambda name, value: checks.whole(name, value, at_least=low, at_most=high)


class DepthExplorer(Explorer):
    """:func:`depth_explorer` が返す図。引数と同じ名前の値を、読むことも書き換えることもできます。"""

    _name = "depth"
    _parts = ("walk.js", "random.js")

    activation = Value(lambda name, value: checks.one_of(name, value, ACTIVATIONS))
    rule = Value(lambda name, value: checks.one_of(name, value, RULES))
    std = Value(lambda name, value: checks.real(name, value, at_least=LIMITS["std"][0], at_most=LIMITS["std"][1]))
    depth = Value(_within("depth"))
    width = Value(_within("width"))
    seed = Value(checked_seed)

    def _known(self):
        return {
            "activations": TITLES,
            "rules": RULE_TITLES,
            "ranges": RANGES,
            "limits": LIMITS,
            "samples": SAMPLES,
            "bins": BINS,
            "colors": COLORS,
        }

    @property
    def signals(self):
        """いまの値での、層ごとの結果。定義は :func:`signals` にあります。"""
        std = weight_std(self.rule, self.std, self.width)
        return signals(self.activation, std, self.depth, self.width, self.seed)

    @property
    def behaviour(self):
        """動きの名前。定義は :func:`behaviour` にあります。"""
        return behaviour(self.signals)

    def _still(self):
        found, layers = self.signals, np.arange(1, self.depth + 1)
        curves = {"出力の標準偏差": found.outputs, "勾配の大きさ(最後の層を 1)": found.gradients}
        ax = plotting.plot_curves(curves, x=layers, yscale="log", markers=True, xlabel="層", ylabel="大きさ")
        alt = (
            f"活性化関数 {TITLES[self.activation]}、規則「{RULE_TITLES[self.rule]}」、"
            f"深さ {self.depth}、幅 {self.width} の、層ごとの"
            f"出力の標準偏差と勾配の大きさ。動きは「{behaviour(found)}」。"
        )
        return ax.figure, alt

    def __repr__(self):
        return f"{super().__repr__()}  # {self.behaviour}"


def depth_explorer(activation="relu", rule="he", std=0.1, depth=5, width=100, seed=1):
    """重みの広がりを変え、層ごとの出力のヒストグラムと、出力・勾配の大きさを見る図を作ります。

    Args:
        activation: ``"relu"`` ``"tanh"`` ``"sigmoid"`` ``"identity"`` のどれか。
        rule: 標準偏差の規則。``"own"``(std を使う)、``"xavier"``、``"he"``、``"torch"`` のどれか。
        std: 重みの標準偏差(0.001 から 10)。rule が ``"own"`` のときに使います。
        depth: 層の数(4 から 10)。
        width: 1 層のユニット数(4 から 128)。
        seed: 乱数の種(1 から 9999)。

    Returns:
        :class:`DepthExplorer`。図を動かした後の値は ``.std`` ``.signals`` ``.behaviour`` などで読めます。

    Raises:
        ValueError: 名前が無い、または数が範囲の外のとき。
        TypeError: 数でないものを渡したとき。

    >>> depth_explorer("sigmoid", "xavier", width=50)
    depth_explorer(activation='sigmoid', rule='xavier', std=0.1, depth=5, width=50, seed=1)  # 勾配が消える
    """
    return DepthExplorer(activation=activation, rule=rule, std=std, depth=depth, width=width, seed=seed)
