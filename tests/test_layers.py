"""層の勾配、正規化と Dropout の性質、入力を壊さないこと、間違いのメッセージを確かめます。"""

import numpy as np
import pytest

from eshikaku import layers
from eshikaku.functions import binary_cross_entropy, cross_entropy, one_hot
from eshikaku.gradient import gradient_check


def draw(*shape, seed=0, scale=1.0):
    return np.random.default_rng(seed).normal(scale=scale, size=shape)


IMAGES = (4, 6, 2, 3)
BUILDERS = {  # 名前: (層を作る関数, 入力の形)
    "Affine": (lambda: layers.Affine(draw(5, 3), draw(3)), (4, 5)),
    "DropConnect": (lambda: layers.DropConnect(draw(5, 3), draw(3), 0.3, np.random.default_rng(0)), (4, 5)),
    "Identity": (layers.Identity, (4, 5)),
    "Sigmoid": (layers.Sigmoid, (4, 5)),
    "Tanh": (layers.Tanh, (4, 5)),
    "Relu": (layers.Relu, (4, 5)),
    "LeakyRelu": (lambda: layers.LeakyRelu(0.2), (4, 5)),
    "Gelu": (layers.Gelu, (4, 5)),
    "BatchNormalization": (lambda: layers.BatchNormalization(draw(5), draw(5)), (4, 5)),
    "BatchNormalization-images": (lambda: layers.BatchNormalization(draw(6), draw(6)), IMAGES),
    "LayerNormalization": (lambda: layers.LayerNormalization(draw(5), draw(5)), (4, 5)),
    "LayerNormalization-images": (lambda: layers.LayerNormalization(draw(6, 2, 3), draw(6, 2, 3)), IMAGES),
    "GroupNormalization": (lambda: layers.GroupNormalization(draw(6), draw(6), groups=2), (4, 6)),
    "GroupNormalization-images": (lambda: layers.GroupNormalization(draw(6), draw(6), groups=3), IMAGES),
    "InstanceNormalization-images": (lambda: layers.InstanceNormalization(draw(6), draw(6)), IMAGES),
    "Dropout": (lambda: layers.Dropout(0.3, np.random.default_rng(0)), (4, 5)),
    "Dropout-paper": (lambda: layers.Dropout(0.3, np.random.default_rng(0), inverted=False), (4, 5)),
}
LOSSES = {
    "SoftmaxWithLoss": (layers.SoftmaxWithLoss, np.array([0, 2, 1, 2])),
    "SoftmaxWithLoss-smoothed": (lambda: layers.SoftmaxWithLoss(0.1), np.array([0, 2, 1, 2])),
    "SoftmaxWithLoss-one-hot": (layers.SoftmaxWithLoss, one_hot([0, 2, 1, 2], 3)),
    "SigmoidWithLoss": (layers.SigmoidWithLoss, one_hot([0, 2, 1, 2], 3)),
    "IdentityWithLoss": (layers.IdentityWithLoss, draw(4, 3, seed=1)),
}


def cast(layer, dtype):
    for name in layer.params:
        setattr(layer, name, getattr(layer, name).astype(dtype))
    if hasattr(layer, "running_mean"):
        layer.running_mean, layer.running_var = layer.running_mean.astype(dtype), layer.running_var.astype(dtype)
    return layer


def reset(layer):
    """マスクを引く乱数を巻き戻し、何度 forward しても同じ関数になるようにします。"""
    if hasattr(layer, "rng"):
        layer.rng = np.random.default_rng(0)


@pytest.mark.parametrize("train_flg", [True, False])
@pytest.mark.parametrize("name", BUILDERS)
def test_gradient_of_every_layer_passes_the_gradient_check(name, train_flg):
    build, shape = BUILDERS[name]
    layer, x, dout = build(), draw(*shape, seed=1), draw(*build().forward(draw(*shape)).shape, seed=2)

    def loss(x):
        reset(layer)
        return np.sum(layer.forward(x, train_flg) * dout)

    def dx(x):
        loss(x)
        return layer.backward(dout)

    # 小さな成分では、数値微分の丸め誤差が 1e-6 ほどになる
    result = gradient_check(loss, dx, x, rtol=1e-5)
    assert result.ok, f"x: {result}"

    for parameter in layer.params:

        def loss_of(value, parameter=parameter):
            setattr(layer, parameter, value)
            return loss(x)

        def gradient_of(value, parameter=parameter):
            loss_of(value)
            layer.backward(dout)
            return getattr(layer, "d" + parameter)

        result = gradient_check(loss_of, gradient_of, getattr(layer, parameter), rtol=1e-5)
        assert result.ok, f"{parameter}: {result}"


@pytest.mark.parametrize("name", LOSSES)
def test_gradient_of_every_output_layer_passes_the_gradient_check(name):
    build, t = LOSSES[name]
    layer = build()

    def gradient(x):
        layer.forward(x, t)
        return layer.backward()

    result = gradient_check(lambda x: layer.forward(x, t), gradient, draw(4, 3, scale=3.0), rtol=1e-7)
    assert result.ok, result


def test_cross_entropy_gradient_is_checked_to_1e_9_even_for_confident_outputs():
    """log に 1e-7 を足す損失では、この精度に届かない。"""
    layer, t = layers.SoftmaxWithLoss(), np.array([0, 2, 1, 2])
    x = draw(4, 3, scale=8.0)
    layer.forward(x, t)
    h = 1e-5
    for i in np.ndindex(x.shape):
        step = np.zeros_like(x)
        step[i] = h
        numerical = (layer.forward(x + step, t) - layer.forward(x - step, t)) / (2 * h)
        layer.forward(x, t)
        assert abs(numerical - layer.backward()[i]) < 1e-9


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("train_flg", [True, False])
@pytest.mark.parametrize("name", BUILDERS)
def test_layer_keeps_dtype_and_leaves_x_and_dout_unchanged(name, train_flg, dtype):
    build, shape = BUILDERS[name]
    layer = cast(build(), dtype)
    x = draw(*shape).astype(dtype)
    x.setflags(write=False)  # 書き換えようとすれば、その場でエラーになる
    out = layer.forward(x, train_flg)
    dout = np.ones_like(out)
    dout.setflags(write=False)
    dx = layer.backward(dout)
    arrays = [out, dx, *(getattr(layer, "d" + p) for p in layer.params)]
    if hasattr(layer, "running_mean"):
        arrays += [layer.running_mean, layer.running_var]
    assert {a.dtype for a in arrays} == {np.dtype(dtype)}
    assert dx.shape == x.shape
    assert all(getattr(layer, "d" + p).shape == getattr(layer, p).shape for p in layer.params)


@pytest.mark.parametrize("name", ["Sigmoid", "Tanh", "Relu", "LeakyRelu", "Gelu"])
def test_activations_take_lists_of_integers_as_floats(name):
    layer, same = BUILDERS[name][0](), BUILDERS[name][0]()
    np.testing.assert_array_equal(layer.forward([[-1, 0, 2]]), same.forward(np.array([[-1.0, 0.0, 2.0]])))
    np.testing.assert_array_equal(layer.backward(np.ones((1, 3))), same.backward(np.ones((1, 3))))


def test_gradient_of_the_squared_error_is_not_truncated_by_integer_predictions():
    layer = layers.IdentityWithLoss()
    layer.forward(np.array([[3]]), np.array([[1.5]]))
    np.testing.assert_array_equal(layer.backward(), [[3.0]])


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name", LOSSES)
def test_output_layer_keeps_dtype_and_leaves_its_inputs_unchanged(name, dtype):
    build, t = LOSSES[name]
    layer, x, t = build(), draw(4, 3).astype(dtype), t.copy()
    x.setflags(write=False)
    t.setflags(write=False)
    assert layer.forward(x, t).dtype == dtype
    assert layer.backward().dtype == dtype
    assert layer.backward(dout=2).dtype == dtype
    np.testing.assert_allclose(layer.backward(dout=2), 2 * layer.backward(), rtol=1e-6)


def test_the_first_layer_can_skip_the_gradient_of_its_input():
    layer = layers.Affine(draw(5, 3), draw(3), needs_dx=False)
    layer.forward(draw(4, 5))
    assert layer.backward(draw(4, 3)) is None
    np.testing.assert_array_equal(layer.dW, draw(4, 5).T @ draw(4, 3))


# --- 正規化 -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("layer", "shape", "axis"),
    [
        (layers.BatchNormalization(np.ones(5), np.zeros(5), eps=1e-12), (32, 5), (0,)),
        (layers.BatchNormalization(np.ones(6), np.zeros(6), eps=1e-12), (8, 6, 4, 5), (0, 2, 3)),
        (layers.LayerNormalization(np.ones(5), np.zeros(5), eps=1e-12), (8, 5), (1,)),
        (layers.LayerNormalization(np.ones((6, 4, 5)), np.zeros((6, 4, 5)), eps=1e-12), (8, 6, 4, 5), (1, 2, 3)),
        (layers.InstanceNormalization(np.ones(6), np.zeros(6), eps=1e-12), (8, 6, 4, 5), (2, 3)),
    ],
)
def test_normalized_output_has_mean_0_and_variance_1_over_its_axes(layer, shape, axis):
    out = layer.forward(3 + 2 * draw(*shape), train_flg=True)
    np.testing.assert_allclose(out.mean(axis), 0, atol=1e-12)
    np.testing.assert_allclose(out.var(axis), 1, rtol=1e-9)


def test_group_normalization_has_mean_0_and_variance_1_in_each_group():
    out = layers.GroupNormalization(np.ones(6), np.zeros(6), groups=3, eps=1e-12).forward(3 + 2 * draw(8, 6, 4, 5))
    groups = out.reshape(8, 3, 2, 4, 5)
    np.testing.assert_allclose(groups.mean(axis=(2, 3, 4)), 0, atol=1e-12)
    np.testing.assert_allclose(groups.var(axis=(2, 3, 4)), 1, rtol=1e-9)


def test_group_normalization_with_one_group_has_the_statistics_of_layer_normalization():
    x = draw(*IMAGES)
    group = layers.GroupNormalization(np.ones(6), np.zeros(6), groups=1).forward(x)
    layer = layers.LayerNormalization(np.ones((6, 2, 3)), np.zeros((6, 2, 3))).forward(x)
    np.testing.assert_allclose(group, layer, rtol=1e-12, atol=1e-14)


def test_batchnorm_at_inference_does_not_depend_on_the_other_rows():
    layer = layers.BatchNormalization(draw(5), draw(5, seed=1))
    layer.forward(draw(32, 5, seed=2), train_flg=True)
    x = draw(8, 5, seed=3)
    together = layer.forward(x, train_flg=False)
    alone = np.vstack([layer.forward(row[None], train_flg=False) for row in x])
    np.testing.assert_array_equal(together, alone)
    other_rows = np.vstack([x[:1], 100 + x[1:]])
    training = layer.forward(x, train_flg=True)[0]
    assert np.abs(layer.forward(other_rows, train_flg=True)[0] - training).max() > 0.1  # 学習時は左右される


def test_batchnorm_statistics_move_only_in_training():
    layer = layers.BatchNormalization(np.ones(5), np.zeros(5))
    layer.forward(draw(8, 5), train_flg=False)
    np.testing.assert_array_equal(layer.running_mean, np.zeros(5))
    layer.forward(draw(8, 5), train_flg=True)
    np.testing.assert_allclose(layer.running_mean, 0.1 * draw(8, 5).mean(axis=0))
    np.testing.assert_allclose(layer.running_var, 0.9 + 0.1 * draw(8, 5).var(axis=0, ddof=1))


def test_batchnorm_running_statistics_converge_to_those_of_the_data():
    layer = layers.BatchNormalization(np.ones(3), np.zeros(3))
    for seed in range(200):
        layer.forward(5 + 2 * draw(256, 3, seed=seed), train_flg=True)
    np.testing.assert_allclose(layer.running_mean, 5, atol=0.15)
    np.testing.assert_allclose(layer.running_var, 4, atol=0.3)


def test_batchnorm_default_eps_is_1e_5_and_momentum_0_9():
    layer = layers.BatchNormalization(np.ones(1), np.zeros(1))
    assert (layer.eps, layer.momentum) == (1e-5, 0.9)


def test_normalization_of_an_empty_batch_at_inference_is_empty():
    """推論で 0 件が来ても、形を保って通す(BatchNorm の学習時だけは、分散を取れないので断る)。"""
    empty = np.zeros((0, 6, 2, 3))
    for name in ("BatchNormalization-images", "LayerNormalization-images", "GroupNormalization-images"):
        assert BUILDERS[name][0]().forward(empty, train_flg=False).shape == empty.shape


# --- Dropout ------------------------------------------------------------------


@pytest.mark.parametrize("inverted", [True, False])
@pytest.mark.parametrize("dropout_ratio", [0.2, 0.5, 0.8])
def test_dropout_keeps_the_expectation_between_training_and_inference(dropout_ratio, inverted):
    layer = layers.Dropout(dropout_ratio, np.random.default_rng(0), inverted)
    x = np.full((400, 1000), 3.0)
    training, inference = layer.forward(x, train_flg=True), layer.forward(x, train_flg=False)
    standard_error = training.std() / np.sqrt(x.size)
    assert abs(training.mean() - inference.mean()) < 4 * standard_error
    assert inference.mean() == pytest.approx(3.0 if inverted else 3.0 * (1 - dropout_ratio))


def test_dropout_ratio_is_the_fraction_dropped():
    out = layers.Dropout(0.2, np.random.default_rng(0)).forward(np.ones((1000, 1000)), train_flg=True)
    assert (out == 0).mean() == pytest.approx(0.2, abs=0.002)
    np.testing.assert_allclose(out[out != 0], 1 / 0.8)


@pytest.mark.parametrize("dtype", ["f4", "f8"])
def test_the_mask_is_drawn_in_the_dtype_of_the_input(dtype):
    """同じ種と dtype で乱数を引けば、読者も同じマスクを作れます。"""
    x = np.ones((3, 4), dtype)
    out = layers.Dropout(0.5, np.random.default_rng(0)).forward(x, train_flg=True)
    drawn = np.random.default_rng(0).random(x.shape, dtype=x.dtype)
    np.testing.assert_array_equal(out != 0, drawn >= 0.5)


def test_dropout_draws_a_new_mask_every_forward():
    layer = layers.Dropout(0.5, np.random.default_rng(0))
    first, second = layer.forward(np.ones((10, 10))), layer.forward(np.ones((10, 10)))
    assert not np.array_equal(first, second)


@pytest.mark.parametrize("inverted", [True, False])
def test_dropconnect_keeps_the_expectation_between_training_and_inference(inverted):
    rng = np.random.default_rng(0)
    layer = layers.DropConnect(draw(6, 4), draw(4, seed=1), 0.4, rng, inverted)
    x = draw(3, 6, seed=2)
    training = np.array([layer.forward(x, train_flg=True) for _ in range(20_000)])
    inference = layer.forward(x, train_flg=False)
    assert np.all(np.abs(training.mean(axis=0) - inference) < 5 * training.std(axis=0) / np.sqrt(len(training)))


def test_dropconnect_drops_weights_and_dropout_drops_outputs():
    W, b, x = np.ones((1, 1000)), np.zeros(1000), np.ones((2, 1))
    out = layers.DropConnect(W, b, 0.5, np.random.default_rng(0)).forward(x)
    np.testing.assert_array_equal(out[0], out[1])  # 同じ重みが落ちる
    out = layers.Dropout(0.5, np.random.default_rng(0)).forward(x @ W)
    assert not np.array_equal(out[0], out[1])


# --- 出力層 -------------------------------------------------------------------


def test_delta_of_softmax_and_sigmoid_output_layers_is_y_minus_t_over_n():
    x, t = draw(4, 3), one_hot([0, 2, 1, 2], 3)
    for layer in (layers.SoftmaxWithLoss(), layers.SigmoidWithLoss()):
        layer.forward(x, t)
        np.testing.assert_allclose(layer.backward(), (layer.y - t) / 4, rtol=1e-14)


@pytest.mark.parametrize("label_smoothing", [0.0, 0.2])
def test_softmax_output_layer_and_loss_function_agree(label_smoothing):
    x, t = draw(4, 3), np.array([0, 2, 1, 2])
    assert layers.SoftmaxWithLoss(label_smoothing).forward(x, t) == cross_entropy(x, t, label_smoothing)


@pytest.mark.parametrize(("label_smoothing", "loss"), [(0.0, 0.0), (0.2, np.inf)])
def test_the_output_layer_has_a_finite_gradient_where_a_class_cannot_occur(label_smoothing, loss):
    layer = layers.SoftmaxWithLoss(label_smoothing)
    assert layer.forward(np.array([[-np.inf, 0.0]]), np.array([1])) == loss
    np.testing.assert_allclose(layer.backward(), [[-label_smoothing / 2, label_smoothing / 2]], atol=1e-16)


def test_two_class_softmax_equals_sigmoid_of_the_difference():
    x, t = draw(6, 2), np.array([0, 1, 1, 0, 1, 0])
    assert layers.SoftmaxWithLoss().forward(x, t) == pytest.approx(binary_cross_entropy(x[:, 1] - x[:, 0], t))


def test_accuracy_counts_rows_for_softmax_and_labels_for_sigmoid():
    x = np.array([[2.0, -1.0, 0.5], [0.0, 1.0, -2.0]])
    assert layers.SoftmaxWithLoss.accuracy(x, np.array([0, 2])) == 0.5
    assert layers.SoftmaxWithLoss.accuracy(x, one_hot([0, 2], 3)) == 0.5
    assert layers.SigmoidWithLoss.accuracy(x, np.array([[1, 0, 1], [1, 1, 0]])) == pytest.approx(5 / 6)
    assert np.isnan(layers.IdentityWithLoss.accuracy(x, x))


# --- 間違いのメッセージ -------------------------------------------------------


def affine():
    return layers.Affine(np.zeros((5, 3)), np.zeros(3))


def after_forward():
    layer = affine()
    layer.forward(np.zeros((4, 5)))
    return layer


BN = layers.BatchNormalization


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: affine().forward(np.zeros((4, 6))), ValueError, r"x の形は \(N, 5\) .*渡された形: \(4, 6\)"),
        (lambda: affine().forward(np.zeros((4, 1, 5))), ValueError, r"x.reshape\(len\(x\), -1\)"),
        (lambda: affine().forward(np.zeros(5)), ValueError, r"渡された形: \(5,\)"),
        (lambda: affine().forward(np.zeros((4, 5), int)), TypeError, r"x は整数\(int64\)の配列"),
        (
            lambda: affine().forward(np.zeros((4, 5), "f4")),
            TypeError,
            r"x は float32、W は float64 .*x.astype\(np.float64\)",
        ),
        (
            lambda: layers.Affine(np.zeros((5, 3)), np.zeros((1, 3))).forward(np.zeros((4, 5))),
            ValueError,
            r"b の形は \(3,\) .*渡された形: \(1, 3\)",
        ),
        (lambda: affine().backward(np.zeros((4, 3))), RuntimeError, "backward の前に forward"),
        (
            lambda: after_forward().backward(np.zeros((4, 5))),
            ValueError,
            r"dout の形 \(4, 5\) が、forward の出力の形 \(4, 3\)",
        ),
        (lambda: after_forward().backward(np.zeros((4, 3), "f4")), TypeError, "dout は float32、forward の"),
        (lambda: BN(np.ones(5), np.zeros(5)).forward(np.zeros((4, 6))), ValueError, r"\(N, 5\) か \(N, 5, H, W\)"),
        (lambda: BN(np.ones(5), np.zeros(5)).forward(np.zeros((4, 5, 2))), ValueError, r"渡された形: \(4, 5, 2\)"),
        (lambda: BN(np.ones(5), np.zeros(5)).forward(np.zeros((1, 5))), ValueError, "2 件以上.*drop_last=True"),
        (lambda: BN(np.ones(5), np.zeros(5), momentum=1.5), ValueError, "momentum は 0 以上 1 以下"),
        (
            lambda: layers.LayerNormalization(np.ones(5), np.zeros(5)).forward(np.zeros((4, 6))),
            ValueError,
            r"x の 1 件の形 \(6,\) を、gamma の形 \(5,\)",
        ),
        (lambda: layers.GroupNormalization(np.ones(5), np.zeros(5), groups=2), ValueError, "groups=2 で割り切れません"),
        (lambda: layers.Dropout(1.0, np.random.default_rng(0)), ValueError, "dropout_ratio は 0 以上 1 未満"),
        (lambda: layers.Dropout(0.5, 0), TypeError, r"rng には numpy.random.default_rng\(種\)"),
        (lambda: layers.DropConnect(np.ones((2, 2)), np.zeros(2), 0.5, 0), TypeError, "rng には"),
        (lambda: layers.Dropout(0.5, np.random.default_rng(0)).forward(np.ones((2, 2), int)), TypeError, "x は整数"),
        (lambda: layers.Dropout(0.5, np.random.default_rng(0)).forward([[1.0]]), TypeError, "x は NumPy の配列"),
        (lambda: layers.Affine(np.ones((5, 3), int), np.zeros(3)).forward(np.zeros((4, 5))), TypeError, "W は整数"),
        (lambda: layers.Affine([[1.0]], np.zeros(1)).forward(np.zeros((4, 1))), TypeError, "W は NumPy の配列"),
        (lambda: layers.Affine(np.zeros((5, 3)), None).forward(np.zeros((4, 5))), TypeError, "b は NumPy の配列"),
        (
            lambda: layers.DropConnect(np.zeros((5, 3), "f4"), np.zeros(3), 0.5, np.random.default_rng(0)).forward(
                np.zeros((4, 5), "f4")
            ),
            TypeError,
            "b は float64、W は float32",
        ),
        (lambda: BN(np.ones(5, int), np.zeros(5)).forward(np.zeros((4, 5))), TypeError, "gamma は整数"),
        (lambda: BN(np.ones(5), np.zeros(4)).forward(np.zeros((4, 5))), ValueError, r"beta の形は .*\(5,\)"),
        (lambda: BN(np.ones(5), np.zeros(1)).forward(np.zeros((4, 5))), ValueError, r"beta の形は .*\(5,\)"),
        (lambda: BN(np.ones(5, "f4"), np.zeros(5)).forward(np.zeros((4, 5), "f4")), TypeError, "beta は float64"),
        (lambda: BN(np.ones((1, 5)), np.zeros((1, 5))).forward(np.zeros((4, 5))), ValueError, "gamma の形は"),
        (lambda: BN(np.ones(5), np.zeros(5)).forward(np.zeros((0, 5))), ValueError, "0 件では分散を取れません"),
        (
            lambda: layers.LayerNormalization(np.ones(2), np.arange(4.0)[:, None]).forward(np.zeros((4, 2))),
            ValueError,
            r"beta の形は .*\(2,\)",
        ),
        (
            lambda: layers.InstanceNormalization(np.ones(3), np.zeros(3)).forward(np.zeros((4, 3))),
            ValueError,
            "1 組に 1 個の値しかない",
        ),
        (
            lambda: layers.GroupNormalization(np.ones(4), np.zeros(4), 4).forward(np.zeros((2, 4, 1, 1))),
            ValueError,
            "1 組に 1 個の値しかない",
        ),
        (lambda: layers.SoftmaxWithLoss().backward(), RuntimeError, "backward の前に forward"),
        (lambda: layers.SigmoidWithLoss().backward(), RuntimeError, "backward の前に forward"),
        (lambda: layers.IdentityWithLoss().backward(), RuntimeError, "backward の前に forward"),
        (lambda: layers.SigmoidWithLoss.accuracy(np.zeros((3, 1)), np.zeros(3)), ValueError, r"正解 t の形 \(3,\)"),
        (lambda: layers.SoftmaxWithLoss.accuracy(np.eye(3), np.array([[0], [1], [2]])), ValueError, r"t.ravel\(\)"),
        (lambda: layers.SoftmaxWithLoss.accuracy(np.eye(3), np.array([1])), ValueError, "件数が予測と違います"),
        (lambda: layers.Affine(np.ones(3), np.zeros(1)).forward(np.ones((2, 3))), ValueError, r"W の形は .*W.reshape"),
        (lambda: layers.Affine(np.ones((3, 1, 1)), np.zeros(1)).forward(np.ones((2, 3))), ValueError, "W の形は"),
        (lambda: layers.InstanceNormalization(4, 4), TypeError, "beta は NumPy の配列"),
        (lambda: layers.GroupNormalization(1.0, 0.0, 2), TypeError, "beta は NumPy の配列"),
        (lambda: layers.GroupNormalization(np.ones((2, 2)), np.ones((2, 2)), 2), ValueError, "gamma の形は"),
        (
            lambda: layers.SoftmaxWithLoss().forward(np.zeros((1, 3)), np.array([[1, 0, 1]])),
            ValueError,
            "各行の和を 1 .*SigmoidWithLoss",
        ),
    ],
)
def test_a_slip_gets_a_message_that_says_what_was_got_and_what_was_wanted(call, error, message):
    with pytest.raises(error, match=message):
        call()


@pytest.mark.parametrize("name", BUILDERS)
def test_every_layer_checks_dout(name):
    build, shape = BUILDERS[name]
    layer, x = build(), draw(*shape)
    with pytest.raises(RuntimeError, match="backward の前に forward"):
        layer.backward(x)
    out = layer.forward(x)
    with pytest.raises(ValueError, match="dout の形"):
        layer.backward(out[:1])  # ブロードキャストできる形
    with pytest.raises(TypeError, match=r"dout は float32、.*は float64"):
        layer.backward(out.astype(np.float32))


@pytest.mark.parametrize("name", [name for name in BUILDERS if BUILDERS[name][0]().params])
def test_every_layer_with_parameters_checks_x(name):
    build, shape = BUILDERS[name]
    with pytest.raises(TypeError, match=r"x は float32、.*は float64"):
        build().forward(draw(*shape).astype(np.float32))
    with pytest.raises(TypeError, match="x は整数"):
        build().forward(np.ones(shape, int))
    with pytest.raises(ValueError, match=r"x の( 1 件の)?形"):
        build().forward(draw(shape[0], shape[1] * 2, *shape[2:]))


@pytest.mark.parametrize(
    "build",
    [
        lambda eps: layers.BatchNormalization(np.ones(4), np.zeros(4), eps=eps),
        lambda eps: layers.LayerNormalization(np.ones(4), np.zeros(4), eps=eps),
        lambda eps: layers.GroupNormalization(np.ones(4), np.zeros(4), groups=2, eps=eps),
        lambda eps: layers.InstanceNormalization(np.ones(4), np.zeros(4), eps=eps),
    ],
)
def test_eps_below_zero_is_refused(build):
    with pytest.raises(ValueError, match="eps は 0 以上"):
        build(-1e-5)


def test_leaky_relu_has_the_slope_alpha_at_zero_and_the_default_of_pytorch():
    layer = layers.LeakyRelu()
    np.testing.assert_array_equal(layer.forward(np.array([-1.0, 0.0, 2.0])), [-0.01, 0, 2])
    np.testing.assert_array_equal(layer.backward(np.ones(3)), [0.01, 0.01, 1])


def test_batchnorm_trains_on_one_image_and_not_on_one_pixel():
    layer = layers.BatchNormalization(np.ones(6), np.zeros(6), eps=1e-12)
    np.testing.assert_allclose(layer.forward(draw(1, 6, 2, 3)).mean(axis=(0, 2, 3)), 0, atol=1e-12)
    with pytest.raises(ValueError, match="2 件以上"):
        layer.forward(draw(1, 6, 1, 1))


def test_dropconnect_has_the_two_forms_of_dropout():
    W, x = np.ones((1, 1000)), np.ones((1, 1))
    for inverted, kept, inference in [(True, 1 / 0.6, 1.0), (False, 1.0, 0.6)]:
        layer = layers.DropConnect(W, np.zeros(1000), 0.4, np.random.default_rng(0), inverted)
        out = layer.forward(x, train_flg=True)
        np.testing.assert_allclose(out[out != 0], kept)
        assert (out == 0).mean() == pytest.approx(0.4, abs=0.05)
        np.testing.assert_allclose(layer.forward(x, train_flg=False), inference)


def test_dropconnect_refuses_to_drop_everything():
    with pytest.raises(ValueError, match="dropout_ratio は 0 以上 1 未満"):
        layers.DropConnect(np.ones((4, 1)), np.zeros(1), 1.0, np.random.default_rng(0))


@pytest.mark.parametrize("label_smoothing", [-0.1, 1.5])
def test_label_smoothing_is_checked_when_the_layer_is_made(label_smoothing):
    with pytest.raises(ValueError, match="label_smoothing は 0 以上 1 以下"):
        layers.SoftmaxWithLoss(label_smoothing)


@pytest.mark.parametrize(
    ("layer", "x", "bad", "good"),
    [
        (layers.SigmoidWithLoss(), np.zeros((3, 1)), np.array([0, 1, 1]), np.array([[0], [1], [1]])),
        (layers.IdentityWithLoss(), np.zeros((3, 1)), np.array([0.0, 1.0, 1.0]), np.ones((3, 1))),
        (layers.SoftmaxWithLoss(), np.zeros((3, 2)), np.array([0, 1, 2]), np.array([0, 1, 1])),
    ],
)
def test_a_refused_target_is_not_remembered(layer, x, bad, good):
    with pytest.raises(ValueError, match=r"正解|0 から 1 の整数"):
        layer.forward(x, bad)
    with pytest.raises(RuntimeError, match="backward の前に forward"):
        layer.backward()
    layer.forward(x, good)
    assert layer.backward().shape == x.shape


def test_accuracy_takes_lists_too():
    assert layers.SoftmaxWithLoss.accuracy([[0.0, 1.0], [0.0, 1.0]], [1, 0]) == 0.5
    assert layers.SigmoidWithLoss.accuracy([[1.0, -1.0]], [[1, 1]]) == 0.5
