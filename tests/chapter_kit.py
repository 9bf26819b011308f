"""章の試験の道具: ノートブックの本文・セル・出力を引き、セルを動かし、本文の数が計算と同じかを確かめます。"""

import re
from functools import cache
from pathlib import Path

import nbformat
import numpy as np

from eshikaku.course.contents import CHAPTERS

ROOT = Path(__file__).resolve().parent.parent
BOOK = ROOT / "book"


class Page:
    """章のノートブック 1 冊の、本文とコードのセルです。セルは、id か、その中にしかない文字列で引きます。

    setup は、動かすセルに初めから見せる名前です(準備のセルで読み込むものなど)。
    """

    def __init__(self, name: str, **setup):
        self.cells = nbformat.read(BOOK / f"{name}.ipynb", as_version=4).cells
        self.prose = "\n".join(cell.source for cell in self.cells if cell.cell_type == "markdown")
        self.setup = {"np": np, **setup}

    def says(self, *sentences: str) -> None:
        """本文に、その文字列があることを確かめます。"""
        for sentence in sentences:
            assert sentence in self.prose, f"本文に「{sentence}」がありません"

    def cell(self, key: str):
        code = [cell for cell in self.cells if cell.cell_type == "code"]
        found = [cell for cell in code if cell.id == key] or [cell for cell in code if key in cell.source]
        assert len(found) == 1, f"「{key}」のセルが {len(found)} 個あります"
        return found[0]

    def code(self, key: str) -> str:
        """セルのコードです。"""
        return self.cell(key).source

    def output(self, key: str) -> str:
        """セルの、印字された文字です。"""
        return "".join(part.get("text", "") for part in self.cell(key).outputs)

    def run(self, *keys: str, **names) -> dict:
        """セルだけを順に動かし、できた名前を返します。"""
        scope = {**self.setup, **names}
        for key in keys:
            exec(self.code(key), scope)
        return scope

    def table(self, key: str, pattern: str) -> list[tuple[float, ...]]:
        """印字された行のうち pattern に合うものを、数の組の並びにします。"""
        rows = [tuple(map(float, found.groups())) for found in re.finditer(pattern, self.output(key))]
        assert rows, f"「{key}」のセルの出力に {pattern} がありません"
        return rows


def numbers(line: str) -> list[float]:
    """文字列に現れる数を順に返します。"""
    return [float(value) for value in re.findall(r"-?\d+\.?\d*(?:e[+-]?\d+)?", line)]


@cache
def written() -> list[str]:
    """本編のノートブックがある章の名前を、章の順に返します。"""
    return [stem for stem in CHAPTERS if (BOOK / f"{stem}.ipynb").is_file()]
