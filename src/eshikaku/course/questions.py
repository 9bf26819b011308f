"""クイズの問題が、どんな形をしていて、どんな約束を守るかを定めます。"""

import hashlib
import json
import re
from dataclasses import dataclass
from itertools import groupby

from eshikaku.course import registry
from eshikaku.course.registry import RegistryError

LETTERS = "アイウエ"
TYPES = {
    "concept": "概念",
    "word": "語句",
    "calculation": "計算",
    "shape": "形・個数",
    "code": "コード",
    "figure": "図",
    "table": "表",
}
COMPUTED = ("calculation", "shape")
FILLED = ("code", "word")
DIFFICULTIES = {1: "基本", 2: "標準", 3: "発展"}
LIBRARIES = {"numpy": "NumPy", "torch": "PyTorch"}
NEGATIVE = "適切でないもの"
OTHER_NEGATIVES = re.compile("(?:正しくない|誤っている|間違っている|不適切な|誤りの|適切ではない)もの")
BLANK = re.compile(r"\(([あいうえお])\)")
TABLE = re.compile(r"^\|[ :|-]+\|$", re.MULTILINE)  # Markdown の表の、見出しの下の行


@dataclass(frozen=True)
class Choice:
    """選択肢です。空欄が 2 つ以上の問題では、text の代わりに fill に空欄ごとの中身を書きます。"""

    why: str
    text: str | None = None
    fill: dict | None = None
    correct: bool = False
    misconception: str | None = None

    def __post_init__(self):
        if (self.text is None) == (self.fill is None):
            raise RegistryError("選択肢には、text と fill のどちらか一方を書いてください。")
        for mark, text in (self.fill or {}).items():
            registry.check_type(text, str, f"fill の「{mark}」")
        for text in (self.text, *(self.fill or {}).values()):
            if text and ("\n" in text.strip() or "](" in text):
                raise RegistryError("選択肢は、リンクの無い 1 行で書いてください。")
        if self.misconception:
            registry.misconception(self.misconception)

    @property
    def plain(self) -> str:
        """選択肢を 1 行で書いたものです。"""
        return self.text or " ".join(f"({mark}) {text}" for mark, text in self.fill.items())

    def fills(self, marks: list[str]) -> dict[str, str]:
        """空欄 marks に入れるコードです(空欄が 1 つなら、text から ` を外したもの)。"""
        return self.fill or {marks[0]: self.text.strip().strip("`")}


@dataclass(frozen=True)
class Figure:
    """問題の図です。draw は章の部屋の quiz_figures.py にある、図を返す関数の名前です。"""

    draw: str
    alt: str


@dataclass(frozen=True)
class Group:
    """同じリスト・図・表について問う、2〜4 問の組です。intro の下にリストや図を 1 度だけ見せます。"""

    intro: str
    listing: str | None = None
    figure: Figure | None = None


@dataclass(frozen=True)
class Question:
    """4 択の問題です。part は、区切りの確認に出す問題だけに書く、区切りの番号です。"""

    id: str
    type: str
    syllabus: list[str]
    difficulty: int
    question: str
    choices: list[Choice]
    part: int | None = None
    listing: str | None = None
    blank: str | None = None
    exercise: str | None = None
    test: str | None = None
    library: str | None = None
    figure: Figure | None = None
    verify: str | None = None
    group: Group | None = None

    def __post_init__(self):
        for kept, message in (*self.rules(), *self.choice_rules(), *self.code_rules()):
            if not kept:
                raise RegistryError(message)

    def rules(self):
        """問題の約束を、(守られているか, 直し方) で並べます。"""
        items = {item.id for item in registry.syllabus().items}
        group = self.group or Group("")
        figure, text = self.figure or group.figure, f"{self.question}\n{group.intro}"
        return [
            (re.fullmatch(r"\d\d-q[1-9]\d*", self.id), "id は「01-q1」の形にしてください。"),
            (self.type in TYPES, f"type は {'・'.join(TYPES)} のどれかにしてください。"),
            (self.difficulty in DIFFICULTIES, "difficulty は 1・2・3 のどれかにしてください。"),
            (self.syllabus and set(self.syllabus) <= items, "syllabus には syllabus.yml の id を並べてください。"),
            (not OTHER_NEGATIVES.search(self.question), f"誤りを選ばせる問いは **{NEGATIVE}** と書いてください。"),
            (self.negative == (f"**{NEGATIVE}**" in self.question), f"「{NEGATIVE}」は ** で囲んで強調してください。"),
            (self.type not in COMPUTED or self.verify, "計算の問題には verify(値を計算する関数の名前)が要ります。"),
            (self.type != "figure" or figure, "図の問題には figure(draw と alt)が要ります。"),
            (self.type != "table" or TABLE.search(text), "表の問題には、Markdown の表が要ります。"),
            (self.type != "word" or self.blanks, "語句の問題の question には、空欄 (あ) が要ります。"),
            (not (self.listing and group.listing), "listing は、組と問題のどちらか一方に書いてください。"),
        ]

    def choice_rules(self):
        """選択肢の約束です。"""
        keys = sum(choice.correct for choice in self.choices)
        misplaced = [each for each in self.choices if each.misconception and self.is_true(each)]
        filled = {tuple(choice.fill or ()) for choice in self.choices}
        blanks, several = tuple(self.blanks), "・".join(self.blanks)
        needed = self.type in FILLED and len(blanks) > 1
        return [
            (len(self.choices) == len(LETTERS), f"選択肢はちょうど {len(LETTERS)} つにしてください。"),
            (keys == 1, f"correct: true を付ける選択肢は 1 つだけです。今は {keys} つです。"),
            (not misplaced, "正しい選択肢や記述に misconception は付けられません。"),
            (filled == {blanks} or filled == {()}, f"fill には、空欄 {several} をこの順にすべて書いてください。"),
            (filled == {blanks} or not needed, f"空欄 {several} の中身を、text でなく fill に書いてください。"),
            (filled == {()} or len(blanks) > 1, "空欄が 1 つなら、fill でなく text に書いてください。"),
        ]

    def code_rules(self):
        """コードの問題の約束です。"""
        code = self.type == "code"
        blanks = BLANK.findall(self.shown_listing)
        ways = [way for way in (self.exercise, self.test) if way]
        return [
            (not code or blanks, "コードの問題の listing には、空欄 (あ) が要ります。"),
            (not code or len(ways) == 1, "コードの問題には、exercise か test のどちらか一方が要ります。"),
            (code or not (ways or self.library), "exercise・test・library を書けるのは、コードの問題だけです。"),
            (code or not BLANK.search(self.listing or ""), "listing に空欄 (あ) を置けるのは、コードの問題だけです。"),
            (self.library in (None, *LIBRARIES), f"library は {'・'.join(LIBRARIES)} のどちらかにしてください。"),
            (not self.blank or (code and self.blank in blanks), "blank には、listing の空欄を 1 つ書いてください。"),
        ]

    @property
    def number(self) -> int:
        """章のクイズの中での番号です。"""
        return int(self.id.rpartition("q")[2])

    @property
    def anchor(self) -> str:
        """本のページでの名札です。"""
        return f"quiz-{self.id}"

    @property
    def negative(self) -> bool:
        """「適切でないもの」を選ぶ問題かどうかです。"""
        return NEGATIVE in self.question

    def is_true(self, choice: Choice) -> bool:
        """選択肢が、正しい記述かどうかです(「適切でないもの」を選ぶ問題では、正解だけが正しくない)。"""
        return choice.correct != self.negative

    @property
    def answer(self) -> Choice:
        """正解の選択肢です。"""
        return next(choice for choice in self.choices if choice.correct)

    @property
    def key(self) -> str:
        """書いた順で数えた、正解の文字(ア・イ・ウ・エ)です。"""
        return LETTERS[self.choices.index(self.answer)]

    @property
    def shown_listing(self) -> str:
        """問題か、その組のリストです。無ければ空です。"""
        return self.listing or (self.group and self.group.listing) or ""

    @property
    def asks_group_listing(self) -> bool:
        """組のリストの空欄を問う問題かどうかです。"""
        return self.type == "code" and self.group is not None and self.listing is None

    @property
    def blanks(self) -> list[str]:
        """選択肢が埋める空欄を、現れる順に返します。"""
        if self.blank:
            return [self.blank]
        return list(dict.fromkeys(BLANK.findall(self.shown_listing if self.type == "code" else self.question)))

    @property
    def digest(self) -> str:
        """問われている内容の指紋です。読者の記録は、番号ではなくこれに結び付きます(why を直しても変わらない)。"""
        group = self.group or Group("")
        figures = [each.figure and each.figure.draw for each in (self, group)]
        texts = [text.strip() for text in (group.intro, self.question, self.shown_listing)]
        choices = [(choice.plain.strip(), choice.correct) for choice in self.choices]
        content = [texts, self.blank, figures, choices]
        return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()[:8]


@dataclass(frozen=True)
class Quiz:
    """1 つの章のクイズです。"""

    stem: str
    questions: list[Question]

    def shown(self, part: int | None) -> list[Question]:
        """区切り part の確認に出す問題です。None なら、章末に出す残りの問題です。"""
        questions = [question for question in self.questions if question.part == part]
        if not questions:
            missing = "章末に出す(part の無い)問題" if part is None else f"part: {part} の問題"
            raise RegistryError(f"クイズ「{self.stem}」に、{missing}がありません。")
        return questions

    def forms(self) -> dict[str, int]:
        """出題の形ごとの問題の数です(1 問を、当てはまる形のすべてで数えます)。"""
        questions = self.questions
        counts = {name: sum(question.type == type for question in questions) for type, name in TYPES.items()}
        return counts | {
            NEGATIVE: sum(question.negative for question in questions),
            "組み合わせ": sum(question.answer.fill is not None for question in questions),
            "PyTorch": sum(question.library == "torch" for question in questions),
            "計算で検証": sum(question.verify is not None for question in questions),
            "組": sum(group is not None for group, _ in in_groups(questions)),
        }

    def filled(self, question: Question, choice: Choice) -> str:
        """リストの空欄に選択肢を入れたものです。組のほかの問題が問う空欄には、その正解が入ります。"""
        code = {}
        for each in self.sharing(question):
            code |= (choice if each is question else each.answer).fills(each.blanks)
        return BLANK.sub(lambda mark: code[mark[1]], question.shown_listing)

    def sharing(self, question: Question) -> list[Question]:
        """question と同じリストの空欄を問う問題です。"""
        if not question.asks_group_listing:
            return [question]
        return [each for each in self.questions if each.asks_group_listing and each.group == question.group]


def in_groups(questions: list[Question]) -> list[tuple[Group | None, list[Question]]]:
    """続いて並ぶ同じ組の問題をまとめます。組でない問題は、続いている分が None にまとまります。"""
    return [(group, list(members)) for group, members in groupby(questions, lambda question: question.group)]
