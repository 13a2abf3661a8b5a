"""Second question, for a run of numbers: which of the nouns beside it they count.

The phrases themselves are grown by `phrase`; where they may begin and end is decided in
`nouns_before` and `nouns_behind`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from extractor.subjects.bounds import is_headless
from extractor.subjects.brackets import opening_of
from extractor.subjects.counted import CountedNouns
from extractor.subjects.frames import Frame
from extractor.subjects.model import Phrase, TaggedText
from extractor.subjects.nouns_before import NounsBefore
from extractor.subjects.nouns_behind import NounsBehind
from extractor.subjects.phrase import PhraseGrower
from extractor.subjects.predicates import VERBS_OF_CLAUSE, Predicates

if TYPE_CHECKING:
    from extractor.quantities import Quantity

# Tokens of a bracket that holds numbers, at most.
_LONGEST_BRACKET = 60


class NounFinder:
    """Finds the nouns beside the numbers of one text.

    Args:
        text: The tokens.
        quantities: The quantity at each token that is one.
        frames: The frame of each quantity.
        grower: Grows phrases over the tokens.

    Attributes:
        behind: Finds the nouns behind the numbers.
        predicates: Finds what is said of the things counted.
    """

    def __init__(
        self,
        text: TaggedText,
        quantities: Mapping[int, Quantity],
        frames: Mapping[int, Frame],
        grower: PhraseGrower,
    ) -> None:
        self._text = text
        self._tags = text.tags
        self._quantities = quantities
        self._grower = grower
        self._counted = CountedNouns(text, quantities, grower)
        self._before = NounsBefore(text, quantities, frames, grower, self._counted)
        self.predicates = Predicates(text, quantities, frames, grower)
        self.behind = NounsBehind(text, quantities, frames, grower, self._counted, self.predicates)

    def beside(self, run: list[int], edge: int, bounds: tuple[int, int]) -> tuple[Phrase, Phrase]:
        """The noun before a run of numbers and the noun behind it; either may be empty.

        Args:
            run: The tokens of the numbers.
            edge: The token behind what may be the noun before them; see `edges`.
            bounds: First token of their clause, and the token behind the last that may be theirs.
        """
        low, high = bounds
        left = self._before.of(run, edge, low)
        right = self.behind.of(run, high, left)
        if self._was_then(run[0], low):
            right = Phrase(right.start, right.start)  # 较第一季的3.0%|略快
        if right.empty and is_headless(self._text, low, edge):
            left = Phrase(edge, edge)
        if right.empty and self._is_for(run, left, high):
            left = Phrase(edge, edge)
            right = self.behind.of(run, high, left)
        if self._counted.are_object(left, right, run):
            left = Phrase(edge, edge)
        before = edge - 1
        if edge > low and self._text.roles[before] == "link" and not right.empty:
            # 完成治理、60万户居民: the number opens the next member of a list.
            left = Phrase(edge, edge) if self._tags[before] != "ETC" else left
        return left, right

    def before_bracket(self, low: int, sentence: int) -> Phrase:
        """The noun before a bracket that holds numbers and ends before the clause."""
        opening = opening_of(self._text.roles, low - 1, max(sentence, low - _LONGEST_BRACKET))
        if opening is None:
            return Phrase(low, low)
        return self._grower.before_bracket(opening, sentence)

    def _was_then(self, number: int, low: int) -> bool:
        """Whether a number is only what something was at the time it is compared with."""
        timed = self._tags[number - 1] == "DE" and self._tags[number - 2] in ("T", "t")
        return timed and "AGAINST" in self._tags[low : number - 1]

    def _is_for(self, run: list[int], left: Phrase, high: int) -> bool:
        """Whether 为 or 在 before a number is a preposition: 集团为80家企业提供担保."""
        before = self._text.words[run[0] - 1] if run[0] else ""
        if left.empty or before not in self._text.lexicon.lists.prepositional:
            return False
        counts = self._quantities[run[-1]].dimension == "count"
        start = run[-1] + 1
        if not counts or start >= high or self._tags[start] in ("DE", "COMMA", "END"):
            return False
        end = self._grower.right(start, high, ended_by="nominal").end
        return start < end < high and (self._tags[end] == "f" or self._tags[end] in VERBS_OF_CLAUSE)
