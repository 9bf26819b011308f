"""Jupyter Book 1 が全ページに付ける、この本では使わないスクリプトを取り除きます。"""

from pathlib import Path

from sphinx.application import Sphinx

# sphinx-thebe は同じ行を 2 度書き込み、どのページでも「THEBE_JS_URL already declared」という例外を起こす。
# この本はカーネルなしで読めるので、Thebe は使わない。
UNUSED = ("thebe",)
# 527 kB のうち使われる図像は書体の方にあり、空にしても見た目は変わらない(2026-11 に確認)。
UNUSED_ICONS = "_static/scripts/fontawesome.js"


def drop_unused_scripts(app, pagename, templatename, context, doctree):
    context["script_files"] = [
        script
        for script in context["script_files"]
        if not any(word in f"{script} {getattr(script, 'attributes', {}).get('body', '')}".lower() for word in UNUSED)
    ]


def empty_unused_icons(app, exception):
    path = Path(app.outdir) / UNUSED_ICONS
    if exception is None and path.exists():
        path.write_text("", encoding="utf-8")


def setup(app: Sphinx) -> dict:
    # 他の拡張がスクリプトを足した後に見る
    app.connect("html-page-context", drop_unused_scripts, priority=900)
    app.connect("build-finished", empty_unused_icons)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
