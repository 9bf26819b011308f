"""同じ重み・同じバッチから、PyTorch で 3 層のネットワークを学習し、損失の列を networks.npz に書きます。

使い方(torch==2.13.0 のある環境で): python tests/reference/networks.py
"""

from pathlib import Path

import numpy as np

SIZES, N, BATCH, STEPS = (6, 8, 5, 4), 96, 16, 100
CASES = {  # 名前: (PyTorch のオプティマイザ, 引数, 重みだけに掛ける減衰, ラベルスムージング, 正規化の位置, 活性化)
    "SGD": ("SGD", {"lr": 0.1}, 0.0, 0.0, "before", "ReLU"),
    "Momentum": ("SGD", {"lr": 0.05, "momentum": 0.9}, 0.0, 0.0, "before", "ReLU"),
    "Nesterov": ("SGD", {"lr": 0.05, "momentum": 0.9, "nesterov": True}, 0.0, 0.0, "before", "ReLU"),
    "AdaGrad": ("Adagrad", {"lr": 0.05, "eps": 1e-7}, 0.0, 0.0, "before", "ReLU"),
    "RMSprop": ("RMSprop", {"lr": 0.01, "alpha": 0.99, "eps": 1e-7}, 0.0, 0.0, "before", "ReLU"),
    "AdaDelta": ("Adadelta", {"lr": 1.0, "rho": 0.95, "eps": 1e-6}, 0.0, 0.0, "before", "ReLU"),
    "Adam": ("Adam", {"lr": 0.01}, 0.0, 0.0, "before", "ReLU"),
    "AMSGrad": ("Adam", {"lr": 0.01, "amsgrad": True}, 0.0, 0.0, "before", "ReLU"),
    "AdamW": ("AdamW", {"lr": 0.01, "weight_decay": 0.01}, 0.0, 0.0, "before", "ReLU"),
    "SGD-weight_decay": ("SGD", {"lr": 0.1}, 0.05, 0.0, "before", "ReLU"),
    "Adam-coupled": ("Adam", {"lr": 0.01}, 0.05, 0.0, "before", "ReLU"),
    "Adam-decoupled": ("AdamW", {"lr": 0.01, "weight_decay": 0.0}, 0.05, 0.0, "before", "ReLU"),
    "Adam-smoothed": ("Adam", {"lr": 0.01}, 0.0, 0.1, None, "GELU"),
    "Adam-after": ("Adam", {"lr": 0.01}, 0.0, 0.0, "after", "Tanh"),
}


def build(values, place, activation):
    """保存した初期値のネットワークを返します(`Linear.weight` は転置)。"""
    import torch
    from torch import nn

    modules = []
    for i in range(1, len(SIZES)):
        linear = nn.Linear(SIZES[i - 1], SIZES[i]).double()
        with torch.no_grad():
            linear.weight.copy_(torch.tensor(values[f"init/W{i}"].T))
            linear.bias.zero_()
        modules.append(linear)
        if i < len(SIZES) - 1:
            hidden = [getattr(nn, activation)()]
            norm = [nn.BatchNorm1d(SIZES[i]).double()]
            modules += {"before": norm + hidden, "after": hidden + norm, None: hidden}[place]
    return nn.Sequential(*modules)


def compute():
    """{"事例/量": 配列} を返します。初期値、データ、各更新の損失、最後の W1、推論時の損失です。"""
    import torch
    from torch import nn

    torch.set_num_threads(1)
    rng = np.random.default_rng(0)
    values = {"data/x": rng.normal(size=(N, SIZES[0])), "data/t": rng.integers(0, SIZES[-1], size=N)}
    for i in range(1, len(SIZES)):
        values[f"init/W{i}"] = rng.normal(size=(SIZES[i - 1], SIZES[i])) * np.sqrt(2 / SIZES[i - 1])
    x, t = torch.tensor(values["data/x"]), torch.tensor(values["data/t"])

    for case, (name, arguments, decay, smoothing, place, activation) in CASES.items():
        net = build(values, place, activation)
        weights = [m.weight for m in net if isinstance(m, nn.Linear)]
        others = [p for p in net.parameters() if not any(p is w for w in weights)]
        groups = [{"params": weights, "weight_decay": decay}, {"params": others}] if decay else net.parameters()
        optimizer = getattr(torch.optim, name)(groups, **arguments)
        criterion = nn.CrossEntropyLoss(label_smoothing=smoothing)
        losses = []
        for step in range(STEPS):
            rows = slice(step * BATCH % N, step * BATCH % N + BATCH)
            optimizer.zero_grad()
            loss = criterion(net(x[rows]), t[rows])
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        net.eval()
        values[f"{case}/losses"] = np.array(losses)
        values[f"{case}/W1"] = weights[0].detach().numpy().T.copy()
        values[f"{case}/eval"] = np.array(criterion(net(x), t).item())
    values["version/torch"] = np.array(torch.__version__.split("+")[0])
    return values


if __name__ == "__main__":
    np.savez_compressed(Path(__file__).with_suffix(".npz"), **compute())
