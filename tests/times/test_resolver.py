"""Resolving time expressions: from what is written to the first and the last day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import PatternError
from extractor.resources import Patterns
from extractor.times import TimeFinder, TimeResolver

FINDER = TimeFinder(Patterns())
RESOLVER = TimeResolver(FINDER.grammar)
JANUARY, JUNE, NOVEMBER = date(2024, 1, 12), date(2024, 6, 20), date(2024, 11, 20)

# What needs no context: text, first day, last day.
ABSOLUTE = [
    ("2023年", "2023-01-01", "2023-12-31"),
    ("二〇二三年", "2023-01-01", "2023-12-31"),
    ("民国112年", "2023-01-01", "2023-12-31"),
    ("民国一百一十二年", "2023-01-01", "2023-12-31"),
    ("112年度", "2023-01-01", "2023-12-31"),
    ("112年第2季", "2023-04-01", "2023-06-30"),
    ("2021—2025年", "2021-01-01", "2025-12-31"),
    ("2021年至2025年", "2021-01-01", "2025-12-31"),
    ("2021-25年", "2021-01-01", "2025-12-31"),
    ("2022、2023年", "2022-01-01", "2023-12-31"),
    ("2023年1月", "2023-01-01", "2023-01-31"),
    ("2024年二月", "2024-02-01", "2024-02-29"),
    ("2023年1月11日", "2023-01-11", "2023-01-11"),
    ("2024-03-05", "2024-03-05", "2024-03-05"),
    ("2023年1—11月", "2023-01-01", "2023-11-30"),
    ("2023年前11个月", "2023-01-01", "2023-11-30"),
    ("2023年11月至2024年2月", "2023-11-01", "2024-02-29"),
    ("2023年11月至次年2月", "2023-11-01", "2024-02-29"),
    ("2023年12月28日至1月3日", "2023-12-28", "2024-01-03"),
    ("2023年7月1日至9日", "2023-07-01", "2023-07-09"),
    ("2023年前三季度", "2023-01-01", "2023-09-30"),
    ("2023年一至三季度", "2023-01-01", "2023-09-30"),
    ("2023年第四季度", "2023-10-01", "2023-12-31"),
    ("2023年上半年", "2023-01-01", "2023-06-30"),
    ("2023年下半年", "2023-07-01", "2023-12-31"),
    ("2023年全年", "2023-01-01", "2023-12-31"),
    ("2023年末", "2023-12-31", "2023-12-31"),
    ("2023年7月1日", "2023-07-01", "2023-07-01"),
    ("2023年7月1日起", "2023-07-01", None),
    ("2023年年底", "2023-12-31", "2023-12-31"),
    ("2023年初", "2023-01-01", "2023-01-01"),
    ("2023年三季度末", "2023-09-30", "2023-09-30"),
    ("2024年2月底", "2024-02-29", "2024-02-29"),
    ("2024年2月下旬", "2024-02-21", "2024-02-29"),
    ("2024年2月中旬", "2024-02-11", "2024-02-20"),
    ("2030年前", None, "2029-12-31"),
    ("2025年底前", None, "2025-12-31"),
    ("2021年以来", "2021-01-01", None),
    ("“十四五”期间", "2021-01-01", "2025-12-31"),
    ("十五五时期", "2026-01-01", "2030-12-31"),
    ("“九五”时期", "1996-01-01", "2000-12-31"),
    ("“十五”期间", "2001-01-01", "2005-12-31"),
    ("“十三五”末", "2020-12-31", "2020-12-31"),
    ("“十四五”前四年", "2021-01-01", "2024-12-31"),
    ("“十四五”后两年", "2024-01-01", "2025-12-31"),
    ("“十四五”第三年", "2023-01-01", "2023-12-31"),
    ("“十五五”开局之年", "2026-01-01", "2026-12-31"),
    ("“十四五”收官之年", "2025-01-01", "2025-12-31"),
    ("比“十三五”增长", "2016-01-01", "2020-12-31"),
    ("改革开放以来", "1978-12-18", None),
    ("2024/25学年", "2024-09-01", "2025-08-31"),
    ("2024—2025学年", "2024-09-01", "2025-08-31"),
    ("2024-25年度", "2024-04-01", "2025-03-31"),
    ("2023/24财政年度", "2023-04-01", "2024-03-31"),
    ("2023年2月30日", None, None),
    ("2024/27学年", None, None),
    ("今年", None, None),
    ("全年", None, None),
    ("近三年", None, None),
    ("今后五年", None, None),
    ("目前", None, None),
    ("上月", None, None),
    ("24日8时", None, None),
    ("近年来", None, None),
    ("春节期间", None, None),
    ("本学年", None, None),
]

# What does: text, day of publishing, reference year, first day, last day.
IN_CONTEXT = [
    ("今年", JANUARY, 2023, "2024-01-01", "2024-12-31"),
    ("今年", None, 2023, "2023-01-01", "2023-12-31"),
    ("去年", JANUARY, None, "2023-01-01", "2023-12-31"),
    ("前年", JANUARY, None, "2022-01-01", "2022-12-31"),
    ("明年", JANUARY, None, "2025-01-01", "2025-12-31"),
    ("上年", JANUARY, 2023, "2022-01-01", "2022-12-31"),
    ("上年", JUNE, None, "2023-01-01", "2023-12-31"),
    ("当年", JUNE, 2021, "2021-01-01", "2021-12-31"),
    ("次年", JUNE, 2021, "2022-01-01", "2022-12-31"),
    ("今年以来", JUNE, None, "2024-01-01", "2024-06-20"),
    ("2021年以来", JUNE, None, "2021-01-01", "2024-06-20"),
    ("“十四五”以来", JUNE, None, "2021-01-01", "2024-06-20"),
    ("2030年以来", JUNE, None, "2030-01-01", None),
    ("全年", JANUARY, 2022, "2022-01-01", "2022-12-31"),
    ("全年", JANUARY, None, "2023-01-01", "2023-12-31"),
    ("全年", NOVEMBER, None, "2024-01-01", "2024-12-31"),
    ("上半年", JANUARY, None, "2023-01-01", "2023-06-30"),
    ("上半年", JUNE, None, "2024-01-01", "2024-06-30"),
    ("下半年", JUNE, None, "2023-07-01", "2023-12-31"),
    ("1—11月", JANUARY, None, "2023-01-01", "2023-11-30"),
    ("前10个月", NOVEMBER, None, "2024-01-01", "2024-10-31"),
    ("前三季度", NOVEMBER, None, "2024-01-01", "2024-09-30"),
    ("一季度", JANUARY, None, "2023-01-01", "2023-03-31"),
    ("11月", NOVEMBER, None, "2024-11-01", "2024-11-30"),
    ("12月", NOVEMBER, None, "2023-12-01", "2023-12-31"),
    ("年末", JUNE, None, "2023-12-31", "2023-12-31"),
    ("年初", JANUARY, None, "2024-01-01", "2024-01-01"),
    ("年底前", JUNE, None, None, "2024-12-31"),
    ("截至12月底", JANUARY, None, "2023-12-31", "2023-12-31"),
    ("1月11日", JANUARY, 2023, "2024-01-11", "2024-01-11"),
    ("12月20日", JANUARY, 2022, "2023-12-20", "2023-12-20"),
    ("7月1日", JANUARY, 2022, "2022-07-01", "2022-07-01"),
    ("7月1日", JANUARY, None, "2023-07-01", "2023-07-01"),
    ("1月1日至3月31日", JANUARY, None, "2023-01-01", "2023-03-31"),
    ("1月5日", None, 2023, "2023-01-05", "2023-01-05"),
    ("24日8时", JANUARY, None, "2023-12-24", "2023-12-24"),
    ("11日", JANUARY, None, "2024-01-11", "2024-01-11"),
    ("6日至8日", JANUARY, None, "2024-01-06", "2024-01-08"),
    ("今天", JANUARY, None, "2024-01-12", "2024-01-12"),
    ("昨日", JANUARY, None, "2024-01-11", "2024-01-11"),
    ("截至目前", JANUARY, None, "2024-01-12", "2024-01-12"),
    ("上月", JANUARY, None, "2023-12-01", "2023-12-31"),
    ("本月上旬", JANUARY, None, "2024-01-01", "2024-01-10"),
    ("上个月底", JANUARY, None, "2023-12-31", "2023-12-31"),
    ("过去一年", JANUARY, None, "2023-01-01", "2023-12-31"),
    ("过去一年", JANUARY, 2024, "2023-01-01", "2023-12-31"),
    ("过去一年", NOVEMBER, None, "2024-01-01", "2024-12-31"),
    ("五年来", JANUARY, 2023, "2019-01-01", "2023-12-31"),
    ("五年来", None, 2023, "2019-01-01", "2023-12-31"),
    ("五年来", JANUARY, 2019, "2019-01-01", "2023-12-31"),
    ("过去的五年", JANUARY, None, "2019-01-01", "2023-12-31"),
    ("近3年", NOVEMBER, None, "2022-01-01", "2024-12-31"),
    ("这五年", JANUARY, 2024, "2019-01-01", "2023-12-31"),
    ("五年累计投资", None, 2023, "2019-01-01", "2023-12-31"),
    ("今后五年", JANUARY, 2023, "2024-01-01", "2028-12-31"),
    ("未来三年", NOVEMBER, None, "2025-01-01", "2027-12-31"),
    ("今明两年", NOVEMBER, None, "2024-01-01", "2025-12-31"),
    ("去年同期", JANUARY, 2023, None, None),
]

# Which year a time states: text, day of publishing, year.
STATED = [
    ("2023年", None, 2023),
    ("2023年1—11月", JANUARY, 2023),
    ("2021—2023年", JANUARY, 2023),
    ("去年", JANUARY, 2023),
    ("今年上半年", JUNE, 2024),
    ("“十四五”第三年", JANUARY, 2023),
    ("过去一年", JANUARY, 2023),
    ("2024年春节期间", JUNE, 2024),
    ("截至2023年末", JANUARY, 2023),
    ("五年来", JANUARY, None),
    ("“十四五”期间", JANUARY, None),
    ("全年", JANUARY, None),
    ("上年", JANUARY, None),
    ("2020年同期", JANUARY, None),
    ("比2020年", JANUARY, None),
    ("2021年以来", JANUARY, None),
    ("到2030年", JANUARY, None),
    ("2024年1月11日", JANUARY, None),
    ("2023年7月1日", JANUARY, 2023),
    ("2023/24学年", JANUARY, None),
]


def resolved(text: str, published: date | None = None, year: int | None = None):
    """The dates of the only time in a text."""
    (expression,) = FINDER.find(text)
    return RESOLVER.resolve(expression, published=published, reference_year=year)


@pytest.mark.parametrize(("text", "start", "end"), ABSOLUTE)
def test_dates_without_context(text: str, start: str | None, end: str | None) -> None:
    """What names its days is resolved, what needs context stays unknown."""
    assert resolved(text) == (start, end)


@pytest.mark.parametrize(("text", "published", "year", "start", "end"), IN_CONTEXT)
def test_dates_in_context(text: str, published, year, start, end) -> None:
    """The day of publishing and the year stated before fill in what is not said."""
    assert resolved(text, published, year) == (start, end)


@pytest.mark.parametrize(("text", "published", "year"), STATED)
def test_the_year_to_carry_along(text: str, published: date | None, year: int | None) -> None:
    """Only a single year that the text goes on to speak of is carried."""
    (expression,) = FINDER.find(text)
    assert RESOLVER.year_of(expression, published=published) == year


def test_a_goal_ahead_is_not_the_year_of_the_text() -> None:
    """全年 behind a goal for the next year is still the year that the text speaks of."""
    text = "今年工作：到2025年建成强市，全年新建校舍30所。"
    dates = RESOLVER.resolve_all(FINDER.find(text), published=JANUARY)
    assert [start and start[:4] for start, _ in dates] == ["2024", "2025", "2024"]


def test_a_text_carries_its_year_along() -> None:
    """全年 takes the year stated last; a comparison, the news itself and a goal state none.

    过去一年 is the year that a release of January reports on, whatever year was named before.
    """
    text = (
        "1月11日，市统计局发布数据。2022年，新建校舍30所，全年投资比2019年多。"
        "到2035年建成强市。1—11月到校两万人。过去一年，全年招生。"
    )
    dates = RESOLVER.resolve_all(FINDER.find(text), published=JANUARY)
    assert [start and start[:4] for start, _ in dates] == [
        *("2024", "2022", "2022", "2019", "2035", "2022", "2023", "2023")
    ]


DATES = st.dates(date(1950, 1, 1), date(2099, 12, 31))
DIGITS = "〇一二三四五六七八九"


def han(number: int) -> str:
    """A number below 100 as it is read out."""
    tens, ones = divmod(number, 10)
    head = {0: "", 1: "十"}.get(tens, f"{DIGITS[tens]}十")
    return head + (DIGITS[ones] if ones else "")


def digits(number: int) -> str:
    """A number as its row of Han digits."""
    return "".join(DIGITS[int(digit)] for digit in str(number))


WRITTEN = {
    "arabic": lambda d: f"{d.year}年{d.month}月{d.day}日",
    "padded": lambda d: f"{d.year}年{d.month:02}月{d.day:02}日",
    "iso": lambda d: d.isoformat(),
    "slashes": lambda d: f"{d.year}/{d.month}/{d.day}",
    "dots": lambda d: f"{d.year}.{d.month}.{d.day}",
    "han": lambda d: f"{digits(d.year)}年{han(d.month)}月{han(d.day)}日",
    "republic": lambda d: f"民国{d.year - 1911}年{d.month}月{d.day}日",
}


@given(day=DATES, written=st.sampled_from(sorted(WRITTEN)))
def test_any_day_written_in_any_way_is_itself(day: date, written: str) -> None:
    """A day survives being written and read back, in all notations."""
    text = f"，{WRITTEN[written](day)}，"
    assert resolved(text) == (day.isoformat(), day.isoformat())


@given(first=DATES, length=st.integers(1, 700), to=st.sampled_from(["至", "—", "-", "到"]))
def test_any_range_of_days_is_itself(first: date, length: int, to: str) -> None:
    """A range of days survives being written and read back."""
    last = min(first + timedelta(days=length), date(2099, 12, 31))
    text = f"{WRITTEN['arabic'](first)}{to}{WRITTEN['arabic'](last)}"
    assert resolved(text) == (first.isoformat(), last.isoformat())


@given(
    year=st.integers(1950, 2099),
    months=st.tuples(st.integers(1, 12), st.integers(1, 12)).map(sorted),
    to=st.sampled_from(["至", "—", "-", "月至", "月份到"]),
)
def test_any_range_of_months_is_itself(year: int, months: list[int], to: str) -> None:
    """A range of months survives being written and read back, with the year as context too."""
    first, last = months
    end = (date(year + last // 12, last % 12 + 1, 1) - timedelta(days=1)).isoformat()
    expected = (f"{year}-{first:02}-01", end)
    assert resolved(f"{year}年{first}{to}{last}月") == expected
    assert resolved(f"{first}{to}{last}月", None, year) == expected


@given(
    first=st.integers(1950, 2098),
    length=st.integers(1, 50),
    to=st.sampled_from(["至", "—", "-", "年至", "年—"]),
    write=st.sampled_from([str, digits]),
)
def test_any_range_of_years_is_itself(first: int, length: int, to: str, write) -> None:
    """A range of years survives being written and read back, in both kinds of digits."""
    last = min(first + length, 2099)
    assert resolved(f"{write(first)}{to}{write(last)}年") == (f"{first}-01-01", f"{last}-12-31")


@given(number=st.integers(11, 19), quotes=st.sampled_from(["“{}”", "{}"]))
def test_five_year_plans_follow_one_another(number: int, quotes: str) -> None:
    """Each plan starts the day after the one before it ends."""
    plan = quotes.format(f"{han(number)}五")
    before = quotes.format(f"{han(number - 1)}五") if number > 11 else "“十五”"
    start = date.fromisoformat(resolved(f"{plan}期间")[0])
    end = date.fromisoformat(resolved(f"{before}期间")[1])
    assert start - end == timedelta(days=1)


@given(count=st.integers(1, 40), year=st.integers(1990, 2090), write=st.sampled_from([str, han]))
def test_years_past_and_next_meet(count: int, year: int, write) -> None:
    """The n years past end with the reference year, the n years to come follow at once."""
    past = resolved(f"过去{write(count)}年", None, year)
    to_come = resolved(f"未来{write(count)}年", None, year)
    assert past == (f"{year - count + 1}-01-01", f"{year}-12-31")
    assert to_come == (f"{year + 1}-01-01", f"{year + count}-12-31")


@given(published=st.dates(date(2000, 1, 1), date(2050, 12, 31)), text=st.sampled_from(IN_CONTEXT))
def test_spans_are_never_inside_out(published: date, text) -> None:
    """Whatever the day of publishing, a span that is known on both sides runs forward."""
    start, end = resolved(text[0], published)
    assert start is None or end is None or start <= end


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"id":"time.x","regex":"年","resolve":"eon","anchor":["年"]}', "unknown kind 'eon'"),
        (
            '{"id":"time.x","regex":"年","resolve":"year","edge":"rim","anchor":["年"]}',
            "unknown edge 'rim'",
        ),
        ('{"id":"time.define.edge","define":"edge","values":{"末":"rim"}}', "unknown edge 'rim'"),
    ],
)
def test_faults_in_the_meaning_of_a_rule_are_named(tmp_path, line: str, reason: str) -> None:
    """A rule of the user's that cannot be resolved is reported before any text is read."""
    (tmp_path / "times.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(PatternError, match=reason):
        TimeResolver(Patterns(tmp_path))
