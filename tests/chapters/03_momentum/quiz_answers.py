"""第3章のクイズを、選択肢の説明どおりに計算し直し、リストの選択肢を実行します(値は選択肢の順)。"""

import numpy as np
import pytest

from eshikaku.optimizers import Momentum, Nesterov


def one_momentum_step():
    w, v, g, alpha, lr = 3, 0.5, 2, 0.8, 0.1
    return [w - lr * g, w + alpha * v + lr * g, w + v, w + alpha * v - lr * g]


def size_of_the_velocity():
    shapes = (784, 50), (50,), (50, 10), (10,)
    sizes = [int(np.prod(shape)) for shape in shapes]
    return [sum(sizes), len(shapes), sizes[0] + sizes[2], 100 * sum(sizes)]


def terminal_velocity():
    g, lr, alpha = 3, 0.02, 0.8
    return [lr * g, lr * g / alpha, lr * g / (1 - alpha), (1 + alpha) * lr * g]


def one_nag_step():
    x, v, alpha, lr = 2, -1, 0.5, 0.1
    ahead = x + alpha * v
    return [
        x + alpha * v - lr * 2 * x,
        x + alpha * v - lr * 2 * ahead,
        ahead + alpha * v - lr * 2 * ahead,
        x + alpha * v - lr * 2 * (x + v),
    ]


def best_momentum_of_two_curvatures():
    kappa = 4.5 / 0.5
    root = (kappa**0.5 - 1) / (kappa**0.5 + 1)
    return [root, ((kappa - 1) / (kappa + 1)) ** 2, root**2, (kappa - 1) / (kappa + 1)]


def moved(optimizer, runs=4):
    rng = np.random.default_rng(0)
    params = {"W": rng.normal(size=(2, 3)), "b": rng.normal(size=3)}
    for _ in range(runs):
        optimizer.update(params, {key: rng.normal(size=x.shape) for key, x in params.items()})
    return np.concatenate([x.ravel() for x in params.values()])


def momentum_class(run):
    """ライブラリの Momentum と同じ道になること。"""
    return np.allclose(moved(run()["Momentum"](lr=0.1, momentum=0.9)), moved(Momentum(lr=0.1, momentum=0.9)))


class Listing:
    """update の中身だけのリストを、self の代わりのこの物のもとで動かします。"""

    def __init__(self, run):
        self.run, self.lr, self.momentum, self.v = run, 0.1, 0.8, None

    def update(self, params, grads):
        self.v = self.v or {key: np.zeros_like(x) for key, x in params.items()}
        self.run(self=self, params=params, grads=grads)


def rewritten_nag(run):
    """ライブラリの Nesterov と同じ道になること。"""
    return np.allclose(moved(Listing(run)), moved(Nesterov(lr=0.1, momentum=0.8)))


def nesterov_constructor(run):
    """2 次関数の 5 歩が、ライブラリの Nesterov と同じになること。"""
    torch = pytest.importorskip("torch", reason="PyTorch がないので、リストは動かしません")
    model = torch.nn.Linear(1, 1, bias=False).double()
    torch.nn.init.ones_(model.weight)
    optimizer = run(model=model)["optimizer"]
    params, ours = {"w": 1.0}, Nesterov(lr=0.1, momentum=0.9)
    for _ in range(5):
        optimizer.zero_grad()
        (model.weight**2).sum().backward()
        optimizer.step()
        ours.update(params, {"w": 2 * params["w"]})
    return np.allclose(model.weight.item(), params["w"])
