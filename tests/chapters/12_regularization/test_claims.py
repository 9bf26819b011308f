"""第12章の本編に書いた主張を、別の乱数で計算し直すか、ノートブックの出力(nbval が守る)から確かめます。

原因を述べた文と、それを支える実験(変えたもの → 試験):

- 過学習の原因: データの枚数だけ、隠れ層だけ、誤ったラベルだけ、学習の長さだけ
  → test_each_cause_removed_alone_raises_the_accuracy_on_new_images
- L2 で合わせなくなったのは誤ったラベル: 強さだけ
  → test_l2_gives_up_the_wrong_labels_and_keeps_the_right_ones
- 学習時と推論時がずれるのは調整がないから: 調整だけ → test_both_forms_keep_the_mean_and_no_scaling_does_not
- 効いたのはマスクを引き直すこと: 引き直すかどうかだけ、共適応: Dropout の有無だけ
  → test_only_a_mask_drawn_anew_helps_and_the_units_depend_less_on_each_other
- 戻すと上がるのは、待つ間に過学習が進むから: 使う重みだけ → test_restoring_the_best_weights_helps
- 選ぶのに使ったデータの正解率は高く出る: 選ぶ枚数だけ → test_choosing_on_few_images_is_optimistic
- バッチサイズと学習率の差は、進み方の差: 止める所だけ → test_the_batch_size_makes_no_difference_at_the_same_fit
- 正則化が効いたのは誤ったラベルがあるから: 誤りの割合だけ → test_every_cure_helps_only_with_wrong_labels
"""

import re

import matplotlib.pyplot as plt
import numpy as np
import pytest

from chapter_kit import Page, numbers
from eshikaku import layers, networks, optimizers
from eshikaku.explorers import penalty_explorer
from eshikaku.functions import target_distribution

PAGE = Page("12_regularization")
says, code, output, run = PAGE.says, PAGE.code, PAGE.output, PAGE.run


@pytest.fixture(scope="module")
def page():
    """本編の small_digits と learn。試行の乱数は、本編と違うものです。"""
    scope = run("setup-code-01")
    return run("question-code-01", "question-code-02", **{**scope, "rng": np.random.default_rng(1234)})


def new(page, **how):
    return np.array([page["learn"](seed, **how)[0][2] for seed in page["seeds"]])


@pytest.fixture(scope="module")
def plain(page):
    return new(page)


def rows(key, pattern):
    found = re.findall(pattern, output(key))
    assert found, f"{key} の出力に {pattern} がありません"
    return {row[-1]: tuple(map(float, row[:-1])) for row in found}


# --- 区切り 1


def test_validation_gets_worse_while_the_training_loss_falls(page):
    says("残りの「未知」の 1297 枚")
    assert len(page["X"]) - 300 - 200 == 1297
    history = [page["learn"](seed, watch=True)[1] for seed in page["seeds"]]
    train, val, rate = (
        np.median([getattr(h, f) for h in history], axis=0) for f in ("train_loss", "val_loss", "val_accuracy")
    )
    assert train[-1] < 0.6 * train[9]  # 訓練の損失は、10 エポックの後も下がる
    assert val[-5:].mean() > 0.85 * val[7:12].mean()  # 検証の損失は、ほとんど下がらない
    assert rate[:12].max() > rate[-5:].mean() + 0.04


CAUSES = r"訓練 ([\d.]+) 未知 ([\d.]+)\(([\d.]+)〜([\d.]+)\) (.+)"


def test_each_cause_removed_alone_raises_the_accuracy_on_new_images(page, plain):
    for how in ({"n": 1200}, {"hidden": []}, {"wrong": 0}, {"epochs": 6}):
        assert np.median(new(page, **how)) > np.median(plain) + 0.04, how
    printed = rows("causes-code-01", CAUSES)
    first = printed.pop("最初の設定")
    narrow = printed.pop("隠れ層 5 ユニット")
    assert all(low > first[3] for _, _, low, _ in printed.values())  # 幅も重ならない
    assert narrow[0] < first[0] - 0.3  # 訓練にも合わない
    assert narrow[1] < first[1] - 0.1


def test_the_labels_are_wrong_in_the_stated_share(page):
    shares = []
    for seed in range(20):
        _, t, *rest = page["small_digits"](np.random.default_rng(seed))
        order = np.random.default_rng(seed).permutation(len(page["X"]))
        shares.append(np.mean(t != page["T"][order[:300]]))
        assert np.array_equal(rest[1], page["T"][order[300:500]])  # 検証と未知は正しいまま
        assert np.array_equal(rest[3], page["T"][order[500:]])
    assert np.mean(shares) == pytest.approx(0.3, abs=0.02)


def test_the_norms_of_the_example():
    w = np.array([3.0, -4.0])
    l1, l2, most = (np.linalg.norm(w, p) for p in (1, 2, np.inf))
    says(f"L1 は {l1:.0f}、L2 は {l2:.0f}、L∞ は {most:.0f} です")
    W = np.array([[1.0, -2.0], [3.0, 4.0]])
    assert np.linalg.norm(W, 1) == 6 == np.abs(W).sum(axis=0).max() != np.abs(W).sum()


def test_the_steps_by_hand():
    step = run("penalty-code-01")["penalty_gradient"]
    for l1, l2, name in ((0, 1, "L2"), (1, 0, "L1")):
        w = np.array([1.0, -0.25])
        found = []
        for _ in range(4):
            w = w - 0.1 * step(w, l1, l2)
            found.append(tuple(float(v) for v in w.round(4)))
        says(f"\\to({found[0][0]},\\ {found[0][1]})", f"\\to({found[1][0]},\\ {found[1][1]})")
        crossed = [v[1] for v in found]
        assert (max(crossed) > 0) == (name == "L1")  # L1 だけが 0 を飛び越える
    says("L2 は毎回 0.9 倍、L1 は毎回 0.1 ずつ", "$\\pm0.05$ を往復")


def test_the_penalty_of_the_page_equals_the_library():
    rng = np.random.default_rng(3)
    scope = run("penalty-code-01")
    net = networks.MultiLayerNet(4, [3], 2, rng, l1=0.3, l2=0.7)
    weights = [net.params[key] for key in net.weight_names()]
    assert net.penalty() == pytest.approx(scope["penalty"](weights, 0.3, 0.7))
    assert [numbers(line)[-1] for line in output("penalty-code-02").splitlines()] == [2, 4]
    assert all(len(code(key).splitlines()) <= 15 for key in ("penalty-code-01", "dropout-code-01", "early-code-01"))


def test_only_soft_thresholding_makes_exact_zeros():
    found = rows("sparse-code-01", r"0 は (\d+) 個、0.05 未満は (\d+) 個: (.+)")
    assert found["L2"][0] == found["L1(勾配のまま)"][0] == 0
    assert found["L1(軟しきい値)"][0] > 0
    assert found["L1(勾配のまま)"][1] >= found["L1(軟しきい値)"][0]  # 0 の近くには来ている


def test_the_explorer_shows_what_the_page_says():
    assert penalty_explorer("l1", 0.5, (1.5, 0.2)).behaviour == "w₂ がちょうど 0"
    assert penalty_explorer("l2", 0.5, (1.5, 0.2)).behaviour == "0 の重みはない"
    assert penalty_explorer("l1", 0.5, (1, 1)).behaviour == "0 の重みはない"
    assert np.all(penalty_explorer("l1").path[-1] == 0)
    assert np.all(penalty_explorer("l2").path != 0)


# --- 区切り 2


def test_the_chosen_strengths_are_inside_their_grids():
    for name, grid in re.findall(r'"(\w+)": (\[[\d., ]+\])', code("lambda-code-01")):
        (chosen,) = re.findall(rf"{name} = ([\d.]+)", output("lambda-code-01"))
        grid = numbers(grid)
        assert grid[0] < float(chosen) < grid[-1]


def test_too_much_l2_fits_neither(page, plain):
    says("右端の $\\lambda=0.1$ は強すぎて")
    strong = np.array([page["learn"](seed, l2=0.1)[0] for seed in page["seeds"]])
    assert np.all(strong[:, 0] < 0.6)
    assert np.all(strong[:, 2] < plain)


def test_l2_gives_up_the_wrong_labels_and_keeps_the_right_ones(page):
    scope = {**page, "grids": {"l2": [0.03]}, "best": {"l2": 0}}
    by_label = run("lambda-code-02", **scope)["by_label"]
    (right, wrong), (kept, given_up) = (
        np.median([by_label(s, l2=l2) for s in page["seeds"]], axis=0) for l2 in (0, 0.03)
    )
    assert kept > right - 0.12
    assert given_up < wrong - 0.3


def test_weight_decay_equals_l2_under_sgd_and_not_under_adam():
    sgd, adam = output("decay-code-01").splitlines()
    assert "True" in sgd
    assert "False" in adam
    loss, update = numbers(adam)
    assert loss < update / 3


def test_both_forms_keep_the_mean_and_no_scaling_does_not():
    found = [numbers(line) for line in output("dropout-code-02").splitlines()[1:]]
    for train, inference, zero in found[:3]:
        assert train == inference
        assert zero == 0.2
    train, inference = found[3]
    assert inference / train == pytest.approx(1 / 0.8, abs=0.01)


def test_dropout_by_hand():
    h, m, q = np.array([2, 4, 6, 8]), np.array([1, 0, 1, 0]), 0.5

    def shown(values):
        return "$(" + ",\\ ".join(f"{v:g}" for v in values) + ")$"

    says(
        f"前者で {shown(h * m)}、inverted で {shown(h * m / q)}、推論時は前者で {shown(h * q)}、inverted で {shown(h)}"
    )


def test_the_dropout_of_the_page_equals_the_library():
    ours = run("dropout-code-01", rng=np.random.default_rng(5))["Dropout"](0.3)
    library = layers.Dropout(0.3, np.random.default_rng(5), inverted=False)
    x = np.random.default_rng(6).normal(size=(4, 7))
    for train in (True, True, False):
        assert np.array_equal(ours.forward(x, train), library.forward(x, train))
        if train:
            assert np.array_equal(ours.backward(x), library.backward(x))


def test_one_inference_is_the_mean_of_the_linear_subnetworks():
    outputs, mean, scaled = (numbers(line.split(maxsplit=1)[1]) for line in output("subnet-code-01").splitlines())
    assert np.mean(outputs[1:] if len(outputs) == 9 else outputs) == mean[0] == scaled[0]


def test_only_a_mask_drawn_anew_helps_and_the_units_depend_less_on_each_other():
    found = rows("subnet-code-02", r"未知 ([\d.]+) 半分を消すと ([\d.]+) 倍 (.+)")
    assert found["毎回引く"][0] > found["なし"][0] + 0.05
    assert found["固定"][0] < found["なし"][0] + 0.02  # 引き直すのをやめただけ
    assert found["毎回引く"][1] > found["なし"][1] + 0.1


def kept_by_half_of_the_units(page, seed, **how):
    """隠れユニットの半分を消したときの、訓練の正解率の倍率(引き方 10 回の平均)。"""
    child = np.random.default_rng(seed)
    x, t, *_ = page["small_digits"](child)
    net = networks.MultiLayerNet(64, [100], 10, child, **how)
    page["training"].Trainer(net, optimizers.Momentum(0.1), x, t, rng=child, batch_size=50, evaluate_train=False).fit(
        30
    )
    h = np.maximum(x @ net.params["W1"] + net.params["b1"], 0)
    masks = (2 * (child.random(h.shape) < 0.5) for _ in range(10))
    return np.mean(
        [np.mean(((h * m) @ net.params["W2"] + net.params["b2"]).argmax(axis=1) == t) for m in masks]
    ) / net.accuracy(x, t)


def test_l2_too_makes_the_net_depend_less_on_each_unit(page):
    says("Dropout を使わずに L2 で学んでも", "この倍率は上がります")
    none, l2, drop = (
        np.median([kept_by_half_of_the_units(page, s, **how) for s in page["seeds"]])
        for how in ({}, {"l2": 0.03}, {"dropout_ratio": 0.5})
    )
    assert none + 0.07 < l2
    assert none + 0.15 < drop


def test_a_dropped_weight_gets_no_gradient_and_the_masks_have_the_stated_shapes():
    assert "DropConnect (3, 2)" in output("dropconnect-code-01")
    layer = layers.DropConnect(np.ones((3, 2)), np.zeros(2), 0.5, np.random.default_rng(0))
    layer.forward(np.ones((5, 3)))
    assert layer.mask.shape == (3, 2)  # 全件に同じマスク


# --- 区切り 3


def test_early_stopping_of_the_page_stops_as_described():
    early = run("early-code-01")["early_stop"]
    losses = [0.9, 0.7, 0.6, 0.65, 0.62, 0.58, 0.61, 0.63]
    (stop2, best2), (_, best3) = early(losses, 2), early(losses, 3)
    says(f"`patience` 2 では、{stop2} エポックで止まり、{best2} エポックの重みを使います")
    says(f"3 なら、{best3} エポックの、より低い {min(losses)} まで")
    assert early([1.2, 0.9, 0.75, 0.7, 0.6, 0.64, 0.62, 0.69, 0.66, 0.56, 0.59, 0.65], 4) == (9, 5)  # 演習 12-5


def test_restoring_the_best_weights_helps(page):
    kept, last = [], []
    for seed in page["seeds"]:
        rates, history = page["learn"](seed, patience=10)
        kept.append(rates[2])
        last.append(page["learn"](seed, epochs=len(history.val_loss))[0][2])
    assert np.median(np.subtract(kept, last)) > 0.02
    printed = numbers(output("early-code-02").splitlines()[1])
    assert printed[0] > printed[1] + 0.02


def test_choosing_on_few_images_is_optimistic():
    found = [numbers(line) for line in output("early-code-03").splitlines()]
    gaps = [row[2] - row[4] for row in found]
    assert gaps[0] > gaps[2]
    assert gaps[1] > gaps[2]
    assert gaps[2] >= 0


def test_the_batch_size_makes_no_difference_at_the_same_fit():
    text = output("implicit-code-01")
    early = re.findall(r"30 エポック: 訓練 ([\d.]+) 未知 ([\d.]+)", text)
    same = [tuple(map(float, row)) for row in re.findall(r"0.9 で: 未知 ([\d.]+)\(([\d.]+)〜([\d.]+)\)", text)]
    assert len(early) == len(same) == 4
    (_, b10), (_, b10_fast), *large = [tuple(map(float, row)) for row in early]
    assert all(rate > b10 > b10_fast for _, rate in large)
    assert all(float(fit) < 0.9 for fit, _ in early)
    assert max(low for _, low, _ in same) < min(high for _, _, high in same)  # 幅が重なる


def test_the_smoothed_target_of_the_supplement():
    t = target_distribution(np.array([0]), np.zeros((1, 10)), 0.1)[0]
    says(f"正解は {t[0]:.2f}、ほかは {t[1]:.2f} です")


ABLATION = r" ([\d.]+)\(([\d.]+)〜([\d.]+)\) 改善 (\d)/6 (.+)"


def test_every_cure_helps_only_with_wrong_labels(page, plain):
    noisy, clean = output("ablation-code-01").split("ラベルの誤り 0\n")
    noisy, clean = ({row[-1]: row[:-1] for row in re.findall(ABLATION, part)} for part in (noisy, clean))
    cures = noisy.keys() - {"なし"}
    assert len(cures) == 5
    assert all(noisy[name][3] == "6" for name in cures)
    assert all(clean[name][3] != "6" for name in cures)
    assert clean["L2"][3] == "0"
    assert float(clean["L2"][0]) < float(clean["なし"][0])
    lows, highs = ([float(noisy[name][k]) for name in cures] for k in (1, 2))
    assert max(lows) <= min(highs)  # 手法どうしの幅は重なる
    for how in ({"l2": 0.01}, {"l2": 0.03}, {"dropout_ratio": 0.5}, {"patience": 10}):  # 別の試行でも
        assert np.sum(new(page, **how) > plain) == 5
    right = new(page, wrong=0)
    for how in ({"l2": 0.03}, {"dropout_ratio": 0.5}, {"patience": 10}):
        assert abs(np.median(new(page, wrong=0, **how)) - np.median(right)) < 0.04


def test_the_figures_can_be_drawn(page):
    run("ex-12-5-figure", plotting=run("setup-code-01")["plotting"])
    plt.close("all")


# --- フレームワーク


def test_l2_of_keras_and_lasso_of_scikit_learn_are_as_described():
    lasso = pytest.importorskip("sklearn.linear_model").Lasso(alpha=0.1, fit_intercept=False, tol=1e-12)
    scope = run("setup-code-01", "sparse-code-01")
    lasso.fit(scope["x"], scope["t"])
    assert np.allclose(lasso.coef_, scope["w"], atol=1e-5)  # 最後の w は、軟しきい値のもの
    says("$\\frac1{2N}\\sum$")


def test_weight_decay_and_dropout_of_pytorch_are_as_described():
    torch = pytest.importorskip("torch", reason="PyTorch がないので、引数の働きは確かめません")
    w = torch.nn.Parameter(torch.tensor([2.0]))
    w.grad = torch.tensor([0.5])
    torch.optim.SGD([w], lr=0.1, weight_decay=0.3).step()
    assert w.item() == pytest.approx(2 - 0.1 * (0.5 + 0.3 * 2))
    layer = torch.nn.Dropout(p=0.2)
    out = layer(torch.ones(400, 400))
    assert (out == 0).float().mean().item() == pytest.approx(0.2, abs=0.01)
    assert out.max().item() == pytest.approx(1 / 0.8)
    assert torch.equal(layer.eval()(torch.ones(3)), torch.ones(3))


def test_adam_divides_the_penalty_by_the_root_of_v():
    small, large = (
        optimizers.Adam(0.1).update(params, {"w": np.array([g + 0.1 * 5])}) or params["w"][0]
        for g, params in ((0.01, {"w": np.array([5.0])}), (100.0, {"w": np.array([5.0])}))
    )
    assert small == pytest.approx(large, abs=1e-6)  # 1 歩目は、罰則を足しても η だけ動く
