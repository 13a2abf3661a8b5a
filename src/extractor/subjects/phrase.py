"""Second question: which noun phrase stands beside the number.

A phrase grows token by token from its anchor as long as the tags allow. What each tag allows is
the ``phrase`` role in ``patterns/tags.jsonl``:

* ``in``: part of a phrase; ``verb``: part of one only before a noun of the same phrase;
* ``nominal``: a verb of doing at the start of a clause, a noun elsewhere;
* ``mean``: an average, part of a phrase only in front of a noun;
* ``aspect``: opens a remark behind what was counted;
* ``link``: joins two parts, never stands at an edge;
* ``wide``: an area beyond the release's own, part of a name behind a verb (入选全国文明城市);
* ``open``, ``close``: brackets, which stay in with all that they hold;
* ``stop``: ends the phrase;
* ``aside``, which no tag has: see `asides`.
"""

from __future__ import annotations

from typing import NamedTuple

from extractor.subjects.bounds import MOVES
from extractor.subjects.model import TaggedText
from extractor.subjects.relatives import INSIDE, Relatives
from extractor.subjects.roles import DOING, VERBAL
from extractor.subjects.verbs import PREDICATES, VERBS, VerbsInNouns


class Phrase(NamedTuple):
    """Tokens ``[start, end)`` of a noun phrase, empty where there is none.

    Attributes:
        start: First token.
        end: The token behind the last.
        verb: The verb of doing that governs the phrase (its object), or None.
    """

    start: int
    end: int
    verb: int | None = None

    @property
    def empty(self) -> bool:
        """Whether there is no phrase here."""
        return self.start >= self.end


class PhraseGrower:
    """Grows noun phrases to the left and to the right of an anchor.

    Args:
        text: The tokens, their roles settled; see `roles`.
    """

    def __init__(self, text: TaggedText) -> None:
        self._text = text
        self._tags = text.tags
        self._roles = text.roles
        self._verbs = VerbsInNouns(text)
        self._relatives = Relatives(text)

    def left(self, end: int, low: int, *, predicated: bool = False) -> Phrase:
        """The phrase that ends before token `end` and starts at token `low` or later.

        A bracket alone is none: 各县（市、区）112亿元.

        Args:
            end: The token behind the phrase.
            low: The first token that may belong to it.
            predicated: Whether a verb of level or change follows; a verb at the start of the clause
                is then part of the name (外送电量增长6%).
        """
        phrase = self._grow_left(end, low, predicated=predicated)
        if not phrase.empty and self._roles[phrase.start] == "open":
            closing = self.closing(phrase.start, phrase.end)
            if closing == phrase.end - 1:
                return Phrase(end, end)
        return phrase

    def _grow_left(self, end: int, low: int, *, predicated: bool) -> Phrase:
        roles = self._roles
        start = i = end
        low = max(low, end - _LONGEST_PHRASE)
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
                return Phrase(*self._trim(start, end), i - 1)
            start = i = reach
        first = self._relatives.opening((start, end), i, low, told=predicated)
        if first is not None:
            return Phrase(first, self._trim(start, end)[1])
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
            return Phrase(*self._trim(start, end))
        tag = self._tags[governor]
        if tag == "PLACE" and governor > low and self._tags[governor - 1] == "PREP":
            # 对全省经济增长的贡献率: what it is directed at may be the whole area.
            directed = self._directed(start, end, governor, low)
            return directed or Phrase(*self._trim(start, end))
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
        return summed_up or Phrase(*self._trim(start, end), governor if tag in DOING else None)

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
        return doer and Phrase(doer.start, self._trim(start, end)[1], doer.verb)

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
        whom = self.left(verb, low)
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
        return Phrase(first, self._trim(start, end)[1])

    def _behind_place(self, start: int, end: int) -> Phrase:
        """The phrase behind one of place or of means: 在渠道中截获有害生物, 利用公园建设机关."""
        for verb in range(end - 2, start, -1):
            if self._tags[verb - 1] == "f" and self._roles[verb] in VERBS:
                return Phrase(*self._trim(verb + 1, end), verb)
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
            longer = self.left(preposition, low)
            if not longer.empty and longer.verb is None:
                return Phrase(longer.start, self._trim(start, end)[1])
        return Phrase(preposition, self._trim(start, end)[1])

    def _behind_means(self, start: int, end: int) -> Phrase:
        """The object of the verb behind a phrase of means: 利用公园建设登记机关11个."""
        if "DE" not in self._tags[start:end]:
            for i in range(end - 2, start, -1):
                if self._tags[i] == "VN" and self._roles[i + 1] == "in":
                    return Phrase(*self._trim(i + 1, end), i)
        return Phrase(*self._trim(start, end))

    def _over_change(self, start: int, end: int, stop: int, low: int) -> Phrase | None:
        """The phrase that goes on over a verb of change that is part of a name, if it is.

        It is in 建成单产提升示范片46个, 增长的贡献率, 对经济增长贡献率.
        """
        change = stop - 1
        if start == end or change <= low or self._tags[change] not in MOVES:
            return None
        if self._roles[change - 1] == "link":
            return None
        longer = self.left(change, low)
        governor = longer.verb if longer.verb is not None else longer.start - 1
        named = governor >= low and self._tags[governor] in _GOVERNS_NAME
        if self._tags[stop] != "DE" and not (named and not longer.empty):
            return None
        return Phrase(longer.start, self._trim(start, end)[1], longer.verb)

    def before_bracket(self, opening: int, low: int) -> Phrase:
        """The phrase before a bracket that holds a number: 厨师（80人）、|司机|（60人）.

        Args:
            opening: The token that opens the bracket.
            low: First token that may belong to it.
        """
        phrase = self.left(opening, low)
        for i in range(phrase.end - 1, phrase.start, -1):
            first = self.opening(i, phrase.start) if self._roles[i] == "close" else None
            if first is not None and "Q" in self._tags[first:i]:
                return Phrase(*self._trim(i + 1, phrase.end))  # the member before has its own
        return phrase

    def _reach_left(self, token: int, low: int, *, alone: bool) -> int | None:
        """Where a phrase starts that takes in a token at its left end; None if it does not."""
        role = self._roles[token]
        if role in INSIDE or (role in ("mean", "aspect") and not alone):
            return token
        if role == "close":
            return self.opening(token, low)
        if self._tags[token] in ("PLACE", "WIDE", "T") and token > low:
            before = self._tags[token - 1]
            listed = self._tags[token] == "PLACE" and before in ("LIST", "AND")
            if listed and not alone and self._roles[token - 2] == "in":
                return token  # 总体失业率及本地居民失业率
            if before == "SHARE" or (role == "wide" and not alone and before in _BEFORE_WIDE):
                return token
        return None

    def right(
        self, start: int, high: int, *, governed: bool = False, ended_by: str | None = None
    ) -> Phrase:
        """The phrase that starts at token `start` and ends at token `high` or earlier.

        Args:
            start: First token.
            high: The token behind the last that may belong to it.
            governed: Whether a verb of doing stands before the number; it can have an act for its
                object (推进3个片区改造).
            ended_by: The role of verbs that end the phrase: ``verb`` where it is a topic,
                ``nominal`` where it is the object of a preposition, so that the verb of the clause
                is still to come (为5万名老人安装手环).
        """
        end = i = start
        high = min(high, start + _LONGEST_PHRASE)
        while i < high:
            reach = self._reach_right(i, start, high, end, governed=governed, ended_by=ended_by)
            if reach is None:
                break
            if self._roles[i] != "link":
                end = reach
            i = reach
        while end > start and self._tags[end - 1] == "f":
            # 642所幼儿园中: a word of place is no part of the name.
            end -= 1
        return Phrase(*self._trim(start, end))

    def _names(self, role: str, token: int, start: int, end: int) -> bool:
        """Whether a token that is no noun belongs to the one that goes on around it."""
        if role == "mean":
            return end == token and self._is_average(token)
        if role == "aspect":  # 省级质量基础设施
            return token > start and self._roles[token + 1 : token + 2] == ["in"]
        return role == "wide" and token == start

    def _is_average(self, token: int) -> bool:
        """Whether a word of average belongs to a noun: 平均工资, but 7万名对象|稳定脱贫."""
        if self._tags[token - 1] == "PER" or token + 1 >= len(self._tags):
            return True
        return self._tags[token + 1] not in PREDICATES and self._roles[token + 1] != "verb"

    def _reach_right(
        self, token: int, start: int, high: int, end: int, *, governed: bool, ended_by: str | None
    ) -> int | None:
        """Up to where a phrase goes on that takes in a token at its right; None if it does not."""
        role, reach = self._roles[token], None
        before_to = token > start and self._tags[token + 1 : token + 2] == ["TO"]
        if before_to and self._text.tokens.tags[token] in VERBAL:
            # 5亿元资金分配到项目: the verb of the clause.
            return None
        if role == "in" or self._names(role, token, start, end):
            reach = token + 1
        elif role in VERBS:
            ends = role == ended_by and (role == "verb" or (end > start and token + 1 < high))
            if role == "verb" and ended_by == "nominal":
                # 为5万户家庭调降利率, but 为5万名独居老人安装手环.
                ends = end > start and not self._verbs.any_between(token + 2, high)
            if not ends:
                governed = governed and end > start
                reach = self._verbs.reach_in_noun(token, high, governed=governed)
        elif role == "link":
            reach = token + 1 if self._joins(token, start) else None
        elif role == "open":
            closing = self.closing(token, high) if end == token > start else None
            reach = None if closing is None else closing + 1
        elif end == token > start:
            reach = self._reach_over_predicate(token, high)
        elif token == start and self._tags[token] in DOING and token + 1 < high:
            reach = self._reach_over_acts(token, high)
        return reach

    def _reach_over_acts(self, token: int, high: int) -> int | None:
        """Up to where a phrase goes on over verbs of doing that it begins with.

        Right behind the number they are nouns: 13个新建殡仪馆, 6家组织获得, 12所新建、改扩建学校.
        """
        while self._tags[token + 1] == "LIST" and self._tags[token + 2 : token + 3] == ["ACT"]:
            token += 2
        named = self._roles[token + 1] == "in" or self._tags[token + 1] in PREDICATES
        return token + 1 if named and token < high else None

    def _reach_over_predicate(self, token: int, high: int) -> int | None:
        """Up to where a phrase goes on over a verb of change or of level that is part of it."""
        if self._tags[token : token + 3] == ["LEVEL", "X", "DE"]:
            return token + 1  # 650幢楼龄达30年以上的楼宇
        if self._tags[token] not in MOVES:
            return None
        # 5项环境提升举措: the verb of change is part of a name.
        noun = self.right(token + 1, high).end
        programme = noun > token + 1 and self._tags[noun - 1] in ("PROGRAMME", "GENERIC")
        ends = noun == high or self._tags[noun] in ("AND", "LIST")
        return token + 1 if programme and ends else None

    def _joins(self, link: int, start: int) -> bool:
        """Whether a phrase that starts at `start` goes on behind a link."""
        tag = self._tags[link]
        if tag == "ETC":
            # A、B等企业 is one phrase, but 3届大会等活动 counts what stands before 等.
            return "LIST" in self._tags[start:link]
        return link > start or tag in ("DE", "KINDS")

    def relative(self, start: int, high: int) -> Phrase:
        """The noun behind a relative clause that starts at token `start` (…的企业)."""
        for i in range(start, min(high, start + _LONGEST_CLAUSE)):
            if self._tags[i] == "DE":
                return self.right(i + 1, high)
            if self._tags[i] in ("LIST", "OPEN", "CLOSE"):
                break
        return Phrase(start, start)

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        """Take links and what else can't stand at an edge off both ends."""
        roles = self._roles
        while start < end and roles[start] in ("link", "open"):
            # A bracket behind what is no part of the phrase is none either: 2日（初一）客流.
            closing = self.closing(start, end) if roles[start] == "open" else start
            if closing is None:
                break
            start = closing + 1
        while end > start and roles[end - 1] == "link":
            end -= 1
        placed = end - start > 1 and self._tags[start] == "f" and start > 0
        if placed and roles[start - 1] in VERBS and len(self._text.words[start]) == 1:
            start += 1  # 培训后|就业率
        return start, end

    def opening(self, closing: int, low: int) -> int | None:
        """The token that opens the bracket that token `closing` closes; None if there is none."""
        depth = 0
        for i in range(closing, low - 1, -1):
            if self._roles[i] == "close":
                depth += 1
            elif self._roles[i] == "open":
                depth -= 1
                if depth == 0:
                    return i
            if depth == 0:
                return None
        return None

    def closing(self, opening: int, high: int) -> int | None:
        """The token that closes the bracket that token `opening` opens; None if there is none."""
        depth = 0
        for i in range(opening, high):
            if self._roles[i] == "open":
                depth += 1
            elif self._roles[i] == "close":
                depth -= 1
                if depth == 0:
                    return i
        return None


# Tokens; a longer phrase is no subject, and the bound keeps hostile text linear.
_LONGEST_PHRASE = 80
_LONGEST_CLAUSE = 14
_DOERS = frozenset({"n", "nz", "ns", "nt", "nr", "GENERIC", "SUFFIX", "X", "j"})
_GOVERNS_NAME = frozenset({"ACT", "PREP", "DONE", "CAUSE", "NEW"})
_BEFORE_WIDE = frozenset(
    {"ACT", "CAUSE", "HAVE", "NEW", "VN", "SHARE", "ADV", "LEVEL", "LIST", "AND"}
)
