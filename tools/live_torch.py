"""PyTorch を別の環境(.venv-torch)に入れ、保存した値だけでなく、その場で計算した値とも比べます。

.venv には入れません(200 MB あり、読者には要りません)。ほかのパッケージは、.venv のものをそのまま使います。
"""

import platform
import subprocess
import sys
import sysconfig
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv-torch"


def version() -> str:
    """保存した参照値を計算した版です。その場で比べる PyTorch も、同じ版にします。"""
    with np.load(ROOT / "tests" / "reference" / "layers.npz") as values:
        return str(values["version/torch"])


def run(step: str, advice: str, *command: str | Path) -> None:
    print(f"[PyTorch] {step}", flush=True)
    if subprocess.run([str(part) for part in command], cwd=ROOT).returncode:
        sys.exit(f"[PyTorch] 「{step}」に失敗しました。{advice}")


def environment() -> Path:
    """.venv のパッケージに PyTorch を足した環境を用意し、その Python を返します。"""
    python = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    advice = f"PyTorch {version()} の配られている Python(いまは {platform.python_version()})と OS で、お試しください。"
    if not python.exists():
        run(".venv-torch を作っています", "", sys.executable, "-m", "venv", VENV)
    show = (python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))")
    site = subprocess.run(show, check=True, capture_output=True, text=True).stdout.strip()
    # .venv のフォルダーも探すようにする(その中の .pth も読む)。pip も、そこにあるものは入れ直さない
    borrow = f"import site; site.addsitedir({sysconfig.get_path('purelib')!r})\n"
    Path(site, "borrow_venv.pth").write_text(borrow, encoding="utf-8")
    torch = f"torch=={version()}"
    run(f"{torch} を入れています", advice, python, "-m", "pip", "install", "--quiet", torch)
    return python


def tests() -> list[Path]:
    """PyTorch があれば動くテストのあるファイルです。クイズの約束は、PyTorch のリストを実行します。"""
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    return [path for path in files if "torch" in path.read_text(encoding="utf-8") or path.name == "test_quiz.py"]


def main() -> None:
    advice = "保存した参照値を作り直すなら、tests/reference/ のスクリプトを実行します。"
    python = environment()
    run("その場で計算した値と比べています", advice, python, "-m", "pytest", "-q", "-n", "2", *tests())


if __name__ == "__main__":
    main()
