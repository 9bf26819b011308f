"""第4章のクイズを、選択肢の説明どおりに計算し直し、リストの選択肢を実行します(値は選択肢の順)。"""

import numpy as np
import pytest

from eshikaku import optimizers


def two_updates():
    w, lr, g = 2.0, 0.5, np.array([6.0, 8.0])
    right = w - np.sum(lr * g / np.sqrt(np.cumsum(g**2)))
    latest_only = w - np.sum(lr * g / np.abs(g))
    sgd = w - np.sum(lr * g)
    sizes = w - np.sum(lr * g / np.cumsum(g))
    return [right, latest_only, sgd, sizes]


def numbers_in_h():
    shapes = [(784, 50), (50,), (50, 10), (10,)]
    sizes = [int(np.prod(shape)) for shape in shapes]
    optimizer, params = optimizers.AdaGrad(), {i: np.zeros(shape) for i, shape in enumerate(shapes)}
    optimizer.update(params, {key: np.ones(x.shape) for key, x in params.items()})
    right = sum(h.size for h in optimizer.h.values())
    return [
        len(shapes),
        sum(size for size, shape in zip(sizes, shapes, strict=True) if len(shape) == 2),
        2 * right,
        right,
    ]


def updates_to_a_tenth():
    t = np.arange(1, 2001)
    right = t[1 / np.sqrt(t) <= 0.1 * (1 + 1e-12)][0]
    without_root = t[1 / t <= 0.1 * (1 + 1e-12)][0]
    return [without_root, 2 * 10, right, 10**3]


def first_step_of_a_tiny_gradient():
    g, lr, eps = 1e-7, 0.1, 1e-7
    return [lr * g / np.sqrt(g**2), lr * g / (np.sqrt(g**2) + eps), lr * g / np.sqrt(g**2 + eps), lr * g]


def starts_from_a_tenth(run):
    """2 歩とも、h を 0.1 から始めて ε を外に足した値と一致すること。"""
    torch = pytest.importorskip("torch", reason="PyTorch がないので、リストは動かしません")
    model = torch.nn.Linear(2, 1, bias=False).double()
    w = model.weight.detach().numpy().copy()
    optimizer, h = run(model=model)["optimizer"], np.full(w.shape, 0.1)
    for g in (np.array([[0.5, -0.02]]), np.array([[0.1, 0.3]])):
        model.weight.grad = torch.tensor(g)
        optimizer.step()
        h += g**2
        w -= 0.01 * g / (np.sqrt(h) + 1e-10)
    return np.allclose(model.weight.detach().numpy(), w)


def adagrad_class(run):
    """0 の勾配、小さい勾配、正方でない行列を含む 3 歩で、ライブラリと一致すること。"""
    cls = run()["AdaGrad"]
    rng = np.random.default_rng(0)
    start = {"W": rng.normal(size=(2, 3)), "b": rng.normal(size=3)}
    params, expected = ({key: x.copy() for key, x in start.items()} for _ in range(2))
    mine, library = cls(lr=0.1), optimizers.AdaGrad(lr=0.1)
    for _ in range(3):
        grads = {key: rng.normal(size=x.shape) for key, x in start.items()}
        grads["W"][0, 0], grads["b"][1] = 0.0, 1e-3
        with np.errstate(invalid="ignore"):
            mine.update(params, grads)
        library.update(expected, grads)
    return all(np.allclose(params[key], expected[key]) for key in start)


def step_of_the_listing():
    lr, g = 0.01, 50.0
    return [lr * g, lr * g / np.sqrt(g**2), lr * g / g**2, lr * g * np.sqrt(g**2)]


def keeps_its_sum(run):
    """2 件のバッチ 3 つで、NumPy で求めた重みと一致すること。"""
    torch = pytest.importorskip("torch", reason="PyTorch がないので、リストは動かしません")
    rng = np.random.default_rng(0)
    batches = [(rng.normal(size=(2, 3)), rng.normal(size=(2, 1))) for _ in range(3)]
    params, optimizer = {"w": np.zeros((1, 3))}, optimizers.AdaGrad(0.1, eps=1e-10)
    for x, t in batches:
        optimizer.update(params, {"w": 2 * np.mean((x @ params["w"].T - t) * x, axis=0, keepdims=True)})
    model = torch.nn.Linear(3, 1, bias=False).double()
    torch.nn.init.zeros_(model.weight)
    loader = [(torch.tensor(x), torch.tensor(t)) for x, t in batches]
    run(model=model, criterion=torch.nn.MSELoss(), loader=loader)
    return np.allclose(model.weight.detach().numpy(), params["w"])
