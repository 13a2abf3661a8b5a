"""A noun phrase that grows to the right, behind a number or from the start of a clause."""

from __future__ import annotations

from extractor.subjects.bounds import MOVES
from extractor.subjects.brackets import closing_of, trimmed
from extractor.subjects.model import Phrase, TaggedText
from extractor.subjects.phrase_left import LONGEST_PHRASE
from extractor.subjects.roles import DOING, VERBAL
from extractor.subjects.verbs import PREDICATES, VERBS, VerbsInNouns

# Tokens of a relative clause before its noun, at most.
_LONGEST_CLAUSE = 14


class RightGrowth:
    """Grows noun phrases to the right in one text.

    Args:
        text: The tokens, their roles settled; see `roles`.
        verbs: Tells the verbs that are part of a noun from others.
    """

    def __init__(self, text: TaggedText, verbs: VerbsInNouns) -> None:
        self._text = text
        self._tags = text.tags
        self._roles = text.roles
        self._verbs = verbs

    def grow(
        self, start: int, high: int, *, governed: bool = False, ended_by: str | None = None
    ) -> Phrase:
        """The phrase that starts at a token; see `PhraseGrower.right`."""
        end = i = start
        high = min(high, start + LONGEST_PHRASE)
        while i < high:
            reach = self._reach_right(i, start, high, end, governed=governed, ended_by=ended_by)
            if reach is None:
                break
            if self._roles[i] != "link":
                end = reach
            i = reach
        while end > start and self._tags[end - 1] == "f":
            # 642所幼儿园中: a word of place is no part of the name.
            end -= 1
        return Phrase(*trimmed(self._text, start, end))

    def relative(self, start: int, high: int) -> Phrase:
        """The noun behind a relative clause that starts at token `start` (…的企业)."""
        for i in range(start, min(high, start + _LONGEST_CLAUSE)):
            if self._tags[i] == "DE":
                return self.grow(i + 1, high)
            if self._tags[i] in ("LIST", "OPEN", "CLOSE"):
                break
        return Phrase(start, start)

    def _reach_right(
        self, token: int, start: int, high: int, end: int, *, governed: bool, ended_by: str | None
    ) -> int | None:
        """Up to where a phrase goes on that takes in a token at its right; None if it does not."""
        role, reach = self._roles[token], None
        before_to = token > start and self._tags[token + 1 : token + 2] == ["TO"]
        if before_to and self._text.tokens.tags[token] in VERBAL:
            # 5亿元资金分配到项目: the verb of the clause.
            return None
        if role == "in" or self._names(role, token, start, end):
            reach = token + 1
        elif role in VERBS:
            ends = role == ended_by and (role == "verb" or (end > start and token + 1 < high))
            if role == "verb" and ended_by == "nominal":
                # 为5万户家庭调降利率, but 为5万名独居老人安装手环.
                ends = end > start and not self._verbs.any_between(token + 2, high)
            if not ends:
                governed = governed and end > start
                reach = self._verbs.reach_in_noun(token, high, governed=governed)
        elif role == "link":
            reach = token + 1 if self._joins(token, start) else None
        elif role == "open":
            closing = closing_of(self._roles, token, high) if end == token > start else None
            reach = None if closing is None else closing + 1
        elif end == token > start:
            reach = self._reach_over_predicate(token, high)
        elif token == start and self._tags[token] in DOING and token + 1 < high:
            reach = self._reach_over_acts(token, high)
        return reach

    def _names(self, role: str, token: int, start: int, end: int) -> bool:
        """Whether a token that is no noun belongs to the one that goes on around it."""
        if role == "mean":
            return end == token and self._is_average(token)
        if role == "aspect":  # 省级质量基础设施
            return token > start and self._roles[token + 1 : token + 2] == ["in"]
        return role == "wide" and token == start

    def _is_average(self, token: int) -> bool:
        """Whether a word of average belongs to a noun: 平均工资, but 7万名对象|稳定脱贫."""
        if self._tags[token - 1] == "PER" or token + 1 >= len(self._tags):
            return True
        return self._tags[token + 1] not in PREDICATES and self._roles[token + 1] != "verb"

    def _reach_over_acts(self, token: int, high: int) -> int | None:
        """Up to where a phrase goes on over verbs of doing that it begins with.

        Right behind the number they are nouns: 13个新建殡仪馆, 6家组织获得, 12所新建、改扩建学校.
        """
        while self._tags[token + 1] == "LIST" and self._tags[token + 2 : token + 3] == ["ACT"]:
            token += 2
        named = self._roles[token + 1] == "in" or self._tags[token + 1] in PREDICATES
        return token + 1 if named and token < high else None

    def _reach_over_predicate(self, token: int, high: int) -> int | None:
        """Up to where a phrase goes on over a verb of change or of level that is part of it."""
        if self._tags[token : token + 3] == ["LEVEL", "X", "DE"]:
            return token + 1  # 650幢楼龄达30年以上的楼宇
        if self._tags[token] not in MOVES:
            return None
        # 5项环境提升举措: the verb of change is part of a name.
        noun = self.grow(token + 1, high).end
        programme = noun > token + 1 and self._tags[noun - 1] in ("PROGRAMME", "GENERIC")
        ends = noun == high or self._tags[noun] in ("AND", "LIST")
        return token + 1 if programme and ends else None

    def _joins(self, link: int, start: int) -> bool:
        """Whether a phrase that starts at `start` goes on behind a link."""
        tag = self._tags[link]
        if tag == "ETC":
            # A、B等企业 is one phrase, but 3届大会等活动 counts what stands before 等.
            return "LIST" in self._tags[start:link]
        return link > start or tag in ("DE", "KINDS")
