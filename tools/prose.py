"""本文から、読者が文として読むところだけを取り出します。"""

import re

FENCE = re.compile(r"^ *(`{3,})(\{[\w-]+\})?[^\n]*\n(.*?)^ *\1`* *$", re.MULTILINE | re.DOTALL)
DISPLAY = re.compile(r"\$\$.*?\$\$( *\([\w-]+\))?", re.DOTALL)
COLON_FENCE = re.compile(r"^:{3,}(?:\{[\w-]+\})? *(.*)$", re.MULTILINE)
LABEL = re.compile(r"^\([\w-]+\)= *$|^ *:[\w-]+:.*$", re.MULTILINE)
ROLE = re.compile(r"\{(?P<role>[\w:]+)\}`(?P<text>[^`<]*?)(?P<target> *<[^>`]+>)?`")
INLINE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)|\$(?!\s)(?:\\.|[^$\\\n])+\$")
CODE_BLOCKS = (None, "{math}", "{code-block}")
WORD_ROLES = ("term", "doc")
NAME = "`x`"


def plain(markdown: str) -> str:
    """MyST の文から、数式・コード・名札・囲みの印を除きます。行は、数も順序も変わりません。

    文の中の数式とコードと、行き先だけを書いた参照は、どれも同じ短いコードになります。囲みの題は見出しになります。
    """
    text = FENCE.sub(lambda block: "\n" + (lines(block[3]) if block[2] in CODE_BLOCKS else block[3]), markdown)
    text = DISPLAY.sub(lambda formula: lines(formula[0]), text)
    text = COLON_FENCE.sub(lambda box: box[1] and f"#### {box[1]}", text)
    return INLINE.sub(NAME, ROLE.sub(shown, LABEL.sub("", text)))


def lines(text: str) -> str:
    """文字を除き、行の数だけを残します。"""
    return "\n" * text.count("\n")


def shown(role: re.Match) -> str:
    """ロールのうち、ページに文字として出る部分です。"""
    return role["text"] if role["target"] or role["role"] in WORD_ROLES else NAME
