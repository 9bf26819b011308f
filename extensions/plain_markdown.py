"""MyST で書いた文を、どの Markdown でも読める文にします(参照は、ページと同じ番号と題名にします)。"""

import re

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

from eshikaku.course.markup import site_address

ROLES = {  # MyST の役: (Sphinx の領域, その中での名前)
    "ref": ("std", "ref"),
    "doc": ("std", "doc"),
    "term": ("std", "term"),
    "numref": ("std", "numref"),
    "eq": ("math", "eq"),
    "cite": ("cite", "p"),
    "cite:t": ("cite", "t"),
}
ROLE = re.compile(r"\{([a-z:]+)\}`(?:([^`<]*?) *<([^`>]+)>|([^`]+))`")
LABEL = re.compile(r"^\([\w.-]+\)=\n", re.M)
NUMBERED = re.compile(r"^\$\$\n(.*?)\n\$\$ \(([\w.-]+)\)$", re.M | re.S)
BOX = re.compile(r"^(:::+|```+)\{admonition\} ([^\n]+)\n(?::class: [^\n]+\n)?\n?(.*?)\n\1$", re.M | re.S)


class Plain:
    """1 ページの文を書き直します。参照の行き先は、ページと同じように Sphinx に尋ねます。"""

    def __init__(self, app: Sphinx, docname: str):
        self.app, self.docname = app, docname

    def resolve(self, domain: str, kind: str, target: str, text: str | None) -> nodes.Element:
        explicit = text is not None
        shown = nodes.inline(text or target, text or target)
        asked = addnodes.pending_xref(
            "", shown, refdomain=domain, reftype=kind, reftarget=target, refdoc=self.docname, refexplicit=explicit
        )
        found = self.app.env.domains[domain].resolve_xref(
            self.app.env, self.docname, self.app.builder, kind, target, asked, shown
        )
        if found is None:
            raise LookupError(f"{self.docname}: {{{kind}}}`{target}` の行き先がありません")
        return found

    def role(self, match: re.Match) -> str:
        """役を、文字かリンクにします。用語と番号のほかの、ページの外の行き先だけをリンクにします。"""
        name, text, target, alone = match.groups()
        domain, kind = ROLES[name]
        found = self.resolve(domain, kind, target or alone, text)
        link = found if isinstance(found, nodes.reference) else found.next_node(nodes.reference)
        address = link.get("refuri") if link is not None else None
        if kind in ("term", "eq", "numref"):
            return found.astext()
        if not address:
            return f"「{found.astext()}」"
        return f"[{found.astext()}]({site_address()}{address.removeprefix('../')})"

    def equation(self, match: re.Match) -> str:
        number = self.resolve("math", "eq", match[2], None).astext().strip("()")
        return f"$$\n{match[1]} \\tag{{{number}}}\n$$"

    def number(self, figure: str) -> str:
        """図の番号(「図 1.2」)です。"""
        return self.resolve("std", "numref", figure, None).astext()

    def markdown(self, source: str) -> str:
        """MyST の文を、どの Markdown でも読める文にします。"""
        source = LABEL.sub("", source)
        source = NUMBERED.sub(self.equation, source)
        source = ROLE.sub(self.role, source)
        return BOX.sub(lambda box: quoted(f"**{box[2]}**\n\n{box[3]}"), source)


def quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))
