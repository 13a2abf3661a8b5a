"""Counts what is right: overall and by split, genre, construct, release, clean against noisy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, NamedTuple

from extractor.evaluation.matching import ASPECTS, Judged, Prediction, System, judge

if TYPE_CHECKING:
    from extractor.evaluation.constructs import Constructs
    from extractor.evaluation.gold import GoldRelease

# Facts whose change and time are asked for are those with a right quantity.
CONDITION = "quantity"


@dataclass(slots=True)
class Scores:
    """Counts of one group of facts.

    Attributes:
        gold: Gold facts, optional ones left out.
        predicted: Facts that the system found, those that meet an optional gold fact left out.
        right: For each aspect, how many are right.
        given: For each aspect, how many are right among those with a right quantity.
    """

    gold: int = 0
    predicted: int = 0
    right: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)

    def add(self, judged: Judged) -> None:
        """Count one gold fact or one fact that is none."""
        self.gold += judged.gold is not None
        self.predicted += judged.fact is not None
        self.right.update(judged.right)
        if CONDITION in judged.right:
            self.given.update(judged.right)

    def precision(self, aspect: str) -> float:
        """Share of the facts found that are right in an aspect."""
        return share(self.right[aspect], self.predicted)

    def recall(self, aspect: str) -> float:
        """Share of the gold facts that are found and right in an aspect."""
        return share(self.right[aspect], self.gold)

    def f1(self, aspect: str) -> float:
        """Harmonic mean of precision and recall."""
        return share(2 * self.right[aspect], self.predicted + self.gold)

    def given_quantity(self, aspect: str) -> float:
        """Share of the facts with a right quantity that are right in an aspect."""
        return share(self.given[aspect], self.given[CONDITION])

    def to_dict(self) -> dict[str, Any]:
        """The figures as they stand in JSON."""
        figures: dict[str, Any] = {"gold": self.gold, "predicted": self.predicted}
        for aspect in ASPECTS:
            figures[aspect] = {
                "precision": round(self.precision(aspect), 4),
                "recall": round(self.recall(aspect), 4),
                "f1": round(self.f1(aspect), 4),
                "given_quantity": round(self.given_quantity(aspect), 4),
            }
        return figures


class ReleaseResult(NamedTuple):
    """What came of one release.

    Attributes:
        release: The release with its gold.
        judged: Its gold facts and the system's, side by side.
        crash: What the system raised, or None; all its gold facts count as missed then.
        facts: What the system found.
    """

    release: GoldRelease
    judged: list[Judged]
    crash: str | None
    facts: list[Prediction]


@dataclass(slots=True)
class Report:
    """Scores over a corpus.

    Attributes:
        results: What came of each release.
        groups: Scores by kind of group (``all``, ``split``, ``genre``, ``noise``, ``construct``,
            ``release``) and name.
        twins: For each noisy twin, the share of facts that are the same as in the clean release.
    """

    results: list[ReleaseResult]
    groups: dict[str, dict[str, Scores]]
    twins: dict[str, float]

    @property
    def overall(self) -> Scores:
        """Scores over all facts."""
        return self.groups["all"]["all"]

    @property
    def crashes(self) -> dict[str, str]:
        """What the system raised, by release."""
        return {r.release.name: r.crash for r in self.results if r.crash is not None}

    @property
    def twin_agreement(self) -> float | None:
        """Mean share of facts that are the same in clean and noisy twin; None without twins."""
        return sum(self.twins.values()) / len(self.twins) if self.twins else None

    def to_dict(self) -> dict[str, Any]:
        """The figures as they stand in JSON; names in order, the same for the same input."""
        return {
            "groups": {
                kind: {name: scores.to_dict() for name, scores in sorted(names.items())}
                for kind, names in self.groups.items()
            },
            "twins": {name: round(value, 4) for name, value in sorted(self.twins.items())},
            "crashes": self.crashes,
        }


def evaluate(
    system: System, releases: Iterable[GoldRelease], constructs: Constructs | None = None
) -> Report:
    """Run a system over releases and compare what it finds with their gold.

    Args:
        system: Finds facts in a raw text; what it raises counts as a miss of the whole release.
        releases: Releases with gold.
        constructs: How to tell constructs apart; by the tags of the gold alone if None.
    """
    results = [_run(system, release) for release in releases]
    report = Report(results, {"all": {"all": Scores()}}, _twins(results))
    for kind in ("split", "genre", "noise", "construct", "release"):
        report.groups[kind] = {}
    for result in results:
        for judged in result.judged:
            for kind, name in groups_of(result.release, judged, constructs):
                report.groups[kind].setdefault(name, Scores()).add(judged)
    return report


def _run(system: System, release: GoldRelease) -> ReleaseResult:
    facts: list[Prediction] = []
    crash = None
    try:
        facts = list(system(release.text))
    except Exception as error:  # whatever it is, it costs this release only
        crash = f"{type(error).__name__}: {error}"
    return ReleaseResult(release, judge(release, facts), crash, facts)


def groups_of(
    release: GoldRelease, judged: Judged, constructs: Constructs | None
) -> list[tuple[str, str]]:
    """Kind and name of each group that a judged fact of a release belongs to."""
    card = release.card
    groups = [("all", "all"), ("split", card.split), ("release", card.id)]
    groups.append(("noise", "noisy" if card.twin_of else "clean"))
    if card.genre:
        groups.append(("genre", card.genre))
    if judged.gold is not None:
        tags = constructs.of(release, judged.gold) if constructs else judged.gold.tags
        groups += [("construct", tag) for tag in tags]
    return groups


def _twins(results: Sequence[ReleaseResult]) -> dict[str, float]:
    """For each noisy release, the share of facts that say the same as in its clean twin."""
    facts = {r.release.name: [fact[1:] for fact in r.facts] for r in results}
    shares: dict[str, float] = {}
    for result in results:
        clean = result.release.card.twin_of
        if clean in facts:
            pair = facts[clean], facts[result.release.name]
            shares[result.release.name] = SequenceMatcher(None, *pair, autojunk=False).ratio()
    return shares


def share(part: int, whole: int) -> float:
    """Part of a whole; 0 of nothing."""
    return part / whole if whole else 0.0
