"""最適化手法を試す 2 変数関数(式、正確な勾配、最小点)と、その上を下る descend。"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from eshikaku import checks


@dataclass(frozen=True)
class Surface:
    r"""2 変数関数 $f(x, y)$ と、その正確な勾配。

    Attributes:
        name: 英語の短い名前(``SURFACES`` の鍵)。
        title: 図に使う日本語の名前。
        f: ``f(x, y)``。x, y は数でも、同じ形の配列でもよい。
        grad: ``grad(x, y)`` → (∂f/∂x, ∂f/∂y)。
        minima: 最小点 (x, y) の並び。
        xlim, ylim: 図に描く範囲。
        saddles: 最小点のほかに勾配が 0 になる点で、見どころになるもの(ここではどれも鞍点)。

    >>> bowl(np.array([-2.0, 3.0])), bowl.gradient(np.array([-2.0, 3.0]))
    (np.float64(13.0), array([-4.,  6.]))
    """

    name: str
    title: str
    f: Callable
    grad: Callable
    minima: tuple
    xlim: tuple
    ylim: tuple
    saddles: tuple = ()

    def __call__(self, point):
        """形 (2,) の点(または (2, …) の点の集まり)での値。"""
        return self.f(*_xy(point))

    def gradient(self, point):
        """形 (2,) の点(または (2, …) の点の集まり)での勾配。形は point と同じ。"""
        return np.array(self.grad(*_xy(point)))


def _xy(point):
    if len(point) != 2:
        raise ValueError(
            f"点の形は (2,) か (2, 点の数) にしてください(渡された形: {np.shape(point)})。"
            "descend の返す道 (点の数, 2) の値は、surface(path.T) で求めます。"
        )
    return point


bowl = Surface(
    name="bowl",
    title="お椀形 $x^2 + y^2$",
    f=lambda x, y: x**2 + y**2,
    grad=lambda x, y: (2 * x, 2 * y),
    minima=((0.0, 0.0),),
    xlim=(-5, 5),
    ylim=(-5, 5),
)

# ヘッセ行列は diag(1/10, 2)。条件数 20 の、x 方向に細長い谷。
elongated = Surface(
    name="elongated",
    title="細長い谷 $x^2/20 + y^2$",
    f=lambda x, y: x**2 / 20 + y**2,
    grad=lambda x, y: (x / 10, 2 * y),
    minima=((0.0, 0.0),),
    xlim=(-10, 10),
    ylim=(-5, 5),
)

# Rosenbrock (1960)。放物線 y = x² に沿う、曲がった谷。
rosenbrock = Surface(
    name="rosenbrock",
    title="Rosenbrock 関数",
    f=lambda x, y: (1 - x) ** 2 + 100 * (y - x**2) ** 2,
    grad=lambda x, y: (-2 * (1 - x) - 400 * x * (y - x**2), 200 * (y - x**2)),
    minima=((1.0, 1.0),),
    xlim=(-2, 2),
    ylim=(-1, 3),
)


def _beale_terms(x, y):
    return 1.5 - x + x * y, 2.25 - x + x * y**2, 2.625 - x + x * y**3


def _beale(x, y):
    a, b, c = _beale_terms(x, y)
    return a**2 + b**2 + c**2


def _beale_gradient(x, y):
    a, b, c = _beale_terms(x, y)
    return (
        2 * a * (y - 1) + 2 * b * (y**2 - 1) + 2 * c * (y**3 - 1),
        2 * a * x + 4 * b * x * y + 6 * c * x * y**2,
    )


# Beale (1958)。平らな谷底と、急な四隅。(0, 1) は鞍点。
beale = Surface(
    name="beale",
    title="Beale 関数",
    f=_beale,
    grad=_beale_gradient,
    minima=((3.0, 0.5),),
    xlim=(-4.5, 4.5),
    ylim=(-4.5, 4.5),
    saddles=((0.0, 1.0),),
)

# Himmelblau (1972)。同じ深さの最小点が 4 つある。
himmelblau = Surface(
    name="himmelblau",
    title="Himmelblau 関数",
    f=lambda x, y: (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2,
    grad=lambda x, y: (
        4 * x * (x**2 + y - 11) + 2 * (x + y**2 - 7),
        2 * (x**2 + y - 11) + 4 * y * (x + y**2 - 7),
    ),
    minima=(
        (3.0, 2.0),
        (-2.805118086952745, 3.131312518250573),
        (-3.779310253377747, -3.283185991286170),
        (3.584428340330492, -1.848126526964404),
    ),
    xlim=(-5, 5),
    ylim=(-5, 5),
)

# x² − y² に y⁴ を足して下に有界にしたもの。原点が鞍点で、最小点は 2 つ。
saddle = Surface(
    name="saddle",
    title="鞍点 $x^2/2 - y^2/2 + y^4/4$",
    f=lambda x, y: x**2 / 2 - y**2 / 2 + y**4 / 4,
    grad=lambda x, y: (x, -y + y**3),
    minima=((0.0, 1.0), (0.0, -1.0)),
    xlim=(-2, 2),
    ylim=(-2, 2),
    saddles=((0.0, 0.0),),
)

# 谷から離れると値は 1 に近づき、勾配は指数関数で 0 に近づく(飽和した sigmoid の先に似た、平らな高原)。
plateau = Surface(
    name="plateau",
    title="高原と谷 $1 - e^{-(x^2/8 + y^2/2)}$",
    f=lambda x, y: 1 - np.exp(-(x**2 / 8 + y**2 / 2)),
    grad=lambda x, y: (x / 4 * np.exp(-(x**2 / 8 + y**2 / 2)), y * np.exp(-(x**2 / 8 + y**2 / 2))),
    minima=((0.0, 0.0),),
    xlim=(-6, 6),
    ylim=(-4, 4),
)

SURFACES = {s.name: s for s in (bowl, elongated, rosenbrock, beale, himmelblau, saddle, plateau)}


def descend(surface, optimizer, start, steps):
    """optimizer で surface を start から steps 回下り、たどった点を返します。

    Args:
        surface: :class:`Surface`。
        optimizer: ``update(params, grads)`` を持つもの。速度などの状態を持ち越さないよう、作りたてを渡します。
        start: 出発点 (x, y)。
        steps: 更新の回数。

    Returns:
        形 (steps + 1, 2) の配列。発散したときは、有限でなくなった点(±inf か nan)より先が nan です。

    Raises:
        ValueError: start が有限な 2 つの数でない、steps が負のとき。
        TypeError: steps が整数でないとき。surface や optimizer が上のものでないとき(クラスや名前を渡した)。

    >>> from eshikaku.optimizers import SGD
    >>> descend(elongated, SGD(lr=0.95), start=(-7.0, 2.0), steps=30)[-1].round(4)
    array([-0.3504,  0.0848])
    """
    if not isinstance(surface, Surface):
        raise TypeError(f"surface には elongated などの Surface を渡してください(渡された値: {surface!r})。")
    checks.made("optimizer", optimizer, "SGD(lr=0.1)", "update")
    start = np.array(start, dtype=np.float64)
    if start.shape != (2,) or not np.isfinite(start).all():
        raise ValueError(f"start は (x, y) の形の、有限な 2 つの数にしてください(渡された値: {start})。")
    path = np.full((checks.whole("steps", steps, at_least=0) + 1, 2), np.nan)
    path[0] = start
    params = dict(zip("xy", start.tolist(), strict=True))
    # 発散する学習率も見せたいので、桁あふれは警告にせず、nan を残して止める。
    with np.errstate(over="ignore", invalid="ignore"):
        for t in range(1, len(path)):
            gradient = surface.gradient(path[t - 1])
            if not np.isfinite(gradient).all():
                break
            optimizer.update(params, dict(zip("xy", gradient.tolist(), strict=True)))
            path[t] = params["x"], params["y"]
    return path
