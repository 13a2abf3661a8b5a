"""What holds for normalisation as a whole: the map, slices, noise, and the examples of rules."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC
from pypinyin.constants import PINYIN_DICT

from extractor.resources import Patterns
from extractor.text import CleanText, Normalizer

FILES = ("characters", "conversion", "furniture", "layout", "pinyin")
NORMALIZER = Normalizer(Patterns())

SENTENCES = (
    "去年，全市新建养老机构32家，新增床位5000张，入住率达到76.5%。",
    "城乡低保标准分别提高到860元/月、690元/月，增长4.8%；救助困难群众13.2万人次。",
    "建成社区服务中心（含分站）1210个、助餐点640个，服务覆盖率比上年提高3.1个百分点。",
    "“清风”行动深入实施，投入资金36,801.87万元，城乡收入比由2.41:1缩小到2.39:1。",
    "开展志愿服务活动2.6万余场次，受益群众180万余人次，满意率超过九成。",
)

HAN = st.sampled_from("举办服务养老机构全市增长万余个张条基层发展")
PIECE = st.one_of(
    HAN,
    HAN.map(lambda char: f"{char}({reading(char, 0)}) "),
    HAN.map(lambda char: f"{char}（{reading(char, 0)}）"),
    st.sampled_from(["12", "6.6%", "３", "（含", "）", "(", ")", "，", "。", "“", "”", "、"]),
    st.sampled_from([" ", "\u3000", "\u00a0", "  ", "\u200b"]),
    st.sampled_from(["\n", "\r\n", "\n\n  "]),
)
CHINESE = str.maketrans("()", "（）")
TEXTS = st.lists(PIECE, max_size=40).map("".join)


@cache
def reading(char: str, style: int) -> str:
    """A reading of a character: with tone, composed or not, without, with a digit, upper case."""
    toned = PINYIN_DICT[ord(char)].split(",")[0]
    apart = unicodedata.normalize("NFD", toned)
    bare = "".join(c for c in apart if not unicodedata.combining(c) or c == "\u0308")
    bare = unicodedata.normalize("NFC", bare).replace("ü", "v")
    return (toned, apart, bare, f"{bare}4", bare.upper())[style]


def annotated(text: str, choices: list[tuple[int, int]]) -> str:
    """The text with readings behind some of its characters: (every n-th, style) in turn."""
    noisy = []
    for index, char in enumerate(text):
        step, style = choices[index % len(choices)]
        noisy.append(char)
        if index % step == 0 and ord(char) in PINYIN_DICT and "\u4e00" <= char <= "\u9fff":
            noisy.append(("({})", "({}) ", "（{}）")[index % 3].format(reading(char, style)))
    return "".join(noisy)


def widened(text: str, step: int) -> str:
    """The text with every n-th digit and sign at full width, every n-th mark at half width."""
    half = dict(zip("，；（）", ",;()", strict=True))
    full = {char: chr(ord(char) + 0xFEE0) for char in "0123456789%"}
    return "".join(
        (half | full).get(char, char) if index % step == 0 else char
        for index, char in enumerate(text)
    )


def spaced(text: str, step: int) -> str:
    """The text with white space behind every n-th Han character."""
    return "".join(
        char + "\u3000 \u200b\u00a0"[index % 4]
        if index % step == 0 and "\u4e00" <= char <= "\u9fff"
        else char
        for index, char in enumerate(text)
    )


def same_in_both_scripts(text: str) -> bool:
    return OpenCC("t2s").convert(OpenCC("s2t").convert(text)) == text


@given(TEXTS)
def test_every_clean_character_has_one_raw_character(raw: str) -> None:
    """The map is strictly monotone and stays inside the raw text."""
    clean = NORMALIZER(raw)
    offsets = [clean.alignment.raw_index(index) for index in range(len(clean.text))]
    assert all(left < right for left, right in pairwise(offsets))
    assert set(offsets) <= set(range(len(raw)))


def spans(clean: CleanText, data: st.DataObject) -> tuple[int, int]:
    """A span that is not empty, inside a block."""
    block = data.draw(st.sampled_from(clean.blocks))
    start = data.draw(st.integers(block.start, block.end - 1))
    return start, data.draw(st.integers(start + 1, block.end))


@given(TEXTS, st.data())
def test_raw_and_clean_spans_round_trip(raw: str, data: st.DataObject) -> None:
    """A clean span is what its raw span covers."""
    clean = NORMALIZER(raw)
    if clean.blocks:
        span = spans(clean, data)
        assert clean.clean_span(*clean.raw_span(*span)) == span


@given(TEXTS, st.data())
def test_the_raw_slice_of_a_span_normalises_to_its_text(raw: str, data: st.DataObject) -> None:
    """The contract of the outputs, for any span inside a block.

    Cut off from Latin neighbours, a bracket may take its Chinese form; with them it may not.
    """
    clean = NORMALIZER(raw)
    if clean.blocks:
        start, end = spans(clean, data)
        block = clean.block_at(start)
        assert block is not None
        low, high = clean.raw_span(start, end)
        alone = NORMALIZER.slice(raw[low:high], conversion=block.conversion)
        assert alone.translate(CHINESE) == clean.text[start:end].translate(CHINESE)
        line, _ = clean.raw_span(block.start, block.end)
        placed = NORMALIZER.slice(
            raw[low:high],
            conversion=block.conversion,
            before=raw[line:low],
            after=raw[high : high + 1],
        )
        assert placed == clean.text[start:end]


@pytest.mark.parametrize(
    ("raw", "piece"),
    [
        ("收入比2.41：1", ":1"),
        ("产值36,801元", ",801"),
        ("函数f(x)=2", "(x)"),
        ("開發乾隆年間遺址", "乾"),
    ],
)
def test_context_settles_what_a_slice_has_lost(raw: str, piece: str) -> None:
    """The slices that need their neighbours are right with them."""
    clean = NORMALIZER(raw)
    start = clean.text.index(piece)
    low, high = clean.raw_span(start, start + len(piece))
    conversion = clean.blocks[0].conversion
    alone = NORMALIZER.slice(raw[low:high], conversion=conversion)
    context = {"before": raw[max(0, low - 20) : low], "after": raw[high : high + 20]}
    assert alone != piece
    assert NORMALIZER.slice(raw[low:high], conversion=conversion, **context) == piece


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4, unique=True),
    st.lists(st.tuples(st.integers(2, 7), st.integers(0, 4)), min_size=1, max_size=5),
    st.booleans(),
    st.integers(2, 9),
    st.integers(3, 9),
)
def test_noise_leaves_the_clean_text_as_it_was(
    sentences: list[str],
    choices: list[tuple[int, int]],
    traditional: bool,
    width: int,
    space: int,
) -> None:
    """Readings of all styles, traditional characters, widths and white space come off again."""
    text = "\n".join(sentences)
    noisy = OpenCC("s2t").convert(text) if traditional else text
    noisy = spaced(annotated(widened(noisy, width), choices), space)
    assert same_in_both_scripts(text)
    assert NORMALIZER(noisy).text == text


@given(TEXTS.map(lambda text: re.sub(r"[\s\u200b]*\n[\s\u200b]*", "\n", text)))
def test_normalising_twice_changes_nothing(raw: str) -> None:
    """A clean text is its own clean text.

    Empty lines and indentation, which are evidence of paragraphs and go, are left out.
    """
    clean = NORMALIZER(raw).text
    assert NORMALIZER(clean).text == clean


@pytest.mark.parametrize("raw", ["", " \n\u3000\u200b\n"])
def test_nothing_is_nothing(raw: str) -> None:
    """A text of white space has no blocks and an empty clean text."""
    clean = NORMALIZER(raw)
    assert (clean.text, clean.blocks, clean.raw_span(0, 0)) == ("", (), (len(raw), len(raw)))


def test_a_text_that_is_clean_needs_no_map() -> None:
    """The fast path: one run for the whole text."""
    assert len(NORMALIZER("\n".join(SENTENCES)).alignment.clean) == 1


@pytest.mark.parametrize(("start", "end"), [(0, 6), (3, 2), (-1, 2)])
def test_a_span_outside_the_text_is_an_error(start: int, end: int) -> None:
    """No raw span is made up for a clean span that does not exist."""
    with pytest.raises(IndexError):
        NORMALIZER("全市增长。").raw_span(start, end)


RULES = [rule for file in FILES for rule in Patterns().rules(file)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rules_fire_on_their_examples(rule) -> None:
    """Each rule has examples, fires on those that must match and not on the others."""
    assert rule.comment
    assert rule.match
    assert rule.no_match
    assert [text for text in rule.match if rule.id not in NORMALIZER.fired(text)] == []
    assert [text for text in rule.no_match if rule.id in NORMALIZER.fired(text)] == []
