"""層の順伝播・逆伝播・移動平均を PyTorch で計算し、layers.npz に書きます。

使い方(torch==2.13.0 のある環境で): python tests/reference/layers.py
"""

from pathlib import Path

import numpy as np


def compute():
    """{"事例/量": 配列} を返します。入力も一緒に入れるので、読む側は乱数を引き直しません。"""
    import torch
    from torch import nn

    torch.manual_seed(0)
    rng = np.random.default_rng(0)
    values = {}

    def tensor(*shape, scale=1.0):
        return torch.tensor(rng.normal(scale=scale, size=shape), requires_grad=True)

    def record(case, **arrays):
        for name, value in arrays.items():
            values[f"{case}/{name}"] = value.detach().numpy().copy() if torch.is_tensor(value) else np.array(value)

    def activation(case, module):
        x, dout = tensor(5, 6, scale=3.0), tensor(5, 6)
        out = module(x)
        out.backward(dout)
        record(case, x=x, dout=dout, out=out, dx=x.grad)

    def normalization(case, module, shape):
        module = module.double()
        with torch.no_grad():
            module.weight.copy_(tensor(*module.weight.shape))
            module.bias.copy_(tensor(*module.bias.shape))
        x0, x, dout = tensor(*shape, scale=2.0), tensor(*shape, scale=2.0), tensor(*shape)
        module.train()
        module(x0 + 1)  # 移動平均を 2 回更新する
        out = module(x)
        out.backward(dout)
        record(case, gamma=module.weight, beta=module.bias, x0=x0 + 1, x=x, dout=dout, out=out, dx=x.grad)
        record(case, dgamma=module.weight.grad, dbeta=module.bias.grad)
        if isinstance(module, nn.BatchNorm1d | nn.BatchNorm2d):
            record(case, running_mean=module.running_mean, running_var=module.running_var)
        module.eval()
        x.grad = None
        out = module(x)
        out.backward(dout)
        record(case, eval_out=out, eval_dx=x.grad)

    linear = nn.Linear(7, 4).double()
    x, dout = tensor(5, 7), tensor(5, 4)
    out = linear(x)
    out.backward(dout)
    record("affine", W=linear.weight.T, b=linear.bias, x=x, dout=dout, out=out)
    record("affine", dx=x.grad, dW=linear.weight.grad.T, db=linear.bias.grad)

    activation("sigmoid", nn.Sigmoid())
    activation("tanh", nn.Tanh())
    activation("relu", nn.ReLU())
    activation("leaky_relu", nn.LeakyReLU(0.2))
    activation("gelu", nn.GELU())

    normalization("batch_2d", nn.BatchNorm1d(4), (6, 4))
    normalization("batch_4d", nn.BatchNorm2d(3), (4, 3, 2, 5))
    normalization("layer_2d", nn.LayerNorm(5), (4, 5))
    normalization("layer_4d", nn.LayerNorm((3, 2, 5)), (4, 3, 2, 5))
    normalization("instance_4d", nn.InstanceNorm2d(3, affine=True), (4, 3, 2, 5))
    normalization("group_2d", nn.GroupNorm(2, 6), (4, 6))
    normalization("group_4d", nn.GroupNorm(2, 6), (3, 6, 2, 5))

    def loss(case, function, t, *shape):
        x = tensor(*shape, scale=2.0)
        value = function(x, torch.tensor(t))
        value.backward()
        record(case, x=x, t=t, loss=value, dx=x.grad)

    t = rng.integers(0, 4, size=6)
    loss("softmax", nn.CrossEntropyLoss(), t, 6, 4)
    loss("softmax_smoothed", nn.CrossEntropyLoss(label_smoothing=0.1), t, 6, 4)
    loss("softmax_soft_target", nn.CrossEntropyLoss(), rng.dirichlet(np.ones(4), size=6), 6, 4)
    loss("sigmoid_binary", nn.BCEWithLogitsLoss(), rng.integers(0, 2, size=(6, 1)).astype(float), 6, 1)
    loss("sigmoid_multilabel", nn.BCEWithLogitsLoss(), rng.integers(0, 2, size=(6, 3)).astype(float), 6, 3)
    loss("identity", nn.MSELoss(), rng.normal(size=(6, 3)), 6, 3)
    loss("absolute", nn.L1Loss(), rng.normal(size=(6, 3)), 6, 3)
    record("version", torch=torch.__version__.split("+")[0])
    return values


if __name__ == "__main__":
    np.savez_compressed(Path(__file__).with_suffix(".npz"), **compute())
