"""The map between a clean text and the raw text that it was made from.

A clean text differs from its raw text by deletions and by replacements of one character by one
character. What is left of the raw text is therefore a list of *runs*: stretches in which clean and
raw offsets advance together. Runs are all that is stored, so a text in which nothing was deleted
costs one run, however long it is.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Offsets of a clean text in its raw text; all offsets are Unicode code points.

    Attributes:
        clean: Clean offset at which each run starts, ascending.
        raw: Raw offset at which each run starts, ascending.
        length: Length of the clean text.
    """

    clean: tuple[int, ...]
    raw: tuple[int, ...]
    length: int

    @classmethod
    def identity(cls, length: int) -> Alignment:
        """The alignment of a text of `length` characters with itself."""
        return cls((0,), (0,), length)

    def raw_index(self, index: int) -> int:
        """Raw offset of the clean character at `index`.

        Raises:
            IndexError: `index` is not the offset of a clean character.
        """
        if not 0 <= index < self.length:
            raise IndexError(index)
        run = bisect_right(self.clean, index) - 1
        return self.raw[run] + index - self.clean[run]

    def raw_span(self, start: int, end: int) -> Span:
        """Raw span from the clean character at `start` to behind the one at `end` - 1.

        Raises:
            IndexError: They are not offsets of clean characters, in order.
        """
        if not 0 <= start <= end <= self.length or start == self.length:
            raise IndexError((start, end))
        run = bisect_right(self.clean, start) - 1
        shift = self.raw[run] - self.clean[run]
        if run + 1 == len(self.clean) or end <= self.clean[run + 1]:  # as most do
            return start + shift, end + shift
        return start + shift, self.raw_index(end - 1) + 1

    def clean_index(self, raw_index: int) -> int:
        """Clean offset of the first clean character that comes from `raw_index` or behind it."""
        run = bisect_right(self.raw, raw_index) - 1
        if run < 0:
            return 0
        end = self.clean[run + 1] if run + 1 < len(self.clean) else self.length
        return min(self.clean[run] + raw_index - self.raw[run], end)

    def delete(self, spans: Sequence[Span]) -> Alignment:
        """The alignment after a further deletion.

        Args:
            spans: Half-open spans in clean offsets, ascending and disjoint.
        """
        clean: list[int] = []
        raw: list[int] = []
        length = 0
        for start, end in kept(spans, self.length):
            run = bisect_right(self.clean, start) - 1
            stop = bisect_left(self.clean, end)
            for index in range(run, stop):
                first = max(start, self.clean[index])
                clean.append(length + first - start)
                raw.append(self.raw[index] + first - self.clean[index])
            length += end - start
        return Alignment(tuple(clean), tuple(raw), length) if clean else Alignment((0,), (0,), 0)


def kept(spans: Iterable[Span], length: int) -> Iterator[Span]:
    """The stretches of a text of `length` characters that ascending, disjoint `spans` leave."""
    position = 0
    for start, end in spans:
        if start > position:
            yield position, start
        position = end
    if position < length:
        yield position, length


@dataclass(slots=True)
class Draft:
    """A text on its way from raw to clean, with its alignment kept in step.

    Attributes:
        text: The text as it is now.
        alignment: Its offsets in the raw text.
    """

    text: str
    alignment: Alignment

    @classmethod
    def of(cls, raw: str) -> Draft:
        """The draft that is the raw text itself."""
        return cls(raw, Alignment.identity(len(raw)))

    def delete(self, spans: Sequence[Span]) -> None:
        """Delete ascending, disjoint, half-open spans (offsets into `text`)."""
        if spans:
            stretches = kept(spans, len(self.text))
            self.alignment = self.alignment.delete(spans)
            self.text = "".join([self.text[start:end] for start, end in stretches])

    def replace(self, text: str) -> None:
        """Replace characters one by one: `text` has the length that the draft has.

        Raises:
            ValueError: The lengths differ, which would break the alignment.
        """
        if len(text) != len(self.text):
            raise ValueError(f"a replacement of length {len(text)} for {len(self.text)} characters")
        self.text = text
