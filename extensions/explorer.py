"""対話図のスクリプトを、その図があるページにだけ 1 度ずつ読み込ませます。"""

import re

from docutils import nodes
from sphinx.application import Sphinx

# ノートブックの出力には、どこでも動くようにスクリプトが入っている。ページでは _static の 1 つを共有するので要らない。
INLINE_SCRIPT = re.compile(r"\s*<script data-explorer>.*?</script>", re.DOTALL)
TAG = re.compile(r"<eshikaku-(\w+)")


def drop_inline_scripts(app, doctree):
    for node in doctree.findall(nodes.raw):
        if TAG.search(node.rawsource) or TAG.search(node.astext()):
            node.children[:] = [nodes.Text(INLINE_SCRIPT.sub("", node.astext()))]


def keep_needed_files(app, pagename, templatename, context, doctree):
    figures = set(TAG.findall(context.get("body", "")))
    needed = {f"{name}.js" for name in figures} | ({"core.js"} if figures else set())

    def wanted(file):
        folder, _, name = str(file.filename).rpartition("explorers/")
        return not folder or name in needed

    context["script_files"] = [file for file in context["script_files"] if wanted(file)]


def setup(app: Sphinx) -> dict:
    app.connect("doctree-read", drop_inline_scripts)
    # 他の拡張がスクリプトを足した後に見る
    app.connect("html-page-context", keep_needed_files, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
