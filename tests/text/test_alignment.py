"""The map between clean and raw offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.text.alignment import Alignment, Draft

SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 6)), max_size=8)


def disjoint(pairs: list[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """Ascending, disjoint spans inside a text of `length`, from arbitrary pairs."""
    spans = []
    position = 0
    for wanted, size in sorted(pairs):
        start = max(wanted, position)
        end = min(start + size, length)
        if start < end:
            spans.append((start, end))
            position = end
    return spans


@given(st.integers(0, 40), SPANS, SPANS)
def test_deleting_twice_maps_like_a_list_of_offsets(
    length: int, first: list[tuple[int, int]], second: list[tuple[int, int]]
) -> None:
    """Runs hold exactly what a list of one raw offset a character would hold."""
    draft = Draft.of("".join(chr(0x4E00 + index) for index in range(length)))
    offsets = list(range(length))
    for pairs in (first, second):
        spans = disjoint(pairs, len(offsets))
        draft.delete(spans)
        gone = {index for start, end in spans for index in range(start, end)}
        offsets = [raw for index, raw in enumerate(offsets) if index not in gone]
    assert [ord(char) - 0x4E00 for char in draft.text] == offsets
    assert [draft.alignment.raw_index(index) for index in range(len(offsets))] == offsets
    for raw in range(length + 1):
        expected = next((i for i, at in enumerate(offsets) if at >= raw), len(offsets))
        assert draft.alignment.clean_index(raw) == expected


def test_nothing_deleted_is_one_run() -> None:
    """A clean text costs no memory per character."""
    draft = Draft.of("增长" * 1000)
    draft.delete([])
    assert len(draft.alignment.clean) == 1


@pytest.mark.parametrize("index", [-1, 3])
def test_an_offset_outside_the_text_is_an_error(index: int) -> None:
    """No offset is made up for a character that is not there."""
    with pytest.raises(IndexError):
        Alignment.identity(3).raw_index(index)


def test_a_replacement_of_another_length_is_an_error() -> None:
    """Nothing but one for one may replace characters, or offsets would drift."""
    with pytest.raises(ValueError, match="length 1 for 2"):
        Draft.of("增长").replace("增")
