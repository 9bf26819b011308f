"""できあがったページを、電話でもすぐに開けるように軽くします(スタイル、スクリプト、図、数式の書体)。"""

from pathlib import Path

from sphinx.application import Sphinx

import light_images
import light_scripts
import light_styles
import math_font


def lighten(app: Sphinx, exception: Exception | None) -> None:
    """何度行っても同じページになるので、変わったページだけが書き直されます。"""
    if exception:
        return
    out = Path(app.outdir)
    before = {page: page.read_text(encoding="utf-8") for page in out.rglob("*.html") if "_static" not in page.parts}
    pages = {page: light_images.lighten(out, page, text) for page, text in before.items()}
    pages = light_scripts.merge(out, light_styles.merge(out, pages))
    math_font.write_font(out, pages.values())
    for page, text in pages.items():
        if text != before[page]:
            page.write_text(text, encoding="utf-8")


def setup(app: Sphinx) -> dict:
    # ページとスクリプトを直すほかの拡張の後に行う
    app.connect("build-finished", lighten, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
