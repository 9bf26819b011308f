"""同じ重み・同じバッチから学習したネットワークの損失が、更新ごとに PyTorch と一致することを確かめます。"""

import numpy as np
import pytest

from eshikaku import optimizers
from eshikaku.layers import SoftmaxWithLoss
from eshikaku.networks import MultiLayerNet
from eshikaku.training import Trainer, evaluate
from torch_reference import torch_fixture

# PyTorch の引数の値は tests/reference/networks.py にある。ここでは同じ意味の引数を、このライブラリの名前で渡す。
CASES = {
    "SGD": (lambda: optimizers.SGD(lr=0.1), {}, {}),
    "Momentum": (lambda: optimizers.Momentum(lr=0.05, momentum=0.9), {}, {}),
    "Nesterov": (lambda: optimizers.Nesterov(lr=0.05, momentum=0.9), {}, {}),
    "AdaGrad": (lambda: optimizers.AdaGrad(lr=0.05, eps=1e-7), {}, {}),
    "RMSprop": (lambda: optimizers.RMSprop(lr=0.01, rho=0.99, eps=1e-7), {}, {}),
    "AdaDelta": (lambda: optimizers.AdaDelta(lr=1.0, rho=0.95, eps=1e-6), {}, {}),
    "Adam": (lambda: optimizers.Adam(lr=0.01), {}, {}),
    "AMSGrad": (lambda: optimizers.AMSGrad(lr=0.01), {}, {}),
    "AdamW": (lambda: optimizers.AdamW(lr=0.01, weight_decay=0.01), {}, {}),
    "SGD-weight_decay": (lambda: optimizers.SGD(lr=0.1), {}, {"weight_decay": 0.05}),
    "Adam-coupled": (lambda: optimizers.Adam(lr=0.01), {}, {"weight_decay": 0.05}),
    "Adam-decoupled": (lambda: optimizers.Adam(lr=0.01), {}, {"weight_decay": 0.05, "decoupled": True}),
    "Adam-smoothed": (
        lambda: optimizers.Adam(lr=0.01),
        {"batchnorm": None, "activation": "gelu", "last_layer": SoftmaxWithLoss(label_smoothing=0.1)},
        {},
    ),
    "Adam-after": (lambda: optimizers.Adam(lr=0.01), {"batchnorm": "after", "activation": "tanh"}, {}),
}


torch_values = torch_fixture("networks")


def train(values, case, **more_options):
    """(各更新の損失, 学習した net) を返します。"""
    build_optimizer, net_options, trainer_options = CASES[case]
    net = MultiLayerNet(6, [8, 5], 4, np.random.default_rng(0), **{"batchnorm": "before"} | net_options)
    for key in ("W1", "W2", "W3"):
        net.params[key] = values[f"init/{key}"].copy()
    x, t = values["data/x"], values["data/t"]
    trainer = Trainer(net, build_optimizer(), x, t, rng=np.random.default_rng(0), **trainer_options, **more_options)
    losses = [trainer.step(x[i : i + 16], t[i : i + 16]) for i in np.arange(100) * 16 % 96]
    return losses, net


def test_reference_covers_the_same_cases(torch_values):
    assert {key.split("/")[0] for key in torch_values} == {*CASES, "data", "init", "version"}
    assert str(torch_values["version/torch"]) == "2.13.0"


@pytest.mark.parametrize("case", CASES)
def test_loss_curve_agrees_with_pytorch_step_by_step(torch_values, case):
    losses, net = train(torch_values, case)
    np.testing.assert_allclose(losses, torch_values[f"{case}/losses"], rtol=1e-10)
    np.testing.assert_allclose(net.params["W1"], torch_values[f"{case}/W1"], rtol=1e-8, atol=1e-10)
    loss, _ = evaluate(net, torch_values["data/x"], torch_values["data/t"])
    assert loss == pytest.approx(float(torch_values[f"{case}/eval"]), rel=1e-9)
    assert losses[-1] < losses[0]


def test_coupled_and_decoupled_decay_agree_for_sgd_and_differ_for_adam(torch_values):
    """SGD では、勾配に λW を足しても、W を 1−ηλ 倍しても、同じ更新になる。Adam では違う。"""
    coupled, decoupled = (train(torch_values, "SGD-weight_decay", decoupled=d)[0] for d in (False, True))
    np.testing.assert_allclose(decoupled, coupled, rtol=1e-12)
    difference = torch_values["Adam-coupled/losses"] - torch_values["Adam-decoupled/losses"]
    assert np.abs(difference).max() > 0.05
