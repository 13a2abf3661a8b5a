"""What the patterns say of words, beside their tags."""

import json
from pathlib import Path

import pytest

from extractor.errors import PatternError
from extractor.resources import Patterns
from extractor.tokens import Lexicon

LEXICON = Lexicon(Patterns())
# Code of a unit, a word, and whether the unit counts what the word names.
COUNTED = [
    ("{家}", "龙头企业", True),
    ("{家}", "教师", False),
    ("{个}", "地级市", True),
    ("km", "企业", False),
]
FAULTS = [
    ("tags", {"tags": ["LOUD"], "pos": "X", "phrase": "aloud"}, "phrase must be one of"),
    ("words", {"tag": "LOUD", "words": ["喧哗"]}, "tag 'LOUD' is not declared"),
    ("words", {"tag": "n", "words": ["增长"]}, "word '增长' stands in rule"),
]


@pytest.mark.parametrize(("code", "word", "expected"), COUNTED)
def test_a_unit_counts_what_its_rule_lists(code: str, word: str, expected: bool) -> None:
    """The endings of `heads.jsonl` say what a noun behind a number may be."""
    assert (LEXICON.heads.rule_of(code, word) is not None) == expected


def test_a_unit_may_count_others_than_those_listed() -> None:
    """Anything is counted by 个, so a word that is not listed ends no phrase."""
    assert (LEXICON.heads.are_listed("{家}"), LEXICON.heads.are_listed("{个}")) == (True, False)


def test_words_say_which_way_an_amount_moved() -> None:
    """By their tag, as the head of a noun, or as a comparative."""
    changes = LEXICON.changes
    ways = (changes.tags["RISE"], changes.heads["降幅"], changes.comparatives["偏多"])
    assert ways == ("up", "down", "up")


@pytest.mark.parametrize(("file", "fields", "reason"), FAULTS)
def test_a_rule_that_contradicts_the_others_is_a_fault(
    tmp_path: Path, file: str, fields: dict[str, object], reason: str
) -> None:
    """A word has one tag, a tag is declared, and its role is one that phrases know."""
    rule = {"id": "own.rule", "comment": "of a user", "match": ["喧哗。"], "no_match": ["安静。"]}
    line = json.dumps(rule | fields, ensure_ascii=False)
    (tmp_path / f"{file}.jsonl").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(PatternError, match=reason):
        Lexicon(Patterns(tmp_path))
