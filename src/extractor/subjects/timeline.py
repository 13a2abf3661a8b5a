"""Which time holds at a place of the text, where its own sentence names none.

A time carries if it opens a clause and is not one to compare with. How far is said by its rule in
``patterns/times.jsonl``, in the field ``holds``:

* ``section``, ``year``, ``part``, ``month``: what opens a sentence (2025年，…) or stands in
  a heading holds until the next such time that is as wide or wider, across paragraphs; a narrower
  one holds to the end of its paragraph only;
* ``echo``: 一年来: as ``paragraph`` where one year holds already, else as ``year``;
* ``paragraph``, which is the default: what opens a clause (年内) holds to the end of its paragraph;
* ``sentence``: it does not carry, but as the day that figures are given as of (截至…).

What opens a paragraph while no number has yet been told under the time before it takes that one's
place, also beyond that paragraph: 今年以来，稳中有进。⏎1—6月，…
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.resources import Patterns
    from extractor.times import TimeExpression

_SENTENCE_OPENS = "\u3002\uff1b\uff1a\uff01\uff1f\n"
_COMMA = "\uff0c"
_OF = "\u7684"
_CLAUSE_OPENS = _SENTENCE_OPENS + _COMMA
NOWHERE = "nowhere"
_WIDTH = {"section": 3, "year": 3, "echo": 3, "part": 2, "month": 1}
_ONE_YEAR = frozenset({"year", "echo"})
# Code points between a time and the number that it is the basis of: 2019年末的2.3倍.
_OF_REACH = 8
# Code points that may stand between the start of a sentence and the time that opens it.
_OPENING = 7


def holding(patterns: Patterns) -> dict[str, str]:
    """How far the times of each rule carry, by the rule's id.

    Args:
        patterns: Where ``times`` is read from.
    """
    return {
        rule.id: rule.data.get("holds", "paragraph") if rule.data.get("carries", True) else NOWHERE
        for rule in patterns.rules("times")
    }


def _set_apart(text: str, time: TimeExpression) -> bool:
    """Whether a time is all but the first words of a sentence: 刚刚过去的2025年，…."""
    opening = text[max(time.start - _OPENING, 0) : time.start]
    return text.startswith(_COMMA, time.end) and any(mark in opening for mark in _SENTENCE_OPENS)


class Timeline:
    """The times that carry, by the offset from which each holds.

    Args:
        text: Clean text.
        times: The time expressions in it, in order.
        paragraphs: Start, end and whether it is a heading, of each paragraph, in order.
        holds: How far the times of each rule carry; see `holding`.
        numbers: Where the quantities of the text start, in order.
    """

    def __init__(
        self,
        text: str,
        times: Sequence[TimeExpression],
        paragraphs: Iterable[tuple[int, int, bool]],
        holds: Mapping[str, str],
        numbers: Sequence[int] = (),
    ) -> None:
        self._from: list[int] = [0]
        self._holds: list[int | None] = [None]
        self._numbers = numbers
        section: int | None = None
        named_in_passing = True
        following = enumerate(times)
        number, time = next(following, (0, None))
        for start, end, heading in paragraphs:
            self._note(start, section)
            while time is not None and time.start < end:
                before = text[time.start - 1] if time.start > start else "\n"
                scope = holds[time.rule] if time.start >= start else "sentence"
                if scope == "sentence" and start <= time.start < time.core_start:
                    # 截至10月29日，…: a day that figures are given as of.
                    scope = "paragraph"
                opens = heading or before in _SENTENCE_OPENS or _set_apart(text, time)
                if time.compared or self._is_basis(text, time):
                    scope = "sentence"
                holding_now = "" if section is None else holds[times[section].rule]
                if scope == "echo" and holding_now in _ONE_YEAR:
                    # 2025年，… 一年来，…: the same year again.
                    scope = "paragraph"
                width = _WIDTH.get(scope, 0)
                if width and section is None and not opens:
                    # Better the only time that was named than none.
                    section = number
                    self._note(time.end, number)
                elif scope not in ("sentence", NOWHERE) and (opens or before in _CLAUSE_OPENS):
                    first = not text[start : time.start].strip()
                    unused = section is None or (
                        first and not self._counted(times[section].end, time.start)
                    )
                    current = _WIDTH.get(holding_now, 0)
                    if width and (named_in_passing or (opens and (unused or width >= current))):
                        section, named_in_passing = number, False
                    if opens or width < _WIDTH["section"]:
                        self._note(time.end, number)
                number, time = next(following, (0, None))

    def _counted(self, start: int, end: int) -> bool:
        """Whether a number stands between two offsets."""
        return bisect_left(self._numbers, start) < bisect_left(self._numbers, end)

    def _is_basis(self, text: str, time: TimeExpression) -> bool:
        """Whether a time only says what the number behind it is a part or multiple of."""
        of = text.find(_OF, time.end, time.end + _OF_REACH)
        return of >= 0 and self._counted(of + 1, of + 3)

    def _note(self, offset: int, time: int | None) -> None:
        self._from.append(offset)
        self._holds.append(time)

    def at(self, offset: int) -> int | None:
        """Index of the time that holds at an offset of the clean text, or None."""
        return self._holds[bisect_right(self._from, offset) - 1]
