"""Numbers that go on from the one before: what it became, or how many of those do something."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from extractor.subjects.again import Again
from extractor.subjects.model import Found, Part, Phrase, Subject, TaggedText
from extractor.subjects.predicates import LONGEST_PREDICATE

if TYPE_CHECKING:
    from extractor.quantities import Quantity
    from extractor.subjects.discourse import Discourse
    from extractor.subjects.frames import Frame
    from extractor.subjects.phrase import PhraseGrower

_VERBS_AMONG = frozenset(
    {"ACT", "VN", "DONE", "NEW", "RISE", "FALL", "LEVEL", "v", "vn", "ADV", "FROM", "PREP"}
)
# Tokens of what is said of so many without a noun, at most.
_SHORT_PREDICATE = 4
_BEFORE_PART = frozenset({"PART", "ADV", "T", "c", "d"})
_SAID = (_VERBS_AMONG - {"VN", "vn"}) | {"PREP", "FROM", "CAUSE", "HAVE", "RANK"}
_SO = _SAID | {"COMPARE"}


class Former:
    """Finds what such numbers of one text are about.

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
        self._again = Again(text, quantities, frames)

    def of(
        self,
        run: list[int],
        clause: tuple[int, int, int],
        discourse: Discourse,
        located: Phrase,
        run_before: int,
        inside: Subject,
    ) -> tuple[Found, int] | None:
        """What was measured before, and the first free token, where a run goes on from there.

        Args:
            run: The tokens of the numbers.
            clause: First token of their clause, the token behind what may be the noun before
                them, and the token behind the last that may be theirs.
            discourse: What has been said.
            located: What was counted in a phrase of place before (35个行业中), or nothing.
            run_before: First token of the run before.
            inside: What the sentence looks into (新参保人员中，), or nothing.
        """
        low, edge, high = clause
        again = self._again.of(run, (low, edge), discourse, run_before)
        if again is not None:
            return again
        behind = run[-1] + 1
        rest = self._told_of_rest(run, (low, edge, high))
        if rest is not None:
            return Found((rest,), "none", "rest"), rest.end
        if not self._is_among(run, (low, edge, high), discourse, located):
            some = self._told_of_some(run, (low, edge, high)) or self._told_of_others(
                run, (low, high), discourse
            )
            if some is not None:
                owner = discourse.units.get(self._quantities[run[0]].code, ())
                return Found((*owner, some), "none", "part"), high
            part = self._told_of_part(run, (low, edge, high), looked_into=bool(inside))
            if part is None or not (discourse.measured or inside or not located.empty):
                return None
            owner = inside or (discourse.last(1)[0] if located.empty else ())
            owner = owner or (Part(located.start, located.end),)
            return Found((*owner, part), "none", "part"), high
        told = high in self._frames or high - behind > LONGEST_PREDICATE
        predicate = () if told else (Part(behind, high),)
        counted: Subject = (Part(located.start, located.end),)
        if located.empty:
            code = self._quantities[run[-1]].code
            same = discourse.unit == code
            counted = discourse.last(1)[0] if same else discourse.units.get(code, ())
        return Found((*counted, *predicate), "none", "among"), high

    def _told_of_part(
        self, run: list[int], clause: tuple[int, int, int], *, looked_into: bool
    ) -> Part | None:
        """What is said of a share of those told before: 其中九成以上在公办学校就读.

        Of those that the sentence looks into also 受访企业中，七成|预计支出增加.
        """
        low, edge, high = clause
        parted = self._quantities[run[-1]].form in ("percent", "fraction")
        opens = all(tag in _BEFORE_PART or tag == "HAVE" for tag in self._tags[low : run[0]])
        if len(run) > 1 or not parted or not opens or high in self._frames or edge < run[0]:
            return None
        first = start = run[-1] + 1
        while start < high and self._tags[start] in ("ADV", "LEVEL", "d"):
            start += 1
        if start >= high or high - start > LONGEST_PREDICATE:
            return None
        if looked_into and first < start and not _SAID.isdisjoint(self._tags[start:high]):
            return Part(first, high)
        is_something = self._tags[start - 1] == "LEVEL" and self._text.roles[start] == "in"
        return Part(start, high) if is_something or self._tags[start] in _SAID else None

    def _told_of_some(self, run: list[int], clause: tuple[int, int, int]) -> Part | None:
        """What is said of so many, whoever they are: 9人受伤, 其余3处停用."""
        low, _, high = clause
        words, remaining = self._text.words, self._text.lexicon.lists.remaining
        opens = all(
            self._tags[i] in _BEFORE_PART or self._tags[i] == "HAVE" or words[i] in remaining
            for i in range(low, run[0])
        )
        start = run[-1] + 1
        counts = len(run) == 1 and self._quantities[run[0]].dimension == "count"
        if not opens or not counts or high in self._frames:
            return None
        if "PART" in self._tags[low : run[0]] and self._tags[start] == "LEVEL":
            # 其中19个达到强寒潮标准
            return Part(start, high) if start + 1 < high <= start + LONGEST_PREDICATE else None
        if "PART" in self._tags[low : run[0]] and self._tags[start] == "AND":
            # 当中82宗与电动工具有关
            return Part(start, high) if start + 2 < high <= start + LONGEST_PREDICATE else None
        if high - start > _SHORT_PREDICATE:
            return None
        while start < high and self._tags[start] in ("ADV", "t"):
            start += 1
        verbal = start < high and set(self._text.roles[start:high]) <= {"verb", "nominal"}
        return Part(start, high) if verbal else None

    def _told_of_others(
        self, run: list[int], clause: tuple[int, int], discourse: Discourse
    ) -> Part | None:
        """What is said of so many of those just counted: 案例173项，82项|获国家认可."""
        low, high = clause
        start = run[-1] + 1
        opens = low == run[0] == run[-1] and self._tags[low - 1 : low] == ["COMMA"]
        alike = discourse.unit == self._quantities[run[0]].code
        told = self._tags[start : start + 1] == ["ACT"] and high not in self._frames
        short = start < high <= start + LONGEST_PREDICATE
        return Part(start, high) if opens and alike and told and short else None

    def _told_of_rest(self, run: list[int], clause: tuple[int, int, int]) -> Part | None:
        """What the rest is: 其余6亿元为公益设施损失."""
        low, _, high = clause
        before = [i for i in range(low, run[0]) if self._tags[i] not in _BEFORE_PART]
        verb = run[-1] + 1
        told = (
            len(before) == 1 and self._text.words[before[0]] in self._text.lexicon.lists.remaining
        )
        if not told or len(run) > 1 or verb >= high:
            return None
        if self._tags[verb] != "LEVEL":
            # 其余二万个随时可以动工
            said = self._tags[verb] in _SAID or self._tags[verb] in ("ADV", "d")
            whole = high - verb <= LONGEST_PREDICATE and "LIST" not in self._tags[verb:high]
            return Part(verb, high) if said and whole and high not in self._frames else None
        noun = self._grower.right(verb + 1, high)
        return None if noun.empty else Part(noun.start, noun.end)

    def _is_among(
        self, run: list[int], clause: tuple[int, int, int], discourse: Discourse, located: Phrase
    ) -> bool:
        """Whether a number tells how many of those counted before do something: 有3个实现增长.

        Of those counted in a place, also what is so of them: 14个市中有9个|空气质量达标.
        """
        low, edge, high = clause
        behind = slice(run[-1] + 1, run[-1] + 2)
        has = self._tags[edge - 1 : edge] == ["HAVE"] and self._grower.left(edge - 1, low).empty
        # 41个行业中29个实现增长: the verb of having may be left out.
        words = self._text.words
        named_again = words[run[-1] + 1] in words[located.start : located.end]
        has = has or (low == run[0] and not located.empty and not named_again)
        counted = not located.empty or bool(discourse.measured)
        code = self._quantities[run[-1]].code
        # 33家企业完成清缴，约占八成，尚有8家未清缴
        counts = self._quantities[run[-1]].dimension == "count" and located.empty
        same_unit = discourse.unit == code or (counts and code in discourse.units)
        verbs = _VERBS_AMONG | {"d"} if counts else _VERBS_AMONG  # 未清缴
        is_verb = self._text.roles[behind] == ["verb"] or not verbs.isdisjoint(self._tags[behind])
        short = high - run[-1] <= LONGEST_PREDICATE and high not in self._frames
        if not is_verb and short and not located.empty:
            told = self._tags[run[-1] + 2 : high]
            is_verb = "DE" not in told and not _SO.isdisjoint(told)
        return has and counted and same_unit and len(run) == 1 and is_verb
