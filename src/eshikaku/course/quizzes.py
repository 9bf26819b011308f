"""章のクイズ(部屋の quiz.yml)を読み、並びと組の形を確かめます。"""

from functools import cache

from eshikaku.course import contents, registry
from eshikaku.course.questions import BLANK, Choice, Figure, Group, Question, Quiz, in_groups
from eshikaku.course.registry import RegistryError

QUIZ = "quiz.yml"
FIRST_EDITION = "quiz_first_edition.yml"
GROUP_SIZES = range(2, 5)
# 組に書けば、書かなかった問題が受け継ぐ項目。動かし方は、コードの問題だけが受け継ぐ
INHERITED = ("part", "type", "syllabus", "difficulty")
INHERITED_BY_CODE = ("exercise", "test", "library")


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
    questions = registry.build_list(
        Question,
        flatten(registry.load_yaml(path), where),
        where,
        lambda raw: raw.get("id"),
        choices=read_choices,
        figure=read_figure,
        group=lambda raw: registry.build(Group, raw, "組", figure=read_figure),
    )
    for id, kept, message in (*order_rules(questions, chapter.code), *group_rules(questions)):
        if not kept:
            raise RegistryError(f"{where} の {id}: {message}")
    return Quiz(stem, questions)


def read_choices(raw) -> list[Choice]:
    return registry.build_list(Choice, raw, "choices", lambda entry: str(entry.get("text") or entry.get("fill")))


def read_figure(raw) -> Figure:
    return registry.build(Figure, raw, "figure")


def flatten(entries, where: str) -> list:
    """組(questions のある項目)をほどき、問題だけを並べます。組の見出しは、それぞれの問題の group になります。"""
    flat = []
    for entry in entries if isinstance(entries, list) else []:
        if not isinstance(entry, dict) or "questions" not in entry:
            flat.append(entry)
            continue
        if not all(isinstance(question, dict) for question in entry["questions"] or [None]):
            raise RegistryError(f"{where}: 組の questions には、問題を「- 」で並べてください。")
        flat += [in_group(entry, question, where) for question in entry["questions"]]
    return flat


def in_group(entry: dict, question: dict, where: str) -> dict:
    """組の問題 1 つに、組から受け継ぐ項目と group を足します。"""
    if "part" in question:
        raise RegistryError(f"{where} の {question.get('id')}: part は、問題ではなく組に書いてください。")
    inherited = {name: entry[name] for name in INHERITED if name in entry}
    if question.get("type", entry.get("type")) == "code":
        inherited |= {name: entry[name] for name in INHERITED_BY_CODE if name in entry}
    own = {"questions", *INHERITED, *INHERITED_BY_CODE}
    return inherited | question | {"group": {name: value for name, value in entry.items() if name not in own}}


def order_rules(questions: list[Question], code: str):
    """番号と区切りの並びの約束を、(問題の id, 守られているか, 直し方) で並べます。"""
    allowed = {None, 1}
    for number, question in enumerate(questions, 1):
        id = f"{code}-q{number}"
        yield question.id, question.id == id, f"{number} 番目の id は {id} です。"
        message = "part は 1 から順に並べ、part の無い問題を最後に置いてください。"
        yield question.id, question.part in allowed, message
        allowed = {None, question.part, question.part + 1} if question.part else {None}


def group_rules(questions: list[Question]):
    """組の約束を、(最初の問題の id, 守られているか, 直し方) で並べます。"""
    for group, members in in_groups(questions):
        if group is not None:
            id, count = members[0].id, len(members)
            sizes = f"{GROUP_SIZES[0]}〜{GROUP_SIZES[-1]} 問"
            yield id, count in GROUP_SIZES, f"組は {sizes} にしてください。今は {count} 問です。"
            asked = [blank for each in members if each.asks_group_listing for blank in each.blanks]
            blanks = set(BLANK.findall(group.listing or ""))
            kept = sorted(asked) == sorted(blanks)
            yield id, kept, f"組の listing の空欄 {'・'.join(sorted(blanks))} を、それぞれ 1 つの問題で問うてください。"


def record_names(quiz: Quiz) -> list[str]:
    """読者の記録での、問題の名前です。初版から内容の変わらない問題には「=初版の id」を添えます。"""
    known = first_edition_ids()
    return [
        question.digest + (f"={known[question.digest]}" if question.digest in known else "")
        for question in quiz.questions
    ]


@cache
def first_edition_ids() -> dict[str, str]:
    """問題の指紋から、初版での id への対応です。初版では、記録が指紋でなく id で残りました。"""
    return {digest: id for id, digest in registry.load_yaml(contents.DATA / FIRST_EDITION).items()}
