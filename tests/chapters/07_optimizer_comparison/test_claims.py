"""第7章の本編に書いた主張を、別の乱数で計算し直すか、ノートブックの出力(nbval が守る)から確かめます。

原因を述べた文と、それを支える実験(変えたもの → 試験):

- 谷の順位が入れ替わる: 歩数だけ、AdaGrad の学習率だけ、谷の向きだけ
  → test_each_change_of_one_condition_changes_the_order
- 座標ごとに割る手法は回転で変わり、勾配の和の手法は変わらない: 谷の向きだけ
  → test_only_elementwise_methods_feel_the_rotation
- 割る手法は損失の定数倍で変わらない: 定数だけ
  → test_only_elementwise_methods_ignore_the_scale
- α だけを下げると遅くなるのは η/(1−α) が下がるから: η/(1−α) をそろえる
  → test_a_smaller_constant_stills_the_waves_and_slows_the_descent_through_the_effective_rate
- Momentum が SGD に負けたのは α を固定したから: α だけ(試す設定の数は同じ)
  → test_momentum_loses_to_sgd_only_while_its_constant_is_fixed
- 手書き数字の順位を決めたのは学習率: 学習率だけ
  → test_the_rate_decides_the_order_on_the_digits
- Adam のスケジュールの効き: スケジュールだけ(試す設定の数は同じ)
  → test_cosine_helps_adam_and_is_undecided_for_sgd
"""

import re

import matplotlib.pyplot as plt
import numpy as np
import pytest

from chapter_kit import Page, numbers
from eshikaku import optimizers, plotting
from eshikaku.clipping import clip_grad_norm, clip_grad_value
from eshikaku.course.exercises.catalogue import exercises_of
from eshikaku.optimizers import OPTIMIZERS
from eshikaku.schedules import CosineDecay
from eshikaku.surfaces import Surface, descend, elongated

PAGE = Page("07_optimizer_comparison", OPTIMIZERS=OPTIMIZERS, plotting=plotting)
says, code, output, run, table = PAGE.says, PAGE.code, PAGE.output, PAGE.run, PAGE.table
ROTATING, DIVIDING = ("SGD", "Momentum", "Nesterov"), ("AdaGrad", "RMSprop", "Adam")
START = (-7.0, 2.0)


# --- 区切り 1


def test_the_ends_of_the_six_paths_are_those_of_their_chapters(valley):
    known = {
        "Momentum": (0.8964, 0.0881),
        "Nesterov": (0.6896, -6.8e-4),
        "AdaGrad": (-0.1202, 0),
        "RMSprop": (-0.6974, 0),
        "Adam": (0.1360, 0.3182),
    }
    for name, end in known.items():
        assert np.allclose(valley["paths"][name][-1], end, atol=6e-5)
    losses = {name: elongated(path[-1]) for name, path in valley["paths"].items()}
    assert min(losses, key=losses.get) == "AdaGrad"
    for name, loss in losses.items():
        (line,) = [line for line in output("question-code-01").splitlines() if line.startswith(name + " ")]
        assert numbers(line)[-1] == pytest.approx(loss, abs=6e-5)


def test_the_two_steps_by_hand():
    g1, g2, eta, a, rho = 3.0, 4.0, 0.1, 0.5, 0.75
    m = a * g1 + g2
    says(f"$m=3$、$-0.3$ | $m={m}$、${-eta * m:.2f}$")
    first, second = -eta * (a * g1 + g1), -eta * (a * m + g2)
    says(f"$0.5\\cdot3+3$、${first:.2f}$ | $0.5\\cdot5.5+4$、${second:.3f}$")
    says(f"$h=9$、$-0.1$ | $h={g1**2 + g2**2:.0f}$、${-eta * g2 / np.sqrt(g1**2 + g2**2)}$")
    h1 = (1 - rho) * g1**2
    h2 = rho * h1 + (1 - rho) * g2**2
    says(f"$h={h1}$、${-eta * g1 / np.sqrt(h1):.1f}$ | $h={h2}$、${-eta * g2 / np.sqrt(h2):.3f}$")
    m2 = a * (1 - a) * g1 + (1 - a) * g2
    m_hat, h_hat = m2 / (1 - a**2), h2 / (1 - rho**2)
    says(f"$\\hat m={m_hat:.3f}$、$\\hat h={h_hat:.0f}$、${-eta * m_hat / np.sqrt(h_hat):.3f}$")
    says(f"$\\hat h=({rho * h1}+4)/(1-0.75^2)$")


def test_the_function_of_the_page_has_at_most_twelve_lines_and_equals_the_library():
    assert len(code("code-code-01").splitlines()) <= 12
    run("question-code-01", "code-code-01", "code-code-02")  # 5 つの assert


def test_the_first_step_and_the_overshoot_tell_the_methods_apart(valley):
    gradient = elongated.gradient(np.array(START))
    for name, path in valley["paths"].items():
        first = path[1] - path[0]
        if name in ROTATING:
            assert first[0] / first[1] == pytest.approx(gradient[0] / gradient[1])
        else:
            assert -first[1] == pytest.approx(first[0], rel=1e-5)
    size = {name: valley["paths"][name][1, 0] - START[0] for name in DIVIDING}
    rates = valley["rates"]
    assert size["AdaGrad"] == pytest.approx(rates["AdaGrad"], rel=1e-5)
    assert size["Adam"] == pytest.approx(rates["Adam"], rel=1e-5)
    assert size["RMSprop"] == pytest.approx(rates["RMSprop"] / np.sqrt(1 - 0.99), rel=1e-5)
    lowest = {name: path[:, 1].min() for name, path in valley["paths"].items()}
    assert min(lowest["AdaGrad"], lowest["RMSprop"]) > -1e-6
    assert lowest["Momentum"] < lowest["Nesterov"] < 0
    assert lowest["Adam"] < 0
    y = valley["paths"]["SGD"][:, 1]
    assert np.all(y[1:] * y[:-1] < 0)  # 1 歩ごとに折り返す


def test_only_the_methods_with_velocity_make_waves(valley):
    for name, path in valley["paths"].items():
        rises = np.diff(elongated(path.T)).max() > 1e-9
        assert rises == (name in ("Momentum", "Nesterov", "Adam")), name


def test_a_smaller_constant_stills_the_waves_and_slows_the_descent_through_the_effective_rate():
    """α だけを下げると遅くなり、η/(1−α) をそろえると遅くならない。"""
    curves = {
        (alpha, lr): elongated(descend(elongated, OPTIMIZERS["Momentum"](lr, alpha), START, 30).T)
        for alpha, lr in ((0.9, 0.1), (0.6, 0.1), (0.6, 0.4))
    }
    waving, slow, even = curves.values()
    assert np.diff(waving).max() > 0.1
    assert np.diff(slow).max() < 0
    says(f"30 歩目の損失は {waving[-1]:.2f} から {slow[-1]:.2f} に上がります")
    says(f"$\\eta$ を 0.4 にしてそろえると {even[-1]:.3f} です")
    assert even[-1] < waving[-1] < slow[-1]


def test_the_hidden_paths_are_those_of_the_answer():
    """演習 07-2: 図の道は、正解の選択肢の手法の道。P は勾配と平行、Q と R は 45 度、Q だけが通り過ぎない。"""
    (exercise,) = (exercise for exercise in exercises_of("07_optimizer_comparison") if exercise.id == "07-2")
    answer = dict(re.findall(r"([PQR]) は (\w+)", exercise.options[exercise.answer]))
    scope = run("read-figure-01", **run("question-code-01"))
    paths = {}
    for ax in scope["axes"]:
        (paths[ax.get_title()],) = (line.get_xydata() for line in ax.lines if len(line.get_xydata()) == 26)
    plt.close("all")
    assert list(paths) == list(answer) == ["P", "Q", "R"]
    for label, name in answer.items():
        expected = descend(elongated, OPTIMIZERS[name](scope["methods"][name]), (6, 4), 25)
        assert np.allclose(paths[label], expected), label
    steps = {name: path[1] - path[0] for name, path in paths.items()}
    assert steps["P"][1] < 5 * steps["P"][0] < 0
    assert steps["Q"][0] == pytest.approx(steps["Q"][1], rel=1e-5)
    assert steps["R"][0] == pytest.approx(steps["R"][1], rel=1e-5)
    assert paths["Q"][:, 1].min() > -1e-6
    assert paths["R"][:, 1].min() < -0.5
    assert np.sum(np.diff(np.sign(paths["P"][:, 1])) != 0) >= 3  # 何度も横切る


def test_the_cell_of_the_hidden_paths_does_not_show_the_answer():
    """Jupyter で見えるセルは、名前を正解の順に並べず、記号と名前を同じ行に書かない。alt も名前を書かない。"""
    (exercise,) = (exercise for exercise in exercises_of("07_optimizer_comparison") if exercise.id == "07-2")
    names = re.findall(r"[PQR] は (\w+)", exercise.options[exercise.answer])
    listing = code("read-figure-01")
    order = sorted(names, key=listing.index)
    assert order != names
    assert not re.search(r'"[PQR]"', listing)
    alt = PAGE.cell("read-figure-01").metadata["mystnb"]["image"]["alt"]
    assert not any(name in alt for name in (*OPTIMIZERS, "NAG"))


# --- 区切り 2


def test_each_change_of_one_condition_changes_the_order(valley):
    race = valley["race"]

    def order(**changed):
        losses = race(**changed)
        return sorted(losses, key=losses.get), losses

    (first, base), (short, _) = order(), order(steps=10)
    assert first[:2] == ["AdaGrad", "SGD"]
    assert short[:2] == ["AdaGrad", "RMSprop"]
    says("10 歩では、2 位は RMSprop です")
    slow, _ = order(AdaGrad=0.95)
    assert slow[:4] == ["SGD", "Nesterov", "RMSprop", "AdaGrad"]
    says("学習率を 0.95 にした AdaGrad は、SGD、NAG、RMSprop に負けます")
    _, turned = order(degrees=45)
    says("AdaGrad の損失は約 200 倍")
    assert turned["AdaGrad"] / base["AdaGrad"] == pytest.approx(200, rel=0.05)


def test_only_elementwise_methods_feel_the_rotation(valley):
    base = valley["race"]()
    for degrees in (20, 45, 70):
        turned = valley["race"](degrees=degrees)
        for name in ROTATING:
            assert turned[name] == pytest.approx(base[name], rel=1e-6)
        for name in DIVIDING:
            assert turned[name] > 1.5 * base[name]
    says("SGD、Momentum、NAG だけが元の値のまま")


def test_division_and_rotation_do_not_commute():
    c = np.sqrt(0.5)
    Q, g = np.array([[c, -c], [c, c]]), np.array([-0.7, 4.0])
    x, y = (Q @ (g / np.abs(g))).round(2) + 0.0
    says(f"$({x:.2f},\\,{y:.0f})$、回してから割ると")
    assert np.allclose(Q @ g / np.abs(Q @ g), [-1, 1])


def test_scaling_the_coordinates_rounds_the_valley_only_along_the_axes():
    c = np.sqrt(0.5)
    Q, straight = np.array([[c, -c], [c, c]]), np.diag([0.1, 2.0])
    turned = Q @ straight @ Q.T
    says(f"対角成分がどちらも {turned[0, 0]:.2f}", "条件数を 20 から 1 にできます", "条件数は 20 のまま")
    assert turned[0, 0] == pytest.approx(turned[1, 1])
    for hessian, condition in ((straight, 1), (turned, 20)):
        scale = np.diag(1 / np.sqrt(np.diag(hessian)))
        assert np.linalg.cond(scale @ hessian @ scale) == pytest.approx(condition)


def test_only_elementwise_methods_ignore_the_scale(valley):
    k = 7.0
    scaled = Surface(
        "scaled", "定数倍", lambda x, y: k * elongated.f(x, y),
        lambda x, y: (k * x / 10, k * 2 * y), ((0.0, 0.0),), (-10, 10), (-5, 5),
    )  # fmt: skip
    for name, lr in valley["rates"].items():
        lr = lr / 10  # SGD が発散しない大きさ
        path, other = (descend(surface, OPTIMIZERS[name](lr), START, 10) for surface in (elongated, scaled))
        assert np.allclose(path, other, atol=1e-5) == (name in DIVIDING), name


TERRAIN = r"(?:SGD|Momentum|Nesterov|AdaGrad|RMSprop|Adam) +([\d.]+) +([\d.]+) +(\d+) +(\d+)\n"


def test_each_terrain_has_another_first(valley):
    names = list(valley["rates"])
    rosenbrock, beale, saddle, plateau = np.array(table("terrain-code-03", TERRAIN)).T
    first = set(np.array(names)[rosenbrock == rosenbrock.min()])
    assert first == {"Momentum", "Adam"}
    assert names[beale.argmin()] == "Nesterov"
    assert set(np.array(names)[plateau == plateau.min()]) == {"AdaGrad", "RMSprop"}
    assert np.sort(saddle)[:4].max() - saddle.min() <= 3
    slow = [names.index(name) for name in ("Momentum", "Adam")]
    assert min(*saddle[slow], *plateau[slow]) > 40


@pytest.mark.parametrize("shift", [0.0, 0.03, 0.0625])
def test_the_firsts_on_beale_and_the_plateau_do_not_hang_on_the_points_of_the_grid(valley, shift):
    scope = run("terrain-code-01", "terrain-code-02", **{**valley, "descend": descend})
    scope["best_path"].__globals__["ladder"] = 10 ** np.arange(-4 + shift, 3.05, 0.125)

    def best(place):
        surface, plan = scope["SURFACES"][place], scope["plans"][place]
        return surface, {name: scope["best_path"](name, surface, *plan) for name in valley["rates"]}

    beale, paths = best("beale")
    losses = {name: beale(path[-1]).round(3) for name, path in paths.items()}
    assert losses["Nesterov"] == min(losses.values())
    plateau, paths = best("plateau")
    times = {name: scope["arrival"](plateau, path) or 99 for name, path in paths.items()}
    assert max(times["AdaGrad"], times["RMSprop"]) < min(
        times[name] for name in times if name not in ("AdaGrad", "RMSprop")
    )


def test_the_rates_chosen_on_the_terrains_are_inside_the_grid(valley):
    scope = run("terrain-code-01", "terrain-code-02", **{**valley, "descend": descend})
    tried = []

    def recording(surface, optimizer, begin, steps):
        path = descend(surface, optimizer, begin, steps)
        tried.append((optimizer.lr, path))
        return path

    scope["best_path"].__globals__["descend"] = recording
    for place, plan in scope["plans"].items():
        for name in ("Momentum", "Nesterov", "AdaGrad"):
            tried.clear()
            best = scope["best_path"](name, scope["SURFACES"][place], *plan)
            (lr,) = {lr for lr, path in tried if np.array_equal(path, best)}
            assert 1e-4 < lr < 1e3 / 1.1
    says(f"同じ {len(scope['ladder'])} 個の学習率")


def test_momentum_loses_to_sgd_only_while_its_constant_is_fixed(valley):
    scope = run("inclusion-code-01", **valley)
    trials = scope["trials"]
    assert {len(found) for found in trials.values()} == {44}
    sgd, fixed, free = (min(found) for found in trials.values())
    assert fixed[0] > 10 * sgd[0]
    assert free[0] < 1e-10 * sgd[0]
    says("SGD より 10 桁以上小さく")
    assert 0.3 <= free[2] < 0.9  # α は格子の内側
    for _, lr, *_ in (sgd, fixed, free):
        assert 0.01 < lr < 10


def end_of(name, steps, count, *constant):
    """学習率 count 通りのうち、steps 歩の後の最小の損失です。"""
    ends = [
        elongated(descend(elongated, OPTIMIZERS[name](lr, *constant), START, steps)[-1])
        for lr in np.geomspace(0.01, 10, count)
    ]
    return np.nanmin(ends)


def test_eighty_steps_decide_between_sgd_and_a_fixed_constant_and_thirty_do_not():
    for count in (44, 45, 88):
        assert end_of("Momentum", 80, count, 0.9) > 10 * end_of("SGD", 80, count)
    assert end_of("Momentum", 30, 44, 0.9) > 2 * end_of("SGD", 30, 44)
    assert 2 * end_of("Momentum", 30, 45, 0.9) < end_of("SGD", 30, 45)
    says("30 歩では、学習率の格子を 44 点から 45 点にするだけで、1 行目と 2 行目の勝敗が入れ替わります")


def test_adam_with_a_large_eps_contains_momentum():
    """バイアス補正の分を学習率に繰り込むと、道が一致する。"""
    eta, alpha, eps = 0.1, 0.9, 1e7
    adam, params = optimizers.Adam(lr=1, beta1=alpha, eps=eps), dict(zip("xy", START, strict=True))
    for t in range(1, 31):
        adam.lr = eta * eps / (1 - alpha) * (1 - alpha**t)
        gradient = elongated.gradient((params["x"], params["y"]))
        adam.update(params, dict(zip("xy", gradient.tolist(), strict=True)))
    end = descend(elongated, optimizers.Momentum(eta, alpha), START, 30)[-1]
    assert np.allclose([params["x"], params["y"]], end, atol=1e-4)


def test_the_explorer_chooses_as_the_page_says():
    """図からはみ出さない学習率のうち、最後の損失が最小になるものを選ぶ。"""
    from eshikaku.explorers.race import GRID, tune

    low, high = np.transpose([elongated.xlim, elongated.ylim])
    for name in ("SGD", "Nesterov"):
        inside = {}
        for lr in GRID:
            path = descend(elongated, OPTIMIZERS[name](lr), START, 30)
            if ((low <= path) & (path <= high)).all():
                inside[lr] = elongated(path[-1])
        assert tune(elongated, name, START, 30) == min(inside, key=inside.get)


# --- 区切り 3

SWEEP = r"\w+ +([\d.]+) +(\d) 位 +(\d) 位 +([\d.]+)\(([\d.]+)\)"


def test_the_rate_decides_the_order_on_the_digits():
    rows = dict(zip(OPTIMIZERS_OF_THE_PAGE, table("digits-code-03", SWEEP), strict=True))
    defaults, small, large, best, rates = (
        dict(zip(rows, column, strict=True)) for column in zip(*rows.values(), strict=True)
    )
    assert max(defaults.values()) > 7 * min(defaults.values())
    says(f"7 倍を超えていた差({defaults['SGD']} と {defaults['RMSprop']})")
    assert (small["RMSprop"], small["SGD"], large["RMSprop"]) == (1, 6, 6)
    assert max(best.values()) < 1.6 * min(best.values())
    assert max(rates.values()) >= 30 * min(rates.values())
    assert all(1e-3 * 1.1 < lr < 1e2 / 1.1 for lr in rates.values())  # 格子の内側
    assert defaults["Adam"] > 10 * best["Adam"]
    says("どれも 0.1 前後で、位置は 30 倍以上", "10 倍以上高い損失")


def test_the_best_rates_make_first_steps_of_the_same_size(digits):
    """η が表すものの違い: SGD の 1 歩は η × 勾配、Adam の 1 歩目は η。"""
    draws = digits["fresh"][:, :1]
    g = digits["gradient"](np.zeros((len(draws), 65, 10), dtype=np.float32), draws[:, 0])
    size = np.sqrt(np.mean(g**2))
    says(f"勾配の要素は {size:.2f} ほど")
    for name, lr in (("SGD", 10**0.5), ("Adam", 0.1)):
        step = digits["train"](OPTIMIZERS[name](lr), draws)
        assert np.sqrt(np.mean(step**2)) == pytest.approx(0.1, rel=0.2)
    says("1 歩目の要素がどちらも 0.1 ほど")


OPTIMIZERS_OF_THE_PAGE = ("SGD", "Momentum", "Nesterov", "AdaGrad", "RMSprop", "Adam")
FRESH = r"\w+ +([\d.]+) \[([\d.]+), ([\d.]+)\] (\d) 勝 +(\d) 勝 +([\d.]+)"


def test_the_page_says_only_what_nine_new_runs_carry():
    rows = dict(zip(OPTIMIZERS_OF_THE_PAGE, table("fresh-code-01", FRESH), strict=True))
    middle = [row[0] for row in rows.values()]
    right = [row[5] for row in rows.values()]
    says(f"中央値は {min(middle):.2f}〜{max(middle):.2f}、正解率は {min(right):.2f}〜{max(right):.2f}")
    assert rows["Momentum"][4] == 0  # NAG は Momentum に 9 回とも
    assert rows["AdaGrad"][3] == 9  # AdaGrad は SGD に 9 回とも
    says(f"AdaGrad も {rows['AdaGrad'][4]:.0f} 回勝っています")
    (_, low1, high1, *_), (_, low2, high2, *_) = rows["Nesterov"], rows["AdaGrad"]
    assert max(low1, low2) < min(high1, high2)  # 幅は重なる
    assert rows["SGD"][4] == 1


def test_what_the_page_says_of_the_pairs_holds_for_other_draws(digits):
    loss = {
        name: digits["losses"](digits["train"](OPTIMIZERS[name](1.0), digits["fresh"]))
        for name in ("Momentum", "Nesterov", "AdaGrad")
    }
    loss["SGD"] = digits["losses"](digits["train"](OPTIMIZERS["SGD"](10**0.5), digits["fresh"]))
    assert np.sum(loss["Nesterov"] < loss["Momentum"]) >= 7
    assert np.sum(loss["AdaGrad"] < loss["SGD"]) >= 7


SCHEDULE = r"(?:SGD|Adam) +([\d.]+) \[([\d.]+), ([\d.]+)\] (\d) 勝 η≦([\d.]+)"


def test_cosine_helps_adam_and_is_undecided_for_sgd(digits):
    rows = table("schedule-code-02", SCHEDULE)
    (_, step, exponential, cosine, warm), (constant, *_) = rows[:5], rows[5:]
    assert step[3] <= 2
    assert exponential[3] == cosine[3] == 6
    assert warm[3] <= 6
    says("SGD では、指数とコサインが 6 勝で")
    *_, adam_cosine, adam_warm = rows
    assert adam_cosine[3] == adam_warm[3] == 8
    says(f"中央値は {constant[0]} から {adam_cosine[0]} に下がりました")
    assert max(adam_cosine[1], adam_warm[1]) < min(adam_cosine[2], adam_warm[2])
    assert min(adam_cosine[4], adam_warm[4]) > constant[4]  # 高い学習率から始める

    Adam, K = OPTIMIZERS["Adam"], 135
    one = digits["losses"](digits["train"](Adam(10**-0.86), digits["fresh"]))
    fall = digits["losses"](digits["train"](Adam(), digits["fresh"], CosineDecay(10**-0.5, K)))
    assert np.sum(fall < one) >= 7


def test_every_schedule_is_chosen_from_eight_settings():
    scope = run("schedule-code-01")
    for forms in scope["shapes"].values():
        assert 8 % len(forms) == 0
    says("どれも試す設定は 8 通り")
    for low, rows in zip((1, 10**-1.5), np.split(np.array(table("schedule-code-02", SCHEDULE)), 2), strict=True):
        assert np.all((low * 1.1 < rows[:, 4]) & (rows[:, 4] < low * 10**1.5 / 1.1))  # 格子の内側


def test_the_state_is_that_of_the_table():
    sizes = dict(re.findall(r"(\w+) +(\d) 倍", output("cost-code-01")))
    known = {name: len(cls.state_names) for name, cls in OPTIMIZERS.items()}
    assert {name: int(size) for name, size in sizes.items()} == known
    assert (known["SGD"], known["Adam"], known["AMSGrad"]) == (0, 2, 3)


def test_the_example_of_clipping():
    grads = {"x": np.array([3.0, 4.0])}
    by_norm, _ = clip_grad_norm(grads, 2.5)
    by_value = clip_grad_value(grads, 2.5)
    (a, b), (c, d) = by_norm["x"], by_value["x"]
    says(f"前者は $({a:.1f},\\,{b:.0f})$、後者は $({c},\\,{d})$")


# --- ライブラリ(入っているときだけ)


def defaults(cls, *names):
    import inspect

    parameters = inspect.signature(cls).parameters
    return tuple(parameters[name].default for name in names)


def named(library, name):
    """本文の表で、library の列に書いた既定の学習率です。"""
    column = {"torch": 0, "keras": 1}[library]
    (cells,) = re.findall(rf"\| \w+ \| `\w+` ([\d.]+) \| `{name}` ([\d.]+) \|", PAGE.prose) or re.findall(
        rf"\| \w+ \| `{name}` ([\d.]+) \| `\w+` ([\d.]+) \|", PAGE.prose
    )
    return float(cells[column])


def test_the_defaults_are_those_of_pytorch():
    torch = pytest.importorskip("torch", reason="PyTorch がないので、既定値は確かめません")
    for name in ("SGD", "Adagrad", "RMSprop", "Adadelta", "Adam", "AdamW"):
        assert defaults(getattr(torch.optim, name), "lr") == (named("torch", name),)
    assert defaults(torch.optim.SGD, "momentum", "nesterov") == (0, False)
    assert defaults(torch.optim.RMSprop, "alpha", "eps") == (0.99, 1e-8)
    assert defaults(torch.optim.Adagrad, "eps", "initial_accumulator_value") == (1e-10, 0)
    assert defaults(torch.optim.Adam, "eps") == (1e-8,)
    assert defaults(torch.optim.AdamW, "weight_decay") == (0.01,)
    says(f"PyTorch {torch.__version__.split('+')[0]}")


def moved_by_torch(torch, make, gradients, rates=None):
    x = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    optimizer = make([x])
    for k, g in enumerate(gradients):
        if rates:
            optimizer.param_groups[0]["lr"] = rates[k]
        x.grad = torch.tensor([g], dtype=torch.float64)
        optimizer.step()
    return x.item()


def test_the_conventions_are_those_of_pytorch():
    torch = pytest.importorskip("torch", reason="PyTorch がないので、流儀は確かめません")
    optim = torch.optim
    slowed = moved_by_torch(torch, lambda x: optim.SGD(x, 0.1, momentum=0.5), (3.0, 4.0), (0.1, 0.01))
    assert slowed == pytest.approx(-0.3 - 0.01 * (0.5 * 3 + 4))  # 速度は η を含まない
    rms = moved_by_torch(torch, lambda x: optim.RMSprop(x, 0.1, alpha=0.75, eps=1.0), (3.0,))
    assert rms == pytest.approx(-0.1 * 3 / (1.5 + 1))  # ε は根号の外
    assert moved_by_torch(torch, lambda x: optim.Adagrad(x, 0.1), (3.0,)) == pytest.approx(-0.1)  # h は 0 から


def test_the_defaults_and_conventions_are_those_of_scikit_learn():
    sklearn = pytest.importorskip("sklearn")
    from sklearn.neural_network import MLPClassifier

    names = "solver", "learning_rate_init", "momentum", "nesterovs_momentum"
    assert defaults(MLPClassifier, *names) == ("adam", 0.001, 0.9, True)
    says(f"scikit-learn {'.'.join(sklearn.__version__.split('.')[:2])}")


def test_the_defaults_and_conventions_are_those_of_keras(monkeypatch):
    monkeypatch.setenv("KERAS_BACKEND", "jax")
    keras = pytest.importorskip("keras", reason="Keras がないので、既定値は確かめません")
    jnp = pytest.importorskip("jax.numpy")
    optim = keras.optimizers
    for name in ("SGD", "Adagrad", "RMSprop", "Adadelta", "Adam", "AdamW"):
        assert defaults(getattr(optim, name), "learning_rate") == (named("keras", name),)
    assert defaults(optim.SGD, "momentum") == (0.0,)
    assert defaults(optim.RMSprop, "rho", "epsilon") == (0.9, 1e-7)
    assert defaults(optim.Adagrad, "initial_accumulator_value", "epsilon") == (0.1, 1e-7)
    assert defaults(optim.Adam, "epsilon") == (1e-7,)
    assert defaults(optim.AdamW, "weight_decay") == (0.004,)
    says(f"Keras {keras.__version__}")

    def moved(optimizer, gradients, rates=None):
        x = keras.Variable(0.0)
        for k, g in enumerate(gradients):
            if rates:
                optimizer.learning_rate = rates[k]
            optimizer.apply([jnp.array(g)], [x])
        return float(x)

    assert moved(optim.SGD(0.1, momentum=0.5), (3.0, 4.0), (0.1, 0.01)) == pytest.approx(-0.3 - 0.5 * 0.3 - 0.04)
    inside = -0.1 * 3 / np.sqrt(2.25 + 1)
    assert moved(optim.RMSprop(0.1, rho=0.75, epsilon=1.0), (3.0,)) == pytest.approx(inside, rel=1e-5)
    assert moved(optim.Adagrad(0.1), (3.0,)) == pytest.approx(-0.1 * 3 / np.sqrt(9.1), rel=1e-5)
    inside = -0.1 * 3 / np.sqrt(9.1 + 1)
    assert moved(optim.Adagrad(0.1, epsilon=1.0), (3.0,)) == pytest.approx(inside, rel=1e-5)


def test_the_defaults_and_conventions_are_those_of_optax():
    optax = pytest.importorskip("optax", reason="optax がないので、既定値は確かめません")
    jnp = pytest.importorskip("jax.numpy")
    import inspect

    for name in ("sgd", "adagrad", "rmsprop", "adam", "adamw"):
        assert defaults(getattr(optax, name), "learning_rate") == (inspect.Parameter.empty,)
    assert defaults(optax.rmsprop, "decay", "eps_in_sqrt") == (0.9, True)
    assert defaults(optax.adagrad, "initial_accumulator_value") == (0.1,)
    assert defaults(optax.adamw, "weight_decay") == (0.0001,)
    says(f"optax {optax.__version__}")

    def moved(optimizer, gradients):
        x = jnp.array(0.0)
        state = optimizer.init(x)
        for g in gradients:
            step, state = optimizer.update(jnp.array(g), state, x)
            x = optax.apply_updates(x, step)
        return float(x)

    falling = optax.sgd(lambda count: jnp.where(count < 1, 0.1, 0.01), 0.5)
    assert moved(falling, (3.0, 4.0)) == pytest.approx(-0.3 - 0.01 * (0.5 * 3 + 4), rel=1e-5)
    inside = -0.1 * 3 / np.sqrt(2.25 + 1)
    assert moved(optax.rmsprop(0.1, decay=0.75, eps=1.0), (3.0,)) == pytest.approx(inside, rel=1e-5)
    assert moved(optax.adagrad(0.1), (3.0,)) == pytest.approx(-0.1 * 3 / np.sqrt(9.1), rel=1e-5)
    inside = -0.1 * 3 / np.sqrt(9.1 + 1)
    assert moved(optax.adagrad(0.1, eps=1.0), (3.0,)) == pytest.approx(inside, rel=1e-5)
