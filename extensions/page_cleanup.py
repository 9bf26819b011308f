"""Jupyter Book 1 とテーマが全ページに付ける、この本では使わないスクリプトを取り除きます。"""

import re
from pathlib import Path

from sphinx.application import Sphinx

# sphinx-thebe は同じ行を 2 度書き込み、どのページでも「THEBE_JS_URL already declared」という例外を起こす。
# この本はカーネルなしで読めるので、Thebe は使わない。
UNUSED = "thebe"
# 527 kB のうち使われる図像は書体の方にあり、空にしても見た目は変わらない(2026-11 に確認)。
UNUSED_ICONS = "_static/scripts/fontawesome.js"
# 動作確認用の表示が、読者の開発者ツールに残る(`void` は、式の値を捨てるだけの演算子)
NOISY_SCRIPTS = ("scripts/pydata-sphinx-theme.js", "scripts/sphinx-book-theme.js", "togglebutton.js")
UNUSED_HTML = (
    # 検索の索引(本全体の文章)は検索ページだけで要る。入力のたびに探す機能は使っていない。
    re.compile(r'\s*<script src="[^"]*(?:searchtools|language_data|searchindex)\.js[^"]*"></script>'),
    re.compile(r"\s*console\.log\([^)]*\);"),
)


def drop_unused_files(app, pagename, templatename, context, doctree):
    for kind in ("script_files", "css_files"):
        context[kind] = [file for file in context[kind] if UNUSED not in f"{file} {file.attributes}".lower()]


def clean_pages(app, exception):
    if exception:
        return
    out = Path(app.outdir)
    (out / UNUSED_ICONS).write_text("", encoding="utf-8")
    for name in NOISY_SCRIPTS:
        script = out / "_static" / name
        script.write_text(script.read_text(encoding="utf-8").replace("console.log(", "void("), encoding="utf-8")
    for page in out.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        tools, log = UNUSED_HTML
        cleaned = log.sub("", text) if page.name == "search.html" else tools.sub("", text)
        if cleaned != text:
            page.write_text(cleaned, encoding="utf-8")


def setup(app: Sphinx) -> dict:
    # 他の拡張がスクリプトを足した後に見る
    app.connect("html-page-context", drop_unused_files, priority=900)
    app.connect("build-finished", clean_pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
