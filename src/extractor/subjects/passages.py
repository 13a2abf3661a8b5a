"""The sentences, brackets and numbers of a text, as offsets."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

SENTENCE_OPENS = "\u3002\uff1b\uff1a\uff01\uff1f\n\u3011"
_SENTENCE_ENDS = "\u3002\uff01\uff1f\n"
_COMMA = "\uff0c"
_OPENS = "\uff08"
_CLOSES = "\uff09"


def _places(text: str, marks: str) -> list[int]:
    """Where any of some marks stands in a text."""
    return [found.start() for found in re.finditer(f"[{marks}]", text)]


class Passages:
    """Answers where sentences start and whether numbers stand between two offsets.

    Args:
        text: Clean text.
        numbers: Where the quantities of the text start, in order.

    Attributes:
        text: The text.
        marks: Where the marks stand behind which a sentence, or a part of one, starts.
        ends: Where sentences end.
        numbers: Where the quantities start.
    """

    def __init__(self, text: str, numbers: Sequence[int]) -> None:
        self.text = text
        self.numbers = numbers
        self.marks = _places(text, SENTENCE_OPENS)
        self.ends = _places(text, _SENTENCE_ENDS)
        self._brackets = _places(text, _OPENS), _places(text, _CLOSES)

    @staticmethod
    def first_from(places: Sequence[int], offset: int, otherwise: int) -> int:
        """The first of some places, in order, that is an offset or stands behind it."""
        after = bisect_left(places, offset)
        return places[after] if after < len(places) else otherwise

    def sentence(self, start: int, offset: int) -> int:
        """Where the sentence of an offset starts, in a paragraph that starts at `start`."""
        before = bisect_left(self.marks, offset)
        return max(start, self.marks[before - 1] + 1) if before else start

    def clause(self, start: int, offset: int) -> int:
        """Where the clause of an offset starts, in a paragraph that starts at `start`."""
        sentence = self.sentence(start, offset)
        return max(sentence, self.text.rfind(_COMMA, sentence, offset) + 1)

    def bracketed(self, start: int, offset: int) -> bool:
        """Whether an offset stands inside a bracket that opened in its paragraph."""
        opened, closed = (
            bisect_left(marks, offset) - bisect_left(marks, start) for marks in self._brackets
        )
        return opened > closed

    def parted(self, start: int, offset: int, parts: Sequence[str]) -> bool:
        """Whether a word that opens a part of a whole stands before an offset in its sentence."""
        before = bisect_left(self.ends, offset)
        opening = max(start, self.ends[before - 1] + 1) if before else start
        return any(self.text.find(part, opening, offset) >= 0 for part in parts)

    def counted(self, start: int, end: int) -> bool:
        """Whether a number stands between two offsets."""
        return bisect_left(self.numbers, start) < bisect_left(self.numbers, end)
