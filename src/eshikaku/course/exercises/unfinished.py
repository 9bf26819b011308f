"""書きかけを見分ける: `...` のままの答えは、誤答ではなく未解答として扱います。"""

import ast
import dis
from typing import Any

from eshikaku.course.exercises.source import functions_of, parsed

HARMLESS = {"RESUME", "NOP", "LOAD_CONST", "RETURN_VALUE", "RETURN_CONST", "POP_TOP", "COPY_FREE_VARS"}


def is_blank(answer: Any) -> bool:
    """答えそのものが `...`、None、空文字列、あるいは `...` を含む並びか。"""
    if isinstance(answer, list | tuple):
        return any(map(is_blank, answer))
    return answer is ... or answer is None or (isinstance(answer, str) and not answer.strip())


def is_stub(answer: Any) -> bool:
    """関数なら本体が、クラスならどのメソッドの本体も、`...`・pass・docstring だけか。"""
    functions = functions_of(answer)
    return bool(functions) and all(map(_does_nothing, functions))


def has_blank(answer: Any) -> bool:
    """関数やクラスのどこかに、埋めていない `...` が残っているか。x[..., 0] の ... は数えません。"""
    return any(_does_nothing(f) or _has_ellipsis(f) for f in functions_of(answer))


def came_from_blank(error: BaseException | None) -> bool:
    """`...` を計算に使ったための例外か。"""
    return isinstance(error, NotImplementedError) or (isinstance(error, TypeError) and "ellipsis" in str(error))


def _does_nothing(function: Any) -> bool:
    instructions = list(dis.get_instructions(function))
    values = {i.argval for i in instructions if i.opname in {"LOAD_CONST", "RETURN_CONST"}}
    return {i.opname for i in instructions} <= HARMLESS and values <= {None, ...}


def _has_ellipsis(function: Any) -> bool:
    if function.__name__ == "<lambda>":
        return False  # lambda のソースは行の残りも含むので、ほかの ... と区別できない
    tree, _ = parsed(function)
    in_slices = {
        id(inner) for node in ast.walk(tree) if isinstance(node, ast.Subscript) for inner in ast.walk(node.slice)
    }
    return any(isinstance(n, ast.Constant) and n.value is ... and id(n) not in in_slices for n in ast.walk(tree))
