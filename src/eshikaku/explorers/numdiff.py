"""数値微分の刻みを動かす対話図(計算は同じ名前の numdiff.js が行い、ここは入口と静止図)。"""

import numpy as np

from eshikaku import checks, plotting
from eshikaku.explorers.base import Explorer, Value
from eshikaku.gradient import numerical_gradient

# 名前 → (f, 導関数)
FUNCTIONS = {
    "exp": (np.exp, np.exp),
    "sin": (np.sin, np.cos),
    "square": (lambda x: x * x, lambda x: 2 * x),
    "cube": (lambda x: x * x * x, lambda x: 3 * x * x),
    "tanh": (np.tanh, lambda x: 1 - np.tanh(x) ** 2),
}
METHODS = {"forward": "前進差分", "central": "中心差分"}


class NumdiffExplorer(Explorer):
    """:func:`numdiff_explorer` が返す図。引数と同じ名前の値を、読むことも書き換えることもできます。"""

    _name = "numdiff"

    function = Value(lambda name, value: checks.one_of(name, value, FUNCTIONS))
    x = Value(lambda name, value: checks.real(name, value, at_least=-3, at_most=3))
    h = Value(lambda name, value: checks.real(name, value, above=0, at_most=1))
    method = Value(lambda name, value: checks.one_of(name, value, METHODS))

    @property
    def estimate(self):
        """いまの値での数値微分。"""
        return float(numerical_gradient(FUNCTIONS[self.function][0], self.x, self.h, self.method))

    @property
    def error(self):
        """数値微分と真の微分との差の大きさ。"""
        return abs(self.estimate - float(FUNCTIONS[self.function][1](self.x)))

    def _still(self):
        f, derivative = FUNCTIONS[self.function]
        h = np.logspace(-16, 0, 33)
        errors = {
            title: [abs(numerical_gradient(f, self.x, step, method) - derivative(self.x)) for step in h]
            for method, title in METHODS.items()
        }
        axes = plotting.plot_error_against_h(h, errors)
        alt = (
            f"x = {self.x:g} での数値微分の誤差を、刻み h に対して両対数で描いた図。"
            "h を小さくすると誤差は減り、小さすぎるとまた増える。"
        )
        return axes.figure, alt


def numdiff_explorer(function="exp", x=1.0, h=0.5, method="central"):
    """刻み h を動かし、数値微分の割線と、誤差が h でどう変わるかを見る図を作ります。

    Args:
        function: ``"exp"`` ``"sin"`` ``"square"`` ``"cube"`` ``"tanh"`` のどれか。
        x: 微分する点(−3 から 3)。
        h: 刻み(0 より大きく 1 以下)。
        method: ``"central"``(中心差分)か ``"forward"``(前進差分)。

    Returns:
        :class:`NumdiffExplorer`。図を動かした後の値は ``.h`` ``.estimate`` ``.error`` などで読めます。

    Raises:
        ValueError: 名前が無い、または数が範囲の外のとき。
        TypeError: 数でないものを渡したとき。

    >>> numdiff_explorer(h=1e-5)
    numdiff_explorer(function='exp', x=1.0, h=1e-05, method='central')
    """
    return NumdiffExplorer(function=function, x=x, h=h, method=method)
