"""Which verbs are part of a noun, and which govern it: 学位建设项目, but 建设学位."""

from __future__ import annotations

from extractor.subjects.model import TaggedText
from extractor.subjects.roles import DOING

VERBS = frozenset({"verb", "nominal"})
"""Roles of words that may be verbs."""
PREDICATES = frozenset(
    {"ACT", "CAUSE", "ADV", "DONE", "HAVE", "LEVEL", "RISE", "FALL", "NEW", "PREP", "d", "ad"}
)
"""Tags of what opens a predicate."""


class VerbsInNouns:
    """Tells the verbs of one text apart.

    Args:
        text: The tokens, their roles settled; see `roles`.
    """

    def __init__(self, text: TaggedText) -> None:
        self._text = text
        self._tags = text.tags
        self._roles = text.roles

    def names_measure(self, verb: int, low: int, phrase: tuple[int, int]) -> bool:
        """Whether a verb of doing is part of the name of a measure: 乡村整县建成比例达到30%."""
        start, end = phrase
        if start == end or self._tags[verb] not in ("ACT", "NEW"):
            return False
        opens = verb == low or self._roles[verb - 1] in ("in", "link")
        while (
            end > start + 1 and self._roles[end - 1] == "close" and "open" in self._roles[start:end]
        ):
            end = start + self._roles[start:end].index("open")  # 投入强度（与产值之比）
        return opens and self._text.lexicon.measure(self._text.words[end - 1]) is not None

    def is_joined(self, verb: int, low: int, start: int) -> bool:
        """Whether a verb is a noun beside another that it is joined to: 农机购置与应用补贴."""
        joint = self._tags[verb + 1] == "AND" and start == verb + 2
        named = verb > low and self._roles[verb - 1] == "in"
        return joint and named and self._tags[verb] == "ACT" and self._roles[start] in VERBS

    def is_of_act(self, verb: int, low: int, phrase: tuple[int, int]) -> bool:
        """Whether a measure is that of an act with its object before it: 抵押登记办理时间."""
        start, end = phrase
        if self._tags[verb] != "ACT" or verb <= low or self._roles[verb - 1] not in ("in", "mean"):
            return False
        return (
            start < end and self._text.words[end - 1] in self._text.lexicon.lists.measures_of_acts
        )

    def acts(self, verb: int, low: int, phrase: tuple[int, int]) -> bool:
        """Whether an ambiguous verb opens its clause and has the phrase behind it as its object."""
        noun, end = phrase
        between = self._tags[verb + 1 : noun]
        if any(tag != "KINDS" for tag in between) or "DE" in self._tags[noun:end]:
            # Before 的 it is the verb of a relative clause, which belongs to the phrase.
            return False
        tags, plain = self._tags, self._roles[verb] == "verb"
        measure = (
            end == noun + 1 and self._text.words[noun] in self._text.lexicon.lists.measures_of_acts
        )
        governed = tags[verb] == "VN" and verb > low and tags[verb - 1] == "ACT"
        if measure or (governed and set(tags[noun:end]) == {"GENERIC"}):
            # 发展指数, 改造面积: the name of a measure; 发放宣传资料: one verb is enough.
            return False
        if verb == low:
            return not plain
        before = tags[verb - 1]
        if before in ("AND", "LIST"):
            joined = DOING if before == "AND" else _GOVERNS_LIST
            return verb - 2 >= low and tags[verb - 2] in joined
        if before == "MEAN":
            # 平均利用小时数, but 年均建设学校3所.
            return not plain and self._text.lexicon.measure(self._text.words[end - 1]) is None
        clause_opens = self._roles[verb - 1] == "stop" and before not in _BEFORE_ATTRIBUTE
        return not plain and (clause_opens or before in ("ACT", "CAUSE"))

    def reach_in_noun(self, verb: int, high: int, *, governed: bool) -> int | None:
        """The token up to which a run of verbs belongs to a noun phrase; None if it does not."""
        roles, tags = self._roles, self._tags
        i = verb
        while i < high and (roles[i] in VERBS or (roles[i] == "link" and i > verb)):
            i += 1
        # A quotation is the object of the verb before it.
        quoted = i < high and self._text.lexicon.quotes(self._text.words[i])
        if i < high and roles[i] == "in" and (not quoted or roles[i - 1] == "link"):
            last = i + 1 >= high or roles[i + 1] in ("stop", "link")
            return None if tags[i] == "vn" and last else i + 1
        if roles[verb] == "nominal" and roles[verb - 1] in ("in", "close", "stop"):
            # Before another predicate a verbal noun is a noun: …补贴拉动消费.
            if verb + 1 < high and tags[verb + 1] in PREDICATES:
                return verb + 1
            if governed and (verb + 1 >= high or roles[verb + 1] == "link"):
                return verb + 1
        return None

    def any_between(self, start: int, end: int) -> bool:
        """Whether a verb stands between two tokens."""
        return any(self._roles[i] in VERBS or self._tags[i] in DOING for i in range(start, end))


_BEFORE_ATTRIBUTE = frozenset({"PREP", "PLACE", "ACT", "CAUSE", "DONE", "HAVE", "NEW"})
_GOVERNS_LIST = frozenset({"ACT", "NEW"})
