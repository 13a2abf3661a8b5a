"""Which time holds at a place of the text, where its own sentence names none.

How far a time reaches is said by its rule in ``patterns/times.jsonl``, in the field ``holds``:

* ``section``, ``year``, ``part``, ``month``: a period that can frame a text; in the title, in a
  heading, or in the introduction it holds for all that follows and has none nearer;
* ``echo``: 一年来: as ``paragraph`` where one year holds already, else as ``year``; in a
  paragraph without numbers (一年来，主要做了以下工作。) it brings back the period of the heading;
* ``echoes``: 五年来: so where a plan holds (“十四五”时期), else as ``section``;
* ``paragraph``, which is the default: what opens a clause (年内) holds to the end of its paragraph;
* ``span``: 全年: as ``paragraph``, also behind a number of its sentence;
* ``sentence``: it does not carry, but where it is all of its clause (截至10月29日，).

A time carries, to the end of its paragraph or until the next one, if it opens a sentence; if it
opens a clause before the first number of its sentence; or if it stands before the first number of
its paragraph (a year only in the first sentence). Elsewhere before the first number of a sentence
it carries too, but one that a preposition places (在年底达到九成) holds for that part of the
sentence, as does one at which a number that was told has changed (，全年净增6万户；), one that is
told beside another for its sentence (一季度增长6%，二季度增长7%。), and a later
year as a goal (；到2027年，) for its sentence. One to compare with does not carry, nor one of what
is counted (改造2000年底前建成的小区), nor one in brackets, but in those of a heading or of an
occasion whose days they tell (国庆假期（10月1日至7日），).

A paragraph without a time falls back to what frames it: a paragraph before it that names a period
and tells no number under it (2025年，重点工作是：), or that turns to another period from one which
such a paragraph has set (五年来，…, then 刚刚过去的2025年，…); else the nearest heading with a
time, up to one without that is numbered in the same way; else the introduction, which is the first
paragraph that names a period, in passing or not, or the last greeting that does; else the title;
else the first day that figures are given as of (截至7日18时，) or the first time that opens a
sentence of the first paragraph (“五一”假期，).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from extractor.subjects.framing import FRAMING, LEADS_ON, SPAN, WHOLE, Framing
from extractor.subjects.held import Held
from extractor.subjects.holding import NOWHERE, Holding
from extractor.subjects.mentions import Mentions
from extractor.subjects.passages import SENTENCE_OPENS, Passages

if TYPE_CHECKING:
    from extractor.times import TimeExpression

_PARTS = "\uff1b"
_COMMA = "\uff0c"
_BY = "\u524d"
_JOINS = frozenset("\u3001\u548c")
_WORD = re.compile(r"\w")
# Code points before a time that may be told of in the part of a sentence before it.
_PART = 40
# Code points of the count of what is listed, at most.
_LONGEST_COUNT = 4
# Times of a sentence that are told beside the first, at most.
_BESIDE = 8
_LABELS = (LEADS_ON, "\u3011")


class Timeline:
    """The times that carry, by the offset from which each holds.

    Args:
        text: Clean text.
        times: The time expressions in it, in order.
        paragraphs: Start, end and role (title, subtitle, heading, body) of each, in order.
        holds: How far times carry; see `holding`.
        numbers: Where the quantities of the text start, in order.
        relative: Where those of them start that are a part or a multiple of something.
    """

    def __init__(
        self,
        text: str,
        times: Sequence[TimeExpression],
        paragraphs: Iterable[tuple[int, int, str]],
        holds: Holding,
        numbers: Sequence[int] = (),
        relative: AbstractSet[int] = frozenset(),
    ) -> None:
        self._text = text
        self._times = times
        self._holds = holds
        self._held = Held()
        self._passages = Passages(text, numbers)
        self._mentions = Mentions(self._passages, holds, relative)
        self._frame = Framing(self._passages, times, self._holds.rules, self._held)
        self._next = 0
        for start, end, role in paragraphs:
            heading = role == "heading"
            self._held.note(start, self._frame.over(start) if heading else self._frame.time)
            self._read(start, end, role)

    def _read(self, start: int, end: int, role: str) -> None:
        """Note the times of one paragraph, and what it frames."""
        title = role != "body"
        named: list[int] = []
        opening: list[int] = []
        while self._next < len(self._times) and self._times[self._next].start < end:
            number, time = self._next, self._times[self._next]
            self._next += 1
            scope = self._scope(time, start)
            own = self._holds.rules[time.rule]
            if scope == NOWHERE and title and (own in FRAMING or role == "heading"):
                scope = "part"  # 四、环境质量（1—9月）, 三、灾情（截至16日8时）
            if scope != NOWHERE and self._mentions.is_day_told(time, start):
                self._held.note_within(time.end, number, self._passages.marks)
                continue
            if scope == "sentence" and self._mentions.is_reached(time, start):
                self._held.note_within(time.end, number, self._passages.marks)
            if scope in ("sentence", NOWHERE):
                continue
            if scope == "paragraph" and self._frame.echoes(own):
                self._echo(number, start, end)
            opens = self._carries(number, scope, start, title=title)
            # 6月末余额5万亿元，其中二季度增加1千亿元: the time of a part frames nothing.
            part = self._passages.parted(start, time.start, self._holds.parts)
            # 改造2000年底前建成的小区12个: nor does the time of what is counted.
            part = part or (self._mentions.is_attribute(time, scope) and self._mentions.tells(time))
            if title or (scope in FRAMING and not part and not self._is_dealt(number, end)):
                named.append(number)
                if opens:
                    opening.append(number)
        if title:
            self._frame.read_heading(named, start=start, heading=role == "heading")
        else:
            self._frame.read_body(named, opening, (start, end))

    def _echo(self, number: int, start: int, end: int) -> None:
        """Note a time of a paragraph that only names again the period that frames the text."""
        if self._lists(self._times[number], end):
            self._frame.lead_on(number)
        elif not self._passages.counted(start, end):
            self._frame.resume()

    def _carries(self, number: int, scope: str, start: int, *, title: bool) -> bool:
        """Note how far a time carries that a paragraph names; whether it opens a sentence.

        Args:
            number: The time.
            scope: How far it may.
            start: Where the paragraph starts.
            title: Whether it is a title or a heading.
        """
        time = self._times[number]
        at = self._mentions.glossed(time, start)
        before = self._text[at - 1] if at > start else "\n"
        opens = title or before in SENTENCE_OPENS or self._mentions.is_set_apart(time)
        sentence = self._passages.sentence(start, time.start)
        untold = not self._passages.counted(sentence, time.start)
        further = before in _COMMA and not untold
        within = further and self._text.startswith(self._holds.changes, time.end)
        # 而去年全年为九成: another year's is what this one is compared with.
        whole = scope == SPAN and "relative" not in time.groups
        goes_on = before in _COMMA and (whole or untold)
        part = self._text[sentence - 1]
        deadline = time.led or self._text.endswith(self._holds.leads, start, time.start)
        done = self._text.endswith(self._holds.acts, start, time.start)
        attribute = self._mentions.is_attribute(time, scope)
        belongs = done or attribute
        listed = scope not in WHOLE and self._is_listed(number, len(self._text))
        if not title and scope not in WHOLE and (listed or self._is_one_of(number)):
            self._held.note_within(time.end, number, self._passages.ends)
        elif part in _PARTS and (
            (deadline and scope in WHOLE) or (scope == "section" and self._told_before(time, start))
        ):
            # ；力争到2027年，: a deadline behind another part of a sentence; ；2021—2024年增长7%。
            self._held.note_within(time.end, number, self._passages.ends)
        elif within:
            # 6月底有用户40万户，全年净增6万户；: a change of what the sentence goes on to tell of.
            self._held.note_within(time.end, number, self._passages.marks)
        elif (
            opens
            or goes_on
            or (untold and not done and self._mentions.is_survey(time))
            or (
                self._sets_out(scope, start, time.start)
                and not (done or (attribute and self._mentions.tells(time)))
            )
        ):
            self._held.note(time.end, number)
            first = opens and not self._frame.paragraphs and not title
            if self._frame.as_of is None and (time.led or first) and scope == "paragraph":
                self._frame.as_of = number
        elif further and self._frame.names_again(time) and not (belongs or deadline):
            # 去年产值9亿元，今年要达到12亿元。: back to the period of the heading.
            self._held.note(time.end, number)
        elif further and not belongs and self._behind_deadline(number, sentence):
            self._held.note(time.end, number)
        elif (untold or whole) and not belongs:
            # 力争全年新增5万人，: it opens no clause; 在年底达到九成 holds for what is told there.
            placed = self._text.endswith(self._holds.places, start, time.start)
            if placed or scope in WHOLE:
                self._held.note_within(time.end, number, self._passages.marks)
            else:
                self._held.note(time.end, number)
        return opens

    def _lists(self, time: TimeExpression, end: int) -> bool:
        """Whether the rest of a paragraph leads on to a list: 主要做了以下工作."""
        last = end - 1
        only = self._passages.first_from(self._passages.ends, time.end, last) >= last
        word = next((w for w in self._holds.listing if self._text.endswith(w, time.end, last)), "")
        # How many there are in the list (主要抓了9个方面工作) tells nothing of the time.
        return (
            only
            and bool(word)
            and not self._passages.counted(time.end, last - len(word) - _LONGEST_COUNT)
        )

    def _behind_deadline(self, number: int, sentence: int) -> bool:
        """Whether the time before is a deadline: 3月底前设立窗口318个，一季度办理1.9万件."""
        before = self._times[number - 1]
        by = before.led or before.groups.get("edge", "").endswith(_BY)
        return by and sentence <= before.start < self._times[number].start

    def _told_before(self, time: TimeExpression, start: int) -> bool:
        """Whether the part of its sentence before a time tells numbers."""
        return self._passages.counted(max(start, time.start - _PART), time.start)

    def _is_dealt(self, number: int, end: int) -> bool:
        """Whether a time is in a list that numbers of its sentence are dealt out to.

        其中一季度、上半年增速依次为5.6%、5.5%.
        """
        if self._is_listed(number, end):
            return True
        starts = [each.start for each in self._times[number : number + 2]]
        if not number:
            return False
        # ，四季度增长5%: and what is told beside them.
        before = self._times[number - 1]
        beside = before.start >= self._passages.sentence(0, starts[0]) and not before.compared
        return beside and self._passages.counted(before.end, starts[0])

    def _is_listed(self, number: int, end: int) -> bool:
        """Whether a list mark joins a time to another, and their sentence tells numbers behind."""
        ends = [self._times[i].end for i in (number - 1, number) if i >= 0]
        starts = [each.start for each in self._times[number : number + 2]]
        between = {self._text[a:b] for a in ends for b in starts if a < b}
        until = self._passages.first_from(self._passages.ends, starts[0], end)
        return not _JOINS.isdisjoint(between) and self._passages.counted(starts[-1], until)

    def _is_one_of(self, number: int) -> bool:
        """Whether its sentence tells of another such time: 一季度增长6%，二季度增长7%."""
        time = self._times[number]
        end = self._passages.first_from(self._passages.ends, time.end, len(self._text))
        for other in self._times[number + 1 : number + 1 + _BESIDE]:
            if other.start >= end:
                return False
            # ；到2027年，: a goal
            apart = self._text[other.start - 1] in _COMMA + _PARTS and not other.led
            told = self._passages.counted(time.end, other.start)
            if apart and told and other.rule == time.rule and not other.compared:
                return self._passages.counted(other.end, end)
        return False

    def _sets_out(self, scope: str, start: int, time: int) -> bool:
        """Whether a time stands before all numbers of its paragraph; a year in sentence one."""
        first = scope not in WHOLE or self._passages.sentence(start, time) == start
        return first and not self._passages.counted(start, time)

    def _scope(self, time: TimeExpression, start: int) -> str:
        """How far a time of the paragraph that begins at `start` reaches."""
        if time.start < start or time.compared or self._mentions.is_basis(time):
            return "sentence"
        if self._passages.bracketed(start, time.start):
            glosses = start <= self._mentions.glossed(time, start) < time.start
            return self._holds.rules[time.rule] if glosses else NOWHERE
        if self._mentions.is_told(time, start):
            return "sentence"
        scope = self._holds.rules[time.rule]
        if time.groups.get("edge", "").endswith(_BY) and scope not in WHOLE:
            return "sentence"  # 8月底前建成高速公路: that is to be done by then
        if (
            self._frame.echoes(scope)
            or (
                scope == "sentence"
                and (self._stands_alone(time, start) or self._mentions.is_survey(time))
            )
            or (scope in FRAMING and self._frame.dates(time))
        ):
            # 截至10月29日，…: a day that figures are given as of; or the same year again.
            return "paragraph"
        return scope

    def _stands_alone(self, time: TimeExpression, start: int) -> bool:
        """Whether a time of the paragraph that begins at `start` is all of its clause.

        It must be led (截至6月底，), or its sentence tell numbers: 7日，大会闭幕 tells of an event.
        """
        if time.led and (time.start == start or self._text[time.start - 1] in SENTENCE_OPENS):
            return True
        if self._text.startswith(_LABELS, time.end) and not _WORD.search(
            self._text, start, time.start
        ):
            return True  # ■10月9日：力量集结, 【10月9日】力量集结
        if not self._text.startswith(_COMMA, time.end):
            return False
        if time.led:
            return True
        if time.start == start and self._frame.paragraphs:
            return True
        end = self._passages.first_from(self._passages.marks, time.end, len(self._text))
        return self._mentions.opens_clause(time, start) and self._passages.counted(time.end, end)

    def at(self, offset: int) -> int | None:
        """Index of the time that holds at an offset of the clean text, or None."""
        return self._held.at(offset)
