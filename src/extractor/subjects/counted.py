"""Where a noun behind a number ends, told by the measure word: 34名专家 | 赴一线.

Which nouns a measure word counts is said by ``heads.jsonl``: a phrase goes on up to the first of
them and, where what follows is said of the things, no further.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from extractor.subjects.brackets import closing_of
from extractor.subjects.model import Phrase, TaggedText
from extractor.subjects.phrase import PhraseGrower
from extractor.subjects.predicates import LONGEST_PREDICATE
from extractor.subjects.verbs import VERBS

if TYPE_CHECKING:
    from extractor.quantities import Quantity

# Tokens between what may be an attribute and the noun that is counted, at most.
_LONGEST_HEAD = 5
# Tokens of a list of counted things, at most.
_LONGEST_LIST = 40
_GOVERNS = frozenset({"ACT", "CAUSE", "DONE"})
_NOUNS = frozenset({"in", "nominal", "verb"})


class CountedNouns:
    """Bounds the nouns that the numbers of one text count.

    Args:
        text: The tokens.
        quantities: The quantity at each token that is one.
        grower: Grows phrases over the tokens.
    """

    def __init__(
        self,
        text: TaggedText,
        quantities: Mapping[int, Quantity],
        grower: PhraseGrower,
    ) -> None:
        self._text = text
        self._tags = text.tags
        self._quantities = quantities
        self._grower = grower

    def bounded(self, phrase: Phrase, high: int, code: str) -> Phrase:
        """A phrase behind a number up to the noun that its unit counts.

        Args:
            phrase: The phrase.
            high: The token behind the last that may belong to it.
            code: Code of the unit.
        """
        return self._before_predicate(self._up_to_head(phrase, high, code), code)

    def governed(self, number: int) -> bool:
        """Whether a verb of doing stands before a number, or before the list it is a member of.

        推进4项重大专项、|8项技术研发.
        """
        tags, last = self._tags, max(number - _LONGEST_LIST, 0)
        before = number - 1
        while before > last and tags[before] in ("LIST", "AND"):
            before -= 1
            while before > last and tags[before] != "Q" and self._text.roles[before] in _NOUNS:
                before -= 1
            if tags[before] != "Q":
                return False
            before -= 1
        return before >= last and tags[before] in _GOVERNS

    def at_end(self, run: list[int], high: int) -> Phrase:
        """The noun at the end of a clause, behind attributes that begin with no noun.

        推出12项对照学习外地的|创新政策和举措.
        """
        start, code = run[-1] + 1, self._quantities[run[-1]].code
        nothing, heads = Phrase(start, start), self._text.lexicon.heads
        governed = self._tags[run[0] - 1] in (*_GOVERNS, "NEW")
        if not governed or high in self._quantities or high - start > LONGEST_PREDICATE:
            return nothing
        phrase = self._grower.left(high, start)
        told = phrase.end == high and not phrase.empty
        last = self._text.words[high - 1]
        countable = heads.rule_of(code, last) or not heads.are_listed(code)
        return phrase if told and countable else nothing

    def follow(self, run: list[int]) -> bool:
        """Whether a noun stands right behind a run, which it may count."""
        return self._text.roles[run[-1] + 1 : run[-1] + 2] == ["in"]

    def are_object(self, left: Phrase, right: Phrase, run: list[int]) -> bool:
        """Whether a phrase before a number ends in what is done to the things it counts.

        调查中心电话访问|3200名居民, but 适老化改造3万户老年人家庭.
        """
        if left.empty or right.empty or left.end != run[0] or left.end - left.start == 1:
            return False
        if "PER" in self._tags[left.start : left.end]:
            return False  # 每3名劳动者须扶养|1名长者
        code, last = self._quantities[run[-1]].code, left.end - 1
        noun = self._text.words[right.end - 1]
        counted = self._text.lexicon.heads.rule_of(code, noun) is not None
        return counted and self._tags[last] == "v" and self._text.roles[last] in VERBS

    def _up_to_head(self, phrase: Phrase, high: int, code: str) -> Phrase:
        """A phrase up to the noun that is counted: 为7.9万家食品|生产经营单位开展培训."""
        heads, words = self._text.lexicon.heads, self._text.words
        if phrase.empty or not heads.are_listed(code):
            return phrase
        if heads.rule_of(code, words[phrase.end - 1]):
            return phrase
        for i in range(phrase.end, min(high, phrase.end + _LONGEST_HEAD)):
            if self._text.roles[i] not in ("in", "verb", "nominal"):
                break
            if self._text.roles[i] == "in" and heads.rule_of(code, words[i]):
                return phrase._replace(end=i + 1)
        return phrase

    def _before_predicate(self, phrase: Phrase, code: str) -> Phrase:
        """A phrase without what is said of the things counted: 4家机构|虚报学员, 8户住户|的调查."""
        lexicon, roles = self._text.lexicon, self._text.roles
        ends = list(self._ends_of_heads(phrase, code))
        if not ends or ends[-1] == phrase.end:
            return phrase
        if code in lexicon.heads.counting_others:
            last = phrase.end - 1
            measures = lexicon.measure(self._text.words[last]) is not None
            if not measures and roles[last] not in ("verb", "nominal"):
                return phrase
        act = ends[-1] + 1 == phrase.end and roles[ends[-1]] == "nominal"
        if act and self.governed(phrase.start - 1):
            return phrase._replace(end=ends[-1])  # 推进9个乡村振兴片区|建设
        # 困难群众|参加居民医保: the verb parts the two, else the last is the head.
        parted = (end for end in ends if roles[end] != "in")
        return phrase._replace(end=next(parted, ends[-1]))

    def _ends_of_heads(self, phrase: Phrase, code: str) -> Iterator[int]:
        """Where a phrase may end: behind nouns that a unit counts, and brackets behind them."""
        words, roles = self._text.words, self._text.roles
        i = phrase.start
        while i < phrase.end:
            end = i + 1
            head = roles[i] == "in" and self._text.lexicon.heads.rule_of(code, words[i])
            if end < phrase.end and roles[end] == "open":
                closing = closing_of(self._text.roles, end, phrase.end)
                end = phrase.end if closing is None else closing + 1
            joined = roles[end] == "link" and self._tags[end] != "DE"
            if head and (end == phrase.end or not joined):
                yield end
            i = end
