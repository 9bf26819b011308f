"""第4章の本編に書いた主張を、別の乱数で計算し直すか、ノートブックの出力(nbval が守る)から確かめます。

原因を述べた文と、それを支える実験(変えたもの → 試験):

- nan になったのは 0/0 を計算したから: ε だけ
  → test_without_eps_only_the_coordinate_without_a_gradient_breaks
- 発散しないのは、跳んだ先の勾配を h に足すから: 2 歩目からの h だけ
  → test_a_too_large_rate_is_tamed_by_the_gradients_it_causes
- 雑音があると、大きい学習率ほどよいわけではない: 雑音だけ
  → test_noise_alone_gives_the_rate_of_adagrad_a_best_value
- 実効学習率を決めるのは勾配の大きさで、動いた距離や回数ではない: 勾配だけ、学習率だけ
  → test_the_rate_follows_the_gradients_and_not_the_distance
- 0 に近づくのは Σg² が限りなく増えるときだけ: 勾配の列だけ
  → test_the_rate_stops_shrinking_only_in_the_valley_without_noise
- 床が下がるのは h が増え続けるから: 300 歩からの h だけ
  → test_the_floor_falls_only_while_h_grows
- めったに現れない特徴があるとき、座標ごとの学習率が効く: 座標ごとか共通か、縮むか一定か、売れ方の偏り
  → test_per_coordinate_rates_help_only_when_some_features_are_rare
- 軸から傾いた谷では役立たない: 谷の向きだけ
  → test_turning_the_valley_takes_the_lead_from_adagrad(機構は test_misconceptions.py)
- 外れた勾配 1 回で遅くなるのは、その 2 乗が h に残るから: 1 回目の勾配だけ、1 歩目の後の h だけ
  → test_one_outlier_slows_adagrad_for_good_and_sgd_for_a_few_steps、
    test_it_is_the_square_left_in_h_that_slows_adagrad_after_an_outlier
- 谷で h が収束するのは、勾配がほぼ等比で小さくなるから: 勾配の減り方だけ(0 に近づくだけでは足りない)
  → test_gradients_that_only_tend_to_zero_do_not_stop_the_shrinking
"""

import re
from itertools import islice

import matplotlib.pyplot as plt
import numpy as np
import pytest

from chapter_kit import Page, numbers
from eshikaku import optimizers, plotting
from eshikaku.explorers import adagrad_explorer
from eshikaku.surfaces import descend, elongated
from valley import path, steps_of

PAGE = Page("04_adagrad", plotting=plotting)
says, code, output, run, table = PAGE.says, PAGE.code, PAGE.output, PAGE.run, PAGE.table


@pytest.fixture(scope="module")
def page_adagrad():
    return run("code-code-01")["AdaGrad"]


# --- 区切り 1


def test_most_of_the_input_is_zero():
    (share,) = numbers(output("question-code-01").split(":")[1])
    p = np.repeat([0.5, 0.02], [10, 30])
    assert share == pytest.approx(1 - p.mean(), abs=0.005)
    says(f"入力の {share:.0%}".replace("%", " %"), "10 品は 2 枚に 1 枚", "30 品は 50 枚に 1 枚")


def test_no_single_rate_suits_both_kinds_of_goods(shop):
    errors = run("question-figure-01", **shop)["first_errors"]
    plt.close("all")
    last = {
        (lr, name[:2]): np.sqrt(np.mean(np.square(runs[:, -500:]), axis=1))
        for lr, curves in errors.items()
        for name, runs in curves.items()
    }
    assert np.all(last[0.01, "よく"] < last[0.1, "よく"] / 1.5)  # 小さい学習率は、よく売れる品によい
    assert np.all(last[0.1, "めっ"] < last[0.01, "めっ"] / 1.5)  # 大きい学習率は、めったに売れない品によい
    first = {name[:2]: runs[:, 0].mean() for name, runs in errors[0.01].items()}
    assert last[0.01, "めっ"].mean() > first["めっ"] / 2  # 2000 枚でも学び終わらない


def test_dividing_by_the_present_size_alone_never_settles():
    x = 1.0
    visited = []
    for _ in range(200):
        x -= 0.3 * np.sign(x)
        visited.append(abs(x))
    assert max(visited[-10:]) > 0.1
    assert abs(path(optimizers.AdaGrad(0.3), 2000)[-1]).max() < 1e-3


def test_the_two_steps_by_hand(page_adagrad):
    w, h = np.ones(3), np.zeros(3)
    found = []
    for g in np.array([[3, 0.3, 0], [4, 0.4, 5]]):
        h = h + g * g
        w = w - 0.1 * np.divide(g, np.sqrt(h), out=np.zeros(3), where=h > 0)
        found.append((h.copy(), w.copy()))
    comma = ",\\ "
    (h1, w1), (h2, w2) = ([comma.join(f"{v:.4g}" for v in row) for row in step] for step in found)
    says(f"h_1&=({h1})", f"&=({w1})\\\\[1ex]", f"h_2&=({h2})", f"&=({w2})\n")
    printed = numbers(output("hand-code-02").splitlines()[-1])
    assert np.allclose(printed, np.concatenate(found[1]), atol=1e-4)
    assert np.allclose(steps_of(page_adagrad(0.1), [3.0, 4.0]), steps_of(page_adagrad(0.1), [30.0, 40.0]), atol=1e-6)
    optimizer, params = page_adagrad(0.1), {"w": np.ones(3)}
    for g in ([3, 0.3, 0], [4, 0.4, 5]):
        optimizer.update(params, {"w": np.array(g, dtype=float)})
    assert np.allclose(params["w"], w, atol=1e-6)


def test_no_step_is_longer_than_the_rate(page_adagrad):
    steps = steps_of(page_adagrad(0.1), np.random.default_rng(0).normal(size=200) ** 5)
    assert np.abs(steps).max() <= 0.1


def test_without_eps_only_the_coordinate_without_a_gradient_breaks():
    rows = output("hand-code-01").splitlines()
    assert all(row.rstrip("]").split()[-1] == "nan" for row in rows)
    assert "nan" not in output("hand-code-02")


def test_the_class_in_the_notebook_has_at_most_twelve_lines_and_equals_the_library(page_adagrad):
    assert len(code("code-code-01").splitlines()) <= 12
    ours, library = {"x": np.array([1.0, -2.0])}, {"x": np.array([1.0, -2.0])}
    mine, theirs = page_adagrad(lr=0.3), optimizers.AdaGrad(lr=0.3)
    for g in np.random.default_rng(0).normal(size=(5, 2)):
        mine.update(ours, {"x": g})
        theirs.update(library, {"x": g})
    assert np.allclose(ours["x"], library["x"])


def test_the_paths_on_the_valley_end_where_the_page_says(page_adagrad):
    ends = {}
    for lr, steps in [(0.95, 30), (1.5, 30), (30, 10)]:
        points = descend(elongated, page_adagrad(lr), (-7, 2), steps)
        assert np.allclose(points[1], [-7 + lr, 2 - lr], atol=1e-6)  # 1 歩目は、どの座標も η
        ends[lr] = points[-1]
    says("$(-5.5,\\ 0.5)$", "$(23,\\ -28)$")
    says(f"$\\eta=1.5$ で $({ends[1.5][0]:.4f},\\ {abs(ends[1.5][1]):.0f})$")
    says(f"$({ends[0.95][0]:.4f},\\ {power(ends[0.95][1])})$")
    says(f"10 歩で $({power(ends[30][0])},\\ {abs(ends[30][1]):.0f})$")
    sgd = descend(elongated, optimizers.SGD(0.95), (-7, 2), 30)
    says(f"SGD は $({sgd[-1][0]:.4f},\\ {sgd[-1][1]:.4f})$ で")
    assert abs(sgd[-1][0]) < abs(ends[0.95][0])
    says(f"$0.95/0.7={0.95 / 0.7:.2f}$", f"$0.95/4={0.95 / 4:.2f}$")
    assert 1 - 2 * 0.24 > 0
    assert all(abs(1 - 2 * lr) >= 1 for lr in (1, 1.5, 30))  # SGD は収束しない
    for lr in (0.95, 1.5):
        y = descend(elongated, page_adagrad(lr), (-7, 2), 30)[:, 1]
        assert np.all(y > 0)  # 折り返さない
    assert np.all(sgd[1:, 1] * sgd[:-1, 1] < 0)


def power(value):
    digits, exponent = f"{value:.1e}".split("e")
    return f"{digits}\\times10^{{{int(exponent)}}}"


def test_a_too_large_rate_is_tamed_by_the_gradients_it_causes():
    growing, frozen = (numbers(line) for line in output("valley-code-02").splitlines())
    assert growing[0] == frozen[0] == 1 - 2 * 30 / 4
    assert all(abs(factor) < 1 for factor in growing[1:])  # h に足し続ける
    assert all(factor == growing[0] for factor in frozen)  # 足すのだけをやめる
    says("$-14$ 倍が続き")


def test_noise_alone_gives_the_rate_of_adagrad_a_best_value():
    scope = run("lr-figure-01", rng=np.random.default_rng(8))
    plt.close("all")
    lrs, sweep = scope["lrs"], {name: np.median(runs, axis=0) for name, runs in scope["sweep"].items()}
    quiet, noisy, sgd = sweep["AdaGrad(雑音なし)"], sweep["AdaGrad(雑音あり)"], sweep["SGD(雑音あり)"]
    assert np.all(np.diff(quiet[lrs < 2]) < 0)
    assert quiet[lrs > 2].max() < 1e-10  # 底が見えない
    best = lrs[noisy.argmin()]
    assert 0.5 < best < 2
    says("最良の $\\eta$ は 1 の近く")
    assert noisy[0] > 10 * noisy.min() < noisy[-1]  # U 字形で、底は格子の内側
    assert np.isfinite(noisy).all()
    best_sgd = lrs[np.nanargmin(sgd)]
    assert lrs[0] < best_sgd < 1
    assert np.isnan(sgd[lrs >= 1.5]).all()  # 10 倍余りで発散
    assert noisy[lrs > 9 * best][0] < 20 * noisy.min()  # AdaGrad は 10 倍でも 20 倍まで


# --- 区切り 2


def test_h_is_the_sum_of_squares_of_the_whole_history(page_adagrad):
    g = np.random.default_rng(0).normal(size=20)
    optimizer, params = page_adagrad(), {"x": 0.0}
    for each in g:
        optimizer.update(params, {"x": each})
    assert optimizer.h["x"] == pytest.approx(np.sum(g**2))
    sums, h, factor = (numbers(line.split(":")[1]) for line in output("sum-code-01").splitlines())
    assert sums == h == [9, 25, 169]
    assert factor == sorted(factor, reverse=True)


def test_the_rate_follows_the_gradients_and_not_the_distance():
    pattern = r"勾配 +(\d+) η ([\d.]+) 距離 ([\d.]+) h +(\d+) 1/√h ([\d.]+)"
    (_, _, far, h, rate), (_, _, same_far, big_h, small_rate), (_, _, farther, same_h, same_rate) = table(
        "sum-code-02", pattern
    )
    assert far == same_far  # 勾配だけを変えた。動いた距離も回数も同じ
    assert rate / small_rate == pytest.approx(100)
    assert big_h == 100**2 * h
    assert farther == pytest.approx(10 * far, rel=0.01)  # 学習率だけを変えた
    assert (same_h, same_rate) == (h, rate)


def test_the_rate_stops_shrinking_only_in_the_valley_without_noise():
    scope = run("code-code-01", "anneal-code-01", rng=np.random.default_rng(3))
    valley, constant, noisy = (
        list(scope["effective"](gradient))
        for gradient in (lambda x: x / 10, lambda x: 1.0, lambda x: x / 10 + scope["noise"].normal())
    )
    says(f"実効学習率は {valley[-1]:.1f} で止まりました")
    assert valley[1] / valley[2] < 1.01
    assert constant[1] / constant[2] == pytest.approx(10**0.5)
    assert 2 < noisy[1] / noisy[2] < 5
    h = np.array([0.7**2])  # 谷の h は、5 歩目の後にほとんど増えない
    optimizer, params, found = optimizers.AdaGrad(1.5), {"x": -7.0}, []
    for _ in range(500):
        optimizer.update(params, {"x": params["x"] / 10})
        found.append(optimizer.h["x"])
    assert found[0] == pytest.approx(h[0])
    assert found[-1] < 1.3 * found[4]


def test_gradients_that_only_tend_to_zero_do_not_stop_the_shrinking():
    x = path(optimizers.AdaGrad(1.5), 200)[:, 0]
    shares = x[21:101] / x[20:100]
    assert np.ptp(shares) < 0.01 < shares.max() < 0.9  # 谷では、ほぼ等比
    says("ほぼ等比で小さくなるので、$h$ は収束し")
    t = np.arange(1, 100_001)
    geometric, slow = (np.cumsum(g**2) for g in (0.9**t, t**-0.5))  # どちらも 0 に近づく
    assert geometric[-1] == pytest.approx(geometric[999])
    assert slow[-1] > slow[999] + 4  # 10 倍ごとに、同じだけ増える


def test_the_floor_falls_only_while_h_grows():
    scope = run("anneal-code-02", rng=np.random.default_rng(4))
    sgd, adagrad, frozen = (np.median(runs, axis=0) for runs in scope["floors"].values())

    def at(curve, step):
        return curve[step - step // 10 : step].mean()

    assert at(sgd, 3000) == pytest.approx(at(sgd, 300), rel=0.1)
    assert at(sgd, 3000) == pytest.approx(0.1 / 2, rel=0.15)  # 床は約 ησ²/2
    for step in (300, 1000, 3000):
        assert at(adagrad, step) == pytest.approx(1 / (2 * np.sqrt(step)), rel=0.2)
    assert at(frozen, 3000) == pytest.approx(at(frozen, 400), rel=0.15)  # 足すのだけをやめた
    assert at(adagrad, 3000) < at(frozen, 3000) / 2


def test_the_excess_loss_is_its_formula(shop):
    rng, p = np.random.default_rng(0), shop["p"]
    w, price = rng.normal(size=(1, 1, 40)), rng.normal(size=(1, 40))
    x = (rng.random((200_000, 40)) < p) * 1.0
    sampled = np.mean((x @ (w[0, 0] - price[0])) ** 2) / 2
    assert shop["excess"](w, price, p)[0, 0] == pytest.approx(sampled, rel=0.03)


def test_the_four_ways_are_sgd_and_adagrad_and_the_halves(shop):
    """SGD と AdaGrad の行は、クラスで 1 枚ずつ更新したものと同じ。"""
    x, t, p = shop["x"], shop["t"], shop["p"]
    for name, make in (("座標共通・一定", optimizers.SGD), ("座標ごと・縮む", optimizers.AdaGrad)):
        *_, w = islice(shop["learn"](shop["ways"][name], np.array([0.05]), x, t, p), 30)
        optimizer, params = make(0.05), {"w": np.zeros(40)}
        for xi, ti in zip(x[0, :30], t[0, :30], strict=True):
            optimizer.update(params, {"w": (params["w"] @ xi - ti) * xi})
        assert np.allclose(w[0, 0], params["w"], atol=1e-5)


SPARSE = r"  (座標\S+・\S+) ([\d.]+)\(([\d.]+)〜([\d.]+)\)"


def test_per_coordinate_rates_help_only_when_some_features_are_rare(tuned):
    rare, even = ({name: loss for name, (loss, _) in found.items()} for found in tuned.values())
    sgd, shared, fixed, adagrad = rare.values()
    assert np.all(fixed < sgd)  # 座標ごとにするだけ
    assert np.all(adagrad < shared)  # 縮む方どうしで、座標ごとにするだけ
    assert np.sum(shared < sgd) >= 8  # 縮めるだけ
    assert np.median(sgd) / np.median(fixed) > 1.5 * np.median(sgd) / np.median(shared)  # 主に座標ごと
    middles = [np.median(loss) for loss in even.values()]
    spread = max(np.ptp(loss) for loss in even.values())
    assert np.ptp(middles) < spread  # 偏りがなければ、差は店ごとの幅の中


def test_the_chosen_rates_are_inside_their_grids(tuned):
    assert all(0 < best < 6 for found in tuned.values() for _, best in found.values())


def test_the_printed_losses_are_those_of_the_prose():
    rows = re.findall(SPARSE, output("sparse-code-03"))
    rare, even = dict_of(rows[:4]), dict_of(rows[4:])
    sgd, shared, fixed, adagrad = (middle for middle, _, _ in rare.values())
    says(f"SGD の {sgd:.2f} に対し", f"縮めるだけで {shared:.2f}", f"座標ごとに変えるだけで {fixed:.2f}")
    says(f"AdaGrad は {adagrad:.2f}")
    assert rare["座標ごと・一定"][2] < rare["座標共通・一定"][1]  # 幅も重ならないので、9 店すべてで下がる
    assert rare["座標ごと・縮む"][2] < rare["座標共通・縮む"][1]
    assert rare["座標共通・縮む"][2] > rare["座標共通・一定"][1]  # こちらは重なる
    lows, highs = zip(*((low, high) for _, low, high in even.values()), strict=True)
    assert max(lows) < min(highs)


def dict_of(rows):
    return {name: tuple(map(float, values)) for name, *values in rows}


def test_a_rare_item_keeps_a_larger_rate_by_the_root_of_its_frequency(shop):
    optimizer, params = optimizers.AdaGrad(0.5), {"w": np.zeros(40)}
    for xi, ti in zip(shop["x"][0], shop["t"][0], strict=True):
        optimizer.update(params, {"w": (params["w"] @ xi - ti) * xi})
    rate = 0.5 / np.sqrt(optimizer.h["w"])
    ratio = np.median(rate[10:]) / np.median(rate[:10])
    assert ratio == pytest.approx(np.sqrt(0.5 / 0.02), rel=0.3)
    says(f"$\\sqrt{{0.5/0.02}}={np.sqrt(0.5 / 0.02):.0f}$ 倍")


def test_turning_the_valley_takes_the_lead_from_adagrad():
    pattern = r"(\d+) 度 SGD (\S+) AdaGrad <?(\S+) h の比 (\d+)"
    (_, sgd, along, apart), (_, _, tilted, _), (_, turned, across, equal) = table("rotate-code-02", pattern)
    assert sgd == turned  # SGD は、谷を回しても変わらない
    assert along < 1e-8 < tilted < sgd < across / 2
    assert equal == 1 < apart / 5


def test_the_exercise_on_four_curves_has_one_flat_end():
    """演習 04-4 の正解。"""
    scope = run("ex-04-4-figure")
    plt.close("all")
    flat = {name: rate[-1] / rate[40] > 0.999 for name, rate in scope["curves"].items()}
    assert [name for name, is_flat in flat.items() if is_flat] == ["ウ"]
    assert scope["curves"]["ウ"][-1] == pytest.approx(0.6, abs=0.001)


# --- 区切り 3


def test_a_constant_gradient_never_stops_adagrad_but_needs_the_square_of_the_distance():
    (_, near), (_, far) = table("stop-code-01", r"距離 +(\d+): (\d+) 歩")
    steps = -np.cumsum(steps_of(optimizers.AdaGrad(0.1), [1.0] * 3000))[::-1]
    assert np.argmax(-np.cumsum(steps_of(optimizers.AdaGrad(0.1), [1.0] * 3000)) >= 1) + 1 == near
    assert steps[0] > 10
    assert far / near == pytest.approx(80, rel=0.05)
    says("10 倍の距離に約 80 倍の歩数")


def test_one_outlier_slows_adagrad_for_good_and_sgd_for_a_few_steps():
    rows = {int(k): (a, s) for k, a, s in table("stop-code-01", r"k= *(\d+) AdaGrad (\d+) SGD (\d+)")}
    for k in (10, 100):
        assert rows[k][0] / rows[1][0] == pytest.approx(k, rel=0.05)
        assert rows[k][1] - rows[1][1] < 10
    says("歩数が約 $k$ 倍になりました", "数歩の遅れ")


def test_it_is_the_square_left_in_h_that_slows_adagrad_after_an_outlier(page_adagrad):
    def count(k, forget):
        optimizer, params, steps = page_adagrad(0.5), {"x": 1.0}, 0
        while abs(params["x"]) > 0.01:
            optimizer.update(params, {"x": params["x"] * (1 if steps else k)})
            steps += 1
            if forget and steps == 1:
                optimizer.h["x"] = 1.0  # k = 1 のときの h。位置は変えない
        return steps

    assert count(100, forget=False) > 50 * count(1, forget=False)
    (steps,) = {count(k, forget=True) for k in (1, 10, 100)}
    says(f"どの $k$ でも {steps} 歩です")


def test_eps_inside_the_root_acts_on_far_larger_gradients():
    rows = {row[0]: row[1:] for row in map(numbers, output("eps-code-01").splitlines()[1:])}
    for g, (outside, inside, warm) in rows.items():
        assert outside == pytest.approx(g / (g + 1e-7), abs=1e-4)
        assert inside == pytest.approx(g / np.sqrt(g**2 + 1e-7), abs=1e-4)
        assert warm == pytest.approx(g / np.sqrt(0.1 + g**2), rel=0.02)
    assert rows[0.01][1] > 0.999
    assert rows[1e-4][1] == pytest.approx(0.3, abs=0.01)
    assert 1e-6 / np.sqrt(1e-12 + 1e-7) == pytest.approx(0.003, abs=2e-4)
    ratio = (1e-6 / 1.1e-6) / (1e-6 / np.sqrt(1e-12 + 1e-7))
    assert 270 < ratio < 300
    says("300 倍近く", "3 割ほど", "0.3 % ほど")


def test_the_explorer_shows_what_the_page_says():
    valley, large = adagrad_explorer(lr=1.5).rates, adagrad_explorer(lr=30).rates
    assert np.allclose(valley[5:] / valley[-1], 1, atol=0.13)  # 5 歩目の後は、ほぼ水平
    assert large[1, 1] < large[0, 1] / 10
    plateau = adagrad_explorer("plateau", lr=0.9, start=(-4, 1.5), steps=50)
    assert np.allclose(np.abs(plateau.path[1] - plateau.path[0]), 0.9, atol=1e-4)
    assert np.allclose(plateau.rates[0] / plateau.rates[-1], 10, rtol=0.2)


def test_the_defaults_of_the_page_are_those_of_pytorch():
    torch = pytest.importorskip("torch", reason="PyTorch がないので、既定値は確かめません")
    import inspect

    parameters = inspect.signature(torch.optim.Adagrad).parameters
    names = ("lr", "lr_decay", "weight_decay", "initial_accumulator_value", "eps")
    assert [parameters[name].default for name in names] == [0.01, 0, 0, 0, 1e-10]
    says("PyTorch は $10^{-10}$", "PyTorch は 0、Keras は 0.1", "PyTorch は 0.01、Keras は 0.001")


def test_the_listing_of_the_page_is_the_rule_of_the_page():
    torch = pytest.importorskip("torch", reason="PyTorch がないので、本文のリストは動かしません")
    (listing,) = re.findall(r"```python\n(optimizer = .*?)```", PAGE.prose, re.DOTALL)
    model = torch.nn.Linear(3, 1, bias=False).double()
    w, ours = model.weight.detach().numpy().copy(), optimizers.AdaGrad(0.1, eps=1e-10)
    scope = {"optim": torch.optim, "model": model}
    exec(listing, scope)
    for g in np.random.default_rng(0).normal(size=(5, 1, 3)):
        model.weight.grad = torch.tensor(g)
        scope["optimizer"].step()
        params = {"w": w}
        ours.update(params, {"w": g})
    assert np.allclose(model.weight.detach().numpy(), w)


def test_lr_decay_and_weight_decay_of_pytorch_are_as_described():
    torch = pytest.importorskip("torch", reason="PyTorch がないので、引数の働きは確かめません")
    parameter = torch.nn.Parameter(torch.tensor([2.0], dtype=torch.float64))
    optimizer = torch.optim.Adagrad([parameter], lr=0.1, lr_decay=0.5, weight_decay=0.3)
    w, h = 2.0, 0.0
    for t, g in enumerate([1.0, -2.0, 0.5], 1):
        parameter.grad = torch.tensor([g], dtype=torch.float64)
        optimizer.step()
        total = g + 0.3 * w
        h += total**2
        w -= 0.1 / (1 + (t - 1) * 0.5) * total / (np.sqrt(h) + 1e-10)
        assert parameter.item() == pytest.approx(w)
