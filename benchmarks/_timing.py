"""同じ回のなかで交互に測り、比とそのばらつきを出す、測定の道具です。"""

import gc
import importlib.metadata
import importlib.util
import json
import os
import platform
import resource
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import process_time

import numpy as np
from threadpoolctl import threadpool_info

RESULTS = Path(__file__).parent / "results"
SHORTEST = 2e-3  # 秒。一回の計時がこれより短い処理は、くり返してまとめて測る


@dataclass
class Timing:
    """一つの処理の、各回の秒数(1 呼び出しあたり)と、測ったなら、最後の回のページフォールト数(1 呼び出しあたり)です。"""

    seconds: np.ndarray
    faults: float = float("nan")

    @property
    def median(self):
        return float(np.median(self.seconds))

    def ratio(self, other):
        """同じ回どうしの比の、中央値と四分位数です。混んだ回の影響は、両方にかかるので打ち消し合います。"""
        low, median, high = np.percentile(self.seconds / other.seconds, [25, 50, 75])
        return {"median": float(median), "low": float(low), "high": float(high)}


def measure(cases: dict[str, Callable[[], object]], rounds=9, shortest=SHORTEST):
    """処理を交互に `rounds` 回ずつ、一度に `shortest` 秒以上測ります。順番は一回ごとに一つずらします。"""
    repeats = {}
    for name, run in cases.items():
        run()  # 状態の用意やコンパイルは測らない
        start = process_time()
        run()
        repeats[name] = max(1, round(shortest / (process_time() - start)))
    seconds, faults = {name: [] for name in cases}, {}
    order = list(cases)
    gc.disable()
    for _ in range(rounds):
        for name in order:
            faults_before, start = _faults(), process_time()
            for _ in range(repeats[name]):
                cases[name]()
            seconds[name].append((process_time() - start) / repeats[name])
            faults[name] = (_faults() - faults_before) / repeats[name]
        order.append(order.pop(0))
    gc.enable()
    return {name: Timing(np.array(seconds[name]), faults[name]) for name in cases}


def _faults():
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt


def triad(n, dtype, block_bytes=256 * 1024):
    """メモリ帯域を測る処理 a = b + s·c と、それが動かすバイト数を返します(キャッシュに収まる区画ごとに計算)。"""
    a, b, c = np.ones((3, n), dtype)
    step = block_bytes // a.itemsize

    def run():
        for i in range(0, n, step):
            np.multiply(c[i : i + step], 3.0, out=a[i : i + step])
            np.add(a[i : i + step], b[i : i + step], out=a[i : i + step])

    return run, 3 * a.nbytes


def installed(package):
    return importlib.util.find_spec(package) is not None


def environment(*packages):
    """結果とともに書き残す、測った環境です。"""
    blas = [pool for pool in threadpool_info() if pool["user_api"] == "blas"]
    return {
        "CPU": _cpu_name(),
        "使うコア": f"{len(os.sched_getaffinity(0)) if hasattr(os, 'sched_getaffinity') else '?'} / {os.cpu_count()}",
        "測り終えたときの負荷(1 分平均)": f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "?",
        "OPENBLAS_CORETYPE": os.environ.get("OPENBLAS_CORETYPE", "(指定なし)"),
        "BLAS": ", ".join(f"{p['internal_api']} {p['version']} {p.get('architecture', '')}" for p in blas),
        "スレッド": ", ".join(str(pool["num_threads"]) for pool in blas),
        "Python": platform.python_version(),
        **{name: importlib.metadata.version(name) if installed(name) else "(なし)" for name in ("numpy", *packages)},
    }


def _cpu_name():
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text().splitlines() if cpuinfo.exists() else []
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.processor())


def ratio_text(ratio):
    """`Timing.ratio` を「中央値 (四分位数)」の文字にします。"""
    return f"{ratio['median']:.2f} ({ratio['low']:.2f}–{ratio['high']:.2f})"


def markdown_table(header, rows):
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def save(name, text, data):
    """`results/名前.md`(読むもの)と `results/名前.json`(値)に書きます。"""
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.md").write_text(text + "\n", encoding="utf-8")
    (RESULTS / f"{name}.json").write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
