"""第2章「確率的勾配降下法」の演習: 解答例、入力、よくある誤答。"""

import numpy as np

from eshikaku.course.exercises.spec import Choice, Code, Numeric, Wrong

# --- 02-1 手計算: ミニバッチで 1 歩 ---------------------------------------------

X = np.array([1.0, 2.0, 3.0, 4.0])
T = np.array([2.0, 3.0, 7.0, 8.0])
BATCH = np.array([1, 2])  # 2 件目と 3 件目
LR = 0.1


def step_on(idx, reduce=np.mean, sign=-1):
    """y = wx を w = 0 から、idx のデータの勾配で 1 歩動かした w。"""
    gradient = reduce((0.0 * X[idx] - T[idx]) * X[idx])
    return sign * LR * gradient


# --- 02-2 手計算: 更新の回数 ----------------------------------------------------

N_DIGITS, BATCH_SIZE, EPOCHS = 1437, 64, 10


def updates_with_remainder():
    updates_per_epoch = -(-N_DIGITS // BATCH_SIZE)
    return EPOCHS * updates_per_epoch


# --- 02-3 手計算: ミニバッチ勾配の分散 ------------------------------------------

SAMPLE_GRADIENTS = np.array([1.0, 3.0, 5.0, 7.0])


def variance_of_mean(g, B):
    N = len(g)
    return g.var() / B * (N - B) / (N - 1)


# --- 02-4 ミニバッチの勾配 ------------------------------------------------------


def minibatch_gradient(w, x, t, idx):
    x_batch, t_batch = x[idx], t[idx]
    error = x_batch @ w - t_batch
    return x_batch.T @ error / len(idx)


def full_gradient(w, x, t, idx):
    return x.T @ (x @ w - t) / len(x)


def divided_by_all(w, x, t, idx):
    return x[idx].T @ (x[idx] @ w - t[idx]) / len(x)


def summed(w, x, t, idx):
    return x[idx].T @ (x[idx] @ w - t[idx])


def reversed_error(w, x, t, idx):
    return x[idx].T @ (t[idx] - x[idx] @ w) / len(idx)


def gradient_cases():
    x, t = np.array([[1.0, 2.0], [3.0, -1.0], [0.0, 1.0]]), np.array([1.0, 0.0, -2.0])
    return [
        (np.array([1.0, -1.0]), x, t, np.array([0, 1])),
        (np.zeros(2), x, t, np.array([2])),
        (np.array([0.5, 2.0]), x, t, np.array([1, 1])),  # 復元抽出では同じ番号が 2 度出る
        (np.array([0.5, 2.0]), x, t, np.array([0, 1, 2])),
    ]


def random_gradient(rng):
    N, D = rng.integers(4, 9), rng.integers(1, 4)
    idx = rng.choice(N, size=rng.integers(1, N), replace=False)
    return rng.normal(size=D), rng.normal(size=(N, D)), rng.normal(size=N), idx


# --- 02-5 SGD のクラス ----------------------------------------------------------


class SGD:
    def __init__(self, lr=0.01):
        self.lr: float = lr

    def update(self, params, grads):
        for key in params:
            params[key] -= self.lr * grads[key]


class Uphill:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for key in params:
            params[key] += self.lr * grads[key]


class Rebinding:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for key in params:
            x = params[key]
            x = x - self.lr * grads[key]


class WithoutRate:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for key in params:
            params[key] -= grads[key]


def run_optimizer(cls, lr, start, gradients):
    """作って、勾配の数だけ update を呼び、パラメータを返す。"""
    optimizer = cls() if lr is None else cls(lr=lr)
    params = {key: np.copy(value) for key, value in start.items()}
    for grads in gradients:
        optimizer.update(params, grads)
    return params


def optimizer_cases():
    start = {"W": np.array([[1.0, -2.0]]), "b": np.array([0.5])}
    grads = {"W": np.array([[0.3, 0.0]]), "b": np.array([-4.0])}
    return [(0.1, start, [grads]), (None, start, [grads, grads]), (0.0, start, [grads])]


def random_optimizer(rng):
    start = {"W": rng.normal(size=(2, 3)), "b": rng.normal(size=3)}
    gradients = [{key: rng.normal(size=x.shape) for key, x in start.items()} for _ in range(3)]
    return rng.uniform(0.01, 1.0), start, gradients


# --- 02-6 誤りを探す: エポックの数え方 ------------------------------------------


def epochs_finished(updates, N, B):
    updates_per_epoch = -(-N // B)
    return updates // updates_per_epoch


def floor_counter(updates, N, B):
    return updates // (N // B)


def sample_counter(updates, N, B):
    return updates * B // N


def rounded_up(updates, N, B):
    return -(-updates // -(-N // B))


def epoch_cases():
    return [(0, 10, 3), (3, 10, 3), (4, 10, 3), (7, 10, 3), (12, 10, 3), (25, 10, 3), (6, 9, 3), (2, 5, 5), (3, 5, 1)]


def random_epoch(rng):
    B = int(rng.integers(2, 9))
    N = B * int(rng.integers(1, 9)) + int(rng.integers(0, B))
    return int(rng.integers(1, 200)), N, B


# --- 02-7 シャッフルして切り分ける ----------------------------------------------


def minibatches(N, B, rng, drop_last=False):
    order = rng.permutation(N)
    stop = N - N % B if drop_last else N
    return [order[start : start + B] for start in range(0, stop, B)]


def always_dropping(N, B, rng, drop_last=False):
    order = rng.permutation(N)
    return [order[i * B : (i + 1) * B] for i in range(N // B)]


def never_dropping(N, B, rng, drop_last=False):
    order = rng.permutation(N)
    return [order[start : start + B] for start in range(0, N, B)]


def with_replacement(N, B, rng, drop_last=False):
    order = rng.integers(N, size=N)
    stop = N - N % B if drop_last else N
    return [order[start : start + B] for start in range(0, stop, B)]


def unshuffled(N, B, rng, drop_last=False):
    order = np.arange(N)
    stop = N - N % B if drop_last else N
    return [order[start : start + B] for start in range(0, stop, B)]


def ignoring_rng(N, B, rng, drop_last=False):
    return minibatches(N, B, np.random.default_rng(), drop_last)


def inspect_batches(function, N, B, seed, drop_last):
    """乱数の使い方は人によって違うので、順番そのものではなく、満たすべき性質を比べる。"""
    rng, same_seed = np.random.default_rng(seed), np.random.default_rng(seed)
    first, second, again = (
        [np.asarray(batch).tolist() for batch in function(N, B, generator, drop_last=drop_last)]
        for generator in (rng, rng, same_seed)
    )
    used = [number for batch in first for number in batch]
    return {
        "各バッチの件数": [len(batch) for batch in first],
        "重複した番号の数": len(used) - len(set(used)),
        "範囲外の番号の数": sum(not 0 <= i < N for i in used),
        "毎回並びが変わる": N < 20 or first != second,
        "同じ種なら同じ並び": first == again,
    }


def batch_cases():
    return [
        (100, 32, 0, False),
        (100, 32, 0, True),
        (96, 32, 1, False),
        (96, 32, 1, True),
        (30, 30, 2, False),
        (25, 1, 3, True),
        (20, 50, 4, False),
    ]


def random_batches(rng):
    return int(rng.integers(20, 60)), int(rng.integers(1, 20)), int(rng.integers(1000)), bool(rng.integers(2))


# --- 02-9 ウォームアップとコサイン ----------------------------------------------


def warmup_cosine(k, K, lr_max, warmup):
    if k < warmup:
        return lr_max * (k + 1) / warmup
    progress = (k - warmup) / (K - warmup)
    return lr_max * (1 + np.cos(np.pi * progress)) / 2


def never_restarted_clock(k, K, lr_max, warmup):
    if k < warmup:
        return lr_max * (k + 1) / warmup
    return lr_max * (1 + np.cos(np.pi * k / K)) / 2


def zero_first_step(k, K, lr_max, warmup):
    if k < warmup:
        return lr_max * k / warmup
    return lr_max * (1 + np.cos(np.pi * (k - warmup) / (K - warmup))) / 2


def quarter_wave(k, K, lr_max, warmup):
    if k < warmup:
        return lr_max * (k + 1) / warmup
    return lr_max * np.cos(np.pi / 2 * (k - warmup) / (K - warmup))


def schedule_cases():
    return [(k, 10, 0.5, 4) for k in (0, 1, 3, 4, 5, 7, 9)] + [(k, 6, 2.0, 0) for k in (0, 3)]


def random_schedule(rng):
    K = int(rng.integers(10, 100))
    return int(rng.integers(K)), K, rng.uniform(0.01, 1.0), int(rng.integers(1, K))


EXERCISES = (
    Numeric(
        id="02-1",
        title="ミニバッチで 1 歩進める",
        stars=1,
        topics=("3-2-1 ミニバッチ",),
        shown=("X", "T", "BATCH", "LR", "step_on"),
        note=r"`step_on(BATCH)` の値が答えです。"
        r"2 件めと 3 件めの勾配は $(0-3)\cdot2=-6$ と $(0-7)\cdot3=-21$ で、平均は $-13.5$ です。"
        r"$w=0-0.1\times(-13.5)=1.35$ となります。",
        answer=lambda: step_on(BATCH),
        wrong=(
            Wrong(
                answer=lambda: step_on(slice(None)),
                misconception="02-sgd-full-gradient",
                why="4 件すべての平均勾配を使った値です。SGD が使うのは、選ばれた 2 件だけの平均勾配です。",
            ),
            Wrong(
                answer=lambda: step_on(BATCH, reduce=np.sum),
                why="2 件の勾配を足したままの値です。損失が平均なら、勾配もバッチサイズ 2 で割ります。",
            ),
            Wrong(
                answer=lambda: step_on(BATCH, sign=1),
                misconception="01-uphill-gradient",
                why="勾配の向きに進めた値です。損失を減らすには、勾配を引きます。",
            ),
        ),
        hints=(
            "1 件の損失 (wx − t)²/2 を w で微分すると、(wx − t)x です。",
            "w = 0 での値を、2 件目と 3 件目について求めます。",
            "2 つの平均が、このミニバッチの勾配です。学習率を掛けて、w から引きます。",
        ),
    ),
    Numeric(
        id="02-2",
        title="更新の回数を数える",
        stars=1,
        topics=("3-2-1 ミニバッチ",),
        shown=("updates_with_remainder",),
        note=r"1 エポックは $\lceil1437/64\rceil=23$ 回なので、10 エポックで 230 回です。"
        r"最後のバッチは 29 件です。",
        answer=updates_with_remainder,
        digits=4,
        unit="回",
        wrong=(
            Wrong(
                answer=lambda: EPOCHS * (N_DIGITS // BATCH_SIZE),
                misconception="02-updates-per-epoch",
                why="端数を捨てた(drop_last=True の)ときの回数です。この問題では端数のバッチでも 1 回更新します。",
            ),
            Wrong(
                answer=lambda: EPOCHS * N_DIGITS / BATCH_SIZE,
                misconception="02-updates-per-epoch",
                why="件数をそのまま割った値です。更新は整数回で、端数のバッチも 1 回と数えます。",
            ),
            Wrong(
                answer=lambda: -(-EPOCHS * N_DIGITS // BATCH_SIZE),
                misconception="02-updates-per-epoch",
                why="10 エポックをつなげてから切り分けた回数です。端数のバッチは、エポックごとに 1 つできます。",
            ),
        ),
        hints=(
            "まず 1 エポックの更新回数を求めます。",
            "割り算の余りの分も、小さなバッチとして 1 回使います。",
            "その回数を、エポックの数だけ繰り返します。",
        ),
    ),
    Numeric(
        id="02-3",
        title="ミニバッチ勾配の分散を求める",
        stars=2,
        topics=("3-2-1 ミニバッチ", "3-3-3 バッチサイズ"),
        shown=("variance_of_mean",),
        note=r"平均は 4、分散は $(9+1+1+9)/4=5$ です。"
        r"$\frac52\cdot\frac{4-2}{4-1}=\frac53\approx1.67$ となります。"
        r"2 件の選び方 6 通りの平均 $2,3,4,4,5,6$ の分散を直接求めても、同じ $\frac{10}{6}$ です。",
        answer=lambda: variance_of_mean(SAMPLE_GRADIENTS, 2),
        wrong=(
            Wrong(
                answer=lambda: SAMPLE_GRADIENTS.var() / 2,
                why="同じデータを 2 度選んでよい(復元抽出の)ときの分散です。重複なしなら (N−B)/(N−1) を掛けます。",
            ),
            Wrong(
                answer=lambda: SAMPLE_GRADIENTS.var(),
                why="1 件ずつの勾配の分散です。2 件の平均なので、さらに小さくなります。",
            ),
            Wrong(
                answer=lambda: SAMPLE_GRADIENTS.var(ddof=1) / 2,
                why="N−1 で割った分散を使っています。4 件が全データなので、ばらつきは N で割って求めます。",
            ),
        ),
        hints=(
            "4 つの勾配の平均と、平均からの差の 2 乗の平均(N で割る分散)を求めます。",
            "B 件の平均の分散は、復元抽出なら 1 件の分散の 1/B です。",
            "重複なしに選ぶときは、そこに有限母集団の係数を掛けます。2 件の選び方 6 通りを書き出しても確かめられます。",
        ),
    ),
    Code(
        id="02-4",
        title="ミニバッチの勾配を書く",
        stars=1,
        topics=("3-2-1 ミニバッチ",),
        solution=minibatch_gradient,
        cases=gradient_cases,
        random_case=random_gradient,
        wrong=(
            Wrong(
                answer=full_gradient,
                misconception="02-sgd-full-gradient",
                why="idx を使わず、全データの勾配を求めています。",
            ),
            Wrong(
                answer=divided_by_all,
                why="全データの件数で割っています。ミニバッチの平均なので、選んだ件数で割ります。"
                "このままでは、期待値が全体の勾配の B/N 倍になります。",
            ),
            Wrong(answer=summed, why="足しただけで、平均になっていません。B を変えると勾配の大きさも変わります。"),
            Wrong(
                answer=reversed_error,
                misconception="01-uphill-gradient",
                why="誤差の引き算が逆で、勾配の符号が反転しています。これを引くと損失の増える向きに進みます。",
            ),
        ),
        hints=(
            "idx で、x と t の両方から同じ行を取り出します。",
            "誤差は、予測 x_batch @ w から正解を引いたものです。",
            "x_batch の転置と誤差の積が、勾配の和です。平均にするには何で割りますか。",
        ),
    ),
    Code(
        id="02-5",
        title="SGD クラスを書く",
        stars=2,
        topics=("3-2-1 ミニバッチ",),
        solution=SGD,
        cases=optimizer_cases,
        random_case=random_optimizer,
        observe=run_optimizer,
        inplace="allowed",
        wrong=(
            Wrong(
                answer=Uphill,
                misconception="01-uphill-gradient",
                why="勾配を足しています。勾配は損失の増える向きなので、引きます。",
            ),
            Wrong(
                answer=Rebinding,
                why="新しい値を変数 x に入れただけで、辞書 params の中身が変わっていません。params[key] に入れます。",
            ),
            Wrong(answer=WithoutRate, why="学習率を掛けていません。"),
        ),
        hints=(
            "辞書の鍵を 1 つずつ取り出して、それぞれのパラメータを更新します。",
            "更新した値は、params[key] に書き戻します。",
            "動かす量は、学習率と勾配の積です。",
        ),
    ),
    Code(
        id="02-6",
        title="エポックの数え方を直す",
        stars=2,
        topics=("3-2-1 ミニバッチ",),
        note=r"`-(-N // B)` は切り上げの割り算です。`N // B` のままだと、$N=10$、"
        r"$B=3$ で 3 回めの更新を終えたとき、まだ 1 件残っているのに 1 エポックと数えます。",
        solution=epochs_finished,
        cases=epoch_cases,
        random_case=random_epoch,
        wrong=(
            Wrong(
                answer=floor_counter,
                misconception="02-epoch-counter",
                why="N // B は端数のバッチを数えていません。10 件を 3 件ずつ使うと、1 エポックは 4 回です。",
            ),
            Wrong(
                answer=sample_counter,
                misconception="02-epoch-counter",
                why="どのバッチも B 件あるとみなしています。端数のバッチは少ないので、エポックが早く進みます。",
            ),
            Wrong(answer=rounded_up, why="途中のエポックまで、終わったものとして数えています。"),
        ),
        hints=(
            "10 件を 3 件ずつ使うと、バッチの件数は 3, 3, 3, 1 です。1 エポックは何回の更新ですか。",
            "切り上げの割り算は、符号を変えてから切り捨てるか、余りが 0 でなければ 1 を足します。",
            "終わったエポックの数は、更新回数の中に「1 エポックの更新回数」が何個入るかです。",
        ),
    ),
    Code(
        id="02-7",
        title="シャッフルしてミニバッチに切り分ける",
        stars=3,
        topics=("3-2-1 ミニバッチ",),
        solution=minibatches,
        cases=batch_cases,
        random_case=random_batches,
        observe=inspect_batches,
        wrong=(
            Wrong(
                answer=always_dropping,
                misconception="02-updates-per-epoch",
                why="drop_last=False でも端数を捨てています。",
            ),
            Wrong(
                answer=never_dropping,
                misconception="02-updates-per-epoch",
                why="drop_last=True でも端数のバッチを返しています。",
            ),
            Wrong(
                answer=with_replacement,
                why="同じ番号が何度も選ばれています。1 エポックでは、各データをちょうど 1 回使います。",
            ),
            Wrong(
                answer=unshuffled, why="並びが毎回同じです。データの並びが偏っていれば、ミニバッチの勾配も偏ります。"
            ),
            Wrong(
                answer=ignoring_rng,
                why="渡された rng を使っていません。同じ種からやり直しても、同じ実験を再現できません。",
            ),
        ),
        hints=(
            "0 から N−1 までを並べ替えた配列を、1 つ作ります。",
            "先頭から B 件ずつ切り取ります。スライスは、終わりが配列の長さを越えても誤りになりません。",
            "drop_last=True のときは、B 件に満たない最後の 1 つを返しません。",
        ),
    ),
    Choice(
        id="02-8",
        title="ジグザグの理由を読む",
        stars=1,
        topics=("3-2-1 Pathological Curvature",),
        note=r"**イ** です。$y\leftarrow(1-2\eta)\,y$ の倍率は $1-1.9=-0.9$ です。"
        r"負なので 1 歩ごとに符号が変わり、絶対値が 1 より小さいので幅は縮みます。乱数は使っていません。",
        options={
            "ア": "ミニバッチの選び方がランダムなので、y 方向に揺れている。",
            "イ": "y 方向の 1 歩の倍率が −0.9 なので、符号を変えながら縮んでいる。",
            "ウ": "学習率が限界を超えたので、y 方向に発散し始めている。",
            "エ": "x 方向の勾配が負なので、y 方向に押し返されている。",
        },
        answer="イ",
        wrong=(
            Wrong(
                answer="ア",
                misconception="02-zigzag-is-noise",
                why="この図では全勾配を使っていて、乱数はどこにもありません。何度描いても同じ線になります。",
            ),
            Wrong(
                answer="ウ",
                misconception="02-oscillation-is-divergence",
                why="振幅は歩を追って小さくなっています。限界は学習率 1 で、0.95 はその内側です。",
            ),
            Wrong(
                answer="エ",
                why="この関数では x と y の更新は独立で、x の勾配が y の更新に入ることはありません。",
            ),
        ),
        hints=(
            "y の更新を、y ← (1 − η・2)y の形に書いてみます。",
            "η = 0.95 のとき、括弧の中はいくつになりますか。その絶対値は 1 より大きいですか。",
        ),
    ),
    Code(
        id="02-9",
        title="ウォームアップ付きコサインを書く",
        stars=3,
        topics=("S-schedule 学習率スケジュール",),
        solution=warmup_cosine,
        cases=schedule_cases,
        random_case=random_schedule,
        # cos は偶関数なので、分子と分母の引く順は結果を変えない。warmup < K なら、先に progress を求めてもよい。
        equivalent_mutants=frozenset({"order-reversed:L4", "order-reversed:L4.2", "lines-swapped:L2"}),
        wrong=(
            Wrong(
                answer=never_restarted_clock,
                why="ウォームアップの後も 0 から数えた k を使っています。減衰の始まりで学習率が lr_max になりません。",
            ),
            Wrong(
                answer=zero_first_step,
                why="最初の学習率が 0 になり、1 回目の更新で何も動きません。この問題の式は (k + 1)/warmup です。",
            ),
            Wrong(
                answer=quarter_wave,
                why="コサインの 1/4 周期を使っています。式は半周期(0 から π)で、1 を足して 2 で割ります。",
            ),
        ),
        hints=(
            "k が warmup より小さいかどうかで、場合を分けます。",
            "後半は、残りの更新のうちどこまで進んだか(0 から 1)を先に求めます。",
            "進み具合に π を掛けて、コサインの引数にします。",
        ),
    ),
)
