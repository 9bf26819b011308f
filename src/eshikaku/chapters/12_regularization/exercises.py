"""第12章「正則化」の演習: 解答例、入力、よくある誤答。"""

import numpy as np

from eshikaku.course.exercises import probes
from eshikaku.course.exercises.spec import Choice, Code, Numeric, Wrong
from eshikaku.networks import MultiLayerNet

# --- 12-1 手計算: L1 の罰則のある 1 歩 -----------------------------------------------

WEIGHTS = np.array([2.0, -0.5, 0.0])
GRADIENT = np.array([0.4, 0.1, -0.3])
RATE = 0.5
L1 = 0.2


def l1_step(w, g, lr, l1):
    return w - lr * (g + l1 * np.sign(w))


def plain_step(w, g, lr, l1):
    return w - lr * g


def l2_step(w, g, lr, l1):
    return w - lr * (g + l1 * w)


def penalty_value_step(w, g, lr, l1):
    """罰則の勾配でなく、罰則の値 λ|w| を足した点。"""
    return w - lr * (g + l1 * np.abs(w))


def without_sign_step(w, g, lr, l1):
    """符号によらず λ を足した点。"""
    return w - lr * (g + l1)


def positive_for_any_weight_step(w, g, lr, l1):
    """0 でない重みに、符号によらず λ を足した点。"""
    return w - lr * (g + l1 * (w != 0))


def penalty_outside_the_rate_step(w, g, lr, l1):
    return w - lr * g - l1 * np.sign(w)


def pushing_away_step(w, g, lr, l1):
    return w - lr * (g - l1 * np.sign(w))


def uphill_step(w, g, lr, l1):
    return w + lr * (g + l1 * np.sign(w))


def without_rate_step(w, g, lr, l1):
    return w - (g + l1 * np.sign(w))


def only_gradient(w, g, lr, l1):
    return g + l1 * np.sign(w)


def sign_of_the_gradient_step(w, g, lr, l1):
    return w - lr * (g + l1 * np.sign(g))


def halved_l1_step(w, g, lr, l1):
    return w - lr * (g + l1 / 2 * np.sign(w))


# --- 12-2 軟しきい値 ----------------------------------------------------------------


def lasso_step(w, g, lr, l1):
    w = w - lr * g
    return np.sign(w) * np.maximum(np.abs(w) - lr * l1, 0)


def subgradient(w, g, lr, l1):
    return w - lr * (g + l1 * np.sign(w))


def threshold_without_rate(w, g, lr, l1):
    w = w - lr * g
    return np.sign(w) * np.maximum(np.abs(w) - l1, 0)


def hard_threshold(w, g, lr, l1):
    w = w - lr * g
    return np.where(np.abs(w) > lr * l1, w, 0)


def losing_the_sign(w, g, lr, l1):
    w = w - lr * g
    return np.maximum(np.abs(w) - lr * l1, 0)


def only_positive(w, g, lr, l1):
    w = w - lr * g
    return np.maximum(w - lr * l1, 0)


def crossing_zero(w, g, lr, l1):
    w = w - lr * g
    return np.sign(w) * (np.abs(w) - lr * l1)


def ridge_step(w, g, lr, l1):
    w = w - lr * g
    return w / (1 + lr * l1)


def decaying(w, g, lr, l1):
    w = w - lr * g
    return (1 - lr * l1) * w


def threshold_first(w, g, lr, l1):
    w = np.sign(w) * np.maximum(np.abs(w) - lr * l1, 0)
    return w - lr * g


def old_sign(w, g, lr, l1):
    new = w - lr * g
    return np.sign(w) * np.maximum(np.abs(new) - lr * l1, 0)


def lasso_cases():
    w, g = np.array([1.0, -0.3, 0.05, 0.0]), np.array([0.5, -1.0, 0.4, -2.0])
    return [
        (w, g, 0.1, 1.0),
        (w, g, 0.5, 0.2),
        (w, g, 0.3, 0.0),
        (np.array([0.1, -0.1]), np.array([4.0, -4.0]), 0.1, 0.5),  # 1 歩で符号が変わる
        (np.array([[2.0, -1.0, 0.2], [0.0, 0.4, -3.0]]), np.full((2, 3), 0.7), 0.2, 1.5),
        (np.array([1, -2, 0]), np.array([1, 1, -1]), 0.25, 1.0),
        (np.array([1.0]), np.array([0.0]), 2.0, 0.25),
    ]


def random_lasso(rng):
    lr, l1 = rng.uniform([0.05, 0.1], [0.6, 3.0])
    return rng.normal(size=6), rng.normal(size=6), float(lr), float(l1)


# --- 12-3 誤りを探す: L2 の罰則の勾配 --------------------------------------------------


def add_decay(params, grads, lam):
    new = {}
    for key in params:
        new[key] = grads[key]
        if key.startswith("W"):
            new[key] = grads[key] + lam * params[key]
    return new


def doubled_everywhere(params, grads, lam):
    new = {}
    for key in params:
        new[key] = grads[key] + 2 * lam * params[key]
    return new


def biases_too(params, grads, lam):
    new = {}
    for key in params:
        new[key] = grads[key] + lam * params[key]
    return new


def doubled(params, grads, lam):
    return {key: grads[key] + (2 * lam * params[key] if key.startswith("W") else 0) for key in params}


def halved(params, grads, lam):
    return {key: grads[key] + (lam / 2 * params[key] if key.startswith("W") else 0) for key in params}


def value_of_the_penalty(params, grads, lam):
    return {key: grads[key] + (lam / 2 * params[key] ** 2 if key.startswith("W") else 0) for key in params}


def l1_penalty(params, grads, lam):
    return {key: grads[key] + (lam * np.sign(params[key]) if key.startswith("W") else 0) for key in params}


def only_the_biases(params, grads, lam):
    return {key: grads[key] + (lam * params[key] if not key.startswith("W") else 0) for key in params}


def subtracting(params, grads, lam):
    return {key: grads[key] - (lam * params[key] if key.startswith("W") else 0) for key in params}


def weights_only_returned(params, grads, lam):
    return {key: grads[key] + lam * params[key] for key in params if key.startswith("W")}


def only_the_first_layer(params, grads, lam):
    return {key: grads[key] + (lam * params[key] if key == "W1" else 0) for key in params}


def losing_the_gradient(params, grads, lam):
    return {key: lam * params[key] if key.startswith("W") else grads[key] for key in params}


def decay_parameters(rng):
    shapes = {"W1": (2, 3), "b1": (3,), "W2": (3, 1), "b2": (1,)}
    return {key: rng.normal(size=shape) for key, shape in shapes.items()}


def decay_cases():
    rng = np.random.default_rng(12)
    cases = []
    for lam in (0.1, 2.0, 0.0):
        params, grads = decay_parameters(rng), decay_parameters(rng)
        cases += [(params, grads, lam), (params, probes.in_another_order(grads), lam)]
    whole = {"W1": np.array([[1, -2]]), "b1": np.array([3, 4]), "W2": np.array([[2], [5]]), "b2": np.array([-1])}
    whole |= {"W3": np.array([[-3]]), "b3": np.array([2])}
    return [*cases, (whole, {key: np.ones(x.shape) for key, x in whole.items()}, 0.5)]


def random_decay(rng):
    return decay_parameters(rng), decay_parameters(rng), float(rng.uniform(0.05, 3))


# --- 12-4 inverted dropout の層 ------------------------------------------------------


class InvertedDropout:
    params = ()

    def __init__(self, dropout_ratio, rng):
        self.p, self.rng = dropout_ratio, rng

    def forward(self, x, train_flg=True):
        if not train_flg:
            return x
        keep = self.rng.random(x.shape) >= self.p
        self.mask = keep / (1 - self.p)
        return x * self.mask

    def backward(self, dout):
        return dout * self.mask


class WithoutScaling(InvertedDropout):
    def forward(self, x, train_flg=True):
        if not train_flg:
            return x
        self.mask = self.rng.random(x.shape) >= self.p
        return x * self.mask


class ScaledAtInference(InvertedDropout):
    def forward(self, x, train_flg=True):
        if not train_flg:
            return x * (1 - self.p)
        self.mask = self.rng.random(x.shape) >= self.p
        return x * self.mask


class ScaledTwice(InvertedDropout):
    def forward(self, x, train_flg=True):
        if not train_flg:
            return x * (1 - self.p)
        return super().forward(x, train_flg)


class MultipliedByTheKept(InvertedDropout):
    def forward(self, x, train_flg=True):
        if not train_flg:
            return x
        keep = self.rng.random(x.shape) >= self.p
        self.mask = keep * (1 - self.p)
        return x * self.mask


class NoMaskBackward(InvertedDropout):
    def backward(self, dout):
        return dout


class UnscaledBackward(InvertedDropout):
    def backward(self, dout):
        return dout * (self.mask > 0)


class ScaledAgainBackward(InvertedDropout):
    def backward(self, dout):
        return dout * self.mask / (1 - self.p)


class NewMaskBackward(InvertedDropout):
    def backward(self, dout):
        keep = self.rng.random(dout.shape) >= self.p
        return dout * keep / (1 - self.p)


class AlwaysDropping(InvertedDropout):
    def forward(self, x, train_flg=True):
        keep = self.rng.random(x.shape) >= self.p
        self.mask = keep / (1 - self.p)
        return x * self.mask


class KeepingTheRatio(InvertedDropout):
    """割合を、残す割合と読んだもの。"""

    def forward(self, x, train_flg=True):
        if not train_flg:
            return x
        keep = self.rng.random(x.shape) < self.p
        self.mask = keep / self.p
        return x * self.mask


class OneMaskForEver(InvertedDropout):
    def forward(self, x, train_flg=True):
        if not train_flg:
            return x
        if getattr(self, "mask", None) is None or self.mask.shape != x.shape:
            keep = self.rng.random(x.shape) >= self.p
            self.mask = keep / (1 - self.p)
        return x * self.mask


def used_in_a_net(cls, ratio, x, seed):
    """層だけで 2 度と、MultiLayerNet に入れたときの、順伝播と逆伝播の値。"""
    layer = cls(ratio, np.random.default_rng(seed))
    found = []
    for _ in range(2):
        found += [layer.forward(x), layer.backward(np.ones(x.shape) * np.arange(1, x.shape[-1] + 1))]
        found.append(layer.forward(x, train_flg=False))
    rng = np.random.default_rng(7)
    net = MultiLayerNet(x.shape[1], [4], 2, rng, dropout_ratio=0.5)
    net.layers["Dropout1"] = cls(ratio, np.random.default_rng(seed + 1))
    grads = net.gradient(np.asarray(x, dtype=float), np.arange(len(x)) % 2)
    return [*found, [grads[key] for key in ("W1", "W2")], net.predict(np.asarray(x, dtype=float))]


def dropout_cases():
    rng = np.random.default_rng(4)
    return [
        (0.5, rng.normal(size=(3, 5)), 1),
        (0.2, rng.normal(size=(4, 6)), 2),
        (0.7, rng.normal(size=(2, 8)), 3),
        (0.0, rng.normal(size=(2, 3)), 4),
        (0.25, np.arange(1, 9).reshape(2, 4), 5),
    ]


def random_dropout(rng):
    return float(rng.uniform(0.1, 0.8)), rng.normal(size=(3, 6)), int(rng.integers(1000))


# --- 12-6 max-norm ----------------------------------------------------------------


def max_norm(W, c):
    norm = np.sqrt(np.sum(W**2, axis=0))
    scale = np.where(norm > c, c / np.maximum(norm, 1e-12), 1.0)
    return W * scale


def rows_clipped(W, c):
    norm = np.sqrt(np.sum(W**2, axis=1, keepdims=True))
    return W * np.where(norm > c, c / np.maximum(norm, 1e-12), 1.0)


def whole_matrix(W, c):
    norm = np.sqrt(np.sum(W**2))
    return W * (c / norm if norm > c else 1.0)


def elements_clipped(W, c):
    return np.clip(W, -c, c)


def always_scaled(W, c):
    norm = np.sqrt(np.sum(W**2, axis=0))
    return W * c / np.maximum(norm, 1e-12)


def always_scaled_dividing_by_zero(W, c):
    with np.errstate(all="ignore"):
        return W * c / np.sqrt(np.sum(W**2, axis=0))


def squared_norm(W, c):
    norm = np.sum(W**2, axis=0)
    return W * np.where(norm > c, c / np.maximum(norm, 1e-12), 1.0)


def l1_length(W, c):
    norm = np.sum(np.abs(W), axis=0)
    return W * np.where(norm > c, c / np.maximum(norm, 1e-12), 1.0)


def largest_element(W, c):
    norm = np.max(np.abs(W), axis=0)
    return W * np.where(norm > c, c / np.maximum(norm, 1e-12), 1.0)


def zeroed_columns(W, c):
    norm = np.sqrt(np.sum(W**2, axis=0))
    return W * (norm <= c)


def norm_cases():
    W = np.array([[3.0, 0.3, 0.0, -2.0], [4.0, -0.4, 0.0, 2.0], [0.0, 0.0, 0.0, 1.0]])
    return [
        (W, 1.0),
        (W, 2.5),
        (W, 3.0),
        (W, 10.0),
        (np.array([[3, -1], [4, 1]]), 2.0),
        (np.array([[0.0], [0.0]]), 0.5),
        (np.array([[0.6, 0.1, 2.0]]), 0.6),
        (0.1 * W, 0.4),
    ]


def random_norm(rng):
    return rng.normal(size=(4, 5)), float(rng.uniform(0.8, 2.8))


EXERCISES = (
    Numeric(
        id="12-1",
        title="L1 の罰則のある 1 歩を計算する",
        stars=1,
        topics=("3-3-1 L1",),
        answer=lambda: l1_step(WEIGHTS, GRADIENT, RATE, L1),
        note=r"罰則の勾配は $0.2\times(1,\ -1,\ 0)$ です。合わせた勾配は $(0.6,\ -0.1,\ -0.3)$、更新後は "
        r"$(1.7,\ -0.45,\ 0.15)$ です。",
        wrong=(
            Wrong(answer=lambda: plain_step(WEIGHTS, GRADIENT, RATE, L1), why="罰則の勾配を足していません。"),
            Wrong(
                answer=lambda: l2_step(WEIGHTS, GRADIENT, RATE, L1),
                misconception="12-l1-norm-squares",
                why="L2 の罰則で計算しています。L1 の勾配は、重みの大きさによらず λ × 符号です。",
            ),
            Wrong(
                answer=lambda: penalty_value_step(WEIGHTS, GRADIENT, RATE, L1),
                why="罰則の値 λ|w| を足しています。足すのは、その微分 λ × 符号です。",
            ),
            Wrong(
                answer=lambda: without_sign_step(WEIGHTS, GRADIENT, RATE, L1),
                why="符号によらず λ を足しています。負の重みには −λ、0 の重みには 0 を足します。",
            ),
            Wrong(
                answer=lambda: positive_for_any_weight_step(WEIGHTS, GRADIENT, RATE, L1),
                why="負の重みにも λ を足しています。負の重みには、符号を付けて −λ を足します。",
            ),
            Wrong(
                answer=lambda: penalty_outside_the_rate_step(WEIGHTS, GRADIENT, RATE, L1),
                why="罰則の勾配に学習率を掛けていません。損失に足した項なので、勾配と一緒に学習率が掛かります。",
            ),
            Wrong(answer=lambda: without_rate_step(WEIGHTS, GRADIENT, RATE, L1), why="学習率を掛けていません。"),
            Wrong(
                answer=lambda: only_gradient(WEIGHTS, GRADIENT, RATE, L1),
                why="合わせた勾配で止まっています。更新した w は、ここから学習率を掛けて w から引いたものです。",
            ),
            Wrong(
                answer=lambda: sign_of_the_gradient_step(WEIGHTS, GRADIENT, RATE, L1),
                why="勾配の符号を使っています。L1 の罰則の勾配は、重みの符号に λ を掛けたものです。",
            ),
            Wrong(
                answer=lambda: halved_l1_step(WEIGHTS, GRADIENT, RATE, L1),
                why="L1 の罰則に ½ はありません。½ は、L2 の微分で出る 2 を消すためのものです。",
            ),
            Wrong(
                answer=lambda: pushing_away_step(WEIGHTS, GRADIENT, RATE, L1),
                why="罰則の勾配を引いたので、0 から離れる向きになっています。勾配どうしは足します。",
            ),
            Wrong(
                answer=lambda: uphill_step(WEIGHTS, GRADIENT, RATE, L1),
                misconception="01-uphill-gradient",
                why="勾配と同じ向きに動いています。勾配は損失の増える向きなので、引きます。",
            ),
        ),
        hints=(
            "重みごとに、符号を 1、−1、0 で書き出します。",
            "符号に λ を掛けてデータの勾配に足し、それから学習率を掛けて引きます。",
        ),
    ),
    Code(
        id="12-2",
        title="軟しきい値で 0 を作る",
        stars=2,
        topics=("3-3-1 L1", "3-3-1 スパース表現"),
        solution=lasso_step,
        cases=lasso_cases,
        random_case=random_lasso,
        wrong=(
            Wrong(
                answer=subgradient,
                why="L1 の勾配をそのまま引いています。0 を飛び越えるので、ちょうど 0 になりません。",
            ),
            Wrong(answer=threshold_without_rate, why="縮める量に学習率を掛けていません。縮めるのは lr·l1 です。"),
            Wrong(
                answer=hard_threshold,
                why="小さいものを 0 にするだけで、残すものを縮めていません。残すものも lr·l1 だけ縮めます。",
            ),
            Wrong(answer=losing_the_sign, why="縮めた後に符号を掛けていないので、負の重みが正になっています。"),
            Wrong(answer=only_positive, why="負の重みがすべて 0 になっています。絶対値を縮め、符号を掛けます。"),
            Wrong(
                answer=crossing_zero,
                why="縮める量が絶対値より大きいとき、0 を飛び越えています。絶対値は 0 で止めます。",
            ),
            Wrong(
                answer=ridge_step,
                misconception="12-l1-norm-squares",
                why="L2 の縮め方です。L1 では、大きさによらず同じ量だけ絶対値を縮めます。",
            ),
            Wrong(
                answer=decaying,
                misconception="12-l1-norm-squares",
                why="荷重減衰(L2)の縮め方です。L1 では、大きさによらず同じ量だけ絶対値を縮めます。",
            ),
            Wrong(
                answer=threshold_first,
                why="順番が逆です。先にデータの勾配で進み、その後で軟しきい値を適用します。",
            ),
            Wrong(answer=old_sign, why="進む前の w の符号を掛けています。符号は、1 歩進んだ後の w のものです。"),
        ),
        hints=(
            "先に、データの勾配だけで 1 歩進みます。",
            "進んだ先の絶対値から lr·l1 を引き、負になったら 0 で止めます。",
            "最後に、進んだ先の符号を掛けます。",
        ),
    ),
    Code(
        id="12-3",
        title="L2 の罰則の勾配を直す",
        stars=2,
        topics=("3-3-1 L2", "3-3-1 weight decay"),
        solution=add_decay,
        cases=decay_cases,
        random_case=random_decay,
        note="½ は微分の 2 と打ち消し合います。バイアスは、勾配をそのまま返します。",
        wrong=(
            Wrong(
                answer=doubled_everywhere,
                why="2 か所違います。½λW² の微分は λW です。また、罰則は重み(W で始まる鍵)だけに掛けます。",
            ),
            Wrong(answer=biases_too, why="バイアスにも罰則を掛けています。W で始まる鍵だけに足します。"),
            Wrong(
                answer=doubled,
                misconception="12-half-square-is-norm",
                why="2 が残っています。½λW² を微分すると、½ と 2 が打ち消し合います。",
            ),
            Wrong(
                answer=halved,
                misconception="12-half-square-is-norm",
                why="½ が残っています。½λW² を微分すると、½ と 2 が打ち消し合います。",
            ),
            Wrong(answer=value_of_the_penalty, why="罰則の値 ½λW² を足しています。勾配に足すのは、その微分です。"),
            Wrong(
                answer=l1_penalty,
                misconception="12-l1-norm-squares",
                why="L1 の罰則の勾配です。L2 では、重みそのものに λ を掛けます。",
            ),
            Wrong(answer=only_the_biases, why="バイアスにだけ罰則を掛けています。掛けるのは W で始まる鍵です。"),
            Wrong(
                answer=only_the_first_layer, why="1 層目にしか罰則を足していません。W で始まる鍵のすべてに足します。"
            ),
            Wrong(
                answer=losing_the_gradient, why="データの勾配がなくなっています。grads の勾配に、罰則の勾配を足します。"
            ),
            Wrong(answer=subtracting, why="罰則の勾配を引いています。更新で重みが増えてしまいます。足します。"),
            Wrong(answer=weights_only_returned, why="バイアスの勾配がありません。バイアスは、そのまま返します。"),
        ),
        hints=(
            "½λW² を W で微分します。",
            "鍵の名前が W で始まるかどうかで分けます。",
        ),
    ),
    Code(
        id="12-4",
        title="inverted dropout の層を書く",
        stars=2,
        topics=("3-3-2 ドロップアウト",),
        solution=InvertedDropout,
        cases=dropout_cases,
        random_case=random_dropout,
        observe=used_in_a_net,
        # 一様乱数がちょうど割合に等しくなることはない。
        equivalent_mutants=frozenset({"boundary:L10"}),
        wrong=(
            Wrong(
                answer=WithoutScaling,
                misconception="12-dropout-scaling",
                why="消すだけで、尺度の調整がありません。学習時に、残した要素を残す割合で割ります。",
            ),
            Wrong(
                answer=ScaledAtInference,
                why="推論時に掛ける形です。inverted では、学習時に割り、推論時は何もしません。",
            ),
            Wrong(
                answer=ScaledTwice,
                why="調整を 2 度しています。学習時に割ったなら、推論時は x をそのまま返します。",
            ),
            Wrong(
                answer=MultipliedByTheKept,
                why="残す割合を掛けています。消した分を補うので、割って大きくします。",
            ),
            Wrong(answer=NoMaskBackward, why="逆伝播で、消した要素にも勾配を流しています。同じマスクを掛けます。"),
            Wrong(
                answer=UnscaledBackward,
                why="逆伝播に尺度の調整がありません。順伝播で掛けた数を、勾配にもそのまま掛けます。",
            ),
            Wrong(answer=ScaledAgainBackward, why="調整の入ったマスクを、逆伝播でさらに割っています。"),
            Wrong(answer=NewMaskBackward, why="逆伝播でマスクを引き直しています。順伝播と同じマスクを使います。"),
            Wrong(answer=AlwaysDropping, why="推論時にも消しています。train_flg が偽なら、x をそのまま返します。"),
            Wrong(
                answer=KeepingTheRatio,
                misconception="12-dropout-ratio",
                why="割合を「残す割合」と読んでいます。dropout_ratio は消す割合です。",
            ),
            Wrong(answer=OneMaskForEver, why="マスクを使い続けています。学習時の forward のたびに引き直します。"),
        ),
        hints=(
            "inverted では、推論時に何もしません。",
            "残した要素を、残す割合 1 − dropout_ratio で割る数を、マスクに入れておきます。",
            "逆伝播では、順伝播で掛けたものと同じものを掛けます。",
        ),
    ),
    Choice(
        id="12-5",
        title="早期終了の記録を読む",
        stars=2,
        topics=("3-3-3 早期終了",),
        note="**イ** です。5 エポックの 0.60 が最小で、6〜9 エポックの 4 回とも更新できず、9 エポックで止まり、"
        "5 エポックの重みに戻します。10 エポックの、もっと低い値には届きません。",
        options={
            "ア": "止める 9、戻す 9。",
            "イ": "止める 9、戻す 5。",
            "ウ": "止める 12、戻す 12。",
            "エ": "止める 12、戻す 5。",
        },
        answer="イ",
        wrong=(
            Wrong(answer="ア", why="止めたときの重みを使っています。戻すのは、検証の損失が最小だったときの重みです。"),
            Wrong(
                answer="ウ",
                why="最後まで学習しています。最小を更新できない回が 4 回続いた所で止まります。",
            ),
            Wrong(
                answer="エ",
                why="最小を更新できない回が 4 回続けば、図の終わりを待たずに止まります。"
                "最後まで続けたなら、最小は 10 エポックです。",
            ),
        ),
        hints=(
            "それまでの最小値を更新した回に、印を付けます。",
            "直前の回より下がっても、最小値を更新しなければ、我慢の回数は増えます。",
        ),
    ),
    Code(
        id="12-6",
        title="max-norm 制約を書く",
        stars=3,
        topics=("S-max-norm max-norm 制約",),
        solution=max_norm,
        cases=norm_cases,
        random_case=random_norm,
        rtol=1e-5,  # 0 の割り算を避けるために、割る数に 1e-7 ほどを足した答えも許す
        # ノルムが c に等しい列に掛ける数は、どちらでも 1。
        equivalent_mutants=frozenset({"boundary:L3"}),
        note="ノルムが 0 の列で 0/0 を計算しないように、割る数に下限を付けています。",
        wrong=(
            Wrong(answer=rows_clipped, why="行ごとに縮めています。1 つのユニットに入る重みは、W の列です。"),
            Wrong(answer=whole_matrix, why="行列全体を 1 つのノルムで縮めています。列ごとに計算します。"),
            Wrong(
                answer=elements_clipped,
                why="要素ごとに切っています。向きが変わってしまうので、列の全要素に同じ数を掛けます。",
            ),
            Wrong(answer=always_scaled, why="c を超えない列まで c に伸ばしています。超えない列は変えません。"),
            Wrong(
                answer=always_scaled_dividing_by_zero,
                why="超えない列まで c に伸ばし、0 の列では 0 で割っています。超えない列は変えません。",
            ),
            Wrong(
                answer=squared_norm,
                misconception="12-half-square-is-norm",
                why="ノルムの 2 乗と c を比べています。L2 ノルムは、2 乗の和の平方根です。",
            ),
            Wrong(
                answer=l1_length,
                misconception="12-l1-norm-squares",
                why="L1 ノルムで測っています。ここでは L2 ノルムで測ります。",
            ),
            Wrong(answer=largest_element, why="L∞ ノルム(絶対値の最大)で測っています。ここでは L2 ノルムで測ります。"),
            Wrong(answer=zeroed_columns, why="超えた列を 0 にしています。ノルムが c になるように縮めます。"),
        ),
        hints=(
            "列ごとの L2 ノルムは、axis=0 の和から求めます。",
            "超えた列に掛けるのは、c をノルムで割った数です。",
            "超えない列には 1 を掛けます。0 の列で割り算をしないようにします。",
        ),
    ),
)
