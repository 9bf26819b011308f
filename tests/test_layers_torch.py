"""層の順伝播・逆伝播・移動平均が PyTorch と 1e-10 以下で一致し、約束の違いが説明どおりであることを確かめます。"""

import numpy as np
import pytest

from eshikaku import functions, layers
from torch_reference import compute_live, stored, torch_fixture

torch_values = torch_fixture("layers")


@pytest.fixture
def case(torch_values, request):
    """事例の名前が付いた値だけを {"量": 配列} で渡します。"""
    name = request.node.callspec.params["name"]
    return {key.split("/")[1]: value for key, value in torch_values.items() if key.startswith(name + "/")}


def close(actual, desired):
    np.testing.assert_allclose(actual, desired, rtol=1e-10, atol=1e-10)


def test_stored_values_come_from_the_pinned_pytorch(torch_values):
    assert str(torch_values["version/torch"]) == "2.13.0"


def test_stored_values_are_what_the_script_computes():
    live, kept = compute_live("layers"), stored("layers")
    assert list(kept) == list(live)
    for key in list(kept)[:-1]:
        close(kept[key], live[key])


@pytest.mark.parametrize("name", ["affine"])
def test_affine_agrees_with_the_transposed_linear_of_pytorch(case, name):
    layer = layers.Affine(case["W"], case["b"])
    close(layer.forward(case["x"]), case["out"])
    close(layer.backward(case["dout"]), case["dx"])
    close(layer.dW, case["dW"])
    close(layer.db, case["db"])


@pytest.mark.parametrize(
    ("name", "layer"),
    [
        ("sigmoid", layers.Sigmoid()),
        ("tanh", layers.Tanh()),
        ("relu", layers.Relu()),
        ("leaky_relu", layers.LeakyRelu(0.2)),
        ("gelu", layers.Gelu()),
    ],
)
def test_activation_agrees_with_pytorch(case, name, layer):
    close(layer.forward(case["x"]), case["out"])
    close(layer.backward(case["dout"]), case["dx"])


NORMALIZATIONS = {
    "batch_2d": layers.BatchNormalization,
    "batch_4d": layers.BatchNormalization,
    "layer_2d": layers.LayerNormalization,
    "layer_4d": layers.LayerNormalization,
    "instance_4d": layers.InstanceNormalization,
    "group_2d": lambda gamma, beta: layers.GroupNormalization(gamma, beta, groups=2),
    "group_4d": lambda gamma, beta: layers.GroupNormalization(gamma, beta, groups=2),
}


@pytest.mark.parametrize("name", NORMALIZATIONS)
def test_normalization_agrees_with_pytorch_in_training_and_evaluation(case, name):
    layer = NORMALIZATIONS[name](case["gamma"], case["beta"])
    layer.forward(case["x0"], train_flg=True)
    close(layer.forward(case["x"], train_flg=True), case["out"])
    close(layer.backward(case["dout"]), case["dx"])
    close(layer.dgamma, case["dgamma"])
    close(layer.dbeta, case["dbeta"])
    if name.startswith("batch"):
        close(layer.running_mean, case["running_mean"])
        close(layer.running_var, case["running_var"])
    close(layer.forward(case["x"], train_flg=False), case["eval_out"])
    close(layer.backward(case["dout"]), case["eval_dx"])


@pytest.mark.parametrize(
    ("name", "layer"),
    [
        ("softmax", layers.SoftmaxWithLoss()),
        ("softmax_smoothed", layers.SoftmaxWithLoss(label_smoothing=0.1)),
        ("softmax_soft_target", layers.SoftmaxWithLoss()),
        ("sigmoid_binary", layers.SigmoidWithLoss()),
        ("identity", layers.IdentityWithLoss()),
    ],
)
def test_output_layer_agrees_with_pytorch(case, name, layer):
    close(layer.forward(case["x"], case["t"]), case["loss"])
    close(layer.backward(), case["dx"])


@pytest.mark.parametrize("name", ["sigmoid_multilabel"])
def test_multilabel_loss_is_pytorch_times_the_number_of_labels(case, name):
    layer = layers.SigmoidWithLoss()
    close(layer.forward(case["x"], case["t"]), 3 * case["loss"])
    close(layer.backward(), 3 * case["dx"])
    close(functions.binary_cross_entropy(case["x"], case["t"]), case["loss"])


@pytest.mark.parametrize("name", ["absolute"])
def test_absolute_error_agrees_with_pytorch(case, name):
    close(functions.mean_absolute_error(case["x"], case["t"]), case["loss"])


@pytest.mark.parametrize("name", ["batch_2d", "batch_4d"])
def test_momentum_of_batchnorm_is_one_minus_that_of_pytorch(case, name):
    """PyTorch の既定 0.1 と一致するのは 0.9 であって、0.1 ではない。"""
    layer = layers.BatchNormalization(case["gamma"], case["beta"], momentum=0.1)
    layer.forward(case["x0"], train_flg=True)
    layer.forward(case["x"], train_flg=True)
    assert np.abs(layer.running_mean - case["running_mean"]).max() > 0.1


@pytest.mark.parametrize("name", ["batch_2d", "batch_4d"])
def test_running_variance_is_the_unbiased_one_of_pytorch(case, name):
    """正規化は m で割る分散、移動平均は m−1 で割る分散。m で割る分散を貯めると PyTorch と合わない。"""
    layer = layers.BatchNormalization(case["gamma"], case["beta"])
    layer.forward(case["x0"], train_flg=True)
    layer.forward(case["x"], train_flg=True)
    axis = (0, *range(2, case["x"].ndim))
    biased, unbiased = (
        0.9 * (0.9 + 0.1 * case["x0"].var(axis, ddof=ddof)) + 0.1 * case["x"].var(axis, ddof=ddof) for ddof in (0, 1)
    )
    close(layer.running_var, case["running_var"])
    close(unbiased, case["running_var"])
    assert np.abs(biased - case["running_var"]).max() > 1e-3
