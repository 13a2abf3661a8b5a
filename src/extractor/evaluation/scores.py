"""Compares facts with gold and counts.

A fact meets the gold fact whose quote overlaps its number. Precision and recall are of quantities;
the other figures are shares of the quantities that were found. A subject is right, strictly, if it
is the gold subject or one of its alternatives; relaxed, if its longest common subsequence with one
of them has an F1 of at least 0.6 and no neighbouring fact's subject is nearer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.evaluation.gold import GoldFact, GoldRelease
    from extractor.pipeline import Extractor
    from extractor.records import Fact

RELAXED = 0.6
ASPECTS = (
    *("quantity", "modifier", "subject strict", "subject relaxed", "kind", "change", "basis"),
    *("time", "triple strict", "triple relaxed"),
)


@dataclass(slots=True)
class Scores:
    """Counts of one group of gold facts.

    Attributes:
        gold: Gold facts, optional ones left out.
        found: Gold facts that some fact met.
        extra: Facts that met no gold fact.
        right: For each aspect, how many of the found were right.
    """

    gold: int = 0
    found: int = 0
    extra: int = 0
    right: Counter[str] = field(default_factory=Counter)

    @property
    def precision(self) -> float:
        """Share of the facts that meet a gold fact."""
        return _share(self.found, self.found + self.extra)

    @property
    def recall(self) -> float:
        """Share of the gold facts that were found."""
        return _share(self.found, self.gold)

    def share(self, aspect: str) -> float:
        """Share of the found facts that are right in an aspect."""
        return _share(self.right[aspect], self.found)


@dataclass(slots=True)
class Report:
    """Scores over a corpus.

    Attributes:
        overall: Of all facts.
        by_release: Of each release.
        by_construct: Of the gold facts with each tag.
    """

    overall: Scores = field(default_factory=Scores)
    by_release: dict[str, Scores] = field(default_factory=dict)
    by_construct: dict[str, Scores] = field(default_factory=dict)


def evaluate(extractor: Extractor, releases: Iterable[GoldRelease]) -> Report:
    """Extract the facts of each release and compare them with its gold."""
    report = Report()
    for release in releases:
        scores = report.by_release[release.name] = Scores()
        facts = list(extractor.extract(release.text).facts)
        for number, gold in enumerate(release.facts):
            fact = _meeting(gold, facts)
            if gold.optional:
                continue
            right = _right(fact, gold, _neighbours(release, number)) if fact else ()
            groups = [report.by_construct.setdefault(tag, Scores()) for tag in gold.tags]
            for group in (report.overall, scores, *groups):
                group.gold += 1
                group.found += fact is not None
                group.right.update(right)
        for group in (report.overall, scores):
            group.extra += len(facts)
    return report


def _meeting(gold: GoldFact, facts: list[Fact]) -> Fact | None:
    """Take the first fact whose number overlaps the quote out of `facts`."""
    start, end = gold.span
    for number, fact in enumerate(facts):
        if fact.quantity.span[0] < end and start < fact.quantity.span[1]:
            return facts.pop(number)
    return None


def _neighbours(release: GoldRelease, number: int) -> list[str]:
    around = (number - 1, number + 1)
    return [release.facts[i].subject for i in around if 0 <= i < len(release.facts)]


def _right(fact: Fact, gold: GoldFact, neighbours: list[str]) -> list[str]:
    """The aspects in which a fact is right."""
    wordings = (gold.subject, *gold.alternatives)
    subject = fact.subject.text
    nearness = max(_overlap(subject, wording) for wording in wordings)
    relaxed = nearness >= RELAXED and all(
        _overlap(subject, neighbour) <= nearness for neighbour in neighbours
    )
    quantity = (fact.quantity.value, fact.quantity.high, fact.unit.text)
    is_quantity = quantity == (gold.value, gold.high, gold.unit)
    checks = {
        "quantity": is_quantity,
        "modifier": fact.quantity.modifier == gold.modifier,
        "subject strict": subject in wordings,
        "subject relaxed": relaxed,
        "kind": fact.kind == gold.kind,
        "change": fact.change == gold.change,
        "basis": fact.basis == gold.basis,
        "time": (fact.time.text if fact.time else None) == gold.time,
        "triple strict": is_quantity and subject in wordings,
        "triple relaxed": is_quantity and relaxed,
    }
    return [aspect for aspect, is_right in checks.items() if is_right]


def _overlap(first: str, second: str) -> float:
    """F1 of the longest common subsequence of two strings."""
    if not first or not second:
        return 0.0
    row = [0] * (len(second) + 1)
    for left in first:
        above = row
        row = [0]
        for column, right in enumerate(second):
            row.append(above[column] + 1 if left == right else max(above[column + 1], row[-1]))
    return 2 * row[-1] / (len(first) + len(second))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
