"""Which time governs a number, of those that its sentence and the text around it offer.

The subject stage gives the time at hand when a number is met, `Timeline` the one that carries
there. Two things neither of them sees by itself:

* a level with a time of its own: 从9%升至2023年的12%, 较2022年末的9万人增加;
* a number that goes on telling of the one before it: of 二季度出口9亿元，增长5% both share a time.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from extractor.subjects.bounds import CLAUSE_MARKS, changes_from

if TYPE_CHECKING:
    from extractor.pipeline import Reading
    from extractor.quantities import Quantity
    from extractor.subjects import Answer

_LEVELS = frozenset({"level", "percent"})
_ENDS = frozenset({"LEVEL", "TO", "RANK"})
# Tokens between a time and the number of that time to compare with, at most.
_LONGEST_BASIS = 10
_ENDS_BASIS = CLAUSE_MARKS | {"Q", "LIST"}
_AGAINST = frozenset({"AGAINST", "COMPARE"})


class Governing:
    """Decides on the time of each number of a text, to be asked in text order.

    Args:
        reading: What the stages found.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._tags = reading.tokens.tags
        self._times = reading.times_by_token
        self._last: tuple[int, int | None] | None = None

    def of(self, answer: Answer, quantity: Quantity) -> int | None:
        """Index of the time that governs a number, or None.

        Args:
            answer: What the subject stage says of the number.
            quantity: The number.
        """
        own = self._own(answer.token, quantity)
        if own is not None:
            self._last = None
            return own
        goes_on = self._last is not None and not answer.own_time and self._goes_on(answer)
        number = self._last[1] if self._last and goes_on else self._given(answer)
        if number is None:
            number = self._reading.timeline.at(quantity.start)
        self._last = None if self._starts(answer.token) else (answer.token, number)
        return number

    def _given(self, answer: Answer) -> int | None:
        """The time that the subject stage gives, unless it is one to compare with."""
        if answer.time is None:
            return None
        number = self._times[answer.time]
        started = self._tags[answer.time - 1 : answer.time] == ["FROM"]
        return None if self._reading.times[number].compared and not started else number

    def _own(self, token: int, quantity: Quantity) -> int | None:
        """The time that stands before a number and 的, where it is the number's own."""
        time = self._named(token)
        if time is None:
            compared = quantity.form == "level" and self._compared_with(token)
            return self._times[compared] if compared else None
        before = self._tags[time - 1] if time else ""
        ends = before in _ENDS and changes_from(self._tags, time - 1)
        compared = before in _AGAINST and quantity.form in _LEVELS
        return self._times[time] if ends or compared or quantity.form == "level" else None

    def _named(self, token: int) -> int | None:
        """Token of the time that a number is that of: 2023年的12%, 2023年的平均12%."""
        of = token - 1 - (self._tags[token - 1 : token] == ["MEAN"])
        return of - 1 if of > 0 and self._tags[of - 1 : of + 1] == ["T", "DE"] else None

    def _compared_with(self, token: int) -> int:
        """Token of the time of a number to compare with, or 0: 与2020年普查的9万人相比."""
        if self._tags[token - 1] != "DE":
            return 0
        for i in range(token - 2, max(token - _LONGEST_BASIS, 0), -1):
            if self._tags[i] in _ENDS_BASIS:
                break
            if self._tags[i] == "T" and self._tags[i - 1] in _AGAINST | {"AND"}:
                return i
        return 0

    def _starts(self, token: int) -> bool:
        """Whether a number is that at the start of a change: its time is its own."""
        time = self._named(token)
        return time is not None and self._tags[time - 1 : time] == ["FROM"]

    def _goes_on(self, answer: Answer) -> bool:
        """Whether a number is told of the one before it, in the next clause, no time between."""
        assert self._last is not None  # noqa: S101 - the caller asks only then
        before = self._last[0]
        between = self._tags[before + 1 : answer.token]
        inherits = bool(answer.subject) and answer.subject[0].start < before
        timed = any(
            tag == "T" and ahead not in _AGAINST  # ，较去年冬季增长7%
            for ahead, tag in pairwise(between)
        )
        return inherits and between[:1] == ["COMMA"] and not timed and "END" not in between
