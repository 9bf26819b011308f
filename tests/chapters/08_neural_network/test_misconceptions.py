"""第 8 章「ニューラルネットワークと順伝播」の落とし穴: 誤った版が失敗し、正しい版が通ること(台帳の test)。"""

import numpy as np
import pytest

from eshikaku import functions
from eshikaku.networks import MultiLayerNet


def test_only_the_values_on_the_way_grow_with_the_batch():
    net = MultiLayerNet(4, [5, 3], 2, np.random.default_rng(0))
    before = sum(value.size for value in net.params.values())
    sizes = [sum(out.size for out in net.activations(np.ones((n, 4))).values()) for n in (1, 100)]
    assert sizes[1] == 100 * sizes[0]
    assert sum(value.size for value in net.params.values()) == before == 4 * 5 + 5 + 5 * 3 + 3 + 3 * 2 + 2


def test_affine_layers_collapse_and_one_relu_solves_xor():
    rng = np.random.default_rng(0)
    X, xor = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 1, 1, 0])
    for depth in (1, 3, 6):
        net = MultiLayerNet(2, [5] * depth, 1, rng, activation="identity", last_layer=None)
        z = net.predict(X.astype(float)).ravel()
        assert z[0] + z[3] == pytest.approx(z[1] + z[2])  # どの重みでも、2 組の和が等しい
        assert not np.array_equal(z > 0, xor == 1)
    hidden = np.maximum(X @ np.ones((2, 2)) + [0, -1], 0)
    assert (hidden @ [1, -2]).tolist() == xor.tolist()


def test_a_unit_that_is_negative_for_every_input_never_moves():
    x = np.random.default_rng(0).uniform(-1, 1, size=(50, 2))

    def bias_after(alpha, steps=2000):
        w, b = np.ones(2), -5.0
        for _ in range(steps):
            a = x @ w + b
            delta = 2 * (np.where(a > 0, a, alpha * a) - 1) * np.where(a > 0, 1, alpha) / len(x)
            w, b = w - 0.1 * delta @ x, b - 0.1 * delta.sum()
        return b

    assert bias_after(0) == -5
    assert bias_after(0.1) > 0.5
    assert functions.relu(np.array([3.0])) == 3  # 正の側では、飽和しない


def test_the_formulas_as_written_overflow_and_the_stable_forms_do_not():
    big = np.array([-1000.0, 0.0, 1000.0])
    with np.errstate(all="ignore"):
        assert np.isnan(np.exp(big) / np.exp(big).sum()).any()
        assert np.isnan((np.exp(big) - np.exp(-big)) / (np.exp(big) + np.exp(-big))).any()
        assert np.isinf(np.log(functions.softmax(big))).any()
    for stable in (functions.softmax, functions.sigmoid, functions.tanh, functions.log_softmax):
        assert np.isfinite(stable(big)).all()


def test_softmax_cannot_say_two_labels_at_once():
    both = np.array([[1, 1, 0]])
    rng = np.random.default_rng(0)
    for z in 20 * rng.normal(size=(200, 1, 3)):
        assert functions.softmax(z)[both == 1].min() <= 0.5
    assert functions.sigmoid(np.array([[10.0, 10, -10]])).round(3).tolist() == both.tolist()
    with pytest.raises(ValueError, match="マルチラベルなら"):
        functions.cross_entropy(np.zeros((1, 3)), both)


def test_probabilities_given_as_logits_leave_a_floor():
    t = np.arange(10)
    perfect = functions.one_hot(t, 10)
    assert functions.cross_entropy(perfect, t) == pytest.approx(np.log(np.e + 9) - 1)
    assert functions.cross_entropy(100 * perfect, t) < 1e-9


def test_a_column_minus_a_row_compares_every_pair():
    t = np.array([1.0, 2, 3, 4])
    y = t.reshape(-1, 1)
    assert (y - t).shape == (4, 4)
    assert np.mean((y - t) ** 2) == 2.5
    assert np.mean((y.ravel() - t) ** 2) == 0
    with pytest.raises(ValueError, match="形"):
        functions.mean_squared_error(y, t)
