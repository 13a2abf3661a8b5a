"""Reads one sentence: groups its numbers into runs and asks the four questions for each run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from extractor.subjects.discourse import Discourse, topic
from extractor.subjects.frames import Frame
from extractor.subjects.model import Answer, Part, Subject
from extractor.subjects.phrase import Phrase, PhraseGrower

if TYPE_CHECKING:
    from extractor.quantities import Quantity
    from extractor.subjects.coordination import Coordination
    from extractor.tokens import Lexicon, Tokens

_CLAUSE_MARKS = frozenset({"COMMA", "SEMI", "COLON", "END"})
_GAP = frozenset({"LIST", "AND", "DEAL", "LEVEL"})
_DOING = frozenset({"ACT", "HAVE", "DONE", "NEW", "VN", "RISE", "FALL"})
_ATTRIBUTES = frozenset({"b", "X", "SUFFIX"})
_ADVERBS = frozenset({"ADV", "MEAN", "BASIS", "DEAL", "T", "PLACE", "d", "ad", "vd"})
_PREDICATES = frozenset({"LEVEL", "RISE", "FALL"})
_SILENT = frozenset({"HAVE", "DONE", "NEW", "RISE", "FALL"})


class Found(NamedTuple):
    """A subject with how it was found."""

    subject: Subject
    phrase: str
    completion: str | None = None
    verb: int | None = None


class SentenceReader:
    """Asks the four questions, sentence by sentence.

    Args:
        tokens: All tokens of the text.
        quantities: The quantity at each token that is one.
        frames: The frame of each quantity.
        lexicon: What the tags mean.
        coordination: Splits lists.
    """

    def __init__(
        self,
        *,
        tokens: Tokens,
        quantities: Mapping[int, Quantity],
        frames: Mapping[int, Frame],
        lexicon: Lexicon,
        coordination: Coordination,
    ) -> None:
        self._tokens = tokens
        self._tags = tokens.tags
        self._roles = [lexicon.roles[tag] for tag in tokens.tags]
        self._quantities = quantities
        self._frames = frames
        self._change_of = lexicon.change_of
        self._late_heads = lexicon.late_heads
        self._share_heads = lexicon.share_heads
        self._coordination = coordination
        self._grower = PhraseGrower(tokens, self._roles)

    def read(self, start: int, end: int, numbers: list[int], discourse: Discourse) -> list[Answer]:
        """Answer for the quantities of the sentence of tokens ``[start, end)``."""
        answers: list[Answer] = []
        free = start
        for run in self._runs(numbers):
            self._look_around(free, run[0], discourse)
            low, carried = self._low(free, run[0])
            high = self._high(run[-1], end)
            found, dealt, free = self._subjects(run, (low, high, start), discourse, carried)
            for token, (answer, how) in zip(run, dealt, strict=True):
                frame = self._frames[token]
                if token != run[0] and frame.name == "noun" and frame.start > run[0]:
                    frame = self._frames[run[0]]
                answers.append(self._answer(token, frame, low, (answer, how), discourse))
            self._raise_head(answers, run)
            if not carried or found.verb is not None:
                discourse.verb = found.verb
            free = max(free, run[-1] + 1)
        self._look_around(free, end, discourse)
        return answers

    def _raise_head(self, answers: list[Answer], run: list[int]) -> None:
        """Give the list's earlier members the head of the last: 8个国家级、13个省级医疗中心."""
        behind = answers[-1].subject
        if answers[-1].phrase != "noun behind" or len(behind) != 1:
            return
        for answer in reversed(answers[: -len(run)]):
            last = answer.subject[-1] if answer.subject else None
            if (
                last is None
                or answer.phrase != "noun behind"
                or self._tags[last.end - 1] not in _ATTRIBUTES
                or self._tags[last.end] != "LIST"
            ):
                return
            head = behind[0].start + last.end - last.start
            if head < behind[0].end:
                answer.subject = (*answer.subject, Part(head, behind[0].end))

    # -- runs and bounds ---------------------------------------------------------------------

    def _runs(self, numbers: list[int]) -> list[list[int]]:
        """Numbers with nothing but list marks between them belong together."""
        runs: list[list[int]] = []
        for number in numbers:
            if runs and all(tag in _GAP for tag in self._tags[runs[-1][-1] + 1 : number]):
                runs[-1].append(number)
            else:
                runs.append([number])
        return runs

    def _low(self, free: int, number: int) -> tuple[int, bool]:
        """First token of the number's clause, and whether the clause goes on with a list."""
        low, carried = free, False
        opened: list[int] = []
        for i in range(free, number):
            role = self._roles[i]
            if self._tags[i] in _CLAUSE_MARKS and not opened:
                low = i + 1
            elif role == "open":
                opened.append(i)
            elif role == "close":
                if opened:
                    opened.pop()
                else:
                    low = i + 1
        if opened:
            return opened[-1] + 1, False
        while low < number and self._roles[low] == "link":
            carried = low == free or carried
            low += 1
        return low, carried

    def _high(self, number: int, end: int) -> int:
        """The token behind the last of the number's clause."""
        for i in range(number + 1, end):
            if self._tags[i] in _CLAUSE_MARKS or self._tags[i] == "Q":
                return i
        return end

    def _look_around(self, start: int, end: int, discourse: Discourse) -> None:
        """Note time and area in passing; a time behind a word of comparison is a basis."""
        for i in range(start, end):
            tag = self._tags[i]
            if tag == "T" and (i == 0 or self._tags[i - 1] != "AGAINST"):
                discourse.time = i
            elif tag == "PLACE" and (
                i == 0 or self._tags[i - 1] not in ("COMPARE", "SHARE", "AGAINST", "RANK")
            ):
                discourse.place = i

    # -- the questions -----------------------------------------------------------------------

    def _subjects(
        self,
        run: list[int],
        bounds: tuple[int, int, int],
        discourse: Discourse,
        carried: bool,
    ) -> tuple[Found, list[tuple[Found, str | None]], int]:
        low, high, sentence = bounds
        number = run[0]
        edge = self._edge(number, low)
        left = self._left(edge, low, number)
        right = self._right(run[-1], high, left, number)
        dealing = any(self._tags[i] == "DEAL" for i in range(edge, run[-1]))
        free = run[-1] + 1
        if left.empty and right.empty:
            found = self._carry(edge, low, sentence, discourse)
            if not found.subject or found.completion == "measured":
                subjects = (
                    discourse.last(len(run))
                    if dealing or len(run) == 1
                    else discourse.last(1) * len(run)
                )
                if subjects:
                    how = "carried list" if len(run) > 1 else None
                    discourse.measure(subjects, ())
                    return found, [(Found(s, "none", "measured"), how) for s in subjects], free
            discourse.measure([found.subject], found.subject)
            return found, [(found, None)] * len(run), free
        if left.empty or (not right.empty and self._tags[edge - 1] == "ETC"):
            free = right.end
            found = self._complete(right, "noun behind", (low, sentence), discourse, edge)
            discourse.measure([found.subject], found.subject)
            return found, [(found, None)] * len(run), free
        found = self._complete(left, "noun before", (low, sentence), discourse, edge)
        if carried and found.verb is None and left.start == low:
            found = found._replace(verb=discourse.verb)
        if not right.empty:
            free = right.end
            found = found._replace(
                subject=(*found.subject, Part(right.start, right.end)), phrase="noun around"
            )
        subjects, how = self._deal(found, len(run), dealing=dealing)
        if found.completion != "owner of a bare head" or not self._is_late(left):
            discourse.measure(subjects, found.subject)
        return found, [(found._replace(subject=s), how) for s in subjects], free

    def _edge(self, number: int, low: int) -> int:
        edge = max(self._frames[number].start, low)
        if edge > low and self._tags[edge - 1] == "SHARE":
            while edge < number and self._tags[edge] == "PLACE":
                edge += 1
        return edge

    def _left(self, edge: int, low: int, number: int) -> Phrase:
        """The noun before a number; a verb alone is none."""
        predicated = any(tag in _PREDICATES for tag in self._tags[edge:number])
        left = self._grower.left(edge, low, predicated=predicated)
        if left.end - left.start == 1 and self._roles[left.start] in ("verb", "nominal"):
            return Phrase(edge, edge)
        return left

    def _right(self, number: int, high: int, left: Phrase, first: int) -> Phrase:
        """The noun behind a number, where the number's unit can measure it out."""
        start = number + 1
        nothing = Phrase(start, start)
        if start >= high:
            return nothing
        quantity = self._quantities[number]
        if self._frames[first].name in ("compare", "rank"):
            return nothing
        if not left.empty and (
            quantity.dimension != "count"
            or self._frames[first].rule != "noun_quantity"
            or self._tags[start] == "DE"
        ):
            return nothing
        if self._frames[first].name == "change" and quantity.form in ("percent", "points"):
            return nothing
        governed = self._tags[first - 1] == "ACT"
        phrase = self._grower.right(start, high, governed=governed)
        if phrase.empty and left.empty and quantity.dimension == "count":
            phrase = self._grower.relative(start, high)
        return phrase

    def _carry(self, edge: int, low: int, sentence: int, discourse: Discourse) -> Found:
        """No noun in the clause: a verb that counts itself, or what was measured before."""
        verb = edge - 1
        if verb >= low and self._tags[verb] in _DOING:
            before = self._grower.left(self._skip_adverbs(verb, low), low)
            owner: Subject = () if before.empty else (Part(before.start, before.end),)
            completion = None
            if not owner:
                owner = topic(self._tokens, self._grower, sentence, low)
                completion = "topic"
            if self._tags[verb] in _SILENT:
                if owner:
                    return Found(owner, "verb", completion, verb)
            elif owner or not discourse.measured:
                return Found((*owner, Part(verb, verb + 1)), "verb", completion, verb)
        if discourse.measured or discourse.previous:
            if not discourse.measured:
                owner = topic(self._tokens, self._grower, sentence, low)
                if owner:
                    return Found(owner, "none", "topic")
            return Found(discourse.last(1)[0], "none", "measured")
        return Found(topic(self._tokens, self._grower, sentence, low), "none", "topic")

    def _skip_adverbs(self, end: int, low: int) -> int:
        """The token behind the last one before `end` that is no adverb, time or area."""
        while end > low and self._tags[end - 1] in _ADVERBS:
            end -= 1
        return end

    def _complete(
        self,
        phrase: Phrase,
        how: str,
        bounds: tuple[int, int],
        discourse: Discourse,
        edge: int,
    ) -> Found:
        """Give a bare head its owner, a share its part and its whole."""
        low, sentence = bounds
        tags = self._tags
        subject: Subject = (Part(phrase.start, phrase.end),)
        part = any(tags[i] == "PART" for i in range(low, phrase.start))
        if tags[phrase.start] == "SHARE" and how == "noun before":
            owner = (
                discourse.last(1)[0]
                if discourse.measured
                else topic(self._tokens, self._grower, sentence, low)
            )
            return Found((*owner, *subject), how, "owner of a share", phrase.verb)
        if tags[phrase.end - 1] == "SHARE":
            whole = discourse.whole or discourse.previous
            return Found((*subject, *whole), how, "whole of a share", phrase.verb)
        inside = range(phrase.start, phrase.end)
        if phrase.verb is not None and all(tags[i] == "GENERIC" for i in inside):
            verb = phrase.verb
            if tags[verb] in ("ACT", "VN", "FALL") and verb == phrase.start - 1:
                subject = (Part(verb, phrase.end),)
                return Found((*self._actor(verb, low), *subject), how, "verb of a bare head", verb)
        if not part and all(tags[i] in ("BARE", "MEAN") for i in inside):
            owner = self._owner(phrase, discourse)
            owner = owner or topic(self._tokens, self._grower, sentence, low)
            if owner:
                return Found((*owner, *subject), how, "owner of a bare head", phrase.verb)
        return Found(subject, how, None, phrase.verb)

    def _actor(self, verb: int, low: int) -> Subject:
        """The noun phrase before a verb in the same clause."""
        phrase = self._grower.left(self._skip_adverbs(verb, low), low)
        return () if phrase.empty or phrase.verb is not None else (Part(phrase.start, phrase.end),)

    def _owner(self, head: Phrase, discourse: Discourse) -> Subject:
        """What was measured last, without its own measure where the new one takes its place."""
        if not discourse.measured:
            return ()
        owner = self._before_share(discourse.whole or discourse.measured[-1])
        if self._is_late(head):
            return owner
        last = owner[-1]
        while last.end > last.start and self._tags[last.end - 1] in ("BARE", "MEAN"):
            last = last._replace(end=last.end - 1)
        rest = (*owner[:-1], last) if last.end > last.start else owner[:-1]
        return rest

    def _is_late(self, phrase: Phrase) -> bool:
        """Whether a head says something of another measure (增速) and is none by itself."""
        return self._tokens.words[phrase.end - 1] in self._late_heads

    def _before_share(self, subject: Subject) -> Subject:
        """What has the share, of a subject that says of what."""
        for number, part in enumerate(subject):
            for i in range(part.start, part.end):
                if self._tags[i] == "SHARE":
                    return (
                        (*subject[:number], Part(part.start, i))
                        if i > part.start
                        else subject[:number]
                    )
        return subject

    def _deal(self, found: Found, count: int, *, dealing: bool) -> tuple[list[Subject], str | None]:
        """Deal the members of a list out to a run of numbers."""
        if count == 1:
            return [found.subject], None
        for i, part in enumerate(found.subject):
            members, how = self._coordination.members(self._tokens, self._roles, part, count)
            if not members:
                members, how = self._coordination.expand(self._tokens, part, count)
            if members:
                before, behind = found.subject[:i], found.subject[i + 1 :]
                return [(*before, *member, *behind) for member in members], how
        return [found.subject] * count, "shared" if dealing else None

    # -- the rest of the answer --------------------------------------------------------------

    def _answer(
        self,
        token: int,
        frame: Frame,
        low: int,
        answer: tuple[Found, str | None],
        discourse: Discourse,
    ) -> Answer:
        found, how = answer
        quantity = self._quantities[token]
        change = None
        if frame.name == "change" or (found.verb is not None and frame.name == "noun"):
            change = self._change(frame, found)
        return Answer(
            token=token,
            subject=found.subject,
            kind=self._kind(quantity, frame, found, change),
            change=change,
            basis=self._basis(token, low, frame, change),
            place=discourse.place,
            time=discourse.time,
            frame=frame.rule,
            phrase=found.phrase,
            completion=found.completion,
            coordination=how,
        )

    def _change(self, frame: Frame, found: Found) -> str | None:
        if frame.name == "change":
            for i in range(frame.end - 1, frame.start - 1, -1):
                if self._tags[i] in self._change_of:
                    return self._change_of[self._tags[i]]
        return self._change_of.get(self._tags[found.verb]) if found.verb is not None else None

    def _kind(self, quantity: Quantity, frame: Frame, found: Found, change: str | None) -> str:
        if quantity.form == "rank":
            return "rank"
        if change is not None:
            return "change"
        if quantity.form in ("ratio", "multiple"):
            return quantity.form
        if quantity.form == "fraction" or self._is_share(quantity, found):
            return "share"
        return "level"

    def _is_share(self, quantity: Quantity, found: Found) -> bool:
        """Whether a number is a part of a whole: by its verb, its head, or for want of a measure."""
        if any("SHARE" in self._tags[part.start : part.end] for part in found.subject):
            return True
        if quantity.form != "percent" or not found.subject:
            return False
        end = found.subject[-1].end
        if self._tokens.words[end - 1] in self._share_heads:
            return True
        return self._coordination.measure(self._tokens, end) is None

    def _basis(
        self, token: int, low: int, frame: Frame, change: str | None
    ) -> tuple[int, int] | None:
        if frame.name not in ("change", "compare"):
            return None
        opening = "COMPARE" if frame.name == "compare" else "AGAINST"
        for i in range(token - 1, low - 1, -1):
            tag = self._tags[i]
            if tag == "BASIS":
                return i, i + 1
            if tag in (opening, "AGAINST"):
                end = i + 1
                while (
                    end < token
                    and self._tags[end] not in self._change_of
                    and self._roles[end] != "mean"
                ):
                    end += 1
                return i, end
        return None
