"""Where the noun before a number may end: what stands between says how, when, of which whole."""

from __future__ import annotations

from collections.abc import Mapping

from extractor.subjects.asides import ASIDE
from extractor.subjects.frames import Frame
from extractor.subjects.model import TaggedText

HOW = frozenset({"ADV", "MEAN", "d", "ad", "BASIS"})
_BASES = frozenset({"T", "t", "WIDE", "MEAN"})
_TIMES = frozenset({"T", "t"})
_HAD_THEN = tuple([place, time, "HAVE"] for place in ("PREP", "TO") for time in ("T", "t"))
# Tokens of a place between a noun and its number, at most.
_LONGEST_PLACE = 4
_PLACES_TIME = frozenset({"PREP", "FROM", "TO"})


class Edges:
    """Finds where the nouns before the numbers of one text end.

    Args:
        text: The tokens.
        frames: The frame of each quantity.
    """

    def __init__(self, text: TaggedText, frames: Mapping[int, Frame]) -> None:
        self._text = text
        self._tags = text.tags
        self._frames = frames

    def before(self, number: int, low: int) -> int:
        """The token behind what may be the noun before a number."""
        frame = self._frames[number]
        edge = max(frame.start, low)
        if frame.name == "change" and edge - 1 > low and self._tags[edge - 1] == "LEVEL":
            edge -= 1  # 风电和光伏发电合计增长35%
        if edge == number and edge - 2 >= low and self._tags[edge - 1] == "MANNER":
            edge -= self._tags[edge - 2] != "SHARE"  # 吞吐量历史性突破千万吨, but 占整体七成
        edge = self._before_time(edge, low)
        edge = self._before_place(edge, low)
        edge = self._before_whole(edge, low)
        edge = self._before_aside(edge, low)
        edge = self._before_basis(edge, low)
        if edge > low and self._tags[edge - 1] == "SHARE":
            while edge < number and self._tags[edge] == "PLACE":
                edge += 1
        return edge

    def _before_time(self, edge: int, low: int) -> int:
        """The token behind the noun where its time stands between: 水位|于7时达13米."""
        i = edge
        if self._tags[i - 3 : i] in _HAD_THEN and self._text.roles[i - 4] == "in":
            i -= 1  # 网上销售额|在九月有29亿元
        while i > low and self._tags[i - 1] in HOW:
            i -= 1
        i -= i > low and self._tags[i - 1] in _TIMES  # which the frame may have passed
        placed = i - 1 > low and self._tags[i] in _TIMES and self._tags[i - 1] in _PLACES_TIME
        while placed and i - 2 > low and self._tags[i - 2] in HOW:
            i -= 1  # 余额预计至年底为6兆元
        return i - 1 if placed else edge

    def _before_place(self, edge: int, low: int) -> int:
        """The token behind the noun where a place stands between: 总数|在中心城区率先达9万."""
        i = edge
        while i > low and self._tags[i - 1] in HOW:
            i -= 1
        first = i
        while first > low and i - first < _LONGEST_PLACE and self._text.roles[first - 1] == "in":
            first -= 1
        place = first - 1
        placed = i < edge and first < i and self._tags[place] == "PREP"
        named = place - 1 > low and self._text.roles[place - 1] == "in"
        located = self._text.words[place] in self._text.lexicon.lists.locating
        return place if placed and named and located else edge

    def _before_whole(self, edge: int, low: int) -> int:
        """The token behind the verb of a share of what was told: 铁水联运占|其中的一成."""
        i = edge - (self._tags[edge - 1 : edge] == ["DE"])
        told = self._tags[i - 2 : i] == ["SHARE", "PART"]
        return i - 1 if told and i - 2 > low else edge

    def _before_aside(self, edge: int, low: int) -> int:
        """The token behind the noun where an aside parts it: 发送量却因需求走低而减少."""
        i = edge
        while i > low and (self._text.roles[i - 1] == ASIDE or self._tags[i - 1] in HOW):
            i -= 1
        if ASIDE not in self._text.roles[i:edge]:
            i = edge
        while i - 2 > low and self._tags[i - 1] in ("LIST", "AND") and self._tags[i] == "BASIS":
            i -= 2  # 环比、同比分别增长
        return self._before_start(i, low)

    def _before_start(self, edge: int, low: int) -> int:
        """The token behind the noun where a change starts from another: 由去年同期的下降2%转为."""
        i = edge
        while i > low and self._tags[i - 1] in ("DE", "T", "t", "ADV"):
            i -= 1
        return i - 1 if i > low and self._tags[i - 1] == "FROM" else edge

    def _before_basis(self, edge: int, low: int) -> int:
        """The token behind the noun where its basis is a time or an average: 产量是2020年的3倍."""
        i = edge - 1
        if i <= low or self._tags[i] != "DE":
            return edge
        while i > low and self._tags[i - 1] in _BASES:
            i -= 1
        if i == edge - 1 or i <= low or self._tags[i - 1] != "LEVEL":
            return edge
        i -= 1
        while i > low and self._tags[i - 1] in HOW | {"DEAL"}:
            i -= 1
        return i
