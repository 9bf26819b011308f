"""章ごとに、クイズの出題の形の数を並べます(python -m eshikaku.course)。"""

from eshikaku.course.quizzes import load_quiz, quiz_stems

for stem in quiz_stems():
    quiz = load_quiz(stem)
    counts = "、".join(f"{name} {count}" for name, count in quiz.forms().items())
    print(f"{stem}: {len(quiz.questions)} 問({counts})")
