"""Reads one sentence: asks the four questions for each run of its numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from extractor.subjects.bounds import CLAUSE_MARKS, clause_end, clause_start, runs
from extractor.subjects.completion import Completer
from extractor.subjects.description import Describer
from extractor.subjects.discourse import Discourse
from extractor.subjects.frames import Frame
from extractor.subjects.model import Answer, Found, Part, TaggedText
from extractor.subjects.phrase import Phrase, PhraseGrower

if TYPE_CHECKING:
    from extractor.quantities import Quantity
    from extractor.subjects.coordination import Coordination

_ATTRIBUTES = frozenset({"b", "X"})
_PREDICATES = frozenset({"LEVEL", "RISE", "FALL", "FROM", "TO"})
_BETWEEN_LEVELS = frozenset({"ACT", "VN", "vn", "v", "ADV", "d", "LEVEL", "TO", "RISE", "FALL"})
# Tokens between the verb of a share and its object, at most.
_LONGEST_SHARE = 4
_MEASURE_PARTS = frozenset({"MEAN", "BARE", "vn", "VN", "v", "b", "a"})
_HOW = frozenset({"ADV", "MEAN", "d", "ad", "BASIS"})
_NAMING = frozenset({"in", "verb", "nominal", "mean"})
_VERBS_OF_CLAUSE = frozenset(
    {"ACT", "CAUSE", "VN", "v", "vn", "DONE", "NEW", "RISE", "FALL", "ADV"}
)
_NOT_THE_PLACE = frozenset({"COMPARE", "SHARE", "AGAINST", "RANK"})


class SentenceReader:
    """Reads the sentences of one text.

    Args:
        text: The tokens.
        quantities: The quantity at each token that is one.
        frames: The frame of each quantity.
        coordination: Deals lists out.
    """

    def __init__(
        self,
        text: TaggedText,
        quantities: Mapping[int, Quantity],
        frames: Mapping[int, Frame],
        coordination: Coordination,
    ) -> None:
        self._text = text
        self._tags = text.tags
        self._quantities = quantities
        self._frames = frames
        self._coordination = coordination
        self._grower = PhraseGrower(text)
        self._completer = Completer(text, self._grower)
        self._describer = Describer(text)
        self._behind = Phrase(0, 0)

    def read(self, start: int, end: int, numbers: list[int], discourse: Discourse) -> list[Answer]:
        """Answer for each quantity of a sentence.

        Args:
            start: First token of the sentence.
            end: The token behind its last.
            numbers: The tokens in it that are quantities, in order.
            discourse: What was said before; what this sentence says is noted in it.
        """
        answers: list[Answer] = []
        free = start
        for run in runs(self._text, numbers):
            self._look_around(free, run[0], discourse)
            low, carried = clause_start(self._text, free, run[0])
            high = clause_end(self._text, run[-1], end)
            found, free = self._subjects(run, (low, high, start), discourse, carried=carried)
            for token, each in zip(run, found, strict=True):
                answers.append(self._answer(token, self._frame(token, run), low, each, discourse))
            self._raise_head(answers, run)
            if self._from_time(run[0], discourse):
                discourse.clause_time = None
            discourse.listed = len(run) + (discourse.listed if carried else 0)
            if found[0].phrase != "place behind":
                discourse.said = found[0].subject if len(run) == 1 else discourse.whole
            discourse.at = run[-1]
            discourse.oblique = found[0].phrase == "object behind"
            discourse.unit = self._quantities[run[-1]].code
            if not carried or found[0].verb is not None:
                discourse.verb = found[0].verb
        self._look_around(free, end, discourse)
        return answers

    def _look_around(self, start: int, end: int, discourse: Discourse) -> None:
        """Note time and area in passing; behind a word of comparison they are a basis."""
        for i in range(start, end):
            tag, before = self._tags[i], self._tags[i - 1] if i else "END"
            if tag == "T":
                self._note_time(i, before, discourse)
            elif tag == "PLACE" and before not in _NOT_THE_PLACE:
                discourse.place = i
            elif tag in CLAUSE_MARKS:
                discourse.clause_time = None
                if tag == "SEMI":
                    # 10月3日入园2万人；全周入园9万人: the day holds to the semicolon.
                    discourse.time, discourse.in_opening = discourse.opening_time, False

    def _note_time(self, token: int, before: str, discourse: Discourse) -> None:
        """A time holds for its sentence, or for its clause only where another holds already."""
        following = self._tags[token + 1 : token + 3]
        against = before == "AND" and self._tags[token - 2] in CLAUSE_MARKS
        if before in ("AGAINST", "LEVEL") or against:
            # 比上年, 与去年持平, 是2019年的2倍: what a number is compared with.
            return
        if following == ["DE", "Q"]:
            # 从2020年的5万元提高到2025年的7万元, but 恢复至2019年的九成.
            ends = before in ("FROM", "TO")
            discourse.clause_time = token if ends else discourse.clause_time
            return
        if before in CLAUSE_MARKS or (discourse.time is None and before != "FROM"):
            discourse.time, discourse.clause_time = token, None
            if discourse.in_opening:
                discourse.opening_time = token
        else:
            discourse.clause_time = token

    def _from_time(self, number: int, discourse: Discourse) -> bool:
        """Whether the time at hand is that of the start of a change: 由去年的9家增加到12家."""
        time = discourse.clause_time
        return time is not None and time < number and self._tags[time - 1 : time] == ["FROM"]

    def _frame(self, token: int, run: list[int]) -> Frame:
        """The frame of a number; behind the first of a run that says nothing new, the first's."""
        frame = self._frames[token]
        is_new = frame.name != "noun" or frame.start <= run[0]
        return frame if token == run[0] or is_new else self._frames[run[0]]

    def _subjects(
        self, run: list[int], bounds: tuple[int, int, int], discourse: Discourse, *, carried: bool
    ) -> tuple[list[Found], int]:
        """The subject of each number of a run, and the first token that is free behind it."""
        low, high, sentence = bounds
        edge = self._edge(run[0], low)
        if self._ends_change(edge, low, run, discourse):
            carried_on = Found(discourse.last(1)[0], "none", "measured")
            return self._carry_out(carried_on, run, discourse), run[-1] + 1
        left = self._left(edge, low, run)
        right = self._right(run, high, left)
        if self._is_for(run, left, right, high):
            left = Phrase(edge, edge)
            right = self._right(run, high, left)
        if edge > low and self._text.roles[edge - 1] == "link" and not right.empty:
            # 完成治理、60万户居民: the number opens the next member of a list.
            left = Phrase(edge, edge) if self._tags[edge - 1] != "ETC" else left
        free = max(run[-1] + 1, right.end)
        located = self._tags[right.end : right.end + 1] == ["f"]
        behind, self._behind = self._behind, Phrase(0, 0) if located else right
        shared = self._shared_before(behind, left, edge, low) if right.empty else None
        if shared is not None:
            discourse.measure([shared.subject], shared.subject)
            return [shared] * len(run), free
        if left.empty and right.empty:
            unit = self._quantities[run[0]].code
            found = self._completer.carry(edge, low, sentence, discourse, unit)
            return self._carry_out(found, run, discourse), free
        if left.empty or (not right.empty and self._tags[edge - 1] == "ETC"):
            how = "object behind" if self._is_oblique(run, left) else "noun behind"
            how = "place behind" if located else how
            found = self._completer.complete(right, how, low, sentence, discourse)
            found = found._replace(verb=discourse.verb if carried else self._governor(run[0]))
            if not located:
                discourse.measure([found.subject], found.subject)
            return [found] * len(run), free + located
        found = self._completer.complete(left, "noun before", low, sentence, discourse)
        found = self._dealt_by_doer(found, left, run, low)
        if carried and found.verb is None and left.start == low:
            found = found._replace(verb=discourse.verb)
        if not right.empty:
            around = (*found.subject, Part(right.start, right.end))
            found = found._replace(subject=around, phrase="noun around")
        return self._share_out(found, left, run, discourse), free

    def _ends_change(self, edge: int, low: int, run: list[int], discourse: Discourse) -> bool:
        """Whether a number is what the one before it became: 由106家整合为50家."""
        before = discourse.at
        if before < 0 or low != before + 1 or edge <= low:
            return False
        same_unit = discourse.unit == self._quantities[run[-1]].code
        if not same_unit or self._frames[before].rule != "range_from":
            return False
        return bool(discourse.measured) and all(
            self._text.roles[i] in ("verb", "nominal") or self._tags[i] in _BETWEEN_LEVELS
            for i in range(low, edge)
        )

    def _governor(self, number: int) -> int | None:
        """The verb of change in front of a number whose noun stands behind it."""
        frame = self._frames[number]
        for i in range(frame.start, number):
            if self._tags[i] in self._text.lexicon.change_of:
                return i
        return None

    def _shared_before(self, behind: Phrase, left: Phrase, edge: int, low: int) -> Found | None:
        """The noun behind the number before, with what is measured of it here.

        23家景区累计入园86万人次, 12家企业净利润30亿元.
        """
        start, end = (left.start, left.end) if not left.empty else (edge - 1, edge)
        gap = self._tags[behind.end : start]
        if behind.empty or behind.end != low or start < low or left.verb is not None:
            return None
        if any(tag not in _HOW for tag in gap) or self._text.roles[start] not in _NAMING:
            return None
        return Found((Part(behind.start, behind.end), Part(start, end)), "noun shared")

    def _dealt_by_doer(self, found: Found, left: Phrase, run: list[int], low: int) -> Found:
        """The subject with who did it, where what was done is dealt out to doers.

        市、县图书馆分别接待读者8万人次、12万人次.
        """
        verb = found.verb
        if len(run) == 1 or verb is None or verb <= low or self._tags[verb - 1] != "DEAL":
            return found
        doers = self._grower.left(verb - 1, low)
        if doers.empty or verb != left.start - 1:
            return found
        return found._replace(subject=(Part(doers.start, doers.end), Part(verb, left.end)))

    def _share_out(
        self, found: Found, left: Phrase, run: list[int], discourse: Discourse
    ) -> list[Found]:
        """What each number of a run is about, once the noun before them is known."""
        if self._same(run):
            discourse.measure([found.subject], found.subject)
            return [found] * len(run)
        if found.completion in ("owner of a measure", "owner of a share") and len(run) > 1:
            owners = discourse.last(len(run))
            if len(set(owners)) == len(run):
                head = found.subject[-1]
                return [found._replace(subject=(*each, head)) for each in owners]
        dealt = self._deal(found, len(run))
        if found.completion == "base":
            discourse.measure([found.subject[:-1]], found.subject[:-1])
        elif found.completion is None or not self._completer.is_late(left):
            discourse.measure([each.subject for each in dealt], found.subject)
        return dealt

    def _edge(self, number: int, low: int) -> int:
        """The token behind what may be the noun before a number."""
        edge = max(self._frames[number].start, low)
        if edge > low and self._tags[edge - 1] == "SHARE":
            while edge < number and self._tags[edge] == "PLACE":
                edge += 1
        return edge

    def _left(self, edge: int, low: int, run: list[int]) -> Phrase:
        """The noun before a number; a verb alone is none."""
        predicated = any(tag in _PREDICATES for tag in self._tags[edge : run[0]])
        left = self._grower.left(edge, low, predicated=predicated)
        share = self._opening_share(left, low)
        if share is not None:
            return Phrase(share, left.end)
        while self._is_place(left, low):
            # 在全省14个市中排名第3: a phrase of place stands between.
            edge = left.start - 1
            left = self._grower.left(edge, low, predicated=predicated)
        if (
            left.end - left.start > 1
            and self._text.words[left.end - 1] in self._text.lexicon.settled
        ):
            # 财政支出执行37亿元: the act says only that it was done.
            left = left._replace(end=left.end - 1)
        counts = self._text.roles[run[-1] + 1 : run[-1] + 2] == ["in"]
        if counts and left.end == run[0] and self._tags[left.end - 1] == "f":
            # 现行标准下530万贫困人口: a phrase of place before what is counted.
            return Phrase(edge, edge)
        verbal = not left.empty and self._text.roles[left.end - 1] in ("verb", "nominal")
        if verbal and (left.end - left.start == 1 or self._is_act_on(left, low, run)):
            return Phrase(edge, edge)
        return left

    def _is_act_on(self, left: Phrase, low: int, run: list[int]) -> bool:
        """Whether a number stands between a verb and its object: 向下游输送5亿立方米清水."""
        if self._text.roles[run[-1] + 1 : run[-1] + 2] != ["in"]:
            return False
        if left.end < run[0]:
            # 灾害造成全省9个市受灾.
            return self._tags[left.end] == "PLACE" and self._text.roles[left.end - 1] == "verb"
        return left.start > low and self._tags[left.start - 1] == "PREP"

    def _opening_share(self, left: Phrase, low: int) -> int | None:
        """The verb of a share whose object holds a verb of doing: 占接待总量的一半."""
        if left.empty or self._tags[left.start] == "SHARE":
            return None
        for i in range(left.start - 1, max(low, left.start - _LONGEST_SHARE) - 1, -1):
            if self._tags[i] == "SHARE":
                return i
            if self._text.roles[i] == "stop" and self._tags[i] not in _VERBS_OF_CLAUSE:
                return None
        return None

    def _is_place(self, phrase: Phrase, low: int) -> bool:
        """Whether a phrase is the object of a preposition and ends in a word of place."""
        if phrase.empty or phrase.start <= low:
            return False
        return self._tags[phrase.end - 1] == "f" and self._tags[phrase.start - 1] == "PREP"

    def _right(self, run: list[int], high: int, left: Phrase) -> Phrase:
        """The noun behind a run, where the unit of its last number can measure it out."""
        start = run[-1] + 1
        if start >= high or not self._may_count(run, left, self._tags[start]):
            return Phrase(start, start)
        governor = self._tags[run[0] - 1] if run[0] else "END"
        phrase = self._grower.right(
            start,
            high,
            governed=governor in ("ACT", "CAUSE", "DONE"),
            ended_by="nominal" if self._is_oblique(run, left) else None,
        )
        phrase = self._before_next(phrase, high, alone=left.empty)
        phrase = self._with_name(phrase, high)
        counts = self._quantities[run[-1]].dimension == "count"
        if phrase.empty and left.empty and counts:
            return self._grower.relative(start, high)
        return phrase

    def _with_name(self, phrase: Phrase, high: int) -> Phrase:
        """A phrase with what the counted things were named: 5家企业入选省级名单."""
        verb = phrase.end
        if phrase.empty or verb >= high or self._text.words[verb] not in self._text.lexicon.naming:
            return phrase
        name = self._grower.right(verb + 1, high)
        return phrase if name.empty else phrase._replace(end=name.end)

    def _before_next(self, phrase: Phrase, high: int, *, alone: bool) -> Phrase:
        """A phrase without what the next number measures: 5个集团、区级覆盖率达80%."""
        following = self._frames.get(high)
        if following is None or phrase.empty or following.start > phrase.end:
            return phrase
        depth = 0
        for i in range(phrase.end - 1, phrase.start, -1):
            depth += (self._text.roles[i] == "close") - (self._text.roles[i] == "open")
            if self._tags[i] == "LIST" and not depth:
                return Phrase(phrase.start, i, phrase.verb)
        end = self._measured_behind(phrase) if alone else phrase.end
        return Phrase(phrase.start, end, phrase.verb)

    def _measured_behind(self, phrase: Phrase) -> int:
        """Where a noun ends whose measure or act the next number tells: 57家影院票房3亿元."""
        last = phrase.end - 1
        is_measure = self._text.lexicon.measure(self._text.words[last]) is not None
        if last <= phrase.start or not (is_measure or self._text.roles[last] == "verb"):
            return phrase.end
        while last > phrase.start + 1 and self._names_measure(last):
            last -= 1
        return last

    def _names_measure(self, token: int) -> bool:
        """Whether a word of a measure's name needs the one before it: 营业收入, 整治率."""
        before = self._tags[token - 1]
        return self._tags[token] == "SUFFIX" or before in _MEASURE_PARTS

    def _is_for(self, run: list[int], left: Phrase, right: Phrase, high: int) -> bool:
        """Whether 为 before a number is a preposition: 集团为80家企业提供担保."""
        before = self._text.words[run[0] - 1] if run[0] else ""
        if left.empty or before not in self._text.lexicon.prepositional:
            return False
        counts = self._quantities[run[-1]].dimension == "count"
        start = run[-1] + 1
        if not counts or start >= high or self._tags[start] in ("DE", "COMMA", "END"):
            return False
        end = self._grower.right(start, high, ended_by="nominal").end
        return right.empty and start < end < high and self._tags[end] in _VERBS_OF_CLAUSE

    def _is_oblique(self, run: list[int], left: Phrase) -> bool:
        """Whether what a run counts is the object of a preposition: 为5万名老人安装手环."""
        if run[0] and self._tags[run[0] - 1] == "PREP":
            return True
        # Nothing stands before a verb of level: 为 is a preposition there.
        return left.empty and self._frames[run[0]].rule == "predicate"

    def _may_count(self, run: list[int], left: Phrase, following: str) -> bool:
        """Whether what follows a run may be what it counts."""
        frame, quantity = self._frames[run[0]], self._quantities[run[-1]]
        if frame.name in ("compare", "rank"):
            return False
        if not left.empty and self._tags[run[0] - 1] != "ETC":
            plain = frame.rule == "noun_quantity" and quantity.dimension == "count"
            return plain and following != "DE"
        return frame.name != "change" or quantity.form not in ("percent", "points")

    def _carry_out(self, found: Found, run: list[int], discourse: Discourse) -> list[Found]:
        """What a run without a noun of its own is about: one subject, or the last ones in order."""
        if found.completion != "measured" or found.phrase != "none":
            dealt = self._deal(found, len(run))
            discourse.measure([each.subject for each in dealt], found.subject)
            return dealt
        dealing = "DEAL" in self._tags[self._frames[run[0]].start : run[-1]]
        dealing = (dealing or discourse.listed >= len(run)) and not self._same(run)
        named = found._replace(subject=discourse.whole)
        if dealing and discourse.listed == 1 and (dealt := self._deal(named, len(run)))[0] != named:
            # 教育、卫生、社保三项支出依次为6亿元、5亿元、3亿元.
            discourse.measure([each.subject for each in dealt], discourse.whole)
            return dealt
        subjects = discourse.last(len(run)) if dealing else discourse.last(1) * len(run)
        rates = self._frames[run[0]].name == "change" and self._quantities[run[0]].form == "percent"
        if rates:
            subjects = [self._completer.before_share(subject) for subject in subjects]
        if len(run) == 1 and discourse.said and not rates:
            ranked = self._frames[run[0]].name == "rank"
            said = discourse.said
            subjects = [self._completer.before_share(said) if ranked else said]
        elif rates or len(run) > 1:
            discourse.measure(subjects, ())
        how = "carried list" if len(run) > 1 else None
        return [found._replace(subject=subject, coordination=how) for subject in subjects]

    def _same(self, run: list[int]) -> bool:
        """Whether the numbers of a run say the same in two ways: 108万吨或5.2%."""
        return "OR" in self._tags[run[0] : run[-1]]

    def _deal(self, found: Found, count: int) -> list[Found]:
        """Deal the members of a list out to a run of numbers."""
        if count > 1:
            for i, part in enumerate(found.subject):
                members, how = self._coordination.deal(self._text, part, count)
                if members:
                    before, behind = found.subject[:i], found.subject[i + 1 :]
                    return [
                        found._replace(subject=(*before, *member, *behind), coordination=how)
                        for member in members
                    ]
        return [found] * count

    def _answer(
        self, token: int, frame: Frame, low: int, found: Found, discourse: Discourse
    ) -> Answer:
        change = self._describer.change(frame, found)
        return Answer(
            token=token,
            subject=found.subject,
            kind=self._describer.kind(self._quantities[token], frame, found, change),
            change=change,
            basis=self._describer.basis(token, low, frame),
            place=discourse.place,
            time=discourse.time if discourse.clause_time is None else discourse.clause_time,
            frame=frame.rule,
            phrase=found.phrase,
            completion=found.completion,
            coordination=found.coordination,
        )

    def _raise_head(self, answers: list[Answer], run: list[int]) -> None:
        """Give the list's earlier members the head of the last: 8个国家级、13个省级医疗中心."""
        last = answers[-1]
        if last.phrase != "noun behind" or len(last.subject) != 1:
            return
        whole = last.subject[0]
        for i in range(len(answers) - len(run) - 1, -1, -1):
            answer = answers[i]
            if answer.phrase != "noun behind" or not answer.subject:
                return
            part = answer.subject[-1]
            if self._tags[part.end - 1] not in _ATTRIBUTES or self._tags[part.end] != "LIST":
                return
            head = whole.start + part.end - part.start
            if head < whole.end:
                answer.subject = (*answer.subject, Part(head, whole.end))
