"""クイズなどの中身を要素の木で表し、HTML にします。

ページと Jupyter で別々に組み立てないための、中間の形です。
本のページでは、extensions/markup_nodes.py が同じ木を docutils の節にします。
"""

from dataclasses import dataclass, field
from functools import cache
from html import escape
from importlib.metadata import PackageNotFoundError, metadata

from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin


@dataclass(frozen=True)
class Markdown:
    """数式 $…$ を含む Markdown の文です。inline なら段落にしません。"""

    text: str
    inline: bool = False


@dataclass(frozen=True)
class Code:
    """Python のリストです。"""

    source: str


@dataclass(frozen=True)
class Reference:
    """本の名札へのリンクです。本の外(Jupyter)では、公開した本の page の名札につなぎます。"""

    label: str
    text: str
    page: str


@dataclass(frozen=True)
class Tag:
    """HTML の要素です。children には、要素・葉・文字列を並べます。"""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list = field(default_factory=list)


def tag(name: str, css: str, *children, **attributes: str) -> Tag:
    """要素を作ります。css は class で、空文字列なら付けません。属性名の _ は - に変えます(aria_label → aria-label)。"""
    given = {key.replace("_", "-"): value for key, value in attributes.items()}
    return Tag(name, ({"class": css} if css else {}) | given, list(children))


def mathjax(content: str, options: dict) -> str:
    """数式を、Jupyter の MathJax が読む $…$ のまま残します。"""
    dollars = "$$" if options["display_mode"] else "$"
    return f"{dollars}{escape(content)}{dollars}"


def outside_link(reference: Reference) -> str:
    """本の外から、公開した本へのリンクです。本の住所が分からなければ、ただの文字になります。"""
    address = site_address()
    if not address:
        return escape(reference.text)
    target = f"{address.rstrip('/')}/{reference.page}.html#{reference.label}"
    return f'<a href="{escape(target)}" target="_blank" rel="noopener">{escape(reference.text)}</a>'


@cache
def site_address() -> str | None:
    """公開した本の住所です。パッケージの情報(pyproject.toml の urls)から読みます。"""
    try:
        addresses = metadata("eshikaku").get_all("Project-URL", [])
    except PackageNotFoundError:
        return None
    return dict(line.split(", ", 1) for line in addresses).get("Homepage")


MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table").use(dollarmath_plugin, renderer=mathjax)
VOID_TAGS = {"img"}


def to_html(node) -> str:
    """木を、スクリプトの要らない HTML にします。

    >>> to_html(tag("p", "note", "a < b: ", Markdown("$x_1$ は **正**", inline=True)))
    '<p class="note">a &lt; b: <span class="math inline">$x_1$</span> は <strong>正</strong></p>'
    """
    if isinstance(node, str):
        return escape(node)
    if isinstance(node, Reference):
        return outside_link(node)
    if isinstance(node, Code):
        return f"<pre><code>{escape(node.source)}</code></pre>"
    if isinstance(node, Markdown):
        return MARKDOWN.renderInline(node.text) if node.inline else MARKDOWN.render(node.text)
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in node.attributes.items())
    if node.name in VOID_TAGS:
        return f"<{node.name}{attributes}>"
    return f"<{node.name}{attributes}>{''.join(map(to_html, node.children))}</{node.name}>"
