"""Which time holds at a place of the text, where its own sentence names none.

A time carries over sentences if it stands at the start of a clause (`2025年，…`, `五年来，…`). It
holds to the end of its paragraph; one that opens a paragraph, or stands in a heading, holds for the
paragraphs below too, until the next such one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.times import TimeExpression


class Timeline:
    """The times that carry, by the offset from which each holds.

    Args:
        text: Clean text.
        times: The time expressions in it, in order.
        paragraphs: Start, end and whether it is a heading, of each paragraph, in order.
    """

    def __init__(
        self,
        text: str,
        times: Sequence[TimeExpression],
        paragraphs: Iterable[tuple[int, int, bool]],
    ) -> None:
        self._from: list[int] = [0]
        self._holds: list[int | None] = [None]
        section: int | None = None
        number = 0
        for start, end, heading in paragraphs:
            self._note(start, section)
            while number < len(times) and times[number].start < end:
                at = times[number].start
                if at >= start:
                    opens = not any(character in text[start:at] for character in _CLAUSE_ENDS)
                    if heading or (opens and at - start <= _OPENING):
                        section = number
                        self._note(times[number].end, number)
                    elif text[at - 1] in _CLAUSE_ENDS:
                        self._note(times[number].end, number)
                number += 1

    def _note(self, offset: int, time: int | None) -> None:
        self._from.append(offset)
        self._holds.append(time)

    def at(self, offset: int) -> int | None:
        """Index of the time that holds at an offset of the clean text, or None."""
        return self._holds[bisect_right(self._from, offset) - 1]


# Code points of text that may stand before a time that opens a paragraph: 一是2025年….
_OPENING = 6
_CLAUSE_ENDS = "\uff0c\u3002\uff1b\uff1a\uff01\uff1f\n"
