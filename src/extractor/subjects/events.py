"""Whom and what events befell: 火灾9起、死亡3人; 洪涝灾害造成9人受灾，直接经济损失8亿元."""

from __future__ import annotations

from extractor.subjects.bounds import clause_opening
from extractor.subjects.clauses import ClauseFinder, Clauses
from extractor.subjects.discourse import Discourse
from extractor.subjects.model import Found, Phrase, Subject, TaggedText, without_last_word
from extractor.subjects.shares import Shares

# Tokens between what did harm and the harm, at most.
_HARM_REACH = 60


class Events(ClauseFinder):
    """Finds the events that did what the numbers of one text tell."""

    def __init__(self, text: TaggedText, clauses: Clauses, shares: Shares) -> None:
        super().__init__(text, clauses, shares)
        self._harms = tuple(text.lexicon.lists.harms)
        self._hazards = tuple(text.lexicon.lists.hazards)

    def suffered(
        self, found: Found, phrase: Phrase, bounds: tuple[int, int], discourse: Discourse
    ) -> Found | None:
        """Whom an event befell: 火灾9起、死亡3人, 造成3人死亡、5人受伤: of which event."""
        suffering = self._text.lexicon.lists.suffering
        alone = phrase.end - phrase.start == 1 and self._text.words[phrase.start] in suffering
        if cause := self._cause(phrase, bounds[1]):
            return found._replace(subject=(*cause, *found.subject), completion="event")
        if not alone or not discourse.measured:
            return None
        measure, words = self._text.lexicon.measure, self._text.words
        told = [discourse.whole or discourse.last(1)[0], *reversed(discourse.measured)]
        if discourse.parted and discourse.base and discourse.listed > 1:
            told = [discourse.base]  # 灾害9起，其中滑坡6起、崩塌3起，起数下降
        # 报告病例428例，发病率7%；死亡34例: not a measure of it.
        counted = (each for each in told if each and measure(words[each[-1].end - 1]) is None)
        event = self._shares.before(next(counted, told[0]))
        again = bool(event) and words[event[-1].end - 1] in suffering
        if again:
            event = without_last_word(event)
        if not event or (not again and discourse.unit == discourse.code):
            return None
        return found._replace(subject=(*event, *found.subject), completion="event")

    def _cause(self, phrase: Phrase, sentence: int) -> Subject:
        """Which kind of disaster did the harm that a phrase names: 洪涝灾害|造成9人受灾.

        What one storm did needs no owner (此次过程造成…).
        """
        words, lists = self._text.words, self._text.lexicon.lists
        if not words[phrase.end - 1].endswith(self._harms):
            return ()
        low = max(sentence, phrase.start - _HARM_REACH)
        verb = next((i for i in range(phrase.start - 1, low, -1) if words[i] in lists.harming), low)
        if verb == low:
            return ()
        cause = self._arguments.actor(verb, clause_opening(self._text.tags, verb, sentence))
        named = "".join(words[cause[-1].start : cause[-1].end]) if cause else ""
        kind = named not in self._hazards and named.endswith(self._hazards)
        return cause if kind else ()
