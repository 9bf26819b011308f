"""第2章のクイズを、選択肢の説明どおりに計算し直し、リストの選択肢を実行します(値は選択肢の順)。"""

from types import SimpleNamespace

import numpy as np
import pytest


def one_step_on_two_samples():
    x, t = np.array([1.0, 2.0, 1.0, 4.0]), np.array([3.0, 2.0, 5.0, 4.0])
    g = -t * x
    batch = g[[0, 2]]
    return [-0.1 * batch.sum(), -0.1 * g.mean(), -0.1 * batch.mean(), 0.1 * batch.mean()]


def updates_in_three_epochs():
    N, B, epochs = 50000, 128, 3
    return [
        epochs * np.ceil(N / B),
        epochs * (N // B),
        np.ceil(epochs * N / B),
        epochs * N // B,
    ]


def batch_for_a_third():
    shrink = 3
    return [shrink, shrink**0.5, shrink**3, shrink**2]


def minibatch_loop(run):
    """どの更新でも B 件を全体から選び、勾配を引くこと。"""
    train_size, batch_size, iters_num, lr = 50, 8, 30, 0.1
    rows, start = [], np.array([1.0, -2.0])
    network = SimpleNamespace(params={"W": start.copy()}, gradient=None)

    def gradient(x_batch, t_batch):
        rows.append(x_batch)
        return {"W": np.array([0.5, 1.0])}

    network.gradient = gradient
    numbers = np.arange(train_size)
    run(
        network=network, x_train=numbers, t_train=numbers, iters_num=iters_num,
        train_size=train_size, batch_size=batch_size, lr=lr,
    )  # fmt: skip
    sizes_are_right = all(len(row) == batch_size for row in rows)
    reaches_all = len(np.unique(rows)) > train_size / 2 if sizes_are_right else False
    moved = np.allclose(network.params["W"], start - iters_num * lr * np.array([0.5, 1.0]))
    return sizes_are_right and reaches_all and moved


def epochs_of_iterations():
    train_size, batch_size, iters = 60000, 100, 10000
    per_epoch = train_size / batch_size
    return [train_size / iters, iters / batch_size, iters / per_epoch, per_epoch]


def training_step_order(run):
    """2 件のバッチ 3 つで、NumPy で求めた重みと一致すること。"""
    torch = pytest.importorskip("torch", reason="PyTorch がないので、リストは動かしません")

    rng = np.random.default_rng(0)
    batches = [(rng.normal(size=(2, 3)), rng.normal(size=(2, 1))) for _ in range(3)]
    w, lr = np.zeros((1, 3)), 0.1
    for x, t in batches:
        w = w - lr * 2 * np.mean((x @ w.T - t) * x, axis=0)

    model = torch.nn.Linear(3, 1, bias=False).double()
    torch.nn.init.zeros_(model.weight)
    run(
        model=model, criterion=torch.nn.MSELoss(), optimizer=torch.optim.SGD(model.parameters(), lr=lr),
        loader=[(torch.tensor(x), torch.tensor(t)) for x, t in batches],
    )  # fmt: skip
    return np.allclose(model.weight.detach().numpy(), w)


def variance_at_the_floor():
    eta, sigma, curvature, B = 0.1, 2, 2, 5
    right = eta * sigma**2 / (2 * curvature * B)
    return [right, right * B, eta * sigma / (2 * curvature * B), 2 * right]


def plateau_loop(run):
    """改善する間は学習率が変わらず、改善が止まってから patience を超えると 1/10 になること。"""
    torch = pytest.importorskip("torch", reason="PyTorch がないので、リストは動かしません")

    found = []
    for losses in ([1.0, 0.9, 0.8, 0.7, 0.6], [1.0, 0.9, 0.9, 0.9, 0.9]):
        model, remaining = torch.nn.Linear(1, 1), iter(losses)
        optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
        run(
            model=model, optimizer=optimizer, epochs=len(losses),
            train_one_epoch=lambda model, optimizer: None, validate=lambda model, values=remaining: next(values),
        )  # fmt: skip
        found.append(optimizer.param_groups[0]["lr"])
    return np.allclose(found, [0.1, 0.01])
