"""What is said of the things that a number counts, or of a part of them, goes with their name.

九成的村卫生室|纳入一体化管理; 5家企业|入选省级名单; 新增贷款的七成|投向制造业.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from extractor.subjects.bounds import CLAUSE_MARKS
from extractor.subjects.brackets import closing_of
from extractor.subjects.frames import Frame
from extractor.subjects.model import Phrase, TaggedText
from extractor.subjects.phrase import PhraseGrower

if TYPE_CHECKING:
    from extractor.quantities import Quantity

LONGEST_PREDICATE = 10
"""Tokens of what is said of the things counted, or of some of them, at most."""
VERBS_OF_CLAUSE = frozenset({"ACT", "CAUSE", "VN", "v", "vn", "DONE", "NEW", "RISE", "FALL", "ADV"})
"""Tags of words that may open what is said of the things counted."""
_VERBS_OF_SOME = VERBS_OF_CLAUSE | {"LEVEL", "COMPARE", "BASIS"}
_VERBS_OF_PEOPLE = VERBS_OF_CLAUSE | {"PREP"}
_VERBS_OF_PART = VERBS_OF_CLAUSE | {"PREP", "FROM", "MEAN", "MANNER", "T"}
PERSON = "{person}"
PEOPLE = (PERSON, "{人次}")
"""Codes of the units that name whom they count."""
# Tokens before a number among which the same noun may have been counted, at most.
_COUNTED_REACH = 60
_STATES = frozenset({"LEVEL", "COMPARE"})
_APART = frozenset({"COMMA", "LIST", "HAVE"})
_OPENS = CLAUSE_MARKS | {"T", "PLACE", "ADV", "HAVE", "CAUSE", "PIVOT"}


class Predicates:
    """Finds what is said of the things that the numbers of one text count.

    Args:
        text: The tokens.
        quantities: The quantity at each token that is one.
        frames: The frame of each quantity.
        grower: Grows phrases over the tokens.
    """

    def __init__(
        self,
        text: TaggedText,
        quantities: Mapping[int, Quantity],
        frames: Mapping[int, Frame],
        grower: PhraseGrower,
    ) -> None:
        self._text = text
        self._tags = text.tags
        self._quantities = quantities
        self._frames = frames
        self._grower = grower
        self._prepositional = text.lexicon.lists.prepositional

    def of_part(self, run: list[int], left: Phrase, high: int) -> Phrase:
        """What is said of a part of the noun before it: 新增贷款的七成投向制造业.

        Args:
            run: The tokens of the numbers.
            left: The noun before them.
            high: The token behind the last that may be theirs.
        """
        start = run[-1] + 1
        parted = self._quantities[run[-1]].form in ("percent", "fraction")
        of = not left.empty and self._tags[run[0] - 1] == "DE" and left.end == run[0] - 1
        of = of or (left.end - left.start > 1 and self._tags[left.end - 1] == "f")
        is_something = self._tags[start] == "LEVEL" and left.end == run[0] and start + 1 < high
        # 获批者四成为三十岁以下, but 以填报率九成为目标
        aimed = self._tags[left.start - 1] == "PREP"
        of = of or (is_something and not left.empty and not aimed)
        verbs = VERBS_OF_CLAUSE | {"PREP", "FROM", "DONE", "LEVEL"}
        told = start < high and self._tags[start] in verbs
        short = high - start <= LONGEST_PREDICATE and high not in self._frames
        given = parted and of and told and short and len(run) == 1
        return Phrase(start, high) if given else Phrase(start, start)

    def of_some(self, run: list[int], high: int) -> Phrase:
        """What is said of some of those told of before: 成果156项，其中11项|在全国推广.

        Args:
            run: The tokens of the numbers.
            high: The token behind the last that may be theirs.
        """
        start = self._behind_adverbs(run[-1] + 1, high)  # 其中3185个已|建成
        parted = len(run) == 1 and run[0] and self._tags[run[0] - 1] == "PART"
        told = start < high and self._tags[start] in _VERBS_OF_PART
        # 其中12项已转为正式合同, but 其中三成为女性
        becomes = start < high and self._tags[start] == "LEVEL"
        told = told or (becomes and self._text.words[start] not in self._prepositional)
        short = high - start <= LONGEST_PREDICATE and high not in self._frames
        return Phrase(start, high) if parted and told and short else Phrase(start, start)

    def of_located(self, run: list[int], high: int, located: str) -> Phrase:
        """What is said of some of those that a phrase of place counted: 31座水库中，29座|水质达标.

        Args:
            run: The tokens of the numbers.
            high: The token behind the last that may be theirs.
            located: The last word of what was counted so.
        """
        start, nothing = run[-1] + 1, Phrase(run[-1] + 1, run[-1] + 1)
        code, words = self._quantities[run[-1]].code, self._text.words
        counts = self._quantities[run[-1]].dimension == "count" and len(run) == 1
        apart = run[0] and self._tags[run[0] - 1] in _APART and counts
        if not apart or high in self._frames or not start < high <= start + LONGEST_PREDICATE:
            return nothing
        rule_of = self._text.lexicon.heads.rule_of
        # 26个行业中，17个行业|增长, but 14个市中，有9家企业
        start += located.endswith(words[start])
        named = any(rule_of(code, words[i]) for i in range(start, high))
        said = any(tag in _VERBS_OF_SOME for tag in self._tags[start:high])
        return nothing if named or not said else Phrase(start, high)

    def with_what_part_does(self, phrase: Phrase, high: int) -> Phrase:
        """A phrase with what is said of a part of the things: 九成的村卫生室纳入一体化管理.

        Args:
            phrase: The noun behind the number.
            high: The token behind the last that may belong to it.
        """
        following = high not in self._frames
        verbs = VERBS_OF_CLAUSE | {"PREP", "FROM", "LEVEL", "MEAN", "MANNER"}
        told = following and phrase.end < high and self._tags[phrase.end] in verbs
        if phrase.empty or not told or high - phrase.end > LONGEST_PREDICATE:
            return phrase
        return phrase._replace(end=high)

    def with_what_it_does(self, phrase: Phrase, run: list[int], high: int) -> Phrase:
        """A noun too common to tell anything with what is said of it: 186家企业|完成技术改造.

        Args:
            phrase: The noun behind the numbers.
            run: The tokens of the numbers.
            high: The token behind the last that may belong to it.
        """
        if high in self._frames or high - phrase.end > LONGEST_PREDICATE:
            return phrase
        before = self._tags[run[0] - 1] if run[0] else "END"
        common = phrase.end - phrase.start == 1 and self._tags[phrase.start] == "GENERIC"
        told = phrase.end < high and self._tags[phrase.end] in VERBS_OF_CLAUSE
        told = told and before in _OPENS and common
        told = told or self._is_of_some(phrase, run[0], high)
        return phrase._replace(end=high) if told else phrase

    def what_people_do(self, phrase: Phrase, run: list[int], high: int) -> Phrase:
        """What people do whom their unit alone names: 有9万人|享受城市最低生活保障.

        Args:
            phrase: The noun behind the numbers, as far as it is one.
            run: The tokens of the numbers.
            high: The token behind the last that may belong to it.
        """
        code, start = self._quantities[run[-1]].code, run[-1] + 1
        heads, words = self._text.lexicon.heads, self._text.words
        named = not phrase.empty and heads.rule_of(PERSON, words[phrase.end - 1]) is not None
        high -= self._tags[high - 1] == "LIST"  # 9人遇难、|8人受伤
        if code not in PEOPLE or named or high in self._frames:
            return phrase
        start = self._behind_adverbs(start, high)
        does = start < high and self._tags[start] in _VERBS_OF_PEOPLE
        # 6万人次|在线观看
        does = does or (start < phrase.end < high and self._tags[phrase.end] in _VERBS_OF_PEOPLE)
        if not does or high - start > LONGEST_PREDICATE or "DE" in self._tags[start:high]:
            return phrase
        return Phrase(start, high, phrase.verb)

    def _behind_adverbs(self, start: int, high: int) -> int:
        """The first token from `start` on that is no adverb."""
        while start < high and self._tags[start] == "ADV":
            start += 1
        return start

    def _is_of_some(self, phrase: Phrase, number: int, high: int) -> bool:
        """Whether a clause says what some of the things do that a number counts.

        有27条河流|发生洪水, 其中5条河流|超保证水位, 5个县|增速快于全市: the others don't.
        """
        noun = phrase.start + 1
        if self._text.roles[noun : noun + 1] == ["open"]:
            noun = (closing_of(self._text.roles, noun, phrase.end) or noun) + 1
        measured = noun < phrase.end or self._tags[noun] not in _VERBS_OF_SOME
        measure = self._grower.right(noun, high) if measured else Phrase(noun, noun)
        verb = measure.end
        if verb >= high or (measured and not self._measures(measure)):
            return False
        before = self._tags[number - 1] if number else "END"
        some = before in ("HAVE", "PART") or self._is_counted_before(phrase.start, number)
        # 8个城市空气质量达到国家二级标准
        stated = measured and self._tags[verb] in _STATES and "ADV" not in self._tags[noun:high]
        told = measured or high - verb > 1  # 有9万车次|使用: that tells nothing
        return (some or stated) and told and self._tags[verb] in _VERBS_OF_SOME

    def _measures(self, phrase: Phrase) -> bool:
        word = self._text.words[phrase.end - 1]
        return not phrase.empty and self._text.lexicon.measure(word) is not None

    def _is_counted_before(self, noun: int, number: int) -> bool:
        """Whether the sentence counts the noun behind a number not far before it too."""
        for i in range(number - 1, max(number - _COUNTED_REACH, -1), -1):
            if self._tags[i] == "END":
                break
            if self._tags[i] == "Q" and self._text.words[i + 1].startswith(self._text.words[noun]):
                return True
        return False

    def with_name(self, phrase: Phrase, high: int) -> Phrase:
        """A phrase with what the counted things were named: 5家企业入选省级名单.

        Args:
            phrase: The noun behind the number.
            high: The token behind the last that may belong to it.
        """
        verb = phrase.end
        if (
            phrase.empty
            or verb >= high
            or self._text.words[verb] not in self._text.lexicon.lists.naming
        ):
            return phrase
        name = self._grower.right(verb + 1, high)
        following = self._frames.get(high)
        counted = following is not None and following.start <= name.end
        if name.empty or counted:
            return phrase
        if name.end == high or self._tags[name.end] in CLAUSE_MARKS:
            return phrase._replace(end=name.end)
        if following is not None or high - verb > LONGEST_PREDICATE:
            return phrase
        # 入选“名家”计划, 获国家部委肯定或推广; but 获批上市、数量居前列 goes on with another.
        listed = "LIST" in self._tags[verb:high]
        return phrase._replace(end=self._tags.index("LIST", verb) if listed else high)
