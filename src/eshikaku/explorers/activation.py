"""活性化関数とソフトマックスの対話図(計算は同じ名前の activation.js が行い、ここは入口と静止図)。"""

import numpy as np

from eshikaku import checks, functions, plotting
from eshikaku.explorers.base import Explorer, Value

ALPHA = 0.1  # Leaky ReLU の負の側の傾き。既定の 0.01 では、図で ReLU と見分けられない
SATURATED = 0.05  # 微分が、最大値のこの割合より小さい所を塗る
LIMITS = {"x": (-6.0, 6.0), "gain": (0.25, 8.0), "logit": (-4.0, 4.0), "temperature": (0.1, 10.0)}
CLASSES = 4


def _gelu_slope(x):
    return functions.normal_cdf(x) + x * np.exp(-x * x / 2) / np.sqrt(2 * np.pi)


# 名前 → (f, 微分, 微分の最大値)。ゲイン a のときの値は f(ax)、微分は a f'(ax)。
FUNCTIONS = {
    "sigmoid": (functions.sigmoid, lambda x: functions.sigmoid(x) * functions.sigmoid(-x), 0.25),
    "tanh": (functions.tanh, lambda x: 1 - np.tanh(x) ** 2, 1.0),
    "relu": (functions.relu, functions.step, 1.0),
    "leaky_relu": (lambda x: functions.leaky_relu(x, ALPHA), lambda x: np.where(x > 0, 1.0, ALPHA), 1.0),
    "gelu": (functions.gelu, _gelu_slope, float(_gelu_slope(np.sqrt(2)))),
    "step": (functions.step, np.zeros_like, 0.0),
}


def _within(limits):
    low, high = LIMITS[limits]
    return lambda name, value: checks.real(name, value, at_least=low, at_most=high)


def _logits(name, value):
    if not isinstance(value, list | tuple | np.ndarray) or np.shape(value) != (CLASSES,):
        raise ValueError(f"{name} は {CLASSES} つの数にしてください(渡された値: {value!r})。")
    return tuple(_within("logit")(f"{name}[{k}]", v) for k, v in enumerate(value))


class ActivationExplorer(Explorer):
    """:func:`activation_explorer` が返す図。引数と同じ名前の値を、読むことも書き換えることもできます。"""

    _name = "activation"

    function = Value(lambda name, value: checks.one_of(name, value, FUNCTIONS))
    gain = Value(_within("gain"))
    x = Value(_within("x"))
    logits = Value(_logits)
    temperature = Value(_within("temperature"))

    def _known(self):
        tops = {name: top for name, (_, _, top) in FUNCTIONS.items()}
        return {"alpha": ALPHA, "saturated": SATURATED, "tops": tops, "limits": LIMITS}

    @property
    def value(self):
        """いまの点での、活性化関数の値。"""
        return float(FUNCTIONS[self.function][0](np.float64(self.gain * self.x)))

    @property
    def slope(self):
        """いまの点での、活性化関数の微分。"""
        return float(self.gain * FUNCTIONS[self.function][1](np.float64(self.gain * self.x)))

    @property
    def probabilities(self):
        """いまのロジットと温度での、ソフトマックスの確率。"""
        return functions.softmax(np.array(self.logits), self.temperature).tolist()

    def _still(self):
        f, slope, _ = FUNCTIONS[self.function]
        x = np.linspace(*LIMITS["x"], 401)
        figure, (top, bottom) = plotting.panels(2, height=2.6)
        curves = {"値": f(self.gain * x), "微分": self.gain * slope(self.gain * x)}
        plotting.plot_curves(curves, x=x, ax=top, xlabel="$x$", ylabel="")
        top.axvline(self.x, color="0.5", linewidth=1)
        top.set_ylim(-1.5, 2.5)
        bottom.bar(range(CLASSES), self.probabilities, color=plotting.ACCENT_COLOR)
        bottom.set(xticks=range(CLASSES), ylim=(0, 1), ylabel="確率")
        bottom.set_xticklabels([f"ロジット {v:g}" for v in self.logits])
        alt = (
            f"上段は活性化関数の値と微分の曲線。下段は温度 {self.temperature:g} のソフトマックスの確率を表す 4 本の棒。"
        )
        return figure, alt


def activation_explorer(function="sigmoid", gain=1.0, x=1.0, logits=(2.0, 1.0, 0.0, -1.0), temperature=1.0):
    """活性化関数の値と微分、ロジットからソフトマックスの確率ができる様子を、動かして見る図を作ります。

    Args:
        function: ``"sigmoid"`` ``"tanh"`` ``"relu"`` ``"leaky_relu"`` ``"gelu"`` ``"step"`` のどれか。
        gain: 入力に掛けるゲイン(0.25 から 8)。
        x: 値と微分を読む点(−6 から 6)。
        logits: 4 つのロジット(それぞれ −4 から 4)。
        temperature: ソフトマックスの温度(0.1 から 10)。

    Returns:
        :class:`ActivationExplorer`。図を動かした後の値は ``.slope`` ``.probabilities`` などで読めます。

    Raises:
        ValueError: 名前が無い、または数が範囲の外のとき。
        TypeError: 数でないものを渡したとき。

    >>> round(activation_explorer(gain=2).slope, 6)
    0.209987
    """
    return ActivationExplorer(function=function, gain=gain, x=x, logits=tuple(logits), temperature=temperature)
