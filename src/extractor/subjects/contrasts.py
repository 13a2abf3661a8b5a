"""What is measured as something else was: the measure stands there, of whom it is here.

医生流失率由5%降至4%，护士则由9%降至8%; 人均收入3万元，其中城镇居民4万元; 最高的是山阳县，达9%.
"""

from __future__ import annotations

from extractor.subjects.bounds import IN_PERCENT, PERCENT
from extractor.subjects.clauses import ClauseFinder
from extractor.subjects.discourse import Discourse
from extractor.subjects.model import (
    Found,
    Part,
    Phrase,
    Subject,
    is_average,
    is_plain_noun,
    says_average,
)
from extractor.subjects.roles import VERBAL

_WHO = frozenset({"n", "ns", "nz", "j", "s", "f"})
# Tags of words that an ending makes the name of a measure of.
_STEM = VERBAL | {"a", "b", "d", "l", "i"}
# Words of what is measured as another was, at most.
_FEW = 2


class Contrasts(ClauseFinder):
    """Finds the measures of what is contrasted with something else in one text."""

    def labelled(
        self, found: Found, phrase: Phrase, bounds: tuple[int, int], discourse: Discourse
    ) -> Found | None:
        """城镇居民：人均收入3万元: an average right behind the label of whose it is."""
        del discourse
        low, _ = bounds
        opens = phrase.start == low and self._text.tags[low - 1 : low] == ["COLON"]
        if not opens or not is_average(self._text, (Part(phrase.start, phrase.start + 1),)):
            return None
        label = self._owners.label(low - 1)
        return (
            found._replace(subject=(*label, *found.subject), completion="label") if label else None
        )

    def identified(
        self, found: Found, phrase: Phrase, bounds: tuple[int, int], discourse: Discourse
    ) -> Found | None:
        """最宽裕的是山阳县，床位9张: of what was just said to have the most."""
        del discourse
        short = phrase.start == bounds[0] and phrase.end - phrase.start <= _FEW
        if not short or found.phrase != "noun before":
            return None
        owner, _ = self._superlatives.identified(bounds[0])
        if not owner or self._text.lexicon.measure(self._text.words[phrase.end - 1]) is None:
            return None
        return found._replace(subject=(*owner, *found.subject), completion="identified")

    def of_identified(self, low: int, discourse: Discourse) -> Subject:
        """What a number alone is about behind such a clause: 增长最快的是山阳县，达9%."""
        owner, told = self._superlatives.identified(low)
        if not owner:
            return ()
        words, lexicon = self._text.words, self._text.lexicon
        for end in range(told.end, told.start, -1):
            word = words[end - 1]
            if word in lexicon.changes.heads or lexicon.measure(word) is not None:
                return (*owner, Part(told.start, end))
        last = discourse.units.get(discourse.code, ())
        measured = last and lexicon.measure(words[last[-1].end - 1]) is not None
        if not measured and not self._is_rate(last):
            return owner
        return (*owner, Part(self._head_start(Phrase(low, low), last[-1]), last[-1].end))

    def parallel(
        self, found: Found, phrase: Phrase, bounds: tuple[int, int], discourse: Discourse
    ) -> Found | None:
        """The rate of the member before in a list of parts: 其中专科生|落实率89.1%、本科生84.7%."""
        opens = phrase.start == bounds[0] and self._text.tags[bounds[0] - 1] == "LIST"
        if not opens or not discourse.measured:
            return None
        before = discourse.measured[-1]
        each = self._measure_before_part(before) if discourse.code == discourse.unit else ()
        if each:
            return found._replace(subject=(*found.subject, *each), completion="measure of each")
        if self._text.tags[phrase.end] not in ("Q", "MEAN"):
            return None
        told = len(before) == _FEW and before[1].end <= before[0].start
        shared = told and self._text.tags[before[1].end] == "LEVEL"
        shared = shared and discourse.code == discourse.unit
        if not told or not (shared or self._is_quotient(discourse)):
            return None
        subject = (*found.subject, before[1])
        return found._replace(subject=subject, completion="measure of the other")

    def told_again(
        self, found: Found, phrase: Phrase, bounds: tuple[int, int], discourse: Discourse
    ) -> Found | None:
        """火电、风电利用小时数各为9、2小时，其中火电减少1小时: what was measured of it."""
        del bounds
        words, length = self._text.words, phrase.end - phrase.start
        alike = discourse.code == discourse.unit or discourse.code in IN_PERCENT
        if not is_plain_noun(found, phrase) or discourse.fronted:
            return None
        if not alike:
            return None
        named = words[phrase.start : phrase.end]
        for told in discourse.pair:
            part = told[0]
            longer = len(told) > 1 or part.end - part.start > length
            measure = self._text.lexicon.measure(words[told[-1].end - 1]) is not None
            if longer and measure and words[part.start : part.end][:length] == named:
                return found._replace(subject=told, completion="told")
        return None

    def directed(
        self, found: Found, phrase: Phrase, bounds: tuple[int, int], discourse: Discourse
    ) -> Found | None:
        """对欧盟进出口9亿元，|对美国下降5%: the same trade with somebody else."""
        words, lists = self._text.words, self._text.lexicon.lists
        opening = phrase.start - 1
        if opening < bounds[0] or words[opening] not in lists.directing or phrase.verb is not None:
            return None
        before = discourse.measured[-1] if discourse.measured else ()
        last = before[-1].end - 1 if before else 0
        if not before or words[before[0].start] not in lists.directing:
            return None
        named = not lists.directed.isdisjoint(words[phrase.start : phrase.end])
        if not named and words[last] not in lists.directed:
            return None
        # 对美国进出口占比: with its own measure.
        trade = () if named else (Part(last, last + 1),)
        subject = (Part(opening, phrase.end), *trade)
        return found._replace(subject=subject, completion="measure of the other")

    def _measure_before_part(self, subject: Subject) -> Subject:
        """The measure that a subject opens with, where it ends in of whom: 报销比例|职工."""
        part, measure = subject[0], self._text.lexicon.measure
        last = self._text.words[part.end - 1]
        if len(subject) > 1 or part.end - part.start <= _FEW or measure(last) is not None:
            return ()
        # 报销比例|职工, but 文旅消费集聚区
        common = self._text.tags[part.end - 2] == "GENERIC"
        measured = measure(self._text.words[part.end - 2]) is not None and not common
        return (part._replace(end=part.end - 1),) if measured else ()

    def contrasted(
        self, found: Found, phrase: Phrase, bounds: tuple[int, int], discourse: Discourse
    ) -> Found | None:
        """医生流失率由5%降至4%，护士则由9%降至8%: the same measure of something else.

        居民人均收入3万元，其中城镇居民为4万元: or of a part of it.
        """
        words, tags = self._text.words, self._text.tags
        measure = self._text.lexicon.measure
        if measure(words[phrase.end - 1]):
            return None
        following = words[phrase.end : phrase.end + 1]
        behind = tags[phrase.end : phrase.end + 2]
        told = behind[:1] in (["LEVEL"], ["DEAL"])
        parted = self._opens_sentence(bounds, phrase.start, discourse)
        averaged = behind[:1] == ["Q"] and self._averages(discourse)
        opens = self._opens_part(bounds[0], phrase.start, discourse)
        part = parted or ((told or averaged) and opens)
        alike = self._is_alike(phrase, bounds[0], discourse, told=told)
        told_of_it = told or behind[:1] == ["Q"] or behind == ["ADV", "Q"]
        superlative = self._superlative(phrase, bounds[0], discourse) if told_of_it else None
        if superlative is not None:
            phrase = phrase._replace(start=superlative)
            found = found._replace(subject=(Part(phrase.start, phrase.end),))
        contrasted = superlative is not None or (
            bool(following) and following[0] in self._text.lexicon.lists.contrasting
        )
        if not (part or alike or contrasted):
            return None
        before = discourse.measured[-1] if discourse.measured else ()
        if alike:
            before = self._alike(discourse)
        if part:
            before = discourse.whole or before
        if parted:
            before = discourse.units_before[discourse.asked or ""]
        if not before or self._shares.found_in(before):
            return None
        last = words[before[-1].end - 1]
        if not (measure(last) or self._is_rate(before)) or self._shares.names_one(before):
            return None
        start = self._head_start(phrase, before[-1])
        if alike and len(before) > 1:
            start = before[-1].start
        head = Part(start, before[-1].end)
        return found._replace(subject=(*found.subject, head), completion="measure of the other")

    def _opens_sentence(self, bounds: tuple[int, int], start: int, discourse: Discourse) -> bool:
        """Whether a sentence opens with the parts of what the one before measured so.

        人均收入3万元。其中，城镇居民4万元.
        """
        whole = discourse.units_before.get(discourse.asked or "", ())
        first = not discourse.measured and is_average(self._text, whole)
        # 按常住地分，城镇居民4万元
        return first and (
            self._partitives.opens_any_part(bounds[1], start) or self._partitives.parted(bounds[0])
        )

    def _superlative(self, phrase: Phrase, low: int, discourse: Discourse) -> int | None:
        """Where the noun starts that has the most or least of what was measured: 最高的|东园."""
        tags, words = self._text.tags, self._text.words
        if discourse.code != discourse.unit or not self._alike(discourse):
            return None
        is_superlative = self._text.lexicon.is_superlative
        if tags[phrase.start - 1] == "DE" and is_superlative(words[low]):
            return phrase.start
        if (
            not is_superlative(words[phrase.start])
            or "DE" not in tags[phrase.start : phrase.end - 1]
        ):
            return None
        return tags.index("DE", phrase.start) + 1

    def _is_alike(self, phrase: Phrase, low: int, discourse: Discourse, *, told: bool) -> bool:
        """Whether a word or two are averaged as what was before: 人均收入21元，男性23元."""
        tags = self._text.tags
        links = self._text.roles[phrase.start : phrase.end].count("link")  # 男性及女性分别为
        few = phrase.end - phrase.start <= links + _FEW * (links + 1)
        alone = phrase.start == low and few and phrase.verb is None
        told = told or tags[phrase.end : phrase.end + 1] == ["Q"]
        if not alone or not told or tags[phrase.end - 1] not in _WHO:
            return False
        if is_average(self._text, (Part(phrase.start, phrase.end),)):
            return False  # 每栋平均损失1万元，户均损失2万元
        echoed = self._is_kind_of(phrase, self._alike(discourse))
        changing = self._text.words[phrase.end - 1] in self._text.lexicon.changes.heads
        # 综合机械化率85%，小麦、水稻分别为99%、90%
        listed = links > 0 and tags[phrase.end] == "DEAL" and self._is_quotient(discourse)
        if changing or not (echoed or listed or is_average(self._text, self._alike(discourse))):
            return False
        # 其中城镇居民4万元，增长5%；农村居民2万元: another part of what was parted.
        parted = len(self._alike(discourse)) > 1 and tags[low - 1] == "SEMI"
        same = discourse.code == discourse.unit or self._in_percent(discourse)
        # 每万人专利拥有量9件；注册商标18万件: things that are counted, not per head.
        apart = tags[low - 1] == "SEMI" and (discourse.asked is not None or discourse.broken)
        # 北部降水量9毫米，增长4%；南部8毫米: by how much it changed says nothing of another.
        same = same or (apart and discourse.unit in IN_PERCENT)
        follows = same and (tags[low - 1] == "COMMA" or apart)
        follows = follows and "COMMA" not in tags[discourse.at + 1 : low - 1]
        return parted or follows

    def _alike(self, discourse: Discourse) -> Subject:
        """What was measured last in the unit of the number at hand, in its sentence.

        Where that counts things, what there is so much of per head: 每千人口床位6张，农村5张.
        """
        last = discourse.units.get(discourse.code, ())
        return last if discourse.asked is not None or self._is_rate(last) else ()

    def _averages(self, discourse: Discourse) -> bool:
        """Whether a part may be told by a number alone: 人均收入3万元，|城镇4万元; a …率."""
        average = is_average(self._text, discourse.whole) and not self._is_rate(discourse.whole)
        return average or self._is_quotient(discourse)

    def _opens_part(self, low: int, start: int, discourse: Discourse) -> bool:
        """Whether a part is told behind 其中; of a rate also behind 分学段看."""
        viewed = self._is_quotient(discourse) and self._partitives.viewed(low)
        return viewed or self._partitives.opens_part(low, start)

    def _is_quotient(self, discourse: Discourse) -> bool:
        """Whether the number at hand and the whole before it are told in per cent, it as a …率."""
        whole = discourse.whole
        if not whole or not self._in_percent(discourse):
            return False
        word = self._text.words[whole[-1].end - 1]
        return word.endswith(self._text.lexicon.quotients)

    @staticmethod
    def _in_percent(discourse: Discourse) -> bool:
        """Whether a number told in per cent stands behind such a number, or behind points."""
        return discourse.code == PERCENT and discourse.unit in IN_PERCENT

    def _is_rate(self, subject: Subject) -> bool:
        return any(self._text.tags[part.start] == "PER" for part in subject)

    def _is_kind_of(self, phrase: Phrase, measured: Subject) -> bool:
        """Whether a phrase is a kind of what was measured: 医院病床使用率81%，三级医院94%."""
        words = self._text.words
        if not measured or len(measured) > _FEW or phrase.end - phrase.start == 1:
            return False
        if len(measured) == _FEW:  # and another kind of it: 一级医院80%
            kind, part = measured
            measures = self._text.lexicon.measure(words[part.end - 1]) is not None
            return measures and words[phrase.end - 1] == words[kind.end - 1]
        part = measured[0]
        named = words[phrase.end - 1] == words[part.start] and part.end - part.start > 1
        return named and self._text.lexicon.measure(words[part.end - 1]) is not None

    def _head_start(self, phrase: Phrase, measured: Part) -> int:
        """Where the measure starts in what was measured.

        Behind the word that the other ends in, or with what it is per, or its last word.
        """
        for i in range(measured.end - 2, measured.start - 1, -1):
            if self._text.words[i] == self._text.words[phrase.end - 1]:
                return i + 1
        for i in range(measured.start, measured.end - 1):
            if says_average(self._text, i):
                return i  # 雇员|每月收入中位数, 城镇居民|人均收入
        start = measured.end - 1
        if self._text.tags[start] == "SUFFIX" and start > measured.start:
            start -= 1  # 农作物|综合机械化|率
            while start - 1 > measured.start and self._text.tags[start] in _STEM:
                start -= 1
        return start
