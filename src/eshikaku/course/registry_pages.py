"""台帳の項目を、付録と落とし穴の囲みに置く MyST の文にします。"""

from itertools import groupby

from eshikaku.course import exercises, registry
from eshikaku.course.contents import CHAPTERS, chapter_of

KANA_ROWS = {
    "あ": "あいうえお",
    "か": "かきくけこ",
    "さ": "さしすせそ",
    "た": "たちつてと",
    "な": "なにぬねの",
    "は": "はひふへほ",
    "ま": "まみむめも",
    "や": "やゆよ",
    "ら": "らりるれろ",
    "わ": "わをん",
}


def chapter_link(stem: str, written: set[str]) -> str:
    """章へのリンクです。まだ書かれていない章は「執筆予定」と添えます。

    >>> chapter_link("02_sgd", written=set())
    '第 2 章 確率的勾配降下法(執筆予定)'
    """
    heading = CHAPTERS[stem].heading
    return f"{{doc}}`{heading} </{stem}>`" if stem in written else f"{heading}(執筆予定)"


def place_link(place: registry.Place, written: set[str]) -> str:
    """教える場所へのリンクです。節の名札があれば、その節へつなぎます。"""
    if place.label and place.chapter in written:
        return f"第 {CHAPTERS[place.chapter].number} 章「{{ref}}`{place.label}`」"
    return chapter_link(place.chapter, written)


def misconception_markdown(entry: registry.Misconception) -> str:
    """正しいこと・間違える理由・出典の 3 段落です。"""
    return f"**正しくは** {entry.truth}\n\n**間違える理由** {entry.why}\n\n**出典** {entry.source}"


def pitfall_markdown(entry: registry.Misconception) -> str:
    """落とし穴の囲みの中身です。よくある主張から始め、付録へのリンクで終わります。"""
    link = f"{{ref}}`付録でくわしく <{entry.anchor}>`"
    return f"**よくある主張** {entry.claim}\n\n{misconception_markdown(entry)}\n\n{link}"


def where_to_check(entry: registry.Misconception, written: set[str]) -> str:
    """扱う章と、プログラムで確認済みかどうかの段落です。"""
    links = "、".join(chapter_link(chapter_of(code).stem, written) for code in entry.chapters)
    if not entry.test:
        return f"**扱う章** {links}\n\n**プログラムでの確認** {entry.reason}"
    # 関数の名前まで書くと 100 字を超え、読者の役に立たずに画面からはみ出す。探す人は、台帳の id で引ける。
    room = f"tests/chapters/{chapter_of(entry.id).stem}"
    return f"**扱う章** {links}\n\n**プログラムで確認済み** `{room}`"


def edition_markdown(syllabus: registry.Syllabus) -> str:
    """どの版の一覧を、いつ、何で確かめたかと、必須か任意かについて誰が何と言っているかです。"""
    used = {topic.scope for item in syllabus.items for topic in item.topics}
    scopes = "、".join(f"「{scope}」は{meaning}" for scope, meaning in registry.SCOPES.items() if scope in used)
    views = "\n".join(f"- {view.date}、{view.source}: {view.optional}。" for view in syllabus.views)
    return (
        f"{syllabus.edition} 年版。出典: {syllabus.source}({syllabus.date} 確認)。\n\n"
        f"どれが必須で、どれが任意かは、書き起こした人のあいだで分かれています。\n\n{views}\n\n範囲の{scopes}です。"
    )


def syllabus_markdown(item: registry.Item, written: set[str], questions: list) -> str:
    """シラバスの 1 項目の、語ごとの場所と演習、章ごとのクイズの一覧です。"""
    lines = [line for topic in item.topics for line in topic_lines(item, topic, written)]
    asked = [question for question in questions if item.id in question.syllabus]
    for number, group in groupby(asked, lambda question: chapter_of(question.id).number):
        links = "、".join(question_link(question) for question in group)
        lines += ["", f"第 {number} 章のクイズ: {links}"]
    return "\n".join(lines)


def question_link(question) -> str:
    """クイズの問題へのリンクです。「問」と番号のあいだで行が変わらない空白を使います。"""
    return f"{{ref}}`問\u00a0{question.number} <{question.anchor}>`"


def topic_lines(item: registry.Item, topic: registry.Topic, written: set[str]) -> list[str]:
    """シラバスの 1 つの語の、教える場所と、それを練習する演習です。"""
    place = f"- **{topic.wording}**({topic.scope}) {place_link(topic.taught, written)}"
    trained = [id for id in exercises.ids() if item.name_of(topic) in exercises.get(id).topics]
    return [place, *(f"  - 演習 {exercise_link(id, written)}" for id in trained)]


def exercise_link(id: str, written: set[str]) -> str:
    """演習へのリンクです。名札 exercise-NN-M は、本文の演習の囲みに自動で付きます。"""
    text = f"{id} {exercises.get(id).title}"
    return f"{{ref}}`{text} <exercise-{id}>`" if chapter_of(id).stem in written else text


def glossary_markdown(row: str, written: set[str]) -> str:
    """五十音の 1 行分(「か」なら、か〜ご)の用語です。用語がなければ空です。"""
    terms = [term for term in registry.glossary() if registry.kana_order(term.kana)[0][0] in KANA_ROWS[row]]
    entries = "\n".join(glossary_entry(term, written) for term in terms)
    return f"```{{glossary}}\n{entries}\n```" if terms else ""


def glossary_entry(term: registry.Term, written: set[str]) -> str:
    """用語 1 つ分です。"""
    notes = [f"教える場所: {place_link(term.taught, written)}"]
    if term.also:
        notes.append(f"ほかの呼び名: {'、'.join(term.also)}")
    if term.avoid:
        notes.append(f"この本で使わない表記: {'、'.join(term.avoid)}")
    return f"{term.ja}\n  ({term.kana}、{term.en}) {term.meaning}\n\n  {'。'.join(notes)}。\n"
