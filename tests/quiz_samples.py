"""クイズの見本の問題と、それを置いた章の部屋の写し。"""

import copy
import shutil
from pathlib import Path

import yaml

from eshikaku.course import contents

FIRST = "01_gradient_descent"
ROOMS = contents.ROOMS
GOOD = {
    "id": "01-q1",
    "type": "calculation",
    "syllabus": ["3-2-1"],
    "difficulty": 1,
    "question": "$x = -2$ から学習率 $0.1$ で 1 歩進めると、$x$ はいくつですか。",
    "listing": "x = x - lr * grad",
    "verify": "one_step",
    "choices": [
        {"text": "$-1.6$", "correct": True, "why": "勾配は $-4$ です。"},
        {"text": "$-2.4$", "why": "上る向きです。", "misconception": "01-uphill-gradient"},
        {"text": "$-1.8$", "why": "勾配を $x$ とした値です。"},
        {"text": "$2$", "why": "学習率を掛けていません。"},
    ],
}
NEGATIVE = {
    "id": "01-q1",
    "type": "concept",
    "syllabus": ["3-2-1"],
    "difficulty": 1,
    "question": "最急降下法の説明として、**適切でないもの**はどれですか。",
    "choices": [
        {"text": "勾配の逆の向きへ進む。", "why": "最も急に減る向きです。"},
        {
            "text": "勾配の向きへ進む。",
            "why": "最も急に増える向きです。",
            "correct": True,
            "misconception": "01-uphill-gradient",
        },
        {"text": "歩幅は学習率で変わる。", "why": "学習率を掛けるからです。"},
        {"text": "停留点では動かない。", "why": "勾配が 0 です。"},
    ],
}
WORDS = {
    "id": "01-q1",
    "type": "word",
    "syllabus": ["3-2-1"],
    "difficulty": 1,
    "question": "(あ) の向きは $f$ が最も急に増える向きで、(い) はその歩幅を決めます。語の組み合わせはどれですか。",
    "choices": [
        {"fill": {"あ": "勾配", "い": "学習率"}, "correct": True, "why": "定義です。"},
        {"fill": {"あ": "等高線", "い": "学習率"}, "why": "等高線に沿うと変わりません。"},
        {"fill": {"あ": "勾配", "い": "バッチ"}, "why": "バッチは件数です。"},
        {"fill": {"あ": "等高線", "い": "バッチ"}, "why": "どちらも違います。"},
    ],
}
TABLE = "| 歩 | $x$ |\n|---|---|\n| 0 | 2 |\n| 1 | 1.6 |\n"
GROUP = {  # リストの空欄を 1 つずつ問う 2 問と、表を読む 1 問
    "intro": f"次の関数は $x$ を 1 歩動かします。\n\n{TABLE}",
    "listing": "def step(x, lr):\n    g = (あ)\n    return x (い) lr * g\n",
    "type": "code",
    "test": "step",
    "syllabus": ["3-2-1"],
    "difficulty": 1,
    "questions": [
        {
            "id": "01-q1",
            "blank": "あ",
            "question": "(あ) に入る式はどれですか。",
            "choices": [
                {"text": "`2 * x`", "correct": True, "why": "微分です。"},
                {"text": "`x`", "why": "2 倍していません。"},
                {"text": "`x**2`", "why": "微分していません。"},
                {"text": "`grad(x)`", "why": "`grad` がなく、エラーになります。"},
            ],
        },
        {
            "id": "01-q2",
            "blank": "い",
            "question": "(い) に入る記号はどれですか。",
            "choices": [
                {"text": "`+`", "why": "増える向きです。", "misconception": "01-uphill-gradient"},
                {"text": "`-`", "correct": True, "why": "減る向きです。"},
                {"text": "`*`", "why": "掛けています。"},
                {"text": "`/`", "why": "割っています。"},
            ],
        },
        {
            "id": "01-q3",
            "type": "table",
            "question": "表の学習率はどれですか。",
            "choices": [
                {"text": "0.1", "correct": True, "why": "$2-0.1\\times4$ です。"},
                {"text": "0.2", "why": "2 倍です。"},
                {"text": "0.4", "why": "4 倍です。"},
                {"text": "0.05", "why": "半分です。"},
            ],
        },
    ],
}


def changed(path: list, value, base: dict = GOOD) -> dict:
    """base の 1 か所を変えた問題を返します。値が None なら、そこを消します。"""
    question = copy.deepcopy(base)
    *parents, last = path
    target = question
    for key in parents:
        target = target[key]
    target[last] = value
    if value is None:
        del target[last]
    return question


def group_from(number: int) -> dict:
    """最初の問題の番号を number とした GROUP です。"""
    group = copy.deepcopy(GROUP)
    for position, question in enumerate(group["questions"], number):
        question["id"] = f"01-q{position}"
    return group


def rooms_with(folder: Path, *entries: dict, text: str | None = None) -> Path:
    """すべての章の部屋を写し、第 1 章のクイズを、渡された項目だけのもの(または、そのままの文字列)に取り替えます。"""
    rooms = shutil.copytree(ROOMS, folder / "rooms", dirs_exist_ok=True)
    content = text or yaml.safe_dump(list(entries), allow_unicode=True, sort_keys=False)
    (rooms / FIRST / "quiz.yml").write_text(content, encoding="utf-8")
    return rooms
