"""第 2 章「確率的勾配降下法」の落とし穴: 誤った版が落ち、正しい版が通ること(台帳の test)。"""

from itertools import combinations

import numpy as np
import pytest

from chapter_kit import Page, numbers
from eshikaku.optimizers import SGD
from eshikaku.surfaces import descend, elongated
from eshikaku.training import Trainer, minibatches
from small_net import T, X, build

PAGE = Page("02_sgd")
says, output = PAGE.says, PAGE.output


def test_the_mini_batch_gradient_is_not_the_full_gradient_but_its_mean_is(diabetes):
    """02-sgd-full-gradient: 1 回ごとには違い、平均が等しい。"""
    g, full = diabetes["g"], diabetes["full"]
    batches = np.array([g[rows].mean(axis=0) for rows in minibatches(352, 16, np.random.default_rng(0))])
    assert np.linalg.norm(batches - full, axis=1).min() > 1e-3
    few = g[:8]
    pairs = np.array([few[list(pair)].mean(axis=0) for pair in combinations(range(8), 2)])
    assert np.allclose(pairs.mean(axis=0), few.mean(axis=0))
    assert not np.allclose(pairs[0], few.mean(axis=0))


def test_the_zigzag_needs_no_randomness():
    """02-zigzag-is-noise: 何度動かしても 1 ビットも違わず、倍率が 0.905 と −0.9 で説明できる。"""
    first, second = (descend(elongated, SGD(lr=0.95), (-7, 2), 30) for _ in range(2))
    assert np.array_equal(first, second)
    ratios = first[1:] / first[:-1]
    assert np.allclose(ratios, [0.905, -0.9])


def test_an_oscillation_shrinks_until_the_learning_rate_reaches_one():
    """02-oscillation-is-divergence: 0.95 は折り返しながら縮み、1.0 で 2 のまま、1.05 で広がる。"""
    heights = {lr: descend(elongated, SGD(lr=lr), (-7, 2), 100)[:, 1] for lr in (0.95, 1.0, 1.05)}
    for y in heights.values():
        assert np.all(y[1:] * y[:-1] < 0)
    assert np.all(np.diff(np.abs(heights[0.95])) < 0)
    assert np.allclose(np.abs(heights[1.0]), 2)
    assert np.all(np.diff(np.abs(heights[1.05])) > 0)


def test_the_minimum_of_the_regression_is_not_zero(diabetes):
    """02-loss-must-reach-zero: 最小二乗解でも損失が残り、学習はそこで止まる。"""
    lowest = diabetes["J"](diabetes["w_best"])
    says(f"最小値は 0 ではなく {lowest:.3f} です")
    assert lowest > 0.2
    w = diabetes["w_start"]
    for _ in range(200):
        w = w - diabetes["grad_J"](w, np.arange(diabetes["N"]))
    assert diabetes["J"](w) == pytest.approx(lowest, abs=1e-9)


def test_floor_and_ceiling_differ_unless_the_batch_divides_the_data():
    """02-updates-per-epoch: いつも N/B 回、は割り切れるときしか成り立たない。"""
    rng = np.random.default_rng(0)
    for N, B in [(10, 3), (1437, 64), (353, 16)]:
        counts = len(minibatches(N, B, rng)), len(minibatches(N, B, rng, drop_last=True))
        assert counts == (np.ceil(N / B), np.floor(N / B))
        assert N / B not in counts
    assert len(minibatches(12, 3, rng)) == len(minibatches(12, 3, rng, drop_last=True)) == 12 / 3


def test_dividing_by_the_floor_counts_epochs_too_fast():
    """02-epoch-counter: N = 10, B = 3 の実際の学習で、一巡した回数と比べる。"""
    rng, updates = np.random.default_rng(0), 0
    naive = []
    for epoch in range(1, 7):
        for _ in minibatches(10, 3, rng):
            updates += 1
        assert updates // -(-10 // 3) == epoch
        naive.append(updates // (10 // 3))
    assert naive[:4] == [numbers(line)[1] for line in output("counting-code-01").splitlines()]
    says("3 エポックで、もう 4 エポックと数えました")
    assert naive[2] == 4


def test_epoch_counter_is_off_when_n_is_not_a_multiple_of_the_batch():
    N, B = 70, 16
    iter_per_epoch = max(N / B, 1)  # よくあるコード。4.375 なので、割った余りはめったに 0 にならない
    counted = sum(i % iter_per_epoch == 0 for i in range(1, 71))
    trainer = Trainer(build(), SGD(), X, T, rng=np.random.default_rng(0), batch_size=B)
    trainer.fit(14)
    assert trainer.iteration == 70
    assert counted == 2  # 70 回の更新で 2 エポックと数える
    assert trainer.epoch == 14  # 本当は ⌈70/16⌉ = 5 回で 1 エポック
    assert len(minibatches(N, B, np.random.default_rng(0))) == 5
