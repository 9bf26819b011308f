"""第 10 章「重みの初期値」の落とし穴: 誤った版が落ち、正しい版が通ること(台帳の test)。"""

import numpy as np
import pytest

from eshikaku.clipping import clip_grad_norm, clip_grad_value
from eshikaku.functions import relu, sigmoid
from eshikaku.initializers import he, normal, xavier
from eshikaku.networks import MultiLayerNet
from eshikaku.optimizers import SGD
from eshikaku.training import Trainer
from small_net import T, X, build


def test_clipping_by_value_is_not_clipping_by_norm():
    grads = {"x": np.array([30.0, 0.4])}
    by_norm, by_value = clip_grad_norm(grads, 1.0)[0]["x"], clip_grad_value(grads, 1.0)["x"]
    assert np.linalg.norm(by_norm) == pytest.approx(1)
    assert by_norm[1] / by_norm[0] == pytest.approx(0.4 / 30)
    assert by_value[1] / by_value[0] == pytest.approx(0.4)


def test_equal_weights_fail_by_symmetry_although_the_input_arrives():
    def hidden_after_training(weight_init):
        net = build(weight_init=weight_init)
        Trainer(net, SGD(lr=0.1), X, T, rng=np.random.default_rng(0)).fit(10)
        return net.activations(X)["Relu1"]

    equal = hidden_after_training(lambda shape, rng, dtype: np.full(shape, 0.3))
    assert equal.std(axis=0).max() > 0.1  # 入力は届いている(行によって出力が違う)
    np.testing.assert_allclose(equal, equal[:, :1] * np.ones(10), rtol=1e-10)  # どのユニットも同じ
    assert np.ptp(hidden_after_training("he"), axis=1).max() > 0.1


def test_zero_weights_give_zero_gradients_upstream():
    grads = build(weight_init=0.0).gradient(X, T)
    assert not any(grads[key].any() for key in ("W1", "W2", "W3", "b1", "b2"))
    assert grads["b3"].any()
    assert all(grad.any() for grad in build().gradient(X, T).values())


def test_xavier_is_one_over_n_only_when_fan_in_equals_fan_out():
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


def test_he_std_is_the_square_root_of_the_variance():
    assert second_moment_after_5_layers(std=2 / 300) < 1e-5
    assert second_moment_after_5_layers(std=np.sqrt(2 / 300)) == pytest.approx(1, rel=0.3)
    assert he((300, 300), np.random.default_rng(0)).std() == pytest.approx(np.sqrt(2 / 300), rel=0.01)


def test_he_keeps_the_variance_and_half_of_the_outputs_are_zero():
    net = MultiLayerNet(300, [300] * 5, 3, np.random.default_rng(0))
    x = np.random.default_rng(1).normal(size=(200, 300))
    outputs = net.activations(x)
    for i in range(1, 6):
        out = outputs[f"Relu{i}"]
        assert (out == 0).mean() == pytest.approx(0.5, abs=0.06)
        assert out.mean() > 0.4  # 平均は 0 ではない
        assert (out**2).mean() == pytest.approx(1, rel=0.35)


def test_gradients_vanish_in_a_sigmoid_net_that_is_not_saturated():
    net = MultiLayerNet(30, [30] * 6, 3, np.random.default_rng(0), activation="sigmoid", weight_init="xavier")
    x, t = np.random.default_rng(1).normal(size=(100, 30)), np.arange(100) % 3
    grads, outputs = net.gradient(x, t), net.activations(x)
    for i in range(1, 7):
        assert ((outputs[f"Sigmoid{i}"] > 0.02) & (outputs[f"Sigmoid{i}"] < 0.98)).mean() > 0.95
    norms = [np.linalg.norm(grads[f"b{i}"]) for i in range(1, 7)]
    assert norms[0] < 0.01 * norms[-1]
    z = np.linspace(-20, 20, 4001)
    assert (sigmoid(z) * (1 - sigmoid(z))).max() == 0.25


def test_clipping_by_norm_keeps_the_direction_and_by_value_does_not():
    grads = {"W": np.array([3.0, 0.5])}

    def cosine(clipped):
        return grads["W"] @ clipped["W"] / np.linalg.norm(grads["W"]) / np.linalg.norm(clipped["W"])

    assert cosine(clip_grad_norm(grads, 1.0)[0]) == pytest.approx(1, abs=1e-12)
    assert cosine(clip_grad_value(grads, 1.0)) < 0.99
