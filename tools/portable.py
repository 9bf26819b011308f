"""ノートブックと、数を確かめるテストを、ほかの機械の計算でも実行し、結果の変わる所を章とセルで示します。

計算の違いは、最後の 1 桁に表れます。ふつうは見えませんが、発散した学習や、僅差の順位、1 ビットも違わないことを
求めるテストは、それだけで結果が変わります。ここで変わるものは、印字もテストもしない約束です。
"""

import argparse
import ctypes
import functools
import json
import math
import os
import platform
import re
import secrets
import subprocess
import sys
import tempfile
import time
import zlib
from itertools import zip_longest
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parent.parent
SEED, FOUND = "ESHIKAKU_NUDGE", "ESHIKAKU_DIFFERENCES"  # 子のプロセスに渡す環境変数: 揺れの種、違いを書く所

# 比べないもの → その理由。ファイルの名前で書く
OUTSIDE = {
    "test_site.py": "できあがったページの形を確かめる",
    "test_search.py": "できあがった本の検索を確かめる",
    "test_prose.py": "文章の書き方を確かめる",
    "test_project.py": "プロジェクトの骨組みを確かめる",
    "test_guards.py": "写しを壊して、テストとビルドを試す",
    "test_portable.py": "写しを壊して、この道具を試す",
    "test_slips.py": "書き間違いの表を確かめる",
    "test_plain_notebooks.py": "配るノートブックの形を確かめる",
    "test_plotting.py": "図の形を確かめる。図は保存していない",
}
# 最後の 1 桁を揺らすときだけ比べないもの → その理由。テストの名前で書く
NOT_NUDGED = {
    "test_memory_beyond_the_state_is_a_few_blocks_whatever_the_size": "揺らすために使うメモリーまで数えてしまう",
    "test_every_kind_of_exception_gets_its_own_hint": "配列のメソッドを包むので、属性の名前の候補が変わる",
    "test_the_order_depends_on_the_axis": "包んだ関数にかかる時間まで比べてしまう",
    "test_paths_and_states_equal_python": "揺れる Python と、揺れない JavaScript を比べてしまう",
    "test_javascript_chases_the_target_as_python_does": "揺れる √ と、揺れない JavaScript の √ を 300 歩も比べてしまう",
}

# --- 最後の 1 桁を揺らす ------------------------------------------------------------------------------
# exp の近似式や、足し算の順序は、機械によって違う。そこで、次の関数の結果を -1, 0, +1 桁のどれかだけ動かす。
# どれだけ動かすかは、種、関数の名前、値(足し算の仲間では配列の形も)で決まる。同じ計算の答えは、いつも同じになる。
# 四則は、どの機械でも正しく丸められるので動かさない。乱数と、SciPy や scikit-learn の中の計算は動かせない。

ELEMENTARY = (
    *("exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "sin", "cos", "tan", "arcsin", "arccos", "arctan"),
    *("arctan2", "sinh", "cosh", "tanh", "sqrt", "cbrt", "hypot", "power", "float_power", "logaddexp"),
)
SUMS = (
    *("sum", "nansum", "mean", "nanmean", "average", "var", "std", "prod", "cumsum", "dot", "vdot", "inner", "matmul"),
    *("tensordot", "cov", "corrcoef", "convolve", "correlate", "polyfit", "polyval"),
)
METHODS = ("sum", "mean", "var", "std", "prod", "cumsum", "dot", "__matmul__", "__rmatmul__", "__pow__", "__rpow__")
LINALG = (
    *("norm", "solve", "inv", "pinv", "det", "slogdet", "lstsq", "eig", "eigh", "eigvals", "eigvalsh", "svd", "qr"),
    *("cholesky", "cond", "matrix_power"),
)
PYTHON = ("exp", "expm1", "log", "log2", "log10", "log1p", "sin", "cos", "tan", "tanh", "pow", "hypot", "erf", "erfc")
# 形式 → (同じ幅の整数, 混ぜるための奇数, 下の桁, 整数の大きさの半分)。
# 下の桁がすべて 0 の値(0、小さな整数、0.5、無限大など)は、どの機械でも正確に求まるので、動かさない。
BITS = {
    np.dtype("f8"): (np.int64, np.int64(-0x61C8864680B583EB), np.int64(2**26 - 1), np.int64(2**62)),
    np.dtype("f4"): (np.int32, np.int32(-0x61C8864F), np.int32(2**8 - 1), np.int32(2**30)),
}


def shift(array: np.ndarray, salt: int) -> None:
    """配列の値を、その場で、最後の 1 桁だけ動かします。4 分の 1 は上へ、4 分の 1 は下へ動きます。"""
    integer, odd, low, half = BITS[array.dtype]
    bits = (array if array.ndim else array[None]).view(integer)
    inexact = (bits & low) != 0
    mixed = (bits ^ integer(salt % 2**31)) * odd
    bits += (mixed > half) & inexact
    bits -= (mixed < -half) & inexact


def nudge(value, salt: int, arguments=()):
    """最後の 1 桁を動かした値です。引数の 1 つ(out)に書かれた結果は、その場で動かします。"""
    if type(value) is np.ndarray and value.dtype in BITS:
        moved = value if any(value is argument for argument in arguments) else value.copy()
        shift(moved, salt)
        return moved
    if type(value) in (float, np.float64, np.float32):
        moved = np.array([value])
        shift(moved, salt)
        return type(value)(moved[0])
    if isinstance(value, tuple):
        parts = [nudge(part, salt) for part in value]
        return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
    return value


def salted(name: str, seed: int):
    """name の関数の引数から、どれだけ動かすかを決める数を求める関数です。"""
    salt = zlib.crc32(f"{seed} {name}".encode())
    if name not in SUMS and name not in METHODS:
        return lambda arguments: salt
    return lambda arguments: hash((salt, *(np.shape(x) for x in arguments if isinstance(x, np.ndarray))))


def part_of_numpy(function):
    """包んだ関数を、NumPy の中の行に見せます(学習者の行を探す採点が、包んだ行を示さないように)。"""
    function.__code__ = function.__code__.replace(co_filename="<__array_function__ internals>")
    return function


class Nudged:
    """関数を包み、結果を動かします。reduce や名前など、ほかの性質は元の関数のものです。"""

    def __init__(self, function, seed: int):
        functools.update_wrapper(self, function)
        self.function, self.salt = function, salted(function.__name__, seed)

    @part_of_numpy
    def __call__(self, *arguments, **named):
        value = self.function(*arguments, **named)
        return nudge(value, self.salt(arguments), (*arguments, *named.values()))

    def __getattr__(self, name):
        return getattr(self.function, name)

    def __repr__(self):
        return repr(self.function)

    def __reduce__(self):
        return self.__name__  # 関数と同じように、写しても同じもの


def nudged_method(name: str, seed: int):
    """np.ndarray の、結果を動かすメソッドです。"""
    original, salt = getattr(np.ndarray, name), salted(name, seed)

    @functools.wraps(original)
    @part_of_numpy
    def method(self, *arguments, **named):
        value = original(self, *arguments, **named)
        if name == "__pow__" and type(arguments[0]) in (int, float) and arguments[0] == 2:
            return value  # x ** 2 は掛け算
        return nudge(value, salt((self, *arguments)), named.values())

    return method


def open_type(cls: type) -> None:
    """C で書かれた型のメソッドを、入れ替えられるようにします(`@` の結果を動かす方法が、ほかにない)。"""
    words_before_flags, immutable = 19, 1 << 8
    address = id(cls) + object.__basicsize__ + words_before_flags * ctypes.sizeof(ctypes.c_void_p)
    flags = ctypes.c_ulong.from_address(address)
    if flags.value != cls.__flags__:
        raise RuntimeError("この Python では np.ndarray のメソッドを入れ替えられません")
    flags.value &= ~immutable


def install(seed: int) -> None:
    """このプロセスの NumPy と math を、最後の 1 桁が揺れるものに替えます。"""
    open_type(np.ndarray)
    for name in METHODS:
        setattr(np.ndarray, name, nudged_method(name, seed))
    for module, names in ((np, ELEMENTARY + SUMS), (np.linalg, LINALG), (math, PYTHON)):
        for name in names:
            setattr(module, name, Nudged(getattr(module, name), seed))


# --- 計算の違い --------------------------------------------------------------------------------------

PLAIN, NUDGE = "この機械のふつうの計算", "最後の 1 桁の揺れ"
KERNELS = {"x86_64": "Prescott", "AMD64": "Prescott", "aarch64": "ARMV8", "arm64": "ARMV8"}


def dispatched() -> str:
    """この CPU で NumPy が選んで使っている、基本より新しい命令です。"""
    return " ".join(np.show_config(mode="dicts")["SIMD Extensions"].get("found", []))


def modes(seed: int) -> dict[str, dict[str, str]]:
    """計算の違い → それを起こす環境変数。"""
    return {
        "BLAS の別の核": {"OPENBLAS_CORETYPE": KERNELS.get(platform.machine(), "")},
        "NumPy の基本の命令": {"NPY_DISABLE_CPU_FEATURES": dispatched()},
        "BLAS の 2 スレッド": {"OPENBLAS_NUM_THREADS": "2"},
        NUDGE: {SEED: str(seed)},
    }


def arithmetic() -> dict[str, str]:
    """いまのプロセスの計算の仕方です。"""
    from threadpoolctl import threadpool_info

    blas = [pool for pool in threadpool_info() if pool["user_api"] == "blas"]
    return {
        "BLAS の核": " ".join(pool.get("architecture", "?") for pool in blas),
        "BLAS のスレッド": " ".join(str(pool["num_threads"]) for pool in blas),
        "NumPy の命令": dispatched() or "基本だけ",
        "揺れの種": os.environ.get(SEED, "なし"),
    }


def arithmetic_under(environment: dict[str, str]) -> dict[str, str]:
    command = [sys.executable, __file__, "--arithmetic"]
    shown = subprocess.run(command, env=os.environ | environment, check=True, capture_output=True, text=True).stdout
    return json.loads(shown)


def effective(seed: int) -> dict[str, dict[str, str]]:
    """この機械で実際に計算が変わるものだけを選び、何が変わるかを表示します。"""
    plain, chosen = arithmetic_under({}), {}
    for name, environment in modes(seed).items():
        changed = arithmetic_under(environment)
        changes = [f"{key} {plain[key]} → {changed[key]}" for key in plain if plain[key] != changed[key]]
        say(f"{name}: {'、'.join(changes) or 'この機械では変えられません'}")
        if changes:
            chosen[name] = environment
    return chosen


# --- pytest の中での仕事(-p portable) ----------------------------------------------------------------


def pytest_configure(config):
    if SEED in os.environ:
        install(int(os.environ[SEED]))


def pytest_ignore_collect(collection_path):
    return True if collection_path.name in OUTSIDE else None


def pytest_collection_modifyitems(config, items):
    if SEED in os.environ:
        items[:] = [item for item in items if getattr(item, "originalname", None) not in NOT_NUDGED]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.failed:
        report.user_properties.append((FOUND, (where(item), difference(item, report))))
    return report


def pytest_runtest_logreport(report):
    if "PYTEST_XDIST_WORKER" not in os.environ:
        with open(os.environ[FOUND], "a", encoding="utf-8") as file:
            for name, (place, text) in report.user_properties:
                if name == FOUND:
                    file.write(json.dumps([report.nodeid, place, text]) + "\n")


def where(item) -> str:
    """違いの出た所: 章とセル、またはテストの名前です。"""
    chapter = re.search(r"\b(\d\d)_\w+", item.nodeid)
    place = f"第 {int(chapter[1])} 章 " if chapter else ""
    return place + (f"{item.path.name} のセル {item.cell.id}" if hasattr(item, "cell") else item.nodeid)


def difference(item, report) -> str:
    """保存した出力と違う行、またはテストが示した理由です。"""
    if not hasattr(item, "cell"):
        reasons = [
            line for line in report.longreprtext.splitlines() if line.startswith(("E ", "Expected", "Got", "    "))
        ]
        return "\n".join(reasons[:6])
    stored, now = printed(item.cell.outputs), printed(item.test_outputs or [])
    pairs = [(old, new) for old, new in zip_longest(stored, now, fillvalue="(なし)") if old != new]
    return "\n".join(f"保存: {old}\n今回: {new}" for old, new in pairs) or report.longreprtext


def printed(outputs) -> list[str]:
    parts = [
        output.get("text") or output.get("data", {}).get("text/plain") or output.get("evalue", "") for output in outputs
    ]
    return "".join(parts).splitlines()


# --- 全体の進行 --------------------------------------------------------------------------------------


def run(environment: dict[str, str], targets: list[str], workers: int) -> dict[str, tuple[str, str]]:
    """environment の計算で pytest を動かし、失敗したテスト → (場所, 違い) を返します。"""
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder, "differences")
        found.touch()
        startup = Path(folder, "profile_default", "startup", "00-nudge.py")
        startup.parent.mkdir(parents=True)
        if SEED in environment:
            startup.write_text(f"__import__('portable').install({environment[SEED]})\n", encoding="utf-8")
        path = os.pathsep.join(filter(None, [str(Path(__file__).parent), os.environ.get("PYTHONPATH")]))
        command = [
            sys.executable, "-m", "pytest", "-p", "portable", "-p", "no:cacheprovider", "-m", "not browser",
            "-n", str(workers), "--dist", "loadfile", "--nbval", "--color=no", "-q", "--tb=no", "-rN", *targets,
        ]  # fmt: skip
        # この道具自身が並列のテストの中で動いているときも、中の pytest は自分を親とみなす
        outer = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST_XDIST")}
        environment = outer | environment | {"PYTHONPATH": path, "IPYTHONDIR": folder, FOUND: str(found)}
        code = subprocess.run(command, cwd=ROOT, env=environment).returncode
        lines = [json.loads(line) for line in found.read_text(encoding="utf-8").splitlines()]
    if code and not lines:
        sys.exit("[よその計算] テストを始められませんでした。上の表示を確かめてください。")
    return {nodeid: (place, text) for nodeid, place, text in lines}


def causes(found: dict[str, tuple[str, str]], chosen: dict[str, dict[str, str]]) -> dict[str, list[str]]:
    """失敗したテストだけを、計算を 1 つずつ変えて試し、テスト → 失敗させる計算 を返します。"""
    again = sorted({nodeid.split("::")[0] if ".ipynb::" in nodeid else nodeid for nodeid in found})
    named = {nodeid: [] for nodeid in found}
    for name, environment in {PLAIN: {}, **chosen}.items():
        say(f"違いの出た所だけを、もう一度試します: {name}")
        for nodeid in named.keys() & run(environment, again, 0).keys():
            named[nodeid].append(name)
    return named


def say(text: str) -> None:
    print(f"[よその計算] {text}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6), help="最後の 1 桁の揺れの種")
    parser.add_argument("--workers", type=int, default=2, help="同時に動かすプロセスの数")
    parser.add_argument("--arithmetic", action="store_true", help="いまのプロセスの計算の仕方を表示するだけ")
    parser.add_argument("targets", nargs="*", help="ノートブックかテスト(省けばすべて)")
    options = parser.parse_args()
    if options.arithmetic:
        print(json.dumps(arithmetic()))
        return
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    start, chosen = time.monotonic(), effective(options.seed)
    found = {}
    # 揺れのほかは、いちどに変える(1 つずつでは、時間が倍になる)。どれで変わるかは、違いの出た所だけで確かめる
    for part in (chosen.keys() - {NUDGE}, {NUDGE}):
        if part:
            say(f"試します: {'、'.join(name for name in chosen if name in part)}")
            found |= run(
                {key: value for name in part for key, value in chosen[name].items()}, options.targets, options.workers
            )
    if not found:
        say(f"どの計算でも、結果は同じでした({time.monotonic() - start:.0f} 秒、揺れの種 {options.seed})")
        return
    named = causes(found, chosen)
    say("計算が変わると、結果も変わる所があります")
    for nodeid, (place, text) in found.items():
        print(f"\n{place}\n  変えた計算: {'、'.join(named[nodeid]) or '上のいくつかを一緒に変えたときだけ'}")
        print("\n".join(f"  {line}" for line in text.splitlines()))
    print()
    say("揺れない量(丸めた値、順位、複数の乱数列の中央値)を印字するか、幅を持たせて比べてください。")
    say(f"「{PLAIN}」でも変わる所は、`make test` で確かめてください。")
    sys.exit(f"[よその計算] 同じ揺れで試し直すには、`make portable SEED={options.seed}` を実行します。")


if __name__ == "__main__":
    main()
