"""Measures told before the things that they are of.

支付比例，|职工在八成五左右; 低保标准为|城市800元、农村600元; 销售额中，|汽车9亿元.
"""

from __future__ import annotations

from extractor.subjects.bounds import IN_PERCENT
from extractor.subjects.clauses import ClauseFinder
from extractor.subjects.discourse import Discourse
from extractor.subjects.model import Found, Part, Phrase, is_average, is_plain_noun


class FrontedMeasures(ClauseFinder):
    """Finds the measures of one text that are told so."""

    def fronted(
        self, found: Found, phrase: Phrase, bounds: tuple[int, int], discourse: Discourse
    ) -> Found | None:
        """支付比例，职工在八成五左右，居民为七成: the measure stands before, of whom behind."""
        words, measure = self._text.words, self._text.lexicon.measure
        front = self._topics.fronted(bounds[0])
        if not front.empty:
            rated = is_average(self._text, (Part(front.start, front.end),))
            named = rated or measure(words[front.end - 1]) is not None
            discourse.fronted = (Part(front.start, front.end),) if named else ()
        if not is_plain_noun(found, phrase) or not discourse.fronted:
            return None
        last = words[phrase.end - 1]
        if measure(last) or self._text.lexicon.is_late(last):
            return None
        subject = (*found.subject, *discourse.fronted)
        return found._replace(subject=subject, completion="fronted measure")

    def distributed(
        self, found: Found, phrase: Phrase, bounds: tuple[int, int], discourse: Discourse
    ) -> Found | None:
        """低保标准为|城市800元、农村600元: what is measured of each is told before them."""
        del discourse
        verb, measure, words = phrase.start - 1, self._text.lexicon.measure, self._text.words
        told = verb > bounds[0] and self._text.tags[verb] == "LEVEL"
        if not told or self._text.tags[phrase.end] == "DE" or measure(words[phrase.end - 1]):
            return None
        measured = self._arguments.actor(verb, bounds[0])
        if not measured or measure(words[measured[-1].end - 1]) is None:
            return None
        return found._replace(subject=(*found.subject, *measured), completion="measure of each")

    def looked_into(
        self, found: Found, phrase: Phrase, bounds: tuple[int, int], discourse: Discourse
    ) -> Found | None:
        """销售额中，汽车9亿元: so much of the amount that the sentence looks into."""
        if not is_plain_noun(found, phrase):
            return None
        measure, words = self._text.lexicon.measure, self._text.words
        whole = self._topics.inside(bounds[1], bounds[0])
        if not whole or discourse.asked in (None, *IN_PERCENT):
            return None
        head = whole[-1].end - 1
        measured = any(measure(word) for word in words[phrase.start : phrase.end])
        if measure(words[head]) is None or measured:
            return None
        subject = (*found.subject, Part(head, head + 1))
        return found._replace(subject=subject, completion="measure of the whole")
