"""テスト全体の準備: tests/ の共有部品(exercise_contract など)を import できるようにし、実際のブラウザを用意する。"""

import os
import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_SWITCHES = (
    "no-sandbox",
    "disable-gpu",
    "disable-quic",
    "no-first-run",
    "disable-background-networking",
    "disable-component-update",
    "disable-sync",
)


@pytest.fixture(scope="session")
def chromium_path():
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if not found:
        pytest.skip(
            "Chromium が見つかりません(Debian なら apt-get install chromium。場所は環境変数 CHROMIUM で渡せます)"
        )
    return found


@pytest.fixture(scope="session")
def browser(chromium_path):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        switches = [f"--{name}" for name in CHROMIUM_SWITCHES]
        browser = playwright.chromium.launch(executable_path=chromium_path, args=switches)
        yield browser
        browser.close()
