"""本の文章を節ごとに書き出し、検索ページが、語のある節へ直接つなげるようにします。

Sphinx の検索はページ単位で、日本語の語の途中や 1 文字の語を探せません。節の文章そのものを渡せば、
索引と検索語の区切り方がずれることはなく、フォルダーを直に開いても(file://)抜粋まで出せます。
"""

import json
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx

from eshikaku.course.registry import glossary
from page_parts import parts

TEXT = "search/text.js"


def keep_parts(app: Sphinx, pagename: str, templatename: str, context: dict, doctree: nodes.document | None) -> None:
    """書き出すページのまとまりを、次のビルドでも使えるように控えます。検索ページには、検索のスクリプトを足します。"""
    if doctree is not None:
        kept(app, pagename).write_text(json.dumps(parts(doctree), ensure_ascii=False), encoding="utf-8")
    if pagename == "search":
        for script in (TEXT, "search/search.js"):
            app.add_js_file(script, loading_method="defer")


def kept(app: Sphinx, docname: str) -> Path:
    return Path(app.doctreedir) / f"{docname}.parts.json"


def write_text(app: Sphinx, exception: Exception | None) -> None:
    """控えを、検索ページが読む 1 つのスクリプトにまとめます。"""
    if exception:
        return
    pages = {name: json.loads(kept(app, name).read_text(encoding="utf-8")) for name in sorted(app.env.found_docs)}
    terms = [(term.names, f"{term.taught.chapter}.html#{term.taught.label}") for term in glossary()]
    data = json.dumps({"pages": pages, "terms": terms}, ensure_ascii=False)
    (Path(app.outdir) / "_static" / TEXT).write_text(f"window.bookText = {data};\n", encoding="utf-8")


def setup(app: Sphinx) -> dict:
    app.setup_extension("markup_nodes")
    app.connect("builder-inited", lambda app: setattr(app.builder, "search", False))  # Sphinx の索引は作らない
    app.connect("html-page-context", keep_parts)
    app.connect("build-finished", write_text)
    app.config.html_additional_pages["search"] = "search.html"
    return {"parallel_read_safe": True, "parallel_write_safe": True}
