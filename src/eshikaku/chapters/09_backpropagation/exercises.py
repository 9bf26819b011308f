"""第9章「誤差逆伝播法」の演習: 解答例、入力、よくある誤答。"""

from itertools import pairwise

import numpy as np

from eshikaku.course.exercises.spec import Choice, Code, Numeric, Wrong
from eshikaku.networks import MultiLayerNet

# --- 09-1 手計算: 枝分かれのある計算グラフ ------------------------------------------

X, Y = 2.0, -1.0


def graph_gradient(x, y):
    u = x * y
    v = u + y
    dv = 2 * v
    du = dv
    return np.array([du * y, du * x + dv])


def one_road_only(x, y):
    """y の勾配を、掛け算を通る道だけで求めたもの。"""
    dv = 2 * (x * y + y)
    return np.array([dv * y, dv * x])


def last_road_only(x, y):
    """y の勾配を、足し算へじかに入る道だけで求めたもの。"""
    dv = 2 * (x * y + y)
    return np.array([dv * y, dv])


def own_value(x, y):
    """掛け算で、相手でなく自分の値を掛けたもの。"""
    dv = 2 * (x * y + y)
    return np.array([dv * x, dv * y + dv])


def without_two(x, y):
    return graph_gradient(x, y) / 2


def output_is_one(x, y):
    """2 乗の節点を飛ばし、v の勾配を 1 としたもの。"""
    return np.array([y, x + 1])


def multiplied_roads(x, y):
    """y へ届く 2 つの道を、足さずに掛けたもの。"""
    dv = 2 * (x * y + y)
    return np.array([dv * y, dv * x * dv])


def value_as_gradient(x, y):
    """v の勾配に、2v でなく L の値 v² を使ったもの。"""
    dv = (x * y + y) ** 2
    return np.array([dv * y, dv * x + dv])


# --- 09-2 手計算: 小さなネットワークの dW1 ------------------------------------------

INPUT = np.array([2.0, -1.0])
A1 = np.array([-1.0, 2.0, 0.5])
PROBABILITY = np.array([0.4, 0.6])
TARGET = np.array([1.0, 0.0])
W2 = np.array([[1.0, 0.5], [0.5, -1.0], [-0.5, 0.5]])


def first_row(x, a1, y, t, W2):
    delta2 = y - t
    delta1 = (delta2 @ W2.T) * (a1 > 0)
    return x[0] * delta1


def gate_by_sign_of_dh(x, y, t, W2):
    dh = (y - t) @ W2.T
    return x[0] * dh * (dh > 0)


# --- 09-3 誤りを探す: y = xσ(x) ----------------------------------------------------


class Swish:
    def forward(self, x):
        self.x = x
        self.s = 1 / (1 + np.exp(-x))
        return self.x * self.s

    def backward(self, dout):
        return dout * (self.s + self.x * self.s * (1 - self.s))


class OnlyThroughSigmoid(Swish):
    def backward(self, dout):
        return dout * self.x * self.s * (1 - self.s)


class OnlyDirect(Swish):
    def backward(self, dout):
        return dout * self.s


class WithoutX(Swish):
    def backward(self, dout):
        return dout * (self.s + self.s * (1 - self.s))


class WithoutDout(Swish):
    def backward(self, dout):
        return self.s + self.x * self.s * (1 - self.s)


class MultipliedRoads(Swish):
    def backward(self, dout):
        return dout * self.s * self.x * self.s * (1 - self.s)


class WrongParenthesis(Swish):
    def backward(self, dout):
        return dout * self.s + self.x * self.s * (1 - self.s)


class DerivativeOfOutput(Swish):
    def backward(self, dout):
        y = self.x * self.s
        return dout * y * (1 - y)


def forward_and_backward(cls, x, dout):
    """observe 用: 2 つの層を交互に動かした、出力と入力の勾配。"""
    first, second = cls(), cls()
    outputs = first.forward(x.copy()), second.forward(-x)
    return [*outputs, first.backward(dout.copy()), second.backward(dout[::-1].copy())]


def swish_cases():
    return [
        (np.array([0.0, 1.0, -1.0]), np.ones(3)),
        (np.array([[2.0, -3.0], [0.5, 0.1]]), np.array([[1.0, -2.0], [0.3, 4.0]])),
    ]


def random_swish(rng):
    return rng.normal(size=(2, 3)), rng.normal(size=(2, 3))


# --- 09-4 穴埋め: 試験の書き方の逆伝播 -----------------------------------------------


def gradients(hs, y, t, weights):
    batch_size = y.shape[0]
    dz = (y - t) / batch_size
    dWs, dbs = [], []
    for i in range(len(weights)):
        dWs.insert(0, np.dot(hs[-i - 1].T, dz))
        dbs.insert(0, np.sum(dz, axis=0))
        if i < len(weights) - 1:
            dh = np.dot(dz, weights[-i - 1].T)
            dz = dh * (hs[-i - 1] > 0)
    return dWs, dbs


def backprop_with(first=None, bias=None, back=None, gate=None):
    """空欄の 1 つを取り替えた逆伝播。"""
    first = first or (lambda y, t: (y - t) / len(y))
    bias = bias or (lambda dz: np.sum(dz, axis=0))
    back = back or (lambda dz, weights, i: np.dot(dz, weights[-i - 1].T))
    gate = gate or (lambda dh, h: dh * (h > 0))

    def run(hs, y, t, weights):
        dz, dWs, dbs = first(y, t), [], []
        for i in range(len(weights)):
            dWs.insert(0, np.dot(hs[-i - 1].T, dz))
            dbs.insert(0, bias(dz))
            if i < len(weights) - 1:
                dz = gate(back(dz, weights, i), hs[-i - 1])
        return dWs, dbs

    return run


def without_batch_size(hs, y, t, weights):
    return backprop_with(first=lambda y, t: y - t)(hs, y, t, weights)


def target_minus_output(hs, y, t, weights):
    return backprop_with(first=lambda y, t: (t - y) / len(y))(hs, y, t, weights)


def sum_over_units(hs, y, t, weights):
    return backprop_with(bias=lambda dz: np.sum(dz, axis=1))(hs, y, t, weights)


def mean_over_batch(hs, y, t, weights):
    return backprop_with(bias=lambda dz: np.mean(dz, axis=0))(hs, y, t, weights)


def sum_of_everything(hs, y, t, weights):
    return backprop_with(bias=np.sum)(hs, y, t, weights)


def from_the_input_side(hs, y, t, weights):
    return backprop_with(back=lambda dz, weights, i: np.dot(dz, weights[i].T))(hs, y, t, weights)


def without_transpose(hs, y, t, weights):
    return backprop_with(back=lambda dz, weights, i: np.dot(dz, weights[-i - 1]))(hs, y, t, weights)


def without_gate(hs, y, t, weights):
    return backprop_with(gate=lambda dh, h: dh)(hs, y, t, weights)


def times_the_activation(hs, y, t, weights):
    return backprop_with(gate=lambda dh, h: dh * h)(hs, y, t, weights)


def gate_by_the_gradient(hs, y, t, weights):
    return backprop_with(gate=lambda dh, h: np.maximum(dh, 0))(hs, y, t, weights)


def sigmoid_gate(hs, y, t, weights):
    return backprop_with(gate=lambda dh, h: dh * h * (1 - h))(hs, y, t, weights)


def one_weight_late(hs, y, t, weights):
    return backprop_with(back=lambda dz, weights, i: np.dot(dz, weights[-i].T))(hs, y, t, weights)


def gate_of_the_next_layer(hs, y, t, weights):
    dz, dWs, dbs = (y - t) / len(y), [], []
    for i in range(len(weights)):
        dWs.insert(0, np.dot(hs[-i - 1].T, dz))
        dbs.insert(0, np.sum(dz, axis=0))
        if i < len(weights) - 1:
            dz = np.dot(dz, weights[-i - 1].T) * (hs[-i - 2] > 0)
    return dWs, dbs


def slope_of_squares(hs, y, t, weights):
    return backprop_with(first=lambda y, t: (y - t) * y * (1 - y) / len(y))(hs, y, t, weights)


def net_case(rng, sizes, batch):
    weights = [rng.normal(size=(a, b)) for a, b in pairwise(sizes)]
    hs = [rng.normal(size=(batch, sizes[0]))]
    for W in weights[:-1]:
        hs.append(np.maximum(hs[-1] @ W, 0))
    scores = np.exp(hs[-1] @ weights[-1])
    y = scores / scores.sum(axis=1, keepdims=True)
    return hs, y, np.eye(sizes[-1])[rng.integers(sizes[-1], size=batch)], weights


def net_cases():
    rng = np.random.default_rng(9)
    return [
        net_case(rng, sizes, batch)
        for sizes, batch in (([3, 2], 4), ([3, 3, 3], 3), ([2, 4, 3, 2], 5), ([3, 5, 2], 1), ([3, 3, 3, 3], 3))
    ]


def random_net(rng):
    return net_case(rng, [3, 4, 4, 2], 3)


# --- 09-6 自分の層を MultiLayerNet へ ------------------------------------------------


class Elu:
    params = ()

    def __init__(self, alpha=1.0):
        self.alpha = alpha

    def forward(self, x, train_flg=True):
        self.x = x
        negative = self.alpha * (np.exp(np.minimum(x, 0)) - 1)
        return np.where(x > 0, x, negative)

    def backward(self, dout):
        slope = self.alpha * np.exp(np.minimum(self.x, 0))
        return np.where(self.x > 0, dout, dout * slope)


class OverflowingElu(Elu):
    def forward(self, x, train_flg=True):
        self.x = x
        self.positive = (x > 0) * 1.0
        return self.positive * x + (1 - self.positive) * self.alpha * (np.exp(x) - 1)

    def backward(self, dout):
        return dout * (self.positive + (1 - self.positive) * self.alpha * np.exp(self.x))


class OverflowHiddenByWhere(Elu):
    def forward(self, x, train_flg=True):
        self.x = x
        return np.where(x > 0, x, self.alpha * (np.exp(x) - 1))

    def backward(self, dout):
        return dout * np.where(self.x > 0, 1.0, self.alpha * np.exp(self.x))


class WritingX(Elu):
    def forward(self, x, train_flg=True):
        self.mask = x <= 0
        x[self.mask] = self.alpha * (np.exp(x[self.mask]) - 1)
        self.x = x
        return x

    def backward(self, dout):
        dx = dout.copy()
        dx[self.mask] *= self.alpha * np.exp(self.x[self.mask])
        return dx


class WritingXAfterSavingTheSlope(Elu):
    def forward(self, x, train_flg=True):
        slope = self.alpha * np.exp(np.minimum(x, 0))
        self.slope = np.where(x > 0, 1.0, slope)
        x[x <= 0] = (slope - self.alpha)[x <= 0]
        return x

    def backward(self, dout):
        return dout * self.slope


class NoAlphaAtAll(Elu):
    def __init__(self, alpha=1.0):
        self.alpha = 1.0


class OutputPlusOne(Elu):
    def backward(self, dout):
        y = self.forward(self.x)
        return np.where(self.x > 0, dout, dout * (y + 1))


class XAsSlope(Elu):
    def backward(self, dout):
        return dout * np.where(self.x > 0, self.x, self.alpha * np.exp(np.minimum(self.x, 0)))


class WritingElu(Elu):
    def backward(self, dout):
        slope = np.where(self.x > 0, 1.0, self.alpha * np.exp(np.minimum(self.x, 0)))
        dout *= slope
        return dout


class ReluSlope(Elu):
    def backward(self, dout):
        return dout * (self.x > 0)


class ValueAsSlope(Elu):
    def backward(self, dout):
        return np.where(self.x > 0, dout, dout * self.alpha * (np.exp(np.minimum(self.x, 0)) - 1))


class EluWithoutDout(Elu):
    def backward(self, dout):
        return np.where(self.x > 0, 1.0, self.alpha * np.exp(np.minimum(self.x, 0)))


class EluWithoutAlpha(Elu):
    def backward(self, dout):
        return np.where(self.x > 0, dout, dout * np.exp(np.minimum(self.x, 0)))


class EluWithoutMinusOne(Elu):
    def forward(self, x, train_flg=True):
        self.x = x
        return np.where(x > 0, x, self.alpha * np.exp(np.minimum(x, 0)))


class GateByDout(Elu):
    def backward(self, dout):
        return np.where(dout > 0, dout, dout * self.alpha * np.exp(np.minimum(self.x, 0)))


def in_a_network(cls, alpha, scale, seed):
    """observe 用: ReLU と取り替えたネットワークの損失と勾配。x や dout が変わったか、途中であふれたかも見る。"""
    warned = []
    with np.errstate(over="call", invalid="call", call=lambda kind, flag: warned.append(kind)):
        seen = losses_and_gradients(cls, alpha, scale, seed)
    return seen | {"途中の inf や nan": bool(warned)}


def losses_and_gradients(cls, alpha, scale, seed):
    rng = np.random.default_rng(seed)
    net = MultiLayerNet(3, [4, 4], 2, rng)
    for name in ("Relu1", "Relu2"):
        net.layers[name] = cls(alpha)
    x, t = scale * rng.normal(size=(5, 3)), rng.integers(2, size=5)
    loss, grads = net.loss_and_gradient(x, t)
    layer, dout = cls(alpha), rng.normal(size=(2, 3))
    given = scale * np.array([[-2.0, 0.0, 3.0], [1.0, -0.5, -4.0]])
    kept = given.copy(), dout.copy()
    out = layer.forward(given, False)
    back = layer.backward(dout)
    found = {"損失": loss, "勾配": grads, "出力": out, "入力の勾配": back}
    return found | {"x": bool((given == kept[0]).all()), "dout": bool((dout == kept[1]).all())}


def elu_cases():
    return [(1.0, 1.0, 0), (0.5, 2.0, 1), (2.0, 0.5, 2), (1.0, 500.0, 3)]


def random_elu(rng):
    return float(rng.uniform(0.2, 3)), float(rng.uniform(0.5, 2)), int(rng.integers(10**6))


EXERCISES = (
    Numeric(
        id="09-1",
        title="計算グラフを逆にたどる",
        stars=1,
        topics=("3-2-2 計算グラフ", "3-2-2 連鎖律"),
        shown=("X", "Y", "graph_gradient"),
        note=r"$u=-2$、$v=-3$ です。$\partial L/\partial v=2v=-6$ が、$u$ と、じかに $y$ へそのまま渡ります。"
        r"$\partial L/\partial x=-6\times y=6$、$\partial L/\partial y=-6\times x+(-6)=-18$ です。",
        answer=lambda: graph_gradient(X, Y),
        wrong=(
            Wrong(
                answer=lambda: one_road_only(X, Y),
                why="y の勾配が、掛け算を通る道だけです。y は足し算にもじかに入るので、2 つの道を足します。",
            ),
            Wrong(
                answer=lambda: last_road_only(X, Y),
                why="y の勾配が、足し算へじかに入る道だけです。掛け算を通る道と足します。",
            ),
            Wrong(answer=lambda: own_value(X, Y), why="掛け算の逆伝播では、自分でなく相手の値を掛けます。"),
            Wrong(answer=lambda: without_two(X, Y), why="v² の微分の 2 が抜けています。v の勾配は 2v です。"),
            Wrong(
                answer=lambda: output_is_one(X, Y),
                why="v² の節点を飛ばしています。出力の勾配 1 に、まず 2v を掛けます。",
            ),
            Wrong(answer=lambda: -graph_gradient(X, Y), why="符号が逆です。v は −3 なので、2v は負です。"),
            Wrong(answer=lambda: graph_gradient(X, Y)[::-1], why="x と y の順が逆です。"),
            Wrong(answer=lambda: multiplied_roads(X, Y), why="y へ届く 2 つの道を掛けています。道どうしは足します。"),
            Wrong(
                answer=lambda: value_as_gradient(X, Y),
                why="v の勾配に、L の値 v² を使っています。v の勾配は 2v です。",
            ),
        ),
        hints=(
            "先に順伝播で u と v を求めます。",
            "v の勾配は 2v です。足し算は、それを両方のもとへそのまま渡します。",
            "y には矢印が 2 本出ています。",
        ),
    ),
    Numeric(
        id="09-2",
        title="δ から dW1 を求める",
        stars=2,
        topics=("3-2-2 デルタ",),
        shown=("INPUT", "A1", "PROBABILITY", "TARGET", "W2", "first_row"),
        note=r"$\boldsymbol\delta_2=(-0.6,\ 0.6)$、$\boldsymbol\delta_2W_2^\top=(-0.3,\ -0.9,\ 0.6)$、"
        r"$\boldsymbol\delta_1=(0,\ -0.9,\ 0.6)$ です。1 行目は $x_1=2$ を掛けて $(0,\ -1.8,\ 1.2)$ です。",
        answer=lambda: first_row(INPUT, A1, PROBABILITY, TARGET, W2),
        wrong=(
            Wrong(
                answer=lambda: first_row(INPUT, np.ones(3), PROBABILITY, TARGET, W2),
                why="ReLU の傾きを掛けていません。a が 0 以下のユニットの δ は 0 です。",
            ),
            Wrong(
                answer=lambda: -first_row(INPUT, A1, PROBABILITY, TARGET, W2),
                why="符号が逆です。出力の δ は y − t です。",
            ),
            Wrong(
                answer=lambda: first_row(INPUT[::-1], A1, PROBABILITY, TARGET, W2),
                why="2 行目の値です。1 行目には、1 つ目の入力を掛けます。",
            ),
            Wrong(
                answer=lambda: first_row(np.ones(2), A1, PROBABILITY, TARGET, W2),
                why="δ そのものです。重みの勾配は、入力と δ の積です。",
            ),
            Wrong(
                answer=lambda: INPUT[0] * (PROBABILITY @ W2.T) * (A1 > 0),
                why="出力の δ に y を使っています。正解のクラスから 1 を引き、y − t とします。",
            ),
            Wrong(
                answer=lambda: INPUT[0] * ((PROBABILITY - TARGET) @ W2.T) * A1 * (A1 > 0),
                why="ReLU の傾きの代わりに、ReLU の値を掛けています。傾きは 1 か 0 です。",
            ),
            Wrong(
                answer=lambda: first_row(INPUT, A1, PROBABILITY, 1 - TARGET, W2),
                why="正解のクラスを取り違えています。1 番目のクラスが正解です。",
            ),
            Wrong(
                answer=lambda: gate_by_sign_of_dh(INPUT, PROBABILITY, TARGET, W2),
                why="勾配の符号で止めています。止めるのは、順伝播の a が 0 以下のユニットです。",
            ),
            Wrong(
                answer=lambda: np.maximum(A1, 0) * (PROBABILITY - TARGET)[0],
                why="h と出力の δ の積で、W2 の勾配の 1 列目です。W1 には、x と隠れ層の δ を掛けます。",
            ),
        ),
        hints=(
            "出力の δ は、確率と one-hot の差です。",
            "W2 の転置を掛け、a が正のユニットだけを残します。",
            "重みの勾配の 1 行目は、1 つ目の入力と δ の積です。",
        ),
    ),
    Code(
        id="09-3",
        title="枝分かれのある層を直す",
        stars=2,
        topics=("3-2-2 連鎖律",),
        solution=Swish,
        note="x は、掛け算へじかに入る道と、σ を通る道に枝分かれしています。じかの道の勾配は σ(x)、"
        "σ を通る道の勾配は x σ(x)(1 − σ(x)) で、2 つを足します。",
        cases=swish_cases,
        random_case=random_swish,
        observe=forward_and_backward,
        inplace="allowed",
        wrong=(
            Wrong(answer=OnlyThroughSigmoid, why="σ を通る道だけです。掛け算へじかに入る道の勾配 σ(x) を足します。"),
            Wrong(answer=OnlyDirect, why="じかの道だけです。σ を通る道の勾配も足します。"),
            Wrong(answer=WithoutX, why="σ を通る道には、掛け算の相手 x を掛けます。"),
            Wrong(answer=WithoutDout, why="下流から届いた dout を掛けていません。"),
            Wrong(answer=MultipliedRoads, why="2 つの道を掛けています。道の途中では掛け、道どうしは足します。"),
            Wrong(
                answer=WrongParenthesis,
                why="dout が、じかの道にしか掛かっていません。2 つの道の和をかっこで囲みます。",
            ),
            Wrong(
                answer=DerivativeOfOutput,
                why="y(1 − y) は、シグモイドだけの傾きです。この層の出力は x σ(x) です。",
            ),
        ),
        hints=(
            "x から出る矢印は 2 本あります。1 本は掛け算へ、もう 1 本は σ へ入ります。",
            "掛け算は、相手の値を掛けて渡します。",
            "2 つの道の勾配を足してから、dout を掛けます。",
        ),
    ),
    Code(
        id="09-4",
        title="試験の書き方で逆伝播を書く",
        stars=2,
        topics=("3-2-2 デルタ", "3-2-2 連鎖律"),
        solution=gradients,
        cases=net_cases,
        random_case=random_net,
        # 入力側まで渡した勾配は使われない。2 つの insert は互いに関わらず、y と t の形は同じ。
        equivalent_mutants=frozenset({"lines-swapped:L6", "boundary:L8", "sign-flipped:L8", "wrong-name:L2"}),
        wrong=(
            Wrong(answer=without_batch_size, why="バッチの件数で割っていません。損失は件数の平均です。"),
            Wrong(answer=target_minus_output, why="出力の δ の符号が逆です。y − t です。"),
            Wrong(answer=sum_over_units, why="ユニットについて足しています。バイアスの勾配は、件数の軸で足します。"),
            Wrong(
                answer=mean_over_batch,
                why="バイアスの勾配を平均しています。件数では最初に割ってあるので、ここでは足すだけです。",
            ),
            Wrong(answer=sum_of_everything, why="全部を 1 つの数に足しています。件数の軸だけで足します。"),
            Wrong(
                answer=from_the_input_side,
                why="重みを入力側から取っています。逆伝播は出力側からなので、後ろから i 番目を使います。",
            ),
            Wrong(answer=without_transpose, why="重みを転置していません。形が合うのは転置です。"),
            Wrong(answer=without_gate, why="ReLU の傾きを掛けていません。"),
            Wrong(answer=times_the_activation, why="ReLU の傾きでなく、ReLU の値を掛けています。傾きは 1 か 0 です。"),
            Wrong(
                answer=gate_by_the_gradient,
                why="勾配の符号で止めています。止めるのは、順伝播の値が 0 だったユニットです。",
            ),
            Wrong(answer=sigmoid_gate, why="シグモイドの傾き h(1 − h) です。隠れ層は ReLU です。"),
            Wrong(
                answer=one_weight_late,
                why="重みが 1 つずれています。i = 0 では weights[-i] が weights[0] で、出力層の重みになりません。",
            ),
            Wrong(
                answer=gate_of_the_next_layer,
                why="ReLU の値が 1 つずれています。いまの重みに入る hs[-i - 1] の傾きを掛けます。",
            ),
            Wrong(
                answer=slope_of_squares,
                why="y(1 − y) が余分です。ソフトマックスと交差エントロピーでは、傾きが打ち消し合って y − t です。",
            ),
        ),
        hints=(
            "最初の dz は、出力層の δ です。損失が平均であることを忘れないでください。",
            "バイアスは件数の分だけ枝分かれしています。",
            "dh は重みの転置、最後の空欄は ReLU の傾きです。hs[-i - 1] は ReLU の後の値です。",
        ),
    ),
    Choice(
        id="09-5",
        title="勾配の線から重みと関数を読む",
        stars=2,
        topics=("3-2-2 勾配消失",),
        note=r"**ウ** です。0 の近くで $\tanh$ の傾きは 1 なので、1 層ごとの倍率は $w=0.5$ です。"
        r"アは $\tanh$、$w=1$(倍率はほぼ 1)、イはシグモイド、$w=1$(倍率は $1/4$ に近い)、"
        r"エは ReLU、$w=1.5$(倍率は 1.5)です。",
        options={
            "ア": "水平な線。",
            "イ": "左へ行くほど、最も急に下がる線。",
            "ウ": "左へ行くほど下がり、1 層で半分ずつ低くなる線。",
            "エ": "左へ行くほど上がる線。",
        },
        answer="ウ",
        wrong=(
            Wrong(answer="ア", why="水平なのは、倍率 w f' がほぼ 1 のときです。w = 0.5 なら半分になります。"),
            Wrong(
                answer="イ", why="1 層で 4 分の 1 に近い倍率は、シグモイドの傾きです。tanh の傾きは 0 の近くで 1 です。"
            ),
            Wrong(answer="エ", why="上がるのは、倍率が 1 より大きいときです。"),
        ),
        hints=(
            "1 層ごとの倍率は、重みと傾きの積です。",
            "tanh の 0 での傾きはいくつですか。",
        ),
    ),
    Code(
        id="09-6",
        title="自分の層を MultiLayerNet に入れる",
        stars=3,
        topics=("3-2-2 連鎖律",),
        solution=Elu,
        note="`np.where` は両方の枝を計算するので、指数の入力を 0 以下に切ってから計算します。"
        "逆伝播は新しい配列を返し、受け取った `dout` に書きません。",
        cases=elu_cases,
        random_case=random_elu,
        observe=in_a_network,
        inplace="allowed",
        equivalent_mutants=frozenset({"boundary:L10"}),  # x = 0 では、どちらの式の出力も 0
        wrong=(
            Wrong(
                answer=OverflowingElu,
                why="大きな x で指数があふれ、0 × inf が nan になります。指数の入力を 0 以下に切ります。",
            ),
            Wrong(
                answer=OverflowHiddenByWhere,
                why="np.where は選ばない方の式も計算するので、大きな x で指数があふれて inf になります。"
                "指数の入力を 0 以下に切ります。",
            ),
            Wrong(
                answer=WritingX,
                why="順伝播で、受け取った x を書き換えています。覚えた x も出力の値になるので、複製してから書きます。",
            ),
            Wrong(
                answer=WritingXAfterSavingTheSlope,
                why="順伝播で、受け取った x を書き換えています。枝分かれした別の層も使うので、新しい配列を返します。",
            ),
            Wrong(
                answer=WritingElu,
                misconception="09-relu-mutates-dout",
                why="受け取った dout を書き換えています。枝分かれの別の道の勾配まで壊れるので、新しい配列を返します。",
            ),
            Wrong(answer=ReluSlope, why="ReLU の傾きです。x ≤ 0 での傾きは α eˣ です。"),
            Wrong(answer=ValueAsSlope, why="傾きの代わりに、出力の値を掛けています。eˣ − 1 の微分は eˣ です。"),
            Wrong(answer=EluWithoutDout, why="下流から届いた dout を掛けていません。"),
            Wrong(answer=EluWithoutAlpha, why="逆伝播に α がありません。"),
            Wrong(answer=NoAlphaAtAll, why="α が、順伝播と逆伝播の両方で抜けています。"),
            Wrong(answer=OutputPlusOne, why="出力から傾きを求めるなら、足すのは 1 でなく α です。y + α = α eˣ です。"),
            Wrong(answer=XAsSlope, why="x > 0 での傾きを x としています。そこでは y = x なので、傾きは 1 です。"),
            Wrong(answer=EluWithoutMinusOne, why="順伝播の −1 がありません。x = 0 で出力が 0 になりません。"),
            Wrong(answer=GateByDout, why="dout の符号で場合を分けています。分けるのは、順伝播の x の符号です。"),
        ),
        hints=(
            "forward で x を覚えておきます。",
            "np.where は両方の式を計算します。指数に大きな数が入らないようにします。",
            "x ≤ 0 での傾きは、指数の α 倍です。",
        ),
    ),
)
