"""The noun behind a run of numbers: whether they count it, and where it ends.

57家影院|票房3亿元: it ends where the noun of the next number begins.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from extractor.subjects.counted import CountedNouns
from extractor.subjects.frames import Frame
from extractor.subjects.model import Phrase, TaggedText
from extractor.subjects.phrase import PhraseGrower
from extractor.subjects.phrase_left import LONGEST_PHRASE
from extractor.subjects.predicates import Predicates

if TYPE_CHECKING:
    from extractor.quantities import Quantity

# Tokens behind a number among which a rank among what it counts is looked for.
_RANK_REACH = 8
# Words of an act that may stand between a name and 等: 机场|改扩建|等8个项目.
_LONGEST_ACT = 2
_MEASURE_PARTS = frozenset({"MEAN", "BARE", "vn", "VN", "v", "b", "a", "eng", "x"})


class NounsBehind:
    """Finds the nouns behind the numbers of one text.

    Args:
        text: The tokens.
        quantities: The quantity at each token that is one.
        frames: The frame of each quantity.
        grower: Grows phrases over the tokens.
        counted: Says what numbers count.
        predicates: Says what is done by the things that they count.
    """

    def __init__(
        self,
        text: TaggedText,
        quantities: Mapping[int, Quantity],
        frames: Mapping[int, Frame],
        grower: PhraseGrower,
        counted: CountedNouns,
        predicates: Predicates,
    ) -> None:
        self._text = text
        self._tags = text.tags
        self._quantities = quantities
        self._frames = frames
        self._grower = grower
        self._counted = counted
        self._predicates = predicates

    def of(self, run: list[int], high: int, left: Phrase) -> Phrase:
        """The noun behind a run, where the unit of its last number can measure it out.

        Args:
            run: The tokens of the numbers.
            high: The token behind the last that may be theirs.
            left: The noun before them; it may be empty.
        """
        start = run[-1] + 1
        if start >= high or not self._may_count(run, left, self._tags[start]):
            return Phrase(start, start)
        phrase = self._grower.right(
            start,
            high,
            governed=self._counted.governed(run[0]),
            ended_by="nominal" if self.is_oblique(run, left) else None,
        )
        phrase = self._described(phrase, start, high)
        phrase = self._without_next(phrase, high)
        code = self._quantities[run[-1]].code
        phrase = self._counted.bounded(self._in_list(phrase, high), high, code)
        named = left.end == run[0] and left.end - left.start == 1 and self._tags[left.start] == "ns"
        alone = left.empty or named or self._tags[run[0] - 1] == "DE"  # 监测的80家企业销售额
        phrase = self._before_next(phrase, high, alone=alone)
        phrase = self._predicates.with_name(self._paid_for(phrase, run), high)
        if left.empty and self._quantities[run[-1]].form in ("percent", "fraction"):
            phrase = self._predicates.with_what_part_does(phrase, high)
        counts = self._quantities[run[-1]].dimension == "count"
        if left.empty and counts and not phrase.empty:
            phrase = self._predicates.with_what_it_does(phrase, run, high)
        if left.empty and counts:
            phrase = self._predicates.what_people_do(phrase, run, high)
        if phrase.empty and left.empty and counts:
            relative = self._grower.relative(start, high)
            return relative if not relative.empty else self._counted.at_end(run, high)
        return phrase

    def is_oblique(self, run: list[int], left: Phrase) -> bool:
        """Whether what a run counts is the object of a preposition: 为5万名老人安装手环."""
        if run[0] and self._tags[run[0] - 1] == "PREP":
            return True
        # Nothing stands before a verb of level: 为 is a preposition there.
        return left.empty and self._frames[run[0]].rule == "predicate"

    def ranks_among(self, run: list[int], end: int) -> bool:
        """Whether a rank behind what a run counts is one among them: 列全市9个县第4位.

        Args:
            run: The tokens of the numbers.
            end: The token behind what they count.
        """
        ranked = self._quantities.get(end)
        ranks = ranked is not None and ranked.form == "rank"
        return ranks and self._quantities[run[0]].form != "rank"

    def _may_count(self, run: list[int], left: Phrase, following: str) -> bool:
        """Whether what follows a run may be what it counts."""
        frame, quantity = self._frames[run[0]], self._quantities[run[-1]]
        if frame.name == "rank" and self._is_ranked_behind(run):
            return True
        if frame.name == "compare" and quantity.dimension == "count":
            # 比上届多出2个大项: what there is more of stands behind.
            return self._text.roles[run[-1] + 1] == "in" and len(run) == 1
        if frame.name in ("compare", "rank") or quantity.form == "rank":
            return False
        if not left.empty and self._tags[run[0] - 1] != "ETC":
            plain = frame.rule == "noun_quantity" and following != "DE"
            # 新区新增3家企业
            new = self._tags[run[0] - 1] == "NEW" and self._text.roles[run[-1] + 1] == "in"
            return (plain or new) and quantity.dimension == "count"
        return frame.name != "change" or quantity.form not in ("percent", "points")

    def _is_ranked_behind(self, run: list[int]) -> bool:
        """Whether the next number is a rank among what a run counts."""
        start = run[-1] + 1
        following = next(
            (i for i in range(start, start + _RANK_REACH) if i in self._quantities), start
        )
        return following > start and self.ranks_among(run, following)

    def _described(self, phrase: Phrase, start: int, high: int) -> Phrase:
        """A noun with the relative clause between it and its number: 57宗|获接纳的举报."""
        opens = phrase.end == start + 1 and self._tags[start] == "ACT"
        opens = opens or self._tags[start] == "HAVE"  # 23家有挽救价值的企业
        noun = self._grower.relative(start + 1, high) if opens else phrase
        return phrase if noun.empty or noun is phrase else noun._replace(start=start)

    def _paid_for(self, phrase: Phrase, run: list[int]) -> Phrase:
        """A phrase without what was done with an amount: 筹措9亿元实施惠民工程."""
        money = self._quantities[run[-1]].dimension == "currency"
        act = phrase.end - phrase.start > 1 and self._tags[phrase.start] == "ACT"
        return phrase._replace(start=phrase.start + 1) if money and act else phrase

    def _in_list(self, phrase: Phrase, high: int) -> Phrase:
        """A phrase up to its share or list mark where the next number measures what is behind.

        5个集团、区级覆盖率达80%.
        """
        following = self._frames.get(high)
        if following is None or phrase.empty:
            return phrase
        if "SHARE" in self._tags[phrase.start + 1 : phrase.end]:
            # 29家公司市值占全市的三成: what has the share is told by the next number.
            phrase = phrase._replace(end=self._tags.index("SHARE", phrase.start + 1))
            phrase = phrase._replace(end=self._measured_behind(phrase))  # 14个产业|产值占八成
        elif following.start > phrase.end:
            return phrase
        depth = 0
        for i in range(phrase.end - 1, phrase.start, -1):
            depth += (self._text.roles[i] == "close") - (self._text.roles[i] == "open")
            if self._tags[i] == "LIST" and not depth:
                return phrase._replace(end=i)
        return phrase

    def _without_next(self, phrase: Phrase, high: int) -> Phrase:
        """A phrase without what stands before the next number of the list that it begins.

        8座水库|和城东等3座水厂, 2个国家项目|和教育、住房4个省级项目: examples of what that number
        counts, or those that it counts up.
        """
        if high not in self._quantities:
            return phrase
        named = self._tags[high - 1] == "ETC" and high - 1 - phrase.end <= _LONGEST_ACT
        if not named and phrase.end != high:
            return phrase
        depth = 0
        for i in range(phrase.start, phrase.end):
            depth += (self._text.roles[i] == "open") - (self._text.roles[i] == "close")
            if depth or i == phrase.start or self._tags[i] not in ("AND", "LIST"):
                continue
            if named or (self._tags[i] == "AND" and self._is_counted_at(high, i - 1)):
                return phrase._replace(end=i)
        return phrase

    def _is_counted_at(self, number: int, noun: int) -> bool:
        """Whether what a number counts ends in the same word as a noun before it."""
        last = min(number + 1 + LONGEST_PHRASE, len(self._tags))
        behind = self._grower.right(number + 1, last)
        return not behind.empty and self._text.words[noun] == self._text.words[behind.end - 1]

    def _before_next(self, phrase: Phrase, high: int, *, alone: bool) -> Phrase:
        """A phrase without what the next number measures: 98个助餐点|日均服务老人18万人次."""
        following = self._frames.get(high)
        if following is None or phrase.empty or following.start > phrase.end:
            return phrase
        for i in range(phrase.start + 1, phrase.end):
            averaged = self._text.lexicon.averages(self._text.words[i])
            if (averaged or self._tags[i] == "MEAN") and self._text.roles[i - 1] == "in":
                return Phrase(phrase.start, i, phrase.verb)  # 98个助餐点日均服务老人18万人次
        code, last = self._quantities[high].code, self._text.words[phrase.end - 1]
        if code.endswith(self._text.lexicon.events) or self._text.lexicon.heads.rule_of(code, last):
            # 12个基地接待游客18万人次, 37个安置点安置群众2万人: what they did to so many.
            phrase = self._before_act(phrase)
        measured = self._text.lexicon.measure(self._text.words[phrase.end - 1]) is not None
        if measured and "DE" in self._tags[phrase.start + 1 : phrase.end - 1]:
            # 48个摊位的销售额760万元
            return phrase._replace(end=self._tags.index("DE", phrase.start + 1))
        end = self._measured_behind(phrase) if alone else phrase.end
        return Phrase(phrase.start, end, phrase.verb)

    def _before_act(self, phrase: Phrase) -> Phrase:
        """A phrase without the act on something that it ends with."""
        for i in range(phrase.end - 2, phrase.start, -1):
            if self._tags[i] == "VN" and self._text.roles[i - 1] == "in":
                return phrase._replace(end=i)
        return phrase

    def _measured_behind(self, phrase: Phrase) -> int:
        """Where a noun ends whose measure or act the next number tells: 57家影院票房3亿元."""
        last = phrase.end - 1
        is_measure = self._text.lexicon.measure(self._text.words[last]) is not None
        if last <= phrase.start or not (is_measure or self._text.roles[last] == "verb"):
            return phrase.end
        while last > phrase.start + 1 and self._names_measure(last):
            last -= 1
        return last

    def _names_measure(self, token: int) -> bool:
        """Whether a word of a measure's name needs the one before it: 营业收入, 整治率."""
        before = self._tags[token - 1]
        return self._tags[token] == "SUFFIX" or before in _MEASURE_PARTS
