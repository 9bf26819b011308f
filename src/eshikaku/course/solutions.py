"""演習の解答例を、採点に使う実物のソースから、MyST の文にします。"""

import ast
import inspect
from types import ModuleType

from eshikaku.course.contents import chapter_of
from eshikaku.course.exercises.spec import Code, Exercise


def source_of(module: ModuleType, name: str) -> str:
    """モジュールの最上位で name を定義している文(関数、クラス、代入)のソースです。

    >>> print(source_of(chapter_of("02-2").module("exercises"), "LR"))
    LR = 0.1
    """
    source = inspect.getsource(module)
    for node in ast.parse(source).body:
        if name in defined_by(node):
            return ast.get_source_segment(source, node)
    raise LookupError(f"{module.__name__} の最上位に {name} がありません。shown の名前を確かめてください。")


def defined_by(node: ast.stmt) -> set[str]:
    """文が定義する名前です。組への代入(A, B = 1, 2)なら、そのすべてです。"""
    if isinstance(node, ast.Assign):
        return {part.id for target in node.targets for part in ast.walk(target) if isinstance(part, ast.Name)}
    return {node.name} if isinstance(node, ast.FunctionDef | ast.ClassDef) else set()


def shown_names(exercise: Exercise) -> tuple[str, ...]:
    """解答例に見せる名前です。shown を書いていない Code の演習では、解答の関数かクラスだけを見せます。"""
    if exercise.shown or not isinstance(exercise, Code):
        return exercise.shown
    return (exercise.solution.__name__,)


def solution_markdown(exercise: Exercise) -> str:
    """開くと、解答例のソースと補いの文が見える囲みです。"""
    module = chapter_of(exercise.id).module("exercises")
    code = "\n\n\n".join(dict.fromkeys(source_of(module, name) for name in shown_names(exercise)))
    parts = [f"```python\n{code}\n```"] if code else []
    parts += [exercise.note] if exercise.note else []
    return "````{admonition} 解答例を開く\n:class: dropdown\n\n" + "\n\n".join(parts) + "\n````"
