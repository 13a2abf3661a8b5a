"""A noun phrase that grows to the left, from a number or a verb to what governs it.

It ends at a verb, a preposition or a mark; what stands before that may be part of its name all the
same: a relative clause (有进出口实绩的|企业), what it is directed at (对欧盟|出口).
"""

from __future__ import annotations

from extractor.subjects.bounds import MOVES
from extractor.subjects.brackets import closing_of, opening_of, trimmed
from extractor.subjects.model import Phrase, TaggedText
from extractor.subjects.relatives import INSIDE, Relatives
from extractor.subjects.roles import DOING
from extractor.subjects.verbs import VERBS, VerbsInNouns

LONGEST_PHRASE = 80
"""Tokens; a longer phrase is no subject, and the bound keeps hostile text linear."""
# Tokens of a relative clause inside another, at most.
_LONGEST_CLAUSE = 14
_DOERS = frozenset({"n", "nz", "ns", "nt", "nr", "GENERIC", "SUFFIX", "X", "j"})
_GOVERNS_NAME = frozenset({"ACT", "PREP", "DONE", "CAUSE", "NEW"})
_BEFORE_WIDE = frozenset(
    {"ACT", "CAUSE", "HAVE", "NEW", "VN", "SHARE", "ADV", "LEVEL", "LIST", "AND"}
)


class LeftGrowth:
    """Grows noun phrases to the left in one text.

    Args:
        text: The tokens, their roles settled; see `roles`.
        verbs: Tells the verbs that are part of a noun from others.
    """

    def __init__(self, text: TaggedText, verbs: VerbsInNouns) -> None:
        self._text = text
        self._tags = text.tags
        self._roles = text.roles
        self._verbs = verbs
        self._relatives = Relatives(text)

    def grow(self, end: int, low: int, *, predicated: bool = False) -> Phrase:
        """The phrase that ends before a token; see `PhraseGrower.left`."""
        phrase = self._grow_left(end, low, predicated=predicated)
        if not phrase.empty and self._roles[phrase.start] == "open":
            closing = closing_of(self._roles, phrase.start, phrase.end)
            if closing == phrase.end - 1:
                return Phrase(end, end)
        return phrase

    def before_bracket(self, opening: int, low: int) -> Phrase:
        """The phrase before a bracket that holds a number; see `PhraseGrower.before_bracket`."""
        phrase = self.grow(opening, low)
        for i in range(phrase.end - 1, phrase.start, -1):
            first = opening_of(self._roles, i, phrase.start) if self._roles[i] == "close" else None
            if first is not None and "Q" in self._tags[first:i]:
                # The member before has its own.
                return Phrase(*trimmed(self._text, i + 1, phrase.end))
        return phrase

    def _grow_left(self, end: int, low: int, *, predicated: bool) -> Phrase:
        roles = self._roles
        start = i = end
        low = max(low, end - LONGEST_PHRASE)
        while i > low:
            if roles[i - 1] == "link":
                i -= 1
                continue
            reach = self._reach_left(i - 1, low, alone=start == end)
            bare = start < end and self._tags[end - 1] == "BARE"  # 新建商品房销售面积9万平方米
            named = (predicated or bare) and self._verbs.names_measure(i - 1, low, (start, end))
            joined = self._verbs.is_joined(i - 1, low, start)
            attributive = start < end and self._tags[max(i - 2, low)] == "DE"
            if reach is None and attributive and self._tags[i - 1] in ("ACT", "NEW"):
                reach = i - 1  # 收入的修订预算
            if reach is None and (
                named or joined or self._verbs.is_of_act(i - 1, low, (start, end))
            ):
                reach = i - 1
            if reach is None:
                break
            is_verb = roles[i - 1] in VERBS and start < end and not predicated
            if is_verb and self._verbs.acts(i - 1, low, (start, end)):
                if self._tags[i - 1] == "MEANS":
                    return self._behind_means(start, end)
                return Phrase(*trimmed(self._text, start, end), i - 1)
            start = i = reach
        first = self._relatives.opening((start, end), i, low, told=predicated)
        if first is not None:
            return Phrase(first, trimmed(self._text, start, end)[1])
        longer = self._over_change(start, end, i, low)
        if longer is not None:
            directed = longer.start > low and self._tags[longer.start - 1] == "PREP"
            whole = self._directed(*longer[:2], longer.start, low) if directed else None
            return whole or longer
        return self._governed(start, end, (i, low), predicated=predicated)

    def _governed(
        self, start: int, end: int, bounds: tuple[int, int], *, predicated: bool
    ) -> Phrase:
        """A grown phrase with what stands before it: its relative clause, preposition or verb."""
        stop, low = bounds
        governor = stop - 1
        if start == end or governor < low:
            return Phrase(*trimmed(self._text, start, end))
        tag = self._tags[governor]
        if tag == "PLACE" and governor > low and self._tags[governor - 1] == "PREP":
            # 对全省经济增长的贡献率: what it is directed at may be the whole area.
            directed = self._directed(start, end, governor, low)
            return directed or Phrase(*trimmed(self._text, start, end))
        described = self._described(start, end, bounds, predicated=predicated)
        if described is not None:
            return described
        if predicated and self._text.words[governor] in self._text.lexicon.lists.according:
            # 按当年价格上涨2%: how it is reckoned, not what.
            return Phrase(end, end)
        represented = tag == "LEVEL" and self._tags[stop + 1 : stop + 2] == ["DE"]
        if represented and stop + 2 < end and "PREP" in self._tags[low : governor - 1]:
            start = stop + 2  # 以汽车为代表的|产品
        if tag in ("PREP", "PIVOT"):
            return self._behind_preposition(start, end, (stop, low))
        summed_up = self._summed_up(start, end, governor, low) if tag == "LEVEL" else None
        return summed_up or Phrase(
            *trimmed(self._text, start, end), governor if tag in DOING else None
        )

    def _described(
        self, start: int, end: int, bounds: tuple[int, int], *, predicated: bool
    ) -> Phrase | None:
        """A grown phrase with the relative clause before its 的, if that has one."""
        stop, low = bounds
        governor = stop - 1
        if self._tags[governor] == "PLACE" and self._attributive(governor - 1, low):
            governor -= 1  # 入围全省百强的企业
        told = self._attributive(governor, low)
        if self._tags[governor] not in DOING or "DE" not in self._tags[stop:end]:
            return None
        if predicated or told:
            # 有进出口实绩的企业增加到1.1万家: the verb belongs to a relative clause.
            opens = self._relatives.opens(governor, low)
            first = governor if opens else self._relatives.towards(governor, low)
            if first is not None:
                return self._governed(first, end, (first, low), predicated=False)
        doer = self._done_by(governor, low) if self._tags[stop] == "DE" else None
        return doer and Phrase(doer.start, trimmed(self._text, start, end)[1], doer.verb)

    def _attributive(self, verb: int, low: int) -> bool:
        """Whether a token is a verb that opens an attribute: 有, 涉及."""
        doing = verb >= low and self._tags[verb] in DOING
        return doing and self._text.words[verb] in self._text.lexicon.lists.attributive

    def _done_by(self, verb: int, low: int) -> Phrase | None:
        """Who does what the verb of a relative clause says, if the clause tells: 烟花引发的火灾."""
        # A bound for clauses inside clauses.
        doer = self._grow_left(verb, max(low, verb - _LONGEST_CLAUSE), predicated=False)
        if doer.empty or self._tags[doer.end - 1] not in _DOERS:
            return None
        opens = self._relatives.opens(doer.start, low)
        return doer if opens or doer.verb is not None else None

    def _summed_up(self, start: int, end: int, verb: int, low: int) -> Phrase | None:
        """The phrase that goes on over a word of summing up: 对共建国家合计进出口96亿元."""
        if self._text.words[end - 1] not in self._text.lexicon.lists.directed:
            return None
        whom = self.grow(verb, low)
        return None if whom.empty else self._directed(start, end, whom.start, low)

    def _behind_preposition(self, start: int, end: int, bounds: tuple[int, int]) -> Phrase:
        """A grown phrase with what it is directed at, or a relative clause that tells where."""
        stop, low = bounds
        directed = self._directed(start, end, stop, low)
        if directed is not None:
            return directed
        first = self._relatives.placed(stop, end, low)
        if first is None:
            first = self._relatives.done_there(start, end, stop - 1, low)
        if first is None:
            return self._behind_place(start, end)
        return Phrase(first, trimmed(self._text, start, end)[1])

    def _behind_place(self, start: int, end: int) -> Phrase:
        """The phrase behind one of place or of means: 在渠道中截获有害生物, 利用公园建设机关."""
        for verb in range(end - 2, start, -1):
            if self._tags[verb - 1] == "f" and self._roles[verb] in VERBS:
                return Phrase(*trimmed(self._text, verb + 1, end), verb)
        return self._behind_means(start, end)

    def _directed(self, start: int, end: int, stop: int, low: int) -> Phrase | None:
        """The phrase with the preposition that is part of its name, if one is: 对欧盟出口.

        What stands before the preposition belongs to it too: 民间投资对增长的贡献率.
        """
        lexicon, words = self._text.lexicon, self._text.words
        preposition = stop - 1
        if (
            words[preposition] not in lexicon.lists.directing
            or words[end - 1] not in lexicon.lists.directed
        ):
            return None
        if preposition > low and self._roles[preposition - 1] == "in":
            longer = self.grow(preposition, low)
            if not longer.empty and longer.verb is None:
                return Phrase(longer.start, trimmed(self._text, start, end)[1])
        return Phrase(preposition, trimmed(self._text, start, end)[1])

    def _behind_means(self, start: int, end: int) -> Phrase:
        """The object of the verb behind a phrase of means: 利用公园建设登记机关11个."""
        if "DE" not in self._tags[start:end]:
            for i in range(end - 2, start, -1):
                if self._tags[i] == "VN" and self._roles[i + 1] == "in":
                    return Phrase(*trimmed(self._text, i + 1, end), i)
        return Phrase(*trimmed(self._text, start, end))

    def _over_change(self, start: int, end: int, stop: int, low: int) -> Phrase | None:
        """The phrase that goes on over a verb of change that is part of a name, if it is.

        It is in 建成单产提升示范片46个, 增长的贡献率, 对经济增长贡献率.
        """
        change = stop - 1
        if start == end or change <= low or self._tags[change] not in MOVES:
            return None
        if self._roles[change - 1] == "link":
            return None
        longer = self.grow(change, low)
        if self._tags[stop] == "PROGRAMME" and self._tags[change - 1] == "BARE":
            longer = Phrase(change - 1, change) if longer.empty else longer  # 单产|提升工程
            if self._tags[longer.start] == "ACT":
                longer = Phrase(longer.start + 1, longer.end, longer.start)
            return Phrase(longer.start, trimmed(self._text, start, end)[1], longer.verb)
        governor = longer.verb if longer.verb is not None else longer.start - 1
        named = governor >= low and self._tags[governor] in _GOVERNS_NAME
        if self._tags[stop] != "DE" and not (named and not longer.empty):
            return None
        return Phrase(longer.start, trimmed(self._text, start, end)[1], longer.verb)

    def _reach_left(self, token: int, low: int, *, alone: bool) -> int | None:
        """Where a phrase starts that takes in a token at its left end; None if it does not."""
        role = self._roles[token]
        if role in INSIDE or (role in ("mean", "aspect") and not alone):
            return token
        if role == "close":
            return opening_of(self._roles, token, low)
        if self._tags[token] in ("PLACE", "WIDE", "T") and token > low:
            before = self._tags[token - 1]
            listed = self._tags[token] == "PLACE" and before in ("LIST", "AND")
            if listed and not alone and self._roles[token - 2] == "in":
                return token  # 总体失业率及本地居民失业率
            if before == "SHARE" or (role == "wide" and not alone and before in _BEFORE_WIDE):
                return token
        return None
