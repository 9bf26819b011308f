"""`Optimizer.update` の速さを、教科書どおりの式、PyTorch、optax、メモリ帯域の限界と比べます。"""

import argparse

import numpy as np

from benchmarks import _timing
from eshikaku.optimizers import OPTIMIZERS

SIZES = (10**5, 10**6, 10**7)
DTYPES = ("float32", "float64")
OURS, TEXTBOOK, LIMIT = "eshikaku", "教科書の式", "帯域の限界"
TORCH_PATHS = {"PyTorch": {}, "PyTorch foreach": {"foreach": True}, "PyTorch fused": {"fused": True}}
PEERS = (TEXTBOOK, *TORCH_PATHS, "optax", LIMIT)


def torch_optimizer(name, tensors, **path):
    import torch

    makers = {
        "SGD": lambda: torch.optim.SGD(tensors, lr=0.01, **path),
        "Momentum": lambda: torch.optim.SGD(tensors, lr=0.01, momentum=0.9, **path),
        "Nesterov": lambda: torch.optim.SGD(tensors, lr=0.01, momentum=0.9, nesterov=True, **path),
        "AdaGrad": lambda: torch.optim.Adagrad(tensors, **path),
        "RMSprop": lambda: torch.optim.RMSprop(tensors, **path),
        "AdaDelta": lambda: torch.optim.Adadelta(tensors, **path),
        "Adam": lambda: torch.optim.Adam(tensors, **path),
        "AMSGrad": lambda: torch.optim.Adam(tensors, amsgrad=True, **path),
        "AdamW": lambda: torch.optim.AdamW(tensors, **path),
    }
    return makers[name]()


def optax_optimizer(name):
    import optax

    makers = {
        "SGD": lambda: optax.sgd(0.01),
        "Momentum": lambda: optax.sgd(0.01, momentum=0.9),
        "Nesterov": lambda: optax.sgd(0.01, momentum=0.9, nesterov=True),
        "AdaGrad": lambda: optax.adagrad(0.01),
        "RMSprop": lambda: optax.rmsprop(0.01, decay=0.99),
        "AdaDelta": lambda: optax.adadelta(1.0),
        "Adam": lambda: optax.adam(0.001),
        "AMSGrad": lambda: optax.amsgrad(0.001),
        "AdamW": lambda: optax.adamw(0.001),
    }
    return makers[name]()


def our_cases(name, x, g):
    """`update` と、同じ `rule` を検査も区画も無しに配列全体へ使う(教科書どおりの)場合です。"""
    optimizer, params, grads = OPTIMIZERS[name](), {"W": x.copy()}, {"W": g}
    textbook, whole = OPTIMIZERS[name](), x.copy()
    textbook.iter, states = 1, [np.zeros_like(x) for _ in textbook.state_names]
    return {
        OURS: lambda: optimizer.update(params, grads),
        TEXTBOOK: lambda: textbook.rule(whole, g, *states),
    }


def torch_cases(name, x, g):
    import torch

    torch.set_num_threads(1)
    cases = {}
    for label, path in TORCH_PATHS.items():
        tensor = torch.tensor(x, requires_grad=True)
        tensor.grad = torch.tensor(g)
        try:
            cases[label] = torch_optimizer(name, [tensor], **path).step
        except TypeError:  # fused の無い最適化手法
            continue
    return cases


def optax_case(name, x, g):
    import jax
    import optax

    jax.config.update("jax_enable_x64", True)
    rule = optax_optimizer(name)

    def step(params, state, grads):
        updates, state = rule.update(grads, state, params)
        return optax.apply_updates(params, updates), state

    jitted, grads = jax.jit(step, donate_argnums=(0, 1)), jax.numpy.array(g)
    held = {"params": jax.numpy.array(x)}
    held["state"] = rule.init(held["params"])

    def run():
        held["params"], held["state"] = jax.block_until_ready(jitted(held["params"], held["state"], grads))

    return {"optax": run}


def bench(name, size, dtype, rounds):
    """一つの最適化手法の、`eshikaku` の時間と、比べる相手それぞれとの比です。"""
    rng = np.random.default_rng(0)
    x, g = (rng.standard_normal(size).astype(dtype) for _ in range(2))
    cases = our_cases(name, x, g)
    if _timing.installed("torch"):
        cases |= torch_cases(name, x, g)
    if _timing.installed("optax"):
        cases |= optax_case(name, x, g)
    cases[LIMIT], triad_bytes = _timing.triad(size, dtype)
    timings = _timing.measure(cases, rounds)
    states = len(OPTIMIZERS[name].state_names)
    moved = (3 + 2 * states) * x.nbytes  # x と状態は読んで書き、g は読む
    timings[LIMIT].seconds *= moved / triad_bytes
    ours = timings[OURS]
    return {
        "ms": ours.median * 1e3,
        "faults": ours.faults,
        "ratios": {peer: ours.ratio(timings[peer]) for peer in PEERS if peer in timings},
    }


def report(environment, results):
    lines = ["# 最適化手法の速さ", "", *(f"- {key}: {value}" for key, value in environment.items()), ""]
    lines += [
        "- 数は eshikaku の時間 ÷ 相手の時間(1 より小さければ eshikaku が速い)。同じ回どうしの比の中央値(四分位数)。",
        "- 教科書の式は、同じ `rule` を検査も区画分けも無しに配列全体へ使った場合。",
        "- 帯域の限界は、読み書きする配列のバイト数を、同じ回の triad(a = b + s·c)の速さで動かす時間。",
        "- ページフォールトは、状態を用意した後の `update` 一回あたりの数。",
    ]
    for group, rows in results.items():
        table = [
            [name, f"{row['ms']:.3g}", *(cell(row["ratios"], peer) for peer in PEERS), f"{row['faults']:.0f}"]
            for name, row in rows.items()
        ]
        header = ["手法", "ms", *(f"÷ {peer}" for peer in PEERS), "ページフォールト"]
        lines += ["", f"## {group}", "", _timing.markdown_table(header, table)]
    return "\n".join(lines)


def cell(ratios, peer):
    return _timing.ratio_text(ratios[peer]) if peer in ratios else "-"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--sizes", type=float, nargs="+", default=SIZES)
    arguments = parser.parse_args()
    results = {
        f"{size:.0e} 要素、{dtype}": {name: bench(name, int(size), dtype, arguments.rounds) for name in OPTIMIZERS}
        for size in arguments.sizes
        for dtype in DTYPES
    }
    environment = _timing.environment("torch", "optax", "jax")
    text = report(environment, results)
    print(text)
    _timing.save("optimizers", text, {"environment": environment, "results": results})


if __name__ == "__main__":
    main()
