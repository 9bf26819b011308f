"""実際のブラウザー(Chromium)を見つけ、外へ何も問い合わせない設定で起動します。"""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome")
SWITCHES = (
    "no-sandbox",
    "disable-gpu",
    "disable-quic",
    "no-first-run",
    "disable-background-networking",
    "disable-component-update",
    "disable-sync",
)
MISSING = "Chromium が見つかりません(Debian なら apt-get install chromium。場所は環境変数 CHROMIUM で渡せます)"


def find() -> str | None:
    """環境変数 CHROMIUM か、名前で見つかる実行ファイルです。"""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def launch(playwright, path: str):
    """画面のないブラウザーを起動します。"""
    return playwright.chromium.launch(executable_path=path, args=[f"--{name}" for name in SWITCHES])
