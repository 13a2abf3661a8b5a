"""Words that stand for what was told before: 前者, 后者, 两者, 这一数字."""

from __future__ import annotations

from itertools import chain

from extractor.subjects.coordination import Coordination
from extractor.subjects.discourse import Discourse
from extractor.subjects.model import Found, Part, Subject, TaggedText
from extractor.subjects.shares import Shares
from extractor.subjects.topics import Topics

TOLD = frozenset({"FORMER", "LATTER", "BOTH"})
_SEVERAL = frozenset({"FORMERS", "LATTERS"})
# Members of a list that 前者 and 后者 tell apart, at most.
_MOST_MEMBERS = 5

_TWO = 2


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
        self._shares = Shares(text)

    def resolve(self, found: Found, bounds: tuple[int, int], discourse: Discourse) -> Found:
        """A subject with what a pronoun in it stands for.

        前者增速, 后者: a member of the list before; 这一数字: what was told last.
        """
        words, tags = self._text.words, self._text.tags
        for number, part in enumerate(found.subject):
            first, alone = part.start, part.start + 1 == part.end
            told: Subject = ()
            if (
                alone
                and words[first] in self._text.lexicon.lists.pointing
                and tags[first - 1] == "THIS"
            ):
                told = discourse.said or discourse.previous
            elif tags[first] in TOLD:
                told = self._member(tags[first], bounds, discourse)
            if told:
                rest = () if alone else (Part(first + 1, part.end),)
                behind = found.subject[number + 1 :]
                return found._replace(subject=(*told, *rest, *behind), completion="told")
        return found

    def deal(self, found: Found, count: int, discourse: Discourse) -> list[Subject]:
        """What each of `count` numbers is about whose subject stands for the first or last ones.

        前两者分别增长5%和3%, 后两者的失业率: members of the list before.
        """
        pair = discourse.pair if found.completion == "told" else []
        if len(pair) == count > 1 and found.subject == tuple(chain(*pair)):
            return [*pair]  # 两者分别增长5%和3%
        tags = self._text.tags
        for number, part in enumerate(found.subject):
            if tags[part.start] not in _SEVERAL:
                continue
            told = discourse.pair or self._listed(discourse, count) or discourse.measured
            members = told[:count] if tags[part.start] == "FORMERS" else told[-count:]
            if len(told) > count and not discourse.pair:
                discourse.pair = [*told]  # 前两者分别增长5%和3%，后者下降2%: the last of three
            if count == 1 or len(members) < count:
                return [discourse.whole] * count if discourse.whole else []
            rest = (Part(part.start + 1, part.end),) if part.start + 1 < part.end else ()
            before, behind = found.subject[:number], found.subject[number + 1 :]
            return [(*before, *member, *rest, *behind) for member in members]
        return []

    def _member(self, which: str, bounds: tuple[int, int], discourse: Discourse) -> Subject:
        """What 前者 (FORMER), 后者 (LATTER) or 两者 (BOTH) stands for; nothing if none is found."""
        if which == "BOTH" and discourse.listed == _TWO and not discourse.pair:
            two = discourse.measured[-_TWO:]
            if len({*two}) == _TWO:
                discourse.pair = two  # 劳工9人和雇主2人，两者各增加6%和4%
                return (*two[0], *two[1])
        members = discourse.pair or self._listed(discourse, 1) or self._members(bounds)
        members = members or discourse.measured[-2:]
        apart = discourse.listed == 1 and not discourse.pair
        if which == "BOTH" and apart and len({*discourse.measured[-2:]}) > 1:
            first, last = discourse.measured[-2:]
            if discourse.whole == last:
                return (*first, *last)  # 常住人口城镇化率67%，户籍人口城镇化率48%，两者差距
        if which == "BOTH" or not members:
            return discourse.whole or self._topics.before(bounds[1], bounds[0])
        discourse.pair = members  # 前者 is told of again before 后者
        return members[0 if which == "FORMER" else -1]

    def _listed(self, discourse: Discourse, count: int) -> list[Subject]:
        """The members of the list that was told of as a whole, more than `count` of them.

        甲、乙、丙三业增加值占七成，前两者分别增长3%、2%.
        """
        parallel = discourse.measured[-2:]
        if len(parallel) > 1 and all(self._shares.found_in(each) for each in parallel):
            return []  # 住房占二成，餐饮及旅馆占一成，后者: the last of these two
        for part in self._before_share(discourse.whole):
            for total in range(count + 1, _MOST_MEMBERS + 1):
                members, _ = self._coordination.deal(self._text, part, total)
                if members:
                    discourse.pair = members
                    return members
        return []

    def _before_share(self, subject: Subject) -> Subject:
        """A subject up to the verb of a share in it."""
        share = self._shares.found_in(subject)
        if share is None:
            return subject
        number, verb = share
        return (*subject[:number], subject[number]._replace(end=verb))

    def _members(self, bounds: tuple[int, int]) -> list[Subject]:
        """The two things that an earlier clause of the sentence names together."""
        topic = self._topics.before(bounds[1], bounds[0], counted=False)
        return self._coordination.deal(self._text, topic[0], 2)[0] if topic else []
