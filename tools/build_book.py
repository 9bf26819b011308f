"""本をビルドします。ページの数字を左右するものが変わったときは、実行結果の控えを捨ててから作ります。"""

import hashlib
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "_build"
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


def digest(root: Path = ROOT) -> str:
    """ページの数字を左右するファイルすべての指紋です。"""
    result = hashlib.sha256()
    for pattern in INPUTS:
        for path in sorted(root.glob(pattern)):
            result.update(str(path.relative_to(root)).encode())
            result.update(path.read_bytes())
    return result.hexdigest()


def drop_stale(current: str) -> None:
    """前回と指紋が違えば、実行結果の控えと読み込みの控えを消します。"""
    if STAMP.exists() and STAMP.read_text() == current:
        return
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
    current = digest()
    drop_stale(current)
    if build():
        sys.exit(
            "[本] ビルドに失敗しました。上の WARNING / ERROR の行に、ページのファイル名と行番号があります"
            "(ノートブックの行番号 120003 は、12 番目のセルの 3 行目あたりです)。"
        )
    STAMP.write_text(current)
    print(f"[本] できました({time.monotonic() - start:.0f} 秒): {BUILD / 'html' / 'index.html'}")


if __name__ == "__main__":
    main()
