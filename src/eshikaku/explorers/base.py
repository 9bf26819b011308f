"""対話図に共通の部品: Jupyter での部品と、どこにでも埋め込める HTML と、JavaScript が無いときの静止図を作ります。"""

import html
import io
import json
import sys
from base64 import b64encode
from pathlib import Path

import anywidget
import matplotlib.pyplot as plt
import traitlets

FOLDER = Path(__file__).parent


def script(names):
    """対話図のスクリプトを、読み込む順につなげたものです。"""
    return "\n".join((FOLDER / name).read_text(encoding="utf-8") for name in names)


class Value(traitlets.Any):
    """図と同期する値です。代入のたびに ``check(名前, 値)`` で確かめ、誤りなら前の値のままにします。"""

    def __init__(self, check):
        super().__init__()
        self.check = check
        self.tag(sync=True)

    def validate(self, owner, value):
        return self.check(self.name, value)


class Explorer(anywidget.AnyWidget):
    """対話図に共通の、見せ方の部分です。図ごとのクラスが、名前、部品のスクリプト、事実、静止図を決めます。"""

    _name = ""  # 要素の名前とスクリプトの名前と、作る関数の名前になる
    _parts = ()  # core.js とこの図のスクリプトの間に読み込むもの
    _tag = traitlets.Unicode().tag(sync=True)
    _fields = traitlets.List().tag(sync=True)
    _facts = traitlets.Unicode().tag(sync=True)

    def __init__(self, **values):
        facts = json.dumps(self._known(), ensure_ascii=False, separators=(",", ":"))
        super().__init__(_tag=self.tag(), _fields=[*values], _facts=facts, **values)

    @classmethod
    def tag(cls):
        """ページに置く要素の名前です。"""
        return f"eshikaku-{cls._name}"

    @classmethod
    def scripts(cls):
        """この図が使うスクリプトの名前です(読み込む順)。"""
        return ("core.js", *cls._parts, f"{cls._name}.js")

    @property
    def _esm(self):
        return script([*self.scripts(), "widget.mjs"])

    def _known(self):
        """スクリプトに渡す事実(範囲、最小点、データ)です。同じ数を JavaScript に書かないために、ここから渡します。"""
        return {}

    def _repr_mimebundle_(self, **kwargs):
        bundle, metadata = super()._repr_mimebundle_(**kwargs)
        # Colab は独自の部品を既定で止めていて、部品の形を渡すとエラーになる。html の形だけを渡す。
        if "google.colab" in sys.modules:
            bundle = {}
        bundle |= {"text/plain": repr(self), "text/html": self._html()}
        return bundle, metadata

    def _html(self):
        """要素のタグ、JavaScript が無いときの静止図、図のスクリプト(本のページでは extensions/explorer.py が除く)。"""
        data = " ".join(f'data-{name}="{html.escape(_attribute(getattr(self, name)))}"' for name in self._fields)
        facts = html.escape(self._facts, quote=False).replace("'", "&#39;")
        figure, alt = self._still()
        # 線の多い等高線なので、SVG(60 kB 以上)でなく WebP(20 kB 以下)にする。
        with io.BytesIO() as file:
            figure.savefig(file, format="webp", dpi=144, pil_kwargs={"quality": 50, "method": 6})
            plt.close(figure)
            picture = b64encode(file.getvalue()).decode()
        image = (
            f'<img src="data:image/webp;base64,{picture}" alt="{html.escape(alt)}" width="460" style="max-width:100%">'
        )
        element = f"<{self._tag} {data} data-facts='{facts}'>{image}</{self._tag}>"
        return f"{element}\n<script data-explorer>\n{script(self.scripts())}\n</script>"

    def __repr__(self):
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._fields)
        return f"{self._name}_explorer({values})"


def _attribute(value):
    """data-* 属性の文字列。組はコンマで区切り、辞書は JSON にする。"""
    if isinstance(value, tuple):
        return ",".join(map(repr, value))
    return json.dumps(value) if isinstance(value, dict) else str(value)
