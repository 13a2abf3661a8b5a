"""Second question, for a run of numbers: which nouns stand before and behind it.

The phrases themselves are grown by `phrase`; here is decided where they may begin and end, and
which of the two the numbers count.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from extractor.subjects.asides import LONGEST_REMARK
from extractor.subjects.bounds import CLAUSE_MARKS, is_headless
from extractor.subjects.counted import LONGEST_PREDICATE, VERBS_OF_CLAUSE, CountedNouns
from extractor.subjects.frames import Frame
from extractor.subjects.model import TaggedText
from extractor.subjects.phrase import Phrase, PhraseGrower

if TYPE_CHECKING:
    from extractor.quantities import Quantity

_PREDICATES = frozenset({"LEVEL", "RISE", "FALL", "FROM", "TO", "RANK"})
# Tokens of a bracket that holds numbers, at most.
_LONGEST_BRACKET = 60
# Tokens between the preposition of a phrase of place and its last noun, at most.
_LONGEST_PLACE = 8
_IN_PLACE = frozenset(
    {"PLACE", "WIDE", "KINDS", "r", "LIST", "AND", "OPEN", "CLOSE", "DEAL", "ADV"}
)
_AGAINST = frozenset({"AGAINST", "COMPARE", "FROM"})
_WHERE_AND_WHEN = frozenset({"PLACE", "WIDE", "T", "t", "BASIS"})
# Tokens between the verb of a share and its object, at most.
_LONGEST_SHARE = 4
_MEASURE_PARTS = frozenset({"MEAN", "BARE", "vn", "VN", "v", "b", "a", "eng", "x"})


class NounFinder:
    """Finds the nouns beside the numbers of one text.

    Args:
        text: The tokens.
        quantities: The quantity at each token that is one.
        frames: The frame of each quantity.
        grower: Grows phrases over the tokens.
    """

    def __init__(
        self,
        text: TaggedText,
        quantities: Mapping[int, Quantity],
        frames: Mapping[int, Frame],
        grower: PhraseGrower,
    ) -> None:
        self._text = text
        self._tags = text.tags
        self._quantities = quantities
        self._frames = frames
        self._grower = grower
        self._counted = CountedNouns(text, quantities, frames, grower)

    def beside(self, run: list[int], edge: int, bounds: tuple[int, int]) -> tuple[Phrase, Phrase]:
        """The noun before a run of numbers and the noun behind it; either may be empty.

        Args:
            run: The tokens of the numbers.
            edge: The token behind what may be the noun before them; see `edges`.
            bounds: First token of their clause, and the token behind the last that may be theirs.
        """
        low, high = bounds
        left = self._left(edge, low, run)
        right = self._right(run, high, left)
        if self._was_then(run[0], low):
            right = Phrase(right.start, right.start)  # 较第一季的3.0%|略快
        if right.empty and is_headless(self._text, low, edge):
            left = Phrase(edge, edge)
        if right.empty and self._is_for(run, left, high):
            left = Phrase(edge, edge)
            right = self._right(run, high, left)
        if self._counted.are_object(left, right, run):
            left = Phrase(edge, edge)
        before = edge - 1
        if edge > low and self._text.roles[before] == "link" and not right.empty:
            # 完成治理、60万户居民: the number opens the next member of a list.
            left = Phrase(edge, edge) if self._tags[before] != "ETC" else left
        return left, right

    def _left(self, edge: int, low: int, run: list[int]) -> Phrase:
        """The noun before a number; a verb alone is none."""
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
            self._is_basis(left, edge, low)
            # 返程的7日只有9万人次: it says which day.
            or self._tags[left.end : left.end + 2] == ["DE", "T"]
            or self._says_how_high(left, low)
            # 总量稳居全国前十强、增长5%: which place it has.
            or (self._is_place(left) and self._plain_noun(run))
            or self._says_where(left, run)
            or self._is_verbal(left, low, run)
            or self._says_when(left)
            # 在上年下降11%的基础上增长3%: on which ground.
            or self._is_ground(left, low)
            # 围绕“生活怎么改善”三个需求: the end of what is quoted.
            or self._tags[left.start : left.end].count("QUOTE") % 2
        )
        return Phrase(edge, edge) if names_nothing else left

    def _is_place(self, left: Phrase) -> bool:
        """Whether a phrase only says which place something has in an order."""
        verb = self._tags[left.start - 1 : left.start]
        wide = self._tags[left.start] == "WIDE" and self._tags[left.end - 1] == "X"
        return verb == ["RANK"] or (verb == ["LEVEL"] and wide)

    def _plain_noun(self, run: list[int]) -> bool:
        """Whether no rank is told by a run."""
        return self._frames[run[0]].name != "rank" and self._quantities[run[0]].form != "rank"

    def _opens_attribute(self, left: Phrase, low: int) -> bool:
        """Whether the verb before a phrase is that of an attribute: 达到标准的卫生院占比."""
        verb = left.start - 1
        attribute = "DE" in self._tags[left.start + 1 : left.end - 1]
        # 是最低的行业的2.9倍: the verb of the clause.
        opens = verb == low and self._tags[left.end] != "DE"
        return opens and attribute and self._tags[verb] == "LEVEL"

    def _says_how_high(self, left: Phrase, low: int) -> bool:
        """Whether a word only says how high a number is: 气温16℃，偏高1℃; 达到峰值9万人次."""
        if left.empty:
            return False
        alone = left.end - left.start == 1
        last = self._text.words[left.end - 1]
        if alone and last in self._text.lexicon.comparatives:
            return True
        if last not in self._text.lexicon.lists.marks:
            return False
        reached = alone and self._tags[left.start - 1] == "LEVEL"
        # 较上年底的高点61亿元减少14%
        return reached or not _AGAINST.isdisjoint(self._tags[low : left.start])

    def _says_when(self, left: Phrase) -> bool:
        """Whether a verb and a word behind a time only say when: 而2023年启动时只有33%."""
        alone = left.end - left.start == 1
        when = alone and self._text.words[left.start] in self._text.lexicon.lists.whens
        verb = left.start - 1
        return when and self._tags[verb] in VERBS_OF_CLAUSE and self._tags[verb - 1] == "T"

    def _is_ground(self, left: Phrase, low: int) -> bool:
        """Whether a phrase closes a remark that a preposition before it opens."""
        asides, last = self._text.lexicon.asides, self._text.words[left.end - 1]
        if left.empty or last not in self._text.lexicon.aside_closings:
            return False
        # The number before it stands in the same remark.
        first = max(low - LONGEST_REMARK, 0)
        return any(last in asides.get(word, ()) for word in self._text.words[first:low])

    def _says_where(self, left: Phrase, run: list[int]) -> bool:
        """Whether a phrase only ends as one of place does; 东部 is a part of the country."""
        if left.empty or self._tags[left.end - 1] != "f":
            return False
        if left.end - left.start == 1:
            return len(self._text.words[left.start]) == 1
        # 现行标准下530万贫困人口: what is counted stands behind.
        return left.end == run[0] and self._counts(run)

    def _is_verbal(self, left: Phrase, low: int, run: list[int]) -> bool:
        """Whether a phrase is verbs that need a noun: 提质升级21个景区."""
        roles = self._text.roles[left.start : left.end]
        if left.empty or roles[-1] not in ("verb", "nominal"):
            return False
        verbs = all(role in ("verb", "nominal", "link") for role in roles)
        return len(roles) == 1 or (verbs and self._counts(run)) or self._is_act_on(left, low, run)

    def _counts(self, run: list[int]) -> bool:
        """Whether a noun stands right behind a run, which it may count."""
        return self._text.roles[run[-1] + 1 : run[-1] + 2] == ["in"]

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

    def _is_basis(self, left: Phrase, edge: int, low: int) -> bool:
        """Whether a phrase before 的 and a number only says when a basis was so much.

        比2010年普查的3.06人减少0.52人: of the same thing, at another time.
        """
        if self._tags[left.end : edge] != ["DE"] or left.empty:
            return False
        for i in range(left.start - 1, low - 1, -1):
            if self._tags[i] == "AGAINST":
                return True
            if self._tags[i] not in _WHERE_AND_WHEN and self._text.roles[i] != "in":
                return False
        return False

    def _was_then(self, number: int, low: int) -> bool:
        """Whether a number is only what something was at the time it is compared with."""
        timed = self._tags[number - 1] == "DE" and self._tags[number - 2] in ("T", "t")
        return timed and "AGAINST" in self._tags[low : number - 1]

    def _unsettled(self, phrase: Phrase) -> Phrase:
        """A phrase without an act that says only that it was done: 财政支出执行37亿元."""
        settled, last = self._text.lexicon.lists.settled, phrase.end - 1
        if last <= phrase.start or self._text.words[last] not in settled:
            return phrase
        return phrase._replace(end=last - (self._tags[last - 1] == "DE"))

    def _is_act_on(self, left: Phrase, low: int, run: list[int]) -> bool:
        """Whether a number stands between a verb and its object: 向下游输送5亿立方米清水."""
        if not self._counts(run):
            return False
        if left.end < run[0]:
            # 灾害造成全省9个市受灾.
            return self._tags[left.end] == "PLACE" and self._text.roles[left.end - 1] == "verb"
        return left.start > low and self._tags[left.start - 1] == "PREP"

    def _opening_share(self, left: Phrase, low: int) -> int | None:
        """The verb of a share whose object holds a verb of doing: 占接待总量的一半."""
        if left.empty or self._tags[left.start] == "SHARE":
            return None
        for i in range(left.start - 1, max(low, left.start - _LONGEST_SHARE) - 1, -1):
            if self._tags[i] == "SHARE":
                return i
            passed = self._tags[i] in VERBS_OF_CLAUSE or self._tags[i] in _WHERE_AND_WHEN
            if self._text.roles[i] == "stop" and not passed:
                return None
        return None

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

    def _right(self, run: list[int], high: int, left: Phrase) -> Phrase:
        """The noun behind a run, where the unit of its last number can measure it out."""
        start = run[-1] + 1
        if start >= high or not self._may_count(run, left, self._tags[start]):
            return Phrase(start, start)
        phrase = self._grower.right(
            start,
            high,
            governed=self._counted.governed(run[0]),
            ended_by="nominal" if self.is_oblique(run, left) else None,
        )
        phrase = self._described(phrase, start, high)
        code = self._quantities[run[-1]].code
        phrase = self._counted.bounded(self._in_list(phrase, high), high, code)
        named = left.end == run[0] and left.end - left.start == 1 and self._tags[left.start] == "ns"
        alone = left.empty or named or self._tags[run[0] - 1] == "DE"  # 监测的80家企业销售额
        phrase = self._before_next(phrase, high, alone=alone)
        phrase = self._with_name(self._paid_for(phrase, run), high)
        if left.empty and self._quantities[run[-1]].form in ("percent", "fraction"):
            phrase = self._with_predicate(phrase, high)
        counts = self._quantities[run[-1]].dimension == "count"
        if left.empty and counts and not phrase.empty:
            phrase = self._counted.with_what_it_does(phrase, run, high)
        if phrase.empty and left.empty and counts:
            relative = self._grower.relative(start, high)
            return relative if not relative.empty else self._counted.at_end(run, high)
        return phrase

    def _described(self, phrase: Phrase, start: int, high: int) -> Phrase:
        """A noun with the relative clause between it and its number: 57宗|获接纳的举报."""
        opens = phrase.end == start + 1 and self._tags[start] == "ACT"
        opens = opens or self._tags[start] == "HAVE"  # 23家有挽救价值的企业
        noun = self._grower.relative(start + 1, high) if opens else phrase
        return phrase if noun.empty or noun is phrase else noun._replace(start=start)

    def _paid_for(self, phrase: Phrase, run: list[int]) -> Phrase:
        """A phrase without what was done with an amount: 筹措9亿元实施惠民工程."""
        money = self._quantities[run[-1]].dimension == "currency"
        act = phrase.end - phrase.start > 1 and self._tags[phrase.start] == "ACT"
        return phrase._replace(start=phrase.start + 1) if money and act else phrase

    def _with_name(self, phrase: Phrase, high: int) -> Phrase:
        """A phrase with what the counted things were named: 5家企业入选省级名单."""
        verb = phrase.end
        if (
            phrase.empty
            or verb >= high
            or self._text.words[verb] not in self._text.lexicon.lists.naming
        ):
            return phrase
        name = self._grower.right(verb + 1, high)
        following = self._frames.get(high)
        counted = following is not None and following.start <= name.end
        if name.empty or counted:
            return phrase
        if name.end == high or self._tags[name.end] in CLAUSE_MARKS:
            return phrase._replace(end=name.end)
        if following is not None or high - verb > LONGEST_PREDICATE:
            return phrase
        # 入选“名家”计划, 获国家部委肯定或推广; but 获批上市、数量居前列 goes on with another.
        listed = "LIST" in self._tags[verb:high]
        return phrase._replace(end=self._tags.index("LIST", verb) if listed else high)

    def _with_predicate(self, phrase: Phrase, high: int) -> Phrase:
        """A phrase with what is said of a part of the things: 九成的村卫生室纳入一体化管理."""
        following = high not in self._frames
        verbs = VERBS_OF_CLAUSE | {"PREP", "FROM", "LEVEL", "MEAN", "MANNER"}
        told = following and phrase.end < high and self._tags[phrase.end] in verbs
        if phrase.empty or not told or high - phrase.end > LONGEST_PREDICATE:
            return phrase
        return phrase._replace(end=high)

    def predicate_of_part(self, run: list[int], left: Phrase, high: int) -> Phrase:
        """What is said of a part of the noun before it: 新增贷款的七成投向制造业."""
        start = run[-1] + 1
        parted = self._quantities[run[-1]].form in ("percent", "fraction")
        of = not left.empty and self._tags[run[0] - 1] == "DE" and left.end == run[0] - 1
        of = of or (left.end - left.start > 1 and self._tags[left.end - 1] == "f")
        is_something = self._tags[start] == "LEVEL" and left.end == run[0] and start + 1 < high
        # 获批者四成为三十岁以下, but 以填报率九成为目标
        aimed = self._tags[left.start - 1] == "PREP"
        of = of or (is_something and not left.empty and not aimed)
        verbs = VERBS_OF_CLAUSE | {"PREP", "FROM", "DONE", "LEVEL"}
        told = start < high and self._tags[start] in verbs
        short = high - start <= LONGEST_PREDICATE and high not in self._frames
        given = parted and of and told and short and len(run) == 1
        return Phrase(start, high) if given else Phrase(start, start)

    def _in_list(self, phrase: Phrase, high: int) -> Phrase:
        """A phrase up to its share or list mark where the next number measures what is behind.

        5个集团、区级覆盖率达80%.
        """
        following = self._frames.get(high)
        if following is None or phrase.empty:
            return phrase
        if "SHARE" in self._tags[phrase.start + 1 : phrase.end]:
            # 29家公司市值占全市的三成: what has the share is told by the next number.
            phrase = phrase._replace(end=self._tags.index("SHARE", phrase.start + 1))
        elif following.start > phrase.end:
            return phrase
        depth = 0
        for i in range(phrase.end - 1, phrase.start, -1):
            depth += (self._text.roles[i] == "close") - (self._text.roles[i] == "open")
            if self._tags[i] == "LIST" and not depth:
                return phrase._replace(end=i)
        return phrase

    def _before_next(self, phrase: Phrase, high: int, *, alone: bool) -> Phrase:
        """A phrase without what the next number measures: 98个助餐点|日均服务老人18万人次."""
        following = self._frames.get(high)
        if following is None or phrase.empty or following.start > phrase.end:
            return phrase
        for i in range(phrase.start + 1, phrase.end):
            averaged = self._text.lexicon.averages(self._text.words[i])
            if (averaged or self._tags[i] == "MEAN") and self._text.roles[i - 1] == "in":
                return Phrase(phrase.start, i, phrase.verb)  # 98个助餐点日均服务老人18万人次
        code, last = self._quantities[high].code, self._text.words[phrase.end - 1]
        if code.endswith(self._text.lexicon.events) or self._text.lexicon.head(code, last):
            # 12个基地接待游客18万人次, 37个安置点安置群众2万人: what they did to so many.
            phrase = self._before_act(phrase)
        measured = self._text.lexicon.measure(self._text.words[phrase.end - 1]) is not None
        if measured and "DE" in self._tags[phrase.start + 1 : phrase.end - 1]:
            # 48个摊位的销售额760万元
            return phrase._replace(end=self._tags.index("DE", phrase.start + 1))
        end = self._measured_behind(phrase) if alone else phrase.end
        return Phrase(phrase.start, end, phrase.verb)

    def _before_act(self, phrase: Phrase) -> Phrase:
        """A phrase without the act on something that it ends with."""
        for i in range(phrase.end - 2, phrase.start, -1):
            if self._tags[i] == "VN" and self._text.roles[i - 1] == "in":
                return phrase._replace(end=i)
        return phrase

    def _measured_behind(self, phrase: Phrase) -> int:
        """Where a noun ends whose measure or act the next number tells: 57家影院票房3亿元."""
        last = phrase.end - 1
        is_measure = self._text.lexicon.measure(self._text.words[last]) is not None
        if last <= phrase.start or not (is_measure or self._text.roles[last] == "verb"):
            return phrase.end
        while last > phrase.start + 1 and self._names_measure(last):
            last -= 1
        return last

    def _names_measure(self, token: int) -> bool:
        """Whether a word of a measure's name needs the one before it: 营业收入, 整治率."""
        before = self._tags[token - 1]
        return self._tags[token] == "SUFFIX" or before in _MEASURE_PARTS

    def _is_for(self, run: list[int], left: Phrase, high: int) -> bool:
        """Whether 为 or 在 before a number is a preposition: 集团为80家企业提供担保."""
        before = self._text.words[run[0] - 1] if run[0] else ""
        if left.empty or before not in self._text.lexicon.lists.prepositional:
            return False
        counts = self._quantities[run[-1]].dimension == "count"
        start = run[-1] + 1
        if not counts or start >= high or self._tags[start] in ("DE", "COMMA", "END"):
            return False
        end = self._grower.right(start, high, ended_by="nominal").end
        return start < end < high and (self._tags[end] == "f" or self._tags[end] in VERBS_OF_CLAUSE)

    def is_oblique(self, run: list[int], left: Phrase) -> bool:
        """Whether what a run counts is the object of a preposition: 为5万名老人安装手环."""
        if run[0] and self._tags[run[0] - 1] == "PREP":
            return True
        # Nothing stands before a verb of level: 为 is a preposition there.
        return left.empty and self._frames[run[0]].rule == "predicate"

    def _may_count(self, run: list[int], left: Phrase, following: str) -> bool:
        """Whether what follows a run may be what it counts."""
        frame, quantity = self._frames[run[0]], self._quantities[run[-1]]
        if frame.name == "rank" and self._is_ranked_behind(run):
            return True
        if frame.name == "compare" and quantity.dimension == "count":
            # 比上届多出2个大项: what there is more of stands behind.
            return self._text.roles[run[-1] + 1] == "in" and len(run) == 1
        if frame.name in ("compare", "rank") or quantity.form == "rank":
            return False
        if not left.empty and self._tags[run[0] - 1] != "ETC":
            plain = frame.rule == "noun_quantity" and quantity.dimension == "count"
            return plain and following != "DE"
        return frame.name != "change" or quantity.form not in ("percent", "points")

    def ranks_among(self, run: list[int], end: int) -> bool:
        """Whether a rank behind what a run counts is one among them: 列全市9个县第4位.

        Args:
            run: The tokens of the numbers.
            end: The token behind what they count.
        """
        ranked = self._quantities.get(end)
        ranks = ranked is not None and ranked.form == "rank"
        return ranks and self._quantities[run[0]].form != "rank"

    def _is_ranked_behind(self, run: list[int]) -> bool:
        """Whether the next number is a rank among what a run counts."""
        start = run[-1] + 1
        following = next(
            (i for i in range(start, start + _LONGEST_PLACE) if i in self._quantities), start
        )
        return following > start and self.ranks_among(run, following)

    def before_bracket(self, low: int, sentence: int) -> Phrase:
        """The noun before a bracket that holds numbers and ends before the clause."""
        opening = self._grower.opening(low - 1, max(sentence, low - _LONGEST_BRACKET))
        if opening is None:
            return Phrase(low, low)
        return self._grower.before_bracket(opening, sentence)
