"""更新則を使う対話図に共通の、手法の事実(既定の値、色、線種)。式は rules.js にあります。"""

from eshikaku.optimizers import OPTIMIZERS
from eshikaku.plotting import OPTIMIZER_STYLES

DASHES = {"-": "", "--": "6 4", "-.": "9 3 2 3"}  # SVG の stroke-dasharray


def method_facts(names):
    """手法の名前 → スクリプトに渡す、ハイパーパラメータの既定の値、色、線種。

    >>> method_facts(["Momentum"])
    {'Momentum': {'options': {'lr': 0.01, 'momentum': 0.9}, 'color': '#3f20ce', 'dash': ''}}
    """
    return {
        name: {
            "options": OPTIMIZERS[name]().state_dict()["hyperparameters"],
            # SGD の色はほぼ黒なので、暗い地では文字の色にする
            "color": "var(--text)" if name == "SGD" else OPTIMIZER_STYLES[name]["color"],
            "dash": DASHES[OPTIMIZER_STYLES[name]["linestyle"]],
        }
        for name in names
    }
