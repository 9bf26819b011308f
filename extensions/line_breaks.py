"""行の変わる場所を整えます: 見出しは文節の切れ目だけで折り返し、括弧と句読点は数式から離しません。"""

import re

import budoux
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

PARSER = budoux.load_default_japanese_parser()
# 漢字の続く語、数と単位のあいだ、コロンの前は、文節の切れ目と推定されても切らない
JOINED = re.compile(r"[一-龠々]\0(?=[一-龠々])|(?<=\d)\s*\0\s*|\s*\0\s*(?=\d)|\0(?=:)")
NOT_AT_LINE_START, NOT_AT_LINE_END = re.compile(r"^[、。,.)」』]+"), re.compile(r"[(「『]+$")


def phrases(text: str) -> list[str]:
    """文を、途中で折り返さないまとまりに分けます。"""
    return JOINED.sub(lambda joint: joint[0].replace("\0", ""), "\0".join(PARSER.parse(text))).split("\0")


class BreakHeadingsBetweenPhrases(SphinxPostTransform):
    """見出しの文のまとまりのあいだに <wbr> を置きます(折り返してよいのは、そこだけです)。"""

    default_priority = 700

    def run(self, **kwargs) -> None:
        for title in list(self.document.findall(nodes.title)):
            for text in [child for child in title.children if isinstance(child, nodes.Text)]:
                first, *rest = phrases(str(text))
                pieces = [nodes.Text(first)]
                for phrase in rest:
                    pieces += [nodes.raw("", "<wbr>", format="html"), nodes.Text(phrase)]
                title.replace(text, pieces)


class KeepPunctuationWithMath(SphinxPostTransform):
    """数式の直後の句読点や閉じ括弧が行の先頭に、直前の開き括弧が行の終わりに来ないようにします。"""

    default_priority = 700

    def run(self, **kwargs) -> None:
        for math in list(self.document.findall(nodes.math)):
            place = math.parent.index(math)
            before = take(math.parent, place - 1, NOT_AT_LINE_END)
            after = take(math.parent, place + 1, NOT_AT_LINE_START)
            if before or after:
                together = nodes.inline(classes=["nobr"])
                math.replace_self(together)
                together += [nodes.Text(before), math, nodes.Text(after)]


def take(parent: nodes.Element, place: int, mark: re.Pattern) -> str:
    """数式の隣の文から記号を外し、その記号を返します。"""
    text = parent[place] if 0 <= place < len(parent) else None
    found = mark.search(text) if isinstance(text, nodes.Text) else None
    if found:
        parent[place] = nodes.Text(text[: found.start()] + text[found.end() :])
    return found[0] if found else ""


def setup(app: Sphinx) -> dict:
    app.add_post_transform(BreakHeadingsBetweenPhrases)
    app.add_post_transform(KeepPunctuationWithMath)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
