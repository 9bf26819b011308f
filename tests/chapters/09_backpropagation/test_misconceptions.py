"""第 9 章「誤差逆伝播法」の落とし穴: 誤った版が落ち、正しい版が通ること(台帳の test)。"""

import numpy as np

from eshikaku.initializers import he
from eshikaku.layers import Affine, Relu, SoftmaxWithLoss
from small_net import T, X, build


def test_relu_backward_that_writes_into_dout_breaks_the_other_branch():
    class WrongRelu:
        def forward(self, x):
            self.mask = x <= 0
            return np.where(self.mask, 0, x)

        def backward(self, dout):
            dout[self.mask] = 0
            return dout

    def gradient(layer):
        """y = ReLU(x) + x。枝分かれした dout を、両方の枝に渡す。"""
        layer.forward(np.array([-1.0, 2.0]))
        dout = np.array([1.0, 1.0])
        return layer.backward(dout) + dout

    np.testing.assert_array_equal(gradient(WrongRelu()), [0, 2])
    np.testing.assert_array_equal(gradient(Relu()), [1, 2])  # d(ReLU(x) + x)/dx


def test_rebinding_params_does_not_train_layers_that_keep_the_old_arrays():
    class WrongNet:
        """作ったときの配列を、層が持ち続けるネットワーク。"""

        def __init__(self):
            rng = np.random.default_rng(0)
            self.params = {"W1": he((6, 3), rng), "b1": np.zeros(3)}
            self.affine, self.last_layer = Affine(self.params["W1"], self.params["b1"]), SoftmaxWithLoss()

        def loss(self, x, t):
            return self.last_layer.forward(self.affine.forward(x), t)

        def gradient(self, x, t):
            self.loss(x, t)
            self.affine.backward(self.last_layer.backward())
            return {"W1": self.affine.dW, "b1": self.affine.db}

    def improvement(net):
        first = net.loss(X, T)
        for _ in range(50):
            for key, grad in net.gradient(X, T).items():
                net.params[key] = net.params[key] - 0.1 * grad
        return first - net.loss(X, T)

    assert improvement(WrongNet()) == 0
    assert improvement(build()) > 0.1
