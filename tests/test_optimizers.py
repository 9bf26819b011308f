"""optimizers.py が約束していること(PyTorch との比較は test_optimizers_torch.py)。"""

import copy
import pickle
import subprocess
import sys
import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from eshikaku import optimizer_base, optimizers
from eshikaku.optimizers import SGD, AdaDelta, AdaGrad, Adam, AdamW, AMSGrad, Momentum, Nesterov, RMSprop

ALL = list(optimizers.OPTIMIZERS.values())
STATEFUL = [cls for cls in ALL if cls.state_names]
quick = settings(deadline=None, max_examples=25)


def walk(optimizer, params, gradient, steps):
    """`steps` 回動かした後の params です。`gradient` は params を勾配の辞書に変える関数です。"""
    for _ in range(steps):
        optimizer.update(params, gradient(params))
    return params


def elongated(params):
    """x²/20 + y² の勾配です。"""
    return {"x": params["x"] / 10, "y": 2 * params["y"]}


def steps_of(optimizer, grads, x=0.0):
    """勾配の列 `grads` で動かしたときの、各回の移動量です。"""
    params, positions = {"x": x}, [x]
    for g in grads:
        optimizer.update(params, {"x": g})
        positions.append(params["x"])
    return np.diff(positions)


# --- 章に載せる経路の値


@pytest.mark.parametrize(
    ("optimizer", "steps", "end", "digits"),
    [
        (SGD(lr=0.95), 30, (-0.3504, 0.0848), 4),
        (SGD(lr=0.95), 100, (-3.24e-4, 5.31e-5), 6),
        (Momentum(lr=0.1, momentum=0.9), 30, (0.8964, 0.0881), 4),
        (Nesterov(lr=0.1, momentum=0.9), 30, (0.6896, -6.8e-4), 4),
        (AdaGrad(lr=1.5), 30, (-0.1202, 0.0), 4),
        (AdaGrad(lr=0.95), 30, (-0.9212, 3.9e-7), 4),
        (AdaGrad(lr=30), 1, (23.0, -28.0), 4),
        (AdaGrad(lr=30), 10, (-2.4e-5, 0.0), 6),
        (Adam(lr=0.3), 30, (0.1360, 0.3182), 4),
    ],
    ids=str,
)
def test_path_from_minus_7_2_ends_where_the_chapters_say(optimizer, steps, end, digits):
    params = walk(copy.deepcopy(optimizer), {"x": -7.0, "y": 2.0}, elongated, steps)
    np.testing.assert_allclose([params["x"], params["y"]], end, atol=0.6 * 10**-digits)


# --- 式から分かる事実


def test_sgd_on_the_elongated_bowl_turns_from_convergent_to_divergent_at_lr_1():
    heights = {lr: abs(walk(SGD(lr), {"x": -7.0, "y": 2.0}, elongated, 100)["y"]) for lr in (0.99, 1.0, 1.01)}
    assert heights[0.99] < 0.3
    assert heights[1.0] == 2
    assert heights[1.01] > 14


@pytest.mark.parametrize("cls", [Momentum, Nesterov])
@pytest.mark.parametrize(("lr", "momentum"), [(0.01, 0.9), (0.3, 0.5)])
def test_limit_speed_of_momentum_is_lr_over_1_minus_alpha(cls, lr, momentum):
    assert -steps_of(cls(lr, momentum), [1.0] * 400)[-1] == pytest.approx(lr / (1 - momentum))


def test_nesterov_params_are_the_look_ahead_point_of_the_original_form():
    theta, v, params, optimizer = -7.0, 0.0, {"x": -7.0}, Nesterov(lr=0.1, momentum=0.9)
    for _ in range(50):
        v = 0.9 * v - 0.1 * (theta + 0.9 * v) / 10
        theta = theta + v
        optimizer.update(params, {"x": params["x"] / 10})
        assert params["x"] == pytest.approx(theta + 0.9 * v, rel=1e-12)


def test_h_of_adagrad_is_the_sum_of_squared_gradients():
    optimizer, grads = AdaGrad(), np.random.default_rng(0).normal(size=50)
    steps_of(optimizer, grads.tolist())
    assert optimizer.h["x"] == pytest.approx(np.sum(grads**2))


@pytest.mark.parametrize("rho", [0.9, 0.99, 0.999])
def test_first_step_of_rmsprop_is_lr_over_root_1_minus_rho(rho):
    assert -steps_of(RMSprop(lr=0.01, rho=rho, eps=0), [3.0])[0] == pytest.approx(0.01 / np.sqrt(1 - rho))


@pytest.mark.parametrize("g", [1.0, 1e3, -1e6])
def test_first_step_of_adadelta_is_set_by_eps_and_not_by_the_gradient(g):
    assert steps_of(AdaDelta(rho=0.95, eps=1e-6), [g])[0] == pytest.approx(-np.sign(g) * np.sqrt(1e-6 / 0.05), rel=1e-4)


def test_adadelta_without_eps_never_starts():
    assert steps_of(AdaDelta(eps=0), [1.0] * 5).tolist() == [0] * 5


@pytest.mark.parametrize("cls", [Adam, AMSGrad])
@given(g=st.floats(1e-4, 1e150), sign=st.sampled_from([-1, 1]))
@quick
def test_first_step_of_adam_is_lr_whatever_the_gradients_scale(cls, g, sign):
    assert -sign * steps_of(cls(lr=0.1), [sign * g])[0] == pytest.approx(0.1, rel=2e-4)


@pytest.mark.parametrize(("g", "share"), [(1e-7, 10 / 11), (1e-8, 1 / 2), (1e-9, 1 / 11)])
def test_eps_breaks_the_first_step_of_adam_when_the_gradient_is_as_small_as_eps(g, share):
    assert -steps_of(Adam(lr=0.1, eps=1e-8), [g])[0] == pytest.approx(0.1 * share)


def test_bias_correction_makes_every_step_lr_when_the_gradient_is_constant():
    np.testing.assert_allclose(steps_of(Adam(lr=0.1), [5.0] * 100), -0.1, rtol=1e-6)


def test_amsgrad_converges_where_adam_goes_to_the_worst_point():
    """Reddi らの反例: 3 回に 1 回だけ勾配が C、ほかは -1。区間 [-1, 1] での最適点は -1。"""
    big, ends = 3.0, {}
    for cls in (Adam, AMSGrad):
        optimizer, params = cls(lr=0.5, beta1=0.0, beta2=1 / (1 + big**2)), {"x": 0.0}
        for t in range(1, 1501):
            optimizer.lr = 0.5 / np.sqrt(t)
            optimizer.update(params, {"x": big if t % 3 == 1 else -1.0})
            params["x"] = min(1.0, max(-1.0, params["x"]))
        ends[cls] = params["x"]
    assert ends[Adam] > 0.95
    assert ends[AMSGrad] < -0.95


def test_v_max_of_amsgrad_never_decreases():
    optimizer, params, before = AMSGrad(), {"x": 0.0}, 0.0
    for g in np.random.default_rng(0).normal(size=100):
        optimizer.update(params, {"x": float(g)})
        assert optimizer.v_max["x"] >= max(before, optimizer.v["x"])
        before = optimizer.v_max["x"]


def test_decay_in_the_loss_and_in_the_update_coincide_for_sgd():
    in_loss, in_update = {"x": 3.0}, {"x": 3.0}
    for g in np.random.default_rng(0).normal(size=100).tolist():
        SGD(0.1).update(in_loss, {"x": g + 0.2 * in_loss["x"]})
        decayed = {"x": in_update["x"] * (1 - 0.1 * 0.2)}
        SGD(0.1).update(decayed, {"x": g})
        in_update = decayed
    assert in_update["x"] == pytest.approx(in_loss["x"], rel=1e-12)


@pytest.mark.parametrize("weight_decay", [0.1, 0.5])
def test_adamw_shrinks_by_lr_lambda_but_adam_with_l2_moves_lr_whatever_lambda_is(weight_decay):
    decoupled, l2 = {"x": 3.0}, {"x": 3.0}
    AdamW(lr=0.01, weight_decay=weight_decay).update(decoupled, {"x": 0.0})
    Adam(lr=0.01).update(l2, {"x": weight_decay * l2["x"]})
    assert decoupled["x"] == pytest.approx(3 * (1 - 0.01 * weight_decay))
    assert l2["x"] == pytest.approx(3 - 0.01)


def test_adamw_without_decay_is_adam():
    grads = np.random.default_rng(0).normal(size=50).tolist()
    np.testing.assert_allclose(steps_of(AdamW(weight_decay=0), grads), steps_of(Adam(), grads), rtol=1e-12)


@pytest.mark.parametrize("cls", [AdaGrad, RMSprop, Adam])
def test_without_eps_a_zero_gradient_gives_nan(cls):
    params = {"x": 1.0}
    with pytest.warns(RuntimeWarning, match="invalid"):
        cls(eps=0).update(params, {"x": 0.0})
    assert np.isnan(params["x"])


# --- どのオプティマイザにも共通する性質

values = st.floats(-100, 100, width=32)
vectors = hnp.arrays(np.float64, st.integers(1, 6), elements=values)


@pytest.mark.parametrize("cls", ALL)
@given(x=st.dictionaries(st.text(max_size=2), values, max_size=5), random=st.randoms(use_true_random=False))
@quick
def test_order_of_names_does_not_matter(cls, x, random):
    names = list(x)
    random.shuffle(names)
    expected = walk(cls(), dict(x), lambda p: {k: p[k] / 2 + 1 for k in p}, 3)
    actual = walk(cls(), {k: x[k] for k in names}, lambda p: {k: p[k] / 2 + 1 for k in reversed(names)}, 3)
    assert actual == expected


@pytest.mark.parametrize("cls", ALL)
@given(x=vectors, data=st.data())
@quick
def test_splitting_an_array_into_two_parameters_changes_nothing(cls, x, data):
    cut = data.draw(st.integers(0, len(x)))
    parts = {"head": x[:cut].copy(), "tail": x[cut:].copy()}
    whole = walk(cls(), {"x": x.copy()}, lambda p: {k: p[k] / 2 + 1 for k in p}, 3)["x"]
    walk(cls(), parts, lambda p: {k: p[k] / 2 + 1 for k in p}, 3)
    np.testing.assert_array_equal(np.concatenate([parts["head"], parts["tail"]]), whole)


@pytest.mark.parametrize("cls", ALL)
@given(x=vectors)
@quick
def test_plain_floats_move_exactly_like_the_elements_of_an_array(cls, x):
    array = walk(cls(), {"x": x.copy()}, lambda p: {"x": p["x"] / 2 + 1}, 3)["x"]
    floats = walk(cls(), dict(enumerate(x.tolist())), lambda p: {k: p[k] / 2 + 1 for k in p}, 3)
    assert all(type(value) is float for value in floats.values())
    np.testing.assert_array_equal(list(floats.values()), array)


@pytest.mark.parametrize("cls", [SGD, Momentum, Nesterov])
@given(grads=st.lists(values, min_size=1, max_size=5), power=st.integers(-10, 10))
@quick
def test_scaling_the_gradients_scales_the_steps_of_sgd_and_momentum(cls, grads, power):
    scaled = steps_of(cls(lr=0.125, momentum=0.5) if cls is not SGD else SGD(0.125), [g * 2.0**power for g in grads])
    plain = steps_of(cls(lr=0.125, momentum=0.5) if cls is not SGD else SGD(0.125), grads)
    np.testing.assert_allclose(scaled, plain * 2.0**power, rtol=1e-9, atol=1e-30)


@pytest.mark.parametrize("cls", [AdaGrad, RMSprop, Adam, AMSGrad])
@given(grads=st.lists(st.floats(0.01, 100), min_size=1, max_size=5), scale=st.floats(1e-6, 1e6))
@quick
def test_scaling_the_gradients_does_not_change_the_steps_of_adaptive_methods_without_eps(cls, grads, scale):
    scaled = steps_of(cls(lr=0.1, eps=0), [g * scale for g in grads])
    np.testing.assert_allclose(scaled, steps_of(cls(lr=0.1, eps=0), grads), rtol=1e-9)


LAYOUTS = {
    "C 順": lambda a: a.copy(),
    "Fortran 順": np.asfortranarray,
    "転置": lambda a: a.T.copy().T,
    "逆順": lambda a: a[::-1].copy()[::-1],
    "飛び飛び": lambda a: np.repeat(a, 3, axis=1)[:, ::3],
}


@pytest.mark.parametrize("block_bytes", [64, optimizer_base.BLOCK_BYTES])
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("cls", ALL)
def test_memory_layout_and_block_size_do_not_change_the_result(monkeypatch, cls, layout, block_bytes):
    x, g = np.random.default_rng(0).normal(size=(2, 7, 11))
    expected, optimizer, states = x.copy(), cls(), [np.zeros_like(x) for _ in cls.state_names]
    for optimizer.iter in (1, 2):
        optimizer.rule(expected, g, *states)
    monkeypatch.setattr(optimizer_base, "BLOCK_BYTES", block_bytes)
    params = walk(cls(), {"x": LAYOUTS[layout](x)}, lambda _: {"x": g}, 2)
    np.testing.assert_array_equal(params["x"], expected)


@pytest.mark.parametrize("cls", ALL)
def test_float64_gradient_of_float32_params_is_rounded_to_float32_first(cls):
    x, g = np.random.default_rng(0).normal(size=(2, 7))
    x, rounded = x.astype(np.float32), g.astype(np.float32)
    given, expected = ({"x": x.copy()} for _ in range(2))
    walk(cls(), given, lambda _: {"x": g}, 3)
    walk(cls(), expected, lambda _: {"x": rounded}, 3)
    np.testing.assert_array_equal(given["x"], expected["x"])


@pytest.mark.parametrize("cls", ALL)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("shape", [(), (0,), (0, 3), (1,), (2, 3, 4)])
def test_array_of_any_shape_is_updated_in_place_and_keeps_its_dtype(cls, dtype, shape):
    x = np.ones(shape, dtype)
    params, optimizer = {"x": x}, cls()
    walk(optimizer, params, lambda _: {"x": np.ones(shape, dtype)}, 2)
    assert params["x"] is x
    assert x.dtype == dtype
    assert (x < 1).all()
    for name in cls.state_names:
        assert getattr(optimizer, name)["x"].dtype == dtype


@pytest.mark.parametrize("cls", ALL)
def test_numpy_scalar_as_lr_does_not_promote_float32(cls):
    x, g = np.random.default_rng(0).normal(size=(2, 1000)).astype(np.float32)
    plain, scalar = {"x": x.copy()}, {"x": x.copy()}
    walk(cls(lr=0.1), plain, lambda _: {"x": g}, 3)
    walk(cls(lr=np.float64(0.1)), scalar, lambda _: {"x": g}, 3)
    np.testing.assert_array_equal(scalar["x"], plain["x"])


def test_plain_integers_become_floats_instead_of_being_truncated():
    params = {"x": -7, "y": 2}
    SGD(lr=0.1).update(params, {"x": 1, "y": 4})
    assert params == {"x": -7.1, "y": 1.6}


@pytest.mark.parametrize("cls", ALL)
def test_gradients_are_not_changed(cls):
    g = np.array([1.0, -2.0])
    walk(cls(), {"x": np.zeros(2)}, lambda _: {"x": g}, 3)
    assert g.tolist() == [1, -2]


@pytest.mark.parametrize("cls", ALL)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_memory_beyond_the_state_is_a_few_blocks_whatever_the_size(cls, dtype):
    params, grads = {"x": np.ones(2**20, dtype)}, {"x": np.ones(2**20, dtype)}
    optimizer = cls()
    optimizer.update(params, grads)
    tracemalloc.start()
    optimizer.update(params, grads)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 6 * optimizer_base.BLOCK_BYTES < params["x"].nbytes


PAGE_FAULTS = """
import resource, sys
import numpy as np
from eshikaku.optimizers import OPTIMIZERS

for n in (784 * 100, 10**6):
    params, grads = ({"x": np.ones(n, np.float32)} for _ in range(2))
    optimizer = OPTIMIZERS[sys.argv[1]]()
    for step in range(25):
        if step == 5:
            before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
        optimizer.update(params, grads)
    print((resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before) / 20)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="ページフォールトの数え方は Linux のもの")
@pytest.mark.parametrize("cls", ALL)
def test_a_fresh_process_updates_without_page_faults(cls):
    """長く動いたプロセスは malloc が学んでいて起こさないので、始めたばかりのプロセスで数えます。"""
    command = [sys.executable, "-c", PAGE_FAULTS, cls.__name__]
    shown = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert max(map(float, shown.split())) < 1


def test_large_finite_gradients_are_not_mistaken_for_infinity():
    params = {"x": np.zeros(2, np.float32)}
    SGD(lr=1.0).update(params, {"x": np.array([3e38, -3e38], np.float32)})
    np.testing.assert_array_equal(params["x"], np.array([-3e38, 3e38], np.float32))


# --- 間違った入力


def frozen(array):
    array.flags.writeable = False
    return array


SHARED = np.ones(3)
BAD_INPUTS = {
    "勾配が足りない": ({}, ValueError, r"grads に無い名前: \['z'\]"),
    "params が足りない": ({"z": (None, np.ones(3))}, ValueError, r"params に無い名前: \['z'\]"),
    "形が違う": ({"z": (np.ones((3, 1)), np.ones(3))}, ValueError, r"形 \(3,\) が、.*形 \(3, 1\)"),
    "数に配列の勾配": ({"z": (1.0, np.ones(1))}, ValueError, r"形 \(1,\) が、.*形 \(\)"),
    "配列に数の勾配": ({"z": (np.ones(1), 1.0)}, ValueError, "形"),
    "整数の配列": ({"z": (np.array([1, 2]), np.ones(2))}, TypeError, r"整数\(int64\)の配列.*astype\(float\)"),
    "整数の勾配": ({"z": (np.ones(2), np.array([1, 2]))}, TypeError, r"grads\['z'\] は整数"),
    "真偽値の配列": ({"z": (np.array([True]), np.ones(1))}, TypeError, "整数"),
    "float16": ({"z": (np.ones(1, np.float16), np.ones(1))}, TypeError, "float32 か float64.*float16"),
    "複素数": ({"z": (np.ones(1, complex), np.ones(1))}, TypeError, "float32 か float64"),
    "リスト": ({"z": ([1.0], np.ones(1))}, TypeError, r"params\['z'\] は list です.*np\.array"),
    "勾配がリスト": ({"z": (np.ones(1), [1.0])}, TypeError, r"grads\['z'\] は list です.*np\.array"),
    "文字列": ({"z": ("1", 1.0)}, TypeError, "数にしてください.*str"),
    "真偽値": ({"z": (True, 1.0)}, TypeError, "数にしてください.*bool"),
    "NaN": ({"z": (np.ones(2), np.array([1, np.nan]))}, ValueError, "NaN か無限大.*lr"),
    "無限大": ({"z": (np.ones(2), np.array([-np.inf, np.inf]))}, ValueError, "NaN か無限大"),
    "数の NaN": ({"z": (1.0, np.nan)}, ValueError, "NaN か無限大"),
    "書き込めない配列": ({"z": (frozen(np.ones(2)), np.ones(2))}, ValueError, r"書き込めない.*copy\(\)"),
    "勾配とメモリを共有": ({"z": (SHARED, SHARED[::-1])}, ValueError, r"共有.*copy\(\)"),
}


@pytest.mark.parametrize("case", BAD_INPUTS)
@pytest.mark.parametrize("cls", [SGD, Adam])
@pytest.mark.parametrize("steps_before", [0, 2])
def test_wrong_input_gives_a_japanese_error_and_changes_nothing(cls, case, steps_before):
    extra, error, message = BAD_INPUTS[case]
    optimizer = cls()
    params = walk(optimizer, {"x": 1.0, "y": np.ones(2)}, lambda p: {"x": 1.0, "y": np.ones(2)}, steps_before)
    params |= {"z": 1.0} if not extra else {k: x for k, (x, _) in extra.items() if x is not None}
    grads = {"x": 1.0, "y": np.ones(2)} | {k: g for k, (_, g) in extra.items()}
    before = pickle.dumps((params, optimizer.state_dict()))
    with pytest.raises(error, match=message):
        optimizer.update(params, grads)
    assert pickle.dumps((params, optimizer.state_dict())) == before


@pytest.mark.parametrize(("params", "grads"), [([1.0], [1.0]), ({"x": 1.0}, [1.0]), (None, {})])
def test_params_and_grads_must_be_dicts(params, grads):
    with pytest.raises(TypeError, match="辞書にしてください"):
        SGD().update(params, grads)


def test_one_array_under_two_names_is_refused_with_the_way_to_tie_weights():
    W = np.ones((2, 2))
    with pytest.raises(ValueError, match=r"'W'.*'tied'.*足し合わせて"):
        SGD().update({"W": W, "tied": W.T}, {"W": np.ones((2, 2)), "tied": np.ones((2, 2))})
    assert (W == 1).all()


@pytest.mark.parametrize("cls", STATEFUL)
@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"x": np.ones(2)}, "y"),
        ({"x": np.ones(2), "y": 1.0, "new": 1.0}, "new"),
        ({"x": np.ones(3), "y": 1.0}, "x"),
        ({"x": np.ones(2, np.float32), "y": 1.0}, "x"),
        ({"x": np.ones(2), "y": np.array(1.0)}, "y"),
    ],
)
def test_parameters_that_changed_since_the_last_update_are_refused_by_name(cls, changed, name):
    optimizer = cls()
    optimizer.update({"x": np.ones(2), "y": 1.0}, {"x": np.ones(2), "y": 1.0})
    before = pickle.dumps((changed, optimizer.state_dict()))
    with pytest.raises(ValueError, match=rf"これまでの update と違います\(違うもの: \['{name}'\]"):
        optimizer.update(changed, {k: np.ones_like(x) if np.ndim(x) else 1.0 for k, x in changed.items()})
    assert pickle.dumps((changed, optimizer.state_dict())) == before


@pytest.mark.parametrize(
    ("cls", "name", "value", "message"),
    [
        *((cls, "lr", value, "lr は 0 以上の有限な数") for cls in ALL for value in (-0.1, np.nan, np.inf)),
        (SGD, "lr", "0.1", "lr は数にしてください.*str"),
        (SGD, "lr", True, "lr は数にしてください.*bool"),
        (Momentum, "momentum", 1.0, "momentum は 0 以上 1 未満"),
        (Nesterov, "momentum", -0.1, "momentum は 0 以上 1 未満"),
        (RMSprop, "rho", 1.0, "rho は 0 以上 1 未満"),
        (AdaDelta, "rho", 1.5, "rho は 0 以上 1 未満"),
        *((cls, "beta1", 1.0, "beta1 は 0 以上 1 未満") for cls in (Adam, AMSGrad, AdamW)),
        *((cls, "beta2", -1e-9, "beta2 は 0 以上 1 未満") for cls in (Adam, AMSGrad, AdamW)),
        *((cls, "eps", -1e-8, "eps は 0 以上") for cls in (AdaGrad, RMSprop, AdaDelta, Adam, AMSGrad, AdamW)),
        (AdamW, "weight_decay", -0.1, "weight_decay は 0 以上"),
    ],
)
def test_hyperparameter_is_checked_when_built_and_when_changed(cls, name, value, message):
    with pytest.raises((TypeError, ValueError), match=message):
        cls(**{name: value})
    optimizer = cls()
    before = getattr(optimizer, name)
    with pytest.raises((TypeError, ValueError), match=message):
        setattr(optimizer, name, value)
    assert getattr(optimizer, name) == before


# --- 保存と再開


def mixed_params():
    return {"W": np.arange(6.0).reshape(2, 3), "b": np.ones(3, np.float32), "x": 1.0}


def noisy_gradient(params):
    return {key: x / 3 + 1 for key, x in params.items()}


@pytest.mark.parametrize("cls", ALL)
def test_restored_run_continues_bit_for_bit(cls):
    optimizer, params = cls(lr=0.2), mixed_params()
    walk(optimizer, params, noisy_gradient, 5)
    optimizer.lr = 0.1
    saved = pickle.loads(pickle.dumps((params, optimizer.state_dict())))
    walk(optimizer, params, noisy_gradient, 5)
    restored = cls()
    restored.load_state_dict(saved[1])
    assert pickle.dumps(walk(restored, saved[0], noisy_gradient, 5)) == pickle.dumps(params)
    assert repr(restored) == repr(optimizer)
    assert restored.iter == 10


def test_saved_state_shares_no_memory_with_the_optimizer_on_either_side():
    optimizer, restored, params = Adam(), Adam(), mixed_params()
    walk(optimizer, params, noisy_gradient, 2)
    saved = optimizer.state_dict()
    saved_before = pickle.dumps(saved)
    walk(optimizer, params, noisy_gradient, 1)
    assert pickle.dumps(saved) == saved_before
    restored.load_state_dict(saved)
    restored_before = pickle.dumps(restored.state_dict())
    saved["state"]["m"]["W"][...] = 0
    assert pickle.dumps(restored.state_dict()) == restored_before


def break_state(change):
    optimizer = Adam()
    walk(optimizer, mixed_params(), noisy_gradient, 2)
    saved = optimizer.state_dict()
    change(saved)
    return saved


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: None, "辞書"),
        (lambda: Momentum().state_dict(), "Momentum の状態なので、Adam には読み込めません"),
        (lambda: break_state(lambda s: s.pop("iter")), r"state_dict に無い名前: \['iter'\]"),
        (lambda: break_state(lambda s: s.update(iter=1.5)), "iter は整数"),
        (lambda: break_state(lambda s: s.update(iter=0)), "状態 m の有無が、更新回数 iter=0 と合いません"),
        (lambda: Adam().state_dict() | {"iter": 3}, "状態 m の有無が、更新回数 iter=3 と合いません"),
        (lambda: break_state(lambda s: s["hyperparameters"].update(lr=-1)), "lr は 0 以上"),
        (lambda: break_state(lambda s: s["hyperparameters"].pop("eps")), r"hyperparameters に無い名前: \['eps'\]"),
        (lambda: break_state(lambda s: s["state"].pop("v")), r"state に無い名前: \['v'\]"),
        (lambda: break_state(lambda s: s["state"]["v"].pop("W")), "違うもの: .*W"),
        (lambda: break_state(lambda s: s["state"]["v"].update(W=np.zeros(2))), "違うもの: .*W"),
        (lambda: break_state(lambda s: [v.update(x="0") for v in s["state"].values()]), r"m\['x'\] は数にしてください"),
        (lambda: break_state(lambda s: s["state"].update(v=None)), "状態は辞書に.*NoneType"),
    ],
)
def test_wrong_state_gives_a_japanese_error_and_nothing_is_lost(make, message):
    optimizer = Adam(lr=0.5)
    walk(optimizer, mixed_params(), noisy_gradient, 3)
    before = pickle.dumps(optimizer.state_dict())
    with pytest.raises((TypeError, ValueError), match=message):
        optimizer.load_state_dict(make())
    assert pickle.dumps(optimizer.state_dict()) == before


def test_state_of_another_network_is_refused_at_the_next_update():
    optimizer = Adam()
    optimizer.load_state_dict(break_state(lambda s: None))
    with pytest.raises(ValueError, match="これまでの update と違います"):
        optimizer.update({"W": np.ones(4)}, {"W": np.ones(4)})
