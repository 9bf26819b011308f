"""第11章「Batch Normalization と正規化層」の演習: 解答例、入力、よくある誤答。"""

import numpy as np

from eshikaku.course.exercises import probes
from eshikaku.course.exercises.spec import Choice, Code, Numeric, Wrong
from eshikaku.networks import MultiLayerNet

# --- 11-1 手計算: 5 件のバッチ -----------------------------------------------------

COLUMN = np.array([1.0, 5.0, 7.0, 9.0, 13.0])
GAMMA = 2.0
BETA = 1.0


def normalized(x, gamma, beta):
    return gamma * (x - x.mean()) / np.sqrt(x.var()) + beta


# --- 11-2 誤りを探す: 推論でもバッチの統計量を使う ------------------------------------


class MyBatchNorm:
    def __init__(self, gamma, beta, momentum=0.9):
        self.gamma, self.beta = gamma, beta
        self.momentum = momentum
        self.running_mean = np.zeros_like(gamma)
        self.running_var = np.ones_like(gamma)

    def forward(self, x, train_flg=True):
        m = self.momentum
        mu, var = self.running_mean, self.running_var
        if train_flg:
            mu, var = x.mean(axis=0), x.var(axis=0)
            self.running_mean = m * self.running_mean + (1 - m) * mu
            self.running_var = m * self.running_var + (1 - m) * var
        return self.gamma * (x - mu) / np.sqrt(var + 1e-5) + self.beta


class BatchStatisticsAlways(MyBatchNorm):
    def forward(self, x, train_flg=True):
        super().forward(x, True)
        return self.gamma * (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + 1e-5) + self.beta


class RunningStatisticsAlways(MyBatchNorm):
    def forward(self, x, train_flg=True):
        if train_flg:
            super().forward(x, True)
        return super().forward(x, False)


class OldRunningStatisticsAlways(MyBatchNorm):
    """移動平均だけで正規化し、その後で更新する。"""

    def forward(self, x, train_flg=True):
        out = super().forward(x, False)
        if train_flg:
            super().forward(x, True)
        return out


class RunningStatisticsInTheWrongBranch(MyBatchNorm):
    """学習時に移動平均を、推論時にバッチの統計量を使う。"""

    def forward(self, x, train_flg=True):
        if train_flg:
            super().forward(x, True)
            return super().forward(x, False)
        return self.gamma * (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + 1e-5) + self.beta


class UpdatingAtInference(MyBatchNorm):
    def forward(self, x, train_flg=True):
        out = super().forward(x, train_flg)
        if not train_flg:
            super().forward(x, True)
        return out


class UpdatingBeforeInference(MyBatchNorm):
    def forward(self, x, train_flg=True):
        if not train_flg:
            super().forward(x, True)
        return super().forward(x, train_flg)


class SwappedModes(MyBatchNorm):
    def forward(self, x, train_flg=True):
        return super().forward(x, not train_flg)


class MixingInTheNew(MyBatchNorm):
    def __init__(self, gamma, beta, momentum=0.9):
        super().__init__(gamma, beta, 1 - momentum)


class OnlyTheMean(MyBatchNorm):
    def forward(self, x, train_flg=True):
        out = super().forward(x, train_flg)
        if train_flg:
            return out
        return self.gamma * (x - self.running_mean) / np.sqrt(x.var(axis=0) + 1e-5) + self.beta


class OnlyTheVariance(MyBatchNorm):
    def forward(self, x, train_flg=True):
        out = super().forward(x, train_flg)
        if train_flg:
            return out
        return self.gamma * (x - x.mean(axis=0)) / np.sqrt(self.running_var + 1e-5) + self.beta


class InitialStatistics(MyBatchNorm):
    """推論では、いつも平均 0 と分散 1 で正規化する。"""

    def forward(self, x, train_flg=True):
        return super().forward(x, True) if train_flg else self.gamma * x / np.sqrt(1 + 1e-5) + self.beta


class WithoutScaleAtInference(MyBatchNorm):
    def forward(self, x, train_flg=True):
        out = super().forward(x, train_flg)
        return out if train_flg else (x - self.running_mean) / np.sqrt(self.running_var + 1e-5)


class WithoutRootAtInference(MyBatchNorm):
    def forward(self, x, train_flg=True):
        out = super().forward(x, train_flg)
        return out if train_flg else self.gamma * (x - self.running_mean) / (self.running_var + 1e-5) + self.beta


class UnbiasedRunningVariance(MyBatchNorm):
    def forward(self, x, train_flg=True):
        before, out = self.running_var, super().forward(x, train_flg)
        if train_flg:
            self.running_var = self.momentum * before + (1 - self.momentum) * x.var(axis=0, ddof=1)
        return out


class RunningStatisticsForOneRowOnly(MyBatchNorm):
    """モードでなく、件数で切り替える。"""

    def forward(self, x, train_flg=True):
        out = super().forward(x, train_flg)
        if train_flg or len(x) == 1:
            return out
        return self.gamma * (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + 1e-5) + self.beta


class UntouchedAtInference(MyBatchNorm):
    def forward(self, x, train_flg=True):
        return super().forward(x, True) if train_flg else x


class WithoutEpsAtInference(MyBatchNorm):
    def forward(self, x, train_flg=True):
        out = super().forward(x, train_flg)
        return out if train_flg else self.gamma * (x - self.running_mean) / np.sqrt(self.running_var) + self.beta


class AddingTheWholeNewValue(MyBatchNorm):
    def forward(self, x, train_flg=True):
        mean, var = self.running_mean, self.running_var
        out = super().forward(x, train_flg)
        if train_flg:
            self.running_mean = self.momentum * mean + x.mean(axis=0)
            self.running_var = self.momentum * var + x.var(axis=0)
        return out


def trained_then_used(cls, gamma, beta, batches, x):
    """学習のバッチの出力、1 件だけ、全部、再び全部の推論の出力。"""
    layer = cls(gamma.copy(), beta.copy())
    train = [layer.forward(batch) for batch in batches]
    alone = layer.forward(x[:1], train_flg=False)
    twice = [layer.forward(x, train_flg=False) for _ in range(2)]
    return [*train, alone, *twice, layer.forward(x)]


def batch_cases():
    rng = np.random.default_rng(11)
    gamma, beta = np.array([2.0, -0.5, 1.5]), np.array([1.0, 0.5, -2.0])
    batches = [rng.normal(5, 3, size=(4, 3)) for _ in range(3)]
    flat = [np.full((3, 3), 2.0)]  # 分散 0。ε が要る
    tiny = [1e-3 * rng.normal(size=(4, 3))]  # 分散が ε に近い
    x = rng.normal(3, 2, size=(4, 3))
    return [
        (gamma, beta, [], x),
        (gamma, beta, batches[:1], x),
        (gamma, beta, batches, x),
        (gamma, beta, flat, x),
        (gamma, beta, tiny, x),
    ]


def random_batch(rng):
    d = int(rng.integers(1, 4))
    batches = [rng.normal(4, 2, size=(5, d)) for _ in range(2)]
    return rng.normal(size=d), rng.normal(size=d), batches, rng.normal(2, 2, size=(3, d))


# --- 11-3 自分の Layer Normalization を MultiLayerNet に -----------------------------


class MyLayerNorm:
    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta

    def forward(self, x, train_flg=True):
        xc = x - np.mean(x, axis=1, keepdims=True)
        self.std = np.sqrt(np.mean(xc**2, axis=1, keepdims=True) + 1e-5)
        self.xhat = xc / self.std
        return self.gamma * self.xhat + self.beta

    def backward(self, dout):
        self.dbeta = np.sum(dout, axis=0)
        self.dgamma = np.sum(dout * self.xhat, axis=0)
        d = dout * self.gamma
        both = np.mean(d * self.xhat, axis=1, keepdims=True)
        d = d - np.mean(d, axis=1, keepdims=True)
        return (d - self.xhat * both) / self.std


class AcrossTheBatch(MyLayerNorm):
    """平均だけを、バッチにわたってとる。"""

    def forward(self, x, train_flg=True):
        mu = np.mean(x, axis=0, keepdims=True)
        var = np.mean((x - mu) ** 2, axis=1, keepdims=True)
        self.std = np.sqrt(var + 1e-5)
        self.xhat = (x - mu) / self.std
        return self.gamma * self.xhat + self.beta


class OneMeanForAll(MyLayerNorm):
    def forward(self, x, train_flg=True):
        mu = np.mean(x)
        var = np.mean((x - mu) ** 2, axis=1, keepdims=True)
        self.std = np.sqrt(var + 1e-5)
        self.xhat = (x - mu) / self.std
        return self.gamma * self.xhat + self.beta


class DividingByVariance(MyLayerNorm):
    def forward(self, x, train_flg=True):
        super().forward(x)
        self.xhat = (x - np.mean(x, axis=1, keepdims=True)) / self.std**2
        return self.gamma * self.xhat + self.beta


class WithoutCentring(MyLayerNorm):
    def forward(self, x, train_flg=True):
        super().forward(x)
        self.xhat = x / self.std
        return self.gamma * self.xhat + self.beta


class ScaledTwice(MyLayerNorm):
    """xhat の行で γ と β まで済ませ、次の行でもう一度行う。"""

    def forward(self, x, train_flg=True):
        self.xhat = super().forward(x)
        return self.gamma * self.xhat + self.beta


class BatchAxisInBoth(AcrossTheBatch):
    """2 つの平均を、どちらも軸 0 でとる。"""

    def backward(self, dout):
        self.dbeta, self.dgamma = np.sum(dout, axis=0), np.sum(dout * self.xhat, axis=0)
        d = dout * self.gamma
        both = np.mean(d * self.xhat, axis=0, keepdims=True)
        return (d - np.mean(d, axis=1, keepdims=True) - self.xhat * both) / self.std


class WithoutXhatInDgamma(MyLayerNorm):
    def backward(self, dout):
        dx = super().backward(dout)
        self.dgamma = np.sum(dout, axis=0)
        return dx


class DgammaAcrossFeatures(MyLayerNorm):
    def backward(self, dout):
        dx = super().backward(dout)
        self.dgamma = np.sum(dout * self.xhat, axis=1)
        return dx


class DgammaFromScaledGradient(MyLayerNorm):
    def backward(self, dout):
        dx = super().backward(dout)
        self.dgamma = np.sum(dout * self.gamma * self.xhat, axis=0)
        return dx


class AveragedDgamma(MyLayerNorm):
    def backward(self, dout):
        dx = super().backward(dout)
        self.dgamma = np.mean(dout * self.xhat, axis=0)
        return dx


class SummedBoth(MyLayerNorm):
    def backward(self, dout):
        super().backward(dout)
        d = dout * self.gamma
        both = np.sum(d * self.xhat, axis=1, keepdims=True)
        return (d - np.mean(d, axis=1, keepdims=True) - self.xhat * both) / self.std


class BothWithoutGamma(MyLayerNorm):
    def backward(self, dout):
        super().backward(dout)
        d = dout * self.gamma
        both = np.mean(dout * self.xhat, axis=1, keepdims=True)
        return (d - np.mean(d, axis=1, keepdims=True) - self.xhat * both) / self.std


class BothAcrossTheBatch(MyLayerNorm):
    def backward(self, dout):
        super().backward(dout)
        d = dout * self.gamma
        both = np.mean(d * self.xhat, axis=0, keepdims=True)
        return (d - np.mean(d, axis=1, keepdims=True) - self.xhat * both) / self.std


class ProductOfMeans(MyLayerNorm):
    def backward(self, dout):
        super().backward(dout)
        d = dout * self.gamma
        mean = np.mean(d, axis=1, keepdims=True)
        both = mean * np.mean(self.xhat, axis=1, keepdims=True)
        return (d - mean - self.xhat * both) / self.std


def inside_a_net(cls, seed, x, t):
    """単独での出力と、隠れ層が 2 つの MultiLayerNet の正規化層を cls に取り替えたときの、出力とすべての勾配。"""
    rng = np.random.default_rng(seed)
    alone = cls(np.arange(1.0, x.shape[1] + 1), np.full(x.shape[1], 0.5)).forward(x)
    net = MultiLayerNet(x.shape[1], [5, 4], 3, rng, activation="tanh", batchnorm="before")
    for i, size in enumerate((5, 4), start=1):
        gamma, beta = rng.uniform(0.5, 2, size), rng.normal(size=size)
        net.params[f"gamma{i}"], net.params[f"beta{i}"] = gamma, beta
        net.layers[f"BatchNormalization{i}"] = cls(gamma, beta)
    _, grads = net.loss_and_gradient(x, t)
    return {"alone": alone, "y": net.predict(x), **grads}


def net_cases():
    rng = np.random.default_rng(12)
    x, t = rng.normal(size=(6, 3)), np.array([0, 1, 2, 0, 1, 2])
    return [(1, x, t), (2, x[:1], t[:1]), (3, x * 1e-3, t)]


def random_net(rng):
    n = int(rng.integers(2, 6))
    return int(rng.integers(1000)), rng.normal(size=(n, 3)), rng.integers(3, size=n)


# --- 11-5 手計算: パラメータの個数 --------------------------------------------------

CONVOLUTIONS = ((3, 16), (16, 32))
KERNEL = 3
GROUPS = 4


def learned(convolutions, kernel):
    weights = sum(c_in * c_out * kernel**2 for c_in, c_out in convolutions)
    return weights + sum(2 * c_out for _, c_out in convolutions)


# --- 11-6 畳み込み層に畳み込む -------------------------------------------------------


def fold(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = gamma / np.sqrt(var + eps)
    return W * scale[:, None, None, None], (b - mean) * scale + beta


def fold_without_scaling_bias(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = gamma / np.sqrt(var + eps)
    return W * scale[:, None, None, None], b - mean * scale + beta


def fold_without_mean(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = gamma / np.sqrt(var + eps)
    return W * scale[:, None, None, None], b * scale + beta


def fold_without_bias(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = gamma / np.sqrt(var + eps)
    return W * scale[:, None, None, None], beta - mean * scale


def fold_by_variance(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = gamma / (var + eps)
    return W * scale[:, None, None, None], (b - mean) * scale + beta


def fold_eps_outside(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = gamma / (np.sqrt(var) + eps)
    return W * scale[:, None, None, None], (b - mean) * scale + beta


def fold_scaling_beta(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = gamma / np.sqrt(var + eps)
    return W * scale[:, None, None, None], (b - mean + beta) * scale


def fold_weights_only(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = gamma / np.sqrt(var + eps)
    return W * scale[:, None, None, None], b


def fold_bias_only(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = gamma / np.sqrt(var + eps)
    return W, (b - mean) * scale + beta


def fold_on_the_last_axis(W, b, gamma, beta, mean, var, eps=1e-5):
    """出力のチャネルでなく、最後の軸に掛ける。"""
    scale = gamma / np.sqrt(var + eps)
    return W * scale, (b - mean) * scale + beta


def fold_on_the_input_channels(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = gamma / np.sqrt(var + eps)
    return W * scale[None, :, None, None], (b - mean) * scale + beta


def fold_without_gamma(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = 1 / np.sqrt(var + eps)
    return W * scale[:, None, None, None], (b - mean) * scale + beta


def fold_into_every_weight(W, b, gamma, beta, mean, var, eps=1e-5):
    """重みからも平均を引き、β を足す。"""
    scale, mean_of_w, shift = (v[:, None, None, None] for v in (gamma / np.sqrt(var + eps), mean, beta))
    return (W - mean_of_w) * scale + shift, (b - mean) * scale.ravel() + beta


def fold_with_statistics_of_the_weights(W, b, gamma, beta, mean, var, eps=1e-5):
    mean, var = W.mean(axis=(1, 2, 3)), W.var(axis=(1, 2, 3))
    scale = gamma / np.sqrt(var + eps)
    return W * scale[:, None, None, None], (b - mean) * scale + beta


def fold_cases():
    rng = np.random.default_rng(13)
    square = rng.normal(size=(3, 3, 3, 3))  # どの軸に掛けても、形のエラーにならない
    gamma, beta, mean = rng.normal(size=(3, 3))
    b, var = np.array([1.0, -2.0, 0.5]), np.array([4.0, 0.25, 1.0])
    return [
        (square, b, gamma, beta, mean, var),
        (square, b, gamma, beta, mean, np.array([0.0, 1e-5, 2.0])),
        (square, b, gamma, beta, mean, var, 0.5),
        (probes.read_only(rng.normal(size=(3, 2, 1, 2))), probes.read_only(b), gamma, beta, mean, var, 0.1),
        (rng.normal(size=(1, 2, 3, 3)), b[:1], gamma[:1], beta[:1], mean[:1], var[:1]),
    ]


def random_fold(rng):
    m, c = (int(v) for v in rng.integers(1, 4, size=2))
    b, gamma, beta, mean = rng.normal(size=(4, m))
    return rng.normal(size=(m, c, 2, 3)), b, gamma, beta, mean, rng.exponential(size=m), float(rng.uniform(0.01, 0.5))


EXERCISES = (
    Numeric(
        id="11-1",
        title="Batch Normalization を手で計算する",
        stars=1,
        topics=("3-7-ii Batch Normalization",),
        shown=("COLUMN", "GAMMA", "BETA", "normalized"),
        note=r"`normalized(COLUMN, GAMMA, BETA)` の値が答えです。平均は $7$、偏差は $(-6,-2,0,2,6)$、"
        r"分散は $\frac{36+4+0+4+36}{5}=16$、標準偏差は $4$ です。"
        r"$\hat x=(-1.5,-0.5,0,0.5,1.5)$ を 2 倍して 1 を足すと $(-2,0,1,2,4)$ です。",
        answer=lambda: normalized(COLUMN, GAMMA, BETA),
        atol=1e-3,  # ε を足して計算した人の 0
        wrong=(
            Wrong(
                answer=lambda: normalized(COLUMN, 1.0, 0.0),
                misconception="11-gamma-beta-constants",
                why="正規化しただけの値です。γ を掛けて β を足します。",
            ),
            Wrong(
                answer=lambda: GAMMA * (COLUMN - COLUMN.mean()) / COLUMN.var() + BETA,
                why="分散で割った値です。割るのは、分散の平方根です。",
            ),
            Wrong(
                answer=lambda: GAMMA * (COLUMN - COLUMN.mean()) / COLUMN.std(ddof=1) + BETA,
                misconception="11-running-variance",
                why="N−1 で割る分散を使った値です。正規化では N で割ります。",
            ),
            Wrong(
                answer=lambda: GAMMA * (COLUMN - COLUMN.mean()) / COLUMN.std(),
                why="β を足していません。",
            ),
            Wrong(
                answer=lambda: (COLUMN - COLUMN.mean()) / COLUMN.std() + BETA,
                why="γ を掛けていません。",
            ),
            Wrong(
                answer=lambda: GAMMA * ((COLUMN - COLUMN.mean()) / COLUMN.std() + BETA),
                why="β にも γ を掛けています。β は、γ を掛けた後に足します。",
            ),
            Wrong(
                answer=lambda: GAMMA * (COLUMN - COLUMN.mean()) + BETA,
                why="標準偏差で割っていません。",
            ),
            Wrong(
                answer=lambda: GAMMA * COLUMN / COLUMN.std() + BETA,
                why="平均を引いていません。",
            ),
            Wrong(
                answer=lambda: BETA * (COLUMN - COLUMN.mean()) / COLUMN.std() + GAMMA,
                why="γ と β が逆です。掛けるのが γ、足すのが β です。",
            ),
            Wrong(
                answer=lambda: GAMMA * (COLUMN - COLUMN.mean()) / COLUMN.std() - BETA,
                why="β を引いています。β は足します。",
            ),
            Wrong(
                answer=lambda: GAMMA * (COLUMN - COLUMN.min()) / np.ptp(COLUMN) + BETA,
                why="最小値と最大値でそろえた値です。平均を引き、標準偏差で割ります。",
            ),
            Wrong(
                answer=lambda: GAMMA * (COLUMN - COLUMN.mean()) / np.mean(abs(COLUMN - COLUMN.mean())) + BETA,
                why="偏差の絶対値の平均で割っています。割るのは標準偏差(偏差の 2 乗の平均の平方根)です。",
            ),
            Wrong(
                answer=lambda: GAMMA * (COLUMN - COLUMN.mean()) / np.sqrt(COLUMN.size * COLUMN.var()) + BETA,
                why="偏差の 2 乗の和を、件数の 5 で割っていません。分散は平均です。",
            ),
            Wrong(
                answer=lambda: 10 * (COLUMN - COLUMN.mean()) / COLUMN.std() + 50,
                misconception="11-gamma-beta-constants",
                why="偏差値の 10 と 50 です。ここでは γ = 2 を掛け、β = 1 を足します。",
            ),
        ),
        hints=(
            "平均を求め、5 つの偏差を書き出します。",
            "偏差の 2 乗を平均すると分散、その平方根が標準偏差です。",
            "偏差を標準偏差で割ってから、γ を掛け、β を足します。",
        ),
    ),
    Code(
        id="11-2",
        title="推論の計算を直す",
        stars=2,
        topics=("3-7-ii Batch Normalization",),
        solution=MyBatchNorm,
        note="推論では、バッチの統計量の代わりに移動平均を使います。元のコードでは、1 件だけのバッチの平均が"
        "その 1 件自身なので、引くと 0 になり、`beta` だけが残りました。",
        cases=batch_cases,
        random_case=random_batch,
        observe=trained_then_used,
        wrong=(
            Wrong(
                answer=BatchStatisticsAlways,
                misconception="11-gamma-beta-constants",
                why="推論でもバッチの統計量を使っています。train_flg=False のときは、ためた移動平均を使います。",
            ),
            Wrong(
                answer=RunningStatisticsAlways,
                why="学習時にも移動平均で正規化しています。学習時は、そのバッチの統計量を使います。",
            ),
            Wrong(
                answer=OldRunningStatisticsAlways,
                why="学習時にも、更新する前の移動平均で正規化しています。学習時は、そのバッチの統計量を使います。",
            ),
            Wrong(
                answer=RunningStatisticsInTheWrongBranch,
                why="移動平均を、学習時の側で使っています。学習時はバッチの統計量、推論時は移動平均です。",
            ),
            Wrong(
                answer=UpdatingAtInference,
                why="推論のたびに移動平均を更新しています。更新するのは学習時だけです。",
            ),
            Wrong(
                answer=UpdatingBeforeInference,
                why="推論のバッチで移動平均を更新してから使っています。更新するのは学習時だけです。",
            ),
            Wrong(answer=SwappedModes, why="学習時と推論時が逆です。"),
            Wrong(
                answer=MixingInTheNew,
                misconception="11-running-variance",
                why="momentum が、新しい値の割合になっています(PyTorch の向き)。この演習では、古い値を残す割合です。",
            ),
            Wrong(answer=OnlyTheMean, why="推論の分散が、バッチのもののままです。平均と分散の両方を替えます。"),
            Wrong(answer=OnlyTheVariance, why="推論の平均が、バッチのもののままです。平均と分散の両方を替えます。"),
            Wrong(answer=InitialStatistics, why="推論で、初めの平均 0 と分散 1 を使っています。ためた値を使います。"),
            Wrong(
                answer=WithoutScaleAtInference,
                misconception="11-gamma-beta-constants",
                why="推論で γ と β を忘れています。学習したパラメータは、推論でも使います。",
            ),
            Wrong(answer=WithoutRootAtInference, why="推論で、分散そのもので割っています。割るのは分散の平方根です。"),
            Wrong(
                answer=UnbiasedRunningVariance,
                misconception="11-running-variance",
                why="移動平均に不偏分散を入れています。その流儀もありますが、ここでは N で割る分散です。",
            ),
            Wrong(
                answer=RunningStatisticsForOneRowOnly,
                why="1 件のときだけ移動平均を使っています。切り替えるのは件数でなく train_flg です。",
            ),
            Wrong(answer=UntouchedAtInference, why="推論で正規化をしていません。移動平均で正規化します。"),
            Wrong(answer=WithoutEpsAtInference, why="推論で ε(1e-5)を足していません。分散が 0 の列で困ります。"),
            Wrong(
                answer=AddingTheWholeNewValue,
                why="新しい値に 1 - m を掛けずに足しています。2 つの割合の和を 1 にします。",
            ),
        ),
        hints=(
            "1 件だけのバッチの平均と分散は、いくつですか。",
            "学習時にためた 2 つの値は、どこで使われていますか。",
            "mu と var を、train_flg によって選びます。",
        ),
    ),
    Code(
        id="11-3",
        title="Layer Normalization をネットワークに入れる",
        stars=2,
        topics=("3-7-ii Layer Normalization",),
        solution=MyLayerNorm,
        note="統計量は 1 件ごとなので軸 1、`dgamma` は件数について足すので軸 0 です。"
        "逆伝播の式は Batch Normalization と同じで、平均の軸だけが違います。",
        cases=net_cases,
        random_case=random_net,
        observe=inside_a_net,
        rtol=1e-6,
        # x̂ の平均は 0 なので、勾配の平均を先に引いても、積の平均は変わらない
        equivalent_mutants=frozenset({"lines-swapped:L15"}),
        wrong=(
            Wrong(answer=AcrossTheBatch, why="平均を軸 0(件数)でとっています。Layer Normalization は 1 件ごとです。"),
            Wrong(answer=OneMeanForAll, why="全部の要素の平均を引いています。1 件ごとに、軸 1 で平均します。"),
            Wrong(answer=DividingByVariance, why="分散で割っています。割るのは標準偏差です。"),
            Wrong(answer=WithoutCentring, why="平均を引かずに割っています。"),
            Wrong(answer=WithoutXhatInDgamma, why="dgamma に xhat を掛けていません。それは dbeta の式です。"),
            Wrong(
                answer=DgammaAcrossFeatures,
                why="dgamma を軸 1 で足しています。gamma は特徴ごとなので、件数について足します。",
            ),
            Wrong(answer=DgammaFromScaledGradient, why="dgamma に、gamma を掛けた後の勾配を使っています。"),
            Wrong(
                answer=AveragedDgamma, why="dgamma を平均にしています。バッチの平均は、損失の側で 1 度だけとります。"
            ),
            Wrong(answer=SummedBoth, why="both が和になっています。平均です。"),
            Wrong(answer=BothWithoutGamma, why="both に、gamma を掛ける前の dout を使っています。"),
            Wrong(answer=BothAcrossTheBatch, why="both を軸 0 で平均しています。正規化と同じ軸 1 です。"),
            Wrong(
                answer=ProductOfMeans,
                why="both が 0 になっています(平均どうしの積も、xhat の平均が 0 なので 0 です)。"
                "分散を通る道の分なので、d と xhat を要素ごとに掛けてから平均します。",
            ),
            Wrong(answer=ScaledTwice, why="xhat に γ と β まで入っています。次の行で、もう一度掛けて足しています。"),
            Wrong(answer=BatchAxisInBoth, why="2 つの平均を、軸 0(件数)でとっています。どちらも 1 件ごとの軸 1 です。"),
        ),
        hints=(
            "xc は、1 件ごとの平均を引いた値です。次の行と同じ軸で、keepdims=True を付けて平均します。",
            "gamma の形は (D,) です。dgamma は、どの軸で足すと同じ形になりますか。",
            "both は、勾配と xhat の積の平均です。",
        ),
    ),
    Choice(
        id="11-4",
        title="平均を共有するマスから方法を読む",
        stars=2,
        topics=("3-7-ii Batch Normalization", "3-7-ii Group Normalization"),
        note="**ウ** が Batch Normalization です。縦(件数)に同じ濃さがそろうのは、バッチにわたって平均をとる"
        "ウだけです。アは Group Normalization($G=3$)、イは Layer Normalization、エは Instance Normalization です。",
        options={
            "ア": "横の 2 マスずつが同じ濃さ。",
            "イ": "行ごとに同じ濃さ。",
            "ウ": "列ごとに同じ濃さ。",
            "エ": "どのマスも違う濃さ。",
        },
        answer="ウ",
        wrong=(
            Wrong(
                answer="ア", why="Group Normalization です。1 件の中のチャネルだけで平均するので、仲間によりません。"
            ),
            Wrong(answer="イ", why="Layer Normalization です。1 件の中で平均するので、仲間によりません。"),
            Wrong(answer="エ", why="Instance Normalization です。1 件の 1 チャネルごとなので、仲間によりません。"),
        ),
        hints=("縦の軸が N です。", "仲間に左右されるのは、違う行のマスと平均を共有するときです。"),
    ),
    Numeric(
        id="11-5",
        title="学習するパラメータを数える",
        stars=2,
        topics=("3-7-ii Batch Normalization", "3-7-ii Group Normalization"),
        shown=("CONVOLUTIONS", "KERNEL", "learned"),
        note=r"`learned(CONVOLUTIONS, KERNEL)` の値が答えです。"
        r"$16\cdot3\cdot9+2\cdot16+32\cdot16\cdot9+2\cdot32=5136$ です。"
        "GroupNorm の γ と β もチャネルごとなので、組の数 4 は個数に関係しません。",
        answer=lambda: learned(CONVOLUTIONS, KERNEL),
        digits=4,
        unit="個",
        wrong=(
            Wrong(
                answer=lambda: learned(CONVOLUTIONS, KERNEL) + 2 * 16,
                why="BatchNorm の移動平均も数えています。移動平均は勾配で学習しません。",
            ),
            Wrong(
                answer=lambda: learned(CONVOLUTIONS, KERNEL) + 2 * 16 + 2 * 32,
                why="移動平均も数えています。学習しないうえ、GroupNorm は移動平均を持ちません。",
            ),
            Wrong(
                answer=lambda: learned(CONVOLUTIONS, KERNEL) - 2 * 32 + 2 * GROUPS,
                why="GroupNorm を組の数で数えています。γ と β は、組ごとでなくチャネルごとです。",
            ),
            Wrong(
                answer=lambda: learned(CONVOLUTIONS, KERNEL) + 16 + 32,
                why="畳み込み層のバイアスも数えています。bias=False です。",
            ),
            Wrong(
                answer=lambda: learned(CONVOLUTIONS, KERNEL) - 2 * 16 - 2 * 32,
                misconception="11-gamma-beta-constants",
                why="畳み込みの重みだけです。正規化層の γ と β も学習します。",
            ),
            Wrong(
                answer=lambda: learned(CONVOLUTIONS, KERNEL) - 16 - 32,
                why="正規化層のパラメータを、1 チャネルに 1 個と数えています。γ と β の 2 個です。",
            ),
            Wrong(answer=lambda: 2 * 16 + 2 * 32, why="正規化層の分だけです。畳み込みの重みも学習します。"),
            Wrong(
                answer=lambda: KERNEL * (3 * 16 + 16 * 32) + 2 * 16 + 2 * 32,
                why="畳み込みの核を 3 個の重みと数えています。kernel_size=3 は縦 3 × 横 3 の 9 個です。",
            ),
            Wrong(
                answer=lambda: KERNEL**2 * (3 + 16) + 2 * 16 + 2 * 32,
                why="畳み込みの重みに、出力チャネルの数を掛けていません。",
            ),
            Wrong(
                answer=lambda: KERNEL**2 * (16 + 32) + 2 * 16 + 2 * 32,
                why="畳み込みの重みに、入力チャネルの数を掛けていません。",
            ),
            Wrong(
                answer=lambda: KERNEL**2 * (3 * 16 + 3 * 32) + 2 * 16 + 2 * 32,
                why="2 つ目の畳み込みの入力チャネルを 3 としています。前の層の出力の 16 です。",
            ),
            Wrong(
                answer=lambda: learned(CONVOLUTIONS, KERNEL) - 2 * 32,
                why="GroupNorm の γ と β を数えていません。",
            ),
            Wrong(
                answer=lambda: learned(CONVOLUTIONS, KERNEL) - 2 * 16,
                why="BatchNorm の γ と β を数えていないか、GroupNorm を γ だけ数えています。"
                "どちらも 1 チャネルに 2 個です。",
            ),
            Wrong(
                answer=lambda: learned(CONVOLUTIONS, KERNEL) - 16,
                why="BatchNorm を γ だけ数えています。γ と β の 2 個ずつです。",
            ),
            Wrong(
                answer=lambda: learned(CONVOLUTIONS, KERNEL) - 2 * 32 + GROUPS,
                why="GroupNorm を組の数の 4 個と数えています。γ と β は、組ごとでなくチャネルごとです。",
            ),
            Wrong(
                answer=lambda: learned(CONVOLUTIONS, KERNEL) - 2 * 32 + 2 * 32 * GROUPS,
                why="GroupNorm に組の数 4 を掛けています。γ と β はチャネルごとで、組の数によりません。",
            ),
            Wrong(
                answer=lambda: learned(CONVOLUTIONS, KERNEL) - 2 * 16 - 2 * 32 + 2 + 2,
                why="γ と β を 1 つの層に 1 組と数えています。チャネルごとに 1 組です。",
            ),
            Wrong(
                answer=lambda: learned(CONVOLUTIONS, KERNEL) - 2 * 16 - 2 * 32 + 2 + 2 * GROUPS,
                why="γ と β を、平均をとる組ごとに数えています。チャネルごとに 1 組です。",
            ),
        ),
        hints=(
            "畳み込みの重みは、出力チャネル × 入力チャネル × 縦 × 横 個です。",
            "BatchNorm と GroupNorm は、どちらも 1 チャネルに γ と β を 1 つずつ持ちます。",
        ),
    ),
    Code(
        id="11-6",
        title="畳み込み層に Batch Normalization を畳み込む",
        stars=3,
        topics=("3-7-ii Batch Normalization",),
        solution=fold,
        cases=fold_cases,
        random_case=random_fold,
        note="倍率 `scale` は出力チャネルごとなので、重みの最初の軸にそろえます。"
        "PyTorch の `torch.nn.utils.fusion.fuse_conv_bn_eval` も同じ計算です。",
        wrong=(
            Wrong(
                answer=fold_without_scaling_bias, why="b に倍率を掛けていません。b も平均を引いてから倍率を掛けます。"
            ),
            Wrong(answer=fold_without_mean, why="移動平均を引いていません。"),
            Wrong(answer=fold_without_bias, why="元の b が抜けています。"),
            Wrong(answer=fold_by_variance, why="分散で割っています。割るのは標準偏差です。"),
            Wrong(answer=fold_eps_outside, why="eps を根号の外に足しています。分散に足してから平方根をとります。"),
            Wrong(answer=fold_scaling_beta, why="beta にも倍率を掛けています。beta は最後に足します。"),
            Wrong(answer=fold_weights_only, why="b を変えていません。平均と beta は b に入ります。"),
            Wrong(answer=fold_bias_only, why="W に倍率を掛けていません。"),
            Wrong(answer=fold_on_the_last_axis, why="倍率を最後の軸に掛けています。出力チャネルは最初の軸です。"),
            Wrong(
                answer=fold_on_the_input_channels, why="倍率を入力チャネルに掛けています。出力チャネルは最初の軸です。"
            ),
            Wrong(answer=fold_into_every_weight, why="重みからも平均を引いています。W には倍率を掛けるだけです。"),
            Wrong(
                answer=fold_with_statistics_of_the_weights,
                why="重みの平均と分散を求めています。使うのは、渡された mean と var(出力の移動平均)です。",
            ),
            Wrong(answer=fold_without_gamma, misconception="11-gamma-beta-constants", why="gamma を掛けていません。"),
        ),
        hints=(
            "全結合の式と同じです。まず、出力チャネルごとの倍率を 1 つ作ります。",
            "倍率の形 (M,) を、W と掛けられる形 (M, 1, 1, 1) に変えます。",
            "新しい b は、元の b から移動平均を引いて倍率を掛け、beta を足したものです。",
        ),
    ),
)
