"""pytest 全体の設定: nbval が比べるのは、ノートブックの文字の出力だけにします。"""

# 図や HTML は保存していない(ビルドのたびに描く)。文字の出力は、1 文字でも違えば失敗する。
NOT_STORED = ("text/html", "text/markdown", "image/svg+xml", "image/png")


def pytest_collectstart(collector):
    if hasattr(collector, "skip_compare"):
        collector.skip_compare = (*collector.skip_compare, *NOT_STORED)


# 学習者の答えを集めたファイルは読み込まず、セルごとに動かす(tests/answer_rates.py)。
collect_ignore_glob = ["*learners_answers.py"]
