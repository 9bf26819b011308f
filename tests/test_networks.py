"""MultiLayerNet の構成、勾配、params の扱い、保存、表を確かめます。"""

import contextlib

import numpy as np
import pytest

from eshikaku import initializers, layers
from eshikaku.gradient import gradient_check
from eshikaku.networks import MultiLayerNet, directional_gradient_check

X = np.random.default_rng(1).normal(size=(12, 5))
T = np.arange(12) % 3


def build(seed=0, **options):
    return MultiLayerNet(5, [6, 4], 3, np.random.default_rng(seed), **options)


def build_off_the_kinks(**options):
    """バイアスを 0 からずらした net。全ユニットが 0 の行では、次の層の入力がちょうど ReLU の折れ目に来るからです。"""
    net = build(**options)
    for key in ("b1", "b2", "b3"):
        net.params[key] += np.random.default_rng(2).normal(size=net.params[key].shape)
    return net


OPTIONS = {
    "plain": {},
    "linear": {"activation": "identity"},
    "sigmoid": {"activation": "sigmoid", "weight_init": "xavier"},
    "tanh": {"activation": "tanh", "weight_init": "lecun"},
    "leaky_relu": {"activation": "leaky_relu"},
    "gelu": {"activation": "gelu"},
    "batchnorm-before": {"batchnorm": "before"},
    "batchnorm-after": {"batchnorm": "after"},
    "l1": {"l1": 0.01},
    "l2": {"l2": 0.1},
    "penalties": {"l1": 0.01, "l2": 0.1},
    "smoothed": {"last_layer": layers.SoftmaxWithLoss(0.1)},
    "all": {"batchnorm": "before", "dropout_ratio": 0.3, "l1": 0.01, "l2": 0.1},
    "paper-dropout": {"dropout_ratio": 0.3, "dropout_inverted": False},
}


@pytest.mark.parametrize("options", OPTIONS.values(), ids=OPTIONS)
def test_every_gradient_passes_the_full_gradient_check(options):
    net = build_off_the_kinks(**options)
    state = net.state_dict()  # 乱数の状態も戻すので、毎回同じマスクになる
    for key in state["params"]:

        def loss(value, key=key):
            net.load_state_dict(state)
            net.params[key] = value
            return net.loss(X, T, train_flg=True)

        def gradient(value, key=key):
            net.load_state_dict(state)
            net.params[key] = value
            return net.gradient(X, T)[key]

        result = gradient_check(loss, gradient, state["params"][key], rtol=1e-5)
        assert result.ok, f"{key}: {result}"


@pytest.mark.parametrize("options", OPTIONS.values(), ids=OPTIONS)
def test_directional_check_accepts_a_right_gradient_and_restores_the_net(options):
    net = build_off_the_kinks(**options)
    before, loss = net.state_dict(), net.loss(X, T)
    assert directional_gradient_check(net, X, T, np.random.default_rng(0)).error < 1e-6
    assert net.state_dict()["rng"] == before["rng"]
    assert net.loss(X, T) == loss


@pytest.mark.parametrize("broken", ["db", "dW"])
def test_directional_check_catches_one_wrong_gradient(monkeypatch, broken):
    right = layers.Affine.backward

    def wrong(self, dout):
        dx = right(self, dout)
        setattr(self, broken, 1.1 * getattr(self, broken))
        return dx

    monkeypatch.setattr(layers.Affine, "backward", wrong)
    assert directional_gradient_check(build_off_the_kinks(), X, T, np.random.default_rng(0)).error > 1e-3


@pytest.mark.parametrize("t", [T, T[:5]])  # 2 つ目は件数が違うので、途中でエラーになる
def test_directional_check_gives_back_the_very_same_arrays_even_after_an_error(t):
    net = build_off_the_kinks(batchnorm="before")
    arrays, before = dict(net.params), net.state_dict()
    with contextlib.suppress(ValueError):
        directional_gradient_check(net, X, t, np.random.default_rng(0))
    assert all(net.params[key] is value for key, value in arrays.items())
    np.testing.assert_equal(net.state_dict(), before)


def test_directional_check_needs_float64():
    with pytest.raises(TypeError, match="float64 のネットワーク"):
        directional_gradient_check(build(dtype=np.float32), X, T, np.random.default_rng(0))


def test_layers_stand_in_the_documented_order():
    def names(**options):
        return list(build(**options).layers)

    assert names() == ["Affine1", "Relu1", "Affine2", "Relu2", "Affine3"]
    assert names(batchnorm="before", dropout_ratio=0.5)[:4] == ["Affine1", "BatchNormalization1", "Relu1", "Dropout1"]
    assert names(batchnorm="after", dropout_ratio=0.5)[:4] == ["Affine1", "Relu1", "BatchNormalization1", "Dropout1"]


@pytest.mark.parametrize("hidden", [[], [4], [6, 4, 3, 2, 2]])
def test_depth_is_free(hidden):
    net = MultiLayerNet(5, hidden, 3, np.random.default_rng(0))
    assert net.predict(X).shape == (12, 3)
    assert len(net.params) == 2 * (len(hidden) + 1)


@pytest.mark.parametrize("update", ["in place", "rebind"])
def test_both_ways_of_updating_params_train(update):
    net = build()
    first = net.loss(X, T)
    for _ in range(300):
        for key, grad in net.gradient(X, T).items():
            if update == "in place":
                net.params[key] -= 0.3 * grad
            else:
                net.params[key] = net.params[key] - 0.3 * grad
    assert net.loss(X, T) < 0.1 * first


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_dtype_is_kept_from_input_to_gradient(dtype):
    net = build(batchnorm="before", dropout_ratio=0.3, l1=0.01, l2=0.1, dtype=dtype)
    x = X.astype(dtype)
    loss, grads = net.loss_and_gradient(x, T)
    running = [a for stats in net.state_dict()["running"].values() for a in stats.values()]
    arrays = [loss, *grads.values(), *net.params.values(), *net.activations(x).values(), *running]
    assert {a.dtype for a in arrays} == {np.dtype(dtype)}


def test_input_of_another_dtype_is_refused_instead_of_silently_promoted():
    with pytest.raises(TypeError, match=r"x は float64、W は float32 です。x.astype\(np.float32\)"):
        build(dtype=np.float32).predict(X)


def test_gradient_leaves_inputs_and_params_unchanged():
    net = build(batchnorm="before", l2=0.1)
    before = net.state_dict()["params"]
    x = X.copy()
    x.setflags(write=False)
    net.gradient(x, T)
    for key, value in before.items():
        np.testing.assert_array_equal(net.params[key], value)


def test_gradients_have_the_names_and_shapes_of_params():
    net = build(batchnorm="before")
    grads = net.gradient(X, T)
    assert {k: g.shape for k, g in grads.items()} == {k: p.shape for k, p in net.params.items()}


def test_penalty_covers_weights_only():
    net = build(batchnorm="before", l1=0.5, l2=0.1)
    W = np.concatenate([net.params[key].ravel() for key in ("W1", "W2", "W3")])
    assert net.penalty() == pytest.approx(0.5 * np.abs(W).sum() + 0.05 * (W**2).sum())
    grads, without = net.gradient(X, T), build(batchnorm="before").gradient(X, T)
    for key, grad in grads.items():
        assert np.array_equal(grad, without[key]) == (not key.startswith("W")), key


def test_initial_weights_follow_the_initializer_and_biases_are_zero():
    rng = np.random.default_rng(0)
    net = MultiLayerNet(5, [6], 3, np.random.default_rng(0), weight_init="xavier")
    np.testing.assert_array_equal(net.params["W1"], initializers.xavier((5, 6), rng))
    np.testing.assert_array_equal(net.params["W2"], initializers.xavier((6, 3), rng))
    assert not net.params["b1"].any()
    assert not build(weight_init=0.0).params["W1"].any()
    assert build(weight_init=10.0).params["W1"].std() == pytest.approx(10, rel=0.3)
    custom = build(weight_init=lambda shape, rng, dtype: initializers.he(shape, rng, fan="out", dtype=dtype))
    np.testing.assert_array_equal(custom.params["W1"], initializers.he((5, 6), np.random.default_rng(0), fan="out"))


def test_dropout_and_batchnorm_change_the_output_only_in_training():
    net = build(dropout_ratio=0.5, batchnorm="before")
    assert not np.array_equal(net.predict(X, train_flg=True), net.predict(X, train_flg=True))
    np.testing.assert_array_equal(net.predict(X), net.predict(X))


def test_state_dict_is_a_copy_and_restores_output_running_statistics_and_masks():
    net = build(dropout_ratio=0.5, batchnorm="before")
    net.loss(X, T, train_flg=True)
    state = net.state_dict()
    evaluation, training = net.predict(X), net.predict(X, train_flg=True)
    for key in net.params:
        net.params[key] += 1
    other = build(seed=9, dropout_ratio=0.5, batchnorm="before")
    for restored in (net, other):
        restored.load_state_dict(state)
        np.testing.assert_array_equal(restored.predict(X), evaluation)
        np.testing.assert_array_equal(restored.predict(X, train_flg=True), training)


def test_load_weights_leaves_the_random_numbers_alone():
    net = build(dropout_ratio=0.5)
    state = net.state_dict()
    net.predict(X, train_flg=True)  # マスクを引いて、乱数を進める
    moved = net.rng.bit_generator.state
    net.params["W1"] += 1
    net.load_weights(state)
    np.testing.assert_array_equal(net.params["W1"], state["params"]["W1"])
    assert net.rng.bit_generator.state == moved != state["rng"]


def test_state_of_another_dtype_is_refused():
    with pytest.raises(ValueError, match="形か dtype が、保存したものと違います"):
        build().load_state_dict(build(dtype=np.float32).state_dict())


def test_the_gradient_of_the_input_is_not_computed():
    net = build()
    net.gradient(X, T)
    assert net.layers["Affine1"].backward(np.ones((12, 6))) is None
    assert net.layers["Affine2"].backward(np.ones((12, 4))) is not None


def test_state_of_another_shape_is_refused():
    with pytest.raises(ValueError, match=r"違うパラメータ: \['W1', 'W2', 'b1'\]"):
        build().load_state_dict(MultiLayerNet(5, [7, 4], 3, np.random.default_rng(0)).state_dict())


def test_table_counts_the_parameters():
    net = MultiLayerNet(784, [100, 50], 10, np.random.default_rng(0), batchnorm="before", dropout_ratio=0.5)
    table = str(net)
    total = (784 * 100 + 100) + 2 * 100 + (100 * 50 + 50) + 2 * 50 + (50 * 10 + 10)
    assert sum(p.size for p in net.params.values()) == total
    assert table.splitlines()[-1].split() == ["合計", f"{total:,}"]
    assert "Affine1" in table
    assert "78,500  W1 (784, 100), b1 (100,)" in table
    assert len(table.splitlines()) == len(net.layers) + 2


def test_regression_and_multilabel_nets_train_with_their_output_layers():
    for last_layer, t in [
        (layers.IdentityWithLoss(), X[:, :3] ** 2),
        (layers.SigmoidWithLoss(), (X[:, :3] > 0).astype(int)),
    ]:
        net = build(last_layer=last_layer)
        first = net.loss(X, t)
        for _ in range(300):
            for key, grad in net.gradient(X, t).items():
                net.params[key] -= 0.1 * grad
        assert net.loss(X, t) < 0.3 * first


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: build(activation="swish"), ValueError, "activation は .*渡された値: 'swish'"),
        (lambda: build(weight_init="He"), ValueError, "weight_init は 'xavier'、'he'、'lecun' の.*'He'"),
        (lambda: build(batchnorm=True), ValueError, "batchnorm は None、'before'、'after' の.*True"),
        (lambda: build(dropout_ratio=1.0), ValueError, "dropout_ratio は 0 以上 1 未満"),
        (lambda: build(l2=-0.1), ValueError, "l2 は 0 以上"),
        (lambda: MultiLayerNet(5, [0], 3, np.random.default_rng(0)), ValueError, "ユニット数 は 1 以上"),
        (lambda: MultiLayerNet(5, 4, 3, np.random.default_rng(0)), TypeError, "hidden_size_list は .*リスト.*4"),
        (lambda: build(activation=["relu"]), ValueError, r"activation は .*渡された値: \['relu'\]"),
        (lambda: build(weight_init=initializers.zeros), TypeError, "例: lambda shape, rng, dtype: constant"),
        (lambda: build(weight_init=lambda shape, rng: 0.1), TypeError, "例: lambda shape, rng, dtype: constant"),
        (
            lambda: build(weight_init=lambda shape, rng, dtype: rng.normal(size=shape[::-1])),
            ValueError,
            r"weight_init の返した値の形 \(6, 5\) が、重みの形 \(5, 6\) と違います",
        ),
        (
            lambda: build(last_layer=layers.SigmoidWithLoss),
            TypeError,
            r"SoftmaxWithLoss\(\) のように作って.*SigmoidWithLoss",
        ),
        (lambda: build(last_layer=layers.Sigmoid()), TypeError, "accuracy を持つものを.*Sigmoid"),
        (lambda: build(last_layer="softmax"), TypeError, "accuracy を持つものを.*'softmax'"),
        (lambda: directional_gradient_check(build(), X, T, 0), TypeError, "rng には numpy.random.default_rng"),
        (
            lambda: directional_gradient_check(build(), X, T, np.random.default_rng(0), h=0),
            ValueError,
            "h は 0 より大きい",
        ),
        (lambda: MultiLayerNet(5, [4], 3, 0), TypeError, "rng には numpy.random.default_rng"),
        (lambda: build().predict(X.reshape(12, 5, 1)), ValueError, r"x.reshape\(len\(x\), -1\)"),
        (lambda: build().loss(X, T + 1), ValueError, "0 から 2 の整数"),
        (lambda: build().loss(X, T[:5]), ValueError, "件数が予測と違います"),
    ],
)
def test_a_slip_gets_a_message_that_says_what_is_wanted(call, error, message):
    with pytest.raises(error, match=message):
        call()


@pytest.mark.parametrize(
    ("activation", "layer"),
    [
        ("identity", layers.Identity),
        ("sigmoid", layers.Sigmoid),
        ("tanh", layers.Tanh),
        ("relu", layers.Relu),
        ("leaky_relu", layers.LeakyRelu),
        ("gelu", layers.Gelu),
    ],
)
def test_every_activation_name_makes_its_layer(activation, layer):
    assert [type(made) for made in build(activation=activation).layers.values()][1::2] == [layer, layer]


@pytest.mark.parametrize("name", ["xavier", "he", "lecun"])
def test_every_initializer_name_draws_from_its_function(name):
    expected = getattr(initializers, name)((5, 6), np.random.default_rng(0))
    np.testing.assert_array_equal(build(weight_init=name).params["W1"], expected)


@pytest.mark.parametrize("inverted", [True, False])
def test_dropout_form_is_passed_to_the_layers(inverted):
    net = build(dropout_ratio=0.3, dropout_inverted=inverted)
    inference, training = net.activations(X), net.activations(X, train_flg=True)
    np.testing.assert_allclose(inference["Dropout1"], (1.0 if inverted else 0.7) * inference["Relu1"], rtol=1e-14)
    kept = training["Dropout1"] != 0
    scale = 1 / 0.7 if inverted else 1.0
    np.testing.assert_allclose(training["Dropout1"][kept], scale * training["Relu1"][kept], rtol=1e-14)


def test_l1_below_zero_is_refused():
    with pytest.raises(ValueError, match="l1 は 0 以上"):
        build(l1=-0.1)


def test_changing_a_state_dict_does_not_change_the_net():
    net, other = build(batchnorm="before"), build(seed=9, batchnorm="before")
    net.loss(X, T, train_flg=True)
    state = net.state_dict()
    before = net.predict(X)
    other.load_state_dict(state)
    arrays = [*state["params"].values(), *(a for stats in state["running"].values() for a in stats.values())]
    for array in arrays:
        array += 1
    np.testing.assert_array_equal(net.predict(X), before)
    np.testing.assert_array_equal(other.predict(X), before)


@pytest.mark.parametrize(("value", "error"), [(-0.1, ValueError), (None, TypeError)])
def test_a_wrong_weight_init_is_named_in_the_message(value, error):
    with pytest.raises(error, match=r"^weight_init は"):
        build(weight_init=value)


def test_directional_check_uses_a_central_difference():
    """片側の差分の誤差は h に比例し、両側なら h² に比例する。"""
    net = build(activation="tanh", weight_init="lecun")
    assert directional_gradient_check(net, X, T, np.random.default_rng(0), h=1e-4).error < 1e-6


def test_directional_check_reports_the_error_relative_to_the_size_of_its_terms(monkeypatch):
    right = layers.SoftmaxWithLoss.backward
    monkeypatch.setattr(layers.SoftmaxWithLoss, "backward", lambda layer, dout=1: 1.5 * right(layer, dout))
    net, rng = build(activation="tanh"), np.random.default_rng(0)
    check = directional_gradient_check(net, X, T, np.random.default_rng(0))
    terms = [grad * rng.uniform(-1, 1, grad.shape) for grad in net.gradient(X, T).values()]
    assert check.analytic == pytest.approx(1.5 * check.numerical, rel=1e-5)
    size = np.sqrt(sum((term**2).sum() for term in terms))
    assert check.error == pytest.approx(abs(check.analytic - check.numerical) / size, rel=1e-12)


@pytest.mark.parametrize("options", [{"activation": "gelu", "weight_init": 0.01}, {"activation": "sigmoid"}])
def test_directional_check_of_a_smooth_net_is_never_a_false_alarm(options):
    """左辺で割ると、項が打ち消し合う方向で、正しい勾配の誤差が 1e-6 を超える(この 60 個の種で実際に起きる)。"""
    for seed in range(60):
        rng = np.random.default_rng(seed)
        net = MultiLayerNet(64, [100] * 5, 10, rng, **options)
        x, t = rng.standard_normal((100, 64)), rng.integers(0, 10, 100)
        assert directional_gradient_check(net, x, t, rng).error < 1e-6


@pytest.mark.parametrize(
    ("place", "exchange"),
    [
        ("BatchNormalization1", lambda net: layers.LayerNormalization(net.params["gamma1"], net.params["beta1"])),
        ("Affine2", lambda net: layers.DropConnect(net.params["W2"], net.params["b2"], 0.5, net.rng)),
        ("Relu1", lambda net: layers.LeakyRelu(0.3)),
    ],
)
def test_a_layer_can_be_exchanged_even_after_the_net_has_run(place, exchange):
    net = build_off_the_kinks(batchnorm="before")
    net.gradient(X, T)
    table = str(net)
    layer = net.layers[place] = exchange(net)
    assert directional_gradient_check(net, X, T, np.random.default_rng(0)).error < 1e-6
    for name in layer.params:
        np.testing.assert_array_equal(net.gradient(X, T)[f"{name}{place[-1]}"], getattr(layer, f"d{name}"))
    assert str(net) == table


def test_all_weights_can_start_from_the_same_value():
    net = build(weight_init=lambda shape, rng, dtype: initializers.constant(shape, 0.1, dtype))
    assert {float(value) for key in net.weight_names() for value in net.params[key].flat} == {0.1}
    assert not build(weight_init=0.0).params["W1"].any()


def test_the_subgradient_of_l1_leaves_hardly_any_weight_exactly_at_zero():
    net = build(l1=0.05)
    for _ in range(300):
        for key, grad in net.gradient(X, T).items():
            net.params[key] -= 0.1 * grad
    weights = np.concatenate([net.params[key].ravel() for key in net.weight_names()])
    assert (weights != 0).all()
    assert (np.abs(weights) < 1e-2).mean() > 0.3


@pytest.mark.parametrize("name", ["xavier", "he", "lecun"])
def test_weights_of_float32_are_those_of_the_initializer(name):
    expected = getattr(initializers, name)((5, 6), np.random.default_rng(0), dtype=np.float32)
    np.testing.assert_array_equal(build(weight_init=name, dtype=np.float32).params["W1"], expected)


def test_state_of_another_depth_is_refused_with_the_missing_names():
    with pytest.raises(ValueError, match=r"違うパラメータ: \['W4', 'b4'\]"):
        build().load_state_dict(MultiLayerNet(5, [6, 4, 3], 3, np.random.default_rng(0)).state_dict())


def test_directional_check_draws_its_direction():
    first, again, second = (
        directional_gradient_check(build(activation="tanh"), X, T, np.random.default_rng(seed)) for seed in (0, 0, 1)
    )
    assert first == again
    assert first.analytic != second.analytic


@pytest.mark.parametrize("seed", range(5))
def test_directional_check_cannot_judge_relu_nets_whose_inputs_are_all_near_zero(seed):
    rng = np.random.default_rng(seed)
    x, t = rng.standard_normal((100, 64)), rng.integers(0, 10, 100)
    net = MultiLayerNet(64, [30] * 4, 10, rng, weight_init=0.01)
    assert directional_gradient_check(net, x, t, rng).error > 1e-6
    net.params |= {key: rng.normal(0, 0.1, b.shape) for key, b in net.params.items() if key[0] == "b"}
    assert directional_gradient_check(net, x, t, rng).error < 1e-6


def test_directional_check_cannot_see_a_wrong_gradient_of_a_layer_whose_gradient_vanished(monkeypatch):
    net = MultiLayerNet(5, [6] * 5, 3, np.random.default_rng(0), activation="sigmoid", weight_init=0.01)
    right = net.loss_and_gradient

    def wrong(x, t):
        loss, grads = right(x, t)
        return loss, grads | {"W1": -5 * grads["W1"]}

    monkeypatch.setattr(net, "loss_and_gradient", wrong)
    assert directional_gradient_check(net, X, T, np.random.default_rng(0)).error < 1e-6
