"""第 3 章「Momentum と Nesterov の加速勾配」の落とし穴: 誤った版が落ち、正しい版が通ること(台帳の test)。"""

import numpy as np
import pytest

from eshikaku.optimizers import SGD, Momentum, Nesterov
from valley import path


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


def test_a_larger_rate_zigzags_where_momentum_settles():
    """03-momentum-is-a-larger-rate: ゆるい方向は同じように進むが、急な方向は違う。"""
    heavy, large = path(Momentum(lr=0.1, momentum=0.9), 200), path(SGD(lr=0.1 / (1 - 0.9)), 200)
    assert np.abs(heavy[-1]).max() < 0.01
    assert np.abs(large[:, 1]) == pytest.approx(2)
    slow, small = path(Momentum(lr=0.01, momentum=0.9), 60), path(SGD(lr=0.1), 60)
    assert slow[-1, 0] == pytest.approx(small[-1, 0], abs=0.3)


def turns(points):
    y = points[:, 1]
    return np.sum(y[1:] * y[:-1] < 0)


def test_momentum_damps_a_zigzag_and_makes_one_where_there_was_none():
    """03-momentum-always-damps: 変えたのは α だけ。"""
    assert turns(path(SGD(0.95), 30)) == 30
    damped = path(Momentum(0.95, 0.48), 30)
    assert turns(damped) < 20
    assert abs(damped[-1, 1]) < abs(path(SGD(0.95), 30)[-1, 1]) / 100
    assert turns(path(SGD(0.1), 30)) == 0
    swinging = path(Momentum(0.1, 0.9), 30)
    assert turns(swinging) > 0
    assert abs(swinging[-1, 1]) > 10 * abs(path(SGD(0.1), 30)[-1, 1])


def floor(lr, momentum, rng, points=2000):
    """J = w²/2 の勾配に標準偏差 1 の雑音を加えて動かした、w² の平均です。"""
    params, optimizer, seen = {"w": np.zeros(points)}, Momentum(lr, momentum), []
    for _ in range(400):
        optimizer.update(params, {"w": params["w"] + rng.normal(size=points)})
        seen.append(np.mean(params["w"] ** 2))
    return np.mean(seen[200:])


def test_momentum_raises_the_floor_at_the_same_rate():
    """03-averaging-lowers-the-floor: 同じ η では約 1/(1−α) 倍、同じ実効学習率ではほぼ同じ。"""
    plain, heavy, large = (
        floor(lr, a, np.random.default_rng(seed)) for seed, (lr, a) in enumerate([(0.02, 0), (0.02, 0.9), (0.2, 0)])
    )
    assert heavy / plain == pytest.approx(10, rel=0.15)
    assert heavy == pytest.approx(large, rel=0.2)
