"""第5章のクイズを、選択肢の説明どおりに計算し直し、リストの選択肢を実行します(値は選択肢の順)。"""

import numpy as np
import pytest

from eshikaku.optimizers import RMSprop


def one_step_from_fourteen():
    x, h, g, lr, rho = 1.0, 14.0, 2.0, 0.3, 0.5
    new = rho * h + (1 - rho) * g**2
    return [x - lr * g / np.sqrt(h + g**2), x - lr * g / np.sqrt(h), x - lr * g / np.sqrt(new), x - lr * g / new]


def size_of_the_first_step():
    lr, rho, g = 0.01, 0.99, 5.0
    h = (1 - rho) * g**2
    return [lr * g / np.sqrt(g**2), lr * g, lr * g / np.sqrt(1 - rho), lr * g / np.sqrt(h)]


def numbers_to_remember():
    W, b = (784, 50), (50,)
    optimizer = RMSprop()
    params = {"W": np.zeros(W), "b": np.zeros(b)}
    optimizer.update(params, {"W": np.ones(W), "b": np.ones(b)})
    kept = sum(h.size for h in optimizer.h.values())
    return [len(params), 2 * kept, np.prod(W), kept]


def ratio_of_the_first_steps():
    x, y = (0.001, 0.9), (0.01, 0.99)
    rates, kept = y[0] / x[0], (1 - x[1]) / (1 - y[1])
    return [rates, rates * kept, rates * np.sqrt(kept), np.sqrt(kept)]


def rmsprop_class(run):
    """形の違う 2 つのパラメータを、ライブラリの RMSprop と同じように動かすこと。"""
    cls = run()["RMSProp"]
    rng = np.random.default_rng(0)
    start = {"W1": rng.normal(size=(3, 2)), "b1": rng.normal(size=2)}
    ours, library = ({k: v.copy() for k, v in start.items()} for _ in range(2))
    mine, theirs = cls(lr=0.1, decay_rate=0.9), RMSprop(lr=0.1, rho=0.9)
    for _ in range(5):
        grads = {k: rng.normal(size=v.shape) for k, v in start.items()}
        with np.errstate(invalid="ignore"):
            mine.update(ours, grads)
        theirs.update(library, grads)
    return all(np.allclose(ours[k], library[k]) for k in start)


def torch_constructor(run):
    """作った最適化手法が、ρ = 0.9 のライブラリの RMSprop と同じ道を通ること。"""
    torch = pytest.importorskip("torch", reason="PyTorch がないので、リストは動かしません")

    rng = np.random.default_rng(0)
    model = torch.nn.Linear(3, 1, bias=False).double()
    params = {"w": model.weight.detach().numpy().copy()}
    optimizer, library = run(model=model)["optimizer"], RMSprop(lr=0.01, rho=0.9, eps=1e-8)
    for _ in range(5):
        g = rng.normal(size=(1, 3))
        model.weight.grad = torch.tensor(g)
        optimizer.step()
        library.update(params, {"w": g})
    return np.allclose(model.weight.detach().numpy(), params["w"])


def torch_step(run):
    """3 歩とも、torch.optim.RMSprop と同じ値になること。"""
    torch = pytest.importorskip("torch", reason="PyTorch がないので、リストは動かしません")

    rng = np.random.default_rng(0)
    start = torch.tensor(rng.normal(size=(2, 3)))
    ours, theirs = torch.nn.Parameter(start.clone()), torch.nn.Parameter(start.clone())
    avg, lr, alpha, eps = torch.zeros_like(start), 0.1, 0.9, 1e-8
    optimizer = torch.optim.RMSprop([theirs], lr=lr, alpha=alpha, eps=eps)
    for _ in range(3):
        ours.grad = theirs.grad = torch.tensor(rng.normal(size=(2, 3)))
        run(params=[ours], avgs=[avg], lr=lr, alpha=alpha, eps=eps)
        optimizer.step()
    return torch.allclose(ours, theirs)
