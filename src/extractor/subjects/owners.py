"""Things told apart from their measure: before a colon or a bracket, or behind the number.

城镇居民：|人均收入; 高铁（|全长186公里）; 全长30公里的|隧道; 滨江街道|这一比重.
"""

from __future__ import annotations

from extractor.subjects.bounds import clause_opening
from extractor.subjects.model import Part, Subject, TaggedText
from extractor.subjects.phrase import PhraseGrower

# Tokens of a measure in a list of them, at most.
_LONGEST_MEASURE = 4
THINGS = frozenset({"n", "nz", "ns", "SUFFIX", "GENERIC"})
"""Tags of words in which the name of a thing ends."""


class Owners:
    """Finds such owners of the measures of one text.

    Args:
        text: The tokens.
        grower: Grows phrases over them.
    """

    def __init__(self, text: TaggedText, grower: PhraseGrower) -> None:
        self._text = text
        self._grower = grower

    def label(self, colon: int) -> Subject:
        """The thing that is all of what stands before a colon: 城镇居民：."""
        start = clause_opening(self._text.tags, colon)
        phrase = self._grower.left(colon, start)
        named = not phrase.empty and phrase.start == start and phrase.verb is None
        thing = named and self._text.tags[phrase.end - 1] in THINGS
        return (Part(phrase.start, phrase.end),) if thing else ()

    def bracketed(self, low: int) -> Subject:
        """The phrase before the bracket that the clause stands in: 高铁（全长186公里）."""
        if not low or self._text.roles[low - 1] != "open":
            return ()
        phrase = self._grower.before_bracket(low - 1, 0)
        return () if phrase.empty else (Part(phrase.start, phrase.end),)

    def pointing(self, noun: int, low: int) -> Subject:
        """The thing before a word that points back: 滨江街道|这一比重."""
        if noun - 1 <= low or self._text.tags[noun - 1] != "THIS":
            return ()
        phrase = self._grower.left(noun - 1, low)
        return () if phrase.empty or phrase.verb is not None else (Part(phrase.start, phrase.end),)

    def described(self, measure: int) -> Subject:
        """The thing that a measure and its number describe: 全长30公里的隧道.

        Args:
            measure: The token behind the measure.
        """
        tags = self._text.tags
        number = self._last_measured(measure)
        if tags[number : number + 2] != ["Q", "DE"]:
            return ()
        counted = tags[number + 2 : number + 3] == ["Q"]  # 全长30公里的两条隧道
        thing = self._grower.right(number + 2 + counted, len(self._text.words))
        named = not thing.empty and tags[thing.end - 1] in THINGS
        return (Part(thing.start, thing.end),) if named else ()

    def _last_measured(self, number: int) -> int:
        """The last number of a list of measures: 投资|9亿元|、全长|3公里|的隧道."""
        tags = self._text.tags
        while tags[number : number + 2] == ["Q", "LIST"]:
            following = number + 2
            while self._text.roles[following] == "in" and following < number + _LONGEST_MEASURE:
                following += 1
            head = self._text.words[following - 1]
            measures = tags[following - 1] == "BARE" or self._text.lexicon.measure(head) is not None
            if tags[following] != "Q" or following == number + 2 or not measures:
                break
            number = following
        return number
