"""第3章の本編に書いた主張を計算し直し、その数が本文にあることを確かめます。

原因を述べた文と、それを支える実験(変えたもの → 試験):

- 同じ向きの勾配はたまり、往復する勾配は打ち消し合う: 勾配の列の符号だけ
  → test_equal_gradients_add_up_and_alternating_ones_cancel
- ゆるい方向の速さは実効学習率が決める: η と α の組だけ(実効学習率は同じ)
  → test_the_gentle_direction_depends_only_on_the_effective_rate
- 行き過ぎるのは、残った速度の分だけ進むから: 最小点に着いたときの速度だけを 0 にする
  → test_the_overshoot_comes_from_the_velocity_left_at_the_minimum
- 速く縮むようになるのは |1−ηλ| が √α より大きい方向だけ: α だけ、η だけ
  → test_momentum_shrinks_faster_only_where_sgd_shrinks_by_less_than_the_root
- NAG の違いは、勾配を測る場所: 測る場所だけ
  → test_only_the_place_of_the_gradient_makes_nag_settle
- 床の高さは実効学習率で決まり、平均しても下がらない: η と α を片方ずつ、実効学習率をそろえて
  → test_the_floor_follows_the_effective_rate、test_averaging_alone_does_not_lower_the_floor
- 1 つの係数の Momentum で NAG の経路を作れないのは、α(1−ηλ) が方向ごとに違うから: 曲率の違いだけを除く
  → test_with_one_curvature_nag_is_momentum_with_another_constant
- A の移動量がすぐに減らないのは、ためたときの η が残るから: 変える時に速度を掛け直す
  → test_the_old_rate_stays_in_the_velocity_of_form_a
"""

import inspect
import re

import numpy as np
import pytest

from chapter_kit import Page, numbers
from eshikaku import plotting
from eshikaku.course.exercises.catalogue import exercises_of
from eshikaku.explorers.momentum import best_momentum, best_pair
from eshikaku.explorers.momentum import factor as shrink
from eshikaku.optimizers import SGD, Momentum, Nesterov
from eshikaku.surfaces import descend, elongated

START = (-7.0, 2.0)
PAGE = Page(
    "03_momentum", start=START, elongated=elongated, descend=descend, plotting=plotting, SGD=SGD, Momentum=Momentum
)
says, code, output, run, table = PAGE.says, PAGE.code, PAGE.output, PAGE.run, PAGE.table

GENTLE, STEEP = 0.1, 2.0


def path(optimizer, steps=30):
    return descend(elongated, optimizer, START, steps)


# --- 区切り 1


def test_the_end_points_of_the_story():
    ends = {"SGD(η = 0.95)": SGD(0.95), "SGD(η = 0.1)": SGD(0.1), "Momentum(η = 0.1、α = 0.9)": Momentum(0.1, 0.9)}
    for name, optimizer in ends.items():
        x, y = path(optimizer)[-1]
        assert f"{name} → ({x:.4f}, {y:.4f})" in output("question-figure-01")
    x, y = path(Momentum(0.1, 0.9))[-1]
    says(f"$({x:.4f},\\,{y:.4f})$")
    assert (round(x, 4), round(y, 4)) == (0.8964, 0.0881)
    x, y = path(Nesterov(0.1, 0.9))[-1]
    says(f"$({x:.4f},\\,{y * 1e4:.1f}\\times10^{{-4}})$")
    assert (round(x, 4), round(y, 5)) == (0.6896, -0.00068)


def test_the_zigzag_is_nearest_after_thirty_steps():
    says("最小点にいちばん近いのは上段です")
    zigzag, slow, heavy = (np.linalg.norm(path(o)[-1]) for o in (SGD(0.95), SGD(0.1), Momentum(0.1, 0.9)))
    assert zigzag < heavy < slow
    assert path(Momentum(0.1, 0.9))[-1, 0] > 0  # 通り過ぎた


def test_equal_gradients_add_up_and_alternating_ones_cancel():
    velocity = run("intuition-code-01")["velocity"]
    assert velocity([1] * 300) == pytest.approx(1 / (1 - 0.9))
    assert velocity([(-1) ** k for k in range(301)]) == pytest.approx(1 / (1 + 0.9))
    says("$1/(1-0.9)=10$", f"$1/(1+0.9)\\approx{1 / 1.9:.2f}$")


def pair(values, digits=5):
    return ",".join(f"{value:.{digits}f}".rstrip("0").rstrip(".") for value in values)


def said_pairs():
    """本文の数式から、空白と改行の命令を除いたものです。"""
    return PAGE.prose.replace("\\,", "").replace("\\ ", "").replace(" ", "")


def test_the_two_steps_by_hand():
    x, v, said = np.array(START), np.zeros(2), said_pairs()
    for _ in range(2):
        g = elongated.gradient(x)
        v = 0.9 * v - 0.1 * g
        x = x + v
        assert all(f"({pair(values)})" in said for values in (g, v, x))


def test_the_two_steps_of_nag_by_hand():
    x, v, said = np.array(START), np.zeros(2), said_pairs()
    for _ in range(2):
        ahead = x + 0.9 * v
        g = elongated.gradient(ahead)
        v = 0.9 * v - 0.1 * g
        x = x + v
    assert all(f"({pair(values)})" in said for values in (ahead, g, v, x))
    says("Momentum の $-0.68$ より遅くなりました")
    assert abs(v[1]) < 0.68


def test_the_class_of_the_page_has_at_most_twelve_lines_and_equals_the_library():
    assert len([line for line in code("code-code-01").splitlines() if line]) <= 12
    ours = run("code-code-01")["MyMomentum"](lr=0.1, momentum=0.7)
    theirs = Momentum(lr=0.1, momentum=0.7)
    mine = {"W": np.ones((2, 3)), "b": np.zeros(3)}
    library = {key: x.copy() for key, x in mine.items()}
    rng = np.random.default_rng(0)
    for _ in range(10):
        grads = {key: rng.normal(size=x.shape) for key, x in mine.items()}
        ours.update(mine, grads)
        theirs.update(library, grads)
    assert all(np.allclose(mine[key], library[key]) for key in mine)
    assert ours.v["W"].shape == (2, 3)  # パラメータと同じ形の速度


# --- 区切り 2


def test_the_velocity_is_a_weighted_sum_of_the_gradients_and_a_scaled_average():
    rng = np.random.default_rng(1)
    grads, lr, a = rng.normal(size=40), 0.3, 0.8
    v = mean = 0.0
    for g in grads:
        v = a * v - lr * g
        mean = a * mean + (1 - a) * g
    assert v == pytest.approx(-lr * sum(a**k * g for k, g in enumerate(grads[::-1])))
    assert v == pytest.approx(-lr / (1 - a) * mean)
    says(f"$0.9^{{10}}\\approx{0.9**10:.2f}$")


def test_the_gentle_direction_depends_only_on_the_effective_rate():
    ends = {(lr, a): path(Momentum(lr, a), 60)[-1] for lr, a in [(0.1, 0), (0.05, 0.5), (0.01, 0.9)]}
    x = [end[0] for end in ends.values()]
    assert np.ptp(x) < 0.05 * 7
    assert ends[0.01, 0.9][0] == min(x)  # 速度がたまるまでの分だけ遅れる
    large, heavy = path(SGD(1.0), 60)[-1], path(Momentum(0.1, 0.9), 60)[-1]
    assert abs(large[1]) == pytest.approx(2)
    assert abs(heavy[1]) < 0.1


ALPHA = r"α=([\d.]+) +(\d+) 歩で落ち着く 30 歩後の x +(-?[\d.]+)"


def test_the_middle_alpha_settles_first():
    rows = {a: (steps, x) for a, steps, x in table("alpha-code-01", ALPHA)}
    steps = [rows[a][0] for a in (0, 0.5, 0.8, 0.9, 0.95, 0.99)]
    assert steps[2] == min(steps)
    assert steps[:3] == sorted(steps[:3], reverse=True)
    assert steps[3:] == sorted(steps[3:])
    assert rows[0.99][0] > 10 * rows[0.8][0]
    x8, x9, x99 = (path(Momentum(0.1, a), 600)[:, 0] for a in (0.8, 0.9, 0.99))
    assert x8.max() < 0 < x9.max()
    assert 5.9 < x99.max() < 6.5
    says("$\\alpha=0.99$ は 6 近くまで**行き過ぎ**、$0.8$ の 10 倍以上")


def test_the_overshoot_comes_from_the_velocity_left_at_the_minimum():
    """最小点に着いたときに速度を 0 にするだけで、行き過ぎは起きない。"""

    def beyond(stops):
        x, v = -7.0, 0.0
        furthest = x
        for _ in range(100):
            v = 0.9 * v - 0.1 * x / 10
            x += v
            if stops and x >= 0:
                x = v = 0.0
            furthest = max(furthest, x)
        return furthest

    assert beyond(stops=True) == 0
    assert beyond(stops=False) > 1


WHY = r"η=([\d.]+) +α=([\d.]+) +\|r\| ([\d.]+) ([\d.]+) 折り返し (\d+)\n +30 歩後 \((-?[\d.]+), (-?[\d.]+)\)"


def test_the_factors_of_the_page_are_those_of_the_walk():
    rows = {(lr, a): rest for lr, a, *rest in table("why-code-01", WHY)}
    for (lr, a), (rx, ry, turns, x, y) in rows.items():
        y_path = path(Momentum(lr, a))[:, 1]
        assert [rx, ry] == [round(shrink("Momentum", lr, a, c), 3) for c in (GENTLE, STEEP)]
        assert turns == np.sum(y_path[1:] * y_path[:-1] < 0)
        assert (x, y) == tuple(path(Momentum(lr, a))[-1].round(4))
    (x0, y0, turns0, *_), (x1, y1, turns1, *end) = rows[0.95, 0], rows[0.95, 0.48]
    says(f"倍率は {y0:.3f} から {y1:.3f} に、$x$ の倍率も {x0:.3f} から {x1:.3f} になりました")
    says(f"折り返しは {turns0:.0f} 回から {turns1:.0f} 回に減り")
    assert np.linalg.norm(end) < 0.01
    (_, small0, none, *_), (_, small1, some, *_) = rows[0.1, 0], rows[0.1, 0.9]
    assert none == 0
    says(f"$\\alpha=0.9$ にすると {some:.0f} 回折り返し、$y$ の倍率は {small0:.3f} から {small1:.3f} に増えました")
    assert small1 > small0


def test_the_two_steps_of_the_zigzag_by_hand():
    for a, said in ((0, "y_2=-1.8+3.42=1.62"), (0.48, "y_2=-1.8+1.596=-0.204")):
        y = path(Momentum(0.95, a), 2)[:, 1]
        assert y[1] == pytest.approx(-1.8)
        assert f"{y[2]:.3f}".rstrip("0") == said.split("=")[-1]
        says(said)
    assert pytest.approx(0.5, abs=0.05) == 0.48 * 3.8 / 3.42  # 半分ほどを打ち消した


def test_the_root_by_hand():
    a, q = 0.48, 0.95 * STEEP
    assert 1 + a - q == pytest.approx(-0.42)
    assert (1 + a - q) ** 2 - 4 * a < 0
    says(f"$\\sqrt{{0.48}}\\approx{a**0.5:.3f}$", "$0.42^2-4\\times0.48<0$")
    assert np.abs(np.roots([1, 0.42, 0.48])) == pytest.approx(a**0.5)
    assert abs(1 - q) == pytest.approx(0.9)


def test_the_recurrence_and_its_complex_range():
    lr, a = 0.3, 0.6
    x = path(Momentum(lr, a), 20)
    for axis, curvature in enumerate((GENTLE, STEEP)):
        z = x[:, axis]
        assert z[2:] == pytest.approx((1 + a - lr * curvature) * z[1:-1] - a * z[:-2])
    for a in (0.2, 0.5, 0.9):
        for q in np.linspace(0.01, 3.9, 60):
            complex_root = (1 - a**0.5) ** 2 < q < (1 + a**0.5) ** 2
            roots = np.roots([1, -(1 + a - q), a])
            assert complex_root == (np.abs(roots.imag).max() > 1e-9)
            if complex_root:
                assert np.abs(roots) == pytest.approx(a**0.5)


def test_momentum_shrinks_faster_only_where_sgd_shrinks_by_less_than_the_root():
    for a in (0.2, 0.5, 0.9):
        for q in np.linspace(0.003, 2 * (1 + a), 90):  # 実数の範囲も含む、発散しない全体
            gap = abs(1 - q) - a**0.5
            if abs(gap) > 1e-9:
                assert (shrink("Momentum", 1.0, a, q) < abs(1 - q)) == (gap > 0)


def test_the_best_alpha_of_a_rate_is_the_edge_of_the_complex_range():
    for lr, said in ((0.95, "0.479"), (0.1, "0.81")):
        formula = (1 - (lr * GENTLE) ** 0.5) ** 2
        assert best_momentum("Momentum", lr, (GENTLE, STEEP)) == pytest.approx(formula, abs=0.001)
        assert f"{formula:.3f}".rstrip("0") == said
    says("$\\eta=0.95$ なら $\\alpha\\approx0.479$、$\\eta=0.1$ なら $0.81$")
    for a, crosses in ((0.80, False), (0.85, True)):  # これより大きいと、ゆるい方向が行き過ぎる
        assert (path(Momentum(0.1, a), 300)[:, 0].max() > 1e-9) == crosses


def test_the_best_pair_from_the_condition_number():
    lr, a = best_pair("Momentum", (GENTLE, STEEP))
    root = 20**0.5
    assert lr**0.5 == pytest.approx(2 / (STEEP**0.5 + GENTLE**0.5))
    assert a**0.5 == pytest.approx((root - 1) / (root + 1))
    assert a**0.5 == pytest.approx(1 - (lr * GENTLE) ** 0.5)
    assert a**0.5 == pytest.approx((lr * STEEP) ** 0.5 - 1)
    says(f"$\\eta\\approx{lr:.2f}$、$\\alpha\\approx{a:.2f}$", f"$\\sqrt\\alpha\\approx{a**0.5:.3f}$", f"{19 / 21:.3f}")
    assert abs(1 - lr * STEEP) > 1  # SGD なら発散する学習率


def test_sgd_needs_kappa_steps_and_momentum_its_root():
    rows = table("best-code-01", r"κ= *(\d+) SGD +(\d+) Momentum +(\d+)")
    kappa, sgd, heavy = np.transpose(rows)
    assert sgd / kappa == pytest.approx(np.mean(sgd / kappa), rel=0.02)
    assert heavy / kappa**0.5 == pytest.approx(np.mean(heavy / kappa**0.5), rel=0.08)


def test_both_sides_of_the_race_are_tuned():
    """格子を広げても、式の最良より速く縮む組は見つからない(SGD も Momentum も)。"""
    best = {"SGD": 19 / 21, "Momentum": best_pair("Momentum", (GENTLE, STEEP))[1] ** 0.5}
    for lr in np.linspace(0.02, 2.5, 125):
        assert max(abs(1 - lr * c) for c in (GENTLE, STEEP)) >= best["SGD"] - 1e-9
        for a in np.linspace(0, 0.99, 34):
            assert max(shrink("Momentum", lr, a, c) for c in (GENTLE, STEEP)) >= best["Momentum"] - 1e-9


def test_the_remedies_of_the_table_work():
    turning = path(SGD(0.95))[:, 1]
    assert np.all(turning[1:] * turning[:-1] < 0)
    assert np.all(path(SGD(0.45))[:, 1] > 0)  # η を下げる
    assert shrink("Momentum", 0.95, 0.48, STEEP) < abs(1 - 0.95 * STEEP)  # α を足す
    settled = run("alpha-code-01")["settled"]
    assert settled(Momentum(0.1, 0.9)) < settled(Momentum(0.1, 0.99)) / 5  # α を下げる
    assert settled(SGD(0.4)) < settled(SGD(0.1)) / 2  # η を上げる
    assert settled(Momentum(0.1, 0.5)) < settled(SGD(0.1)) * 0.6  # α を上げる


ALPHAS = (0.36, 0.49, 0.64, 0.81)


def test_the_curves_of_the_exercise_shrink_by_the_root_of_alpha():
    """演習 03-3 の数。"""
    for a, over in zip(ALPHAS, (30000, 1000, 100, 10), strict=True):
        assert (1 - a**0.5) ** 2 < 0.2 < (1 + a**0.5) ** 2
        assert a**-10 == pytest.approx(over, rel=0.3)


def test_the_figure_of_the_exercise_gives_its_answer_and_its_alternative_text():
    """曲線の山の高さから読んだ α が、正解、why、代替文と合う。答えはセルの文字からは読めない。"""
    import matplotlib.pyplot as plt

    lines = {line.get_label(): line.get_ydata() for line in run("ex-03-3-figure")["ax"].lines}
    plt.close("all")
    drawn = {
        name: a for name, y in lines.items() for a in ALPHAS if np.allclose(y, abs(path(Momentum(0.1, a), 40)[:, 1]))
    }
    assert sorted(drawn.values()) == sorted(ALPHAS)
    (exercise,) = (e for e in exercises_of("03_momentum") if e.id == "03-3")
    assert drawn[exercise.answer] == 0.64
    said = {0.81: "10 分の 1", 0.64: "100 分の 1", 0.49: "1000 分の 1", 0.36: "3 万分の 1"}
    alt = PAGE.cell("ex-03-3-figure").metadata["mystnb"]["image"]["alt"]
    for name, a in drawn.items():
        assert f"{name}がおよそ {said[a]}" in alt
        assert exercise.options[name] == f"20 歩でおよそ {said[a]}"
        assert all(f"α は {a} です" in wrong.why for wrong in exercise.wrong if wrong.answer == name)
    assert not re.search(r'["\']?[アイウエ]["\']?\s*[:=]', code("ex-03-3-figure"))


# --- 区切り 3


def test_the_rewritten_form_is_the_definition():
    nag = run("nag-code-01")["nag"]
    for lr, a in ((0.1, 0.9), (0.3, 0.5), (0.05, 0.0)):
        assert np.allclose(nag(lr, a, 40), path(Nesterov(lr, a), 40))
    rewritten = run("nag-code-03")["rewritten"]
    x, y = path(Nesterov(0.1, 0.9))[-1]
    assert rewritten(False) == f"{x:.4f}, {y:.1e}"
    assert abs(numbers(rewritten(True))[0] - x) > 0.1


def test_no_momentum_walks_the_path_of_nag():
    found = numbers(output("nag-code-02").splitlines()[0])
    says("500 組", "途中で 0.5 以上ずれました")
    assert found[-1] >= 0.5
    target = path(Nesterov(0.1, 0.9))
    gaps = [
        np.abs(path(Momentum(lr, a)) - target).max()
        for lr in np.linspace(0.02, 0.6, 15)
        for a in np.linspace(0, 0.98, 25)
    ]
    assert min(gaps) > 0.5
    assert 20 * 25 == 500


def test_with_one_curvature_nag_is_momentum_with_another_constant():
    """曲率が 1 つなら、α(1−ηλ) を係数とする Momentum と同じ経路。曲率が違えば、その係数は 1 つに決まらない。"""
    for c in (GENTLE, STEEP):
        x = nag_x = 2.0
        v = nag_v = 0.0
        for _ in range(30):
            v = 0.9 * (1 - 0.1 * c) * v - 0.1 * c * x
            x += v
            nag_v = 0.9 * nag_v - 0.1 * c * (nag_x + 0.9 * nag_v)
            nag_x += nag_v
            assert x == pytest.approx(nag_x)
        assert shrink("Nesterov", 0.1, 0.9, c) == pytest.approx(shrink("Momentum", 0.1, 0.9 * (1 - 0.1 * c), c))
    says("$\\alpha$ を $\\alpha(1-\\eta\\lambda)$ に替えた Momentum と倍率が同じです")


def test_only_the_place_of_the_gradient_makes_nag_settle():
    """η も α も同じで、勾配を測る点を x から x + αv へ少しずつ移すと、y の揺れが減る。"""

    def swing(share):
        x, v = np.array(START), np.zeros(2)
        for _ in range(30):
            v = 0.9 * v - 0.1 * elongated.gradient(x + share * 0.9 * v)
            x = x + v
        return abs(x[1]) + abs(v[1])

    swings = [swing(share) for share in (0, 0.5, 1)]
    assert swings == sorted(swings, reverse=True)
    assert swings[2] < swings[0] / 20
    heavy, ahead = path(Momentum(0.1, 0.9), 60), path(Nesterov(0.1, 0.9), 60)
    assert np.abs(heavy[20:, 1]).max() > 5 * np.abs(ahead[20:, 1]).max()


def test_the_factor_and_the_limit_of_nag():
    for c in (GENTLE, STEEP):
        assert shrink("Nesterov", 0.1, 0.9, c) == pytest.approx((0.9 * (1 - 0.1 * c)) ** 0.5)
    heavy, ahead = (shrink(name, 0.1, 0.9, STEEP) for name in ("Momentum", "Nesterov"))
    says(f"Momentum の {heavy:.3f} に対して {ahead:.3f} です")
    limit = (2 + 2 * 0.9) / (1 + 2 * 0.9)
    says(f"$\\alpha=0.9$ なら約 {limit:.2f} です", f"$2(1+\\alpha)={2 * 1.9:.1f}$")
    for name, edge in (("Nesterov", limit), ("Momentum", 2 * 1.9)):
        assert shrink(name, 1.0, 0.9, edge - 0.01) < 1 < shrink(name, 1.0, 0.9, edge + 0.01)


def test_momentum_beats_nag_on_a_quadratic_when_both_are_tuned():
    (nag,) = (numbers(line)[-1] for line in output("nag-code-02").splitlines() if "NAG" in line)
    heavy = table("best-code-01", r"κ= *(\d+) SGD +(\d+) Momentum +(\d+)")[0][2]
    says(f"NAG は {nag:.0f} 歩、Momentum は {heavy:.0f} 歩です")
    assert heavy < nag
    lr, a = best_pair("Nesterov", (1.0, 20.0))
    assert (lr, a) == pytest.approx((4 / 61, (61**0.5 - 2) / (61**0.5 + 2)))
    factors = [shrink(m, *best_pair(m, (1.0, 20.0)), 1.0) for m in ("Momentum", "Nesterov")]
    assert factors[0] < factors[1]


def test_the_floor_follows_the_effective_rate():
    floor = run("noise-code-01", rng=np.random.default_rng(5))["floor"]
    plain, heavy, large = (
        np.median([floor(lr, a, child) for child in np.random.default_rng(8).spawn(5)])
        for lr, a in [(0.02, 0), (0.02, 0.9), (0.2, 0)]
    )
    says("床は約 10 倍に上がり")
    assert heavy / plain == pytest.approx(10, rel=0.1)  # α だけを変えた
    assert heavy == pytest.approx(large, rel=0.2)  # 実効学習率が同じ


def test_averaging_alone_does_not_lower_the_floor():
    """実効学習率を同じにして α だけを変えると、床は変わらない(20 の乱数列)。1 回分の雑音の重みの合計も同じ。"""
    floor = run("noise-code-01", rng=np.random.default_rng(5))["floor"]
    plain, averaged = (
        np.median([floor(lr, a, child) for child in np.random.default_rng(8).spawn(20)])
        for lr, a in [(0.02, 0), (0.002, 0.9)]
    )
    assert averaged == pytest.approx(plain, rel=0.03)
    assert 0.002 * sum(0.9**k for k in range(400)) == pytest.approx(0.02)
    rows = [line.split("床 ")[1] for line in output("noise-code-01").splitlines() if "床" in line]
    assert rows[0][:4] == rows[3][:4] == "0.01"


DIGITS = r"B= *(\d+) α=([\d.]+) +最良の実効 η +(\d+) 損失 ([\d.]+)〜([\d.]+)"


def test_momentum_helps_the_full_batch_and_not_the_batch_of_four():
    rows = {(B, a): rest for B, a, *rest in table("digits-code-02", DIGITS)}
    (sgd_lr, sgd, _), (heavy_lr, heavy, _) = rows[1437, 0], rows[1437, 0.9]
    assert heavy <= sgd / 2
    assert heavy_lr > sgd_lr
    (_, *plain), (_, *momentum) = rows[4, 0], rows[4, 0.9]
    assert max(plain[0], momentum[0]) < min(plain[1], momentum[1])  # 範囲が重なる
    sweep = run("digits-code-01", rng=np.random.default_rng(0))["final_loss"]
    tried = {a: [sweep(Momentum(e * (1 - a), a), 1437, None) for e in (10, 31.6, 100)] for a in (0, 0.9)}
    assert tried[0] == sorted(tried[0])  # SGD の損失が上がり始める所でも、
    assert tried[0.9] == sorted(tried[0.9], reverse=True)  # Momentum の損失は下がり続ける
    assert all(0.4 < lr < 300 for lr, *_ in rows.values())  # 格子の端ではない


def test_at_small_rates_only_the_effective_rate_counts():
    scope = run("digits-code-01", rng=np.random.default_rng(0))
    for B in (4, 1437):
        for effective in (0.3, 1.0):
            losses = [
                np.median(
                    [
                        scope["final_loss"](Momentum(effective * (1 - a), a), B, child)
                        for child in np.random.default_rng(3).spawn(5 if B == 4 else 1)
                    ]
                )
                for a in (0, 0.9)
            ]
            if B == 1437 or effective < 1:
                assert losses[0] == pytest.approx(losses[1], rel=0.1)


FORMS = r"(\d+) 歩目 A (-?[\d.]+) B (-?[\d.]+) C (-?[\d.]+)"


def test_the_old_rate_stays_in_the_velocity_of_form_a():
    rows = {int(t): moves for t, *moves in table("forms-code-01", FORMS)}
    assert all(len(set(rows[t])) == 1 for t in (1, 30))  # 30 歩目までは同じ
    a, b, c = rows[31]
    assert b == c == pytest.approx(rows[30][1] / 10, abs=0.02)
    assert a < 9 * b
    assert rows[31][0] < rows[32][0] < rows[60][0]  # 少しずつ減る
    assert abs(rows[60][0]) > abs(rows[60][1])
    v = rows[30][0] * 0.1  # 速度の中の η も掛け直すと、B と同じになる
    assert 0.9 * v - 0.1 == pytest.approx(b, abs=0.01)


def test_form_a_is_also_late_when_the_rate_rises():
    v_a = v_b = 0.0
    for t in range(40):
        lr = 0.1 if t < 30 else 1.0
        v_a, v_b = 0.9 * v_a - lr, 0.9 * v_b + 1
        if t == 30:
            assert abs(v_a) < lr * v_b / 2


def test_nag_has_the_form_b_too():
    z, v, lr, a = np.array(START), np.zeros(2), 0.1, 0.9
    for _ in range(30):
        g = elongated.gradient(z)
        v = a * v + g
        z = z - lr * (g + a * v)
    assert np.allclose(z, path(Nesterov(lr, a))[-1])


# --- フレームワーク


def test_the_listing_and_the_bullets_of_pytorch():
    torch = pytest.importorskip("torch", reason="PyTorch がないので、本文のリストは動かしません")
    (listing,) = re.findall(r"```python\n(optimizer = .*?)```", PAGE.prose, re.DOTALL)
    scope = {"optim": torch.optim, "model": torch.nn.Linear(2, 1)}
    exec(listing, scope)
    group = scope["optimizer"].param_groups[0]
    assert (group["momentum"], group["nesterov"], group["dampening"]) == (0.9, True, 0)
    defaults = inspect.signature(torch.optim.SGD).parameters
    assert [defaults[name].default for name in ("momentum", "dampening", "nesterov")] == [0, 0, False]
    weights = [torch.nn.Parameter(torch.zeros(1))]
    for options in ({"nesterov": True}, {"nesterov": True, "momentum": 0.9, "dampening": 0.1}):
        with pytest.raises(ValueError, match="momentum"):
            torch.optim.SGD(weights, lr=0.1, **options)


def torch_walk(torch, grads, start, **options):
    w = torch.nn.Parameter(torch.tensor([start], dtype=torch.float64))
    optimizer = torch.optim.SGD([w], lr=0.1, **options)
    for g in grads:
        w.grad = torch.tensor([g], dtype=torch.float64)
        optimizer.step()
    return w.item()


def test_dampening_starts_at_the_second_step_and_weight_decay_enters_the_velocity():
    torch = pytest.importorskip("torch", reason="PyTorch がないので、更新式は比べません")
    grads, a, tau, decay, w, v = [1.0, -0.5, 2.0, 0.3], 0.9, 0.4, 0.2, 1.5, 0.0
    for t, g in enumerate(grads):
        g = g + decay * w
        v = g if t == 0 else a * v + (1 - tau) * g
        w -= 0.1 * v
    assert torch_walk(torch, grads, 1.5, momentum=a, dampening=tau, weight_decay=decay) == pytest.approx(w)


def test_the_defaults_of_scikit_learn():
    from sklearn.neural_network import MLPClassifier

    network = MLPClassifier(solver="sgd")
    says("既定で `momentum=0.9`、`nesterovs_momentum=True`")
    assert (network.momentum, network.nesterovs_momentum) == (0.9, True)


def test_scikit_learn_uses_form_a():
    from sklearn.neural_network._stochastic_optimizers import SGDOptimizer

    x = np.array([1.0])
    optimizer = SGDOptimizer([x], learning_rate_init=0.1, momentum=0.9, nesterov=False)
    ours, params = Momentum(0.1, 0.9), {"x": 1.0}
    for t, g in enumerate([1.0, -0.5, 2.0, 0.3]):
        optimizer.learning_rate = ours.lr = 0.1 if t < 2 else 0.01
        optimizer.update_params([x], [np.array([g])])
        ours.update(params, {"x": g})
    assert x[0] == pytest.approx(params["x"])


def test_the_factors_named_in_the_quiz():
    """03-q19 の理由の数。"""
    found = [shrink(m, *best_pair(m, (1.0, 20.0)), 1.0) for m in ("Nesterov", "Momentum")]
    assert [round(value, 3) for value in found] == [0.744, 0.635]
