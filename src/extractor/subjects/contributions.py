"""What somebody has a part of, told with the verb: 民营企业贡献了七成的税收和八成的就业."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from extractor.subjects.model import Found, Part, Subject, TaggedText
from extractor.subjects.shares import Shares

if TYPE_CHECKING:
    from extractor.quantities import Quantity
    from extractor.subjects.clauses import Clauses
    from extractor.subjects.discourse import Discourse
    from extractor.subjects.phrase import PhraseGrower

_PARTS = frozenset({"percent", "fraction"})
_BETWEEN = frozenset({"ul", "ADV", "PLACE", "WIDE", "d"})
_JOINS = frozenset({"LIST", "AND"})


class Contributions:
    """Finds what such numbers of one text are about.

    Args:
        text: The tokens.
        quantities: The quantity at each token that is one.
        grower: Grows phrases over the tokens.
        clauses: Says what the clauses around tell.
    """

    def __init__(
        self,
        text: TaggedText,
        quantities: Mapping[int, Quantity],
        grower: PhraseGrower,
        clauses: Clauses,
    ) -> None:
        self._text = text
        self._tags = text.tags
        self._quantities = quantities
        self._grower = grower
        self._topics = clauses.topics
        self._arguments = clauses.arguments
        self._shares = Shares(text)
        self._before: tuple[int, Subject] = (-1, ())

    def of(
        self, run: list[int], bounds: tuple[int, int, int], discourse: Discourse
    ) -> tuple[Found, int] | None:
        """Who contributes what a number is a part of, and the first free token behind it.

        Args:
            run: The tokens of the numbers.
            bounds: First token of their clause, the token behind the last that may be theirs, and
                the first token of the sentence.
            discourse: What has been said.
        """
        low, high, sentence = bounds
        number = run[0]
        parted = len(run) == 1 and self._quantities[number].form in _PARTS
        if parted and self._tags[number - 1] == "DE":
            return self._whole_first(number, low, sentence, discourse)
        if not parted or self._tags[number + 1] != "DE":
            return None
        noun = self._grower.right(number + 2, high)
        if noun.empty or noun.start != number + 2:
            return None
        verb = self._verb(number, low)
        if verb is not None:
            owner = self._owner(verb, low, sentence, discourse)
            contributor: Subject = (*owner, Part(verb, verb + 1))
        elif self._before[0] == low - 1 == number - 1 and self._tags[low - 1] in _JOINS:
            contributor = self._before[1]  # and of what else
        else:
            return None
        self._before = (noun.end, contributor)
        subject = (*contributor, Part(noun.start, noun.end))
        return Found(subject, "noun around", "contribution"), noun.end

    def _whole_first(
        self, number: int, low: int, sentence: int, discourse: Discourse
    ) -> tuple[Found, int] | None:
        """The same where the whole stands before its part: 贡献了全县税收的八成."""
        whole = self._grower.left(number - 1, low)
        verb = None if whole.empty else self._verb(whole.start, low)
        if verb is None:
            return None
        owner = self._owner(verb, low, sentence, discourse)
        subject = (*owner, Part(verb, verb + 1), Part(whole.start, whole.end))
        return Found(subject, "noun before", "contribution"), number + 1

    def _verb(self, number: int, low: int) -> int | None:
        """The verb of contributing before a number, if that is what stands there."""
        verb = number - 1
        while verb > low and self._tags[verb] in _BETWEEN:
            verb -= 1
        yields = verb >= low and self._text.words[verb] in self._text.lexicon.lists.yielding
        return verb if yields else None

    def _owner(self, verb: int, low: int, sentence: int, discourse: Discourse) -> Subject:
        """Who contributes: told in the clause, or what was counted or measured before it."""
        summed_up = self._tags[verb - 1] == "LEVEL"  # 三大行业合计贡献了
        actor = self._arguments.actor(verb - summed_up, low)
        if actor or discourse.oblique:
            return actor  # 以全市1%的土地，贡献了: no doer
        measure, words = self._text.lexicon.measure, self._text.words
        for told in filter(None, reversed(discourse.measured)):
            if not self._shares.found_in(told) and measure(words[told[-1].end - 1]) is None:
                return told  # 企业58家，数量占2%，贡献了
        said = self._topics.said((low, sentence), discourse)
        found = self._shares.found_in(said)
        if found is None:
            return said
        part = said[found[0]]
        return (*said[: found[0]], *([Part(part.start, found[1])] if found[1] > part.start else []))
