"""Which time holds at a place of the text, where its own sentence names none.

How far a time reaches is said by its rule in ``patterns/times.jsonl``, in the field ``holds``:

* ``section``, ``year``, ``part``, ``month``: a period that can frame a text; in the title, in a
  heading, or in the introduction it holds for all that follows and has none nearer;
* ``echo``: 一年来: as ``paragraph`` where one year holds already, unless its paragraph leads on to
  what follows (一年来，主要做了以下工作：), else as ``year``;
* ``paragraph``, which is the default: what opens a clause (年内) holds to the end of its paragraph;
* ``span``: 全年: as ``paragraph``, also behind a number of its sentence;
* ``sentence``: it does not carry, but where it is all of its clause (截至10月29日，).

A time carries, to the end of its paragraph or until the next one, if it opens a sentence; if it
opens a clause before the first number of its sentence; or if it stands before the first number of
its paragraph (a year only in the first sentence). Elsewhere before the first number of a sentence
it carries too, but one that a preposition places (在年底达到九成) holds for that part of the
sentence, as does one at which a number that was told has changed (，全年净增6万户；), and a later
year as a goal (；到2027年，) for its sentence. One to compare with does not carry, nor one of what
is counted (改造2000年底前建成的小区), nor one in brackets, but in those of a heading.

A paragraph without a time falls back to what frames it: a paragraph before it that names a period
and tells no number under it (2025年，重点工作是：), or that turns to another period from one which
such a paragraph has set (五年来，…, then 刚刚过去的2025年，…); else the nearest heading with a
time; else the introduction, which is the first paragraph that names a period, in passing or not,
or the last greeting that does; else the title; else the first day that figures are given as of
(截至7日18时，).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.subjects.held import Held
from extractor.subjects.holding import NOWHERE, Holding

if TYPE_CHECKING:
    from extractor.times import TimeExpression

_SENTENCE_OPENS = "\u3002\uff1b\uff1a\uff01\uff1f\n\u3011"
_SENTENCE_ENDS = "\u3002\uff01\uff1f\n"
_PARTS = "\uff1b"
_COMMA = "\uff0c"
_OF = "\u7684"
_ATTRIBUTE = re.compile(f"[^{_SENTENCE_OPENS}{_COMMA}]{{0,20}}{_OF}")
# Paragraphs of the body that may introduce a text whose title names a period, at most.
_INTRODUCTION = 2
_JOINING = "\u53ca\u548c\u4e0e\u3001"
_LEADS_ON = "\uff1a"
_LABEL = "\u3010"
_OPENS = "\uff08"
_CLOSES = "\uff09"
_FRAMING = frozenset({"section", "year", "echo", "part", "month"})
_WHOLE = frozenset({"section", "year", "echo"})
_SPAN = "span"
_EDGES = frozenset("\u672b\u5e95\u521d")
_YEARS = frozenset({"year", "echo"})
# Code points between a time and the number that it is the basis of: 2019年末的2.3倍.
_OF_REACH = 8
_WITHIN_CLAUSE = re.compile(f"[^{_SENTENCE_OPENS}{_COMMA}]*")
# Code points between a time and what closes the ground that it is part of, at most.
_GROUND = 16
# Code points that may stand between the start of a sentence and the time that opens it.
_OPENING = 12


def _set_apart(text: str, time: TimeExpression) -> bool:
    """Whether a time is all but the first words of a sentence: 刚刚过去的2025年，….

    Or stands behind a first clause of a few words: 据初步核算，2025年…; a deadline does not.
    """
    opening = text[max(time.start - _OPENING, 0) : time.start]
    behind = opening.endswith(_COMMA) and time.start == time.core_start
    apart = behind or text.startswith(_COMMA, time.end)
    return apart and any(mark in opening for mark in _SENTENCE_OPENS)


def _places(text: str, marks: str) -> list[int]:
    """Where any of some marks stands in a text."""
    return [found.start() for found in re.finditer(f"[{marks}]", text)]


@dataclass(slots=True)
class _Frame:
    """What holds where nothing nearer does, as indices into the times.

    Attributes:
        title: The period of the title.
        introduction: The period that the introduction names.
        section: The period of the last heading or framing paragraph that has one.
        turns: Whether a paragraph may turn from the section to another period: one that a paragraph
            has set, or a heading that names two (2025年和“十四五”时期).
        as_of: The first day that figures are given as of.
        headed: Whether there was a heading.
        paragraphs: How many paragraphs of the body there were.
    """

    title: int | None = None
    introduction: int | None = None
    section: int | None = None
    turns: bool = False
    as_of: int | None = None
    headed: bool = False
    paragraphs: int = 0

    @property
    def time(self) -> int | None:
        """The nearest of them."""
        period = self.period
        return self.as_of if period is None else period

    @property
    def period(self) -> int | None:
        """The nearest of them that is a period."""
        frames = (self.section, self.introduction, self.title)
        return next((frame for frame in frames if frame is not None), None)

    def head(self, time: int, *, heading: bool, alone: bool) -> None:
        """Take over the period of a heading or of a title.

        Args:
            time: The period.
            heading: Whether it is that of a heading.
            alone: Whether no other is named beside it.
        """
        if heading:
            self.section, self.turns = time, not alone
        else:
            self.title = time


class Timeline:
    """The times that carry, by the offset from which each holds.

    Args:
        text: Clean text.
        times: The time expressions in it, in order.
        paragraphs: Start, end and role (title, subtitle, heading, body) of each, in order.
        holds: How far times carry; see `holding`.
        numbers: Where the quantities of the text start, in order.
    """

    def __init__(
        self,
        text: str,
        times: Sequence[TimeExpression],
        paragraphs: Iterable[tuple[int, int, str]],
        holds: Holding,
        numbers: Sequence[int] = (),
    ) -> None:
        self._text = text
        self._times = times
        self._holds_of, self._places, self._leads, self._grounds, self._changes = holds
        self._held = Held()
        self._numbers = numbers
        self._marks = _places(text, _SENTENCE_OPENS)
        self._ends = _places(text, _SENTENCE_ENDS)
        self._brackets = _places(text, _OPENS), _places(text, _CLOSES)
        self._frame = _Frame()
        self._next = 0
        for start, end, role in paragraphs:
            self._held.note(start, self._frame.time)
            self._read(start, end, role)

    def _read(self, start: int, end: int, role: str) -> None:
        """Note the times of one paragraph, and what it frames."""
        title = role != "body"
        named: list[int] = []
        opening: list[int] = []
        while self._next < len(self._times) and self._times[self._next].start < end:
            number, time = self._next, self._times[self._next]
            self._next += 1
            scope = self._scope(time, start, end)
            if scope == NOWHERE and title and self._holds_of[time.rule] in _FRAMING:
                scope = self._holds_of[time.rule]  # 四、环境质量（1—9月）
            if scope in ("sentence", NOWHERE):
                continue
            opens = self._carries(number, scope, start, title=title)
            if scope in _FRAMING or title:
                named.append(number)
                if opens:
                    opening.append(number)
        if title:
            self._frame.headed |= role == "heading"
            if named:
                self._frame.head(
                    self._last(named), heading=role == "heading", alone=len(named) == 1
                )
        else:
            self._frame_by(named, opening, (start, end))

    def _carries(self, number: int, scope: str, start: int, *, title: bool) -> bool:
        """Note how far a time carries that a paragraph names; whether it opens a sentence.

        Args:
            number: The time.
            scope: How far it may.
            start: Where the paragraph starts.
            title: Whether it is a title or a heading.
        """
        time = self._times[number]
        before = self._text[time.start - 1] if time.start > start else "\n"
        led = time.start < time.core_start
        opens = title or before in _SENTENCE_OPENS or _set_apart(self._text, time)
        untold = not self._counted(self._sentence(start, time.start), time.start)
        within = before in _COMMA and not untold and self._text.startswith(self._changes, time.end)
        # 而去年全年为九成: another year's is what this one is compared with.
        whole = scope == _SPAN and "relative" not in time.groups
        goes_on = before in _COMMA and (whole or untold)
        part = self._text[self._sentence(start, time.start) - 1]
        deadline = led or self._text.endswith(self._leads, start, time.start)
        if deadline and scope in _WHOLE and part in _PARTS:
            # ；力争到2027年，: a deadline behind another part of a sentence.
            self._held.note_within(time.end, number, self._ends)
        elif within:
            # 6月底有用户40万户，全年净增6万户；: a change of what the sentence goes on to tell of.
            self._held.note_within(time.end, number, self._marks)
        elif (
            opens
            or goes_on
            or (self._sets_out(scope, start, time.start) and not self._is_attribute(time, scope))
        ):
            self._held.note(time.end, number)
            if self._frame.as_of is None and led and scope == "paragraph":
                self._frame.as_of = number
        elif (untold or whole) and not self._is_attribute(time, scope):
            # 力争全年新增5万人，: it opens no clause; 在年底达到九成 holds for what is told there.
            placed = self._text.endswith(self._places, start, time.start)
            if placed or scope in _WHOLE:
                self._held.note_within(time.end, number, self._marks)
            else:
                self._held.note(time.end, number)
        return opens

    def _is_attribute(self, time: TimeExpression, scope: str) -> bool:
        """Whether 的 stands behind a time before any mark or number: 改造2000年底前建成的小区12个.

        What is told of 全年受理的投诉 is told of all year.
        """
        if scope == _SPAN:
            return self._text.startswith(_OF, time.end)
        after = bisect_left(self._numbers, time.end)
        end = self._numbers[after] if after < len(self._numbers) else len(self._text)
        return _ATTRIBUTE.match(self._text, time.end, end) is not None

    def _sets_out(self, scope: str, start: int, time: int) -> bool:
        """Whether a time stands before all numbers of its paragraph; a year in sentence one."""
        first = scope not in _WHOLE or self._sentence(start, time) == start
        return first and not self._counted(start, time)

    def _sentence(self, start: int, offset: int) -> int:
        """Where the sentence of an offset starts, in a paragraph that starts at `start`."""
        before = bisect_left(self._marks, offset)
        return max(start, self._marks[before - 1] + 1) if before else start

    def _bracketed(self, start: int, offset: int) -> bool:
        """Whether an offset stands inside a bracket that opened in its paragraph."""
        opened, closed = (
            bisect_left(marks, offset) - bisect_left(marks, start) for marks in self._brackets
        )
        return opened > closed

    def _frame_by(self, named: list[int], opening: list[int], paragraph: tuple[int, int]) -> None:
        """Note what a paragraph of the body frames.

        Args:
            named: The periods that it names.
            opening: Those of them that open a sentence.
            paragraph: Its start and end.
        """
        told = self._counted(*paragraph)
        presented = named and named[0] not in opening and not self._echoes(named[0])
        if presented and self._text[paragraph[1] - 1] not in _LEADS_ON:
            # 现公布2022年情况。一年来，…: the same year again; but 2025年很不平凡。一年来，….
            named = [time for time in named if not self._echoes(time)]
        self._frame.paragraphs += 1
        early = self._frame.paragraphs <= _INTRODUCTION or self._frame.period is None
        turns = bool(opening) and told and self._turns(opening)
        # 欢迎出席今年的发布会。 我通报前三季度情况。: the last of what is said before all numbers.
        greeting = not (told or opening or self._counted(0, paragraph[0]))
        # Under a title with a period, what is told under a heading frames nothing else.
        self._frame.headed |= self._text.startswith(_LABEL, paragraph[0])
        titled = self._frame.title is not None and self._frame.headed
        introduces = early and self._frame.introduction is None and not (told and titled)
        introduces = introduces or greeting
        if introduces and named and not turns:
            chosen = self._first_told(opening, paragraph[1]) if told else self._last(named)
            self._frame.introduction = named[0] if chosen is None else chosen
            if told and chosen is None:
                # It holds here too; 年末 does not stand against it.
                self._held.displace(self._times[named[0]].end, named[0], self._is_period)
        elif told and opening and self._names_introduction(opening, paragraph):
            self._frame.introduction = self._first_told(opening, paragraph[1])
        elif opening and (turns or not told or self._text[paragraph[1] - 1] in _LEADS_ON):
            self._frame.section = self._widest(opening)
            self._frame.turns = True

    def _names_introduction(self, opening: list[int], paragraph: tuple[int, int]) -> bool:
        """Whether the first numbers are told under the introduction's period in better words.

        今年，外贸稳中有进。 今年前三季度，进出口90亿元: no more than that has been told of.
        现介绍今年上半年情况。 2024年上半年，进出口60亿元: the same, with its year.
        """
        held, new = self._frame.introduction, self._first_told(opening, paragraph[1])
        if held is None or new is None or self._frame.paragraphs > _INTRODUCTION:
            return False
        if not self._is_relative(held) or self._whole(new):
            return False
        before, now = ({**self._times[time].groups} for time in (held, new))
        del before["relative"]
        return not before or (now.pop("year", None) is not None and now == before)

    def _is_relative(self, time: int) -> bool:
        return "relative" in self._times[time].groups

    def _is_period(self, time: int) -> bool:
        """Whether a time names a period, by itself or as 全年 does."""
        return self._holds_of[self._times[time].rule] in _FRAMING | {_SPAN}

    def _turns(self, opening: list[int]) -> bool:
        """Whether a paragraph that tells numbers turns from the frame to another period.

        From a year to years, or back: 过去的一年 after 2025年 only names the year again.
        """
        new, held = self._widest(opening), self._frame.section
        if held is None or not self._frame.turns or not self._whole(new):
            return False
        deadline = self._times[new].start < self._times[new].core_start
        return not deadline and self._is_year(new) != self._is_year(held)

    def _is_edge(self, time: TimeExpression) -> bool:
        """Whether a time is the start or the end of a period."""
        return not _EDGES.isdisjoint(time.groups.get("edge", ""))

    def _echoes(self, time: int) -> bool:
        """Whether a period is the year that is spoken of, by no name of its own."""
        return self._holds_of[self._times[time].rule] == "echo"

    def _widest(self, opening: list[int]) -> int:
        """The last of the periods that is a year or longer, else the last of all."""
        return next((time for time in reversed(opening) if self._whole(time)), opening[-1])

    def _is_year(self, time: int) -> bool:
        """Whether a period is a single year."""
        return self._holds_of[self._times[time].rule] in _YEARS

    def _whole(self, time: int) -> bool:
        """Whether a period is a year or longer."""
        return self._holds_of[self._times[time].rule] in _WHOLE

    def _first_told(self, opening: list[int], end: int) -> int | None:
        """The first of the periods that open a sentence that a number is told under."""
        ends = [self._times[number].start for number in opening[1:]] + [end]
        for number, until in zip(opening, ends, strict=False):
            if self._counted(self._times[number].end, until):
                return number
        return None

    def _last(self, named: list[int]) -> int:
        """The last period that is named; of 6月份及上半年 the first."""
        chosen = len(named) - 1
        while chosen and self._text[self._times[named[chosen]].start - 1] in _JOINING:
            chosen -= 1
        return named[chosen]

    def _scope(self, time: TimeExpression, start: int, end: int) -> str:
        """How far a time of the paragraph `[start, end)` reaches."""
        if time.start < start or time.compared or self._is_basis(self._text, time):
            return "sentence"
        if self._bracketed(start, time.start):
            return NOWHERE
        if self._is_told(time, start):
            return "sentence"
        scope = self._holds_of[time.rule]
        if scope == "sentence" and self._stands_alone(time, start):
            # 截至10月29日，…: a day that figures are given as of.
            return "paragraph"
        held = self._frame.period
        if scope in _FRAMING and held is not None and self._is_edge(time):
            # 截至2024年底: a day in the period of the title, where that names no such day itself.
            return scope if self._is_edge(self._times[held]) else "paragraph"
        leads = self._text[end - 1] in _LEADS_ON or not self._counted(start, end)
        if scope == "echo" and held is not None and self._is_year(held) and not leads:
            # 2025年，… 一年来，…: the same year again.
            return "paragraph"
        return scope

    def _is_told(self, time: TimeExpression, start: int) -> bool:
        """Whether a clause ends by telling a time: 降雨主要集中在19日夜间，.

        Or only says on which ground something was done: 在上年高基数的基础上.
        """
        place = next((w for w in self._places if self._text.endswith(w, start, time.start)), "")
        at = time.start - len(place)
        within = bool(place) and at > start and self._text[at - 1].isalnum()
        behind = _WITHIN_CLAUSE.match(self._text, time.end, time.end + _GROUND)
        grounded = bool(place and behind) and any(word in behind[0] for word in self._grounds)
        return grounded or (within and self._text.startswith(_COMMA, time.end))

    def _stands_alone(self, time: TimeExpression, start: int) -> bool:
        """Whether a time of the paragraph that begins at `start` is all of its clause.

        It must be led (截至6月底，), or its sentence tell numbers: 7日，大会闭幕 tells of an event.
        """
        if time.start < time.core_start and (
            time.start == start or self._text[time.start - 1] in _SENTENCE_OPENS
        ):
            return True
        if not self._text.startswith(_COMMA, time.end):
            return False
        if time.start < time.core_start:
            return True
        if time.start == start and self._frame.paragraphs:
            return True
        opens = time.start == start or self._text[time.start - 1] in _SENTENCE_OPENS + _COMMA
        after = bisect_left(self._marks, time.end)
        end = self._marks[after] if after < len(self._marks) else len(self._text)
        return opens and self._counted(time.end, end)

    def _counted(self, start: int, end: int) -> bool:
        """Whether a number stands between two offsets."""
        return bisect_left(self._numbers, start) < bisect_left(self._numbers, end)

    def _is_basis(self, text: str, time: TimeExpression) -> bool:
        """Whether a time only says what the number behind it is a part or multiple of."""
        of = text.find(_OF, time.end, time.end + _OF_REACH)
        apart = _COMMA in text[time.end : max(of, time.end)]
        return of >= 0 and not apart and self._counted(of + 1, of + 3)

    def at(self, offset: int) -> int | None:
        """Index of the time that holds at an offset of the clean text, or None."""
        return self._held.at(offset)
