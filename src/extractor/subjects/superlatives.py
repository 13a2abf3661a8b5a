"""What a clause says there is most or least of, and where: 增长最快的是山阳县，|达9%."""

from __future__ import annotations

from extractor.subjects.bounds import BEFORE_TOPIC, clause_opening
from extractor.subjects.brackets import opening_of
from extractor.subjects.model import Part, Phrase, Subject, TaggedText
from extractor.subjects.owners import THINGS
from extractor.subjects.phrase import PhraseGrower
from extractor.subjects.roles import DOING
from extractor.subjects.verbs import VERBS

# Tokens of a bracket behind a time, at most.
_LONGEST_GLOSS = 8
_DEGREES = frozenset({"a", "ag", "al", "b", "bl", "z", "d", "ad"})


class Superlatives:
    """Finds the superlatives of one text.

    Args:
        text: The tokens.
        grower: Grows phrases over them.
    """

    def __init__(self, text: TaggedText, grower: PhraseGrower) -> None:
        self._text = text
        self._grower = grower

    def identified(self, low: int) -> tuple[Subject, Phrase]:
        """What the clause before says has the most of something, and of what.

        增长最快的是山阳县，|达9%: the county, and what is told of it; empty where it names no noun.
        山阳县最高，|达9%: the county.
        """
        tags, nothing = self._text.tags, Phrase(low, low)
        verb = low - 1
        if tags[verb : verb + 1] != ["COMMA"]:
            return (), nothing
        start = clause_opening(self._text.tags, verb)
        while verb > start and tags[verb] != "LEVEL":
            verb -= 1
        if tags[verb - 1 : verb + 1] != ["DE", "LEVEL"]:
            most = () if "Q" in tags[start:low] else self._with_most(start, low - 1)
            return most, nothing
        if "Q" in tags[verb:low]:
            return (), nothing
        phrase = self._grower.right(verb + 1, low - 1)
        if phrase.empty or phrase.end < low - 1:
            return (), nothing
        return (Part(phrase.start, phrase.end),), self._grower.right(start, verb, ended_by="verb")

    def peak(self, low: int) -> Phrase:
        """What was most at the time that the clause before tells: 单日峰值|出现在7月3日，达9万."""
        tags, roles, nothing = self._text.tags, self._text.roles, Phrase(low, low)
        time = low - 2
        if tags[low - 1] == "COMMA" and tags[time] == "CLOSE":
            time = (opening_of(self._text.roles, time, max(0, time - _LONGEST_GLOSS)) or 0) - 1
        verb = time - 2
        if tags[low - 1] != "COMMA" or verb < 0 or tags[time - 1 : time + 1] != ["PREP", "T"]:
            return nothing
        start = clause_opening(tags, verb)
        if not (roles[verb] in VERBS or tags[verb] == "ACT") or "Q" in tags[start:low]:
            return nothing
        phrase = self._grower.left(verb, start)
        marks, last = self._text.lexicon.lists.marks, self._text.words[phrase.end - 1]
        named = not phrase.empty and (last in marks or self._text.lexicon.measure(last) is not None)
        return phrase if named else nothing

    def of_act(self, start: int, end: int) -> Phrase:
        """The object of an act of which there was most or least: 当日开行列车最多，达96列.

        Args:
            start: First token of the clause.
            end: The token behind its last.
        """
        tags = self._text.tags
        while start < end and tags[start] in BEFORE_TOPIC:
            start += 1
        if tags[start] not in DOING:
            return Phrase(start, start)
        phrase = self._grower.right(start + 1, end, ended_by="verb")
        superlative = phrase.end < end and self._text.lexicon.is_superlative(
            self._text.words[phrase.end]
        )
        return phrase if superlative else Phrase(start, start)

    def without(self, phrase: Phrase) -> Phrase:
        """A phrase without the superlative at its end: 成交额|最高，为9亿元."""
        last, lexicon = phrase.end - 1, self._text.lexicon
        superlative = last > phrase.start and lexicon.is_superlative(self._text.words[last])
        superlative = superlative and self._text.tags[last] in _DEGREES
        return phrase._replace(end=last) if superlative else phrase

    def _with_most(self, start: int, end: int) -> Subject:
        """The thing that a clause says has the most: 其中金融中心最高，; 以保险业最低，."""
        last, lexicon = end - 1, self._text.lexicon
        if (
            self._text.words[last] in lexicon.lists.mainstays
            and self._text.tags[last - 1] == "LEVEL"
        ):
            main = self._grower.left(last - 1, start)  # 进口以原料为大宗，
            named = not main.empty and self._text.tags[main.start - 1] == "PREP"
            return (Part(main.start, main.end),) if named else ()
        while start < last and self._text.tags[start] in BEFORE_TOPIC:
            start += 1
        two = last - 1 > start and self._text.words[last - 1] in lexicon.lists.most  # 最|繁忙
        last -= two
        if last <= start or not (two or lexicon.is_superlative(self._text.words[last])):
            return ()
        # 交通出行一项最低，
        apart = self._text.tags[last - 1] == "KINDS"
        phrase = self._grower.left(last - apart, start)
        thing = phrase.start == start and self._text.tags[phrase.end - 1] in THINGS
        measures = not phrase.empty and lexicon.measure(self._text.words[phrase.end - 1])
        return (Part(phrase.start, phrase.end),) if thing and not measures else ()
