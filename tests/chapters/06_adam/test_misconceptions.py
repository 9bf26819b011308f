"""第 6 章「Adam」の落とし穴: 誤った版が落ち、正しい版が通ること(台帳の test)。"""

import numpy as np
import pytest

from eshikaku.datasets import load_digits
from eshikaku.functions import cross_entropy, softmax
from eshikaku.optimizers import SGD, Adam, AdamW, AMSGrad
from eshikaku.training import Trainer
from small_net import T, X, build
from valley import path, steps_of


def adam_with_wrong_correction(steps, lr=0.3, beta1=0.9, beta2=0.999):
    x, m, v = np.array([-7.0, 2.0]), np.zeros(2), np.zeros(2)
    for _ in range(steps):
        g = x * [1 / 10, 2]
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        x = x - lr * (m / (1 - beta1)) / (np.sqrt(v / (1 - beta2)) + 1e-8)
        yield x


def test_bias_correction_without_the_power_t_is_right_only_at_the_first_step():
    wrong, right = np.array(list(adam_with_wrong_correction(30))), path(Adam(lr=0.3), 30)[1:]
    np.testing.assert_allclose(wrong[0], right[0])
    np.testing.assert_allclose(wrong[-1], [1.227, -0.269], atol=6e-4)
    np.testing.assert_allclose(right[-1], [0.1360, 0.3182], atol=6e-5)


def test_eps_hat_form_is_not_the_papers_algorithm_when_gradients_are_small():
    def eps_hat_form(g, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
        m, v = (1 - beta1) * g, (1 - beta2) * g * g
        return lr * np.sqrt(1 - beta2) / (1 - beta1) * m / (np.sqrt(v) + eps)

    assert eps_hat_form(1.0) == pytest.approx(-steps_of(Adam(), [1.0])[0], rel=1e-5)
    assert -steps_of(Adam(), [1e-7])[0] == pytest.approx(9.1e-4, rel=2e-3)
    assert eps_hat_form(1e-7) == pytest.approx(2.4e-4, rel=2e-3)
    assert eps_hat_form(1e-7, eps=1e-7) == pytest.approx(3.1e-5, rel=2e-2)


def test_adam_can_fail_on_a_convex_problem_that_amsgrad_solves():
    def end_of(cls):
        optimizer, params = cls(beta1=0.0, beta2=0.1), {"x": 0.0}
        for t in range(1, 1501):
            optimizer.lr = 0.5 / np.sqrt(t)
            optimizer.update(params, {"x": 3.0 if t % 3 == 1 else -1.0})
            params["x"] = min(1.0, max(-1.0, params["x"]))
        return params["x"]

    assert end_of(Adam) > 0.95  # 平均の勾配は正なので、最適点は -1
    assert end_of(AMSGrad) < -0.95


def test_adam_stops_in_a_local_minimum_that_is_not_the_global_one():
    def gradient(params):  # (x² - 1)² + 0.3x: 谷は x ≈ -1.04(低い)と x ≈ 0.96
        return {"x": 4 * params["x"] * (params["x"] ** 2 - 1) + 0.3}

    params, optimizer = {"x": 1.5}, Adam(lr=0.01)
    for _ in range(600):
        optimizer.update(params, gradient(params))
    assert params["x"] == pytest.approx(0.96, abs=0.01)


def test_the_default_rate_of_adam_can_be_far_too_small():
    x_train, t_train, *_ = load_digits()
    x, t = np.column_stack([x_train, np.ones(len(x_train))]), np.eye(10)[t_train]
    batches = np.random.default_rng(0).integers(len(x), size=(60, 32))

    def loss_after(lr):
        params, optimizer = {"W": np.zeros((65, 10))}, Adam(lr=lr)
        for idx in batches:
            error = softmax(x[idx] @ params["W"]) - t[idx]
            optimizer.update(params, {"W": x[idx].T @ error / 32})
        return cross_entropy(x @ params["W"], t_train)

    assert loss_after(0.1) < 0.3
    assert loss_after(0.001) > 1.8


def test_swapped_betas_change_the_path_and_forget_the_step_bound():
    np.testing.assert_allclose(path(Adam(lr=0.3), 30)[-1], [0.1360, 0.3182], atol=6e-5)
    swapped = Adam(lr=0.3, beta1=0.999, beta2=0.9)
    assert np.linalg.norm(path(swapped, 30)[-1] - [0.1360, 0.3182]) > 1
    grads = [100.0] + [1.0] * 80
    assert np.max(np.abs(steps_of(Adam(lr=0.1), grads))) < 0.11
    assert np.max(np.abs(steps_of(Adam(lr=0.1, beta1=0.999, beta2=0.9), grads))) > 0.15


def test_weight_decay_is_l2_for_sgd_and_is_not_for_adam():
    def after(optimizer, shrink, l2, steps=50, lr=0.1):
        params = {"x": 3.0}
        for _ in range(steps):
            g = 4 * (params["x"] - 1) + l2 * params["x"]
            params["x"] *= 1 - lr * shrink
            optimizer.update(params, {"x": g})
        return params["x"]

    assert after(SGD(0.1), 0.5, 0) == pytest.approx(after(SGD(0.1), 0, 0.5))
    assert after(Adam(0.1), 0.5, 0, steps=5) != pytest.approx(after(Adam(0.1), 0, 0.5, steps=5), rel=0.01)
    decoupled = {"x": 3.0}
    adamw = AdamW(lr=0.1, weight_decay=0.5)
    for _ in range(5):
        adamw.update(decoupled, {"x": 4 * (decoupled["x"] - 1)})
    assert decoupled["x"] == pytest.approx(after(Adam(0.1), 0.5, 0, steps=5))


def test_weight_decay_is_l2_for_sgd_and_not_for_adam():
    def trained(optimizer, decoupled):
        trainer = Trainer(build(), optimizer, X, T, rng=np.random.default_rng(0), weight_decay=0.1, decoupled=decoupled)
        trainer.fit(5)
        return np.concatenate([value.ravel() for value in trainer.net.params.values()])

    np.testing.assert_allclose(trained(SGD(lr=0.1), True), trained(SGD(lr=0.1), False), rtol=1e-10, atol=1e-12)
    assert np.abs(trained(Adam(lr=0.01), True) - trained(Adam(lr=0.01), False)).max() > 0.01
