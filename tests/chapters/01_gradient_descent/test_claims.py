"""第1章の本編と深掘りに書いた主張を計算し直し、本文の数がその値であることまで確かめます。

原因を言う文と、その原因だけを変えた実験(★ は本文のセル、残りはこのファイルだけの計算):

- 収束と発散の境目は 2/λmax: 学習率だけを変える(★ condition-code-01、test_the_limit_…)
- 折り返すのは ηλ > 1 の軸: 同じ谷で学習率だけを変える(test_only_an_axis_with_lr_times_…)
- 歩数は条件数にほぼ比例: 条件数だけを変え、学習率はどれも最速(★ kappa-code-01、格子でも確かめる)
- お椀形で間隔が狭くなるのは勾配が小さくなるから: 学習率は一定(test_a_stride_is_…)
- 5 点の回帰が遅いのは学習率と谷の形の両方: 片方ずつ変える(★ regression-kappa-01)
- 平らな向きが速く進むのは最小固有値が増えたから: 終わりの倍率を測る(test_the_slowest_factor_…)
- 単位と平均のどちらも谷を細長くする: 片方ずつ直す(★ diabetes-code-01)
- 平均を引くだけで遅れるのは切片のため: 切片の出発点だけを変える(test_only_the_intercept_…)
- 行き先は出発点と学習率で変わる: 片方ずつ変える(★ local-figure-01)
- 未来の誤差が下がるかは変化に規則があるかで決まる: 引き継ぎだけを変える(★ stock-code-01)
- 数値微分の底は打ち切り誤差と丸め誤差の和で決まる: 桁数だけを変える(★ 深掘り numdiff-deep-result-01)
- 鞍点を離れる歩数はずれの対数と 1+η で決まる: η だけを変える(★ 深掘り saddle-deep-code-01)
- 上限を超えると谷底の近くから上がるのは、そこだけ曲がりが強いから(★ 深掘り descent-code-01)
"""

import inspect
import re

import numpy as np
import pytest
from scipy import optimize

from chapter_kit import Page
from eshikaku import gradient
from eshikaku.course.contents import chapter_of
from eshikaku.course.exercises.catalogue import exercises_of
from eshikaku.datasets import load_diabetes
from eshikaku.optimizers import SGD
from eshikaku.surfaces import bowl, descend, elongated, himmelblau, plateau, rosenbrock, saddle

PAGE = Page("01_gradient_descent", gradient=gradient, bowl=bowl, elongated=elongated)
DEEP = Page("01_gradient_descent_deep", gradient=gradient, bowl=bowl)
says, code, output, run = PAGE.says, PAGE.code, PAGE.output, PAGE.run


def tex(power_of_ten, digits=3):
    """2.04e-10 → 2.04\\times10^{-10}"""
    mantissa, exponent = f"{power_of_ten:.{digits - 1}e}".split("e")
    return rf"{mantissa}\times10^{{{int(exponent)}}}"


def walk(grad, start, lr, steps):
    path = [np.array(start, dtype=float)]
    for _ in range(steps):
        path.append(path[-1] - lr * grad(path[-1]))
    return np.array(path)


# --- 問いと直感


def test_only_the_learning_rate_above_one_leaves_the_valley():
    heights = {lr: abs(descend(elongated, SGD(lr=lr), (-7, 2), 30)[-1][1]) for lr in (0.1, 0.95, 1.05)}
    assert heights[0.1] < 2
    assert heights[0.95] < 2 < heights[1.05]
    says("境目はちょうど 1 です")


def test_a_stride_is_lr_times_the_size_of_the_gradient():
    for start in np.random.default_rng(0).normal(size=(20, 2)):
        path = walk(elongated.gradient, start, 0.3, 1)
        assert np.linalg.norm(path[1] - path[0]) == pytest.approx(0.3 * np.linalg.norm(elongated.gradient(start)))
    strides = np.linalg.norm(np.diff(walk(bowl.gradient, [-2, 3], 0.1, 20), axis=0), axis=1)
    assert np.all(np.diff(strides) < 0)


# --- 更新則と勾配


def test_one_step_by_hand_in_one_variable():
    says(rf"$3-0.1\times6={3 - 0.1 * 2 * 3:.1f}$")


def test_two_steps_by_hand():
    path = walk(bowl.gradient, [-2, 3], 0.1, 2).round(10)
    for x, y in path[1:]:
        says(f"({x:g},\\,{y:g})")
    says(r"$" + r"\to".join(f"{bowl(point):g}" for point in path) + "$")


def test_the_steepest_directions_are_along_the_gradient():
    angles = np.arange(360)
    directions = np.array([np.cos(np.deg2rad(angles)), np.sin(np.deg2rad(angles))])
    point = np.array([-2.0, 3.0])
    slopes = (bowl(point[:, None] + 1e-6 * directions) - bowl(point)) / 1e-6
    g = bowl.gradient(point)
    up = np.rad2deg(np.arctan2(g[1], g[0])) % 360
    down = (up + 180) % 360
    says(
        rf"\sqrt{{{g @ g:.0f}}}\approx{np.linalg.norm(g):.2f}",
        f"向きは約 {up:.1f} 度",
        f"最小は {slopes.argmin()} 度",
        f"の向き {down:.1f} 度に最も近い",
        f"最大は {slopes.argmax()} 度",
    )
    crossings = angles[np.flatnonzero(np.diff(np.sign(slopes)))]
    assert np.allclose(np.sort(abs((crossings - up + 180) % 360 - 180)), 90, atol=1)


# --- 実装と学習率


def test_gradient_descent_fits_in_twelve_lines():
    assert len(code("gd-code-01").splitlines()) <= 12


@pytest.mark.parametrize("surface", [bowl, elongated, saddle])
def test_gradient_descent_of_the_notebook_is_the_one_of_the_library(surface):
    ours = run("gd-code-01")["gradient_descent"]
    for start in np.random.default_rng(4).normal(size=(5, 2)):
        library = gradient.gradient_descent(surface, start, lr=0.3, step_num=40, grad=surface.gradient)
        assert np.allclose(ours(surface.gradient, start, lr=0.3, step_num=40), library.path)


def test_the_notebooks_two_functions_together_descend_with_f_alone():
    names = run("gd-code-01", "numgrad-code-01")
    path = names["gradient_descent"](lambda x: names["numerical_gradient"](bowl, x), [-2, 3], 0.1, 100)
    assert np.allclose(path[-1], [-4.07e-10, 6.11e-10], atol=1e-9)
    says("`f` だけで下れます")


def test_a_hundred_steps_on_the_bowl():
    x, y = walk(bowl.gradient, [-2, 3], 0.1, 100)[-1]
    says(rf"$0.8^{{100}}\approx{tex(0.8**100)}$", rf"$({tex(x)},\ {tex(y)})$")
    assert np.allclose(walk(bowl.gradient, [-2, 3], 1e-10, 100)[-1], [-2, 3], atol=1e-7)
    assert walk(bowl.gradient, [-2, 3], 1.0, 3).tolist() == [[-2, 3], [2, -3], [-2, 3], [2, -3]]
    slow, fast = (bowl(walk(bowl.gradient, [-2, 3], lr, 40).T) for lr in (0.1, 0.9))
    assert np.allclose(slow, fast)
    assert np.allclose(walk(bowl.gradient, [-2, 3], 10, 1)[1], [-2 * -19, 3 * -19])
    says("1 歩で 19 倍")


# --- 条件数


def test_the_limit_and_the_condition_number_of_the_valley():
    low, high = 0.1, 2.0
    best, rate = 2 / (low + high), (high - low) / (high + low)
    says(
        f"境目はちょうど {2 / high:.0f} です",
        f"この谷では {high / low:.0f} です",
        rf"$\eta=2/(\lambda_{{\min}}+\lambda_{{\max}})\approx{best:.3f}$",
        rf"$19/21\approx{rate:.3f}$",
        f"30 歩でも ${0.99**30:.2f}$ 倍",
    )
    for lr in np.linspace(0.01, 1.2, 300):
        assert max(abs(1 - lr * low), abs(1 - lr * high)) >= rate - 1e-12


def test_only_an_axis_with_lr_times_eigenvalue_above_one_turns_back():
    for lr in np.linspace(0.05, 0.95, 19):
        x, y = walk(elongated.gradient, [-7, 2], lr, 5).T
        assert np.all(np.sign(x) == -1)
        assert np.any(np.sign(y) == -1) == (lr * 2 > 1)
    says(r"$\eta\lambda_{\max}>1$ で $y$ の倍率が負になるとき", "同じ谷でも 0.1 では折り返しません")


def steps_in_a_valley(kappa, lr):
    H, x, steps = np.array([1.0, kappa]), np.ones(2), 0
    while np.linalg.norm(x) > 1e-6 * np.sqrt(2):
        x, steps = x - lr * H * x, steps + 1
    return steps


def test_steps_grow_in_proportion_to_the_condition_number_at_the_fastest_rate():
    steps = {kappa: steps_in_a_valley(kappa, 2 / (1 + kappa)) for kappa in (1, 20, 100, 1000)}
    says(f"なら {steps[1]} 歩、20 では {steps[20]} 歩、1000 では {steps[1000]} 歩")
    for kappa in (20, 100, 1000):
        assert 6.5 < steps[kappa] / kappa < 7.5
    for kappa in (20, 100):
        tried = [steps_in_a_valley(kappa, share * 2 / kappa) for share in np.linspace(0.1, 0.99, 90)]
        assert min(tried) == pytest.approx(steps[kappa], rel=0.03)


def test_paths_are_straight_in_the_bowl_and_bend_in_the_valley():
    def bend(surface, start):
        steps = np.diff(walk(surface.gradient, start, 0.1, 20), axis=0)
        return np.abs(np.diff(np.unwrap(np.arctan2(steps[:, 1], steps[:, 0])))).sum()

    for start in np.random.default_rng(5).uniform(1, 5, size=(20, 2)):
        assert bend(bowl, start) < 1e-6 < 0.3 < bend(elongated, start)


# --- 数値微分


def test_the_best_steps_of_both_differences_are_those_of_the_page():
    x = np.random.default_rng(7).uniform(-1, 1, size=200)
    h = 10.0 ** np.arange(-1, -14, -1)
    rules = {
        "前進差分": lambda step: (np.exp(x + step) - np.exp(x)) / step,
        "中心差分": lambda step: (np.exp(x + step) - np.exp(x - step)) / (2 * step),
    }
    for power, (name, rule) in enumerate(rules.items(), start=1):
        error = np.array([np.median(abs(rule(step) / np.exp(x) - 1)) for step in h])
        assert np.log10(error[0] / error[2]) / 2 == pytest.approx(power, abs=0.05), name
        best = int(np.log10(h[error.argmin()]).round())
        says(f"{name}が $h=10^{{{best}}}$")
        left = error[h < h[error.argmin()]]
        assert np.all(np.diff(left) > 0), f"{name}: 底より左では、h が小さいほど誤差が大きい"


def test_the_numerical_gradient_of_the_notebook_costs_two_calls_a_component():
    calls = []
    run("numgrad-code-01")["numerical_gradient"](lambda x: calls.append(1) or np.sum(x), np.zeros(7))
    assert len(calls) == 2 * 7
    says("$f$ を $2n$ 回", "100 万個なら 200 万回")


def test_the_numerical_gradient_of_the_notebook_leaves_its_input_alone():
    x = np.array([1, 2])
    run("numgrad-code-01")["numerical_gradient"](bowl, x)
    assert x.tolist() == [1, 2]


def test_the_gradient_check_of_the_page_tells_the_right_formula_from_the_wrong_one():
    names = run("gradcheck-code-01")
    for point in np.random.default_rng(3).normal(size=(50, 2)):
        assert gradient.gradient_check(names["f"], names["right"], point).ok
    assert output("gradcheck-code-01").split() == ["True", "False"]


# --- 線形回帰


def test_the_cost_at_the_origin(five_point_problem):
    _, y, J, _ = five_point_problem
    assert f"J(0, 0) = {J(np.zeros(2)):.1f}" in output("risk-code-01")
    assert f"{np.sum(y**2):.0f} / 10" in code("risk-code-01")


def test_a_thousand_steps_on_five_points_fall_short_of_least_squares(five_point_problem):
    X, y, J, grad_J = five_point_problem
    ols = np.linalg.lstsq(X, y)[0]
    early = walk(grad_J, [0, 0], 0.01, 1000)[-1]
    says(f"$J$ が {J(early):.4f} と {J(ols):.4f}", f"切片は {ols[0] - early[0]:.2f} ずれて")
    assert f"[{early[0]:.3f} {early[1]:.3f}]" in output("regression-run-code-01")


def steps_to_fit(X, y, lr, limit=10000):
    w, best = np.zeros(2), np.mean((X @ np.linalg.lstsq(X, y)[0] - y) ** 2) / 2
    for t in range(limit):
        if np.mean((X @ w - y) ** 2) / 2 - best <= 1e-4:
            return t
        w = w - lr * X.T @ (X @ w - y) / len(y)
    return limit


def test_both_the_rate_and_the_shape_of_the_valley_make_five_points_slow(five_point_problem):
    X, y, *_ = five_point_problem
    found = {}
    for name, A in {"raw": X, "centred": X - [0, X[:, 1].mean()]}.items():
        low, high = np.linalg.eigvalsh(A.T @ A / 5)
        rates = np.arange(0.05, 1, 0.05) * 2 / high
        found[name] = low, high, steps_to_fit(A, y, 0.01), min(steps_to_fit(A, y, lr) for lr in rates)
    (low, high, slow, fast), (flat, steep, slow_centred, fast_centred) = found["raw"], found["centred"]
    says(
        f"{slow} 歩が {fast} 歩になりました",
        f"上限 {2 / high:.3f} の約 $\\frac1{{{2 / high / 0.01:.0f}}}$",
        f"中心化だけをすると、{slow_centred} 歩",
        f"最小の固有値が {low:.2f} から {flat:.0f} に増え",
        f"条件数は {high / low:.0f} から {steep / flat:.0f} に",
        f"{fast} 歩が {fast_centred} 歩になりました",
    )


def test_the_slowest_factor_is_one_minus_lr_times_the_smallest_eigenvalue(five_point_problem):
    X, y, *_ = five_point_problem
    for A in (X, X - [0, 3]):
        low = np.linalg.eigvalsh(A.T @ A / 5)[0]
        best = np.linalg.lstsq(A, y)[0]
        gaps = np.linalg.norm(walk(lambda w, A=A: A.T @ (A @ w - y) / 5, [0, 0], 0.01, 1000) - best, axis=1)
        assert gaps[-1] / gaps[-2] == pytest.approx(1 - 0.01 * low, rel=1e-4)


def test_centring_leaves_the_lowest_cost(five_point_problem):
    X, y, *_ = five_point_problem
    raw, centred = (np.linalg.lstsq(A, y)[1][0] for A in (X, X - [0, 3]))
    assert raw == pytest.approx(centred)


# --- 実データ


def diabetes_ways():
    data = load_diabetes(standardize=False)
    x, t = data.x_train, data.t_train
    mean, std = x.mean(axis=0), x.std(axis=0)
    ways = {"raw": x, "mean": x - mean, "std": x / std, "both": (x - mean) / std}
    return {name: np.column_stack([np.ones(len(t)), columns]) for name, columns in ways.items()}, t


def test_only_both_halves_of_standardisation_make_the_diabetes_valley_round():
    ways, t = diabetes_ways()
    kappas, ratios, lowest = {}, {}, {}
    for name, A in ways.items():
        low, *_, high = np.linalg.eigvalsh(A.T @ A / len(t))
        kappas[name] = high / low
        lowest[name] = np.mean((A @ np.linalg.lstsq(A, t)[0] - t) ** 2)
        ends = [
            walk(lambda w, A=A: A.T @ (A @ w - t) / len(t), np.zeros(11), share * 2 / high, 1000)[-1]
            for share in (0.1, 0.3, 0.5, 0.7, 0.9, 0.99)
        ]
        ratios[name] = min(np.mean((A @ w - t) ** 2) for w in ends) / lowest[name]
    assert np.allclose(list(lowest.values()), lowest["raw"])
    says(
        f"条件数は元の単位で約 ${tex(kappas['raw'], 2)}$、標準化すると約 {kappas['both']:.0f}",
        f"1000 歩で最小の {ratios['both']:.2f} 倍",
        f"片方だけでは {ratios['mean']:.2f} 倍と {ratios['std']:.2f} 倍",
    )
    assert ratios["both"] < 1.005 < min(ratios["raw"], ratios["mean"], ratios["std"])
    assert kappas["both"] < min(kappas["raw"], kappas["mean"], kappas["std"]) / 100


def test_only_the_intercept_makes_centring_alone_slower_than_the_raw_units():
    ways, t = diabetes_ways()

    def ratio(A, intercept):
        _, *_, high = np.linalg.eigvalsh(A.T @ A / len(t))
        start = np.array([intercept, *np.zeros(10)])
        ends = [
            walk(lambda w: A.T @ (A @ w - t) / len(t), start, share * 2 / high, 1000)[-1] for share in (0.5, 0.9, 0.99)
        ]
        lowest = A @ np.linalg.lstsq(A, t)[0]
        return min(np.mean((A @ w - t) ** 2) for w in ends) / np.mean((lowest - t) ** 2)

    says(
        f"元の単位の {ratio(ways['raw'], 0):.2f} 倍より遅れた",
        f"$t$ の平均 {t.mean():.0f} から始めると、{ratio(ways['mean'], t.mean()):.2f} 倍",
    )
    assert ratio(ways["mean"], t.mean()) < ratio(ways["raw"], 0) < ratio(ways["mean"], 0)


# --- 停止条件と停留点


def test_the_same_stopping_rule_fires_at_a_minimum_a_saddle_and_a_plateau():
    results = {
        surface.name: gradient.gradient_descent(
            surface, start, lr=0.1, step_num=1000, grad=surface.gradient, tol_grad=1e-2
        )
        for surface, start in [(bowl, (-2, 3)), (saddle, (1.5, 0)), (plateau, (5, 3))]
    }
    assert {result.stopped for result in results.values()} == {"gradient"}
    assert results["bowl"].values[-1] < 1e-3
    gap = results["saddle"].values[-1] - saddle(np.array(saddle.minima[0]))
    says(f"最小より {gap:.2f} 高い所")
    assert results["plateau"].steps == 0
    says("1 歩も動かないうちに止まりました")


@pytest.mark.parametrize(("surface", "start"), [(saddle, (1.5, 0)), (plateau, (5, 3))])
def test_a_small_change_of_f_is_no_better_a_proof(surface, start):
    result = gradient.gradient_descent(surface, start, lr=0.1, step_num=1000, grad=surface.gradient, tol_f=1e-4)
    assert result.stopped == "value"
    assert result.values[-1] > surface(np.array(surface.minima[0])) + 0.2


def test_positive_second_derivatives_along_both_axes_can_hide_a_saddle():
    f = lambda x, y: x**2 + 3 * x * y + y**2  # noqa: E731
    says(rf"$D=2\times2-3^2={2 * 2 - 3**2}$", f"$1-3+1={f(1, -1)}$")
    assert f(1, 0) > 0
    assert f(0, 1) > 0


def test_only_the_path_exactly_on_the_ridge_stays_at_the_saddle():
    on_the_ridge = walk(saddle.gradient, (1.5, 0), 0.1, 400)
    assert not on_the_ridge[:, 1].any()
    for offset in (1e-12, -1e-12, 1e-4):
        assert abs(walk(saddle.gradient, (1.5, offset), 0.1, 400)[-1, 1]) == pytest.approx(1, abs=1e-3)


# --- 凸と非凸


def test_start_and_learning_rate_each_decide_the_valley():
    slope = lambda x: 4 * x**3 - 6 * x + 1  # noqa: E731
    ends = {start: round(float(walk(slope, start, 0.02, 200)[-1]), 2) for start in (-2.0, -0.5, 0.1, 0.3, 1.8)}
    left, right = ends[-2.0], ends[1.8]
    assert left < 0 < right
    assert ends == {-2.0: left, -0.5: left, 0.1: left, 0.3: right, 1.8: right}
    alt = PAGE.cell("local-figure-01").metadata["mystnb"]["image"]["alt"]
    assert f"{left:.2f}".replace("-", "−") in alt
    assert f"{right:.2f}" in alt
    jumped = float(walk(slope, 1.8, 0.13, 200)[-1])
    says("学習率を 0.13 に上げると", f"左の谷 {jumped:.2f} に着きます".replace("-", "−"))


# --- 応用


def stock_errors(k, carry, seeds):
    errors_of = run("stock-code-01", rng=np.random.default_rng(0))["errors_of"]
    return np.array([errors_of(k, carry, seed) for seed in np.random.default_rng(11).spawn(seeds)])


def test_more_days_lower_the_training_error_of_a_random_walk_and_raise_the_future_error():
    few, many = stock_errors(1, 0, 20), stock_errors(60, 0, 20)
    assert np.all(many[:, 0] < few[:, 0])
    assert np.mean(many[:, 1] > few[:, 1]) >= 0.95
    assert np.median(few[:, 1]) > 0.98


def test_only_a_rule_in_the_changes_lowers_the_future_error():
    assert np.mean(stock_errors(1, 0.5, 20)[:, 1] < 1) >= 0.95
    assert np.median(stock_errors(1, 0, 20)[:, 1]) > 0.98


def test_the_page_and_the_quiz_quote_the_printed_errors_of_the_walk():
    rows = PAGE.table("stock-code-01", r"(\S+) +(\d+) 日: 訓練 (\S+), 未来 (\S+)")
    (_, _, *few), (_, _, train, future), (_, _, _, ruled), _ = rows
    says(
        f"訓練の誤差は {train} に下がりました", f"未来の誤差は {future} でした", f"未来の誤差も {ruled} に下がりました"
    )
    quiz = (chapter_of("01-q1").room / "quiz.yml").read_text(encoding="utf-8")
    assert f"| 1 日 | {few[0]} | {few[1]} |" in quiz
    assert f"| 60 日 | {train} | {future} |" in quiz


# --- 対応表


def test_the_framework_table_quotes_scipys_default_step():
    default = inspect.signature(optimize.approx_fprime).parameters["epsilon"].default
    assert default == np.sqrt(np.finfo(float).eps)
    says(rf"$\sqrt{{\varepsilon}}\approx{tex(default)}$")
    x = np.array([1.0])
    assert optimize.approx_fprime(x, lambda x: x[0] ** 2, 0.1) == pytest.approx([2.1])


# --- 演習


def test_the_curve_of_the_exercise_at_the_limit_is_the_answer():
    import matplotlib.pyplot as plt

    scope = run("gd-code-01", "ex-01-5-figure", plt=plt)
    heights = {label.get_text(): label.get_position()[1] for label in scope["ax"].texts}
    plt.close("all")
    ends = {lr: elongated(walk(elongated.gradient, (-7, 2), lr, 60)[-1]) for lr in (0.1, 0.95, 1.0, 1.05)}
    (answer,) = (exercise.answer for exercise in exercises_of("01_gradient_descent") if exercise.id == "01-5")
    assert heights[answer] == pytest.approx(ends[1.0])
    assert sorted(heights.values()) == pytest.approx(sorted(ends.values()))
    assert (
        f"エは一定の傾きで {heights['エ']:.5f} ほどまで"
        in PAGE.cell("ex-01-5-figure").metadata["mystnb"]["image"]["alt"]
    )


# --- 深掘り


def test_one_step_lowers_f_at_least_as_much_as_the_bound():
    rng = np.random.default_rng(1)
    for _ in range(50):
        A = rng.normal(size=(3, 3))
        H, x = A @ A.T, rng.normal(size=3)
        L, lr = np.linalg.eigvalsh(H)[-1], rng.uniform(0.01, 1)
        g = H @ x
        after = (x - lr * g) @ H @ (x - lr * g) / 2
        assert after <= x @ H @ x / 2 - lr * (1 - L * lr / 2) * (g @ g) + 1e-9


def test_above_the_limit_points_near_the_bottom_rise_first():
    x = np.linspace(-5, 5, 2000)
    for lr, all_lower in [(0.5, True), (1.9, True), (2.1, False), (3.0, False)]:
        after = x - lr * x / np.sqrt(1 + x**2)
        rises = np.abs(after) >= np.abs(x)
        assert rises.any() != all_lower
        if not all_lower:
            assert np.abs(x[rises]).max() < np.abs(x[~rises]).min()


@pytest.mark.parametrize("surface", [elongated, rosenbrock, himmelblau])
def test_backtracking_never_rises_on_any_of_the_landscapes(surface):
    backtrack = DEEP.run("backtracking-code-01")["backtrack"]
    for start in np.random.default_rng(2).uniform(-2, 2, size=(5, 2)):
        x, values = start, [surface(start)]
        for _ in range(100):
            x = backtrack(surface, x)
            values.append(surface(x))
        assert np.all(np.diff(values) <= 0)


def test_fewer_digits_move_the_best_step_of_the_central_difference_to_the_right():
    lines = DEEP.output("numdiff-deep-result-01")
    DEEP.says(r"$3\times10^{-6}$ から $3\times10^{-3}$ に移りました", "1 と 2 でした")
    assert "float64 最良の h = 3e-06" in lines
    assert "float32 最良の h = 3e-03" in lines


def test_divergence_by_numerical_gradient_gets_stuck_near_ten_to_the_thirteenth():
    numerical_gradient = run("numgrad-code-01")["numerical_gradient"]
    for start in ([-2.0, 3.0], [1.0, 2.0], [-3.0, 0.5]):
        x = np.array(start)
        for _ in range(100):
            x = x - 10 * numerical_gradient(bowl, x, h=1e-4)
        assert not numerical_gradient(bowl, x, h=1e-4).any()
        assert 1e13 <= np.abs(x).max() < 1e14
    assert "10 の 13 乗の桁" in DEEP.output("stuck-code-01")


def test_a_zero_discriminant_decides_nothing():
    DEEP.says("$x^4+y^4$(極小)と $x^4-y^4$(鞍点)")
    ring = np.exp(1j * np.linspace(0, 2 * np.pi, 100))
    assert np.all(ring.real**4 + ring.imag**4 > 0)
    assert np.min(ring.real**4 - ring.imag**4) < 0 < np.max(ring.real**4 - ring.imag**4)


def test_himmelblau_starts_split_into_four_similar_parts():
    minima = np.array(himmelblau.minima)
    axis = (np.arange(100) + 0.5) / 10 - 5
    points = np.array(np.meshgrid(axis, axis)).reshape(2, -1)
    for _ in range(500):
        points = points - 0.01 * himmelblau.gradient(points)
    gaps = np.linalg.norm(points.T[:, None] - minima, axis=2)
    assert gaps.min(axis=1).max() < 1e-6
    shares = np.bincount(gaps.argmin(axis=1), minlength=4) / points.shape[1]
    assert np.all((shares > 0.22) & (shares < 0.28))

    printed = [int(count) for count in re.findall(r"\d+", DEEP.output("himmelblau-code-01"))]
    assert len(printed) == 5 * 4
    DEEP.says(f"200 個のうち {min(printed)}〜{max(printed)} 個です")


@pytest.mark.parametrize("lr", [0.1, 0.2])
def test_steps_to_leave_a_saddle_grow_with_the_logarithm_of_the_offset(lr):
    def steps(offset):
        return int(np.argmax(np.abs(walk(saddle.gradient, (1.5, offset), lr, 400)[:, 1]) > 0.5))

    predicted = np.log(1e4) / np.log(1 + lr)
    gains = {steps(1e-12) - steps(1e-8), steps(1e-8) - steps(1e-4)}
    assert all(abs(gain - predicted) <= 1 for gain in gains)
    DEEP.says(f"{lr} で約 {predicted:.0f} 歩")


def test_a_plateau_lasts_two_or_three_times_longer_one_unit_further_out():
    steps = []
    for x0 in (3, 4, 5, 6):
        values = gradient.gradient_descent(plateau, (x0, 2), lr=0.5, step_num=500, grad=plateau.gradient).values
        steps.append(int(np.argmax(values < 0.5)))
    growth = np.divide(steps[1:], steps[:-1])
    assert np.all((growth > 2) & (growth < 3.5))
    DEEP.says("2 倍から 3 倍あまりに延び", f"{steps[0]} 歩から {steps[-1]} 歩になりました")
