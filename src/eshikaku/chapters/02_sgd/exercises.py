"""第2章「確率的勾配降下法」の演習: 解答例、入力、よくある誤答。"""

import numpy as np

from eshikaku.course.exercises import probes
from eshikaku.course.exercises.spec import Choice, Code, Numeric, Wrong

# --- 02-1 手計算: ミニバッチで 1 歩 ---------------------------------------------

X = np.array([1.0, 3.0])
T = np.array([3.0, 5.0])
LR = 0.1


def one_step(X, T, lr, reduce=np.mean, sign=-1):
    """y = wx + b を w = b = 0 から、2 件のミニバッチの勾配で 1 歩動かした (w, b)。"""
    error = 0.0 * X + 0.0 - T
    return sign * lr * reduce(error * X), sign * lr * reduce(error)


def bias_after_weight(X, T, lr):
    """更新した w で誤差を測り直してから、b を動かした (w, b)。"""
    w = one_step(X, T, lr)[0]
    return w, -lr * (w * X - T).mean()


def product_of_means(X, T, lr):
    error = -T
    return -lr * error.mean() * X.mean(), -lr * error.mean()


def one_at_a_time(X, T, lr):
    """1 件ずつ、続けて 2 歩動かした (w, b)。"""
    w = b = 0.0
    for x, t in zip(X, T, strict=True):
        error = w * x + b - t
        w, b = w - lr * error * x, b - lr * error
    return w, b


# --- 02-2 手計算: 更新の回数 ----------------------------------------------------

N_DIGITS, BATCH_SIZE, EPOCHS = 1437, 64, 10


def updates_with_remainder():
    updates_per_epoch = -(-N_DIGITS // BATCH_SIZE)
    return EPOCHS * updates_per_epoch


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


def loss_value(w, x, t, idx):
    return np.mean((x[idx] @ w - t[idx]) ** 2) / 2


def averaged_apart(w, x, t, idx):
    return np.mean(x[idx] @ w - t[idx]) * x[idx].mean(axis=0)


def error_only(w, x, t, idx):
    return (x[idx] @ w - t[idx]) / len(idx)


def gradient_cases():
    x, t = np.array([[1.0, 2.0], [3.0, -1.0], [0.0, 1.0]]), np.array([1.0, 0.0, -2.0])
    return [
        (np.array([1.0, -1.0]), x, t, np.array([0, 1])),
        (np.zeros(2), x, t, np.array([2])),
        (np.array([0.5, 2.0]), x, t, probes.repeated_indexes(3)),
        (np.array([0.5, 2.0]), x, t, np.array([0, 1, 2])),
    ]


def random_gradient(rng):
    N, D = rng.integers(4, 9), rng.integers(1, 4)
    idx = rng.choice(N, size=rng.integers(1, N))
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


def optimizer_cases():
    rng = np.random.default_rng(0)
    start = probes.parameters(rng)
    runs = [(steps, probes.gradient_run(rng, start, steps)) for steps in (0, 1, 2, 5)]
    return [(start, gradients, {"lr": 0.1 * steps} if steps > 1 else {}) for steps, gradients in runs]


def random_optimizer(rng):
    start = probes.parameters(rng)
    return start, probes.gradient_run(rng, start, 3), {"lr": float(rng.uniform(0.01, 1.0))}


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


def dropping_before_shuffle(N, B, rng, drop_last=False):
    order = rng.permutation(N - N % B if drop_last else N)
    return [order[start : start + B] for start in range(0, len(order), B)]


def shuffled_for_each_batch(N, B, rng, drop_last=False):
    stop = N - N % B if drop_last else N
    return [rng.permutation(N)[start : start + B] for start in range(0, stop, B)]


def split_evenly(N, B, rng, drop_last=False):
    batches = np.array_split(rng.permutation(N), -(-N // B))
    return batches[:-1] if drop_last and len(batches[-1]) < B else batches


def split_into_B(N, B, rng, drop_last=False):
    batches = np.array_split(rng.permutation(N), B)
    return [batch for batch in batches if len(batch) == B] if drop_last else batches


def dropping_the_last_always(N, B, rng, drop_last=False):
    batches = never_dropping(N, B, rng)
    return batches[:-1] if drop_last else batches


def inspect_batches(function, N, B, seed, drop_last):
    """乱数の使い方は人によって違うので、順番そのものではなく、満たすべき性質を比べる。"""
    rng, same_seed = np.random.default_rng(seed), np.random.default_rng(seed)
    draws = probes.shuffles_needed(N, N - N % B if drop_last else N)
    first, *others, again = (
        [np.asarray(batch).tolist() for batch in function(N, B, generator, drop_last=drop_last)]
        for generator in [rng] * draws + [same_seed]
    )
    orders = [[number for batch in batches for number in batch] for batches in (first, *others)]
    used = orders[0]
    return {
        "各バッチの件数": [len(batch) for batch in first],
        "重複した番号の数": len(used) - len(set(used)),
        "範囲外の番号の数": sum(not 0 <= i < N for i in used),
        **probes.mixing(orders, N),
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


# --- 02-8 手計算: ミニバッチ勾配の分散(深掘り) ------------------------------------

SAMPLE_GRADIENTS = np.array([1.0, 3.0, 5.0, 7.0])


def variance_of_mean(g, B):
    N = len(g)
    return g.var() / B * (N - B) / (N - 1)


# --- 02-9 ウォームアップとコサイン(深掘り) ---------------------------------------


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


def linear_decay(k, K, lr_max, warmup):
    if k < warmup:
        return lr_max * (k + 1) / warmup
    return lr_max * (1 - (k - warmup) / (K - warmup))


def schedule_cases():
    return [(k, 10, 0.5, 4) for k in (0, 1, 3, 4, 5, 7, 9)] + [(k, 6, 2.0, 1) for k in (0, 3)]


def random_schedule(rng):
    K = int(rng.integers(10, 100))
    return int(rng.integers(K)), K, rng.uniform(0.01, 1.0), int(rng.integers(1, K))


EXERCISES = (
    Numeric(
        id="02-1",
        title="ミニバッチで 1 歩進める",
        stars=1,
        topics=("3-2-1 ミニバッチ",),
        shown=("X", "T", "LR", "one_step"),
        note=r"`one_step(X, T, LR)` の値が答えです。誤差は $-3$ と $-5$ です。"
        r"$w$ の勾配は $\frac12\{(-3)\cdot1+(-5)\cdot3\}=-9$、$b$ の勾配は $\frac12(-3-5)=-4$ なので、"
        r"$(w,\,b)=(0.9,\ 0.4)$ となります。",
        answer=lambda: one_step(X, T, LR),
        wrong=(
            Wrong(
                answer=lambda: one_step(X, T, LR, reduce=np.sum),
                why="勾配が 2 倍です。2 件の和を 2 で割るのと、(…)²/2 の微分に 2 が付かないことを確かめます。",
            ),
            Wrong(
                answer=lambda: one_step(X, T, LR, sign=1),
                misconception="01-uphill-gradient",
                why="勾配の向きに進めた値です。損失を減らすには、勾配を引きます。",
            ),
            Wrong(
                answer=lambda: bias_after_weight(X, T, LR),
                why="更新した後の w で、b の勾配を求めています。2 つの勾配は、更新する前の w と b で求めます。",
            ),
            Wrong(
                answer=lambda: one_at_a_time(X, T, LR),
                why="1 件ずつ 2 歩進めた値です。ミニバッチでは、同じ (w, b) での勾配を平均し、1 歩だけ進めます。",
            ),
            Wrong(answer=lambda: one_step(X[:1], T[:1], LR), why="1 件目だけの勾配です。2 件の勾配を平均します。"),
            Wrong(answer=lambda: one_step(X[1:], T[1:], LR), why="2 件目だけの勾配です。2 件の勾配を平均します。"),
            Wrong(
                answer=lambda: np.repeat(one_step(X, T, LR)[0], 2),
                why="b の勾配にも x を掛けています。b の勾配は、誤差そのものの平均です。",
            ),
            Wrong(
                answer=lambda: np.repeat(one_step(X, T, LR)[1], 2),
                why="w の勾配に x を掛けていません。w の勾配は、誤差と x の積の平均です。",
            ),
            Wrong(
                answer=lambda: product_of_means(X, T, LR),
                why="誤差と x を別々に平均してから掛けています。1 件ごとの積を求めてから平均します。",
            ),
            Wrong(
                answer=lambda: one_step(X, T, LR, sign=1 / LR),
                why="勾配そのものです。学習率を掛けて、もとの w と b から引きます。",
            ),
            Wrong(answer=lambda: one_step(X, T, 1.0), why="学習率 0.1 を掛け忘れています。"),
        ),
        hints=(
            "1 件の損失 (wx + b − t)²/2 を w で微分すると (wx + b − t)x、b で微分すると wx + b − t です。",
            "w = b = 0 での値を、2 件について求めます。",
            "2 つの平均が、このミニバッチの勾配です。学習率を掛けて、それぞれ w と b から引きます。",
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
            Wrong(
                answer=lambda: updates_with_remainder() // EPOCHS,
                why="1 エポックの更新回数です。エポックの数 10 を掛け忘れています。",
            ),
            Wrong(
                answer=lambda: EPOCHS * N_DIGITS // BATCH_SIZE,
                misconception="02-updates-per-epoch",
                why="10 エポックをつなげてから割り、切り捨てた回数です。端数のバッチは、エポックごとに 1 つできます。",
            ),
            Wrong(
                answer=lambda: EPOCHS * N_DIGITS,
                why="1 件ずつ更新したときの回数です。1 回の更新で B = 64 件を使います。",
            ),
            Wrong(
                answer=lambda: EPOCHS * BATCH_SIZE,
                why="バッチサイズ 64 にエポックの数を掛けています。掛けるのは、1 エポックのバッチの数です。",
            ),
            Wrong(
                answer=lambda: updates_with_remainder() + EPOCHS,
                why="1 エポックの回数が 1 多くなっています。1437/64 を切り上げた 23 回に、端数のバッチも入っています。",
            ),
        ),
        hints=(
            "まず 1 エポックの更新回数を求めます。",
            "割り算の余りの分も、小さなバッチとして 1 回使います。",
            "その回数を、エポックの数だけ繰り返します。",
        ),
    ),
    Choice(
        id="02-3",
        title="横軸から言えることを読む",
        stars=2,
        topics=("3-2-1 ミニバッチ",),
        note=r"**イ** です。計算した 1 件分の勾配の数を $N$ で割ったものがエポックなので、中段を見ます。"
        r"損失が 0.2 を切るまでに、$B=1$ と $16$ は 1 エポックほど、全データは 28 エポックを使っています。",
        options={
            "ア": "上段から、全データがいちばん低い損失に着くと言える。",
            "イ": "中段から、B = 1 と 16 は 0.2 を切れるが、全データは切れないと言える。",
            "ウ": "下段から、B = 1 は 0.2 を切れないと言える。",
            "エ": "どの段からも言えない。バッチサイズによって勾配の期待値が違う。",
        },
        answer="イ",
        wrong=(
            Wrong(
                answer="ア",
                why="更新回数をそろえた比較です。全データの 1 回は 1437 件を使うので、計算の量が違います。",
            ),
            Wrong(
                answer="ウ",
                why="時間は、計算した勾配の数だけでは決まりません。まとめて計算すると 1 件あたりの時間は短くなります。",
            ),
            Wrong(
                answer="エ",
                misconception="02-sgd-full-gradient",
                why="期待値は、どのバッチサイズでも全データの勾配に等しくなります。違うのはばらつきです。",
            ),
        ),
        hints=(
            "「1 件の勾配」を計算した数に比例する横軸は、3 つのうちどれですか。",
            "その段の横軸で 5 の所を見て、3 本の損失を比べます。",
        ),
    ),
    Code(
        id="02-4",
        title="ミニバッチの勾配を書く",
        stars=2,
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
            Wrong(answer=loss_value, why="損失の値を返しています。返すのは、損失を w で微分した勾配(w と同じ形)です。"),
            Wrong(
                answer=averaged_apart,
                why="誤差と x を別々に平均してから掛けています。1 件ごとの積を求めてから平均します。",
            ),
            Wrong(answer=error_only, why="誤差に x を掛けていません。勾配は、x_batch の転置と誤差の積の平均です。"),
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
        title="SGD クラスを直す",
        stars=2,
        topics=("3-2-1 ミニバッチ",),
        solution=SGD,
        cases=optimizer_cases,
        random_case=random_optimizer,
        observe=probes.updated_side_by_side,
        inplace="allowed",
        wrong=(
            Wrong(
                answer=Uphill,
                misconception="01-uphill-gradient",
                why="勾配を足しています。勾配は損失の増える向きなので、引きます。",
            ),
            Wrong(
                answer=Rebinding,
                why="新しい値をほかの変数や辞書に入れただけで、辞書 params の中身が変わっていません。"
                "params[key] に入れます。",
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
        r"$B=3$ で 3 回目の更新を終えたとき、まだ 1 件残っているのに 1 エポックと数えます。",
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
                answer=split_evenly,
                why="array_split は、ほぼ同じ大きさに等分します。B 件ずつ切り取り、余りだけを最後のバッチにします。",
            ),
            Wrong(
                answer=split_into_B,
                why="array_split の 2 つ目の引数は、分ける個数です。B 個に分けるのではなく、B 件ずつに分けます。",
            ),
            Wrong(
                answer=dropping_the_last_always,
                misconception="02-updates-per-epoch",
                why="割り切れるときにも最後のバッチを捨てています。捨てるのは、B 件に満たない端数だけです。",
            ),
            Wrong(
                answer=with_replacement,
                why="同じ番号が何度も選ばれています。1 エポックでは、各データをちょうど 1 回使います。",
            ),
            Wrong(
                answer=unshuffled,
                why="並べ替えていません(並びが毎回同じです)。データの並びが偏っていれば、ミニバッチの勾配も偏ります。",
            ),
            Wrong(
                answer=dropping_before_shuffle,
                why="端数を捨ててから並べ替えています。末尾の同じデータが、どのエポックでも使われません。",
            ),
            Wrong(
                answer=shuffled_for_each_batch,
                why="バッチごとに並べ替え直しています。同じ番号が何度も選ばれ、選ばれない番号も出ます。",
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
    Numeric(
        id="02-8",
        title="ミニバッチ勾配の分散を求める",
        stars=3,
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
            Wrong(
                answer=lambda: SAMPLE_GRADIENTS.var(ddof=1) / 2 * (4 - 2) / (4 - 1),
                why="N−1 で割った分散に、有限母集団の補正を掛けています。この補正は、N で割った分散に掛けます。",
            ),
            Wrong(
                answer=lambda: SAMPLE_GRADIENTS.var() / 2 * (4 - 2) / 4,
                why="補正の分母が N になっています。有限母集団の補正は (N−B)/(N−1) です。",
            ),
            Wrong(
                answer=lambda: variance_of_mean(SAMPLE_GRADIENTS, 2) * 6 / 5,
                why="6 通りの平均の分散を、5 で割って求めた値です。6 通りがすべての組なので、6 で割ります"
                "(丸めただけなら、3 桁まで答えます)。",
            ),
            Wrong(
                answer=lambda: SAMPLE_GRADIENTS.mean(),
                why="勾配の平均です。問われているのは、平均の散らばり(分散)です。",
            ),
            Wrong(
                answer=lambda: np.sqrt(variance_of_mean(SAMPLE_GRADIENTS, 2)),
                why="分散の √(標準偏差)です。分散のまま答えます。",
            ),
        ),
        hints=(
            "4 つの勾配の平均と、平均からの差の 2 乗の平均(N で割る分散)を求めます。",
            "B 件の平均の分散は、復元抽出なら 1 件の分散の 1/B です。",
            "重複なしに選ぶときは、そこに有限母集団の係数を掛けます。2 件の選び方 6 通りを書き出しても確かめられます。",
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
            Wrong(answer=linear_decay, why="直線で下げています。後半は、コサインの半周期(0 から π)で下げます。"),
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
