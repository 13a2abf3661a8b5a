"""The arguments of a verb: who does what it says, and what it is done to."""

from __future__ import annotations

from extractor.subjects.bounds import BEFORE_CLAUSE, clause_opening
from extractor.subjects.model import Part, Subject, TaggedText
from extractor.subjects.phrase import PhraseGrower
from extractor.subjects.roles import DOING

ADVERBS = frozenset({"ADV", "MEAN", "BASIS", "DEAL", "T", "PLACE", "d", "ad", "vd"})
"""Tags of words between a noun and its verb that say how, when or where."""
_SUMMED_UP = DOING | {"SHARE", "v", "vn"}
# 自五月一日起, 至六月底
_SINCE = (["FROM", "T"], ["TO", "T"])
_CLOSING = frozenset({"KINDS", "ETC"})
_QUALITIES = frozenset({"a", "ag", "al", "b", "bl", "z"})
_NOT_HEADLESS = frozenset({"Q", "SHARE"})


class Arguments:
    """Finds the arguments of the verbs of one text.

    Args:
        text: The tokens.
        grower: Grows phrases over them.
    """

    def __init__(self, text: TaggedText, grower: PhraseGrower) -> None:
        self._text = text
        self._grower = grower

    def actor(self, verb: int, low: int) -> Subject:
        """The noun phrase before a verb in the same clause.

        Args:
            verb: The verb.
            low: First token of the clause.
        """
        end = verb
        summed_up = self._text.tags[end - 1] == "LEVEL" and self._text.tags[end] in _SUMMED_UP
        if end > low and summed_up:
            end -= 1  # 两者合计占, 风电、光伏合计发电
        if end - 1 > low and self._text.tags[end - 1] == "CAUSE":
            end -= 1  # 城镇新增就业确保完成9万人
        while end > low and self._text.tags[end - 1] in ADVERBS:
            # 最低工资自五月一日起由每小时40元上调: since when stands between.
            end -= 1 + (self._text.tags[end - 2 : end] in _SINCE)
        if end > low and self._text.tags[end - 1] == "DE":
            return self.headless(low, end)
        if end > low and self._text.tags[end - 1] in _CLOSING:
            end -= 1  # 公务用车、公务接待两项依次占; 烟蒂、蜡烛等则占
        if end > low and self._text.roles[end - 1] == "link":
            return ()
        shares = self._text.tags[verb] == "SHARE"  # 加工企业占三成
        said = shares or "DE" in self._text.tags[low:end]
        phrase = self._grower.left(end, low, predicated=said)
        if phrase.empty and self._text.tags[end - 1 : end + 1] == ["ACT", "SHARE"]:
            # 跨省办理占二成: an act has the share.
            done = self._grower.left(end - 1, low)
            phrase = phrase if done.empty or done.verb is not None else done._replace(end=end)
        qualities = all(tag in _QUALITIES for tag in self._text.tags[phrase.start : phrase.end])
        if qualities or phrase.verb is not None:
            return ()
        if phrase.start > low and self._text.tags[phrase.start - 1] == "PREP":
            # 向社会推介项目: the object of a preposition does nothing.
            return ()
        return (Part(phrase.start, phrase.end),)

    def headless(self, low: int, end: int) -> Subject:
        """A relative clause that stands for what it describes: 基金会募集的|占三分之二."""
        start = low
        while start < end and self._text.tags[start] in BEFORE_CLAUSE:
            start += 1
        words = self._text.tags[start : end - 1]
        return (Part(start, end),) if words and not set(words) & _NOT_HEADLESS else ()

    def object_of(self, start: int, end: int) -> Subject:
        """The object of the first verb of doing between two tokens."""
        for i in range(start, end):
            if self._text.tags[i] in DOING:
                phrase = self._grower.right(i + 1, end)
                return () if phrase.empty else (Part(phrase.start, phrase.end),)
        return ()

    def dealt_with(self, low: int, sentence: int) -> Subject:
        """The object of the clause before, where it says what was done: 严惩诈骗，|审结案件."""
        end = low - 1
        start = clause_opening(self._text.tags, end, sentence)
        tags = self._text.tags[start:end]
        if tags[:1] != ["ACT"] or "Q" in tags or start + 1 >= end:
            return ()
        phrase = self._grower.right(start + 1, end)
        return (Part(phrase.start, phrase.end),) if phrase.end == end else ()
