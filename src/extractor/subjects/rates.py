"""Third question, for a rate: what there is so much of, and what it is per."""

from __future__ import annotations

from extractor.subjects.clauses import Clauses
from extractor.subjects.discourse import Discourse
from extractor.subjects.model import Found, Part, Phrase, Subject, TaggedText
from extractor.subjects.phrase import PhraseGrower

_PERSON = "{person}"
# Tokens of what something is per, at most.
_LONGEST_RATE = 4
_PAIR = 2
_OF_RATE = frozenset({"PER", "HAVE", "MEAN"})
_AROUND_RATE = frozenset({"LEVEL", "PREP", "FROM", "TO"})


class Rates:
    """Completes the rates of one text.

    Args:
        text: The tokens.
        grower: Grows phrases over them.
        clauses: Says what the clauses around tell.
    """

    def __init__(self, text: TaggedText, grower: PhraseGrower, clauses: Clauses) -> None:
        self._text = text
        self._grower = grower
        self._topics = clauses.topics
        self._arguments = clauses.arguments
        self._superlatives = clauses.superlatives

    def rated(
        self, found: Found, phrase: Phrase, bounds: tuple[int, int], discourse: Discourse
    ) -> Found | None:
        """每百名学生拥有计算机18台: what it is per belongs to it."""
        tags, before = self._text.tags, phrase.start - 1
        while before > bounds[0] and tags[before] in ("DE", "T", "t"):
            before -= 1  # 标准从去年的每人每月143元提高到
        averaged = phrase.end - phrase.start == 1 and (
            self._text.words[phrase.start] in self._text.lexicon.lists.averages
        )
        if (
            (averaged or tags[phrase.start] == "PER")
            and before >= bounds[0]
            and tags[before] in _AROUND_RATE
        ):
            # 公路密度为每百平方公里142公里: what is rated stands before the verb.
            while before > bounds[0] and tags[before - 1] in ("RISE", "FALL", "DEAL"):
                # 标准分别提高到每人每月860元.
                before -= 1
            owner = self._arguments.actor(before, bounds[0]) or self._topics.said(bounds, discourse)
            owner = self._not_per(owner)
            return found._replace(subject=(*owner, *found.subject), completion="rate")
        # 每项: per one of what was told, by its measure word.
        counted = phrase.end - phrase.start == _PAIR and tags[phrase.start] == "PER"
        counted = counted and len(self._text.words[phrase.end - 1]) == 1
        if averaged or counted or all(tag in _OF_RATE for tag in tags[phrase.start : phrase.end]):
            # 5G基站从零起步，每万人拥有15个: what there is so much of was said before.
            # 增长最快的是文化娱乐，人均2480元: of what was just said to have the most.
            most = self._superlatives.identified(bounds[0])[0] if phrase.start == bounds[0] else ()
            owner = self._not_per(most or self._topics.said(bounds, discourse))
            return found._replace(subject=(*owner, *found.subject), completion="rate")
        shared = self._shared_rate(bounds[0], discourse)
        if shared is not None:
            return found._replace(subject=(shared, *found.subject), completion="rate")
        for i in range(bounds[0], phrase.start):
            if tags[i] == "PER":
                return found._replace(subject=self._per(i, phrase), completion="rate")
        return None

    def _not_per(self, owner: Subject) -> Subject:
        """A subject without what it is per, where that is another: 每月820元和每年7200元."""
        rated = len(owner) > 1 and self._text.tags[owner[-1].start] == "PER"
        return owner[:-1] if rated else owner

    def _per(self, per: int, phrase: Phrase) -> Subject:
        """A phrase with what it is per, which a verb may part from it: 每个街道建成中心2处."""
        between = self._text.tags[per : phrase.start]
        if "ACT" not in between or "HAVE" in between:
            return (Part(per, phrase.end),)
        rated = self._grower.right(per, phrase.start, ended_by="verb")
        return (Part(per, rated.end), Part(phrase.start, phrase.end))

    def _shared_rate(self, low: int, discourse: Discourse) -> Part | None:
        """What the members of a list are per, up to its verb: 每百户拥有汽车48辆、空调156台."""
        tags = self._text.tags
        # 每千人口床位7.1张，护士3.48人: no whole one, so per so many too.
        broken = discourse.broken and discourse.code != discourse.unit
        goes_on = broken or tags[low - 1 : low] == ["LIST"]
        if not discourse.measured or not goes_on:
            return None
        rated = discourse.measured[-1][0]
        if tags[rated.start] != "PER":
            return None
        verbs = [i for i in range(rated.start, rated.end) if tags[i] == "HAVE"]
        if verbs:
            return Part(rated.start, verbs[0] + 1)
        # 每千常住人口床位7.8张、护士4.2人, but 每亩节水60立方米、节肥8公斤
        head, words = self._text.lexicon.heads.rule_of, self._text.words
        near = range(rated.start + 1, min(rated.start + _LONGEST_RATE, rated.end))
        who = next((i for i in near if head(_PERSON, words[i])), rated.start)
        return Part(rated.start, who + 1)
