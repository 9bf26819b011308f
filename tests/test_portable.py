"""よその計算(tools/portable.py): 最後の 1 桁だけが動き、それで結果の変わる所が、章とセルで示されること。"""

import contextlib
import io
import json
import os
import platform
import shutil
import subprocess
import sys

import nbformat
import numpy as np
import pytest

from conftest import ROOT, load_tool

TOOL = ROOT / "tools" / "portable.py"
CHAPTER = "02_sgd"

# --- 揺れ: NumPy を替えてしまうので、別のプロセスで動かす

NUDGED = """
import json, math, sys
import numpy as np
import portable

rng = np.random.default_rng(0)
x, w = rng.uniform(0.1, 0.9, size=(50, 40)), rng.uniform(0.1, 0.9, size=(40, 30))
calls = {
    "exp": lambda: np.exp(x),
    "numbers": lambda: [float(np.exp(v)) for v in x[0]],
    "math": lambda: [math.exp(v) for v in x[0]],
    "sqrt": lambda: np.sqrt(x),
    "power": lambda: x**0.3,
    "power of a number": lambda: 10.0**x,
    "sum": lambda: np.sum(x, axis=0),
    "method": lambda: x.mean(axis=1),
    "matmul": lambda: np.matmul(x, w),
    "operator": lambda: x @ w,
    "dot": lambda: x.dot(w),
    "norm": lambda: np.linalg.norm(x, axis=1),
    "float32": lambda: np.exp(x.astype("f4")),
    "out": lambda: np.exp(x, out=np.empty_like(x)),
}
exact = {
    "integers": lambda: np.arange(5.0) @ np.arange(5.0),
    "zero": lambda: np.sum(np.zeros(3)),
    "half": lambda: np.mean([0, 1]),
    "one": lambda: np.exp(0.0),
    "infinite": lambda: np.exp(np.array([np.inf, -np.inf])),
    "square": lambda: x**2,
    "plus": lambda: x + x,
    "maximum": lambda: np.max(x),
    "whole": lambda: np.sum(np.arange(5)),
}
before = {name: np.array(call()) for name, call in (calls | exact).items()}
portable.install(int(sys.argv[1]))
after = {name: np.array(call()) for name, call in (calls | exact).items()}
ulps = {name: ((after[name] - before[name]) / np.spacing(before[name])).ravel().tolist() for name in calls}
try:
    x @ x
except ValueError as error:
    message = str(error)
print(json.dumps({
    "ulps": ulps,
    "exact": {name: bool(np.array_equal(before[name], after[name])) for name in exact},
    "again": bool(np.array_equal(x @ w, after["operator"])),
    "rows": bool(np.array_equal((x @ w)[:5], x[:5] @ w)),
    "message": message,
}))
"""


def nudged(seed: int) -> dict:
    environment = os.environ | {"PYTHONPATH": str(TOOL.parent)}
    command = [sys.executable, "-c", NUDGED, str(seed)]
    return json.loads(subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout)


@pytest.fixture(scope="module")
def one():
    return nudged(1)


def test_every_kind_of_function_is_moved_by_one_last_digit_up_or_down(one):
    for name, moves in one["ulps"].items():
        assert (min(moves), max(moves)) == (-1, 1), name


def test_exact_values_are_left_alone(one):
    assert all(one["exact"].values()), one["exact"]


def test_the_same_calculation_gives_the_same_answer_but_a_part_of_a_sum_need_not(one):
    assert one["again"]
    assert not one["rows"]
    assert nudged(1) == one
    assert nudged(2)["ulps"] != one["ulps"]


def test_an_error_inside_a_wrapped_function_reaches_the_caller(one):
    assert "mismatch in its core dimension" in one["message"]


# --- 計算の違い


@pytest.mark.skipif(platform.system() != "Linux" or platform.machine() != "x86_64", reason="ほかの CPU では名前が違う")
def test_each_kind_of_arithmetic_changes_what_it_names():
    command = [sys.executable, "-c", "import portable; portable.effective(7)"]
    environment = os.environ | {"PYTHONPATH": str(TOOL.parent), "OPENBLAS_NUM_THREADS": "1"}
    shown = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout.splitlines()
    changes = [line.split(": ", 1)[1] for line in shown]
    assert [change.split(" ")[0] for change in changes] == ["BLAS", "NumPy", "BLAS", "揺れの種"], shown
    assert changes[1].endswith("→ 基本だけ")
    assert changes[2:] == ["BLAS のスレッド 1 → 2", "揺れの種 なし → 7"]


def test_what_is_left_outside_exists():
    portable = load_tool("portable")
    names = {path.name for path in (ROOT / "tests").rglob("test_*.py")}
    assert set(portable.OUTSIDE) <= names
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    for name in portable.NOT_NUDGED:
        assert f"def {name}(" in source


# --- 植えた違い

STABLE = "import numpy as np\nprint(f'{np.exp(1):.6f}', np.mean([1, 2]))"
CHAOTIC = "x = 0.3\nfor _ in range(300):\n    x = np.sin(30 * x)\nprint(f'{x:.3f}')"
CLAIMS = """
import numpy as np

def test_rounded():
    assert round(np.tanh(0.3), 12) == {rounded!r}

def test_bit_for_bit():
    assert np.tanh(np.linspace(0.1, 2, 50)).tolist() == {values!r}
"""


def printed(*sources: str) -> list[str]:
    """セルを順に実行し、それぞれが印字したものを返します。"""
    scope, shown = {}, []
    for source in sources:
        with contextlib.redirect_stdout(io.StringIO()) as out:
            exec(source, scope)
        shown.append(out.getvalue())
    return shown


def notebook(*sources: str) -> nbformat.NotebookNode:
    cells = [nbformat.v4.new_code_cell(source, id=f"cell-code-{n:02}") for n, source in enumerate(sources, 1)]
    for count, (cell, text) in enumerate(zip(cells, printed(*sources), strict=True), 1):
        cell.execution_count = count
        cell.outputs = [nbformat.v4.new_output("stream", name="stdout", text=text)]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """この道具と、章が 1 つだけの写し。混沌とした数の印字と、1 ビットも違わないことを求めるテストを植えてあります。"""
    copy = tmp_path_factory.mktemp("portable")
    claims = copy / "tests" / "chapters" / CHAPTER / "test_claims.py"
    for folder in (copy / "tools", copy / "book", copy / "src", claims.parent):
        folder.mkdir(parents=True)
    shutil.copy2(TOOL, copy / "tools")
    for name in ("pyproject.toml", "conftest.py"):
        shutil.copy2(ROOT / name, copy)
    nbformat.write(notebook(STABLE, CHAOTIC), copy / "book" / f"{CHAPTER}.ipynb")
    rounded, values = round(np.tanh(0.3), 12), np.tanh(np.linspace(0.1, 2, 50)).tolist()
    claims.write_text(CLAIMS.format(rounded=float(rounded), values=values), encoding="utf-8")
    return copy


def test_a_chaotic_print_and_a_bit_equality_are_named_by_chapter_and_cell_and_nothing_else_is(copy):
    command = [sys.executable, copy / "tools" / "portable.py", "--seed", "1", "--workers", "0"]
    completed = subprocess.run(command, cwd=copy, capture_output=True, text=True)
    shown = completed.stdout + completed.stderr
    assert completed.returncode == 1, shown
    assert "結果も変わる所があります\n" in shown, shown
    report = shown.split("結果も変わる所があります\n")[1].split("[よその計算]")[0]
    by_place = {entry.splitlines()[0]: entry for entry in report.strip().split("\n\n")}
    cell, test = f"第 2 章 {CHAPTER}.ipynb のセル cell-code-02", f"第 2 章 tests/chapters/{CHAPTER}/test_claims.py"
    assert set(by_place) == {cell, f"{test}::test_bit_for_bit"}, shown
    stored, now = (by_place[cell].split(f"{word}: ")[1].split("\n")[0] for word in ("保存", "今回"))
    assert stored == printed(STABLE, CHAOTIC)[1].strip() != now
    for entry in by_place.values():
        causes = entry.splitlines()[1]
        assert "最後の 1 桁の揺れ" in causes
        assert "この機械のふつうの計算" not in causes
    assert "make portable SEED=1" in shown
