"""Confidence intervals by bootstrap over releases.

Facts of one release resemble each other, so whole releases are drawn, with replacement, and a twin
goes with its clean release (B. Efron, R. Tibshirani, *An Introduction to the Bootstrap*, 1993,
chapters 8 and 13: the percentile interval).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from extractor.evaluation.scores import Scores

if TYPE_CHECKING:
    from extractor.evaluation.scores import Report

_ROUNDS = 1000
_SEED = 20240112
_TAIL_PERCENT = 2.5


class Interval(NamedTuple):
    """A 95 % interval of an F1.

    Attributes:
        low: Its lower end.
        high: Its upper end.
    """

    low: float
    high: float


def f1_intervals(report: Report, aspects: tuple[str, ...]) -> dict[str, Interval]:
    """The interval of the overall F1 in each aspect; the same for the same report.

    Args:
        report: Scores of a corpus.
        aspects: The aspects asked for.
    """
    import numpy as np  # noqa: PLC0415 - slow to load

    families: dict[str, Scores] = {}
    for result in report.results:
        card = result.release.card
        family = families.setdefault(card.twin_of or card.id, Scores())
        for judged in result.judged:
            family.add(judged)
    members = [families[name] for name in sorted(families)]
    rounds = np.random.default_rng(_SEED)
    drawn = rounds.integers(0, len(members), size=(_ROUNDS, len(members)))
    whole = np.array([each.gold + each.predicted for each in members])[drawn].sum(axis=1)
    intervals: dict[str, Interval] = {}
    for aspect in aspects:
        right = np.array([each.right[aspect] for each in members])[drawn].sum(axis=1)
        values = 2 * right / np.maximum(whole, 1)
        low, high = np.percentile(values, [_TAIL_PERCENT, 100 - _TAIL_PERCENT])
        intervals[aspect] = Interval(float(low), float(high))
    return intervals
