"""eshikaku.course.markup の木を、数式・コードの色付け・相互参照が効く docutils の節にします。"""

from html import escape

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from eshikaku.course.markup import VOID_TAGS, Code, Markdown, Reference, Tag


class markup_tag(nodes.General, nodes.TextElement):
    """HTML の要素 1 つに対応する節です(リンクを直に含められるのは TextElement だけです)。"""


def to_nodes(directive: SphinxDirective, node) -> list[nodes.Node]:
    """木を docutils の節にします。文は、そのページと同じ MyST の設定で読みます。"""
    if isinstance(node, str):
        return [nodes.Text(node)]
    if isinstance(node, Reference):
        return [reference(directive, node.label, node.text)]
    if isinstance(node, Code):
        return [nodes.literal_block(node.source, node.source, language="python")]
    if isinstance(node, Markdown):
        return inline(directive, node.text) if node.inline else directive.parse_text_to_nodes(node.text)
    return [element(directive, node)]


def element(directive: SphinxDirective, tree: Tag) -> markup_tag:
    """要素を節にします。id のある要素は、本のどこからでも参照できる名札になります。"""
    node = markup_tag(tag=tree.name, attributes=tree.attributes)
    for child in tree.children:
        node += to_nodes(directive, child)
    if "id" in tree.attributes:
        add_label(directive, node, tree.attributes["id"])
    return node


def add_label(directive: SphinxDirective, node: nodes.Element, label: str) -> None:
    """節に、本のどこからでも参照できる名札を付けます。"""
    node["ids"], node["names"] = [label], [label]
    directive.state.document.note_explicit_target(node, node)


def inline(directive: SphinxDirective, text: str) -> list[nodes.Node]:
    """段落にしない文を節にします。"""
    parsed, messages = directive.parse_inline(text)
    return parsed + messages


def reference(directive: SphinxDirective, label: str, text: str, kind: str = "ref") -> nodes.Element:
    """名札(kind="doc" ならページ)へのリンクです。無い名札は、ビルドの警告になります。"""
    link = addnodes.pending_xref(
        "",
        nodes.inline("", text),
        refdomain="std",
        reftype=kind,
        reftarget=label,
        refdoc=directive.env.docname,
        refexplicit=True,
        refwarn=True,
    )
    directive.set_source_info(link)
    return link


def visit(translator, node):
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in node["attributes"].items())
    translator.body.append(f"<{node['tag']}{attributes}>")


def depart(translator, node):
    if node["tag"] not in VOID_TAGS:
        translator.body.append(f"</{node['tag']}>")


def keep_text(translator, node):
    """HTML 以外の形式では、要素を外して中身だけを残します。"""


def setup(app: Sphinx) -> dict:
    app.add_node(markup_tag, html=(visit, depart), latex=(keep_text, keep_text), text=(keep_text, keep_text))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
