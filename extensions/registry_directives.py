"""台帳(誤解・シラバス・用語)を、落とし穴の囲みと付録のページにします。"""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from eshikaku.course import registry, registry_pages
from eshikaku.course.contents import CHAPTERS, DATA, ROOMS
from eshikaku.course.quizzes import load_quiz, quiz_stems
from markup_nodes import add_label, inline


class RegistryDirective(SphinxDirective):
    """台帳のファイルが変わったら、そのページを作り直します。"""

    def run(self) -> list[nodes.Node]:
        for path in [*DATA.glob("*.yml"), *ROOMS.glob(f"*/{registry.MISCONCEPTIONS}")]:
            self.env.note_dependency(str(path))
        try:
            return self.build()
        except registry.RegistryError as error:
            raise self.error(str(error)) from error

    def section(self, label: str, title: str, *children: nodes.Node) -> nodes.section:
        """名札の付いた節を作ります。"""
        section = nodes.section("", nodes.title(title, "", *inline(self, title)), *children)
        add_label(self, section, label)
        return section

    def written(self) -> set[str]:
        """すでに書かれた章の名前です。章が増えたときのため、このページは毎回読み直します。"""
        self.env.note_reread()
        return CHAPTERS.keys() & self.env.found_docs


class PitfallDirective(RegistryDirective):
    """誤解の id を 1 つ受け取り、落とし穴の囲みを置きます。"""

    required_arguments = 1

    def build(self) -> list[nodes.Node]:
        known = registry.misconception(self.arguments[0])
        body = self.parse_text_to_nodes(registry_pages.pitfall_markdown(known))
        return [nodes.admonition("", nodes.title("", "落とし穴"), *body, classes=["warning", "pitfall"])]


class MisconceptionTableDirective(RegistryDirective):
    """すべての誤解を、章ごとの節にして並べます。"""

    def build(self) -> list[nodes.Node]:
        written = self.written()
        sections = (self.chapter_section(chapter, written) for chapter in CHAPTERS.values())
        return [section for section in sections if section]

    def chapter_section(self, chapter, written: set[str]):
        entries = registry.misconceptions_of(chapter)
        sections = [self.entry_section(entry, written) for entry in entries]
        return sections and self.section(f"misconceptions-{chapter.code}", chapter.heading, *sections)

    def entry_section(self, entry, written: set[str]) -> nodes.section:
        parts = (registry_pages.misconception_markdown(entry), registry_pages.where_to_check(entry, written))
        return self.section(entry.anchor, entry.title, *self.parse_text_to_nodes("\n\n".join(parts)))


class SyllabusTableDirective(RegistryDirective):
    """シラバスの項目ごとに、教える場所・演習・クイズを並べます。"""

    def build(self) -> list[nodes.Node]:
        written, syllabus = self.written(), registry.syllabus()
        questions = [question for stem in quiz_stems() if stem in written for question in load_quiz(stem).questions]
        edition = self.parse_text_to_nodes(registry_pages.edition_markdown(syllabus))
        return edition + [self.item_section(item, written, questions) for item in syllabus.items]

    def item_section(self, item, written: set[str], questions: list) -> nodes.section:
        text = registry_pages.syllabus_markdown(item, written, questions)
        return self.section(item.anchor, item.title, *self.parse_text_to_nodes(text))


class GlossaryTableDirective(RegistryDirective):
    """用語を五十音の行ごとに並べます。{term} で参照できます。"""

    def build(self) -> list[nodes.Node]:
        written = self.written()
        rows = [(row, registry_pages.glossary_markdown(row, written)) for row in registry_pages.KANA_ROWS]
        return [
            self.section(f"glossary-row-{number}", f"{row}行", *self.parse_text_to_nodes(text))
            for number, (row, text) in enumerate(rows, 1)
            if text
        ]


def setup(app: Sphinx) -> dict:
    app.setup_extension("markup_nodes")
    app.setup_extension("exercise_labels")
    app.add_directive("pitfall", PitfallDirective)
    app.add_directive("misconception-table", MisconceptionTableDirective)
    app.add_directive("syllabus-table", SyllabusTableDirective)
    app.add_directive("glossary-table", GlossaryTableDirective)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
