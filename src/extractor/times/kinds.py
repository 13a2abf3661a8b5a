"""The kinds of meaning that a rule can have: from a reading to a span of days.

Each function takes a `Reading` and returns the span that the expression names, before its edge cuts
it. A ``ValueError`` (no such day in the calendar) is the caller's to catch. `KINDS` lists them
under the names that `patterns/times.jsonl` uses.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from extractor.times.calendar import Span, is_news, months, shifted, years
from extractor.times.reading import Reading

_PLAN_YEARS = 5
_PLAN_ZERO = 1951
"""The n-th five-year plan starts in 1951 + 5n; true from the third plan on."""


def year(reading: Reading) -> Span:
    """Whole years: one, or from `year` to `until_year`."""
    return reading.in_year(lambda first: years(first, reading.until_year or first))


def months_of_year(reading: Reading) -> Span:
    """Whole months: `month` to `until_month`, a `part` of a table, or the first `count`."""
    if part := reading.meaning("part"):
        first, last = part
    elif count := reading.number("count"):
        first, last = 1, count
    else:
        first = reading.number("month") or 0
        last = reading.number("until_month") or first
    return reading.in_year(lambda year: months((year, first), (_end_year(reading, year), last)))


def _end_year(reading: Reading, year: int) -> int:
    """The year in which a range ends: the next one if it ends in an earlier month (11月至2月)."""
    first, last = reading.number("month"), reading.number("until_month")
    turns = first is not None and last is not None and last < first
    return reading.until_year or (year + 1 if turns else year)


def quarters(reading: Reading) -> Span:
    """Whole quarters: `quarter` to `until_quarter`, or the first `count`."""
    first = reading.number("quarter") or 1
    last = reading.number("until_quarter") or reading.number("count") or first
    return reading.in_year(lambda year: months((year, first * 3 - 2), (year, last * 3)))


def days(reading: Reading) -> Span:
    """Calendar days: `month` and `day`, to `until_month` and `until_day`."""
    month, day = reading.number("month") or 0, reading.number("day") or 0
    last_month, last_day = reading.number("until_month") or month, reading.number("until_day")

    def build(year: int) -> Span:
        last = date(_end_year(reading, year), last_month, last_day or day)
        return Span(date(year, month, day), last)

    published = reading.published
    if published and not reading.groups.keys() & {"year", "roc", "relative"}:
        for near in (published.year, published.year - 1):
            end = build(near).end
            if end and is_news(end, published):
                return build(near)
    return reading.in_year(build)


def day(reading: Reading) -> Span:
    """A day without its month: the last such day up to the day of publishing."""
    if reading.published is None:
        return Span()
    first = reading.number("day") or 0
    last = reading.number("until_day") or first
    here = reading.published.year, reading.published.month
    place = here if first <= reading.published.day else shifted(*here, -1)
    return Span(date(*place, first), date(*place, last))


def plan(reading: Reading) -> Span:
    """Years of the five-year plan `plan`: all, the `first` or `last` n, or the `nth`."""
    start = _PLAN_ZERO + _PLAN_YEARS * int(reading.meaning("plan"))
    end = start + _PLAN_YEARS - 1
    if "nth" in reading.groups:
        nth = int(reading.meaning("nth") or reading.number("nth") or 1)
        start = end = start + nth - 1 if nth > 0 else end + nth + 1
    elif first := reading.number("first"):
        end = start + first - 1
    elif last := reading.number("last"):
        start = end - last + 1
    return years(start, end)


def years_around(reading: Reading) -> Span:
    """The `count` years that end with the reported year, or that follow it."""
    count = reading.number("count") or 0
    direction = reading.option("direction")
    if direction == "this":
        base = reading.this_year
        return Span() if base is None else years(base, base + count - 1)
    base = reading.reported_year
    if base is None:
        return Span()
    if direction == "next":
        return years(base + 1, base + count)
    return years(base - count + 1, base)


def near_month(reading: Reading) -> Span:
    """A month by its distance from that of publishing."""
    if reading.published is None:
        return Span()
    by = int(reading.meaning("near_month"))
    month = shifted(reading.published.year, reading.published.month, by)
    return months(month, month)


def near_day(reading: Reading) -> Span:
    """A day by its distance from that of publishing, the day itself if none is named."""
    if reading.published is None:
        return Span()
    moved = reading.published + timedelta(days=int(reading.meaning("near_day") or 0))
    return Span(moved, moved)


def since_event(reading: Reading) -> Span:
    """The day of a known event."""
    on = date.fromisoformat(reading.meaning("event"))
    return Span(on, on)


def cross_year(reading: Reading) -> Span:
    """A year that starts in the month `start_month` and ends in the next calendar year."""
    first, last = reading.number("year"), reading.until_year
    start_month = int(reading.option("start_month"))
    if first is None or last != first + 1:
        return Span()
    return months((first, start_month), (last, start_month - 1))


def unknown(_: Reading) -> Span:
    """A time whose days cannot be told."""
    return Span()


KINDS: Mapping[str, Callable[[Reading], Span]] = {
    "year": year,
    "months": months_of_year,
    "quarters": quarters,
    "days": days,
    "day": day,
    "plan": plan,
    "years": years_around,
    "month": near_month,
    "published": near_day,
    "event": since_event,
    "cross_year": cross_year,
    "unknown": unknown,
}
