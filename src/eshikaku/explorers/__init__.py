"""手で動かせる図を Jupyter に出します(図そのものは、本のページと同じ、隣にある JavaScript)。"""

from eshikaku.explorers.activation import ActivationExplorer, activation_explorer
from eshikaku.explorers.adagrad import AdaGradExplorer, adagrad_explorer
from eshikaku.explorers.adam import AdamExplorer, adam_explorer
from eshikaku.explorers.backprop import BackpropExplorer, backprop_explorer
from eshikaku.explorers.depth import DepthExplorer, depth_explorer
from eshikaku.explorers.landscape import LandscapeExplorer, behaviour, landscape_explorer
from eshikaku.explorers.minibatch import MinibatchExplorer, minibatch_explorer
from eshikaku.explorers.momentum import MomentumExplorer, momentum_explorer
from eshikaku.explorers.normalization import NormalizationExplorer, normalization_explorer
from eshikaku.explorers.numdiff import NumdiffExplorer, numdiff_explorer
from eshikaku.explorers.penalty import PenaltyExplorer, penalty_explorer
from eshikaku.explorers.race import RaceExplorer, race_explorer
from eshikaku.explorers.rmsprop import RMSpropExplorer, rmsprop_explorer

__all__ = [
    "ActivationExplorer",
    "AdaGradExplorer",
    "AdamExplorer",
    "BackpropExplorer",
    "DepthExplorer",
    "LandscapeExplorer",
    "MinibatchExplorer",
    "MomentumExplorer",
    "NormalizationExplorer",
    "NumdiffExplorer",
    "PenaltyExplorer",
    "RMSpropExplorer",
    "RaceExplorer",
    "activation_explorer",
    "adagrad_explorer",
    "adam_explorer",
    "backprop_explorer",
    "behaviour",
    "depth_explorer",
    "landscape_explorer",
    "minibatch_explorer",
    "momentum_explorer",
    "normalization_explorer",
    "numdiff_explorer",
    "penalty_explorer",
    "race_explorer",
    "rmsprop_explorer",
]
