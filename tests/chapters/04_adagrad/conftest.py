"""第 4 章の試験が共に使う、レシートのデータと、4 通りの学習を動かすノートブックのセルです。"""

import numpy as np
import pytest

from chapter_kit import Page


@pytest.fixture(scope="session")
def shop():
    """本編の、receipts、ways、learn、excess、tuned と、別の乱数で作った偏りのあるデータです。"""
    page = Page("04_adagrad")
    scope = page.run("question-code-01", rng=np.random.default_rng(41))
    return page.run("sparse-code-01", "sparse-code-02", **scope)


@pytest.fixture(scope="session")
def tuned(shop):
    """手法ごとの、偏りのあるデータと、どの品も同じ割合のデータでの (店ごとの損失, 学習率の番号) です。"""
    flat = np.full(40, 0.14)
    same = shop["receipts"](flat, np.random.default_rng(42))
    data = shop["x"], shop["t"], shop["price"]
    return {
        "rare": {name: shop["tuned"](name, *data, shop["p"]) for name in shop["ways"]},
        "even": {name: shop["tuned"](name, *same, flat) for name in shop["ways"]},
    }
