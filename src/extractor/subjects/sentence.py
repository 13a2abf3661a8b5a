"""Reads one sentence: asks the four questions for each run of its numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from extractor.subjects.belonging import Belonging
from extractor.subjects.bounds import CLAUSE_MARKS, clause_end, clause_start, is_headless, runs
from extractor.subjects.carried import CarriedSubjects
from extractor.subjects.circumstances import Circumstances
from extractor.subjects.clauses import Clauses
from extractor.subjects.completion import Completer
from extractor.subjects.contributions import Contributions
from extractor.subjects.dealing import Dealing
from extractor.subjects.description import Describer
from extractor.subjects.discourse import Discourse
from extractor.subjects.distinct import DistinctParts
from extractor.subjects.doers import Doers
from extractor.subjects.edges import Edges
from extractor.subjects.former import Former
from extractor.subjects.frames import Frame
from extractor.subjects.measures import Measures
from extractor.subjects.model import MOST_PARTS, Answer, Found, Part, Phrase, TaggedText
from extractor.subjects.nouns import NounFinder
from extractor.subjects.phrase import PhraseGrower
from extractor.subjects.pronouns import Pronouns
from extractor.subjects.shares import Shares
from extractor.subjects.wording import Wording

if TYPE_CHECKING:
    from extractor.quantities import Quantity
    from extractor.subjects.coordination import Coordination

# What is said of some of those that were counted is no name of what is counted.
_TOLD = frozenset({"among", "part"})
# Forms of numbers of which nothing has a share.
_RATES = frozenset({"percent", "points", "fraction", "multiple", "doubling", "rank", "ratio"})
_COMMON = frozenset({"GENERIC", "SUFFIX"})
_BEFORE_PLACE = frozenset({"PREP", "RANK"})


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
        self._grower = PhraseGrower(text)
        self._edges = Edges(text, frames)
        self._nouns = NounFinder(text, quantities, frames, self._grower)
        self._former = Former(text, quantities, frames, self._grower)
        clauses = Clauses.of(text, self._grower)
        self._topics = clauses.topics
        self._arguments = clauses.arguments
        self._partitives = clauses.partitives
        self._contributions = Contributions(text, quantities, self._grower, clauses)
        self._doers = Doers(text, quantities, self._grower, clauses)
        self._pronouns = Pronouns(text, self._topics, coordination)
        self._shares = Shares(text)
        self._measures = Measures(text, clauses, self._shares)
        self._carried = CarriedSubjects(text, self._grower, clauses, self._shares)
        self._completer = Completer(
            text, self._grower, clauses, self._pronouns, self._measures, self._shares
        )
        self._dealing = Dealing(
            text, quantities, frames, coordination, self._pronouns, self._grower
        )
        relative = {token for token, each in quantities.items() if each.form in _RATES}
        self._circumstances = Circumstances(text, relative)
        self._belonging = Belonging(text)
        self._distinct = DistinctParts(text)
        self._describer = Describer(text)
        self._wording = Wording(text)
        self._behind = Phrase(0, 0)
        self._located = Phrase(0, 0)
        self._placed = Phrase(0, 0)
        self._run_before = -1

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
        brackets: list[Discourse] = []
        units = {number: self._quantities[number].code for number in numbers}
        for run in runs(self._text, numbers, units):
            behind = discourse.at + 1 if answers else start
            self._circumstances.pass_over((behind, free, run[0]), discourse, brackets)
            low, carried = clause_start(self._text, free, run[0])
            high = clause_end(self._text, run[-1], end)
            times = self._circumstances.dealt(run, discourse)
            quantity = self._quantities[run[0]]
            discourse.code = quantity.code
            discourse.asked = None if quantity.dimension == "count" else quantity.code
            discourse.broken = quantity.dimension == "count" and "." in quantity.value
            before = discourse.aside() if self._circumstances.in_cause(run, low) else None
            found, free = self._subjects(run, (low, high, start), discourse, carried=carried)
            found = [each._replace(subject=each.subject[-MOST_PARTS:]) for each in found]
            discourse.doer = self._doers.of(found[0], low) or discourse.doer
            for token, each in zip(run, found, strict=True):
                answers.append(self._answer(token, run, low, each, discourse))
            for answer, time in zip(answers[-len(run) :], times, strict=False):
                answer.time, answer.own_time = time, True
            self._wording.raise_head(answers, run)
            if self._circumstances.starts_change(run[0], discourse):
                discourse.clause_time = None
            self._note(run, found, start, discourse, carried=carried)
            for answer in answers[-len(run) :]:
                answer.whole = discourse.base if discourse.parted else ()
            if before is not None:
                discourse.resume(before)
        self._circumstances.note(free, end, discourse)
        self._distinct.tell_apart(answers)
        return answers

    def _note(
        self, run: list[int], found: list[Found], start: int, discourse: Discourse, *, carried: bool
    ) -> None:
        """Note what a run was about, for the numbers to come.

        Args:
            run: The tokens of the numbers.
            found: What each of them is about.
            start: First token of the sentence.
            discourse: Where it is noted.
            carried: Whether the run goes on with a list.
        """
        first, last = found[0], found[-1]
        discourse.listed = len(run) + (discourse.listed if carried else 0)
        if len({each.subject for each in found}) > 1 and first.completion != "told":
            discourse.pair = [each.subject for each in found]
        if self._quantities[run[0]].form not in _RATES:
            discourse.amount = discourse.whole
        if first.phrase != "place behind" and first.completion != "average":
            discourse.said = first.subject if len(run) == 1 else discourse.whole
            told = last.completion in _TOLD and len(last.subject) > 1
            counted = last.subject[:-1] if told else last.subject
            discourse.units[self._quantities[run[-1]].code] = counted
        discourse.at, self._run_before = run[-1], run[0]
        discourse.parted = self._partitives.in_part(start, run[0])
        if self._quantities[run[-1]].dimension == "count" and not discourse.parted:
            self._belonging.note(last.subject, discourse)
        if first.completion in (None, "actor", "holder") and not discourse.parted:
            discourse.base, discourse.base_shared = discourse.whole, False
            discourse.base_unit = self._quantities[run[0]].code
        discourse.oblique = first.phrase == "object behind"
        discourse.unit = self._quantities[run[-1]].code
        if not carried or first.verb is not None:
            discourse.verb = first.verb

    def read_heading(self, start: int, end: int, discourse: Discourse) -> None:
        """Note what a heading without numbers names.

        Args:
            start: Its first token.
            end: The token behind its last.
            discourse: Where it is noted.
        """
        discourse.topic, discourse.units_before = (), {}
        named = self._topics.named(start, end)
        discourse.heading = named if self._measures.is_account(named) else ()

    def read_opening(self, start: int, end: int, discourse: Discourse) -> None:
        """Note what a sentence without numbers is about.

        Args:
            start: First token of its opening clause.
            end: The token behind the last of it.
            discourse: Where it is noted.
        """
        discourse.topic = self._topics.of(start, end)
        discourse.units_before = {}
        if self._text.tags[end - 1] != "END":
            return
        named = self._topics.named(start, end)
        if self._measures.is_account(named):
            discourse.heading = named  # （一）一般公共预算。
        elif label := self._measures.label(named, discourse):
            discourse.topic = label  # 收入情况。

    def _frame(self, token: int, run: list[int]) -> Frame:
        """The frame of a number; behind the first of a run that says nothing new, the first's."""
        frame = self._frames[token]
        is_new = frame.name != "noun" or frame.start <= run[0]
        return frame if token == run[0] or is_new else self._frames[run[0]]

    def _subjects(
        self, run: list[int], bounds: tuple[int, int, int], discourse: Discourse, *, carried: bool
    ) -> tuple[list[Found], int]:
        """The subject of each number of a run, and the first token that is free behind it."""
        edge = self._edges.before(run[0], bounds[0])
        former = self._by_what_was_told(run, bounds, edge, discourse)
        return former or self._by_nouns(run, bounds, edge, discourse, carried=carried)

    def _by_what_was_told(
        self, run: list[int], bounds: tuple[int, int, int], edge: int, discourse: Discourse
    ) -> tuple[list[Found], int] | None:
        """The same where numbers go on from others, or say what somebody has a part of."""
        low, high, sentence = bounds
        inside, clause = self._topics.inside(sentence, low), (low, edge, high)
        former = self._former.of(run, clause, discourse, self._located, self._run_before, inside)
        if former is not None:
            return self._dealing.carry_out(former[0], run, discourse), former[1]
        contributed = self._contributions.of(run, bounds, discourse)
        if contributed is None:
            return None
        found, free = contributed
        found = self._pronouns.resolve(found, (low, sentence), discourse)
        discourse.measure([found.subject], found.subject)
        return [found], free

    def _by_nouns(
        self,
        run: list[int],
        bounds: tuple[int, int, int],
        edge: int,
        discourse: Discourse,
        *,
        carried: bool,
    ) -> tuple[list[Found], int]:
        """The same by the nouns that stand before and behind the numbers."""
        low, high, sentence = bounds
        left, right = self._nouns.beside(run, edge, (low, high))
        free = max(run[-1] + 1, right.end)
        within = self._tags[right.end] == "f"
        located = within or (not right.empty and self._nouns.behind.ranks_among(run, right.end))
        placed = left
        if located and not right.empty and self._stands_before_place(left, run[0]):
            left = Phrase(edge, edge)
        behind, self._behind = self._behind, Phrase(0, 0) if located else right
        self._located = right if located else Phrase(0, 0)
        shared = self._doers.measured_here(behind, left, edge, low) if right.empty else None
        if shared is not None:
            discourse.measure([shared.subject], shared.subject)
            return [shared] * len(run), free
        if left.empty and right.empty:
            left = self._apart(edge, low, sentence)
        if located and left.empty:
            self._placed = self._grower.left(run[0] - 1, low) if placed.empty else placed
        if left.empty and right.empty:
            unit = self._quantities[run[0]].code
            found = self._carried.of(edge, low, sentence, discourse, unit)
            found = self._pronouns.resolve(found, (low, sentence), discourse)
            some = self._of_some(found, run, high)
            return some or (self._dealing.carry_out(found, run, discourse), free)
        if left.empty and (some := self._of_located(run, high, discourse)):
            return some
        if left.empty or (not right.empty and self._tags[edge - 1] == "ETC"):
            how = "object behind" if self._nouns.behind.is_oblique(run, left) else "noun behind"
            how = "place behind" if located else how
            found = self._told_behind(right, how, (low, sentence), run, discourse)
            verb = discourse.verb if carried else self._governor(run[0])
            return [found._replace(verb=verb)] * len(run), free + within
        told = self._nouns.predicates.of_part(run, left, high)
        if right.empty and not told.empty:
            end = left.end - (self._tags[left.end - 1] == "f")  # 老人中九成认为…
            found = Found((Part(left.start, end), Part(told.start, told.end)), "noun around")
            return [found], told.end
        found = self._completer.complete(left, "noun before", low, sentence, discourse)
        doer = Phrase(low, low) if discourse.oblique else behind
        found = self._doers.counted_before(found, left, doer, low)
        if carried and self._goes_on(found, left, low, run[0]):
            found = found._replace(verb=discourse.verb)
        return self._told_before(found, (left, right), run, low, discourse), free

    def _of_some(self, found: Found, run: list[int], high: int) -> tuple[list[Found], int] | None:
        """What was told before, with what is said of some of it: 成果156项，其中11项|在全国推广."""
        some = self._nouns.predicates.of_some(run, high)
        if some.empty or found.completion != "measured":
            return None
        subject = (*found.subject, Part(some.start, some.end))
        return [found._replace(subject=subject, completion="part")], some.end

    def _of_located(
        self, run: list[int], high: int, discourse: Discourse
    ) -> tuple[list[Found], int] | None:
        """The same of what a phrase of place counted: 31座水库中，29座|水质达标."""
        located = discourse.located
        if not located:
            return None
        last = self._text.words[located[-1].end - 1]
        some = self._nouns.predicates.of_located(run, high, last)
        if some.empty:
            return None
        subject = (*located, Part(some.start, some.end))
        return [Found(subject, "none", "part")], some.end

    def _told_behind(
        self, right: Phrase, how: str, bounds: tuple[int, int], run: list[int], discourse: Discourse
    ) -> Found:
        """What a run is about whose noun stands behind it; what it measures is noted.

        Args:
            right: The noun.
            how: As what it stands there.
            bounds: First token of the clause and of the sentence.
            run: The tokens of the numbers.
            discourse: What has been said.
        """
        found = self._completer.complete(right, how, *bounds, discourse)
        found = self._described(found, right, run[0], bounds[0])
        if how == "place behind":
            discourse.located = found.subject
        elif not self._lasts(run):
            discourse.measure([found.subject], found.subject)
        return found

    def _lasts(self, run: list[int]) -> bool:
        """Whether a number says how long, and measures no thing: 扭转连续四个季度下滑局面."""
        in_time = self._quantities[run[0]].dimension == "time"
        return in_time and self._tags[run[0] - 1 : run[0]] == ["ADV"]

    def _stands_before_place(self, left: Phrase, number: int) -> bool:
        """Whether a noun stands before the phrase of place that a number is in."""
        return not left.empty and not _BEFORE_PLACE.isdisjoint(self._tags[left.end : number])

    def _goes_on(self, found: Found, left: Phrase, low: int, number: int) -> bool:
        """Whether a member of a list is governed by the verb before all of it.

        新增上市公司5家、新三板挂牌企业9家, but not 新增48家、总量达122家.
        """
        first = low + (self._tags[low] == "PART")
        if found.completion == "verb of a common head":
            opens = found.subject[0].start == first < (found.verb or first)
        else:
            opens = found.verb is None and left.start == first
        return opens and "LEVEL" not in self._tags[left.end : number]

    def _described(self, found: Found, right: Phrase, number: int, low: int) -> Found:
        """A common noun with the relative clause before its number: 审计查出的187个问题."""
        if self._tags[number - 2 : number] == ["DE", "HAVE"]:
            # 降水超过100毫米的有|28个县
            clause = self._arguments.headless(low, number - 1)
            return found._replace(subject=(*clause, *found.subject)) if clause else found
        noun = right.start
        common = right.end - noun == 1 and (
            self._tags[noun] in _COMMON or len(self._text.words[noun]) == 1
        )
        if not common or not is_headless(self._text, low, number):
            return found
        return found._replace(subject=(*self._arguments.headless(low, number), *found.subject))

    def _told_before(
        self,
        found: Found,
        nouns: tuple[Phrase, Phrase],
        run: list[int],
        low: int,
        discourse: Discourse,
    ) -> list[Found]:
        """What each number of a run is about whose noun stands before it, or around it."""
        left, right = nouns
        found = self._doers.contributing(found, left, run[0], low, discourse)
        found = self._doers.dealt_out_to(found, left, run, low)
        if not right.empty:
            around = (*found.subject, Part(right.start, right.end))
            found = found._replace(subject=around, phrase="noun around")
        return self._dealing.share_out(found, left, run, discourse)

    def _governor(self, number: int) -> int | None:
        """The verb of change in front of a number whose noun stands behind it."""
        frame = self._frames[number]
        for i in range(frame.start, number):
            if self._tags[i] in self._text.lexicon.changes.tags:
                return i
        return None

    def _apart(self, edge: int, low: int, sentence: int) -> Phrase:
        """The noun before a bracket, or before a phrase of place: 指数在42个城市中位列第9."""
        placed, self._placed = self._placed, Phrase(0, 0)
        if edge == low and placed.empty:
            bracketed = self._nouns.before_bracket(low, sentence)
            if not bracketed.empty:
                return bracketed
        if placed.empty:
            return placed  # it has no place from which to look for a mark
        apart = any(tag in CLAUSE_MARKS for tag in self._tags[placed.end : edge])
        return Phrase(edge, edge) if apart else placed

    def _answer(
        self, token: int, run: list[int], low: int, found: Found, discourse: Discourse
    ) -> Answer:
        frame = self._frame(token, run)
        quantity = self._quantities[token]
        change = self._describer.change(quantity, frame, found)
        return Answer(
            token=token,
            subject=tuple(self._wording.plain(found.subject)),
            kind=self._describer.kind(token, quantity, frame, found, change),
            change=change,
            basis=self._describer.basis(token, (run[0], low), frame, quantity),
            place=discourse.place,
            time=discourse.time if discourse.clause_time is None else discourse.clause_time,
            frame=frame.rule,
            phrase=found.phrase,
            completion=found.completion,
            coordination=found.coordination,
        )
