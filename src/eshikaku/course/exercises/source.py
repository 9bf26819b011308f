"""学習者のソースを読む: ノートブックのセルでも、ファイルでも、関数の構文木と、その先頭の行番号を取り出します。"""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterable
from typing import Any


def functions_of(answer: Any) -> list[Callable]:
    """関数ならそれ自身、クラスなら定義されたメソッド。Python で書かれていないもの(np.sum など)は含みません。"""
    # ノートブックで定義したクラスは inspect.getsource でソースが取れないので、メソッドごとに扱う。
    candidates: Iterable = vars(answer).values() if inspect.isclass(answer) else [inspect.unwrap(answer)]
    return [candidate for candidate in candidates if inspect.isfunction(candidate)]


def parsed(function: Callable) -> tuple[ast.Module, int]:
    """関数の構文木と、ファイル(ノートブックではセル)での先頭の行番号。ソースが手に入らなければ空の木を返します。"""
    try:
        lines, start = inspect.getsourcelines(function)
        return ast.parse(textwrap.dedent("".join(lines))), start
    except (OSError, TypeError, SyntaxError):
        return ast.Module([], []), 1
