"""Any number, written in any supported way, is read back; spans are always sound."""

from decimal import Decimal
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from extractor.quantities import QuantityFinder
from extractor.quantities.exact import plain
from extractor.resources import Patterns

FINDER = QuantityFinder(Patterns())

PLAIN = ("零一二三四五六七八九", "十百千")
FINANCIAL = ("零壹贰叁肆伍陆柒捌玖", "拾佰仟")
SCALES = [(10**8, "亿"), (10**4, "万")]


def section(number: int, digits: str, places: str) -> str:
    """A number below 10,000 in Chinese numerals, with zeros between where the language has them."""
    text = ""
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit:
            text += digits[digit] + (places[power - 1] if power else "")
        elif text and number % 10**power:
            text += "" if text.endswith(digits[0]) else digits[0]
    return text


def chinese(number: int, style: tuple[str, str]) -> str:
    """A number below 10^12 in Chinese numerals."""
    text, rest = "", number
    for value, name in SCALES:
        if rest >= value:
            text += section(rest // value, *style) + name
            rest %= value
            if 0 < rest < value // 10:
                text += style[0][0]
    return text + section(rest, *style)


naturals = st.integers(min_value=2, max_value=10**12 - 1)
decimals = st.decimals(min_value="0.01", max_value="9999.99", places=2).map(Decimal)
percents = st.decimals(min_value="0.1", max_value="99.9", places=1).map(Decimal)


def only(text: str):
    (quantity,) = FINDER.find(text).quantities
    return quantity


def read(text: str) -> tuple[str, str | None]:
    quantity = only(text)
    return quantity.value, quantity.high


@given(naturals)
def test_digits_with_separators(number: int) -> None:
    assert read(f"共计{number:,}元") == read(f"共计{number}元") == (str(number), None)


@given(st.integers(1000, 10**12 - 1))
def test_digits_with_spaces(number: int) -> None:
    assert read(f"共计{number:,}元".replace(",", " ")) == (str(number), None)


@given(st.integers(1, 9999), st.integers(1000, 9999))
def test_digits_with_separators_behind_a_magnitude(high: int, low: int) -> None:
    assert read(f"共计{high}万{low:,}辆") == read(f"共计{high}万{low}辆")
    assert read(f"共计{high}万{low:,}辆") == (str(high * 10**4 + low), None)


@given(decimals, st.sampled_from([("", 1), ("万", 10**4), ("亿", 10**8), ("万亿", 10**12)]))
def test_decimals_with_magnitudes(number: Decimal, magnitude: tuple[str, int]) -> None:
    word, factor = magnitude
    assert read(f"共计{number}{word}元") == (plain(number * factor), None)


@given(naturals, st.sampled_from([PLAIN, FINANCIAL]))
def test_chinese_numerals(number: int, style: tuple[str, str]) -> None:
    text = chinese(number, style)
    expected = str(number)
    if len(text) == 1 and style is FINANCIAL:
        assert FINDER.find(f"共计{text}位").quantities == []
    else:
        assert read(f"共计{text}位") == (expected, None)


@given(st.integers(1, 9999), st.integers(1000, 9999))
def test_mixed_magnitudes(high: int, low: int) -> None:
    number = high * 10**8 + low * 10**4
    assert read(f"共计{high}亿{low}万元") == (str(number), None)


@given(st.integers(1, 99), st.integers(2, 99))
def test_fractions(numerator: int, denominator: int) -> None:
    if numerator < denominator:
        text = f"占{chinese(denominator, PLAIN)}分之{chinese(numerator, PLAIN)}"
        quantity = only(text)
        assert (quantity.value, quantity.form) == (f"{numerator}/{denominator}", "fraction")


@given(st.integers(1, 9), st.integers(0, 9))
def test_tenths(tenths: int, hundredths: int) -> None:
    text = f"占比{PLAIN[0][tenths]}成{PLAIN[0][hundredths] if hundredths else ''}"
    quantity = only(text)
    assert (quantity.value, quantity.code) == (str(10 * tenths + hundredths), "%")


@given(percents)
def test_percentages(number: Decimal) -> None:
    whole, fraction = str(number).split(".")
    words = (chinese(int(whole), PLAIN) or "零") + "点" + PLAIN[0][int(fraction)]
    spoken, written = only(f"增长百分之{words}"), only(f"增长{number}%")
    assert spoken.value == written.value == plain(number)
    assert spoken.code == written.code == "%"


@given(decimals, decimals, st.sampled_from(["—", "–", "-", "~", "至", "到"]))
def test_ranges(one: Decimal, two: Decimal, joint: str) -> None:
    low, high = sorted((one, two))
    if low < high:
        expected = (plain(low), plain(high))
        assert read(f"约{low}{joint}{high}%") == expected
        assert read(f"约{low}%{joint}{high}%") == expected
        assert read(f"约{low}{joint}{high}万元") == (plain(low * 10**4), plain(high * 10**4))


PIECES = "0 1 25 3.5 1,200 一 两 十 百 万 亿 半 几 数 余 多 % 个 元 人 年 岁 万元 千瓦 / · 、 ，"
PIECES += (
    " 。 — 至 ∶ 第 前 每 超 约 近 以上 左右 分之 成 番 翻 “ ” 《 》 （ ） + - A 项目 居全国 从"
    " （套） 超每千人 1,000"
)


@example("1成3.5")
@given(st.lists(st.sampled_from(PIECES.split()), max_size=14).map("".join))
def test_spans_are_sound_whatever_the_text(text: str) -> None:
    """Order, no overlap, number and unit in their places, values in the form of the contract."""
    findings = FINDER.find(text)
    spans = sorted([(x.start, x.end) for x in (*findings.quantities, *findings.exclusions)])
    assert all(start < end for start, end in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    assert [q.start for q in findings.quantities] == sorted(q.start for q in findings.quantities)
    for quantity in findings.quantities:
        assert quantity.start <= quantity.number[0] < quantity.number[1] <= quantity.end
        assert quantity.end <= len(text)
        unit = quantity.unit or quantity.number
        assert quantity.start <= unit[0] < unit[1] <= len(text)
        numbers = f"{quantity.value}/{quantity.high or 1}".split("/")
        assert all(plain(Decimal(number)) == number for number in numbers)
        assert quantity.high is None or Decimal(quantity.value) < Decimal(quantity.high)


@given(st.text(alphabet="0123456789.,万亿千百十一二三%元个第“”", max_size=30), st.integers(0, 30))
def test_nothing_overlaps_a_taken_span(text: str, at: int) -> None:
    start = min(at, len(text))
    taken = [(start, min(start + 4, len(text)))] if start < len(text) else []
    findings = FINDER.find(text, taken)
    for found in (*findings.quantities, *findings.exclusions):
        assert all(found.end <= a or b <= found.start for a, b in taken)
