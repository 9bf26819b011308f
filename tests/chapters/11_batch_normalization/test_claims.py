"""第11章の本編に書いた主張を、別の乱数で計算し直すか、ノートブックの出力(nbval が守る)から確かめます。

原因を述べた文と、それを支える実験(変えたもの → 試験):

- 学習時の出力が揺れるのは、仲間でバッチの統計量が動くから: 仲間だけ
  → test_only_the_mates_move_the_training_output_and_nothing_moves_the_inference
- ε は分散が小さい列の結果を変える: ε の書き方だけ → test_the_size_of_eps_matters_only_for_a_tiny_variance
- 分布の形は変わらない: 正規化の前後だけ → test_normalising_does_not_fill_the_gap_between_two_humps
- 直前の b の勾配は 0 なので、誤った db が見つからない: 直後の層のあるなしだけ
  → test_a_wrong_db_passes_the_check_only_in_front_of_batchnorm
- 大きい学習率に耐えたのは正規化で、γ と β ではない: 正規化だけ
  → test_normalising_and_not_gamma_and_beta_stands_a_larger_rate
- 合わない初期値に強い: 標準偏差だけ(両方の学習率を選ぶ) → test_batchnorm_learns_from_scales_that_fail_without_it
- 過学習は減らなかった: 層のあるなしだけ → test_on_few_digits_the_gap_to_the_training_data_stays
- 小さいバッチで劣るのは移動平均のせいではない: 推論の統計量だけ
  → test_at_batch_2_the_running_statistics_are_not_to_blame
- 小さいバッチで劣るのは、平均をとる相手: 正規化層だけ、バッチサイズだけ
  → test_at_batch_2_only_changing_the_layer_brings_the_accuracy_back
- 画素ごとの統計量では、ずらした画像が同じだけずれない: 軸だけ → test_misconceptions.py
"""

import inspect

import matplotlib.pyplot as plt
import numpy as np
import pytest

from chapter_kit import Page, numbers
from eshikaku import plotting
from eshikaku.course import contents
from eshikaku.datasets import load_digits
from eshikaku.explorers import normalization, normalization_explorer
from eshikaku.gradient import gradient_check, numerical_gradient
from eshikaku.layers import (
    BatchNormalization,
    GroupNormalization,
    InstanceNormalization,
    LayerNormalization,
    normalize,
)
from eshikaku.networks import MultiLayerNet

PAGE = Page("11_batch_normalization", plotting=plotting)
says, code, output, run, table = PAGE.says, PAGE.code, PAGE.output, PAGE.run, PAGE.table
SCORE = np.array([3.0, 9.0, 11.0, 17.0])


@pytest.fixture(scope="module")
def classes():
    return run("code-code-01", "inference-code-01", "backward-code-02")


@pytest.fixture(scope="module")
def experiment():
    x_train, t_train, x_test, t_test = load_digits()
    names = {"x_train": x_train, "t_train": t_train, "x_test": x_test, "t_test": t_test}
    scope = run("experiment-code-01", MultiLayerNet=MultiLayerNet, **names)
    exec(code("init-code-01").split("for std")[0], scope)
    return scope


# --- 区切り 1


def test_the_figure_of_the_question_spreads_only_in_training():
    scope = run("question-code-01", rng=np.random.default_rng(2026))
    scope = run("question-figure-01", **scope)
    plt.close("all")
    probability = scope["right_probability"]
    train = [probability(True, s) for s in range(60)]
    infer = [probability(False, s) for s in range(60)]
    assert np.ptp(train) > 0.4
    assert np.ptp(infer) < 1e-12
    gamma = scope["net"].params["gamma1"]
    assert np.abs(gamma - 1).max() > 0.03  # γ も 1 から動いている
    assert "True" in output("question-code-01")
    says("その $\\gamma$ も 1 から動いていました")


def test_the_hand_calculation_is_the_deviation_score():
    mu, var = SCORE.mean(), SCORE.var()
    xhat = (SCORE - mu) / np.sqrt(var)
    y = 10 * xhat + 50
    assert (mu, var) == (10, 25)
    says(
        "(" + r",\ ".join(f"{v:.1f}" for v in xhat) + ")",
        "(" + r",\ ".join(f"{v:.0f}" for v in y) + ")",
        r"\tfrac{49+1+1+49}4=25",
    )
    printed = np.array([numbers(line.replace("nan", "")) for line in output("hand-code-01").splitlines()[:4]])
    assert np.allclose(printed, y[:, None])
    assert numbers(output("hand-code-01").splitlines()[-1]) == [50] * 4


def test_the_size_of_eps_matters_only_for_a_tiny_variance():
    small = 1e-3 * (SCORE - 10) / 5
    (_, right), (_, wrong) = (numbers(line) for line in output("eps-code-01").splitlines()[:2])
    assert small.var() == pytest.approx(1e-6)
    assert right == pytest.approx(small.std() / np.sqrt(small.var() + 1e-7), abs=0.005)
    assert wrong == pytest.approx(small.std() / np.sqrt(small.var() + 10e-7), abs=0.005)
    assert SCORE.std() / np.sqrt(SCORE.var() + 10e-7) == pytest.approx(1, abs=1e-6)
    says(f"`1e-7` なら標準偏差が {right}、`10e-7` では {wrong}")


def test_normalising_does_not_fill_the_gap_between_two_humps():
    before, after, normal = numbers(output("eps-code-01").splitlines()[2])[1:]
    assert before == after == 0
    assert normal == pytest.approx(0.383, abs=0.005)
    says("正規分布なら 38 %")


def test_the_layer_of_the_page_is_that_of_the_library(classes):
    rng = np.random.default_rng(1)
    gamma, beta = rng.normal(size=(2, 3))
    ours, library = classes["TrainableBatchNorm"](gamma, beta), BatchNormalization(gamma, beta)
    for _ in range(20):
        x, dout = rng.normal(3, 2, size=(2, 6, 3))
        assert np.allclose(ours.forward(x), library.forward(x))
        assert np.allclose(ours.backward(dout), library.backward(dout))
        assert np.allclose(ours.dgamma, library.dgamma)
        assert np.allclose(ours.dbeta, library.dbeta)
    assert np.allclose(ours.forward(x, False), library.forward(x, False))
    for key in ("code-code-01", "inference-code-01", "backward-code-02"):
        assert len([line for line in code(key).splitlines() if line.strip()]) <= 12


def test_the_running_statistics_after_one_batch_are_those_of_the_text(classes):
    layer = classes["RunningBatchNorm"](np.ones(1), np.zeros(1))
    layer.forward(SCORE[:, None])
    assert layer.running_mean[0] == pytest.approx(1)
    says(rf"\approx{layer.running_var[0]:.2f}", r"r_\mu=0.1\times10=1")


def test_only_the_mates_move_the_training_output_and_nothing_moves_the_inference():
    rows = [numbers(line) for line in output("inference-code-02").splitlines()]
    (infer1, train1), (infer2, train2) = rows
    assert infer1 == infer2 == -1.4
    for mates, shown in (([9, 11, 17], train1), ([0, 1, 2], train2)):
        x = np.array([3.0, *mates])
        assert shown == pytest.approx((3 - x.mean()) / x.std(), abs=0.051)
    says(f"${train1}$ か ${train2}$")


def test_momentum_copied_from_pytorch_and_the_biased_variance_are_wrong_as_printed():
    (kept,), (copied,) = ([numbers(line)[-1]] for line in output("momentum-code-01").splitlines()[:2])
    assert (kept, copied) == (1.0, 9.0)
    biased, _, _, unbiased = numbers(output("momentum-code-01").splitlines()[2])
    assert (biased, unbiased) == (3.0, 4.0)
    says("移動平均の 9 割", "本当の 4 でなく 3 に近づきます")


def test_eval_and_no_grad_are_two_switches():
    torch = pytest.importorskip("torch", reason="PyTorch がないので、4 通りは確かめません")
    from contextlib import nullcontext

    x = torch.tensor(np.random.default_rng(0).normal(3, 2, size=(8, 2)), dtype=torch.float32)
    for training, recorded in [(True, True), (True, False), (False, True), (False, False)]:
        model = torch.nn.BatchNorm1d(2)
        model.train(training)
        with nullcontext() if recorded else torch.no_grad():
            y = model(x)
        assert y.requires_grad is recorded
        moved = not torch.equal(model.running_mean, torch.zeros(2))
        assert moved is training
        assert (abs(y.mean().item()) < 1e-5) is training
    says("右上が落とし穴", "**移動平均を更新します**")


# --- 区切り 2


def test_the_backward_by_hand_is_that_of_the_graph_and_of_differences():
    def first(x):
        return (x[0] - x.mean()) / x.std()

    dx = numerical_gradient(first, SCORE)
    printed = numbers(output("backward-code-01"))
    assert np.allclose(printed, dx, atol=5e-4)
    for i, value in enumerate(dx, start=1):
        says(rf"dx^{{({i})}}&=\tfrac15", f"={value:.3f}")
    assert abs(dx.sum()) < 1e-6
    xhat = (SCORE - 10) / 5
    says(rf"\overline{{d\hat x\,\hat x}}={xhat[0] / 4}", r"\overline{d\hat x}=0.25")


def test_the_three_paths_add_up_and_the_path_from_variance_to_mean_is_zero(classes):
    rng = np.random.default_rng(2)
    x, dxhat = rng.normal(1, 3, size=(2, 6))
    mu, sigma, n = x.mean(), x.std(), 6
    xhat = (x - mu) / sigma
    direct, by_mean = dxhat / sigma, np.full(n, -dxhat.mean() / sigma)
    dvar = -np.sum(dxhat * xhat) / (2 * sigma**2)
    by_variance = dvar * 2 / n * (x - mu)
    assert np.allclose(by_variance, -xhat * np.mean(dxhat * xhat) / sigma)
    total = numerical_gradient(lambda v: np.sum(dxhat * (v - v.mean()) / v.std()), x)
    assert np.allclose(direct + by_mean + by_variance, total, atol=1e-6)
    assert abs(np.sum(x - mu)) < 1e-12
    assert "True" in output("backward-code-03")


def test_a_wrong_db_passes_the_check_only_in_front_of_batchnorm():
    rng = np.random.default_rng(3)
    x, W, b, dout = rng.normal(size=(6, 3)), rng.normal(size=(3, 2)), rng.normal(size=2), rng.normal(size=(6, 2))
    layer = BatchNormalization(np.ones(2), np.zeros(2))

    def wrong_db_passes(forward, backward):
        f = lambda b: np.sum(forward(x @ W + b) * dout)  # noqa: E731
        f(b)
        return gradient_check(f, lambda _: 3 * backward(dout).sum(axis=0), b).ok

    assert wrong_db_passes(layer.forward, layer.backward)
    assert not wrong_db_passes(lambda a: a, lambda d: d)
    with_bn, without = output("bias-code-01").splitlines()
    assert with_bn.endswith("→ 合格")
    assert without.endswith("→ 不合格")


def test_scaling_the_weight_keeps_the_output_and_divides_its_gradient():
    rng = np.random.default_rng(4)
    a, W, dout = rng.normal(size=(8, 3)), rng.normal(size=(3, 2)), rng.normal(size=(8, 2))

    def both(W):
        layer = BatchNormalization(np.ones(2), np.zeros(2), eps=0.0)
        return layer.forward(a @ W), a.T @ layer.backward(dout)

    (y, g), (y10, g10) = both(W), both(10 * W)
    assert np.allclose(y, y10)
    assert np.allclose(g, 10 * g10)


def test_normalising_and_not_gamma_and_beta_stands_a_larger_rate(experiment):
    scope = run("lr-figure-01", **experiment)
    plt.close("all")
    middle = {name: np.median(rows, axis=0) for name, rows in scope["sweep"].items()}
    none, affine, bn = middle["なし"], middle["γ と β だけ"], middle["Batch Normalization"]
    at = scope["lrs"].index
    assert none[at(1)] < 0.3
    assert affine[at(1)] < 0.3
    assert bn[at(1)] > 0.9
    assert bn[at(3)] > 0.9
    assert bn[at(10)] < 0.5
    assert max(none) == pytest.approx(0.9, abs=0.05)
    assert max(bn) > max(none) + 0.03


def test_batchnorm_learns_from_scales_that_fail_without_it(experiment):
    rows = table("init-code-01", r"標準偏差 ([\d.]+) +なし ([\d.]+) +BN ([\d.]+)")
    assert [row[0] for row in rows] == [0.01, 0.2, 1.0]
    assert [row[1] for row in rows] == [0.1, 0.9, 0.7]
    assert all(row[2] >= 0.9 for row in rows)
    for std in (0.01, 1.0):  # 格子を外へ広げても、差は変わらない
        wide = experiment["best"]([1e-4, 1e-3, 1e-2, 0.1, 1, 10], weight_init=std, batchnorm=None)
        narrow = experiment["best"]([0.1, 1], weight_init=std, batchnorm="before")
        assert wide < 0.8 < narrow
    says("0.01 では学べず、1 では 7 割ほど")


def test_both_places_train():
    assert output("place-code-01").count("True") == 2


def test_on_few_digits_the_gap_to_the_training_data_stays(experiment):
    middle, low, high = np.transpose(table("overfit-code-01", r"\D+ ([\d.]+)\(([\d.]+)〜([\d.]+)\)"))
    assert max(low) <= min(high)  # 幅が重なる
    assert abs(middle[0] - middle[1]) < 0.03
    x, t = experiment["x_train"][:150], experiment["t_train"][:150]
    for place in (None, "before"):
        net, r = MultiLayerNet(64, [50, 50], 10, np.random.default_rng(0), batchnorm=place), np.random.default_rng(0)
        for _ in range(200):
            rows = r.choice(150, 30, replace=False)
            for key, g in net.gradient(x[rows], t[rows]).items():
                net.params[key] = net.params[key] - 0.3 * g
        assert net.accuracy(x, t) > 0.99
        assert net.accuracy(experiment["x_test"], experiment["t_test"]) < 0.95
    says("どちらも訓練データは学び尽くし")


def test_one_row_has_no_variance_and_pytorch_refuses_it(classes):
    layer = classes["BatchNorm"](np.ones(2), np.array([3.0, 4.0]))
    assert np.allclose(layer.forward(np.array([[10.0, -5.0]])), [3, 4])
    torch = pytest.importorskip("torch", reason="PyTorch がないので、エラーは確かめません")
    with pytest.raises(ValueError, match="more than 1 value per channel"):
        torch.nn.BatchNorm1d(2)(torch.ones(1, 2))


def test_at_batch_2_only_changing_the_layer_brings_the_accuracy_back(experiment):
    (_, batch2, layer2), (_, batch32, layer32) = table("small-code-01", r"B = +(\d+)  Batch ([\d.]+)  Layer ([\d.]+)")
    assert batch2 < layer2 - 0.15
    assert min(batch32, layer32) >= 0.9
    assert numbers(output("small-code-01").splitlines()[-1]) == [-1, 1]
    small = {"batchnorm": "before", "B": 2, "depth": 2, "updates": 120}
    wide = [0.01, 0.03, 0.1, 0.3, 1]  # 学習率を細かく選び直しても、差は変わらない
    assert experiment["best"](wide, **small) < experiment["best"](wide, swap=LayerNormalization, **small) - 0.15
    says("$B=2$ では、Batch が Layer に大きく劣りました")


def trained(experiment, lr, seed, updates, B, depth, swap=None, batchnorm="before"):
    r = np.random.default_rng(seed)
    net = MultiLayerNet(64, [50] * depth, 10, r, batchnorm=batchnorm)
    for i in range(1, depth + 1) if swap else []:
        net.layers[f"BatchNormalization{i}"] = swap(net.params[f"gamma{i}"], net.params[f"beta{i}"])
    with np.errstate(all="ignore"):
        for _ in range(updates):
            rows = r.choice(1437, B, replace=False)
            for key, g in net.gradient(experiment["x_train"][rows], experiment["t_train"][rows]).items():
                net.params[key] = net.params[key] - lr * g
    return net


def test_at_batch_2_the_running_statistics_are_not_to_blame(experiment):
    x, t = experiment["x_test"], experiment["t_test"]
    running, measured = [], []
    for seed in range(5):
        net = trained(experiment, 0.1, seed, 120, 2, 2)
        running.append(net.accuracy(x, t))
        measured.append(np.mean(net.predict(x, train_flg=True).argmax(axis=1) == t))
    assert max(np.median(running), np.median(measured)) < 0.55  # Layer は 0.6 から 0.7
    says("移動平均のせいではなく、学習そのものが進んでいません")


def test_the_measured_curves_of_the_quiz_are_those_of_the_experiment(experiment):
    figures = contents.chapter_of("11-q5").module("quiz_figures")
    x, t, seeds = experiment["x_test"], experiment["t_test"], range(100, 103)
    for name, place in (("P", None), ("Q", "before")):
        for drawn, lr in zip(figures.RATES[name], [0.1, 0.3, 1, 3, 10], strict=True):
            rates = [trained(experiment, lr, s, 80, 64, 4, batchnorm=place).accuracy(x, t) for s in seeds]
            assert np.median(rates) == pytest.approx(drawn, abs=0.2)
    for name, swap in (("P", None), ("Q", LayerNormalization)):
        for drawn, size in zip(figures.SIZES[name], [2, 4, 8, 32], strict=True):
            nets = [[trained(experiment, lr, s, 120, size, 2, swap) for s in seeds] for lr in (0.03, 0.1, 0.3)]
            rows = [[net.accuracy(x, t) for net in row] for row in nets]
            assert max(np.median(rows, axis=1)) == pytest.approx(drawn, abs=0.2)


# --- 区切り 3


def test_the_four_means_by_hand_are_those_of_the_layers():
    cube = np.arange(16.0).reshape(2, 4, 1, 2)
    printed = {line.split()[0]: numbers(line) for line in output("axes-code-01").splitlines()}
    for method in normalization.METHODS:
        part = normalization.parts(cube.shape, method, 2)
        means = [cube[part == k].mean() for k in range(part.max() + 1)]
        assert printed[method.title()] == means
        assert normalization.statistics(cube, method, 2, (0, 0, 0, 0))["mean"] == means[0]
    ones, zeros = np.ones(4), np.zeros(4)
    assert np.allclose(
        GroupNormalization(ones, zeros, 4).forward(cube), InstanceNormalization(ones, zeros).forward(cube)
    )
    whole = LayerNormalization(np.ones((4, 1, 2)), np.zeros((4, 1, 2))).forward(cube)
    assert np.allclose(GroupNormalization(ones, zeros, 1).forward(cube), whole)
    says("4.5$、Layer は", "3.5$、Instance は", "0.5$、Group は", "1.5$ です", "$G=C$ なら Instance")


def test_an_image_moves_alike_only_with_statistics_of_a_channel():
    per_pixel, per_channel = output("axes-code-02").splitlines()
    assert "形が変わる" in per_pixel
    assert "同じだけずれる" in per_channel


def test_a_word_is_normalised_alone():
    words = np.random.default_rng(5).normal(size=(2, 3, 4))
    xhat, mu, *_ = normalize(words, -1, 1e-5)
    assert mu.shape == (2, 3, 1)
    assert np.allclose(xhat[0, 0], normalize(words[:1, :1], -1, 1e-5)[0][0, 0])
    assert "True" in output("layer-code-01")


def test_the_parameters_are_counted_as_pytorch_counts_them():
    torch = pytest.importorskip("torch", reason="PyTorch がないので、個数は確かめません")
    nn, c, h, w = torch.nn, 6, 3, 5

    def count(module):
        return sum(p.numel() for p in module.parameters())

    assert count(nn.BatchNorm2d(c)) == 2 * c
    assert sum(b.numel() for name, b in nn.BatchNorm2d(c).named_buffers() if "running" in name) == 2 * c
    assert count(nn.GroupNorm(2, c)) == count(nn.GroupNorm(3, c)) == 2 * c
    assert count(nn.LayerNorm(c)) == 2 * c
    assert count(nn.LayerNorm([c, h, w])) == 2 * c * h * w
    assert count(nn.InstanceNorm2d(c)) == 0
    assert count(nn.InstanceNorm2d(c, affine=True)) == 2 * c
    stack = [nn.Conv2d(3, 16, 3, bias=False), nn.BatchNorm2d(16), nn.Conv2d(16, 32, 3, bias=False)]
    assert sum(map(count, [*stack, nn.GroupNorm(4, 32)])) == 5136  # 演習 11-5


def test_the_layer_can_be_folded_into_the_one_before_it():
    assert "True" in output("fold-code-01")
    rng = np.random.default_rng(6)
    layer = BatchNormalization(*rng.normal(size=(2, 2)))
    W, b, a = rng.normal(size=(3, 2)), rng.normal(size=2), rng.normal(size=(20, 3))
    layer.forward(a @ W + b)
    scale = layer.gamma / np.sqrt(layer.running_var + layer.eps)
    folded = a @ (W * scale) + (b - layer.running_mean) * scale + layer.beta
    assert np.allclose(folded, layer.forward(a @ W + b, train_flg=False))
    assert not np.allclose(folded, layer.forward(a @ W + b))  # 学習時の計算は畳み込めない


def test_the_explorer_shows_what_the_page_says():
    for method in normalization.METHODS:
        found = normalization_explorer(method).statistics
        assert found["size"] * found["count"] == 16
    alone = normalization_explorer("batch", n=1).statistics["mean"]
    assert alone == normalization_explorer("instance", n=1).statistics["mean"]


def test_the_defaults_of_the_page_are_those_of_the_book_and_pytorch():
    ours = inspect.signature(BatchNormalization.__init__).parameters
    assert (ours["momentum"].default, ours["eps"].default) == (0.9, 1e-5)
    torch = pytest.importorskip("torch", reason="PyTorch がないので、既定値は確かめません")
    theirs = torch.nn.BatchNorm2d(3)
    assert (theirs.momentum, theirs.eps) == (0.1, 1e-5)
    assert torch.nn.InstanceNorm2d(3).track_running_stats is False
    says("PyTorch の 0.1 は新しい値の割合", "PyTorch とこの本は $10^{-5}$、Keras は $10^{-3}$")
