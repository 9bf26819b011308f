"""ミニバッチ勾配降下法の対話図(計算は同じ名前の minibatch.js が行い、ここは入口、静止図、確かめ)。"""

from functools import cache
from typing import NamedTuple

import numpy as np

from eshikaku import checks, plotting
from eshikaku.datasets import load_diabetes
from eshikaku.explorers import terrain
from eshikaku.explorers.base import Explorer, Value
from eshikaku.surfaces import Surface

SEEDS = (1, 9999)
MODULUS = 2**31 - 1


class Regression(NamedTuple):
    """重みが 2 つの線形回帰のデータ。x の形は (N, 2)、t の形は (N,)。"""

    x: np.ndarray
    t: np.ndarray

    def gradient(self, w, batch=slice(None)):
        """番号 batch のミニバッチの勾配(省けば全データの勾配)。1 件の損失は (w·x − t)²/2。"""
        x, t = self.x[batch], self.t[batch]
        return (x @ w - t) @ x / len(t)

    @property
    def hessian(self):
        return self.x.T @ self.x / len(self.t)

    @property
    def best(self):
        """全データの損失 J の最小点。"""
        return np.linalg.solve(self.hessian, self.x.T @ self.t / len(self.t))

    def gap(self, w):
        """J(w) − Jmin。w の形は (…, 2)。"""
        off = w - self.best
        return np.sum(off @ self.hessian * off, axis=-1) / 2


@cache
def diabetes():
    """糖尿病データの bmi と s5(第 2 章と同じ列)。ページに載せるので、小数第 3 位までに丸めます。"""
    data = load_diabetes()
    t = (data.t_train - data.t_train.mean()) / data.t_train.std()
    return Regression(data.x_train[:, [2, 8]].round(3), t.round(3))


@cache
def landscape():
    """J − Jmin の地形です。"""
    data = diabetes()
    return Surface(
        name="diabetes",
        title="糖尿病データの損失",
        f=lambda x, y: data.gap(np.stack([x, y], axis=-1)),
        grad=lambda x, y: tuple(data.hessian @ np.subtract([x, y], data.best)),
        minima=(tuple(data.best.tolist()),),
        xlim=(-1.5, 1.5),
        ylim=(-0.4, 1.85),
    )


def random(seed):
    """0 以上 1 未満の数を次々に返します(Lehmer の線形合同法)。積が 2⁵³ より小さく、どの言語でも 1 ビットも違いません。

    >>> numbers = random(1)
    >>> round(next(numbers), 6), round(next(numbers), 6)
    (0.478003, 0.704241)
    """
    state = 1000003 * seed % MODULUS
    while True:
        state = 48271 * state % MODULUS
        yield state / MODULUS


def batches(n, size, seed):
    """n 件から重複なしに選んだ size 件の番号を、次々に返します。毎回、前とは独立に選び直します。"""
    order, numbers = np.arange(n), random(seed)
    while True:
        for k in range(size):
            j = k + int(next(numbers) * (n - k))
            order[[k, j]] = order[[j, k]]
        yield order[:size].copy()


def walk(data, batch, lr, start, steps, seed):
    """ミニバッチ勾配降下法でたどる点と、その各点で引いたミニバッチの勾配。形はどちらも (steps + 1, 2)。"""
    path, sampled = np.full((2, steps + 1, 2), np.nan)
    path[0] = start
    with np.errstate(over="ignore", invalid="ignore"):  # 発散する学習率も見せたい
        for k, chosen in zip(range(steps + 1), batches(len(data.t), batch, seed), strict=False):
            g = data.gradient(path[k], chosen)
            if not np.isfinite(g).all():
                break
            sampled[k] = g
            if k < steps:
                path[k + 1] = path[k] - lr * g
    return path, sampled


def thinning(n, batch):
    """ミニバッチの勾配の共分散は、1 件の勾配の共分散のこの倍率です(非復元抽出)。"""
    return (n - batch) / (n - 1) / batch


def floor(data, lr, batch):
    r"""雑音の床: 歩き続けたときの J − Jmin の期待値。揺れが増え続けて床が無いなら無限大です。

    最小点からのずれ δ の 2 次の積率 $M=\mathbb E[\delta\delta^\top]$ は、1 歩ごとに

    $$M \leftarrow M-\eta(HM+MH)+\eta^2\bigl(HMH+k\,(\mathbb E[xx^\top Mxx^\top]-HMH)+kC\bigr)$$

    と変わります(H はヘッセ行列、C は最小点での 1 件の勾配の共分散、k は :func:`thinning`)。
    変わらない M を連立一次方程式で求めると、床は $\frac12\operatorname{tr}(HM)$ です。

    >>> data = diabetes()
    >>> round(floor(data, lr=0.1, batch=1), 4), floor(data, lr=1.0, batch=1)
    (0.0269, inf)
    """
    n, h, k = len(data.t), data.hessian, thinning(len(data.t), batch)
    if batch == n:
        return 0.0 if lr * np.linalg.eigvalsh(h)[-1] < 2 else np.inf
    noise = _noise(data)

    def lost(m):
        fourth = (data.x.T * np.einsum("ni,ij,nj->n", data.x, m, data.x)) @ data.x / n
        return lr * (h @ m + m @ h) - lr**2 * (h @ m @ h + k * (fourth - h @ m @ h))

    basis = np.eye(4).reshape(4, 2, 2)
    solved = np.linalg.solve(np.array([lost(m).ravel() for m in basis]).T, lr**2 * k * noise.ravel())
    m = solved.reshape(2, 2)
    return float(np.trace(h @ m) / 2) if (np.linalg.eigvalsh(m) > 0).all() else np.inf


def rough_floor(data, lr, batch):
    """床の 1 次の近似: 学習率 × (最小点での、ミニバッチの勾配の分散) ÷ 4。"""
    return float(lr * thinning(len(data.t), batch) * np.trace(_noise(data)) / 4)


def _noise(data):
    each = (data.x @ data.best - data.t)[:, None] * data.x
    return each.T @ each / len(data.t)


def behaviour(gaps, batch, n, level):
    """動きの名前です。対話図が示す言葉と同じものです。

    - **発散**: 終わりの 4 分の 1 の平均が、初めの J − Jmin を超えた(または有限でない)。
    - **雑音なし**: 全データの勾配で歩いた。
    - **床の上で揺れている**: 終わりの 4 分の 1 の平均が、床の 3 倍以下。
    - **下っている途中**: どれでもない。

    Args:
        gaps: たどった点での J − Jmin。
        batch, n: バッチサイズと、データの件数。
        level: :func:`floor` の値。
    """
    gaps = gaps[np.isfinite(gaps)]
    average = np.mean(gaps[-int(np.ceil(len(gaps) / 4)) :])
    if not average <= gaps[0]:
        return "発散"
    if batch == n:
        return "雑音なし"
    return "床の上で揺れている" if average <= 3 * level else "下っている途中"


def checked_batch(name, value):
    n = len(diabetes().t)
    batch = checks.whole(name, value, at_least=1)
    if batch > n:
        raise ValueError(f"{name} はデータの件数 {n} 以下にしてください(渡された値: {batch})。")
    return batch


def checked_seed(name, value):
    return checks.whole(name, value, at_least=SEEDS[0], at_most=SEEDS[1])


class MinibatchExplorer(Explorer):
    """:func:`minibatch_explorer` が返す図。引数と同じ名前の値を、読むことも書き換えることもできます。"""

    _name = "minibatch"
    _parts = ("walk.js", "random.js")

    batch = Value(checked_batch)
    lr = Value(terrain.checked_lr)
    start = Value(terrain.checked_start)
    steps = Value(terrain.checked_steps)
    seed = Value(checked_seed)

    def _known(self):
        data, view = diabetes(), landscape()
        return {"data": {"x": data.x.tolist(), "t": data.t.tolist()}, "xlim": view.xlim, "ylim": view.ylim}

    @property
    def path(self):
        """いまの値でたどる点。形は (steps + 1, 2) で、発散したときは nan で終わります。"""
        return walk(diabetes(), self.batch, self.lr, self.start, self.steps, self.seed)[0]

    @property
    def floor(self):
        """雑音の床の予測。定義は :func:`floor` にあります。"""
        return floor(diabetes(), self.lr, self.batch)

    @property
    def behaviour(self):
        """動きの名前。定義は :func:`behaviour` にあります。"""
        data = diabetes()
        return behaviour(data.gap(self.path), self.batch, len(data.t), self.floor)

    def _still(self):
        figure, (top, bottom) = plotting.panels(2, height=3)
        plotting.plot_contour(landscape(), {"SGD": self.path}, ax=top, title="").set(xlabel="$w_1$", ylabel="$w_2$")
        gaps = {"SGD": diabetes().gap(self.path), "雑音の床": np.full(self.steps + 1, self.floor)}
        plotting.plot_curves(gaps, ax=bottom, ylabel="$J - J_{\\min}$", yscale="log")
        alt = (
            f"上は、損失の等高線と、バッチサイズ {self.batch}、学習率 {self.lr:g} で {self.steps} 歩進んだ道。"
            f"下は、歩数ごとの J と最小値との差と、予測した雑音の床 {self.floor:.2g}。動きは「{self.behaviour}」。"
        )
        return figure, alt

    def __repr__(self):
        return f"{super().__repr__()}  # {self.behaviour}"


def minibatch_explorer(batch=1, lr=0.1, start=(-1.0, 1.5), steps=100, seed=1):
    """バッチサイズと学習率を変え、勾配の雑音、道筋、損失が下げ止まる床を見る図を作ります。

    データは第 2 章と同じ、糖尿病データの bmi と s5(353 人)です。ミニバッチは、毎回、重複なしに選び直します。

    Args:
        batch: バッチサイズ(1 から 353。353 なら全データの勾配)。
        lr: 学習率(0 より大きい数)。
        start: 出発点の重み (w1, w2)。
        steps: 歩数(1 から 1000)。
        seed: 乱数の種(1 から 9999)。

    Returns:
        :class:`MinibatchExplorer`。図を動かした後の値は ``.batch`` ``.lr`` ``.path`` ``.floor`` ``.behaviour``
        などで読めます。

    Raises:
        ValueError: 数が範囲の外のとき。
        TypeError: 数でないものを渡したとき。

    >>> minibatch_explorer(batch=16, lr=0.5)
    minibatch_explorer(batch=16, lr=0.5, start=(-1.0, 1.5), steps=100, seed=1)  # 床の上で揺れている
    """
    return MinibatchExplorer(batch=batch, lr=lr, start=start, steps=steps, seed=seed)
