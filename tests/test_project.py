"""プロジェクトの骨組み: 読み込みの向き、案内しているコマンド、依存パッケージ、ビルドの古さの判定。"""

import ast
import contextlib
import re
import socket
import subprocess
import sys
import time
import tomllib
import urllib.request
import zipfile
from pathlib import Path

import nbformat
import psutil
import pytest
import yaml
from nbformat.sign import NotebookNotary
from packaging.requirements import Requirement

from conftest import load_tool

ROOT = Path(__file__).resolve().parent.parent
SRC = ROOT / "src" / "eshikaku"

# 上の層は下の層を読み込んでよい。逆は許さない。None は、どこからも独立した層。
LAYERS = {
    "functions": set(),
    "initializers": set(),
    "layers": {"functions", "initializers"},
    "networks": {"functions", "initializers", "layers"},
    "training_base": set(),
    "training": {"training_base"},
    "gradient": set(),
    "surfaces": set(),
    "optimizer_base": set(),
    "optimizers": {"optimizer_base"},
    "schedules": set(),
    "clipping": set(),
    "datasets": set(),
    "autodiff": {"functions"},
    "checks": set(),
}
SHARED = {"checks"}
NUMPY_ONLY = {name for name in LAYERS if name != "datasets"}
EXTERNAL = {"datasets": {"numpy", "sklearn"}}


def imports(path: Path) -> set[str]:
    """ファイルが読み込むモジュールの名前です。"""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module == "eshikaku":
            names |= {f"eshikaku.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module)
    return names


@pytest.mark.parametrize("path", sorted(SRC.glob("*.py")), ids=lambda path: path.stem)
def test_imports_go_one_way(path):
    inside = {name.split(".")[1] for name in imports(path) if name.startswith("eshikaku.")}
    if path.stem in LAYERS:
        upward = inside - LAYERS[path.stem] - SHARED
        assert not upward, f"{path.name} は {upward} を読み込めません"


@pytest.mark.parametrize("name", sorted(NUMPY_ONLY | set(EXTERNAL)))
def test_the_calculating_modules_need_nothing_but_numpy(name):
    path = SRC / f"{name}.py"
    if not path.exists():
        pytest.fail(f"{path.name} がありません。tests/test_project.py の表を直してください")
    outside = {module.split(".")[0] for module in imports(path)} - {"eshikaku"} - set(sys.stdlib_module_names)
    assert outside <= EXTERNAL.get(name, {"numpy"}), f"{name}.py が {outside} を読み込んでいます"


@pytest.mark.parametrize(
    "path", sorted([*SRC.rglob("*.py"), *(ROOT / "extensions").glob("*.py")]), ids=lambda p: p.stem
)
def test_a_module_opens_with_one_sentence_on_what_it_is_for(path):
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert docstring, f"{path.name} の最初に、何のためのモジュールかを書いてください"
    assert docstring.splitlines()[0].endswith("。"), f"{path.name} の最初の行を1文にしてください"


@pytest.mark.parametrize("path", sorted((ROOT / "extensions").glob("*.py")), ids=lambda path: path.stem)
def test_a_local_extension_stays_under_a_hundred_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) < 100


# --- 案内しているコマンド


def readme_commands() -> list[str]:
    blocks = re.findall(r"```bash\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line]


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def answers(url: str, process: subprocess.Popen, seconds: float = 60) -> bool:
    """サーバーが返事をするまで待ちます。"""
    for _ in range(int(seconds * 5)):
        assert process.poll() is None, f"サーバーが終了しました: {process.stdout.read()}"
        try:
            with urllib.request.urlopen(url, timeout=5) as response:
                return response.status == 200
        except OSError:
            time.sleep(0.2)
    return False


@pytest.fixture
def serving():
    """サーバーを動かし、テストが終わったら止めます。"""
    running = []

    def start(*command):
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        running.append(process)
        return process

    yield start
    for process in running:
        with contextlib.suppress(psutil.NoSuchProcess):
            make = psutil.Process(process.pid)
            for each in (*make.children(recursive=True), make):
                each.terminate()
        process.communicate(timeout=20)
        process.stdout.close()


def test_the_readme_names_only_the_commands_tested_here():
    assert readme_commands() == ["make book", "make serve", "make test", "make lab"]


def test_make_test_runs_every_kind_of_test():
    command = subprocess.run(["make", "--dry-run", "test"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert "tools/build_book.py" in command
    assert "-m pytest" in command
    assert "--nbval" in command
    options = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["pytest"]["ini_options"]
    assert "--doctest-modules" in options["addopts"]
    assert {"tests", "src", "book"} == set(options["testpaths"])


def test_make_serve_shows_the_book_on_this_machine_only(serving):
    port = free_port()
    # 本はもうできている(-o)。作り直すと、同じページを見ているほかのテストの足元が変わる
    process = serving("make", "-o", "book", "serve", f"PORT={port}")
    assert answers(f"http://127.0.0.1:{port}/index.html", process)


def edition(text: str) -> str:
    return nbformat.writes(nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(text, id="only")]))


@pytest.fixture
def delivery(tmp_path):
    """2 つの写しを、読者のフォルダーに置いたところです。"""
    copies, mine = tmp_path / "copies", tmp_path / "mine"
    copies.mkdir()
    for name in ("01.ipynb", "02.ipynb"):
        (copies / name).write_text(edition("初版"), encoding="utf-8")
    assert load_tool("lab").deliver(copies, mine) == []
    return copies, mine


def test_a_new_edition_replaces_a_notebook_that_the_reader_left_alone_and_no_other(delivery):
    copies, mine = delivery
    (mine / "01.ipynb").write_text("読者の答え", encoding="utf-8")
    for name in ("01.ipynb", "02.ipynb"):
        (copies / name).write_text(edition("第 2 版"), encoding="utf-8")
    assert load_tool("lab").deliver(copies, mine) == ["01.ipynb"]
    found = [(mine / name).read_text(encoding="utf-8") for name in ("01.ipynb", "02.ipynb")]
    assert found == ["読者の答え", edition("第 2 版")]
    assert NotebookNotary().check_signature(nbformat.read(mine / "02.ipynb", as_version=4))


def test_a_notebook_that_was_there_before_the_first_delivery_is_kept(delivery):
    copies, mine = delivery
    (mine / ".delivered.json").unlink()
    (mine / "01.ipynb").write_text("読者の答え", encoding="utf-8")
    assert load_tool("lab").deliver(copies, mine) == ["01.ipynb"]


def test_jupyter_lab_opens_on_the_delivered_notebooks(serving, tmp_path):
    lab, port = load_tool("lab"), free_port()
    lab.deliver(lab.COPIES, tmp_path)
    process = serving(
        sys.executable, "-m", "jupyter", "lab", str(tmp_path), "--no-browser", f"--port={port}",
        "--ServerApp.token=", "--allow-root", "--ServerApp.port_retries=0",
    )  # fmt: skip
    assert answers(f"http://127.0.0.1:{port}/api/contents/01_gradient_descent.ipynb?content=0", process)


def test_make_help_lists_every_target():
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    shown = subprocess.run(["make", "help"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    targets = re.search(r"^\.PHONY: (.+)$", text, re.MULTILINE)[1].split()
    assert all(f"make {target} " in shown for target in targets)


def test_an_old_python_is_told_so_in_one_sentence(monkeypatch):
    tool = load_tool("setup_env")
    monkeypatch.setattr(sys, "version_info", (3, 10, 0))
    assert "Python 3.11 以上が必要です" in tool.problem()


def newer_than_2_7(node: ast.AST) -> bool:
    """構文の 1 か所が、Python 2.7 では SyntaxError になるかどうかです。"""
    if isinstance(node, ast.Call):
        middle = any(isinstance(argument, ast.Starred) for argument in node.args[:-1])
        return middle or (ast.unparse(node.func) == "print" and bool(node.keywords))
    annotated = getattr(node, "annotation", None) or getattr(node, "returns", None)
    return bool(annotated) or isinstance(node, ast.JoinedStr | ast.NamedExpr)


def test_even_python_2_7_can_read_the_file_that_tells_it_to_be_newer():
    """1 か所でも読めないと、古い Python は、理由を言う前に SyntaxError で止まる。"""
    source = (ROOT / "tools" / "setup_env.py").read_text(encoding="utf-8")
    assert source.startswith("# -*- coding: utf-8 -*-\n")  # 2.7 は、これがないと日本語を読めない
    tree = ast.parse(source)
    assert [ast.unparse(node) for node in ast.walk(tree) if newer_than_2_7(node)] == []
    assert {ast.unparse(node) for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)} == {
        "import os", "import shutil", "import subprocess", "import sys",
    }  # fmt: skip


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_a_python_without_venv_is_told_what_to_install(monkeypatch, module):
    tool = load_tool("setup_env")
    monkeypatch.setitem(sys.modules, module, None)
    assert "python3-venv" in tool.problem()


def test_this_python_is_good_enough():
    assert load_tool("setup_env").problem() is None


# --- 依存パッケージ


def requirements() -> dict[str, Requirement]:
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    found = [Requirement(line.split("#")[0]) for line in lines if line.split("#")[0].strip()]
    return {requirement.name.lower(): requirement for requirement in found}


def pins() -> dict[str, str]:
    found = {}
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        name, version = re.match(r"([\w.-]+)==([\w.+]+)", line).groups()
        found[name.lower()] = version
    return found


def test_the_lock_holds_every_requirement_within_its_range():
    locked = pins()
    for name, requirement in requirements().items():
        assert name in locked, f"constraints.txt に {name} がありません。`make lock` を実行してください"
        assert requirement.specifier.contains(locked[name]), f"{name} {locked[name]} は {requirement} から外れています"


def test_the_package_and_the_book_ask_for_the_same_versions():
    package = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    wanted = requirements()
    for line in package:
        requirement = Requirement(line)
        assert wanted[requirement.name.lower()].specifier == requirement.specifier, requirement.name


def test_the_citation_names_the_version_of_the_package():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    package = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert citation["version"] == package["version"]


def test_an_installed_copy_brings_the_quizzes_and_the_explorers(tmp_path):
    """Colab のように、リポジトリなしで入れた環境でもクイズと対話図が動くこと。"""
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", tmp_path, ROOT],
        check=True, capture_output=True,
    )  # fmt: skip
    names = set(zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist())
    for pattern in ("chapters/*/*.*", "course/data/*.yml", "explorers/*.*js", "style.mplstyle"):
        files = {str(path.relative_to(SRC.parent)) for path in SRC.glob(pattern)}
        assert files
        assert files <= names


# --- ビルドの古さ


NUMBERS = ("src/eshikaku/gradient.py", "src/eshikaku/chapters/01/quiz.yml", "extensions/x.py", "_config.yml")


@pytest.fixture
def tiny_tree(tmp_path):
    """ページの数字を左右するファイルを、種類ごとに1つずつ持つ木です。"""
    for name in (*NUMBERS, "book/a.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("1", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", NUMBERS)
def test_a_change_that_alters_numbers_is_noticed(tiny_tree, name):
    tool = load_tool("build_book")
    before = tool.digest(tool.INPUTS, tiny_tree)
    (tiny_tree / name).write_text("2", encoding="utf-8")
    assert tool.digest(tool.INPUTS, tiny_tree) != before


@pytest.mark.parametrize("name", ["book/a.md", "book/_static/a.css", "extensions/static/a.css", "_toc.yml"])
def test_a_change_of_a_page_is_noticed_without_throwing_results_away(tiny_tree, name):
    tool = load_tool("build_book")
    path = tiny_tree / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("1", encoding="utf-8")
    numbers, pages = tool.digest(tool.INPUTS, tiny_tree), tool.digest(tool.PAGES, tiny_tree)
    path.write_text("2", encoding="utf-8")
    assert tool.digest(tool.INPUTS, tiny_tree) == numbers
    assert tool.digest(tool.PAGES, tiny_tree) != pages
