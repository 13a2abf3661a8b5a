"""A time expression being read: its groups as numbers and words, and the years around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from extractor.times.calendar import Span, cut, latest_year, lies_ahead
from extractor.times.grammar import TimeGrammar, TimeRule

_ROC_ZERO = 1911
"""The year before the first of the era of the Republic of China."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An expression with all that resolving it may ask for.

    Attributes:
        rule: The rule that found it.
        groups: Named groups of the rule and what they matched.
        grammar: Where the tables are.
        published: Day of publishing of the release.
        reference_year: Last year stated before the expression.
    """

    rule: TimeRule
    groups: Mapping[str, str]
    grammar: TimeGrammar
    published: date | None
    reference_year: int | None

    def number(self, group: str) -> int | None:
        """The number in a group, None if the group is empty."""
        text = self.groups.get(group)
        return None if text is None else self.grammar.number(text)

    def meaning(self, group: str) -> Any:
        """What the table of a group's name says about its word, None without word or meaning."""
        return self.grammar.tables.get(group, {}).get(self.groups.get(group, ""))

    def option(self, name: str) -> Any:
        """A setting that the kind of the rule requires.

        Raises:
            PatternError: The rule has no such field.
        """
        return self.rule.rule.field(name)

    @property
    def edge(self) -> Any:
        """How the span is cut, as `calendar.cut` takes it."""
        return self.meaning("edge") or self.rule.rule.data.get("edge")

    @property
    def text_year(self) -> int | None:
        """The year that the text speaks of."""
        if self.reference_year is not None:
            return self.reference_year
        return latest_year(self.published) if self.published else None

    @property
    def this_year(self) -> int | None:
        """The year in which the release was published."""
        return self.published.year if self.published else self.reference_year

    @property
    def reported_year(self) -> int | None:
        """The last full year that the text can look back on."""
        if self.published is None:
            return self.reference_year
        latest = latest_year(self.published)
        stated = self.reference_year
        # A year further back was named in passing; it is not the one that the release reports on.
        is_reported = stated is not None and self.published.year - 1 <= stated <= latest
        return stated if is_reported else latest

    @property
    def named_year(self) -> int | None:
        """The year that the expression names, by number or by place."""
        if (year := self.number("year")) is not None:
            return year
        if (roc := self.number("roc")) is not None:
            return roc + _ROC_ZERO
        return self._by_place("relative")

    @property
    def until_year(self) -> int | None:
        """The year in which a range ends; two digits are read in the century of its start."""
        if "until_relative" in self.groups:
            return self._by_place("until_relative")
        text, year = self.groups.get("until_year"), self.number("year")
        if text is None or year is None or len(text) > 2:
            return self.number("until_year")
        return year - year % 100 + int(text)

    def _by_place(self, group: str) -> int | None:
        """The year that a word of the table ``relative`` names, as 今年, if a group holds one."""
        relative = self.grammar.tables["relative"].get(self.groups.get(group, ""))
        if relative is None:
            return None
        base = self.this_year if relative[0] == "published" else self.text_year
        return None if base is None else base + int(relative[1])

    @property
    def compares(self) -> bool:
        """Whether the year is one that the text's own year is compared with (上年, 同期)."""
        relative = self.meaning("relative")
        beside = relative is not None and relative[0] != "published" and relative[1] != 0
        return beside or not self.rule.rule.data.get("carries", True)

    def in_year(self, build: Callable[[int], Span]) -> Span:
        """A span in the year that the expression names, or in the one it leaves to the context.

        Args:
            build: Gives the span in a year.

        Returns:
            The span in the named year, else in the reference year, else in the year of publishing
            or, where the release cannot report on it yet, in the year before.
        """
        year = self.named_year
        if year is None and not (self.groups.keys() & {"year", "roc", "relative"}):
            year = self.reference_year
        if year is not None:
            return build(year)
        if self.published is None:
            return Span()
        span = build(self.published.year)
        ahead = lies_ahead(cut(span, self.edge, self.published), self.published)
        return build(self.published.year - 1) if ahead else span
