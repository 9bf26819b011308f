"""誤解(章の部屋)・シラバス・用語(data/*.yml)の台帳を読み、誤りがあれば場所と直し方を日本語で知らせます。"""

import re
from dataclasses import MISSING, dataclass, fields
from functools import cache
from pathlib import Path
from typing import get_origin

import yaml

from eshikaku.course.contents import CHAPTERS, DATA, Chapter, chapter_of

MISCONCEPTIONS = "misconceptions.yml"
# 台帳を並べるページ。名札の前に付ければ、本の外からもつながる
MISCONCEPTIONS_PAGE = "appendix/misconceptions"
SYLLABUS_PAGE = "appendix/syllabus"
SCOPES = {
    "必須": "出題範囲",
    "任意": "出題範囲の外とされる項目",
    "掲載": "一覧に載っているものの、必須か任意かを確かめられていない項目",
    "補足": "一覧に無いが、この本で教える項目",
}
TYPE_NAMES = {str: "文字列(数なら引用符で囲む)", bool: "true か false", int: "整数", list: "リスト", dict: "辞書"}


class RegistryError(ValueError):
    """台帳やクイズのファイルに誤りがあるときの例外です。"""


@dataclass(frozen=True)
class Place:
    """本の中の場所です。label は `(label)=` で付けた節の名札で、章が未執筆なら None です。"""

    chapter: str
    label: str | None = None

    def __post_init__(self):
        if self.chapter not in CHAPTERS:
            raise RegistryError(f"章「{self.chapter}」は chapters.yml にありません。章の名前を直してください。")


@dataclass(frozen=True)
class Misconception:
    """よくある誤解です。test は、誤った版が落ち、正しい版が通る、章の test_misconceptions.py の関数です。"""

    id: str
    claim: str
    truth: str
    why: str
    source: str
    test: str | None
    reason: str | None = None
    also: list[str] | None = None

    def __post_init__(self):
        if not re.fullmatch(r"\d\d(-[a-z0-9]+)+", self.id) or not chapter_of(self.id):
            raise RegistryError("id は「章の番号 2 桁-英小文字-…」の形にしてください。")
        if (self.test is None) == (self.reason is None):
            raise RegistryError("test か、test が無い理由 reason の、どちらか一方を書いてください。")

    @property
    def chapters(self) -> list[str]:
        """扱う章の番号を、最初に扱う章から順に返します。"""
        return [chapter_of(self.id).code, *(self.also or [])]

    @property
    def anchor(self) -> str:
        """付録のページでの名札です。"""
        return f"misconception-{self.id}"

    @property
    def title(self) -> str:
        """付録の見出しです。目次だけを見た人が正しい文と読み違えないよう、「は誤り」を添えます。"""
        return f"「{self.claim.removesuffix('。')}」は誤り"


@dataclass(frozen=True)
class Topic:
    """シラバスの項目に書かれた 1 つの語と、この本で教える場所です。"""

    wording: str
    scope: str
    taught: Place

    def __post_init__(self):
        if self.scope not in SCOPES:
            raise RegistryError(f"scope「{self.scope}」は使えません。{'・'.join(SCOPES)} のどれかにしてください。")

    @property
    def words(self) -> list[str]:
        """試験の表記そのままの語です(「Xavier 法・Glorot 法」は 2 つの語)。"""
        return self.wording.split("・")


@dataclass(frozen=True)
class Item:
    """シラバスの 1 項目です。補足の項目は id が S- で始まります。"""

    id: str
    topics: list[Topic]
    name: str | None = None

    @property
    def anchor(self) -> str:
        """付録のページでの名札です。"""
        return "syllabus-" + self.id.lower()

    @property
    def title(self) -> str:
        """見出しです。補足の項目は、番号の代わりに「補足」とします。"""
        number = "補足" if self.is_supplement else self.id
        return f"{number} {self.name or '・'.join(topic.wording for topic in self.topics)}"

    def name_of(self, topic: Topic) -> str:
        """演習が topics に書く、語の名前です(同じ語が 2 つの項目にあるので、項目の番号を付けます)。"""
        return f"{self.id} {topic.wording}"

    @property
    def short_title(self) -> str:
        """クイズの札に書く、短い見出しです。"""
        return self.title if self.is_supplement else f"シラバス {self.id}"

    @property
    def is_supplement(self) -> bool:
        """シラバスの一覧に無い、補足の項目かどうかです。"""
        return self.id.startswith("S-")


@dataclass(frozen=True)
class View:
    """どの項目を任意とするかの、1 つの書き起こしの判断です。"""

    date: str
    source: str
    optional: str


@dataclass(frozen=True)
class Syllabus:
    """ある版のシラバスです。source と date は、一覧の出典と確かめた日付、views は分かれている判断です。"""

    edition: str
    source: str
    date: str
    views: list[View]
    items: list[Item]


@dataclass(frozen=True)
class Term:
    """用語です。avoid は、同じ意味でもこの本では使わない表記、also は、検索で同じ語とみなす呼び名です。"""

    id: str
    ja: str
    kana: str
    en: str
    meaning: str
    taught: Place
    avoid: list[str] | None = None
    also: list[str] | None = None

    def __post_init__(self):
        if not re.fullmatch("[ぁ-んー]+", self.kana):
            raise RegistryError(f"kana「{self.kana}」は、ひらがなだけで書いてください。")

    @property
    def names(self) -> list[str]:
        """この用語を指す、すべての書き方です。"""
        return [self.ja, *self.en.split(", "), *(self.also or []), *(self.avoid or [])]


def load_yaml(path: Path):
    """YAML を読みます。書式の誤りは、行の番号とともに知らせます。"""
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f"{mark.line + 1} 行目" if mark else "どこか"
        raise RegistryError(
            f"{path.name} の{line}: YAML として読めません。字下げと引用符を確かめてください。"
        ) from error


def build(cls: type, raw, where: str, **convert):
    """辞書 raw から cls を 1 つ作ります。convert は、項目の名前から、値を変換する関数への対応です。

    >>> build(Place, {"chapter": "01_gradient_descent", "lable": "a"}, "例")
    Traceback (most recent call last):
    eshikaku.course.registry.RegistryError: 例: 知らない項目「lable」があります。綴りを確かめてください。
    """
    if not isinstance(raw, dict):
        raise RegistryError(f"{where}: 「項目: 値」の形で書いてください。")
    names = {field.name: field for field in fields(cls) if field.init}
    for name in raw.keys() - names.keys():
        raise RegistryError(f"{where}: 知らない項目「{name}」があります。綴りを確かめてください。")
    for name, field in names.items():
        if name not in raw and field.default is MISSING:
            raise RegistryError(f"{where}: 「{name}」がありません。書き足してください。")
        if name in raw and name not in convert:
            check_type(raw[name], field.type, f"{where}: 「{name}」")
    try:
        return cls(**{name: convert[name](value) if name in convert else value for name, value in raw.items()})
    except RegistryError as error:
        raise RegistryError(f"{where}: {error}") from None


def check_type(value, annotation, where: str) -> None:
    """値が注釈の型かを確かめます。文字列は空でないことも確かめます。"""
    types = [get_origin(kind) or kind for kind in getattr(annotation, "__args__", None) or [annotation]]
    if get_origin(annotation) is list:
        types = [list]
    if not any(type(value) is kind for kind in types):
        raise RegistryError(f"{where}は {TYPE_NAMES[types[0]]} で書いてください。今は {value!r} です。")
    if value == "":
        raise RegistryError(f"{where}が空です。書き足してください。")


def build_list(cls: type, raw, where: str, name, **convert) -> list:
    """リスト raw から cls を順に作ります。name は、1 つ分の辞書から、知らせるときの呼び名を返す関数です。"""
    if not isinstance(raw, list) or not raw:
        raise RegistryError(f"{where}: 1 つ以上の項目を「- 」で並べてください。")
    names = [name(entry) if isinstance(entry, dict) else None for entry in raw]
    for position, entry_name in enumerate(names):
        if entry_name is not None and entry_name in names[:position]:
            raise RegistryError(f"{where}: 「{entry_name}」が 2 つあります。片方の名前を変えてください。")
    return [
        build(cls, entry, f"{where} の {entry_name or f'{position} 番目'}", **convert)
        for position, (entry, entry_name) in enumerate(zip(raw, names, strict=True), 1)
    ]


def place(raw) -> Place:
    """「taught」の辞書を Place にします。"""
    return build(Place, raw, "taught")


# クイズは 1 問ごとに台帳を見るので、読むのは 1 度だけにする。
@cache
def misconceptions() -> dict[str, Misconception]:
    """すべての誤解を、章の順に、id から引ける辞書で返します。

    >>> misconceptions()["01-uphill-gradient"].chapters
    ['01']
    """
    return {entry.id: entry for chapter in CHAPTERS.values() for entry in misconceptions_of(chapter)}


def misconceptions_of(chapter: Chapter) -> list[Misconception]:
    """章の部屋の misconceptions.yml にある誤解です。ファイルが無ければ空です。"""
    path, where = chapter.room / MISCONCEPTIONS, f"{chapter.stem}/{MISCONCEPTIONS}"
    if not path.exists():
        return []
    entries = build_list(Misconception, load_yaml(path), where, lambda raw: raw.get("id"))
    for entry in entries:
        if not chapter.owns(entry.id):
            raise RegistryError(f"{where} の {entry.id}: この章の id は「{chapter.code}-…」の形です。")
    return entries


def misconception(id: str) -> Misconception:
    """id の誤解を返します。無い id なら、似た id を添えた RegistryError です。"""
    return find(misconceptions(), id, MISCONCEPTIONS)


def find(entries: dict, id: str, where: str):
    """辞書から id を引きます。無いときは、同じ章の id を並べて知らせます。"""
    if id not in entries:
        near = [key for key in entries if chapter_of(key) == chapter_of(id)] or list(entries)
        raise RegistryError(f"{where} に「{id}」はありません。次のどれかにしてください: {', '.join(near)}")
    return entries[id]


@cache
def syllabus(path: Path = DATA / "syllabus.yml") -> Syllabus:
    """シラバスと、教える場所の対応を返します。

    >>> syllabus().items[0].id
    '3-1'
    """

    def topics(raw):
        return build_list(Topic, raw, "topics", lambda entry: entry.get("wording"), taught=place)

    def items(raw):
        return build_list(Item, raw, "items", lambda entry: entry.get("id"), topics=topics)

    def views(raw):
        return build_list(View, raw, "views", lambda entry: entry.get("date"))

    return build(Syllabus, load_yaml(path), path.name, views=views, items=items)


@cache
def glossary(path: Path = DATA / "glossary.yml") -> list[Term]:
    """用語を、かなの順に返します。

    >>> [term.ja for term in glossary() if term.kana.startswith("がくしゅうり")]
    ['学習率', '学習率スケジュール']
    """
    terms = build_list(Term, load_yaml(path), path.name, lambda raw: raw.get("id"), taught=place)
    return sorted(terms, key=lambda term: kana_order(term.kana))


def kana_order(kana: str) -> tuple[str, str]:
    """五十音順に並べるための鍵です。濁点・半濁点・小書きは、清音が同じなら後から比べます。

    >>> sorted(["ぎょうれつ", "きりすて", "がくしゅう", "かくりつ"], key=kana_order)
    ['がくしゅう', 'かくりつ', 'ぎょうれつ', 'きりすて']
    """
    plain = kana.translate(PLAIN_KANA)
    return plain, kana


PLAIN_KANA = str.maketrans(
    "がぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽぁぃぅぇぉっゃゅょ",
    "かきくけこさしすせそたちつてとはひふへほはひふへほあいうえおつやゆよ",
    "ー",
)
