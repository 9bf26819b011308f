"""第 12 章「正則化」の落とし穴: 誤った版が落ち、正しい版が通ること(台帳の test)。"""

import numpy as np
import pytest

from eshikaku.gradient import numerical_gradient
from eshikaku.layers import Dropout
from eshikaku.networks import MultiLayerNet
from small_net import build


def test_l1_norm_is_the_sum_of_absolute_values_and_makes_exact_zeros():
    W = np.array([[0.5, -2.0], [1.0, -0.1]])
    net = MultiLayerNet(2, [], 2, np.random.default_rng(0), l1=1.0)
    net.params["W1"] = W
    assert net.penalty() == pytest.approx(3.6)
    assert np.abs(W**2).sum() == pytest.approx(5.26)  # Σ|w²| は L2 ノルムの 2 乗

    def penalty(value):
        net.params["W1"] = value
        return net.penalty()

    np.testing.assert_allclose(numerical_gradient(penalty, W), np.sign(W), rtol=1e-6)

    def minimizer(penalty):
        """(w − 0.3)² + 罰則 を最小にする w。"""
        w = np.linspace(-1, 1, 2001)
        return w[np.argmin((w - 0.3) ** 2 + penalty(w))]

    assert minimizer(np.abs) == pytest.approx(0, abs=1e-12)  # ちょうど 0
    assert minimizer(np.square) == pytest.approx(0.15)  # 0 にはならない


def test_half_squared_weights_are_not_a_norm():
    def penalty(scale, **options):
        net = build(**options)
        for key in net.weight_names():
            net.params[key] *= scale
        return net.penalty()

    assert penalty(2.0, l1=1.0) == pytest.approx(2 * penalty(1.0, l1=1.0))  # ノルムなら、2 倍すると 2 倍
    assert penalty(2.0, l2=1.0) == pytest.approx(4 * penalty(1.0, l2=1.0))
    W = np.concatenate([build().params[key].ravel() for key in build().weight_names()])
    assert penalty(1.0, l2=1.0) == pytest.approx(np.linalg.norm(W) ** 2 / 2)


def test_dropout_without_scaling_changes_the_expectation_at_inference():
    x, ratio = np.ones((200, 1000)), 0.4
    wrong_training = x * (np.random.default_rng(0).random(x.shape) >= ratio)  # 消すだけ。推論では x のまま
    assert x.mean() / wrong_training.mean() == pytest.approx(1 / 0.6, rel=0.01)
    for inverted in (True, False):
        layer = Dropout(ratio, np.random.default_rng(0), inverted)
        training, inference = layer.forward(x, train_flg=True), layer.forward(x, train_flg=False)
        assert inference.mean() / training.mean() == pytest.approx(1, rel=0.01)


def test_dropout_ratio_is_the_fraction_dropped_not_kept():
    out = Dropout(0.2, np.random.default_rng(0)).forward(np.ones((200, 1000)), train_flg=True)
    assert (out == 0).mean() == pytest.approx(0.2, abs=0.01)  # 論文の p = 0.2 なら 0.8 になる
