"""Sets facts beside gold and says in which aspects each is right.

A fact meets the gold fact whose quote overlaps its number. A subject is right, strictly, if it is
the gold subject or one of its alternatives; relaxed, if its longest common subsequence with one of
them has an F1 of at least 0.6 and no neighbouring fact's gold subject is nearer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from extractor.evaluation.gold import exact

if TYPE_CHECKING:
    from extractor.evaluation.gold import GoldFact, GoldRelease
    from extractor.records import Fact

RELAXED = 0.6
ASPECTS = (
    *("found", "quantity", "modifier", "subject strict", "subject relaxed", "kind", "change"),
    *("basis", "time", "triple strict", "triple relaxed"),
)
"""What can be right of a fact; `found` says that there is one."""


class Prediction(NamedTuple):
    """What a system says of one number; the fields are those of a fact.

    Attributes:
        span: Where the number stands in the raw text, in code points.
        value: Exact value.
        high: Upper end of a range.
        modifier: approx, ge, gt, le or lt.
        unit: As written, simplified.
        subject: As worded, simplified.
        kind: level, change, share, rank, ratio or multiple.
        change: up or down.
        basis: What a change is against.
        time: When it holds, as written.
    """

    span: tuple[int, int]
    value: str
    high: str | None = None
    modifier: str | None = None
    unit: str = ""
    subject: str = ""
    kind: str = "level"
    change: str | None = None
    basis: str | None = None
    time: str | None = None


System = Callable[[str], Iterable[Prediction]]
"""Anything that finds facts in a raw text."""


def prediction(fact: Fact) -> Prediction:
    """What our own extractor says of one number."""
    return Prediction(
        span=fact.quantity.span,
        value=fact.quantity.value,
        high=fact.quantity.high,
        modifier=fact.quantity.modifier,
        unit=fact.unit.text,
        subject=fact.subject.text,
        kind=fact.kind,
        change=fact.change,
        basis=fact.basis,
        time=fact.time.text if fact.time else None,
    )


@dataclass(frozen=True, slots=True)
class Judged:
    """A gold fact, a fact of the system, or both where they meet.

    Attributes:
        gold: The gold fact, or None where the system found what is none.
        fact: What the system found, or None where it missed the gold fact.
        right: The aspects in which the fact is right.
    """

    gold: GoldFact | None
    fact: Prediction | None
    right: frozenset[str] = frozenset()

    @property
    def span(self) -> tuple[int, int]:
        """Where the number stands in the raw text, in code points."""
        if self.gold is not None:
            return self.gold.span
        assert self.fact is not None, "one of the two is always there"  # noqa: S101
        return self.fact.span


def judge(release: GoldRelease, facts: Sequence[Prediction]) -> list[Judged]:
    """Set the facts of a release beside its gold.

    Optional gold facts are left out, and so are the facts that meet them.

    Args:
        release: The release with its gold.
        facts: What a system found in it.

    Returns:
        All gold facts and all facts that are none, in text order.
    """
    left = sorted(facts)
    judged: list[Judged] = []
    for number, gold in enumerate(release.facts):
        fact = _take_meeting(gold, left)
        if gold.optional:
            continue
        around = (number - 1, number + 1)
        neighbours = [release.facts[i].subject for i in around if 0 <= i < len(release.facts)]
        right = frozenset(_right(fact, gold, neighbours)) if fact else frozenset[str]()
        judged.append(Judged(gold, fact, right))
    judged += [Judged(None, fact) for fact in left]
    return sorted(judged, key=lambda each: each.span)


def _take_meeting(gold: GoldFact, facts: list[Prediction]) -> Prediction | None:
    """Take the first fact whose number overlaps the quote out of `facts`, which are in order."""
    start, end = gold.span
    for number, fact in enumerate(facts):
        if fact.span[0] >= end:
            return None
        if start < fact.span[1]:
            return facts.pop(number)
    return None


def _right(fact: Prediction, gold: GoldFact, neighbours: list[str]) -> list[str]:
    """The aspects in which a fact is right."""
    nearness = max(likeness(fact.subject, wording) for wording in gold.wordings)
    relaxed = nearness >= RELAXED and all(
        likeness(fact.subject, neighbour) <= nearness for neighbour in neighbours
    )
    strict = fact.subject in gold.wordings
    quantity = fact.unit == gold.unit and _amount(fact) == _amount(gold)
    checks = {
        "found": True,
        "quantity": quantity,
        "modifier": fact.modifier == gold.modifier,
        "subject strict": strict,
        "subject relaxed": relaxed,
        "kind": fact.kind == gold.kind,
        "change": fact.change == gold.change,
        "basis": fact.basis == gold.basis,
        "time": fact.time == gold.time,
        "triple strict": quantity and strict,
        "triple relaxed": quantity and relaxed,
    }
    return [aspect for aspect, is_right in checks.items() if is_right]


def _amount(fact: Prediction | GoldFact) -> tuple[Fraction, Fraction | None]:
    return exact(fact.value), None if fact.high is None else exact(fact.high)


def likeness(first: str, second: str) -> float:
    """F1 of the longest common subsequence of two strings, from 0 to 1."""
    if not first or not second:
        return 0.0
    row = [0] * (len(second) + 1)
    for left in first:
        above = row
        row = [0]
        for column, right in enumerate(second):
            row.append(above[column] + 1 if left == right else max(above[column + 1], row[-1]))
    return 2 * row[-1] / (len(first) + len(second))
