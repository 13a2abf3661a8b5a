"""Words and clauses that say that parts of a whole are told: 其中; 分学段看，; 按常住地分，."""

from __future__ import annotations

from bisect import bisect_left

from extractor.subjects.bounds import clause_opening, closing_word
from extractor.subjects.model import TaggedText

# Tokens between 其中 and a number of a part, at most.
_REACH = 200


class Partitives:
    """Finds what says so in one text.

    Args:
        text: The tokens.
    """

    def __init__(self, text: TaggedText) -> None:
        self._text = text
        self._openings = [i for i, tag in enumerate(text.tags) if tag == "PART"]
        self._parts = [i for i, tag in enumerate(text.tags) if tag in ("PART", "SEMI")]

    def opens_part(self, low: int, end: int) -> bool:
        """Whether 其中 stands in the clause before token `end`, or alone before its comma.

        Behind 其中第4季 the whole is the same thing at another time, so nothing is a part of it.
        """
        tags = self._text.tags
        if "PART" in tags[low:end]:
            return tags[tags.index("PART", low, end) + 1] != "T"
        return tags[max(low - 2, 0) : low] == ["PART", "COMMA"]

    def opens_any_part(self, start: int, end: int) -> bool:
        """Whether 其中 stands between two tokens."""
        return bisect_left(self._openings, start) < bisect_left(self._openings, end)

    def in_part(self, sentence: int, number: int) -> bool:
        """Whether 其中 stands before a number in its part of the sentence, up to a semicolon."""
        last = bisect_left(self._parts, number) - 1
        if last < 0 or self._parts[last] < max(sentence, number - _REACH):
            return False
        return self._text.tags[self._parts[last]] == "PART"

    def viewed(self, low: int) -> bool:
        """Whether the clause before only says by what the parts are told apart: 分学段看，."""
        return self._closing_before(low) in self._text.lexicon.lists.viewing

    def parted(self, low: int) -> bool:
        """Whether the clause before says by what parts are told apart: 按常住地分，."""
        return self._closing_before(low) in self._text.lexicon.lists.parting

    def views_times(self, low: int) -> bool:
        """Whether the clause before looks at times one by one: 分季度看，|一季度增长5%.

        Or the one before that, where it says when most was: 分月看，7月最多，|为16起.
        """
        tags, words = self._text.tags, self._text.words
        before = clause_opening(tags, low - 1) if tags[low - 1] == "COMMA" else low
        superlative = self._text.lexicon.is_superlative
        if tags[before] == "T" and any(superlative(word) for word in words[before + 1 : low - 1]):
            low = before
        if not self.viewed(low):
            return False
        start, last = clause_opening(self._text.tags, low - 1), low - 2
        return any(word in self._text.lexicon.lists.spans for word in self._text.words[start:last])

    def _closing_before(self, low: int) -> str:
        """The word that closes the clause before, where a comma ends it; else an empty one."""
        if self._text.tags[low - 1] != "COMMA":
            return ""
        return closing_word(self._text, clause_opening(self._text.tags, low - 1), low)
