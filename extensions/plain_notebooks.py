"""章のノートブックから、どこで開いても読める形(MyST の印のない Markdown、番号の付いた図)の写しを作ります。

写しは、ページのダウンロードのボタンが渡す `_sources/NN_slug.ipynb` に入り、Colab と Binder のボタンも写しを開きます
(公開のとき、枝 notebooks に置かれます)。
"""

from pathlib import Path

import nbformat
from sphinx.application import Sphinx

from plain_markdown import Plain

BRANCH = "notebooks"  # 写しを置く枝。.github/workflows/publish.yml が作る
# ノートブックを動かす前の 1 セル。ライブラリのある所では、何もしない
INSTALL = """\
# 本のライブラリがなければ入れます(Colab など。1 分ほどかかります)
import importlib.util

if importlib.util.find_spec("eshikaku") is None:
    %pip install --quiet "eshikaku @ git+{repository}"\
"""
WIDGET = "application/vnd.jupyter.widget-view+json"
HIDDEN = {"hide-input", "remove-input"}


def caption(plain: Plain, cell) -> nbformat.NotebookNode | None:
    """図のセルなら、ページと同じ番号の説明です。"""
    figure = cell.metadata.get("mystnb", {}).get("figure")
    if not figure:
        return None
    number = plain.number(figure["name"])
    return nbformat.v4.new_markdown_cell(f"**{number}** {figure['caption']}", id=f"{cell.id}-caption")


def copy_of(plain: Plain, executed: Path, repository: str) -> nbformat.NotebookNode:
    """実行した結果の入った、ノートブックの写しです。"""
    notebook = nbformat.read(executed, as_version=4)
    cells = [nbformat.v4.new_code_cell(INSTALL.format(repository=repository), id="install")]
    for cell in notebook.cells:
        cells.append(cell)
        if cell.cell_type == "markdown":
            cell.source = plain.markdown(cell.source)
            continue
        described = caption(plain, cell)
        cells += [described] if described else []
        if HIDDEN & set(cell.metadata.get("tags", [])):
            cell.metadata["jupyter"] = {"source_hidden": True}
        for output in cell.outputs:
            # 部品の状態は写しに入らない。残すと、静止図の代わりに空の部品が選ばれる
            if "text/html" in output.get("data", {}):
                output.data.pop(WIDGET, None)
    notebook.cells = cells
    return notebook


def point_to_copies(app, pagename, templatename, context, doctree):
    """ノートブックを動かすボタンを、写しに向けます。"""
    options = app.config.html_theme_options
    branch, folder = options["repository_branch"], options["path_to_docs"]
    copies = {
        f"/{branch}?": f"/{BRANCH}?",
        f"/blob/{branch}/": f"/blob/{BRANCH}/",
        f"/{folder}/{pagename}": f"/{pagename}",
    }
    for group in context.get("header_buttons", []):
        if group.get("label") == "launch-buttons":
            for button in group["buttons"]:
                for old, new in copies.items():
                    button["url"] = button["url"].replace(old, new)


def write_copies(app, exception):
    """ページの写し終わった原稿を、写しに替えます(ページの番号は、すべてのページを書いた後で決まっている)。"""
    if exception:
        return
    executed = Path(app.outdir).parent / "jupyter_execute"
    repository = app.config.html_theme_options["repository_url"]
    for source in sorted((Path(app.outdir) / "_sources").glob("*.ipynb")):
        notebook = copy_of(Plain(app, source.stem), executed / source.name, repository)
        source.write_text(nbformat.writes(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def setup(app: Sphinx) -> dict:
    # テーマがボタンを並べた後に見る
    app.connect("html-page-context", point_to_copies, priority=900)
    app.connect("build-finished", write_copies)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
