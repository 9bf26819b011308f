"""章のノートブックに書いてあることを、テストから引くための部品です。"""

from pathlib import Path

import nbformat

BOOK = Path(__file__).parent.parent / "book"


class Chapter:
    """章の本文と、コードのセルです。セルは、id か、その中にしかない文字列で引きます。"""

    def __init__(self, stem: str):
        self.cells = nbformat.read(BOOK / f"{stem}.ipynb", as_version=4).cells
        self.prose = "\n".join(cell.source for cell in self.cells if cell.cell_type == "markdown")

    def says(self, *sentences: str) -> None:
        for sentence in sentences:
            assert sentence in self.prose, f"本文に「{sentence}」がありません"

    def cell(self, key: str):
        code = [cell for cell in self.cells if cell.cell_type == "code"]
        found = [cell for cell in code if cell.id == key] or [cell for cell in code if key in cell.source]
        assert len(found) == 1, f"「{key}」のセルが {len(found)} 個あります"
        return found[0]

    def code(self, key: str) -> str:
        return self.cell(key).source

    def output(self, key: str) -> str:
        """セルの、印字された文字です。"""
        return "".join(part.get("text", "") for part in self.cell(key).outputs)
