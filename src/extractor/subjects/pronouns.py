"""Words that stand for what was told before: 前者, 后者, 两者, 这一数字."""

from __future__ import annotations

from extractor.subjects.coordination import Coordination
from extractor.subjects.discourse import Discourse
from extractor.subjects.model import Found, Part, Subject, TaggedText
from extractor.subjects.topics import Topics

TOLD = frozenset({"FORMER", "LATTER", "BOTH"})


class Pronouns:
    """Resolves the pronouns of one text.

    Args:
        text: The tokens.
        topics: Finds the list that a clause without numbers names.
        coordination: Deals that list out.
    """

    def __init__(self, text: TaggedText, topics: Topics, coordination: Coordination) -> None:
        self._text = text
        self._topics = topics
        self._coordination = coordination

    def resolve(self, found: Found, bounds: tuple[int, int], discourse: Discourse) -> Found:
        """A subject with what a pronoun in it stands for.

        前者增速, 后者: a member of the list before; 这一数字: what was told last.
        """
        words, tags = self._text.words, self._text.tags
        for number, part in enumerate(found.subject):
            first, alone = part.start, part.start + 1 == part.end
            told: Subject = ()
            if alone and words[first] in self._text.lexicon.pointing and tags[first - 1] == "THIS":
                told = discourse.said or discourse.previous
            elif tags[first] in TOLD:
                told = self._member(tags[first], bounds, discourse)
            if told:
                rest = () if alone else (Part(first + 1, part.end),)
                behind = found.subject[number + 1 :]
                return found._replace(subject=(*told, *rest, *behind), completion="told")
        return found

    def _member(self, which: str, bounds: tuple[int, int], discourse: Discourse) -> Subject:
        """What 前者 (FORMER), 后者 (LATTER) or 两者 (BOTH) stands for; nothing if none is found."""
        members = discourse.pair or self._members(bounds) or discourse.measured[-2:]
        if which == "BOTH" or not members:
            return discourse.whole or self._topics.before(bounds[1], bounds[0])
        return members[0 if which == "FORMER" else -1]

    def _members(self, bounds: tuple[int, int]) -> list[Subject]:
        """The two things that an earlier clause of the sentence names together."""
        topic = self._topics.before(bounds[1], bounds[0], counted=False)
        return self._coordination.deal(self._text, topic[0], 2)[0] if topic else []
