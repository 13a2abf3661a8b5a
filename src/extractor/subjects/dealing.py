"""Fourth question, for a run of numbers: one subject for all, or the members of a list in order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from extractor.subjects.bounds import CLAUSE_MARKS, IN_PERCENT, PERCENT, RATES
from extractor.subjects.brackets import opening_of
from extractor.subjects.discourse import Discourse
from extractor.subjects.frames import Frame
from extractor.subjects.lists_before import ListsBefore
from extractor.subjects.model import Found, Part, Phrase, Subject, TaggedText, without_last_word
from extractor.subjects.phrase import PhraseGrower
from extractor.subjects.pronouns import Pronouns
from extractor.subjects.roles import DOING, VERBAL
from extractor.subjects.shares import Shares

if TYPE_CHECKING:
    from extractor.quantities import Quantity
    from extractor.subjects.coordination import Coordination

_ACTS = DOING | VERBAL | {"LIST", "AND"}
# Tokens between 分别 and the number that it deals out, at most.
_DEALT = 4
_MONEY = "currency"
_TWO = 2
# What turns from a part to the whole again.
_MULTIPLES = frozenset({"multiple", "doubling"})
_TURNS = frozenset({"SEMI", "T"})
_PARTS_CLAUSES = frozenset({"COMMA", "SEMI"})
# Tokens of a bracket between members, and of a member, at most.
_BRACKET = 30
_LISTED_BASES = (["BASIS", "LIST", "BASIS"], ["BASIS", "AND", "BASIS"])
# What is said of some, of the rest or on average is not what is spoken of from there on.
_IN_PASSING = frozenset({"part", "rest", "average"})


class Dealing:
    """Deals subjects out to the numbers of one text.

    Args:
        text: The tokens.
        quantities: The quantity at each token that is one.
        frames: The frame of each quantity.
        coordination: Splits lists.
        pronouns: Deals out what stands for several things told before.
        grower: Grows phrases over the tokens.
    """

    def __init__(
        self,
        text: TaggedText,
        quantities: Mapping[int, Quantity],
        frames: Mapping[int, Frame],
        coordination: Coordination,
        pronouns: Pronouns,
        grower: PhraseGrower,
    ) -> None:
        self._text = text
        self._tags = text.tags
        self._quantities = quantities
        self._frames = frames
        self._coordination = coordination
        self._pronouns = pronouns
        self._grower = grower
        self._lists_before = ListsBefore(text, coordination, grower)
        self._shares = Shares(text)

    def share_out(
        self, found: Found, left: Phrase, run: list[int], discourse: Discourse
    ) -> list[Found]:
        """What each number of a run is about, once the noun before them is known.

        Args:
            found: What they are about, as one.
            left: The noun before them.
            run: The tokens of the numbers.
            discourse: What has been said; what they measure is noted in it.
        """
        told = self._pronouns.deal(found, len(run), discourse)
        if told:
            discourse.measure(told, ())
            return [found._replace(subject=each, completion="told") for each in told]
        if self._same(run) or discourse.timed:
            discourse.measure([found.subject], found.subject)
            return [found] * len(run)
        owned = self._by_owners(found, run, discourse) or self._of_base(found, run, discourse)
        if owned:
            return owned
        dealt = self._deal_bracketed(found, left, run) or self._by_members(
            found, left, run, discourse
        )
        dealt = dealt or self._deal_acts(found, left, run) or self._deal(found, run)
        if len(run) > 1 and dealt[0] == dealt[-1]:
            again = (
                self._deal_again(found, run, discourse)
                or self._to_those_told(found, run, discourse)
                or self._lists_before.divided_by_commas(found, left, run, discourse)
                or self._lists_before.told_before(found, left, run, discourse)
            )
            dealt = again if len(again) == len(run) else dealt
        if found.completion == "base":
            discourse.measure([found.subject[:-1]], found.subject[:-1])
        elif found.completion in (None, "owner beside") or not self._text.lexicon.is_late(
            self._text.words[left.end - 1]
        ):
            discourse.measure([each.subject for each in dealt], found.subject)
        return dealt

    def _of_base(self, found: Found, run: list[int], discourse: Discourse) -> list[Found]:
        """Parts of a base dealt to what was told last: 收入9亿元，支出8亿元，分别完成预算的九成."""
        owners = discourse.last(len(run))
        dealing = "DEAL" in self._tags[discourse.at + 1 : run[0]]
        if found.completion != "base" or not dealing or len({*owners}) < len(run):
            return []
        return [found._replace(subject=(*each, found.subject[-1])) for each in owners]

    def _by_owners(self, found: Found, run: list[int], discourse: Discourse) -> list[Found]:
        """A measure or a verb dealt to the things told last: 分别惠及78万人和91万人; or none."""
        reached = found.completion == "reached" and self._tags[run[0] - 2] == "DEAL"
        owners = discourse.last(len(run))
        if len(run) == 1 or len(set(owners)) < len(run):
            return []
        named = found.subject[0].start if len(found.subject) > 1 else discourse.at
        if not _PARTS_CLAUSES.isdisjoint(self._tags[discourse.at : named]):
            return []  # 玉米、谷子预计|亩产: the clause names them itself
        if not reached and found.completion not in ("owner of a measure", "owner of a share"):
            return []
        return [found._replace(subject=(*each, found.subject[-1])) for each in owners]

    def _by_members(
        self, found: Found, left: Phrase, run: list[int], discourse: Discourse
    ) -> list[Found]:
        """A measure alone dealt to the list told last: A市、B市居前两位，指数分别为2.04和2.11."""
        alone = left.end - left.start == 1 and len(found.subject) == 1
        dealt = "DEAL" in self._tags[left.end : run[0]] and len(run) > 1
        last = discourse.whole
        if not (alone and dealt and len(last) == 1 and last[0].end < left.start):
            return []
        members, _ = self._coordination.deal(self._text, last[0], len(run))
        return [found._replace(subject=(*each, *found.subject)) for each in members]

    def carry_out(self, found: Found, run: list[int], discourse: Discourse) -> list[Found]:
        """What a run without a noun of its own is about: one subject, or the last ones in order.

        Args:
            found: What was told before, as one.
            run: The tokens of the numbers.
            discourse: What has been said; what they measure is noted in it.
        """
        owned = self._by_owners(found, run, discourse)
        if owned or found.completion in _IN_PASSING or discourse.timed:
            return owned or [found] * len(run)
        if found.completion != "measured" or found.phrase != "none":
            dealt = self._deal(found, run)
            discourse.measure([each.subject for each in dealt], found.subject)
            return dealt
        dealing = "DEAL" in self._tags[discourse.at + 1 : run[-1]]
        named = len({*discourse.measured[-len(run) :]}) == len(run) > 1
        dealing = (dealing or discourse.listed >= len(run) or named) and not self._same(run)
        whole = found._replace(subject=discourse.whole)
        # 楼宇及停车位4870个，总值169亿元，分别减少5%及14%: the things, and a measure of them.
        apart = discourse.measured[-2:] == [discourse.whole[:-1], discourse.whole]
        # 进出口9亿元，其中对东盟进出口2亿元，分别增长9%和14%: the two that were told.
        apart = apart or (named and len({*discourse.measured}) == len(run))
        split = dealing and discourse.listed == 1 and not (apart and len(run) == _TWO)
        if split and (dealt := self._deal(whole, run))[0] != whole:
            # 教育、卫生、社保三项支出依次为6亿元、5亿元、3亿元.
            discourse.measure([each.subject for each in dealt], discourse.whole)
            return dealt
        subjects = discourse.last(len(run)) if dealing else discourse.last(1) * len(run)
        if not discourse.measured:
            subjects = [found.subject] * len(run)
        rates = self._frames[run[0]].name == "change" and self._quantities[run[0]].form == "percent"
        if rates:
            subjects = [self._shares.before(subject) for subject in subjects]
        amount = self._same_unit(run, discourse)
        if amount and (len(run) == 1 or not dealing):
            subjects = [amount] * len(run)
        elif len(run) == 1 and discourse.said and not rates:
            subjects = [self._said(run[0], discourse)]
        elif rates or len(run) > 1:
            discourse.measure(subjects, ())
        how = "carried list" if len(run) > 1 else None
        subjects = [self._compared(subject, run[0]) for subject in subjects]
        return [found._replace(subject=subject, coordination=how) for subject in subjects]

    def _compared(self, subject: Subject, number: int) -> Subject:
        """What is compared with the same of another: 贷款余额增长9%，高于各项贷款|增速2个百分点."""
        is_late, words = self._text.lexicon.is_late, self._text.words
        compares = self._frames[number].name == "compare" and is_late(words[number - 1])
        if not compares or not subject or is_late(words[subject[-1].end - 1]):
            return subject
        return (*subject, Part(number - 1, number))

    def _said(self, number: int, discourse: Discourse) -> Subject:
        """What was said last, as far as a number that adds no noun can be of it."""
        quantity, said = self._quantities[number], discourse.said
        ranked = self._frames[number].name == "rank" or quantity.form in _MULTIPLES
        if quantity.form == "level" and self._shares.found_in(said):
            # 占总额的两成；5日回落至9亿元: an amount is of what was measured so.
            between = self._tags[discourse.at + 1 : number]
            apart = not _TURNS.isdisjoint(between)
            same = discourse.units.get(quantity.code, ()) if apart else ()
            return self._shares.before(same or said)
        if self._tags[number - 1] in CLAUSE_MARKS | {"LIST"} and self._counts(number):
            # 案例173项，82项获认可，37项向外推广: of the cases, not of what was said of some.
            counted = discourse.units.get(quantity.code, ())
            said = counted if counted and said[: len(counted)] == counted else said
        return self._shares.before(said) if ranked else said

    def _counts(self, number: int) -> bool:
        """Whether a number says how many there are."""
        quantity = self._quantities[number]
        return quantity.dimension == "count" and self._frames[number].name == "noun"

    def _same_unit(self, run: list[int], discourse: Discourse) -> Subject:
        """What was measured last in the unit of an amount of change: 34天，优良率91%，多6天."""
        quantity = self._quantities[run[0]]
        changes = self._frames[run[0]].name in ("change", "compare")
        said = self._text.words[discourse.said[-1].end - 1] if discourse.said else ""
        rated = discourse.unit in IN_PERCENT or self._text.lexicon.is_late(said)
        if changes and quantity.form == "points" and not rated:
            # 参保率98%，病床7张，比上年提高1个百分点: points are those of a rate.
            return discourse.units.get(RATES.get(quantity.code, PERCENT), ())
        if len(run) > 1 or not changes or quantity.form in {"percent", "points"} | _MULTIPLES:
            return ()
        return discourse.units.get(quantity.code, ())

    def _same(self, run: list[int]) -> bool:
        """Whether the numbers of a run measure one thing: 108万吨或5.2%, 13万户46万人."""
        touching = run[-1] - run[0] == len(run) - 1
        start = max(run[0] - _DEALT, 0)
        before = self._tags[start : run[0]]
        deal = start + before.index("DEAL") if "DEAL" in before else 0
        if len(run) > 1 and self._tags[max(deal - 3, 0) : deal] in _LISTED_BASES:
            # 同比、环比分别增长9%和2%: the bases are dealt out, not the noun.
            return True
        frame = self._frames[run[0]]
        against = self._tags[frame.start : run[0]] if frame.name == "compare" else []
        if len(run) > 1 and not {"LIST", "AND"}.isdisjoint(against):
            return True  # 比全国、全省分别快2个、1个百分点
        # 415万千瓦/830万千瓦时
        either = not {"OR", "DASH"}.isdisjoint(self._tags[run[0] : run[-1]])
        return either or (touching and len(run) > 1)

    def _deal_again(self, found: Found, run: list[int], discourse: Discourse) -> list[Found]:
        """Another measure dealt out to those of the list before: 小学、初中规模…，班额依次为…."""
        members = discourse.pair
        dealing = "DEAL" in self._tags[discourse.at + 1 : run[0]]
        told = discourse.listed == len(run) or discourse.measured[-len(run) :] == members
        dealing = dealing and told
        if not dealing or len(members) != len(run) or not all(members):
            return []
        head = max(members[0][-1].start, members[-1][-1].start)
        if {each[-1].end for each in members} != {members[0][-1].end}:
            return []
        bare = [
            (*each[:-1], *([Part(each[-1].start, head)] if each[-1].start < head else []))
            for each in members
        ]
        return [found._replace(subject=(*each, *found.subject)) for each in bare if each]

    def _to_those_told(self, found: Found, run: list[int], discourse: Discourse) -> list[Found]:
        """What is dealt to those just counted: 公办园312所、民办园428所，幼儿分别为6万人、5万人."""
        owners = discourse.last(len(run))
        listed = discourse.listed == len(run) == len(set(owners))
        between = self._tags[discourse.at + 1 : run[0]]
        alike = len({self._quantities[number].code for number in run}) == 1
        near = "SEMI" not in between and ("DEAL" in between or alike)
        if not listed or not near or found.completion is not None:
            return []
        return [found._replace(subject=(*each, *found.subject)) for each in owners]

    def _deal_bracketed(self, found: Found, left: Phrase, run: list[int]) -> list[Found]:
        """Deal out members whose numbers stand in brackets: 进口（9亿元）及出口（8亿元）分别升."""
        if len(run) == 1 or "DEAL" not in self._tags[left.end : run[0]]:
            return []
        members = [found.subject]
        start = left.start
        while len(members) < len(run) and start > 1 and self._text.roles[start - 2] == "close":
            opening = opening_of(self._text.roles, start - 2, max(start - _BRACKET, 0))
            joined = self._tags[start - 1] in ("LIST", "AND")
            if not joined or opening is None or "Q" not in self._tags[opening:start]:
                return []
            member = self._grower.before_bracket(opening, max(opening - _BRACKET, 0))
            if member.empty:
                return []
            members.insert(0, (Part(member.start, member.end),))
            start = member.start
        if len(members) < len(run):
            return []
        return [found._replace(subject=each, coordination="list") for each in members]

    def _deal_acts(self, found: Found, left: Phrase, run: list[int]) -> list[Found]:
        """Deal acts out whose list the noun stands behind: 开工、投产项目分别为9个、8个."""
        start = left.start if left.verb is None else left.verb
        if len(run) == 1 or self._tags[start - 1 : start] not in (["LIST"], ["AND"]):
            return []
        first = start
        while first and self._tags[first - 1] in _ACTS:
            first -= 1
        members, how = self._coordination.deal(self._text, Part(first, left.end), len(run))
        acts = all(part.end - part.start == 1 for member in members[:-1] for part in member)
        head = (Part(left.start, left.end),) if acts and left.verb is not None else ()
        dealt = [(*member, *head) for member in members[:-1]] + members[-1:]
        return [found._replace(subject=each, coordination=how) for each in dealt]

    def _unechoed(self, member: Subject, behind: Subject) -> Subject:
        """A member without the word that its measure begins with: 居民生活用电|用电量."""
        if not behind or member[-1].end - member[-1].start == 1:
            return member
        echo = self._text.words[member[-1].end - 1]
        again = self._text.words[behind[0].start].startswith(echo)
        return without_last_word(member) if again else member

    def _deal(self, found: Found, run: list[int]) -> list[Found]:
        """Deal the members of a list out to a run of numbers."""
        money = {self._quantities[number].dimension == _MONEY for number in run}
        alike = len(money) == 1  # 游客、门票收入: what is counted has no measure of money
        per = len(run) > 1 and self._tags[run[1] - 1] == "PER"
        if per:
            named = tuple(part for part in found.subject if self._tags[part.start] != "PER")
            found = found._replace(subject=named or found.subject)
        for i, whole in enumerate(found.subject if len(run) > 1 else ()):
            # 城市、农村低保标准|每人每月810元、每人每年6800元
            last = whole.end - 1
            part = whole._replace(end=last) if per and self._tags[last] == "PER" else whole
            members, how = self._coordination.deal(self._text, part, len(run), alike=alike)
            if members:
                before, behind = found.subject[:i], found.subject[i + 1 :]
                return [
                    found._replace(
                        subject=(*before, *self._unechoed(member, behind), *behind),
                        coordination=how,
                    )
                    for member in members
                ]
        return [found] * len(run)
