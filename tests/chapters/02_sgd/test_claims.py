"""第2章の本文に書いた数と主張を、計算し直すか、ノートブックの出力(nbval が守る)から読んで確かめます。"""

import re
from itertools import combinations

import numpy as np
import pytest

from chapter_kit import Page, numbers
from eshikaku import optimizers
from eshikaku.datasets import load_diabetes, load_digits
from eshikaku.stopwatch import seconds
from eshikaku.surfaces import descend, elongated
from eshikaku.training import minibatches

PAGE = Page("02_sgd")
says, code, output, run, table = PAGE.says, PAGE.code, PAGE.output, PAGE.run, PAGE.table


# --- 問いと直感


def test_one_in_five_single_gradients_points_uphill(diabetes):
    g, full = diabetes["g"], diabetes["full"]
    share = np.mean(g @ full < 0)
    says(f"5 人に 1 人({share:.1%})", "5 人に 1 人が逆を向く勾配")
    assert share == pytest.approx(1 / 5, abs=0.02)


def test_sixteen_of_353_is_a_twenty_second_of_the_work(diabetes):
    says(f"{diabetes['N'] / 16:.0f} 分の 1")


# --- 回数の数え方


def test_the_printed_counts_are_those_of_the_loader():
    for B, kept, dropped, rest in table("N_digits = 1437", r"B= *(\d+)  使う *(\d+)  捨てる *(\d+)  端数 *(\d+)"):
        rng = np.random.default_rng(0)
        used = minibatches(1437, int(B), rng)
        assert (len(used), len(minibatches(1437, int(B), rng, drop_last=True))) == (kept, dropped)
        assert len(used[-1]) == (rest or B)
    says("$B=32$ なら 45 回と 44 回で、最後のバッチは 29 件")
    assert len(load_digits().x_train) == 1437


# --- 更新則と手計算


def test_the_two_steps_by_hand():
    x, t, w = np.array([1.0, 2, 3, 4]), np.array([2.0, 3, 7, 8]), 0.0
    steps = []
    for batch in ([0, 3], [1, 2]):
        g = np.mean((w * x[batch] - t[batch]) * x[batch])
        w -= 0.1 * g
        steps.append((g, w))
    (g1, w1), (g2, w2) = steps
    says(f"={g1:.0f}\\\\", f"={w1:.1f}\\\\[1ex]", f"={g2:.2f}\\\\", f"={w2:.3f}\n")
    full = np.mean(-t * x)
    says(f"={full}$ で $w={-0.1 * full:.3f}$")


# --- 不偏性と分散


def test_the_variance_of_every_pair_is_the_formula(diabetes):
    g, N = diabetes["g"], diabetes["N"]
    first, second = np.triu_indices(N, k=1)
    pairs = (g[first] + g[second]) / 2
    S2 = g.var(axis=0).sum()
    says(f"${N}\\times{N - 1}\\div2={len(pairs)}$")
    assert pairs.var(axis=0).sum() == pytest.approx(S2 / 2 * (N - 2) / (N - 1), rel=1e-10)
    formula, measured = numbers(output("first, second").split("分散")[1])
    assert formula == measured


def test_the_measured_variances_surround_the_formula():
    for B, low, high in table("ratio = values", r"(?m)^復元抽出 +B= *(\d+)  ([\d.]+)〜([\d.]+)"):
        assert low - 0.03 <= 1 <= high + 0.03, B
    for B, low, high in table("ratio = values", r"(?m)^非復元抽出 +B= *(\d+)  ([\d.]+)〜([\d.]+)"):
        assert low - 0.03 <= (353 - B) / 352 <= high + 0.03, B


def test_independent_choices_give_a_negative_product_without_replacement():
    """本文の E[d_i·d_j] = −S²/(N−1)。"""
    d = np.random.default_rng(3).normal(size=(7, 2))
    d -= d.mean(axis=0)
    products = [d[i] @ d[j] for i, j in combinations(range(7), 2)]
    assert np.mean(products) == pytest.approx(-np.mean(np.sum(d**2, axis=1)) / 6)


# --- 実装


def test_the_class_in_the_notebook_has_at_most_twelve_lines_and_equals_the_library():
    source = code("class SGD:")
    lines = [line for line in source.splitlines() if line.strip()]
    says(f"{len(lines) + 1} 行で書けました")
    assert len(source.splitlines()) <= 12
    ours, library = {"x": np.array([1.0, -2.0])}, {"x": np.array([1.0, -2.0])}
    scope = run("class SGD:")
    for g in np.random.default_rng(0).normal(size=(5, 2)):
        scope["SGD"](lr=0.3).update(ours, {"x": g})
        optimizers.SGD(lr=0.3).update(library, {"x": g})
    assert np.array_equal(ours["x"], library["x"])


def test_one_epoch_of_single_samples_reaches_the_neighbourhood_of_the_minimum():
    for line in re.findall(r"\[(.*?)\]", output("def grad_J")):
        start, first, *rest = numbers(line)
        assert first - 0.252 < 0.03 * (start - 0.252)
        assert max(rest) - 0.252 < 0.02


# --- ジグザグ


def test_the_path_on_the_valley():
    path = descend(elongated, optimizers.SGD(lr=0.95), (-7, 2), 100)
    says(
        f"$({path[30, 0]:.4f},\\,{path[30, 1]:.4f})$",
        r"$(-3.24\times10^{-4},\,5.31\times10^{-5})$",
        f"\\to({path[1, 0]:.3f},\\,{path[1, 1]:.1f})\\to({path[2, 0]:.3f},\\,{path[2, 1]:.2f})$",
    )
    assert path[100] == pytest.approx([-3.24e-4, 5.31e-5], rel=2e-3)


# --- 確率的な軌跡と横軸


def test_only_the_full_batch_stops_at_the_minimum(diabetes):
    rows = table("settings = {1: 0.02", r"B= *(\d+) 距離 中央値 ([\d.]+) 最大 ([\d.]+)")
    (_, one, _), (_, sixteen, _), (_, full, full_max) = rows
    assert full == full_max < one / 50
    assert 1 / 2 < one / sixteen < 2
    assert np.linalg.cond(diabetes["x"].T @ diabetes["x"]) == pytest.approx(2.67, abs=0.005)


def test_the_order_of_the_batches_depends_on_the_axis():
    pattern = r"B= *(\d+) 更新 *(\d+)〜 *(\d+), エポック ([\d.]+)〜([\d.]+)"
    one, sixteen, full = table("hits = marks", pattern)
    assert full[2] < sixteen[1] < sixteen[2] < one[1]
    assert one[4] < sixteen[3] < sixteen[4] < full[3]
    says("全データはその 10 倍を超えます")
    assert full[3] > 10 * one[4]
    scope = run("digits = load_digits()", N_digits=1437)
    grad, W = scope["grad_digits"], scope["W_start"]
    one_call, sixteen_call = (seconds(lambda B=B: grad(W, np.arange(B))) for B in (1, 16))
    assert sixteen[2] * sixteen_call < one[1] * one_call / 2


# --- 長所


def test_the_work_of_sgd_does_not_grow_with_the_data():
    rows = table("needed = {", r"n= *(\d+) SGD (\d+)〜(\d+), 全データ *(\d+)")
    (n0, _, _, full0), (n1, low1, high1, full1) = rows[0], rows[-1]
    says("$n$ が 8 倍になると計算が約 7 倍", "1.4 エポック分", "2000 件分前後")
    assert n1 / n0 == pytest.approx(8, abs=0.05)
    assert round(full1 / full0) == 7
    assert all(1900 <= low <= high <= 2500 for _, low, high, _ in rows)
    assert round((low1 + high1) / 2 / n1, 1) == 1.4


def test_the_memory_is_proportional_to_the_batch():
    rows = table("batch = x_d[:B]", r"B= *(\d+) +(\d+) バイト")
    assert len({size / B for B, size in rows}) == 1


def test_only_large_noise_leaves_the_narrow_valley():
    rows = table("def escaped", r"B=(\d) lr=([\d.]+) 出た ([\d.]+)〜([\d.]+), 戻った ([\d.]+)")
    out = {(B, lr): (low, high) for B, lr, low, high, _ in rows}
    assert out[1, 0.4][0] > 0.5
    assert out[4, 0.4][1] <= 0.05
    assert out[1, 0.1][1] == 0
    assert all(back == 0 for *_, back in rows)
    (left,) = table("w = -1.8", r"500 歩後の w = (-[\d.]+)")
    assert left[0] == pytest.approx(-1.8, abs=0.1)


def test_a_constant_rate_follows_the_moving_target_best():
    rows = table("decayed = tracking_error", r"一定 lr=([\d.]+) +([\d.]+)〜([\d.]+)")
    best = min(rows, key=lambda row: row[2])
    assert best[0] == 0.1
    assert all(best[2] < low for lr, low, _ in rows if lr not in (0.03, 0.1))
    past = table("decayed = tracking_error", r"過去の全データ ([\d.]+)〜")[0][0]
    assert past > max(high for _, _, high in rows)


# --- 短所


def test_the_floor_follows_the_rate_over_the_batch(diabetes):
    rows = table("floors = {}", r"B= *(\d+) lr=([\d.]+) +中央値 ([\d.e+-]+)")
    floor = {(B, lr): value for B, lr, value in rows}
    for small, large in [((1, 0.01), (16, 0.16)), ((1, 0.02), (16, 0.32))]:
        assert 1 / 2 < floor[small] / floor[large] < 2
    assert floor[1, 0.02] > 1.5 * floor[1, 0.01]
    assert floor[16, 0.32] > 1.5 * floor[16, 0.16]
    says("300 倍以上小さい所")
    assert 300 * floor[353, 1] < min(value for (B, _), value in floor.items() if B < 353)
    limit = 2 / np.linalg.eigvalsh(diabetes["x"].T @ diabetes["x"] / 353)[-1]
    says(rf"上限 $2/\lambda_{{\max}}\approx{limit:.2f}$", rf"$0.02\times353\approx{0.02 * 353:.0f}$")


def test_sgd_starts_faster_and_the_full_batch_ends_lower():
    rows = table("for name, values in runs.items():", r": ([\d.e+-]+) → ([\d.e+-]+)")
    (large1, large), (small1, small), (_, decayed), (full1, full) = rows
    start = 0.92
    assert max(large1, small1) < start / 30
    assert full1 > 5 * max(large1, small1)
    assert full < decayed < small < large


def test_a_remainder_of_one_raises_the_floor_tenfold():
    dropped, kept = table("def floor_with", r"中央値 ([\d.]+) \(([\d.]+)〜([\d.]+)\)")
    says("床は 10 倍以上", "22 個のバッチと、1 人だけの端数")
    assert kept[0] > 10 * dropped[0]
    assert kept[1] > dropped[2]
    assert divmod(353, 16) == (22, 1)


# --- 学習率とスケジュール


def test_the_best_rate_moves_with_the_batch_and_is_inside_the_grid():
    rows = table("sweep = {", r"B= *(\d+) 最良の lr ([\d.]+) \(.*\) 損失 ([\d.]+)")
    best = {B: lr for B, lr, _ in rows}
    loss = {B: value for B, _, value in rows}
    assert best[8] < best[64] > best[1437]
    assert all(0.0032 < lr < 100 for lr in best.values())
    assert loss[1437] > 5 * max(loss[8], loss[64])
    says("学習率 10 を、$B=8$ に使うと損失は最良の 2 倍を超え、全データに使うと学習になりません")
    assert best[64] == 10
    assert re.findall(r"lr=10 なら(.+)", output("sweep = {")) == [
        "最良の 2 倍を超える",
        "最良の 2 倍以内",
        "最良の 2 倍を超える",
    ]
    scope = run("code-code-03", "axes-code-01", SGD=optimizers.SGD, N_digits=1437)
    start, loss_of, rng = scope["W_start"], scope["loss_digits"], np.random.default_rng(0)
    full = scope["train"](scope["grad_digits"], start, 1437, 1437, 10, 5, rng, loss_of)
    assert full[-1] > np.log(10)  # 当てずっぽうの損失より悪い


def test_cosine_beats_the_constant_rate_on_every_seed_and_the_others_do_not():
    pattern = r"損失 ([\d.]+) \(([\d.]+)〜([\d.]+)\)\n.*正解率 ([\d.]+)〜([\d.]+)"
    constant, step, exponential, cosine = table("for name, make in schedules.items():\n    runs", pattern)
    says("一定の学習率のいちばん良い結果より低い損失", "ステップと指数は、この設定では一定と変わりません")
    assert cosine[2] < constant[1]
    for other in (step, exponential):
        assert other[2] > constant[1]
        assert other[0] > cosine[2]
    lows, highs = zip(*[row[3:] for row in (constant, step, exponential, cosine)], strict=True)
    assert max(lows) <= min(highs)


def test_warm_up_helps_only_from_the_large_start():
    rows = table("constant = StepDecay", r": ([\d.]+) \(([\d.]+)〜([\d.]+)\)")
    he, he_warm, large, large_warm = rows
    assert he_warm[0] >= he[0]
    assert large_warm[2] < large[1]


def test_the_sum_reduction_is_batch_times_the_mean():
    assert numbers(output("sum_grad =")) == [32.0]
    says('`"sum"` にすると勾配が $B$ 倍')


def test_the_data_are_those_of_the_prose():
    data = load_diabetes()
    says("353 人", "1437 枚")
    assert data.x_train.shape == (353, 10)
