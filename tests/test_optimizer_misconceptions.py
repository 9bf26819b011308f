"""最適化手法の広まった誤り(第 2–7 章)。どの試験でも、誤った版が落ち、正しい版が通ります。"""

import numpy as np
import pytest

from eshikaku.clipping import clip_grad_norm, clip_grad_value
from eshikaku.optimizers import SGD, AdaGrad, Adam, AdamW, AMSGrad, Momentum, Nesterov, RMSprop


def elongated(params):
    """x²/20 + y² の勾配です。"""
    return {"x": params["x"] / 10, "y": 2 * params["y"]}


def path(optimizer, steps, gradient=elongated, start=(-7.0, 2.0)):
    params, points = dict(zip("xy", start, strict=True)), [start]
    for _ in range(steps):
        optimizer.update(params, gradient(params))
        points.append((params["x"], params["y"]))
    return np.array(points)


def steps_of(optimizer, grads):
    params, positions = {"x": 0.0}, [0.0]
    for g in grads:
        optimizer.update(params, {"x": g})
        positions.append(params["x"])
    return np.diff(positions)


# --- 02


def test_a_mini_batch_gradient_is_not_the_full_gradient_but_its_mean_is():
    rng = np.random.default_rng(0)
    X, theta = rng.normal(size=(12, 2)), np.array([1.0, -2.0])
    t = X @ np.array([3.0, 1.0]) + rng.normal(size=12)

    def gradient(rows):
        return X[rows].T @ (X[rows] @ theta - t[rows]) / len(rows)

    full, batches = gradient(np.arange(12)), np.arange(12).reshape(4, 3)
    assert all(np.linalg.norm(gradient(rows) - full) > 0.05 for rows in batches)
    np.testing.assert_allclose(np.mean([gradient(rows) for rows in batches], axis=0), full)


def test_the_zigzag_at_lr_0_95_is_deterministic_with_factors_0_905_and_minus_0_9():
    first, second = path(SGD(lr=0.95), 30), path(SGD(lr=0.95), 30)
    np.testing.assert_array_equal(first, second)
    np.testing.assert_allclose(first[1:] / first[:-1], np.tile([0.905, -0.9], (30, 1)))


def test_at_lr_0_95_y_oscillates_and_converges_and_only_beyond_lr_1_it_diverges():
    heights = {lr: np.abs(path(SGD(lr), 100)[:, 1]) for lr in (0.95, 1.0, 1.05)}
    assert heights[0.95][-1] < 1e-4
    assert (heights[1.0] == 2).all()
    assert heights[1.05][-1] > 1e4


def test_the_minimum_of_a_loss_need_not_be_zero():
    params = {"x": 0.0}
    for _ in range(200):
        SGD(lr=0.1).update(params, {"x": 2 * (params["x"] - 3)})
    assert (params["x"] - 3) ** 2 + 5 == pytest.approx(5)


# --- 03


def test_minus_equals_on_velocity_reverses_momentum_and_climbs():
    def wrong(v, g):
        v -= 0.9 * v - 0.1 * g  # v = αv - ηg のつもりで -= と書いた
        return v

    v, x = 0.0, -7.0
    for _ in range(30):
        v = wrong(v, x / 10)
        x += v
    assert abs(x) > 7
    assert abs(path(Momentum(lr=0.1, momentum=0.9), 30)[-1, 0]) < 1


def torch_form(lrs, grads, momentum=0.9):
    """v ← αv + g, x ← x - ηv"""
    x = v = 0.0
    for lr, g in zip(lrs, grads, strict=True):
        v = momentum * v + g
        x -= lr * v
    return x


def ema_form(lrs, grads, momentum=0.9):
    """v ← αv + (1 - α)g, x ← x - ηv"""
    return (1 - momentum) * torch_form(lrs, grads, momentum)


def our_form(lrs, grads):
    optimizer, params = Momentum(momentum=0.9), {"x": 0.0}
    for optimizer.lr, g in zip(lrs, grads, strict=True):
        optimizer.update(params, {"x": g})
    return params["x"]


def test_three_momentum_forms_agree_up_to_scale_only_while_the_rate_is_constant():
    grads = np.random.default_rng(0).normal(size=40).tolist()
    constant, changed = [0.1] * 40, [0.1] * 20 + [0.01] * 20
    assert torch_form(constant, grads) == pytest.approx(our_form(constant, grads))
    assert ema_form(constant, grads) * 10 == pytest.approx(our_form(constant, grads))
    assert abs(torch_form(changed, grads) - our_form(changed, grads)) > 0.05


def nag(gradient, lr, momentum, steps, x=-7.0):
    """定義どおりの NAG: 先回りした点 x + αv で勾配を求める。先回りした点の列を返します。"""
    v, look_ahead = 0.0, []
    for _ in range(steps):
        v = momentum * v - lr * gradient(x + momentum * v)
        x += v
        look_ahead.append(x + momentum * v)
    return np.array(look_ahead)


def test_nesterov_is_not_momentum_with_another_constant():
    ours = path(Nesterov(lr=0.1, momentum=0.9), 30)[1:, 0]
    np.testing.assert_allclose(ours, nag(lambda x: x / 10, 0.1, 0.9, 30), rtol=1e-10)
    target = path(Nesterov(lr=0.1, momentum=0.9), 30)
    closest = min(
        np.max(np.abs(path(Momentum(lr, momentum), 30) - target))
        for lr in np.linspace(0.02, 0.2, 10)
        for momentum in (0.5, 0.7, 0.8, 0.85, 0.9, 0.95)
    )
    assert closest > 0.3


def test_published_nesterov_code_that_uses_the_new_velocity_is_not_nag():
    v, x, published = 0.0, -7.0, []
    for _ in range(30):
        g = x / 10
        v = 0.9 * v - 0.1 * g
        x += 0.9 * 0.9 * v - (1 + 0.9) * 0.1 * g  # 右辺の v は、更新する前の値でなければならない
        published.append(x)
    correct = nag(lambda x: x / 10, 0.1, 0.9, 30)
    assert np.max(np.abs(np.array(published) - correct)) > 0.2
    np.testing.assert_allclose(path(Nesterov(lr=0.1, momentum=0.9), 30)[1:, 0], correct, rtol=1e-10)


# --- 04


def test_adagrad_slows_by_large_gradients_and_not_by_large_movement():
    optimizer, params = AdaGrad(lr=1.0), {"moved": 0.0, "steep": 0.0}
    optimizer.update(params, {"moved": 1.0, "steep": 100.0})
    params["moved"] += 100  # 外から大きく動かしても、h は変わらない
    before = dict(params)
    optimizer.update(params, {"moved": 1.0, "steep": 1.0})
    step = {key: abs(params[key] - before[key]) for key in params}
    assert step["moved"] == pytest.approx(1 / np.sqrt(2), rel=1e-6)
    assert step["steep"] == pytest.approx(1 / np.sqrt(100**2 + 1), rel=1e-6)


def test_h_of_adagrad_stays_zero_where_the_gradient_is_zero():
    optimizer = AdaGrad()
    assert steps_of(optimizer, [0.0] * 5).tolist() == [0] * 5
    assert optimizer.h["x"] == 0


def test_effective_rate_of_adagrad_goes_to_zero_only_if_the_sum_of_squares_diverges():
    h_on_bowl, h_constant = [], []
    for steps in (300, 600):
        on_bowl, constant = AdaGrad(lr=1.5), AdaGrad(lr=1.5)
        path(on_bowl, steps)
        steps_of(constant, [1.0] * steps)
        h_on_bowl.append(on_bowl.h["x"])
        h_constant.append(constant.h["x"])
    assert h_on_bowl[1] == pytest.approx(
        h_on_bowl[0], rel=1e-9
    )  # 二次関数の上では h が収束し、歩幅の係数は 0 にならない
    assert h_constant[1] == pytest.approx(2 * h_constant[0])


def test_h_is_the_sum_of_squares_and_one_over_root_h_is_the_factor():
    optimizer = AdaGrad(lr=1.0)
    steps = steps_of(optimizer, [3.0, 4.0])
    assert optimizer.h["x"] == 25
    assert -steps[1] / 4.0 == pytest.approx(1 / np.sqrt(25))


@pytest.mark.parametrize(("optimizer", "h"), [(AdaGrad(lr=1.0, eps=1e-7), 1.0), (RMSprop(lr=1.0, eps=1e-7), 0.01)])
def test_place_of_eps_matters_only_when_gradients_are_tiny(optimizer, h):
    def inside(g):
        return g / np.sqrt(h * g * g + 1e-7)

    def ours(g):
        return -steps_of(type(optimizer)(lr=1.0, eps=1e-7), [g])[0]

    assert ours(1.0) == pytest.approx(inside(1.0), rel=1e-4)
    assert ours(1e-6) > 100 * inside(1e-6)


# --- 06


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


def test_swapped_betas_change_the_path_and_forget_the_step_bound():
    np.testing.assert_allclose(path(Adam(lr=0.3), 30)[-1], [0.1360, 0.3182], atol=6e-5)
    swapped = Adam(lr=0.3, beta1=0.999, beta2=0.9)
    assert np.linalg.norm(path(swapped, 30)[-1] - [0.1360, 0.3182]) > 1
    grads = [100.0] + [1.0] * 80
    assert np.max(np.abs(steps_of(Adam(lr=0.1), grads))) < 0.11
    assert np.max(np.abs(steps_of(Adam(lr=0.1, beta1=0.999, beta2=0.9), grads))) > 0.15


def test_an_optimizer_that_keeps_state_by_position_mixes_up_parameters():
    def by_position(orders):
        params = {"a": 0.0, "b": 0.0}
        v = [0.0, 0.0]
        for order in orders:
            for i, key in enumerate(order):
                v[i] = 0.9 * v[i] - 0.1 * {"a": 1.0, "b": -1.0}[key]
                params[key] += v[i]
        return params

    def ours(orders):
        optimizer, params = Momentum(lr=0.1, momentum=0.9), {"a": 0.0, "b": 0.0}
        for order in orders:
            params = {key: params[key] for key in order}
            optimizer.update(params, {"a": 1.0, "b": -1.0})
        return params

    assert by_position(["ab", "ba"]) != pytest.approx(by_position(["ab", "ab"]))
    assert ours(["ab", "ba"]) == ours(["ab", "ab"])


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


# --- 07


def test_the_best_toy_path_changes_with_the_budget_and_with_the_tuning():
    def loss(optimizer, steps):
        x, y = path(optimizer, steps)[-1]
        return x**2 / 20 + y**2

    assert loss(AdaGrad(lr=1.5), 30) < loss(RMSprop(lr=0.1), 30)
    assert loss(AdaGrad(lr=1.5), 300) > loss(RMSprop(lr=0.1), 300)
    assert loss(AdaGrad(lr=1.5), 30) < loss(SGD(lr=0.95), 30) < loss(AdaGrad(lr=0.95), 30)


# --- 09(クリッピング)


def test_clipping_by_value_is_not_clipping_by_norm():
    grads = {"x": np.array([30.0, 0.4])}
    by_norm, by_value = clip_grad_norm(grads, 1.0)[0]["x"], clip_grad_value(grads, 1.0)["x"]
    assert np.linalg.norm(by_norm) == pytest.approx(1)
    assert by_norm[1] / by_norm[0] == pytest.approx(0.4 / 30)
    assert by_value[1] / by_value[0] == pytest.approx(0.4)
