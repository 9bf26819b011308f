"""check の結果と、その表示。"""

import sys
from dataclasses import dataclass

HEADS = {True: "○ 正解", False: "× 不正解", None: "－ 未解答"}


@dataclass(frozen=True)
class Result:
    """採点の結果。

    correct:   True(正解)、False(不正解)、None(未解答)。
    diagnosis: 落とし穴の id、書き間違いの名前("sign-flipped:L5" など)、または None(わからない)。
    message:   表示した文章。
    """

    correct: bool | None
    diagnosis: str | None = None
    message: str = ""

    def _ipython_display_(self) -> None:
        # check がセルの最後にあっても、表示した文章の下に Result(...) を重ねて出さない。
        return None


def say(text: str) -> None:
    """端末の文字コードで表せない文字(² など)があっても、例外を出さずに表示します。"""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    print(text.encode(encoding, errors="replace").decode(encoding))


def compose(exercise_id: str, title: str, correct: bool | None, lines: list[str]) -> str:
    """見出しと本文をつなげた文章。"""
    return "\n".join([f"{HEADS[correct]}  {exercise_id} {title}", *(f"  {line}" for line in lines if line)])
