"""What has been said so far, as far as it matters to the numbers to come.

The state is small and explicit: the subjects measured so far in the sentence, the phrase that the
last of them were dealt from, the verb that governs a running list, and the time and area named
last. A sentence end closes all but the last subject.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from extractor.subjects.model import MOST_PARTS, Subject


@dataclass(slots=True)
class Discourse:
    """What has been said so far.

    Attributes:
        measured: Subjects of the numbers so far in this sentence, in order, each once.
        said: The subject said last, even one that only says something of another (增速).
        pair: The members of the list that was dealt out last, for 前者 and 后者.
        whole: The undealt subject that the last numbers belong to.
        amount: The last of these wholes that was no rate.
        shared: What the share told last in this sentence was of, where it was said.
        located: What was counted last in a phrase of place of this sentence (126个项目中).
        base: The whole that the last 其中 opened a part of.
        base_shared: Whether it was told what share the base has of something unnamed.
        base_unit: Code of the unit that the base was told in.
        parted: Whether the last number told of a part of it.
        units: The subject measured last in this sentence in each unit, by its code.
        previous: The last subject of the sentence before.
        units_before: The `units` of the sentence before.
        fronted: A measure that a clause of this sentence named alone, for what follows.
        measured_before: The `measured` of the last sentence of this paragraph with numbers.
        first: What was measured first in this paragraph.
        holder: The institutions or projects counted last in this paragraph.
        doer: Who did last in this sentence what a number tells.
        topic: What the last sentence without numbers of this paragraph is about.
        heading: What the heading above names, for measures that say not of what.
        at: Token of the last number, or -1.
        oblique: Whether what the last number counts is the object of a preposition.
        listed: How many numbers the list has had that was running last.
        unit: Code of the unit of the last number.
        code: Code of the unit of the number at hand.
        asked: Code of the unit of the number at hand where it measures, None where it counts.
        broken: Whether the number at hand counts, and is no whole one.
        verb: Token of the verb that governs the list that is running, or None.
        time: Token of the time expression named last in this sentence, or None.
        times: Tokens of the times of the list named last in this sentence, in order.
        timed: Whether a list of times is dealt out to the numbers at hand.
        clause_time: Token of a time that holds for its clause only, or None.
        opening_time: Token of the time named before the sentence's first semicolon, or None.
        in_opening: Whether that semicolon is still to come.
        place: Token of the area named last in this sentence, or None.
    """

    measured: list[Subject] = field(default_factory=list)
    said: Subject = ()
    pair: list[Subject] = field(default_factory=list)
    whole: Subject = ()
    amount: Subject = ()
    shared: Subject = ()
    located: Subject = ()
    base: Subject = ()
    base_unit: str | None = None
    base_shared: bool = False
    parted: bool = False
    units: dict[str, Subject] = field(default_factory=dict)
    previous: Subject = ()
    units_before: dict[str, Subject] = field(default_factory=dict)
    fronted: Subject = ()
    measured_before: list[Subject] = field(default_factory=list)
    first: Subject = ()
    holder: Subject = ()
    doer: Subject = ()
    topic: Subject = ()
    heading: Subject = ()
    at: int = -1
    oblique: bool = False
    listed: int = 0
    unit: str | None = None
    code: str = ""
    asked: str | None = None
    broken: bool = False
    verb: int | None = None
    time: int | None = None
    times: list[int] = field(default_factory=list)
    timed: bool = False
    clause_time: int | None = None
    opening_time: int | None = None
    in_opening: bool = True
    place: int | None = None

    def whole_of_part(self) -> tuple[Subject, str | None]:
        """The whole that a part at hand is told of, and the code of the unit it was told in."""
        if self.parted:
            return self.base, self.base_unit
        return self.whole, self.unit

    def close_sentence(self) -> None:
        """Forget what does not carry over a sentence end."""
        if self.measured:
            self.measured_before = self.measured
            self.previous = self.whole or self.measured[-1]
            self.units_before = self.units
            if self.parted and self.base and self.base_unit == self.unit:
                # 投资9亿元，其中公路4亿元、铁路3亿元。: what the parts are of.
                self.previous = self.units_before[self.base_unit or ""] = self.base
        self.measured = []
        self.said = ()
        self.fronted = ()
        self.doer = ()
        self.pair = []
        self.whole = ()
        self.amount = ()
        self.shared = ()
        self.located = ()
        self.base = ()
        self.parted = self.base_shared = False
        self.units = {}
        self.listed = 0
        self.verb = None
        self.time = None
        self.times = []
        self.clause_time = None
        self.opening_time = None
        self.in_opening = True
        self.place = None

    def aside(self) -> Discourse:
        """A copy, to go back to behind a bracket."""
        return replace(
            self,
            units={**self.units},
            measured=[*self.measured],
            pair=[*self.pair],
            times=[*self.times],
        )

    def resume(self, before: Discourse) -> None:
        """Go on from what had been said before a bracket; only the numbers in it are counted."""
        at = self.at
        for name in self.__dataclass_fields__:
            setattr(self, name, getattr(before, name))
        self.at = at

    def measure(self, subjects: list[Subject], whole: Subject) -> None:
        """Note what has just been measured."""
        for subject in (each[-MOST_PARTS:] for each in subjects):
            if subject and subject not in self.measured[-len(subjects) :]:
                self.measured.append(subject)
        if whole:
            self.whole = whole[-MOST_PARTS:]
            self.first = self.first or self.whole

    def last(self, count: int) -> list[Subject]:
        """What the next `count` numbers are about if they do not say.

        Returns:
            The last `count` subjects in order, if there are as many; else what was said last, as
            a whole, for all; nothing at the start of a text.
        """
        if count > 1 and len(self.measured) >= count:
            return self.measured[-count:]
        if self.measured:
            return [self.whole or self.measured[-1]] * count
        return [self.previous] * count if self.previous else []
