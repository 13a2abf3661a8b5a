"""What a time expression means: the first and the last day, as far as they can be known.

How a rule resolves stands in `patterns/times.jsonl` (`resolve`, and the named groups of its regex).
What an expression leaves open comes from two facts about the release:

* ``published``, the day of publishing. 今年 is its year, and 目前 is the day itself.
* ``reference_year``, the last year that the text stated before the expression. Spans that name no
  year (全年, 1—11月, 年末) take it. Without it they take the year of publishing, or the year before
  if they could not be reported on yet: releases of January look back. A day of a month is taken
  nearest before publishing if it lies at most 31 days back, whatever year was stated.

The n years of 过去五年 and 五年来 end with the reference year, if that is the last year that a
release of that day can report on or the year before its publishing, else with that last year (the
year before in January to March); those of 今后五年 start with the year after that one. 上年 is the
year before the reference year. 今年 without a day of publishing is the reference year.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from extractor.resources import Patterns, Rule
from extractor.times.calendar import EDGES, Span, cut, is_news
from extractor.times.finder import TimeExpression
from extractor.times.grammar import TimeGrammar
from extractor.times.kinds import KINDS
from extractor.times.reading import Reading

Dates = tuple[str | None, str | None]
"""First and last day (inclusive) as ISO dates, None where unknown."""

_Key = tuple[str, str, str | None, date | None, int | None]


class TimeResolver:
    """Resolves time expressions to ISO dates.

    Args:
        patterns: Pattern folders to read ``times.jsonl`` from, or the grammar of a `TimeFinder`
            that has read them.

    Raises:
        PatternError: A rule is not valid, or is of a kind that does not exist.
    """

    def __init__(self, patterns: Patterns | TimeGrammar) -> None:
        self._grammar = patterns if isinstance(patterns, TimeGrammar) else TimeGrammar(patterns)
        self._rules = {rule.id: rule for rule in self._grammar.rules}
        self._check()
        self._dates: dict[_Key, Dates] = {}
        self._years: dict[_Key, int | None] = {}

    def resolve(
        self,
        expression: TimeExpression,
        *,
        published: date | None = None,
        reference_year: int | None = None,
    ) -> Dates:
        """First and last day (inclusive) of an expression, as ISO dates.

        Args:
            expression: As the finder returned it.
            published: Day of publishing of the release.
            reference_year: Last year stated before the expression.

        Returns:
            The two dates; None for one that cannot be known, or is no date of the calendar.
        """
        key = (*_wording(expression), published, reference_year)
        dates = self._dates.get(key)
        if dates is None:
            span = self._span(self._reading(expression, published, reference_year))
            start, end = (day.isoformat() if day else None for day in (span.start, span.end))
            dates = self._dates[key] = (start, end)
        return dates

    def resolve_all(
        self, expressions: Iterable[TimeExpression], *, published: date | None = None
    ) -> list[Dates]:
        """The dates of all expressions of a text, the reference year carried from each to the next.

        Args:
            expressions: As the finder returned them, in text order.
            published: Day of publishing of the release.

        Returns:
            First and last day of each expression, as `resolve` gives them.
        """
        dates: list[Dates] = []
        year: int | None = None
        for expression in expressions:
            dates.append(self.resolve(expression, published=published, reference_year=year))
            year = self.year_of(expression, published=published, reference_year=year) or year
        return dates

    def year_of(
        self,
        expression: TimeExpression,
        *,
        published: date | None = None,
        reference_year: int | None = None,
    ) -> int | None:
        """The year that an expression states, so that a caller can carry it along.

        Args:
            expression: As the finder returned it.
            published: Day of publishing of the release.
            reference_year: Last year stated before the expression.

        Returns:
            The year, of a range the last one. None if the expression states no single year, only
            compares with one (上年, 同期, 比2020年), reaches beyond it (以来, 前), names one that
            lies after the year of publishing, or is the day of the news itself.
        """
        key = (*_wording(expression), published, reference_year)
        if key not in self._years:
            reading = self._reading(expression, published, reference_year)
            self._years[key] = self._stated_year(reading)
        return None if expression.compared else self._years[key]

    def _stated_year(self, reading: Reading) -> int | None:
        if reading.compares or reading.edge in ("since", "before", "until"):
            return None
        span = self._span(reading)
        year = span.end.year if span.end else reading.named_year
        single = span.start is not None and span.start.year == year
        if reading.named_year is None and not (single and reading.rule.kind in ("plan", "years")):
            return None
        published = reading.published
        if published is None or year is None:
            return year
        news = reading.rule.kind == "days" and span.end is not None and is_news(span.end, published)
        return None if news or year > published.year else year

    def _check(self) -> None:
        for rule in self._grammar.rules:
            if rule.kind not in KINDS:
                hint = f"kinds are {', '.join(sorted(KINDS))}"
                raise rule.rule.fault(f"has an unknown kind {rule.kind!r}", hint=hint)
            _check_edge(rule.rule, rule.rule.data.get("edge"))
        for line in self._grammar.definitions:
            if line.data["define"] == "edge":
                for edge in line.data["values"].values():
                    _check_edge(line, edge)

    def _reading(
        self, expression: TimeExpression, published: date | None, reference_year: int | None
    ) -> Reading:
        rule = self._rules[expression.rule]
        return Reading(rule, expression.groups, self._grammar, published, reference_year)

    def _span(self, reading: Reading) -> Span:
        try:
            span = KINDS[reading.rule.kind](reading)
            return cut(span, reading.edge, reading.published)
        except (ValueError, OverflowError):  # no such day in the calendar
            return Span()


def _wording(expression: TimeExpression) -> tuple[str, str, str | None]:
    """All of an expression that its meaning depends on; 7月1日起 and 7月1日 have the same text."""
    return expression.rule, expression.text, expression.groups.get("edge")


def _check_edge(line: Rule, edge: object) -> None:
    if isinstance(edge, str) and edge not in EDGES:
        hint = f"edges are {', '.join(sorted(EDGES))}, or first and last day of a month"
        raise line.fault(f"has an unknown edge {edge!r}", hint=hint)
