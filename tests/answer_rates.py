"""採点器の成績: 学習者の答えを集めたファイルを採点し、退けた割合、原因を言い当てた割合、かかった時間を求めます。

    python tests/answer_rates.py tests/chapters/01_gradient_descent/learners_answers.py
    python tests/answer_rates.py --table            # tests/ にある集まりのすべての、表だけ(make report が使う)

ファイルは `# %%` で区切ったセルの並びです。1 つのセルは 1 人の答えで、`import numpy as np` だけをしたノートブックで
動かします。

    # %% 01-3 × 符号 | 勾配 + 足し
    def descend(grad, init_x, lr, step_num):
        …
            x = x + lr * grad(x)  # ←

見出しは、演習の id、○ か ×、原因を言い当てたとみなす言葉(` | ` はどれか、` + ` はすべて)です。
`# ←` の付いた行があれば、説明が指す行もそのどれかでなければなりません。
答えは、最後に定義した関数かクラス、または変数 answer です。
"""

import ast
import contextlib
import io
import linecache
import re
import sys
import time
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

HEADER = re.compile(r"^# %% +(?P<id>\S+) +(?P<mark>[○×])(?P<cause>.*)$", re.MULTILINE)
LINE_MARK = "# ←"
POINTED = re.compile(r"^→ あなたのコードの (\d+) 行目", re.MULTILINE)
STATED = ("考えられる原因", "または", "・", "手がかり", "時間切れ")
OBSERVED = (*STATED, "違い", "エラー", "気づいたこと", "ただし")
REPORTED = (
    "→",
    "あなたのコードの",
    "入力",
    "あなたの出力",
    "正しい出力",
    "あなたの答え",
    "そのとき",
    "警告",
    "print の出力",
    "手順を見るには",
)


@dataclass(frozen=True)
class Answer:
    """学習者の答え 1 つ。causes は、原因を言い当てたとみなす言葉の組(組の中はすべて、組どうしはどれか)。"""

    place: str
    exercise: str
    is_right: bool
    causes: tuple[tuple[str, ...], ...]
    source: str

    def lines(self) -> set[int]:
        """誤りのある行。"""
        return {n for n, line in enumerate(self.source.splitlines(), start=1) if LINE_MARK in line}

    def value(self) -> Any:
        """セルを動かして得た答え。ソースはノートブックのセルと同じように、後から行を取り出せます。"""
        name = f"<{self.place}>"
        linecache.cache[name] = (len(self.source), None, self.source.splitlines(keepends=True), name)
        namespace: dict = {"np": np, "__name__": "__main__"}
        exec(compile(self.source, name, "exec"), namespace)
        if "answer" in namespace:
            return namespace["answer"]
        defined = [n for n in ast.parse(self.source).body if isinstance(n, ast.FunctionDef | ast.ClassDef)]
        return namespace[defined[-1].name]


@dataclass(frozen=True)
class Judged:
    """採点した答え 1 つ。verdict は RIGHT、UNNAMED、MISNAMED(×の答え)、ACCEPTED、REFUSED(○と×を取り違えた)のどれか。"""

    answer: Answer
    verdict: str
    seconds: float
    message: str = field(repr=False)


PASSED, NAMED, UNNAMED, MISNAMED = "正答を通した", "原因を当てた", "原因を言わない", "原因を誤った"
ACCEPTED, REFUSED = "誤答を通した", "正答を退けた"


def sets() -> list[Path]:
    """tests/ の中の、学習者の答えを集めたファイル。"""
    return sorted(Path(__file__).parent.rglob("*learners_answers.py"))


def read(path: Path) -> list[Answer]:
    """ファイルの中の答え。"""
    text = path.read_text(encoding="utf-8")
    headers = list(HEADER.finditer(text))
    ends = [header.start() for header in headers[1:]] + [len(text)]
    return [_answer(path, text, header, end) for header, end in zip(headers, ends, strict=True)]


def _answer(path: Path, text: str, header: re.Match, end: int) -> Answer:
    causes = [tuple(word.strip() for word in either.split(" + ")) for either in header["cause"].split(" | ")]
    causes = [words for words in causes if all(words)]
    place = f"{path.name}:{text.count(chr(10), 0, header.start()) + 1}"
    is_right = header["mark"] == "○"
    if not is_right and not causes:
        raise ValueError(f"{place}: × の答えには、原因の言葉が要ります")
    return Answer(place, header["id"], is_right, tuple(causes), text[header.end() + 1 : end])


def judge(answer: Answer, check: Callable[[str, Any], Any]) -> Judged:
    """check で採点し、説明が原因を言い当てているかを調べます。"""
    value = answer.value()
    start = time.perf_counter()
    with contextlib.redirect_stdout(io.StringIO()):  # check は結果を表示もする
        result = check(answer.exercise, value)
    seconds = time.perf_counter() - start
    if answer.is_right:
        verdict = PASSED if result.correct else REFUSED
    else:
        verdict = ACCEPTED if result.correct else _verdict(answer, result.message)
    return Judged(answer, verdict, seconds, result.message)


def _verdict(answer: Answer, message: str) -> str:
    observed = _normalized("\n".join(_lines_under(message, OBSERVED)))
    pointed = {int(number) for number in POINTED.findall(re.sub(r"^ +", "", message, flags=re.MULTILINE))}
    elsewhere = pointed and answer.lines() and not pointed & answer.lines()
    if any(all(_normalized(word) in observed for word in words) for words in answer.causes):
        return MISNAMED if elsewhere else NAMED
    return MISNAMED if _lines_under(message, STATED) else UNNAMED


def _lines_under(message: str, heads: tuple[str, ...]) -> list[str]:
    """heads のどれかで始まる行(と、見出しのない行)。値や入力を見せる行の言葉は、原因を述べたことにならない。"""
    lines = [line.strip() for line in message.splitlines()[1:]]
    return [line for line in lines if line.startswith(heads) or (heads is not STATED and not line.startswith(REPORTED))]


def _normalized(text: str) -> str:
    """全角と半角、大文字と小文字、− と -、空白と ` の有無の違いを除く。"""
    return re.sub(r"[ `]", "", unicodedata.normalize("NFKC", text).casefold()).replace("−", "-")


def rates(judged: Iterable[Judged]) -> dict[str, float]:
    """割合の一覧。原因の割合の分母は、誤答のすべてです。"""
    judged = list(judged)
    wrong = [j for j in judged if not j.answer.is_right]
    right = [j for j in judged if j.answer.is_right]
    times = [j.seconds for j in wrong] or [0.0]
    share = {v: sum(j.verdict == v for j in wrong) / max(len(wrong), 1) for v in (ACCEPTED, NAMED, UNNAMED, MISNAMED)}
    return {
        "誤答": len(wrong),
        "正答": len(right),
        **share,
        REFUSED: sum(j.verdict == REFUSED for j in right) / max(len(right), 1),
        "秒(中央値)": median(times),
        "秒(最大)": max(times),
    }


def table(judged: Iterable[Judged]) -> str:
    """演習ごとの 1 行と、合計の 1 行。"""
    judged = list(judged)
    ids = list(dict.fromkeys(j.answer.exercise for j in judged))
    rows = [(id, rates(j for j in judged if j.answer.exercise == id)) for id in ids]
    rows.append(("合計", rates(judged)))
    heads = ["演習", *rows[-1][1]]
    shown = [[name, *(_shown(key, value) for key, value in row.items())] for name, row in rows]
    return "\n".join(" | ".join(cells) for cells in [heads, *shown])


def _shown(key: str, value: float) -> str:
    if isinstance(value, int):
        return str(value)
    return f"{value:.2f}" if key.startswith("秒") else f"{value:.0%}"


if __name__ == "__main__":
    from known_exercises import check_any

    names = [name for name in sys.argv[1:] if name != "--table"] or sets()
    results = [judge(answer, check_any) for name in names for answer in read(Path(name))]
    for found in results:
        if "--table" not in sys.argv and found.verdict not in (PASSED, NAMED):
            print(f"── {found.answer.place} {found.verdict}({' | '.join(map(' + '.join, found.answer.causes))})")
            print(found.message)
    print(table(results))
