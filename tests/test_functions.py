"""活性化関数と損失関数が、定義どおりの値を、極端な入力でも返すことを確かめます。"""

import math

import numpy as np
import pytest

from eshikaku import functions as F

ACTIVATIONS = [F.step, F.sigmoid, F.tanh, F.relu, F.leaky_relu, F.gelu, F.softmax, F.log_softmax]
LOSSES = [
    (F.mean_squared_error, lambda x: np.zeros(x.shape)),
    (F.mean_absolute_error, lambda x: np.zeros(x.shape)),
    (F.binary_cross_entropy, lambda x: np.ones(x.shape, int)),
    (F.multilabel_cross_entropy, lambda x: np.ones(x.shape, int)),
    (F.ordinal_cross_entropy, lambda x: np.zeros(len(x), int)),
    (F.cross_entropy, lambda x: np.zeros(len(x), int)),
]


@pytest.fixture
def x():
    return np.random.default_rng(0).normal(scale=3, size=(6, 4))


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("f", ACTIVATIONS)
def test_activation_keeps_dtype_and_input(f, dtype, x):
    x = x.astype(dtype)
    before = x.copy()
    assert f(x).dtype == dtype
    np.testing.assert_array_equal(x, before)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize(("loss", "target"), LOSSES)
def test_loss_keeps_dtype_and_inputs(loss, target, dtype, x):
    x, t = x.astype(dtype), target(x)
    before, t_before = x.copy(), t.copy()
    assert loss(x, t).dtype == dtype
    np.testing.assert_array_equal(x, before)
    np.testing.assert_array_equal(t, t_before)


@pytest.mark.parametrize("f", ACTIVATIONS)
def test_integers_give_the_same_values_as_floats(f):
    np.testing.assert_array_equal(f([-2, 0, 3]), f(np.array([-2.0, 0.0, 3.0])))


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_activations_are_exact_at_plus_minus_1000(dtype):
    x = np.array([-1e3, 0, 1e3], dtype)  # 警告(あふれ)は pytest の設定でエラーになる
    expected = {
        F.step: [0, 0, 1],
        F.sigmoid: [0, 0.5, 1],
        F.tanh: [-1, 0, 1],
        F.relu: [0, 0, 1e3],
        F.leaky_relu: [-10, 0, 1e3],
        F.gelu: [0, 0, 1e3],
        F.softmax: [0, 0, 1],
        F.log_softmax: [-2e3, -1e3, 0],
    }
    for f, values in expected.items():
        np.testing.assert_allclose(f(x), np.array(values, dtype), rtol=1e-6, err_msg=f.__name__)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_losses_are_exact_at_plus_minus_1000(dtype):
    x = np.array([[-1e3, 1e3]], dtype)
    assert F.binary_cross_entropy(x, np.array([[0, 1]])) == 0
    assert F.binary_cross_entropy(x, np.array([[1, 0]])) == 1e3
    assert F.multilabel_cross_entropy(x, np.array([[1, 0]])) == 2e3
    assert F.cross_entropy(x, np.array([1])) == 0
    assert F.cross_entropy(x, np.array([0])) == 2e3
    assert F.ordinal_cross_entropy(-x, np.array([1])) == 0


def test_sigmoid_keeps_relative_accuracy_in_its_small_tail():
    assert F.sigmoid(-40.0) == pytest.approx(math.exp(-40), rel=1e-12, abs=0)


def test_gelu_keeps_relative_accuracy_in_its_small_tail():
    assert F.gelu(-10.0) == pytest.approx(-10 * 0.5 * math.erfc(10 / math.sqrt(2)), rel=1e-14, abs=0)


def test_log_softmax_is_exact_where_adding_1e_7_is_not():
    x = np.array([[0.0, 30.0]])
    exact = -math.log1p(math.exp(30))
    assert F.log_softmax(x)[0, 0] == pytest.approx(exact, rel=1e-15, abs=0)
    assert abs(np.log(F.softmax(x)[0, 0] + 1e-7) - exact) > 10  # 小さな数を足す形は大きく外れる


def test_softmax_rows_sum_to_one_and_ignore_a_common_shift(x):
    np.testing.assert_allclose(F.softmax(x).sum(axis=1), 1, rtol=1e-14)
    np.testing.assert_allclose(F.softmax(x + 500), F.softmax(x), rtol=1e-12)


def test_temperature_flattens_when_large_and_picks_the_maximum_when_small(x):
    np.testing.assert_allclose(F.softmax(x, temperature=1e6), 1 / 4, atol=1e-5)
    np.testing.assert_allclose(F.softmax(x, temperature=1e-3), F.one_hot(x.argmax(axis=1), 4), atol=1e-12)
    np.testing.assert_allclose(F.softmax(x, temperature=2.0), F.softmax(x / 2), rtol=1e-14)


@pytest.mark.parametrize("temperature", [0, -1, np.nan])
def test_temperature_must_be_positive(temperature):
    with pytest.raises(ValueError, match=r"temperature は 0 より大きい有限な数"):
        F.softmax([1.0, 2.0], temperature)


def test_cross_entropies_equal_their_textbook_formulas(x):
    t = np.array([0, 1, 2, 3, 0, 1])
    y, onehot = F.softmax(x), F.one_hot(t, 4)
    p = F.sigmoid(x)
    binary = -(onehot * np.log(p) + (1 - onehot) * np.log(1 - p))
    assert F.cross_entropy(x, t) == pytest.approx(-np.log(y[np.arange(6), t]).mean(), rel=1e-13)
    assert F.binary_cross_entropy(x, onehot) == pytest.approx(binary.mean(), rel=1e-12)
    assert F.multilabel_cross_entropy(x, onehot) == pytest.approx(binary.sum(axis=1).mean(), rel=1e-12)


def test_class_numbers_and_one_hot_give_the_same_cross_entropy(x):
    t = np.array([0, 1, 2, 3, 0, 1])
    assert F.cross_entropy(x, t) == F.cross_entropy(x, F.one_hot(t, 4))


def test_label_smoothing_mixes_the_target_with_the_uniform_distribution(x):
    t = np.array([0, 1, 2, 3, 0, 1])
    uniform = np.full((6, 4), 0.25)
    mixed = 0.9 * F.cross_entropy(x, t) + 0.1 * F.cross_entropy(x, uniform)
    assert F.cross_entropy(x, t, label_smoothing=0.1) == pytest.approx(mixed, rel=1e-13)


NEVER = np.array([[-np.inf, 0.0]])  # クラス 0 の確率は、ちょうど 0


@pytest.mark.parametrize(
    ("t", "label_smoothing", "loss"),
    [([1], 0.0, 0.0), ([[0.0, 1.0]], 0.0, 0.0), ([0], 0.0, np.inf), ([[0.5, 0.5]], 0.0, np.inf), ([1], 0.1, np.inf)],
)
def test_a_class_that_cannot_occur_costs_nothing_unless_the_target_gives_it_a_probability(t, label_smoothing, loss):
    assert F.cross_entropy(NEVER, np.array(t), label_smoothing) == loss


@pytest.mark.parametrize(
    ("x", "t", "loss"), [(-np.inf, 0, 0), (np.inf, 1, 0), (-np.inf, 1, np.inf), (np.inf, 0, np.inf)]
)
def test_an_infinite_logit_is_certainty_in_the_binary_cross_entropies(x, t, loss):
    x, t = np.array([[x, 0.0]]), np.array([[t, 1]])
    assert F.multilabel_cross_entropy(x, t) == pytest.approx(loss + np.log(2))
    assert F.binary_cross_entropy(x, t) == pytest.approx((loss + np.log(2)) / 2)


def test_ordinal_loss_grows_with_the_distance_between_classes_and_cross_entropy_does_not():
    x = np.array([[4.0, -4.0, -4.0, -4.0]])  # 5 クラスのうち 1 を指す
    far = [F.ordinal_cross_entropy(x, np.array([k])) for k in (1, 2, 3, 4)]
    assert np.all(np.diff(far) > 1)
    logits = np.array([[0.0, 4.0, 0.0, 0.0, 0.0]])
    assert len({F.cross_entropy(logits, np.array([k])) for k in (2, 3, 4)}) == 1


def test_absolute_error_feels_an_outlier_less_than_squared_error():
    t, y = np.zeros(10), np.zeros(10)
    y[0] = 100
    assert F.mean_absolute_error(y, t) == 10
    assert F.mean_squared_error(y, t) == 1000


@pytest.mark.parametrize("loss", [F.mean_squared_error, F.mean_absolute_error, F.binary_cross_entropy])
def test_shapes_that_would_broadcast_are_refused(loss):
    with pytest.raises(ValueError, match=r"正解 t の形 \(3,\) が、.*の形 \(3, 1\) と違います"):
        loss(np.zeros((3, 1)), np.zeros(3))


@pytest.mark.parametrize(
    ("t", "error", "message"),
    [
        (np.array([0.0, 1.0]), TypeError, "クラス番号 t は整数の配列にしてください"),
        (np.array([0, 3]), ValueError, r"0 から 2 の整数にしてください\(渡された範囲: 0 から 3\)"),
        (np.array([-1, 0]), ValueError, "渡された範囲: -1 から 0"),
        (np.array([[0], [1]]), ValueError, r"t の形は \(N,\) .*渡された形: \(2, 1\).*t.ravel\(\)"),
        (np.array([[1.0, 0.0], [0.0, 1.0]]), ValueError, r"正解 t の形 \(2, 2\) が、予測 の形 \(2, 3\)"),
        (np.array([[2.0, -1.0, 0.0], [0.0, 1.0, 0.0]]), ValueError, "0 以上で、各行の和を 1"),
        (np.array([[0.9, 0.0, 0.0], [0.0, 1.0, 0.0]]), ValueError, "各行の和を 1"),
        (np.array([[np.nan, 0.0, 0.0], [0.0, 1.0, 0.0]]), ValueError, "各行の和を 1"),
        (np.array([0, 1, 2]), ValueError, r"件数が予測と違います\(t の形: \(3,\)、予測の形: \(2, 3\)\)"),
    ],
)
def test_cross_entropy_says_what_is_wrong_with_the_labels(t, error, message):
    with pytest.raises(error, match=message):
        F.cross_entropy(np.zeros((2, 3)), t)


@pytest.mark.parametrize("t", [[1, 2], [-1, 1]])
def test_binary_targets_outside_0_and_1_are_refused(t):
    with pytest.raises(ValueError, match="0 から 1 の値にしてください"):
        F.binary_cross_entropy(np.zeros(2), np.array(t))


@pytest.mark.parametrize("label_smoothing", [-0.1, 1.1])
def test_label_smoothing_outside_0_and_1_is_refused(label_smoothing):
    with pytest.raises(ValueError, match="label_smoothing は 0 以上 1 以下"):
        F.cross_entropy(np.zeros((1, 3)), np.array([0]), label_smoothing)


@pytest.mark.parametrize(
    ("loss", "t"), [(F.multilabel_cross_entropy, np.zeros(3)), (F.cross_entropy, np.zeros(3, int))]
)
def test_losses_over_rows_need_two_dimensional_logits(loss, t):
    with pytest.raises(ValueError, match=r"渡された形: \(3,\)"):
        loss(np.zeros(3), t)


@pytest.mark.parametrize("dtype", [bool, np.uint8])
@pytest.mark.parametrize("f", ACTIVATIONS)
def test_booleans_and_unsigned_integers_give_the_same_values_as_floats(f, dtype):
    x = np.array([0, 1, 1], dtype)
    assert f(x).dtype == np.float64
    np.testing.assert_array_equal(f(x), f(x.astype(float)))


def test_binary_cross_entropy_keeps_relative_accuracy_when_it_is_small():
    loss = F.binary_cross_entropy(np.array([-40.0]), np.array([0]))
    assert loss == pytest.approx(math.log1p(math.exp(-40)), rel=1e-12, abs=0)


def test_leaky_relu_checks_alpha_and_keeps_float32():
    assert F.leaky_relu(np.ones(2, np.float32), alpha=np.float64(0.1)).dtype == np.float32
    with pytest.raises(ValueError, match="alpha は有限な数"):
        F.leaky_relu(np.ones(2), alpha=np.nan)


def test_ordinal_targets_have_one_class_more_than_logits():
    F.ordinal_cross_entropy(np.zeros((1, 3)), np.array([3]))
    with pytest.raises(ValueError, match="0 から 3 の整数"):
        F.ordinal_cross_entropy(np.zeros((1, 3)), np.array([4]))


@pytest.mark.parametrize("t", [[[0.2, 0.2, 0.2], [0, 0, 1]], [[1, 1, 0], [0, 0, 0]], [[1, 1, 0], [1, 0, 0]]])
def test_probabilities_sum_to_one_in_every_row(t):
    with pytest.raises(ValueError, match=r"各行の和[はを] 1"):
        F.cross_entropy(np.zeros((2, 3)), np.array(t))


def test_class_numbers_are_not_booleans_and_not_a_column():
    with pytest.raises(TypeError, match=r"整数の配列にしてください.*bool"):
        F.one_hot(np.array([True, False]), 2)
    with pytest.raises(ValueError, match=r"形は \(N,\) .*渡された形: \(2, 1\)"):
        F.one_hot(np.array([[0], [1]]), 2)


def test_no_rows_give_an_empty_one_hot():
    assert F.one_hot(np.zeros(0, int), 3).shape == (0, 3)
