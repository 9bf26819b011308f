"""第9章の本編に書いた主張を、計算し直すか、1 つだけを変えた実験で確かめます。

原因を述べた文と、それを支える実験(変えたもの → 試験):

- 枝分かれの和を忘れると 3 か 5 になる: 足すか上書きするかだけ → test_the_small_graph_by_hand
- ReLU の傾きを忘れると 2 列目で食い違う: 傾きだけ → test_forgetting_the_slope_of_relu_shows_in_the_second_column
- 割らないと件数に比例し、平均では 1/N: 割り算だけ、和だけ → test_only_the_sum_over_the_batch_and_one_division_keep_db
- `=` で学習が進まないのは、層が古い配列を持つから: つなぎ直すかどうかだけ
  → test_it_is_the_old_array_in_the_layer_that_stops_learning
- シグモイドで勾配を縮めたのは傾きの小ささ: 逆伝播の傾きだけ
  → test_only_the_slope_of_the_backward_pass_makes_the_gradient_vanish
- ReLU の線が水平なのは、縮んだ δ と、入力側ほど大きい値が打ち消し合うから: δ と値を別々に測る
  → test_relu_keeps_the_gradient_of_w_level_though_delta_shrinks
- 対話図で σ を通った勾配が 0 に近づくのは傾きのせい: t = 0 で誤差を保ち、w だけ
  → test_in_the_explorer_the_slope_alone_takes_the_gradient_to_zero
- 積は w と傾きの積で決まる: w だけ → test_the_product_of_ten_layers
- 演算の数: 入力の数だけ → test_the_number_of_arrows_followed
"""

import contextlib
import io
import re

import matplotlib.pyplot as plt
import numpy as np
import pytest

from chapter_kit import Page, numbers
from eshikaku import layers, plotting
from eshikaku.autodiff import Var
from eshikaku.datasets import load_digits
from eshikaku.explorers.backprop import GRAPHS
from eshikaku.networks import MultiLayerNet

PAGE = Page("09_backpropagation", layers=layers, plotting=plotting)
says, code, output, run = PAGE.says, PAGE.code, PAGE.output, PAGE.run


@pytest.fixture(scope="module")
def page():
    """本文の層、Net、gradient と、手書き数字です。"""
    scope = run("layers-code-01", "layers-code-02", "layers-code-03", "layers-code-04", "net-code-01", "net-code-02")
    scope["x_train"], scope["t_train"], scope["x_test"], scope["t_test"] = load_digits()
    scope["onehot"] = np.eye(10)[scope["t_train"]]
    return scope


def comma(values):
    return ",\\ ".join(f"{v:.3f}" if v % 0.5 else f"{v:g}" for v in np.ravel(values))


# --- 区切り 1


def test_the_opening_picture_counts_two_losses_for_each_parameter_and_a_little_over_two_in_all():
    scope = run("question-figure-01")
    plt.close("all")
    assert 74_000 < scope["count"][-1] < 76_000
    says("$H=1000$ ならパラメータは約 7.5 万個", "損失の 2 倍あまり")
    assert np.allclose(scope["back"] / scope["loss"], 2 + 10 / 74)


def test_the_small_graph_by_hand():
    x, y = Var(3.0), Var(2.0)
    u = x + y
    L = u * x
    L.backward()
    assert (u.value, L.value, u.grad, y.grad, x.grad) == (5, 15, 3, 3, 8)
    assert 2 * x.value + y.value == x.grad
    roads = (u.grad * 1, L.grad * u.value)
    says(f"{roads[0]:g}\\times1}}", f"1\\times u}}_{{L\\ \\to\\ x}}={x.grad:g}")
    says(f"$x$ の勾配は {roads[0]:g} か {roads[1]:g} になります")
    assert numbers(output("graph-code-01")) == [8, 3]


def test_the_numbers_of_the_net_of_chapter_08():
    net = MultiLayerNet(2, [3], 2, np.random.default_rng(0))
    scope = run("delta-code-01", "delta-code-02")
    net.params.update(W1=scope["W1"], b1=scope["b1"], W2=scope["W2"], b2=scope["b2"])
    loss, grads = net.loss_and_gradient(scope["x"], scope["t"])
    assert np.isclose(loss, scope["loss"])
    for key, name in {"W1": "dW1", "b1": "delta1", "W2": "dW2", "b2": "delta2"}.items():
        assert np.allclose(grads[key], np.squeeze(scope[name]))
    says(
        f"({comma(scope['y'])})",
        f"L&=-\\log y_2={loss:.3f}",
        f"\\boldsymbol y-\\boldsymbol t=({comma(scope['delta2'])})",
    )
    says(f"W_2^\\top=({comma(scope['dh'])})", f"&=({comma(scope['delta1'])})", "2 番目の 1.097 は止まります")
    assert np.all(scope["dW2"][1] == 0)
    assert np.all(scope["dW1"][:, 1] == 0)
    says("`dW2` の 2 行目が", "`dW1` の 2 列目が 0 です")


def test_forgetting_the_slope_of_relu_shows_in_the_second_column():
    wrong = run("delta-code-01", "delta-code-02", "delta-code-03")["wrong"]
    assert not wrong.ok
    assert wrong.index[1] == 1
    says("止めるべき 2 列目で食い違いました")


def test_the_deltas_of_softmax_always_add_up_to_zero():
    rng = np.random.default_rng(0)
    layer = layers.SoftmaxWithLoss()
    layer.forward(rng.normal(size=(20, 4)), rng.integers(4, size=20))
    assert np.allclose(layer.backward().sum(axis=1), 0)


# --- 区切り 2


def test_every_layer_on_the_page_has_at_most_twelve_lines_and_equals_the_library():
    for key in ("layers-code-01", "layers-code-02", "layers-code-03", "layers-code-04"):
        assert len(code(key).splitlines()) <= 12
    printed = output("layers-code-05")
    assert len(printed.splitlines()) == 5
    assert "False" not in printed


def test_only_the_sum_over_the_batch_and_one_division_keep_db():
    ratios = [numbers(line)[-1] for line in output("layers-code-07").splitlines()]
    assert ratios == [1.0, 0.33, 3.0]  # 3 倍の件数で、変わらない、1/3、3 倍
    says("勾配は件数に比例します", "`db` だけが $1/N$ に縮みます")


def test_writing_into_dout_breaks_the_direct_road():
    assert [numbers(line) for line in output("layers-code-08").splitlines()] == [[1, 2], [0, 2]]
    says("正しい勾配は $(1,\\ 2)$ です")


def test_the_net_on_the_page_has_the_gradients_of_the_library(page):
    net = page["Net"]([64, 50, 30, 10], np.random.default_rng(3))
    library = MultiLayerNet(64, [50, 30], 10, np.random.default_rng(4))
    library.params.update({k: v.copy() for k, v in net.params.items()})
    x, t = page["x_train"][:40], page["t_train"][:40]
    loss, grads = page["gradient"](net, x, np.eye(10)[t])
    expected_loss, expected = library.loss_and_gradient(x, t)
    assert np.isclose(loss, expected_loss)
    assert all(np.allclose(grads[k], expected[k]) for k in expected)


@pytest.mark.parametrize(("relink", "learns"), [(False, False), (True, True)])
def test_it_is_the_old_array_in_the_layer_that_stops_learning(page, relink, learns):
    net, losses = page["Net"]([64, 50, 10], np.random.default_rng(5)), []
    for _ in range(10):
        loss, grads = page["gradient"](net, page["x_train"], page["onehot"])
        losses.append(loss)
        for k, g in grads.items():
            net.params[k] = net.params[k] - 0.5 * g
        for i, layer in enumerate(net.layers[::2], 1) if relink else ():
            layer.W, layer.b = net.params[f"W{i}"], net.params[f"b{i}"]
    assert bool(losses[-1] < losses[0] - 0.3) is learns
    assert bool(losses[-1] == losses[0]) is not learns
    assert [line.split()[-1] for line in output("net-code-03").splitlines()] == ["True", "False"]


def test_the_layers_of_the_page_learn_digits(page):
    scope = run("net-figure-01", **{**page, "rng": np.random.default_rng(12)})
    plt.close("all")
    assert scope["accuracy"] > 0.95
    assert all(losses[-1] < losses[0] / 5 for losses, _ in scope["runs"])
    says("95 % を超えました")


# --- 区切り 3


def test_both_modes_give_the_same_derivatives_and_an_unreset_gradient_doubles():
    first, second = output("autodiff-code-04").splitlines()
    _, x, y = numbers(first)
    assert first.endswith("True")
    assert numbers(second)[-1] == 2 * x
    assert output("autodiff-code-01").split() == ["8.0", "3.0"]
    lines = sum(len(code(key).splitlines()) for key in ("autodiff-code-02", "autodiff-code-03"))
    assert lines <= 30
    says("30 行足らずです", "2 倍になります")
    scope = {kind: Var(v) for kind, v in (("x", 3.0), ("y", 2.0))}
    for _ in range(2):  # ライブラリの Var は 0 から計算し直す
        run("autodiff-code-04", **{**run("autodiff-code-02", "autodiff-code-03"), "Var": Var})["g"](**scope).backward()
    assert (scope["x"].grad, scope["y"].grad) == (x, y)


def test_the_number_of_arrows_followed():
    rows = [numbers(line) for line in output("modes-code-01").splitlines()]
    for n, reverse, forward in rows:
        assert reverse == 4 * n + 1
        assert forward == n * reverse


def test_the_product_of_ten_layers():
    for line in output("vanishing-code-01").splitlines():
        w, product = numbers(line)[:2]
        assert product == pytest.approx((w / 4) ** 10, rel=0.05)


def test_only_the_slope_of_the_backward_pass_makes_the_gradient_vanish(page):
    scope = run("vanishing-code-02", "vanishing-figure-01", **{**page, "rng": np.random.default_rng(21)})
    plt.close("all")
    shrunk = {name: np.median([row[0] / row[-1] for row in rows]) for name, rows in scope["sizes"].items()}
    assert shrunk["シグモイド"] < 1e-4
    assert all(0.1 < value < 10 for name, value in shrunk.items() if name != "シグモイド")
    steps = np.diff(np.log10(np.median(scope["sizes"]["シグモイド"], axis=0)))
    assert np.all(steps > np.log10(2))  # 層ごとに数分の 1
    says("シグモイドの勾配だけが、1 層さかのぼるごとに大きく縮みました", "水平に戻った")


def test_relu_keeps_the_gradient_of_w_level_though_delta_shrinks(page):
    deltas, values, weights = [], [], []
    for seed in range(10):
        net = MultiLayerNet(64, [50] * 8, 10, np.random.default_rng(seed), activation="relu", weight_init="xavier")
        grads, size = net.gradient(page["x_train"][:200], page["t_train"][:200]), {}
        dout = net.last_layer.backward()
        for name, layer in reversed(net.layers.items()):
            size[name], dout = np.linalg.norm(dout), layer.backward(dout)
        deltas.append(size["Affine1"] / size["Affine8"])
        values.append(np.linalg.norm(net.layers["Affine2"].x) / np.linalg.norm(net.layers["Affine9"].x))
        weights.append(np.linalg.norm(grads["W1"]) / np.linalg.norm(grads["W9"]))
    assert 0.05 < np.median(deltas) < 0.2
    assert np.median(values) > 5
    assert 0.3 < np.median(weights) < 3
    says("入力側の δ は 10 分の 1 ほどです", "入力側ほど値 $h$ が大きく")


def test_in_the_explorer_the_slope_alone_takes_the_gradient_to_zero():
    neuron = GRAPHS["neuron"]
    x, _, b, t = neuron.inputs.values()
    made = [neuron.evaluate((x, w, b, 0.0)) for w in (2.0, 3.0, 4.0, 5.0)]
    ys, as_ = [m["y"].grad for m in made], [m["a"].grad for m in made]
    assert np.all(np.diff(ys) > 0)
    assert 1.9 < ys[-1] < 2
    assert np.all(np.diff(as_) < 0)
    assert as_[-1] < 0.05
    assert t == 1  # 初めの t では、誤差の方も 0 に近づく
    assert abs(neuron.evaluate((x, 5.0, b, t))["y"].grad) < 0.05
    says("$t$ を 0 にし、$w$ を上げる", "$y$ の勾配は 2 に近づく")


def test_the_lines_of_exercise_5_have_the_stated_factor():
    scope = run("ex-09-5-figure", Var=Var)
    plt.close("all")
    factors = {name: (values[0] / values[-1]) ** 0.1 for name, values in scope["curves"].items()}
    assert factors["ア"] == pytest.approx(1, abs=0.01)
    assert factors["イ"] < 0.26
    assert factors["ウ"] == pytest.approx(0.5, abs=0.01)
    assert factors["エ"] == pytest.approx(1.5, abs=0.01)


@pytest.mark.torch
def test_the_listings_of_pytorch_print_what_the_page_says():
    torch = pytest.importorskip("torch", reason="PyTorch がないので、リストは動かしません")
    blocks = re.findall(r"```python\n(.*?)```", PAGE.prose, re.S)
    loop, *listings = blocks
    scope = {"torch": torch}
    for listing in listings:
        expected = re.findall(r"^# (.+)$", listing, re.M)
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            exec(listing, scope)
        assert printed.getvalue().splitlines() == expected
    model = torch.nn.Linear(3, 2)
    before = model.weight.detach().clone()
    names = {
        "model": model,
        "criterion": torch.nn.CrossEntropyLoss(),
        "optimizer": torch.optim.SGD(model.parameters(), lr=0.1),
        "loader": [(torch.ones(4, 3), torch.tensor([0, 1, 1, 1]))],
    }
    exec(loop, names)
    assert not torch.equal(model.weight, before)
    w = torch.tensor(3.0, requires_grad=True)
    u = 2 * w
    (u * u).backward()
    assert w.grad.item() == 24  # 切らなければ 24
