"""第 7 章の試験が共に使う、谷の道と、手書き数字の学習です。乱数は、本文とは別の種です。"""

import numpy as np
import pytest

from chapter_kit import Page
from eshikaku import plotting
from eshikaku.optimizers import OPTIMIZERS

PAGE = Page("07_optimizer_comparison", OPTIMIZERS=OPTIMIZERS, plotting=plotting)


@pytest.fixture(scope="session")
def valley():
    """本編の、谷の 6 つの道と、谷を回して競走させる race、turned です。"""
    return PAGE.run("question-code-01", "toy-code-01", "toy-code-02")


@pytest.fixture(scope="session")
def digits():
    """本編の、手書き数字と gradient、train、losses、ミニバッチの列 pick、fresh です。"""
    return PAGE.run("question-code-01", "digits-code-01", "digits-code-02", rng=np.random.default_rng(77))
