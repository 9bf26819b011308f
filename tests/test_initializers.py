"""初期値の平均と分散が、決めた軸の fan から計算した値になることを確かめます。"""

import math

import numpy as np
import pytest

from eshikaku import initializers as I

DENSE = (300, 100)  # 入力 300、出力 100
CONV = (40, 20, 5, 5)  # 入力 20×25 = 500、出力 40×25 = 1000
EXPECTED_VARIANCE = {
    (I.xavier, DENSE): 2 / (300 + 100),
    (I.he, DENSE): 2 / 300,
    (I.lecun, DENSE): 1 / 300,
    (I.xavier, CONV): 2 / (500 + 1000),
    (I.he, CONV): 2 / 500,
    (I.lecun, CONV): 1 / 500,
}


def assert_moments(W, variance, kurtosis):
    """標本の平均と分散が、標本誤差の 4 倍に収まることを確かめます。kurtosis は E[w⁴]/E[w²]²。"""
    assert abs(W.mean()) < 4 * math.sqrt(variance / W.size)
    assert abs(W.var() / variance - 1) < 4 * math.sqrt((kurtosis - 1) / W.size)


@pytest.mark.parametrize(("distribution", "kurtosis"), [("normal", 3.0), ("uniform", 9 / 5)])
@pytest.mark.parametrize(("init", "shape"), EXPECTED_VARIANCE)
@pytest.mark.parametrize("seed", range(3))
def test_mean_and_variance_are_those_of_the_paper(init, shape, distribution, kurtosis, seed):
    W = init(shape, np.random.default_rng(seed), distribution=distribution)
    assert W.shape == shape
    assert_moments(W, EXPECTED_VARIANCE[init, shape], kurtosis)
    if distribution == "uniform":
        assert abs(W).max() <= math.sqrt(3 * EXPECTED_VARIANCE[init, shape])


@pytest.mark.parametrize(("fan", "size"), [("in", 300), ("out", 100), ("avg", 200)])
@pytest.mark.parametrize("init", [I.xavier, I.he, I.lecun])
def test_fan_and_gain_set_the_variance(init, fan, size):
    W = init(DENSE, np.random.default_rng(0), gain=3.0, fan=fan)
    assert_moments(W, 9.0 / size, 3.0)


def test_normal_takes_a_standard_deviation_and_uniform_a_bound():
    assert_moments(I.normal(DENSE, np.random.default_rng(0), std=0.1), 0.01, 3.0)
    assert_moments(I.uniform(DENSE, np.random.default_rng(0), bound=0.3), 0.03, 9 / 5)


def test_he_keeps_the_second_moment_through_relu_layers_and_lecun_halves_it():
    rng = np.random.default_rng(0)
    x0 = rng.normal(size=(500, 400))
    for init, factor in [(I.he, 1.0), (I.lecun, 0.5)]:
        x = x0
        for _ in range(5):
            x = np.maximum(x @ init((400, 400), rng), 0)
        assert (x**2).mean() == pytest.approx(factor**5, rel=0.25)


@pytest.mark.parametrize("alpha", [0.01, 0.3])
def test_gain_of_leaky_relu_keeps_the_second_moment(alpha):
    x = np.random.default_rng(0).normal(size=200_000)
    assert (np.where(x > 0, x, alpha * x) ** 2).mean() * I.gain("leaky_relu", alpha) ** 2 == pytest.approx(1, rel=0.02)


def test_gains_are_those_of_pytorch():
    torch = pytest.importorskip("torch", reason="PyTorch がないので、利得は比べません")
    for name, theirs in [("identity", "linear"), ("sigmoid",) * 2, ("tanh",) * 2, ("relu",) * 2]:
        assert I.gain(name) == pytest.approx(torch.nn.init.calculate_gain(theirs), rel=1e-15)
    theirs = torch.nn.init.calculate_gain("leaky_relu", 0.2)
    assert I.gain("leaky_relu", 0.2) == pytest.approx(theirs, rel=1e-15)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_every_initializer_returns_the_dtype_asked_for(dtype):
    rng = np.random.default_rng(0)
    made = [I.zeros((2, 3), dtype), I.constant((2, 3), np.float64(0.5), dtype), I.normal((2, 3), rng, dtype=dtype)]
    made += [I.uniform((2, 3), rng, dtype=dtype)]
    made += [
        init((2, 3), rng, distribution=d, dtype=dtype)
        for init in (I.xavier, I.he, I.lecun)
        for d in ("normal", "uniform")
    ]
    assert {W.dtype for W in made} == {np.dtype(dtype)}
    assert np.all(made[0] == 0)
    assert np.all(made[1] == 0.5)


@pytest.mark.parametrize("init", [I.normal, I.uniform, I.xavier, I.he, I.lecun])
def test_the_same_seed_gives_the_same_weights_and_the_next_draw_differs(init):
    rng = np.random.default_rng(7)
    first, second = init((4, 5), rng), init((4, 5), rng)
    np.testing.assert_array_equal(first, init((4, 5), np.random.default_rng(7)))
    assert not np.array_equal(first, second)


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: I.he((3, 4), 0), TypeError, "rng には numpy.random.default_rng"),
        (lambda: I.he((3,), np.random.default_rng(0)), ValueError, r"shape は \(入力数, 出力数\)"),
        (lambda: I.he((3, 0), np.random.default_rng(0)), ValueError, "shape の要素 は 1 以上の整数"),
        (lambda: I.he((3, 4), np.random.default_rng(0), fan="fan_in"), ValueError, r"fan は 'in'、'out'、'avg' の"),
        (lambda: I.he((3, 4), np.random.default_rng(0), gain=0), ValueError, "gain は 0 より大きい"),
        (lambda: I.he((3, 4), np.random.default_rng(0), distribution="gauss"), ValueError, "distribution は"),
        (lambda: I.normal((3, 4), np.random.default_rng(0), std=-1), ValueError, "std は 0 以上"),
        (lambda: I.zeros((3, 4), int), TypeError, "dtype は np.float32 か np.float64"),
        (lambda: I.gain("swish"), ValueError, "activation は .*渡された値: 'swish'"),
        (lambda: I.uniform((3, 4), np.random.default_rng(0), bound=-1), ValueError, "bound は 0 以上"),
        (lambda: I.he((3, 4), np.random.RandomState(0)), TypeError, "rng には .*渡された型: RandomState"),
        (lambda: I.zeros((3, 4), np.float16), TypeError, "dtype は np.float32 か np.float64.*float16"),
    ],
)
def test_wrong_arguments_get_a_message_that_says_what_is_wanted(call, error, message):
    with pytest.raises(error, match=message):
        call()


def test_gains_are_the_documented_numbers():
    """PyTorch が無くても確かめる。"""
    names = ("identity", "sigmoid", "tanh", "relu", "leaky_relu")
    expected = [1.0, 1.0, 5 / 3, math.sqrt(2), math.sqrt(2 / (1 + 0.01**2))]
    assert [I.gain(name) for name in names] == expected


def test_defaults_are_normal_with_the_documented_fan_and_scale():
    def rng():
        return np.random.default_rng(0)

    normal = rng().standard_normal(DENSE)
    for init, std in [(I.scaled, 300**-0.5), (I.lecun, 300**-0.5), (I.he, (2 / 300) ** 0.5), (I.xavier, 200**-0.5)]:
        np.testing.assert_allclose(init(DENSE, rng()), std * normal, rtol=1e-14)
    np.testing.assert_allclose(I.normal(DENSE, rng()), 0.01 * normal, rtol=1e-14)
    assert abs(I.uniform(DENSE, rng())).max() == pytest.approx(0.01, rel=1e-3)
