"""What grows or shrinks has a measure; where none is named, it is that of what did so before.

采矿业增加值增长3%，制造业增长6%: both of value added.
"""

from __future__ import annotations

from extractor.subjects.bounds import IN_PERCENT, MOVES, PERCENT
from extractor.subjects.discourse import Discourse
from extractor.subjects.model import Found, Part, Phrase, Subject, TaggedText
from extractor.subjects.shares import Shares


class Likes:
    """Finds the measures of what changed like something else in one text.

    Args:
        text: The tokens.
        shares: Takes apart what says a share.
    """

    def __init__(self, text: TaggedText, shares: Shares) -> None:
        self._text = text
        self._shares = shares

    def grown(
        self, found: Found, phrase: Phrase, bounds: tuple[int, int], discourse: Discourse
    ) -> Found | None:
        """采矿业增加值增长3%，|制造业增长6%: the same measure of its like."""
        del bounds
        if not self._is_named_alone(found, phrase):
            return None
        thing, measure = self._parted(self._changed_before(discourse))
        if measure is None or thing[-1:] != self._text.words[phrase.end - 1][-1]:
            return None
        return found._replace(subject=(*found.subject, measure), completion="measure of its like")

    def _parted(self, measured: Subject) -> tuple[str, Part | None]:
        """The word for a thing, and the measure behind it: 采矿业|增加值, 规模以上工业|增加值."""
        if not measured:
            return "", None
        words, last = self._text.words, measured[-1]
        if last.end - last.start > 1:
            return words[last.end - 2], Part(last.end - 1, last.end)
        if len(measured) > 1:
            return words[measured[-2].end - 1], last
        name = words[last.start]
        for i in range(2, len(name) - 1):
            if self._text.lexicon.rule_of(name[i:]) is not None:
                return name[:i], last._replace(text=name[i:])
        return "", None

    def _changed_before(self, discourse: Discourse) -> Subject:
        """What a change in per cent was told of last in this sentence, if a measure ends it."""
        if discourse.code != PERCENT or discourse.unit not in IN_PERCENT:
            return ()
        before = discourse.measured[-1] if discourse.measured else ()
        if not before or self._shares.found_in(before):
            return ()
        at = discourse.at
        moved = not MOVES.isdisjoint(self._text.tags[max(at - 2, 0) : at])
        last = self._text.words[before[-1].end - 1]
        lexicon = self._text.lexicon
        measured = lexicon.measure(last) is not None and not lexicon.is_late(last)
        return before if moved and measured else ()

    def _is_named_alone(self, found: Found, phrase: Phrase) -> bool:
        """Whether a phrase before a verb of change names somebody or something, and no measure."""
        if phrase.verb is not None or found.phrase != "noun before":
            return False
        measure, words = self._text.lexicon.measure, self._text.words
        return not any(measure(word) for word in words[phrase.start : phrase.end])
