"""jieba's cut in one pass: the same words as jieba's own."""

from math import log
from pathlib import Path

import jieba
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.tokens.cutter import BEGINNING, Cutter
from tests.growth import grows_in_proportion

RELEASES = sorted(Path("corpus/releases").glob("*.txt"))


@pytest.fixture(scope="module")
def cutter() -> Cutter:
    """A cutter with jieba's own dictionary."""
    jieba.setLogLevel("WARNING")
    jieba.initialize()
    share = log(jieba.dt.total)
    groups: dict[str, dict[str, float]] = {}
    for word, count in jieba.dt.FREQ.items():
        weight = log(count) - share if count else BEGINNING
        groups.setdefault(word[:1], {})[word] = weight
    return Cutter(
        {character: (group.get(character), group.get) for character, group in groups.items()},
        -share,
    )


@pytest.mark.parametrize("release", RELEASES[::4], ids=lambda path: path.stem)
def test_releases_are_cut_as_jieba_cuts_them(cutter: Cutter, release: Path) -> None:
    """Traditional texts and pages too."""
    text = release.read_text(encoding="utf-8")
    assert cutter.cut(text) == jieba.lcut(text)


@given(
    st.lists(
        st.one_of(
            st.sampled_from(sorted(word for word in RELEASES[0].read_text(encoding="utf-8"))),
            st.sampled_from(
                ["中华人民共和国", "增长", "5.3%", "GDP", "\r\n", "　", "。", "蘤", "𠮷"]
            ),
            st.characters(codec="utf-8"),
        ),
        max_size=60,
    ).map("".join)
)
def test_any_text_is_cut_as_jieba_cuts_it(cutter: Cutter, text: str) -> None:
    """Unknown names, rare characters, Latin text and white space in any order."""
    assert cutter.cut(text) == jieba.lcut(text)


def test_what_is_cut_out_is_no_word(cutter: Cutter) -> None:
    """The model for unknown words makes it for all other cutters, and for jieba."""
    name = "杭研"
    assert name in jieba.lcut(name)
    assert name in cutter.cut(name)
    assert Cutter({}, -1.0, [name]).cut(name) == [*name]
    assert name in jieba.lcut(name)


@pytest.mark.parametrize("piece", ["万", "蘤", "中华人民共和", "a", " ", "1.", "（"])
def test_time_grows_with_the_text(cutter: Cutter, piece: str) -> None:
    """The model for unknown words alone would take the square of a run of them."""
    assert grows_in_proportion(cutter.cut, piece * (100_000 // len(piece)))
