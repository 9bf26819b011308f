"""第 11 章「Batch Normalization と正規化層」の落とし穴: 誤った版が落ち、正しい版が通ること(台帳の test)。"""

import re

import numpy as np
import pytest

from eshikaku.course import registry
from eshikaku.layers import BatchNormalization, GroupNormalization, normalize
from eshikaku.optimizers import SGD
from eshikaku.training import Trainer
from small_net import T, X, build


@pytest.mark.parametrize("seed", range(3))
def test_batchnorm_trains_before_and_after_the_activation(seed):
    losses = {}
    for place in ("before", "after"):
        net = build(seed, batchnorm=place)
        first = net.loss(X, T)
        Trainer(net, SGD(lr=0.1), X, T, rng=np.random.default_rng(seed)).fit(80)
        losses[place] = net.loss(X, T) / first
    assert max(losses.values()) < 0.3


def test_gamma_and_beta_are_learned_and_inference_ignores_the_batch():
    net = build(batchnorm="before")
    Trainer(net, SGD(lr=0.1), X, T, rng=np.random.default_rng(0)).fit(5)
    assert np.abs(net.params["gamma1"] - 1).max() > 0.01
    assert np.abs(net.params["beta1"]).max() > 0.01
    wrong_alone, wrong_together = net.predict(X[:2], train_flg=True)[0], net.predict(X, train_flg=True)[0]
    assert np.abs(wrong_alone - wrong_together).max() > 0.1  # 学習時の計算のままでは、ほかの行しだいで変わる
    np.testing.assert_allclose(net.predict(X[:2])[0], net.predict(X)[0], rtol=1e-12)


def test_running_variance_from_biased_batches_is_too_small():
    m, rng = 4, np.random.default_rng(0)
    layer = BatchNormalization(np.ones(200), np.zeros(200), momentum=0.99)
    wrong = np.ones(200)
    for _ in range(2000):
        x = rng.normal(scale=3.0, size=(m, 200))
        layer.forward(x, train_flg=True)
        wrong = 0.99 * wrong + 0.01 * x.var(axis=0)
    assert layer.running_var.mean() == pytest.approx(9, rel=0.03)
    assert wrong.mean() == pytest.approx(9 * (m - 1) / m, rel=0.03)


def test_momentum_copied_from_pytorch_forgets_almost_everything():
    def running_mean(momentum):
        layer = BatchNormalization(np.ones(1), np.zeros(1), momentum=momentum)
        for mean in [0.0] * 50 + [10.0]:  # 最後の 1 バッチだけ平均が 10
            layer.forward(mean + np.array([[-1.0], [1.0]]), train_flg=True)
        return layer.running_mean[0]

    assert running_mean(0.1) == pytest.approx(9)  # PyTorch の 0.1 をそのまま書くと、最後のバッチが 9 割
    assert running_mean(0.9) == pytest.approx(1)


def test_per_element_batchnorm_of_images_breaks_shifts_and_per_channel_does_not():
    images = np.random.default_rng(0).normal(size=(8, 3, 5, 5)) + np.arange(5)  # 右ほど明るい
    layer = BatchNormalization(np.ones(3), np.zeros(3))

    def per_channel(x):
        return layer.forward(x, train_flg=True)

    def per_element(x):
        return normalize(x, 0, 1e-5)[0]

    def difference(f):
        """右端に寄せた画像を 1 枚だけ混ぜたとき、その画像の正規化も同じだけずれるか。"""
        shifted = images.copy()
        shifted[0] = np.roll(images[0], 1, axis=2)
        return np.abs(f(shifted)[0] - np.roll(f(images)[0], 1, axis=2)).max()

    assert difference(per_element) > 1
    assert difference(per_channel) < 1e-12
    assert layer.gamma.size + layer.beta.size == 2 * 3  # 要素ごとなら 2×75


def test_batchnorm_adds_no_penalty_and_leaves_only_signs_at_batch_2():
    x = np.random.default_rng(0).normal(size=(2, 50))
    batch = BatchNormalization(np.ones(50), np.zeros(50), eps=1e-12).forward(x, train_flg=True)
    np.testing.assert_allclose(np.abs(batch), 1, rtol=1e-6)  # 大きさの情報が消える
    group = GroupNormalization(np.ones(50), np.zeros(50), groups=1)
    np.testing.assert_allclose(group.forward(x)[0], group.forward(x[:1])[0], rtol=1e-12)  # バッチに頼らない
    assert build(batchnorm="before").penalty() == 0
    assert build(batchnorm="before", l2=0.1).penalty() > 0


def test_epsilon_10e_7_is_1e_6():
    """「よくある間違い」の文に書いた数字を、そのまま Python に読ませます。"""
    truth = registry.misconception("11-epsilon-10e-7").truth
    wrong, right = map(float, re.findall(r"`([^`]+)`", truth))
    power = [10.0 ** int(n) for n in re.findall(r"10\^\{(-\d+)\}", truth)]
    assert [wrong, wrong, right] == pytest.approx([10 * power[0], power[1], power[2]], rel=1e-12)
