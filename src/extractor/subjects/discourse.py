"""Third question: what the phrase lacks and the discourse supplies.

The state is small and explicit: the subjects measured so far in the sentence, the phrase that the
last of them were dealt from, the verb that governs a running list, and the time and area named
last. A sentence end closes all but the time and the last subject.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.subjects.model import Part, Subject
from extractor.subjects.phrase import PhraseGrower
from extractor.tokens import Tokens


@dataclass(slots=True)
class Discourse:
    """What has been said so far.

    Attributes:
        measured: Subjects of the numbers so far in this sentence, in order, each once.
        whole: The undealt subject that the last numbers belong to.
        previous: The last subject of the sentence before.
        verb: Token of the verb that governs the list that is running, or None.
        time: Token of the time expression named last, or None.
        place: Token of the area named last in this sentence, or None.
    """

    measured: list[Subject] = field(default_factory=list)
    whole: Subject = ()
    previous: Subject = ()
    verb: int | None = None
    time: int | None = None
    place: int | None = None

    def close_sentence(self) -> None:
        """Forget what does not carry over a sentence end."""
        if self.measured:
            self.previous = self.whole or self.measured[-1]
        self.measured = []
        self.whole = ()
        self.verb = None
        self.place = None

    def measure(self, subjects: list[Subject], whole: Subject) -> None:
        """Note what has just been measured."""
        for subject in subjects:
            if subject and subject not in self.measured[-len(subjects) :]:
                self.measured.append(subject)
        if whole:
            self.whole = whole

    def last(self, count: int) -> list[Subject]:
        """The last `count` subjects, or the one before them for all, or none."""
        if count > 1 and len(self.measured) >= count:
            return self.measured[-count:]
        if self.measured:
            return [self.measured[-1]] * count
        return [self.previous] * count if self.previous else []


def topic(tokens: Tokens, grower: PhraseGrower, sentence: int, clause: int) -> Subject:
    """The noun phrase that opens the nearest clause before `clause` in the same sentence.

    Args:
        tokens: The tokens.
        grower: Grows phrases over them.
        sentence: First token of the sentence.
        clause: First token of the clause that lacks a subject.
    """
    end = clause
    while end > sentence:
        start = end - 1
        while start > sentence and tokens.tags[start - 1] not in _CLAUSE_MARKS:
            start -= 1
        phrase_start = start
        while phrase_start < end and tokens.tags[phrase_start] in _BEFORE_TOPIC:
            phrase_start += 1
        if phrase_start < end and grower.roles[phrase_start] == "in":
            phrase = grower.right(phrase_start, end)
            if not phrase.empty:
                return (Part(phrase.start, phrase.end),)
        end = start
    return ()


_CLAUSE_MARKS = frozenset({"COMMA", "SEMI", "COLON", "END"})
_BEFORE_TOPIC = frozenset({"T", "PLACE", "ADV", "COMMA", "PREP", "PART"})
