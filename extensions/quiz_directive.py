"""{quiz} でクイズを、{quiz-progress} で章ごとの成績の一覧を、ページに置きます。"""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from eshikaku.course import quizzes
from eshikaku.course.contents import CHAPTERS, ROOMS
from eshikaku.course.quiz_view import quiz_tree
from eshikaku.course.registry import RegistryError
from markup_nodes import markup_tag, reference, to_nodes


class QuizDirective(SphinxDirective):
    """章の名前と、あれば区切りの番号を受け取り、その章のクイズを置きます。"""

    required_arguments = 1
    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        stem, *part = self.arguments
        self.env.note_dependency(str(ROOMS / stem / quizzes.QUIZ))
        try:
            tree = quiz_tree(quizzes.load_quiz(stem), int(part[0]) if part else None)
        except (RegistryError, ValueError) as error:
            raise self.error(str(error)) from error
        return to_nodes(self, tree)


class QuizProgressDirective(SphinxDirective):
    """クイズのある章を並べます。成績は、読者の端末の記録から quiz.js が書き足します。"""

    def run(self) -> list[nodes.Node]:
        self.env.note_reread()  # 章が増えたとき、このページ自体は変わらない
        rows = markup_tag(tag="ul", attributes={"class": "quiz-progress"})
        for chapter in CHAPTERS.values():
            if chapter.stem in quizzes.quiz_stems() and chapter.stem in self.env.found_docs:
                rows += self.row(chapter)
        return [rows]

    def row(self, chapter) -> markup_tag:
        quiz = quizzes.load_quiz(chapter.stem)
        names = " ".join(quizzes.record_names(quiz))
        row = markup_tag(tag="li", attributes={"data-quiz": chapter.stem, "data-questions": names})
        row += reference(self, quiz.questions[0].anchor, f"{chapter.heading}(全 {len(quiz.questions)} 問)")
        return row


def setup(app: Sphinx) -> dict:
    app.setup_extension("markup_nodes")
    app.add_directive("quiz", QuizDirective)
    app.add_directive("quiz-progress", QuizProgressDirective)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
