"""第5章の本編に書いた主張を、別の乱数で計算し直すか、ノートブックの出力(nbval が守る)から確かめます。

原因を述べた文と、それを支える実験(変えたもの → 試験):

- 冒頭の AdaGrad が遅れるのは、初めの 20 歩の勾配のため: 勾配の倍率だけ、ρ だけ、h を消すことだけ
  → test_only_the_memory_of_the_burst_makes_it_late
- 移動量に勾配の大きさが現れない: 勾配だけ、ρ だけ → test_the_first_step_depends_on_rho_alone
- ρ = 0.999 が遅れるのは、400 歩では忘れ終わらないため: 歩数だけ
  → test_given_steps_enough_to_forget_the_slow_average_follows_too
- ρ = 0.99 の 30 歩が AdaGrad に似るのは、まだ忘れていないため: 歩数だけ
  → test_before_the_half_life_the_path_is_that_of_adagrad
- AdaGrad の学習率が歩数によるのは、実効学習率が 1/√t で下がるため: 歩数、忘れるかどうか、√t を掛けることだけ
  → test_the_best_rate_of_adagrad_grows_with_the_number_of_steps_and_that_of_rmsprop_does_not
  → test_with_its_decay_undone_adagrad_takes_the_same_rate_for_any_number_of_steps
- 動かない目標で RMSprop が負けるのは、歩幅が下がらないため: 学習率の下げ方だけ(どちらの手法でも)
  → test_misconceptions の test_on_a_target_that_stands_still_adagrad_is_closer
  → test_with_its_decay_undone_adagrad_loses_its_lead_on_the_fixed_target
- 往復の幅は η だけで決まる: ρ だけ、曲率だけ、η だけ
  → test_misconceptions の test_with_a_constant_rate_rmsprop_goes_to_and_fro_across_the_minimum
"""

import inspect
import re

import numpy as np
import pytest

from chapter_kit import Page, numbers
from eshikaku import optimizers, plotting
from eshikaku.course.exercises.catalogue import exercises_of
from eshikaku.explorers import rmsprop, rmsprop_explorer
from eshikaku.optimizers import SGD, AdaDelta, AdaGrad, RMSprop
from eshikaku.surfaces import descend, elongated
from valley import path, steps_of

PAGE = Page("05_rmsprop")
says, code, output, run, table = PAGE.says, PAGE.code, PAGE.output, PAGE.run, PAGE.table
RATES = np.geomspace(1e-3, 30, 28)
RULES = {"AdaGrad": (1, 1), "RMSprop": (0.9, 0.1)}


# --- 区切り 1


def test_the_sum_keeps_one_large_gradient_and_the_average_forgets_it():
    rows = table("memory-code-01", r"(\d+) 回目の √h 合計 +([\d.]+) 平均 ([\d.]+)")
    for t, total, average in rows:
        assert total == pytest.approx(np.sqrt(900 + t - 1), abs=0.005)
        assert average == pytest.approx(np.sqrt(90 * 0.9 ** (t - 1) + 1 - 0.9 ** (t - 1)), abs=0.005)
    says(f"$\\eta/{np.sqrt(999):.1f}$")
    assert rows[-1][2] == pytest.approx(1, abs=0.005)


def test_the_two_steps_by_hand():
    x, h, rows = 0.4, 0.0, table("hand-code-01", r"g=([\d.]+), h=([\d.]+), x=([\d.]+)")
    for t, row in enumerate(rows, 1):
        g = 10 * x
        h = 0.75 * h + 0.25 * g**2
        says(f"&g_{t}={g:.0f}")
        x -= 0.1 * g / np.sqrt(h)
        assert row == pytest.approx((g, h, x))
    says("$f=5x^2$", "=0.2\\\\[1ex]", "\\tfrac22=0.1")
    params = {"x": 0.4}
    optimizer = RMSprop(0.1, 0.75, eps=0)
    for _ in range(2):
        optimizer.update(params, {"x": 10 * params["x"]})
    assert params["x"] == pytest.approx(0.1)


def test_the_class_in_the_notebook_has_at_most_twelve_lines_and_equals_the_library():
    assert len(code("code-code-01").splitlines()) <= 12
    cls, rng = run("code-code-01")["RMSprop"], np.random.default_rng(1)
    mine, theirs = cls(lr=0.3), RMSprop(lr=0.3)
    ours, library = {"x": np.array([1.0, -2.0])}, {"x": np.array([1.0, -2.0])}
    for g in rng.normal(size=(5, 2)):
        mine.update(ours, {"x": g})
        theirs.update(library, {"x": g})
    assert np.allclose(ours["x"], library["x"])


# --- 区切り 2


def test_the_unrolled_form_is_the_recursion():
    g2, rho, h = np.random.default_rng(2).uniform(size=30), 0.8, 0.0
    for value in g2:
        h = rho * h + (1 - rho) * value
    weights = (1 - rho) * rho ** np.arange(29, -1, -1)
    assert h == pytest.approx(weights @ g2)
    assert weights.sum() == pytest.approx(1 - rho**30)


def test_a_shorter_memory_is_more_biased_by_the_noise_of_batches():
    drift = [numbers(line)[-1] for line in output("noise-code-01").splitlines()]
    says("で $-8$ になります")
    assert drift[0] == pytest.approx(-8)
    assert drift[0] < 5 * drift[1] < 25 * drift[2] < 0  # ρ だけを変えた
    assert np.mean([0.1] * 9 + [-0.9]) == pytest.approx(0)


def test_the_half_lives_of_the_page():
    for rho, half, window in table("rho-code-01", r"ρ=([\d.]+) +半減期 +([\d.]+) 歩, 1/\(1-ρ\) = +(\d+) 歩"):
        assert rho**half == pytest.approx(0.5, abs=0.01)
        assert window == pytest.approx(1 / (1 - rho))
    says("半減期の 69 歩", "半減期の 693 歩")


def test_the_first_step_depends_on_rho_alone():
    rows = [numbers(line.split("移動量")[1]) for line in output("first-code-01").splitlines()]
    assert all(len(set(row)) == 1 for row in rows)  # 勾配だけを変えた
    assert rows[0][0] < rows[1][0] < rows[2][0]  # ρ だけを変えた
    for t, step in enumerate(np.abs(steps_of(RMSprop(0.1, 0.9, eps=0), [3.0] * 40)), 1):
        assert step == pytest.approx(0.1 / np.sqrt(1 - 0.9**t))
    says(f"1 歩目が {0.1 / np.sqrt(0.1):.2f} に縮み")


def test_the_path_in_the_valley_is_that_of_the_page():
    end = path(RMSprop(0.1, 0.99), 30)[-1]
    assert f"{end[1]:.1e}" == "1.5e-08"
    says(f"$({end[0]:.4f},\\,1.5\\times10^{{-8}})$", f"$x={path(RMSprop(0.1, 0.9), 30)[-1][0]:.2f}$")
    says(f"AdaGrad($x={path(AdaGrad(1.0), 30)[-1][0]:.4f}$)", f"AdaGrad($x={path(AdaGrad(1.5), 30)[-1][0]:.4f}$)")


def test_with_rates_raised_alike_rmsprop_comes_as_near_as_adagrad():
    """η だけを 1.5 倍にする。η/√(1 − ρ) をそろえれば、谷の 30 歩で RMSprop は AdaGrad に遅れない。"""
    end = path(RMSprop(0.15, 0.99), 30)[-1][0]
    says(f"$x={end:.4f}$ まで")
    for lr in (0.1, 0.15, 0.2, 0.3):
        assert abs(path(RMSprop(lr, 0.99), 30)[-1][0]) < abs(path(AdaGrad(10 * lr), 30)[-1][0])
    says(f"重みもまだ {0.99**29:.2f} 倍")


def test_before_the_half_life_the_path_is_that_of_adagrad():
    """歩数だけを変える: 30 歩(半減期より短い)では似ていて、300 歩の h は大きく違う。"""
    optimizer, like = RMSprop(0.1, 0.99), AdaGrad(0.1 / np.sqrt(0.01))
    assert like.lr == pytest.approx(1)
    near = np.abs(path(optimizer, 30) - path(like, 30)).max()
    far = np.abs(path(RMSprop(0.1, 0.9), 30) - path(like, 30)).max()
    assert near < 0.1 < far / 10
    ratio = {}
    for steps in (30, 300):
        rms, ada = RMSprop(0.1, 0.99), AdaGrad(1.0)
        steps_of(rms, [1.0] * steps)
        steps_of(ada, [1.0] * steps)
        ratio[steps] = rms.h["x"] / (0.01 * ada.h["x"])
    assert ratio[30] > 0.8
    assert ratio[300] < 0.4


def test_a_larger_unit_of_the_loss_changes_sgd_only():
    ends = [numbers(line)[-1] for line in output("why-code-01").splitlines()]
    assert ends[0] != ends[1]
    assert ends[2] == ends[3]

    def end(optimizer, c):
        return path(optimizer, 30, gradient=lambda p: {"x": c * p["x"] / 10, "y": c * 2 * p["y"]})[-1]

    for cls in (RMSprop, AdaGrad):
        assert end(cls(lr=0.1, eps=0), 9) == pytest.approx(end(cls(lr=0.1, eps=0), 1))
    assert abs(end(SGD(lr=0.1), 9)[0] - end(SGD(lr=0.1), 1)[0]) > 1


def test_the_effective_rates_under_a_constant_gradient():
    G, lr, t = 3.0, 0.5, 400
    ada, rms = AdaGrad(lr, eps=0), RMSprop(lr, 0.99, eps=0)
    assert abs(steps_of(ada, [G] * t)[-1]) / G == pytest.approx(lr / (G * np.sqrt(t)))
    assert abs(steps_of(rms, [G] * t)[-1]) / G == pytest.approx(lr / (G * np.sqrt(1 - 0.99**t)))


# --- 区切り 3

CHASE = r"(\d+) 倍 (\S+) +η=([\d.]+) 終わりのずれ ([\d.]+)"


def chase_rows():
    return {
        (int(burst), name): (float(lr), float(gap))
        for burst, name, lr, gap in re.findall(CHASE, output("chase-code-02"))
    }


def test_only_the_memory_of_the_burst_makes_it_late():
    rows = chase_rows()
    late, quick, slow = (rows[30, name][1] for name in ("AdaGrad", "ρ=0.9", "ρ=0.999"))
    says(f"AdaGrad は {late:.2f}、$\\rho=0.9$ の RMSprop は {quick:.2f}", f"0.999 に変えると {slow:.2f}")
    assert all(rows[1, name][1] <= 0.02 for name in ("AdaGrad", "ρ=0.9", "ρ=0.999"))  # 勾配の倍率だけを変えた
    assert slow > 5 * quick  # ρ だけを変えた
    assert all(RATES[0] * 1.2 < lr < RATES[-1] / 1.2 for lr, _ in rows.values())  # 格子の端ではない

    def forgetting_once(lr):  # 同じ AdaGrad で、20 歩目に h を消すことだけを変える
        optimizer, params, goal, found = AdaGrad(lr), {"x": 0.0}, rmsprop.target(400), []
        for t in range(400):
            if t == 20:
                optimizer.h["x"] = 0.0
            optimizer.update(params, {"x": (30 if t < 20 else 1) * (params["x"] - goal[t])})
            found.append(abs(params["x"] - goal[t + 1]))
        return np.mean(found[-100:])

    assert min(forgetting_once(lr) for lr in RATES) < late / 5


def test_given_steps_enough_to_forget_the_slow_average_follows_too():
    gaps = run("chase-code-01")["gaps"]
    late = {}
    for steps in (401, 8001):  # 歩数だけを変える
        d = gaps((0.999, 0.001), RATES, np.zeros((steps, 1)), burst=30)[..., 0]
        late[steps] = d[-101:, d.mean(axis=0).argmin()].mean()
    assert late[8001] < 0.05 < 0.25 < late[401]


def test_the_experiment_of_the_page_is_that_of_the_explorer():
    figure, rows = rmsprop_explorer(), chase_rows()
    assert round(figure.errors["RMSprop"], 2) == rows[30, "ρ=0.9"][1]
    assert round(figure.errors["AdaGrad"], 2) == rows[30, "AdaGrad"][1]
    moving = run("chase-code-01")["moving"]
    assert np.allclose([moving(t) for t in range(401)], rmsprop.target(400))


def test_the_best_rate_of_adagrad_grows_with_the_number_of_steps_and_that_of_rmsprop_does_not():
    rows = re.findall(
        r"(\S+) (\d+) 歩で選ぶ η=([\d.]+)\n +([\d.]+)〜([\d.]+)\n +([\d.]+)〜([\d.]+)", output("long-code-01")
    )
    found = {(name, int(T)): tuple(map(float, rest)) for name, T, *rest in rows}
    short, long = found["AdaGrad", 2000], found["AdaGrad", 20000]
    says(f"{short[1]:.2f}〜{short[2]:.2f} と 0.11〜0.12", f"2 倍の {short[3]:.2f}〜{short[4]:.2f}")
    says(f"約 {long[0] / short[0]:.1f} 倍", "平方根 $\\sqrt{10}$")
    assert long[0] / short[0] == pytest.approx(np.sqrt(10), rel=0.05)
    assert found["ρ=0.9", 2000] == found["ρ=0.9", 20000]  # 忘れるかどうかだけを変えた
    assert long[1] == 0.18
    rms = found["ρ=0.9", 2000]
    assert long[3] <= rms[4]  # 選び直せば、最後の 2000 歩は同じ幅
    assert rms[3] <= long[4]
    assert short[3] > 2 * rms[4]


def test_with_its_decay_undone_adagrad_takes_the_same_rate_for_any_number_of_steps():
    """AdaGrad の学習率に √t を掛けて、実効学習率が下がることだけをなくす。"""
    gaps = run("chase-code-01")["gaps"]
    noise = 0.3 * np.random.default_rng(22).normal(size=(20000, 5))
    d = gaps(RULES["AdaGrad"], RATES, noise, decay=-0.5)
    short, long = (d[:T].mean(axis=(0, 2)).argmin() for T in (2000, 20000))
    assert abs(short - long) <= 1  # 格子の 1 目盛りまで。下がるときは 3 目盛り
    assert d[-2000:, short].mean() < 0.13  # 2000 歩で選んでも、20000 歩まで追える


def test_with_its_decay_undone_adagrad_loses_its_lead_on_the_fixed_target():
    gaps = run("chase-code-01")["gaps"]
    noise = 0.3 * np.random.default_rng(21).normal(size=(2000, 20))
    found = {}
    for name, decay in [("AdaGrad", 0), ("AdaGrad", -0.5), ("RMSprop", 0), ("RMSprop", 0.5)]:
        d = gaps(RULES[name], RATES, noise, goal=lambda t: 1.0, decay=decay)
        found[name, decay] = d[:, d.mean(axis=(0, 2)).argmin()].mean()
    falling = found["AdaGrad", 0], found["RMSprop", 0.5]
    constant = found["AdaGrad", -0.5], found["RMSprop", 0]
    assert 1.6 * max(falling) < min(constant)  # 手法ではなく、歩幅が下がるかどうかで分かれる


def test_h_of_adagrad_grows_in_proportion_to_the_steps_on_the_moving_target():
    def h_after(steps, keep, add, lr):
        rng, x, h, moving = np.random.default_rng(3), 0.0, 0.0, run("chase-code-01")["moving"]
        for t in range(steps):
            g = x - moving(t) + 0.3 * rng.normal()
            h = keep * h + add * g**2
            x -= lr * g / (np.sqrt(h) + 1e-7)
        return h

    assert h_after(8000, 1, 1, 3.04) / h_after(2000, 1, 1, 3.04) == pytest.approx(4, rel=0.35)
    assert h_after(8000, 0.999, 0.001, 0.0977) / h_after(2000, 0.999, 0.001, 0.0977) == pytest.approx(1, rel=0.5)


def test_the_fixed_target_in_the_output():
    rows = table("fixed-code-01", r"下げ方 ([\d.]+) +η=([\d.]+) ([\d.]+)〜([\d.]+)")
    (_, _, ada_low, ada_high), (_, _, rms_low, rms_high), (_, _, low, high) = rows
    says("AdaGrad のずれは $\\rho=0.9$ の RMSprop のほぼ半分")
    assert (ada_low + ada_high) / (rms_low + rms_high) == pytest.approx(0.5, abs=0.1)
    assert ada_high < rms_low
    assert low <= ada_low
    assert high <= ada_high
    assert all(RATES[0] * 1.2 < lr < RATES[-1] / 1.2 for _, lr, _, _ in rows)


def test_chosen_by_the_last_steps_alone_rmsprop_takes_a_tenth_of_the_rate_and_arrives_late():
    """雑音の列を 3 通り変える: 全歩で選ぶと 2 倍近い差が、最後の 500 歩で選ぶと 2〜3 割になる。"""
    says("最後の 500 歩だけで選び直すと、RMSprop は約 10 分の 1 の学習率を選び、AdaGrad との差は 2〜3 割に縮みます")
    gaps, rates = run("chase-code-01")["gaps"], np.geomspace(1e-4, 3, 60)
    for seed in range(3):
        noise = 0.3 * np.random.default_rng(seed).normal(size=(2000, 20))
        d = {name: gaps(rule, rates, noise, goal=lambda t: 1.0) for name, rule in RULES.items()}
        by_all = {name: found.mean(axis=(0, 2)).argmin() for name, found in d.items()}
        by_end = {name: found[-500:].mean(axis=(0, 2)).argmin() for name, found in d.items()}
        ada, rms = (d[name][-500:, by_end[name]].mean() for name in RULES)
        assert 1.15 < rms / ada < 1.35
        assert d["RMSprop"][:, by_all["RMSprop"]].mean() > 1.6 * d["AdaGrad"][:, by_all["AdaGrad"]].mean()
        assert 1 / 25 < rates[by_end["RMSprop"]] / rates[by_all["RMSprop"]] < 1 / 4
        assert 5 < by_end["RMSprop"] < by_all["AdaGrad"] < 55  # 格子の端ではない
        arrival = [np.argmax(d["RMSprop"][:, i].mean(axis=1) < 0.1) for i in (by_all["RMSprop"], by_end["RMSprop"])]
        assert arrival[1] > 2 * arrival[0]


def test_near_the_minimum_the_effective_rate_passes_the_limit_and_throws_the_point_out():
    """いちばん近づくのは、実効学習率が上限を超える所。"""
    scope = run("cycle-figure-01", optimizers=optimizers, plotting=Nothing())
    distance, rate = np.array(scope["distance"]), np.array(scope["rate"])
    low = distance[:100].argmin()
    above = np.argmax(rate > 1)
    assert abs(above - low) <= 3  # 上限を超えた所から離れ始める
    assert distance[low] < 1e-4
    assert distance[low:].max() > 0.1
    assert distance[-1] == pytest.approx(0.05, rel=0.05)
    assert rate[-1] == pytest.approx(1, rel=0.1)
    assert path(RMSprop(0.1, 0.99), 5000)[-1][1] ** 2 == pytest.approx(0.05**2, rel=1e-3)  # 谷の y もあとで離れる


class Nothing:
    """図を描かずに、作図のセルを動かすための身代わりです。"""

    def panels(self, *args, **kwargs):
        return self, (self, self)

    def __getattr__(self, name):
        return lambda *args, **kwargs: self


def test_at_the_two_points_the_effective_rate_is_the_limit_of_chapter_one():
    for curvature in (2, 50):
        optimizer, params = RMSprop(0.1, 0.9, eps=0), {"x": 2.0}
        for _ in range(3000):
            optimizer.update(params, {"x": curvature * params["x"]})
        assert 0.1 / np.sqrt(optimizer.h["x"]) == pytest.approx(2 / curvature, rel=1e-3)


def test_the_amplitude_of_the_output_is_half_the_rate():
    for lr, _, _, x in table("cycle-code-01", r"η=([\d.]+) ρ=([\d.]+) λ=(\d+) → \|x\| = ([\d.]+)"):
        assert x == pytest.approx(lr / 2)


def test_the_place_of_eps_in_the_output():
    line = next(line for line in output("epsilon-code-01").splitlines() if line.startswith("g=1e-05"))
    outside, inside = numbers(line)[1:3]
    says(f"外なら {outside:.3f}、中なら {inside:.3f}")
    assert outside == pytest.approx(1e-5 / (1e-5 + 1e-7), abs=5e-4)
    assert inside == pytest.approx(1e-5 / np.sqrt(1e-10 + 1e-7), abs=5e-4)
    assert "なし nan" in output("epsilon-code-01")
    root = np.sqrt(1e-7)
    assert root == pytest.approx(3e-4, rel=0.1)
    shrunk = root / np.sqrt(root**2 + 1e-7)
    says(f"勾配が $\\sqrt\\varepsilon\\approx3\\times10^{{-4}}$ のとき、すでに 1 歩を {shrunk:.2f} 倍")


def test_the_curve_of_the_exercise_with_rho_099_is_the_answer():
    import matplotlib.pyplot as plt

    scope = run("ex-05-5-figure", plotting=plotting)
    lines = dict(zip("アイウエ", (line.get_ydata() for line in scope["ax"].lines), strict=True))
    heights = {label.get_text(): label.get_position()[1] for label in scope["ax"].texts}
    plt.close("all")

    def rates(keep, add):
        h, found = 0.0, []
        for t in range(400):
            h = keep * h + add * (900 if t < 20 else 1)
            found.append(1 / np.sqrt(h))
        return found

    (answer,) = (exercise.answer for exercise in exercises_of("05_rmsprop") if exercise.id == "05-5")
    assert lines[answer] == pytest.approx(rates(0.99, 0.01))
    assert heights[answer] == pytest.approx(lines[answer][-1])  # 記号が、その線の右端にある
    assert lines["イ"] == pytest.approx(rates(0.9, 0.1))
    assert lines["エ"] == pytest.approx(rates(1, 1))
    assert lines["ア"] == pytest.approx([1.0] * 400)
    alt = PAGE.cell("ex-05-5-figure").metadata["mystnb"]["image"]["alt"]
    assert f"イは 20 歩まで {min(lines['イ']):.2f} ほど" in alt
    assert f"ウは 20 歩で {min(lines['ウ']):.2f} ほど" in alt
    assert lines["ウ"][-1] < 0.5
    assert lines["エ"][19] < 0.01
    assert '"ウ"' not in code("ex-05-5-figure")  # 答えの記号を、セルに書かない


def test_adadelta_starts_as_slowly_as_eps_says():
    ends = [numbers(line)[-1] for line in output("adadelta-code-01").splitlines()]
    assert ends == sorted(ends)
    moved = descend(elongated, AdaDelta(), (-7, 2), 30)[-1, 0] + 7
    says(f"30 歩で {moved:.1f} ほど")
    keras_first, torch_first = 0.001 / np.sqrt(1 - 0.9), 0.01 / np.sqrt(1 - 0.99)
    says(f"{torch_first:.1f} と {keras_first:.4f} です", f"約 {torch_first / keras_first:.0f} 倍")


def test_same_signs_make_the_denominator_of_the_centred_form_small():
    def denominator(grads, rho=0.9):
        h = m = 0.0
        for g in grads:
            h, m = rho * h + (1 - rho) * g**2, rho * m + (1 - rho) * g
        return np.sqrt(h - m**2)

    assert denominator([1.0] * 60) < 0.1
    assert denominator([1.0, -1.0] * 30) > 0.9


def test_the_arguments_and_the_rule_of_the_page_are_those_of_pytorch():
    torch = pytest.importorskip("torch", reason="PyTorch がないので、既定値は確かめません")
    known = inspect.signature(torch.optim.RMSprop).parameters
    assert [known[k].default for k in ("lr", "alpha", "eps", "momentum", "centered")] == [0.01, 0.99, 1e-8, 0, False]
    (listing,) = re.findall(r"```python\n(optimizer = .*?)```", PAGE.prose, re.DOTALL)
    scope = {"optim": torch.optim, "model": torch.nn.Linear(2, 1)}
    exec(listing, scope)
    assert scope["optimizer"].param_groups[0]["alpha"] == 0.9

    x = torch.nn.Parameter(torch.tensor([1.0, -2.0], dtype=torch.float64))
    optimizer = torch.optim.RMSprop([x], lr=0.1, alpha=0.8, eps=0.01, momentum=0.5)
    ours, h, v = x.detach().numpy().copy(), 0.0, 0.0
    for g in np.random.default_rng(0).normal(size=(4, 2)):
        x.grad = torch.tensor(g)
        optimizer.step()
        h = 0.8 * h + 0.2 * g**2
        v = 0.5 * v + g / (np.sqrt(h) + 0.01)
        ours = ours - 0.1 * v
    assert np.allclose(x.detach().numpy(), ours)
