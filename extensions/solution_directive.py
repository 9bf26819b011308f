"""{solutions} で、書かれた章の演習の解答例を、章ごとの節にして置きます。"""

from docutils import nodes
from sphinx.application import Sphinx

from eshikaku.course.contents import CHAPTERS
from eshikaku.course.exercises.catalogue import exercises_of
from eshikaku.course.solutions import solution_markdown
from registry_directives import RegistryDirective


class SolutionsDirective(RegistryDirective):
    """章の節の中に、演習の節を並べます。名札は solutions-01 と solution-01-2 の形です。"""

    def build(self) -> list[nodes.Node]:
        written = self.written()
        return [self.chapter_section(chapter) for chapter in CHAPTERS.values() if chapter.stem in written]

    def chapter_section(self, chapter) -> nodes.section:
        sections = [self.exercise_section(exercise) for exercise in exercises_of(chapter.stem)]
        return self.section(f"solutions-{chapter.code}", chapter.heading, *sections)

    def exercise_section(self, exercise) -> nodes.section:
        body = self.parse_text_to_nodes(solution_markdown(exercise))
        return self.section(f"solution-{exercise.id}", f"{exercise.id} {exercise.title}", *body)


def setup(app: Sphinx) -> dict:
    app.setup_extension("registry_directives")
    app.add_directive("solutions", SolutionsDirective)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
