"""表紙に置く章の地図を、章の一覧(data/chapters.yml)から作ります。"""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from eshikaku.course.contents import CHAPTERS
from eshikaku.course.registry_pages import chapter_link


def entry(chapter, written: set[str]) -> str:
    """1 章ぶんの行を MyST で書きます。"""
    before = "、".join(f"第 {CHAPTERS[stem].number} 章" for stem in chapter.requires)
    return f"- {chapter_link(chapter.stem, written)}{f'(先に {before})' if before else ''}<br>{chapter.question}"


class ChapterMap(SphinxDirective):
    """`{chapter-map}`: 章の題名、答える問い、先に読む章の一覧です。"""

    def run(self) -> list[nodes.Node]:
        text = "\n".join(entry(chapter, self.env.found_docs) for chapter in CHAPTERS.values())
        return self.parse_text_to_nodes(text)


def setup(app: Sphinx) -> dict:
    app.add_directive("chapter-map", ChapterMap)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
