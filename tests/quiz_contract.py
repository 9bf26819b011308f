"""どの章のクイズも守る約束。test_quiz.py が、すべての章の問題についてこれを呼びます。

章を書く人が用意するのは、部屋の quiz.yml と、試験の部屋の quiz_answers.py(verify と test に名前を書いた関数)だけです。
verify の関数は、選択肢の順に 4 つの値を、選択肢の why に書いたとおりの(誤った)計算で求めて返します。
test の関数は run を受け取り、正解のときだけ真を返します。どの誤答も見分けられる入力を選びます。
run(**names) は、空欄を埋めたリストを names のもとで実行し、できた名前の辞書を返します。
"""

import importlib.util
import linecache
import math
import re
from pathlib import Path

import numpy as np

from eshikaku.course import exercises, registry
from eshikaku.course.questions import LETTERS, TABLE, Choice, Question, Quiz

ROOMS = Path(__file__).parent / "chapters"
MIN_QUESTIONS = 16
PART_SIZE = 3
MIN_FORMS = ("適切でないもの", "組み合わせ", "組", "コード", "図", "計算で検証")
MAX_LISTING_WIDTH = 56
MAX_LISTING_LINES = 20
MAX_COLUMNS = 4
MAX_SHARE = 0.5  # 同じ文字が正解になる割合と、正解がいちばん長い割合の上限
MIN_ALT = 20

LETTER = re.compile(r"(?<![ァ-ヶー])[アイウエ](?![ァ-ヶー])")
PLACE = re.compile(r"[上下前次]の選択肢|上記|以上のすべて|\d つ目の選択肢")
OTHER_QUESTION = re.compile(r"[前次]問|[前次]の問題|問 ?\d")
GIVEAWAY = re.compile("必ず|絶対|常に|決して")

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


def answers_function(stem: str, name: str):
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
        where = f"{question.id} の {letter}「{choice.plain}」"
        shown, computed = shown_numbers(choice.plain), np.ravel(computed).astype(float)
        assert len(shown) == len(computed), f"{where}: 数は {len(shown)} 個、計算した値は {len(computed)} 個です"
        for (value, tolerance), right in zip(shown, computed, strict=True):
            assert math.isclose(value, right, rel_tol=0, abs_tol=tolerance), f"{where}: 計算すると {right} です"


def check_runs(quiz: Quiz, question: Question) -> None:
    """空欄にどの選択肢を入れても、正解だけが試験か演習に合格することを確かめます。"""
    for letter, choice in zip(LETTERS, question.choices, strict=True):
        where = f"{question.id} の {letter}「{choice.plain}」"
        run = runner(quiz, question, letter, choice)
        if question.exercise:
            check_exercise(question, choice, run, where)
        else:
            check_test(quiz, question, choice, run, where)


def check_exercise(question: Question, choice: Choice, run, where: str) -> None:
    """演習の解答例と同じ名前の関数かクラスを採点し、誤答が名指しの診断を受けることも確かめます。"""
    answer = run()[exercises.get(question.exercise).solution.__name__]
    result = exercises.check(question.exercise, answer)
    assert result.correct is choice.correct, f"{where}: 演習 {question.exercise} の判定は {result.correct} です"
    if choice.misconception:
        found = result.diagnosis
        assert found == choice.misconception, f"{where}: 診断は {found} で、{choice.misconception} ではありません"


def check_test(quiz: Quiz, question: Question, choice: Choice, run, where: str) -> None:
    """quiz_answers.py の小さな試験で確かめます。動かない選択肢は、why がエラーになると言っていれば、誤答です。"""
    test = answers_function(quiz.stem, question.test)
    passed, error = False, None
    try:
        passed = bool(test(run))
    except Exception as raised:
        error = f"{type(raised).__name__}: {raised}"
    assert passed is choice.correct, f"{where}: 試験 {question.test} の判定は {error or passed} です"
    assert not error or "エラー" in choice.why, f"{where}: {error} となりますが、why がエラーだと言っていません"


def runner(quiz: Quiz, question: Question, letter: str, choice: Choice):
    """空欄に選択肢を入れたリストを、渡された名前のもとで実行し、できた名前の辞書を返す関数です。"""
    source, file = quiz.filled(question, choice), f"<クイズ {question.id} {letter}>"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    code, known = compile(source, file, "exec"), library_names(question.library)

    def run(**names):
        namespace = {"__name__": f"quiz_{question.id}", **known, **names}
        exec(code, namespace)
        return namespace

    return run


def library_names(library: str | None) -> dict:
    """リストが import なしに使える名前です。"""
    if library != "torch":
        return {"np": np}
    torch = importlib.import_module("torch")
    return {"np": np, "torch": torch, "nn": torch.nn, "F": torch.nn.functional, "optim": torch.optim}


def texts_of(question: Question) -> list[str]:
    """読者が読むすべての文です。"""
    group = [question.group.intro] if question.group else []
    figures = [each.figure.alt for each in (question, question.group) if each and each.figure]
    choices = [text for choice in question.choices for text in (*choice_texts(choice), choice.why)]
    return [*group, question.question, *figures, *choices]


def choice_texts(choice: Choice) -> list[str]:
    return [choice.text] if choice.text else list(choice.fill.values())


def check_readable(question: Question) -> None:
    """どの画面でも読める書き方になっているかを確かめます。"""
    for text in texts_of(question):
        assert text.count("$") % 2 == 0, f"{question.id}: $ が閉じていません: {text}"
        markup = ROLE.search(text) or HTML_TAG.search(VERBATIM.sub("", text))
        assert not markup, f"{question.id}: MyST のロールと HTML は使えません: {text}"
        crowded = [part for part in text.split("\n\n") if "$$" in part and not DISPLAY.fullmatch(part.strip())]
        assert not crowded, f"{question.id}: $$…$$ は、前後を 1 行空けて単独の段落にします: {crowded}"
        wide = [row for row in TABLE.findall(text) if row.count("|") - 1 > MAX_COLUMNS]
        assert not wide, f"{question.id}: 表は {MAX_COLUMNS} 列までです"
    lines = question.shown_listing.splitlines()
    assert len(lines) <= MAX_LISTING_LINES, f"{question.id}: listing は {MAX_LISTING_LINES} 行までです"
    for line in lines:
        assert len(line) <= MAX_LISTING_WIDTH, f"{question.id}: {MAX_LISTING_WIDTH} 字を超える行があります: {line}"
    for figure in filter(None, (question.figure, question.group and question.group.figure)):
        assert len(figure.alt) >= MIN_ALT, f"{question.id}: 図の alt は {MIN_ALT} 字以上で書きます"


def check_stands_alone(question: Question) -> None:
    """並べ替えられる選択肢の文字や位置、ほかの問題を、文が指していないことを確かめます。"""
    for text in texts_of(question):
        named = LETTER.search(text) or PLACE.search(text)
        assert not named, f"{question.id}: 選択肢は並べ替えて見せるので「{named[0]}」は書けません: {text}"
        other = OTHER_QUESTION.search(text)
        assert not other, f"{question.id}: どの問題も単独で解けるように、「{other[0]}」は書けません: {text}"


def check_no_giveaway(question: Question) -> None:
    """「必ず」のような語が、正しくない記述だけに現れて、答えを教えていないことを確かめます。"""
    found = {True: set(), False: set()}
    for choice in question.choices:
        found[question.is_true(choice)].update(GIVEAWAY.findall(choice.plain))
    assert found[True] or not found[False], f"{question.id}: 「{found[False]}」が、正しくない記述だけにあります"


def check_exam_form(quiz: Quiz) -> None:
    """問題の数、出題の形のそろい方、正解の文字と長さの偏りを確かめます。"""
    total = len(quiz.questions)
    assert total >= MIN_QUESTIONS, f"{quiz.stem}: 問題は {MIN_QUESTIONS} 問以上要ります。今は {total} 問です"
    missing = [name for name, count in quiz.forms().items() if name in MIN_FORMS and not count]
    assert not missing, f"{quiz.stem}: 出題の形 {'・'.join(missing)} が 1 問もありません"
    for part in {question.part for question in quiz.questions} - {None}:
        count = len(quiz.shown(part))
        assert count == PART_SIZE, f"{quiz.stem}: 区切り {part} の確認は {PART_SIZE} 問にします。今は {count} 問です"
    keys = [question.key for question in quiz.questions]
    for letter in LETTERS:
        assert keys.count(letter) <= total * MAX_SHARE, f"{quiz.stem}: 正解が {letter} に偏っています: {keys}"
    longest = [question.id for question in quiz.questions if key_is_longest(question)]
    assert len(longest) <= total * MAX_SHARE, f"{quiz.stem}: 正解がいちばん長い問題が多すぎます: {longest}"


def key_is_longest(question: Question) -> bool:
    others = [choice for choice in question.choices if not choice.correct]
    return all(len(question.answer.plain) > len(choice.plain) for choice in others)


def check_syllabus_words(quiz: Quiz) -> None:
    """章が教えるシラバスの語が、どれも問題か選択肢にそのまま出ていることを確かめます。"""
    asked = "\n".join(text for question in quiz.questions for text in asked_texts(question))
    topics = [topic for item in registry.syllabus().items if not item.is_supplement for topic in item.topics]
    words = [word for topic in topics if topic.taught.chapter == quiz.stem for word in topic.words]
    missing = [word for word in words if word not in asked]
    assert not missing, f"{quiz.stem}: シラバスの語 {'・'.join(missing)} が、どの問題にもありません"


def asked_texts(question: Question) -> list[str]:
    """理由を除いた、問題の文です。"""
    choices = [text for choice in question.choices for text in choice_texts(choice)]
    return [question.question, question.group.intro if question.group else "", question.shown_listing, *choices]


def check_shown_once(quiz: Quiz, sources: list[str]) -> None:
    """章のページが、区切りの確認と残りの問題を、順に 1 度ずつ見せることを確かめます。"""
    shown = re.findall(rf'quiz\("{quiz.stem}"(?:, part=(\d+))?\)', "\n".join(sources))
    wanted = list(dict.fromkeys(str(question.part or "") for question in quiz.questions))
    assert shown == wanted, f"{quiz.stem}: クイズを見せるセルは part={wanted} の順に要ります。今は {shown} です"
