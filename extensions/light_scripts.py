"""どのページにもあるスクリプトを 1 つにまとめ、本文の表示の後で動かします。"""

import hashlib
import re
from pathlib import Path

MERGED = "_static/book.js"
SCRIPT = re.compile(r'[ \t]*<script(?:\s[^>]*)?\ssrc="((?:\.\./)*)(_static/[^"?]*)[^"]*"[^>]*></script>\n?')
SETTINGS = "_static/documentation_options.js"  # 続く短い <script> がすぐに使うので、ページに書き込む
OWN = ("explorers/", "search/", "searchtools.js", "language_data.js", "searchindex.js")  # 一部のページだけが使う
# 書体があれば要らない図像と、この本にないタブ
EMPTY = ("_static/scripts/fontawesome.js", "_static/design-tabs.js")
# カーネルにつながないページでは、部品の状態と Thebe の設定は読まれない。先読みは、まとめると指す先がない
UNUSED = re.compile(
    r'\s*<script type="(?:application/vnd\.jupyter\.widget-state\+json|text/x-thebe-config)">.*?</script>'
    r"|\s*<script>kernelName = '[^']*'</script>|\s*<link rel=\"preload\" as=\"script\"[^>]*/>",
    re.DOTALL,
)


def merge(out: Path, pages: dict[Path, str]) -> dict[Path, str]:
    """共通のスクリプトを順につなげて 1 つにし、ほかのものも本文の後で動かします。"""
    found = max((SCRIPT.findall(text) for text in pages.values()), key=len, default=[])
    common = [name for _, name in found if is_common(name) and name != MERGED]
    if not common:
        return pages
    parts = [(out / name).read_text(encoding="utf-8") for name in common if name not in EMPTY]
    code = ";" + "\n;".join(parts)  # 先頭の ; で、"use strict" がほかのスクリプトまで及ばない
    (out / MERGED).write_text(code, encoding="utf-8")
    version = hashlib.sha256(code.encode()).hexdigest()[:8]
    settings = f"<script>{(out / SETTINGS).read_text(encoding='utf-8')}</script>\n"
    return {path: relinked(text, settings, version) for path, text in pages.items()}


def is_common(name: str) -> bool:
    return name != SETTINGS and not any(part in name for part in OWN)


def relinked(text: str, settings: str, version: str) -> str:
    """初めの共通のスクリプトの場所に、まとめたものを置きます。"""
    merged = iter([f"{MERGED}?v={version}"])

    def moved(match):
        root, name = match.groups()
        if name == SETTINGS:
            return settings
        if is_common(name):
            address = next(merged, None)
            return f'<script defer src="{root}{address}"></script>\n' if address else ""
        return match[0] if " defer" in match[0] else match[0].replace("<script ", "<script defer ", 1)

    return SCRIPT.sub(moved, UNUSED.sub("", text))
