"""第8章「ニューラルネットワークと順伝播」の演習: 解答例、入力、よくある誤答。"""

from itertools import pairwise

import numpy as np

from eshikaku.course.exercises import probes
from eshikaku.course.exercises.spec import Choice, Code, Numeric, Wrong
from eshikaku.networks import MultiLayerNet

# --- 08-1 手計算: 小さな網の順伝播 --------------------------------------------------

X = np.array([3.0, 1.0])
W1 = np.array([[1.0, -1.0, 0.5], [-1.0, 1.0, 0.0]])
B1 = np.array([0.0, 0.5, -1.0])
W2 = np.array([[2.0, -1.0], [1.0, 3.0], [1.0, 1.0]])
B2 = np.array([0.5, 1.0])


def forward(x, W1, b1, W2, b2):
    h = np.maximum(x @ W1 + b1, 0)
    return h @ W2 + b2


def forward_without_relu(x, W1, b1, W2, b2):
    return (x @ W1 + b1) @ W2 + b2


def forward_without_bias(x, W1, b1, W2, b2):
    return np.maximum(x @ W1, 0) @ W2


def forward_with_relu_at_the_end(x, W1, b1, W2, b2):
    return np.maximum(forward(x, W1, b1, W2, b2), 0)


def forward_adding_bias_after_relu(x, W1, b1, W2, b2):
    return (np.maximum(x @ W1, 0) + b1) @ W2 + b2


def softmax_of(z):
    e = np.exp(z - np.max(z))
    return e / np.sum(e)


# --- 08-2 パラメータの数 ----------------------------------------------------------

SIZES = (28 * 28, 100, 50, 10)
BATCH = 128


def parameters_of(sizes):
    return sum(n * m + m for n, m in pairwise(sizes))


def weights_of(sizes):
    return sum(n * m for n, m in pairwise(sizes))


# --- 08-3 辞書の重みで順伝播 -----------------------------------------------------


def predict_logits(x, params, layers):
    h = x
    for i in range(1, layers):
        a = h @ params["W" + str(i)] + params["b" + str(i)]
        h = np.maximum(a, 0)
    return h @ params["W" + str(layers)] + params["b" + str(layers)]


def hidden_of(x, params, layers, f=lambda a: np.maximum(a, 0)):
    """Affine と f を layers 回繰り返した値。"""
    for i in range(1, layers + 1):
        x = f(x @ params[f"W{i}"] + params[f"b{i}"])
    return x


def relu_on_the_output(x, params, layers):
    return hidden_of(x, params, layers)


def no_activation(x, params, layers):
    return hidden_of(x, params, layers, lambda a: a)


def hidden_without_bias(x, params, layers):
    for i in range(1, layers):
        x = np.maximum(x @ params[f"W{i}"], 0)
    return x @ params[f"W{layers}"] + params[f"b{layers}"]


def hidden_by_sigmoid(x, params, layers):
    h = hidden_of(x, params, layers - 1, lambda a: 1 / (1 + np.exp(-a)))
    return h @ params[f"W{layers}"] + params[f"b{layers}"]


def hidden_by_tanh(x, params, layers):
    return hidden_of(x, params, layers - 1, np.tanh) @ params[f"W{layers}"] + params[f"b{layers}"]


def hidden_by_step(x, params, layers):
    h = hidden_of(x, params, layers - 1, lambda a: (a > 0) * 1.0)
    return h @ params[f"W{layers}"] + params[f"b{layers}"]


def hidden_by_abs(x, params, layers):
    return hidden_of(x, params, layers - 1, np.abs) @ params[f"W{layers}"] + params[f"b{layers}"]


def bias_after_relu(x, params, layers):
    for i in range(1, layers):
        x = np.maximum(x @ params[f"W{i}"], 0) + params[f"b{i}"]
    return x @ params[f"W{layers}"] + params[f"b{layers}"]


def probabilities_of_net(x, params, layers):
    z = predict_logits(x, params, layers)
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def the_last_hidden(x, params, layers):
    return hidden_of(x, params, layers - 1)


def output_without_bias(x, params, layers):
    return hidden_of(x, params, layers - 1) @ params[f"W{layers}"]


def small_net(rng, sizes):
    shapes = [*enumerate(pairwise(sizes), start=1)]
    params = {f"W{i}": rng.normal(size=shape) for i, shape in shapes}
    return params | {f"b{i}": rng.normal(size=m) for i, (_, m) in shapes}, len(shapes)


def net_cases():
    rng = np.random.default_rng(83)
    runs = []
    for n, sizes in [(4, (3, 5, 2)), (3, (2, 4, 3, 2)), (1, (3, 3, 3, 3, 3)), (2, (3, 2))]:
        runs.append((rng.normal(size=(n, sizes[0])), *small_net(rng, sizes)))
    whole = {"W1": probes.whole(3, 2), "W2": probes.whole(2, 2), "b1": np.array([1, -2]), "b2": np.array([0, 3])}
    return [*runs, (probes.whole(2, 3), probes.in_another_order(whole), 2)]


def random_net(rng):
    sizes = rng.integers(2, 6, size=rng.integers(3, 6)).tolist()
    return rng.normal(size=(int(rng.integers(1, 5)), sizes[0])), *small_net(rng, sizes)


# --- 08-4 誤りを探す: ソフトマックスの軸 ---------------------------------------------


def softmax_rows(z):
    z = z - np.max(z, axis=1, keepdims=True)
    e = np.exp(z)
    return e / np.sum(e, axis=1, keepdims=True)


def softmax_columns(z):
    z = z - np.max(z, axis=0)
    e = np.exp(z)
    return e / np.sum(e, axis=0)


def softmax_of_everything(z):
    e = np.exp(z - np.max(z))
    return e / np.sum(e)


def softmax_overflowing(z):
    e = np.exp(z)
    return e / np.sum(e, axis=1, keepdims=True)


def softmax_by_the_largest_of_all(z):
    """最大値を、行ごとでなく全体から取る。差の大きい行が 0/0 になる。"""
    e = np.exp(z - np.max(z))
    return e / np.sum(e, axis=1, keepdims=True)


def softmax_by_columns_maximum(z):
    """最大値だけ、列から取ったまま。"""
    z = z - np.max(z, axis=0)
    e = np.exp(z)
    return e / np.sum(e, axis=1, keepdims=True)


def softmax_columns_sum(z):
    """合計だけ、列で取ったまま。"""
    z = z - np.max(z, axis=1, keepdims=True)
    e = np.exp(z)
    return e / np.sum(e, axis=0)


def shares_without_exp(z):
    z = z - np.min(z, axis=1, keepdims=True) + 1
    return z / np.sum(z, axis=1, keepdims=True)


def logit_cases():
    far = np.array([[-1000.0, -1001.0, -999.0], [1000.0, 0.0, 999.0]])
    mixed = np.array([[1000.0, 0.0, -5.0], [0.0, 1000.0, 1.0], [3.0, 2.0, 1.0]])
    small = np.array([[2.0, 1.0, 0.0], [0.0, 0.0, 0.0]])
    peak = np.array([[0.0, 0.0, 3000.0], [1.0, 2.0, 3.0]])  # 平均を引いただけでは、あふれる
    return [
        (small,),
        (far,),
        (mixed,),
        (probes.whole(3, 3),),
        (peak,),
        (np.array([[0.5, -1.5]]),),
        (np.array([[3.0], [1.0]]),),
    ]


def random_logits(rng):
    return (rng.normal(scale=3, size=(int(rng.integers(2, 5)), int(rng.integers(2, 5)))),)


# --- 08-6 あふれない交差エントロピー -------------------------------------------------


def cross_entropy_mean(z, t):
    z = z - np.max(z, axis=1, keepdims=True)
    total = np.sum(np.exp(z), axis=1, keepdims=True)
    log_y = z - np.log(total)
    return -np.mean(log_y[np.arange(len(t)), t])


def summed_over_the_batch(z, t):
    return cross_entropy_mean(z, t) * len(t)


def with_a_small_number(z, t):
    """ソフトマックスに 1e-7 を足してから対数をとる。"""
    y = softmax_rows(z)
    return -np.mean(np.log(y[np.arange(len(t)), t] + 1e-7))


def without_minus(z, t):
    return -cross_entropy_mean(z, t)


def divided_by_classes(z, t):
    """件数でなく、クラスの数でも割る。"""
    return cross_entropy_mean(z, t) / z.shape[1]


def every_class_counted(z, t):
    """正解のクラスだけを抜き出さず、すべてのクラスの対数を足す。"""
    z = z - np.max(z, axis=1, keepdims=True)
    log_y = z - np.log(np.sum(np.exp(z), axis=1, keepdims=True))
    return -np.mean(np.sum(log_y, axis=1))


def columns_picked(z, t):
    """抜き出すとき、行ごとの番号を付けずに列を取り出す。"""
    z = z - np.max(z, axis=1, keepdims=True)
    log_y = z - np.log(np.sum(np.exp(z), axis=1, keepdims=True))
    return -np.mean(log_y[:, t])


def softmax_over_the_batch(z, t):
    z = z - np.max(z, axis=0)
    log_y = z - np.log(np.sum(np.exp(z), axis=0))
    return -np.mean(log_y[np.arange(len(t)), t])


def without_log_of_the_sum(z, t):
    """合計の対数をとらずに引く。"""
    z = z - np.max(z, axis=1, keepdims=True)
    log_y = z - np.sum(np.exp(z), axis=1, keepdims=True)
    return -np.mean(log_y[np.arange(len(t)), t])


def softmax_given_twice(z, t):
    y = softmax_rows(z)
    return cross_entropy_mean(y, t)


def mean_of_probability(z, t):
    """対数をとらずに、正解の確率の平均を負にする。"""
    return -np.mean(softmax_rows(z)[np.arange(len(t)), t])


def one_loss_each(z, t):
    z = z - np.max(z, axis=1, keepdims=True)
    log_y = z - np.log(np.sum(np.exp(z), axis=1, keepdims=True))
    return -log_y[np.arange(len(t)), t]


def entropy_cases():
    z = np.array([[1.5, 0.5, 0.0], [0.0, 2.0, 1.0], [1.0, 0.0, 3.0], [0.5, 0.5, 0.5]])
    far = np.array([[0.0, 1000.0, 3.0], [-1000.0, 0.0, 1000.0]])
    low = np.array([[-1000.0, -1001.0], [-1002.0, -1000.0], [-999.0, -1003.0]])
    return [
        (z, np.array([1, 1, 0, 2])),
        (far, np.array([0, 0])),
        (far, np.array([1, 2])),
        (low, np.array([0, 0, 1])),
        (np.array([[-1000.0, -1001.0], [0.0, 1.0]]), np.array([1, 0])),
        (probes.whole(2, 3), np.array([2, 0])),
        (np.array([[2.0, -1.0]]), np.array([1])),
    ]


def random_entropy(rng):
    n, c = int(rng.integers(2, 6)), int(rng.integers(2, 5))
    return rng.normal(scale=2, size=(n, c)), rng.integers(0, c, size=n)


# --- 08-7 順序回帰の確率 ----------------------------------------------------------

ABOVE = np.array([0.9, 0.6, 0.2])  # P(t > 0), P(t > 1), P(t > 2)


def class_probabilities(above):
    return -np.diff(np.concatenate([[1.0], above, [0.0]]))


# --- 08-8 発展: 学習者の層をネットワークに入れる ----------------------------------------


class Softplus:
    params = ()

    def __init__(self, beta=1.0):
        self.beta = beta

    def forward(self, x, train_flg=True):
        a = self.beta * x
        return (np.maximum(a, 0) + np.log1p(np.exp(-np.abs(a)))) / self.beta


class SoftplusWithoutDividing(Softplus):
    def forward(self, x, train_flg=True):
        a = self.beta * x
        return np.maximum(a, 0) + np.log1p(np.exp(-np.abs(a)))


class SoftplusWithoutBeta(Softplus):
    def forward(self, x, train_flg=True):
        return np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))


class SoftplusDividingOnly(Softplus):
    def forward(self, x, train_flg=True):
        return (np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))) / self.beta


class SlopeOfSoftplus(Softplus):
    def forward(self, x, train_flg=True):
        e = np.exp(-np.abs(self.beta * x))
        return np.where(x >= 0, 1, e) / (1 + e)


class JustRelu(Softplus):
    def forward(self, x, train_flg=True):
        return np.maximum(x, 0)


class SoftplusOfTheSize(Softplus):
    """max(a, 0) を足さず、log(1 + e^{-|a|}) だけを返す。"""

    def forward(self, x, train_flg=True):
        return np.log1p(np.exp(-np.abs(self.beta * x))) / self.beta


class SoftplusTurned(Softplus):
    def forward(self, x, train_flg=True):
        a = -self.beta * x
        return (np.maximum(a, 0) + np.log1p(np.exp(-np.abs(a)))) / self.beta


class SoftplusClipped(Softplus):
    """大きな入力を切ってから、式のとおりに計算する。"""

    def forward(self, x, train_flg=True):
        return np.log(1 + np.exp(np.minimum(self.beta * x, 30.0))) / self.beta


class SoftplusAsWritten(Softplus):
    def forward(self, x, train_flg=True):
        with np.errstate(over="ignore"):
            return np.log1p(np.exp(self.beta * x)) / self.beta


def inside_a_net(layer_class, sizes, x, beta):
    """MultiLayerNet の活性化の層を学習者の層に取り替えたときの、各層の値(配列の書き換えも表れる)。2 度通す。"""
    n_in, *hidden, n_out = sizes
    net = MultiLayerNet(n_in, hidden, n_out, np.random.default_rng(8), weight_init=1.0)
    for i in range(1, len(hidden) + 1):
        net.layers[f"Relu{i}"] = layer_class() if beta is None else layer_class(beta)
    return list(net.activations(x).values()), net.predict(-x)


def layer_cases():
    rng = np.random.default_rng(88)
    return [
        ((2, 3, 2), rng.normal(size=(4, 2)), None),
        ((3, 4, 3, 2), rng.normal(size=(3, 3)), 2.0),
        ((2, 3, 1), 1000 * rng.normal(size=(3, 2)), 1.0),
        ((2, 2, 2), rng.normal(size=(1, 2)), 0.5),
        ((2, 2, 2), np.zeros((2, 2)), 4.0),
    ]


def random_layer(rng):
    size = float(rng.choice([0.1, 1.0, 300.0]))
    return (2, 3, 2), size * rng.normal(size=(3, 2)), float(rng.uniform(0.3, 5.0))


EXERCISES = (
    Numeric(
        id="08-1",
        title="小さな網の順伝播を手で計算する",
        stars=1,
        topics=("3-1 順伝播", "3-1 ReLU"),
        shown=("X", "W1", "B1", "W2", "B2", "forward"),
        note=r"$\boldsymbol a=(2,\ -1.5,\ 0.5)$、$\boldsymbol h=(2,\ 0,\ 0.5)$ です。"
        r"$\boldsymbol z=2(2,\ -1)+0.5(1,\ 1)+(0.5,\ 1)=(5,\ -0.5)$ です。",
        answer=lambda: forward(X, W1, B1, W2, B2),
        wrong=(
            Wrong(
                answer=lambda: forward_without_relu(X, W1, B1, W2, B2),
                misconception="08-depth-without-activation",
                why="隠れ層の ReLU を通していません。負の値は 0 にしてから、次の層に渡します。",
            ),
            Wrong(
                answer=lambda: forward_without_bias(X, W1, B1, W2, B2),
                why="バイアスを足していません。どちらの層でも、活性化関数の前に足します。",
            ),
            Wrong(
                answer=lambda: forward_adding_bias_after_relu(X, W1, B1, W2, B2),
                why="隠れ層のバイアスを、ReLU の後に足しています。足してから ReLU に通します。",
            ),
            Wrong(
                answer=lambda: np.maximum(X @ W1 + B1, 0) @ W2,
                why="出力層のバイアスを足していません。",
            ),
            Wrong(
                answer=lambda: np.maximum(X @ W1, 0) @ W2 + B2,
                why="隠れ層のバイアスを足していません。ReLU より前に足します。",
            ),
            Wrong(
                answer=lambda: softmax_of(forward(X, W1, B1, W2, B2)),
                why="ソフトマックスを通した確率です。ロジットは、通す前の値です。",
            ),
            Wrong(
                answer=lambda: forward(X[::-1], W1, B1, W2, B2),
                why="入力の 2 つを逆に使っています。1 番目の入力には、重みの 1 行目を掛けます。",
            ),
            Wrong(
                answer=lambda: forward_with_relu_at_the_end(X, W1, B1, W2, B2),
                why="出力層にも ReLU を掛けています。ロジットは負にもなります。",
            ),
            Wrong(
                answer=lambda: (X @ W1 + B1 > 0) @ W2 + B2,
                why="ステップ関数で 0 か 1 にしています。ReLU は、正の値をそのまま通します。",
            ),
            Wrong(
                answer=lambda: np.abs(X @ W1 + B1) @ W2 + B2,
                why="負の値を絶対値にしています。ReLU は 0 にします。",
            ),
        ),
        hints=(
            "隠れ層のユニットは 3 つです。重みの 1 列ごとに、入力との積を足します。",
            "バイアスを足し、負なら 0 にします。",
            "残ったユニットに、2 つ目の重みの行を掛けて足します。",
        ),
    ),
    Numeric(
        id="08-2",
        title="パラメータを数える",
        stars=1,
        topics=("3-1 MLP",),
        shown=("SIZES", "parameters_of"),
        note=r"$784\times100+100=78500$、$100\times50+50=5050$、$50\times10+10=510$ の合計です。"
        r"件数の 128 は使いません。",
        answer=lambda: parameters_of(SIZES),
        digits=6,
        unit="個",
        wrong=(
            Wrong(
                answer=lambda: weights_of(SIZES), why="バイアスを数えていません。どの層にも、出力数と同じ個数あります。"
            ),
            Wrong(
                answer=lambda: parameters_of(SIZES) * BATCH,
                misconception="08-parameters-grow-with-batch",
                why="件数を掛けています。どの行にも同じ重みを使うので、件数は関係しません。",
            ),
            Wrong(
                answer=lambda: weights_of(SIZES) + sum(SIZES),
                why="入力層にもバイアスを数えています。バイアスは、Affine の出力の数だけです。",
            ),
            Wrong(
                answer=lambda: weights_of(SIZES) + BATCH * sum(SIZES[1:]),
                misconception="08-parameters-grow-with-batch",
                why="バイアスを件数の分だけ数えています。1 つのバイアスを、どの行にも足します。",
            ),
            Wrong(
                answer=lambda: weights_of(SIZES) + len(SIZES) - 1,
                why="バイアスを、層ごとに 1 個と数えています。ユニットごとに 1 個あります。",
            ),
            Wrong(
                answer=lambda: parameters_of((28, *SIZES[1:])),
                why="入力を 28 としています。画像を 1 列に並べると、28 × 28 個の入力になります。",
            ),
            Wrong(
                answer=lambda: parameters_of(SIZES[:-1]),
                why="出力層の重みとバイアスを数えていません。Affine は 3 つあります。",
            ),
            Wrong(
                answer=lambda: parameters_of((784, 100, 10)),
                why="50 ユニットの隠れ層が抜けています。",
            ),
            Wrong(
                answer=lambda: sum(SIZES),
                why="ユニットの数を足しています。重みは、入力数と出力数を掛けた個数です。",
            ),
            Wrong(
                answer=lambda: sum(SIZES[1:]),
                why="バイアスだけを数えています。重みの行列もパラメータです。",
            ),
            Wrong(
                answer=lambda: weights_of(SIZES) * BATCH,
                why="件数を掛け、バイアスも数えていません。パラメータの数は、バッチの件数によりません。",
            ),
            Wrong(
                answer=lambda: parameters_of(SIZES[1:]),
                why="入力層から 1 つ目の隠れ層への Affine が抜けています。",
            ),
            Wrong(
                answer=lambda: weights_of(SIZES) + sum(SIZES[:-1]),
                why="バイアスを入力の数だけ数えています。バイアスは出力の数だけあります。",
            ),
        ),
        hints=(
            "入力の数は、画素の数です。",
            "1 つの層のパラメータは、重みの行列とバイアスです。",
            "3 つの Affine について足します。",
        ),
    ),
    Code(
        id="08-3",
        title="辞書の重みで順伝播する",
        stars=2,
        topics=("3-1 順伝播", "3-1 MLP"),
        solution=predict_logits,
        cases=net_cases,
        random_case=random_net,
        note="繰り返しは、最後の 1 つを除いた層です。出力層には活性化関数を掛けません。",
        wrong=(
            Wrong(answer=relu_on_the_output, why="出力層にも ReLU を掛けています。ロジットは負にもなります。"),
            Wrong(
                answer=no_activation,
                misconception="08-depth-without-activation",
                why="ReLU を掛けていません。これでは、1 つの Affine と同じです。",
            ),
            Wrong(answer=hidden_without_bias, why="隠れ層のバイアスを足していません。"),
            Wrong(answer=output_without_bias, why="出力層のバイアスを足していません。"),
            Wrong(
                answer=hidden_by_sigmoid,
                why="隠れ層の活性化関数がシグモイドになっています。この演習では ReLU です。",
            ),
            Wrong(answer=bias_after_relu, why="バイアスを ReLU の後に足しています。足してから ReLU に通します。"),
            Wrong(answer=probabilities_of_net, why="ソフトマックスまで掛けています。ロジットを返します。"),
            Wrong(answer=hidden_by_tanh, why="隠れ層の活性化関数が tanh になっています。この演習では ReLU です。"),
            Wrong(answer=hidden_by_step, why="ステップ関数で 0 か 1 にしています。ReLU は、正の値をそのまま通します。"),
            Wrong(answer=hidden_by_abs, why="負の値を絶対値にしています。ReLU は 0 にします。"),
            Wrong(answer=the_last_hidden, why="隠れ層の出力を返しています。出力層の計算が残っています。"),
        ),
        hints=(
            "隠れ層の番号は、1 から始まり、Affine の数より 1 つ手前で終わります。",
            "隠れ層では、バイアスを足してから ReLU に通します。",
            "出力層の番号は、Affine の数と同じです。活性化関数は掛けません。",
        ),
    ),
    Code(
        id="08-4",
        title="ソフトマックスの軸を直す",
        stars=2,
        topics=("3-1 温度パラメータ付きソフトマックス",),
        solution=softmax_rows,
        cases=logit_cases,
        random_case=random_logits,
        note="最大値も合計も行ごとに取り、`keepdims=True` で形 (N, 1) のまま残します。",
        wrong=(
            Wrong(answer=softmax_columns, why="列ごとに合計を 1 にしています。1 件の確率は、1 行の中で合計 1 です。"),
            Wrong(answer=softmax_of_everything, why="行列全体の合計を 1 にしています。行ごとに割ります。"),
            Wrong(
                answer=softmax_overflowing,
                misconception="08-formula-as-written",
                why="最大値を引いていないので、大きなロジットであふれます。",
            ),
            Wrong(
                answer=softmax_by_the_largest_of_all,
                misconception="08-formula-as-written",
                why="全体の最大値を引いています。ほかの行より小さい行では、指数がすべて 0 になり、0/0 になります。",
            ),
            Wrong(
                answer=softmax_by_columns_maximum,
                why="最大値を列から取ったままです。行の中で引く数が違うと、確率の比が変わります。",
            ),
            Wrong(answer=softmax_columns_sum, why="合計を列で取ったままです。合計も行ごとに取ります。"),
            Wrong(answer=shares_without_exp, why="指数をとっていません。ソフトマックスは、指数の割合です。"),
        ),
        hints=(
            "1 行が 1 件のデータです。どの軸について足せば、1 行の合計になりますか。",
            "足す軸を変えると、形 (N,) になり、(N, C) とうまく割り算できません。軸を残す引数があります。",
            "最大値を取る行も、同じように直します。",
        ),
    ),
    Choice(
        id="08-5",
        title="微分の山から活性化関数を読む",
        stars=2,
        topics=("3-1 シグモイド", "3-1 双曲線関数"),
        note=r"**イ** です。$\tanh a=2\sigma(2a)-1$ なので、微分は $4\sigma'(2a)$ で、高さ $4\times\frac14=1$、"
        r"幅は $\sigma(2a)$ の微分(ア)と同じです。高さが同じ 1 のエは $\sigma(4a)$ で、幅が半分です。"
        r"ウは $\sigma(a)$ です。",
        options={
            "ア": "高さ 0.5 の山。",
            "イ": "高さ 1 で、幅の広い山。",
            "ウ": "高さ 0.25 の山。",
            "エ": "高さ 1 で、幅の狭い山。",
        },
        answer="イ",
        wrong=(
            Wrong(answer="ア", why="高さは 0.5 です。tanh の原点での微分は 1 です。"),
            Wrong(answer="ウ", why="高さ 0.25 は、ゲインのないシグモイドの微分です。"),
            Wrong(
                answer="エ",
                why="高さは合っていますが、幅が狭すぎます。tanh は、ゲイン 2 のシグモイドを縦へ 2 倍した形です。",
            ),
        ),
        hints=(
            "原点での微分の値を、4 つの関数について求めます。",
            "同じ高さの山が 2 つあります。tanh をシグモイドで表すと、横の縮み方が分かります。",
        ),
    ),
    Code(
        id="08-6",
        title="あふれない交差エントロピーを書く",
        stars=2,
        topics=("3-1 交差エントロピー",),
        solution=cross_entropy_mean,
        cases=entropy_cases,
        random_case=random_entropy,
        note="確率を作らずに、対数を直接求めます。正解の確率が 0 に丸められる場合でも、損失は正確です。",
        wrong=(
            Wrong(answer=summed_over_the_batch, why="件数で割っていません。平均を返します。"),
            Wrong(
                answer=with_a_small_number,
                why="確率に小さな数を足してから対数をとっています。大きく外した予測の損失が、16.1 で頭打ちになります。",
            ),
            Wrong(answer=without_minus, why="符号が逆です。対数は負なので、損失は負号を付けて正にします。"),
            Wrong(answer=divided_by_classes, why="クラスの数でも割っています。割るのは件数だけです。"),
            Wrong(
                answer=every_class_counted,
                why="すべてのクラスの対数を足しています。使うのは、正解のクラスの 1 つだけです。",
            ),
            Wrong(
                answer=columns_picked, why="行ごとに 1 つではなく、列をまるごと取り出しています。行の番号も渡します。"
            ),
            Wrong(answer=softmax_over_the_batch, why="列ごとに合計を 1 にしています。確率は、行の中で合計 1 です。"),
            Wrong(answer=without_log_of_the_sum, why="合計の対数をとらずに引いています。"),
            Wrong(
                answer=softmax_given_twice,
                misconception="08-softmax-twice",
                why="ソフトマックスを 2 度通しています。ロジットに 1 度だけ通します。",
            ),
            Wrong(answer=mean_of_probability, why="対数をとっていません。損失は、正解の確率の対数から作ります。"),
            Wrong(answer=one_loss_each, why="1 件ごとの損失を返しています。平均した 1 つの数を返します。"),
        ),
        hints=(
            "最大値も指数の和も、行ごとに取り、軸を残します。",
            "対数の確率は、ロジットから、合計の対数を引いたものです。",
            "正解の要素は、行の番号と t の 2 つで抜き出せます。",
        ),
    ),
    Numeric(
        id="08-7",
        title="順序回帰の出力を、段階の確率に直す",
        stars=2,
        topics=("3-1 順序回帰",),
        shown=("ABOVE", "class_probabilities"),
        note=r"$P(t=0)=1-0.9$、$P(t=1)=0.9-0.6$、$P(t=2)=0.6-0.2$、$P(t=3)=0.2$ です。合計は 1 になります。",
        answer=lambda: class_probabilities(ABOVE),
        wrong=(
            Wrong(
                answer=lambda: np.append(ABOVE, 0.0),
                why="「k より上」の確率をそのまま並べています。隣どうしの差が、その段階の確率です。",
            ),
            Wrong(
                answer=lambda: np.append(ABOVE, 0.0) / ABOVE.sum(),
                why="合計で割って 1 にしています。段階の確率は、隣どうしの差です。",
            ),
            Wrong(
                answer=lambda: class_probabilities(ABOVE)[::-1],
                why="順が逆です。段階 0 の確率は、1 から P(t > 0) を引いたものです。",
            ),
            Wrong(
                answer=lambda: 1 - np.append(ABOVE, 0.0),
                why="「k 以下」の確率です。ここから、1 つ前の「k 以下」の確率を引きます。",
            ),
            Wrong(
                answer=lambda: np.append(1 - ABOVE[0], ABOVE),
                why="段階 1 より上を、差にしていません。P(t > 0) から P(t > 1) を引くと、段階 1 の確率です。",
            ),
            Wrong(
                answer=lambda: np.append(1.0, ABOVE),
                why="「k 以上」の確率をそのまま並べています。隣どうしの差が、その段階の確率です。",
            ),
            Wrong(
                answer=lambda: np.append(ABOVE[0], class_probabilities(ABOVE)[1:]),
                why="段階 0 の確率は、1 から P(t > 0) を引いたものです。",
            ),
            Wrong(
                answer=lambda: np.append(1 - ABOVE, ABOVE[-1]),
                why="途中の段階が「k 以下」の確率のままです。1 つ前の「k 以下」を引いて、差にします。",
            ),
            Wrong(
                answer=lambda: np.roll(class_probabilities(ABOVE), -1),
                why="順が 1 つずれています。初めは段階 0 の確率で、1 から P(t > 0) を引いたものです。",
            ),
            Wrong(
                answer=lambda: np.append([1.0], np.cumprod(ABOVE)) * np.append(1 - ABOVE, 1.0),
                why="条件付きの確率として掛けています。P(t > k) はそのままの確率なので、差をとります。",
            ),
        ),
        hints=(
            "「0 より大きい」でないものが、段階 0 です。",
            "「0 より大きい」が「1 より大きい」でないものが、段階 1 です。",
            "4 つの合計が 1 になるかを確かめます。",
        ),
    ),
    Code(
        id="08-8",
        title="ソフトプラスの層をネットワークに入れる",
        stars=3,
        topics=("3-1 活性化関数", "3-1 ReLU"),
        solution=Softplus,
        cases=layer_cases,
        random_case=random_layer,
        observe=inside_a_net,
        note="$\\log(1+e^a)=\\max(a,0)+\\log(1+e^{-|a|})$ と書くと、指数は 0 以下になります。"
        "`np.log1p` は、小さな数に 1 を足すときの桁落ちを防ぎます。",
        wrong=(
            Wrong(
                answer=SoftplusWithoutDividing,
                why="最後に beta で割っていません。割らないと、大きな入力で x の beta 倍になります。",
            ),
            Wrong(answer=SoftplusWithoutBeta, why="beta を使っていません。"),
            Wrong(
                answer=SoftplusDividingOnly, why="入力に beta を掛けていません。割るだけでは、折れ目が鋭くなりません。"
            ),
            Wrong(answer=SlopeOfSoftplus, why="ソフトプラスの微分(シグモイド)を返しています。"),
            Wrong(
                answer=JustRelu, why="ReLU になっています。原点での値は 0 ではなく、log 2 を beta で割ったものです。"
            ),
            Wrong(answer=SoftplusOfTheSize, why="正の側の x が抜けています。大きな入力では、出力はほぼ x です。"),
            Wrong(answer=SoftplusTurned, why="左右が逆です。指数の符号を確かめます。"),
            Wrong(
                answer=SoftplusAsWritten,
                why="大きな入力で exp があふれ、無限大になります。指数を 0 以下にして書き直します。",
            ),
            Wrong(
                answer=SoftplusClipped,
                why="入力を切っているので、大きな入力で出力が頭打ちになります。大きな入力では、出力はほぼ x です。",
            ),
        ),
        hints=(
            "正の大きな a では、出力はほぼ a です。差は、指数が負になる形で書けます。",
            "a の符号で場合を分けるか、大きさと最大値を使います。",
            "beta は、入力に掛け、最後に割ります。",
        ),
    ),
)
