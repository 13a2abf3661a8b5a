"""What the clauses before a number, its sentence and its heading are about: their topics."""

from __future__ import annotations

from bisect import bisect_left

from extractor.subjects.arguments import ADVERBS
from extractor.subjects.asides import ASIDE
from extractor.subjects.bounds import (
    BEFORE_CLAUSE,
    BEFORE_TOPIC,
    CLAUSE_MARKS,
    MOVES,
    clause_opening,
    closing_word,
)
from extractor.subjects.discourse import Discourse
from extractor.subjects.model import Part, Phrase, Subject, TaggedText
from extractor.subjects.phrase import PhraseGrower
from extractor.subjects.superlatives import Superlatives

_NUMBERING = frozenset({"REFERENCE", "X", "T", "t", "x", "m", "PLACE", "LIST"})
# Tokens between a topic and what it is the topic of, at most.
_TOPIC_REACH = 200


class Topics:
    """Finds topics in one text.

    Args:
        text: The tokens.
        grower: Grows phrases over them.
        superlatives: Says what there is most of.
    """

    def __init__(self, text: TaggedText, grower: PhraseGrower, superlatives: Superlatives) -> None:
        self._text = text
        self._grower = grower
        self._superlatives = superlatives
        self._semicolons = [i for i, tag in enumerate(text.tags) if tag == "SEMI"]
        self._looked_into: dict[int, tuple[int, Subject]] = {}

    def before(self, sentence: int, clause: int, *, counted: bool = True) -> Subject:
        """The noun phrase that opens the nearest clause before `clause` in the sentence.

        Args:
            sentence: First token of the sentence.
            clause: First token of the clause that lacks a subject.
            counted: Whether a clause that holds a number will do.
        """
        tags = self._text.tags
        sentence = max(sentence, clause - _TOPIC_REACH)
        end = clause
        while end > sentence:
            start = clause_opening(self._text.tags, end - 1, sentence)
            if (counted or "Q" not in tags[start:end]) and not self._frames(start, end):
                phrase = self._opening(start, end)
                if phrase.empty:
                    phrase = self._superlatives.of_act(start, end)
                if not phrase.empty:
                    return (Part(phrase.start, phrase.end),)
            end = start
        return ()

    def of(self, start: int, end: int) -> Subject:
        """What a clause without numbers is about: the noun phrase before its predicate.

        Args:
            start: First token of the clause.
            end: The token behind its last.
        """
        phrase = self._opening(start, end)
        named = not phrase.empty and phrase.end < end
        named = named and self._text.tags[phrase.end] not in CLAUSE_MARKS
        return (Part(phrase.start, phrase.end),) if named else ()

    def named(self, start: int, end: int) -> Subject:
        """The thing that is all of a heading: （三）国有资本经营预算, 一、收入情况.

        Args:
            start: First token of the heading.
            end: The token behind its last.
        """
        tags, words = self._text.tags, self._text.words
        while start < end and (tags[start] in _NUMBERING or self._text.roles[start] == "close"):
            start += 1
        while end > start and (
            tags[end - 1] == "END" or words[end - 1] in self._text.lexicon.lists.heading_ends
        ):
            end -= 1
        phrase = self._grower.left(end, start)
        whole = phrase.start == start and phrase.end == end and phrase.verb is None
        return (Part(start, end),) if whole and start < end else ()

    def said(self, bounds: tuple[int, int], discourse: Discourse) -> Subject:
        """What was measured last in the sentence, or its topic."""
        low, sentence = bounds
        topic = self.since(low, discourse)
        if topic or not discourse.measured:
            return topic or self.before(sentence, low)
        return discourse.last(1)[0]

    def since(self, low: int, discourse: Discourse) -> Subject:
        """The topic set since the last number: behind a semicolon, or a measure (总值创新高，)."""
        tags = self._text.tags
        for i in range(low - 1, discourse.at, -1):
            if tags[i] == "SEMI":
                return self.before(i + 1, low) if i + 1 < low else ()
        commas = tags[discourse.at + 1 : low].count("COMMA")
        topic = self.before(discourse.at + 2, low, counted=False) if commas > 1 else ()
        head = self._text.words[topic[-1].end - 1] if topic else ""
        whose = bool(topic) and topic[-1].end - topic[-1].start > 1  # 初中增幅最大，达6.4%
        measures = self._text.lexicon.measure(head) or (whose and self._text.lexicon.is_late(head))
        if topic and (measures or self._changes(topic[-1].end)):
            return topic
        return ()

    def fronted(self, low: int) -> Phrase:
        """The noun phrase that is all of the clause before: 基金支付比例，|职工在八成五左右.

        What only parts it from its comma may be an aside: 产品受需求拖累，|出口下降.
        """
        tags, roles = self._text.tags, self._text.roles
        if tags[low - 1 : low] != ["COMMA"]:
            return Phrase(low, low)
        end = low - 1
        start = clause_opening(self._text.tags, end)
        if tags[start] == "PER" and "Q" not in tags[start:low]:
            return Phrase(start, end)  # 每百名学生拥有计算机，|小学19台
        phrase = self._opening(start, low)
        measures = self._text.lexicon.measure(self._text.words[end - 1]) is not None
        if measures and phrase.end < end:
            # 住院费用报销比例，: the verb is part of the measure's name.
            named = self._grower.left(end, start)
            phrase = named if named.start == start and named.end == end else phrase
        while end > phrase.end and (roles[end - 1] == ASIDE or tags[end - 1] in ADVERBS):
            end -= 1
        whole = not phrase.empty and phrase.end == end and "Q" not in tags[start:low]
        return phrase if whole else Phrase(low, low)

    def inside(self, sentence: int, low: int) -> Subject:
        """What the sentence looks into: 岁入当中，补助收入占五成."""
        if low - sentence > _TOPIC_REACH:
            return ()
        start = sentence
        semicolon = bisect_left(self._semicolons, low) - 1
        if semicolon >= 0 and self._semicolons[semicolon] >= sentence:
            start = self._semicolons[semicolon] + 1
        if start not in self._looked_into:
            self._looked_into = {start: self._looks_into(start)}
        end, subject = self._looked_into[start]
        return subject if end < low else ()

    def _looks_into(self, start: int) -> tuple[int, Subject]:
        """The end of the clause that starts at a token, and what it looks into, if anything."""
        tags = self._text.tags
        end = start
        while end < len(tags) - 1 and tags[end] not in CLAUSE_MARKS:
            end += 1
        into = tags[end - 1] == "PART" or (
            tags[end - 1] == "f" and len(self._text.words[end - 1]) == 1
        )
        if not into or tags[end] != "COMMA" or "Q" in tags[start:end]:
            return end, ()
        phrase = self._grower.left(end - 1, start)
        return end, () if phrase.empty else (Part(phrase.start, phrase.end),)

    def _opening(self, start: int, end: int) -> Phrase:
        """The noun phrase that opens a clause, or that all of it is: 扣除价格后的销货数量，."""
        tags = self._text.tags
        while start < end and tags[start] in BEFORE_TOPIC:
            start += 1
        roles = self._text.roles[start : min(start + 2, end)]
        last = end - (tags[end - 1] in CLAUSE_MARKS)
        if roles[:1] == ["in"]:
            noun = self._grower.right(start, end, ended_by="verb")
            if noun.end == last - 1 and tags[last - 1] == "VN" and tags[last] == "COMMA":
                noun = noun._replace(end=last)  # 居民医保人均财政补助，
            if noun.end < last and "DE" in tags[noun.end : last] and "Q" not in tags[start:last]:
                # 企业退休人员的人均养老金，: a verb inside the name
                whole = self._grower.left(last, start)
                noun = whole if (whole.start, whole.end) == (start, last) else noun
            if noun.end >= last and start and tags[start - 1] == "ADV":
                return Phrase(start, start)  # 着力拓市场、优结构，: what follows is no noun
            return self._superlatives.without(noun)
        if roles in (["nominal", "in"], ["verb", "in"]) and tags[start] == "VN":
            # 运输服务由升转降: an act that names what it is of.
            noun = self._grower.right(start + 1, end, ended_by="verb")
            return self._superlatives.without(noun._replace(start=start))
        if start >= last or "DE" not in tags[start:last]:
            return Phrase(start, start)
        whole = self._grower.left(last, start, predicated=True)
        return whole if whole.start == start else Phrase(start, start)

    def _frames(self, start: int, end: int) -> bool:
        """Whether a clause only says how things are looked at, who speaks, or what was faced."""
        closing, lists = closing_word(self._text, start, end), self._text.lexicon.lists
        while start < end and self._text.tags[start] in BEFORE_CLAUSE:
            start += 1
        framed = closing in lists.viewing or closing in lists.saying  # 局长表示，
        return framed or self._text.words[start] in lists.facing  # 面对多重考验，

    def _changes(self, token: int) -> bool:
        """Whether what stands before a token is said to change, or why: 急诊则因…奏效，减少."""
        while self._text.tags[token] in ADVERBS or self._text.tags[token] == "MANNER":
            token += 1
        changes = self._text.tags[token] in MOVES
        return changes or self._text.words[token] in self._text.lexicon.asides
