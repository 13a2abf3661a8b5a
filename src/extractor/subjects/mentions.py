"""How a time is mentioned: what stands around it in its clause and its sentence."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from extractor.subjects.framing import SPAN, WHOLE
from extractor.subjects.holding import Holding
from extractor.subjects.passages import SENTENCE_OPENS, Passages

if TYPE_CHECKING:
    from extractor.times import TimeExpression

_COMMA = "\uff0c"
_OF = "\u7684"
_ATTRIBUTE = re.compile(f"[^{SENTENCE_OPENS}{_COMMA}]{{0,20}}{_OF}")
# Code points between a time and the number that it is the basis of: 2019年末的2.3倍.
_OF_REACH = 8
_OF_NUMBER = 3
_CLAUSE_END = re.compile(f"[{SENTENCE_OPENS}{_COMMA}]")
# Code points between a time and what closes the ground that it is part of, at most.
_GROUND = 16
# Code points between a time and the end of the clause that tells of a survey then, at most.
_SURVEY = 40
# Code points that may stand between the start of a sentence and the time that opens it.
_OPENING = 12
_ENDS_HEADING = ("\uff09\u3002", "\uff09\uff1a")
# Code points of the name of an occasion whose days stand behind it, at most.
_NAME = 16
_OPENS, _ENDS_GLOSS = "\uff08", ("\uff09", "\uff0c")


class Mentions:
    """Answers how the times of a text are mentioned.

    Args:
        passages: The text.
        holds: How far times carry, and words that say how they are mentioned; see `holding`.
        relative: Where those numbers start that are a part or a multiple of something.
    """

    def __init__(self, passages: Passages, holds: Holding, relative: AbstractSet[int]) -> None:
        self._text = passages.text
        self._passages = passages
        self._holds = holds
        self._relative = relative
        self._of_events = tuple(f"{verb}{_OF}" for verb in holds.held)

    def is_set_apart(self, time: TimeExpression) -> bool:
        """Whether a time is all but the first words of a sentence: 刚刚过去的2025年，….

        Or stands behind a first clause of a few words that tells no number: 据初步核算，2025年…; a
        deadline does not.
        """
        text, passages = self._text, self._passages
        opening = text[max(time.start - _OPENING, 0) : time.start]
        if passages.counted(passages.sentence(0, time.start), time.start):
            return False
        behind = opening.endswith(_COMMA) and not time.led
        apart = behind or text.startswith(_COMMA, time.end)
        return apart and any(mark in opening for mark in SENTENCE_OPENS)

    def is_survey(self, time: TimeExpression) -> bool:
        """Whether the clause of a time tells of a survey: 我队于4月13日对选手进行问卷调查，."""
        end = _CLAUSE_END.search(self._text, time.end, time.end + _SURVEY)
        return end is not None and self._text.endswith(self._holds.surveys, time.end, end.start())

    def is_attribute(self, time: TimeExpression, scope: str) -> bool:
        """Whether 的 stands behind a time before any mark or number: 改造2000年底前建成的小区12个.

        What is told of 全年受理的投诉 is told of all year.
        """
        if scope == SPAN:
            return self._text.startswith(_OF, time.end)
        end = self._passages.first_from(self._passages.numbers, time.end, len(self._text))
        found = _ATTRIBUTE.match(self._text, time.end, end)
        # 11月举办的招聘会, 在11月办结的案件中，: what is told of it is told of then.
        event = found is not None and found[0].endswith(self._of_events)
        return found is not None and not (event or self._is_inside(time))

    def _is_inside(self, time: TimeExpression) -> bool:
        """Whether the clause of a time places what follows in what was then: 在7月的调查中，."""
        end = _CLAUSE_END.search(self._text, time.end, time.end + _SURVEY)
        placed = self._text.endswith(self._holds.places, 0, time.start)
        return (
            placed and end is not None and self._text.endswith(self._holds.inside, 0, end.start())
        )

    def tells(self, time: TimeExpression) -> bool:
        """Whether the sentence of a time tells a number behind it."""
        end = self._passages.first_from(self._passages.ends, time.end, len(self._text))
        return self._passages.counted(time.end, end)

    def glossed(self, time: TimeExpression, start: int) -> int:
        """Where the name of days begins that stand behind it in a bracket, else where they do.

        国庆假期（10月1日至7日），; 灯会（2月24日至3月10日）展出: the days are the time.
        """
        opened, closed = self._text.startswith(_OPENS, time.start - 1), time.end
        ends = self._text.startswith(_ENDS_HEADING, closed)  # （三）效益逐步修复（1—8月）。
        alone = opened and self._text.startswith(_ENDS_GLOSS, closed)
        alone = alone and ("day" in time.groups or ends)
        name = max(self._passages.clause(start, time.start), start)
        named = 1 < time.start - 1 - name <= _NAME and not self._passages.counted(name, time.start)
        told = self._text[closed + 1 : closed + 2] not in ("", "\n")
        return name if alone and named and told else time.start

    def is_told(self, time: TimeExpression, start: int) -> bool:
        """Whether a clause ends by telling a time: 降雨主要集中在19日夜间，.

        Or only says why something was so, or on which ground something was done: 受5月阴雨拖累,
        在上年高基数的基础上.
        """
        opening = self._passages.clause(start, time.start)
        causes = self._holds.causes
        if self._text.endswith(causes, opening, time.start):
            return True
        if opening < time.start and self._text.startswith(causes, opening):
            return True
        place = next(
            (w for w in self._holds.places if self._text.endswith(w, start, time.start)), ""
        )
        at = time.start - len(place)
        within = bool(place) and at > start and self._text[at - 1].isalnum()
        behind = _CLAUSE_END.search(self._text, time.end, time.end + _GROUND)
        clause = self._text[time.end : behind.start() if behind else time.end + _GROUND]
        grounded = bool(place) and any(word in clause for word in self._holds.grounds)
        return grounded or (within and self._text.startswith(_COMMA, time.end))

    def is_day_told(self, time: TimeExpression, start: int) -> bool:
        """Whether a clause ends by telling a day: 最高的是5月2日，充电2.9万次."""
        told = "day" in time.groups and self._text.startswith(_COMMA, time.end)
        word = next((w for w in self._holds.tells if self._text.endswith(w, start, time.start)), "")
        at = time.start - len(word)
        return told and bool(word) and at > start and self._text[at - 1].isalnum()

    def opens_clause(self, time: TimeExpression, start: int) -> bool:
        """Whether a time of the paragraph that begins at `start` opens a clause."""
        return time.start == start or self._text[time.start - 1] in SENTENCE_OPENS + _COMMA

    def is_basis(self, time: TimeExpression) -> bool:
        """Whether a time only says what the number behind it is a part or multiple of."""
        of = self._text.find(_OF, time.end, time.end + _OF_REACH)
        apart = _COMMA in self._text[time.end : max(of, time.end)]
        number = self._passages.first_from(self._passages.numbers, of + 1, -1)
        near = of >= 0 and not apart and of < number < of + _OF_NUMBER
        return near and (number in self._relative or not self.opens_clause(time, 0))

    def is_reached(self, time: TimeExpression, start: int) -> bool:
        """Whether a change leads up to a time: 由2021年的9家增至今年8月末的12家，日均就餐900人次.

        What is told behind a change from year to year is told of all the years.
        """
        year = self._holds.rules[time.rule] in WHOLE and not time.groups.get("edge")
        to = not (year or time.led) and self._text.endswith(self._holds.reach, start, time.start)
        number = self._passages.first_from(self._passages.numbers, time.end, -1)
        level = number == time.end + len(_OF) and number not in self._relative
        return to and level and self._text.startswith(_OF, time.end)
