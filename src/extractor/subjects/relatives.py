"""Where the relative clause of a noun phrase starts: 对服务表示满意的|企业, 在海关备案的|企业.

A phrase that grows to the left stops at the verb or the preposition of its relative clause. Here
is decided whether that clause belongs to the name, and where it begins.
"""

from __future__ import annotations

from extractor.subjects.bounds import CLAUSE_MARKS
from extractor.subjects.model import TaggedText
from extractor.subjects.verbs import VERBS

INSIDE = frozenset({"in", "verb", "nominal", "aspect"})
"""Roles of what goes on inside a noun phrase or a relative clause."""
# Tags of what may stand before a relative clause without belonging to it.
_BEFORE_RELATIVE = frozenset({"PART", "ADV", "PLACE", "T", "a", "d", "COMMA"})
_ADVERBS = frozenset({"ADV", "d", "a"})
# What a relative clause is the object or the subject of.
_PREDICATES = frozenset({"SHARE", "HAVE", "LEVEL"})
_NO_CLAUSE = CLAUSE_MARKS | {"Q", "SHARE", "LEVEL", "THIS", "OPEN"}
_NO_CLAUSE_COUNTED = _NO_CLAUSE | {"ul", "FROM"}


class Relatives:
    """Finds relative clauses in one text.

    Args:
        text: The tokens, their roles settled; see `roles`.
    """

    def __init__(self, text: TaggedText) -> None:
        self._text = text
        self._tags = text.tags
        self._roles = text.roles

    def opening(self, phrase: tuple[int, int], stop: int, low: int, *, told: bool) -> int | None:
        """The first token of the clause that describes a phrase, where all of it is its name.

        订单增加或持平的企业|占七成, 对服务表示满意的|占九成, 因空置而收回的单位|达9个.

        Args:
            phrase: Start and end of the phrase as it has grown.
            stop: Where it stopped growing.
            low: First token of the clause that it stands in.
            told: Whether its predicate follows, so that it is the subject of that clause; where a
                number alone follows, what stands before may be a verb that has it for its object.
        """
        start, end = phrase
        of = self._closing(stop, end)
        if start == end or of is None or self._tags[end - 1] == "AGAINST":
            return None
        told = told or self._tags[end - 1] == "SHARE"
        first = self._first(low, stop, headless=self._tags[of + 1] in _PREDICATES)
        return first if first < stop and self._is_clause(first, of, told=told) else None

    def _closing(self, stop: int, end: int) -> int | None:
        """The 的 behind a relative clause, or the 者 that stands for the noun behind it."""
        closing = self._text.lexicon.lists.closing_clauses
        for i in range(stop, end):
            if self._tags[i] == "DE" or self._text.words[i] in closing:
                return i
        return None

    def _first(self, low: int, stop: int, *, headless: bool) -> int:
        """Where a clause starts behind what stands before it, an adverb only if a noun follows."""
        disposing = self._text.lexicon.lists.disposing
        apart = _BEFORE_RELATIVE | {"c"}
        if headless:
            apart -= _ADVERBS  # 首次访港的占两成四
        while low < stop and (self._tags[low] in apart or self._text.words[low] in disposing):
            low += 1
        return low

    def _is_clause(self, first: int, of: int, *, told: bool) -> bool:
        """Whether what stands between two tokens can be a relative clause, 的 behind it."""
        if not told and self._roles[first] != "in":
            return False
        tags = self._tags
        # 增速超过全省平均水平的|市
        elsewhere = self._text.words[of - 1] in self._text.lexicon.lists.elsewhere
        elsewhere = elsewhere and self._roles[of + 1] == "in"
        before = [
            tags[i]
            for i in range(first, of)
            # 楼龄达50年以上的|楼宇
            if tags[i] != "LEVEL" or not (tags[i + 1 : i + 3] == ["X", "DE"] or elsewhere)
        ]
        disposing = self._text.lexicon.lists.disposing
        if not told and not disposing.isdisjoint(self._text.words[first:of]):
            return False
        without = _NO_CLAUSE if told else _NO_CLAUSE_COUNTED
        if not before or not without.isdisjoint(before) or before[-1] in ("T", "t"):
            return False  # 人口在年中的|临时数字
        # 在全省开发区中的|位次
        return before[0] != "FROM" and (before[0], before[-1]) != ("PREP", "f")

    def towards(self, verb: int, low: int) -> int | None:
        """The preposition of a relative clause that opens with one: 对技术等级有要求的岗位."""
        first = verb - 1
        while first > low and self._roles[first] in INSIDE:
            first -= 1
        named = self._tags[first] == "PREP" and first < verb - 1
        return first if named and self.opens(first, low) else None

    def placed(self, stop: int, end: int, low: int) -> int | None:
        """The verb of a relative clause that tells where: 居住|在城镇的人口."""
        verb = stop - 2
        told = verb >= low and self._roles[verb] in VERBS and "DE" in self._tags[stop:end]
        return verb if told and self.opens(verb, low) else None

    def done_there(self, start: int, end: int, preposition: int, low: int) -> int | None:
        """The preposition of a relative clause that opens with where: 在|海关备案的企业."""
        of = self._tags.index("DE", start, end) if "DE" in self._tags[start:end] else start
        told = of - 1 > start and self._roles[of - 1] in VERBS
        described = "DE" in self._tags[start + 1 : end - 1]  # 经陆路入境的旅客
        return preposition if (told or described) and self.opens(preposition, low) else None

    def opens(self, token: int, low: int) -> bool:
        """Whether a token opens the clause that starts at `low`, but for what may stand before."""
        return token == low or self._tags[token - 1] in _BEFORE_RELATIVE
