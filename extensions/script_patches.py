"""よその拡張が置くスクリプトの、日本語になっていない所と、この本に合わない所を直します。"""

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

MARK = '      terms.forEach((term) => _highlightText(body, term, "highlighted"));\n'
# 検索から開いたページでは、その節の中の、目立たせた語が見える所まで動かす。
# 読み込みの終わりに、ブラウザーが番地の節へ動かし直すので、その後にもう 1 度動かす
SCROLL = """\
      const section = document.getElementById(decodeURIComponent(window.location.hash.slice(1))) || body;
      const seen = [...section.querySelectorAll("span.highlighted")].find((mark) => mark.getClientRects().length);
      const show = () => seen && seen.scrollIntoView({ block: "center" });
      show();
      window.addEventListener("load", () => setTimeout(show));
"""
# テーマが Tab で止めるために幅を測る枠。book/_static/frames.js が、見える所に近づいた枠だけを測る
FRAMES = (
    '["pre",".nboutput > .output_area",".cell_output > .output",'
    '".jp-RenderedHTMLCommon",".pst-scrollable-table-container"]'
)
COPY_BUTTON = '<button class="copybtn o-tooltip--left" '
PATCHES = {
    "sphinx_highlight.js": {MARK: MARK + SCROLL, 'document.querySelector("body")': 'document.querySelector("article")'},
    "scripts/pydata-sphinx-theme.js": {FRAMES: '[".measured-by-frames-js"]'},
    # 日本語の訳がなく、英語になる。文字のないボタンには、名前も要る
    "copybutton.js": {
        "'copy': 'Copy',": "'copy': 'コードをコピー',",
        "'copy_success': 'Copied!',": "'copy_success': 'コピーしました',",
        "'copy_failure': 'Failed to copy',": "'copy_failure': 'コピーできませんでした',",
        COPY_BUTTON: COPY_BUTTON + 'type="button" aria-label="${messages[locale][\'copy\']}" ',
    },
}


def patch_scripts(app: Sphinx, exception: Exception | None) -> None:
    if exception:
        return
    for name, changes in PATCHES.items():
        script = Path(app.outdir) / "_static" / name
        code = script.read_text(encoding="utf-8")
        for old, new in changes.items():
            if old not in code and new not in code:
                raise ExtensionError(f"{name} に {old!r} がありません。新しい版に合わせて PATCHES を直してください")
            code = code if new in code else code.replace(old, new)
        script.write_text(code, encoding="utf-8")


def setup(app: Sphinx) -> dict:
    app.connect("build-finished", patch_scripts)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
