"""対話図のスクリプトを本の _static に写し、その図があるページにだけ 1 度ずつ読み込ませます。"""

import re
import shutil
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx

from eshikaku import explorers
from eshikaku.explorers.base import FOLDER

# ノートブックの出力には、どこでも動くようにスクリプトが入っている。ページでは _static の 1 つを共有するので要らない。
INLINE_SCRIPT = re.compile(r"\s*<script data-explorer>.*?</script>", re.DOTALL)
FIGURES = {figure.tag(): figure for figure in vars(explorers).values() if isinstance(figure, type)}
TAG = re.compile(rf"<({'|'.join(FIGURES)})\b")


def drop_inline_scripts(app, doctree):
    for node in doctree.findall(nodes.raw):
        if TAG.search(node.rawsource) or TAG.search(node.astext()):
            node.children[:] = [nodes.Text(INLINE_SCRIPT.sub("", node.astext()))]


def copy_scripts(app):
    """ページに書く前に写します。Sphinx は、読み込ませるときに中身の指紋を番地に付けます。"""
    target = Path(app.outdir) / "_static" / "explorers"
    target.mkdir(parents=True, exist_ok=True)
    for path in FOLDER.glob("*.js"):
        shutil.copy2(path, target)


def add_needed_scripts(app, pagename, templatename, context, doctree):
    """図が共に使うスクリプトは、Sphinx が 1 度だけにします。"""
    for figure in sorted(set(TAG.findall(context.get("body", "")))):
        for script in FIGURES[figure].scripts():
            app.add_js_file(f"explorers/{script}")


def setup(app: Sphinx) -> dict:
    app.connect("builder-inited", copy_scripts)
    app.connect("doctree-read", drop_inline_scripts)
    app.connect("html-page-context", add_needed_scripts)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
