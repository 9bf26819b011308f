"""勾配からパラメータを更新する規則(オプティマイザ)を、論文の式のまま集めたモジュールです。

どのクラスも `rule` に式だけを書き、検査や保存は `Optimizer` に一度だけ書いてあります。
`rule` の引数は配列(の一区画)なので、`x -= …` や `v[...] = …` は配列の中身をその場で書き換えます。

>>> params = {"W": np.array([[1.0, -2.0]]), "b": 0.5}
>>> optimizer = Momentum(lr=0.1)
>>> for _ in range(2):
...     optimizer.update(params, grads={"W": np.array([[1.0, 1.0]]), "b": -1.0})
>>> params["W"].round(3), round(params["b"], 3), optimizer.v["W"].round(3)
(array([[ 0.71, -2.29]]), 0.79, array([[-0.19, -0.19]]))
"""

import copy
import itertools

import numpy as np

from eshikaku import checks

# 途中の配列がキャッシュに収まる大きさ。大きくすると、glibc は 128 KiB を超えた空きを OS へ返し、次に使うときに
# ページフォールトが起きる(始めたばかりのプロセスでは 2、3 倍遅い)。小さくすると、区画ごとの手間が目立つ。
BLOCK_BYTES = 64 * 1024


class Hyperparameter:
    """代入のたびに範囲を確かめ、Python の float で持つ属性です(スケジュールが `lr` を変えるときも同じ検査です)。"""

    def __init__(self, **bounds):
        self.bounds = bounds

    def __set_name__(self, owner, name):
        self.name = name

    def __set__(self, optimizer, value):
        vars(optimizer)[self.name] = checks.real(self.name, value, **self.bounds)


class Optimizer:
    """検査、状態の用意、更新回数 `iter`、保存と再開の共通部分です。式は各クラスの `rule` にあります。"""

    state_names = ()  # この名前の属性に、パラメータの名前 → 同じ形の配列(または数)の辞書を持つ
    lr = Hyperparameter(at_least=0)

    def __init__(self, **hyperparameters):
        for name, value in hyperparameters.items():
            setattr(self, name, value)
        for name in self.state_names:
            setattr(self, name, {})
        self.iter = 0

    def update(self, params, grads):
        """`params` を一回更新します。エラーのときは、`params` も状態も変えません。

        Args:
            params: 名前 → float32 / float64 の配列、またはただの数、の辞書。配列は中身を、数は辞書の値を書き換えます。
            grads: 同じ名前 → 同じ形の勾配、の辞書。書き換えません。

        Raises:
            TypeError: 辞書でない。整数の配列など、float32 / float64 でない値がある。
            ValueError: 名前、形、dtype が合わない。勾配に NaN か無限大。書き込めない配列、メモリを共有する配列がある。
        """
        _check_inputs(params, grads)
        states = self._states_for(params)
        self.iter += 1
        for key, x in params.items():
            values = [x, grads[key], *(state[key] for state in states)]
            if isinstance(x, np.ndarray):
                for block in _blocks(values):
                    self.rule(*block)
            else:
                boxes = [np.array([value], dtype=float) for value in values]
                self.rule(*boxes)
                for owner, box in zip([params, *states], [boxes[0], *boxes[2:]], strict=True):
                    owner[key] = box.item()

    def state_dict(self):
        """続きから再開するのに要るもの(更新回数、ハイパーパラメータ、状態)の写しを、辞書で返します。"""
        names = {"hyperparameters": self._hyperparameter_names(), "state": self.state_names}
        values = {kind: {name: getattr(self, name) for name in names[kind]} for kind in names}
        return copy.deepcopy({"class": type(self).__name__, "iter": self.iter, **values})

    def load_state_dict(self, state_dict):
        """`state_dict()` の写しを読み込みます。続きの更新は、中断しなかったときと 1 ビットも違いません。

        Raises:
            TypeError, ValueError: クラス、名前、形が合わない。このとき今の状態は変わりません。
        """
        current = self.state_dict()
        checks.same_keys("state_dict", state_dict, "この optimizer", current)
        if state_dict["class"] != current["class"]:
            raise ValueError(f"{state_dict['class']} の状態なので、{current['class']} には読み込めません。")
        for kind in ("hyperparameters", "state"):
            checks.same_keys(kind, state_dict[kind], "この optimizer", current[kind])
        restored = copy.copy(self)
        restored.iter = checks.whole("iter", state_dict["iter"], at_least=0)
        for name, value in state_dict["hyperparameters"].items():
            setattr(restored, name, value)
        for name, state in copy.deepcopy(state_dict["state"]).items():
            _check_state(name, state, *state_dict["state"].values())
            if bool(state) != (restored.iter > 0):
                raise ValueError(f"状態 {name} の有無が、更新回数 iter={restored.iter} と合いません。")
            setattr(restored, name, state)
        vars(self).update(vars(restored))

    def _states_for(self, params):
        states = [getattr(self, name) for name in self.state_names]
        if self.iter == 0:
            _check_no_sharing(params)
            for state in states:
                state.update((key, np.zeros_like(x) if isinstance(x, np.ndarray) else 0.0) for key, x in params.items())
        for state in states[:1]:  # 状態どうしは、いつも同じ名前、形、dtype
            if changed := _different_names(params, state):
                raise ValueError(
                    f"params の名前、形、dtype が、これまでの update と違います(違うもの: {changed})。"
                    "別のパラメータには、新しい optimizer を作ってください。"
                )
        return states

    def _hyperparameter_names(self):
        return [name for name in vars(self) if isinstance(getattr(type(self), name, None), Hyperparameter)]

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(f'{n}={getattr(self, n)}' for n in self._hyperparameter_names())})"


def _blocks(arrays):
    """x, g, 状態を、同じ位置の区画の組に分けます。途中の配列がキャッシュに収まり、速くなります。"""
    x, g = arrays[:2]
    one_dtype = isinstance(g, np.ndarray) and g.dtype == x.dtype  # 状態の dtype は、いつも x と同じ
    if one_dtype and x.nbytes <= BLOCK_BYTES:
        return [arrays]
    if one_dtype and all(a.flags.c_contiguous for a in arrays):
        lines, size = [a.reshape(-1) for a in arrays], BLOCK_BYTES // x.itemsize
        return ([line[start : start + size] for line in lines] for start in range(0, x.size, size))
    return _strided_blocks(arrays)


def _strided_blocks(arrays):
    """メモリの上で飛び飛びの配列や、dtype の違う勾配は、`np.nditer` が写しながら渡し、結果を書き戻します。"""
    roles = ["readwrite", "readonly", *["readwrite"] * (len(arrays) - 2)]  # x, g, 状態
    with np.nditer(
        arrays,
        flags=["external_loop", "buffered", "zerosize_ok"],
        op_flags=[[role] for role in roles],
        op_dtypes=[arrays[0].dtype] * len(arrays),
        casting="same_kind",
        buffersize=BLOCK_BYTES // arrays[0].itemsize,
    ) as blocks:
        yield from blocks


def _check_inputs(params, grads):
    checks.same_keys("grads", grads, "params", params)
    for key, x in params.items():
        g, x_name, g_name = grads[key], f"params[{key!r}]", f"grads[{key!r}]"
        _check_value(x_name, x)
        _check_value(g_name, g)
        checks.same_shape(g_name, g, x_name, x)
        checks.finite_gradient(g_name, g)
        if isinstance(x, np.ndarray):
            if not x.flags.writeable:
                raise ValueError(f"{x_name} は書き込めない配列です。{x_name}.copy() を渡してください。")
            if np.shares_memory(x, g):
                raise ValueError(f"{g_name} は {x_name} とメモリを共有しています。{g_name}.copy() を渡してください。")


def _check_value(name, value):
    if isinstance(value, np.ndarray):
        checks.float_array(name, value)
    elif isinstance(value, list | tuple):
        kind = type(value).__name__
        raise TypeError(f"{name} は {kind} です。np.array(…, dtype=float) で配列にしてください。")
    else:
        checks.number(name, value)


def _check_no_sharing(params):
    arrays = ((key, x) for key, x in params.items() if isinstance(x, np.ndarray))
    for (key, x), (other_key, other) in itertools.combinations(arrays, 2):
        if np.shares_memory(x, other):
            raise ValueError(
                f"params[{key!r}] と params[{other_key!r}] はメモリを共有しています。"
                "重みを共有するときは、勾配を足し合わせて一つの名前で渡してください。"
            )


def _different_names(values, others):
    """形か dtype の違う名前、片方にしか無い名前を返します。"""
    forms, other_forms = ({key: _form(value) for key, value in each.items()} for each in (values, others))
    if forms == other_forms:  # ふつうはここで終わる。毎回の update で使うので、名前の集合は違うときだけ作る
        return []
    return sorted({key for key, _ in forms.items() ^ other_forms.items()}, key=str)


def _form(value):
    return (value.shape, value.dtype) if isinstance(value, np.ndarray) else "数"


def _check_state(name, state, *states):
    for other in states:
        if not isinstance(other, dict):
            raise TypeError(f"状態は辞書にしてください(渡された型: {type(other).__name__})。")
        if different := _different_names(state, other):
            raise ValueError(f"状態 {name} の名前、形、dtype が、ほかの状態と違います(違うもの: {different})。")
    for key, value in state.items():
        label = f"{name}[{key!r}]"
        checks.float_array(label, value) if isinstance(value, np.ndarray) else checks.number(label, value)


class SGD(Optimizer):
    r"""確率的勾配降下法(stochastic gradient descent)です。

    $$x \leftarrow x - \eta\, g$$

    | 記号 | コード | 意味と既定値 |
    |---|---|---|
    | $x, g$ | `x`, `g` | パラメータと、その勾配(ふつうはミニバッチで求めた推定値) |
    | $\eta$ | `lr` | 学習率、0 以上。0.01 は『ゼロから作る Deep Learning』の値(PyTorch は 0.001、Keras は 0.01) |

    PyTorch との違い: 式は `torch.optim.SGD` の既定と同じです。慣性は `Momentum` と `Nesterov` に分けてあります。

    出典: H. Robbins, S. Monro, "A Stochastic Approximation Method", 1951, doi:10.1214/aoms/1177729586

    >>> params = {"x": -7.0, "y": 2.0}
    >>> SGD(lr=0.1).update(params, grads={"x": -0.7, "y": 4.0})
    >>> params
    {'x': -6.93, 'y': 1.6}
    """

    def __init__(self, lr=0.01):
        super().__init__(lr=lr)

    def rule(self, x, g):
        x -= self.lr * g


class Momentum(Optimizer):
    r"""速度 $v$ をためて進む SGD(慣性項つき、heavy ball)です。

    $$v \leftarrow \alpha v - \eta\, g, \qquad x \leftarrow x + v$$

    | 記号 | コード | 意味と既定値 |
    |---|---|---|
    | $v$ | `v` | 速度。はじめは 0。勾配が一定なら大きさは $\eta / (1 - \alpha)$ 倍の $g$ に近づく |
    | $\eta$ | `lr` | 学習率、0 以上。0.01 は『ゼロから作る Deep Learning』の値 |
    | $\alpha$ | `momentum` | 速度を残す割合、0 以上 1 未満。0.9 は同じ本の値(PyTorch と Keras は 0) |

    PyTorch との違い: `torch.optim.SGD(momentum=α)` は $v \leftarrow \alpha v + g,\ x \leftarrow x - \eta v$ です。
    学習率が一定なら $x$ は同じですが、途中で変えると、PyTorch では過去の速度にも新しい学習率がかかります。

    出典: B. T. Polyak, "Some methods of speeding up the convergence of iteration methods", 1964,
    doi:10.1016/0041-5553(64)90137-5。この形は I. Sutskever et al., "On the importance of initialization and
    momentum in deep learning", ICML 2013 の式 (1), (2)。

    >>> params = {"x": 1.0}
    >>> optimizer = Momentum(lr=0.1, momentum=0.5)
    >>> for _ in range(2):
    ...     optimizer.update(params, grads={"x": 1.0})
    >>> round(params["x"], 3), round(optimizer.v["x"], 3)  # 速度は -0.1, -0.15
    (0.75, -0.15)
    """

    state_names = ("v",)
    momentum = Hyperparameter(at_least=0, below=1)

    def __init__(self, lr=0.01, momentum=0.9):
        super().__init__(lr=lr, momentum=momentum)

    def rule(self, x, g, v):
        v[...] = self.momentum * v - self.lr * g
        x += v


class Nesterov(Optimizer):
    r"""Nesterov の加速勾配法(NAG)です。勾配を、速度の分だけ先回りした点で求めます。

    $$v \leftarrow \alpha v - \eta\, \nabla L(\theta + \alpha v), \qquad \theta \leftarrow \theta + v$$

    `params` には先回りした点 $x = \theta + \alpha v$ が入るものとし、$x$ についての式に直して計算します。
    渡すのは今の `params` での勾配 $g = \nabla L(x)$ だけで済みます。

    $$v \leftarrow \alpha v - \eta\, g, \qquad x \leftarrow x + \alpha v - \eta\, g$$

    | 記号 | コード | 意味と既定値 |
    |---|---|---|
    | $v$ | `v` | 速度。はじめは 0 |
    | $\eta$ | `lr` | 学習率、0 以上。0.01 は『ゼロから作る Deep Learning』の値 |
    | $\alpha$ | `momentum` | 速度を残す割合、0 以上 1 未満。0.9 は同じ本の値 |

    PyTorch との違い: `torch.optim.SGD(momentum=α, nesterov=True)` も同じ書き直しで、学習率が一定なら $x$ は同じです。
    途中で学習率を変えたときの違いは `Momentum` と同じです。

    出典: Y. Nesterov, "A method for solving the convex programming problem with convergence rate O(1/k²)", 1983。
    この形は Y. Bengio et al., "Advances in Optimizing Recurrent Networks", 2012, arXiv:1212.0901 の 3.5 節。

    >>> params = {"x": 1.0}
    >>> Nesterov(lr=0.1, momentum=0.5).update(params, grads={"x": 1.0})
    >>> round(params["x"], 3)  # v = -0.1 なので x = 1 + 0.5 × (-0.1) - 0.1
    0.85
    """

    state_names = ("v",)
    momentum = Hyperparameter(at_least=0, below=1)

    def __init__(self, lr=0.01, momentum=0.9):
        super().__init__(lr=lr, momentum=momentum)

    def rule(self, x, g, v):
        v[...] = self.momentum * v - self.lr * g
        x += self.momentum * v - self.lr * g


class AdaGrad(Optimizer):
    r"""これまでの勾配の二乗和 $h$ で、要素ごとに歩幅を割る方法です(要素ごとの形)。

    $$h \leftarrow h + g^2, \qquad x \leftarrow x - \frac{\eta\, g}{\sqrt{h} + \varepsilon}$$

    | 記号 | コード | 意味と既定値 |
    |---|---|---|
    | $h$ | `h` | 勾配の二乗の総和。はじめは 0 で、減ることはない |
    | $\eta$ | `lr` | 学習率、0 以上。0.01 は『ゼロから作る Deep Learning』と PyTorch の値 |
    | $\varepsilon$ | `eps` | 0 で割らないための数、0 以上。1e-7 は同じ本の値(PyTorch は 1e-10) |

    $\varepsilon$ は根号の外に足します(論文の $\delta$ と同じ)。0 にすると、勾配が 0 の要素で $0/0$ になります。

    PyTorch との違い: `torch.optim.Adagrad` と同じ式で、`eps` の既定値だけが違います。
    Keras は $h$ を 0.1 から始め、$\varepsilon$ を根号の中に足します。

    出典: J. Duchi, E. Hazan, Y. Singer, "Adaptive Subgradient Methods for Online Learning and Stochastic
    Optimization", JMLR 12, 2011, https://jmlr.org/papers/v12/duchi11a.html

    >>> params = {"x": 1.0}
    >>> optimizer = AdaGrad(lr=0.1)
    >>> for g in (3.0, 4.0):
    ...     optimizer.update(params, grads={"x": g})
    >>> round(params["x"], 3), optimizer.h["x"]  # 1 - 0.1 × 3/3 - 0.1 × 4/5
    (0.82, 25.0)
    """

    state_names = ("h",)
    eps = Hyperparameter(at_least=0)

    def __init__(self, lr=0.01, eps=1e-7):
        super().__init__(lr=lr, eps=eps)

    def rule(self, x, g, h):
        h += g**2
        x -= self.lr * g / (np.sqrt(h) + self.eps)


class RMSprop(Optimizer):
    r"""勾配の二乗の指数移動平均 $h$ で、要素ごとに歩幅を割る方法です。古い勾配は忘れます。

    $$h \leftarrow \rho h + (1 - \rho)\, g^2, \qquad x \leftarrow x - \frac{\eta\, g}{\sqrt{h} + \varepsilon}$$

    | 記号 | コード | 意味と既定値 |
    |---|---|---|
    | $h$ | `h` | 勾配の二乗の指数移動平均。はじめは 0 なので、一歩目は $\eta / \sqrt{1 - \rho}$ だけ進む |
    | $\eta$ | `lr` | 学習率、0 以上。0.01 は『ゼロから作る Deep Learning』と PyTorch の値(Keras は 0.001) |
    | $\rho$ | `rho` | $h$ を残す割合、0 以上 1 未満。0.99 も同じ(講義スライドと Keras は 0.9) |
    | $\varepsilon$ | `eps` | 0 で割らないための数、0 以上(0 だと 0/0 になりうる)。1e-7 は同じ本の値(PyTorch は 1e-8) |

    PyTorch との違い: `torch.optim.RMSprop(alpha=ρ)` と同じ式で、`eps` の既定値だけが違います。
    Keras は $\varepsilon$ を根号の中に足します($\sqrt{h + \varepsilon}$)。

    出典: T. Tieleman, G. Hinton, "Lecture 6.5 - rmsprop", COURSERA: Neural Networks for Machine Learning, 2012
    (論文ではなく講義のスライド)。

    >>> params = {"x": 1.0}
    >>> RMSprop(lr=0.01, rho=0.75).update(params, grads={"x": 3.0})
    >>> round(params["x"], 6)  # 1 - 0.01 / √0.25
    0.98
    """

    state_names = ("h",)
    rho = Hyperparameter(at_least=0, below=1)
    eps = Hyperparameter(at_least=0)

    def __init__(self, lr=0.01, rho=0.99, eps=1e-7):
        super().__init__(lr=lr, rho=rho, eps=eps)

    def rule(self, x, g, h):
        h[...] = self.rho * h + (1 - self.rho) * g**2
        x -= self.lr * g / (np.sqrt(h) + self.eps)


class AdaDelta(Optimizer):
    r"""RMSprop の歩幅を、これまでの移動量の大きさで決める方法です。式に学習率がありません。

    一歩の大きさは $\varepsilon$ から育つので、速さは $\varepsilon$ に左右されます。遅ければ $\eta$ を上げます。

    $$\begin{aligned}
    h &\leftarrow \rho h + (1 - \rho)\, g^2 \\
    \Delta x &= -\frac{\sqrt{s + \varepsilon}}{\sqrt{h + \varepsilon}}\, g \\
    s &\leftarrow \rho s + (1 - \rho)\, \Delta x^2 \\
    x &\leftarrow x + \eta\, \Delta x
    \end{aligned}$$

    | 記号 | コード | 意味と既定値 |
    |---|---|---|
    | $h$ | `h` | 勾配の二乗の指数移動平均(論文の $E[g^2]$)。はじめは 0 |
    | $s$ | `s` | 移動量の二乗の指数移動平均(論文の $E[\Delta x^2]$)。はじめは 0 |
    | $\Delta x$ | `dx` | 今回の移動量。単位は $x$ と同じ |
    | $\eta$ | `lr` | 移動量の倍率、0 以上。論文に無いので 1.0(PyTorch も 1.0、Keras は 0.001) |
    | $\rho$ | `rho` | 残す割合、0 以上 1 未満。0.95 は論文の値(PyTorch は 0.9) |
    | $\varepsilon$ | `eps` | 根号の中に足す数、0 以上。1e-6 は論文の値。0 では動き出さない(勾配が 0 なら 0/0) |

    PyTorch との違い: `torch.optim.Adadelta` と同じ式で、`rho` の既定値だけが違います。

    出典: M. D. Zeiler, "ADADELTA: An Adaptive Learning Rate Method", 2012, arXiv:1212.5701

    >>> params = {"x": 1.0}
    >>> AdaDelta(rho=0.75, eps=1e-6).update(params, grads={"x": 2.0})
    >>> round(params["x"], 6)  # 1 - √(1e-6) / √(0.25 × 2² + 1e-6) × 2
    0.998
    """

    state_names = ("h", "s")
    rho = Hyperparameter(at_least=0, below=1)
    eps = Hyperparameter(at_least=0)

    def __init__(self, lr=1.0, rho=0.95, eps=1e-6):
        super().__init__(lr=lr, rho=rho, eps=eps)

    def rule(self, x, g, h, s):
        h[...] = self.rho * h + (1 - self.rho) * g**2
        dx = -np.sqrt(s + self.eps) / np.sqrt(h + self.eps) * g
        s[...] = self.rho * s + (1 - self.rho) * dx**2
        x += self.lr * dx


class Adam(Optimizer):
    r"""勾配の平均 $m$ の向きに、二乗平均の平方根 $\sqrt{v}$ で割った歩幅で進む方法です。

    $$\begin{aligned}
    m &\leftarrow \beta_1 m + (1 - \beta_1)\, g \\
    v &\leftarrow \beta_2 v + (1 - \beta_2)\, g^2 \\
    \hat{m} &= m / (1 - \beta_1^t) \\
    \hat{v} &= v / (1 - \beta_2^t) \\
    x &\leftarrow x - \eta\, \hat{m} / (\sqrt{\hat{v}} + \varepsilon)
    \end{aligned}$$

    | 記号 | コード | 意味と既定値 |
    |---|---|---|
    | $m, v$ | `m`, `v` | 勾配の 1 次、2 次のモーメントの推定値(指数移動平均)。はじめは 0 |
    | $\hat{m}, \hat{v}$ | `m_hat`, `v_hat` | 0 から始めた偏りを直した値 |
    | $t$ | `iter` | 今回が何回目の更新か。1 から |
    | $\eta$ | `lr` | 学習率(論文の $\alpha$)、0 以上。0.001 は論文の値(PyTorch と Keras も同じ) |
    | $\beta_1, \beta_2$ | `beta1`, `beta2` | 残す割合、0 以上 1 未満。0.9 と 0.999 は論文の値 |
    | $\varepsilon$ | `eps` | 0 で割らないための数、0 以上(0 だと 0/0 になりうる)。1e-8 は論文の値(Keras は 1e-7) |

    PyTorch との違い: `torch.optim.Adam` と同じ式です(丸め誤差の分だけ違います)。
    Keras と『ゼロから作る Deep Learning』は論文 2 節の終わりの形
    $x \leftarrow x - \eta_t\, m / (\sqrt{v} + \hat\varepsilon)$、
    $\eta_t = \eta \sqrt{1 - \beta_2^t} / (1 - \beta_1^t)$ で、勾配が $\varepsilon$ ほど小さいときに結果が違います。

    出典: D. P. Kingma, J. Ba, "Adam: A Method for Stochastic Optimization", ICLR 2015, arXiv:1412.6980, Algorithm 1

    >>> params = {"W": np.array([1.0, 1.0])}
    >>> Adam(lr=0.1).update(params, grads={"W": np.array([50.0, -0.002])})
    >>> params["W"].round(4)  # 一歩目は、勾配の大きさによらず lr だけ進む
    array([0.9, 1.1])
    """

    state_names = ("m", "v")
    beta1 = Hyperparameter(at_least=0, below=1)
    beta2 = Hyperparameter(at_least=0, below=1)
    eps = Hyperparameter(at_least=0)

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        super().__init__(lr=lr, beta1=beta1, beta2=beta2, eps=eps)

    def rule(self, x, g, m, v):
        m[...] = self.beta1 * m + (1 - self.beta1) * g
        v[...] = self.beta2 * v + (1 - self.beta2) * g**2
        m_hat = m / (1 - self.beta1**self.iter)
        v_hat = v / (1 - self.beta2**self.iter)
        x -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)


class AMSGrad(Optimizer):
    r"""Adam の分母に、これまでの $v$ の最大値を使う方法です。歩幅が途中で大きく戻ることを防ぎます。

    $$\begin{aligned}
    m &\leftarrow \beta_1 m + (1 - \beta_1)\, g \\
    v &\leftarrow \beta_2 v + (1 - \beta_2)\, g^2 \\
    v_{\max} &\leftarrow \max(v_{\max}, v) \\
    \hat{m} &= m / (1 - \beta_1^t) \\
    \hat{v} &= v_{\max} / (1 - \beta_2^t) \\
    x &\leftarrow x - \eta\, \hat{m} / (\sqrt{\hat{v}} + \varepsilon)
    \end{aligned}$$

    | 記号 | コード | 意味と既定値 |
    |---|---|---|
    | $v_{\max}$ | `v_max` | 要素ごとの $v$ の最大値(論文の $\hat{v}$)。はじめは 0 |
    | そのほか | | `Adam` と同じ |

    論文の Algorithm 2 との違い: 論文には偏りの補正も $\varepsilon$ もありません。ここでは Adam にそろえて入れます。

    PyTorch との違い: `torch.optim.Adam(amsgrad=True)` と同じ式です。
    optax は、偏りを直した後の $\hat{v}$ の最大値をとります。

    出典: S. J. Reddi, S. Kale, S. Kumar, "On the Convergence of Adam and Beyond", ICLR 2018, arXiv:1904.09237

    >>> params = {"x": 1.0}
    >>> optimizer = AMSGrad(lr=0.1, beta2=0.5)
    >>> for g in (2.0, 0.0):
    ...     optimizer.update(params, grads={"x": g})
    >>> optimizer.v["x"], optimizer.v_max["x"]  # v は半分に減り、最大値は残る
    (1.0, 2.0)
    """

    state_names = ("m", "v", "v_max")
    beta1 = Hyperparameter(at_least=0, below=1)
    beta2 = Hyperparameter(at_least=0, below=1)
    eps = Hyperparameter(at_least=0)

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        super().__init__(lr=lr, beta1=beta1, beta2=beta2, eps=eps)

    def rule(self, x, g, m, v, v_max):
        m[...] = self.beta1 * m + (1 - self.beta1) * g
        v[...] = self.beta2 * v + (1 - self.beta2) * g**2
        v_max[...] = np.maximum(v_max, v)
        m_hat = m / (1 - self.beta1**self.iter)
        v_hat = v_max / (1 - self.beta2**self.iter)
        x -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)


class AdamW(Optimizer):
    r"""荷重減衰(weight decay)を、勾配に混ぜずに別に行う Adam です。

    $$\begin{aligned}
    m &\leftarrow \beta_1 m + (1 - \beta_1)\, g \\
    v &\leftarrow \beta_2 v + (1 - \beta_2)\, g^2 \\
    \hat{m} &= m / (1 - \beta_1^t) \\
    \hat{v} &= v / (1 - \beta_2^t) \\
    x &\leftarrow x - \eta\, \bigl(\hat{m} / (\sqrt{\hat{v}} + \varepsilon) + \lambda x\bigr)
    \end{aligned}$$

    | 記号 | コード | 意味と既定値 |
    |---|---|---|
    | $\lambda$ | `weight_decay` | 減衰の強さ、0 以上。0.01 は PyTorch の値(Keras は 0.004) |
    | そのほか | | `Adam` と同じ |

    論文の Algorithm 2 との違い: 論文の $\lambda$ には学習率 $\alpha$ をかけず、スケジュールの倍率だけをかけます。
    ここでは PyTorch と Keras に合わせて `lr` をかけます(一回に $\eta \lambda x$ だけ縮みます)。

    PyTorch との違い: `torch.optim.AdamW` と同じ式です。`torch.optim.Adam(weight_decay=λ)` は勾配に $\lambda x$ を足す
    L2 正則化で、AdamW とは違う結果になります。

    出典: I. Loshchilov, F. Hutter, "Decoupled Weight Decay Regularization", ICLR 2019, arXiv:1711.05101

    >>> params = {"x": 10.0}
    >>> AdamW(lr=0.1, weight_decay=0.5).update(params, grads={"x": 2.0})
    >>> round(params["x"], 6)  # 10 - 0.1 × (1 + 0.5 × 10)
    9.4
    """

    state_names = ("m", "v")
    beta1 = Hyperparameter(at_least=0, below=1)
    beta2 = Hyperparameter(at_least=0, below=1)
    eps = Hyperparameter(at_least=0)
    weight_decay = Hyperparameter(at_least=0)

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.01):
        super().__init__(lr=lr, beta1=beta1, beta2=beta2, eps=eps, weight_decay=weight_decay)

    def rule(self, x, g, m, v):
        m[...] = self.beta1 * m + (1 - self.beta1) * g
        v[...] = self.beta2 * v + (1 - self.beta2) * g**2
        m_hat = m / (1 - self.beta1**self.iter)
        v_hat = v / (1 - self.beta2**self.iter)
        x -= self.lr * (m_hat / (np.sqrt(v_hat) + self.eps) + self.weight_decay * x)


OPTIMIZERS = {cls.__name__: cls for cls in (SGD, Momentum, Nesterov, AdaGrad, RMSprop, AdaDelta, Adam, AMSGrad, AdamW)}
