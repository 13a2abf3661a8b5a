"""Says how right the extractor is: gold facts, and scores against them."""

from extractor.evaluation.gold import GoldFact, GoldRelease, load_gold
from extractor.evaluation.scores import Report, Scores, evaluate

__all__ = ["GoldFact", "GoldRelease", "Report", "Scores", "evaluate", "load_gold"]
