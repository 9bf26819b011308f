"""第 4 章「AdaGrad」の落とし穴: 誤った版が落ち、正しい版が通ること(台帳の test)。"""

import numpy as np
import pytest

from eshikaku.optimizers import SGD, AdaGrad, RMSprop
from valley import path, steps_of


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


def best_on_turned_valley(make, degree):
    """30 歩後の損失がいちばん低い学習率での、その損失と、座標ごとの h の比です。"""
    c, s = np.cos(np.radians(degree)), np.sin(np.radians(degree))
    turn = np.array([[c, -s], [s, c]])
    hessian, found = turn @ np.diag([0.1, 2.0]) @ turn.T, []
    for lr in np.geomspace(0.05, 50, 31):
        optimizer, params = make(lr), {"z": turn @ [-7, 2]}
        for _ in range(30):
            optimizer.update(params, {"z": hessian @ params["z"]})
        h = optimizer.h["z"] if isinstance(optimizer, AdaGrad) else np.ones(2)
        found.append((params["z"] @ hessian @ params["z"] / 2, h[1] / h[0], lr))
    return min(found)


def test_per_coordinate_rates_do_not_help_in_a_valley_that_is_not_along_the_axes():
    """04-any-narrow-valley: 谷の向きだけを変える。SGD は変わらず、AdaGrad は負ける。"""
    sgd, ada = ({degree: best_on_turned_valley(cls, degree) for degree in (0, 15, 45)} for cls in (SGD, AdaGrad))
    assert ada[0][0] < 1e-9 < sgd[0][0]
    assert sgd[45][0] == pytest.approx(sgd[0][0])
    assert ada[15][0] < sgd[15][0] < ada[45][0] / 2
    assert ada[0][1] > 5  # 軸にそろった谷では、h が座標で違う
    assert 0.8 < ada[45][1] < 1.25  # 45 度では、ほぼ等しい
    assert 0.1 < ada[45][2] < 20  # 最良の学習率は、格子の内側
