"""演習の囲みに名札を付け、シラバスとの対応からリンクできるようにします。"""

import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform


class ExerciseLabels(SphinxTransform):
    """「演習 01-3(…)」と題した囲みに、名札 exercise-01-3 を付けます。章を書く人は、名札を書かずに済みます。"""

    default_priority = 500  # 名札を集める SphinxDomains(850)より前

    def apply(self, **kwargs) -> None:
        for box in self.document.findall(nodes.admonition):
            if title := re.match(r"演習 (\d\d-\d+)", box[0].astext()):
                box["ids"].append(f"exercise-{title[1]}")
                box["names"].append(f"exercise-{title[1]}")
                self.document.note_explicit_target(box, box)


def setup(app: Sphinx) -> dict:
    app.add_transform(ExerciseLabels)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
