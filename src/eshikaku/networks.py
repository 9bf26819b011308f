"""層を積み重ねたネットワークと、その勾配を一方向だけ確かめる関数です。"""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from eshikaku import initializers
from eshikaku.checks import function, generator, made, one_of, real, same_shape, whole
from eshikaku.layers import (
    Affine,
    BatchNormalization,
    Dropout,
    Gelu,
    Identity,
    LeakyRelu,
    Relu,
    Sigmoid,
    SoftmaxWithLoss,
    Tanh,
)

ACTIVATIONS = {
    "identity": Identity,
    "sigmoid": Sigmoid,
    "tanh": Tanh,
    "relu": Relu,
    "leaky_relu": LeakyRelu,
    "gelu": Gelu,
}
INITIALIZERS = {"xavier": initializers.xavier, "he": initializers.he, "lecun": initializers.lecun}


class MultiLayerNet:
    r"""全結合の多層ネットワーク: (Affine → [BatchNorm] → 活性化 → [Dropout]) の繰り返し → Affine → 出力層。

    | 引数 | 意味 |
    |---|---|
    | `input_size, hidden_size_list, output_size` | 入力の次元、隠れ層のユニット数のリスト(空でもよい)、出力の次元 |
    | `rng` | `numpy.random.default_rng(種)`。初期値と Dropout のマスクを、ここから引きます |
    | `activation` | "relu"(既定)、"identity"、"sigmoid"、"tanh"、"leaky_relu"、"gelu" |
    | `weight_init` | "he"(既定)、"xavier"、"lecun"、標準偏差の数、関数 `f(shape, rng, dtype=…)`。バイアスは 0 です |
    | `batchnorm` | None(使わない)、"before"(活性化の前。論文の位置)、"after"(活性化の後) |
    | `dropout_ratio, dropout_inverted` | 隠れ層の出力を落とす割合(0 なら使わない)と、`Dropout` の形 |
    | `l1, l2` | 損失に足す罰則 $\lambda_1\sum\lvert w\rvert + \frac{\lambda_2}{2}\sum w^2$。重み `W` だけに掛けます |
    | `last_layer` | 出力層。既定は `SoftmaxWithLoss()`。`forward(x, t)`, `backward()`, `accuracy(x, t)` があればよい |
    | `dtype` | np.float64(既定。勾配確認ができる)か np.float32(速い)。入力もこの型で渡します |

    `params` は "W1", "b1", "gamma1", "beta1" … の辞書で、勾配も同じ名前の辞書です。
    層は `forward` のたびに `params` から値を受け取るので、`params[k] -= …` でも `params[k] = …` でも学習できます。
    `layers` の層は、同じ名前のパラメータを持つ別の層と取り替えられます
    (例: `net.layers["BatchNormalization1"] = LayerNormalization(net.params["gamma1"], net.params["beta1"])`)。

    重みをすべて同じ値から始めるには、`weight_init=lambda shape, rng, dtype: constant(shape, 0.1, dtype)` とします。
    L1 の罰則の勾配は $\lambda_1\,\mathrm{sign}(w)$(0 では 0)です。重みは 0 の前後で揺れ、
    ちょうど 0 にはまずなりません。疎さは、しきい値($|w| < 10^{-3}$ など)で数えます。

    >>> net = MultiLayerNet(2, [3], 2, np.random.default_rng(0), batchnorm="before")
    >>> print(net)
    層                     出力の形      パラメータ数
    Affine1                (N, 3)                   9  W1 (2, 3), b1 (3,)
    BatchNormalization1    (N, 3)                   6  gamma1 (3,), beta1 (3,)
    Relu1                  (N, 3)                   0
    Affine2                (N, 2)                   8  W2 (3, 2), b2 (2,)
    合計                                           23
    >>> x, t = np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([0, 1])
    >>> loss, grads = net.loss_and_gradient(x, t)
    >>> list(grads) == list(net.params), grads["W1"].shape
    (True, (2, 3))
    """

    def __init__(
        self,
        input_size,
        hidden_size_list,
        output_size,
        rng,
        *,
        activation="relu",
        weight_init="he",
        batchnorm=None,
        dropout_ratio=0.0,
        dropout_inverted=True,
        l1=0.0,
        l2=0.0,
        last_layer=None,
        dtype=np.float64,
    ):
        one_of("activation", activation, ACTIVATIONS)
        one_of("batchnorm", batchnorm, [None, "before", "after"])
        if not isinstance(hidden_size_list, list | tuple):
            raise TypeError(
                f"hidden_size_list は [100, 50] のようなリストにしてください(渡された値: {hidden_size_list!r})。"
            )
        sizes = [whole("ユニット数", n) for n in (input_size, *hidden_size_list, output_size)]
        dropout_ratio = real("dropout_ratio", dropout_ratio, at_least=0, below=1)
        self.l1, self.l2 = real("l1", l1, at_least=0), real("l2", l2, at_least=0)
        self.rng, self.dtype = generator(rng), np.dtype(dtype)
        last_layer = SoftmaxWithLoss() if last_layer is None else last_layer
        self.last_layer = made("last_layer", last_layer, "SoftmaxWithLoss()", "forward", "backward", "accuracy")
        self.params, self.layers, self._places = {}, {}, {}

        for i, (n_in, n_out) in enumerate(pairwise(sizes), start=1):
            W = _initial_weight(weight_init, (n_in, n_out), rng, self.dtype)
            self._add(i, Affine(W, initializers.zeros(n_out, self.dtype), needs_dx=i > 1))
            if i == len(sizes) - 1:
                break
            if batchnorm == "before":
                self._add_batchnorm(i, n_out)
            self._add(i, ACTIVATIONS[activation]())
            if batchnorm == "after":
                self._add_batchnorm(i, n_out)
            if dropout_ratio:
                self._add(i, Dropout(dropout_ratio, rng, dropout_inverted))

    def _add(self, i, layer):
        place = f"{type(layer).__name__}{i}"
        self.layers[place] = layer
        for name in layer.params:
            self.params[f"{name}{i}"] = getattr(layer, name)
            self._places[f"{name}{i}"] = (place, name)

    def _add_batchnorm(self, i, size):
        gamma, beta = initializers.constant(size, 1.0, self.dtype), initializers.zeros(size, self.dtype)
        self._add(i, BatchNormalization(gamma, beta))

    # --- 順伝播と逆伝播 ---

    def activations(self, x, train_flg=False):
        """すべての層の出力を {"Affine1": …, "Relu1": …} の辞書で返します。最後がロジットです。"""
        for key, (layer, name) in self._places.items():
            setattr(self.layers[layer], name, self.params[key])
        outputs = {}
        for name, layer in self.layers.items():
            x = outputs[name] = layer.forward(x, train_flg)
        return outputs

    def predict(self, x, train_flg=False):
        """ロジット(出力層に入る値) (N, output_size) を返します。"""
        *_, y = self.activations(x, train_flg).values()
        return y

    def loss(self, x, t, train_flg=False):
        """損失と罰則の和。"""
        return self.last_layer.forward(self.predict(x, train_flg), t) + self.penalty()

    def penalty(self):
        r"""$\lambda_1\sum|w| + \frac{\lambda_2}{2}\sum w^2$(重み `W` だけ。`b`, `gamma`, `beta` には掛けません)。"""
        if not (self.l1 or self.l2):
            return 0.0
        weights = [self.params[key] for key in self.weight_names()]
        return sum(self.l1 * np.abs(W).sum() + self.l2 / 2 * (W**2).sum() for W in weights)

    def loss_and_gradient(self, x, t):
        """学習時の損失と、全パラメータの勾配の辞書を返します(順伝播は一度だけです)。"""
        loss = self.loss(x, t, train_flg=True)
        dout = self.last_layer.backward()
        for layer in reversed(self.layers.values()):
            dout = layer.backward(dout)
        grads = {key: getattr(self.layers[layer], f"d{name}") for key, (layer, name) in self._places.items()}
        if self.l1 or self.l2:
            for key in self.weight_names():
                W = self.params[key]
                grads[key] = grads[key] + self.l1 * np.sign(W) + self.l2 * W
        return loss, grads

    def gradient(self, x, t):
        """学習時の損失の、全パラメータについての勾配の辞書を返します。"""
        return self.loss_and_gradient(x, t)[1]

    def accuracy(self, x, t):
        """推論時の正解率。"""
        return self.last_layer.accuracy(self.predict(x), t)

    def weight_names(self):
        """重み行列の名前 ["W1", "W2", …]。罰則と荷重減衰は、これだけに掛けます。"""
        return [key for key, (_, name) in self._places.items() if name == "W"]

    def check_batch_size(self, n):
        """`n` 件のバッチで学習できない層(1 件では分散を取れない BatchNorm)があれば、断ります。"""
        for _, layer in self._batchnorms():
            layer.check_count(n)

    # --- 保存と表示 ---

    def state_dict(self):
        """推論と再開に要るもの(パラメータ、BatchNorm の移動平均、乱数の状態)の写し。"""
        return {
            # order="K" は並び(C 順か Fortran 順か)を保つ。並びが変わると、行列積の丸めが変わる
            "params": {key: value.copy(order="K") for key, value in self.params.items()},
            "running": self._running(),
            "rng": self.rng.bit_generator.state,
        }

    def load_state_dict(self, state):
        """`state_dict()` の写しを読み込みます。形や dtype の違うネットワークのものは受け取りません。"""
        self.load_weights(state)
        self.rng.bit_generator.state = state["rng"]

    def load_weights(self, state):
        """`state_dict()` の写しのうち、パラメータと BatchNorm の移動平均だけを読み込みます(乱数は進んだままです)。"""
        forms, loaded = _forms(self.params), _forms(state["params"])
        if forms != loaded:
            different = sorted({key for key, _ in forms.items() ^ loaded.items()})
            raise ValueError(f"ネットワークの形か dtype が、保存したものと違います(違うパラメータ: {different})。")
        self.params.update({key: value.copy(order="K") for key, value in state["params"].items()})
        self._load_running(state["running"])

    def _running(self):
        return {
            name: {"mean": layer.running_mean.copy(), "var": layer.running_var.copy()}
            for name, layer in self._batchnorms()
        }

    def _load_running(self, running):
        for name, layer in self._batchnorms():
            layer.running_mean, layer.running_var = (running[name][key].copy() for key in ("mean", "var"))

    def _batchnorms(self):
        return [(name, layer) for name, layer in self.layers.items() if isinstance(layer, BatchNormalization)]

    def __str__(self):
        """層ごとの出力の形とパラメータ数の表。"""
        rows = ["層                     出力の形      パラメータ数"]
        for name, layer in self.layers.items():
            if "W" in layer.params:
                n_out = layer.W.shape[1]
            own = [key for key, place in self._places.items() if place[0] == name]
            count = sum(self.params[key].size for key in own)
            shapes = ", ".join(f"{key} {self.params[key].shape}" for key in own)
            rows.append(f"{name:<23}{f'(N, {n_out})':<14}{count:>12,}  {shapes}".rstrip())
        total = sum(value.size for value in self.params.values())
        return "\n".join([*rows, f"合計{'':<33}{total:>12,}"])


def _forms(params):
    return {key: (value.shape, value.dtype) for key, value in params.items()}


def _initial_weight(weight_init, shape, rng, dtype):
    if callable(weight_init):
        return _weight_by_function(weight_init, shape, rng, dtype)
    if not isinstance(weight_init, str):
        return initializers.normal(shape, rng, real("weight_init", weight_init, at_least=0), dtype)
    return INITIALIZERS[one_of("文字列の weight_init", weight_init, INITIALIZERS)](shape, rng, dtype=dtype)


def _weight_by_function(weight_init, shape, rng, dtype):
    form = "weight_init(shape, rng, dtype=…)(例: lambda shape, rng, dtype: constant(shape, 0.1, dtype))"
    W = function("weight_init", weight_init, form, shape, rng, dtype=dtype)(shape, rng, dtype=dtype)
    same_shape("weight_init の返した値", W, "重み", np.empty(shape))
    return W


class DirectionalCheck(NamedTuple):
    """`directional_gradient_check` の結果: 逆伝播の値、数値微分の値、勾配の大きさに対する差。"""

    analytic: float
    numerical: float
    error: float


def directional_gradient_check(net, x, t, rng, h=1e-7):
    r"""乱数で決めた一つの方向 $v$ だけで、逆伝播の勾配 $g$ を確かめます。

    $$\sum_i g_i v_i \approx \frac{L(\theta+hv)-L(\theta-hv)}{2h}$$

    `error` は両辺の差を $\sqrt{\sum_i (g_i v_i)^2}$ で割った値です。左辺そのもので割らないのは、
    正と負の項が打ち消し合い、たまたま 0 に近くなる方向があるからです。
    なめらかな活性化関数なら、正しい勾配の `error` は 1e-6 より小さくなります。
    ReLU では、動かす間に 0 をまたぐユニットがあると、正しくても大きくなります。
    別の `rng` でも続けて大きければ、誤りです。0 に近い入力ばかりのとき(小さすぎる初期値など)は必ずまたぐので、
    この方法では判定できません。また、ほかよりずっと小さい勾配(勾配消失した層など)の誤りは、和に埋もれて見えません。

    損失の計算は 2 回だけです。全パラメータを一つずつ動かす勾配確認は $2\times$パラメータ数 回なので、
    12 万個のネットワークでは数分かかります。どのパラメータが違うかは、小さなネットワークで全部を確かめて探します。

    Dropout のマスクと BatchNorm の移動平均は、毎回同じ状態に戻します。終わったときの `net` は元のままです。

    >>> rng = np.random.default_rng(0)
    >>> net = MultiLayerNet(4, [5, 5], 3, rng, batchnorm="before", dropout_ratio=0.5)
    >>> directional_gradient_check(net, rng.normal(size=(8, 4)), np.arange(8) % 3, rng).error < 1e-6
    True
    """
    if net.dtype != np.float64:
        raise TypeError(f"勾配確認は float64 のネットワークで行ってください(渡された dtype: {net.dtype})。")
    real("h", h, above=0)
    generator(rng)
    v = {key: rng.uniform(-1, 1, value.shape) for key, value in net.params.items()}
    original, running, random_state = dict(net.params), net._running(), net.rng.bit_generator.state

    def place(params):
        net.params.update(params)
        net._load_running(running)
        net.rng.bit_generator.state = random_state

    def loss(step):
        place({key: value + step * v[key] for key, value in original.items()})
        return net.loss(x, t, train_flg=True)

    try:
        numerical = float((loss(h) - loss(-h)) / (2 * h))
        place(original)
        grads = net.gradient(x, t)
    finally:
        place(original)
    terms = [grads[key] * v[key] for key in grads]
    analytic = float(sum(term.sum() for term in terms))
    size = float(sum(np.vdot(term, term) for term in terms)) ** 0.5
    return DirectionalCheck(analytic, numerical, abs(analytic - numerical) / max(size, 1e-12))
