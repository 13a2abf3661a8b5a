"""Numbers of what was measured right before: what it became, was then, was most, should be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from extractor.subjects.model import Found, TaggedText

if TYPE_CHECKING:
    from extractor.quantities import Quantity
    from extractor.subjects.discourse import Discourse
    from extractor.subjects.frames import Frame

_BETWEEN_LEVELS = frozenset({"ACT", "VN", "vn", "v", "ADV", "d", "LEVEL", "TO", "RISE", "FALL"})
_WITH_TIME = (["AND", "T"], ["PREP", "T"])
_PARTS = frozenset({"percent", "fraction", "multiple", "doubling"})
_BEFORE_LEVEL = frozenset({"ADV", "d", "LEVEL", "HAVE"})


class Again:
    """Finds such numbers of one text.

    Args:
        text: The tokens.
        quantities: The quantity at each token that is one.
        frames: The frame of each quantity.
    """

    def __init__(
        self, text: TaggedText, quantities: Mapping[int, Quantity], frames: Mapping[int, Frame]
    ) -> None:
        self._text = text
        self._tags = text.tags
        self._quantities = quantities
        self._frames = frames

    def of(
        self, run: list[int], before: tuple[int, int], discourse: Discourse, run_before: int
    ) -> tuple[Found, int] | None:
        """What was measured before, and the first free token, where a run measures it again.

        Args:
            run: The tokens of the numbers.
            before: First token of their clause, and the token behind what may be the noun before.
            discourse: What has been said.
            run_before: First token of the run before.
        """
        if not discourse.measured:
            return None
        low, behind = before[0], run[-1] + 1
        last = discourse.last(1)[0]
        if self._ends_change(run, before, discourse, run_before):
            return Found(last, "none", "measured"), behind
        if self._is_compared(run, low):
            return Found(last, "none", "measured"), behind + 1
        if self._is_of_goal(run, low):
            return Found(discourse.said or last, "none", "of a goal"), behind
        if self._is_most(run, low):
            same = discourse.units.get(self._quantities[run[0]].code, ())
            return Found(same or last, "none", "measured"), behind
        return None

    def _ends_change(
        self, run: list[int], before: tuple[int, int], discourse: Discourse, run_before: int
    ) -> bool:
        """Whether a number is what the one before it became: 由106家整合为50家."""
        low, edge = before
        if discourse.at < 0 or low != discourse.at + 1 or edge <= low:
            return False
        same_unit = discourse.unit == self._quantities[run[-1]].code
        if not same_unit or not self._frames[run_before].rule.startswith("range_from"):
            return False
        return all(
            self._text.roles[i] in ("verb", "nominal") or self._tags[i] in _BETWEEN_LEVELS
            for i in range(low, edge)
        )

    def _is_compared(self, run: list[int], low: int) -> bool:
        """Whether a number is another time's, to compare with: 与2020年普查的5万人|相比."""
        against = self._tags[run[-1] + 1] == "AGAINST" and self._tags[run[0] - 1] == "DE"
        return against and len(run) == 1 and self._tags[low - 1 : low + 1] in _WITH_TIME

    def _is_of_goal(self, run: list[int], low: int) -> bool:
        """Whether a number is what part of the number before it was done."""
        of = self._tags[run[0] - 2 : run[0]] == ["Q", "DE"] and run[0] - 1 == low
        parted = self._quantities[run[0]].form in ("percent", "fraction")
        return of and parted and len(run) == 1 and self._quantities[run[0] - 2].form not in _PARTS

    def _is_most(self, run: list[int], low: int) -> bool:
        """Whether a number is that of the time when there was most: 最高的|31日|为9万人次."""
        superlative = self._text.lexicon.is_superlative(self._text.words[low])
        timed = self._tags[low + 1 : low + 2] == ["DE"] and self._tags[low + 2] in ("T", "t")
        between = self._tags[low + 3 : run[0]]
        return superlative and timed and all(tag in _BEFORE_LEVEL for tag in between)
