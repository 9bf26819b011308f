"""第1章の本文に書いた数と主張を計算し直し、その値が本文に書いてあることまで確かめます。"""

import inspect
import re

import numpy as np
import pytest
from scipy import optimize

from chapter_kit import Page
from eshikaku import gradient
from eshikaku.datasets import load_diabetes
from eshikaku.optimizers import SGD
from eshikaku.surfaces import bowl, descend, elongated, himmelblau, plateau, saddle

PAGE = Page("01_gradient_descent", gradient=gradient, bowl=bowl, elongated=elongated)
says, code, output, run = PAGE.says, PAGE.code, PAGE.output, PAGE.run


def tex(power_of_ten, digits=3):
    """2.04e-10 → 2.04\\times10^{-10}"""
    mantissa, exponent = f"{power_of_ten:.{digits - 1}e}".split("e")
    return rf"{mantissa}\times10^{{{int(exponent)}}}"


# --- 問いと直感


def test_only_the_learning_rate_above_one_leaves_the_valley():
    heights = {lr: abs(descend(elongated, SGD(lr=lr), (-7, 2), 30)[-1][1]) for lr in (0.1, 0.95, 1.05)}
    assert heights[0.1] < 2
    assert heights[0.95] < 2 < heights[1.05]
    says("境目はちょうど 1 です")


def test_a_stride_is_lr_times_the_size_of_the_gradient():
    for start in np.random.default_rng(0).normal(size=(20, 2)):
        path = gradient.gradient_descent(elongated, start, lr=0.3, step_num=1, grad=elongated.gradient).path
        stride = np.linalg.norm(path[1] - path[0])
        assert stride == pytest.approx(0.3 * np.linalg.norm(elongated.gradient(start)))


# --- コストと勾配


def test_the_cost_at_the_origin(five_point_problem):
    _, y, J, _ = five_point_problem
    says(rf"\frac{{{np.sum(y**2):.0f}}}{{10}}={J(np.zeros(2)):.1f}")


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


def test_one_step_lowers_f_at_least_as_much_as_the_bound():
    rng = np.random.default_rng(1)
    for _ in range(50):
        A = rng.normal(size=(3, 3))
        H, x = A @ A.T, rng.normal(size=3)
        L, lr = np.linalg.eigvalsh(H)[-1], rng.uniform(0.01, 1)
        g = H @ x
        after = (x - lr * g) @ H @ (x - lr * g) / 2
        assert after <= x @ H @ x / 2 - lr * (1 - L * lr / 2) * (g @ g) + 1e-9


# --- 高校の微積分


def test_positive_second_derivatives_along_both_axes_can_hide_a_saddle():
    f = lambda x, y: x**2 + 3 * x * y + y**2  # noqa: E731
    says(rf"$D={2 * 2 - 3**2}<0$", f"$1-3+1={f(1, -1)}$")
    assert f(1, 0) > 0
    assert f(0, 1) > 0


def test_a_zero_discriminant_decides_nothing():
    says("$x^4+y^4$(極小)と $x^4-y^4$(鞍点)")
    ring = np.exp(1j * np.linspace(0, 2 * np.pi, 100))
    assert np.all(ring.real**4 + ring.imag**4 > 0)
    assert np.min(ring.real**4 - ring.imag**4) < 0 < np.max(ring.real**4 - ring.imag**4)


# --- 更新則


def test_two_steps_by_hand():
    path = gradient.gradient_descent(bowl, [-2, 3], lr=0.1, step_num=2, grad=bowl.gradient).path.round(10)
    for x0, x1 in path[1:]:
        says(f"({x0:g},\\,{x1:g})")
    says(r"$" + r"\to".join(f"{bowl(point):g}" for point in path) + "$")


# --- 数値微分


def test_errors_of_both_differences_fall_and_rise_as_the_book_says():
    x = np.random.default_rng(7).uniform(-1, 1, size=200)
    h = 10.0 ** np.arange(-1, -14, -1)
    rules = {
        "前進差分": lambda step: (np.exp(x + step) - np.exp(x)) / step,
        "中心差分": lambda step: (np.exp(x + step) - np.exp(x - step)) / (2 * step),
    }
    for power, (name, rule) in enumerate(rules.items(), start=1):
        error = np.array([np.median(abs(rule(step) / np.exp(x) - 1)) for step in h])
        order = np.log10(error[0] / error[2]) / 2
        assert order == pytest.approx(power, abs=0.05), name
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


def test_a_wrong_gradient_is_caught_at_almost_every_point_but_not_where_components_agree():
    f = lambda x: x[0] ** 2 + 3 * x[0] * x[1]  # noqa: E731
    right = lambda x: np.array([2 * x[0] + 3 * x[1], 3 * x[0]])  # noqa: E731
    wrong = lambda x: np.array([2 * x[0] + 3 * x[1], 3 * x[1]])  # noqa: E731
    points = np.random.default_rng(3).normal(size=(100, 2))
    assert all(gradient.gradient_check(f, right, point).ok for point in points)
    found = [gradient.gradient_check(f, wrong, point) for point in points]
    assert sum(not check.ok for check in found) >= 97
    assert {check.index for check in found if not check.ok} == {(1,)}
    assert gradient.gradient_check(f, wrong, np.array([0.7, 0.7])).ok
    says("$x_0=x_1$ のような特別な点で誤りを見逃す")


# --- 実装と学習率


def test_gradient_descent_fits_in_twelve_lines():
    lines = code("gd-code-01").splitlines()
    says(f"{len(lines)} 行で書けました")
    assert len(lines) <= 12


@pytest.mark.parametrize("surface", [bowl, elongated, saddle])
def test_gradient_descent_of_the_notebook_is_the_one_of_the_library(surface):
    ours = run("numgrad-code-01", "gd-code-01")["gradient_descent"]
    for start in np.random.default_rng(4).normal(size=(5, 2)):
        library = gradient.gradient_descent(surface, start, lr=0.3, step_num=40)
        assert np.allclose(ours(surface, start, lr=0.3, step_num=40), library.path, atol=1e-8)


def test_a_hundred_steps_on_the_bowl():
    x0, x1 = gradient.gradient_descent(bowl, [-2, 3], lr=0.1, step_num=100, grad=bowl.gradient).x
    says(rf"$0.8^{{100}}\approx{tex(0.8**100)}$", rf"$({tex(x0)},\ {tex(x1)})$")
    still = gradient.gradient_descent(bowl, [-2, 3], lr=1e-10, step_num=100, grad=bowl.gradient).x
    assert np.allclose(still, [-2, 3], atol=1e-7)
    back_and_forth = gradient.gradient_descent(bowl, [-2, 3], lr=1.0, step_num=3, grad=bowl.gradient).path
    assert back_and_forth.tolist() == [[-2, 3], [2, -3], [-2, 3], [2, -3]]
    slow, fast = (
        gradient.gradient_descent(bowl, [-2, 3], lr=lr, step_num=40, grad=bowl.gradient).values for lr in (0.1, 0.9)
    )
    assert np.allclose(slow, fast)


def test_divergence_by_numerical_gradient_gets_stuck_near_ten_to_the_thirteenth():
    numerical_gradient = run("numgrad-code-01")["numerical_gradient"]
    for start in ([-2.0, 3.0], [1.0, 2.0], [-3.0, 0.5]):
        x = np.array(start)
        for _ in range(100):
            x = x - 10 * numerical_gradient(bowl, x, h=1e-4)
        assert not numerical_gradient(bowl, x, h=1e-4).any()
        assert 1e13 <= np.abs(x).max() < 1e14
    says("$10^{13}$ の桁まで増えた所で動かなくなります")


# --- 条件数


def test_the_limit_and_the_condition_number_of_the_valley():
    low, high = 0.1, 2.0
    best, rate = 2 / (low + high), (high - low) / (high + low)
    says(
        f"上限は {2 / high:.0f} です",
        rf"$2\div0.1={high / low:.0f}$",
        rf"$\eta=2/(\lambda_{{\min}}+\lambda_{{\max}})=2/2.1\approx{best:.3f}$",
        rf"$(\kappa-1)/(\kappa+1)=19/21\approx{rate:.3f}$",
        f"30 歩でも $0.74$ 倍{'' if round(0.99**30, 2) == 0.74 else '?'}",
    )
    for lr in np.linspace(0.01, 1.2, 300):
        assert max(abs(1 - lr * low), abs(1 - lr * high)) >= rate - 1e-12


def test_steps_grow_in_proportion_to_the_condition_number():
    steps = {}
    for kappa in (1, 20, 1000):
        H, x, steps[kappa] = np.array([1.0, kappa]), np.ones(2), 0
        while np.linalg.norm(x) > 1e-6 * np.sqrt(2):
            x, steps[kappa] = x - 2 / (1 + kappa) * H * x, steps[kappa] + 1
    says(f"なら {steps[1]} 歩、20 では {steps[20]} 歩、1000 では {steps[1000]} 歩")


def test_fifty_steps_shrink_the_bowl_alike_and_the_valley_unevenly():
    ratios = {"bowl": [], "elongated": []}
    for surface in (bowl, elongated):
        for start in np.random.default_rng(5).uniform(-5, 5, size=(100, 2)):
            values = gradient.gradient_descent(surface, start, 0.1, 50, grad=surface.gradient).values
            ratios[surface.name].append(values[-1] / values[0])
    assert np.allclose(ratios["bowl"], 0.8**100)
    assert max(ratios["elongated"]) > 1000 * min(ratios["elongated"])
    says(rf"$0.8^{{2\times50}}\approx{tex(0.8**100, 2)}$")


# --- 線形回帰


def test_a_thousand_steps_on_five_points_fall_short_of_least_squares(five_point_problem):
    X, y, J, grad_J = five_point_problem
    ols = np.linalg.lstsq(X, y)[0]
    early = gradient.gradient_descent(J, [0, 0], lr=0.01, step_num=1000, grad=grad_J).x
    says(
        rf"$\boldsymbol\theta=({early[0]:.3f},\ {early[1]:.3f})$",
        f"$({ols[0]:.1f},\\ {ols[1]:.1f})$",
        f"$J$ が {J(early):.4f} と {J(ols):.4f}",
        f"切片で {ols[0] - early[0]:.2f} ずれ",
    )


def test_condition_number_and_limit_of_five_points_before_and_after_centring(five_point_problem):
    X, _, J, grad_J = five_point_problem
    low, high = np.linalg.eigvalsh(X.T @ X / 5)
    says(f"条件数は {high / low:.1f}、学習率の上限は {2 / high:.3f} です")
    centred = np.column_stack([X[:, 0], X[:, 1] - X[:, 1].mean()])
    low, high = np.linalg.eigvalsh(centred.T @ centred / 5)
    says(f"平均 {X[:, 1].mean():.0f} を引くだけで、条件数は 70 から {high / low:.0f} に")
    inside, outside = (
        gradient.gradient_descent(J, [0, 0], lr=lr, step_num=1000, grad=grad_J).values[-1] for lr in (0.16, 0.18)
    )
    says(f"1000 歩で最小値の {inside:.2g} に着き")
    assert outside > 1e100


# --- 実データ


def test_standardising_the_diabetes_data_makes_the_valley_round():
    found = {}
    for standardize in (True, False):
        data = load_diabetes(standardize=standardize)
        A, t = np.column_stack([np.ones(len(data.x_train)), data.x_train]), data.t_train
        low, *_, high = np.linalg.eigvalsh(A.T @ A / len(A))
        cost = lambda w, A=A, t=t: np.mean((A @ w - t) ** 2) / 2  # noqa: E731
        w, ratios = np.zeros(11), []
        for _ in range(3000):
            w = w - A.T @ (A @ w - t) / len(t) / high
            ratios.append(cost(w) / cost(np.linalg.lstsq(A, t)[0]))
        found[standardize] = high / low, ratios
    (round_kappa, round_ratios), (long_kappa, long_ratios) = found[True], found[False]
    says(f"元の単位では条件数が約 ${tex(long_kappa, 2)}$、標準化すると約 {round_kappa:.0f}")
    says(f"100 歩で最小の {round_ratios[99]:.3f} 倍", f"3000 歩でも {long_ratios[-1]:.1f} 倍ほど")


# --- 停止条件と非凸


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
    says(f"最小より {gap:.2f} 高い峠")
    assert results["plateau"].steps == 0
    says("1 歩も動かないうちに止まっています")


@pytest.mark.parametrize(("surface", "start"), [(saddle, (1.5, 0)), (plateau, (5, 3))])
def test_a_small_change_of_f_is_no_better_a_proof(surface, start):
    result = gradient.gradient_descent(surface, start, lr=0.1, step_num=1000, grad=surface.gradient, tol_f=1e-4)
    assert result.stopped == "value"
    assert result.values[-1] > surface(np.array(surface.minima[0])) + 0.2


def test_a_step_lowers_f_by_about_lr_times_the_squared_gradient_norm():
    for start in np.random.default_rng(6).uniform(-1, 1, size=(20, 2)):
        result = gradient.gradient_descent(saddle, start, lr=1e-4, step_num=1, grad=saddle.gradient)
        fall = result.values[0] - result.values[1]
        assert fall == pytest.approx(1e-4 * result.grad_norms[0] ** 2, rel=1e-3)


def test_the_start_decides_which_of_two_valleys_is_reached():
    slope = lambda x: 4 * x**3 - 6 * x + 1  # noqa: E731
    ends = {}
    for start in (-2.0, -0.5, 0.1, 0.3, 1.8):
        x = start
        for _ in range(200):
            x -= 0.02 * slope(x)
        ends[start] = round(x, 2)
    left, right = ends[-2.0], ends[1.8]
    assert ends == {-2.0: left, -0.5: left, 0.1: left, 0.3: right, 1.8: right}
    alt = PAGE.cell("local-figure-01").metadata["mystnb"]["image"]["alt"]
    assert f"{left:.2f}".replace("-", "−") in alt
    assert f"{right:.2f}" in alt


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

    printed = [int(count) for count in re.findall(r"\d+", output("himmelblau-code-01"))]
    assert len(printed) == 5 * 4
    says(f"200 個のうち {min(printed)}〜{max(printed)} 個でした")


def test_steps_to_leave_a_saddle_grow_with_the_logarithm_of_the_offset():
    def steps(offset):
        path = gradient.gradient_descent(saddle, (1.5, offset), lr=0.1, step_num=400, grad=saddle.gradient).path
        return int(np.argmax(np.abs(path[:, 1]) > 0.5))

    gains = {steps(1e-12) - steps(1e-8), steps(1e-8) - steps(1e-4)}
    assert all(abs(gain - 97) <= 1 for gain in gains)
    says("約 97 歩ずつ増えます", rf"$\ln10^4/\ln1.1\approx{np.log(1e4) / np.log(1.1):.1f}$")
    on_the_ridge = gradient.gradient_descent(saddle, (1.5, 0), lr=0.1, step_num=400, grad=saddle.gradient)
    assert not on_the_ridge.path[:, 1].any()


def test_a_plateau_lasts_two_or_three_times_longer_one_unit_further_out():
    steps = []
    for x0 in (3, 4, 5, 6):
        values = gradient.gradient_descent(plateau, (x0, 2), lr=0.5, step_num=500, grad=plateau.gradient).values
        steps.append(int(np.argmax(values < 0.5)))
    growth = np.divide(steps[1:], steps[:-1])
    assert np.all((growth > 2) & (growth < 3.5))
    says("2 倍から 3 倍に延び", f"{steps[0]} 歩から {steps[-1]} 歩になりました")


# --- 対応表


def test_the_framework_table_quotes_scipys_default_step():
    default = inspect.signature(optimize.approx_fprime).parameters["epsilon"].default
    assert default == np.sqrt(np.finfo(float).eps)
    says(rf"$\sqrt{{\varepsilon}}\approx{tex(default)}$")
    x = np.array([1.0])
    assert optimize.approx_fprime(x, lambda x: x[0] ** 2, 0.1) == pytest.approx([2.1])


def test_the_framework_table_quotes_the_librarys_tolerance():
    default = inspect.signature(gradient.gradient_check).parameters["rtol"].default
    assert default == 1e-4
    says("相対誤差だけを見ます(`rtol=1e-4`)")
