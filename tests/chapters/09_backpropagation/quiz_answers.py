"""第9章のクイズを、選択肢の説明どおりに計算し直し、リストの選択肢を実行します(値は選択肢の順)。"""

import numpy as np
import pytest

from eshikaku import layers
from eshikaku.autodiff import Var
from eshikaku.networks import MultiLayerNet


def gradient_of_the_shared_input():
    a, b, c = Var(2.0), Var(3.0), Var(4.0)
    left, right = a + b, b * c
    (left * right).backward()
    through_sum, through_product = right.value, left.value * c.value
    assert b.grad == through_sum + through_product
    return [through_sum, through_product, b.grad, through_sum * through_product]


def delta_of_softmax():
    y, t = np.array([0.2, 0.5, 0.3]), np.array([0.0, 1.0, 0.0])
    layer = layers.SoftmaxWithLoss()
    layer.forward(np.log(y)[None], t[None])
    return [t - y, y, -t / y, layer.backward()[0]]


def shape_of_dw():
    X, dY, W = np.zeros((32, 784)), np.zeros((32, 100)), np.zeros((784, 100))
    pairs = [(X.T, dY), (dY, W.T), (X, W), (dY.T, X)]
    assert (X.T @ dY).shape == W.shape
    return [[*a.shape, *b.shape] for a, b in pairs]


def relu_layer(run):
    """枝分かれ y = ReLU(x) + x の勾配が、順に 2 つの層へ渡しても正しいこと。"""
    layer, x = run()["Relu"](), np.array([[-1.0, 2.0], [0.5, -3.0]])
    right = np.array_equal(layer.forward(x), np.maximum(x, 0))
    dout = np.array([[1.0, -2.0], [3.0, 4.0]])
    kept = dout.copy()
    return right and np.array_equal(layer.backward(dout) + dout, kept * (x > 0) + kept)


def product_of_five_layers():
    h0 = h = Var(0.5)
    for _ in range(5):
        h = (2.0 * (h - 0.5)).sigmoid()
    h.backward()
    return [0.25**5, h0.grad, 2 * 0.25**5, 5 * 0.5]


def _torch():
    return pytest.importorskip("torch", reason="PyTorch がないので、リストは動かしません")


def training_loop(run):
    """3 つのミニバッチの後の重みが、NumPy で求めた SGD と一致すること。"""
    torch = _torch()
    rng = np.random.default_rng(0)
    batches = [(rng.normal(size=(2, 3)), rng.normal(size=(2, 1))) for _ in range(3)]
    w = np.zeros((1, 3))
    for x, t in batches:
        w = w - 0.1 * 2 * np.mean((x @ w.T - t) * x, axis=0, keepdims=True)
    model = torch.nn.Linear(3, 1, bias=False).double()
    torch.nn.init.zeros_(model.weight)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    loader = [(torch.tensor(x), torch.tensor(t)) for x, t in batches]
    run(model=model, criterion=torch.nn.MSELoss(), loader=loader, optimizer=optimizer)
    return np.allclose(model.weight.detach().numpy(), w)


def affine_layer(run):
    rng = np.random.default_rng(0)
    W, b, x, dz = rng.normal(size=(3, 2)), rng.normal(size=2), rng.normal(size=(4, 3)), rng.normal(size=(4, 2))
    mine, library = run()["Affine"](W, b), layers.Affine(W, b)
    mine.forward(x), library.forward(x)
    pairs = [(mine.backward(dz), library.backward(dz)), (mine.dW, library.dW), (mine.db, library.db)]
    return all(np.shape(a) == b.shape and np.allclose(a, b) for a, b in pairs)


def backprop_of_a_list(run):
    """3 層のネットワークの勾配が、ライブラリと一致すること(隠れ層の幅は同じ)。"""
    rng = np.random.default_rng(1)
    net = MultiLayerNet(3, [3, 3], 3, rng)
    x, t = rng.normal(size=(5, 3)), rng.integers(3, size=5)
    grads, outputs = net.gradient(x, t), net.activations(x)
    zs, y = [x, outputs["Relu1"], outputs["Relu2"]], net.last_layer.y
    weights = [net.params[f"W{i}"] for i in (1, 2, 3)]
    found = run()["backprop"](zs, y, np.eye(3)[t], weights)
    return all(np.shape(found[k]) == g.shape and np.allclose(found[k], g) for k, g in grads.items())


def losses_for_numerical():
    net = MultiLayerNet(10, [5], 3, np.random.default_rng(0))
    count = sum(value.size for value in net.params.values())
    weights = sum(net.params[name].size for name in net.weight_names())
    return [2 * weights, count, 2, 2 * count]


def accumulates_four(run):
    """8 個の小さいミニバッチの後の重みが、4 個分をまとめた 2 回の更新と一致すること。"""
    torch = _torch()
    rng = np.random.default_rng(0)
    x, t, w = rng.normal(size=(8, 2, 3)), rng.normal(size=(8, 2, 1)), np.zeros((1, 3))
    for k in (0, 4):
        xs, ts = x[k : k + 4].reshape(8, 3), t[k : k + 4].reshape(8, 1)
        w = w - 0.1 * 2 * np.mean((xs @ w.T - ts) * xs, axis=0, keepdims=True)
    model = torch.nn.Linear(3, 1, bias=False).double()
    torch.nn.init.zeros_(model.weight)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    loader = [(torch.tensor(a), torch.tensor(b)) for a, b in zip(x, t, strict=True)]
    run(model=model, criterion=torch.nn.MSELoss(), loader=loader, optimizer=optimizer)
    return np.allclose(model.weight.detach().numpy(), w)


def manual_update(run):
    torch = _torch()
    w = torch.tensor([3.0, -1.0], requires_grad=True)
    made = run(w=w)["w"]
    return made.is_leaf and made.requires_grad and np.allclose(made.detach().numpy(), [2.6, -0.6])


def gradient_with_a_skip():
    x = Var(2.0)
    (x * -3.0 + 1.0).relu().backward()
    through_relu = x.grad
    ((x * -3.0 + 1.0).relu() + x).backward()
    return [through_relu, -3.0, -3.0 + 1, x.grad]


def shape_on_the_arrow():
    X, W1, W2 = np.zeros((50, 64)), np.zeros((64, 30)), np.zeros((30, 10))
    h = X @ W1
    dz = np.zeros((50, 10))
    dh, dW2 = dz @ W2.T, h.T @ dz
    assert dh.shape == h.shape
    return [[*dh.T.shape, *dW2.shape], [*dh.shape, *dW2.shape], [*dz.shape, *dW2.shape], [*dh.shape, *dW2.T.shape]]
