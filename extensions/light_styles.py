"""ページのスタイルを 1 つにまとめ、使う規則と図像だけを残します。"""

import hashlib
import json
import os
import posixpath
import re
import subprocess
import sys
from pathlib import Path

from fonts import shrink
from math_offline import NODE

MERGED = "_static/book.css"
LINK = re.compile(r'[ \t]*<link(?=[^>]*rel="stylesheet")[^>]*href="(?:\.\./)*(_static/[^"?]*)[^"]*"[^>]*>\n?')
URL = re.compile(r"url\(['\"]?((?!data:|#)[^'\")?]+)[^'\")]*['\"]?\)")
IMPORT = re.compile(r'@import "([^"]+)";?')
ICON_FONT = re.compile(r"(@font-face\{[^}]*Awesome[^}]*src:)url\(([^)]+)\)[^}]*\}")
ICON = re.compile(r"\\(f[0-9a-f]{3})")
MODULES = Path(sys.prefix) / "purgecss" / "node_modules"  # tools/setup_env.py が入れる
PURGE = """
const { PurgeCSS } = require("purgecss");
const { css, words } = JSON.parse(require("fs").readFileSync(0));
const content = [{ raw: words, extension: "html" }];
new PurgeCSS().purge({ content, css: [{ raw: css }], defaultExtractor: text => text.split(" "),
  variables: true, keyframes: true }).then(([result]) => process.stdout.write(result.css));
"""


def merge(out: Path, pages: dict[Path, str]) -> dict[Path, str]:
    """どのページにも、まとめたスタイル 1 つだけを読み込ませます。"""
    found = {path: LINK.findall(text) for path, text in pages.items()}
    names = max(found.values(), key=len, default=[])
    if names in ([], [MERGED]):
        return pages
    css = "\n".join(read(out, name) for name in names)
    lean = shrink_icons(out, purge(css, words(out, pages), out / f"{MERGED}.key"))
    (out / MERGED).write_text(lean, encoding="utf-8")
    version = hashlib.sha256(lean.encode()).hexdigest()[:8]
    return {path: relinked(text, depth(out, path), version) for path, text in pages.items()}


def depth(out: Path, page: Path) -> str:
    """ページから、サイトの根元へ戻る道です。"""
    return "../" * (len(page.relative_to(out).parts) - 1)


def relinked(text: str, root: str, version: str) -> str:
    links = iter([f'<link rel="stylesheet" href="{root}{MERGED}?v={version}">\n'])
    return LINK.sub(lambda match: next(links, ""), text)


def read(out: Path, name: str) -> str:
    """スタイルを読み、@import を開き、url(…) を _static から見た場所に直します。"""
    folder = posixpath.dirname(name)

    def moved(match):
        place = posixpath.normpath(posixpath.join(folder, match[1]))
        return f"url({posixpath.relpath(place, '_static')})"

    css = URL.sub(moved, (out / name).read_text(encoding="utf-8"))
    return IMPORT.sub(lambda match: read(out, posixpath.normpath(posixpath.join(folder, match[1]))), css)


def words(out: Path, pages: dict[Path, str]) -> str:
    """ページとスクリプトに出てくる、名前になりうる語です。"""
    scripts = [path.read_text(encoding="utf-8") for path in (out / "_static").rglob("*.js")]
    return " ".join(
        sorted({word for text in [*pages.values(), *scripts] for word in re.findall(r"[A-Za-z][\w-]*", text)})
    )


def purge(css: str, words: str, key: Path) -> str:
    """words に出てくる名前の規則だけを残します。材料が前と同じなら、前の結果を使います。"""
    given = json.dumps({"css": css, "words": words})
    digest, kept = hashlib.sha256(given.encode()).hexdigest(), key.with_suffix(".purged")
    if not key.exists() or key.read_text() != digest:
        environment = os.environ | {"NODE_PATH": str(MODULES)}
        done = subprocess.run(
            [NODE, "-e", PURGE], input=given.encode(), capture_output=True, check=True, env=environment
        )
        kept.write_bytes(done.stdout)
        key.write_text(digest)
    return kept.read_text(encoding="utf-8")


def shrink_icons(out: Path, css: str) -> str:
    """図像の書体(274 kB)を、残った規則が使う図像だけにします。"""
    icons = {chr(int(code, 16)) for code in ICON.findall(css)}

    def shrunk(match):
        source = out / "_static" / match[2]
        target = source.with_suffix(".book.woff2")
        shrink(source, icons, target)
        return f'{match[1]}url({posixpath.relpath(target, out / "_static")}) format("woff2")}}'

    return ICON_FONT.sub(shrunk, css)
