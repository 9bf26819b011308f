"""最適化手法、スケジュール、クリッピングが、定義の同じところで PyTorch と一致し、違うところで説明どおりに違うこと。"""

import numpy as np
import pytest

from eshikaku import clipping, optimizers, schedules
from reference import optimizers as reference
from torch_reference import torch_fixture

torch_values = torch_fixture("optimizers")


def relative_error(actual, desired):
    return np.max(np.abs(actual - desired)) / np.max(np.abs(desired))


def path(optimizer, grads, lrs=None, x=1.0):
    params, xs = {"x": x}, []
    for i, g in enumerate(grads):
        optimizer.lr = lrs[i] if lrs else optimizer.lr
        optimizer.update(params, {"x": g})
        xs.append(params["x"])
    return np.array(xs)


def test_stored_values_come_from_the_stated_pytorch_version(torch_values):
    assert str(torch_values["version/torch"]) == "2.13.0"


@pytest.mark.parametrize("seed", reference.SEEDS)
@pytest.mark.parametrize("case", reference.CASES)
def test_two_hundred_random_steps_agree_with_pytorch_to_1e_12(torch_values, case, seed):
    name, hyperparameters = reference.CASES[case]
    optimizer, params = getattr(optimizers, name)(**hyperparameters), reference.initial_params(seed)
    for step in range(1, reference.STEPS + 1):
        optimizer.update(params, reference.gradients(seed, step))
        if step in reference.RECORDED:
            for key, x in params.items():
                assert relative_error(x, torch_values[f"{case}/{seed}/{step}/{key}"]) <= 1e-12


@pytest.mark.parametrize("name", ["Momentum", "Nesterov"])
def test_when_the_rate_drops_to_zero_we_coast_and_pytorch_stops(torch_values, name):
    grads, lrs = [1.0] * 15, [0.1] * 10 + [0.0] * 5
    ours, theirs = path(getattr(optimizers, name)(momentum=0.9), grads, lrs), torch_values[f"lr-to-zero/{name}"]
    assert relative_error(ours[:10], theirs[:10]) <= 1e-12
    assert np.ptp(theirs[9:]) == 0
    np.testing.assert_allclose(np.diff(ours[10:]) / np.diff(ours[9:-1]), 0.9)


@pytest.mark.parametrize(("name", "torch_eps"), [("AdaGrad", 1e-10), ("RMSprop", 1e-8)])
def test_default_eps_differs_from_pytorch_and_shows_at_tiny_gradients(torch_values, name, torch_eps):
    theirs, cls = torch_values[f"default-eps/{name}"], getattr(optimizers, name)
    ours = path(cls(lr=0.1), [reference.TINY_GRADIENT])
    assert (1 - ours[0]) < 0.2 * (1 - theirs[0])
    assert relative_error(path(cls(lr=0.1, eps=torch_eps), [reference.TINY_GRADIENT]), theirs) <= 1e-12


def test_default_adam_agrees_with_pytorch_even_at_tiny_gradients(torch_values):
    ours = path(optimizers.Adam(lr=0.1), [reference.TINY_GRADIENT])
    assert relative_error(ours, torch_values["default-eps/Adam"]) <= 1e-12


def test_default_rho_of_adadelta_is_the_papers_and_pytorch_uses_0_9(torch_values):
    theirs = torch_values["default-rho/AdaDelta"]
    assert relative_error(path(optimizers.AdaDelta(rho=0.9), [1.0] * 5), theirs) <= 1e-12
    assert relative_error(path(optimizers.AdaDelta(), [1.0] * 5), theirs) > 1e-4


def test_weight_decay_of_pytorch_adam_is_l2_and_not_adamw(torch_values):
    params, l2 = {"x": 1.0}, []
    adam = optimizers.Adam(lr=0.1)
    for _ in range(20):
        adam.update(params, {"x": 0.1 + 0.5 * params["x"]})
        l2.append(params["x"])
    assert relative_error(np.array(l2), torch_values["l2/Adam"]) <= 1e-12
    decoupled = path(optimizers.AdamW(lr=0.1, weight_decay=0.5), [0.1] * 20)
    assert relative_error(decoupled, torch_values["l2/Adam"]) > 0.1


@pytest.mark.parametrize(
    ("name", "schedule"),
    [
        ("step", schedules.StepDecay(lr=0.1, step_size=7, gamma=0.5)),
        ("exponential", schedules.ExponentialDecay(lr=0.1, gamma=0.9)),
        ("warm-up", schedules.WarmUp(5, schedules.CosineDecay(lr=0.1, steps=reference.SCHEDULE_STEPS))),
    ],
)
def test_schedules_agree_with_pytorch_at_every_step(torch_values, name, schedule):
    ours = np.array([schedule(t) for t in range(reference.SCHEDULE_STEPS)])
    np.testing.assert_allclose(ours, torch_values[f"schedule/{name}"], rtol=1e-12)


def test_cosine_agrees_until_the_end_and_then_stays_while_pytorch_rises(torch_values):
    schedule, theirs = schedules.CosineDecay(lr=0.1, steps=30, lr_min=0.01), torch_values["schedule/cosine"]
    ours = np.array([schedule(t) for t in range(reference.SCHEDULE_STEPS)])
    np.testing.assert_allclose(ours[:31], theirs[:31], rtol=1e-12)
    np.testing.assert_array_equal(ours[30:], 0.01)
    assert (np.diff(theirs[30:]) > 0).all()


def test_clipping_by_norm_differs_from_pytorch_only_by_its_1e_6(torch_values):
    clipped, norm = clipping.clip_grad_norm(reference.gradients(0, 1), max_norm=2.0)
    assert relative_error(norm, torch_values["clip/norm"]) <= 1e-12
    for key, g in clipped.items():
        np.testing.assert_allclose(g * norm / (norm + 1e-6), torch_values[f"clip-norm/{key}"], rtol=1e-12)
    assert clipping.grad_norm(clipped) == pytest.approx(2, rel=1e-14)
    assert clipping.grad_norm({k: torch_values[f"clip-norm/{k}"] for k in clipped}) < 2 - 1e-7


def test_clipping_by_value_agrees_with_pytorch(torch_values):
    for key, g in clipping.clip_grad_value(reference.gradients(0, 1), max_value=0.5).items():
        # 入力の 10^u の最後の 1 桁は処理系で違い、掛け算の丸めでもう 1 桁ずれうる(2 桁で 4.4e-16)
        np.testing.assert_allclose(g, torch_values[f"clip-value/{key}"], rtol=1e-15)
