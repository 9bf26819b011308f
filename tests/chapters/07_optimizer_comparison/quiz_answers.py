"""第7章のクイズを、選択肢の説明どおりに計算し直し、リストの選択肢を実行します(値は選択肢の順)。"""

import numpy as np
import pytest

from eshikaku.optimizers import SGD, Adam, Momentum


def first_step_of_rmsprop():
    x, g, eta, rho = 1.0, -4.0, 0.1, 0.96
    step = eta * g / np.sqrt((1 - rho) * g**2)
    return [x - eta * g / np.sqrt(g**2), x - eta * g, x + step, x - step]


def state_of_adam():
    weights, biases = 784 * 100 + 100 * 10, 100 + 10
    n = weights + biases
    params = {f"W{i}": np.zeros(shape) for i, shape in enumerate([(784, 100), (100,), (100, 10), (10,)])}
    optimizer = Adam()
    optimizer.update(params, {key: np.ones_like(value) for key, value in params.items()})
    held = sum(v.size for state in optimizer.state_dict()["state"].values() for v in state.values())
    assert held == 2 * n
    return [n, 2 * weights, held, 3 * n]


def first_step_of_adam():
    g, eta, beta1 = np.array([0.3, -60.0]), 0.1, 0.9
    return [-eta * g, -eta * np.sign(g), -eta * (1 - beta1) * np.sign(g), eta * np.sign(g)]


def comparison_loop(run):
    """どの手法も同じ初期値から始まり、初期値は変わらず、結果が手法だけを動かしたものと等しいこと。"""

    def start():
        return {"W": np.array([[1.0, -2.0]]), "b": np.array([0.5])}

    def df(params):
        return {key: 2 * value + 1 for key, value in params.items()}

    def makers():
        return {"SGD": SGD(0.1), "Momentum": Momentum(0.1)}

    init = start()
    results = run(optimizers=makers(), init=init, df=df, iters_num=3)["results"]
    for name, optimizer in makers().items():
        params = start()
        for _ in range(3):
            optimizer.update(params, df(params))
        if not all(np.allclose(results[name][key], params[key]) for key in params):
            return False
    return all(np.array_equal(init[key], value) for key, value in start().items())


def clipping_loop(run):
    """大きい勾配のとき、どの更新でも、動く量が学習率を超えないこと。"""
    torch = pytest.importorskip("torch", reason="PyTorch がないので、リストは動かしません")

    model = torch.nn.Linear(2, 1, bias=False)
    torch.nn.init.zeros_(model.weight)
    batches = [(torch.tensor([[30.0, 40.0]]), torch.tensor([[1000.0]])) for _ in range(3)]
    run(
        model=model, criterion=torch.nn.MSELoss(), loader=batches,
        optimizer=torch.optim.SGD(model.parameters(), lr=0.1),
    )  # fmt: skip
    moved = model.weight.detach().norm().item()
    return np.isclose(moved, 0.3, atol=1e-3)  # 同じ向きに、0.1 ずつ 3 歩
