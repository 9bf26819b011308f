"""ノートブックから見た教材の窓口: check で採点し、hint で手順を見て、pitfall と quiz を表示します。"""

from eshikaku.course.exercises import check, hint
from eshikaku.course.pitfalls import pitfall
from eshikaku.course.quiz_view import quiz

__all__ = ["check", "hint", "pitfall", "quiz"]
