"""Fourth question, where no list stands right before the numbers: the list that does further on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractor.subjects.discourse import Discourse
from extractor.subjects.model import Found, Part, Phrase, TaggedText
from extractor.subjects.phrase import PhraseGrower

if TYPE_CHECKING:
    from extractor.subjects.coordination import Coordination

_JOINS = frozenset({"LIST", "AND"})
# Tokens between a list and the numbers that are dealt to its members, at most.
_REACH = 30


class ListsBefore:
    """Finds lists before the clause of a run of numbers of one text.

    Args:
        text: The tokens.
        coordination: Splits lists.
        grower: Grows phrases over the tokens.
    """

    def __init__(self, text: TaggedText, coordination: Coordination, grower: PhraseGrower) -> None:
        self._text = text
        self._tags = text.tags
        self._coordination = coordination
        self._grower = grower

    def divided_by_commas(
        self, found: Found, left: Phrase, run: list[int], discourse: Discourse
    ) -> list[Found]:
        """Deal out members that commas divide: 软件业，住宿和餐饮业，金融业增加值分别增长….

        Args:
            found: What the numbers are about, as one.
            left: The noun before them, the last of the members.
            run: The tokens of the numbers.
            discourse: What has been said.
        """
        if len(run) == 1 or "DEAL" not in self._tags[left.end : run[0]] or len(found.subject) > 1:
            return []
        members, low = [found.subject[0]], max(discourse.at + 1, 0)
        start = left.start
        while len(members) <= len(run) and start - 1 > low and self._tags[start - 1] == "COMMA":
            member = self._grower.left(start - 1, low)
            if member.empty or member.end != start - 1 or member.verb is not None:
                break
            members.insert(0, Part(member.start, member.end))
            start = member.start
        if len(members) != len(run) or not self._are_of_a_kind(members):
            return []
        dealt = self._coordination.deal_apart(self._text, members)
        return [found._replace(subject=each, coordination="list") for each in dealt]

    def _are_of_a_kind(self, members: list[Part]) -> bool:
        """Whether phrases end alike, the last before its head: 金融业, 餐饮业, 零售业|增加值."""
        ends = {self._text.words[part.end - 1][-1] for part in members[:-1]}
        last = self._text.words[members[-1].start : members[-1].end]
        return len(ends) == 1 and any(word[-1] in ends for word in last)

    def told_before(
        self, found: Found, left: Phrase, run: list[int], discourse: Discourse
    ) -> list[Found]:
        """Deal out to a list of the clause before: 博物馆、图书馆不闭馆，分别接待9万人、8万人.

        Args:
            found: What the numbers are about, as one.
            left: The noun before them.
            run: The tokens of the numbers.
            discourse: What has been said.
        """
        start = left.start if left.verb is None else left.verb
        dealing = "DEAL" in self._tags[max(discourse.at, 0) : run[0]]
        if not dealing or len(found.subject) > 1:
            return []
        for listed in self._lists(max(discourse.at + 1, start - _REACH, 0), start):
            members, how = self._coordination.deal(self._text, listed, len(run))
            return [
                found._replace(subject=(*each, *found.subject), coordination=how)
                for each in members
            ]
        return []

    def _lists(self, low: int, high: int) -> Iterator[Part]:
        """The lists between two tokens, the nearest first."""
        joins = [i for i in range(low + 1, high - 1) if self._tags[i] in _JOINS]
        while joins:
            last = joins[-1]
            first = self._grower.left(last, low)
            member = self._grower.right(last + 1, high)
            goes_on = self._tags[member.end : member.end + 2] == ["COMMA", "AND"]  # ，以及
            if not (first.empty or member.empty or goes_on):
                yield Part(first.start, member.end)
            joins = [i for i in joins if i < first.start]
            if first.empty:
                return
