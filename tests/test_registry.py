"""誤解の台帳: どの項目も、出典とテストまでたどれること。誤りのある台帳は、場所と直し方を添えて断ること。"""

import ast
import re
from pathlib import Path

import pytest
import yaml

from chapter_kit import written
from eshikaku.course import contents, registry, registry_pages
from eshikaku.course.contents import chapter_of
from eshikaku.course.registry import RegistryError

ROOT = Path(__file__).resolve().parent.parent
BOOK = ROOT / "book"
ENTRIES = list(registry.misconceptions().values())
IDS = [entry.id for entry in ENTRIES]
PENDING = "執筆予定"


def is_written(id):
    return chapter_of(id).stem in written()


@pytest.mark.parametrize("entry", ENTRIES, ids=IDS)
def test_a_misconception_belongs_to_chapters_of_the_book(entry):
    assert all(chapter_of(code) for code in entry.chapters)


@pytest.mark.parametrize("entry", ENTRIES, ids=IDS)
def test_a_heading_can_be_read_without_rendered_math(entry):
    assert "\\" not in entry.claim, f"{entry.id}: claim は見出しになるので、TeX の命令を使わずに書きます"


@pytest.mark.parametrize("entry", ENTRIES, ids=IDS)
def test_every_sentence_ends(entry):
    for name in ("claim", "truth", "why"):
        assert getattr(entry, name).endswith("。"), f"{entry.id} の {name} が「。」で終わっていません"


@pytest.mark.parametrize("entry", ENTRIES, ids=IDS)
def test_every_cited_source_is_in_the_bibliography(entry):
    known = set(re.findall(r"^@\w+\{([^,]+),", (BOOK / "references.bib").read_text(encoding="utf-8"), re.M))
    cited = {key.strip() for keys in re.findall(r"\{cite(?::\w+)?\}`([^`]+)`", entry.source) for key in keys.split(",")}
    assert cited <= known, f"{entry.id}: references.bib に {cited - known} がありません"


@pytest.mark.parametrize("entry", [entry for entry in ENTRIES if entry.test], ids=lambda entry: entry.id)
def test_the_test_of_a_misconception_exists(entry):
    path = ROOT / "tests" / "chapters" / chapter_of(entry.id).stem / "test_misconceptions.py"
    names = {getattr(node, "name", None) for node in ast.parse(path.read_text(encoding="utf-8")).body}
    assert entry.test in names, f"{entry.id}: {path.relative_to(ROOT)} に {entry.test} がありません"


@pytest.mark.parametrize("entry", [entry for entry in ENTRIES if not entry.test], ids=lambda entry: entry.id)
def test_a_misconception_of_a_written_chapter_is_tested_or_says_why_not(entry):
    promised = entry.reason.startswith(PENDING)
    assert not (promised and is_written(entry.id)), f"{entry.id}: 章ができたので、test か reason を書きます"


@pytest.mark.parametrize("entry", ENTRIES, ids=IDS)
def test_a_reader_is_told_where_the_test_is_and_not_its_long_name(entry):
    text = registry_pages.where_to_check(entry, written=set())
    place = f"**プログラムで確認済み** `tests/chapters/{chapter_of(entry.id).stem}`"
    assert text.endswith(place if entry.test else f"**プログラムでの確認** {entry.reason}")


# --- 誤りのある台帳

FIRST = "01_gradient_descent"


@pytest.fixture
def read(tmp_path, monkeypatch):
    """第 1 章の部屋に、渡された台帳だけがあるとき、それを読む関数です。"""
    monkeypatch.setattr(contents, "ROOMS", tmp_path)

    def read(text):
        (tmp_path / FIRST).mkdir()
        (tmp_path / FIRST / "misconceptions.yml").write_text(text, encoding="utf-8")
        return registry.misconceptions_of(contents.CHAPTERS[FIRST])

    return read


GOOD = {
    "id": "01-example",
    "claim": "主張です。",
    "truth": "正しいことです。",
    "why": "理由です。",
    "source": "出典です。",
    "test": None,
    "reason": "執筆予定(第1章)",
}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"id": "uphill"}, "章の番号 2 桁"),
        ({"test": "test_b"}, "どちらか一方"),
        ({"reason": None}, "どちらか一方"),
        ({"claim": 3}, "「claim」は 文字列"),
        ({"truht": "…"}, "知らない項目「truht」"),
        ({"source": ""}, "「source」が空"),
        ({"id": "02-example"}, "この章の id は「01-…」の形"),
    ],
)
def test_a_broken_entry_is_refused_with_its_file_and_id(read, change, message):
    with pytest.raises(RegistryError) as caught:
        read(yaml.safe_dump([GOOD | change], allow_unicode=True))
    assert str(caught.value).startswith(f"{FIRST}/misconceptions.yml の {(GOOD | change)['id']}: ")
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"), [("", "1 つ以上の項目"), ("- 1", "「項目: 値」の形"), ("- a: [", "1 行目|2 行目")]
)
def test_a_file_of_another_shape_is_refused(read, text, message):
    with pytest.raises(RegistryError, match=message):
        read(text)


def test_an_unknown_id_is_answered_with_the_ids_of_its_chapter():
    with pytest.raises(RegistryError, match="02-epoch-counter"):
        registry.misconception("02-epochs")
