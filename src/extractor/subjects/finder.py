"""Who or what each number of a text is about: the four questions, asked in order."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from extractor.subjects.coordination import Coordination
from extractor.subjects.discourse import Discourse
from extractor.subjects.frames import FrameMatcher
from extractor.subjects.model import Answer, TaggedText
from extractor.subjects.roles import settle_roles
from extractor.subjects.sentence import SentenceReader

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.vocab import Vocab

    from extractor.quantities import Quantity
    from extractor.resources import Patterns
    from extractor.tokens import Lexicon, Tokens


class SubjectFinder:
    """Finds the subject of every quantity.

    Args:
        patterns: Where the frames and lists are read from.
        lexicon: What the tags mean.
        vocab: The vocabulary of the documents to come.
    """

    def __init__(self, patterns: Patterns, lexicon: Lexicon, vocab: Vocab) -> None:
        self._lexicon = lexicon
        self._frames = FrameMatcher(patterns, vocab)
        self._coordination = Coordination(patterns)

    def find(self, tokens: Tokens, quantities: Mapping[int, Quantity]) -> list[Answer]:
        """Answer the four questions for each quantity.

        Args:
            tokens: The sentences that hold quantities, cut into words.
            quantities: The quantity at each token that is one.
        """
        frames = self._frames.match(tokens, {i: q.form for i, q in quantities.items()})
        text = TaggedText(tokens, self._lexicon)
        settle_roles(text)
        reader = SentenceReader(text, quantities, frames, self._coordination)
        discourse = Discourse()
        answers: list[Answer] = []
        numbers = sorted(quantities)
        start = first = 0
        for end in _ends(tokens):
            if not tokens.paragraphs.isdisjoint(range(start, end)):
                discourse.topic = discourse.first = discourse.holder = ()
                discourse.measured_before = []
            behind = bisect_left(numbers, end, first)
            if start in tokens.headings:
                reader.read_heading(start, end, discourse)
            elif first == behind:
                reader.read_opening(start, end, discourse)
            else:
                answers += reader.read(start, end, numbers[first:behind], discourse)
                discourse.close_sentence()
            start, first = end, behind
        return answers


def _ends(tokens: Tokens) -> Iterator[int]:
    """The token behind each sentence: behind its closing mark, or the last of a stretch."""
    ends = {i for i, tag in enumerate(tokens.tags, start=1) if tag == "END"}
    yield from sorted(ends | tokens.stretches)
