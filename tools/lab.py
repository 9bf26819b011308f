"""章のノートブックの写しを notebooks/ に置き、JupyterLab で開きます。読者が書き換えたものは、そのまま残します。"""

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
from nbformat.sign import NotebookNotary

ROOT = Path(__file__).resolve().parent.parent
COPIES = ROOT / "_build" / "html" / "_sources"
MINE = ROOT / "notebooks"


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def trust(path: Path) -> None:
    """この本が作った出力だと署名します。署名がないと、JupyterLab は図(SVG)も対話図も見せません。"""
    NotebookNotary().sign(nbformat.read(path, as_version=4))


def deliver(copies: Path, mine: Path) -> list[str]:
    """写しを置き、書き換えてあったために置かなかったものの名前を返します。

    置いたときの指紋を残し、それと違うファイルは、読者が書き換えたものとみなします。
    """
    mine.mkdir(exist_ok=True)
    record = mine / ".delivered.json"
    delivered = json.loads(record.read_text(encoding="utf-8")) if record.exists() else {}
    kept = []
    for copy in sorted(copies.glob("*.ipynb")):
        own = mine / copy.name
        if own.exists() and digest(own) not in (delivered.get(copy.name), digest(copy)):
            kept.append(copy.name)
            continue
        shutil.copyfile(copy, own)
        trust(own)
        delivered[copy.name] = digest(copy)
    record.write_text(json.dumps(delivered, indent=1), encoding="utf-8")
    return kept


def main() -> None:
    for name in deliver(COPIES, MINE):
        print(
            f"[Jupyter] notebooks/{name} は書き換えてあるので、そのまま残しました"
            "(新しい版は、名前を変えてからもう一度実行すると置かれます)",
            flush=True,
        )
    sys.exit(subprocess.run([sys.executable, "-m", "jupyter", "lab", str(MINE), *sys.argv[1:]], cwd=ROOT).returncode)


if __name__ == "__main__":
    main()
