"""勾配からパラメータを更新する規則(オプティマイザ)を、論文の式のまま集めたモジュールです。

どのクラスも `rule` に式だけを書きます。検査や保存は `optimizer_base.Optimizer` に一度だけ書いてあります。
`rule` の引数は配列(の一区画)なので、`x -= …` や `v[...] = …` は配列の中身をその場で書き換えます。

>>> params = {"W": np.array([[1.0, -2.0]]), "b": 0.5}
>>> optimizer = Momentum(lr=0.1)
>>> for _ in range(2):
...     optimizer.update(params, grads={"W": np.array([[1.0, 1.0]]), "b": -1.0})
>>> params["W"].round(3), round(params["b"], 3), optimizer.v["W"].round(3)
(array([[ 0.71, -2.29]]), 0.79, array([[-0.19, -0.19]]))
"""

import numpy as np

from eshikaku.optimizer_base import Hyperparameter, Optimizer


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
    r"""これまでの勾配の 2 乗和 $h$ で、要素ごとに歩幅を割る方法です(要素ごとの形)。

    $$h \leftarrow h + g^2, \qquad x \leftarrow x - \frac{\eta\, g}{\sqrt{h} + \varepsilon}$$

    | 記号 | コード | 意味と既定値 |
    |---|---|---|
    | $h$ | `h` | 勾配の 2 乗の総和。はじめは 0 で、減ることはない |
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
    r"""勾配の 2 乗の指数移動平均 $h$ で、要素ごとに歩幅を割る方法です。古い勾配は忘れます。

    $$h \leftarrow \rho h + (1 - \rho)\, g^2, \qquad x \leftarrow x - \frac{\eta\, g}{\sqrt{h} + \varepsilon}$$

    | 記号 | コード | 意味と既定値 |
    |---|---|---|
    | $h$ | `h` | 勾配の 2 乗の指数移動平均。はじめは 0 なので、一歩目は $\eta / \sqrt{1 - \rho}$ だけ進む |
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
    | $h$ | `h` | 勾配の 2 乗の指数移動平均(論文の $E[g^2]$)。はじめは 0 |
    | $s$ | `s` | 移動量の 2 乗の指数移動平均(論文の $E[\Delta x^2]$)。はじめは 0 |
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
    r"""勾配の平均 $m$ の向きに、2 乗平均の平方根 $\sqrt{v}$ で割った歩幅で進む方法です。

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
