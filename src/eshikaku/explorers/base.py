"""対話図に共通の部品: Jupyter での部品と、どこにでも埋め込める HTML と、JavaScript が無いときの静止図を作ります。"""

import html
import io
import sys
from base64 import b64encode
from pathlib import Path

import anywidget
import matplotlib.pyplot as plt
import traitlets

FOLDER = Path(__file__).parent


def script(*names):
    """対話図のスクリプトを、読み込む順につなげたものです。"""
    return "\n".join((FOLDER / name).read_text(encoding="utf-8") for name in names)


class Explorer(anywidget.AnyWidget):
    """対話図に共通の、見せ方の部分。値の名前は ``_fields``、要素の名前は ``_tag`` にあります。"""

    _tag = traitlets.Unicode().tag(sync=True)
    _fields = traitlets.List().tag(sync=True)

    def _repr_mimebundle_(self, **kwargs):
        bundle, metadata = super()._repr_mimebundle_(**kwargs)
        # Colab は独自の部品を既定で止めていて、部品の形を渡すとエラーになる。html の形だけを渡す。
        if "google.colab" in sys.modules:
            bundle = {}
        bundle |= {"text/plain": repr(self), "text/html": self._html()}
        return bundle, metadata

    def _html(self):
        """要素のタグ、JavaScript が無いときの静止図、図のスクリプト(本のページでは extensions/explorer.py が除く)。"""
        values = {name: getattr(self, name) for name in self._fields}
        text = {name: ",".join(map(repr, v)) if isinstance(v, tuple) else v for name, v in values.items()}
        data = " ".join(f'data-{name}="{html.escape(str(value))}"' for name, value in text.items())
        figure, alt = self._still()
        # 線の多い等高線なので、SVG(60 kB 以上)でなく WebP(20 kB 以下)にする。
        with io.BytesIO() as file:
            figure.savefig(file, format="webp", dpi=144, pil_kwargs={"quality": 70, "method": 6})
            plt.close(figure)
            picture = b64encode(file.getvalue()).decode()
        image = (
            f'<img src="data:image/webp;base64,{picture}" alt="{html.escape(alt)}" width="460" style="max-width:100%">'
        )
        return f"<{self._tag} {data}>{image}</{self._tag}>\n<script data-explorer>\n{script(*self._files)}\n</script>"

    def __repr__(self):
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._fields)
        return f"{self._maker}({values})"
