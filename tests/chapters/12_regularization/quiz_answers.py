"""第12章のクイズを、選択肢の説明どおりに計算し直し、リストの選択肢を実行します(値は選択肢の順)。"""

import numpy as np
import pytest

from eshikaku import layers
from eshikaku.functions import cross_entropy, target_distribution


def two_norms():
    w = np.array([2.0, -6.0, 3.0])
    l1, l2, squares = np.abs(w).sum(), np.linalg.norm(w), np.sum(w**2)
    return [(l1, l2), (squares, l2), (l1, squares), (w.sum(), l2)]


def inverted_outputs():
    h, mask, ratio = np.array([4.0, 8.0, 2.0]), np.array([1, 0, 1]), 0.2
    return [tuple(h * mask * scale) for scale in (1 / (1 - ratio), 1, 1 / ratio, 1 - ratio)]


def early_stops():
    losses, patience = [0.8, 0.5, 0.6, 0.55, 0.45, 0.5, 0.48, 0.47, 0.4], 3
    best = stop = 0
    for epoch, loss in enumerate(losses):
        if loss < losses[best] or epoch == 0:
            best = epoch
        elif epoch - best >= patience:
            stop = epoch
            break
    return [(5, 2), (stop + 1, stop + 1), (stop + 1, best + 1), (len(losses), len(losses))]


def smoothed_targets():
    eps, k = 0.1, 5
    t = target_distribution(np.array([0]), np.zeros((1, k)), eps)
    assert cross_entropy(np.zeros((1, k)), np.array([0]), label_smoothing=eps) > 0
    return [1 - eps, t[0, 0], t[0, 1], 1 - eps / k]


def mask_sizes():
    x, W, rng = np.ones((32, 100)), np.ones((100, 50)), np.random.default_rng(0)
    drop, connect = layers.Dropout(0.5, rng), layers.DropConnect(W, np.zeros(50), 0.5, rng)
    drop.forward(x)
    out = connect.forward(x)
    signal, weights = drop.mask.size, connect.mask.size
    return [(x.shape[1], weights), (out.size, weights), (signal, weights), (weights, signal)]


def dropout_class(run):
    """消す割合、期待値、逆伝播が、ライブラリの推論時に掛ける形と同じであること。"""
    layer, x = run()["Dropout"](0.2), np.full((200, 300), 3.0)
    out = layer.forward(x)
    library = layers.Dropout(0.2, np.random.default_rng(0), inverted=False)
    library.forward(x)
    kept = np.isclose(out, x)
    with np.errstate(all="ignore"):
        return (
            np.all(kept | (out == 0))
            and abs(kept.mean() - 0.8) < 0.01
            and np.allclose(layer.forward(x, train_flg=False), library.forward(x, train_flg=False))
            and np.array_equal(layer.backward(x), np.where(kept, x, 0))
        )


def net_with_decay(run):
    """罰則の値と、数値微分した罰則の勾配が、リストの loss と gradient に現れること。"""

    class Base:
        hidden_layer_num, weight_decay_lambda = 1, 0.3

        def __init__(self):
            rng = np.random.default_rng(1)
            self.params = {"W1": rng.normal(size=(2, 3)), "b1": np.ones(3), "W2": rng.normal(size=(3, 2))}

        def data_loss(self, x, t):
            return 2.0

        def data_gradient(self, x, t):
            return {key: np.full(value.shape, 0.5) for key, value in self.params.items()}

    net = run(Base=Base)["Net"]()
    squares = sum(np.sum(net.params[key] ** 2) for key in ("W1", "W2"))
    grads = net.gradient(None, None)
    return (
        np.isclose(net.loss(None, None), 2 + 0.15 * squares)
        and all(np.allclose(grads[key], 0.5 + 0.3 * net.params[key]) for key in ("W1", "W2"))
        and np.all(grads["b1"] == 0.5)
    )


def evaluates_without_dropout(run):
    """2 度測った出力が等しく、Dropout を通さない出力とも等しいこと。"""
    torch = pytest.importorskip("torch", reason="PyTorch がないので、リストは動かしません")
    torch.manual_seed(0)
    model = torch.nn.Sequential(torch.nn.Linear(4, 50), torch.nn.Dropout(0.5), torch.nn.Linear(50, 3))
    x, t = torch.randn(20, 4), torch.randint(0, 3, (20,))
    first, second = (run(model=model, x_val=x, t_val=t)["y"] for _ in range(2))
    return torch.equal(first, second) and torch.allclose(first, model[2](model[0](x)))
