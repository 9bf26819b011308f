"""図を本文から切り離し、大きさを書き、見えるところに来てから読ませます。"""

import hashlib
import re
from base64 import b64decode
from pathlib import Path

from light_styles import depth

DATA = re.compile(r'src="data:image/(\w+)(?:\+xml)?;base64,([^"]{4000,})"')
IMAGE = re.compile(r'<img (?![^>]*\bloading=)(?=[^>]*\bsrc="((?:\.\./)*_images/[^"]+)")([^>]*?)\s*/?>')
SIZE = {side: re.compile(rf'<svg\b[^>]*?\s{side}="([\d.]+)pt"') for side in ("width", "height")}
PIXELS_PER_POINT = 96 / 72


def lighten(out: Path, page: Path, text: str) -> str:
    root = depth(out, page)

    def stored(match):
        content = b64decode(match[2])
        name = f"_images/{hashlib.sha256(content).hexdigest()[:16]}.{match[1]}"
        (out / name).write_bytes(content)
        return f'src="{root}{name}"'

    def lazy(match):
        source, attributes = match.groups()
        size = "" if " width=" in match[0] else dimensions(page.parent / source)
        return f'<img {attributes}{size} loading="lazy" decoding="async">'

    (out / "_images").mkdir(exist_ok=True)
    return IMAGE.sub(lazy, DATA.sub(stored, text))


def dimensions(path: Path) -> str:
    """SVG に書いてある大きさです。読み込む前に場所が空くので、後の文が動きません。"""
    if path.suffix != ".svg":
        return ""
    head = path.read_text(encoding="utf-8")[:2000]
    found = {side: pattern.search(head) for side, pattern in SIZE.items()}
    return "".join(f' {side}="{float(size[1]) * PIXELS_PER_POINT:.0f}"' for side, size in found.items() if size)
