"""第11章のクイズを、選択肢の説明どおりに計算し直し、リストの選択肢を実行します(値は選択肢の順)。"""

from types import SimpleNamespace

import numpy as np
import pytest

from eshikaku.layers import BatchNormalization, normalize


def largest_output():
    x, gamma, beta = np.array([2.0, 2.0, 8.0, 8.0]), 2, 1
    d = x.max() - x.mean()
    return [gamma * d / x.std() + beta, d / x.std(), gamma * d / x.std(ddof=1) + beta, gamma * d / x.var() + beta]


def gamma_gradient():
    xhat, dout = np.array([-1.0, 1.0, -1.0, 1.0]), np.array([0.5, 1.0, 0.0, 2.0])
    return [dout.sum(), np.sum(2 * dout * xhat), np.sum(dout * xhat), np.mean(dout * xhat)]


def parameters_of_batchnorm2d():
    c, size = 64, 28
    layer = BatchNormalization(np.ones(c), np.zeros(c))
    layer.forward(np.random.default_rng(0).normal(size=(2, c, 3, 3)))
    right = layer.gamma.size + layer.beta.size
    return [right, layer.gamma.size, right + layer.running_mean.size + layer.running_var.size, 2 * c * size**2]


def running_mean_after_two():
    right = wrong = forgotten = 0.0
    for mean in (10.0, 20.0):
        right, wrong = 0.9 * right + 0.1 * mean, 0.1 * wrong + 0.9 * mean
        forgotten += 0.1 * mean
    return [right, wrong, np.mean([10.0, 20.0]), forgotten]


def mean_of_the_cube():
    cube = np.arange(16.0).reshape(2, 4, 1, 2)
    axes = [(1, 2, 3), (0, 2, 3), (2, 3), None]
    return [np.mean(cube, axis=axis).flat[0] for axis in axes]


def batchnorm_forward(run):
    """学習の 2 バッチと推論の出力が、式と一致すること(列の平均も尺度も違う)。"""
    rng = np.random.default_rng(0)
    gamma, beta = np.array([1.5, -0.5, 2.0]), np.array([0.3, 1.0, -1.0])
    layer = SimpleNamespace(gamma=gamma, beta=beta, momentum=0.9, running_mean=np.zeros(3), running_var=np.ones(3))
    forward, mean, var = run()["forward"], np.zeros(3), np.ones(3)
    for _ in range(2):
        x = rng.normal([5, -3, 0], [2, 0.5, 10], size=(4, 3))
        expected = gamma * (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + 1e-6) + beta
        mean, var = 0.9 * mean + 0.1 * x.mean(axis=0), 0.9 * var + 0.1 * x.var(axis=0)
        if not np.allclose(forward(layer, x, True), expected):
            return False
    x = rng.normal(size=(2, 3))
    expected = gamma * (x - mean) / np.sqrt(var + 1e-6) + beta
    return np.allclose(forward(layer, x, False), expected)


def batchnorm_backward(run):
    """ライブラリの勾配と一致すること。"""
    rng = np.random.default_rng(1)
    x, dout = rng.normal(1, 3, size=(2, 5, 3))
    layer = BatchNormalization(np.array([1.5, -0.5, 2.0]), np.zeros(3))
    layer.forward(x)
    dx = layer.backward(dout)
    xn, mu, _, std = normalize(x, 0, layer.eps)
    mine = SimpleNamespace(gamma=layer.gamma, xc=x - mu, xn=xn, std=std[0], batch_size=5)
    found = run()["backward"](mine, dout)
    same_shape = np.shape(mine.dgamma) == layer.dgamma.shape
    return same_shape and np.allclose(mine.dgamma, layer.dgamma) and np.allclose(found, dx)


def evaluates_without_touching_the_model(run):
    """移動平均が変わらず、勾配の記録がなく、移動平均を使った出力であること。"""
    torch = pytest.importorskip("torch", reason="PyTorch がないので、リストは動かしません")
    model = torch.nn.Sequential(torch.nn.Linear(3, 2), torch.nn.BatchNorm1d(2))
    x = torch.tensor(np.random.default_rng(0).normal(size=(6, 3)), dtype=torch.float32)
    model(x)
    before = {name: value.clone() for name, value in model.state_dict().items()}
    y = run(model=model, x=x)["y"]
    kept = all(torch.equal(before[name], value) for name, value in model.state_dict().items())
    bn, hidden = model[1], model[0](x)
    expected = (hidden - bn.running_mean) / torch.sqrt(bn.running_var + bn.eps)
    return kept and not y.requires_grad and torch.allclose(y, expected.detach(), atol=1e-6)
