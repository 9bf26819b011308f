"""最適化手法、スケジュール、クリッピングの値を PyTorch で計算し、optimizers.npz に書きます。

使い方(torch==2.13.0 のある環境で): python tests/reference/optimizers.py
入力は、版によらず同じ列を返すと NumPy が約束している PCG64 の生の値から作るので、保存しません。
"""

import functools
from pathlib import Path

import numpy as np

SHAPES = {"number": (), "b": (5,), "W": (3, 4), "K": (2, 3, 2)}
STEPS, RECORDED = 200, (1, 2, 10, 50, 200)
SEEDS = (0, 1)
SCHEDULE_STEPS = 40

# 名前 → (eshikaku のクラス名, 共通のハイパーパラメータ)。PyTorch での呼び名は MAKERS にある
CASES = {
    "SGD": ("SGD", {"lr": 0.1}),
    "Momentum": ("Momentum", {"lr": 0.1, "momentum": 0.9}),
    "Momentum-0.5": ("Momentum", {"lr": 0.02, "momentum": 0.5}),
    "Nesterov": ("Nesterov", {"lr": 0.1, "momentum": 0.9}),
    "Nesterov-0.5": ("Nesterov", {"lr": 0.02, "momentum": 0.5}),
    "AdaGrad": ("AdaGrad", {"lr": 0.1, "eps": 1e-7}),
    "AdaGrad-large-eps": ("AdaGrad", {"lr": 1.5, "eps": 0.1}),
    "RMSprop": ("RMSprop", {"lr": 0.01, "rho": 0.99, "eps": 1e-7}),
    "RMSprop-large-eps": ("RMSprop", {"lr": 0.1, "rho": 0.5, "eps": 0.1}),
    "AdaDelta": ("AdaDelta", {"lr": 1.0, "rho": 0.95, "eps": 1e-6}),
    "AdaDelta-large-eps": ("AdaDelta", {"lr": 0.5, "rho": 0.5, "eps": 0.01}),
    "Adam": ("Adam", {"lr": 0.001, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8}),
    "Adam-large-eps": ("Adam", {"lr": 0.3, "beta1": 0.5, "beta2": 0.9, "eps": 0.1}),
    "AMSGrad": ("AMSGrad", {"lr": 0.001, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8}),
    "AMSGrad-large-eps": ("AMSGrad", {"lr": 0.3, "beta1": 0.5, "beta2": 0.9, "eps": 0.1}),
    "AdamW": ("AdamW", {"lr": 0.001, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "weight_decay": 0.01}),
    "AdamW-strong": ("AdamW", {"lr": 0.3, "beta1": 0.5, "beta2": 0.9, "eps": 0.1, "weight_decay": 0.5}),
}
TINY_GRADIENT = 1e-9


def uniform(seed, *shape):
    """[-1, 1) の一様な値です。"""
    count = int(np.prod(shape))
    return (np.random.PCG64(seed).random_raw(count) / 2.0**63 - 1).reshape(shape)


def initial_params(seed):
    return {name: uniform([seed, i], *shape) for i, (name, shape) in enumerate(SHAPES.items())}


@functools.cache
def gradients(seed, step):
    """大きさが 1e-3 から 10 までばらつく、`step` 回目の勾配です。"""
    return {
        name: uniform([seed, i, step, 0], *shape) * 10 ** (2 * uniform([seed, i, step, 1], *shape) - 1)
        for i, (name, shape) in enumerate(SHAPES.items())
    }


def torch_optimizer(name, tensors, h):
    import torch

    h = dict(h)
    if "beta1" in h:
        h["betas"] = (h.pop("beta1"), h.pop("beta2"))
    if name == "RMSprop" and "rho" in h:
        h["alpha"] = h.pop("rho")
    makers = {
        "SGD": torch.optim.SGD,
        "Momentum": torch.optim.SGD,
        "Nesterov": lambda tensors, **h: torch.optim.SGD(tensors, nesterov=True, **h),
        "AdaGrad": torch.optim.Adagrad,
        "RMSprop": torch.optim.RMSprop,
        "AdaDelta": torch.optim.Adadelta,
        "Adam": torch.optim.Adam,
        "AMSGrad": lambda tensors, **h: torch.optim.Adam(tensors, amsgrad=True, **h),
        "AdamW": torch.optim.AdamW,
    }
    return makers[name](tensors, **h)


def compute():
    """{"事例/…": 配列} を返します。"""
    import torch

    def trajectory(name, h, seed):
        tensors = {key: torch.tensor(x, requires_grad=True) for key, x in initial_params(seed).items()}
        optimizer = torch_optimizer(name, list(tensors.values()), h)
        for step in range(1, STEPS + 1):
            for key, g in gradients(seed, step).items():
                tensors[key].grad = torch.tensor(g)
            optimizer.step()
            if step in RECORDED:
                yield step, {key: tensor.detach().numpy().copy() for key, tensor in tensors.items()}

    def numbers(name, h, grads, lrs=None):
        """x = 1 から、勾配の列(と学習率の列)で動かしたときの x の列です。"""
        x = torch.tensor(1.0, dtype=torch.float64, requires_grad=True)
        optimizer, path = torch_optimizer(name, [x], h), []
        for i, g in enumerate(grads):
            x.grad = torch.tensor(g, dtype=torch.float64)
            if lrs:
                optimizer.param_groups[0]["lr"] = lrs[i]
            optimizer.step()
            path.append(x.item())
        return np.array(path)

    def schedule(make):
        optimizer = torch.optim.SGD([torch.tensor(1.0, requires_grad=True)], lr=0.1)
        scheduler, lrs = make(optimizer), []
        for _ in range(SCHEDULE_STEPS):
            lrs.append(optimizer.param_groups[0]["lr"])
            optimizer.step()
            scheduler.step()
        return np.array(lrs)

    def clipped(clip):
        tensors = {key: torch.zeros(shape, dtype=torch.float64, requires_grad=True) for key, shape in SHAPES.items()}
        for key, g in gradients(0, 1).items():
            tensors[key].grad = torch.tensor(g)
        norm = clip(list(tensors.values()))
        return norm, {key: tensor.grad.numpy() for key, tensor in tensors.items()}

    values = {
        f"{case}/{seed}/{step}/{key}": x
        for case, (name, h) in CASES.items()
        for seed in SEEDS
        for step, params in trajectory(name, h, seed)
        for key, x in params.items()
    }

    ramp = [0.1] * 10 + [0.0] * 5
    values["lr-to-zero/Momentum"] = numbers("Momentum", {"lr": 0.1, "momentum": 0.9}, [1.0] * 15, ramp)
    values["lr-to-zero/Nesterov"] = numbers("Nesterov", {"lr": 0.1, "momentum": 0.9}, [1.0] * 15, ramp)
    for name in ("AdaGrad", "RMSprop", "Adam"):
        values[f"default-eps/{name}"] = numbers(name, {"lr": 0.1}, [TINY_GRADIENT])
    values["default-rho/AdaDelta"] = numbers("AdaDelta", {}, [1.0] * 5)
    values["l2/Adam"] = numbers("Adam", {"lr": 0.1, "weight_decay": 0.5}, [0.1] * 20)
    values["l2/SGD"] = numbers("SGD", {"lr": 0.1, "weight_decay": 0.5}, [0.1] * 20)

    lr = torch.optim.lr_scheduler
    values["schedule/step"] = schedule(lambda o: lr.StepLR(o, step_size=7, gamma=0.5))
    values["schedule/exponential"] = schedule(lambda o: lr.ExponentialLR(o, gamma=0.9))
    values["schedule/cosine"] = schedule(lambda o: lr.CosineAnnealingLR(o, T_max=30, eta_min=0.01))
    values["schedule/warm-up"] = schedule(
        lambda o: lr.SequentialLR(
            o, [lr.LinearLR(o, 1 / 5, 1, 4), lr.CosineAnnealingLR(o, T_max=SCHEDULE_STEPS)], milestones=[5]
        )
    )

    norm, grads = clipped(lambda tensors: torch.nn.utils.clip_grad_norm_(tensors, max_norm=2.0))
    values["clip/norm"] = norm.numpy()
    values |= {f"clip-norm/{key}": g for key, g in grads.items()}
    _, grads = clipped(lambda tensors: torch.nn.utils.clip_grad_value_(tensors, clip_value=0.5))
    values |= {f"clip-value/{key}": g for key, g in grads.items()}
    values["version/torch"] = np.array(torch.__version__.split("+")[0])
    return values


if __name__ == "__main__":
    np.savez_compressed(Path(__file__).with_suffix(".npz"), **compute())
