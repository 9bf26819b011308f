"""章の一覧(data/chapters.yml)を読み、章の名前と、章に属するものの id と、章の部屋を結び付けます。"""

import importlib
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import ModuleType

import yaml

DATA = Path(__file__).parent / "data"
ROOMS = Path(__file__).parents[1] / "chapters"


@dataclass(frozen=True)
class Chapter:
    """1 つの章です。stem は、ノートブック・部屋・テストの部屋に共通の名前です。"""

    stem: str
    title: str
    question: str
    requires: list[str]

    @cached_property
    def code(self) -> str:
        """章の番号 2 桁です。章に属するものの id("02-3"、"02-q3"、"02-zigzag-is-noise")は、これで始まります。"""
        return self.stem.split("_")[0]

    @cached_property
    def number(self) -> int:
        """章の番号です。"""
        return int(self.code)

    @property
    def heading(self) -> str:
        """番号を付けた題名です。"""
        return f"第 {self.number} 章 {self.title}"

    @property
    def room(self) -> Path:
        """演習・クイズ・誤解を置くフォルダーです。"""
        return ROOMS / self.stem

    def owns(self, id: str) -> bool:
        """id が、この章に属するものの名前の形かどうかです。"""
        return str(id).startswith(f"{self.code}-")

    def module(self, name: str) -> ModuleType | None:
        """部屋にある Python のモジュールです。無ければ None です。"""
        if not (self.room / f"{name}.py").is_file():
            return None
        return importlib.import_module(f"eshikaku.chapters.{self.stem}.{name}")


def read() -> dict[str, Chapter]:
    """すべての章を、名前から引ける辞書にして、章の順に返します。

    >>> [chapter.heading for chapter in read().values()][:2]
    ['第 1 章 勾配降下法', '第 2 章 確率的勾配降下法']
    """
    entries = yaml.safe_load((DATA / "chapters.yml").read_text(encoding="utf-8"))
    return {entry["stem"]: Chapter(**entry) for entry in entries}


# 章の一覧は台帳の項目ごとに引くので、読むのは 1 度だけにする。
CHAPTERS = read()


def chapter_of(id: str) -> Chapter | None:
    """演習・クイズ・誤解の id("02-3" など)や章の名前が属する章です。章が無ければ None です。

    >>> chapter_of("02-q3").stem, chapter_of("02_sgd").number, chapter_of("99-1")
    ('02_sgd', 2, None)
    """
    code = re.split("[-_]", str(id))[0]
    return next((chapter for chapter in CHAPTERS.values() if chapter.code == code), None)
