"""対話図を置いたページを、実際のブラウザで開きます。"""

import pytest

from eshikaku.explorers.base import FOLDER

THEME = """
html[data-theme=light]{--pst-color-text-base:#222832;--pst-color-text-muted:#48566b;--pst-color-border:#d1d5da;
 --pst-color-background:#fff;--pst-color-surface:#f3f4f5;--pst-color-primary:#0a7d91;color-scheme:light}
html[data-theme=dark]{--pst-color-text-base:#ced6dd;--pst-color-text-muted:#9ca4af;--pst-color-border:#48566b;
 --pst-color-background:#14181e;--pst-color-surface:#29313d;--pst-color-primary:#3fb1c5;color-scheme:dark}
body{background:var(--pst-color-background);color:var(--pst-color-text-base);
 max-width:760px;margin:0 auto;padding:0 16px}
"""


@pytest.fixture
def open_page(browser, tmp_path):
    """図を置いたページを file:// で開く。閉じるとき、コンソールに何も出ていないことを確かめる。"""
    contexts, messages = [], []

    def opener(*figures, width=900, before="", **options):
        scripts = dict.fromkeys(name for figure in figures for name in figure.scripts())
        head = "".join(f'<script src="{(FOLDER / name).as_uri()}"></script>' for name in scripts)
        tags = "".join(figure._html().split("<script")[0] for figure in figures)
        path = tmp_path / "page.html"
        path.write_text(
            '<!doctype html><html lang="ja" data-theme="light"><head><meta charset="utf-8"><title>図</title>'
            '<meta name="viewport" content="width=device-width,initial-scale=1">'
            f"<style>{THEME}</style>{head}</head><body><main><h1>図</h1>{before}{tags}"
            '<p style="height:1500px">本文</p></main></body></html>',
            encoding="utf-8",
        )
        context = browser.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: messages.append(message.text))
        page.on("pageerror", lambda error: messages.append(str(error)))
        page.on("request", lambda r: r.url.startswith(("file:", "data:")) or messages.append(r.url))
        page.goto(path.as_uri())
        return page

    yield opener
    for context in contexts:
        context.close()
    assert messages == []
