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
        targets = node.targets if isinstance(node, ast.Assign) else [node]
        if name in (getattr(target, "name", getattr(target, "id", None)) for target in targets):
            return ast.get_source_segment(source, node)
    raise LookupError(f"{module.__name__} の最上位に {name} がありません。shown の名前を確かめてください。")


def shown_names(exercise: Exercise) -> tuple[str, ...]:
    """解答例に見せる名前です。shown を書いていない Code の演習では、解答の関数かクラスだけを見せます。"""
    if exercise.shown or not isinstance(exercise, Code):
        return exercise.shown
    return (exercise.solution.__name__,)


def solution_markdown(exercise: Exercise) -> str:
    """開くと、解答例のソースと補いの文が見える囲みです。"""
    module = chapter_of(exercise.id).module("exercises")
    code = "\n\n\n".join(source_of(module, name) for name in shown_names(exercise))
    parts = [f"```python\n{code}\n```"] if code else []
    parts += [exercise.note] if exercise.note else []
    return "````{admonition} 解答例を開く\n:class: dropdown\n\n" + "\n\n".join(parts) + "\n````"
