"""活性化関数と損失関数を、式のとおりに、大きな入力でもあふれない形で書いたものです。

どの関数も入力を書き換えず、float32 と float64 をそのまま保ちます。整数は float64 に直してから計算します。
"""

import math

import numpy as np

from eshikaku.checks import real, same_shape


def as_float(x):
    """配列にして、整数と真偽値だけを float64 に直します。

    >>> as_float([1, 2]), as_float(np.float32(0.5)).dtype
    (array([1., 2.]), dtype('float32'))
    """
    x = np.asarray(x)
    return x.astype(np.float64) if x.dtype.kind in "iub" else x


# --- 活性化関数 ---------------------------------------------------------------


def step(x):
    r"""ステップ関数: $x > 0$ なら 1、そうでなければ 0。

    微分はどこでも 0(原点では定義されない)なので、誤差逆伝播では学習できません。

    出典: Rosenblatt (1958) のパーセプトロン。

    >>> step(np.array([-2.0, 0.0, 3.0]))
    array([0., 0., 1.])
    """
    x = as_float(x)
    return (x > 0).astype(x.dtype)


def sigmoid(x):
    r"""シグモイド関数: $\sigma(x) = 1 / (1 + e^{-x})$。

    $e^{-x}$ は $x=-1000$ であふれるので、0 以下の指数しか使わない形で計算します:
    $x \ge 0$ なら $1/(1+e^{-x})$、$x < 0$ なら $e^{x}/(1+e^{x})$。

    出典: Rumelhart, Hinton & Williams (1986) Nature 323。

    >>> sigmoid(np.array([-1000.0, 0.0, 1000.0]))
    array([0. , 0.5, 1. ])
    """
    x = as_float(x)
    e = np.exp(-np.abs(x))
    return np.where(x >= 0, 1, e) / (1 + e)


def tanh(x):
    r"""双曲線正接関数: $\tanh(x) = 2\sigma(2x) - 1$。値は −1 から 1、原点での傾きは 1 です。

    出典: LeCun et al. (1998) Efficient BackProp。

    >>> tanh(np.array([-1000.0, 0.0, 1000.0]))
    array([-1.,  0.,  1.])
    """
    return np.tanh(as_float(x))


def relu(x):
    r"""ReLU: $\max(x, 0)$。

    出典: Nair & Hinton (2010) ICML; Glorot, Bordes & Bengio (2011) AISTATS。

    >>> relu(np.array([-2.0, 0.0, 3.0]))
    array([0., 0., 3.])
    """
    return np.maximum(as_float(x), 0)


def leaky_relu(x, alpha=0.01):
    r"""Leaky ReLU: $x > 0$ なら $x$、そうでなければ $\alpha x$。

    `alpha` の既定値 0.01 は論文と PyTorch の値です(Keras の既定値は 0.3)。

    出典: Maas, Hannun & Ng (2013) ICML Workshop。

    >>> leaky_relu(np.array([-2.0, 0.0, 3.0]))
    array([-0.02,  0.  ,  3.  ])
    """
    x = as_float(x)
    return np.where(x > 0, x, real("alpha", alpha) * x)


def normal_cdf(x):
    r"""標準正規分布の累積分布関数: $\Phi(x) = \frac{1}{2}\,\mathrm{erfc}(-x/\sqrt{2})$。

    NumPy には erfc が無いので、標準ライブラリの `math.erfc` を 1 要素ずつ呼びます(そのぶん遅くなります)。

    >>> normal_cdf(np.array([-1000.0, 0.0]))
    array([0. , 0.5])
    """
    x = as_float(x)
    return 0.5 * np.asarray(np.frompyfunc(math.erfc, 1, 1)(-x / math.sqrt(2)), dtype=x.dtype)


def gelu(x):
    r"""GELU: $x\,\Phi(x)$。$\Phi$ は標準正規分布の累積分布関数です。

    PyTorch の既定(`approximate="none"`)と同じ、近似を使わない形です。

    出典: Hendrycks & Gimpel (2016) arXiv:1606.08415。

    >>> gelu(np.array([-1000.0, 0.0, 1.0])).round(4)
    array([-0.    ,  0.    ,  0.8413])
    """
    x = as_float(x)
    return x * normal_cdf(x)


def softmax(x, temperature=1.0):
    r"""ソフトマックス関数: $y_k = e^{x_k/T} / \sum_j e^{x_j/T}$(最後の軸について和を取ります)。

    $T$(`temperature`)を大きくすると一様分布に、0 に近づけると最大の要素だけが 1 に近づきます。
    分母と分子に同じ数を掛けても値は変わらないので、最大値を引いてから指数を取ります。

    出典: Bridle (1990); 温度は Hinton, Vinyals & Dean (2015) arXiv:1503.02531。

    >>> softmax(np.array([1000.0, 1000.0]))
    array([0.5, 0.5])
    >>> softmax(np.array([0.0, 1.0]), temperature=0.1).round(4)
    array([0., 1.])
    """
    return np.exp(log_softmax(x, temperature))


def log_softmax(x, temperature=1.0):
    r"""ソフトマックスの対数: $\log y_k = x_k/T - \log \sum_j e^{x_j/T}$。

    `np.log(softmax(x) + 1e-7)` と違い、小さな数を足しません。だから損失は正確で、勾配確認の誤差も大きくなりません。

    >>> log_softmax(np.array([0.0, -1000.0]))
    array([    0., -1000.])
    """
    x = as_float(x) / real("temperature", temperature, above=0)
    x = x - x.max(axis=-1, keepdims=True)
    return x - np.log(np.exp(x).sum(axis=-1, keepdims=True))


# --- 損失関数 -----------------------------------------------------------------


def weighted(t, value):
    r"""確率 `t` を掛けます。`t` が 0 の所は、`value` が無限大でも 0 です($0\log 0 = 0$ の約束)。

    >>> weighted(np.array([0.0, 0.5]), np.array([np.inf, 4.0]))
    array([0., 2.])
    """
    return t * np.where(t == 0, 0, value)


def mean_squared_error(y, t):
    r"""平均 2 乗誤差: $\frac{1}{n}\sum_i (y_i - t_i)^2$。$n$ は要素の総数です。

    教科書には $\frac{1}{2}\sum_i (y_i - t_i)^2$(2 乗和誤差)を使うものもあります。係数が違うだけで、最小点は同じです。
    形の違う `y` と `t`(例えば (N, 1) と (N,))は、ブロードキャストで別の量になるので受け取りません。

    >>> float(mean_squared_error(np.array([1.0, 2.0]), np.array([1.0, 4.0])))
    2.0
    """
    y, t = as_float(y), np.asarray(t)
    same_shape("正解 t ", t, "予測 y ", y)
    return ((y - t.astype(y.dtype)) ** 2).mean()


def mean_absolute_error(y, t):
    r"""平均絶対誤差: $\frac{1}{n}\sum_i |y_i - t_i|$。外れた値の影響が、平均 2 乗誤差より小さくなります。

    >>> float(mean_absolute_error(np.array([1.0, 2.0]), np.array([1.0, 4.0])))
    1.0
    """
    y, t = as_float(y), np.asarray(t)
    same_shape("正解 t ", t, "予測 y ", y)
    return np.abs(y - t.astype(y.dtype)).mean()


def binary_cross_entropy(x, t):
    r"""2値の交差エントロピー: $-\frac{1}{n}\sum_i \{t_i\log\sigma(x_i) + (1-t_i)\log(1-\sigma(x_i))\}$。

    `x` はシグモイドを通す前の値(ロジット)、`t` は同じ形の 0 か 1(または確率)です。
    $\log\sigma$ を先に整理した $(1-t)\max(x,0) + t\max(-x,0) + \log(1+e^{-|x|})$ を使うので、$x=\pm1000$ でも正確です。

    >>> round(float(binary_cross_entropy(np.array([0.0]), np.array([1]))), 6)  # log 2
    0.693147
    >>> float(binary_cross_entropy(np.array([-1000.0]), np.array([1])))
    1000.0
    """
    x, t = as_float(x), np.asarray(t)
    same_shape("正解 t ", t, "ロジット x ", x)
    if t.size and (t.min() < 0 or t.max() > 1):
        raise ValueError(f"正解 t は 0 から 1 の値にしてください(渡された範囲: {t.min()} から {t.max()})。")
    t = t.astype(x.dtype)
    return (weighted(1 - t, np.maximum(x, 0)) + weighted(t, np.maximum(-x, 0)) + np.log1p(np.exp(-np.abs(x)))).mean()


def multilabel_cross_entropy(x, t):
    r"""マルチラベルの交差エントロピー: ラベルごとの2値交差エントロピーを、$L$ 個のラベルで足し、$N$ 件で平均したもの。

    `x` はロジット、`t` は 0/1 で、どちらも形は (N, L) です。1 件が複数のラベルを同時に持てます。
    PyTorch の `BCEWithLogitsLoss` の既定は $L$ でも割るので、値は $1/L$ 倍になります。

    >>> round(float(multilabel_cross_entropy(np.zeros((1, 3)), np.array([[1, 0, 1]]))), 6)  # 3 log 2
    2.079442
    """
    x = as_float(x)
    if x.ndim != 2:
        raise ValueError(f"ロジット x の形は (N, L) にしてください(渡された形: {x.shape})。")
    return x.shape[1] * binary_cross_entropy(x, t)


def ordinal_cross_entropy(x, t):
    r"""順序のあるクラスの交差エントロピー: 「$t > k$ か」という $K-1$ 個の2値問題に直して足したもの。

    `x` は形 (N, K−1) のロジット、`t` は形 (N,) の 0 から K−1 の整数です。
    遠いクラスとの取り違えほど、外す2値問題の数が増え、損失が大きくなります。

    出典: Cheng, Wang & Pollastri (2008) arXiv:0704.1028。

    >>> x = np.array([[5.0, -5.0, -5.0]])  # 4 クラスのうち「1」だと言っている
    >>> [round(float(ordinal_cross_entropy(x, np.array([k]))), 2) for k in range(4)]
    [5.02, 0.02, 5.02, 10.02]
    """
    t = class_numbers(t, np.shape(x)[-1] + 1)
    return multilabel_cross_entropy(x, t[:, None] > np.arange(np.shape(x)[-1]))


def cross_entropy(x, t, label_smoothing=0.0):
    r"""多クラスの交差エントロピー: $-\frac{1}{N}\sum_n\sum_k t_{nk}\log y_{nk}$、$y = \mathrm{softmax}(x)$。

    `x` はソフトマックスを通す前の値(ロジット)で形は (N, C)、`t` はクラス番号 (N,) か確率 (N, C) です。
    `label_smoothing` ($\varepsilon$) は正解を $(1-\varepsilon)t + \varepsilon/C$ に置き換えます(PyTorch と同じ)。

    ロジットに $-\infty$ があると、そのクラスは $y_{nk}=0$ です。$t_{nk}=0$ なら損失に影響しません($0\log 0 = 0$)。
    $t_{nk}>0$ なら損失は $+\infty$ です。ラベルスムージングではどのクラスも $t_{nk}>0$ なので、必ずそうなります。

    出典: ラベルスムージングは Szegedy et al. (2016) arXiv:1512.00567。

    >>> float(cross_entropy(np.array([[0.0, 0.0, 1000.0]]), np.array([0])))
    1000.0
    """
    log_y = log_softmax(x)
    t = target_distribution(t, log_y, label_smoothing)
    return weighted(t, -log_y).sum() / len(t)


def target_distribution(t, log_y, label_smoothing=0.0):
    r"""正解 `t` を、予測 `log_y` と同じ形 (N, C)・同じ dtype の確率にします: $(1-\varepsilon)\,t + \varepsilon/C$。

    `t` はクラス番号 (N,) か、すでに確率(one-hot を含む) (N, C) のどちらかです。

    >>> target_distribution(np.array([1]), np.zeros((1, 4)), label_smoothing=0.2)
    array([[0.05, 0.85, 0.05, 0.05]])
    """
    if log_y.ndim != 2:
        raise ValueError(f"予測の形は (N, C) にしてください(渡された形: {log_y.shape})。")
    classes = log_y.shape[1]
    t = np.asarray(t)
    if t.shape[:1] != log_y.shape[:1]:
        raise ValueError(f"正解 t の件数が予測と違います(t の形: {t.shape}、予測の形: {log_y.shape})。")
    if t.ndim == 1:
        t = one_hot(t, classes, log_y.dtype)
    elif t.shape[1:] == (1,) and classes != 1:
        raise ValueError(f"クラス番号 t の形は (N,) にしてください(渡された形: {t.shape})。t.ravel() で直せます。")
    else:
        same_shape("正解 t ", t, "予測 ", log_y)
        if not (np.all(t >= 0) and np.all(abs(t.sum(axis=1) - 1) <= 1e-3)):  # NaN も、ここで断る
            raise ValueError(
                "確率で渡す正解 t は、0 以上で、各行の和を 1 にしてください(マルチラベルなら SigmoidWithLoss です)。"
            )
    t, epsilon = t.astype(log_y.dtype, copy=False), real("label_smoothing", label_smoothing, at_least=0, at_most=1)
    return (1 - epsilon) * t + epsilon / classes if epsilon else t


def one_hot(t, classes, dtype=np.float64):
    """クラス番号 (N,) を one-hot 表現 (N, classes) にします。

    >>> one_hot(np.array([2, 0]), 3)
    array([[0., 0., 1.],
           [1., 0., 0.]])
    """
    return (class_numbers(t, classes)[:, None] == np.arange(classes)).astype(dtype)


def class_numbers(t, classes):
    """`t` が 0 から classes−1 の整数の1次元配列であることを確かめ、そのまま返します。

    >>> class_numbers(np.array([0, 10]), 10)
    Traceback (most recent call last):
    ValueError: クラス番号 t は 0 から 9 の整数にしてください(渡された範囲: 0 から 10)。
    """
    t = np.asarray(t)
    if t.dtype.kind not in "iu":
        raise TypeError(
            f"クラス番号 t は整数の配列にしてください(渡された dtype: {t.dtype})。t.astype(int) で直せます。"
        )
    if t.ndim != 1:
        raise ValueError(f"クラス番号 t の形は (N,) にしてください(渡された形: {t.shape})。t.ravel() で直せます。")
    if t.size and (t.min() < 0 or t.max() >= classes):
        raise ValueError(
            f"クラス番号 t は 0 から {classes - 1} の整数にしてください(渡された範囲: {t.min()} から {t.max()})。"
        )
    return t
