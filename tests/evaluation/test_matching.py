"""What counts as right."""

from dataclasses import dataclass, field

import pytest

from extractor.evaluation import GoldFact, GoldRelease, Prediction, ReleaseCard
from extractor.evaluation.matching import judge, likeness

LIKENESS = {
    ("学校", "学校"): 1.0,
    ("学校", "医院"): 0.0,
    ("农村学校", "学校"): 2 / 3,
    ("", "学校"): 0.0,
}


@pytest.mark.parametrize(("pair", "share"), LIKENESS.items(), ids=map(str, LIKENESS))
def test_likeness(pair: tuple[str, str], share: float) -> None:
    """F1 of the longest common subsequence."""
    assert likeness(*pair) == pytest.approx(share)


def _gold(place: int, subject: str, *alternatives: str, optional: bool = False) -> GoldFact:
    return GoldFact(
        quote="5",
        span=(place, place + 1),
        value="5",
        unit="",
        subject=subject,
        alternatives=alternatives,
        kind="level",
        optional=optional,
    )


def _release(*facts: GoldFact) -> GoldRelease:
    return GoldRelease(card=ReleaseCard(id="one"), text="5" * 20, facts=facts)


@dataclass
class Subject:
    """A subject as found, the gold beside it, and the aspects of it that are right."""

    found: str
    gold: list[str]
    neighbour: str
    right: set[str] = field(default_factory=set)


SUBJECTS = {
    "as annotated": Subject("城市学校", ["城市学校"], "农村学校", {"strict", "relaxed"}),
    "as an alternative": Subject("学校", ["城市学校", "学校"], "医院", {"strict", "relaxed"}),
    "near": Subject("新城市学校", ["城市学校"], "医院", {"relaxed"}),
    "nearer to the neighbour": Subject("农村的学校", ["城市学校"], "农村学校"),
    "far": Subject("机场", ["城市学校"], "农村学校"),
}


@pytest.mark.parametrize("case", SUBJECTS.values(), ids=SUBJECTS.keys())
def test_subjects(case: Subject) -> None:
    """Strict is one of the wordings; relaxed is near to one and not nearer to a neighbour's."""
    release = _release(_gold(0, *case.gold), _gold(5, case.neighbour))
    judged = judge(release, [Prediction((0, 1), "5", subject=case.found)])
    assert {a.removeprefix("subject ") for a in judged[0].right if "subject" in a} == case.right


def test_optional_facts_are_left_out() -> None:
    """An optional gold fact is neither missed, nor is what meets it a false fact."""
    release = _release(_gold(0, "学校", optional=True))
    assert judge(release, [Prediction((0, 1), "5")]) == []


def test_false_facts_stand_in_text_order() -> None:
    """What meets no gold fact is kept, in its place."""
    judged = judge(_release(_gold(5, "学校")), [Prediction((9, 10), "5"), Prediction((0, 1), "5")])
    assert [each.span for each in judged] == [(0, 1), (5, 6), (9, 10)]
    assert [each.gold is None for each in judged] == [True, False, True]
