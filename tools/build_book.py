"""本をビルドします。何も変わっていなければ何もせず、ページの数字を左右するものが変われば、実行結果の控えを捨てます。"""

import hashlib
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "_build"
INDEX = BUILD / "html" / "index.html"
STAMP = BUILD / "inputs.sha256"

# Jupyter Book は、ノートブック自身の変更しか見ない。ここにある物が変わると、ページの数字は古いままになる。
INPUTS = (
    "src/**/*.py",
    "src/**/*.yml",
    "src/**/*.mplstyle",
    "src/**/*.js",
    "src/**/*.mjs",
    "extensions/**/*.py",
    "book/_static/**/*.js",
    "book/*.bib",
    "_config.yml",
    "constraints.txt",
)
# 数字は変えずに、ページの中身や見た目だけを変えるもの
PAGES = ("book/**/*", "extensions/**/*", "tools/purgecss/*", "tools/build_book.py", "_toc.yml")


def digest(patterns: tuple[str, ...], root: Path = ROOT) -> str:
    """パターンに合うファイルすべての指紋です。"""
    result = hashlib.sha256()
    for path in sorted({path for pattern in patterns for path in root.glob(pattern) if path.is_file()}):
        if "__pycache__" not in path.parts:
            result.update(str(path.relative_to(root)).encode())
            result.update(path.read_bytes())
    return result.hexdigest()


def drop_stale() -> None:
    """実行結果の控えと、読み込みの控えを消します。"""
    for name in (".jupyter_cache", ".doctrees", "html"):
        shutil.rmtree(BUILD / name, ignore_errors=True)


def build() -> int:
    """Jupyter Book を、警告をすべて誤りとして実行します。"""
    command = [
        Path(sys.executable).with_name("jupyter-book"), "build", "book",
        "--config", ROOT / "_config.yml", "--toc", ROOT / "_toc.yml", "--path-output", ROOT,
        "-W", "-n", "--keep-going",
    ]  # fmt: skip
    return subprocess.run([str(part) for part in command], cwd=ROOT).returncode


def main() -> None:
    start = time.monotonic()
    inputs, current = digest(INPUTS), digest(INPUTS + PAGES)
    known = STAMP.read_text().split() if STAMP.exists() else []
    if current in known and INDEX.exists():
        print(f"[本] 前に作ってから何も変わっていません: {INDEX}")
        return
    if inputs not in known:
        drop_stale()
    BUILD.mkdir(exist_ok=True)
    STAMP.write_text(inputs)  # ここから先で失敗しても、実行結果の控えはこの指紋のもの
    if build():
        sys.exit(
            "[本] ビルドに失敗しました。上の WARNING / ERROR の行に、ページのファイル名と行番号があります"
            "(ノートブックの行番号 120003 は、12 番目のセルの 3 行目あたりです)。"
        )
    STAMP.write_text(f"{inputs} {current}")
    print(f"[本] できました({time.monotonic() - start:.0f} 秒): {INDEX}")


if __name__ == "__main__":
    main()
