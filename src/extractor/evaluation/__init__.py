"""Says how right a system is: gold facts, scores against them, and a gate against losses.

``gold`` reads a corpus, ``matching`` judges facts against it, ``scores`` counts, ``intervals`` says
how sure the counts are, ``baseline`` compares with an earlier run, ``page`` shows wrong facts;
``placing``, ``noise`` and ``interchange`` help to make gold.
"""

from extractor.evaluation.constructs import Construct, Constructs
from extractor.evaluation.gold import GoldFact, GoldRelease, ReleaseCard, load_gold
from extractor.evaluation.matching import Prediction, System, prediction
from extractor.evaluation.scores import Report, Scores, evaluate

__all__ = [
    "Construct",
    "Constructs",
    "GoldFact",
    "GoldRelease",
    "Prediction",
    "ReleaseCard",
    "Report",
    "Scores",
    "System",
    "evaluate",
    "load_gold",
    "prediction",
]
