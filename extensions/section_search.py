"""本の文章を節ごとに書き出し、検索ページが、語のある節へ直接つなげるようにします。

Sphinx の検索はページ単位で、日本語の語の途中や 1 文字の語を探せません。節の文章そのものを渡せば、
索引と検索語の区切り方がずれることはなく、フォルダーを直に開いても(file://)抜粋まで出せます。
"""

import json
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from eshikaku.course.registry import glossary
from page_parts import parts

TEXT = "search/text.js"
# 検索から開いたページでは、その節の中の、目立たせた語が見える所まで動かす
MARK = '      terms.forEach((term) => _highlightText(body, term, "highlighted"));\n'
SCROLL = """\
      const section = document.getElementById(decodeURIComponent(window.location.hash.slice(1))) || body;
      const seen = [...section.querySelectorAll("span.highlighted")].find((mark) => mark.getClientRects().length);
      if (seen) seen.scrollIntoView({ block: "center" });
"""
PATCHES = {MARK: MARK + SCROLL, 'document.querySelector("body")': 'document.querySelector("article")'}


def keep_parts(app: Sphinx, pagename: str, templatename: str, context: dict, doctree: nodes.document | None) -> None:
    """書き出すページのまとまりを、次のビルドでも使えるように控えます。検索ページには、検索のスクリプトを足します。"""
    if doctree is not None:
        kept(app, pagename).write_text(json.dumps(parts(doctree), ensure_ascii=False), encoding="utf-8")
    if pagename == "search":
        for script in (TEXT, "search/search.js"):
            app.add_js_file(script, loading_method="defer")


def kept(app: Sphinx, docname: str) -> Path:
    return Path(app.doctreedir) / f"{docname}.parts.json"


def finish(app: Sphinx, exception: Exception | None) -> None:
    """控えを 1 つのスクリプトにまとめ、Sphinx の目立たせるスクリプトを直します。"""
    if exception:
        return
    pages = {name: json.loads(kept(app, name).read_text(encoding="utf-8")) for name in sorted(app.env.found_docs)}
    terms = [(term.names, f"{term.taught.chapter}.html#{term.taught.label}") for term in glossary()]
    static = Path(app.outdir) / "_static"
    data = json.dumps({"pages": pages, "terms": terms}, ensure_ascii=False)
    (static / TEXT).write_text(f"window.bookText = {data};\n", encoding="utf-8")
    script = static / "sphinx_highlight.js"
    code = script.read_text(encoding="utf-8")
    for old, new in PATCHES.items():
        if old not in code and new not in code:
            raise ExtensionError(
                f"{script.name} に {old!r} がありません。Sphinx の版に合わせて PATCHES を直してください"
            )
        code = code if new in code else code.replace(old, new)
    script.write_text(code, encoding="utf-8")


def setup(app: Sphinx) -> dict:
    app.setup_extension("markup_nodes")
    app.connect("builder-inited", lambda app: setattr(app.builder, "search", False))  # Sphinx の索引は作らない
    app.connect("html-page-context", keep_parts)
    app.connect("build-finished", finish)
    app.config.html_additional_pages["search"] = "search.html"
    return {"parallel_read_safe": True, "parallel_write_safe": True}
