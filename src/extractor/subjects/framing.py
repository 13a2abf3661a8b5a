"""Which period frames a place of the text, where no time nearer holds.

See `timeline` for the order in which headings, introductions and titles frame a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from extractor.subjects.held import Held
from extractor.subjects.passages import Passages

if TYPE_CHECKING:
    from extractor.times import TimeExpression

FRAMING = frozenset({"section", "year", "echo", "echoes", "part", "month"})
WHOLE = frozenset({"section", "year", "echo", "echoes"})
SPAN = "span"
LEADS_ON = "\uff1a"
# Paragraphs of the body that may introduce a text whose title names a period, at most.
_INTRODUCTION = 2
_JOINING = "\u53ca\u548c\u4e0e\u3001"
_LABEL = "\u3010"
_EDGES = frozenset("\u672b\u5e95\u521d")
_HAN = "[一二三四五六七八九十]{1,3}"
_NUMBERING = re.compile(
    rf"\s{{0,4}}(?:(?P<han>{_HAN}、)|(?P<bracket>（{_HAN}）)|(?P<digit>[0-9]{{1,2}}[.．、]))"
)
_ECHOES = frozenset({"echo", "echoes"})
_YEARS = frozenset({"year", "echo"})
_PERIODS = FRAMING | {SPAN}


def _is_edge(time: TimeExpression) -> bool:
    """Whether a time is the start or the end of a period."""
    return not _EDGES.isdisjoint(time.groups.get("edge", ""))


def _level(text: str, start: int) -> str | None:
    """The way in which a heading is numbered: 一、 or （一） or 1. or not at all."""
    found = _NUMBERING.match(text, start)
    return None if found is None else found.lastgroup


class Framing:
    """What holds where nothing nearer does, paragraph by paragraph.

    Args:
        passages: The text.
        times: The time expressions in it, in order.
        holds_of: How far the times of each rule carry; see `holding`.
        held: The times that carry.

    Attributes:
        title: The period of the title, as all of these an index into the times.
        introduction: The period that the introduction names.
        section: The period of the last heading or framing paragraph that has one.
        turns: Whether a paragraph may turn from the section to another period: one that a paragraph
            has set, or a heading that names two (2025年和“十四五”时期).
        as_of: The first day that figures are given as of, or the first time that opens the text.
        headed: Whether there was a heading.
        paragraphs: How many paragraphs of the body there were.
    """

    def __init__(
        self,
        passages: Passages,
        times: Sequence[TimeExpression],
        holds_of: Mapping[str, str],
        held: Held,
    ) -> None:
        self._passages = passages
        self._times = times
        self._holds_of = holds_of
        self._held = held
        self.title: int | None = None
        self.introduction: int | None = None
        self.section: int | None = None
        self._heading: int | None = None
        self._section_level: str | None = None
        self._opened = False
        self._leading: int | None = None
        self.turns = False
        self.as_of: int | None = None
        self.headed = False
        self.paragraphs = 0

    @property
    def time(self) -> int | None:
        """The nearest of them."""
        period = self.period
        return self.as_of if period is None else period

    def over(self, start: int) -> int | None:
        """What frames a heading: not the period of one before it that is numbered as it is.

        Args:
            start: Where the heading starts.
        """
        level = _level(self._passages.text, start)
        if level is None or level != self._section_level:
            return self.time
        return self.introduction if self.introduction is not None else self.title

    @property
    def period(self) -> int | None:
        """The nearest of them that is a period."""
        frames = (self.section, self.introduction, self.title)
        return next((frame for frame in frames if frame is not None), None)

    def echoes(self, scope: str) -> bool:
        """Whether a time that reaches so far only names again what frames the text.

        Args:
            scope: ``echo`` (一年来) under a single year, ``echoes`` (五年来) under a plan.
        """
        held = self.period
        if held is None or scope not in _ECHOES:
            return False
        return self._is_year(held) if scope == "echo" else "plan" in self._times[held].groups

    def resume(self) -> None:
        """Return to the year by its number: 2025年工作回顾, 这一年，….

        Where no heading and no paragraph set one, what frames the text is now set by a paragraph.
        """
        if self.section is None:
            self.section, self.turns = self.period, True
        elif self._heading is not None:
            self.section = self._heading

    def lead_on(self, time: int) -> None:
        """Let a period frame the list that its sentence leads on to: 一年来，主要做了以下工作."""
        self._leading = time

    def read_heading(self, named: list[int], *, start: int, heading: bool) -> None:
        """Take over the period of a heading or of a title.

        A heading without one closes the section of a heading that is numbered as it is.

        Args:
            named: The periods that it names.
            start: Where it starts.
            heading: Whether it is a heading.
        """
        self.headed |= heading
        level = _level(self._passages.text, start)
        # 前三季度稳中有升　国庆假期客流创新高: a period before an occasion.
        named = [time for time in named if self._scope(time) in FRAMING] or named
        if not named:
            if heading and level is not None and level == self._section_level:
                self.section = self._heading = self._section_level = None
            return
        if heading:
            self.section, self.turns = self._last(named), len(named) > 1
            self._heading, self._section_level = self.section, level
            self._opened = True
        else:
            self.title = self._last(named)

    def read_body(self, named: list[int], opening: list[int], paragraph: tuple[int, int]) -> None:
        """Note what a paragraph of the body frames.

        Args:
            named: The periods that it names.
            opening: Those of them that open a sentence.
            paragraph: Its start and end.
        """
        self._note_body(named, opening, paragraph)
        if self._leading is not None:
            self.section, self.turns, self._leading = self._leading, True, None

    def _note_body(self, named: list[int], opening: list[int], paragraph: tuple[int, int]) -> None:
        """Note what a paragraph frames by the periods that it names and those that open it."""
        told = self._passages.counted(*paragraph)
        self._read_opening(opening, paragraph)
        presented = named and named[0] not in opening and not self._echoes(named[0])
        if presented and self._passages.text[paragraph[1] - 1] not in LEADS_ON:
            # 现公布2022年情况。一年来，…: the same year again; but 2025年很不平凡。一年来，….
            named = [time for time in named if not self._echoes(time)]
        self.paragraphs += 1
        early = self.paragraphs <= _INTRODUCTION or self.period is None
        turns = bool(opening) and told and self._turns(opening)
        # 欢迎出席今年的发布会。 我通报前三季度情况。: the last of what is said before all numbers.
        greeting = not (told or opening or self._passages.counted(0, paragraph[0]))
        # Under a title with a period, what is told under a heading frames nothing else.
        self.headed |= self._passages.text.startswith(_LABEL, paragraph[0])
        titled = self.title is not None and not self._echoes(self.title) and self.headed
        # 2025年1—10月预算执行情况, then （一）收入。1—10月，…: the title's period in other words.
        title = self._times[self.title].text if self.title is not None else ""
        again = bool(opening) and self._times[opening[0]].text in title
        introduces = early and self.introduction is None and not (told and titled and not again)
        # Under a title with a period, a later sentence of a paragraph that tells numbers already.
        late = bool(opening) and self._passages.counted(paragraph[0], self._times[opening[0]].start)
        introduces = (introduces and not (late and self.title is not None)) or greeting
        if introduces and named and not turns:
            chosen = self._first_told(opening, paragraph[1]) if told else self._last(named)
            chosen = self._occasion(self._titled(opening, chosen), paragraph[0])
            self.introduction = named[0] if chosen is None else chosen
            if told and chosen is None:
                # It holds here too; 年末 does not stand against it.
                self._held.displace(self._times[named[0]].end, named[0], self._is_period)
        elif told and opening and self._names_introduction(opening, paragraph):
            self.introduction = self._first_told(opening, paragraph[1])
        elif opening and (turns or not told or self._passages.text[paragraph[1] - 1] in LEADS_ON):
            self.section = self._widest(opening)
            self.turns = True
            if "year" in self._times[self.section].groups:
                self._heading = self.section
        elif self._passages.text[paragraph[1] - 1] in LEADS_ON and named:
            # 累计1—9月收入90亿元。按税种看：: for what is listed below too.
            last = self._held.at(paragraph[1] - 1)
            if last in named:
                self.section, self.turns = last, True

    def _read_opening(self, opening: list[int], paragraph: tuple[int, int]) -> None:
        """Note the period that a paragraph opens with, where it takes the place of the frame's."""
        if self._opened and opening and self._reworded(self._widest(opening)):
            # 一、过去一年工作回顾, then 2024年，…: in nearer words.
            self.section = self._heading = self._widest(opening)
        if opening and self._opens_year(opening[0], paragraph):
            self.section, self.turns = opening[0], True
        self._opened = False

    def _reworded(self, opening: int) -> bool:
        """Whether a period is that of the heading before it, which did not name it by number."""
        held = self.section
        relative = held is not None and self._echoes(held) and self._whole(opening)
        return relative and self._is_year(opening) == self._is_year(held or 0)

    def _titled(self, opening: list[int], chosen: int | None) -> int | None:
        """The period that frames in the words of the title, where a paragraph has them too.

        Under 三季度运行情况: 三季度，物流业稳中有进。7—9月，完成7368万吨.
        """
        if chosen is None or self.title is None:
            return chosen
        title = self._times[self.title].text
        return next((time for time in opening if self._times[time].text in title), chosen)

    def _occasion(self, chosen: int | None, start: int) -> int | None:
        """The occasion that a paragraph opens with, of which a period is the days.

        国庆假期，文旅市场平稳有序。10月1日至8日，接待游客9万人次: the holiday frames what follows.
        """
        occasion = self.as_of
        if chosen is None or occasion is None or "until_day" not in self._times[chosen].groups:
            return chosen
        named = start <= self._times[occasion].start < self._times[chosen].start
        return occasion if named and not self._times[occasion].led else chosen

    def _names_introduction(self, opening: list[int], paragraph: tuple[int, int]) -> bool:
        """Whether the first numbers are told under the introduction's period in better words.

        今年，外贸稳中有进。 今年前三季度，进出口90亿元: no more than that has been told of.
        现介绍今年上半年情况。 2024年上半年，进出口60亿元: the same, with its year.
        """
        held, new = self.introduction, self._first_told(opening, paragraph[1])
        if held is None or new is None or self.paragraphs > _INTRODUCTION:
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
        return self._scope(time) in _PERIODS

    def _turns(self, opening: list[int]) -> bool:
        """Whether a paragraph that tells numbers turns from the frame to another period.

        From a year to years, or back: 过去的一年 after 2025年 only names the year again.
        """
        new, held = self._widest(opening), self.section
        if held is None or not self.turns or not self._whole(new):
            return False
        deadline = self._times[new].led
        return not deadline and self._is_year(new) != self._is_year(held)

    def _opens_year(self, opening: int, paragraph: tuple[int, int]) -> bool:
        """Whether a paragraph opens with another year, of which no number is told yet.

        2026年，“十五五”大幕拉开。建议地区生产总值增长5%: what follows is told of it.
        """
        time, held = self._times[opening], self.period
        if held is None or self._scope(opening) != "year" or not self._is_year(held):
            return False
        years = [self._times[each].groups.get("year") for each in (opening, held)]
        first = self._passages.sentence(paragraph[0], time.start) == paragraph[0]
        until = self._passages.first_from(self._passages.ends, time.end, paragraph[1])
        silent = not self._passages.counted(paragraph[0], until)
        silent = silent and self._passages.counted(*paragraph)
        return None not in years and years[0] != years[1] and first and silent

    def names_again(self, time: TimeExpression) -> bool:
        """Whether a time names the period that frames the text, behind another year."""
        held, before = self.period, self._held.at(time.start)
        named = held is not None and self._times[held].text == time.text
        return named and before is not None and self._is_year(before)

    def dates(self, time: TimeExpression) -> bool:
        """Whether a time is a day in the period that frames the text: 截至2024年底, under 2024年.

        Where what frames it is such a day itself, it is another.
        """
        held = self.period
        return held is not None and _is_edge(time) and not _is_edge(self._times[held])

    def _scope(self, time: int) -> str:
        """How far a time may carry."""
        return self._holds_of[self._times[time].rule]

    def _echoes(self, time: int) -> bool:
        """Whether a period is the year, or are the years, that are spoken of, by no name."""
        return self._scope(time) in _ECHOES

    def _widest(self, opening: list[int]) -> int:
        """The last of the periods that is a year or longer, else the last of all."""
        # 2025年是收官之年。一年来，…: the year by its name; 五年来，… is none of it.
        named = [time for time in opening if self._scope(time) != "echo"] or opening
        return next((time for time in reversed(named) if self._whole(time)), opening[-1])

    def _is_year(self, time: int) -> bool:
        """Whether a period is a single year."""
        return self._scope(time) in _YEARS

    def _whole(self, time: int) -> bool:
        """Whether a period is a year or longer."""
        return self._scope(time) in WHOLE

    def _first_told(self, opening: list[int], end: int) -> int | None:
        """The first of the periods that open a sentence that a number is told under."""
        ends = [self._times[number].start for number in opening[1:]] + [end]
        for number, until in zip(opening, ends, strict=False):
            if self._passages.counted(self._times[number].end, until):
                return number
        return None

    def _last(self, named: list[int]) -> int:
        """The last period that is named; of 6月份及上半年 the first."""
        chosen = len(named) - 1
        while chosen and self._passages.text[self._times[named[chosen]].start - 1] in _JOINING:
            chosen -= 1
        return named[chosen]
