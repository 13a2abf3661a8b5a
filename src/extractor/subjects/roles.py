"""The role of each token in a noun phrase, settled by the tokens around it.

A tag has one role in ``patterns/tags.jsonl``; some words take another beside certain neighbours. A
verb is a noun in front of a noun ending, an adverb an attribute in front of a noun.
"""

from __future__ import annotations

from extractor.subjects.asides import mark_asides
from extractor.subjects.bounds import CLAUSE_MARKS, MOVES, SAYS
from extractor.subjects.model import TaggedText
from extractor.subjects.speakers import mark_speakers

DOING = frozenset({"ACT", "CAUSE", "HAVE", "DONE", "NEW", "VN", "RISE", "FALL"})
"""Tags of verbs that have an object, or say that something changed."""
VERBAL = frozenset({"vn", "VN", "v", "ACT"})
"""Tags of words that are verbs in some places and nouns in others."""


def settle_roles(text: TaggedText) -> None:
    """Give every token the role that it has where it stands.

    Args:
        text: The tokens; their roles are changed.
    """
    _RolesInContext(text).settle()
    mark_asides(text)
    mark_speakers(text)


class _RolesInContext:
    """The rules, over the tokens of one text."""

    def __init__(self, text: TaggedText) -> None:
        self._words, self._tags, self._roles = text.words, text.tags, text.roles
        self._lexicon = text.lexicon

    def settle(self) -> None:
        """Apply all rules, first those that look back, then those that look ahead."""
        # Most tokens are nouns, whose role never depends on those around them.
        tags, words, lexicon = self._tags, self._words, self._lexicon
        back = {i for i, tag in enumerate(tags) if tag in _LOOKING_BACK}
        back |= {i for i, tag in enumerate(tags[:-1], start=1) if tag == "AGAINST"}
        special = lexicon.lists.negating | lexicon.lists.moments
        back |= {i for i, word in enumerate(words) if word in special}
        for i in sorted(back):
            self._look_back(i, tags[i])
        for i, tag in enumerate(tags):
            if tag == "ul" and i and self._ends_counted(i - 1):
                self._roles[i - 1] = "stop"  # 23家企业贡献了九成产值
        special = lexicon.lists.auxiliary | lexicon.lists.currencies
        ahead = {i for i, tag in enumerate(tags[:-1]) if tag in _LOOKING_AHEAD}
        ahead |= {i for i, word in enumerate(words[:-1]) if word in special}
        for i in sorted(ahead):
            self._look_ahead(i, tags[i])

    def _ends_counted(self, verb: int) -> bool:
        """Whether what may be a verb stands behind a noun that a number counts."""
        first = verb
        while first and self._roles[first] in _MAYBE_VERBS:
            first -= 1
        return first < verb - 1 and self._tags[first] == "Q"

    def _look_back(self, token: int, tag: str) -> None:
        """Settle what depends on the tokens before, or is told by a word of negation."""
        if tag == "QUOTE":
            self._close_quote(token)
        elif tag == "DASH" and self._tags[token + 1 : token + 2] == ["DASH"]:
            self._roles[token : token + 2] = ["stop", "stop"]  # two make a break: ——
        elif tag == "ASPECT":
            if self._is_capacity(token):
                self._roles[token] = "in"
        elif self._words[token] in self._lexicon.lists.moments:
            if token and self._tags[token - 1] == "T":
                self._tags[token], self._roles[token] = "ADV", "stop"  # 车间2022年|时|只有3家
        elif self._words[token] in self._lexicon.lists.negating and self._negates_attribute(token):
            self._roles[token : token + 2] = ["in", "in"]
        elif (
            token
            and (tag == "SUFFIX" or self._tags[token - 1] == "AGAINST")
            and self._makes_noun(token)
        ):
            self._roles[token - 1] = "in"

    def _is_capacity(self, token: int) -> bool:
        """Whether a clause ends with the capacity for an act: 形成60万吨煤炭储备能力."""
        if not token or self._words[token] not in self._lexicon.lists.capacities:
            return False
        act = self._roles[token - 1] in ("verb", "nominal") or self._tags[token - 1] == "j"
        return act and self._tags[token + 1] in CLAUSE_MARKS

    def _negates_attribute(self, negation: int) -> bool:
        """Whether a word of negation opens a noun: 打通未贯通道路, 不过夜旅客."""
        before = self._tags[negation - 1] if negation else "END"
        following = self._roles[negation + 2 : negation + 3]
        return before in _BEFORE_NEGATED and following == ["in"]

    def _look_ahead(self, token: int, tag: str) -> None:
        """Settle what depends on the next tokens."""
        word, following = self._words[token], self._tags[token + 1]
        if tag in _ENDED_SOMEHOW and self._words[token + 1] in self._lexicon.lists.complements:
            # 把握好五个方面: what follows the verb says how it ended.
            self._roles[token + 1] = "stop"
        elif word in self._lexicon.lists.auxiliary and self._is_auxiliary(token, following):
            self._tags[token], self._roles[token] = "ADV", "stop"
        elif tag in ("RANK", "PLACE"):
            self._take_into_name(token)
        elif tag in MOVES or tag == "LEVEL":
            self._part_predicates(token)
            if tag == "LEVEL" and self._is_of_share(token):
                # 研发支出相当于生产总值的比例
                self._tags[token], self._roles[token] = "SHARE", "in"
        elif tag == "MANNER":
            if following in _DONE_SOMEHOW and self._roles[token + 1] != "in":
                # 中心基本建成, but 基本医疗保险.
                self._roles[token] = "stop"
        elif self._is_attribute(token):
            self._roles[token] = "in"

    def _take_into_name(self, token: int) -> None:
        """Let a rank or an area be part of a name: 创新能力全国排名前移4位, 成果省内转化率."""
        before = self._roles[token - 1] if token else "stop"
        ranked = self._tags[token] == "RANK" and self._tags[token + 1] in MOVES
        if ranked and self._tags[token - 1 : token] == ["DE"] and self._is_placed(token - 1):
            self._roles[token] = "in"  # 总量在全国的位次前移4位
            return
        within = self._words[token] in self._lexicon.lists.areas_within
        if ranked and before in ("in", "wide"):
            self._roles[token - 1 : token + 1] = ["in", "in"]
        elif within and before == self._roles[token + 1] == "in":
            self._roles[token] = "in"
        elif within and self._tags[token + 1] in VERBAL and self._tags[token + 2] == "DE":
            self._tags[token], self._roles[token] = "s", "in"  # 省内生产的药品

    def _is_placed(self, of: int) -> bool:
        """Whether a noun and where it is stand before 的: 总量|在全国|的."""
        i = of - 1
        while i > 0 and (self._roles[i] in ("in", "wide") or self._tags[i] in ("f", "PLACE")):
            i -= 1
        return i > 0 and self._tags[i] == "PREP" and self._roles[i - 1] == "in"

    def _is_auxiliary(self, token: int, following: str) -> bool:
        """Whether a word is an auxiliary of a verb: 调查员会逐户访问, 比例会增至6%, but 村委会."""
        if following in _BEHIND_AUXILIARY or following in MOVES:
            return True
        apart = token == 0 or self._roles[token - 1] != "in"
        return apart and following in _DONE_SOMEHOW

    def _part_predicates(self, verb: int) -> None:
        """Let a list mark between two things that one thing did part clauses: 实现翻番、达9家."""
        if verb > 1 and self._tags[verb - 1] == "LIST" and self._tags[verb - 2] in SAYS:
            self._tags[verb - 1], self._roles[verb - 1] = "COMMA", "stop"

    def _is_of_share(self, verb: int) -> bool:
        """Whether a verb of level says of what a share is that its clause goes on to name."""
        if self._words[verb] not in self._lexicon.lists.equalling or not verb:
            return False
        heads = self._lexicon.lists.share_heads
        for i in range(verb + 1, min(verb + _LONGEST_WHOLE, len(self._tags) - 1)):
            if self._tags[i] in CLAUSE_MARKS or self._tags[i] == "Q":
                return False
            if self._tags[i] == "DE" and self._words[i + 1] in heads:
                return self._roles[verb - 1] == "in"
        return False

    def _makes_noun(self, token: int) -> bool:
        """Whether a token makes a noun of the one before it: 集聚区, 收入比为2.1."""
        before = self._tags[token - 1]
        if self._tags[token] == "SUFFIX":
            return self._ends_name(token)
        if before != "AGAINST" or len(self._words[token - 1]) > 1:
            return False
        # 比 is a noun in front of what can't be compared with.
        changes = self._tags[token] in VERBAL and self._tags[token + 1 : token + 2] in _LEVELS
        return self._tags[token] in _BEHIND_RATIO or changes

    def _ends_name(self, suffix: int) -> bool:
        """Whether a noun ending makes a name of the verb before it: 集聚区, 完成率."""
        verb = self._tags[suffix - 1]
        goes_on = self._roles[suffix + 1 : suffix + 2] == ["in"]
        if verb in ("ACT", "DONE", "HAVE") and goes_on:
            # 行政村实现村卫生室全覆盖: what could be an ending opens the object.
            return self._lexicon.measure(self._words[suffix]) is not None
        # 总体近视率, but 调解撤诉率
        rate = self._words[suffix] in self._lexicon.quotients and verb == "v"
        rate = rate and self._roles[suffix - 2] not in _MAYBE_VERBS - {"in"}
        return rate or verb in DOING or (verb == "d" and len(self._words[suffix - 1]) > 1)

    def _is_attribute(self, token: int) -> bool:
        """Whether an adverb or a basis is an attribute of the word behind it."""
        tag, following = self._tags[token], self._tags[token + 1 : token + 3]
        if tag == "BASIS":
            # 销售价格环比降幅, 合同按月兑现率: the basis is part of the measure's name.
            names = following[0] == "BARE" or following[1:] == ["SUFFIX"]
            # 指数的按年升幅
            named = token > 0 and (self._roles[token - 1] == "in" or self._tags[token - 1] == "DE")
            return names and named
        if len(self._words[token]) == 1:
            return False
        if tag == "NEW":
            # 发行新增债券, but 新增债券.
            governed = token > 0 and self._tags[token - 1] in ("ACT", "VN", "DONE")
            return governed and self._roles[token + 1] == "in"
        if self._words[token] in self._lexicon.lists.currencies:
            # 跨境人民币结算量, but 资金人民币三亿元.
            return self._roles[token + 1] == "in"
        if tag == "ADV":
            # 完成计划的九成, but 计划完成九成.
            return following[0] == "DE" or self._is_noun_inside(token)
        # 长期护理保险, 初次毕业去向; 异地就医直接结算率.
        named = (
            following[0] in _NOUNS
            or following[0] in ("GENERIC", "b")
            or (
                following[0] in VERBAL and following[1:] == ["SUFFIX"] and self._opens_inside(token)
            )
        )
        return tag in ("d", "ad") and named

    def _opens_inside(self, token: int) -> bool:
        """Whether a word stands behind another of a noun or a verb."""
        return token > 0 and self._roles[token - 1] in ("in", "verb", "nominal")

    def _is_noun_inside(self, adverb: int) -> bool:
        """Whether a word that may be an adverb stands inside a name: 人才计划入选者, 占全部投资."""
        if adverb and self._words[adverb] in self._lexicon.lists.nominal_adverbs:
            behind = adverb + 1
            while self._tags[behind] in ("ADV", "d"):
                behind += 1
            if self._tags[behind] == "FROM" and self._roles[adverb - 1] in _MAYBE_VERBS:
                return True  # 招生计划相应由2万人增至3万人
        if adverb and self._tags[adverb + 1] == "BARE":
            # 投诉按期办结率
            rate = self._words[adverb + 1].endswith(self._lexicon.quotients)
            how = self._words[adverb] in self._lexicon.lists.rated_how
            return rate and how and self._roles[adverb - 1] in _MAYBE_VERBS
        if not adverb or (
            self._roles[adverb + 1] != "in" and self._tags[adverb + 1] not in ("PLACE", "WIDE")
        ):
            return False
        named = self._words[adverb] in self._lexicon.lists.nominal_adverbs
        inside = self._roles[adverb - 1] == "in" or self._tags[adverb - 1] == "CAUSE"
        return self._tags[adverb - 1] == "SHARE" or (named and inside)

    def _close_quote(self, quote: int) -> None:
        """Take what stands between a quotation mark and the one before it as a name."""
        for i in range(quote - 1, max(quote - _LONGEST_QUOTE, 0) - 1, -1):
            if self._tags[i] == "QUOTE":
                self._roles[i + 1 : quote] = ["in"] * (quote - i - 1)
                return
            if self._tags[i] in CLAUSE_MARKS or self._tags[i] == "Q":
                return


_NOUNS = frozenset({"n", "nz", "BARE"})
_LEVELS = (["TO"], ["LEVEL"])
_BEHIND_AUXILIARY = frozenset({"ADV", "d", "AGAINST", "MEAN"})
_BEFORE_NEGATED = CLAUSE_MARKS | {"ACT", "NEW", "AND", "LIST", "DE", "Q", "CAUSE"}
_ENDED_SOMEHOW = frozenset({"ACT", "VN", "MEANS"})
_LOOKING_BACK = frozenset({"QUOTE", "DASH", "SUFFIX", "ASPECT"})
_LOOKING_AHEAD = (
    _ENDED_SOMEHOW | MOVES | {"LEVEL", "RANK", "MANNER", "BASIS", "NEW", "ADV", "PLACE", "d", "ad"}
)
_DONE_SOMEHOW = DOING | {"v", "LEVEL", "RANK"}
_BEHIND_RATIO = frozenset({"LEVEL", "FROM", "Q", "RISE", "FALL", "COMMA", "MEAN", "ADV"})
_MAYBE_VERBS = frozenset({"in", "verb", "nominal"})
# Tokens of what a share is of, at most.
_LONGEST_WHOLE = 10
# Tokens of a quotation, at most.
_LONGEST_QUOTE = 12
