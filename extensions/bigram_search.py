"""日本語を 2 文字ずつに区切って索引を作り、検索語もブラウザーの中で同じように区切ります。

Sphinx 標準の日本語検索は、索引だけを単語に区切り、検索語は区切りません。
そのため「確率的勾配降下法」のような複合語が見つかりません。
"""

import re
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.search import SearchLanguage, languages

# 漢字・かな・長音が続くところは 2 文字ずつ、それ以外の語(英数字)はそのままにする。
JAPANESE = r"[々〆ヵヶぁ-んァ-ヴー一-龠]"
WORD = re.compile(rf"{JAPANESE}+|[A-Za-z0-9_]+")


def split(text: str) -> list[str]:
    """文を検索の単位に分けます。"""
    words = []
    for word in WORD.findall(text):
        if re.match(JAPANESE, word) and len(word) > 2:
            words += [word[i : i + 2] for i in range(len(word) - 1)]
        else:
            words.append(word)
    return words


JAVASCRIPT_SPLIT = rf"""
function splitQuery(query) {{
  const words = [];
  for (const word of query.match(/{JAPANESE}+|[A-Za-z0-9_]+/g) || []) {{
    if (/^{JAPANESE}/.test(word) && word.length > 2) {{
      for (let i = 0; i < word.length - 1; i++) words.push(word.slice(i, i + 2));
    }} else {{
      words.push(word);
    }}
  }}
  return words;
}}
"""


class BigramSearch(SearchLanguage):
    """Sphinx に登録する検索言語です。"""

    lang = "ja"
    language_name = "Japanese"
    js_splitter_code = JAVASCRIPT_SPLIT

    def split(self, input: str) -> list[str]:
        return split(input)

    def word_filter(self, word: str) -> bool:
        return len(word) > 1 or bool(re.match(JAPANESE, word))


# 2 文字ずつに区切るのは探すときだけ。見つけた後は、読者の打った語のまま目立たせ、本文の最初の場所へ動かす。
SHOWN_WORDS = f"(query.toLowerCase().match(/{JAPANESE}+|[a-z0-9_]+/g) || [])"
MARK = '      terms.forEach((term) => _highlightText(body, term, "highlighted"));\n'
SCROLL = """\
      const seen = [...document.querySelectorAll("span.highlighted")].find((mark) => mark.getClientRects().length);
      if (seen && !window.location.hash) seen.scrollIntoView({ block: "center" });
"""
PATCHES = {
    "searchtools.js": {
        "highlightTerms.add(queryTermLower);": f"{SHOWN_WORDS}.forEach((word) => highlightTerms.add(word));",
        # 結果の抜粋で、数式が「hhh」のように 3 度読まれるのを防ぐ
        '[".headerlink", "script"': '[".headerlink", ".katex-mathml", "script"',
    },
    "sphinx_highlight.js": {MARK: MARK + SCROLL, 'document.querySelector("body")': 'document.querySelector("article")'},
}


def patch_scripts(app: Sphinx, exception: Exception | None) -> None:
    """Sphinx の検索のスクリプトを、日本語の語に合わせて直します。"""
    if exception:
        return
    for name, changes in PATCHES.items():
        script = Path(app.outdir) / "_static" / name
        code = script.read_text(encoding="utf-8")
        for old, new in changes.items():
            if old not in code and new not in code:
                raise ExtensionError(f"{name} に {old!r} がありません。Sphinx の版に合わせて PATCHES を直してください")
            code = code if new in code else code.replace(old, new)
        script.write_text(code, encoding="utf-8")


def setup(app: Sphinx) -> dict:
    languages["ja"] = BigramSearch
    app.connect("build-finished", patch_scripts)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
