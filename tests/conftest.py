"""テスト全体の準備: tests/ の共有部品(exercise_contract など)を import できるようにし、実際のブラウザを用意する。"""

import importlib.util
import os
import sys
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import chromium

ROOT = Path(__file__).resolve().parent.parent
HTML = ROOT / "_build" / "html"


def pytest_collection_modifyitems(items):
    """PyTorch がなければ、その要るテストを省きます(`make torch` が、PyTorch のある環境で実行する)。"""
    missing = pytest.mark.skipif(importlib.util.find_spec("torch") is None, reason="PyTorch が入っていません")
    for item in items:
        if item.get_closest_marker("torch"):
            item.add_marker(missing)


@pytest.fixture(scope="session")
def site(serve):
    """できあがったサイトの住所です。"""
    if not (HTML / "index.html").exists():
        pytest.fail("できあがったサイトがありません。先に `make book` を実行してください")
    with serve(HTML) as address:
        yield address


@pytest.fixture(scope="session")
def serve():
    """フォルダーを、この機械の中だけで配る関数です。with の中で使うと、その住所を返します。"""
    return serving


@contextmanager
def serving(folder: Path):
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(SilentHandler, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class SilentHandler(SimpleHTTPRequestHandler):
    """要求を 1 つずつ標準エラー出力に書かないサーバーです。"""

    def log_message(self, *args):
        pass


def load_tool(name: str):
    """tools/ の道具を、モジュールとして読み込みます。"""
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def notebook_tool():
    """ノートブックの保存の形をそろえる道具(tools/notebooks.py)です。"""
    return load_tool("notebooks")


@pytest.fixture(scope="session")
def chromium_path():
    found = chromium.find()
    if not found:
        # CI で省略されると、壊れたページが公開されてしまう
        give_up = pytest.fail if os.environ.get("CI") else pytest.skip
        give_up(chromium.MISSING)
    return found


@pytest.fixture(scope="session")
def browser(chromium_path):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = chromium.launch(playwright, chromium_path)
        yield browser
        browser.close()
