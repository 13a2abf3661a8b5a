"""Numerals: how far one reaches, and what it means."""

from decimal import Decimal

import pytest

from extractor.errors import PatternError
from extractor.quantities.numerals import NumeralGrammar
from extractor.resources import Patterns

GRAMMAR = NumeralGrammar(Patterns(), ["千瓦", "千米", "兆瓦"])

# Text, how much of it is the numeral, its value.
VALUES = [
    ("0", "0", "0"),
    ("123", "123", "123"),
    ("36,801.87元", "36,801.87", "36801.87"),
    ("1,234,567", "1,234,567", "1234567"),
    ("1.20万", "1.20万", "12000"),
    ("3亿5000万元", "3亿5000万", "350000000"),
    ("1万2千", "1万2千", "12000"),
    ("3万5000元", "3万5000", "35000"),
    ("1.2万亿", "1.2万亿", "1200000000000"),
    ("2兆元", "2兆", "2000000000000"),
    ("10.5百亿亿次", "10.5百亿亿", "10500000000000000000"),
    ("390万65岁以上", "390万", "3900000"),
    ("1万2", "1万", "10000"),
    ("22万7,500辆", "22万7,500", "227500"),
    ("9万3,418", "9万3,418", "93418"),
    ("5万600元", "5万600", "50600"),
    ("5兆6,320亿元", "5兆6,320亿", "5632000000000"),
    ("2 503 100人", "2 503 100", "2503100"),
    ("2 503.5元", "2 503.5", "2503.5"),
    ("2 503 100", "2", "2"),
    ("12 345 6", "12", "12"),
    ("2024 300所", "2024", "2024"),
    ("1 2345人", "1", "1"),
    ("5千瓦", "5", "5"),
    ("5万千瓦", "5万", "50000"),
    ("5百万千瓦", "5百万", "5000000"),
    ("200兆瓦", "200", "200"),
    ("十", "十", "10"),
    ("十二", "十二", "12"),
    ("二十", "二十", "20"),
    ("一百零五", "一百零五", "105"),
    ("一百一十", "一百一十", "110"),
    ("三百二十", "三百二十", "320"),
    ("三百五", "三百五", "350"),
    ("一万二", "一万二", "12000"),
    ("一万零二", "一万零二", "10002"),
    ("三千二百万", "三千二百万", "32000000"),
    ("两万", "两万", "20000"),
    ("一亿两千万", "一亿两千万", "120000000"),
    ("三千万亿", "三千万亿", "3000000000000000"),
    ("廿三", "廿三", "23"),
    ("卅", "卅", "30"),
    ("壹佰贰拾", "壹佰贰拾", "120"),
    ("二〇二三", "二〇二三", "2023"),
    ("二○二三", "二○二三", "2023"),
    ("三点五", "三点五", "3.5"),
    ("十二点三亿", "十二点三亿", "1230000000"),
    ("三点建议", "三", "3"),
]

PAIRS = [("七八十", 70, 80), ("两三", 2, 3), ("十七八", 17, 18), ("三五百", 300, 500)]

# Texts whose first run is no number.
UNWELL = [
    "1.2.3",
    "007",
    "12,34",
    "1" * 19,
    "一三",
    "四五六十",
    "万万千",
    "二二十",
    "十百",
    "陆",
    "仟",
]


@pytest.mark.parametrize(("text", "numeral", "value"), VALUES)
def test_numeral_reaches_so_far_and_has_this_value(text: str, numeral: str, value: str) -> None:
    end = GRAMMAR.extent(text, 0)
    parsed = GRAMMAR.parse(text[:end])
    assert text[:end] == numeral
    assert parsed is not None
    assert (parsed.low, parsed.high) == (Decimal(value), None)


@pytest.mark.parametrize(("text", "low", "high"), PAIRS)
def test_two_digits_side_by_side_are_a_range(text: str, low: int, high: int) -> None:
    parsed = GRAMMAR.parse(text)
    assert parsed is not None
    assert (parsed.low, parsed.high) == (low, high)


@pytest.mark.parametrize("text", UNWELL)
def test_what_is_not_well_formed_is_no_number(text: str) -> None:
    end = GRAMMAR.extent(text, 0)
    assert end == 0 or GRAMMAR.parse(text[:end]) is None


@pytest.mark.parametrize(
    ("text", "bare", "approximate"),
    [("千亿", True, False), ("十", False, False), ("二十几", False, True), ("3千", False, False)],
)
def test_numeral_says_what_the_grammar_of_quantities_asks(
    text: str, bare: bool, approximate: bool
) -> None:
    parsed = GRAMMAR.parse(text)
    assert parsed is not None
    assert (parsed.bare, parsed.approximate) == (bare, approximate)


@pytest.mark.parametrize(("text", "apart"), [("一三", True), ("十四五", False), ("三百", False)])
def test_digits_side_by_side_that_make_no_number_fall_apart(text: str, apart: bool) -> None:
    assert GRAMMAR.falls_apart(text) is apart


def test_a_value_that_is_no_number_is_a_fault_with_file_and_line(tmp_path) -> None:
    bad = '{"id": "numeral.digit", "role": "digit", "values": {"一": 1.5}}\n'
    (tmp_path / "numerals.jsonl").write_text(bad, encoding="utf-8")
    with pytest.raises(PatternError, match=r"numerals\.jsonl:1: .*not a whole number"):
        NumeralGrammar(Patterns(tmp_path))
