"""Drafts without spans: each quote is found, or the line is named."""

import json
from pathlib import Path
from typing import Any

import pytest

from extractor.errors import GoldError
from extractor.evaluation.placing import place_facts

TEXT = "增长12.5%，其中农村增长5%，城市增长5%。"
RATE: dict[str, Any] = {
    "quote": "5%",
    "value": "5",
    "unit": "%",
    "subject": "农村",
    "kind": "change",
    "change": "up",
}


def _draft(folder: Path, *facts: dict[str, Any]) -> Path:
    file = folder / "draft.jsonl"
    lines = (json.dumps(fact, ensure_ascii=False) for fact in facts)
    file.write_text("\n\n".join(lines), encoding="utf-8")
    return file


def test_a_quote_is_not_the_end_of_a_longer_number(tmp_path: Path) -> None:
    """5% is not looked for in 12.5%, and the next 5% is behind the first."""
    facts = place_facts(_draft(tmp_path, RATE, {**RATE, "subject": "城市"}), TEXT)
    assert [fact.span for fact in facts] == [(14, 16), (21, 23)]
    assert [fact.n for fact in facts] == [2, 3]


def test_an_occurrence_can_be_named(tmp_path: Path) -> None:
    """`n` counts all occurrences of the string."""
    facts = place_facts(_draft(tmp_path, {**RATE, "n": 3}), TEXT)
    assert facts[0].span == (21, 23)


WRONG = {
    "not there": ({"quote": "6%"}, "does not stand behind offset 0"),
    "no quote": ({"quote": None}, "is not a gold fact"),
    "contradiction": ({"change": None}, "contradicts"),
}


@pytest.mark.parametrize(("change", "reason"), WRONG.values(), ids=WRONG.keys())
def test_wrong_drafts_are_refused(tmp_path: Path, change: dict[str, Any], reason: str) -> None:
    """The error names file and line."""
    with pytest.raises(GoldError, match=rf"draft\.jsonl:1: .*{reason}"):
        place_facts(_draft(tmp_path, {**RATE, **change}), TEXT)
