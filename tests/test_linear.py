"""Time grows with the length of the text: of ordinary text, and of text made to be slow."""

from collections.abc import Callable
from pathlib import Path

import pytest

from extractor import Extractor
from tests.growth import grows_in_proportion, seconds

RELEASES = Path(__file__).parents[1] / "corpus" / "releases"
# What hostile text may cost a character, in times of ordinary text.
_DEAREST = 10
_LENGTH = 30_000
_ROUNDS = 3


@pytest.fixture(scope="module")
def ordinary(extractor: Extractor) -> str:
    """The paragraphs of the clean releases: repeated, furniture would end the text."""
    paragraphs = []
    for file in sorted(RELEASES.glob("*.txt")):
        if not file.stem.endswith("-noisy"):
            clean = extractor.normalizer(file.read_text(encoding="utf-8"))
            paragraphs += [clean.text[b.start : b.end] for b in clean.blocks if b.role == "body"]
    return "\n".join(paragraphs)


SHAPES: dict[str, Callable[[str], str]] = {
    "lines": lambda text: text,
    "one line": lambda text: text.replace("\n", ""),
    "a paragraph of one sentence": lambda text: text.replace("\n", "").replace("。", "，"),
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_ordinary_text_takes_time_in_proportion(
    extractor: Extractor, ordinary: str, shape: Callable[[str], str]
) -> None:
    """The corpus, however it is broken into lines and sentences."""
    extractor.extract(ordinary[:1000])
    assert grows_in_proportion(extractor.extract, shape(ordinary))


HOSTILE = {
    "no punctuation": lambda text: "".join(char for char in text if char.isalnum()),
    "no punctuation, no digits": lambda text: "".join(filter(str.isalpha, text)) + "3所",
    "digits": lambda _: "7" * _LENGTH,
    "opening brackets": lambda _: "（" * 10_000,
    "readings without characters": lambda _: "(ju) " * (_LENGTH // 5),
    "magnitudes": lambda _: "万" * _LENGTH,
    "one sentence of 20,000 numbers": lambda _: "建成学校3所、" * 20_000,
    "one clause of numbers": lambda _: "全省3家" * (_LENGTH // 4),
    "things that change without a measure": lambda _: "订单增长6%，" * (_LENGTH // 7),
    "what some of the counted do": lambda _: "3个县雨量超标，4家企业亏损，" * (_LENGTH // 15),
    "who came, without an end": lambda _: "演出3场，观众4人次，票房5元，" * (_LENGTH // 16),
    "changes without a noun": lambda _: "增长3.5%，" * (_LENGTH // 7),
    "shares of shares": lambda _: "3%，占" * (_LENGTH // 4),
    "numbers in brackets": lambda _: "3家（4家" * (_LENGTH // 5),
    "rates without end": lambda _: "3元/" * (_LENGTH // 3),
    "exclusions": lambda _: "“三农”3号" * (_LENGTH // 6),
    "times": lambda _: "2023年至" * (_LENGTH // 6),
    "ranges": lambda _: "3—5—7万" * (_LENGTH // 6),
    "one Latin word": lambda _: "a" * _LENGTH,
}


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_not_much_dearer(
    extractor: Extractor, ordinary: str, make: Callable[[str], str]
) -> None:
    """A character of it takes no more than ten times what one of ordinary text takes."""
    usual, hostile = ordinary[:20_000], make(ordinary[:_LENGTH])
    extractor.extract(usual)
    for _ in range(_ROUNDS):
        dear = seconds(extractor.extract, hostile) / len(hostile)
        if dear < _DEAREST * seconds(extractor.extract, usual) / len(usual):
            return
    pytest.fail("each of several runs took longer")


CLAUSES = {
    "times": "全年新增5万人",
    "changes": "提高到2025年的九成",
    "days in brackets": "灯会（2月8日至10日）展出花灯160组",
}


@pytest.mark.parametrize("unit", CLAUSES.values(), ids=CLAUSES.keys())
def test_a_clause_without_end_takes_time_in_proportion(extractor: Extractor, unit: str) -> None:
    """No number, time or bracket of it looks at all of it."""
    extractor.extract(unit)
    assert grows_in_proportion(extractor.extract, unit * 3000)


def test_what_is_written_is_in_proportion_too(extractor: Extractor) -> None:
    """No number repeats all that stands around it, nor all that was said before it."""
    for unit in ("全省3家", "3%，占", "企业3家和"):
        short, long = (len(extractor.extract(unit * many).to_json()) for many in (1000, 4000))
        assert long < 5 * short
