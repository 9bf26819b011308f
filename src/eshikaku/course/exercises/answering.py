"""数値と選択の採点: 表記の揺れを受け入れ、丸めの粗さ、符号や倍率の取り違え、よくある誤答を見分けます。"""

import unicodedata
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from eshikaku.course.exercises.diagnosis import Diagnosis, from_wrong
from eshikaku.course.exercises.result import Result
from eshikaku.course.exercises.showing import kind, show
from eshikaku.course.exercises.spec import Choice, Numeric

SLIPS: tuple[tuple[str, str, Callable[[np.ndarray], Any]], ...] = (
    ("sign-flipped", "符号が逆です", lambda e: -e),
    ("doubled", "正しい値の 2 倍です", lambda e: 2 * e),
    ("halved", "正しい値の半分です", lambda e: e / 2),
    ("ten-times", "正しい値の 10 倍です(0.1 を掛け忘れたか、小数点の位置が違います)", lambda e: e * 10),
    ("one-tenth", "正しい値の 1/10 です(10 を掛け忘れたか、小数点の位置が違います)", lambda e: e / 10),
    ("percent", "百分率になっています。割合のまま答えてください", lambda e: e * 100),
    ("inverted", "正しい値の逆数です(分子と分母が逆)", lambda e: 1 / e),
    ("squared", "正しい値の 2 乗です(√ を忘れている)", lambda e: e**2),
    ("square-root", "正しい値の √ です(√ が余分)", lambda e: np.sqrt(e)),
    ("reversed", "値の並ぶ順が逆です", lambda e: e[::-1] if e.ndim else e),
)


def check_numeric(exercise: Numeric, answer: Any) -> Result:
    """数値の答えを採点します。"""
    expected = np.asarray(exercise.answer(), dtype=float)
    try:
        value = np.asarray(_as_numbers(answer, exercise.unit), dtype=float)
    except (TypeError, ValueError, OverflowError, ZeroDivisionError):
        return Result(False, None, f"数値として読めません: {show(answer)}。0.5 や [1.0, 2.0] のように書いてください。")
    if value.size != expected.size:
        return Result(False, None, f"値の個数が違います: {value.size} 個(正しくは {expected.size} 個)。")
    value = value.reshape(expected.shape)
    if _agrees(value, expected, exercise):
        return Result(True, None, _confirmation(value, expected, exercise))
    diagnosis = _numeric_diagnosis(value, expected, exercise)
    lines = [
        f"あなたの答え: {show(value)}{exercise.unit or ''}",
        *(diagnosis.lines if diagnosis else ("値が違います。",)),
    ]
    return Result(False, diagnosis.label if diagnosis else None, "\n".join(lines))


def _as_numbers(answer: Any, unit: str | None) -> Any:
    if isinstance(answer, str):
        text = unicodedata.normalize("NFKC", answer).strip().replace("−", "-").replace(",", "")
        text = text.removesuffix(unicodedata.normalize("NFKC", unit or "")).strip()
        return float(Fraction(text)) if "/" in text else float(text)
    if isinstance(answer, list | tuple):
        return [_as_numbers(item, unit) for item in answer]
    if isinstance(answer, bool | np.bool_) or callable(answer):
        raise TypeError(kind(answer))
    return answer


def _agrees(value: np.ndarray, expected: np.ndarray, exercise: Numeric) -> bool:
    """有効数字 digits 桁で、四捨五入または切り捨てた値まで認めます。"""
    size = np.abs(np.where(expected == 0, 1.0, expected))
    unit_of_last_digit = 10.0 ** (np.floor(np.log10(size)) - exercise.digits + 1)
    tolerance = np.where(expected == 0, exercise.atol, unit_of_last_digit * (1 - 1e-6))
    return bool((np.abs(value - expected) <= tolerance).all())


def _confirmation(value: np.ndarray, expected: np.ndarray, exercise: Numeric) -> str:
    if np.allclose(value, expected, rtol=1e-9):
        return ""  # 言い足すことがない
    shown = np.array([float(f"{e:.{exercise.digits + 2}g}") for e in expected.ravel()]).reshape(expected.shape)
    return f"より詳しくは {show(shown)}{exercise.unit or ''} です。"


def _numeric_diagnosis(value: np.ndarray, expected: np.ndarray, exercise: Numeric) -> Diagnosis | None:
    for wrong in exercise.wrong:
        known = np.asarray(wrong.answer(), dtype=float)
        if known.size == value.size and _agrees(value, known.reshape(value.shape), exercise):
            return from_wrong(wrong)
    if _is_coarse(value, expected, exercise.digits):
        return Diagnosis("coarse-rounding", (f"丸めが粗すぎます。有効数字 {exercise.digits} 桁まで答えてください。",))
    with np.errstate(all="ignore"):
        for name, text, slip in SLIPS:
            slipped = np.asarray(slip(expected), dtype=float)
            if np.isfinite(slipped).all() and _agrees(value, slipped, exercise):
                return Diagnosis(name, (f"考えられる原因: {text}。",))
    return _partly_right(value, expected, exercise)


def _partly_right(value: np.ndarray, expected: np.ndarray, exercise: Numeric) -> Diagnosis | None:
    """いくつかの値だけが合っているとき、違うものと、その正しい値との関係。"""
    pairs = list(zip(np.atleast_1d(value).ravel(), np.atleast_1d(expected).ravel(), strict=True))
    wrong = [i for i, (v, e) in enumerate(pairs) if not _agrees(v, e, exercise)]
    if len(wrong) == len(pairs):
        return None
    places = "、".join(f"{i + 1} 番目" for i in wrong)
    found = f"{places}の値だけが違います。ほかは合っています。"
    with np.errstate(all="ignore"):
        for name, text, slip in SLIPS:
            if all(np.isfinite(slip(pairs[i][1])) and _agrees(pairs[i][0], slip(pairs[i][1]), exercise) for i in wrong):
                return Diagnosis(name, (found, f"考えられる原因: {places}は、{text}。"))
    return Diagnosis("partly-right", (found,))


def _is_coarse(value: np.ndarray, expected: np.ndarray, digits: int) -> bool:
    pairs = list(zip(value.ravel(), expected.ravel(), strict=True))
    return any(all(np.isclose(v, float(f"{e:.{d}g}"), rtol=1e-9) for v, e in pairs) for d in range(1, digits))


def check_choice(exercise: Choice, answer: Any) -> Result:
    """選択の答えを採点します。記号の全角・半角、大文字・小文字、ひらがな・カタカナの違いは問いません。"""
    keys = {_normalized(key): key for key in exercise.options}
    keys |= {_normalized(text): key for key, text in exercise.options.items()}
    keys |= {_normalized(f"{key}: {text}"): key for key, text in exercise.options.items()}
    chosen = keys.get(_normalized(answer))
    if chosen is None:
        return Result(False, None, f"選択肢は {'、'.join(exercise.options)} です。{show(answer)} は選べません。")
    if chosen == exercise.answer:
        return Result(True, None, f"{chosen}: {exercise.options[chosen]}")
    diagnosis = from_wrong(next(wrong for wrong in exercise.wrong if _normalized(wrong.answer) == _normalized(chosen)))
    return Result(False, diagnosis.label, "\n".join([f"{chosen}: {exercise.options[chosen]}", *diagnosis.lines]))


def _normalized(key: Any) -> str:
    text = unicodedata.normalize("NFKC", str(key)).strip(" .)(。、「」").casefold()
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in text)
