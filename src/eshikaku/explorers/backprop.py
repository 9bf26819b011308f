"""計算グラフの順伝播と逆伝播を 1 つずつ進める対話図(計算は同じ名前の backprop.js が行い、ここは入口と静止図)。"""

from typing import NamedTuple

import matplotlib.pyplot as plt

from eshikaku import checks, plotting
from eshikaku.autodiff import Var
from eshikaku.explorers.base import Explorer, Value

LIMIT = 5  # 入力の大きさの上限

# 名前 → (図に書く記号, Var での計算)
OPERATIONS = {
    "add": ("+", lambda a, b: a + b),
    "sub": ("−", lambda a, b: a - b),
    "mul": ("×", lambda a, b: a * b),
    "square": ("²", lambda a: a**2),
    "exp": ("exp", lambda a: a.exp()),
    "log": ("log", lambda a: a.log()),
    "sigmoid": ("σ", lambda a: a.sigmoid()),
}


class Graph(NamedTuple):
    """題、入力の名前 → 初めの値、節点(名前、演算、もと)を計算の順に、図での (列, 行)。最後の節点が出力です。"""

    title: str
    inputs: dict[str, float]
    nodes: list[tuple[str, str, tuple[str, ...]]]
    place: dict[str, tuple[float, float]]

    def evaluate(self, values):
        """入力の値から、名前 → :class:`eshikaku.autodiff.Var` を求めます(勾配も入っています)。"""
        made = {name: Var(value, name) for name, value in zip(self.inputs, values, strict=True)}
        for name, operation, parents in self.nodes:
            made[name] = OPERATIONS[operation][1](*(made[parent] for parent in parents))
        made[self.nodes[-1][0]].backward()
        return made

    @property
    def last_step(self):
        """順伝播の節点の数 + 出力の勾配 1 + 逆伝播の節点の数。"""
        return 2 * len(self.nodes) + 1


GRAPHS = {
    "branch": Graph(
        "枝分かれ (x + y) × x",
        {"x": 3.0, "y": 2.0},
        [("u", "add", ("x", "y")), ("L", "mul", ("u", "x"))],
        {"x": (0, 0), "y": (0, 1.2), "u": (1, 1.2), "L": (2, 0.4)},
    ),
    "neuron": Graph(
        "シグモイドの 1 ユニット (σ(wx + b) − t)²",
        {"x": 1.0, "w": 2.0, "b": -1.0, "t": 1.0},
        [
            ("p", "mul", ("w", "x")),
            ("a", "add", ("p", "b")),
            ("y", "sigmoid", ("a",)),
            ("e", "sub", ("y", "t")),
            ("L", "square", ("e",)),
        ],
        {
            "x": (0, 0), "w": (0, 1.2), "p": (1, 0.6), "b": (1, 1.8), "a": (2, 0.6),
            "y": (3, 0.6), "t": (3, 1.8), "e": (4, 0.6), "L": (5, 0.6),
        },
    ),
    "softmax": Graph(
        "ソフトマックスと損失 log(exp a₁ + exp a₂) − a₂",
        {"a₁": 1.5, "a₂": 0.5},
        [
            ("e₁", "exp", ("a₁",)),
            ("e₂", "exp", ("a₂",)),
            ("s", "add", ("e₁", "e₂")),
            ("l", "log", ("s",)),
            ("L", "sub", ("l", "a₂")),
        ],
        {"a₁": (0, 0), "a₂": (0, 2.1), "e₁": (1, 0), "e₂": (1, 1.1), "s": (2, 0.5), "l": (3, 0.5), "L": (4, 1.4)},
    ),
}  # fmt: skip


class _Inputs(Value):
    """入力の値の組。個数は、いまの計算グラフの入力の数です。"""

    def validate(self, owner, value):
        return checked_inputs(self.name, value, GRAPHS[owner.graph])


class _Step(Value):
    def validate(self, owner, value):
        return checks.whole(self.name, value, at_least=0, at_most=GRAPHS[owner.graph].last_step)


def checked_inputs(name, values, graph):
    """計算グラフの入力と同じ個数の、−LIMIT から LIMIT の数の組にします。"""
    if not isinstance(values, list | tuple) or len(values) != len(graph.inputs):
        order = "、".join(graph.inputs)
        raise ValueError(f"{name} は {order} の順の {len(graph.inputs)} つの数にしてください(渡された値: {values!r})。")
    bounds = {"at_least": -LIMIT, "at_most": LIMIT}
    return tuple(checks.real(f"{name}[{i}]", value, **bounds) for i, value in enumerate(values))


class BackpropExplorer(Explorer):
    """:func:`backprop_explorer` が返す図。引数と同じ名前の値を、読むことも書き換えることもできます。"""

    _name = "backprop"

    graph = Value(lambda name, value: checks.one_of(name, value, GRAPHS))
    inputs = _Inputs(None)
    step = _Step(None)

    def __init__(self, **values):
        super().__init__(**values)
        self.observe(self._restart, "graph")

    def _restart(self, change):
        """計算グラフを替えたら、入力はその初めの値、手順は最初からにします。"""
        self.step, self.inputs = 0, tuple(GRAPHS[self.graph].inputs.values())

    def _known(self):
        symbols = {name: symbol for name, (symbol, _) in OPERATIONS.items()}
        return {"graphs": {name: graph._asdict() for name, graph in GRAPHS.items()}, "symbols": symbols, "limit": LIMIT}

    @property
    def values(self):
        """節点の名前 → 順伝播の値。"""
        return {name: node.value for name, node in GRAPHS[self.graph].evaluate(self.inputs).items()}

    @property
    def gradients(self):
        """節点の名前 → 出力をその節点で微分した値。"""
        return {name: node.grad for name, node in GRAPHS[self.graph].evaluate(self.inputs).items()}

    def _still(self):
        graph, made = GRAPHS[self.graph], GRAPHS[self.graph].evaluate(self.inputs)
        symbols = {name: OPERATIONS[operation][0] for name, operation, _ in graph.nodes}
        figure, ax = plt.subplots()
        for name, _, parents in graph.nodes:
            for parent in parents:
                ends = {"xy": graph.place[name], "xytext": graph.place[parent]}
                ax.annotate("", **ends, arrowprops={"arrowstyle": "->", "shrinkA": 14, "shrinkB": 14})
        for name, (x, y) in graph.place.items():
            circle = {"boxstyle": "circle", "facecolor": "white", "edgecolor": "#2f75c0"}
            ax.text(x, y, symbols.get(name, name), ha="center", va="center", bbox=circle)
            ax.text(x, y - 0.3, f"{made[name].value:.3g}", ha="center", va="center")
            gradient = f"{made[name].grad:.3g}"
            ax.text(x, y + 0.32, gradient, ha="center", va="center", color=plotting.ACCENT_COLOR)
        columns, rows = zip(*graph.place.values(), strict=True)
        ax.set(xlim=(-0.5, max(columns) + 0.5), ylim=(max(rows) + 0.6, -0.6))
        ax.axis("off")
        alt = (
            f"計算グラフ「{graph.title}」。節点の上に順伝播の値、下に出力についての勾配。"
            f"出力は {made[graph.nodes[-1][0]].value:.3g}。"
        )
        return figure, alt


def backprop_explorer(graph="branch", inputs=None, step=0):
    """計算グラフの入力を動かし、順伝播と逆伝播を 1 つずつ進めたり戻したりする図を作ります。

    矢印の上が順伝播の値、下が逆伝播の勾配です。

    Args:
        graph: ``"branch"``(枝分かれ)、``"neuron"``(シグモイドの 1 ユニット)、``"softmax"``(ソフトマックスと損失)。
        inputs: 入力の値(−5 から 5)。省くと、計算グラフごとの初めの値。
        step: 何番目の手順まで見せるか(0 から、節点の数の 2 倍 + 1)。

    Returns:
        :class:`BackpropExplorer`。図を動かした後の値は ``.inputs`` ``.values`` ``.gradients`` などで読めます。

    Raises:
        ValueError: 名前が無い、入力の個数が違う、数が範囲の外のとき。
        TypeError: 数でないものを渡したとき。

    >>> figure = backprop_explorer()
    >>> figure.values["L"], figure.gradients["x"], figure.gradients["y"]
    (15.0, 8.0, 3.0)
    """
    checks.one_of("graph", graph, GRAPHS)
    inputs = tuple(GRAPHS[graph].inputs.values()) if inputs is None else inputs
    return BackpropExplorer(graph=graph, inputs=inputs, step=step)
