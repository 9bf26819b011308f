"""手で動かせる図を Jupyter に出します(図そのものは、本のページと同じ、隣にある JavaScript)。"""

from eshikaku.explorers.landscape import LandscapeExplorer, behaviour, landscape_explorer
from eshikaku.explorers.minibatch import MinibatchExplorer, minibatch_explorer
from eshikaku.explorers.numdiff import NumdiffExplorer, numdiff_explorer

__all__ = [
    "LandscapeExplorer",
    "MinibatchExplorer",
    "NumdiffExplorer",
    "behaviour",
    "landscape_explorer",
    "minibatch_explorer",
    "numdiff_explorer",
]
