"""重みの初期値を作る関数です。

軸の約束: 全結合層の重みは (入力数, 出力数)、畳み込み層の重みは (出力チャンネル, 入力チャンネル, 高さ, 幅) です。
PyTorch の `Linear.weight` は (出力数, 入力数) で、全結合だけ軸が逆です。
乱数は引数 `rng`(`numpy.random.default_rng(種)`)からだけ引くので、同じ種なら同じ重みになります。
"""

import math

import numpy as np

from eshikaku.checks import FLOATS, generator, one_of, real, whole

GAINS = {"identity": 1.0, "sigmoid": 1.0, "tanh": 5 / 3, "relu": math.sqrt(2)}


def fans(shape):
    """重みの形から (fan_in, fan_out) を返します。1 個の出力に入る本数と、1 個の入力から出る本数です。

    >>> fans((784, 100))       # 全結合: (入力数, 出力数)
    (784, 100)
    >>> fans((16, 3, 5, 5))    # 畳み込み: 3×5×5 本が入り、16×5×5 本が出る
    (75, 400)
    """
    shape = tuple(whole("shape の要素", n) for n in np.atleast_1d(np.asarray(shape, dtype=object)))
    if len(shape) == 2:
        return shape
    if len(shape) == 4:
        out_channels, in_channels, height, width = shape
        return in_channels * height * width, out_channels * height * width
    raise ValueError(f"shape は (入力数, 出力数) か (出力ch, 入力ch, 高さ, 幅) にしてください(渡された値: {shape})。")


def gain(activation, alpha=0.01):
    r"""活性化関数が縮める分散を打ち消す倍率(標準偏差に掛ける数)を返します。

    ReLU は入力の 2 乗平均を半分にするので $\sqrt{2}$、Leaky ReLU は $\sqrt{2/(1+\alpha^2)}$ です。
    tanh の 5/3 は理論値ではなく、PyTorch の `calculate_gain` と同じ経験的な値です。

    >>> gain("relu"), gain("tanh")
    (1.4142135623730951, 1.6666666666666667)
    """
    if activation == "leaky_relu":
        return math.sqrt(2 / (1 + real("alpha", alpha) ** 2))
    return GAINS[one_of("activation", activation, [*GAINS, "leaky_relu"])]


def zeros(shape, dtype=np.float64):
    """すべて 0。バイアスには使えますが、重みに使うと、どのユニットも同じ値のままになります。

    >>> zeros((1, 2))
    array([[0., 0.]])
    """
    return constant(shape, 0.0, dtype)


def constant(shape, value, dtype=np.float64):
    """すべて `value`。

    >>> constant((1, 2), 0.5)
    array([[0.5, 0.5]])
    """
    return np.full(shape, real("value", value), _float_dtype(dtype))


def normal(shape, rng, std=0.01, dtype=np.float64):
    r"""平均 0、標準偏差 `std` の正規分布 $N(0, \mathrm{std}^2)$。`std` は分散ではありません。

    >>> normal((1000, 100), np.random.default_rng(0), std=0.5).std().round(3)
    np.float64(0.5)
    """
    return real("std", std, at_least=0) * generator(rng).standard_normal(shape, _float_dtype(dtype))


def uniform(shape, rng, bound=0.01, dtype=np.float64):
    r"""区間 $[-\mathrm{bound}, \mathrm{bound})$ の一様分布。分散は $\mathrm{bound}^2/3$ です。

    >>> abs(uniform((1000, 100), np.random.default_rng(0), bound=0.5)).max().round(3)
    np.float64(0.5)
    """
    return real("bound", bound, at_least=0) * (2 * generator(rng).random(shape, _float_dtype(dtype)) - 1)


def scaled(shape, rng, gain=1.0, fan="in", distribution="normal", dtype=np.float64):
    r"""分散が $\mathrm{gain}^2 / \mathrm{fan}$ の乱数。Xavier も He も LeCun も、この一つの式の場合分けです。

    `fan` は "in"(順伝播の分散を保つ)、"out"(逆伝播の分散を保つ)、"avg"(二つの平均)。
    `distribution` は "normal" か "uniform"。分散をそろえるので、一様分布の端は $\sqrt{3}\times$標準偏差です。

    >>> W = scaled((400, 100), np.random.default_rng(0), gain=2.0, fan="out")
    >>> W.std().round(2)  # 2/√100
    np.float64(0.2)
    """
    fan_in, fan_out = fans(shape)
    sizes = {"in": fan_in, "out": fan_out, "avg": (fan_in + fan_out) / 2}
    std = real("gain", gain, above=0) / math.sqrt(sizes[one_of("fan", fan, sizes)])
    if one_of("distribution", distribution, ["normal", "uniform"]) == "normal":
        return normal(shape, rng, std, dtype)
    return uniform(shape, rng, math.sqrt(3) * std, dtype)


def xavier(shape, rng, gain=1.0, fan="avg", distribution="normal", dtype=np.float64):
    r"""Xavier(Glorot)の初期値: 分散 $2/(n_{\mathrm{in}} + n_{\mathrm{out}})$。原点で傾き 1 の tanh などに向きます。

    「標準偏差 $1/\sqrt{n}$」は $n_{\mathrm{in}} = n_{\mathrm{out}} = n$ の場合です。

    出典: Glorot & Bengio (2010) AISTATS、式 (16)。`torch.nn.init.xavier_normal_`、Keras の `GlorotNormal`
    (Keras の正規分布は 2σ で切り落とした形)。

    >>> xavier((300, 100), np.random.default_rng(0)).var().round(4)  # 2/400
    np.float64(0.005)
    """
    return scaled(shape, rng, gain, fan, distribution, dtype)


def he(shape, rng, gain=GAINS["relu"], fan="in", distribution="normal", dtype=np.float64):
    r"""He(Kaiming)の初期値: 分散 $2/n_{\mathrm{in}}$、標準偏差 $\sqrt{2/n_{\mathrm{in}}}$。ReLU に向きます。

    Leaky ReLU では `gain=gain("leaky_relu", alpha)` とします。`fan="out"` は逆伝播の分散を保ちます。

    出典: He et al. (2015) arXiv:1502.01852、式 (10)。`torch.nn.init.kaiming_normal_`、Keras の `HeNormal`。

    >>> he((200, 300), np.random.default_rng(0)).var().round(3)  # 2/200
    np.float64(0.01)
    """
    return scaled(shape, rng, gain, fan, distribution, dtype)


def lecun(shape, rng, gain=1.0, fan="in", distribution="normal", dtype=np.float64):
    r"""LeCun の初期値: 分散 $1/n_{\mathrm{in}}$。線形層や SELU に向きます。

    出典: LeCun et al. (1998) Efficient BackProp、式 (16)。Keras の `LecunNormal`。

    >>> lecun((100, 300), np.random.default_rng(0)).var().round(3)  # 1/100
    np.float64(0.01)
    """
    return scaled(shape, rng, gain, fan, distribution, dtype)


def _float_dtype(dtype):
    if np.dtype(dtype) not in FLOATS:
        raise TypeError(f"dtype は np.float32 か np.float64 にしてください(渡された値: {np.dtype(dtype)})。")
    return np.dtype(dtype)
