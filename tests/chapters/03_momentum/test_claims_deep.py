"""第3章の深掘りに書いた主張を計算し直します。"""

import numpy as np
import pytest

from chapter_kit import Page
from eshikaku.explorers.momentum import factor as shrink
from eshikaku.optimizers import Momentum, Nesterov

PAGE = Page("03_momentum_deep", Momentum=Momentum, Nesterov=Nesterov)
run, table, says = PAGE.run, PAGE.table, PAGE.says


def test_two_roots_are_inside_the_circle_exactly_when_the_coefficients_say_so():
    for b in np.linspace(-2.5, 2.5, 41):
        for c in np.linspace(-1.3, 1.3, 27):
            largest = np.abs(np.roots([1, -b, c])).max()
            if abs(largest - 1) > 1e-6:
                assert (largest < 1) == (abs(c) < 1 and abs(b) < 1 + c)


@pytest.mark.parametrize("a", [0.0, 0.3, 0.9, 0.99])
def test_the_limits_of_the_learning_rate(a):
    for name, limit in (("Momentum", 2 * (1 + a)), ("Nesterov", (2 + 2 * a) / (1 + 2 * a))):
        for q in (0.01, 0.5 * limit, limit - 1e-3):
            assert shrink(name, q, a, 1.0) < 1
        assert shrink(name, limit + 1e-3, a, 1.0) > 1
    assert limit > 4 / 3


def test_the_balance_of_the_two_ends():
    """α を増やすと、つり合う倍率は √α に等しくなる所まで減り続ける。"""
    kappa, before = 20.0, np.inf
    best = (kappa**0.5 - 1) / (kappa**0.5 + 1)
    for s in [*np.linspace(0.01, 0.99, 40) * best, (1 - 1e-6) * best]:
        right = (1 + s**2) * (kappa - 1) / (kappa + 1)
        r = np.roots([1, -right, s**2]).max()
        lr = 1 + s**2 - right  # λmin = 1
        assert [shrink("Momentum", lr, s**2, c) for c in (1.0, kappa)] == pytest.approx([r, r], rel=1e-6)
        assert s < r < before
        before = r
    assert before == pytest.approx(best, rel=0.01)


def test_no_pair_of_the_grid_beats_the_formula():
    for _, formula, found in table("best-code-01", r"κ= *(\d+) 式 ([\d.]+) 格子 ([\d.]+)"):
        assert formula <= found < formula + 0.03
    assert 80 * 96 == 7680
    says("7680 組")


@pytest.mark.parametrize(("lr", "a", "curvature"), [(0.02, 0.9, 1.0), (0.3, 0.6, 2.0), (0.5, 0.0, 1.5)])
def test_the_formula_of_the_floor_solves_its_balance(lr, a, curvature):
    sigma = 1.3
    V = lr * sigma**2 / (curvature * (1 - a)) * (1 + a) / (2 * (1 + a) - lr * curvature)
    b = 1 + a - lr * curvature
    C = b * V / (1 + a)
    assert (b**2 + a**2) * V - 2 * a * b * C + lr**2 * sigma**2 == pytest.approx(V)
    small = 1e-4
    first = small * sigma**2 / (curvature * (1 - a)) * (1 + a) / (2 * (1 + a) - small * curvature)
    assert first == pytest.approx(small / (1 - a) * sigma**2 / (2 * curvature), rel=1e-3)


def test_the_measured_floors_are_those_of_the_formula():
    for measured, formula in table("floor-code-01", r"測定 ([\d.]+) 式 ([\d.]+)"):
        assert measured == pytest.approx(formula, rel=0.05)


def test_the_best_pair_of_quadratics_cycles_on_another_convex_function():
    scope = run("cycle-code-01")
    slope, walk = scope["slope"], scope["walk"]
    x = np.linspace(-3, 4, 701)
    rise = np.diff([slope(v) for v in x]) / np.diff(x)
    assert 1 - 1e-6 <= rise.min() <= rise.max() <= 25 + 1e-6  # 曲率は 1 から 25 まで
    assert slope(0.0) == 0
    root = 25**0.5
    assert (4 / (root + 1) ** 2, ((root - 1) / (root + 1)) ** 2) == pytest.approx((1 / 9, 4 / 9))
    heavy = walk(Momentum, 1 / 9, 4 / 9)
    assert heavy[-3:] == pytest.approx(heavy[-6:-3])
    assert abs(heavy[-6:]).min() > 0.5
    assert abs(walk(Nesterov, 1 / 25, 4 / 6)[-1]) < 1e-6
    assert abs(walk(Momentum, 1 / 25, 4 / 9)[-1]) < 1e-6  # η だけを変えれば収束する
