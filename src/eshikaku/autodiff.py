"""数値 1 個ずつの自動微分(リバースモード)と、その計算グラフの図です。

>>> x, y = Var(3.0, "x"), Var(2.0, "y")
>>> z = x * y + x
>>> z.backward()
>>> z.value, x.grad, y.grad  # ∂z/∂x = y + 1、∂z/∂y = x
(9.0, 3.0, 3.0)
"""

import math
from html import escape
from itertools import pairwise

from eshikaku.checks import number
from eshikaku.functions import sigmoid


class Var:
    r"""計算グラフの節点。値 `value`、勾配 `grad`、計算のもと `parents` と、それぞれについての偏微分を持ちます。

    `backward` は、出力から入力へ一度だけたどって連鎖律を計算します($c$ は $p$ から計算された節点)。

    $$\frac{\partial L}{\partial p} = \sum_c \frac{\partial L}{\partial c}\frac{\partial c}{\partial p}$$

    枝分かれした変数には、すべての道からの勾配が足されます(`+=`)。

    使える計算は `+ - * / **` と、`x.exp()` の形の `exp log sigmoid tanh relu` です(配列は扱いません)。
    勾配は `backward` を呼ぶたびに 0 から計算し直します。
    Jupyter では、計算グラフが図になって表示されます(節点が 200 個を超えると、図の代わりに値だけを表示します)。

    >>> x = Var(2.0)
    >>> y = (x**2 + x).log()
    >>> y.backward()
    >>> round(x.grad, 6)  # (2x + 1)/(x² + x) = 5/6
    0.833333
    """

    __array_ufunc__ = None  # np.float64(2) * x も、NumPy ではなく下の __rmul__ が計算する

    def __init__(self, value, name="", parents=(), partials=()):
        self.value, self.name, self.grad = number("Var の値", value), name, 0.0
        self.parents, self.partials = parents, partials

    def __add__(self, other):
        other = as_var(other)
        return Var(self.value + other.value, "+", (self, other), (1.0, 1.0))

    def __sub__(self, other):
        other = as_var(other)
        return Var(self.value - other.value, "−", (self, other), (1.0, -1.0))

    def __mul__(self, other):
        other = as_var(other)
        return Var(self.value * other.value, "×", (self, other), (other.value, self.value))

    def __pow__(self, n):
        if isinstance(n, Var):
            raise TypeError("指数は数にしてください(Var の指数は、(n * x.log()).exp() と書けます)。")
        number("指数", n)
        if n == 0:  # 定数 1。下の式では、x = 0 で 0 除算になる
            return self._apply("^0", lambda x: 1.0, lambda x: 0.0)
        return self._apply(f"^{n}", lambda x: math.pow(x, n), lambda x: n * math.pow(x, n - 1))

    def exp(self):
        return self._apply("exp", math.exp, math.exp)

    def log(self):
        return self._apply("log", math.log, lambda x: 1 / x)

    def sigmoid(self):
        return self._apply("σ", sigmoid, lambda x: float(sigmoid(x) * sigmoid(-x)))

    def tanh(self):
        return self._apply("tanh", math.tanh, lambda x: 1 - math.tanh(x) ** 2)

    def relu(self):
        return self._apply("ReLU", lambda x: max(x, 0.0), lambda x: float(x > 0))

    def _apply(self, name, function, derivative):
        try:
            return Var(function(self.value), name, (self,), (derivative(self.value),))
        except (ValueError, OverflowError):
            raise ValueError(
                f"{self.value:g} での {name} は計算できません(値か微分が定義されないか、大きすぎます)。"
            ) from None

    def backward(self):
        """この節点を出力として、グラフのすべての節点の `grad` を求めます。"""
        order = topological_order(self)
        for node in order:
            node.grad = 0.0
        self.grad = 1.0
        for node in reversed(order):
            for parent, partial in zip(node.parents, node.partials, strict=True):
                parent.grad += node.grad * partial

    # ここから下は、上の計算の書き方を増やすだけ
    def __neg__(self):
        return 0.0 - self

    def __rsub__(self, other):
        return as_var(other) - self

    def __truediv__(self, other):
        return self * as_var(other) ** -1

    def __rtruediv__(self, other):
        return as_var(other) * self**-1

    def __rpow__(self, base):
        return (self * as_var(base).log()).exp()

    __radd__, __rmul__ = __add__, __mul__

    def __repr__(self):
        return f"Var({self.value:.6g}, grad={self.grad:.6g}{f', {self.name!r}' if self.name else ''})"

    def _repr_svg_(self):
        return graph_svg(self) if len(topological_order(self)) <= MAX_NODES else None


def as_var(value):
    """数を、名前のない葉にします(`Var` はそのまま返します)。

    >>> as_var(3)
    Var(3, grad=0)
    """
    return value if isinstance(value, Var) else Var(value)


def topological_order(output):
    """`output` の計算に使われた節点を、計算のもとが必ず先に来る順に並べます(再帰を使わないので、長い計算でも動きます)。

    >>> x = Var(1.0, "x")
    >>> [node.name for node in topological_order((x + x).exp())]
    ['x', '+', 'exp']
    """
    order, placed, waiting = [], set(), [(output, False)]
    while waiting:
        node, parents_done = waiting.pop()
        if node in placed:
            continue
        if parents_done:
            placed.add(node)
            order.append(node)
        else:
            waiting.append((node, True))
            waiting += [(parent, False) for parent in reversed(node.parents)]
    return order


BOX_WIDTH, BOX_HEIGHT, GAP, MARGIN = 110, 56, 60, 20
MAX_NODES, MAX_NAME = 200, 8  # 自動で図にする節点の数と、日本語でも箱に入る文字の数


def graph_svg(output):
    """計算グラフを SVG の文字列にします。左が入力、右が出力で、各節点に計算の名前、値、勾配(∂)を書きます。

    >>> svg = graph_svg(Var(1.0, "x") + 2.0)
    >>> svg.count("<rect"), svg.count('class="edge"'), svg.count("∂")  # 背景と節点 3 個、矢印 2 本、勾配 3 個
    (4, 2, 3)
    """
    order = topological_order(output)
    column = _columns(order)
    place = _places(order, column)
    width = max(x for x, _ in place.values()) + BOX_WIDTH + MARGIN
    height = max(y for _, y in place.values()) + BOX_HEIGHT + MARGIN
    edges = [_edge(node, i, column, place) for node in order for i in range(len(node.parents))]
    boxes = [_box(node, *place[node, column[node]]) for node in order]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" font-family="sans-serif" font-size="13" text-anchor="middle" fill="#202020">'
        f'<title>計算グラフ</title><rect width="{width}" height="{height}" fill="#ffffff"/>'
        f"{''.join(edges)}{''.join(boxes)}</svg>"
    )


def _columns(order):
    """節点 → 左から何列目か。計算はもとの右に、葉は最初に使われる計算のすぐ左に置きます。"""
    column = {}
    for node in order:
        column[node] = 1 + max((column[p] for p in node.parents), default=-1)
    for leaf in (node for node in order if not node.parents):
        column[leaf] = min((column[n] for n in order if leaf in n.parents), default=1) - 1
    return column


def _places(order, column):
    """(節点, 列) → 左上の座標。列をまたぐ矢印にも、途中の列に通り道を 1 つずつ取り、節点と重ならないようにします。"""
    reach = {node: column[node] for node in order}
    for node in order:
        for parent in node.parents:
            reach[parent] = max(reach[parent], column[node] - 1)
    slots = [(node, column[node]) for node in order]
    slots += [(node, c) for node in order for c in range(column[node] + 1, reach[node] + 1)]
    rows, place = {}, {}
    for node, c in slots:
        row = rows[c] = rows.get(c, -1) + 1
        place[node, c] = (MARGIN + (BOX_WIDTH + GAP) * c, MARGIN + (BOX_HEIGHT + MARGIN) * row)
    return place


def _edge(node, i, column, place):
    """i 番目のもとから `node` への矢印。途中の列では通り道を水平に進みます。"""
    parent, middle = node.parents[i], BOX_HEIGHT // 2
    x, y = place[parent, column[parent]]
    points = [(x + BOX_WIDTH, y + middle)]
    for c in range(column[parent] + 1, column[node]):
        x, y = place[parent, c]
        points += [(x, y + middle), (x + BOX_WIDTH, y + middle)]
    x, y = place[node, column[node]]
    x, y = x - 8, y + middle + 12 * i - 6 * (len(node.parents) - 1)
    curves = [
        f"C{x0 + GAP // 2} {y0} {x1 - GAP // 2} {y1} {x1} {y1}" for (x0, y0), (x1, y1) in pairwise([*points, (x, y)])
    ]
    return (
        f'<path class="edge" d="M{points[0][0]} {points[0][1]} {" ".join(curves)}" fill="none" stroke="#555555"/>'
        f'<path d="M{x + 8} {y} l-8 -4 v8 z" fill="#555555"/>'
    )


def _box(node, x, y):
    name = node.name if len(node.name) <= MAX_NAME else node.name[: MAX_NAME - 1] + "…"
    center, fill = x + BOX_WIDTH // 2, "#e8f0fe" if node.parents else "#fff4d6"
    return (
        f'<rect x="{x}" y="{y}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="8" fill="{fill}" stroke="#555555"/>'
        f'<text x="{center}" y="{y + 16}" font-weight="bold">{escape(name) or "定数"}</text>'
        f'<text x="{center}" y="{y + 32}">{node.value:.4g}</text>'
        f'<text x="{center}" y="{y + 49}" fill="#a50e0e">∂ {node.grad:.4g}</text>'
    )
