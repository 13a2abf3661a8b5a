"""Arithmetic on spans of days."""

from datetime import date

import pytest

from extractor.times.calendar import Span, cut, is_news, latest_year, lies_ahead, months, shifted

MARCH = date(2024, 3, 31)
APRIL = date(2024, 4, 1)


@pytest.mark.parametrize(
    ("month", "by", "expected"),
    [((2024, 1), -1, (2023, 12)), ((2023, 12), 1, (2024, 1)), ((2024, 6), -18, (2022, 12))],
)
def test_shifting_months_crosses_years(month: tuple[int, int], by: int, expected) -> None:
    assert shifted(*month, by) == expected


def test_a_span_of_months_ends_with_its_last_day() -> None:
    assert months((2023, 11), (2024, 2)) == Span(date(2023, 11, 1), date(2024, 2, 29))


def test_releases_look_back_until_march() -> None:
    assert (latest_year(MARCH), latest_year(APRIL)) == (2023, 2024)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ((2024, 4, 1), (2024, 4, 30), False),
        ((2024, 4, 2), (2024, 4, 2), True),
        ((2024, 1, 1), (2024, 6, 30), False),
        ((2024, 3, 1), (2024, 12, 31), True),
    ],
)
def test_what_lies_ahead_of_a_release(start, end, expected: bool) -> None:
    """A short span lies ahead by its start, a long one by its greater half."""
    assert lies_ahead(Span(date(*start), date(*end)), APRIL) is expected


def test_news_is_a_month_old_at_most() -> None:
    days = [date(2024, 2, 28), date(2024, 3, 1), APRIL, date(2024, 4, 2)]
    assert [is_news(day, APRIL) for day in days] == [False, True, True, False]


def test_an_unknown_span_stays_unknown_when_cut() -> None:
    assert cut(Span(), "since", APRIL) == Span()
