"""Phrases before a number that name nothing: they say when, where, how high, on which ground.

返程的7日|只有9万人次; 总量稳居全国前十强|、增长5%; 在上年下降11%的基础上|增长3%.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from extractor.subjects.asides import LONGEST_REMARK
from extractor.subjects.counted import CountedNouns
from extractor.subjects.frames import Frame
from extractor.subjects.model import Phrase, TaggedText
from extractor.subjects.predicates import VERBS_OF_CLAUSE

if TYPE_CHECKING:
    from extractor.quantities import Quantity

WHERE_AND_WHEN = frozenset({"PLACE", "WIDE", "T", "t", "BASIS"})
"""Tags of words that say where or when, or that something is compared."""
_AGAINST = frozenset({"AGAINST", "COMPARE", "FROM"})


class Adverbials:
    """Tells the adverbials before the numbers of one text from their nouns.

    Args:
        text: The tokens.
        quantities: The quantity at each token that is one.
        frames: The frame of each quantity.
        counted: Says what numbers count.
    """

    def __init__(
        self,
        text: TaggedText,
        quantities: Mapping[int, Quantity],
        frames: Mapping[int, Frame],
        counted: CountedNouns,
    ) -> None:
        self._text = text
        self._tags = text.tags
        self._quantities = quantities
        self._frames = frames
        self._counted = counted

    def include(self, left: Phrase, edge: int, low: int, run: list[int]) -> bool:
        """Whether a phrase before a run of numbers is one of them.

        Args:
            left: The phrase.
            edge: The token behind what may be the noun before the numbers; see `edges`.
            low: First token of the clause.
            run: The tokens of the numbers.
        """
        return (
            self._is_basis(left, edge, low)
            # 返程的7日只有9万人次: it says which day.
            or self._tags[left.end : left.end + 2] == ["DE", "T"]
            or self._says_how_high(left, low)
            # 总量稳居全国前十强、增长5%: which place it has.
            or (self._is_place(left) and self._plain_noun(run))
            or self._says_where(left, run)
            or self._says_when(left)
            # 在上年下降11%的基础上增长3%: on which ground.
            or self._is_ground(left, low)
        )

    def _is_basis(self, left: Phrase, edge: int, low: int) -> bool:
        """Whether a phrase before 的 and a number only says when a basis was so much.

        比2010年普查的3.06人减少0.52人: of the same thing, at another time.
        """
        if self._tags[left.end : edge] != ["DE"] or left.empty:
            return False
        for i in range(left.start - 1, low - 1, -1):
            if self._tags[i] == "AGAINST":
                return True
            if self._tags[i] not in WHERE_AND_WHEN and self._text.roles[i] != "in":
                return False
        return False

    def _says_how_high(self, left: Phrase, low: int) -> bool:
        """Whether a word only says how high a number is: 气温16℃，偏高1℃; 达到峰值9万人次."""
        if left.empty:
            return False
        alone = left.end - left.start == 1
        last = self._text.words[left.end - 1]
        if alone and last in self._text.lexicon.changes.comparatives:
            return True
        if last not in self._text.lexicon.lists.marks:
            return False
        reached = alone and self._tags[left.start - 1] == "LEVEL"
        # 较上年底的高点61亿元减少14%
        return reached or not _AGAINST.isdisjoint(self._tags[low : left.start])

    def _is_place(self, left: Phrase) -> bool:
        """Whether a phrase only says which place something has in an order."""
        verb = self._tags[left.start - 1 : left.start]
        wide = self._tags[left.start] == "WIDE" and self._tags[left.end - 1] == "X"
        return verb == ["RANK"] or (verb == ["LEVEL"] and wide)

    def _plain_noun(self, run: list[int]) -> bool:
        """Whether no rank is told by a run."""
        return self._frames[run[0]].name != "rank" and self._quantities[run[0]].form != "rank"

    def _says_where(self, left: Phrase, run: list[int]) -> bool:
        """Whether a phrase only ends as one of place does; 东部 is a part of the country."""
        if left.empty or self._tags[left.end - 1] != "f":
            return False
        if left.end - left.start == 1:
            return len(self._text.words[left.start]) == 1
        # 现行标准下530万贫困人口: what is counted stands behind.
        return left.end == run[0] and self._counted.follow(run)

    def _says_when(self, left: Phrase) -> bool:
        """Whether a verb and a word behind a time only say when: 而2023年启动时只有33%."""
        alone = left.end - left.start == 1
        when = alone and self._text.words[left.start] in self._text.lexicon.lists.whens
        verb = left.start - 1
        return when and self._tags[verb] in VERBS_OF_CLAUSE and self._tags[verb - 1] == "T"

    def _is_ground(self, left: Phrase, low: int) -> bool:
        """Whether a phrase closes a remark that a preposition before it opens."""
        asides, last = self._text.lexicon.asides, self._text.words[left.end - 1]
        if left.empty or last not in self._text.lexicon.aside_closings:
            return False
        # The number before it stands in the same remark.
        first = max(low - LONGEST_REMARK, 0)
        return any(last in asides.get(word, ()) for word in self._text.words[first:low])
