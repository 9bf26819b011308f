"""第6章のクイズを、選択肢の説明どおりに計算し直し、リストの選択肢を実行します(値は選択肢の順)。"""

import numpy as np
import pytest

B1, B2 = 0.9, 0.999


def first_step_of_adam():
    x, g, lr = 2.0, -8.0, 0.1
    m, v = (1 - B1) * g, (1 - B2) * g**2
    step = lr * (m / (1 - B1)) / np.sqrt(v / (1 - B2))
    return [x - step, x - lr * g, x + step, x - lr * m / np.sqrt(v)]


def corrected_moment_at_two():
    first, second, beta = 2.0, 5.0, 0.5
    m = beta * (1 - beta) * first + (1 - beta) * second
    return [m, m / (1 - beta), (first + second) / 2, m / (1 - beta**2)]


def steps_remembered():
    beta = 0.98
    return [100 * beta, round(1 / (1 - beta), 9), round(1 / (1 - 0.95), 9), round(1 / (1 - beta) ** 2, 6)]


def decoupled_decay(run):
    """2 件のバッチ 5 つで、NumPy で求めた AdamW の重みと一致すること。"""
    torch = pytest.importorskip("torch", reason="PyTorch がないので、リストは動かしません")

    rng = np.random.default_rng(0)
    start = rng.normal(size=(1, 3))
    batches = [(rng.normal(size=(2, 3)), rng.normal(size=(2, 1))) for _ in range(5)]
    w, m, v, lr, decay = start.copy(), 0.0, 0.0, 0.01, 0.1
    for t, (x, target) in enumerate(batches, 1):
        g = 2 * np.mean((x @ w.T - target) * x, axis=0, keepdims=True)
        m, v = B1 * m + (1 - B1) * g, B2 * v + (1 - B2) * g**2
        w = w - lr * ((m / (1 - B1**t)) / (np.sqrt(v / (1 - B2**t)) + 1e-8) + decay * w)

    model = torch.nn.Linear(3, 1, bias=False).double()
    with torch.no_grad():
        model.weight.copy_(torch.tensor(start))
    loader = [(torch.tensor(x), torch.tensor(target)) for x, target in batches]
    run(model=model, criterion=torch.nn.MSELoss(), loader=loader)
    return np.allclose(model.weight.detach().numpy(), w)


def rate_form(run):
    """鍵の順の変わる 5 回の更新で、式どおりに計算した値と一致すること。"""
    optimizer, rng = run()["Adam"](lr=0.1), np.random.default_rng(0)
    params = {"W": rng.normal(size=(2, 3)), "b": np.zeros(3)}
    wanted = {key: value.copy() for key, value in params.items()}
    m, v = dict.fromkeys(params, 0.0), dict.fromkeys(params, 0.0)
    for t in range(1, 6):
        grads = {key: rng.normal(size=params[key].shape) for key in reversed(params)}
        optimizer.update(params, grads)
        for key, g in grads.items():
            m[key] = B1 * m[key] + (1 - B1) * g
            v[key] = B2 * v[key] + (1 - B2) * g**2
            lr_t = 0.1 * np.sqrt(1 - B2**t) / (1 - B1**t)
            wanted[key] = wanted[key] - lr_t * m[key] / (np.sqrt(v[key]) + 1e-7)
    return all(np.allclose(params[key], wanted[key]) for key in params)


def first_update_of_two_weights():
    x, g, lr = np.ones(2), np.array([50.0, -0.2]), 0.1
    m, root = (1 - B1) * g, np.sqrt((1 - B2) * g**2) + 1e-7
    lr_t = lr * np.sqrt(1 - B2) / (1 - B1)
    right = x - lr_t * m / root
    return [right.round(4), x - lr * g, (2 * x - right).round(4), x - lr * m / root]


def first_step_of_adamw():
    x, g, lr, decay = 4.0, 3.0, 0.1, 0.5
    return [
        x - lr * np.sign(g + decay * x),
        x - lr * (g + decay * x),
        x - lr * np.sign(g) - decay * x,
        x - lr * (np.sign(g) + decay * x),
    ]


def numbers_remembered():
    weights, biases = 100 * 50, 50
    parameters = weights + biases
    return [parameters, 2 * weights, 3 * parameters, 2 * parameters]
