"""784-100×5-10 の ReLU ネットワークの学習 1 回(順伝播・逆伝播・更新)を、教科書のコード、PyTorch、jax と比べます。

使い方(リポジトリの一番上で): python -m benchmarks.bench_networks
スレッド数は BLAS を読み込む前に決めるので、スレッド数ごとに別のプロセスで測ります。
"""

import argparse
import json
import os
import subprocess
import sys
import time
from itertools import pairwise

THREADS = int(os.environ.get("BENCH_THREADS", "1"))
if THREADS > 1:  # benchmarks/__init__.py の固定(1 スレッド、1 コア)を、NumPy を読み込む前にほどく
    os.environ |= dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), str(THREADS))
    os.environ.pop("XLA_FLAGS", None)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, range(THREADS))

import numpy as np  # noqa: E402

from benchmarks import _timing  # noqa: E402
from benchmarks.adam_forms import FORMS  # noqa: E402
from eshikaku import optimizers  # noqa: E402
from eshikaku.networks import MultiLayerNet, directional_gradient_check  # noqa: E402

# 秒。学習では同じ計算が続くので、相手の後でキャッシュが冷えている初めの 1、2 回が目立たない長さをまとめて測る
STEADY = 5e-2
SIZES, BATCH = (784, *[100] * 5, 10), 128
VARIANTS = {
    "素のまま": {},
    "BatchNorm": {"batchnorm": "before"},
    "BatchNorm + Dropout": {"batchnorm": "before", "dropout_ratio": 0.5},
}
OURS, TEXTBOOK, FLOOR = "eshikaku", "教科書(float64)", "行列積だけ"
PEERS = (TEXTBOOK, "PyTorch", "PyTorch fused", "jax jit", FLOOR)


def data(dtype):
    rng = np.random.default_rng(0)
    return rng.random((BATCH, SIZES[0])).astype(dtype), rng.integers(0, SIZES[-1], BATCH)


def our_net(variant, dtype):
    return MultiLayerNet(SIZES[0], SIZES[1:-1], SIZES[-1], np.random.default_rng(0), dtype=dtype, **VARIANTS[variant])


def our_step(net, optimizer):
    x, t = data(net.dtype)

    def step():
        loss, grads = net.loss_and_gradient(x, t)
        optimizer.update(net.params, grads)
        return loss

    return step


# --- 教科書のコード: 速さも dtype も気にせず、記録する損失のために順伝播をもう一度行う -----------------


class TextbookNet:
    def __init__(self, batchnorm=None, dropout_ratio=0.0):
        rng = np.random.default_rng(0)
        self.batchnorm, self.ratio, self.depth = batchnorm, dropout_ratio, len(SIZES) - 1
        self.params = {}
        for i in range(1, self.depth + 1):
            self.params[f"W{i}"] = np.sqrt(2 / SIZES[i - 1]) * rng.standard_normal(SIZES[i - 1 : i + 1])
            self.params[f"b{i}"] = np.zeros(SIZES[i])
            if batchnorm and i < self.depth:
                self.params[f"gamma{i}"], self.params[f"beta{i}"] = np.ones(SIZES[i]), np.zeros(SIZES[i])

    def loss(self, x, t):
        p, self.cache = self.params, {}
        for i in range(1, self.depth):
            self.cache[f"x{i}"] = x
            x = np.dot(x, p[f"W{i}"]) + p[f"b{i}"]
            if self.batchnorm:
                xc = x - x.mean(axis=0)
                std = np.sqrt(np.mean(xc**2, axis=0) + 10e-7)
                xn = xc / std
                self.cache[f"bn{i}"] = xc, std, xn
                x = p[f"gamma{i}"] * xn + p[f"beta{i}"]
            mask = x <= 0
            x = x.copy()
            x[mask] = 0
            self.cache[f"relu{i}"] = mask
            if self.ratio:
                keep = np.random.rand(*x.shape) > self.ratio  # noqa: NPY002 教科書のコードのまま
                self.cache[f"dropout{i}"] = keep
                x = x * keep
        self.cache[f"x{self.depth}"] = x
        x = np.dot(x, p[f"W{self.depth}"]) + p[f"b{self.depth}"]
        x = x.T - np.max(x.T, axis=0)
        self.y = (np.exp(x) / np.sum(np.exp(x), axis=0)).T
        return -np.sum(np.log(self.y[np.arange(len(t)), t] + 1e-7)) / len(t)

    def gradient(self, x, t):
        self.loss(x, t)
        p, grads = self.params, {}
        dout = self.y.copy()
        dout[np.arange(len(t)), t] -= 1
        dout = dout / len(t)
        for i in range(self.depth, 0, -1):
            if i < self.depth:
                if self.ratio:
                    dout = dout * self.cache[f"dropout{i}"]
                dout[self.cache[f"relu{i}"]] = 0
                if self.batchnorm:
                    dout = self.batchnorm_backward(i, dout, grads)
            grads[f"W{i}"] = np.dot(self.cache[f"x{i}"].T, dout)
            grads[f"b{i}"] = np.sum(dout, axis=0)
            dout = np.dot(dout, p[f"W{i}"].T)
        return grads

    def batchnorm_backward(self, i, dout, grads):
        xc, std, xn = self.cache[f"bn{i}"]
        grads[f"beta{i}"], grads[f"gamma{i}"] = dout.sum(axis=0), np.sum(xn * dout, axis=0)
        dxn = self.params[f"gamma{i}"] * dout
        dxc = dxn / std
        dstd = -np.sum((dxn * xc) / (std * std), axis=0)
        dxc += (2.0 / len(dout)) * xc * (0.5 * dstd / std)
        return dxc - np.sum(dxc, axis=0) / len(dout)


class TextbookSGD:
    def update(self, params, grads):
        for key in params:
            params[key] -= 0.01 * grads[key]


class TextbookAdam:
    def __init__(self):
        self.m, self.v, self.iter = {}, {}, 0

    def update(self, params, grads):
        self.iter += 1
        lr_t = 0.001 * np.sqrt(1.0 - 0.999**self.iter) / (1.0 - 0.9**self.iter)
        for key in params:
            m, v = self.m.setdefault(key, 0 * params[key]), self.v.setdefault(key, 0 * params[key])
            self.m[key] = m + (1 - 0.9) * (grads[key] - m)
            self.v[key] = v + (1 - 0.999) * (grads[key] ** 2 - v)
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)


def textbook_case(optimizer_name, variant):
    net, optimizer, (x, t) = TextbookNet(**VARIANTS[variant]), globals()[f"Textbook{optimizer_name}"](), data("f8")

    def step():
        optimizer.update(net.params, net.gradient(x, t))
        return net.loss(x, t)

    return {TEXTBOOK: step}


# --- 比べる相手 -------------------------------------------------------------------------------------


def torch_cases(optimizer_name, variant, dtype):
    import torch
    from torch import nn

    torch.set_num_threads(THREADS)
    x, t = (torch.tensor(a) for a in data(dtype))
    options, criterion, cases = VARIANTS[variant], nn.CrossEntropyLoss(), {}
    for label, path in {"PyTorch": {}, "PyTorch fused": {"fused": True}}.items():
        modules = []
        for n_in, n_out in pairwise(SIZES[:-1]):
            modules += [nn.Linear(n_in, n_out)]
            modules += [nn.BatchNorm1d(n_out)] if "batchnorm" in options else []
            modules += [nn.ReLU()]
            modules += [nn.Dropout(options["dropout_ratio"])] if "dropout_ratio" in options else []
        net = nn.Sequential(*modules, nn.Linear(*SIZES[-2:])).to(x.dtype)
        optimizer = getattr(torch.optim, optimizer_name)(net.parameters(), lr=0.001, **path)

        def step(net=net, optimizer=optimizer):
            optimizer.zero_grad()
            loss = criterion(net(x), t)
            loss.backward()
            optimizer.step()
            return loss.item()

        cases[label] = step
    return cases


def jax_case(optimizer_name, variant, dtype):
    import jax
    import jax.numpy as jnp
    import optax

    jax.config.update("jax_enable_x64", True)
    rule = {"SGD": optax.sgd(0.001), "Adam": optax.adam(0.001)}[optimizer_name]
    options = VARIANTS[variant]
    textbook = TextbookNet(**options)
    held = {"params": {key: jnp.array(value.astype(dtype)) for key, value in textbook.params.items()}}
    held["state"], held["key"] = rule.init(held["params"]), jax.random.key(0)
    x, t = (jnp.array(a) for a in data(dtype))

    def loss(p, key):
        h = x
        for i in range(1, len(SIZES)):
            h = h @ p[f"W{i}"] + p[f"b{i}"]
            if i == len(SIZES) - 1:
                break
            if "batchnorm" in options:
                h = p[f"gamma{i}"] * (h - h.mean(0)) / jnp.sqrt(h.var(0) + 1e-5) + p[f"beta{i}"]
            h = jax.nn.relu(h)
            if "dropout_ratio" in options:
                key, use = jax.random.split(key)
                h = h * jax.random.bernoulli(use, 0.5, h.shape) / 0.5
        return optax.softmax_cross_entropy_with_integer_labels(h, t).mean()

    @jax.jit
    def update(params, state, key):
        key, use = jax.random.split(key)
        value, grads = jax.value_and_grad(loss)(params, use)
        changes, state = rule.update(grads, state, params)
        return value, optax.apply_updates(params, changes), state, key

    def step():
        value, held["params"], held["state"], held["key"] = update(held["params"], held["state"], held["key"])
        return float(value)

    return {"jax jit": step}


def floor_case(dtype):
    """この学習 1 回に必ず要る行列積だけ(最初の層の dx は要らない)。"""
    rng = np.random.default_rng(0)
    x = data(dtype)[0]
    weights = [rng.standard_normal(shape).astype(dtype) for shape in pairwise(SIZES)]
    inputs = [x, *(rng.standard_normal((BATCH, n)).astype(dtype) for n in SIZES[1:-1])]
    douts = [rng.standard_normal((BATCH, n)).astype(dtype) for n in SIZES[1:]]

    def step():
        for i, (h, W, dout) in enumerate(zip(inputs, weights, douts, strict=True)):
            h @ W
            h.T @ dout
            if i > 0:
                dout @ W.T

    return {FLOOR: step}


# --- 測定 -------------------------------------------------------------------------------------------


def bench(optimizer_name, variant, dtype, rounds):
    ours = our_step(our_net(variant, dtype), getattr(optimizers, optimizer_name)())
    cases = {OURS: ours} | textbook_case(optimizer_name, variant)
    if _timing.installed("torch"):
        cases |= torch_cases(optimizer_name, variant, dtype)
    if _timing.installed("jax"):
        cases |= jax_case(optimizer_name, variant, dtype)
    cases |= floor_case(dtype)
    timings = _timing.measure(cases, rounds, STEADY)
    ours = timings[OURS]
    return {
        "ms": ours.median * 1e3,
        "ms_min": float(ours.seconds.min()) * 1e3,
        "ratios": {peer: ours.ratio(timings[peer]) for peer in PEERS if peer in timings},
        "min_ratios": {
            peer: float(ours.seconds.min() / timings[peer].seconds.min()) for peer in PEERS if peer in timings
        },
    }


def bench_forms(rounds):
    """Adam の書き方を変えて、同じ学習 1 回(素のまま、float32)の時間を比べます。"""
    cases = {}
    for name, make in FORMS.items():
        net = our_net("素のまま", "float32")
        cases[name] = our_step(net, make(net.params))
    if _timing.installed("torch"):
        cases |= torch_cases("Adam", "素のまま", "float32")
    cases |= floor_case("float32")
    timings = _timing.measure(cases, rounds, STEADY)
    peers = [next(iter(FORMS)), *(name for name in cases if name not in FORMS)]
    return {name: {peer: timings[name].ratio(timings[peer]) for peer in peers} for name in FORMS}


def directional_check_ms(rounds):
    net, rng, (x, t) = our_net("素のまま", np.float64), np.random.default_rng(0), data("f8")
    cases = {str(n): lambda n=n: directional_gradient_check(net, x[:n], t[:n], rng) for n in (1, BATCH)}
    return {n: float(timing.seconds.min()) * 1e3 for n, timing in _timing.measure(cases, rounds).items()}


def measure_here(rounds):
    """今のプロセス(スレッド数は THREADS)で、すべての組み合わせを測ります。"""
    if THREADS > 1:
        _timing.process_time = time.perf_counter  # CPU 時間は全スレッドの合計なので、経過時間で測る
    results = {}
    for dtype in ("float32", "float64"):
        for optimizer_name in ("SGD", "Adam"):
            for variant in VARIANTS:
                name = f"{optimizer_name}、{variant}"
                results.setdefault(dtype, {})[name] = bench(optimizer_name, variant, dtype, rounds)
    environment = _timing.environment("torch", "jax")
    return {
        "environment": environment,
        "results": results,
        "forms": bench_forms(rounds),
        "directional": directional_check_ms(rounds),
    }


def measure_in_new_process(threads, rounds):
    command = [sys.executable, "-m", "benchmarks.bench_networks", "--worker", "--rounds", str(rounds)]
    environment = os.environ | {"BENCH_THREADS": str(threads)}
    return json.loads(subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout)


def report(measured):
    lines = ["# ネットワークの学習 1 回の速さ", ""]
    lines += [f"- {key}: {value}" for key, value in measured["1"]["environment"].items() if key != "スレッド"]
    lines += [
        f"- {'-'.join(map(str, SIZES))}、ReLU、バッチ {BATCH}。順伝播・逆伝播・更新と、損失の値を得るまで。",
        "- 数は eshikaku の時間 ÷ 相手の時間(1 より小さければ eshikaku が速い)。",
        "  同じ回どうしの比の中央値(四分位数)と、[ ] の中は、それぞれの最小時間どうしの比。",
        "- 時間は、1 スレッドでは CPU 時間、2 スレッドでは経過時間(ほかの処理で混むと、ばらつきます)。",
        f"- {TEXTBOOK}は、マスクで書く ReLU、最初の層の dx、記録のための 2 度目の順伝播を含む、よくある書き方。",
        f"- {FLOOR}は、この学習に必ず要る行列積だけを NumPy で行う時間。",
    ]
    for threads, part in measured.items():
        for dtype, rows in part["results"].items():
            header = ["", "ms(最小)", *(f"÷ {peer}" for peer in PEERS)]
            table = [
                [name, f"{row['ms']:.2f} ({row['ms_min']:.2f})", *(cell(row, peer) for peer in PEERS)]
                for name, row in rows.items()
            ]
            lines += ["", f"## {threads} スレッド、{dtype}", "", _timing.markdown_table(header, table)]
    forms = measured["1"]["forms"]
    peers = list(next(iter(forms.values())))
    table = [[name, *(_timing.ratio_text(ratios[peer]) for peer in peers)] for name, ratios in forms.items()]
    lines += ["", "## Adam の書き方(素のまま、1 スレッド、float32)", "", "結果はどれも、丸め誤差を除いて同じ。", ""]
    lines += [_timing.markdown_table(["", *(f"÷ {peer}" for peer in peers)], table)]
    directional = ", ".join(f"バッチ {n}: {ms:.1f} ms" for n, ms in measured["1"]["directional"].items())
    lines += ["", f"一方向だけの勾配確認(float64、最小時間): {directional}。"]
    return "\n".join(lines)


def cell(row, peer):
    if peer not in row["ratios"]:
        return "-"
    return f"{_timing.ratio_text(row['ratios'][peer])} [{row['min_ratios'][peer]:.2f}]"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--worker", action="store_true", help="このプロセスで測り、JSON を標準出力に書く")
    arguments = parser.parse_args()
    if arguments.worker:
        print(json.dumps(measure_here(arguments.rounds)))
        return
    measured = {str(threads): measure_in_new_process(threads, arguments.rounds) for threads in (1, 2)}
    text = report(measured)
    _timing.save("networks", text, measured)
    print(text)


if __name__ == "__main__":
    main()
