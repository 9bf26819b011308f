"""第8章のクイズを、選択肢の説明どおりに計算し直し、リストの選択肢を実行します(値は選択肢の順)。"""

import numpy as np
import pytest

from eshikaku import functions
from eshikaku.networks import MultiLayerNet


def parameters_of_a_small_net():
    net = MultiLayerNet(64, [32], 10, np.random.default_rng(0))
    right = sum(value.size for value in net.params.values())
    weights = sum(net.params[name].size for name in net.weight_names())
    return [weights, right + 64, right, 100 * right]


def softmax_at_temperature_two():
    z = np.array([2.0, 0.0])
    without, right, multiplied = (functions.softmax(z / T)[0] for T in (1, 2, 0.5))
    return [without, right, multiplied, 1 - right]


def mean_cross_entropy_of_two():
    p, log2 = np.array([0.5, 0.25]), 0.69
    losses = log2 * np.array([1, 2])
    return [-np.log(p.mean()), losses.sum(), np.mean(-np.log2(p)), losses.mean()]


def takes_logits(run):
    """損失が、NumPy で求めた交差エントロピーと一致すること。"""
    torch = pytest.importorskip("torch", reason="PyTorch がないので、リストは動かしません")
    rng = np.random.default_rng(0)
    x, t = rng.normal(size=(4, 3)), np.array([2, 0, 9, 1])
    model = torch.nn.Linear(3, 10).double()
    loss = run(model=model, x=torch.tensor(x), t=torch.tensor(t))["loss"]
    z = x @ model.weight.detach().numpy().T + model.bias.detach().numpy()
    return np.isclose(loss.item(), functions.cross_entropy(z, t))


def mlp_from_sizes(run):
    """大きさの違う 3 層で、形、順伝播、後ろからの並び、正解率が合うこと。"""
    np.random.seed(0)  # noqa: NPY002 リストの np.random.randn をそろえる
    net = run()["MLP"]([4, 6, 5, 3])
    shapes = [W.shape for W in net.weights]
    if shapes != [(4, 6), (6, 5), (5, 3)]:
        net.predict(np.ones((7, 4)))
        return False
    net.weights = [100 * W for W in net.weights]
    x = np.random.default_rng(1).normal(size=(7, 4))
    h = x
    for W in net.weights[:-1]:
        h = np.maximum(h @ W, 0)
    z = h @ net.weights[-1]
    reversed_shapes = [W.shape for W in net.from_output()]
    t = z.argmax(axis=1)
    t[:2] = (t[:2] + 1) % 3
    return (
        np.allclose(net.predict(x), z)
        and reversed_shapes == shapes[::-1]
        and np.isclose(net.accuracy(x, t), 5 / 7)
    )  # fmt: skip


def slope_through_four_layers():
    x = np.linspace(-6, 6, 1201)
    top = (functions.sigmoid(x) * functions.sigmoid(-x)).max()
    return [top, 4 * top, top**2, top**4]


def cross_entropy_error(run):
    """クラス番号と one-hot のどちらでも、ライブラリと一致すること(件数はクラスの数より多い)。"""
    function = run()["cross_entropy_error"]
    z = np.random.default_rng(0).normal(size=(5, 3))
    t = np.array([2, 0, 0, 1, 2])
    found = function(functions.softmax(z), functions.one_hot(t, 3)), function(functions.softmax(z), t)
    return np.allclose(found, functions.cross_entropy(z, t), atol=1e-5)


def two_linear_layers(run):
    """形 (N, 10) のロジットを返し、4 つのパラメータが登録されていること。"""
    torch = pytest.importorskip("torch", reason="PyTorch がないので、リストは動かしません")
    net = run()["Net"]()
    z = net(torch.zeros(3, 784))
    return tuple(z.shape) == (3, 10) and len(list(net.parameters())) == 4


def many_labels(run):
    """損失が、NumPy で求めたラベルごとの BCE の平均と一致すること。"""
    torch = pytest.importorskip("torch", reason="PyTorch がないので、リストは動かしません")
    rng = np.random.default_rng(0)
    x, t = rng.normal(size=(4, 100)), rng.integers(0, 2, size=(4, 5))
    model = torch.nn.Linear(100, 5).double()
    loss = run(model=model, x=torch.tensor(x), t=torch.tensor(t))["loss"]
    z = x @ model.weight.detach().numpy().T + model.bias.detach().numpy()
    return np.isclose(loss.item(), functions.binary_cross_entropy(z, t), rtol=1e-5)


def slope_of_tanh_from_the_output():
    y = 0.8
    x = np.arctanh(y)
    right = (np.tanh(x + 1e-6) - np.tanh(x - 1e-6)) / 2e-6
    return [right, y * (1 - y), 1 - y, y * y]
