"""誤解の一覧(第8〜11章)のうち、動かせるもの: 誤った版では主張が成り立たず、正しい版では成り立つことを確かめます。"""

import re

import numpy as np
import pytest

from eshikaku import registry
from eshikaku.clipping import clip_grad_norm, clip_grad_value
from eshikaku.functions import relu, sigmoid
from eshikaku.gradient import numerical_gradient
from eshikaku.initializers import he, normal, xavier
from eshikaku.layers import (
    Affine,
    BatchNormalization,
    Dropout,
    GroupNormalization,
    Relu,
    SoftmaxWithLoss,
    normalize,
)
from eshikaku.networks import MultiLayerNet
from eshikaku.optimizers import SGD, Adam
from eshikaku.training import Trainer, minibatches

X = np.random.default_rng(0).normal(size=(70, 6))
T = (X[:, 0] > 0).astype(int) + (X[:, 1] > 0)


def build(seed=1, **options):
    return MultiLayerNet(6, [10, 10], 3, np.random.default_rng(seed), **options)


# --- 02, 06 -------------------------------------------------------------------


def test_02_epoch_counter_is_off_when_n_is_not_a_multiple_of_the_batch():
    N, B = 70, 16
    iter_per_epoch = max(N / B, 1)  # よくあるコード。4.375 なので、割った余りはめったに 0 にならない
    counted = sum(i % iter_per_epoch == 0 for i in range(1, 71))
    trainer = Trainer(build(), SGD(), X, T, rng=np.random.default_rng(0), batch_size=B)
    trainer.fit(14)
    assert trainer.iteration == 70
    assert counted == 2  # 70 回の更新で 2 エポックと数える
    assert trainer.epoch == 14  # 本当は ⌈70/16⌉ = 5 回で 1 エポック
    assert len(minibatches(N, B, np.random.default_rng(0))) == 5


def test_06_weight_decay_is_l2_for_sgd_and_not_for_adam():
    def trained(optimizer, decoupled):
        trainer = Trainer(build(), optimizer, X, T, rng=np.random.default_rng(0), weight_decay=0.1, decoupled=decoupled)
        trainer.fit(5)
        return np.concatenate([value.ravel() for value in trainer.net.params.values()])

    np.testing.assert_allclose(trained(SGD(lr=0.1), True), trained(SGD(lr=0.1), False), rtol=1e-10, atol=1e-12)
    assert np.abs(trained(Adam(lr=0.01), True) - trained(Adam(lr=0.01), False)).max() > 0.01


# --- 08 誤差逆伝播法 ----------------------------------------------------------


def test_08_relu_backward_that_writes_into_dout_breaks_the_other_branch():
    class WrongRelu:
        def forward(self, x):
            self.mask = x <= 0
            return np.where(self.mask, 0, x)

        def backward(self, dout):
            dout[self.mask] = 0
            return dout

    def gradient(layer):
        """y = ReLU(x) + x。枝分かれした dout を、両方の枝に渡す。"""
        layer.forward(np.array([-1.0, 2.0]))
        dout = np.array([1.0, 1.0])
        return layer.backward(dout) + dout

    np.testing.assert_array_equal(gradient(WrongRelu()), [0, 2])
    np.testing.assert_array_equal(gradient(Relu()), [1, 2])  # d(ReLU(x) + x)/dx


def test_08_rebinding_params_does_not_train_layers_that_keep_the_old_arrays():
    class WrongNet:
        """作ったときの配列を、層が持ち続けるネットワーク。"""

        def __init__(self):
            rng = np.random.default_rng(0)
            self.params = {"W1": he((6, 3), rng), "b1": np.zeros(3)}
            self.affine, self.last_layer = Affine(self.params["W1"], self.params["b1"]), SoftmaxWithLoss()

        def loss(self, x, t):
            return self.last_layer.forward(self.affine.forward(x), t)

        def gradient(self, x, t):
            self.loss(x, t)
            self.affine.backward(self.last_layer.backward())
            return {"W1": self.affine.dW, "b1": self.affine.db}

    def improvement(net):
        first = net.loss(X, T)
        for _ in range(50):
            for key, grad in net.gradient(X, T).items():
                net.params[key] = net.params[key] - 0.1 * grad
        return first - net.loss(X, T)

    assert improvement(WrongNet()) == 0
    assert improvement(build()) > 0.1


# --- 09 重みの初期値 ----------------------------------------------------------


def test_09_equal_weights_fail_by_symmetry_although_the_input_arrives():
    def hidden_after_training(weight_init):
        net = build(weight_init=weight_init)
        Trainer(net, SGD(lr=0.1), X, T, rng=np.random.default_rng(0)).fit(10)
        return net.activations(X)["Relu1"]

    equal = hidden_after_training(lambda shape, rng, dtype: np.full(shape, 0.3))
    assert equal.std(axis=0).max() > 0.1  # 入力は届いている(行によって出力が違う)
    np.testing.assert_allclose(equal, equal[:, :1] * np.ones(10), rtol=1e-10)  # どのユニットも同じ
    assert np.ptp(hidden_after_training("he"), axis=1).max() > 0.1


def test_09_zero_weights_give_zero_gradients_upstream():
    grads = build(weight_init=0.0).gradient(X, T)
    assert not any(grads[key].any() for key in ("W1", "W2", "W3", "b1", "b2"))
    assert grads["b3"].any()
    assert all(grad.any() for grad in build().gradient(X, T).values())


def test_09_xavier_is_one_over_n_only_when_fan_in_equals_fan_out():
    def ratio_to_one_over_n(n_in, n_out):
        return xavier((n_in, n_out), np.random.default_rng(0)).var() * n_in

    assert ratio_to_one_over_n(300, 300) == pytest.approx(1, rel=0.02)
    assert ratio_to_one_over_n(400, 100) == pytest.approx(2 * 400 / 500, rel=0.02)


def second_moment_after_5_layers(std, n=300):
    rng = np.random.default_rng(0)
    x = rng.normal(size=(200, n))
    for _ in range(5):
        x = relu(x @ normal((n, n), rng, std=std))
    return (x**2).mean()


def test_09_he_std_is_the_square_root_of_the_variance():
    assert second_moment_after_5_layers(std=2 / 300) < 1e-5
    assert second_moment_after_5_layers(std=np.sqrt(2 / 300)) == pytest.approx(1, rel=0.3)
    assert he((300, 300), np.random.default_rng(0)).std() == pytest.approx(np.sqrt(2 / 300), rel=0.01)


def test_09_he_keeps_the_variance_and_half_of_the_outputs_are_zero():
    net = MultiLayerNet(300, [300] * 5, 3, np.random.default_rng(0))
    x = np.random.default_rng(1).normal(size=(200, 300))
    outputs = net.activations(x)
    for i in range(1, 6):
        out = outputs[f"Relu{i}"]
        assert (out == 0).mean() == pytest.approx(0.5, abs=0.06)
        assert out.mean() > 0.4  # 平均は 0 ではない
        assert (out**2).mean() == pytest.approx(1, rel=0.35)


def test_09_gradients_vanish_in_a_sigmoid_net_that_is_not_saturated():
    net = MultiLayerNet(30, [30] * 6, 3, np.random.default_rng(0), activation="sigmoid", weight_init="xavier")
    x, t = np.random.default_rng(1).normal(size=(100, 30)), np.arange(100) % 3
    grads, outputs = net.gradient(x, t), net.activations(x)
    for i in range(1, 7):
        assert ((outputs[f"Sigmoid{i}"] > 0.02) & (outputs[f"Sigmoid{i}"] < 0.98)).mean() > 0.95
    norms = [np.linalg.norm(grads[f"b{i}"]) for i in range(1, 7)]
    assert norms[0] < 0.01 * norms[-1]
    z = np.linspace(-20, 20, 4001)
    assert (sigmoid(z) * (1 - sigmoid(z))).max() == 0.25


def test_09_clipping_by_norm_keeps_the_direction_and_by_value_does_not():
    grads = {"W": np.array([3.0, 0.5])}

    def cosine(clipped):
        return grads["W"] @ clipped["W"] / np.linalg.norm(grads["W"]) / np.linalg.norm(clipped["W"])

    assert cosine(clip_grad_norm(grads, 1.0)[0]) == pytest.approx(1, abs=1e-12)
    assert cosine(clip_grad_value(grads, 1.0)) < 0.99


# --- 10 Batch Normalization ---------------------------------------------------


@pytest.mark.parametrize("seed", range(3))
def test_10_batchnorm_trains_before_and_after_the_activation(seed):
    losses = {}
    for place in ("before", "after"):
        net = build(seed, batchnorm=place)
        first = net.loss(X, T)
        Trainer(net, SGD(lr=0.1), X, T, rng=np.random.default_rng(seed)).fit(80)
        losses[place] = net.loss(X, T) / first
    assert max(losses.values()) < 0.3


def test_10_gamma_and_beta_are_learned_and_inference_ignores_the_batch():
    net = build(batchnorm="before")
    Trainer(net, SGD(lr=0.1), X, T, rng=np.random.default_rng(0)).fit(5)
    assert np.abs(net.params["gamma1"] - 1).max() > 0.01
    assert np.abs(net.params["beta1"]).max() > 0.01
    wrong_alone, wrong_together = net.predict(X[:2], train_flg=True)[0], net.predict(X, train_flg=True)[0]
    assert np.abs(wrong_alone - wrong_together).max() > 0.1  # 学習時の計算のままでは、ほかの行しだいで変わる
    np.testing.assert_allclose(net.predict(X[:2])[0], net.predict(X)[0], rtol=1e-12)


def test_10_running_variance_from_biased_batches_is_too_small():
    m, rng = 4, np.random.default_rng(0)
    layer = BatchNormalization(np.ones(200), np.zeros(200), momentum=0.99)
    wrong = np.ones(200)
    for _ in range(2000):
        x = rng.normal(scale=3.0, size=(m, 200))
        layer.forward(x, train_flg=True)
        wrong = 0.99 * wrong + 0.01 * x.var(axis=0)
    assert layer.running_var.mean() == pytest.approx(9, rel=0.03)
    assert wrong.mean() == pytest.approx(9 * (m - 1) / m, rel=0.03)


def test_10_momentum_copied_from_pytorch_forgets_almost_everything():
    def running_mean(momentum):
        layer = BatchNormalization(np.ones(1), np.zeros(1), momentum=momentum)
        for mean in [0.0] * 50 + [10.0]:  # 最後の 1 バッチだけ平均が 10
            layer.forward(mean + np.array([[-1.0], [1.0]]), train_flg=True)
        return layer.running_mean[0]

    assert running_mean(0.1) == pytest.approx(9)  # PyTorch の 0.1 をそのまま書くと、最後のバッチが 9 割
    assert running_mean(0.9) == pytest.approx(1)


def test_10_per_element_batchnorm_of_images_breaks_shifts_and_per_channel_does_not():
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


def test_10_batchnorm_adds_no_penalty_and_leaves_only_signs_at_batch_2():
    x = np.random.default_rng(0).normal(size=(2, 50))
    batch = BatchNormalization(np.ones(50), np.zeros(50), eps=1e-12).forward(x, train_flg=True)
    np.testing.assert_allclose(np.abs(batch), 1, rtol=1e-6)  # 大きさの情報が消える
    group = GroupNormalization(np.ones(50), np.zeros(50), groups=1)
    np.testing.assert_allclose(group.forward(x)[0], group.forward(x[:1])[0], rtol=1e-12)  # バッチに頼らない
    assert build(batchnorm="before").penalty() == 0
    assert build(batchnorm="before", l2=0.1).penalty() > 0


def test_10_epsilon_10e_7_is_1e_6():
    """「よくある間違い」の文に書いた数字を、そのまま Python に読ませます。"""
    truth = registry.misconception("10-epsilon-10e-7").truth
    wrong, right = map(float, re.findall(r"`([^`]+)`", truth))
    power = [10.0 ** int(n) for n in re.findall(r"10\^\{(-\d+)\}", truth)]
    assert [wrong, wrong, right] == pytest.approx([10 * power[0], power[1], power[2]], rel=1e-12)


# --- 11 正則化 ----------------------------------------------------------------


def test_11_l1_norm_is_the_sum_of_absolute_values_and_makes_exact_zeros():
    W = np.array([[0.5, -2.0], [1.0, -0.1]])
    net = MultiLayerNet(2, [], 2, np.random.default_rng(0), l1=1.0)
    net.params["W1"] = W
    assert net.penalty() == pytest.approx(3.6)
    assert np.abs(W**2).sum() == pytest.approx(5.26)  # Σ|w²| は L2 ノルムの二乗

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


def test_11_half_squared_weights_are_not_a_norm():
    def penalty(scale, **options):
        net = build(**options)
        for key in net.weight_names():
            net.params[key] *= scale
        return net.penalty()

    assert penalty(2.0, l1=1.0) == pytest.approx(2 * penalty(1.0, l1=1.0))  # ノルムなら、2 倍すると 2 倍
    assert penalty(2.0, l2=1.0) == pytest.approx(4 * penalty(1.0, l2=1.0))
    W = np.concatenate([build().params[key].ravel() for key in build().weight_names()])
    assert penalty(1.0, l2=1.0) == pytest.approx(np.linalg.norm(W) ** 2 / 2)


def test_11_dropout_without_scaling_changes_the_expectation_at_inference():
    x, ratio = np.ones((200, 1000)), 0.4
    wrong_training = x * (np.random.default_rng(0).random(x.shape) >= ratio)  # 消すだけ。推論では x のまま
    assert x.mean() / wrong_training.mean() == pytest.approx(1 / 0.6, rel=0.01)
    for inverted in (True, False):
        layer = Dropout(ratio, np.random.default_rng(0), inverted)
        training, inference = layer.forward(x, train_flg=True), layer.forward(x, train_flg=False)
        assert inference.mean() / training.mean() == pytest.approx(1, rel=0.01)


def test_11_dropout_ratio_is_the_fraction_dropped_not_kept():
    out = Dropout(0.2, np.random.default_rng(0)).forward(np.ones((200, 1000)), train_flg=True)
    assert (out == 0).mean() == pytest.approx(0.2, abs=0.01)  # 論文の p = 0.2 なら 0.8 になる
