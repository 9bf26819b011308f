"""章の一覧(data/chapters.yml)を読みます。"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

DATA = Path(__file__).parent / "data" / "chapters.yml"


@dataclass(frozen=True)
class Chapter:
    """1つの章です。stem は、ノートブック・解答・クイズ・演習・テストに共通の名前です。"""

    stem: str
    title: str
    question: str
    requires: list[str]

    @property
    def number(self) -> int:
        """章の番号です。"""
        return int(self.stem[:2])

    @property
    def heading(self) -> str:
        """番号を付けた題名です。"""
        return f"第 {self.number} 章 {self.title}"


@cache
def chapters() -> tuple[Chapter, ...]:
    """全13章を順に返します。

    >>> [chapter.heading for chapter in chapters()][:2]
    ['第 1 章 勾配降下法', '第 2 章 確率的勾配降下法']
    """
    return tuple(Chapter(**entry) for entry in yaml.safe_load(DATA.read_text(encoding="utf-8")))
