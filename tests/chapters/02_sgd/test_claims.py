"""第2章の本編に書いた主張を、別の乱数で計算し直すか、ノートブックの出力(nbval が守る)から確かめます。

原因を述べた文と、それを支える実験(変えたもの → 試験):

- 最小点で止まらないのは、1 件ごとの勾配が 0 でないから: 件数(1、16、全データ)、正解だけ(残差 0)
  → test_only_the_full_batch_stops、test_single_samples_stop_where_every_gradient_is_zero
- 折り返しを決めるのは ηλmax > 1: 学習率だけ、条件数だけ
  → test_the_sign_of_the_factor_alone_makes_the_zigzag
- 時間で B = 16 が速いのは、まとめて計算するから: 同じ件数の計算の束ね方
  → test_the_order_depends_on_the_axis
- 雑音が大きいほど狭い谷に留まりにくい: B だけ、η だけ
  → test_only_large_noise_leaves_the_narrow_valley
- 床は η に比例し B に反比例する: η だけ、B だけ
  → test_the_floor_is_proportional_to_the_rate_over_the_batch
- 学習率を下げると床も下がる: 途中からの η だけ
  → test_lowering_the_rate_lowers_the_floor_and_the_full_batch_overtakes
- A・B・C の直し方: 学習率だけ、または B だけ
  → test_each_remedy_of_the_learning_curves_works_alone
- 5 エポックの全データの損失が高いのは、5 回しか更新しないから: 更新回数だけ
  → test_the_best_rate_depends_on_the_batch_and_on_the_number_of_updates
"""

import re

import numpy as np
import pytest

from chapter_kit import Page, numbers
from eshikaku import optimizers
from eshikaku.datasets import load_digits
from eshikaku.schedules import CosineDecay, ExponentialDecay, StepDecay, WarmUp
from eshikaku.stopwatch import seconds
from eshikaku.surfaces import bowl, descend, elongated
from eshikaku.training import minibatches

PAGE = Page("02_sgd")
says, code, output, run, table = PAGE.says, PAGE.code, PAGE.output, PAGE.run, PAGE.table


# --- 区切り 1


def test_one_in_five_single_gradients_points_uphill(diabetes):
    g, full = diabetes["g"], diabetes["full"]
    share = np.mean(g @ full < 0)
    says(f"5 人に 1 人({share:.1%})", f"{diabetes['N'] / 16:.0f} 分の 1")
    assert share == pytest.approx(1 / 5, abs=0.02)


def test_the_two_steps_by_hand():
    x, t, w = np.array([1.0, 2, 3, 4]), np.array([2.0, 3, 7, 8]), 0.0
    steps = []
    for batch in ([0, 3], [1, 2]):
        g = np.mean((w * x[batch] - t[batch]) * x[batch])
        w -= 0.1 * g
        steps.append((g, w))
    (g1, w1), (g2, w2) = steps
    says(f"={g1:.0f}\\\\", f"={w1:.1f}\\\\[1ex]", f"={g2:.2f}\\\\", f"={w2:.3f}\n")
    says(f"1 歩目の勾配は ${np.mean(-t * x)}$")


def test_the_class_in_the_notebook_has_at_most_twelve_lines_and_equals_the_library():
    assert len(code("code-code-01").splitlines()) <= 12
    ours, library = {"x": np.array([1.0, -2.0])}, {"x": np.array([1.0, -2.0])}
    sgd = run("code-code-01")["SGD"]
    for g in np.random.default_rng(0).normal(size=(5, 2)):
        sgd(lr=0.3).update(ours, {"x": g})
        optimizers.SGD(lr=0.3).update(library, {"x": g})
    assert np.array_equal(ours["x"], library["x"])


def test_one_epoch_of_single_samples_reaches_the_neighbourhood_of_the_minimum(diabetes):
    J, best = diabetes["J"], diabetes["w_best"]
    says(f"最小値は 0 ではなく {J(best):.3f} です")
    for seed in range(5):
        *_, w = diabetes["train"](
            diabetes["grad_J"], diabetes["w_start"], 353, 1, 0.01, 353, np.random.default_rng(seed)
        )
        assert J(w) - J(best) < 0.06 * (J(diabetes["w_start"]) - J(best))


def test_the_printed_counts_are_those_of_the_loader():
    N, B = len(load_digits().x_train), 64
    used, dropped = (minibatches(N, B, np.random.default_rng(0), drop) for drop in (False, True))
    says(f"$N={N}$、$B={B}$ なら {len(used)} 回(最後は {len(used[-1])} 件)と {len(dropped)} 回です")
    counted = [numbers(line)[1] for line in output("counting-code-01").splitlines()]
    assert counted == [4 * epoch // 3 for epoch in (1, 2, 3, 4)]
    says("3 エポックで、もう 4 エポックと数えました")


# --- 区切り 2


def test_the_mean_is_unbiased_and_the_variance_falls_as_one_over_b(diabetes):
    scope = run("unbiased-code-01", **{**diabetes, "rng": np.random.default_rng(7)})
    ratio = scope["variance"] * scope["sizes"] / scope["S2"]
    assert np.all(np.abs(ratio.mean(axis=0) - 1) < 0.08)
    assert np.allclose(np.mean(scope["draws"], axis=(0, 1, 2)), diabetes["full"], atol=0.05)
    for _, low, high in table("unbiased-code-01", r"B= *(\d+) B×分散÷S² ([\d.]+)〜([\d.]+)"):
        assert low <= 1.02
        assert high >= 0.98


def test_only_the_full_batch_stops(diabetes):
    rows = table("paths-code-01", r"B= *(\d+) 更新 +(\d+) 回 距離 ([\d.]+) 最大 ([\d.]+)")
    (_, _, one, _), (_, _, sixteen, _), (_, updates, full, full_max) = rows
    says(f"全データは {updates:.0f} 回の更新で最小点に着き")
    assert full == full_max < one / 50
    assert 1 / 2 < one / sixteen < 2
    at_best = diabetes["sample_gradients"](diabetes["w_best"])
    assert np.allclose(at_best.mean(axis=0), 0)
    assert np.mean(np.linalg.norm(at_best, axis=1) > 0.1) > 0.9


def test_single_samples_stop_where_every_gradient_is_zero(diabetes):
    """正解を最小点での予測に替えると、どの 1 件の勾配も最小点で 0 になり、同じ B と学習率でも止まる。"""
    x, t, best, N = (diabetes[name] for name in ("x", "t", "w_best", "N"))

    def away(target, B, lr, rng):
        grad = lambda w, idx: x[idx].T @ (x[idx] @ w - target[idx]) / len(idx)  # noqa: E731
        *_, w = diabetes["train"](grad, diabetes["w_start"], N, B, lr, 10 * N // B, rng)
        return np.linalg.norm(w - best)

    for B, lr in [(1, 0.02), (16, 0.32)]:
        seeds = np.random.default_rng(6).spawn(5)
        assert np.median([away(t, B, lr, rng) for rng in seeds]) > 0.03
        assert max(away(x @ best, B, lr, rng) for rng in seeds) < 1e-6


def test_the_sign_of_the_factor_alone_makes_the_zigzag():
    """谷で学習率だけ、または条件数だけを変える。どちらも折り返しは ηλmax > 1 と一致する。"""

    def turns(surface, lr):
        y = descend(surface, optimizers.SGD(lr=lr), (-7.0, 2.0), 10)[:, 1]
        return bool(np.all(y[1:] * y[:-1] < 0))

    largest = 2  # λmax は、谷もお椀形も 2
    for surface in (elongated, bowl):
        for lr in (0.1, 0.45, 0.55, 0.95):
            assert turns(surface, lr) == (lr * largest > 1)
    factors = {line: numbers(line.split("y:")[1]) for line in output("zigzag-code-01").splitlines()}
    assert [y[1] < 0 < y[2] for y in factors.values()] == [False, True, True]
    says("$\\eta=0.95$ の倍率は $-0.9$")


AXES = r"B= *(\d+) η=([\d.]+) +更新 +(\d+) 回 = +([\d.]+) エポック"


def test_the_order_depends_on_the_axis(digits):
    (_, _, k1, e1), (_, _, k16, e16), (_, _, full, e_full) = table("axes-code-03", AXES)
    assert full < k16 < k1
    assert max(e1, e16) < 1.5 < 5 < e_full
    says("$B=1$ と $16$ が少なく済みます")
    grad, W = digits["grad_digits"], digits["W_start"]
    one, sixteen, all_rows = (seconds(lambda B=B: grad(W, np.arange(B))) for B in (1, 16, 1437))
    assert sixteen < 16 * one / 4  # まとめて計算する方が、ずっと短い
    assert k16 * sixteen < min(k1 * one, full * all_rows) / 2
    assert 1 / 5 < k1 * one / (full * all_rows) < 5


def test_the_chosen_rates_are_inside_their_grids():
    grids = run_rates()
    for B, lr, _, _ in table("axes-code-03", AXES):
        assert min(grids[B]) < lr < max(grids[B])
    for n, _, lr, _, lr_full in table("cost-code-01", COST):
        assert 1 < lr < 10, n
        assert 3 < lr_full < 30, n


def run_rates():
    found = re.search(r"rates = (\{.*?\})\n", code("axes-code-03"), re.DOTALL)
    return eval(found[1])


def test_five_epochs_of_gradients_are_enough_for_the_small_batches_only():
    """演習 02-3 の正解。"""
    (_, _, _, e1), (_, _, _, e16), (_, _, _, e_full) = table("axes-code-03", AXES)
    assert max(e1, e16) < 5 < e_full


# --- 区切り 3

COST = r"n= *(\d+) SGD +(\d+) \(η=([\d.]+)\) 全データ +(\d+) \(η=([\d.]+)\)"


def test_the_work_of_sgd_does_not_grow_with_the_data():
    rows = table("cost-code-01", COST)
    (n0, sgd0, _, full0, _), (n1, sgd1, _, full1, _) = rows[0], rows[-1]
    assert n1 / n0 == pytest.approx(4, abs=0.01)
    says(f"$n$ が 4 倍になると、全データの計算は {full1 / full0:.1f} 倍になり、SGD は増えません")
    assert sgd1 <= sgd0
    assert all(full > 5 * sgd for _, sgd, _, full, _ in rows)


def test_only_large_noise_leaves_the_narrow_valley():
    rows = table("escape-code-01", r"B= *(\d+) η=([\d.]+) 出た ([\d.]+)〜([\d.]+) 右に残る ([\d.]+)")
    out = {(B, lr): (low, high) for B, lr, low, high, _ in rows}
    assert out[1, 0.4][0] > 0.5
    assert out[4, 0.4][1] <= 0.05  # B だけを変えた
    assert out[1, 0.1][1] <= 0.05  # η だけを変えた
    assert out[100, 0.4] == (0, 0)
    assert all(kept == 1 for *_, kept in rows)


def test_the_floor_formula_solves_its_balance():
    eta, sigma, curvature, B = 0.03, 1.7, 2.2, 4
    V = eta * sigma**2 / (curvature * (2 - eta * curvature) * B)
    assert (1 - eta * curvature) ** 2 * V + eta**2 * sigma**2 / B == pytest.approx(V)
    assert pytest.approx(eta * sigma**2 / (4 * B), rel=0.04) == curvature / 2 * V


def test_the_floor_is_proportional_to_the_rate_over_the_batch(diabetes):
    scope = run("floor-code-01", **{**diabetes, "rng": np.random.default_rng(11)})
    floor = {
        (lr, B): np.median([scope["floor"](lr, B, child) for child in np.random.default_rng(5).spawn(5)])
        for lr, B in [(0.02, 1), (0.04, 1), (0.04, 4)]
    }
    assert floor[0.04, 1] / floor[0.02, 1] == pytest.approx(2, rel=0.2)
    assert floor[0.04, 1] / floor[0.04, 4] == pytest.approx(4, rel=0.2)
    says("どれも式の高さの 2 割以内")
    for measured, formula in table("floor-code-01", r"測定 ([\d.e-]+) 式 ([\d.e-]+)"):
        assert measured == pytest.approx(formula, rel=0.2)


def test_lowering_the_rate_lowers_the_floor_and_the_full_batch_overtakes(diabetes):
    import matplotlib.pyplot as plt

    from eshikaku import plotting

    scope = run("floor-figure-01", **{**diabetes, "rng": np.random.default_rng(3), "plotting": plotting})
    plt.close("all")
    large, small, lowered, full = (np.median(runs, axis=0) for runs in scope["floors"].values())
    start = diabetes["J"](diabetes["w_start"]) - diabetes["J"](diabetes["w_best"])
    assert max(large[1], small[1]) < start / 50  # 1 エポックで約 2 桁
    assert full[1] > 5 * max(large[1], small[1])  # 初めは SGD
    assert large[6:].mean() > 2 * small[6:].mean()
    assert lowered[-3:].mean() < large[-3:].mean() / 4  # 下げたのは学習率だけ
    assert full[-1] < lowered[-1]  # 最後は全データ


def test_each_remedy_of_the_learning_curves_works_alone(digits):
    scope = run("curves-figure-01", **{**digits, "rng": np.random.default_rng(0), "plotting": Nothing()})
    record, rules = scope["record"], scope["rules"]
    a, b, c, d = rules.values()

    def tail(rule, **changed):
        runs = [record(rule, child, **changed) for child in np.random.default_rng(8).spawn(3)]
        return np.median([run[30:].mean() for run in runs]), np.median([run[30:].std() for run in runs])

    (slow, _), (floor, shake), (wild, _), (lowered, still) = map(tail, (a, b, c, d))
    assert tail(lambda k: 0.03)[0] < slow  # A は学習率を上げる
    assert lowered < floor / 2  # B は学習率を下げるか
    assert still < shake / 2
    assert tail(b, B=64)[0] < floor / 2  # バッチサイズを増やす
    assert wild > np.log(10)  # C は当てずっぽうの損失より高い
    assert tail(lambda k: 10)[0] < wild  # 学習率を 10 分の 1 にする


class Nothing:
    """図を描かずに、作図のセルを動かすための身代わりです。"""

    def __getattr__(self, name):
        return lambda *args, **kwargs: self


def test_the_slow_direction_of_a_valley_cannot_be_fast():
    """Pathological Curvature: 発散しない学習率では、ゆるい方向の倍率が 1 − 2/κ より小さくならない。"""
    largest, smallest = 2, 0.1
    for lr in np.linspace(0.01, 2 / largest, 50):
        assert 1 - lr * smallest >= 1 - 2 * smallest / largest - 1e-12


SWEEP = r"B= *(\d+) +(\d+) 回 最良の η ([\d.]+) 損失 ([\d.]+)"


def test_the_best_rate_depends_on_the_batch_and_on_the_number_of_updates():
    rows = {(B, steps): (lr, loss) for B, steps, lr, loss in table("sweep-code-01", SWEEP)}
    (small, _), (middle, _), (full, full_loss) = (rows[B, 110] for B in (4, 32, 1437))
    assert small < middle < full  # B だけを変えた
    few, few_loss = rows[1437, 5]  # 更新回数だけを変えた
    assert few < full
    assert few_loss > 5 * full_loss
    grid = 10.0 ** np.arange(-1.5, 2.5, 0.5)
    assert all(grid[0] * 1.1 < lr < grid[-1] / 1.1 for lr, _ in rows.values())  # 端ではない
    says(f"$B=32$ の 5 エポックは端数も使うと {5 * -(-1437 // 32)} 回")


def test_the_table_of_schedules_is_that_of_the_library():
    eta, gamma, s, K, warm = 0.4, 0.1, 7, 30, 5
    for k in range(K):
        assert StepDecay(eta, s, gamma)(k) == pytest.approx(eta * gamma ** (k // s))
        assert ExponentialDecay(eta, gamma)(k) == pytest.approx(eta * gamma**k)
        assert CosineDecay(eta, K)(k) == pytest.approx(eta / 2 * (1 + np.cos(np.pi * k / K)))
    for k in range(warm):
        assert WarmUp(warm, StepDecay(eta, K))(k) == pytest.approx(eta * (k + 1) / warm)


def test_the_loop_of_the_page_runs_in_pytorch_and_lowers_the_rate_by_epochs():
    torch = pytest.importorskip("torch", reason="PyTorch がないので、本文のリストは動かしません")
    (listing,) = re.findall(r"```python\n(loader = .*?)```", PAGE.prose, re.DOTALL)
    rng = np.random.default_rng(0)
    x, t = torch.tensor(rng.normal(size=(40, 2))), torch.tensor(rng.normal(size=(40, 1)))
    model = torch.nn.Linear(2, 1).double()

    def loss():
        return torch.nn.functional.mse_loss(model(x), t).item()

    before = loss()
    scope = {
        "DataLoader": torch.utils.data.DataLoader, "optim": torch.optim, "model": model,
        "data": torch.utils.data.TensorDataset(x, t), "criterion": torch.nn.MSELoss(),
    }  # fmt: skip
    exec(listing, scope)
    assert loss() < before
    assert scope["optimizer"].param_groups[0]["lr"] == pytest.approx(0.1 * 0.1**3)


def test_the_defaults_of_the_page_are_those_of_pytorch():
    torch = pytest.importorskip("torch", reason="PyTorch がないので、既定値は確かめません")
    import inspect

    loader = inspect.signature(torch.utils.data.DataLoader).parameters
    assert (loader["batch_size"].default, loader["drop_last"].default) == (1, False)
    assert not loader["shuffle"].default
    assert inspect.signature(torch.optim.SGD).parameters["lr"].default == 0.001
    assert inspect.signature(torch.nn.MSELoss).parameters["reduction"].default == "mean"
    says("PyTorch の `SGD` は 0.001", "`DataLoader` は 1")


def test_only_the_plateau_scheduler_takes_a_metric():
    torch = pytest.importorskip("torch", reason="PyTorch がないので、スケジューラーは動かしません")
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
    plateau = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, patience=2)
    for _ in range(4):
        plateau.step(1.0)
    assert optimizer.param_groups[0]["lr"] == pytest.approx(0.1)  # 初回のあと、patience を超えた 3 回目で下がる
    with pytest.raises(TypeError):
        plateau.step()


def test_the_data_are_those_of_the_prose(diabetes):
    says("353 人", "1437 枚")
    assert diabetes["x"].shape == (353, 2)
    assert load_digits().x_train.shape == (1437, 64)
