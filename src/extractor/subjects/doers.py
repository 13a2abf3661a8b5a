"""Who did what a number measures, where they stand apart from it.

211个项目|完成投资80亿元; 市、县图书馆|分别接待读者8万人次、12万人次.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from extractor.subjects.clauses import Clauses
from extractor.subjects.discourse import Discourse
from extractor.subjects.edges import HOW
from extractor.subjects.model import Found, Part, Phrase, Subject, TaggedText
from extractor.subjects.phrase import PhraseGrower
from extractor.subjects.shares import Shares

if TYPE_CHECKING:
    from extractor.quantities import Quantity

_NAMING = frozenset({"in", "verb", "nominal", "mean"})


class Doers:
    """Finds the doers of what the numbers of one text measure.

    Args:
        text: The tokens.
        quantities: The quantity at each token that is one.
        grower: Grows phrases over the tokens.
        clauses: Says what the clauses around tell.
    """

    def __init__(
        self,
        text: TaggedText,
        quantities: Mapping[int, Quantity],
        grower: PhraseGrower,
        clauses: Clauses,
    ) -> None:
        self._text = text
        self._tags = text.tags
        self._quantities = quantities
        self._grower = grower
        self._arguments = clauses.arguments
        self._shares = Shares(text)
        self._directing = text.lexicon.lists.directing

    def of(self, found: Found, low: int) -> Subject:
        """Who did what a number tells: 剧团|共演出9场, 乡村旅游点|接待游客9万人次.

        Args:
            found: What the number is about.
            low: First token of the clause.
        """
        part = found.subject[0] if found.subject else Part(0, 0)
        tags, words = self._tags, self._text.words
        if found.verb is not None:
            # 博物馆|推出展览9个: the noun may be a verb too.
            inside = part.start == found.verb > low and tags[part.start - 1] == "ACT"
            return self._arguments.actor(found.verb - inside, low)
        if act := self._act_inside(part):
            return (part._replace(end=act),)
        last = part.end - 1
        bodies = last > part.start and words[last - 1].endswith(self._text.lexicon.heads.holding)
        return (part._replace(end=last),) if bodies and tags[last] == "VN" else ()

    def _act_inside(self, part: Part) -> int:
        """The verb within what a number is about, behind who does it; 0 where there is none."""
        tags = self._tags
        for i in range(part.start + 1, part.end):
            governs = self._text.roles[i + 1 : i + 2] == ["in"] and i + 1 < part.end
            # 乡村旅游|接待游客, but 某县|接待游客: of the place that tells
            governs = governs and tags[i + 1] != "SHARE"
            served = tags[i] == "VN" and governs and tags[i - 1] not in ("ns", "SUFFIX")
            if tags[i] == "ACT" or served:
                return i
        return 0

    def measured_here(self, behind: Phrase, left: Phrase, edge: int, low: int) -> Found | None:
        """The noun behind the number before, with what is measured of it here.

        23家景区累计入园86万人次, 12家企业净利润30亿元.

        Args:
            behind: The noun behind the number before.
            left: The noun before the number at hand.
            edge: The token behind what may be that noun; see `edges`.
            low: First token of the clause.
        """
        start, end = (left.start, left.end) if not left.empty else (edge - 1, edge)
        if behind.empty or behind.end != low or start < low or left.verb is not None:
            return None
        gap = self._tags[low:start]
        if any(tag not in HOW for tag in gap) or self._text.roles[start] not in _NAMING:
            return None
        return Found((Part(behind.start, behind.end), Part(start, end)), "noun shared")

    def counted_before(self, found: Found, left: Phrase, behind: Phrase, low: int) -> Found:
        """The subject with what was counted before and did it: 211个项目完成投资80亿元.

        Args:
            found: What the number is about.
            left: The noun before it.
            behind: The noun behind the number before.
            low: First token of the clause.
        """
        if behind.empty or behind.end != low:
            return found
        if found.completion == "actor":
            return found._replace(subject=(Part(behind.start, behind.end), *found.subject))
        verb = left.start - 1
        plain = found.completion is None and left.verb == verb
        if not plain or any(tag not in HOW for tag in self._tags[low:verb]):
            return found
        # 23家景区共接待游客86万人次; but 12家企业实现产值9亿元: the verb says nothing.
        first = left.start if self._is_silent(verb, left) else verb
        return found._replace(subject=(Part(behind.start, behind.end), Part(first, left.end)))

    def contributing(
        self, found: Found, left: Phrase, number: int, low: int, discourse: Discourse
    ) -> Found:
        """出口拉动全省外贸增长5个百分点: by how much of it something else grew is its own.

        Args:
            found: What the number is about.
            left: The noun before it.
            number: The number.
            low: First token of the clause.
            discourse: What has been said.
        """
        verb = left.verb
        if verb is None and self._tags[max(left.start - 1, 0)] == "PLACE" and left.start - 2 >= low:
            verb = left.start - 2  # 拉动全省外贸增长
        contributes = verb is not None and self._text.words[verb] in (
            self._text.lexicon.lists.contributing
        )
        if self._quantities[number].form != "points":
            return found
        influences = self._text.words[left.start] in self._text.lexicon.lists.influencing
        if influences and left.start == low and discourse.measured:
            # 食品价格上涨2%，|影响CPI上涨3个百分点
            whose = self._shares.before(discourse.last(1)[0])
            return found._replace(subject=(*whose, *found.subject), completion="influence")
        if verb is None or not contributes:
            return found
        actor = self._arguments.actor(verb, low) if verb > low else ()
        told = discourse.last(1)
        named = actor or (self._shares.before(told[0]) if told else ())
        end = left.end + (self._tags[left.end] in self._text.lexicon.changes.tags)
        return found._replace(subject=(*named, Part(verb, end)), completion="contribution")

    def dealt_out_to(self, found: Found, left: Phrase, run: list[int], low: int) -> Found:
        """The subject with who did it, where what was done is dealt out to doers.

        市、县图书馆分别接待读者8万人次、12万人次.

        Args:
            found: What the run is about.
            left: The noun before it.
            run: The tokens of the numbers.
            low: First token of the clause.
        """
        start = left.start if found.verb is None else found.verb
        named = found.verb is None or found.verb == left.start - 1
        dealt = start > low and self._tags[start - 1] == "DEAL" and self._tags[start] != "SHARE"
        if len(run) == 1 or not dealt or not named:
            return found
        doers = self._grower.left(start - 1, low)
        if doers.empty:
            return found
        directed = doers.start > low and self._text.words[doers.start - 1] in self._directing
        first = doers.start - directed
        done = left.start if self._is_silent(start, left) else start
        return found._replace(subject=(Part(first, doers.end), Part(done, left.end)))

    def _is_silent(self, verb: int, measure: Phrase) -> bool:
        """Whether a verb adds nothing to the measure behind it: 实现产值9亿元."""
        last = self._text.words[measure.end - 1]
        return self._tags[verb] == "DONE" and self._text.lexicon.measure(last) is not None
