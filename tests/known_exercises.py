"""本の演習と、見本の演習(reference_exercises)を、同じように id で採点します。"""

from unittest.mock import patch

import reference_exercises
from eshikaku.course import contents
from eshikaku.course.exercises import check


def check_any(id, answer):
    """本の演習か見本の演習を採点します。"""
    with patch.object(contents, "CHAPTERS", reference_exercises.CHAPTERS):
        return check(id, answer)
