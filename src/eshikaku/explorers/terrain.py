"""地形を歩く対話図に共通の、地形の事実(スクリプトに渡すもの)と、引数の検査。"""

import numpy as np

from eshikaku import checks
from eshikaku.surfaces import SURFACES

# 地形ごとの、選択肢での式、学習率のつまみ [最小, 最大, 刻み, 対数か](対数なら刻みは log10)、選んだときの初めの値。
# curvature は、二次関数のヘッセ行列の対角成分。
SETTINGS = {
    "elongated": {
        "formula": "x²/20 + y²",
        "curvature": (0.1, 2),
        "rates": (0.01, 1.1, 0.01, False),
        "first": {"lr": 0.95, "start": (-7, 2), "steps": 30},
    },
    "bowl": {
        "formula": "x² + y²",
        "curvature": (2, 2),
        "rates": (0.01, 1.1, 0.01, False),
        "first": {"lr": 0.1, "start": (-2, 3), "steps": 30},
    },
    "rosenbrock": {
        "formula": "",
        "rates": (1e-5, 1e-2, 0.02, True),
        "first": {"lr": 0.001, "start": (-1.2, 1), "steps": 100},
    },
    "beale": {
        "formula": "",
        "rates": (1e-5, 0.1, 0.02, True),
        "first": {"lr": 0.01, "start": (1, 2), "steps": 100},
    },
    "himmelblau": {
        "formula": "",
        "rates": (1e-4, 0.1, 0.02, True),
        "first": {"lr": 0.01, "start": (0, 0), "steps": 30},
    },
    "saddle": {
        "formula": "x²/2 − y²/2 + y⁴/4",
        "rates": (0.01, 3, 0.02, True),
        "first": {"lr": 0.1, "start": (-1.5, 0.01), "steps": 50},
    },
    "plateau": {
        "formula": "1 − exp(−(x²/8 + y²/2))",
        "rates": (0.01, 10, 0.02, True),
        "first": {"lr": 0.5, "start": (-4, 1.5), "steps": 50},
    },
}


def plain_title(surface):
    """式を除いた、地形の名前です。

    >>> plain_title(SURFACES["elongated"])
    '細長い谷'
    """
    return surface.title.split("$")[0].strip()


def radius(surface):
    """最小点に「着いた」とみなす円の半径: 図の横幅の 2 %(図に破線で描きます)。"""
    return 0.02 * (surface.xlim[1] - surface.xlim[0])


def surface_facts(name):
    """スクリプトが 1 つの地形について知るべきことです。式と勾配だけは surfaces.js にあります。"""
    surface, settings = SURFACES[name], SETTINGS[name]
    return settings | {
        "label": f"{plain_title(surface)} {settings['formula']}".strip(),
        "xlim": surface.xlim,
        "ylim": surface.ylim,
        "minima": surface.minima,
        "saddles": surface.saddles,
        "radius": radius(surface),
    }


# 引数の検査。explorers.base.Value に渡す。


def checked_surface(name, value):
    return checks.one_of(name, value, SURFACES)


def checked_lr(name, value):
    return checks.real(name, value, above=0)


def checked_steps(name, value):
    return checks.whole(name, value, at_most=1000)


def checked_start(name, value):
    if np.shape(value) != (2,):
        raise ValueError(f"{name} は (x, y) の形の、2 つの数にしてください(渡された値: {value!r})。")
    return tuple(checks.real(f"{name}[{i}]", v) for i, v in enumerate(value))
