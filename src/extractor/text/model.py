"""What normalising a release gives: the clean text, its way back to the raw one, its structure."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from extractor.text.alignment import Alignment, Span

Role = Literal["title", "subtitle", "heading", "body", "furniture"]
Conversion = Literal["t2s", "tw2s", "hk2s", "none"]
Setting = Literal["auto", "t2s", "tw2s", "hk2s", "none"]


@dataclass(frozen=True, slots=True)
class Block:
    """A line of the clean text, which is a paragraph of the release.

    Attributes:
        start: Offset of its first character in the clean text.
        end: Offset behind its last character, the line break not included.
        role: What the line is; no fact is to be taken from ``furniture``.
        conversion: The OpenCC configuration that the line was converted with, or ``none``.
        rule: Id of the rule that makes furniture of the line, if one does.
        behind: Whether that rule is one that ends the page, and matches a line above this one.
    """

    start: int
    end: int
    role: Role
    conversion: Conversion
    rule: str | None = None
    behind: bool = False


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the furniture of a release says about it; None where it says nothing.

    Attributes:
        title: The headline, as clean text.
        publisher: Who published it, from the line that names the source.
        published: When it was published; midnight if the release gives the day only.
        dateline: The day named in the line below the headline (`——2026年1月25日在…会议上`).
    """

    title: str | None = None
    publisher: str | None = None
    published: datetime | None = None
    dateline: date | None = None


@dataclass(frozen=True, slots=True)
class CleanText:
    """A normalised release. Every clean character comes from exactly one raw character.

    Attributes:
        raw: The text as read.
        text: The clean text: simplified, canonical widths, one paragraph a line.
        alignment: Offsets of `text` in `raw`.
        blocks: The lines of `text`, in order.
        metadata: Headline, publisher and dates as found.
    """

    raw: str
    text: str
    alignment: Alignment
    blocks: tuple[Block, ...]
    metadata: Metadata

    def raw_span(self, start: int, end: int) -> Span:
        """The raw span that a clean span came from.

        Args:
            start: Clean offset of the first character.
            end: Clean offset behind the last character.

        Returns:
            Half-open span from the first character's raw offset to behind the last character's;
            what was deleted between the two lies inside, what was deleted around them does not.

        Raises:
            IndexError: The span is not inside the clean text.
        """
        if start == end == len(self.text):
            return len(self.raw), len(self.raw)
        return self.alignment.raw_span(start, end)

    def clean_span(self, raw_start: int, raw_end: int) -> Span:
        """The clean span of the characters that came from a half-open raw span; maybe empty."""
        return self.alignment.clean_index(raw_start), self.alignment.clean_index(raw_end)

    def block_at(self, offset: int) -> Block | None:
        """The block that holds the clean character at `offset`; None at a line break."""
        index = bisect_right(self.blocks, offset, key=lambda block: block.start) - 1
        if index < 0 or offset >= self.blocks[index].end:
            return None
        return self.blocks[index]
