"""第10章「重みの初期値」の演習: 解答例、入力、よくある誤答。"""

import math
from itertools import pairwise

import numpy as np

from eshikaku.course.exercises import probes
from eshikaku.course.exercises.spec import Choice, Code, Numeric, Wrong
from eshikaku.networks import MultiLayerNet

# --- 10-1 手計算: 同じ重みから始めたときの勾配 ------------------------------------------

X = np.array([1.0, 3.0])
TARGET = 1.0
WEIGHT = 0.5


def same_weight_gradient(x, t, w):
    W1, W2 = np.full((2, 2), w), np.full((2, 1), w)
    y = x @ W1 @ W2
    delta = (y - t) @ W2.T
    return np.outer(x, delta).ravel()


# --- 10-2 手計算: 標準偏差 ----------------------------------------------------------

FAN_IN = 8
FAN_OUT = 24


def two_stds(fan_in, fan_out):
    return [math.sqrt(2 / (fan_in + fan_out)), math.sqrt(2 / fan_in)]


# --- 10-4 誤りを探す: 全体のノルムで切る --------------------------------------------------


def clip_by_norm(grads, c):
    norm = np.sqrt(sum(np.sum(g * g) for g in grads.values()))
    clipped = {}
    for key, g in grads.items():
        clipped[key] = g * (c / norm) if norm > c else g
    return clipped


def one_norm_each(grads, c):
    clipped = {}
    for key, g in grads.items():
        norm = np.sqrt(np.sum(g * g))
        clipped[key] = g * (c / norm) if norm > c else g
    return clipped


def enlarging(grads, c):
    norm = np.sqrt(sum(np.sum(g * g) for g in grads.values()))
    return {key: g * (c / norm) if norm > 0 else g for key, g in grads.items()}


def as_given(grads, c):
    clipped = {}
    for key, g in grads.items():
        norm = np.sqrt(np.sum(g * g))
        clipped[key] = g * (c / norm) if norm > 0 else g
    return clipped


def as_given_to_zero(grads, c):
    clipped = {}
    for key, g in grads.items():
        norm = np.sqrt(np.sum(g * g))
        clipped[key] = g * (c / norm)
    return clipped


def enlarging_zero(grads, c):
    norm = np.sqrt(sum(np.sum(g * g) for g in grads.values()))
    return {key: g * (c / norm) for key, g in grads.items()}


def by_absolute_sum(grads, c):
    norm = sum(np.sum(np.abs(g)) for g in grads.values())
    return {key: g * (c / norm) if norm > c else g for key, g in grads.items()}


def by_largest_array(grads, c):
    norm = max(np.sqrt(np.sum(g * g)) for g in grads.values())
    return {key: g * (c / norm) if norm > c else g for key, g in grads.items()}


def by_last_array(grads, c):
    norm = 0.0
    for g in grads.values():
        norm = np.sqrt(np.sum(g * g))
    return {key: g * (c / norm) if norm > c else g for key, g in grads.items()}


def by_norm_so_far(grads, c):
    clipped, total = {}, 0.0
    for key, g in grads.items():
        total += np.sum(g * g)
        norm = np.sqrt(total)
        clipped[key] = g * (c / norm) if norm > c else g
    return clipped


def by_value(grads, c):
    return {key: np.clip(g, -c, c) for key, g in grads.items()}


def by_sum_of_norms(grads, c):
    norm = sum(np.sqrt(np.sum(g * g)) for g in grads.values())
    return {key: g * (c / norm) if norm > c else g for key, g in grads.items()}


def by_largest(grads, c):
    norm = max(np.max(np.abs(g)) for g in grads.values())
    return {key: g * (c / norm) if norm > c else g for key, g in grads.items()}


def by_square(grads, c):
    norm = sum(np.sum(g * g) for g in grads.values())
    return {key: g * (c / norm) if norm > c else g for key, g in grads.items()}


def to_unit_norm(grads, c):
    norm = np.sqrt(sum(np.sum(g * g) for g in grads.values()))
    return {key: g / norm if norm > c else g for key, g in grads.items()}


def dropped_when_large(grads, c):
    norm = np.sqrt(sum(np.sum(g * g) for g in grads.values()))
    return {key: 0.0 * g if norm > c else g for key, g in grads.items()}


def clip_cases():
    rng = np.random.default_rng(10)
    start = probes.parameters(rng)
    large, small = {k: 3 * v for k, v in start.items()}, {k: 0.01 * v for k, v in start.items()}
    zero = {k: np.zeros_like(v) for k, v in start.items()}
    return [
        ({"W": np.array([[3.0, 0.0]]), "b": np.array([4.0])}, 2.5),
        ({"W": np.array([[3.0, 0.0]]), "b": np.array([4.0])}, 5.0),
        ({"W": np.array([[3.0, -0.5]]), "b": np.array([0.1])}, 1.0),
        (large, 0.7),
        (small, 0.7),
        (zero, 1.0),
    ]


def random_clip(rng):
    start = probes.parameters(rng, float(rng.uniform(0.1, 3)))
    return start, float(rng.uniform(0.3, 3))


# --- 10-5 一様分布の He: MultiLayerNet に渡す --------------------------------------------


def he_uniform(shape, rng, dtype=np.float64):
    fan_in = shape[0]
    a = np.sqrt(6 / fan_in)
    W = rng.uniform(-a, a, size=shape)
    return W.astype(dtype)


def uniform_of_fan_out(shape, rng, dtype=np.float64):
    a = np.sqrt(6 / shape[1])
    return rng.uniform(-a, a, size=shape).astype(dtype)


def std_as_end(shape, rng, dtype=np.float64):
    a = np.sqrt(2 / shape[0])
    return rng.uniform(-a, a, size=shape).astype(dtype)


def variance_as_end(shape, rng, dtype=np.float64):
    a = 2 / shape[0]
    return rng.uniform(-a, a, size=shape).astype(dtype)


def without_root(shape, rng, dtype=np.float64):
    a = 6 / shape[0]
    return rng.uniform(-a, a, size=shape).astype(dtype)


def xavier_uniform(shape, rng, dtype=np.float64):
    a = np.sqrt(6 / (shape[0] + shape[1]))
    return rng.uniform(-a, a, size=shape).astype(dtype)


def lecun_uniform(shape, rng, dtype=np.float64):
    a = np.sqrt(3 / shape[0])
    return rng.uniform(-a, a, size=shape).astype(dtype)


def linear_default(shape, rng, dtype=np.float64):
    a = np.sqrt(1 / shape[0])
    return rng.uniform(-a, a, size=shape).astype(dtype)


def only_positive(shape, rng, dtype=np.float64):
    a = np.sqrt(6 / shape[0])
    return rng.uniform(0, a, size=shape).astype(dtype)


def all_elements(shape, rng, dtype=np.float64):
    a = np.sqrt(6 / (shape[0] * shape[1]))
    return rng.uniform(-a, a, size=shape).astype(dtype)


def normal_he(shape, rng, dtype=np.float64):
    return rng.normal(0, np.sqrt(2 / shape[0]), size=shape).astype(dtype)


def always_float64(shape, rng, dtype=np.float64):
    a = np.sqrt(6 / shape[0])
    return rng.uniform(-a, a, size=shape)


def initial_network(init, sizes, seed, dtype):
    """observe: 学習者の初期値で MultiLayerNet を作り、そのパラメータと型を返す。"""
    net = MultiLayerNet(sizes[0], sizes[1:-1], sizes[-1], np.random.default_rng(seed), weight_init=init, dtype=dtype)
    return net.params, {key: value.dtype.name for key, value in net.params.items()}


def net_cases():
    return [
        ([3, 5, 2], 0, np.float64),
        ([2, 1], 1, np.float64),
        ([6, 4, 4, 3], 2, np.float64),
        ([1, 8, 1], 3, np.float64),
        ([5, 2], 4, np.float32),
    ]


def random_net(rng):
    return rng.integers(1, 9, size=3).tolist(), int(rng.integers(1000)), np.float64


# --- 10-6 データで倍率を合わせる --------------------------------------------------------


def calibrate(weights, x):
    scaled, h = [], x
    for W in weights:
        out = np.maximum(h @ W, 0)
        size = np.sqrt(np.mean(out**2))
        W = W / size if size > 0 else W
        h = np.maximum(h @ W, 0)
        scaled.append(W)
    return scaled


def from_the_old_outputs(weights, x):
    scaled, h = [], x
    for W in weights:
        h = np.maximum(h @ W, 0)
        size = np.sqrt(np.mean(h**2))
        scaled.append(W / size if size > 0 else W)
    return scaled


def by_std(weights, x):
    scaled, h = [], x
    for W in weights:
        out = np.maximum(h @ W, 0)
        size = out.std()
        W = W / size if size > 0 else W
        h = np.maximum(h @ W, 0)
        scaled.append(W)
    return scaled


def before_relu(weights, x):
    scaled, h = [], x
    for W in weights:
        size = np.sqrt(np.mean((h @ W) ** 2))
        W = W / size if size > 0 else W
        h = np.maximum(h @ W, 0)
        scaled.append(W)
    return scaled


def without_size_root(weights, x):
    scaled, h = [], x
    for W in weights:
        out = np.maximum(h @ W, 0)
        size = np.mean(out**2)
        W = W / size if size > 0 else W
        h = np.maximum(h @ W, 0)
        scaled.append(W)
    return scaled


def without_relu(weights, x):
    scaled, h = [], x
    for W in weights:
        size = np.sqrt(np.mean((h @ W) ** 2))
        W = W / size if size > 0 else W
        h = h @ W
        scaled.append(W)
    return scaled


def relu_only_to_measure(weights, x):
    scaled, h = [], x
    for W in weights:
        out = np.maximum(h @ W, 0)
        size = np.sqrt(np.mean(out**2))
        W = W / size if size > 0 else W
        h = h @ W
        scaled.append(W)
    return scaled


def by_mean(weights, x):
    scaled, h = [], x
    for W in weights:
        size = np.mean(np.maximum(h @ W, 0))
        W = W / size if size > 0 else W
        h = np.maximum(h @ W, 0)
        scaled.append(W)
    return scaled


def zero_where_silent(weights, x):
    scaled, h = [], x
    for W in weights:
        out = np.maximum(h @ W, 0)
        size = np.sqrt(np.mean(out**2))
        W = W / size if size > 0 else 0.0 * W
        h = np.maximum(h @ W, 0)
        scaled.append(W)
    return scaled


def from_x_each_time(weights, x):
    scaled = []
    for W in weights:
        h = x @ W if x.shape[1] == len(W) else np.ones((1, len(W))) @ W
        size = np.sqrt(np.mean(np.maximum(h, 0) ** 2))
        scaled.append(W / size if size > 0 else W)
    return scaled


def unit_by_unit(weights, x):
    """ユニットごとの倍率。"""
    scaled, h = [], x
    for W in weights:
        size = np.sqrt(np.mean(np.maximum(h @ W, 0) ** 2, axis=0))
        W = W / np.where(size > 0, size, 1)
        h = np.maximum(h @ W, 0)
        scaled.append(W)
    return scaled


def multiplying(weights, x):
    scaled, h = [], x
    for W in weights:
        out = np.maximum(h @ W, 0)
        size = np.sqrt(np.mean(out**2))
        W = W * size if size > 0 else W
        h = np.maximum(h @ W, 0)
        scaled.append(W)
    return scaled


def returning_outputs(weights, x):
    outs, h = [], x
    for W in calibrate(weights, x):
        h = np.maximum(h @ W, 0)
        outs.append(h)
    return outs


def calibration_cases():
    rng = np.random.default_rng(6)
    x = rng.normal(size=(6, 3)) + 0.3
    return [
        ([rng.normal(size=(3, 4)), rng.normal(size=(4, 4)), 0.01 * rng.normal(size=(4, 2))], x),
        ([10 * rng.normal(size=(3, 5))], x),
        ([np.ones((3, 2)), -np.ones((2, 2)), np.ones((2, 3))], np.abs(x)),  # 2 層目からは 0
        ([], x),
        ([np.array([[2]])], np.array([[1], [3]])),
        ([np.ones((2, 2)), np.ones((2, 2))], probes.strided(np.array([[1.0, 2.0], [3.0, 0.5]]))),
    ]


def random_calibration(rng):
    sizes = rng.integers(1, 5, size=int(rng.integers(2, 5))).tolist()
    weights = [rng.normal(size=pair) * 10 ** rng.uniform(-1, 1) for pair in pairwise(sizes)]
    return weights, rng.normal(size=(5, sizes[0])) + 0.5


EXERCISES = (
    Numeric(
        id="10-1",
        title="同じ重みから始めた勾配を求める",
        stars=1,
        topics=("3-2-4 Xavier 法・Glorot 法",),
        shown=("X", "TARGET", "WEIGHT", "same_weight_gradient"),
        note=r"`same_weight_gradient(X, TARGET, WEIGHT)` の値が答えです。隠れ層は $(2,\ 2)$、$y=2$、$y-t=1$ です。"
        r"隠れ層への勾配は $(0.5,\ 0.5)$ で、入力 1 からは $0.5$、入力 3 からは $1.5$ になります。"
        r"2 つのユニットの勾配(2 つの列)が同じなので、更新しても重みは同じままです。",
        answer=lambda: same_weight_gradient(X, TARGET, WEIGHT),
        wrong=(
            Wrong(
                answer=lambda: same_weight_gradient(X, TARGET, WEIGHT).reshape(2, 2).T.ravel(),
                why="行と列が入れ替わっています。形 (入力, 隠れ) なので、1 行目が入力 1 からの 2 本です。",
            ),
            Wrong(
                answer=lambda: np.outer(X, [1.0, 1.0]).ravel(),
                why="2 倍になっています。出力層の重み 0.5 を掛け忘れたか、損失の 1/2 を忘れて微分しています。"
                "隠れ層への勾配は (y − t) × 0.5 です。",
            ),
            Wrong(
                answer=lambda: np.outer([1.0, 1.0], [0.5, 0.5]).ravel(),
                why="入力を掛け忘れています。重みの勾配は、入力 × 隠れ層への勾配です。",
            ),
            Wrong(
                answer=lambda: np.full(4, 2.0),
                why="出力層の重みの勾配(隠れ層の値 × (y − t))です。問われているのは W1 の勾配です。",
            ),
            Wrong(
                answer=lambda: np.zeros(4),
                misconception="10-zero-init-kills-input",
                why="勾配は 0 ではありません。出力 y は 2 つのユニットの分を足して 2、誤差 y − t は 1 です。"
                "0 でない同じ値になり、ユニットに違いを生みません。",
            ),
            Wrong(
                answer=lambda: -same_weight_gradient(X, TARGET, WEIGHT),
                why="符号が逆です。y − t = 2 − 1 = 1 なので、勾配は正です。",
            ),
            Wrong(
                answer=lambda: np.outer(X, [0.25, 0.25]).ravel(),
                why="半分です。損失の ½ は微分の 2 と打ち消し合います。W1 も、W1 自身の勾配には掛かりません。",
            ),
            Wrong(
                answer=lambda: 4 * same_weight_gradient(X, TARGET, WEIGHT),
                why="出力層の重みを掛けず、y を誤差にしています。y − t に、出力層の重み 0.5 を掛けます。",
            ),
        ),
        hints=(
            "先に順伝播です。隠れ層の値、出力、y − t の順に求めます。",
            "隠れ層への勾配は、y − t に出力層の重みを掛けたものです。",
            "重みの勾配は、入力と、隠れ層への勾配の積です。",
        ),
    ),
    Numeric(
        id="10-2",
        title="2 つの初期値の標準偏差を求める",
        stars=1,
        topics=("3-2-4 Xavier 法・Glorot 法", "3-2-4 Kaiming 法・He 法"),
        shown=("FAN_IN", "FAN_OUT", "two_stds"),
        note=r"`two_stds(FAN_IN, FAN_OUT)` の値が答えです。Xavier は $\sqrt{2/32}=0.25$、He は $\sqrt{2/8}=0.5$ です。",
        answer=lambda: two_stds(FAN_IN, FAN_OUT),
        wrong=(
            Wrong(
                answer=lambda: np.square(two_stds(FAN_IN, FAN_OUT)),
                misconception="10-variance-as-std",
                why="2 つとも分散です。標準偏差は、その平方根です。",
            ),
            Wrong(
                answer=lambda: [two_stds(FAN_IN, FAN_OUT)[0], 2 / FAN_IN],
                misconception="10-variance-as-std",
                why="He の 2/n は分散です。標準偏差は、その平方根です。",
            ),
            Wrong(
                answer=lambda: [math.sqrt(1 / FAN_IN), two_stds(FAN_IN, FAN_OUT)[1]],
                misconception="10-xavier-is-one-over-n",
                why="Xavier を 1/√n としています。入力と出力の幅が違うので、2 つの本数の和を使います。",
            ),
            Wrong(
                answer=lambda: two_stds(FAN_OUT, FAN_IN),
                why="He で出力の本数を使っています。順伝播を保つ He では、入力の本数です。",
            ),
            Wrong(
                answer=lambda: two_stds(FAN_IN, FAN_OUT)[::-1],
                why="順序が逆です。Xavier、He の順に答えます。",
            ),
            Wrong(
                answer=lambda: np.sqrt(3) * np.array(two_stds(FAN_IN, FAN_OUT)),
                why="一様分布の端です。正規分布の標準偏差は、その 1/√3 倍です。",
            ),
            Wrong(
                answer=lambda: [math.sqrt(1 / (FAN_IN + FAN_OUT)), two_stds(FAN_IN, FAN_OUT)[1]],
                why="Xavier の分子は 2 です。2 つの本数の平均の逆数が分散になります。",
            ),
            Wrong(
                answer=lambda: [math.sqrt(2 / (FAN_IN * FAN_OUT)), two_stds(FAN_IN, FAN_OUT)[1]],
                why="Xavier で 2 つの本数の積を使っています。使うのは和です。",
            ),
            Wrong(
                answer=lambda: [2 / math.sqrt(FAN_IN + FAN_OUT), 2 / math.sqrt(FAN_IN)],
                why="分子の 2 も平方根の中に入ります。分散全体の平方根をとります。",
            ),
            Wrong(
                answer=lambda: [two_stds(FAN_IN, FAN_OUT)[0], math.sqrt(1 / FAN_IN)],
                why="He の分子は 2 です。ReLU が 2 乗平均を半分にする分を補います。",
            ),
        ),
        hints=(
            "どちらも、まず分散を求めます。",
            "Xavier は入力と出力の本数の和、He は入力の本数だけを使います。",
            "最後に平方根をとります。",
        ),
    ),
    Choice(
        id="10-3",
        title="出力の大きさから組み合わせを読む",
        stars=2,
        topics=("3-2-4 Xavier 法・Glorot 法", "3-2-4 Kaiming 法・He 法"),
        options={"ア": "1 層で約 1/3 倍", "イ": "途中から傾きがゆるむ", "ウ": "1 層で約 0.7 倍", "エ": "ほぼ水平"},
        answer="ウ",
        note=r"ReLU は 2 乗平均を半分にするので、Xavier では 1 層ごとに約 $1/\sqrt2$ 倍、8 層では 10 分の 1 以下です。"
        r"アは標準偏差 0.05 の ReLU、イは Xavier の tanh、エは He に近い 0.14 の ReLU です。",
        wrong=(
            Wrong(
                answer="ア",
                why="1 層で約 1/3 倍です。Xavier と ReLU なら 1/√2 倍なので、もっと小さい標準偏差です。",
            ),
            Wrong(
                answer="イ",
                why="値が小さくなると減り方がゆるんでいます。原点の近くで傾き 1 に近づく tanh の特徴です。",
            ),
            Wrong(
                answer="エ",
                why="大きさが保たれています。ReLU でこうなるのは He です。Xavier では半分になる分が補われません。",
            ),
        ),
        hints=(
            "ReLU の層は、2 乗平均を何倍にするでしょうか。",
            "標準偏差は、その平方根の倍率で、どの層でも同じ比で減ります。",
        ),
    ),
    Code(
        id="10-4",
        title="全体のノルムで切る関数を直す",
        stars=2,
        topics=("S-clipping 勾配クリッピング",),
        solution=clip_by_norm,
        cases=clip_cases,
        random_case=random_clip,
        # ノルムがちょうど c なら、掛ける数は 1
        equivalent_mutants=frozenset({"boundary:L5"}),
        wrong=(
            Wrong(
                answer=as_given,
                why="配列ごとのノルムで、小さい勾配まで c に伸ばしています。元のコードの 2 つの誤りが残っています。",
            ),
            Wrong(
                answer=one_norm_each,
                why="配列ごとに別のノルムで割っています。全部の配列を 1 本のベクトルとみた、1 つのノルムで割ります。",
            ),
            Wrong(
                answer=enlarging,
                why="ノルムが c 以下の勾配まで c に伸ばしています。c を超えたときだけ縮めます。",
            ),
            Wrong(
                answer=by_value,
                misconception="10-one-clipping",
                why="値で切っています。要素ごとに収めると、向きが変わります。",
            ),
            Wrong(
                answer=by_sum_of_norms,
                why="配列ごとのノルムの和で割っています。全体のノルムは、2 乗をすべて足してから平方根をとります。",
            ),
            Wrong(
                answer=as_given_to_zero,
                why="元のコードの 2 つの誤りが残っています。配列ごとのノルムで、小さい勾配まで c に伸ばし、"
                "勾配が 0 の配列では 0 で割ります。",
            ),
            Wrong(
                answer=enlarging_zero,
                why="小さい勾配まで c に伸ばし、ノルムが 0 なら 0 で割っています。c を超えたときだけ縮めます。",
            ),
            Wrong(
                answer=by_absolute_sum,
                why="絶対値の和で割っています。L2 ノルムは、2 乗をすべて足してから平方根をとります。",
            ),
            Wrong(
                answer=by_largest_array,
                why="配列ごとのノルムの最大で割っています。全体のノルムは、すべての配列の 2 乗の和の平方根です。",
            ),
            Wrong(
                answer=by_last_array,
                why="最後の配列のノルムだけを使っています。2 乗の和は、すべての配列で足します。",
            ),
            Wrong(
                answer=by_norm_so_far,
                why="途中までの和で割っています。すべての配列を足し終えてから、1 つのノルムで割ります。",
            ),
            Wrong(answer=by_largest, why="最大の要素で割っています。割るのは L2 ノルムです。"),
            Wrong(answer=by_square, why="ノルムの平方根がありません。2 乗の和のまま比べ、割っています。"),
            Wrong(answer=to_unit_norm, why="縮めた後のノルムが 1 になっています。c にします。"),
            Wrong(answer=dropped_when_large, why="大きい勾配を 0 にしています。向きを残して c に縮めます。"),
        ),
        hints=(
            "全体のノルムは、配列を切り分ける前に 1 度だけ求めます。",
            "どの配列の要素も 2 乗して足し、最後に平方根をとります。",
            "ノルムが c 以下なら、勾配はそのままです。",
        ),
    ),
    Code(
        id="10-5",
        title="一様分布の He を書く",
        stars=2,
        topics=("3-2-4 Kaiming 法・He 法",),
        solution=he_uniform,
        cases=net_cases,
        random_case=random_net,
        observe=initial_network,
        note="`MultiLayerNet(64, [30], 10, rng, weight_init=he_uniform)` のように渡します。",
        wrong=(
            Wrong(answer=uniform_of_fan_out, why="出力の本数を使っています。shape は (入力数, 出力数) です。"),
            Wrong(
                answer=std_as_end,
                why="標準偏差を一様分布の端にしています。分散が 3 分の 1 になるので、√3 倍が要ります。",
            ),
            Wrong(
                answer=variance_as_end,
                misconception="10-variance-as-std",
                why="分散 2/n を端にしています。平方根をとり、√3 倍します。",
            ),
            Wrong(
                answer=without_root,
                misconception="10-variance-as-std",
                why="6/n の平方根をとっていません。",
            ),
            Wrong(answer=xavier_uniform, why="Xavier の端です。He は入力の本数だけを使います。"),
            Wrong(answer=lecun_uniform, why="分散が 1/n です。ReLU が半分にする分を、2 倍で補います。"),
            Wrong(answer=linear_default, why="nn.Linear の既定の端 1/√n です。He の分散になっていません。"),
            Wrong(answer=only_positive, why="0 から始めているので、平均が 0 になりません。"),
            Wrong(answer=all_elements, why="重みの総数で割っています。1 個の出力に入る本数で割ります。"),
            Wrong(answer=always_float64, why="引数 dtype の型にしていません。最後に astype(dtype) を通します。"),
            Wrong(answer=normal_he, why="正規分布で引いています。問題は一様分布です。"),
        ),
        hints=(
            "shape の 2 つの数のうち、1 個の出力に入る本数はどちらでしょうか。",
            "He の分散と、一様分布の分散 a²/3 を等しいとおきます。",
            "rng.uniform には、下の端と上の端を渡します。平均は 0 です。",
        ),
    ),
    Code(
        id="10-6",
        title="データで倍率を合わせる",
        stars=3,
        topics=("3-2-4 Kaiming 法・He 法",),
        solution=calibrate,
        cases=calibration_cases,
        random_case=random_calibration,
        # 重みをリストに加えるのと、次の層への出力を計算するのは、どちらが先でもよい
        equivalent_mutants=frozenset({"lines-swapped:L7"}),
        wrong=(
            Wrong(
                answer=from_the_old_outputs,
                why="2 層目からの入力が、倍率を合わせる前の出力です。合わせた重みで計算し直してから渡します。",
            ),
            Wrong(
                answer=by_std,
                misconception="10-he-has-no-skew",
                why="出力の標準偏差で割っています。ReLU の出力の平均は 0 でないので、2 乗平均とは違います。",
            ),
            Wrong(answer=before_relu, why="ReLU を通す前の 2 乗平均で割っています。"),
            Wrong(answer=without_size_root, why="平方根がありません。重みを s 倍すると、2 乗平均は s² 倍です。"),
            Wrong(answer=without_relu, why="ReLU がありません。"),
            Wrong(
                answer=relu_only_to_measure,
                why="次の層へ渡す出力に、ReLU を通していません。",
            ),
            Wrong(answer=by_mean, why="出力の平均で割っています。割るのは、2 乗平均の平方根です。"),
            Wrong(answer=zero_where_silent, why="出力がすべて 0 の層を 0 倍しています。その層はそのままにします。"),
            Wrong(answer=from_x_each_time, why="どの層にも、前の層の出力でないものを入れています。"),
            Wrong(answer=unit_by_unit, why="ユニットごとに割っています。1 つの層に掛けるのは、1 つの数です。"),
            Wrong(answer=multiplying, why="割るところを掛けています。大きい出力がさらに大きくなります。"),
            Wrong(answer=returning_outputs, why="出力を返しています。返すのは、定数倍した重みです。"),
        ),
        hints=(
            "1 層ずつ、出力を計算し、2 乗平均の平方根で重みを割ります。",
            "次の層へは、割った後の重みで計算した出力を渡します。",
            "出力がすべて 0 なら、割れません。その層の重みは変えません。",
        ),
    ),
)
