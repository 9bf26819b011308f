"""第2章の深掘りに書いた主張を、別の乱数で計算し直すか、ノートブックの出力(nbval が守る)から確かめます。

原因を述べた文と、それを支える実験(変えたもの → 試験):

- 並べ替えると床が低くなる: 選び方だけ
  → test_reshuffling_alone_lowers_the_floor
- 端数の影響は、いつ測るかで変わる: 端数を使うか、測る時期
  → test_the_effect_of_the_leftover_depends_on_when_it_is_measured
- 過去の全データの遅れは、古いデータのせい: 使うデータの量だけ
  → test_only_old_data_make_the_fit_lag
- 初期値が大きいときだけ、ウォームアップが効く: 初期値、ウォームアップの有無(学習率はそれぞれ選ぶ)
  → test_warm_up_helps_only_from_the_large_start
"""

from itertools import combinations, pairwise

import numpy as np
import pytest

from chapter_kit import Page, numbers

PAGE = Page("02_sgd_deep")
says, code, output, run, table = PAGE.says, PAGE.code, PAGE.output, PAGE.run, PAGE.table


def test_the_variance_of_every_pair_is_the_formula():
    scope = run("setup-code-02", "finite-code-01", **setup())
    N, S2 = scope["N"], scope["S2"]
    says(f"${N}\\times{N - 1}\\div2={len(scope['pairs'])}$")
    assert scope["spread"] == pytest.approx(S2 / 2 * (N - 2) / (N - 1), rel=1e-10)
    assert np.allclose(scope["pairs"].mean(axis=0), scope["g"].mean(axis=0), rtol=0, atol=1e-12)
    measured, formula = output("finite-code-01").splitlines()[2:]
    assert numbers(measured) == numbers(formula)


def setup():
    from eshikaku.datasets import load_diabetes

    return {"load_diabetes": load_diabetes, "rng": np.random.default_rng(7)}


def test_two_different_choices_have_a_negative_product():
    """本文の E[d_i·d_j] = −S²/(N−1)。"""
    d = np.random.default_rng(3).normal(size=(7, 2))
    d -= d.mean(axis=0)
    products = [d[i] @ d[j] for i, j in combinations(range(7), 2)]
    assert np.mean(products) == pytest.approx(-np.mean(np.sum(d**2, axis=1)) / 6)


def test_the_measured_variances_surround_the_formula():
    for B, low, high, factor in table("finite-code-02", r"B= *(\d+) ([\d.]+)〜([\d.]+) 係数 ([\d.]+)"):
        assert low - 0.03 <= factor <= high + 0.03, B


def test_reshuffling_alone_lowers_the_floor():
    gaps = run("setup-code-02", "shuffle-code-01", **setup())["gaps"]

    def floor(lr, reshuffle):
        late = gaps(lambda k: lr, reshuffle, np.random.default_rng(9))[6:]
        return np.median(late[:, -1].mean(axis=0)), np.median(late.mean(axis=(0, 1)))

    rates = 0.005, 0.01, 0.02
    independent, shuffled = ([floor(lr, way) for lr in rates] for way in (False, True))
    for (end, every), (end_twice, every_twice) in pairwise(independent):
        assert end_twice / end == pytest.approx(2, rel=0.3)
        assert every_twice / every == pytest.approx(2, rel=0.3)
        assert end == pytest.approx(every, rel=0.25)  # 測る時期によらない
    ratios = [end / end_independent for (end, _), (end_independent, _) in zip(shuffled, independent, strict=True)]
    assert ratios == sorted(ratios)  # η が小さいほど差が開く
    assert max(ratios) < 1
    assert all(end < every for end, every in shuffled)


def test_reshuffling_reaches_a_hundred_times_lower_with_a_falling_rate():
    independent, shuffled = (row[0] for row in table("shuffle-code-03", r"中央値 ([\de.-]+) \("))
    says("中央値で 100〜200 分の 1 に")
    assert 99 < independent / shuffled < 201
    gaps = run("setup-code-02", "shuffle-code-01", **setup())["gaps"]
    one, other = (
        np.median(gaps(lambda k: 0.04 / (1 + k / 100), way, np.random.default_rng(21))[-1, -1]) for way in (False, True)
    )
    assert 80 < one / other < 250


def test_the_effect_of_the_leftover_depends_on_when_it_is_measured():
    dropped, kept = table("leftover-code-02", r"(?:捨てる|使う) +([\d.]+) ([\d.]+) ([\d.]+)")
    after, every, before = (k / d for k, d in zip(kept, dropped, strict=True))
    says("約 10 倍", "約 2 倍", "22 個のバッチと、1 人だけの端数")
    assert 7 < after < 14
    assert 1.4 < every < 2.5
    assert 0.6 < before < 1.4
    assert divmod(353, 16) == (22, 1)


def test_the_edge_of_a_grid_and_a_coarse_target_make_the_full_batch_look_slow():
    rows = {lr: used for lr, *used in table("threshold-code-02", r"η=([\d.]+) +0.5 まで +(\w+) 0.2 まで +(\w+)")}
    narrow = {lr: rows[lr][0] for lr in (0.3, 1, 2)}
    assert min(narrow, key=narrow.get) == 2  # 端が最良
    assert narrow[2] > 20000
    assert rows[20][0] == rows[40][0] == 1437  # 最初の 1 歩
    sgd = dict(table("threshold-code-03", r"η=\d+ ([\d.]+) まで (\d+)"))
    assert 2 < 1437 / sgd[0.5] < 4.5
    best = min(fine for _, fine in rows.values())
    assert rows[0.3][1] > best < rows[100][1]  # 端ではない
    assert 20 < best / sgd[0.2] < 45


def test_the_memory_is_proportional_to_the_batch():
    assert len({size / B for B, size in table("memory-code-01", r"B= *(\d+) +(\d+) バイト")}) == 1


def test_only_old_data_make_the_fit_lag():
    lows, highs = zip(*table("online-code-03", r" ([\d.]+)〜([\d.]+)"), strict=True)
    slow, _, good, best, shaky, decayed, past, recent = zip(lows, highs, strict=True)
    assert past[0] > 5 * recent[1]  # 使うデータの量だけを変えた
    assert max(good[1], best[1]) < min(slow[0], shaky[0])
    assert decayed[0] > max(good[1], best[1])


def test_warm_up_helps_only_from_the_large_start():
    pattern = r"(\d) 倍 (?:なし|あり) η=([\d.]+) +([\d.]+) \(([\d.]+)〜([\d.]+)\)"
    he, he_warm, large, large_warm = table("warmup-code-04", pattern)
    assert he_warm[3] < he[4]  # 範囲が重なる
    assert he[3] < he_warm[4]
    assert he_warm[2] > 0.9 * he[2]  # 良くならない
    says("中央値は、ウォームアップありの方が約半分", f"なしの {large[1]} に対し、ありでは {large_warm[1]} でした")
    assert large_warm[2] / large[2] == pytest.approx(0.5, abs=0.15)
    assert all(0.03 < row[1] < 1 for row in (he, he_warm, large, large_warm))  # 格子の端ではない
    small, big = (numbers(line)[1] for line in output("warmup-code-02").splitlines())
    assert big > 10 * small


def test_warm_up_halves_the_median_of_other_seeds_too():
    """1 つ 1 つの試行では大小が入れ替わることもあるので、20 個の乱数列の中央値で比べる。"""
    from eshikaku.datasets import load_digits
    from eshikaku.training import minibatches

    scope = run("warmup-code-01", "warmup-code-03", digits=load_digits(), minibatches=minibatches)
    constant, warm = scope["StepDecay"], scope["WarmUp"]
    schedules = constant(0.1, step_size=110), warm(50, constant(0.3, step_size=110))
    without, with_warm_up = (
        np.median([scope["final_loss"](3, schedule, rng) for rng in np.random.default_rng(4).spawn(20)])
        for schedule in schedules
    )
    assert 0.35 < with_warm_up / without < 0.7
