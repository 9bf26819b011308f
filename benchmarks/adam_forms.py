"""Adam の同じ計算の、論文の式のままではない書き方です。読みやすさの代金を測るために使います。"""

import itertools

import numpy as np

from eshikaku.optimizers import Adam


class TwoLines(Adam):
    """移動平均を、減らす行と足す行に分けます。途中の配列が 2 つ減ります。"""

    def rule(self, x, g, m, v):
        m *= self.beta1
        m += (1 - self.beta1) * g
        v *= self.beta2
        v += (1 - self.beta2) * g**2
        m_hat = m / (1 - self.beta1**self.iter)
        v_hat = v / (1 - self.beta2**self.iter)
        x -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)


class Folded(Adam):
    """移動平均を差分の形に直し、偏りの補正を学習率と ε の係数にまとめます(論文 2 節の終わりの並べ替え)。"""

    def rule(self, x, g, m, v):
        root = (1 - self.beta2**self.iter) ** 0.5
        m += (1 - self.beta1) * (g - m)
        v += (1 - self.beta2) * (g**2 - v)
        x -= self.lr * root / (1 - self.beta1**self.iter) * m / (np.sqrt(v) + self.eps * root)


class Bare:
    """`Folded` を、検査なし、平らな配列 1 本、`out=` で書いたもの。NumPy だけでどこまで速くなるかの目安です。"""

    SIZE = 2**15

    def __init__(self, params):
        """`params` の値を、平らな配列 1 本の一部を見るものに置き換えます。"""
        self.theta = np.concatenate([value.ravel() for value in params.values()])
        ends = itertools.accumulate(value.size for value in params.values())
        for (key, value), end in zip(params.items(), ends, strict=True):
            params[key] = self.theta[end - value.size : end].reshape(value.shape)
        self.g, self.work = np.empty_like(self.theta), np.empty_like(self.theta[: self.SIZE])
        self.m, self.v, self.iter = np.zeros_like(self.theta), np.zeros_like(self.theta), 0

    def update(self, params, grads):
        self.iter += 1
        np.concatenate([value.ravel() for value in grads.values()], out=self.g)
        root = (1 - 0.999**self.iter) ** 0.5
        lr, eps = 0.001 * root / (1 - 0.9**self.iter), 1e-8 * root
        for start in range(0, self.g.size, self.SIZE):
            theta, g, m, v = (a[start : start + self.SIZE] for a in (self.theta, self.g, self.m, self.v))
            w = self.work[: g.size]
            np.subtract(g, m, out=w)
            np.multiply(w, 1 - 0.9, out=w)
            np.add(m, w, out=m)
            np.multiply(g, g, out=w)
            np.subtract(w, v, out=w)
            np.multiply(w, 1 - 0.999, out=w)
            np.add(v, w, out=v)
            np.sqrt(v, out=w)
            np.add(w, eps, out=w)
            np.divide(m, w, out=w)
            np.multiply(w, lr, out=w)
            np.subtract(theta, w, out=theta)


FORMS = {
    "論文の式のまま": lambda params: Adam(),
    "移動平均を 2 行に": lambda params: TwoLines(),
    "差分と係数にまとめる": lambda params: Folded(),
    "検査なし、平らな配列、out=": Bare,
}
