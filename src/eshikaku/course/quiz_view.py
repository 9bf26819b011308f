"""章のクイズを、Jupyter と本のページに同じ形で見せます。"""

import base64
import io
from dataclasses import dataclass

import matplotlib.pyplot as plt

from eshikaku.course import contents, questions, quizzes, registry
from eshikaku.course.markup import Code, Markdown, Reference, Tag, tag, to_html
from eshikaku.course.questions import LETTERS, Choice, Figure, Question, Quiz, in_groups

# Jupyter には本の CSS が届かない。箱と三角と、開いたときの色を、明るい画面でも暗い画面でも読める色で付ける
JUPYTER_STYLE = """<style>
.quiz-set, .quiz-question { margin: 1.5em 0; border-top: 1px solid #8888; padding-top: .5em }
.quiz-set .quiz-question { margin-left: 1em }
.quiz-chip { border: 1px solid #8888; border-radius: 4px; padding: 0 .4em; font-size: .85em }
.quiz pre { background: #8882 !important; padding: .6em 1em !important }
.quiz pre code { background: none !important }
.quiz-choice { margin: .5em 0; border: 1px solid #8888; border-radius: 4px; padding: 0 .8em }
.quiz-choice summary { display: list-item; list-style: disclosure-closed; margin-left: 1em; padding: .5em 0 }
.quiz-choice[open] { border-left: 6px solid #d1495b }
.quiz-choice[open][data-correct="true"] { border-left-color: #2e9e5b }
.quiz-choice[open] summary { list-style-type: disclosure-open }
.quiz-letter, .quiz-verdict { font-weight: bold }
.quiz-fill { display: inline-block; margin-right: 1em }
.quiz-fill:has(code) { min-width: calc(100% - 3em) }
.quiz-fill + .quiz-fill:has(code) { margin-left: 1.4em }
</style>"""
HOW_TO = "答えだと思う選択肢を 1 つ開いてください。正誤と理由が出ます。ほかの選択肢の理由も、あとから読めます。"


@dataclass(frozen=True)
class QuizView:
    """章のクイズのうち 1 か所に見せる分です。Jupyter では HTML、本のページでは quiz ディレクティブになります。"""

    quiz: Quiz
    part: int | None = None

    def __repr__(self) -> str:
        name = "章末クイズ" if self.part is None else f"区切り {self.part} の確認"
        return f"{name}: {self.quiz.stem}"

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        arguments = self.quiz.stem if self.part is None else f"{self.quiz.stem} {self.part}"
        return {
            "text/plain": repr(self),
            "text/html": JUPYTER_STYLE + to_html(quiz_tree(self.quiz, self.part)),
            "text/markdown": f"```{{quiz}} {arguments}\n```",
        }


def quiz(stem: str, part: int | None = None) -> QuizView:
    """章のクイズを表示します。ノートブックのセルの最後に書きます。

    stem は章の名前です。part に区切りの番号を渡すとその区切りの確認、渡さなければ章末の残りの問題です。
    """
    loaded = quizzes.load_quiz(stem)
    loaded.shown(part)
    return QuizView(loaded, part)


def quiz_tree(quiz: Quiz, part: int | None = None) -> Tag:
    """1 か所に見せるクイズの木です。最後の正解一覧は、画面では隠れ、印刷したときだけ出ます。"""
    shown = quiz.shown(part)
    answers = "、".join(f"問 {question.number} {question.key}" for question in shown)
    how_to = tag("p", "quiz-howto", HOW_TO)
    key = tag("p", "quiz-key", f"正解: {answers}", hidden="hidden")
    names = " ".join(quizzes.record_names(quiz))
    return tag("div", "quiz", how_to, *blocks(shown), key, data_quiz=quiz.stem, data_questions=names)


def blocks(questions: list[Question]):
    """問題を順に木にします。組の問題は、1 つの枠にまとめます。"""
    for group, members in in_groups(questions):
        yield from [group_tree(members)] if group else map(question_tree, members)


def group_tree(questions: list[Question]) -> Tag:
    """組の木です。共通の文・図・リストを 1 度だけ見せ、その下に問題を並べます。"""
    first, last, group = questions[0], questions[-1], questions[0].group
    name = f"{first.anchor}-set-title"
    title = tag("h3", "quiz-title", f"問 {first.number}〜{last.number}", id=name)
    material = shown_material(group.intro, group.figure, group.listing, first)
    inner = [question_tree(question, "h4") for question in questions]
    return tag("div", "quiz-set", title, *material, *inner, role="group", aria_labelledby=name)


def question_tree(question: Question, heading: str = "h3") -> Tag:
    """1 問の木です。"""
    name = question.anchor
    parts = [
        tag(heading, "quiz-title", f"問 {question.number}", id=f"{name}-title"),
        tag("p", "quiz-meta", *(part for chip in chips(question) for part in (chip, " "))),
        *shown_material(question.question, question.figure, question.listing, question),
    ]
    choices = [choice_tree(letter, question, each) for letter, each in zip(LETTERS, question.choices, strict=True)]
    attributes = {"id": name, "role": "group", "aria_labelledby": f"{name}-title", "data_digest": question.digest}
    return tag("div", "quiz-question", *parts, *choices, **attributes)


def shown_material(text: str, figure: Figure | None, listing: str | None, question: Question) -> list:
    """文、図、リストの順に並べた木です。"""
    drawn = [picture(figure, question)] if figure else []
    return [Markdown(text), *drawn, *([Code(listing.rstrip("\n"))] if listing else [])]


def chips(question: Question) -> list[Tag]:
    """問題の種類・難しさ・シラバスの項目を示す札です。"""
    items = {item.id: item for item in registry.syllabus().items}
    links = [Reference(items[id].anchor, items[id].short_title, registry.SYLLABUS_PAGE) for id in question.syllabus]
    kind = questions.TYPES[question.type]
    if question.library:
        kind += f"({questions.LIBRARIES[question.library]})"
    return [tag("span", "quiz-chip", label) for label in (kind, questions.DIFFICULTIES[question.difficulty], *links)]


def choice_tree(letter: str, question: Question, choice: Choice) -> Tag:
    """選択肢の木です。開くと、正誤と理由が出ます。"""
    why = tag("div", "quiz-why", tag("p", "quiz-verdict", verdict(question, choice)), Markdown(choice.why))
    if choice.misconception:
        known = registry.misconception(choice.misconception)
        claim = Markdown(known.claim, inline=True)
        link = Reference(known.anchor, "付録「よくある誤解」", registry.MISCONCEPTIONS_PAGE)
        why.children.append(tag("p", "quiz-pitfall", "よくある誤解: ", claim, " ", link))
    summary = tag("summary", "", tag("span", "quiz-letter", letter), " ", *choice_text(question, choice))
    return tag("details", "quiz-choice", summary, why, data_correct=str(choice.correct).lower())


def verdict(question: Question, choice: Choice) -> str:
    """正誤です。「適切でないもの」を選ぶ問題では、記述の正誤と逆になるので、記述の側も言います。"""
    mark = "○ 正解" if choice.correct else "× 不正解"
    if not question.negative:
        return mark
    return mark + ("(この記述は適切です)" if question.is_true(choice) else "(この記述は適切ではありません)")


def choice_text(question: Question, choice: Choice) -> list:
    """選択肢の文です。空欄が 2 つ以上なら、空欄ごとに改行できるまとまりにします。"""
    if choice.text:
        return [Markdown(choice.text.strip(), inline=True)]
    quote = "`" if question.type == "code" else ""
    filled = [Markdown(f"({mark}) {quote}{text}{quote}", inline=True) for mark, text in choice.fill.items()]
    return [part for each in filled for part in (tag("span", "quiz-fill", each), " ")]


def picture(figure: Figure, question: Question) -> Tag:
    """問題の図を描き、ページにもノートブックにも埋め込める img にします。"""
    module = contents.chapter_of(question.id).module("quiz_figures")
    drawn = getattr(module, figure.draw)()
    svg = io.BytesIO()
    drawn.savefig(svg, format="svg", metadata={"Date": None})
    plt.close(drawn)
    source = "data:image/svg+xml;base64," + base64.b64encode(svg.getvalue()).decode("ascii")
    width, height = (str(round(size * 96)) for size in drawn.get_size_inches())
    return tag("img", "quiz-figure", src=source, alt=figure.alt, width=width, height=height)
