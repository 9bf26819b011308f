"""ページを、検索の結果として 1 つに数えるまとまり(節、用語、クイズの 1 問)に分けます。"""

import re
from html.entities import html5

from docutils import nodes

from markup_nodes import markup_tag

# 抜粋に TeX のまま出さず、η や ∇ の字で探せるようにする。HTML の実体参照は、TeX と同じ名前の記号を持つ
SYMBOLS = html5 | {"cdot;": "·", "partial;": "∂"}
FUNCTIONS = ("log", "exp", "sin", "cos", "tanh", "max", "min")


def readable(tex: str) -> str:
    """TeX を、そのまま読める文字にします。"""
    tex = re.sub(r"\\(?:begin|end)\{.*?\}", "", tex)
    tex = re.sub(r"\\[dt]?frac\{([^{}]*)\}\{([^{}]*)\}", r"\1/\2", tex)
    tex = re.sub(r"\\(" + "|".join(FUNCTIONS) + r")\b", r"\1", tex)
    tex = re.sub(r"\\([A-Za-z]+)", lambda command: SYMBOLS.get(f"{command[1]};", ""), tex)
    return re.sub(r"\\.|[{}&]", "", tex)


def css_class(node: nodes.Node) -> str | None:
    return node["attributes"].get("class") if isinstance(node, markup_tag) else None


def heading(node: nodes.Node) -> nodes.Element | None:
    """検索の結果として 1 つに数えるまとまり(節、用語、クイズの 1 問)なら、その見出しです。"""
    if isinstance(node, nodes.section):
        return node.next_node(nodes.title)
    term = isinstance(node, nodes.definition_list_item) and node[0]["ids"]
    return node[0] if term or css_class(node) == "quiz-question" else None


def unseen(node: nodes.Node) -> bool:
    """読者が開くまで見えないもの(クイズの答え、隠した作図のコード)と、文章でないものです。"""
    hidden_input = "cell_input" in classes(node) and "tag_hide-input" in classes(node.parent)
    return isinstance(node, nodes.raw | nodes.comment) or css_class(node) == "quiz-why" or hidden_input


def classes(node: nodes.Node) -> list[str]:
    return node["classes"] if isinstance(node, nodes.Element) else []


def text(node: nodes.Node) -> str:
    """文章です。中にある別のまとまりと見出しは、含めません。"""
    if isinstance(node, nodes.Text):
        return str(node)
    if isinstance(node, nodes.math | nodes.math_block):
        return readable(node.astext())
    if unseen(node):
        return ""
    own = heading(node)
    children = [text(child) for child in node.children if child is not own and heading(child) is None]
    together = isinstance(node, nodes.TextElement) and not isinstance(node, markup_tag)
    return ("" if together else "\n").join(children)


def label(node: nodes.Element, document: nodes.document) -> str:
    """まとまりの名札です。英字のある見出しから作られた id より、本文で付けた名札を先にします。"""
    explicit = {document.nameids[name] for name, given in document.nametypes.items() if given}
    return next((id for id in node["ids"] if id in explicit), node["ids"][0])


def parts(document: nodes.document) -> list[tuple[str, str, str]]:
    """ページの中のまとまりを、(名札, 見出し, 文章) の並びで返します。"""
    found = ((heading(node), node) for node in document.findall())
    return [
        (label(node if node["ids"] else title, document), text(title), text(node))
        for title, node in found
        if title is not None
    ]
