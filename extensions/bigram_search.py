"""日本語を 2 文字ずつに区切って索引を作り、検索語もブラウザーの中で同じように区切ります。

Sphinx 標準の日本語検索は、索引だけを単語に区切り、検索語は区切りません。
そのため「確率的勾配降下法」のような複合語が見つかりません。
"""

import re

from sphinx.application import Sphinx
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


def setup(app: Sphinx) -> dict:
    languages["ja"] = BigramSearch
    return {"parallel_read_safe": True, "parallel_write_safe": True}
