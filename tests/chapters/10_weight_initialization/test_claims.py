"""第10章の本編に書いた主張を、別の乱数で計算し直すか、ノートブックの出力(nbval が守る)から確かめます。

原因を述べた文と、それを支える実験(変えたもの → 試験):

- 学習できないのはユニットに違いがないから(入力が消えるからではない): 入力の 0 だけ、ユニットの違いだけ
  → test_it_is_the_difference_between_units_that_decides_and_not_the_input
- 勾配の運命は σ' と重みの積で決まる: 標準偏差だけ、飽和(バイアス)だけ
  → test_the_gradient_is_decided_by_the_product_of_slope_and_weights
- ReLU が 2 乗平均を半分にする分を He が補う: 活性化関数だけ、標準偏差だけ
  → test_only_relu_needs_the_two_of_he
- 5 層の Xavier が 15 層で学習できなくなる: 層の数だけ、初期値だけ
  → test_depth_alone_takes_xavier_away_and_he_alone_brings_it_back
- シグモイドは gain を 4 にするだけで学習できる: gain だけ、活性化関数だけ
  → test_the_gain_alone_lets_a_deep_sigmoid_net_learn
- 学習率 1 で壊れるのは勾配の爆発: クリッピングだけ
  → test_clipping_alone_lets_a_too_large_rate_learn
"""

import inspect
import re

import matplotlib.pyplot as plt
import numpy as np
import pytest

from chapter_kit import Page, numbers
from eshikaku import initializers, plotting
from eshikaku.explorers import depth_explorer
from eshikaku.functions import relu, sigmoid
from eshikaku.networks import MultiLayerNet

PAGE = Page("10_weight_initialization", plotting=plotting, initializers=initializers)
says, code, output, run, table = PAGE.says, PAGE.code, PAGE.output, PAGE.run, PAGE.table


@pytest.fixture(scope="module")
def lab():
    """本編の train, losses, forward, backward を、別の乱数で。"""
    scope = run("question-code-01", "question-figure-01", "sigmoid-code-01", rng=np.random.default_rng(10))
    scope = run("sigmoid-code-02", **scope)
    plt.close("all")
    return scope


def rngs(count, seed):
    return np.random.default_rng(seed).spawn(count)


# --- 区切り 1


def test_std_001_stays_at_the_loss_of_guessing_and_he_learns(lab):
    says(f"$\\ln10\\approx{np.log(10):.2f}$", f"約 {np.sqrt(2 / 30):.2f} です")
    for init, low, high in ((0.01, 2.25, 2.35), ("he", 0, 1.8)):
        assert all(low < lab["losses"](init, 0.05, child)[-1] < high for child in rngs(3, 1))


def test_the_numbers_of_the_analogy_are_those_of_the_layers(lab):
    factor = np.sqrt(100 * 0.01**2 / 2)
    assert factor == pytest.approx(0.07, abs=0.001)
    assert pytest.approx(2e-6, rel=0.2) == 0.07**5  # 100 万分の 2
    assert np.sqrt(100 / 2) == pytest.approx(7, abs=0.1)
    assert 7**5 > 1e4
    says("1 人が声を 0.07 倍にする", "100 万分の 2", "7 倍にするなら、1 万倍を超えて")


def test_equal_starts_get_equal_gradients():
    rows = {line.split("[")[0].strip(): numbers(line.split("[")[1]) for line in output("symmetry-code-01").splitlines()}
    assert len(set(rows["すべて 0"])) == len(set(rows["すべて 0.1"])) == 1
    assert rows["すべて 0.1"][0] != 0
    assert len(set(rows["乱数"])) == 4
    net = MultiLayerNet(64, [4], 10, np.random.default_rng(0), activation="sigmoid", weight_init=0.0)
    grads = net.gradient(np.random.default_rng(1).random((20, 64)), np.arange(20) % 10)
    assert not grads["W1"].any()  # すべて 0 なら、最初の 1 歩は 0
    says("最初の 1 歩は $W_1$ の勾配も 0")


def test_it_is_the_difference_between_units_that_decides_and_not_the_input(lab):
    scope = run("symmetry-code-01", "symmetry-code-02", **lab)
    found = {}
    for name, init in scope["starts"].items():
        *_, net = scope["train"](init, 1.0, np.random.default_rng(5), [20], activation="sigmoid")
        found[name] = net.accuracy(lab["x"], lab["t"])
        units = np.unique(net.params["W1"].round(6), axis=1).shape[1]
        assert units == (1 if "すべて" in name else 20)
    assert max(found["すべて 0"], found["すべて 0.1"]) < 0.45
    assert min(found["乱数"], found["W1 だけ 0"]) > 0.7
    # 同じユニット 20 個は、1 ユニットと同じ働き: 隠れ層の出力が 1 通りしかない
    *_, net = scope["train"](scope["same"], 1.0, np.random.default_rng(6), [20], activation="sigmoid")
    hidden = net.activations(lab["x"])["Sigmoid1"]
    assert np.ptp(hidden, axis=1).max() < 1e-6 < hidden.std(axis=0).max()  # 入力は届いている
    assert not np.any([net.params["b1"].std() > 1e-6])


def test_the_histograms_are_as_described(lab):
    for std, gathered in ((1, False), (0.01, True)):
        hs, _ = lab["forward"](sigmoid, std, np.random.default_rng(3))
        if gathered:
            assert np.all(np.abs(hs[4] - 0.5) < 0.1)
        else:
            assert all(np.mean((h < 0.05) | (h > 0.95)) > 0.6 for h in hs)
    hs, _ = lab["forward"](sigmoid, 0.1, np.random.default_rng(3))
    assert np.mean((hs[4] < 0.05) | (hs[4] > 0.95)) < 0.01
    assert hs[4].std() > 0.1
    says("$1/\\sqrt{100}$ で")


def test_the_slope_of_the_sigmoid_is_at_most_a_quarter():
    y = sigmoid(np.linspace(-30, 30, 6001))
    assert np.max(y * (1 - y)) == 0.25
    assert pytest.approx(0.001, rel=0.01) == 0.999 * 0.001
    says("$y=0.999$ なら 0.001", "$0.001^3=10^{-9}$")


ROW = r"(?m)^([\d.]+) +(\d) +([\d.]+) +([\d.]+) +([\d.]+) +(\d+e[+-]\d+)$"


def test_the_gradient_is_decided_by_the_product_of_slope_and_weights():
    rows = {(std, bias): rest for std, bias, *rest in table("sigmoid-code-02", ROW)}
    for slope_and in rows.values():
        _, estimate, measured, ratio = slope_and
        assert measured == pytest.approx(estimate, rel=0.25)  # 見積もりと実測は合う
        assert ratio == pytest.approx(measured**4, rel=0.6)
    saturated_by_weights, small, xavier, saturated_by_bias = rows.values()
    assert saturated_by_weights[0] < 0.12 < 0.2 < xavier[0] <= small[0] == 0.25
    assert saturated_by_weights[3] > 0.3  # 飽和しても消えない
    assert small[3] < 1e-5
    assert xavier[3] < 1 / 500 or xavier[3] == pytest.approx(1 / 300, rel=0.4)
    assert saturated_by_bias[3] < 1e-10  # 重みは 0.1 のまま、飽和だけ
    says("1 層で 0.025 倍", "1 層で約 0.24 倍", "300 分の 1", "$\\sqrt n\\times\\mathrm{std}=10$")


def test_the_same_holds_for_other_seeds(lab):
    for std, bias, low, high in ((1, 0, 0.3, 3), (0.01, 0, 1e-7, 1e-6), (0.1, 0, 2e-3, 6e-3), (0.1, 7, 0, 1e-10)):
        for child in rngs(5, 4):
            hs, weights = lab["forward"](sigmoid, std, child, bias=bias)
            sizes = lab["backward"](sigmoid, hs, weights, child)
            assert low < sizes[0] / sizes[4] < high


# --- 区切り 2


def test_the_hand_calculations_are_right():
    assert np.sqrt(2 / 200) == pytest.approx(0.1)
    assert np.sqrt(2 / 50) == pytest.approx(0.2)
    assert initializers.fans((16, 3, 5, 5)) == (75, 400)
    says(f"\\sqrt{{6/200}}\\approx{np.sqrt(6 / 200):.3f}", f"\\sqrt{{2/75}}\\approx{np.sqrt(2 / 75):.3f}")
    for make, end in ((initializers.lecun, 3 / 50), (initializers.xavier, 6 / 200), (initializers.he, 6 / 50)):
        W = make((50, 150), np.random.default_rng(0), distribution="uniform")
        assert np.abs(W).max() == pytest.approx(np.sqrt(end), rel=0.01)


def test_forward_and_backward_multiply_the_variance_by_their_own_fan():
    rows = table("variance-code-01", r"順 ([\d.]+) 倍  逆 ([\d.]+) 倍")
    for (forward, backward), var in zip(rows, (1 / 400, 1 / 100, 2 / 500), strict=True):
        assert forward == pytest.approx(400 * var, rel=0.05)
        assert backward == pytest.approx(100 * var, abs=0.02)


def test_only_relu_needs_the_two_of_he(lab):
    """ReLU を恒等関数に替えるだけで、2 倍は要らなくなる。"""
    lab["slopes"][np.asarray] = lambda h: 1.0

    def share(act, std):
        sizes = []
        for child in rngs(5, 8):
            hs, _ = lab["forward"](act, std, child)
            sizes.append(np.sqrt(np.mean(hs[4] ** 2) / np.mean(hs[0] ** 2)))
        return np.median(sizes)

    he, xavier = np.sqrt(2 / 100), np.sqrt(1 / 100)
    assert share(relu, he) == pytest.approx(1, rel=0.25)
    assert share(np.asarray, xavier) == pytest.approx(1, rel=0.25)
    assert share(relu, xavier) == pytest.approx(2**-2, rel=0.25)
    assert share(np.asarray, he) == pytest.approx(2**2, rel=0.25)
    (half,) = table("variance-code-01", r"2 乗平均 ([\d.]+) 倍")
    assert half == (0.5,)


def test_the_implementation_has_at_most_twelve_lines_and_equals_the_library():
    assert len(code("code-code-01").splitlines()) <= 12
    ours = run("code-code-01")["scaled"]
    for uniform in (False, True):
        for fan, gain in (("in", 2.0), ("out", 1.0), ("avg", 0.5)):
            mine = ours((40, 70), np.random.default_rng(1), gain, fan, uniform)
            name = "uniform" if uniform else "normal"
            assert np.allclose(mine, initializers.scaled((40, 70), np.random.default_rng(1), gain, fan, name))


RELU = r"(?m)^(\S+) +" + " ".join([r"([\d.]+) ± ([\d.]+)"] * 3)


def test_he_alone_keeps_the_size_of_the_outputs():
    rows = {}
    for found in re.finditer(RELU, output("relu-code-01")):
        name, *values = found.groups()
        rows[name] = list(map(float, values))
    assert rows["0.01"][4] == rows["2/n"][4] == 0
    assert rows["1/√3n"][4] < 0.03
    assert 0.12 < rows["Xavier"][4] < 0.2
    mean, spread = rows["He"][4:]
    assert abs(mean - 0.84) < 2 * 0.13  # ほかの乱数では .84 ± .11
    assert spread > rows["He"][1]  # 層を重ねるほどばらつく
    says("5 層で約 6 分の 1", f"1/\\sqrt6\\approx{6**-0.5:.2f}")
    assert pytest.approx(6, abs=0.5) == 2 ** (5 / 2)


def test_he_outputs_are_half_zero_and_their_mean_is_not():
    ((mean, zeros),) = table("relu-code-02", r"平均 ([\d.]+)  0 の割合 ([\d.]+)")
    assert (mean, zeros) == (pytest.approx(0.56, abs=0.15), 0.5)


def test_the_gradients_of_the_figure_are_as_described(lab):
    def size(std):
        return np.median([lab["backward"](relu, *lab["forward"](relu, std, c), c)[0] for c in rngs(5, 9)])

    assert size(0.01) < 1e-4
    assert size(1.0) > 1000
    assert size(np.sqrt(2 / 100)) == pytest.approx(1, rel=0.2)
    assert 0.15 < size(np.sqrt(1 / 100)) < 0.35
    says("$10^{-4}$ 未満", "1 では 1000 を超えます")


def test_the_exercise_on_four_lines_has_one_line_that_halves_the_square():
    """演習 10-3 の正解。"""
    scope = run("sigmoid-code-01", "ex-10-3-figure", rng=np.random.default_rng(0))
    plt.close("all")
    letters = dict(zip("アイウエ", scope["kinds"], strict=True))
    assert letters["ウ"] == (scope["relu"], 0.1)
    assert letters["エ"] == (scope["relu"], 0.14)
    sizes = np.array(scope["eight_layers"](*letters["ウ"]))
    assert (sizes[7] / sizes[0]) ** (1 / 7) == pytest.approx(2**-0.5, rel=0.12)


# --- 区切り 3


@pytest.fixture(scope="module")
def results(lab):
    """計画のうち、順位を述べた組を、別の乱数で調整したもの。"""
    scope = run("training-code-01", **lab)
    tune = {**scope}
    exec(code("training-code-02").split("results =")[0], tune)
    names = ["sigmoid 1", "ReLU Xavier", "ReLU He", "sigmoid ×4", "tanh Xavier", "15 層 He"]
    tune["results"] = {name: tune["tuned"](*tune["plans"][name]) for name in names}
    return tune


def test_those_that_learn_are_those_of_the_prose():
    learned = dict(re.findall(r"(?m)^(.+): 2 を(切った|切らない)$", output("training-code-02")))
    names = {name for name, word in learned.items() if word == "切った"}
    assert names == {"sigmoid 1", "ReLU Xavier", "ReLU He", "tanh Xavier", "sigmoid ×4", "15 層 He"}
    assert len(learned) == 10
    assert pytest.approx(180, rel=0.02) == 2**7.5
    says("15 層では約 180 分の 1")


def test_the_chosen_rates_of_those_that_learn_are_inside_their_grids(results):
    assert all(0 < best < 3 for best, _ in results["results"].values())
    assert all(np.median(runs[:, -1]) < 2 for _, runs in results["results"].values())


def test_no_rate_lets_the_small_start_or_the_plain_sigmoid_learn(results):
    for name in ("ReLU 0.01", "ReLU 1", "sigmoid Xavier", "15 層 Xavier"):
        act, init, lrs, depth = results["plans"][name]
        for lr in lrs:
            runs = [results["losses"](init, lr, c, [30] * depth, activation=act)[-1] for c in rngs(3, 3)]
            assert not np.median(runs) < 2


def test_he_is_faster_than_xavier_on_five_layers_of_relu(results):
    def middle(init):  # どちらも、学習率 3 通りの中の最良
        return min(
            np.median([results["losses"](init, lr, child)[-1] for child in rngs(5, 11)]) for lr in (0.03, 0.1, 0.3)
        )

    assert middle("he") < middle("xavier")
    says("損失の下がり方は He が速く")


def test_depth_alone_takes_xavier_away_and_he_alone_brings_it_back(results):
    def learns(init, depth, lr):
        return np.median([results["losses"](init, lr, c, [30] * depth)[-1] for c in rngs(5, 12)]) < 2

    assert learns("xavier", 5, 0.1)
    assert not learns("xavier", 15, 0.1)
    assert learns("he", 15, 10**-1.5)


def test_the_gain_alone_lets_a_deep_sigmoid_net_learn(results):
    def learns(init, activation, lr):
        return np.median([results["losses"](init, lr, c, activation=activation)[-1] for c in rngs(5, 13)]) < 2

    assert not learns("xavier", "sigmoid", 1.0)
    assert learns(results["times4"], "sigmoid", 1.0)
    assert learns("xavier", "tanh", 0.3)


def test_the_outputs_of_the_clippings_are_those_of_the_prose():
    rows = dict(re.findall(r"(?m)^(\S+) \[.*番目 ([\d.]+)$", output("clipping-code-01")))
    assert rows == {"元": "0.013", "ノルム": "0.013", "値": "0.400"}
    says("比が 0.013 のまま", "値で切ると 0.4 になり")


def test_clipping_alone_lets_a_too_large_rate_learn(lab):
    assert re.findall(r"(\d) / 5", output("clipping-code-02")) == ["0", "5"]
    clips = run("clipping-code-02", **lab)["clips"]
    free, clipped = (
        [lab["losses"]("he", 1.0, child, clip=clip)[-1] < 2 for child in rngs(5, 14)] for clip in clips.values()
    )
    assert sum(free) <= 1
    assert all(clipped)


def test_the_explorer_shows_what_the_page_says():
    assert depth_explorer(depth=10).behaviour == "保たれている"
    assert depth_explorer(rule="own", std=0.01).behaviour == "信号も勾配も消える"
    fading = depth_explorer("sigmoid", "xavier")
    assert fading.behaviour == "勾配が消える"
    assert fading.signals.outputs[-1] > 0.1  # 広がりは残る
    assert fading.signals.gradients[0] < 0.01

    def spread(width):
        return np.std([np.log(depth_explorer(width=width, seed=s).signals.outputs[-1] + 1e-9) for s in range(1, 9)])

    assert spread(10) > 2 * spread(100)


# --- フレームワーク


def test_the_default_of_linear_is_one_over_the_root_of_fan_in():
    gain = np.sqrt(2 / (1 + 5))
    assert np.sqrt(3) * gain / np.sqrt(50) == pytest.approx(1 / np.sqrt(50))
    assert (1 / np.sqrt(50)) / np.sqrt(3) == pytest.approx(1 / np.sqrt(3 * 50))
    torch = pytest.importorskip("torch", reason="PyTorch がないので、既定の初期値は確かめません")
    torch.manual_seed(0)
    layer = torch.nn.Linear(400, 3000)
    W, b = layer.weight.detach().numpy(), layer.bias.detach().numpy()
    assert W.shape == (3000, 400)
    assert np.abs(W).max() == pytest.approx(1 / 20, rel=1e-3)
    assert W.std() == pytest.approx(1 / np.sqrt(1200), rel=0.01)
    assert np.abs(b).max() == pytest.approx(1 / 20, rel=0.01)
    defaults = inspect.signature(torch.nn.init.kaiming_uniform_).parameters
    assert (defaults["a"].default, defaults["mode"].default) == (0, "fan_in")
    assert defaults["nonlinearity"].default == "leaky_relu"
    assert torch.nn.init.calculate_gain("leaky_relu", 0) == pytest.approx(np.sqrt(2))


def test_the_listings_of_the_page_run_in_pytorch():
    torch = pytest.importorskip("torch", reason="PyTorch がないので、本文のリストは動かしません")
    clip, init = re.findall(r"```python\n(.*?)```", PAGE.prose, re.DOTALL)
    model = torch.nn.Linear(2, 1, bias=False)
    torch.nn.init.zeros_(model.weight)
    scope = {"nn": torch.nn, "model": model, "criterion": torch.nn.MSELoss()}
    scope |= {"optimizer": torch.optim.SGD(model.parameters(), lr=1.0)}
    scope |= {"x": torch.tensor([[6.0, 8.0]]), "t": torch.tensor([[10.0]])}
    exec(clip, scope)
    assert model.weight.norm().item() == pytest.approx(1, abs=1e-4)
    exec(init, scope)
    assert scope["layer"].weight.std().item() == pytest.approx(np.sqrt(2 / 50), rel=0.05)
    assert not scope["layer"].bias.any()


def test_the_names_of_the_page_are_in_pytorch():
    torch = pytest.importorskip("torch", reason="PyTorch がないので、名前は確かめません")
    for name in ("xavier_normal_", "xavier_uniform_", "kaiming_normal_", "kaiming_uniform_"):
        assert callable(getattr(torch.nn.init, name))
        says(f"`{name}`" if not name.startswith("xavier_n") and not name.startswith("kaiming_n") else name)
