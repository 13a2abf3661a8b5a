"""The examples of every rule: `match` texts fire it, `no_match` texts do not."""

import pytest

from extractor.quantities import QuantityFinder
from extractor.resources import Patterns, Rule

FILES = ("numerals", "units", "modifiers", "exclusions")
RULES = [rule for file in FILES for rule in Patterns().rules(file)]


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_examples(finder: QuantityFinder, rule: Rule) -> None:
    assert rule.comment
    assert rule.match
    assert rule.no_match
    assert [text for text in rule.match if rule.id not in finder.fired(text)] == []
    assert [text for text in rule.no_match if rule.id in finder.fired(text)] == []


def test_ids_are_unique_over_all_files() -> None:
    ids = [rule.id for rule in RULES]
    assert sorted(set(ids)) == sorted(ids)
