"""ノートブックを実行し直し、保存の形をそろえます(`--check` は、そろっているかだけを確かめます)。

残すのは、本文とコード、文字の出力、実行番号、セルの id です。図(ビルドのたびに描く)と、書いた人の機械の情報は捨てます。
"""

import argparse
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parent.parent
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
TEXT = "text/plain"
JUPYTER_ONLY = ("collapsed", "scrolled", "execution", "editable", "jupyter", "vscode", "colab", "id", "outputId")


def chapters(root: Path = ROOT) -> list[Path]:
    """章のノートブックを、章の順に返します。"""
    return sorted((root / "book").glob("[0-9][0-9]_*.ipynb"))


def normalize(notebook: nbformat.NotebookNode) -> None:
    """ノートブックから、実行する機械や道具によって変わるものを取り除きます。"""
    notebook.metadata = nbformat.from_dict(METADATA)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    for cell in notebook.cells:
        for key in JUPYTER_ONLY:
            cell.metadata.pop(key, None)
        if cell.cell_type == "code":
            cell.outputs = [output for output in map(text_only, cell.outputs) if output]


def text_only(output: nbformat.NotebookNode) -> nbformat.NotebookNode | None:
    """1 つの出力から文字だけを残します。文字のない出力は None です。"""
    output.pop("transient", None)
    if "data" not in output:
        return output
    if TEXT not in output.data:
        return None
    output.data = nbformat.from_dict({TEXT: output.data[TEXT]})
    output.metadata = nbformat.from_dict({})
    return output


def dumps(notebook: nbformat.NotebookNode) -> str:
    """ノートブックを、差分の読みやすい決まった形の文字列にします。"""
    return nbformat.writes(notebook, indent=1, ensure_ascii=False).rstrip("\n") + "\n"


def is_normal(path: Path) -> bool:
    """保存されている形が、そろえた形と 1 文字も違わないかを調べます。"""
    notebook = nbformat.read(path, as_version=4)
    normalize(notebook)
    return dumps(notebook) == path.read_text(encoding="utf-8")


def execute(path: Path) -> None:
    """上から順に実行し、そろえた形で書き戻します。失敗したときは、ファイルに触れません。"""
    notebook = nbformat.read(path, as_version=4)
    # 続けて print した文字が、機械の忙しさによって 2 つの出力に分かれないようにする
    where = {"metadata": {"path": path.parent}}
    NotebookClient(notebook, timeout=120, resources=where, coalesce_streams=True).execute()
    normalize(notebook)
    path.write_text(dumps(notebook), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="実行せず、そろっているかだけを確かめる")
    parser.add_argument("paths", nargs="*", type=Path, help="対象のノートブック(省けばすべての章)")
    options = parser.parse_args()
    paths = options.paths or chapters()
    if options.check:
        wrong = [path.name for path in paths if not is_normal(path)]
        if wrong:
            sys.exit(f"{', '.join(wrong)} の保存の形がそろっていません。`make notebooks` を実行してください。")
        return
    for number, path in enumerate(paths, 1):
        print(f"[ノートブック {number}/{len(paths)}] {path.name} を実行しています", flush=True)
        execute(path)


if __name__ == "__main__":
    main()
