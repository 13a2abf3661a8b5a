"""Regex fields of rules: compiled, or a fault that names file and line."""

from __future__ import annotations

from typing import Any

from extractor.expressions import compiled
from extractor.resources import Rule


def follower(rule: Rule, name: str) -> Any:
    """The match method of a field that says what stands behind an offset: ``(text, offset)``.

    Raises:
        PatternError: The field is missing or not valid.
    """
    return compiled(rule, name, rule.field(name)).match


def leader(rule: Rule, name: str) -> Any:
    """The match method of a field that says what stands before one: ``(text, 0, offset)``.

    Raises:
        PatternError: The field is missing or not valid.
    """
    return compiled(rule, name, rule.field(name), backwards=True).match


class Words:
    """The words of a rule that stand directly before a number.

    Args:
        rule: A rule with ``forms`` and ``not_after``.
    """

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self._forms = tuple(sorted(rule.field("forms"), key=len, reverse=True))
        self._blocked = leader(rule, "not_after")

    def before(self, text: str, end: int) -> str:
        """The longest of the words that ends at `end`, or an empty string."""
        if text.endswith(self._forms, 0, end):
            for form in self._forms:
                start = end - len(form)
                if text.endswith(form, 0, end) and not self._blocked(text, 0, start):
                    return str(form)
        return ""
