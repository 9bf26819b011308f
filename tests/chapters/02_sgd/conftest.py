"""第 2 章の試験が共に使う、糖尿病データと、それを作るノートブックのセルの名前です。"""

import numpy as np
import pytest

from chapter_kit import Page

CELLS = "question-code-01", "code-code-01", "code-code-03", "code-code-04"


@pytest.fixture(scope="session")
def diabetes():
    """本編の、データ、SGD、train、J、w_best までです。"""
    return Page("02_sgd").run(*CELLS, rng=np.random.default_rng(0))


@pytest.fixture(scope="session")
def digits():
    """本編の、手書き数字と until、tuned までです。"""
    scope = Page("02_sgd").run("code-code-01", "code-code-03", rng=np.random.default_rng(0))
    return Page("02_sgd").run("axes-code-01", "axes-code-02", **scope)
