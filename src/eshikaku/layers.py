"""順伝播 forward と逆伝播 backward を持つ、ニューラルネットワークの層です。

`forward(x, train_flg)` は出力を返します。`backward(dout)` は、直前の `forward` について、
出力の勾配 `dout` から `x` の勾配を返し、パラメータの勾配を `dW, db, dgamma, dbeta` に入れます。
`x` も `dout` も書き換えず、float32 / float64 をそのまま保ちます。
"""

import math

import numpy as np

from eshikaku.checks import float_array, generator, real, same_shape, whole
from eshikaku.functions import (
    as_float,
    gelu,
    leaky_relu,
    log_softmax,
    mean_squared_error,
    multilabel_cross_entropy,
    normal_cdf,
    relu,
    sigmoid,
    tanh,
    target_distribution,
    weighted,
)

# --- 全結合 -------------------------------------------------------------------


class Affine:
    r"""全結合層: $Y = XW + b$。

    形は `x` (N, D)、`W` (D, M)、`b` (M,)、出力 (N, M)。PyTorch の `Linear.weight` は (M, D) で、転置の関係です。
    逆伝播は $dW = X^\top dY$、$db = \sum_n dY_n$、$dX = dY\,W^\top$ です。
    最初の層では `needs_dx=False` とすると、使われない $dX$ の計算を省きます(`backward` は None を返します)。

    >>> layer = Affine(W=np.array([[1.0, 2.0], [3.0, 4.0]]), b=np.array([0.5, 0.0]))
    >>> layer.forward(np.array([[1.0, -1.0]]))
    array([[-1.5, -2. ]])
    >>> layer.backward(np.array([[1.0, 0.0]])), layer.db
    (array([[1., 3.]]), array([1., 0.]))
    """

    params = ("W", "b")

    def __init__(self, W, b, needs_dx=True):
        self.W, self.b, self.needs_dx = W, b, needs_dx
        self.x = self.out = self.dW = self.db = None

    def forward(self, x, train_flg=True):
        _check_affine(x, self.W, self.b)
        self.x = x
        self.out = x @ self.W
        self.out += self.b  # 新しくできた配列に、その場で足す(もう一つ作るより速い)
        return self.out

    def backward(self, dout):
        _check_dout(dout, self.out)
        self.dW = self.x.T @ dout
        self.db = dout.sum(axis=0)
        return dout @ self.W.T if self.needs_dx else None


class DropConnect:
    r"""DropConnect: 重みを確率 `dropout_ratio` で 0 にする全結合層。$Y = X(M \odot W) + b$。

    $M$ は `forward` のたびに `rng` で引き直し、その回の全データに同じものを使います。
    推論時の重みの倍率は `Dropout` と同じ約束です。
    論文は、$M$ を 1 件ごとに引き、$b$ も落とし、推論では正規分布で近似した出力から標本を取ります。

    出典: Wan et al. (2013) ICML。

    >>> layer = DropConnect(np.ones((4, 1)), np.zeros(1), 0.5, np.random.default_rng(0))
    >>> layer.forward(np.ones((1, 4)), train_flg=False)
    array([[4.]])
    """

    params = ("W", "b")

    def __init__(self, W, b, dropout_ratio, rng, inverted=True):
        self.W, self.b, self.rng, self.inverted = W, b, generator(rng), inverted
        self.dropout_ratio = real("dropout_ratio", dropout_ratio, at_least=0, below=1)
        self.x = self.mask = self.out = self.dW = self.db = None

    def forward(self, x, train_flg=True):
        _check_affine(x, self.W, self.b)
        self.x = x
        self.mask = dropout_mask(self.W, self.dropout_ratio, self.rng, train_flg, self.inverted)
        self.out = x @ (self.mask * self.W) + self.b
        return self.out

    def backward(self, dout):
        _check_dout(dout, self.out)
        self.dW = self.mask * (self.x.T @ dout)
        self.db = dout.sum(axis=0)
        return dout @ (self.mask * self.W).T


# --- 活性化関数 ---------------------------------------------------------------


class Identity:
    """恒等関数: 入力をそのまま返します(線形なネットワークを作るときに使います)。

    >>> Identity().forward(np.array([-1.0, 2.0]))
    array([-1.,  2.])
    """

    params = ()

    def __init__(self):
        self.out = None

    def forward(self, x, train_flg=True):
        self.out = as_float(x)
        return self.out

    def backward(self, dout):
        _check_dout(dout, self.out)
        return dout


class Sigmoid:
    r"""シグモイド: $y = \sigma(x)$、$\partial y/\partial x = y(1-y) \le 1/4$。

    >>> layer = Sigmoid()
    >>> layer.forward(np.array([0.0])), layer.backward(np.array([1.0]))
    (array([0.5]), array([0.25]))
    """

    params = ()

    def __init__(self):
        self.out = None

    def forward(self, x, train_flg=True):
        self.out = sigmoid(x)
        return self.out

    def backward(self, dout):
        _check_dout(dout, self.out)
        return dout * self.out * (1 - self.out)


class Tanh:
    r"""双曲線正接: $y = \tanh x$、$\partial y/\partial x = 1 - y^2$。

    >>> layer = Tanh()
    >>> layer.forward(np.array([0.0])), layer.backward(np.array([1.0]))
    (array([0.]), array([1.]))
    """

    params = ()

    def __init__(self):
        self.out = None

    def forward(self, x, train_flg=True):
        self.out = tanh(x)
        return self.out

    def backward(self, dout):
        _check_dout(dout, self.out)
        return dout * (1 - self.out**2)


class Relu:
    r"""ReLU: $y = \max(x, 0)$、$\partial y/\partial x$ は $x>0$ で 1、そうでなければ 0(原点では 0 と決めます)。

    >>> layer = Relu()
    >>> layer.forward(np.array([-1.0, 2.0])), layer.backward(np.array([10.0, 10.0]))
    (array([0., 2.]), array([ 0., 10.]))
    """

    params = ()

    def __init__(self):
        self.out = None

    def forward(self, x, train_flg=True):
        self.out = relu(x)
        return self.out

    def backward(self, dout):
        _check_dout(dout, self.out)
        return dout * (self.out > 0)  # 新しい配列を作る。dout[...] = 0 と書くと、呼び出し側の dout が壊れる


class LeakyRelu:
    r"""Leaky ReLU: $x>0$ で $y = x$、そうでなければ $y = \alpha x$。

    >>> layer = LeakyRelu(alpha=0.1)
    >>> layer.forward(np.array([-1.0, 2.0])), layer.backward(np.array([10.0, 10.0]))
    (array([-0.1,  2. ]), array([ 1., 10.]))
    """

    params = ()

    def __init__(self, alpha=0.01):
        self.alpha = real("alpha", alpha)
        self.x = self.out = None

    def forward(self, x, train_flg=True):
        self.x = as_float(x)
        self.out = leaky_relu(self.x, self.alpha)
        return self.out

    def backward(self, dout):
        _check_dout(dout, self.out)
        return np.where(self.x > 0, dout, self.alpha * dout)


class Gelu:
    r"""GELU: $y = x\,\Phi(x)$、$\partial y/\partial x = \Phi(x) + x\,\phi(x)$($\phi$ は標準正規分布の密度)。

    >>> layer = Gelu()
    >>> layer.forward(np.array([0.0])), layer.backward(np.array([1.0]))
    (array([0.]), array([0.5]))
    """

    params = ()

    def __init__(self):
        self.x = self.out = None

    def forward(self, x, train_flg=True):
        self.x = as_float(x)
        self.out = gelu(self.x)
        return self.out

    def backward(self, dout):
        _check_dout(dout, self.out)
        density = np.exp(-(self.x**2) / 2) / float(np.sqrt(2 * np.pi))
        return dout * (normal_cdf(self.x) + self.x * density)


# --- 正規化 -------------------------------------------------------------------


def normalize(x, axis, eps):
    r"""`axis` について平均 0・分散 1 にします: $\hat{x} = (x - \mu)/\sqrt{\mathrm{var} + \varepsilon}$。

    4 種類の正規化層の違いは、この `axis` だけです。分散は個数で割る(偏りのある)ほうです。
    $\hat{x}$, $\mu$, 分散, $\sqrt{\mathrm{var} + \varepsilon}$ を返します(統計量は `x` とブロードキャストできる形)。

    >>> xhat, mu, var, std = normalize(np.array([[1.0, 3.0]]), axis=1, eps=0.0)
    >>> xhat, mu, var
    (array([[-1.,  1.]]), array([[2.]]), array([[1.]]))
    """
    mu = x.mean(axis=axis, keepdims=True)
    xc = x - mu
    var = (xc * xc).mean(axis=axis, keepdims=True)
    std = np.sqrt(var + eps)
    return xc / std, mu, var, std


def normalize_backward(dxhat, xhat, std, axis):
    r"""`normalize` の逆伝播です。

    $$dx = \{d\hat{x} - \overline{d\hat{x}} - \hat{x}\,\overline{(d\hat{x}\,\hat{x})}\}/\mathrm{std}$$

    上線は `axis` についての平均です。第 2 項は平均を、第 3 項は分散を通って流れる勾配です。

    >>> normalize_backward(np.array([[5.0, 5.0]]), np.array([[-1.0, 1.0]]), 1.0, axis=1)  # 一斉に足しても変わらない
    array([[0., 0.]])
    """
    mean = dxhat.mean(axis=axis, keepdims=True)
    correlation = (dxhat * xhat).mean(axis=axis, keepdims=True)
    return (dxhat - mean - xhat * correlation) / std


class BatchNormalization:
    r"""Batch Normalization: ユニット(画像ならチャンネル)ごとに、バッチの平均と分散で正規化します。

    $\hat{x} = (x - \mu_B)/\sqrt{\sigma_B^2 + \varepsilon}$、$y = \gamma\hat{x} + \beta$。
    `x` が (N, D) なら軸 0 について、(N, C, H, W) なら軸 0, 2, 3 について統計を取ります。
    `gamma`, `beta` の形は (D,) か (C,) です。

    推論時(`train_flg=False`)は、学習中に貯めた移動平均 `running_mean`, `running_var` を使います。
    だから推論の出力は、同じバッチのほかの行に左右されません。
    移動平均は $r \leftarrow \mathrm{momentum}\cdot r + (1-\mathrm{momentum})\cdot(\text{バッチの値})$ です。

    - `momentum=0.9` は「古い値を残す割合」です(Keras と同じ向き)。PyTorch の `momentum=0.1` と同じ動きになります。
    - 正規化には個数 $m$ で割る分散を、`running_var` には $m-1$ で割る不偏分散を使います(論文と PyTorch。Keras は $m$)。
    - `eps=1e-5` は PyTorch の既定値です(Keras は 1e-3。`10e-7` と書かれたコードの値は 1e-6 です)。
    - 移動平均は平均 0、分散 1 から始めます(PyTorch、Keras と同じ)。

    出典: Ioffe & Szegedy (2015) arXiv:1502.03167。

    >>> layer = BatchNormalization(gamma=np.ones(1), beta=np.zeros(1), eps=0.0)
    >>> layer.forward(np.array([[1.0], [3.0]]), train_flg=True)
    array([[-1.],
           [ 1.]])
    >>> layer.running_mean, layer.running_var  # 0.1×2 と 0.9×1 + 0.1×2
    (array([0.2]), array([1.1]))
    """

    params = ("gamma", "beta")

    def __init__(self, gamma, beta, momentum=0.9, eps=1e-5):
        self.gamma, self.beta = gamma, beta
        self.momentum = real("momentum", momentum, at_least=0, at_most=1)
        self.eps = real("eps", eps, at_least=0)
        self.running_mean, self.running_var = np.zeros_like(gamma), np.ones_like(gamma)
        self.train_flg = self.xhat = self.std = self.out = self.dgamma = self.dbeta = None

    def forward(self, x, train_flg=True):
        _check_channels(x, self.gamma, self.beta)
        axis = _all_but_channel(x)
        self.train_flg = train_flg
        if train_flg:
            m = x.size // x.shape[1]
            self.check_count(m)
            self.xhat, mu, var, self.std = normalize(x, axis, self.eps)
            unbiased_var = var * (m / (m - 1))
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mu.ravel()
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * unbiased_var.ravel()
        else:
            self.std = np.sqrt(_per_channel(self.running_var, x) + self.eps)
            self.xhat = (x - _per_channel(self.running_mean, x)) / self.std
        self.out = _per_channel(self.gamma, x) * self.xhat + _per_channel(self.beta, x)
        return self.out

    def backward(self, dout):
        _check_dout(dout, self.out)
        axis = _all_but_channel(dout)
        self.dgamma = (dout * self.xhat).sum(axis=axis)
        self.dbeta = dout.sum(axis=axis)
        dxhat = dout * _per_channel(self.gamma, dout)
        return normalize_backward(dxhat, self.xhat, self.std, axis) if self.train_flg else dxhat / self.std

    @staticmethod
    def check_count(m):
        """学習時の統計を取る `m` 件が、分散には少なすぎれば断ります。"""
        if m < 2:
            raise ValueError(
                f"学習時の BatchNormalization は、{m} 件では分散を取れません。"
                "バッチを 2 件以上にするか(端数のバッチは drop_last=True で捨てられます)、"
                "推論なら train_flg=False にしてください。"
            )


class LayerNormalization:
    r"""Layer Normalization: 1 件ごとに、その全要素の平均と分散で正規化します。

    `x` (N, D) なら軸 1、(N, C, H, W) なら軸 1, 2, 3 について統計を取ります。`gamma`, `beta` は 1 件と同じ形です
    (PyTorch の `LayerNorm(x.shape[1:])`)。バッチに頼らないので、学習時と推論時で同じ計算です。

    出典: Ba, Kiros & Hinton (2016) arXiv:1607.06450。

    >>> LayerNormalization(np.ones(2), np.zeros(2), eps=0.0).forward(np.array([[1.0, 3.0], [10.0, 30.0]]))
    array([[-1.,  1.],
           [-1.,  1.]])
    """

    params = ("gamma", "beta")

    def __init__(self, gamma, beta, eps=1e-5):
        self.gamma, self.beta, self.eps = gamma, beta, real("eps", eps, at_least=0)
        self.xhat = self.std = self.out = self.dgamma = self.dbeta = None

    def forward(self, x, train_flg=True):
        _check_scale_and_shift(self.gamma, self.beta)
        _check_float("x", x, "gamma ", self.gamma)
        if x.shape[1:] != self.gamma.shape:
            raise ValueError(f"x の 1 件の形 {x.shape[1:]} を、gamma の形 {self.gamma.shape} とそろえてください。")
        self.xhat, _, _, self.std = normalize(x, tuple(range(1, x.ndim)), self.eps)
        self.out = self.gamma * self.xhat + self.beta
        return self.out

    def backward(self, dout):
        _check_dout(dout, self.out)
        self.dgamma = (dout * self.xhat).sum(axis=0)
        self.dbeta = dout.sum(axis=0)
        return normalize_backward(dout * self.gamma, self.xhat, self.std, tuple(range(1, dout.ndim)))


class GroupNormalization:
    r"""Group Normalization: 1 件ごと、チャンネルを `groups` 個に分けた組ごとに正規化します。

    `x` は (N, C, H, W) か (N, C)、`gamma`, `beta` は (C,) です。`groups=1` なら 1 件の全要素(ただし `gamma` は
    チャンネルごと)、`groups=C` なら Instance Normalization と同じ統計になります。

    出典: Wu & He (2018) arXiv:1803.08494。

    >>> GroupNormalization(np.ones(4), np.zeros(4), groups=2, eps=0.0).forward(np.array([[1.0, 3.0, 10.0, 30.0]]))
    array([[-1.,  1., -1.,  1.]])
    """

    params = ("gamma", "beta")

    def __init__(self, gamma, beta, groups, eps=1e-5):
        _check_channel_parameters(gamma, beta)
        self.gamma, self.beta, self.eps = gamma, beta, real("eps", eps, at_least=0)
        self.groups = whole("groups", groups)
        if len(gamma) % groups:
            raise ValueError(f"チャンネル数 {len(gamma)} は groups={groups} で割り切れません。")
        self.xhat = self.std = self.out = self.dgamma = self.dbeta = None

    def forward(self, x, train_flg=True):
        _check_channels(x, self.gamma, self.beta)
        groups = self._group(x)
        if groups.shape[2] < 2:
            raise ValueError(
                f"1 組に 1 個の値しかないので、正規化できません(渡された形: {x.shape}、組の数: {self.groups})。"
                "縦横 (H, W) のある画像を渡すか、組の数を減らしてください。"
            )
        xhat, _, _, self.std = normalize(groups, 2, self.eps)
        self.xhat = xhat.reshape(x.shape)
        self.out = _per_channel(self.gamma, x) * self.xhat + _per_channel(self.beta, x)
        return self.out

    def backward(self, dout):
        _check_dout(dout, self.out)
        self.dgamma = (dout * self.xhat).sum(axis=_all_but_channel(dout))
        self.dbeta = dout.sum(axis=_all_but_channel(dout))
        dxhat = dout * _per_channel(self.gamma, dout)
        return normalize_backward(self._group(dxhat), self._group(self.xhat), self.std, 2).reshape(dout.shape)

    def _group(self, x):
        return x.reshape(len(x), self.groups, math.prod(x.shape[1:]) // self.groups)


class InstanceNormalization(GroupNormalization):
    r"""Instance Normalization: 1 件ごと、1 チャンネルごとに、縦横 (H, W) について正規化します。

    組の数がチャンネル数に等しい Group Normalization です。PyTorch の `InstanceNorm2d` は既定では $\gamma, \beta$ を
    持ちません(`affine=True` で同じになります)。

    出典: Ulyanov, Vedaldi & Lempitsky (2016) arXiv:1607.08022。

    >>> InstanceNormalization(np.ones(1), np.zeros(1), eps=0.0).forward(np.array([[[[1.0, 3.0]]]]))
    array([[[[-1.,  1.]]]])
    """

    def __init__(self, gamma, beta, eps=1e-5):
        _check_channel_parameters(gamma, beta)  # 組の数 len(gamma) を求める前に
        super().__init__(gamma, beta, groups=len(gamma), eps=eps)


# --- Dropout ------------------------------------------------------------------


def dropout_mask(x, dropout_ratio, rng, train_flg, inverted):
    r"""`x` に掛けるマスク。確率 `dropout_ratio` で 0、残りの確率 $q = 1 - \mathrm{dropout\_ratio}$ で残します。

    学習時と推論時の出力の期待値をそろえる割り算・掛け算を、どちらで行うかが二つの形の違いです。

    | | 学習時に残した要素 | 推論時 |
    |---|---|---|
    | `inverted=True` | $1/q$ 倍 | そのまま |
    | `inverted=False` | そのまま | $q$ 倍 |

    >>> dropout_mask(np.ones(6), 0.5, np.random.default_rng(0), train_flg=True, inverted=True)
    array([2., 0., 0., 0., 2., 2.])
    >>> dropout_mask(np.ones(6), 0.2, np.random.default_rng(0), train_flg=False, inverted=False)
    0.8
    """
    q = 1 - dropout_ratio
    if not train_flg:
        return 1.0 if inverted else q
    mask = rng.random(x.shape, dtype=x.dtype) >= dropout_ratio
    return mask / x.dtype.type(q) if inverted else mask


class Dropout:
    r"""Dropout: 学習時に、要素を確率 `dropout_ratio` で 0 にします。マスクは `forward` のたびに引き直します。

    - `dropout_ratio` は**落とす**割合です(PyTorch、Keras と同じ。論文の $p$ は**残す**確率)。
    - `inverted=True`(既定、PyTorch、Keras): 残した要素を学習時に $1/(1-\mathrm{ratio})$ 倍し、推論時は何もしません。
    - `inverted=False`(論文、『ゼロから作る Deep Learning』): 学習時はそのまま、推論時に $1-\mathrm{ratio}$ 倍します。

    どちらの形でも、出力の期待値は学習時と推論時で同じです。`rng` は `numpy.random.default_rng(種)` です。

    出典: Srivastava et al. (2014) JMLR 15。

    >>> layer = Dropout(0.5, np.random.default_rng(0))
    >>> layer.forward(np.ones((1, 6)), train_flg=True)
    array([[2., 0., 0., 0., 2., 2.]])
    >>> layer.forward(np.ones((1, 6)), train_flg=False)
    array([[1., 1., 1., 1., 1., 1.]])
    """

    params = ()

    def __init__(self, dropout_ratio, rng, inverted=True):
        self.dropout_ratio = real("dropout_ratio", dropout_ratio, at_least=0, below=1)
        self.rng, self.inverted = generator(rng), inverted
        self.mask = self.out = None

    def forward(self, x, train_flg=True):
        float_array("x", x)
        self.mask = dropout_mask(x, self.dropout_ratio, self.rng, train_flg, self.inverted)
        self.out = x * self.mask
        return self.out

    def backward(self, dout):
        _check_dout(dout, self.out)
        return dout * self.mask


# --- 出力層と損失 -------------------------------------------------------------


class SoftmaxWithLoss:
    r"""ソフトマックスと交差エントロピー: 一つのクラスを選ぶ分類の出力層。$\partial L/\partial x = (y - t)/N$。

    `t` はクラス番号 (N,) か確率 (N, C)。ラベルスムージングは損失の一部なので、ここで指定します。

    >>> layer = SoftmaxWithLoss()
    >>> round(float(layer.forward(np.zeros((1, 2)), np.array([0]))), 6), layer.backward()
    (0.693147, array([[-0.5,  0.5]]))
    """

    def __init__(self, label_smoothing=0.0):
        self.label_smoothing = real("label_smoothing", label_smoothing, at_least=0, at_most=1)
        self.y = self.t = None

    def forward(self, x, t):
        log_y = log_softmax(x)  # 損失にも y にも使うので、一度だけ求める
        self.y, self.t = np.exp(log_y), target_distribution(t, log_y, self.label_smoothing)
        return weighted(self.t, -log_y).sum() / len(self.t)

    def backward(self, dout=1):
        _check_forward(self.y)
        return dout * (self.y - self.t) / len(self.t)

    @staticmethod
    def accuracy(x, t):
        """最大のロジットのクラスが正解と一致した割合。"""
        x = as_float(x)
        return float((x.argmax(axis=1) == target_distribution(t, x).argmax(axis=1)).mean())


class SigmoidWithLoss:
    r"""シグモイドと2値交差エントロピー: 2値分類 (N, 1) とマルチラベル分類 (N, L) の出力層です。

    $\partial L/\partial x = (y - t)/N$。
    損失はラベルについて足し、件数で平均します。だから勾配は `SoftmaxWithLoss` と同じ形になります。

    >>> layer = SigmoidWithLoss()
    >>> round(float(layer.forward(np.zeros((1, 2)), np.array([[1, 0]]))), 6), layer.backward()
    (1.386294, array([[-0.5,  0.5]]))
    """

    def __init__(self):
        self.y = self.t = None

    def forward(self, x, t):
        loss = multilabel_cross_entropy(x, t)  # x と t を確かめてから、覚える
        self.y, self.t = sigmoid(x), np.asarray(t)
        return loss

    def backward(self, dout=1):
        _check_forward(self.y)
        return dout * (self.y - self.t.astype(self.y.dtype)) / len(self.t)

    @staticmethod
    def accuracy(x, t):
        """確率 0.5(ロジット 0)で切った予測が正解と一致した割合(ラベルごとに数えます)。"""
        same_shape("正解 t ", t, "ロジット x ", x)
        return float(((as_float(x) > 0) == t).mean())


class IdentityWithLoss:
    r"""恒等関数と平均 2 乗誤差: 回帰の出力層。$\partial L/\partial x = 2(y - t)/n$($n$ は要素の総数)。

    >>> layer = IdentityWithLoss()
    >>> float(layer.forward(np.array([[3.0]]), np.array([[1.0]]))), layer.backward()
    (4.0, array([[4.]]))
    """

    def __init__(self):
        self.y = self.t = None

    def forward(self, x, t):
        loss = mean_squared_error(x, t)  # x と t を確かめてから、覚える
        self.y, self.t = as_float(x), np.asarray(t)
        return loss

    def backward(self, dout=1):
        _check_forward(self.y)
        return dout * 2 * (self.y - self.t.astype(self.y.dtype)) / self.y.size

    @staticmethod
    def accuracy(x, t):
        """回帰に正解率はないので、NaN を返します。"""
        return float("nan")


# --- 検査と軸 -----------------------------------------------------------------


def _check_float(name, x, like_name, like):
    float_array(name, x)
    if x.dtype != float_array(like_name.strip(), like).dtype:
        raise TypeError(
            f"{name} は {x.dtype}、{like_name}は {like.dtype} です。{name}.astype(np.{like.dtype}) でそろえてください。"
        )


def _check_affine(x, W, b):
    _check_float("x", x, "W ", W)
    _check_float("b", b, "W ", W)
    if W.ndim != 2:
        raise ValueError(
            f"W の形は (入力数, 出力数) にしてください(渡された形: {W.shape})。"
            "出力が 1 個でも、W.reshape(-1, 1) として 2 次元にします。"
        )
    if x.ndim != 2 or x.shape[1] != len(W):
        raise ValueError(
            f"x の形は (N, {len(W)}) にしてください(渡された形: {x.shape}、W の形: {W.shape})。"
            "画像は x.reshape(len(x), -1) で 1 行に並べます。"
        )
    if b.shape != W.shape[1:]:
        raise ValueError(f"b の形は {W.shape[1:]} にしてください(渡された形: {b.shape}、W の形: {W.shape})。")


def _check_scale_and_shift(gamma, beta):
    _check_float("beta", beta, "gamma ", gamma)
    if beta.shape != gamma.shape:
        raise ValueError(f"beta の形は gamma と同じ {gamma.shape} にしてください(渡された形: {beta.shape})。")


def _check_channel_parameters(gamma, beta):
    _check_scale_and_shift(gamma, beta)
    if gamma.ndim != 1:
        raise ValueError(f"gamma の形は (チャンネル数,) にしてください(渡された形: {gamma.shape})。")


def _check_channels(x, gamma, beta):
    _check_channel_parameters(gamma, beta)
    _check_float("x", x, "gamma ", gamma)
    if x.ndim not in (2, 4) or x.shape[1] != len(gamma):
        C = len(gamma)
        raise ValueError(f"x の形は (N, {C}) か (N, {C}, H, W) にしてください(渡された形: {x.shape})。")


def _check_forward(out):
    if out is None:
        raise RuntimeError("backward の前に forward を呼んでください。")


def _check_dout(dout, out):
    _check_forward(out)
    same_shape("dout ", dout, "forward の出力", out)
    _check_float("dout", dout, "forward の出力", out)


def _all_but_channel(x):
    """(N, D) なら (0,)、(N, C, H, W) なら (0, 2, 3)。"""
    return (0, *range(2, x.ndim))


def _per_channel(v, x):
    """(C,) の `v` を、(N, C, H, W) の `x` とブロードキャストできる (C, 1, 1) にします。"""
    return v.reshape(-1, *[1] * (x.ndim - 2))
