"""できあがった本を、この機械の中だけで見られるようにします。"""

import argparse
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HTML = Path(__file__).resolve().parent.parent / "_build" / "html"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000, help="ポート番号")
    port = parser.parse_args().port
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), partial(SimpleHTTPRequestHandler, directory=HTML))
    except OSError:
        sys.exit(
            f"[本] ポート {port} は使われています。`make serve PORT={port + 1}` のように、別の番号でお試しください。"
        )
    print(f"[本] http://localhost:{port}/ で見られます(終わるときは Ctrl-C)", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print("\n[本] 終わりました")


if __name__ == "__main__":
    main()
