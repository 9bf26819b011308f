"""誤解の台帳: どの項目も、出典とテストまでたどれること。誤りのある台帳は、場所と直し方を添えて断ること。"""

import ast
import re
from pathlib import Path

import pytest
import yaml

from eshikaku import registry, registry_pages
from eshikaku.registry import RegistryError

ROOT = Path(__file__).resolve().parent.parent
BOOK = ROOT / "book"
ENTRIES = list(registry.misconceptions().values())
IDS = [entry.id for entry in ENTRIES]
PENDING = "執筆予定"
STEMS = {stem[:2]: stem for stem in registry.CHAPTERS}


def is_written(number):
    return (BOOK / f"{STEMS[number]}.ipynb").exists()


@pytest.mark.parametrize("entry", ENTRIES, ids=IDS)
def test_a_misconception_belongs_to_chapters_of_the_book(entry):
    assert set(entry.chapters) <= set(STEMS)


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
    path, *names = entry.test.split("[")[0].split("::")
    body = ast.parse((ROOT / path).read_text(encoding="utf-8")).body
    for name in names:
        found = [node for node in body if getattr(node, "name", None) == name]
        assert found, f"{entry.id}: {path} に {name} がありません"
        body = found[0].body


@pytest.mark.parametrize("entry", [entry for entry in ENTRIES if not entry.test], ids=lambda entry: entry.id)
def test_a_misconception_of_a_written_chapter_is_tested_or_says_why_not(entry):
    promised = entry.reason.startswith(PENDING)
    assert not (promised and is_written(entry.chapters[0])), f"{entry.id}: 章ができたので、test か reason を書きます"


@pytest.mark.parametrize("entry", ENTRIES, ids=IDS)
def test_a_reader_is_told_the_file_of_the_test_and_not_its_long_name(entry):
    text = registry_pages.where_to_check(entry, written=set())
    file = (entry.test or "").split("::")[0].removeprefix("tests/")
    assert text.endswith(f"**プログラムで確認済み** `{file}`" if file else f"**プログラムでの確認** {entry.reason}")


# --- 誤りのある台帳

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
        ({"test": "tests/test_a.py::test_b"}, "どちらか一方"),
        ({"reason": None}, "どちらか一方"),
        ({"claim": 3}, "「claim」は 文字列"),
        ({"truht": "…"}, "知らない項目「truht」"),
        ({"source": ""}, "「source」が空"),
    ],
)
def test_a_broken_entry_is_refused_with_its_file_and_id(tmp_path, change, message):
    path = tmp_path / "misconceptions.yml"
    path.write_text(yaml.safe_dump([GOOD | change], allow_unicode=True), encoding="utf-8")
    with pytest.raises(RegistryError) as caught:
        registry.misconceptions(path)
    assert str(caught.value).startswith(f"misconceptions.yml の {(GOOD | change)['id']}: ")
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"), [("", "1 つ以上の項目"), ("- 1", "「項目: 値」の形"), ("- a: [", "1 行目|2 行目")]
)
def test_a_file_of_another_shape_is_refused(tmp_path, text, message):
    path = tmp_path / "misconceptions.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RegistryError, match=message):
        registry.misconceptions(path)


def test_an_unknown_id_is_answered_with_the_ids_of_its_chapter():
    with pytest.raises(RegistryError, match="02-epoch-counter"):
        registry.misconception("02-epochs")
