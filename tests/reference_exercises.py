"""第 3 章より後の演習の見本: 本にはまだない演習で、採点器が初めから働くことを確かめます。"""

import sys

import numpy as np

from eshikaku.course import contents
from eshikaku.course.contents import Chapter
from eshikaku.course.exercises import probes
from eshikaku.course.exercises.spec import Code, Wrong


class ReferenceChapter(Chapter):
    """このモジュールを演習の部屋とする、見本の章です。"""

    def module(self, name):
        return sys.modules[__name__] if name == "exercises" else None


# ---------------------------------------------------------------- 90-1 Momentum


class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            velocity = self.momentum * self.v.get(key, 0.0) - self.lr * grads[key]
            self.v[key] = velocity
            params[key] += velocity


class Nesterov(Momentum):
    def update(self, params, grads):
        for key in params:
            velocity = self.momentum * self.v.get(key, 0.0) - self.lr * grads[key]
            self.v[key] = velocity
            params[key] += self.momentum * velocity - self.lr * grads[key]


class AveragingMomentum(Momentum):
    def update(self, params, grads):
        for key in params:
            old = self.v.get(key, 0.0)
            self.v[key] = self.momentum * old - (1 - self.momentum) * self.lr * grads[key]
            params[key] += self.v[key]


def optimizer_cases(*options):
    """設定ごとに、0 歩、1 歩、多くの歩数を、鍵の順が変わる勾配と整数でない値で動かします。"""

    def cases():
        rng = np.random.default_rng(90)
        start = probes.parameters(rng)
        few = [(start, probes.gradient_run(rng, start, steps), option) for option in options for steps in (0, 1, 2)]
        return [*few, (start, probes.gradient_run(rng, start, 20), {})]

    return cases


def random_optimizer(*names):
    def case(rng):
        start = probes.parameters(rng)
        options = {"lr": float(rng.uniform(0.01, 0.5)), **{name: float(rng.uniform(0.3, 0.95)) for name in names}}
        return start, probes.gradient_run(rng, start, int(rng.integers(2, 6))), options

    return case


# ---------------------------------------------------------------- 90-2 Adam


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v = {}, {}
        self.t = 0

    def update(self, params, grads):
        self.t += 1
        for key in params:
            g = grads[key]
            self.m[key] = self.beta1 * self.m.get(key, 0.0) + (1 - self.beta1) * g
            self.v[key] = self.beta2 * self.v.get(key, 0.0) + (1 - self.beta2) * g**2
            m_hat = self.m[key] / (1 - self.beta1**self.t)
            v_hat = self.v[key] / (1 - self.beta2**self.t)
            params[key] -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)


class AdamWithoutCorrection(Adam):
    def update(self, params, grads):
        for key in params:
            g = grads[key]
            self.m[key] = self.beta1 * self.m.get(key, 0.0) + (1 - self.beta1) * g
            self.v[key] = self.beta2 * self.v.get(key, 0.0) + (1 - self.beta2) * g**2
            params[key] -= self.lr * self.m[key] / (np.sqrt(self.v[key]) + self.eps)


class AdamKeepingCorrected(Adam):
    def update(self, params, grads):
        self.t += 1
        for key in params:
            g = grads[key]
            self.m[key] = (self.beta1 * self.m.get(key, 0.0) + (1 - self.beta1) * g) / (1 - self.beta1**self.t)
            self.v[key] = (self.beta2 * self.v.get(key, 0.0) + (1 - self.beta2) * g**2) / (1 - self.beta2**self.t)
            params[key] -= self.lr * self.m[key] / (np.sqrt(self.v[key]) + self.eps)


class AdamCountingParameters(Adam):
    def update(self, params, grads):
        for key in params:
            super().update({key: params[key]}, {key: grads[key]})


def tiny_gradients():
    """ε の大きさが効く、小さな勾配。"""
    start = {"gain": np.array([1.0, -2.0])}
    return [(start, [{"gain": np.array([1e-8, -3e-8])}, {"gain": np.array([2e-8, 0.0])}], {"lr": 0.1})]


# ---------------------------------------------------------------- 90-3 BatchNorm の順伝播


class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.9, eps=1e-5):
        self.gamma, self.beta = gamma, beta
        self.momentum, self.eps = momentum, eps
        self.running_mean = np.zeros_like(beta)
        self.running_var = np.ones_like(gamma)

    def forward(self, x, train=True):
        if train:
            mean = x.mean(axis=0)
            var = x.var(axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mean = self.running_mean
            var = self.running_var
        normalized = (x - mean) / np.sqrt(var + self.eps)
        return self.gamma * normalized + self.beta


class BatchNormOfEachBatch(BatchNorm):
    def forward(self, x, train=True):
        return super().forward(x, train=True)


def run_batch_norm(cls, gamma, beta, options, batches, unseen):
    """学習のバッチを順に流し、最後に推論を 2 度行って、出力と移動平均を返す。"""
    layer = cls(gamma.copy(), beta.copy(), **options)
    given = [x.copy() for x in batches]
    trained = [np.array(layer.forward(x)) for x in given]
    tested = [np.array(layer.forward(x.copy(), train=False)) for x in (unseen, unseen)]
    return {
        "学習の出力": trained,
        "推論の出力": tested,
        # 初めの値は 0 と 1。配列でなく数のまま覚えていてもよい
        "running_mean": np.broadcast_to(layer.running_mean, beta.shape),
        "running_var": np.broadcast_to(layer.running_var, beta.shape),
        "渡した x は変わらない": all(map(np.array_equal, given, batches)),
    }


def batch_norm_cases():
    x = np.array([[1.0, -2.0, 3.0], [4.0, 0.5, 3.0], [-1.0, 2.0, 3.0], [0.0, 1.0, 3.0]])
    gamma, beta = np.array([1.5, -0.5, 2.0]), np.array([0.1, -0.3, 1.0])
    return [
        (gamma, beta, {}, [], x[:2]),
        (gamma, beta, {}, [x], x[:2]),
        (gamma, beta, {"momentum": 0.5, "eps": 0.1}, [x, x[:2] + 5], x[1:2]),
        (gamma[:1], beta[:1], {"eps": 0.01}, [x[:, :1], 1e-2 * x[:, 1:2]], x[:, 1:2]),
    ]


def random_batch_norm(rng):
    N, D = int(rng.integers(3, 7)), int(rng.integers(2, 4))
    batches = [rng.normal(rng.normal(), 2.0, size=(N + t, D)) for t in range(3)]
    options = {"momentum": float(rng.uniform(0.6, 0.95)), "eps": float(10.0 ** rng.integers(-5, 0))}
    return rng.normal(size=D), rng.normal(size=D), options, batches, rng.normal(size=(2, D))


# ---------------------------------------------------------------- 90-4 BatchNorm の逆伝播


def batchnorm_backward(dout, x, gamma, eps):
    N = len(x)
    mean = x.mean(axis=0)
    std = np.sqrt(x.var(axis=0) + eps)
    normalized = (x - mean) / std
    dgamma = np.sum(dout * normalized, axis=0)
    dbeta = np.sum(dout, axis=0)
    dx = gamma / std * (dout - dbeta / N - normalized * dgamma / N)
    return dx, dgamma, dbeta


def backward_with_fixed_statistics(dout, x, gamma, eps):
    _, dgamma, dbeta = batchnorm_backward(dout, x, gamma, eps)
    return dout * gamma / np.sqrt(x.var(axis=0) + eps), dgamma, dbeta


def backward_cases():
    rng = np.random.default_rng(94)
    return [
        (rng.normal(size=(4, 3)), rng.normal(size=(4, 3)), np.array([1.5, -0.5, 2.0]), 1e-5),
        (rng.normal(size=(3, 3)), probes.whole(3, 3) ** 2, np.array([1.0, 2.0, 3.0]), 0.1),
        (rng.normal(size=(2, 1)), probes.strided(rng.normal(size=(2, 1))), np.array([0.7]), 1.0),
    ]


def random_backward(rng):
    N, D = int(rng.integers(2, 6)), int(rng.integers(2, 5))
    return rng.normal(size=(N, D)), rng.normal(1.0, 2.0, size=(N, D)), rng.normal(size=D), float(rng.uniform(0.01, 1))


# ---------------------------------------------------------------- 90-5 Dropout


class Dropout:
    def __init__(self, rate=0.5, rng=None):
        self.rate = rate
        self.rng = rng if rng is not None else np.random.default_rng()

    def forward(self, x, train=True):
        if not train:
            return x
        self.scale = (self.rng.random(x.shape) >= self.rate) / (1 - self.rate)
        return x * self.scale

    def backward(self, dout):
        return dout * self.scale


class PlainDropout(Dropout):
    def forward(self, x, train=True):
        if not train:
            return x * (1 - self.rate)
        self.scale = self.rng.random(x.shape) >= self.rate
        return x * self.scale


class FrozenMask(Dropout):
    def forward(self, x, train=True):
        if not train:
            return x
        if not hasattr(self, "scale"):
            self.scale = (self.rng.random(x.shape) >= self.rate) / (1 - self.rate)
        return x * self.scale


def observe_dropout(cls, rate, x, seed):
    """乱数の使い方は人によって違うので、消した要素の性質と、残した要素の倍率を比べる。"""
    layer = cls(rate, np.random.default_rng(seed))
    dout = x + 1.0
    given = x.copy()
    twins = [np.array(cls(rate, np.random.default_rng(seed)).forward(given)) for _ in range(2)]
    without_rng = np.array(cls(rate).forward(x.copy()))
    draws = probes.masks_needed(x.size, rate)
    outputs, backs = [], []
    for _ in range(draws):
        outputs.append(np.array(layer.forward(x.copy())))
        backs.append(np.array(layer.backward(dout.copy())))
    masks = [output == 0 for output in outputs]
    untouched = layer.forward(x.copy(), train=False)
    kept = [output[output != 0] / x[output != 0] for output in outputs]
    return {
        "推論の出力": np.array(untouched),
        "渡した x は変わらない": np.array_equal(given, x),
        "rng の種が同じなら同じ要素を消す": np.array_equal(*twins),
        "rng を渡さなくても動く": without_rng.shape == x.shape,
        "残した要素の倍率": sorted({round(float(v), 9) for ratio in kept for v in ratio}),
        **{f"消す要素: {name}": holds for name, holds in probes.masking(masks, rate).items()},
        "逆伝播は同じ要素を消す": all(((b == 0) == m).all() for b, m in zip(backs, masks, strict=True)),
        "逆伝播の倍率": sorted({round(float(v), 9) for b in backs for v in (b[b != 0] / dout[b != 0])}),
    }


def dropout_cases():
    x = np.array([[1.0, -2.0, 3.0], [0.5, 4.0, 1.5]])
    return [(0.3, x, 0), (0.5, x, 1), (0.6, x[:, :2], 2)]


def random_dropout(rng):
    return round(float(rng.uniform(0.25, 0.65)), 2), rng.normal(2.0, 0.5, size=(2, 2)), int(rng.integers(1000))


# ---------------------------------------------------------------- 90-6 交差エントロピー


def cross_entropy(y, t):
    N = len(t)
    chosen = y[np.arange(N), t]
    return -np.sum(np.log(chosen + 1e-7)) / N


def entropy_of_all(y, t):
    return -np.sum(np.log(y + 1e-7)) / len(t)


def entropy_cases():
    y = np.array([[0.1, 0.7, 0.2], [0.5, 0.2, 0.3], [0.3, 0.3, 0.4], [1.0, 0.0, 0.0]])
    return [
        (y, np.array([1, 0, 2, 0])),
        (y, np.array([1, 1, 1, 2])),
        (y[:1], np.array([2])),
        (probes.read_only(y[:2]), np.array([0, 0])),
        (probes.strided(y[:3, :2]), np.array([0, 1, 1])),
    ]


def random_entropy(rng):
    N, C = int(rng.integers(2, 6)), int(rng.integers(3, 6))
    return rng.dirichlet(np.ones(C), size=N), rng.integers(C, size=N)


# ---------------------------------------------------------------- 90-7 ソフトマックス


def softmax(x):
    shifted = x - np.max(x, axis=-1, keepdims=True)
    powers = np.exp(shifted)
    return powers / np.sum(powers, axis=-1, keepdims=True)


def softmax_that_overflows(x):
    return np.exp(x) / np.sum(np.exp(x), axis=-1, keepdims=True)


def softmax_cases():
    return [
        (np.array([[1.0, 2.0, 3.0], [0.0, -1.0, 4.0]]),),
        (np.array([0.3, -0.2]),),
        (np.array([1000.0, 1001.0, 999.0]),),
        (np.array([[1000.0, 0.0], [-1000.0, 3.0]]),),
        (probes.whole(3, 3),),
        (probes.read_only(np.array([[0.5, 1.5, -1.0]])),),
        (np.array([[7.0]]),),
    ]


def random_softmax(rng):
    shape = rng.integers(2, 5, size=rng.integers(1, 3))
    return (3 * rng.normal(size=shape),)


# ---------------------------------------------------------------- 90-8 Affine


class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        self.dW = self.x.T @ dout
        self.db = dout.sum(axis=0)
        return dout @ self.W.T


def run_affine(cls, W, b, batches):
    layer, seen = cls(W.copy(), b.copy()), []
    for x, dout in batches:
        y = np.array(layer.forward(x.copy()))
        dx = np.array(layer.backward(dout.copy()))
        seen.append({"出力": y, "dx": dx, "dW": np.array(layer.dW), "db": np.array(layer.db)})
    return seen


def affine_cases():
    return [random_affine(np.random.default_rng(seed)) for seed in range(3)]


def random_affine(rng):
    D, H = int(rng.integers(2, 5)), int(rng.integers(2, 5))
    sizes = rng.integers(1, 6, size=2)
    batches = [(rng.normal(size=(N, D)), rng.normal(size=(N, H))) for N in sizes]
    return rng.normal(size=(D, H)), rng.normal(size=H), batches


EXERCISES = (
    Code(
        id="90-1",
        title="Momentum を書く",
        topics=(),
        solution=Momentum,
        cases=optimizer_cases({"lr": 0.1}, {"lr": 0.2, "momentum": 0.5}, {"lr": 0.1, "momentum": 0.0}),
        random_case=random_optimizer("momentum"),
        observe=probes.updated_side_by_side,
        inplace="allowed",
        wrong=(
            Wrong(answer=Nesterov, why="Nesterov の加速勾配になっています。Momentum では、新しい速度だけを足します。"),
            Wrong(
                answer=AveragingMomentum,
                why="勾配に 1 − momentum を掛けて、移動平均にしています。この問題の速度は、勾配をそのまま足します。",
            ),
        ),
        hints=("速度は、鍵ごとに覚えておきます。", "前の速度を縮めてから、今の勾配の分を加えます。"),
    ),
    Code(
        id="90-2",
        title="Adam を書く",
        topics=(),
        solution=Adam,
        cases=lambda: [
            *optimizer_cases({"lr": 0.1}, {"lr": 0.2, "beta1": 0.5, "beta2": 0.8}, {"lr": 0.1, "eps": 0.1})(),
            *tiny_gradients(),
        ],
        random_case=random_optimizer("beta1", "beta2"),
        observe=probes.updated_side_by_side,
        inplace="allowed",
        wrong=(
            Wrong(
                answer=AdamWithoutCorrection,
                why="偏りの補正(1 − β^t で割ること)がありません。初めの何歩かで m と v が 0 に引き寄せられたままです。",
            ),
            Wrong(
                answer=AdamKeepingCorrected,
                why="補正した m と v を覚えています。覚えるのは補正する前の値で、補正は更新の式の中だけで行います。",
            ),
            Wrong(
                answer=AdamCountingParameters,
                why="回数 t をパラメータごとに進めています。t は update の呼び出しごとに 1 だけ進めます。",
            ),
        ),
        hints=("t は update のはじめに進めます。", "m と v は、鍵ごとに覚えておきます。"),
    ),
    Code(
        id="90-3",
        title="BatchNorm の順伝播",
        topics=(),
        solution=BatchNorm,
        cases=batch_norm_cases,
        random_case=random_batch_norm,
        observe=run_batch_norm,
        inplace="allowed",
        equivalent_mutants=frozenset({"lines-swapped:L10"}),  # 平均と分散は、互いを使わない
        wrong=(
            Wrong(
                answer=BatchNormOfEachBatch,
                why="推論でも、そのバッチの統計量を使っています。推論では、学習で覚えた移動平均を使います。",
            ),
        ),
        hints=("統計量は、バッチの方向に求めます。", "学習と推論で、使う統計量が違います。"),
    ),
    Code(
        id="90-4",
        title="BatchNorm の逆伝播",
        topics=(),
        solution=batchnorm_backward,
        cases=backward_cases,
        random_case=random_backward,
        rtol=1e-6,
        equivalent_mutants=frozenset({"lines-swapped:L3"}),  # 平均と標準偏差は、互いを使わない
        wrong=(
            Wrong(
                answer=backward_with_fixed_statistics,
                why="平均と分散を定数とみなしています。どちらも x から計算したので、その経路の勾配も dx に加わります。",
            ),
        ),
        hints=("γ と β の勾配は、バッチの方向の和です。", "x から平均と分散を通る道を忘れずにたどります。"),
    ),
    Code(
        id="90-5",
        title="Dropout を書く",
        topics=(),
        solution=Dropout,
        cases=dropout_cases,
        random_case=random_dropout,
        observe=observe_dropout,
        # 乱数がちょうど rate になることはない。学習と推論の分かれ目の順は、推論の結果を変えない。
        equivalent_mutants=frozenset({"boundary:L9", "lines-swapped:L7"}),
        wrong=(
            Wrong(
                answer=PlainDropout,
                why="学習のときに割らず、推論のときに掛けています。この問題では、学習のときに 1 − rate で割ります。",
            ),
            Wrong(answer=FrozenMask, why="消す要素を最初に決めたきりです。forward のたびに選び直します。"),
        ),
        hints=("消す要素は、要素ごとに乱数で選びます。", "逆伝播では、順伝播で使ったものをもう一度使います。"),
    ),
    Code(
        id="90-6",
        title="交差エントロピー",
        topics=(),
        solution=cross_entropy,
        cases=entropy_cases,
        random_case=random_entropy,
        wrong=(
            Wrong(
                answer=entropy_of_all, why="すべてのクラスの log を足しています。使うのは正解のクラスの確率だけです。"
            ),
        ),
        hints=("正解のクラスの確率を、行ごとに取り出します。", "バッチの平均を返します。"),
    ),
    Code(
        id="90-7",
        title="ソフトマックス",
        topics=(),
        solution=softmax,
        cases=softmax_cases,
        random_case=random_softmax,
        wrong=(Wrong(answer=softmax_that_overflows, why="大きな値で exp が ∞ になります。先に最大値を引きます。"),),
        hints=("最大値を引いても、比は変わりません。", "最後の軸の方向に正規化します。"),
    ),
    Code(
        id="90-8",
        title="Affine レイヤ",
        topics=(),
        solution=Affine,
        cases=affine_cases,
        random_case=random_affine,
        observe=run_affine,
        inplace="allowed",
        hints=("順伝播の入力を覚えておきます。", "形を合わせると、積の順と転置が決まります。"),
    ),
)

CHAPTERS = {**contents.CHAPTERS, "90_reference": ReferenceChapter("90_reference", "見本", "働くでしょうか。", [])}
