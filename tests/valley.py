"""最適化手法の試験に使う道: 谷 x²/20 + y² を下る点の列と、決めた勾配の列での 1 歩ずつの変化です。"""

import numpy as np


def elongated(params):
    """x²/20 + y² の勾配です。"""
    return {"x": params["x"] / 10, "y": 2 * params["y"]}


def path(optimizer, steps, gradient=elongated, start=(-7.0, 2.0)):
    params, points = dict(zip("xy", start, strict=True)), [start]
    for _ in range(steps):
        optimizer.update(params, gradient(params))
        points.append((params["x"], params["y"]))
    return np.array(points)


def steps_of(optimizer, grads):
    params, positions = {"x": 0.0}, [0.0]
    for g in grads:
        optimizer.update(params, {"x": g})
        positions.append(params["x"])
    return np.diff(positions)
