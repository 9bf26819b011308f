"""第10章のクイズを、選択肢の説明どおりに計算し直し、リストの選択肢を実行します(値は選択肢の順)。"""

import numpy as np
import pytest

from eshikaku import clipping, initializers


def three_slopes():
    y = 0.9
    return [3 * y * (1 - y), (y * (1 - y)) ** 3, y**3, 0.25**3]


def convolution_fans():
    out_channels, in_channels, height, width = shape = (32, 8, 3, 3)
    fan_in, fan_out = initializers.fans(shape)
    return [
        (in_channels, out_channels),
        (fan_out, fan_in),
        (height * width, height * width),
        (fan_in, fan_out),
    ]


def clipped_by_norm():
    g, c = {"w": np.array([6.0, 8.0])}, 5.0
    right = clipping.clip_grad_norm(g, c)[0]["w"]
    by_value = clipping.clip_grad_value(g, c)["w"]
    return [by_value, g["w"] / 10, right, g["w"]]


def size_after_three_layers():
    n, std = 200, 0.05
    half = n * std**2 / 2  # ReLU を通した 2 乗平均の倍率
    return [(n * std**2) ** 1.5, half**1.5, half**3, half**0.5]


def initial_parameters(run):
    """He と Xavier の標準偏差、形、平均、バイアスが正しいこと。"""
    make = run()["init_params"]
    sizes = [400, 100, 200]
    for kind, stds in (
        ("he", [np.sqrt(2 / 400), np.sqrt(2 / 100)]),
        ("xavier", [np.sqrt(2 / 500), np.sqrt(2 / 300)]),
    ):
        params = make(sizes, kind, np.random.default_rng(0))
        for i, std in enumerate(stds, 1):
            W, b = params["W" + str(i)], params["b" + str(i)]
            if W.shape != (sizes[i - 1], sizes[i]) or not np.isclose(W.std(), std, rtol=0.03):
                return False
            if abs(W.mean()) > 0.05 * std or np.shape(b) != (sizes[i],) or np.any(b):
                return False
    return True


def he_normal(run):
    """平均 0、分散 2/n の、正規分布であること(一様分布なら、端が √3 倍を超えない)。"""
    torch = pytest.importorskip("torch", reason="PyTorch がないので、リストは動かしません")
    torch.manual_seed(0)
    W = run()["layer"].weight.detach().numpy()
    std = np.sqrt(2 / 200)
    return np.isclose(W.std(), std, rtol=0.03) and np.abs(W).max() > 2.5 * std


def clipped_step(run):
    """更新の大きさが、切った勾配の 0.1 倍で、2 件目の勾配に 1 件目が残らないこと。"""
    torch = pytest.importorskip("torch", reason="PyTorch がないので、リストは動かしません")
    model = torch.nn.Linear(2, 1, bias=False).double()
    torch.nn.init.zeros_(model.weight)
    x, t = torch.tensor([[6.0, 8.0]], dtype=torch.float64), torch.tensor([[10.0]], dtype=torch.float64)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    model.weight.grad = torch.full((1, 2), 7.0, dtype=torch.float64)  # 前の回に残った勾配
    run(model=model, criterion=torch.nn.MSELoss(), optimizer=optimizer, x=x, t=t)
    return np.allclose(model.weight.detach().numpy(), [[0.06, 0.08]], atol=1e-6)
