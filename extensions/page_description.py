"""検索サイトや共有の画面に出る、ページの説明(meta description)を付けます。"""

from html import escape

from docutils import nodes
from sphinx.application import Sphinx

from eshikaku.course.contents import CHAPTERS


def description(pagename: str, doctree: nodes.document | None, book: str) -> str:
    """章なら章の一覧にある問い、ほかのページなら初めの段落です。"""
    stem = pagename.removesuffix("_deep")
    if stem in CHAPTERS:
        kind = "" if pagename == stem else "(深掘り)"
        return f"{CHAPTERS[stem].title}{kind}。{CHAPTERS[stem].question}"
    first = next(doctree.findall(nodes.paragraph), None) if doctree else None
    return first.astext().replace("\n", "") if first else book


def describe(app: Sphinx, pagename: str, templatename: str, context: dict, doctree: nodes.document | None) -> None:
    text = description(pagename, doctree, app.config.html_title or app.config.project)
    meta = f'<meta name="description" content="{escape(text)}" />\n'
    context["metatags"] = context.get("metatags", "") + meta


def setup(app: Sphinx) -> dict:
    app.connect("html-page-context", describe)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
