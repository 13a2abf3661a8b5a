"""The noun before a run of numbers: where it starts, and that it names something."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from extractor.subjects.adverbials import WHERE_AND_WHEN, Adverbials
from extractor.subjects.counted import CountedNouns
from extractor.subjects.frames import Frame
from extractor.subjects.model import Phrase, TaggedText
from extractor.subjects.phrase import PhraseGrower
from extractor.subjects.predicates import VERBS_OF_CLAUSE

if TYPE_CHECKING:
    from extractor.quantities import Quantity

_PREDICATES = frozenset({"LEVEL", "RISE", "FALL", "FROM", "TO", "RANK"})
# Tokens between the preposition of a phrase of place and its last noun, at most.
_LONGEST_PLACE = 8
_IN_PLACE = frozenset(
    {"PLACE", "WIDE", "KINDS", "r", "LIST", "AND", "OPEN", "CLOSE", "DEAL", "ADV"}
)
# Tokens between the verb of a share and its object, at most.
_LONGEST_SHARE = 4


class NounsBefore:
    """Finds the nouns before the numbers of one text.

    Args:
        text: The tokens.
        quantities: The quantity at each token that is one.
        frames: The frame of each quantity.
        grower: Grows phrases over the tokens.
        counted: Says what numbers count.
    """

    def __init__(
        self,
        text: TaggedText,
        quantities: Mapping[int, Quantity],
        frames: Mapping[int, Frame],
        grower: PhraseGrower,
        counted: CountedNouns,
    ) -> None:
        self._text = text
        self._tags = text.tags
        self._frames = frames
        self._grower = grower
        self._counted = counted
        self._adverbials = Adverbials(text, quantities, frames, counted)

    def of(self, run: list[int], edge: int, low: int) -> Phrase:
        """The noun before a run; a verb alone is none.

        Args:
            run: The tokens of the numbers.
            edge: The token behind what may be the noun; see `edges`.
            low: First token of the clause.
        """
        predicated = self._frames[run[0]].name == "compare" or any(
            tag in _PREDICATES for tag in self._tags[edge : run[0]]
        )
        while edge - 2 > low and self._tags[edge - 1] == "WIDE" and self._tags[edge - 2] == "PREP":
            # 产值在全国率先突破万亿元: where it stands is said before how.
            edge -= 2
        placing = self._text.lexicon.lists.placing
        if self._tags[edge - 1] == "PREP" and self._text.words[run[-1] + 1] in placing:
            edge -= 1  # 龙浔区以11%领跑
        left = self._grower.left(edge, low, predicated=predicated)
        share = self._opening_share(left, low)
        if share is not None:
            return Phrase(share, left.end)
        while (opening := self._place_opens(left, low)) is not None:
            # 在全省各市中排名第3: a phrase of place stands between.
            edge = opening
            left = self._grower.left(edge, low, predicated=predicated)
        if self._frames[run[0]].name == "rank" and self._tags[left.start - 1] == "PREP":
            # 满意度在全路排第3位: among whom.
            left = self._grower.left(max(left.start - 1, low), low, predicated=predicated)
        left = self._pointed_at(self._unsettled(left), low)
        if self._opens_attribute(left, low):
            left = left._replace(start=low)
        names_nothing = (
            self._adverbials.include(left, edge, low, run)
            or self._is_verbal(left, low, run)
            # 围绕“生活怎么改善”三个需求: the end of what is quoted.
            or self._tags[left.start : left.end].count("QUOTE") % 2
        )
        return Phrase(edge, edge) if names_nothing else left

    def _place_opens(self, phrase: Phrase, low: int) -> int | None:
        """The preposition of a phrase of place that ends as `phrase` does, or None."""
        if phrase.empty or self._tags[phrase.end - 1] != "f":
            return None
        for i in range(phrase.start - 1, max(low, phrase.start - _LONGEST_PLACE) - 1, -1):
            if self._tags[i] == "PREP":
                return i
            if self._tags[i] not in _IN_PLACE and self._text.roles[i] != "in":
                return None
        return None

    def _opening_share(self, left: Phrase, low: int) -> int | None:
        """The verb of a share whose object holds a verb of doing: 占接待总量的一半."""
        if left.empty or self._tags[left.start] == "SHARE":
            return None
        for i in range(left.start - 1, max(low, left.start - _LONGEST_SHARE) - 1, -1):
            if self._tags[i] == "SHARE":
                return i
            passed = self._tags[i] in VERBS_OF_CLAUSE or self._tags[i] in WHERE_AND_WHEN
            if self._text.roles[i] == "stop" and not passed:
                return None
        return None

    def _pointed_at(self, left: Phrase, low: int) -> Phrase:
        """The noun that a word for its figure points back at: 人口在年中的|临时数字."""
        pointing = self._text.lexicon.lists.pointing
        i = left.start - 1
        if left.empty or self._text.words[left.end - 1] not in pointing:
            return left
        alone = left.end - left.start == 1
        if alone and left.start == low:
            return Phrase(left.end, left.end)  # ，临时估计为60亿元: of what was told
        if self._tags[i] != "DE":
            return left
        while i > low and self._tags[i - 1] in ("T", "t", "PREP"):
            i -= 1
        named = self._grower.left(i, low)
        if named.empty and i == low and alone:
            return Phrase(left.end, left.end)  # 1月的|修订估计: of what was told
        return left if named.empty else named

    def _unsettled(self, phrase: Phrase) -> Phrase:
        """A phrase without an act that says only that it was done: 财政支出执行37亿元."""
        settled, last = self._text.lexicon.lists.settled, phrase.end - 1
        if last <= phrase.start or self._text.words[last] not in settled:
            return phrase
        return phrase._replace(end=last - (self._tags[last - 1] == "DE"))

    def _opens_attribute(self, left: Phrase, low: int) -> bool:
        """Whether the verb before a phrase is that of an attribute: 达到标准的卫生院占比."""
        verb = left.start - 1
        attribute = "DE" in self._tags[left.start + 1 : left.end - 1]
        # 是最低的行业的2.9倍: the verb of the clause.
        opens = verb == low and self._tags[left.end] != "DE"
        return opens and attribute and self._tags[verb] == "LEVEL"

    def _is_verbal(self, left: Phrase, low: int, run: list[int]) -> bool:
        """Whether a phrase is verbs that need a noun: 提质升级21个景区."""
        roles = self._text.roles[left.start : left.end]
        if left.empty or roles[-1] not in ("verb", "nominal"):
            return False
        verbs = all(role in ("verb", "nominal", "link") for role in roles)
        return (
            len(roles) == 1
            or (verbs and self._counted.follow(run))
            or self._is_act_on(left, low, run)
        )

    def _is_act_on(self, left: Phrase, low: int, run: list[int]) -> bool:
        """Whether a number stands between a verb and its object: 向下游输送5亿立方米清水."""
        if not self._counted.follow(run):
            return False
        if left.end < run[0]:
            # 灾害造成全省9个市受灾.
            return self._tags[left.end] == "PLACE" and self._text.roles[left.end - 1] == "verb"
        return left.start > low and self._tags[left.start - 1] == "PREP"
