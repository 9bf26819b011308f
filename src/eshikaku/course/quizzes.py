"""章のクイズ(部屋の quiz.yml)を読み、Jupyter と本のページに同じ形で見せます。"""

import base64
import io
import re
from dataclasses import dataclass

import matplotlib.pyplot as plt

from eshikaku.course import contents, registry
from eshikaku.course.markup import Code, Markdown, Reference, Tag, tag, to_html
from eshikaku.course.registry import RegistryError

QUIZ = "quiz.yml"
LETTERS = "アイウエ"
TYPES = {"concept": "概念", "calculation": "計算", "code": "コード", "figure": "図"}
DIFFICULTIES = {1: "基本", 2: "標準", 3: "発展"}
BLANK = "____"
# Jupyter には本の CSS が届かない。開けることと、どの選択肢の理由かが分かるようにする
JUPYTER_STYLE = (
    "<style>.quiz-choice { margin: 0.4em 0 } .quiz-why { margin: 0 0 0.8em 1.6em }"
    " .quiz-choice summary { cursor: pointer; display: list-item }</style>"
)
HOW_TO = "答えだと思う選択肢を 1 つ開いてください。正誤と理由が出ます。ほかの選択肢の理由も、あとから読めます。"


@dataclass(frozen=True)
class Choice:
    """選択肢です。why は、正しい理由または誤りの理由です。"""

    text: str
    why: str
    correct: bool = False
    misconception: str | None = None

    def __post_init__(self):
        if "\n" in self.text.strip() or "](" in self.text:
            raise RegistryError("text は、リンクの無い 1 行で書いてください。")
        if self.misconception:
            registry.misconception(self.misconception)
            if self.correct:
                raise RegistryError("正しい選択肢に misconception は付けられません。")

    @property
    def code(self) -> str:
        """空欄に入れるコードです(text から ` を外したもの)。"""
        return self.text.strip().strip("`")


@dataclass(frozen=True)
class Figure:
    """問題の図です。draw は章の部屋の quiz_figures.py にある、図を返す関数の名前です。"""

    draw: str
    alt: str


@dataclass(frozen=True)
class Question:
    """4 択の問題です。選択肢は書いた順に ア・イ・ウ・エ となります。"""

    id: str
    type: str
    syllabus: list[str]
    difficulty: int
    question: str
    choices: list[Choice]
    listing: str | None = None
    exercise: str | None = None
    figure: Figure | None = None
    verify: str | None = None

    def __post_init__(self):
        items = {item.id for item in registry.syllabus().items}
        letters = len(LETTERS)
        keys = sum(choice.correct for choice in self.choices)
        blanks = (self.listing or "").count(BLANK)
        rules = [
            (re.fullmatch(r"\d\d-q[1-9]\d*", self.id), "id は「01-q1」の形にしてください。"),
            (self.type in TYPES, f"type は {'・'.join(TYPES)} のどれかにしてください。"),
            (self.difficulty in DIFFICULTIES, "difficulty は 1・2・3 のどれかにしてください。"),
            (self.syllabus and set(self.syllabus) <= items, "syllabus には syllabus.yml の id を並べてください。"),
            (len(self.choices) == letters, f"選択肢はちょうど {letters} つにしてください。"),
            (keys == 1, f"correct: true を付ける選択肢は 1 つだけです。今は {keys} つです。"),
            (len({choice.text for choice in self.choices}) == len(self.choices), "同じ選択肢が 2 つあります。"),
            (self.type != "calculation" or self.verify, "計算の問題には verify(値を計算する関数の名前)が要ります。"),
            (self.type != "figure" or self.figure, "図の問題には figure(draw と alt)が要ります。"),
            (self.type != "code" or self.exercise, "コードの問題には exercise(演習の id)が要ります。"),
            (self.type != "code" or blanks == 1, "コードの問題の listing には、空欄 ____ を 1 つだけ置きます。"),
            (self.type == "code" or blanks == 0, "空欄 ____ を置けるのは type: code の問題だけです。"),
        ]
        for kept, message in rules:
            if not kept:
                raise RegistryError(message)

    @property
    def number(self) -> int:
        """章のクイズの中での番号です。"""
        return int(self.id.rpartition("q")[2])

    @property
    def anchor(self) -> str:
        """本のページでの名札です。"""
        return f"quiz-{self.id}"

    @property
    def key(self) -> str:
        """正解の文字(ア・イ・ウ・エ)です。"""
        return next(letter for letter, choice in zip(LETTERS, self.choices, strict=True) if choice.correct)

    def filled(self, choice: Choice) -> str:
        """listing の空欄に、選択肢のコードを入れたものを返します。"""
        return self.listing.replace(BLANK, choice.code)


@dataclass(frozen=True)
class Quiz:
    """1 つの章のクイズです。Jupyter では HTML、本のページでは quiz ディレクティブになります。"""

    stem: str
    questions: list[Question]

    def __repr__(self) -> str:
        return f"章末クイズ: {self.stem}"

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        return {
            "text/plain": repr(self),
            "text/html": JUPYTER_STYLE + to_html(quiz_tree(self)),
            "text/markdown": f"```{{quiz}} {self.stem}\n```",
        }


def quiz_stems() -> list[str]:
    """クイズのある章の名前を、章の順に返します。"""
    return [chapter.stem for chapter in contents.CHAPTERS.values() if (chapter.room / QUIZ).is_file()]


def load_quiz(stem: str) -> Quiz:
    """章のクイズを読み、形を確かめます。誤りがあれば、ファイルと問題の id を添えた RegistryError です。

    >>> load_quiz("99_nothing")
    Traceback (most recent call last):
    eshikaku.course.registry.RegistryError: クイズ「99_nothing」はありません。章の名前を確かめてください。
    """
    chapter = contents.CHAPTERS.get(stem)
    path, where = chapter and chapter.room / QUIZ, f"{stem}/{QUIZ}"
    if not path or not path.is_file():
        raise RegistryError(f"クイズ「{stem}」はありません。章の名前を確かめてください。")

    def choices(raw):
        return registry.build_list(Choice, raw, "choices", lambda entry: entry.get("text"))

    def figure(raw):
        return registry.build(Figure, raw, "figure")

    questions = registry.build_list(
        Question,
        registry.load_yaml(path),
        where,
        lambda raw: raw.get("id"),
        choices=choices,
        figure=figure,
    )
    for number, question in enumerate(questions, 1):
        if question.id != f"{chapter.code}-q{number}":
            raise RegistryError(f"{where} の {question.id}: {number} 番目の id は {chapter.code}-q{number} です。")
    return Quiz(stem, questions)


def quiz(stem: str) -> Quiz:
    """章末クイズを表示します。ノートブックのセルの最後に書きます。stem は章の名前です。"""
    return load_quiz(stem)


def quiz_tree(quiz: Quiz) -> Tag:
    """クイズ全体の木です。最後の正解一覧は、画面では隠れ、印刷したときだけ出ます。"""
    answers = "、".join(f"問 {number} {question.key}" for number, question in enumerate(quiz.questions, 1))
    blocks = [question_tree(number, question) for number, question in enumerate(quiz.questions, 1)]
    how_to = tag("p", "quiz-howto", HOW_TO)
    key = tag("p", "quiz-key", f"正解: {answers}", hidden="hidden")
    return tag("div", "quiz", how_to, *blocks, key, data_quiz=quiz.stem)


def question_tree(number: int, question: Question) -> Tag:
    """1 問の木です。"""
    name = question.anchor
    parts = [
        tag("h3", "quiz-title", f"問 {number}", id=f"{name}-title"),
        tag("p", "quiz-meta", *(part for chip in chips(question) for part in (chip, " "))),
        Markdown(question.question),
    ]
    if question.figure:
        parts.append(picture(question))
    if question.listing:
        parts.append(Code(question.listing.rstrip("\n")))
    choices = [choice_tree(letter, choice) for letter, choice in zip(LETTERS, question.choices, strict=True)]
    return tag("div", "quiz-question", *parts, *choices, id=name, role="group", aria_labelledby=f"{name}-title")


def chips(question: Question) -> list[Tag]:
    """問題の種類・難しさ・シラバスの項目を示す札です。"""
    items = {item.id: item for item in registry.syllabus().items}
    links = [Reference(items[id].anchor, items[id].short_title) for id in question.syllabus]
    labels = [TYPES[question.type], DIFFICULTIES[question.difficulty], *links]
    return [tag("span", "quiz-chip", label) for label in labels]


def choice_tree(letter: str, choice: Choice) -> Tag:
    """選択肢の木です。開くと、正誤と理由が出ます。"""
    verdict = tag("p", "quiz-verdict", "○ 正解" if choice.correct else "× 不正解")
    why = tag("div", "quiz-why", verdict, Markdown(choice.why))
    if choice.misconception:
        known = registry.misconception(choice.misconception)
        claim = Markdown(known.claim, inline=True)
        why.children.append(
            tag("p", "quiz-pitfall", "よくある誤解: ", claim, " ", Reference(known.anchor, "付録で読む"))
        )
    summary = tag("summary", "", tag("span", "quiz-letter", letter), " ", Markdown(choice.text.strip(), inline=True))
    return tag("details", "quiz-choice", summary, why, data_correct=str(choice.correct).lower())


def picture(question: Question) -> Tag:
    """問題の図を描き、ページにもノートブックにも埋め込める img にします。"""
    module = contents.chapter_of(question.id).module("quiz_figures")
    figure = getattr(module, question.figure.draw)()
    svg = io.BytesIO()
    figure.savefig(svg, format="svg", metadata={"Date": None})
    plt.close(figure)
    source = "data:image/svg+xml;base64," + base64.b64encode(svg.getvalue()).decode("ascii")
    width, height = (str(round(size * 96)) for size in figure.get_size_inches())
    return tag("img", "quiz-figure", src=source, alt=question.figure.alt, width=width, height=height)
