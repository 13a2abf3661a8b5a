"""Confidence intervals by bootstrap over releases.

Facts of one release resemble each other, so whole releases are drawn, with replacement, and a twin
goes with its clean release (B. Efron, R. Tibshirani, *An Introduction to the Bootstrap*, 1993,
chapters 8 and 13: the percentile interval).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from extractor.evaluation.scores import Scores, groups_of

if TYPE_CHECKING:
    from extractor.evaluation.constructs import Constructs
    from extractor.evaluation.scores import Report

_ROUNDS = 1000
_SEED = 20240112
_TAIL_PERCENT = 2.5


class Interval(NamedTuple):
    """A 95 % interval of an F1 or a recall.

    Attributes:
        low: Its lower end.
        high: Its upper end.
    """

    low: float
    high: float


class GroupFigure(NamedTuple):
    """How right one group of facts is.

    Attributes:
        figure: Its F1; of a construct its recall, as only gold is known to belong to one.
        interval: How sure that is. Of few releases it is too narrow; of one it is its figure.
        gold: Its gold facts.
        releases: In how many releases they stand, a twin not counted.
    """

    figure: float
    interval: Interval
    gold: int
    releases: int


def f1_intervals(report: Report, aspects: tuple[str, ...]) -> dict[str, Interval]:
    """The interval of the overall F1 in each aspect; the same for the same report.

    Args:
        report: Scores of a corpus.
        aspects: The aspects asked for.
    """
    members = _members(report, "all").get("all", [Scores()])
    return {aspect: _interval(members, aspect, _found_and_gold) for aspect in aspects}


def group_figures(
    report: Report, kind: str, aspect: str, constructs: Constructs | None = None
) -> dict[str, GroupFigure]:
    """How right each group of a kind is in an aspect, by name; the same for the same report.

    Args:
        report: Scores of a corpus.
        kind: What groups the facts, as in ``Report.groups``.
        aspect: The aspect asked for.
        constructs: How the report told constructs apart.
    """
    is_recall = kind == "construct"
    whole = _twice_gold if is_recall else _found_and_gold
    figures: dict[str, GroupFigure] = {}
    for name, members in sorted(_members(report, kind, constructs).items()):
        scores = report.groups[kind][name]
        figure = scores.recall(aspect) if is_recall else scores.f1(aspect)
        interval = _interval(members, aspect, whole)
        figures[name] = GroupFigure(figure, interval, scores.gold, len(members))
    return figures


def _found_and_gold(scores: Scores) -> int:
    """What twice the right ones are a part of in an F1."""
    return scores.predicted + scores.gold


def _twice_gold(scores: Scores) -> int:
    """What twice the right ones are a part of in a recall."""
    return 2 * scores.gold


def _members(
    report: Report, kind: str, constructs: Constructs | None = None
) -> dict[str, list[Scores]]:
    """For each group of a kind the scores of its part of each clean release with its twin."""
    families: dict[str, dict[str, Scores]] = {}
    for result in report.results:
        card = result.release.card
        for judged in result.judged:
            for its_kind, name in groups_of(result.release, judged, constructs):
                if its_kind == kind:
                    family = families.setdefault(name, {})
                    family.setdefault(card.twin_of or card.id, Scores()).add(judged)
    return {name: [parts[each] for each in sorted(parts)] for name, parts in families.items()}


def _interval(members: Sequence[Scores], aspect: str, whole: Callable[[Scores], int]) -> Interval:
    """The interval of the share of twice the right ones in a whole, members drawn anew."""
    import numpy as np  # noqa: PLC0415 - slow to load

    rounds = np.random.default_rng(_SEED)
    drawn = rounds.integers(0, len(members), size=(_ROUNDS, len(members)))
    right = np.array([2 * each.right[aspect] for each in members])[drawn].sum(axis=1)
    wholes = np.array([whole(each) for each in members])[drawn].sum(axis=1)
    values = right / np.maximum(wholes, 1)
    low, high = np.percentile(values, [_TAIL_PERCENT, 100 - _TAIL_PERCENT])
    return Interval(float(low), float(high))
