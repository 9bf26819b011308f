"""勾配を数値で求め、確かめ、それに従って下る(数値微分・勾配確認・勾配降下法)。"""

from dataclasses import dataclass

import numpy as np

from eshikaku import checks


def numerical_gradient(f, x, h=None, method="central"):
    r"""関数 f の点 x での勾配を、数値微分で近似します。

    成分 i だけを h 動かした点を $x \pm h e_i$ と書くと、

    - ``"central"`` 中心差分: $\{f(x + h e_i) - f(x - h e_i)\} / 2h$(打ち切り誤差は $h^2$ に比例)
    - ``"forward"`` 前進差分: $\{f(x + h e_i) - f(x)\} / h$(打ち切り誤差は $h$ に比例)

    h は小さいほどよいわけではありません。分子の引き算で丸め誤差 $\varepsilon |f| / h$ が増えるからです。
    打ち切り誤差との和が最小になるのは、中心差分で $h \approx \varepsilon^{1/3}$、
    前進差分で $h \approx \varepsilon^{1/2}$ です($\varepsilon$ は計算機イプシロン。
    中心差分なら float64 で約 6e-6、float32 で約 5e-3)。

    Args:
        f: x と同じ形の配列(x が数なら数)を受け取り、数を 1 つ返す関数。渡された引数だけから値を決めること。
        x: 点。数でも、どんな形の配列でもよい。書き換えません。整数は float64 に直します
            (整数配列のままでは x + h の h も、``zeros_like`` に入れた勾配も切り捨てられるため)。float32 は保ちます。
        h: 刻み幅。省略すると上の値に max(1, |x_i|) を掛けたもの(大きな x では丸め誤差も大きいため)。
        method: ``"central"`` か ``"forward"``。

    Returns:
        x と同じ形の勾配。x が数なら数。

    Raises:
        TypeError: x や f の返り値が実数でないとき。
        ValueError: x が有限でない、h が正でない、method の名前が違う、f が数を 1 つ返さないとき。

    出典: Nocedal & Wright, *Numerical Optimization*, 2nd ed., §8.1。

    >>> numerical_gradient(lambda x: np.sum(x**2), [-2, 3]).round(6)
    array([-4.,  6.])
    >>> float(numerical_gradient(np.exp, 0.0, h=0.1, method="forward").round(4))
    1.0517
    """
    x = _as_float(x, "x")
    if method not in ("central", "forward"):
        raise ValueError(f'method は "central" か "forward" にしてください(受け取った値: {method!r})。')
    if h is not None:
        h = checks.real("h", h, above=0)
    optimal_h = np.finfo(x.dtype).eps ** (1 / 3 if method == "central" else 1 / 2)

    grad = np.empty_like(x)
    for i in np.ndindex(x.shape):
        step = h if h is not None else optimal_h * max(1.0, abs(float(x[i])))
        if method == "central":
            grad[i] = (_value(f, x, i, +step) - _value(f, x, i, -step)) / (2 * step)
        else:
            grad[i] = (_value(f, x, i, +step) - _value(f, x, i, 0.0)) / step
    return grad[()]  # 0 次元の配列だけを数に直す


@dataclass(frozen=True)
class GradientCheck:
    """:func:`gradient_check` の結果。

    Attributes:
        ok: 最大の相対誤差が rtol 以下か。
        max_error: 最大の相対誤差。
        index: 誤差が最大の成分の添字(x が数なら空のタプル)。
        analytic: その成分の、式による勾配。
        numerical: その成分の、数値微分。
    """

    ok: bool
    max_error: float
    index: tuple
    analytic: float
    numerical: float

    def __str__(self):
        verdict = "勾配は合っています" if self.ok else "勾配が合いません"
        place = f"成分 {list(self.index)} で" if self.index else ""
        return (
            f"{verdict}: 相対誤差は最大 {self.max_error:.1e}"
            f"({place}式 {self.analytic:.6g}、数値微分 {self.numerical:.6g})"
        )


def gradient_check(f, grad, x, rtol=1e-4):
    r"""式で書いた勾配 grad を、数値微分と比べます(勾配確認)。

    成分ごとの相対誤差 $|a - n| / \max(|a|, |n|, 10^{-5} \max(1, |f(x)|))$ を見ます($a$: 式、$n$: 数値微分)。
    最後の項は、真の勾配が 0 の成分で丸め誤差を「100 % の誤り」と数えないためのものです。
    だから、大きさが $10^{-9}$ ほどの勾配(勾配消失した層など)は、誤っていても合格します。
    float32 の数値微分は 3 桁ほどしか合わないので、x は float64 に直してから f と grad に渡します。

    Args:
        f: 数を 1 つ返す関数。
        grad: 点を受け取り、x と同じ形の勾配を返す関数。
        x: 点。ReLU の 0 のような、微分できない点は避けます。
        rtol: 合っているとみなす相対誤差の上限。

    Raises:
        ValueError: grad の返り値の形が x と違うとき。ほかは :func:`numerical_gradient` と同じ。

    >>> cube = lambda x: np.sum(x**3)
    >>> gradient_check(cube, lambda x: 3 * x**2, [1.0, -2.0]).ok
    True
    >>> print(gradient_check(cube, lambda x: 3 * x, [1.0, -2.0]))
    勾配が合いません: 相対誤差は最大 1.5e+00(成分 [1] で式 -6、数値微分 12)
    """
    rtol = checks.real("rtol", rtol, above=0)
    x = _as_float(x, "x").astype(np.float64)
    a = _gradient_at(grad, x)
    n = np.asarray(numerical_gradient(f, x))
    error = np.abs(a - n) / np.maximum(np.maximum(np.abs(a), np.abs(n)), 1e-5 * max(1.0, abs(_value(f, x))))
    worst = tuple(int(i) for i in np.unravel_index(np.argmax(error), x.shape))
    max_error = float(error[worst])
    return GradientCheck(max_error <= rtol, max_error, worst, float(a[worst]), float(n[worst]))


@dataclass(frozen=True, eq=False)
class GradientDescentResult:
    """:func:`gradient_descent` の結果。更新を k 回したなら、記録はどれも k + 1 個です。

    Attributes:
        path: たどった点。形は (k + 1, \\*x の形)。
        values: 各点での f。形は (k + 1,)。
        grad_norms: 各点での勾配の大きさ。形は (k + 1,)。
        stopped: 止まった理由。``"step_num"`` 回数を使い切った、``"gradient"`` 勾配が tol_grad 以下、
            ``"value"`` f の変化が tol_f 以下、``"diverged"`` 値が有限でなくなった。
    """

    path: np.ndarray
    values: np.ndarray
    grad_norms: np.ndarray
    stopped: str

    @property
    def x(self):
        """最後の点(発散したときは、値が有限だった最後の点)。"""
        return self.path[-1].copy()[()]

    @property
    def steps(self):
        """更新の回数。"""
        return len(self.path) - 1

    def __str__(self):
        reason = {
            "step_num": f"決めた回数 {self.steps} 回の更新を終えました",
            "gradient": f"{self.steps} 回の更新で、勾配の大きさが tol_grad 以下になりました",
            "value": f"{self.steps} 回の更新で、f の変化が tol_f 以下になりました",
            "diverged": f"発散しました: {self.steps + 1} 回目の更新で値が有限でなくなりました。lr を小さくしてください",
        }[self.stopped]
        return f"{reason}。f = {self.values[-1]:.6g}、勾配の大きさ = {self.grad_norms[-1]:.3g}"


def gradient_descent(f, init_x, lr=0.01, step_num=100, grad=None, tol_grad=None, tol_f=None):
    r"""勾配降下法 $x \leftarrow x - \eta \nabla f(x)$ を繰り返し、たどった点を記録します。

    Args:
        f: 数を 1 つ返す関数。
        init_x: 出発点。数でも、どんな形の配列でもよい。書き換えません。整数は float64 に直し、float32 は保ちます。
        lr: 学習率 η。二次関数で収束するのは η < 2/λmax(λmax はヘッセ行列の最大固有値)のときだけです。
        step_num: 更新の回数の上限。
        grad: 勾配を返す関数。省略すると :func:`numerical_gradient` で求めます。
        tol_grad: 勾配の大きさがこれ以下になったら止めます。
        tol_f: 1 回の更新での f の変化の大きさがこれ以下になったら止めます。

    Returns:
        GradientDescentResult。止まったことは最小の証明ではありません(高原や鞍点でも止まります)。
        値が有限でなくなったら発散とみなして止め、有限だった最後の点までを返します。

    Raises:
        TypeError: init_x が実数でない、step_num が整数でない、grad が関数でないとき。
        ValueError: lr が正でない、tol や step_num が負、init_x やそこでの f が有限でないとき。

    出典: Cauchy (1847)、Goodfellow et al., *Deep Learning*, §4.3。

    >>> bowl = lambda x: x[0] ** 2 + x[1] ** 2
    >>> result = gradient_descent(bowl, [-2, 3], lr=0.1, step_num=100)
    >>> print(result.path.shape, result.x.round(8))
    (101, 2) [-0.  0.]
    >>> print(gradient_descent(bowl, [-2, 3], lr=10, step_num=200))  # doctest: +ELLIPSIS
    発散しました: ... 回目の更新で値が有限でなくなりました。lr を小さくしてください。...
    """
    x = _as_float(init_x, "init_x")
    lr = checks.real("lr", lr, above=0)
    step_num = checks.whole("step_num", step_num, at_least=0)
    # 省略した規則では止まらないように、決して満たされない値にする。
    tol_grad = -1.0 if tol_grad is None else checks.real("tol_grad", tol_grad, at_least=0)
    tol_f = -1.0 if tol_f is None else checks.real("tol_f", tol_f, at_least=0)
    if grad is None:
        grad = lambda x: numerical_gradient(f, x)  # noqa: E731

    path, values, grad_norms = [], [], []
    stopped = "step_num"
    # 発散は下で調べて報告するので、NumPy の桁あふれの警告は要らない。
    with np.errstate(over="ignore", invalid="ignore"):
        for step in range(step_num + 1):
            value = _value(f, x) if np.isfinite(x).all() else np.nan
            g = _gradient_at(grad, x) if np.isfinite(value) else np.nan
            if not np.isfinite(g).all():
                stopped = "diverged"
                break
            path.append(x)
            values.append(value)
            grad_norms.append(np.linalg.norm(g))
            if grad_norms[-1] <= tol_grad:
                stopped = "gradient"
                break
            if step > 0 and abs(values[-1] - values[-2]) <= tol_f:
                stopped = "value"
                break
            x = np.asarray(x - lr * g)  # 0 次元の引き算は配列でなく数になるので、配列に戻す
    if not path:
        raise ValueError(f"出発点 {init_x} で f か勾配が有限ではありません。f が定義される点から始めてください。")
    return GradientDescentResult(np.array(path), np.array(values), np.array(grad_norms), stopped)


def _as_float(x, name):
    """x の写しを、浮動小数点の配列にして返す。"""
    x = np.array(x)
    if x.dtype.kind in "iu":
        x = x.astype(np.float64)
    if x.dtype.kind != "f":
        raise TypeError(f"{name} は実数か、実数の配列にしてください(受け取った dtype: {x.dtype})。")
    if not np.isfinite(x).all():
        raise ValueError(f"{name} に nan か inf が含まれています。有限な数にしてください。")
    return x


def _value(f, x, i=(), step=0.0):
    """点 x の成分 i を step だけ動かした所での f。f が引数を書き換えても困らないよう、写しを渡す。"""
    x = x.copy()
    x[i] += step
    value = np.asarray(f(x[()]))
    if value.dtype.kind not in "iuf":
        hint = "return を書き忘れていませんか。" if value.dtype == object else ""
        raise TypeError(f"f は実数を 1 つ返す関数にしてください(返り値: {value})。{hint}")
    if value.shape != ():
        raise ValueError(
            f"f は数を 1 つ返す関数にしてください(返り値の形: {value.shape})。np.sum や np.mean でまとめられます。"
        )
    return float(value)


def _gradient_at(grad, x):
    g = np.asarray(grad(x.copy()[()]))
    if g.shape != x.shape:
        raise ValueError(f"grad の返り値の形 {g.shape} が、x の形 {x.shape} と違います。同じ形の勾配を返してください。")
    return g.astype(x.dtype)
