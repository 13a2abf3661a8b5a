"""Measures that do not say of what: 增速, 覆盖率, 总体合格率."""

from __future__ import annotations

from extractor.subjects.discourse import Discourse
from extractor.subjects.model import Found, Part, Subject, TaggedText
from extractor.subjects.phrase import Phrase
from extractor.subjects.roles import DOING
from extractor.subjects.shares import Shares
from extractor.subjects.topics import Topics

_WHO = frozenset({"n", "ns", "nz", "j", "s", "f"})
_THINGS = frozenset({"n", "nz", "GENERIC", "SUFFIX", "ns"})
# Characters of a measure that needs a thing to be measured, at most.
_SHORT = 2
# Words of what is measured as another was, at most.
_FEW = 2


class Measures:
    """Finds the owners of the measures of one text.

    Args:
        text: The tokens.
        topics: Says what the clauses around are about.
        shares: Takes apart what says a share.
    """

    def __init__(self, text: TaggedText, topics: Topics, shares: Shares) -> None:
        self._text = text
        self._topics = topics
        self._shares = shares

    def owned(
        self, found: Found, phrase: Phrase, bounds: tuple[int, int], discourse: Discourse
    ) -> Found | None:
        """增速, 覆盖率: whose."""
        low, sentence = bounds
        inside = self._text.tags[phrase.start : phrase.end]
        if "SHARE" in inside[1:]:
            # 数量占全市的三分之一: what is measured has the share.
            phrase = phrase._replace(end=phrase.start + inside.index("SHARE", 1))
            inside = self._text.tags[phrase.start : phrase.end]
        if inside[0] == "PER":
            # 每户, or 每 with its noun behind it.
            inside = inside[1:] if len(self._text.words[phrase.start]) > 1 else inside[2:]
        bare = self._is_bare(phrase, inside) or self._is_parallel(phrase, low, discourse)
        if not bare and self._is_short(phrase) and found.phrase == "noun before":
            thing = self._thing_before(phrase, low)
            if thing:
                return found._replace(
                    subject=(*thing, *found.subject), completion="owner of a measure"
                )
        if not bare or self._topics.opens_part(low, phrase.start):
            return None
        owner = self._topics.bracketed(low) or self._topics.since(low, discourse)
        owner = self._topics.described(phrase.end) or self._apart(phrase, low) or owner
        if phrase.verb is not None and self._text.tags[phrase.verb] == "DONE":
            # 规模以上企业实现产值90亿元: who did it.
            owner = self._topics.actor(phrase.verb, low) or owner
        if not owner and self._text.words[phrase.end - 1] in self._text.lexicon.lists.share_heads:
            # 占全省的六成，比重提高2个百分点: the share that was just told.
            told = discourse.said if len(discourse.said) > 1 else ()
            owner = discourse.said if self._shares.behind(discourse.said) else told
        if not owner and discourse.listed > 1 and not self._whole_before(low, discourse):
            # Behind a list of unlike things a measure is about what holds them all.
            owner = self._topics.before(sentence, low)
        owner = owner or self._owner(phrase, discourse) or self._topics.before(sentence, low)
        owner = owner or discourse.topic
        if not owner:
            return None
        owner = self._without_echo(self._of_list(owner, phrase), phrase)
        return found._replace(subject=(*owner, *found.subject), completion="owner of a measure")

    def _of_list(self, owner: Subject, head: Phrase) -> Subject:
        """What several measures are of, for another of it: 夏粮|面积、单产“双增”，总产量."""
        tags, words = self._text.tags, self._text.words
        last = owner[-1]
        of_things = words[head.end - 1] in self._text.lexicon.lists.measures_of_things
        if not of_things or "LIST" not in tags[last.start : last.end]:
            return owner
        end = tags.index("LIST", last.start, last.end) - 1
        measured = end > last.start and self._text.lexicon.measure(words[end]) is not None
        return (*owner[:-1], last._replace(end=end)) if measured else owner

    def _thing_before(self, phrase: Phrase, low: int) -> Subject:
        """What a measure is of that stands apart: 产品受需求拖累，出口下降; “新三样”合计出口."""
        tags = self._text.tags
        if tags[max(phrase.start - 1, 0)] == "LEVEL" and phrase.start - 1 > low:
            return self._topics.actor(phrase.start - 1, low)
        front = self._topics.fronted(low)
        named = not front.empty and tags[front.end - 1] in _THINGS
        return (Part(front.start, front.end),) if named else ()

    def _apart(self, phrase: Phrase, low: int) -> Subject:
        """The thing that a measure is of where an adverb or its verb parts them: 秋粮预计总产."""
        verb = phrase.verb
        if verb is not None:
            return self._topics.actor(verb, low) if self._text.tags[verb] == "ACT" else ()
        start = phrase.start
        while start > low and self._text.tags[start - 1] in ("ADV", "d"):
            start -= 1
        return self._topics.actor(start, low) if low < start < phrase.start else ()

    def fronted(
        self, found: Found, phrase: Phrase, bounds: tuple[int, int], discourse: Discourse
    ) -> Found | None:
        """支付比例，职工在八成五左右，居民为七成: the measure stands before, of whom behind."""
        words, measure = self._text.words, self._text.lexicon.measure
        front = self._topics.fronted(bounds[0])
        if not front.empty:
            rated = self._is_average((Part(front.start, front.end),))
            named = rated or measure(words[front.end - 1]) is not None
            discourse.fronted = (Part(front.start, front.end),) if named else ()
        if found.phrase != "noun before" or phrase.verb is not None or not discourse.fronted:
            return None
        if measure(words[phrase.end - 1]):
            return None
        subject = (*found.subject, *discourse.fronted)
        return found._replace(subject=subject, completion="fronted measure")

    def identified(
        self, found: Found, phrase: Phrase, bounds: tuple[int, int], discourse: Discourse
    ) -> Found | None:
        """最宽裕的是山阳县，床位9张: of what was just said to have the most."""
        del discourse
        owner, _ = self._topics.identified(bounds[0])
        short = phrase.start == bounds[0] and phrase.end - phrase.start <= _FEW
        measured = self._text.lexicon.measure(self._text.words[phrase.end - 1]) is not None
        if not owner or not short or not measured or found.phrase != "noun before":
            return None
        return found._replace(subject=(*owner, *found.subject), completion="identified")

    def of_identified(self, low: int, discourse: Discourse) -> Subject:
        """What a number alone is about behind such a clause: 增长最快的是山阳县，达9%."""
        owner, told = self._topics.identified(low)
        if not owner:
            return ()
        words, lexicon = self._text.words, self._text.lexicon
        for end in range(told.end, told.start, -1):
            word = words[end - 1]
            if word in lexicon.change_heads or lexicon.measure(word) is not None:
                return (*owner, Part(told.start, end))
        last = discourse.units.get(discourse.code, ())
        measured = last and lexicon.measure(words[last[-1].end - 1]) is not None
        if not measured and not self._is_rate(last):
            return owner
        return (*owner, Part(self._head_start(Phrase(low, low), last[-1]), last[-1].end))

    def contrasted(
        self, found: Found, phrase: Phrase, bounds: tuple[int, int], discourse: Discourse
    ) -> Found | None:
        """医生流失率由5%降至4%，护士则由9%降至8%: the same measure of something else.

        居民人均收入3万元，其中城镇居民为4万元: or of a part of it.
        """
        words, tags = self._text.words, self._text.tags
        following = words[phrase.end : phrase.end + 1]
        told = tags[phrase.end : phrase.end + 1] in (["LEVEL"], ["DEAL"])
        parted = self._opens_sentence(bounds, phrase.start, discourse)
        part = parted or (told and self._topics.opens_part(bounds[0], phrase.start))
        alike = self._is_alike(phrase, bounds[0], discourse, told=told)
        behind = tags[phrase.end : phrase.end + 2]
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
        measure = self._text.lexicon.measure
        if not before or measure(words[phrase.end - 1]) or self._shares.found_in(before):
            return None
        last = words[before[-1].end - 1]
        if not (measure(last) or self._is_rate(before)) or (
            last in self._text.lexicon.lists.share_heads
        ):
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
        first = not discourse.measured and self._is_average(whole)
        return first and "PART" in self._text.tags[bounds[1] : start]

    def _superlative(self, phrase: Phrase, low: int, discourse: Discourse) -> int | None:
        """Where the noun starts that has the most or least of what was measured: 最高的|东园."""
        tags, words = self._text.tags, self._text.words
        if discourse.code != discourse.unit or not self._alike(discourse):
            return None
        most = tuple(self._text.lexicon.lists.most)
        if tags[phrase.start - 1] == "DE" and words[low].startswith(most):
            return phrase.start
        named = words[phrase.start].startswith(most)
        if not named or "DE" not in tags[phrase.start : phrase.end - 1]:
            return None
        return tags.index("DE", phrase.start) + 1

    def _is_alike(self, phrase: Phrase, low: int, discourse: Discourse, *, told: bool) -> bool:
        """Whether a word or two are averaged as what was before: 人均收入21元，男性23元."""
        tags = self._text.tags
        last = self._text.words[phrase.end - 1]
        echoed = self._is_kind_of(phrase, self._alike(discourse))
        if (
            not (echoed or self._is_average(self._alike(discourse)))
            or tags[phrase.end - 1] not in _WHO
            or last in self._text.lexicon.change_heads
        ):
            return False
        told = told or tags[phrase.end : phrase.end + 1] == ["Q"]
        alone = phrase.start == low and phrase.end - phrase.start <= _FEW and phrase.verb is None
        # 其中城镇居民4万元，增长5%；农村居民2万元: another part of what was parted.
        parted = len(self._alike(discourse)) > 1 and tags[low - 1] == "SEMI"
        follows = discourse.code == discourse.unit and tags[low - 1] in ("COMMA", "SEMI")
        return told and alone and (parted or follows)

    def _alike(self, discourse: Discourse) -> Subject:
        """What was measured last in the unit of the number at hand, in its sentence.

        Where that counts things, what there is so much of per head: 每千人口床位6张，农村5张.
        """
        last = discourse.units.get(discourse.code, ())
        return last if discourse.asked is not None or self._is_rate(last) else ()

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

    def _is_average(self, subject: Subject) -> bool:
        """Whether a subject names an average: 居民人均收入, 每人每月标准."""
        return any(
            self._text.tags[i] in ("PER", "MEAN") or self._averaged(i)
            for part in subject
            for i in range(part.start, part.end)
        )

    def _head_start(self, phrase: Phrase, measured: Part) -> int:
        """Where the measure starts in what was measured.

        Behind the word that the other ends in, or with what it is per, or its last word.
        """
        for i in range(measured.end - 2, measured.start - 1, -1):
            if self._text.words[i] == self._text.words[phrase.end - 1]:
                return i + 1
        for i in range(measured.start, measured.end - 1):
            if self._text.tags[i] in ("PER", "MEAN") or self._averaged(i):
                return i  # 雇员|每月收入中位数, 城镇居民|人均收入
        return measured.end - 1

    def _averaged(self, token: int) -> bool:
        return self._text.words[token] in self._text.lexicon.lists.averages

    def is_late(self, phrase: Phrase) -> bool:
        """Whether a head says something of another measure (增速) and is none by itself."""
        return self._text.words[phrase.end - 1] in self._text.lexicon.lists.late_heads

    def _owner(self, head: Phrase, discourse: Discourse) -> Subject:
        """What was measured last, without its own measure where the new one takes its place."""
        if not discourse.measured:
            return ()
        if discourse.oblique and (thing := self._topics.object_of(discourse.at + 1, head.start)):
            return thing
        whole = self._whole_before(head.start, discourse)
        owner = self._shares.before(whole or discourse.whole or discourse.measured[-1])
        if not owner or self.is_late(head):
            return owner
        last = owner[-1]
        parallel = bool(whole) or self._text.tags[head.start - 1 : head.start] == ["LIST"]
        is_measure = self._text.lexicon.measure(self._text.words[last.end - 1]) is not None
        if len(owner) == 1 and is_measure and self._averages(last):
            # 15万亩油菜平均亩产300斤，总产2万吨: what that lacks too.
            return discourse.measured[-2] if len(discourse.measured) > 1 else ()
        parallel = parallel or self._text.words[head.end - 1] in (
            self._text.lexicon.lists.measures_of_things
        )
        if parallel and is_measure and last.end - 1 == last.start and len(owner) > 1:
            return owner[:-1]
        if parallel and is_measure and last.end - 1 > last.start:
            # 粮食播种面积30万亩、产量12万吨: measures of the same thing.
            last = last._replace(end=last.end - 1)
        while last.end > last.start and self._text.tags[last.end - 1] in ("BARE", "MEAN"):
            last = last._replace(end=last.end - 1)
        return (*owner[:-1], last) if last.end > last.start else owner[:-1]

    def _averages(self, part: Part) -> bool:
        """Whether all that stands before the last word of a part is a word of average."""
        tags = self._text.tags[part.start : part.end - 1]
        return bool(tags) and set(tags) == {"MEAN"}

    def _is_bare(self, phrase: Phrase, tags: list[str]) -> bool:
        """Whether a phrase is a measure alone, or with what says nothing of whose: 总体合格率."""
        words, unspecific = self._text.words, self._text.lexicon.lists.unspecific
        start = phrase.end - len(tags)
        return tags[-1:] in (["BARE"], ["MEAN"]) and all(
            tags[i] in ("BARE", "MEAN") or words[start + i] in unspecific for i in range(len(tags))
        )

    def _is_parallel(self, phrase: Phrase, low: int, discourse: Discourse) -> bool:
        """Whether a word alone is another measure of the same thing: 基金收入38亿元、支出32亿元."""
        words, measure = self._text.words, self._text.lexicon.measure
        alone = phrase.end - phrase.start == 1 and phrase.start == low
        whole = self._whole_before(low, discourse)
        alone = alone and (bool(whole) or self._text.tags[low - 1 : low] == ["LIST"])
        if not alone or not discourse.measured or self._text.tags[phrase.start] == "GENERIC":
            return False
        before = whole or discourse.measured[-1]
        named = len(before) > 1 or before[-1].end - before[-1].start > 1
        return bool(named and measure(words[phrase.start]) and measure(words[before[-1].end - 1]))

    def _whole_before(self, low: int, discourse: Discourse) -> Subject:
        """What had parts, behind the semicolon that ends them: 收入9亿元，其中税收占七成；支出8亿元."""
        parted = discourse.base if self._text.tags[low - 1 : low] == ["SEMI"] else ()
        part = discourse.whole
        alone = len(part) == 1 and part[0].end - part[0].start == 1
        if not parted or parted == part or alone:
            return ()  # 其中出口9亿元，增长5%；进口6亿元: another part
        return parted if "PART" in self._text.tags[parted[-1].end : low] else ()

    def _is_short(self, phrase: Phrase) -> bool:
        """Whether a phrase is one word that measures what another names: 出口, 产量, 均价."""
        word = self._text.words[phrase.start]
        alone = phrase.end - phrase.start == 1 and phrase.verb is None
        return alone and len(word) <= _SHORT and self._text.lexicon.measure(word) is not None

    def _without_echo(self, owner: Subject, phrase: Phrase) -> Subject:
        """An owner without the word that the measure begins with: 贷款余额, 余额增速."""
        last, words = owner[-1], self._text.words
        echoed = words[last.end - 1]
        verbal = self._text.roles[last.end - 1] in ("verb", "nominal") or (
            self._text.tags[last.end - 1] in DOING
        )
        again = verbal and words[phrase.start].startswith(echoed)  # 开工98个，|开工率
        if words[phrase.start] != echoed and not again:
            return owner
        short = last._replace(end=last.end - 1)
        return (*owner[:-1], short) if short.end > short.start else owner[:-1]
