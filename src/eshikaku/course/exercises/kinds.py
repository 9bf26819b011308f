"""名前の種類と通った行: 学習者の関数を動かして、名前ごとの値の種類(小数、整数、配列、関数 …)を調べ、修理を絞ります。"""

import sys
from collections.abc import Callable, Iterable
from types import CodeType, FrameType
from typing import Any

import numpy as np


class Watch:
    """functions が終わるたびに、名前と属性の種類を覚えます。lines は、いちばん新しい during で通った行です。"""

    def __init__(self, functions: Iterable[Callable]):
        self.of: dict[Callable, dict[str, str]] = {function: {} for function in functions}
        # Python 3.11 までの内包表記は、自分の変数を別の枠に持つ
        self._codes: dict[CodeType, Callable] = {c: f for f in self.of for c in _codes(f.__code__)}
        self.lines: set[int] = set()

    def during(self, run: Callable[[], Any]) -> Any:
        """run() を、見張りながら動かします。"""
        self.lines = set()
        sys.setprofile(self._seen)
        sys.settrace(self._traced)
        try:
            return run()
        finally:
            sys.settrace(None)
            sys.setprofile(None)

    def _traced(self, frame: FrameType, event: str, arg: Any) -> Callable | None:
        if frame.f_code not in self._codes:
            return None
        self.lines.add(frame.f_lineno)
        return self._traced

    def _seen(self, frame: FrameType, event: str, arg: Any) -> None:
        function = self._codes.get(frame.f_code) if event == "return" else None
        if function is None:
            return
        seen = self.of[function]
        for name, value in frame.f_locals.items():
            if name.startswith("."):
                continue  # 内包表記が回している並び
            if name == "self":
                own = {f"self.{key}": item for key, item in getattr(value, "__dict__", {}).items()}
                seen.update({key: wider(seen.get(key), kind_of(item)) for key, item in own.items()})
            else:
                seen[name] = wider(seen.get(name), kind_of(value))


def _codes(code: CodeType) -> list[CodeType]:
    inner = [constant for constant in code.co_consts if isinstance(constant, CodeType)]
    return [code, *(found for constant in inner for found in _codes(constant))]


def kind_of(value: Any) -> str:
    """値の種類。scopes.Scope の kinds に入る言葉です。"""
    if isinstance(value, bool | np.bool_):
        return "flag"
    if isinstance(value, int | np.integer):
        return "count"
    if isinstance(value, float | np.floating):
        return "number"
    if isinstance(value, np.ndarray) and value.dtype.kind in "iufb":
        return {0: "number"}.get(value.ndim, "labels" if value.dtype.kind in "iu" else "array")
    if isinstance(value, list | tuple) and value and all(kind_of(item) in ("count", "number") for item in value):
        return "array"
    names = {dict: "dict", str: "text", type(None): "none"}
    return names.get(type(value), "function" if callable(value) else "other")


def wider(old: str | None, new: str) -> str:
    """入力によって種類が変わる名前は、広いほう。整数の配列も小数の配列も受け取る引数は、小数の配列とみなします。"""
    order = ("none", "other", "count", "number", "labels", "array", "dict", "function")
    known = [kind for kind in (old, new) if kind is not None]
    return max(known, key=lambda kind: order.index(kind) if kind in order else len(order))
