"""Amounts whose parts are told by their names alone: 发电量9亿千瓦时，其中火电6亿千瓦时."""

from __future__ import annotations

from extractor.subjects.bounds import IN_PERCENT
from extractor.subjects.clauses import ClauseFinder, Clauses
from extractor.subjects.discourse import Discourse
from extractor.subjects.measure_names import bare_measure
from extractor.subjects.model import Found, Part, Phrase, Subject, TaggedText, is_plain_noun
from extractor.subjects.roles import VERBAL
from extractor.subjects.shares import Shares

# Characters of an act that its measure begins with: 发电, 发电量.
_ECHO = 2
# Tags of words that belong to the name of a measure behind them.
_JOINED = frozenset({"MEAN", "v", "vn", "VN"})


class Amounts(ClauseFinder):
    """Gives the parts of amounts the measure of the whole, in one text."""

    def __init__(self, text: TaggedText, clauses: Clauses, shares: Shares) -> None:
        super().__init__(text, clauses, shares)
        self._lengths = tuple(text.lexicon.lists.lengths)
        self._funds = tuple(text.lexicon.lists.funds)

    def parted(
        self, found: Found, phrase: Phrase, bounds: tuple[int, int], discourse: Discourse
    ) -> Found | None:
        """装机容量9万千瓦，其中|火电6万千瓦: the measure of the whole."""
        told = self._text.tags[phrase.end : phrase.end + 1] == ["Q"]
        if not is_plain_noun(found, phrase) or not told:
            return None
        whole = self._whole(phrase, bounds[1], discourse)
        if not whole or not self._is_thing(phrase):
            return None
        word = self._text.words[phrase.end - 1]
        head = whole[-1].end - 1
        states, name = self._text.lexicon.lists.states, self._text.words[head]
        state = next((each for each in states if name.startswith(each)), "")
        if word in states and state and whole[-1].text is None:
            # 农作物受灾面积9万亩，其中绝收2万亩: another state of the same.
            last = whole[-1]
            owner = (*whole[:-1], last._replace(end=head)) if head > last.start else whole[:-1]
            rest = Part(head, head + 1, name[len(state) :])
            subject = (*owner, *found.subject, rest)
            return found._replace(subject=subject, completion="measure of the whole")
        measure = self._measure(whole, word)
        if word.endswith(self._text.words[measure[0].start][:_ECHO]):
            return None  # 太阳能发电, of 发电量
        subject = (*found.subject, *measure)
        return found._replace(subject=subject, completion="measure of the whole")

    def _whole(self, phrase: Phrase, sentence: int, discourse: Discourse) -> Subject:
        """The amount that a part is told of in the same unit; none where it is no measure."""
        if discourse.asked in (None, *IN_PERCENT):
            return ()
        if self._text.tags[sentence] == "PART":
            whole = discourse.units_before.get(discourse.code, ())
        elif not self._partitives.in_part(sentence, phrase.start):
            return ()
        else:
            whole, unit = discourse.whole_of_part()
            whole = whole if unit == discourse.code else ()
        if not whole or self._shares.found_in(whole) or self._shares.names_one(whole):
            return ()
        return whole if self._measures(self._text.words[whole[-1].end - 1]) else ()

    def _measures(self, word: str) -> bool:
        """Whether a word names an amount of something that its parts have too."""
        return self._text.lexicon.names_amount(word) and not word.endswith(self._lengths)

    def _is_thing(self, phrase: Phrase) -> bool:
        """Whether a phrase names what has the measure, and is no amount or act itself."""
        words, tags, lexicon = self._text.words, self._text.tags, self._text.lexicon
        last = phrase.end - 1
        money = words[last].endswith(self._funds) or tags[last] == "GENERIC"
        measured = any(lexicon.measure(word) for word in words[phrase.start : phrase.end])
        return not (money or measured or tags[last] in VERBAL)

    def _measure(self, whole: Subject, part: str) -> Subject:
        """The end of a subject that names the measure: 居民|人均消费支出, 装机|总|容量."""
        words, lexicon, last = self._text.words, self._text.lexicon, whole[-1]
        if last.text is not None:
            return (last,)
        head = last.end - 1
        parts = [bare_measure(self._text, head)]
        for i in range(head - 1, last.start - 1, -1):
            if words[i] in lexicon.lists.in_all:
                continue
            joined = self._text.tags[i] in _JOINED or lexicon.averages(words[i])
            alike = words[i][-1] == part[-1]  # 火电|装机容量, of 发电装机容量
            if alike or not (joined or lexicon.measure(words[i])):
                break
            parts.insert(0, Part(i, i + 1))
        return (*parts,)
