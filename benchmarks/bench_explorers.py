"""対話図のつまみを動かしたときの、1 フレームの主スレッドの仕事を、素の SVG と比べます。

使い方(リポジトリの一番上で): python -m benchmarks.bench_explorers
"""

import argparse
import math
import sys

import numpy as np
from playwright.sync_api import sync_playwright
from tests import chromium

from benchmarks import _timing
from eshikaku import explorers
from eshikaku.optimizers import OPTIMIZERS

MOVES = 100
PEER, IDLE = "素の SVG", "何も動かさない"
HANDLE, SLIDER = ".handle", 'input[type=range][aria-label="RMSprop の η"]'
# 図の名前 → 動かすつまみ。race は 9 つの手法を全部走らせる
FIGURES = dict.fromkeys(["landscape", "numdiff", "minibatch", "momentum", "adagrad", "adam", "race"], HANDLE)
FIGURES["rmsprop"] = SLIDER
ARGUMENTS = {"race": {"methods": OPTIMIZERS}}
# 比べる相手: つまみの位置から出る 31 点の折れ線を描き直すだけ。表も、言葉も、目盛りもない
PLAIN = """<svg width="360" height="300"><path fill="none" stroke="#d9540b"/>
<circle class="handle" cx="180" cy="150" r="22"/></svg>
<script>
const [path, circle] = document.querySelector('svg').children;
let at = [180, 150], waiting = false;
function draw() {
  waiting = false;
  const points = Array.from({length: 31}, (_, k) => [at[0] * 0.95 ** k, at[1] * (-0.9) ** k]);
  path.setAttribute('d', 'M' + points.map((p) => p.join(' ')).join('L'));
  circle.setAttribute('cx', at[0]);
  circle.setAttribute('cy', at[1]);
}
circle.addEventListener('pointerdown', (event) => circle.setPointerCapture(event.pointerId));
circle.addEventListener('pointermove', (event) => {
  at = [event.offsetX, event.offsetY];
  if (!waiting) requestAnimationFrame(draw);
  waiting = true;
});
</script>"""


class Case:
    """1 つの図だけを置いたページと、つまみを動かすのにかかった主スレッドの CPU 時間です。"""

    def __init__(self, browser, figure: str):
        context = browser.new_context(viewport={"width": 390, "height": 800}, device_scale_factor=2)
        self.page = context.new_page()
        self.page.set_content(f'<!doctype html><meta charset="utf-8"><h1>図</h1>{figure}')
        self.settle()
        self.page.evaluate("() => { window.moves = 0; addEventListener('pointermove', () => moves++, true); }")
        self.device = context.new_cdp_session(self.page)
        # 混んだ機械でもあまり変わらない CPU 時間で測る
        self.device.send("Performance.enable", {"timeDomain": "threadTicks"})

    def settle(self):
        self.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")

    def busy(self) -> float:
        metrics = self.device.send("Performance.getMetrics")["metrics"]
        return next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration")

    def seconds_per_move(self, selector: str) -> float:
        """selector の要素を押したまま動かしたときの、ポインターの移動 1 回あたりの秒数です。"""
        target = self.page.locator(selector)
        target.scroll_into_view_if_needed()  # 画面の外では、つまめない
        box = target.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        mouse = self.page.mouse
        mouse.move(x, y)
        mouse.down()
        before, moved = self.busy(), self.page.evaluate("moves")
        for k in range(MOVES):
            mouse.move(x + 40 * math.sin(k / 9), y + 30 * math.sin(k / 7))
        self.settle()
        seconds = (self.busy() - before) / (self.page.evaluate("moves") - moved)
        mouse.move(x, y)
        mouse.up()
        return seconds


def measure(browser, rounds: int) -> dict[str, _timing.Timing]:
    """図と相手を交互に動かします。どれからも、命令を受け取るだけの仕事(見出しの上での移動)を引きます。"""
    makers = {name: getattr(explorers, f"{name}_explorer") for name in FIGURES}
    pages = {name: make(**ARGUMENTS.get(name, {}))._html() for name, make in makers.items()} | {PEER: PLAIN}
    cases = {name: Case(browser, figure) for name, figure in pages.items()}
    seconds = {name: [] for name in (*cases, IDLE)}
    for _ in range(rounds):
        for name, case in cases.items():
            idle = case.seconds_per_move("h1")
            seconds[name].append(case.seconds_per_move(FIGURES.get(name, HANDLE)) - idle)
        seconds[IDLE].append(idle)
    return {name: _timing.Timing(np.array(values)) for name, values in seconds.items()}


def report(environment, rows):
    lines = ["# 対話図の速さ", "", *(f"- {key}: {value}" for key, value in environment.items()), ""]
    lines += [
        "- つまみ(rmsprop はスライダー)を動かしたときの、ポインターの移動 1 回(1 フレーム)の、主スレッドの CPU 時間。",
        "- 命令を受け取るだけの時間(表の最後の行)は引いてある。",
        f"- {PEER}は、つまみの位置から出る 31 点の折れ線を描き直すだけのページ。",
        "- 比は、同じ回どうしの比の中央値(四分位数)。",
        "- 4 倍遅い電話で 60 コマ/秒になるのは、ms が 4 以下のとき。",
        "",
    ]
    table = [
        [name, f"{row['ms']:.2f}", _timing.ratio_text(row["ratio"]) if row["ratio"] else "-"]
        for name, row in rows.items()
    ]
    return "\n".join([*lines, _timing.markdown_table(["図", "ms", f"÷ {PEER}"], table)])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    path = chromium.find()
    if not path:
        sys.exit(chromium.MISSING)
    with sync_playwright() as playwright:
        browser = chromium.launch(playwright, path)
        timings = measure(browser, rounds)
        environment = _timing.environment() | {"Chromium": browser.version}
        browser.close()
    rows = {
        name: {"ms": timing.median * 1e3, "ratio": timing.ratio(timings[PEER]) if name in FIGURES else None}
        for name, timing in timings.items()
    }
    text = report(environment, rows)
    print(text)
    _timing.save("explorers", text, {"environment": environment, "results": rows})


if __name__ == "__main__":
    main()
