"""Subjects that a sentence gives twice, as parts of two wholes, told apart by them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from extractor.subjects.model import (
    Answer,
    Part,
    Subject,
    TaggedText,
    subject_text,
    without_last_word,
)

_ACTS = frozenset({"verb", "nominal"})


class DistinctParts:
    """Tells subjects of one text apart.

    Args:
        text: The tokens.
    """

    def __init__(self, text: TaggedText) -> None:
        self._text = text

    def tell_apart(self, answers: Sequence[Answer]) -> None:
        """Give parts of different wholes that have one name what tells them apart.

        住户贷款9亿元，其中短期贷款3亿元；企业贷款8亿元，其中短期贷款2亿元: 住户短期贷款.

        Args:
            answers: The answers of one sentence; their subjects are changed.
        """
        parts = [answer for answer in answers if answer.whole and answer.subject]
        wholes_of: dict[str, set[str]] = defaultdict(set)
        for part in parts:
            wholes_of[self._text_of(part.subject)].add(self._text_of(part.whole))
        confused = {name for name, wholes in wholes_of.items() if len(wholes) > 1}
        parted = {whole for name in confused for whole in wholes_of[name]}
        for part in parts:
            # The other parts of such a whole too, where they are of its kind.
            named = self._by_kind(part.subject, part.whole)
            if self._text_of(part.subject) in confused:
                part.subject = named or self._by_act(part.subject, part.whole)
            elif named and self._text_of(part.whole) in parted:
                part.subject = named

    def _by_kind(self, subject: Subject, whole: Subject) -> Subject:
        """A part with what its whole says before the word that both end in: 住户|短期贷款."""
        words, last = self._text.words, self._text.words[subject[-1].end - 1]
        for number, part in enumerate(whole):
            for i in range(part.start, part.end):
                if last.endswith(words[i]) or words[i].endswith(last):
                    before = (part._replace(end=i),) if i > part.start else ()
                    return (*whole[:number], *before, *subject)
        return ()

    def _by_act(self, subject: Subject, whole: Subject) -> Subject:
        """A part with the act or measure that its whole ends in, or what stands before its noun.

        博士生|招生, of 研究生招生; 在学|博士生, of 在学研究生.
        """
        head = whole[-1].end - 1
        if self._text.roles[head] in _ACTS or self._text.lexicon.measure(self._text.words[head]):
            return (*subject, Part(head, head + 1))
        return (*without_last_word(whole), *subject)

    def _text_of(self, subject: Subject) -> str:
        return subject_text(subject, self._text.tokens)
