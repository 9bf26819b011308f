"""第8章の本編に書いた主張を、別の乱数で計算し直すか、ノートブックの出力(nbval が守る)から確かめます。

原因を述べた文と、それを支える実験(変えたもの → 試験):

- 層を重ねても分けられないのは、間に非線形の関数がないから: 活性化関数だけ(学習率によらない)
  → test_only_the_net_with_relu_goes_below_the_loss_of_a_coin
- パラメータの数は件数によらない: 件数だけ → test_only_values_on_the_way_grow_with_the_batch
- 死んだユニットが動かないのは、負の側の傾きが 0 だから: 傾きだけ
  → test_only_the_slope_on_the_negative_side_wakes_a_dead_unit
- 式のとおりに書くと nan になるのは、指数があふれるから: 書き方だけ
  → test_the_formulas_as_written_overflow_only_for_large_inputs
- 温度は順位を変えない: 温度だけ → test_temperature_changes_the_probabilities_and_never_the_order
- axis=0 で 1 行目が 0 になるのは、隣の行に大きな値があるから: 隣の行だけ
  → test_over_the_wrong_axis_another_row_decides_the_probability
- MSE の最良の定数が動くのは、外れ値のため: 最後の 1 つだけ
  → test_one_outlier_moves_the_mean_and_not_the_median
- 大きく外したときに MSE の微分が消えるのは、y(1-y) が掛かるため: その係数だけ
  → test_the_slope_of_the_squared_error_vanishes_by_the_factor_of_the_sigmoid
"""

import re

import matplotlib.pyplot as plt
import numpy as np
import pytest

from chapter_kit import Page, numbers
from eshikaku import functions, plotting
from eshikaku.course import check
from eshikaku.explorers import activation_explorer
from eshikaku.gradient import numerical_gradient
from eshikaku.networks import MultiLayerNet

PAGE = Page(
    "08_neural_network", plotting=plotting, F=functions, numerical_gradient=numerical_gradient, check=check,
    MultiLayerNet=MultiLayerNet,
)  # fmt: skip
says, code, output, run, table = PAGE.says, PAGE.code, PAGE.output, PAGE.run, PAGE.table


# --- 区切り 1


def test_only_the_net_with_relu_goes_below_the_loss_of_a_coin():
    scope = run("question-figure-01", rng=np.random.default_rng(81))
    plt.close("all")
    last = {name: np.array(runs)[:, -1] for name, runs in scope["curves"].items()}
    assert np.all(np.abs(last["ReLU なし"] - np.log(2)) < 0.03)
    assert np.median(last["ReLU あり"]) < 0.1  # 局所的最小値に止まる試行もある
    for lr in (0.01, 0.1, 0.5):  # 学習率を変えても同じ
        assert scope["losses"]("identity", lr, np.random.default_rng(3))[-1] > 0.65
    again = run("question-figure-01", rng=np.random.default_rng(2026))["curves"]
    plt.close("all")
    (coin,) = {f"{value:.2f}" for value in np.array(again["ReLU なし"])[:, -1]}
    says(f"ReLU のない線は {coin} から動きません", f"$\\log2={np.log(2):.3f}$")


def small_net():
    return run("hand-code-01")


def test_the_small_net_by_hand_gives_the_numbers_of_the_page():
    net = small_net()
    h = np.maximum([1.5, -0.5, 1], 0)
    assert net["a"].tolist() == [[1.5, -0.5, 1]]
    assert net["h"][0].tolist() == h.tolist()
    assert net["z"].tolist() == [[1.5, 0.5]]
    p, q = net["y"][0]
    says(f"={p:.3f}$ と ${q:.3f}$", f"$-\\log{q:.3f}={-np.log(q):.3f}$")
    says("\\boldsymbol a&=(1.5,\\ -0.5,\\ 1)", "\\boldsymbol h&=(1.5,\\ 0,\\ 1)")
    assert functions.cross_entropy(net["z"], np.array([1])) == pytest.approx(-np.log(q))
    shapes = dict(re.findall(r"^(\w) (\(\d, \d\))", output("hand-code-01"), re.M))
    assert shapes == {"x": "(1, 2)", "a": "(1, 3)", "h": "(1, 3)", "z": "(1, 2)", "y": "(1, 2)"}


def test_the_layers_of_the_page_have_at_most_twelve_lines_and_equal_those_of_the_library():
    for text in code("code-code-01").split("\n\nclass "):
        assert len(text.splitlines()) <= 12
    scope = run("code-code-01", "code-code-02", rng=np.random.default_rng(82))
    net = scope["net"]
    assert [type(layer) for layer in net.layers.values()].count(scope["Affine"]) == 3
    counts = [int(line.rsplit(" ", 1)[1]) for line in output("code-code-02").splitlines()]
    assert counts == [64 * 100 + 100, 100 * 50 + 50, 50 * 10 + 10]


def test_only_values_on_the_way_grow_with_the_batch():
    (one, many) = [numbers(line) for line in output("count-code-01").splitlines()]
    assert one[1] == many[1] == 64 * 100 + 100 + 100 * 50 + 50 + 50 * 10 + 10
    assert many[2] == 100 * one[2] == 100 * (100 + 100 + 50 + 50 + 10)


def test_bias_is_added_to_every_row():
    a = np.random.default_rng(0).normal(size=(4, 3))
    b = np.array([1.0, 2, 3])
    assert np.array_equal(a + b, np.array([row + b for row in a]))


def test_the_list_net_starts_near_one_in_ten_and_is_counted_from_the_end():
    scope = run("idiom-code-01", "idiom-code-02", rng=np.random.default_rng(83))
    assert 0.05 < np.mean(scope["found"]) < 0.2
    says("10 クラスを当てずっぽうに選んだ 0.1 と同じくらい")
    assert float(output("idiom-code-02").splitlines()[0].split(":")[1]) == 0.1
    net = scope["models"][0]
    assert [net.weights[-i - 1].shape for i in range(3)] == [(50, 10), (100, 50), (64, 100)]
    says("`i = 0` が出力層の $(50,10)$、`i = 2` が入力側の $(64,100)$")
    x = np.random.default_rng(0).normal(size=(20, 64))
    z = net.predict(x)
    assert np.array_equal(z.argmax(axis=1), functions.softmax(z).argmax(axis=1))  # 正解率に softmax は要らない
    library = MultiLayerNet(64, [100, 50], 10, np.random.default_rng(0))
    for i, W in enumerate(net.weights, 1):
        library.params[f"W{i}"] = W
    assert np.allclose(library.predict(x), z)


def test_two_affine_layers_are_one_and_relu_between_them_solves_xor():
    rows = {
        line[:8].strip(): line.split("[")[1].rstrip("]").split() for line in output("collapse-code-01").splitlines()[:3]
    }
    assert rows["Affine 2"] == rows["Affine 1"] != ["0", "1", "1", "0"]
    assert rows["間に ReLU"] == ["0", "1", "1", "0"]
    rng = np.random.default_rng(84)
    x, (W1, W2) = rng.normal(size=(5, 3)), (rng.normal(size=(3, 4)), rng.normal(size=(4, 2)))
    b1, b2 = rng.normal(size=4), rng.normal(size=2)
    assert np.allclose((x @ W1 + b1) @ W2 + b2, x @ (W1 @ W2) + (b1 @ W2 + b2))
    scope = run("collapse-code-01")
    assert scope["hidden"].tolist() == [[0, 0], [1, 0], [1, 0], [2, 1]]
    before = scope["X"] @ scope["V1"] + scope["c1"]  # 重ねたのは Affine で、ReLU の前は一直線
    assert before.tolist() == [[0, -1], [1, 0], [1, 0], [2, 1]]
    assert np.linalg.matrix_rank(before - before[0]) == 1
    says("$(0,1)$ と $(1,0)$ を 1 点に重ねたのは、1 つ目の Affine です", "$(0,-1)$、$(1,0)$、$(2,1)$ と一直線")
    side = scope["hidden"] @ [1, -2] - 0.5  # 図の直線 h2 = 0.5 h1 - 0.25
    assert (side > 0).tolist() == [False, True, True, False]


# --- 区切り 2


def test_every_slope_of_the_list_is_a_derivative_with_the_stated_bound():
    a = np.linspace(-6, 6, 2401)
    tops = {"sigmoid": 0.25, "tanh": 1, "ReLU": 1}
    pairs = run("activation-code-01")["pairs"]
    for name, top in tops.items():
        assert np.max(pairs[name][1](a)) == pytest.approx(top, abs=1e-6)
    gelu, slope = pairs["GELU"]
    assert slope(a).min() < -0.1
    assert slope(a).max() > 1.1
    left = gelu(np.linspace(-6, 0, 601))
    assert left.min() < -0.15
    assert abs(left[0]) < 1e-6  # 一度下がって戻る
    assert np.allclose(np.tanh(a), 2 * functions.sigmoid(2 * a) - 1)
    assert np.allclose(np.tanh(a), np.sinh(a) / np.cosh(a))
    for gain in (0.5, 4.0):
        measured = numerical_gradient(lambda v, gain=gain: functions.sigmoid(gain * v), 0.0)
        assert measured == pytest.approx(gain / 4)
    far = a[np.abs(a) > 0.01]
    assert np.allclose(functions.sigmoid(5000 * far), functions.step(far))  # ゲインを上げると段になる


def test_only_the_slope_on_the_negative_side_wakes_a_dead_unit():
    rows = table("dying-code-01", r"α = ([\d.]+): b = (-?[\d.]+)、損失 ([\d.]+)")
    assert rows == [(0, -5, 1), (0.1, 1, 0)]
    scope = run("dying-code-01", rng=np.random.default_rng(85))
    assert scope["b"] > 0.5
    x = np.random.default_rng(86).uniform(-1, 1, size=(50, 2))
    assert (x.sum(axis=1) - 5).max() < 0  # どの入力でも負
    says("2000 回更新しても $b=-5$ のまま")


def test_the_formulas_as_written_overflow_only_for_large_inputs():
    with np.errstate(over="ignore"):
        assert np.isinf(np.exp(710.0))
    assert np.isfinite(np.exp(709.0))
    written, stable = output("stable-code-01").splitlines()[:3], output("stable-code-01").splitlines()[3:]
    assert all("nan" in line or "inf" in line for line in written)
    assert not any("nan" in line or "inf" in line for line in stable)
    with np.errstate(all="ignore"):
        assert 1 / (1 + np.exp(1000.0)) == 0  # 警告だけで、値は正しい
        assert np.isnan(np.exp(1000.0) / (1 + np.exp(1000.0)))
    small = np.array([-2.0, 0.5, 3.0])
    assert np.allclose(np.exp(small) / np.exp(small).sum(), functions.softmax(small))
    says(f"$-\\log10^{{-7}}={-np.log(1e-7):.1f}$")
    y = functions.softmax(np.array([0.0, 1000.0]))
    assert -np.log(y[0] + 1e-7) == pytest.approx(16.1, abs=0.05)


def test_temperature_changes_the_probabilities_and_never_the_order():
    rng = np.random.default_rng(87)
    for z in rng.normal(scale=2, size=(50, 5)):
        order = np.argsort(z)
        for T in (0.5, 1.0, 7.0):
            y = functions.softmax(z, T)
            assert np.array_equal(np.argsort(y), order)
            assert y[0] / y[1] == pytest.approx(np.exp((z[0] - z[1]) / T))
            assert np.allclose(functions.softmax(z + 3, T), y)
        assert functions.softmax(z[:2])[0] == pytest.approx(functions.sigmoid(z[0] - z[1]))
    tops = [row[1] for row in table("softmax-code-01", r"T = ([\d.]+) +\[([\d.]+)")]
    assert tops == sorted(tops, reverse=True)
    assert tops[0] > 0.99
    assert tops[-1] < 0.35


def test_the_second_row_is_the_first_one_moved():
    lines = output("softmax-code-01").splitlines()
    assert lines[4].split("[")[1] == lines[1].split("[")[1]
    assert np.array([1000, 999, 998]) - np.array([2, 1, 0]) == pytest.approx(998)
    says("全体に 998 を足した")


def test_over_the_wrong_axis_another_row_decides_the_probability():
    z = np.array([[2.0, 1.0, 0.0], [1000, 999, 998]])
    assert functions.softmax(z.T).T[0].max() == 0
    z[1] = [2, 1, 0]
    assert functions.softmax(z.T).T[0] == pytest.approx([0.5, 0.5, 0.5])


def test_the_explorer_shows_what_the_page_says():
    low, high = activation_explorer(gain=1, x=0), activation_explorer(gain=4, x=0)
    assert high.slope == pytest.approx(4 * low.slope)
    x = np.linspace(-6, 6, 1201)
    flat = [np.mean(functions.sigmoid(g * x) * functions.sigmoid(-g * x) < 0.05 * 0.25) for g in (1, 4)]
    assert flat[1] > flat[0]
    assert activation_explorer("gelu", x=-0.8).slope < 0 < activation_explorer("gelu", x=-0.7).slope
    sharp = activation_explorer(temperature=0.1).probabilities
    assert sharp[0] > 0.99
    assert sharp == sorted(sharp, reverse=True)


# --- 区切り 3


def test_the_number_form_and_the_one_hot_form_are_one_loss():
    scope = run("loss-code-01", softmax=functions.softmax)
    assert scope["by_number"] == pytest.approx(scope["by_one_hot"])
    assert scope["by_number"] == pytest.approx(functions.cross_entropy(scope["z"], scope["t"]), abs=1e-5)
    (printed,) = {*map(float, output("loss-code-01").splitlines()[1].split())}
    assert printed == pytest.approx(scope["by_number"], abs=5e-4)


def test_the_executed_table_pairs_the_shapes_of_the_written_one():
    scope = run("table-code-01")
    shapes = {name: (z.shape[1], t.shape[1:]) for name, (_, z, t) in scope["runs"].items()}
    assert shapes["回帰 MSE"] == shapes["回帰 MAE"] == shapes["2値 BCE"] == (1, (1,))
    assert shapes["多クラス"] == (3, ())
    assert shapes["マルチ"] == (3, (3,))
    assert shapes["順序"] == (3, ())  # 3 つの出力で 4 段階
    assert scope["runs"]["順序"][2].max() == 3
    says("順序回帰では、3 つの出力で 4 段階")


def test_the_wrong_pairs_fail_without_an_error():
    lines = output("wrong-code-01").splitlines()
    assert numbers(lines[0].split("sigmoid")[1]) == [1, 1, 0]
    assert numbers(lines[1]) == [0.5, 0.5, 0]
    floor = np.log(np.e + 9) - 1
    assert numbers(lines[2])[-1] == pytest.approx(floor, abs=0.005)
    says(f"$\\log(e+9)-1={floor:.2f}$")
    assert numbers(lines[3])[-1] == 0
    t = np.array([1.0, 2, 3, 4])
    assert (t.reshape(-1, 1) - t).shape == (4, 4)
    says(f"全問正解でも MSE は {np.mean((t.reshape(-1, 1) - t) ** 2)} です")
    one_wrong = np.log(np.e + 9)  # 10 クラスで 1 つに確信しても、下限より下がらない
    assert one_wrong > floor


def test_one_outlier_moves_the_mean_and_not_the_median():
    rows = table("why-code-01", r"最後が +(\d+): MSE ([\d.]+) +MAE ([\d.]+)")
    for last, mse, mae in rows:
        data = [1, 2, 3, 4, last]
        assert (mse, mae) == (np.mean(data), np.median(data))
    says(f"{rows[0][1]:.0f} から {rows[1][1]:.0f} に動きました", f"中央値で、{rows[1][2]:.0f} のまま")


def test_the_slope_of_the_squared_error_vanishes_by_the_factor_of_the_sigmoid():
    (squared,), (entropy,) = (
        table("why-code-01", r"MSE の微分 (-[\d.]+)"),
        table("why-code-01", r"BCE の微分 (-[\d.]+)"),
    )
    y = functions.sigmoid(-10.0)
    assert squared[0] == pytest.approx(2 * (y - 1) * y * (1 - y), abs=1e-5)
    assert entropy[0] == pytest.approx(y - 1, abs=1e-4)
    ((without,),) = [table("why-code-01", r"割ると (-[\d.]+)")[0]]
    assert without == -2
    says("割って除くと $-2$")


def test_the_slope_of_softmax_with_cross_entropy_is_the_difference():
    z, t = np.array([[1.5, 0.5]]), np.array([1])
    slope = numerical_gradient(lambda v: functions.cross_entropy(v.reshape(1, 2), t), z.ravel())
    assert np.allclose(slope, functions.softmax(z)[0] - [0, 1], atol=1e-6)


def test_only_the_ordinal_loss_grows_with_the_distance():
    rows = table("why-code-01", r"本当は (\d): CE ([\d.]+) +順序回帰 ([\d.]+)")
    assert len({nominal for _, nominal, _ in rows[1:]}) == 1
    ordinal = [loss for *_, loss in rows]
    assert ordinal == sorted(ordinal)
    assert np.all(np.diff(ordinal) > 1)


# --- PyTorch


@pytest.fixture(scope="module")
def torch():
    return pytest.importorskip("torch", reason="PyTorch がないので、リストは動かしません")


def test_the_listing_of_the_page_gives_the_loss_of_the_net_by_hand(torch):
    (listing,) = re.findall(r"```python\n(class Net.*?)```", PAGE.prose, re.DOTALL)
    scope = {"torch": torch, "nn": torch.nn, "F": torch.nn.functional}
    exec(listing, scope)
    net, model = small_net(), scope["model"]
    with torch.no_grad():
        for layer, W, b in ((model.fc1, net["W1"], net["b1"]), (model.fc2, net["W2"], net["b2"])):
            assert tuple(layer.weight.shape) == W.T.shape
            layer.weight.copy_(torch.tensor(W.T))
            layer.bias.copy_(torch.tensor(b))
    z = model(scope["x"])
    assert np.allclose(z.detach().numpy(), net["z"], atol=1e-6)
    loss = torch.nn.CrossEntropyLoss()(z, scope["t"])
    assert loss.item() == pytest.approx(1.313, abs=5e-4)


def test_a_plain_list_does_not_register_layers_and_a_module_list_does(torch):
    nn = torch.nn

    class Holder(nn.Module):
        def __init__(self, kind):
            super().__init__()
            self.layers = kind([nn.Linear(2, 3), nn.Linear(3, 1)])

    assert [len(list(Holder(kind).parameters())) for kind in (list, nn.ModuleList)] == [0, 4]


def test_each_loss_takes_what_the_list_says(torch):
    nn, F = torch.nn, torch.nn.functional
    rng = np.random.default_rng(88)
    z, t = rng.normal(size=(5, 4)), rng.integers(0, 4, size=5)
    zt, tt = torch.tensor(z), torch.tensor(t)
    expected = functions.cross_entropy(z, t)
    one_hot = torch.tensor(functions.one_hot(t, 4))
    found = [
        nn.CrossEntropyLoss()(zt, tt),
        nn.CrossEntropyLoss()(zt, one_hot),
        nn.NLLLoss()(F.log_softmax(zt, dim=1), tt),
    ]
    assert np.allclose([loss.item() for loss in found], expected)
    assert np.allclose(F.softmax(zt, dim=1).numpy(), functions.softmax(z))
    labels = rng.integers(0, 2, size=(5, 4))
    with_logits = nn.BCEWithLogitsLoss()(zt, torch.tensor(labels).double())
    assert nn.BCELoss()(torch.sigmoid(zt), torch.tensor(labels).double()).item() == pytest.approx(with_logits.item())
    assert functions.multilabel_cross_entropy(z, labels) == pytest.approx(4 * with_logits.item())  # L 倍
    with pytest.raises(RuntimeError):
        nn.CrossEntropyLoss()(zt, tt.double())  # 番号は整数
    assert nn.L1Loss()(zt, 0 * zt).item() == pytest.approx(np.abs(z).mean())
    with pytest.warns(UserWarning, match="target size"):
        assert nn.MSELoss()(torch.tensor([[1.0], [2], [3], [4]]), torch.tensor([1.0, 2, 3, 4])).item() == 2.5


def test_the_defaults_of_the_activations_are_those_of_the_page(torch):
    F, x = torch.nn.functional, np.linspace(-3, 3, 61)
    assert np.allclose(F.leaky_relu(torch.tensor(x)).numpy(), functions.leaky_relu(x, 0.01))
    assert np.allclose(F.gelu(torch.tensor(x)).numpy(), functions.gelu(x))
    inner = np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)
    near = F.gelu(torch.tensor(x), approximate="tanh").numpy()
    assert np.allclose(near, 0.5 * x * (1 + np.tanh(inner)))
    assert 1e-5 < np.abs(near - functions.gelu(x)).max() < 1e-3
