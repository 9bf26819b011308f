"""schedules.py が約束していること(PyTorch との比較は test_optimizers_torch.py)。"""

import numpy as np
import pytest

from eshikaku.optimizers import OPTIMIZERS, SGD
from eshikaku.schedules import CosineDecay, ExponentialDecay, StepDecay, WarmUp

ALL = [
    StepDecay(lr=0.2, step_size=3, gamma=0.5),
    ExponentialDecay(lr=0.2, gamma=0.9),
    CosineDecay(lr=0.2, steps=10, lr_min=0.02),
]


@pytest.mark.parametrize("schedule", ALL, ids=repr)
def test_schedule_starts_at_lr_and_never_rises(schedule):
    lrs = [schedule(t) for t in range(30)]
    assert lrs[0] == pytest.approx(0.2)
    assert (np.diff(lrs) <= 0).all()


def test_step_decay_is_constant_between_its_drops():
    assert [ALL[0](t) for t in range(7)] == [0.2, 0.2, 0.2, 0.1, 0.1, 0.1, 0.05]


def test_cosine_is_halfway_in_the_middle_and_reaches_lr_min():
    schedule = CosineDecay(lr=0.2, steps=10, lr_min=0.02)
    assert schedule(5) == pytest.approx(0.11)
    assert schedule(10) == schedule(99) == 0.02


@pytest.mark.parametrize("after", ALL, ids=repr)
def test_warm_up_rises_in_equal_steps_and_then_hands_over(after):
    schedule = WarmUp(4, after)
    np.testing.assert_allclose([schedule(t) for t in range(4)], np.array([1, 2, 3, 4]) / 4 * 0.2)
    assert [schedule(t) for t in range(4, 12)] == [after(t) for t in range(8)]


def test_warm_up_accepts_any_function_of_t():
    assert WarmUp(2, lambda t: 0.5)(7) == 0.5


@pytest.mark.parametrize("cls", OPTIMIZERS.values())
@pytest.mark.parametrize("schedule", [*ALL, WarmUp(3, ALL[0])], ids=repr)
def test_schedule_drives_the_lr_of_every_optimizer(cls, schedule):
    driven, by_hand = cls(), cls()
    params, params_by_hand = {"x": 1.0}, {"x": 1.0}
    for t in range(6):
        driven.lr = schedule(driven.iter)
        driven.update(params, {"x": 1.0})
        by_hand.lr = schedule(t)
        by_hand.update(params_by_hand, {"x": 1.0})
    assert driven.lr == schedule(5)
    assert params == params_by_hand
    assert params["x"] < 1


def test_run_restored_from_state_dict_finds_its_place_in_the_schedule():
    schedule, optimizer = WarmUp(3, ALL[1]), SGD()
    for _ in range(5):
        optimizer.update({"x": 1.0}, {"x": 1.0})
    restored = SGD()
    restored.load_state_dict(optimizer.state_dict())
    assert schedule(restored.iter) == schedule(5)


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (lambda: StepDecay(lr=-0.1, step_size=1), "lr は 0 以上"),
        (lambda: StepDecay(lr=0.1, step_size=0), "step_size は 1 以上の整数"),
        (lambda: StepDecay(lr=0.1, step_size=2.5), "step_size は整数"),
        (lambda: StepDecay(lr=0.1, step_size=2, gamma=0), "gamma は 0 より大きく 1 以下"),
        (lambda: ExponentialDecay(lr=0.1, gamma=1.1), "gamma は 0 より大きく 1 以下"),
        (lambda: ExponentialDecay(lr=float("nan"), gamma=0.5), "lr は 0 以上の有限な数"),
        (lambda: CosineDecay(lr=0.1, steps=0), "steps は 1 以上の整数"),
        (lambda: CosineDecay(lr=0.1, steps=10, lr_min=0.2), "lr_min は 0 以上 0.1 以下"),
        (lambda: WarmUp(0, ALL[0]), "steps は 1 以上の整数"),
        (lambda: WarmUp(3, 0.1), "schedule は schedule\\(t\\) と呼べる関数"),
    ],
)
def test_wrong_setting_gives_a_japanese_error(build, message):
    with pytest.raises((TypeError, ValueError), match=message):
        build()


@pytest.mark.parametrize("schedule", [*ALL, WarmUp(3, ALL[0])], ids=repr)
@pytest.mark.parametrize(("t", "message"), [(-1, "t は 0 以上の整数"), (0.5, "t は整数"), (True, "t は整数")])
def test_wrong_t_gives_a_japanese_error(schedule, t, message):
    with pytest.raises((TypeError, ValueError), match=message):
        schedule(t)
