"""Jupyter Book 1 とテーマが全ページに付けるもののうち、使わないスクリプトを除き、読み上げの役割を正します。"""

import re
from pathlib import Path

from sphinx.application import Sphinx

# sphinx-thebe は同じ行を 2 度書き込み、どのページでも「THEBE_JS_URL already declared」という例外を起こす。
# この本はカーネルなしで読めるので、Thebe は使わない。
UNUSED = "thebe"
# 527 kB のうち使われる図像は書体の方にあり、空にしても見た目は変わらない(2026-11 に確認)。
UNUSED_ICONS = "_static/scripts/fontawesome.js"
# 動作確認用の表示が、読者の開発者ツールに残る(`void` は、式の値を捨てるだけの演算子)
NOISY_SCRIPTS = ("scripts/pydata-sphinx-theme.js", "scripts/sphinx-book-theme.js", "togglebutton.js")
# Sphinx の検索は使わない(section_search.py)
SEARCH_TOOLS = re.compile(r'\s*<script src="[^"]*(?:searchtools|language_data|searchindex)\.js[^"]*"></script>')
# file:// で開いた本でも、原稿を画面に開かずに保存する
DOWNLOAD = re.compile(r'(<a href="[^"]*_sources/[^"]*") target="_blank"')
REPLACED_HTML = {
    # JavaScript がないと "auto" の色が決まらない。JavaScript があれば、すぐに読者の設定へ変わる
    'data-theme="auto"': 'data-theme="light"',
    'console.log("[PST]: Set focus on search field.");': "",
    # 読み上げソフトが、左の欄と文献の一覧を正しく案内できるようにする
    '<div id="pst-primary-sidebar"': '<div role="navigation" aria-label="本の目次" id="pst-primary-sidebar"',
    '<div role="list" class="citation-list">': '<div class="citation-list">',
    ' role="doc-biblioentry"': "",
    # 見えている言葉(「作図のコードを見る」など)を、そのまま読み上げの名前にする
    '<summary aria-label="Toggle hidden content">': "<summary>",
    '<summary><span class="toctree-toggle"': '<summary aria-label="深掘りを開閉する"><span class="toctree-toggle"',
    "© Copyright": "©",
}
# テーマの日本語訳に抜けている、画面と読み上げの言葉
UNTRANSLATED = {
    "Search this book...": "本の中を検索",
    "Repository": "リポジトリ",
    "Suggest edit": "編集を提案",
    "Open issue": "誤りを知らせる",
    "Source repositories": "リポジトリ",
    "Launch interactive content": "ノートブックを動かす",
    "Launch on Binder": "Binder で動かす",
    "Launch on Colab": "Colab で動かす",
    "Toggle primary sidebar": "目次を開閉する",
    "Toggle secondary sidebar": "ページ内の目次を開閉する",
    "Color mode": "画面の明るさ",
    "System Settings": "端末の設定に合わせる",
    "Link to this heading": "この見出しへのリンク",
    "Link to this image": "この図へのリンク",
    "Permalink to this equation": "この数式へのリンク",
    "Main": "本の章",
    "Page": "ページ内の目次",
}


def translate(text: str) -> str:
    """UNTRANSLATED の言葉を、属性の値と、要素の中身の全体になっているときだけ訳します。"""
    for english, japanese in UNTRANSLATED.items():
        text = re.sub(rf'((?:title|aria-label|placeholder)="){re.escape(english)}"', rf'\1{japanese}"', text)
        text = text.replace(f">{english}</span>", f">{japanese}</span>")
    return text


def drop_unused_files(app, pagename, templatename, context, doctree):
    for kind in ("script_files", "css_files"):
        context[kind] = [file for file in context[kind] if UNUSED not in f"{file} {file.attributes}".lower()]


def clean_pages(app, exception):
    if exception:
        return
    out = Path(app.outdir)
    (out / UNUSED_ICONS).write_text("", encoding="utf-8")
    for name in NOISY_SCRIPTS:
        script = out / "_static" / name
        script.write_text(script.read_text(encoding="utf-8").replace("console.log(", "void("), encoding="utf-8")
    for page in out.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        cleaned = SEARCH_TOOLS.sub("", text)
        for old, new in REPLACED_HTML.items():
            cleaned = cleaned.replace(old, new)
        cleaned = translate(DOWNLOAD.sub(r"\1 download", cleaned))
        if cleaned != text:
            page.write_text(cleaned, encoding="utf-8")


def setup(app: Sphinx) -> dict:
    # 他の拡張がスクリプトを足した後に見る
    app.connect("html-page-context", drop_unused_files, priority=900)
    app.connect("build-finished", clean_pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
