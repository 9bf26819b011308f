"""数式の書体を、本に出てくる字だけに絞ります(403 kB の STIX Two Math が 21 kB になります)。"""

import re
import unicodedata
from functools import cache
from html import unescape
from pathlib import Path

from fonts import shrink

FONT = Path(__file__).parent / "static" / "math" / "stix-two-math.woff2"
SHRUNK = "_static/math/math.woff2"
FORMULA = re.compile(r"<math\b.*?</math>", re.DOTALL)
STRETCHED = "()[]{}|‖√⌈⌉⌊⌋∑∏→←"  # 式の高さや幅に合わせて伸びる形も要る
FEATURES = ("ssty", "dtls", "flac", "ss01", "ss04", "kern", "mark", "mkmk", "ccmp")


@cache
def italics() -> dict[str, str]:
    """1 文字の変数と、ブラウザーがそれを描くときの斜体の字との対応です(x → 𝑥)。"""
    names = {}
    for code in [*range(0x1D434, 0x1D468), *range(0x1D6E2, 0x1D71C), ord("ℎ")]:
        names.setdefault(unicodedata.normalize("NFKC", chr(code)), chr(code))
    return names


def characters(pages) -> str:
    """ページの数式を描くのに要る字を、順に並べた文字列です。"""
    text = "".join(re.sub(r"<[^>]*>", "", formula) for page in pages for formula in FORMULA.findall(page))
    plain = set(unescape(text)) | set(STRETCHED)
    return "".join(sorted(plain | {italics()[character] for character in plain & italics().keys()}))


def write_font(out: Path, pages) -> None:
    """字が前と同じなら、書き直しません。"""
    wanted, target = characters(pages), out / SHRUNK
    record = target.with_suffix(".txt")
    if not record.exists() or record.read_text(encoding="utf-8") != wanted:
        shrink(FONT, wanted, target, FEATURES)
        record.write_text(wanted, encoding="utf-8")
