"""章ごとの分量・速さ・重さ・問題を、予算と並べた表にします(何も失敗させません)。

使い方(リポジトリの一番上で): make report
"""

import gzip
import math
import os
import re
import subprocess
import sys
import time
from collections import Counter
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import nbformat
import numpy as np
from nbclient import NotebookClient
from playwright.sync_api import sync_playwright
from tabulate import tabulate
from tests import chromium
from tools import notebooks, page_load, prose

from eshikaku.course import quizzes, registry
from eshikaku.course.contents import Chapter, chapter_of
from eshikaku.course.exercises.catalogue import exercises_of
from eshikaku.course.exercises.spec import Choice, Code, Numeric
from eshikaku.course.questions import Quiz

HTML = notebooks.ROOT / "_build" / "html"
# 予算は本編について。理由は CONTRIBUTING.md の「章の大きさ」にある
BUDGETS = {"文字": 6000, "コード": 25, "分": 75, "実行": 12, "要素": 12_000, "kB": 400, "要求": 35}
LONG_CHAPTERS, LONG_MINUTES = ("08", "09"), 100
OVER = "▲"
NOTES = f"""
{OVER} は予算を超えたところです。「分」の予算は、{" と ".join(LONG_CHAPTERS)} の章だけ {LONG_MINUTES} です。
文字は本文の仮名と漢字、コードは見えるセル、要素は DOM、kB と要求は初めて開いたときに届く量と要求の数です。
実行は CPU の秒数を基準の計算で割ったものです。基準の計算は、予算を決めた機械で 1 秒、
この機械で {{reference:.2f}} 秒でした。
"""
JAPANESE = re.compile("[ぁ-ゖァ-ヺー々一-龠]")
HIDDEN = {"hide-input", "remove-input", "hide-cell", "remove-cell"}
KINDS = {Numeric: "数値", Code: "コード", Choice: "選択"}
COMPRESSED = {".html", ".css", ".js", ".mjs", ".json", ".svg"}


def japanese(cells: list) -> int:
    """本文の、仮名と漢字の数です。コードと数式は数えません。"""
    return sum(len(JAPANESE.findall(prose.plain(cell.source))) for cell in cells if cell.cell_type == "markdown")


def visible_code(cells: list) -> list:
    """ページを開いたときにコードが見えるセルです。"""
    return [cell for cell in cells if cell.cell_type == "code" and not HIDDEN & set(cell.metadata.get("tags", []))]


def minutes(characters: int, code: int, tasks: int, questions: int) -> float:
    """読んで解くのにかかる時間の見積もりです。"""
    return characters / 350 + code * 2 / 3 + tasks * 3 + questions * 7 / 6


def exercises_in(cells: list, chapter: Chapter) -> list:
    """ページの中に採点のセルがある演習です。"""
    source = "\n".join(cell.source for cell in cells)
    return [each for each in exercises_of(chapter.stem) if f'check("{each.id}"' in source]


def questions_in(cells: list, chapter: Chapter) -> list:
    """ページの中に出るクイズの問題です。"""
    shown = any(f'quiz("{chapter.stem}"' in cell.source for cell in cells)
    return quizzes.load_quiz(chapter.stem).questions if shown else []


def words_of(chapter: Chapter) -> list[str]:
    """章が受け持つ、シラバスの語です。"""
    topics = [topic for item in registry.syllabus().items for topic in item.topics]
    return [word for topic in topics if topic.taught.chapter == chapter.stem for word in topic.words]


def counted(names) -> str:
    """名前ごとの個数(名前の並びか、個数の辞書)を、1 行にします。0 個のものは書きません。"""
    return "、".join(f"{name} {number}" for name, number in (+Counter(names)).items())


# --- 測る


def reference_seconds() -> float:
    """いつも同じ計算にかかった CPU の秒数です。予算を決めた機械では 1 秒でした。"""
    start = time.process_time()
    x = np.full(100, 2.0)
    for _ in range(720_000):
        x = x - 0.01 * np.tanh(x)
    return time.process_time() - start


def execution_seconds(path: Path) -> float:
    """ノートブックを上から実行するのにかかった CPU の秒数です(ほかの仕事で混んでいても、あまり変わりません)。"""
    before = os.times()
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=600, resources={"metadata": {"path": path.parent}}).execute()
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


class Compressing(SimpleHTTPRequestHandler):
    """公開先と同じように、文字のファイルを gzip で送るサーバーです。"""

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        body = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        if path.suffix in COMPRESSED:
            self.send_header("Content-Encoding", "gzip")
            body = gzip.compress(body)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


# --- 表にする


def marked(value: float, budget: float | None) -> str:
    """数を整数に切り上げ、予算を超えていれば印を付けます。"""
    return f"{math.ceil(value)}" + (f" {OVER}" if budget is not None and value > budget else "")


def budgets_of(stem: str) -> dict[str, float]:
    """ページの予算です。深掘りのページにはありません。"""
    chapter = chapter_of(stem)
    if stem != chapter.stem:
        return {}
    return BUDGETS | ({"分": LONG_MINUTES} if chapter.code in LONG_CHAPTERS else {})


def amounts_row(path: Path, cells: list, page: dict, reference: float) -> list[str]:
    """予算のある量の、1 ページの行です。"""
    chapter = chapter_of(path.stem)
    found = {"文字": japanese(cells), "コード": len(visible_code(cells))}
    found["分"] = minutes(*found.values(), len(exercises_in(cells, chapter)), len(questions_in(cells, chapter)))
    found["実行"] = execution_seconds(path) / reference
    budgets = budgets_of(path.stem)
    return [path.stem, *(marked((found | page)[name], budgets.get(name)) for name in BUDGETS)]


def contents_row(stem: str, cells: list, text: str) -> list[str]:
    """演習・クイズ・シラバスの語の、1 ページの行です。"""
    chapter = chapter_of(stem)
    tasks = sorted(exercises_in(cells, chapter), key=lambda exercise: exercise.stars)
    words = words_of(chapter) if stem == chapter.stem else []
    missing = [word for word in words if word not in text]
    return [
        stem,
        counted(KINDS[type(exercise)] for exercise in tasks),
        counted("★" * exercise.stars for exercise in tasks),
        counted(Quiz(stem, questions_in(cells, chapter)).forms()),
        f"{len(words) - len(missing)}/{len(words)}" if words else "",
        "、".join(missing),
    ]


def main() -> None:
    chrome = chromium.find()
    if not chrome:
        sys.exit(chromium.MISSING)
    reference = reference_seconds()
    amounts, contents = [], []
    with (
        ThreadingHTTPServer(("127.0.0.1", 0), partial(Compressing, directory=HTML)) as server,
        sync_playwright() as playwright,
    ):
        Thread(target=server.serve_forever, daemon=True).start()
        browser = chromium.launch(playwright, chrome)
        for path in notebooks.chapters():
            print(f"[大きさ] {path.name} を測っています", file=sys.stderr, flush=True)
            cells = nbformat.read(path, as_version=4).cells
            page = page_load.loaded(browser, f"http://127.0.0.1:{server.server_port}/{path.stem}.html")
            amounts.append(amounts_row(path, cells, page, reference))
            contents.append(contents_row(path.stem, cells, page["文章"]))
        browser.close()
        server.shutdown()
    head = ["ページ", *BUDGETS]
    print(
        tabulate(
            [["(予算)", *BUDGETS.values()], *amounts], head, "github", colalign=["left", *["right"] * len(BUDGETS)]
        )
    )
    print(NOTES.format(reference=reference))
    print(tabulate(contents, ["ページ", "演習", "難しさ", "クイズ", "語", "ページに現れない、受け持ちの語"], "github"))
    print("\n演習の採点器が、集めた学習者の答えのうち、どれだけを正しく説明したか(数分かかります)", flush=True)
    subprocess.run([sys.executable, notebooks.ROOT / "tests" / "answer_rates.py", "--table"], check=True)


if __name__ == "__main__":
    main()
