"""第6章の本編に書いた主張を、計算し直すか、ノートブックの出力(nbval が守る)から確かめます。

原因を述べた文と、それを支える実験(変えたもの → 試験):

- 比が 3.16 から始まり 6.57 まで育つのは、m と √v の偏りが違うから: 補正の有無だけ
  → test_the_two_biases_make_the_first_steps_too_long
- 補正なしで最良の学習率が動く: 補正の有無だけ、β2 だけ(ミニバッチの列は同じ)
  → test_with_correction_one_rate_serves_every_beta2
- 既定の η では損失が下がらない: η だけ
  → test_the_default_rate_moves_at_most_sixty_thousandths
- 行き過ぎは β1 のせい、1 歩が η を超えるのは両方を入れ替えたから: β1 だけ、β2 だけ
  → test_each_beta_alone_and_both_exchanged
- 1 歩目が η より小さくなるのは ε と同じくらい g が小さいから: g だけ
  → test_the_first_step_is_the_rate_until_the_gradient_is_as_small_as_eps
- 形による違いは ε の効き方: ε の尺度だけ
  → test_the_forms_differ_by_the_scale_of_eps_only
- 凸な問題で逆の端に着くのは、v がすぐ忘れるから: β2 だけ、v の最大値だけ
  → test_forgetting_alone_makes_adam_go_to_the_worst_end
- L2 の効き方が違うのは、√v̂ で割られるから: 勾配の尺度だけ
  → test_the_scale_of_the_gradient_changes_l2_and_not_adamw
"""

import inspect
import re

import numpy as np
import pytest

from chapter_kit import Page, numbers
from eshikaku import optimizers
from eshikaku.course import registry
from eshikaku.explorers.adam import Uncorrected as LibraryUncorrected
from eshikaku.surfaces import descend, elongated

PAGE = Page("06_adam", elongated=elongated, optimizers=optimizers)
DEEP = Page("06_adam_deep")
says, code, output, run, table = PAGE.says, PAGE.code, PAGE.output, PAGE.run, PAGE.table


@pytest.fixture(scope="module")
def classes():
    """本編の Adam、Uncorrected、NoPower、walk、sizes です。"""
    scope = run("code-code-01", "path-code-01", "path-code-02")
    return run("betas-code-01", **scope)


# --- 区切り 1


def test_the_first_step_of_rmsprop_is_thirty_times_the_rate():
    factor = 1 / np.sqrt(1 - 0.999)
    says(f"\\approx{factor:.1f}$ なので、どちらの方向にも $\\eta$ の {factor:.1f} 倍")
    path = descend(elongated, optimizers.RMSprop(lr=0.3, rho=0.999), (-7, 2), 1)
    np.testing.assert_allclose(np.abs(path[1] - path[0]), 0.3 * factor, rtol=1e-5)
    assert str(path[1].round(2)) in output("question-figure-01")
    assert abs(path[1, 1]) > elongated.ylim[1]  # 枠の外
    adam = descend(elongated, optimizers.Adam(lr=0.3), (-7, 2), 1)
    np.testing.assert_allclose(np.abs(adam[1] - adam[0]), 0.3, rtol=1e-6)


def test_the_shop_of_the_analogy():
    first = 0.1 * 5
    second = 0.9 * first + 0.1 * 5
    says(f"表示される平均点は {first} です", f"$0.9\\times0.5+0.1\\times5={second:.2f}$")
    assert first / 0.1 == pytest.approx(5)
    assert second / 0.19 == pytest.approx(5)


def test_the_two_biases_make_the_first_steps_too_long():
    t = np.arange(1, 4001)
    m, v = 1 - 0.9**t, 1 - 0.999**t
    ratio = m / np.sqrt(v)
    assert t[ratio.argmax()] == 12
    says(f"比は {ratio[0]:.2f} から始まり、12 歩目には {ratio[11]:.2f} になります")
    assert np.allclose((m / (1 - 0.9**t)) / np.sqrt(v / (1 - 0.999**t)), 1)  # 直すと、いつも 1
    assert numbers(output("simple-code-01"))[-1] == round(ratio[11], 2)


def test_the_two_steps_by_hand():
    x, m, v = 1.0, 0.0, 0.0
    for t in (1, 2):
        g = 2 * x
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
        m_hat, v_hat = m / (1 - 0.9**t), v / (1 - 0.999**t)
        x = x - 0.1 * m_hat / np.sqrt(v_hat)
    says(f"&\\phantom{{v}}={v:.6f}\\\\", f"\\approx{m_hat:.4f}\\\\", f"\\approx{v_hat:.4f}\\\\")
    says(f"&\\phantom{{x_2}}\\approx{x:.4f}\n", f"$1-0.9^2={1 - 0.9**2:.2f}$", f"$1-0.999^2={1 - 0.999**2:.6f}$")
    assert f"x = {x:.4f}" in output("hand-code-01")


def test_momentum_grows_and_the_moment_does_not():
    velocity = m = 0.0
    for _ in range(200):
        velocity, m = 0.9 * velocity + 1, 0.9 * m + 0.1 * 1
    assert velocity == pytest.approx(1 / (1 - 0.9))
    assert m == pytest.approx(1)


def test_without_beta1_and_correction_adam_is_rmsprop():
    ours, theirs = {"x": 1.0}, {"x": 1.0}
    one, other = LibraryUncorrected(lr=0.1, beta1=0, beta2=0.99, eps=1e-7), optimizers.RMSprop(lr=0.1, rho=0.99)
    for g in (1.0, -3.0, 0.5):
        one.update(ours, {"x": g})
        other.update(theirs, {"x": g})
    assert ours == theirs
    says("$\\beta_1=0$ とし、補正を省くと RMSprop です")


def test_the_class_in_the_notebook_has_at_most_twelve_lines_and_equals_the_library(classes):
    assert len(code("code-code-01").splitlines()) <= 12
    rng = np.random.default_rng(0)
    ours = rng.normal(size=(2, 3))
    params = {"W": ours.copy()}
    mine, library = classes["Adam"](0.2, 0.8, 0.9), optimizers.Adam(0.2, 0.8, 0.9)
    for scale in (1, 1e-8, 100, 1):
        g = scale * rng.normal(size=(2, 3))
        mine.update(ours, g)
        library.update(params, {"W": g})
    np.testing.assert_allclose(ours, params["W"], rtol=1e-10)


def test_the_paths_of_the_valley(classes):
    right, none, wrong = (classes["paths"][name] for name in ("補正あり", "補正なし", "いつも 1 − β で割る"))
    says(f"30 歩で $({right[30, 0]:.4f},\\ {right[30, 1]:.4f})$ に着きました")
    says(f"1 歩目は同じ $({wrong[1, 0]:.1f},\\ {wrong[1, 1]:.1f})$")
    says(f"30 歩後は $({wrong[30, 0]:.3f},\\ {wrong[30, 1]:.3f})$")
    assert right[30] == pytest.approx([0.1360, 0.3182], abs=6e-5)
    assert np.allclose(right[1], wrong[1])
    factor = np.sqrt(1 - 0.999) / (1 - 0.9)
    says(f"\\approx{factor:.3f}$ 倍にしたもの", f"補正なしは 1 歩目から {1 / factor:.2f} 倍")
    np.testing.assert_allclose(np.abs(none[1] - none[0]), 0.3 / factor, rtol=1e-5)
    scaled = classes["walk"](classes["Uncorrected"](0.3 * factor))
    np.testing.assert_allclose(scaled, wrong, atol=1e-4)
    says(f"最小点を越えて $x={none[:, 0].max():.2f}$ まで行き過ぎました")
    assert none[:, 0].max() > 3 * right[:, 0].max()


# --- 区切り 2


def test_the_weights_sum_to_one_minus_the_power():
    for beta in (0.5, 0.9, 0.999):
        for t in (1, 2, 7, 300):
            weights = (1 - beta) * beta ** np.arange(t)
            assert weights.sum() == pytest.approx(1 - beta**t)


def test_the_unrolled_form_is_the_recursion():
    g, m = np.random.default_rng(0).normal(size=20), 0.0
    for value in g:
        m = 0.9 * m + 0.1 * value
    assert m == pytest.approx(0.1 * np.sum(0.9 ** np.arange(20)[::-1] * g))


def test_the_correction_restores_the_expectations():
    for low, high in table("bias-code-01", r"m_hat の平均 ([\d.]+)〜([\d.]+)"):
        assert 0.9 < low <= 1.02
        assert 0.98 <= high < 1.1
    for low, high in table("bias-code-01", r"v_hat の平均 ([\d.]+)〜([\d.]+)"):
        assert 1.85 < low <= 2.04
        assert 1.96 <= high < 2.15
    (first,), *_ = table("bias-code-01", r"t=1 m の平均 ([\d.]+)")
    assert first == pytest.approx(0.1, abs=0.02)


def test_how_long_the_correction_lasts():
    steps = [next(t for t in range(1, 5000) if 1 - beta**t > 0.9) for beta in (0.9, 0.999)]
    says(f"$\\beta_1=0.9$ なら {steps[0]} 歩目、$\\beta_2=0.999$ なら {steps[1]} 歩目です")


def test_the_correction_does_not_remove_old_gradients():
    m = 0.0
    for t in range(1, 61):
        m = 0.9 * m + 0.1 * (1 if t <= 50 else -1)
    says(f"60 歩目の $\\hat m$ は ${m / (1 - 0.9**60):.2f}$ です")


@pytest.fixture(scope="module")
def sweep(classes):
    scope = {**classes, "rng": np.random.default_rng(11)}
    return run("tuning-code-01", "tuning-code-02", **scope)


TUNING = r"β2=([\d.]+) 補正(あり|なし)\n +η=0.001 ([\d.]+) η=0.1 ([\d.]+) 最良 ([\d.]+) \(η=([\d.]+)\)"


def printed():
    found = re.findall(TUNING, output("tuning-code-02"))
    return {(float(beta2), name): tuple(map(float, rest)) for beta2, name, *rest in found}


def test_with_correction_one_rate_serves_every_beta2(sweep):
    rows, betas = printed(), (0.99, 0.999, 0.9999)
    with_it, without = ([rows[beta2, name] for beta2 in betas] for name in ("あり", "なし"))
    assert {row[3] for row in with_it} == {0.1}
    assert [row[3] for row in without] == [0.1, 0.03, 0.01]
    says(f"補正ありが {with_it[0][2]}、補正なしが {without[0][2]} で(細かく刻むと 0.16 と 0.15)、補正で良くは")
    says(f"損失は {without[0][1]} から {without[-1][1]} に増えます", f"$\\eta=0.1$ で {with_it[0][1]} です")
    assert {row[2] for row in with_it} == {0.17}
    assert {row[2] for row in without} == {0.15}
    # 別の乱数でも
    at, grid = {}, sweep["grid"]
    for (beta2, name), runs in sweep["losses"].items():
        at[beta2, name] = np.median(runs, axis=0)
    spread = [at[beta2, "補正あり"][4] for beta2 in betas]
    assert max(spread) - min(spread) < 0.02
    falling = [grid[at[beta2, "補正なし"].argmin()] for beta2 in betas]
    assert falling == sorted(falling, reverse=True)
    assert falling[0] > 5 * falling[-1]
    assert at[0.9999, "補正なし"][4] > 3 * at[0.99, "補正なし"][4]
    for middle in at.values():  # どの最良も、格子の端ではない
        assert 0 < middle.argmin() < len(grid) - 1


def test_a_finer_grid_narrows_the_gap_between_the_two_and_does_not_turn_it(sweep):
    batches = np.random.default_rng(12).integers(1437, size=(9, 60, 32))

    def best(method, beta2, rates):
        runs = [[sweep["final_loss"](method, lr, beta2, batch) for lr in rates] for batch in batches]
        return np.median(runs, axis=0).min()

    with_it = best(sweep["Adam"], 0.999, (0.13, 0.18, 0.24))
    without = best(sweep["Uncorrected"], 0.999, (0.024, 0.032, 0.042))
    assert with_it == pytest.approx(0.16, abs=0.015)
    assert without == pytest.approx(0.15, abs=0.015)
    assert without < with_it + 0.005


def test_how_much_longer_a_step_without_correction_is():
    times = [(1 - 0.9**60) / np.sqrt(1 - beta2**60) for beta2 in (0.99, 0.999, 0.9999)]
    says(f"$\\beta_2=0.99$ で {times[0]:.1f} 倍、$0.999$ で {times[1]:.1f} 倍、$0.9999$ で {times[2]:.1f} 倍")


def test_the_first_step_does_not_point_down_the_steepest_way(classes):
    g = elongated.gradient(np.array([-7.0, 2.0]))
    says(f"$(-7,\\,2)$ の勾配は $({g[0]:.1f},\\,{g[1]:.0f})$ ですが")
    step = classes["paths"]["補正あり"][1] - [-7.0, 2.0]
    np.testing.assert_allclose(step, [0.3, -0.3], rtol=1e-6)


def test_the_default_rate_moves_at_most_sixty_thousandths(classes):
    scope = run("tuning-code-01", **{**classes, "rng": np.random.default_rng(3)})
    seen = {}

    class Watched(classes["Adam"]):
        def update(self, x, g):
            super().update(x, g)
            seen[self.lr] = np.abs(x).max()

    slow, good = (scope["final_loss"](Watched, lr, 0.999, scope["batches"][0]) for lr in (0.001, 0.1))
    assert 0.03 < seen[0.001] < 60 * 0.001 * 1.2
    assert slow > 5 * good
    printed_slow, printed_good, *_ = printed()[0.999, "あり"]
    says(f"損失は {printed_slow} までしか下がりません")
    truth = registry.misconception("06-no-tuning").truth
    assert f"$\\eta = 0.001$ で {printed_slow}、$\\eta = 0.1$ で {printed_good}" in truth


def test_the_figure_of_the_exercise_says_that_a_tenth_of_the_rate_is_as_good():
    """演習 06-3 の正解。"""
    rows = printed()
    assert rows[0.9999, "あり"][3] / rows[0.9999, "なし"][3] == pytest.approx(10)
    assert rows[0.9999, "なし"][2] <= rows[0.9999, "あり"][2] * 1.2


def test_the_memory_of_an_average():
    for beta, steps in ((0.9, 10), (0.999, 1000)):
        assert 1 / (1 - beta) == pytest.approx(steps)
        assert beta**steps == pytest.approx(1 / np.e, abs=0.03)
    says("約 $1/(1-\\beta)$ 歩の平均", f"約 $1/e\\approx{1 / np.e:.2f}$ 倍")


def test_each_beta_alone_and_both_exchanged(classes):
    rows = table("betas-code-01", r"β=\(([\d.]+), ([\d.]+)\)\n +行き過ぎ ([\d.]+) 1 歩目 ([\d.]+) 最大 ([\d.]+)")
    over = {(b1, b2): (far, first, largest) for b1, b2, far, first, largest in rows}
    usual, only1, only2, both = over[0.9, 0.999], over[0.999, 0.999], over[0.9, 0.9], over[0.999, 0.9]
    assert {row[1] for row in over.values()} == {1.0}  # 1 歩目では見分けられない
    says(
        f"$\\beta_1$ だけを 0.999 にすると {usual[0]:.2f} から {only1[0]:.2f} に",
        f"$\\beta_2$ だけを 0.9 にすると {only2[0]} に増えました",
    )
    assert only1[0] - usual[0] > 4 * (only2[0] - usual[0])  # 主に β1 のせい
    says(f"1 歩が $\\eta$ の {both[2]} 倍になったのは、両方を入れ替えたときだけ")
    assert only1[2] == only2[2] == usual[2] == 1.0
    assert both[2] > 1.5
    swapped = classes["Adam"](0.1, 0.999, 0.9)
    classes["sizes"](swapped, classes["spike"])
    assert swapped.v < 5  # 100 の 2 乗を忘れている
    assert swapped.m / (1 - 0.999**81) > 1.9  # まだ覚えている


FIRST = r"(\w+) +g=0.5: +([\d.]+) 倍 +g=50: +([\d.]+) 倍"


def test_the_first_steps_of_five_methods():
    found = {name: (float(a), float(b)) for name, a, b in re.findall(FIRST, output("step-code-01"))}
    for name in ("SGD", "Momentum"):
        assert found[name][1] / found[name][0] == pytest.approx(100)
    assert found["AdaGrad"] == found["Adam"] == (1, 1)
    assert found["RMSprop"] == (10, 10)
    says("RMSprop($\\rho=0.99$)は $1/\\sqrt{1-0.99}=10$ 倍")


def test_a_scaled_loss_leaves_the_path_of_adam_as_it_is():
    path, scaled = ({"x": -7.0, "y": 2.0} for _ in range(2))
    one, other = optimizers.Adam(lr=0.3), optimizers.Adam(lr=0.3)
    for _ in range(30):
        one.update(path, {"x": path["x"] / 10, "y": 2 * path["y"]})
        other.update(scaled, {"x": 10 * scaled["x"], "y": 200 * scaled["y"]})
    assert scaled == pytest.approx(path, abs=1e-5)
    says("損失を 100 倍しても、Adam の道はほとんど変わりません")


def test_the_first_step_is_the_rate_until_the_gradient_is_as_small_as_eps(classes):
    for g, size in table("step-code-02", r"g = ([\de.+-]+) +1 歩目は η の ([\d.]+) 倍"):
        assert size == pytest.approx(g / (g + 1e-8), abs=6e-4)
        assert classes["sizes"](classes["Adam"](0.1), [g])[0] == pytest.approx(g / (g + 1e-8), rel=1e-6)


def test_the_step_can_exceed_the_bound_of_the_paper():
    (once,), (twelve,) = table("step-code-02", r"0 のあと 1 が \d+ 回: ([\d.]+) 倍")
    paper = (1 - 0.9) / np.sqrt(1 - 0.999)
    says(f"(既定値で ${paper:.2f}\\,\\eta$)、ほかは", f"12 回続くと {twelve} 倍になり、論文の上限を超え")
    assert once == round(paper, 2) < twelve
    says(f"既定値で ${paper / np.sqrt(1 - 0.9**2 / 0.999):.2f}\\,\\eta$ です")
    (alternating,) = re.findall(r"正負が交互: ([\d.]+)", output("step-code-02"))
    assert float(alternating) < 0.1


# --- 区切り 3


def test_the_forms_differ_by_the_scale_of_eps_only():
    scope = run("forms-code-01")
    paper, by_rate = scope["paper"], scope["by_rate"]

    def tex(value):
        mantissa, exponent = f"{value:.1e}".split("e")
        return f"${mantissa}\\times10^{{{int(exponent)}}}$"

    says(f"論文の {tex(paper(1e-7, 1e-8))} が、$\\hat\\varepsilon=10^{{-8}}$ では {tex(by_rate(1e-7, 1e-8))}")
    says(f"$10^{{-7}}$ では {tex(by_rate(1e-7, 1e-7))} になりました")
    for g in (1.0, 1e-4, 1e-7, 1e-9):
        assert by_rate(g, 1e-8 * np.sqrt(0.001)) == pytest.approx(paper(g, 1e-8), rel=1e-9)
        assert paper(g, 1e-8) == pytest.approx(-params_after_one_step(g), rel=1e-9)
    assert by_rate(1, 1e-7) == pytest.approx(paper(1, 1e-8), rel=1e-5)


def params_after_one_step(g):
    params = {"x": 0.0}
    optimizers.Adam().update(params, {"x": g})
    return params["x"]


def test_both_forms_agree_for_many_steps_when_eps_is_scaled():
    rng = np.random.default_rng(0)
    m = v = x = y = 0.0
    for t in range(1, 50):
        g = rng.normal() * 1e-8
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
        c1, c2 = 1 - 0.9**t, 1 - 0.999**t
        x -= m / c1 / (np.sqrt(v / c2) + 1e-8)
        y -= np.sqrt(c2) / c1 * m / (np.sqrt(v) + 1e-8 * np.sqrt(c2))
    assert x == pytest.approx(y, rel=1e-9)


def test_adam_stays_in_the_valley_where_it_started():
    for _, x, height in table("limits-code-01", r"η=([\d.]+) +x = ([\d.-]+), f = ([\d.-]+)"):
        assert (x, height) == (0.96, 0.29)
    says("右の谷底($f=0.29$)", "左の谷底($f=-0.31$)")
    (bottom,), *_ = table("limits-code-01", r"左の谷底 f = ([\d.-]+)")
    left = min(np.roots([4, 0, -4, 0.3]).real)
    assert bottom == pytest.approx((left**2 - 1) ** 2 + 0.3 * left, abs=0.01)
    assert left == pytest.approx(-1.04, abs=0.005)


def test_forgetting_alone_makes_adam_go_to_the_worst_end():
    end_of = run("amsgrad-code-01")["end_of"]
    assert end_of(optimizers.Adam, 0.1) > 0.95
    assert end_of(optimizers.Adam, 0.9) < -0.95  # β2 だけを変えた
    assert end_of(optimizers.AMSGrad, 0.1) < -0.95  # v の最大値だけを使う


def test_the_scale_of_the_gradient_changes_l2_and_not_adamw():
    rows = table("adamw-code-01", r"s=([\d.]+) +Adam \+ L2 ([\d.]+) +AdamW ([\d.]+)")
    by_scale = {s: (l2, w) for s, l2, w in rows}
    says(f"$s=0.01$ で {by_scale[0.01][0]}、$s=100$ では {by_scale[100][0]} のままです")
    assert {w for _, w in by_scale.values()} == {round(5 * (1 - 0.01 * 0.1) ** 500, 1)}
    says(f"0.999^{{500}}$ 倍の {round(5 * 0.999**500, 1)} に縮みました")
    scope = run("adamw-code-01", rng=np.random.default_rng(5))
    l2 = [scope["shrunk"](s, 0.1, 0, np.random.default_rng(1)) for s in (0.01, 1, 100)]
    assert l2[0] + 1 < l2[1] < l2[2] - 1


def test_l2_and_decay_are_one_update_of_sgd():
    x, g, eta, decay = 3.0, -0.7, 0.1, 0.5
    assert x - eta * (g + decay * x) == pytest.approx((1 - eta * decay) * x - eta * g)


def test_the_explorer_shows_what_the_page_asks_for():
    def first(b1, b2):
        params = {"x": 0.0}
        LibraryUncorrected(lr=1.0, beta1=b1, beta2=b2).update(params, {"x": 1.0})
        return abs(params["x"])

    assert first(0.9, 0.9) < 1  # β2 = 0.9 なら η より小さい
    assert first(0, 0.999) == pytest.approx(1 / np.sqrt(1 - 0.999), rel=1e-4)


# --- PyTorch


def torch_or_skip():
    return pytest.importorskip("torch", reason="PyTorch がないので、本文のリストは動かしません")


def listings():
    return re.findall(r"```python\n(.*?)```", PAGE.prose, re.DOTALL)


def test_the_loop_of_the_page_runs_in_pytorch():
    torch = torch_or_skip()
    rng = np.random.default_rng(0)
    x, t = torch.tensor(rng.normal(size=(40, 2))), torch.tensor(rng.normal(size=(40, 1)))
    model, criterion = torch.nn.Linear(2, 1).double(), torch.nn.MSELoss()
    before = criterion(model(x), t).item()
    exec(listings()[0], {"optim": torch.optim, "model": model, "criterion": criterion, "loader": [(x, t)] * 50})
    assert criterion(model(x), t).item() < before


def test_biases_of_their_own_group_are_not_shrunk():
    torch = torch_or_skip()
    weights, biases = ([torch.nn.Parameter(torch.ones(2))] for _ in range(2))
    scope = {"optim": torch.optim, "weights": weights, "biases": biases}
    exec(listings()[1], scope)
    for each in (*weights, *biases):
        each.grad = torch.zeros(2)
    scope["optimizer"].step()
    assert torch.allclose(biases[0], torch.ones(2))
    assert torch.allclose(weights[0], torch.full((2,), 1 - 1e-3 * 0.01))


def test_the_defaults_of_the_page_are_those_of_pytorch():
    torch = torch_or_skip()
    adam, adamw = (inspect.signature(cls).parameters for cls in (torch.optim.Adam, torch.optim.AdamW))
    for parameters, decay in ((adam, 0), (adamw, 0.01)):
        found = [parameters[name].default for name in ("lr", "betas", "eps", "weight_decay", "amsgrad")]
        assert found == [1e-3, (0.9, 0.999), 1e-8, decay, False]
    says("`optim.Adam` では L2(既定 0)", "`optim.AdamW` では荷重減衰(既定 0.01)")


# --- 深掘り


def test_the_bound_holds_and_is_reached():
    scope = DEEP.run("bound-code-01")
    bound, ratios = scope["bound"], scope["ratios"]
    rng = np.random.default_rng(0)
    for _ in range(20):
        grads = rng.normal(size=60) * 10.0 ** rng.integers(-3, 3, size=60)
        for b1, b2 in ((0.9, 0.999), (0.5, 0.9), (0.999, 0.9)):
            for t, ratio in enumerate(ratios(grads, b1, b2), 1):
                assert ratio <= bound(t, b1, b2) * (1 + 1e-6)
    best = [(0.999 / 0.9) ** k for k in range(40)]  # 勾配が β2/β1 倍ずつ増える
    *_, last = ratios(best)
    assert last == pytest.approx(bound(40), rel=1e-4)
    limit = (1 - 0.9) / np.sqrt(1 - 0.999) / np.sqrt(1 - 0.9**2 / 0.999)
    DEEP.says(f"\\approx{limit:.2f}$ です")
    assert "1.11 倍ずつ増える: 7.27" in DEEP.output("bound-code-02")


def test_noise_makes_the_ratio_small():
    rows = DEEP.table("bound-code-03", r"μ=([\d.]+): 中央値 ([\d.]+) 最大 ([\d.]+)")
    middles = [middle for _, middle, _ in rows]
    assert middles == sorted(middles)
    DEEP.says(f"平均が 0 なら比の中央値は {middles[0]} で")


def test_one_cycle_goes_the_wrong_way_when_v_forgets_too_soon():
    rows = DEEP.table("amsgrad-code-02", r"β2=([\d.]+) +C=(\d+) +n=(\d+) +Adam +([\d.-]+) AMSGrad ([\d.-]+)")
    signs = {(beta2, n): (adam > 0, ams > 0) for beta2, _, n, adam, ams in rows}
    assert signs == {(0.1, 3): (False, True), (0.9, 3): (True, True), (0.999, 3): (True, True),
                     (0.999, 5000): (False, True)}  # fmt: skip
    DEEP.says(f"1 周の和は {rows[-1][4]} しかありません")
