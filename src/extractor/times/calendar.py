"""Arithmetic on spans of days; knows the calendar and nothing of language."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

EDGES = frozenset({"start", "end", "since", "before", "until"})
"""Names of the edges that `cut` knows."""

_FIRST_QUARTER_END = 3
_NEWS = timedelta(days=31)
_SHORT = 31
"""Days that a span may have to count as short."""


@dataclass(frozen=True, slots=True)
class Span:
    """A span of days; either end is None where it is not known.

    Attributes:
        start: First day.
        end: Last day (inclusive).
    """

    start: date | None = None
    end: date | None = None


def years(first: int, last: int) -> Span:
    """The span from the first day of a year to the last day of another.

    Raises:
        ValueError: A year is not one of the calendar.
    """
    return Span(date(first, 1, 1), date(last, 12, 31))


def months(first: tuple[int, int], last: tuple[int, int]) -> Span:
    """The span from the first day of a (year, month) to the last day of another.

    Raises:
        ValueError: A year or a month is not one of the calendar.
    """
    start = date(*first, 1)
    return Span(start, date(*last, monthrange(*last)[1]))


def shifted(year: int, month: int, by: int) -> tuple[int, int]:
    """The (year, month) that lies a number of months after another."""
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


def is_news(on: date, published: date) -> bool:
    """Whether a day lies so shortly before publishing that it is taken for the news itself."""
    return timedelta() <= published - on <= _NEWS


def latest_year(published: date) -> int:
    """The year that a release reports on if it names none.

    In the first three months of a year, releases look back on the year before.
    """
    return published.year - (published.month <= _FIRST_QUARTER_END)


def lies_ahead(span: Span, published: date) -> bool:
    """Whether a release of that day cannot report on the span yet.

    A short span (a day, a month) lies ahead if it starts after the release, a longer one if more
    than half of it comes after the release, one without a start never.
    """
    if span.start is None:
        return False
    length = (span.end - span.start).days + 1 if span.end else 0
    if span.end is None or length <= _SHORT:
        return span.start > published
    return (span.end - published).days * 2 > length


def cut(span: Span, edge: str | Sequence[int] | None, published: date | None) -> Span:
    """A span cut by an edge.

    Args:
        span: The span as named.
        edge: ``start`` and ``end`` give one day; ``since`` runs from its start to the day of
            publishing, ``before`` ends on the day before it, ``until`` on its last day; a pair of
            days gives that part of its first month; None gives the span itself.
        published: Day of publishing.
    """
    start, end = span.start, span.end
    if start is None or edge is None:
        return span
    if not isinstance(edge, str):
        last = min(int(edge[1]), monthrange(start.year, start.month)[1])
        return Span(start.replace(day=int(edge[0])), start.replace(day=last))
    return {
        "start": Span(start, start),
        "end": Span(end, end),
        "since": Span(start, published if published and published >= start else None),
        "before": Span(None, start - timedelta(days=1)),
        "until": Span(None, end),
    }[edge]
