"""clipping.py が約束していること(PyTorch との比較は test_optimizers_torch.py)。"""

import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from eshikaku.clipping import clip_grad_norm, clip_grad_value, grad_norm
from eshikaku.optimizers import SGD

quick = settings(deadline=None, max_examples=50)
gradients = st.dictionaries(
    st.sampled_from("Wbx"),
    hnp.arrays(np.float64, hnp.array_shapes(min_dims=0, max_dims=2, max_side=3), elements=st.floats(-1e6, 1e6)),
)
limits = st.floats(1e-3, 1e3)


def flat(grads):
    return np.concatenate([np.ravel(g) for g in grads.values()]) if grads else np.zeros(0)


@given(grads=gradients)
@quick
def test_norm_is_the_length_of_all_gradients_as_one_vector(grads):
    assert grad_norm(grads) == pytest.approx(np.linalg.norm(flat(grads)))


@given(grads=gradients, limit=limits)
@quick
def test_clipping_by_norm_keeps_the_direction_and_the_limit(grads, limit):
    clipped, norm = clip_grad_norm(grads, limit)
    assert grad_norm(clipped) <= limit * (1 + 1e-12)
    np.testing.assert_allclose(flat(clipped) * max(1.0, norm / limit), flat(grads), rtol=1e-9, atol=1e-300)


@given(grads=gradients, limit=limits)
@quick
def test_small_gradients_pass_through_clipping_by_norm_exactly(grads, limit):
    clipped, _ = clip_grad_norm(grads, grad_norm(grads) + limit)
    np.testing.assert_array_equal(flat(clipped), flat(grads))


def test_clipping_by_value_moves_each_element_to_the_nearest_allowed_value():
    clipped = clip_grad_value({"W": np.array([-3.0, -0.5, 0.5, 3.0]), "b": -2}, 1.0)
    assert clipped["W"].tolist() == [-1, -0.5, 0.5, 1]
    assert clipped["b"] == -1


def test_clipping_by_value_can_change_the_direction_but_by_norm_cannot():
    g = np.array([3.0, 0.4])
    by_norm, by_value = clip_grad_norm({"x": g}, 1.0)[0]["x"], clip_grad_value({"x": g}, 1.0)["x"]
    np.testing.assert_allclose(by_norm[1] / by_norm[0], g[1] / g[0])
    assert by_value.tolist() == [1, 0.4]


def test_one_huge_parameter_scales_the_others_too():
    clipped, _ = clip_grad_norm({"W": np.array([300.0]), "b": 400.0}, 5.0)
    assert clipped == {"W": np.array([3.0]), "b": pytest.approx(4.0)}


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_exploding_gradients_are_scaled_and_not_zeroed_by_overflow(dtype):
    largest = np.finfo(dtype).max / 10
    clipped, norm = clip_grad_norm({"W": np.array([3, -4], dtype) * (largest / 5)}, 1.0)
    np.testing.assert_allclose(clipped["W"], [0.6, -0.8], rtol=1e-6)
    assert norm == pytest.approx(float(largest), rel=1e-6)


@pytest.mark.parametrize("clip", [lambda g: clip_grad_norm(g, 0.1)[0], lambda g: clip_grad_value(g, 0.1)])
def test_gradients_are_not_changed_and_kinds_are_kept(clip):
    grads = {
        "a": np.ones(2, np.float32),
        "b": np.ones((1, 2)),
        "c": np.array(1.0, np.float32),
        "x": 1.0,
        "e": np.ones(0),
    }
    before = pickle.dumps(grads)
    clipped = clip(grads)
    assert pickle.dumps(grads) == before
    assert {k: (type(g), getattr(g, "dtype", None), np.shape(g)) for k, g in clipped.items()} == {
        k: (type(g), getattr(g, "dtype", None), np.shape(g)) for k, g in grads.items()
    }
    SGD().update({k: np.copy(g) if isinstance(g, np.ndarray) else g for k, g in grads.items()}, clipped)


def test_clipped_arrays_share_no_memory_even_when_nothing_is_clipped():
    grads = {"W": np.ones(2)}
    assert not np.shares_memory(clip_grad_norm(grads, 99.0)[0]["W"], grads["W"])
    assert not np.shares_memory(clip_grad_value(grads, 99.0)["W"], grads["W"])


@pytest.mark.parametrize("clip", [clip_grad_norm, clip_grad_value])
@pytest.mark.parametrize(
    ("grads", "limit", "message"),
    [
        ([1.0], 1.0, "grads は辞書"),
        ({"W": np.array([1, 2])}, 1.0, r"grads\['W'\] は整数"),
        ({"W": [1.0]}, 1.0, r"grads\['W'\] は NumPy の配列"),
        ({"W": np.array([1.0, np.nan])}, 1.0, r"grads\['W'\] に NaN か無限大"),
        ({"W": np.inf}, 1.0, r"grads\['W'\] に NaN か無限大"),
        ({"W": 1.0}, 0, "0 より大きい"),
        ({"W": 1.0}, -1.0, "0 より大きい"),
        ({"W": 1.0}, np.nan, "有限な数"),
        ({"W": 1.0}, "1", "数にしてください"),
    ],
)
def test_wrong_input_gives_a_japanese_error(clip, grads, limit, message):
    with pytest.raises((TypeError, ValueError), match=message):
        clip(grads, limit)
