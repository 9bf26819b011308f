"""演習の一覧: 章の部屋の exercises.py を必要になったときに読み込み、id から演習を引きます。"""

import difflib
import functools

from eshikaku.course import contents
from eshikaku.course.exercises.spec import Exercise


@functools.cache
def exercises_of(stem: str) -> tuple[Exercise, ...]:
    """1章分の演習。まだ無い章なら空です。"""
    module = contents.CHAPTERS[stem].module("exercises")
    return module.EXERCISES if module else ()


def ids() -> tuple[str, ...]:
    """すべての演習の id を、章と番号の順に返します。

    >>> "01-1" in ids()
    True
    """
    return tuple(exercise.id for stem in contents.CHAPTERS for exercise in exercises_of(stem))


def get(id: str) -> Exercise:
    """id の演習を返します。ない id には、近い id を挙げて KeyError を送出します。"""
    chapter = contents.chapter_of(id)
    for exercise in exercises_of(chapter.stem) if chapter else ():
        if exercise.id == id:
            return exercise
    near = difflib.get_close_matches(str(id), ids(), n=3, cutoff=0.3)
    suggestion = f"近い id: {'、'.join(near)}。" if near else ""
    raise KeyError(f"演習 {id!r} はありません。{suggestion}すべての id は exercises.ids() で見られます。")
