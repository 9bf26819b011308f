"""どの章のクイズも守る約束。test_quiz.py が、すべての章の問題についてこれを呼びます。

章を書く人が用意するのは、部屋の quiz.yml と、試験の部屋の quiz_answers.py(verify に名前を書いた関数)だけです。
verify の関数は、選択肢の順に 4 つの値を、選択肢の why に書いたとおりの(誤った)計算で求めて返します。
"""

import importlib.util
import linecache
import math
import re
from pathlib import Path

import numpy as np

from eshikaku.course import exercises
from eshikaku.course.quizzes import LETTERS, Choice, Question, Quiz

ROOMS = Path(__file__).parent / "chapters"
MIN_QUESTIONS = 12
MAX_LISTING_WIDTH = 60
MAX_SHARE = 0.5  # 同じ文字が正解になる割合と、正解がいちばん長い割合の上限
MIN_ALT = 20

SCRIPT = re.compile(r"_(\{[^}]*\}|\w)|\^(?!\{?[-\d]+\}?)(\{[^}]*\}|\w)")  # 添字と、数でない肩付き
ROLE = re.compile(r"\{[\w:]+\}`")
HTML_TAG = re.compile(r"</?[A-Za-z]")
VERBATIM = re.compile(r"\$[^$]*\$|`[^`]*`")
DISPLAY = re.compile(r"\$\$[^$]+\$\$")
SPACES = re.compile(r"\\[,;! ]|\{,\}|\\(?:left|right|quad)\b")
NUMBER = re.compile(
    r"(?<![A-Za-z\d.])(?P<sign>-?)\s*(?:"
    r"\\frac\{(?P<top>\d+)\}\{(?P<bottom>\d+)\}"
    r"|(?P<digits>\d+)(?:\.(?P<decimals>\d+))?"
    r"(?:e(?P<e>[+-]?\d+)|\s*\\times\s*10\^\{?(?P<times>-?\d+)\}?|\^\{?(?P<power>-?\d+)\}?|/(?P<over>\d+))?)"
)


def shown_numbers(text: str) -> list[tuple[float, float]]:
    """選択肢に書かれた数を、(値, 許す誤差) の並びで返します。誤差は、示した桁の半分です。"""
    text = SCRIPT.sub("", SPACES.sub("", text.replace("−", "-")))
    return [read_number(match) for match in NUMBER.finditer(text)]


def read_number(match: re.Match) -> tuple[float, float]:
    part = match.groupdict()
    sign = -1 if part["sign"] else 1
    if part["top"]:
        value = int(part["top"]) / int(part["bottom"])
        return sign * value, 1e-9 * abs(value)
    value = float(f"{part['digits']}.{part['decimals'] or 0}")
    exponent = int(part["e"] or part["times"] or 0)
    if part["power"]:
        value **= int(part["power"])
    if part["over"]:
        value /= int(part["over"])
    if not part["decimals"] and not exponent:  # 整数・分数・累乗は、丸めていない値とみなす
        return sign * value, 1e-9 * (value or 1)
    half_digit = 0.5 * 10.0 ** (exponent - len(part["decimals"] or ""))
    return sign * value * 10.0**exponent, half_digit * (1 + 1e-9)


def verify_function(stem: str, name: str):
    """章の quiz_answers.py の関数を返します。"""
    path, where = ROOMS / stem / "quiz_answers.py", f"tests/chapters/{stem}/quiz_answers.py"
    assert path.exists(), f"{where} がありません"
    spec = importlib.util.spec_from_file_location(f"quiz_answers_{stem}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert hasattr(module, name), f"{where} に関数 {name} がありません"
    return getattr(module, name)


def check_numbers(question: Question, values: list) -> None:
    """選択肢の数が、計算した値を示した桁まで丸めたものであることを確かめます。"""
    assert len(values) == len(LETTERS), f"{question.id}: {question.verify} は {len(LETTERS)} つの値を返します"
    for letter, choice, computed in zip(LETTERS, question.choices, values, strict=True):
        where = f"{question.id} の {letter}「{choice.text}」"
        shown, computed = shown_numbers(choice.text), np.ravel(computed).astype(float)
        assert len(shown) == len(computed), f"{where}: 数は {len(shown)} 個、計算した値は {len(computed)} 個です"
        for (value, tolerance), right in zip(shown, computed, strict=True):
            assert math.isclose(value, right, rel_tol=0, abs_tol=tolerance), f"{where}: 計算すると {right} です"


def check_runs(question: Question) -> None:
    """空欄にどの選択肢を入れても動き、正解だけが演習に合格し、誤答は名指しの診断を受けることを確かめます。"""
    for letter, choice in zip(LETTERS, question.choices, strict=True):
        where = f"{question.id} の {letter}「{choice.text}」"
        result = exercises.check(question.exercise, filled_object(question, letter, choice))
        assert result.correct is choice.correct, f"{where}: 演習 {question.exercise} の判定は {result.correct} です"
        if choice.misconception:
            found = result.diagnosis
            assert found == choice.misconception, f"{where}: 診断は {found} で、{choice.misconception} ではありません"


def filled_object(question: Question, letter: str, choice: Choice):
    """空欄に選択肢を入れて実行し、演習の解答例と同じ名前の関数かクラスを返します。"""
    source, file = question.filled(choice), f"<クイズ {question.id} {letter}>"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    namespace = {"np": np, "__name__": f"quiz_{question.id}"}
    exec(compile(source, file, "exec"), namespace)
    return namespace[exercises.get(question.exercise).solution.__name__]


def check_readable(question: Question) -> None:
    """どの画面でも読める書き方になっているかを確かめます。"""
    texts = [question.question, *(text for choice in question.choices for text in (choice.text, choice.why))]
    for text in texts:
        assert text.count("$") % 2 == 0, f"{question.id}: $ が閉じていません: {text}"
        markup = ROLE.search(text) or HTML_TAG.search(VERBATIM.sub("", text))
        assert not markup, f"{question.id}: MyST のロールと HTML は使えません: {text}"
        crowded = [part for part in text.split("\n\n") if "$$" in part and not DISPLAY.fullmatch(part.strip())]
        assert not crowded, f"{question.id}: $$…$$ は、前後を 1 行空けて単独の段落にします: {crowded}"
    for line in (question.listing or "").splitlines():
        assert len(line) <= MAX_LISTING_WIDTH, f"{question.id}: {MAX_LISTING_WIDTH} 字を超える行があります: {line}"
    if question.figure:
        assert len(question.figure.alt) >= MIN_ALT, f"{question.id}: 図の alt は {MIN_ALT} 字以上で書きます"


def check_exam_form(quiz: Quiz) -> None:
    """問題の数、種類のそろい方、正解の文字と長さの偏りを確かめます。"""
    total = len(quiz.questions)
    assert total >= MIN_QUESTIONS, f"{quiz.stem}: 問題は {MIN_QUESTIONS} 問以上要ります。今は {total} 問です"
    keys = [question.key for question in quiz.questions]
    for letter in LETTERS:
        assert keys.count(letter) <= total * MAX_SHARE, f"{quiz.stem}: 正解が {letter} に偏っています: {keys}"
    longest = [question.id for question in quiz.questions if key_is_longest(question)]
    assert len(longest) <= total * MAX_SHARE, f"{quiz.stem}: 正解がいちばん長い問題が多すぎます: {longest}"


def key_is_longest(question: Question) -> bool:
    key = question.choices[LETTERS.index(question.key)]
    return all(len(key.text) > len(choice.text) for choice in question.choices if choice is not key)
