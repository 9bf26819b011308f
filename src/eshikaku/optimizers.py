"""勾配からパラメータを更新する規則(オプティマイザ)を、論文の式のまま集めたモジュールです。"""

import numpy as np

from eshikaku import checks


class Hyperparameter:
    """代入のたびに範囲を確かめ、Python の float で持つ属性です(スケジュールが lr を変えるときも同じ検査です)。"""

    def __init__(self, **bounds):
        self.bounds = bounds

    def __set_name__(self, owner, name):
        self.name = name

    def __set__(self, optimizer, value):
        vars(optimizer)[self.name] = checks.real(self.name, value, **self.bounds)


class Optimizer:
    """更新の手順(検査、更新回数、書き戻し)の共通部分です。規則そのものは各クラスの `rule` にあります。"""

    lr = Hyperparameter(at_least=0)

    def __init__(self):
        self.iter = 0

    def update(self, params, grads):
        """`params` を一回更新します。間違いがあればエラーを出し、何も変えません。

        Args:
            params: 名前 → float32 / float64 の配列、またはただの数、の辞書。配列はその場で書き換え、数は入れ替えます。
            grads: 同じ名前 → 同じ形の勾配、の辞書。書き換えません。

        Raises:
            TypeError: 辞書でない。整数の配列など、float32 / float64 でない値がある。
            ValueError: 名前か形が合わない。勾配に NaN か無限大がある。書き込めない配列がある。
        """
        self._check(params, grads)
        self.iter += 1
        for key, x in params.items():
            if isinstance(x, np.ndarray):
                x[...] = self.rule(x, grads[key])
            else:
                params[key] = float(self.rule(np.float64(x), np.float64(grads[key])))

    def _check(self, params, grads):
        for name, values in (("params", params), ("grads", grads)):
            if not isinstance(values, dict):
                raise TypeError(f"{name} は辞書にしてください(渡された型: {type(values).__name__})。")
        if params.keys() != grads.keys():
            raise ValueError(
                "params と grads の名前をそろえてください"
                f"(grads に無い: {sorted(params.keys() - grads.keys())}、"
                f"params に無い: {sorted(grads.keys() - params.keys())})。"
            )
        for key, x in params.items():
            g, x_name, g_name = grads[key], f"params[{key!r}]", f"grads[{key!r}]"
            if isinstance(x, np.ndarray):
                checks.float_array(x_name, x)
                checks.float_array(g_name, g)
                if not x.flags.writeable:
                    raise ValueError(f"{x_name} は書き込めない配列です。{x_name}.copy() を渡してください。")
            else:
                checks.real(x_name, x)
            checks.same_shape(g_name, g, x_name, x)
            if not checks.all_finite(g):
                raise ValueError(
                    f"{g_name} に NaN か無限大があります。学習率 lr を下げるか、勾配の計算を確かめてください。"
                )


class SGD(Optimizer):
    r"""確率的勾配降下法(stochastic gradient descent)です。

    $$x \leftarrow x - \eta\, g$$

    | 記号 | コード | 意味 |
    |---|---|---|
    | $x$ | `x` | パラメータ |
    | $g$ | `g` | 損失の勾配(ふつうはミニバッチで求めた推定値) |
    | $\eta$ | `lr` | 学習率。既定値 0.01 は『ゼロから作る Deep Learning』の値(PyTorch は 0.001) |

    PyTorch との違い: `torch.optim.SGD` の `momentum`, `weight_decay` などはありません(慣性は `Momentum` です)。

    出典: H. Robbins, S. Monro, "A Stochastic Approximation Method", 1951, doi:10.1214/aoms/1177729586

    >>> params = {"x": -7.0, "y": 2.0}
    >>> SGD(lr=0.1).update(params, {"x": -0.7, "y": 4.0})
    >>> params
    {'x': -6.93, 'y': 1.6}
    """

    def __init__(self, lr=0.01):
        super().__init__()
        self.lr = lr

    def rule(self, x, g):
        return x - self.lr * g  # x ← x − ηg
