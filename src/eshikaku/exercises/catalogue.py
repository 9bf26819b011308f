"""演習の一覧: 章のモジュール(NN_slug.py)を必要になったときに読み込み、id から演習を引きます。"""

import difflib
import functools
import importlib
import re
from pathlib import Path

from eshikaku.exercises.spec import Exercise

CHAPTER = re.compile(r"\d\d_\w+")


def stems() -> list[str]:
    """演習のある章の語幹("01_gradient_descent" など)を、章の順に返します。"""
    return sorted(path.stem for path in Path(__file__).parent.glob("*.py") if CHAPTER.fullmatch(path.stem))


@functools.cache
def exercises_of(stem: str) -> tuple[Exercise, ...]:
    """1章分の演習。"""
    return importlib.import_module(f"eshikaku.exercises.{stem}").EXERCISES


def ids() -> tuple[str, ...]:
    """すべての演習の id を、章と番号の順に返します。

    >>> "01-1" in ids()
    True
    """
    return tuple(exercise.id for stem in stems() for exercise in exercises_of(stem))


def get(id: str) -> Exercise:
    """id の演習を返します。ない id には、近い id を挙げて KeyError を送出します。"""
    stem = stem_of(id)
    for exercise in exercises_of(stem) if stem else ():
        if exercise.id == id:
            return exercise
    near = difflib.get_close_matches(str(id), ids(), n=3, cutoff=0.3)
    suggestion = f"近い id: {'、'.join(near)}。" if near else ""
    raise KeyError(f"演習 {id!r} はありません。{suggestion}すべての id は exercises.ids() で見られます。")


def stem_of(id: str) -> str | None:
    """id の章の語幹。章がなければ None。"""
    return next((stem for stem in stems() if stem.split("_")[0] == str(id).split("-")[0]), None)
