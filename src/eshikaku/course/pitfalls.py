"""台帳の誤解を、本のページでも Jupyter でも、落とし穴の囲みとして表示します。"""

from dataclasses import dataclass

from eshikaku.course import registry
from eshikaku.course.markup import Markdown, Tag, tag, to_html

# Jupyter には本の CSS が届かないので、囲みの線だけをここで引く
BOX = "border-left: 4px solid #d97706; padding: 0.2em 0 0.2em 1em"


@dataclass(frozen=True)
class Pitfall:
    """1 つの誤解です。Jupyter では HTML、本のページでは pitfall ディレクティブになります。"""

    entry: registry.Misconception

    def __repr__(self) -> str:
        return f"落とし穴: {self.entry.title}"

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        return {
            "text/plain": repr(self),
            "text/html": to_html(pitfall_tree(self.entry)),
            "text/markdown": f"```{{pitfall}} {self.entry.id}\n```",
        }


def pitfall(id: str) -> Pitfall:
    """落とし穴を表示します。ノートブックのセルの最後に書きます。id は台帳(misconceptions.yml)の名前です。

    >>> pitfall("01-uphill-gradient")
    落とし穴: 「勾配の向きへ進むと、関数が最も速く減ります」は誤り
    """
    return Pitfall(registry.misconception(id))


def pitfall_tree(entry: registry.Misconception) -> Tag:
    """囲みの木です。文献は本の付録にしかないので、その場所だけを伝えます。"""
    parts = {"よくある主張": entry.claim, "正しくは": entry.truth, "間違える理由": entry.why}
    rows = [tag("p", "", tag("strong", "", name), " ", Markdown(text, inline=True)) for name, text in parts.items()]
    source = tag("p", "", "出典は、本の付録「よくある誤解」にあります。")
    return tag("div", "pitfall", tag("p", "", tag("strong", "", "落とし穴")), *rows, source, style=BOX)
