"""公開されるノートブックの写し: どこで開いても、ページと同じ番号とリンクで読めることを確かめます。"""

import re

import nbformat
import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from nbconvert.preprocessors import ExecutePreprocessor

from conftest import ROOT
from eshikaku.course.markup import site_address

HTML = ROOT / "_build" / "html"
COPIES = sorted((HTML / "_sources").glob("*.ipynb"))
MYST = re.compile(r"\{[a-z:]+\}`|^:::|^```\{|^\([\w.-]+\)=$|^\$\$ *\(|^:[a-z]+:", re.M)
copies = pytest.mark.parametrize("path", COPIES, ids=lambda path: path.stem)


def cells(path, kind: str) -> list:
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == kind]


def prose(path) -> str:
    return "\n".join(cell.source for cell in cells(path, "markdown"))


def page(path) -> str:
    return (HTML / f"{path.stem}.html").read_text(encoding="utf-8")


def test_there_is_a_copy_of_every_notebook():
    assert [path.name for path in COPIES] == sorted(path.name for path in (ROOT / "book").glob("*.ipynb"))


@copies
def test_no_mark_of_myst_is_left(path):
    assert MYST.findall(prose(path)) == []


@copies
def test_figures_and_equations_have_the_numbers_of_the_page(path):
    shown = re.findall(r'class="caption-number">(図 [\d.]+)', page(path))
    assert shown
    assert re.findall(r"^\*\*(図 [\d.]+)\*\* \S", prose(path), re.M) == shown
    assert re.findall(r"\\tag\{([\d.]+)\}", prose(path)) == re.findall(r'class="eqno">\(([\d.]+)\)', page(path))


@copies
def test_every_link_into_the_book_leads_to_a_place_in_it(path):
    links = re.findall(rf"\]\({re.escape(site_address())}([^)#]+)#?([^)]*)\)", prose(path))
    assert links
    for file, label in links:
        target = (HTML / file).read_text(encoding="utf-8")
        assert not label or f'id="{label}"' in target, f"{file} に {label} がありません"


@copies
def test_a_quiz_and_an_explorer_are_seen_before_anything_runs(path):
    shown = [cell for cell in cells(path, "code") if "remove-input" in cell.metadata.get("tags", [])]
    for cell in shown:
        data = [output.data for output in cell.outputs if "data" in output]
        assert any(set(each) & {"text/html", "text/markdown"} for each in data), cell.id
        assert not any("application/vnd.jupyter.widget-view+json" in each for each in data), cell.id


@copies
def test_it_starts_in_another_folder_without_installing_what_is_there(path, tmp_path):
    notebook = nbformat.read(path, as_version=4)
    notebook.cells = [cell for cell in notebook.cells if cell.cell_type == "code"][:2]
    NotebookClient(notebook, timeout=60, resources={"metadata": {"path": str(tmp_path)}}).execute()
    assert "find_spec" in notebook.cells[0].source
    assert [cell.outputs for cell in notebook.cells] == [[], []]


@copies
def test_the_buttons_of_the_page_lead_to_the_copy(path):
    links = re.findall(r'<a href="([^"]+)"( download)?', page(path))
    assert (f"_sources/{path.name}", " download") in links
    launched = [link for link, _ in links if "colab" in link or "mybinder" in link]
    assert len(launched) == 2
    for link in launched:
        assert re.search(rf"/notebooks(\?urlpath=lab/tree)?/{path.name}$", link), link


def test_a_figure_in_an_exported_page_needs_nothing_from_outside():
    cell = "from eshikaku.explorers import penalty_explorer\npenalty_explorer()"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell)])
    ExecutePreprocessor(store_widget_state=False).preprocess(notebook)
    page, _ = HTMLExporter().from_notebook_node(notebook)
    assert "<eshikaku-penalty" in page
    assert "customElements.define" in page
