"""第 5 章「RMSprop」の落とし穴: 誤った版が落ち、正しい版が通ること(台帳の test)。"""

import numpy as np
import pytest

from chapter_kit import Page, numbers
from eshikaku.optimizers import AdaGrad, Momentum, RMSprop
from valley import steps_of

PAGE = Page("05_rmsprop")
says, output, run = PAGE.says, PAGE.output, PAGE.run


def test_rmsprop_turns_at_once_when_the_gradient_turns():
    """05-averages-gradient: 勾配の符号が変わると RMSprop はすぐ逆へ動き、勾配を平均する Momentum はまだ動かない。"""
    grads = [1.0] * 10 + [-1.0]
    assert steps_of(RMSprop(lr=0.1), grads)[-1] > 0
    assert steps_of(Momentum(lr=0.1), grads)[-1] < 0
    signs = np.random.default_rng(0).choice([-1.0, 1.0], size=50) * np.arange(1, 51)
    assert np.array_equal(np.sign(steps_of(RMSprop(), signs)), -np.sign(signs))
    momentum, rmsprop = (numbers(line)[0] for line in output("direction-code-01").splitlines())
    assert momentum < 0 < rmsprop


def test_with_rho_and_its_complement_exchanged_nothing_is_remembered():
    """05-rho-swapped: 逆に書くと、大きな勾配を 10 歩で忘れ、ほとんどの歩で ±η だけ動く。"""
    right, wrong = (numbers(line.split("=")[1])[0] for line in output("rho-code-02").splitlines()[:2])
    assert right == pytest.approx(0.99**10 * 899 + 1, abs=0.05)
    assert wrong == pytest.approx(1, abs=0.05)
    assert np.log(0.5) / np.log(0.99) == pytest.approx(69, abs=0.05)
    assert np.log(0.5) / np.log(0.01) == pytest.approx(0.15, abs=0.005)
    grads = np.random.default_rng(0).uniform(0.2, 1, size=200)
    swapped, proper = (np.abs(steps_of(RMSprop(lr=1.0, rho=rho), grads))[100:] for rho in (0.01, 0.99))
    assert np.median(np.abs(swapped - 1)) < 0.05
    assert np.median(np.abs(proper - 1)) > 0.2


def test_the_first_step_is_larger_than_the_rate():
    """05-first-step-is-lr: 1 歩目は、勾配によらず η/√(1−ρ)。h を g² から始めた版だけが η になる。"""
    for rho in (0.5, 0.9, 0.99, 0.999):
        for g in (0.01, 1.0, 100.0):
            first = abs(steps_of(RMSprop(lr=0.1, rho=rho, eps=0), [g])[0])
            assert first == pytest.approx(0.1 / np.sqrt(1 - rho))
            assert first > 0.1
            h = rho * g**2 + (1 - rho) * g**2  # 誤り: h₀ = g²
            assert 0.1 * g / np.sqrt(h) == pytest.approx(0.1)
    says("1 歩目は $\\eta/\\sqrt{1-\\rho}$ です")


def test_on_a_target_that_stands_still_adagrad_is_closer():
    """05-always-better: 動かない目標では、同じ格子で選んだ AdaGrad が勝ち、学習率を下げた RMSprop は負けない。"""
    scope = run("chase-code-01")
    gaps, rates = scope["gaps"], np.geomspace(1e-3, 30, 28)
    noise = 0.3 * np.random.default_rng(11).normal(size=(2000, 5))

    def best(rule, **options):
        d = gaps(rule, rates, noise, **options)
        i = d.mean(axis=(0, 2)).argmin()
        assert 0 < i < len(rates) - 1
        return d[:, i].mean(axis=0)

    still = {"goal": lambda t: 1.0}
    ada, rms = best((1, 1), **still), best((0.9, 0.1), **still)
    assert ada.max() < rms.min()
    lowered = best((0.9, 0.1), decay=0.5, **still)  # 学習率の下げ方だけを変える
    assert lowered.max() < rms.min()
    assert np.median(lowered) <= np.median(ada)


def test_with_a_constant_rate_rmsprop_goes_to_and_fro_across_the_minimum():
    """05-stops-at-minimum: ρ や曲率によらず ±η/2 を往復し、AdaGrad は止まる。"""

    def last_two(optimizer, curvature):
        params, found = {"x": 2.0}, []
        for _ in range(4000):
            optimizer.update(params, {"x": curvature * params["x"]})
            found.append(params["x"])
        return np.array(found[-2:])

    for lr, rho, curvature in [(0.1, 0.9, 2), (0.1, 0.99, 2), (0.1, 0.9, 50), (0.02, 0.9, 2)]:
        a, b = last_two(RMSprop(lr, rho), curvature)
        assert a == pytest.approx(-b, rel=1e-3)
        assert abs(a) == pytest.approx(lr / 2, rel=1e-3)
    assert np.abs(last_two(AdaGrad(0.5), 2)).max() < 1e-6
