"""Measures that do not say of what: 增速, 覆盖率, 总体合格率."""

from __future__ import annotations

from extractor.subjects.clauses import ClauseFinder, Clauses
from extractor.subjects.discourse import Discourse
from extractor.subjects.model import (
    Found,
    Part,
    Phrase,
    Subject,
    TaggedText,
    is_plain_noun,
    without_last_word,
)
from extractor.subjects.pronouns import TOLD
from extractor.subjects.roles import DOING
from extractor.subjects.shares import Shares

_THINGS = frozenset({"n", "nz", "GENERIC", "SUFFIX", "ns"})
_PARTING = frozenset({"ADV", "d", "T"})
_VERBS = DOING | {"SHARE"}
# Characters of a measure that needs a thing to be measured, at most.
_SHORT = 2


class Measures(ClauseFinder):
    """Finds the owners of the measures of one text."""

    def __init__(self, text: TaggedText, clauses: Clauses, shares: Shares) -> None:
        super().__init__(text, clauses, shares)
        self._turned: Subject = ()

    def turned(
        self, found: Found, phrase: Phrase, bounds: tuple[int, int], discourse: Discourse
    ) -> Found | None:
        """货物贸易由一年前的|顺差58亿元转为|逆差9亿元: what it was, and what it became, of whom."""
        tags, start = self._text.tags, phrase.start
        alone = phrase.end - start == 1 and tags[phrase.end] == "Q"
        if not alone or not is_plain_noun(found, phrase):
            return None
        opening = start - 3
        if opening > bounds[0] and tags[opening:start] == ["FROM", "T", "DE"]:
            owner = self._arguments.actor(opening, bounds[0])
            self._turned = owner
        else:
            became = tags[start - 1] == "LEVEL" and discourse.at == start - 2
            owner = self._turned if became else ()
            self._turned = ()
        if not owner:
            return None
        return found._replace(subject=(*owner, *found.subject), completion="owner of a measure")

    def owned(
        self, found: Found, phrase: Phrase, bounds: tuple[int, int], discourse: Discourse
    ) -> Found | None:
        """增速, 覆盖率: whose."""
        low, sentence = bounds
        words = self._text.words
        caused = phrase.verb == phrase.start - 1 and self._text.tags[phrase.verb] == "CAUSE"
        if caused and self._text.tags[phrase.end : phrase.end + 2] != ["Q", "DE"]:
            return None  # 展会带动|成交额3亿元: it is no measure of what was told before
        inside = self._text.tags[phrase.start : phrase.end]
        if "SHARE" in inside[1:]:
            # 数量占全市的三分之一: what is measured has the share.
            phrase = phrase._replace(end=phrase.start + inside.index("SHARE", 1))
            inside = self._text.tags[phrase.start : phrase.end]
        owner = self._contrasted(phrase, low) if inside[0] in ("PER", "MEAN") else ()
        if inside[0] == "PER":
            # 每户, or 每 with its noun behind it.
            inside = inside[1:] if len(self._text.words[phrase.start]) > 1 else inside[2:]
        bare = self._is_bare(phrase, inside) or self._is_parallel(phrase, low, discourse)
        if not bare and not owner:
            owner = self._beside(phrase, bounds) if found.phrase == "noun before" else ()
            owner = owner or self._told_again(phrase, bounds, discourse)
            items = self._text.lexicon.lists.account_items
            if not owner and phrase.end - phrase.start == 1 and words[phrase.start] in items:
                discourse.heading = self._account_label(low) or discourse.heading
                owner = discourse.heading
        elif not owner and not self._partitives.opens_part(low, phrase.start):
            owner = self._told_again(phrase, bounds, discourse)
            owner = owner or self._told(phrase, low, sentence, discourse)
        if not owner:
            return None
        # 风电、光伏合计占比42%: its clause names it.
        beside = low <= owner[0].start < phrase.start and len(owner) == 1
        late = self._text.lexicon.is_late(words[phrase.end - 1])
        completion = "owner beside" if beside and late else "owner of a measure"
        return found._replace(subject=(*owner, *found.subject), completion=completion)

    def _told_again(self, phrase: Phrase, bounds: tuple[int, int], discourse: Discourse) -> Subject:
        """Whose a short measure is that was told with its owner: 城关站|洪峰水位9米，水位列第2."""
        words, items = self._text.words, self._text.lexicon.lists.account_items
        word, parted = words[phrase.start], self._partitives.in_part(bounds[1], phrase.start)
        item = phrase.end - phrase.start == 1 and word in items
        if parted or not (item or self._is_short(phrase)):
            return ()
        told = discourse.base if discourse.parted else (discourse.measured or [()])[-1]
        if not told:
            return ()
        last = told[-1]
        head = words[last.end - 1]
        # 基金收入9亿元，支出8亿元: another item of the same account.
        again = head.endswith(word) or (item and head in items)
        named = len(told) > 1 or last.end - last.start > 1
        return without_last_word(told) if again and named and head != word else ()

    def _account_label(self, low: int) -> Subject:
        """The account that a colon before a clause closes the name of: 失业保险基金：收入9亿元."""
        if self._text.tags[low - 1 : low] != ["COLON"]:
            return ()
        label = self._owners.label(low - 1)
        return label if self.is_account(label) else ()

    def is_account(self, named: Subject) -> bool:
        """Whether a name is one of what income and expenses are told of."""
        accounts = self._text.lexicon.lists.accounts
        return bool(named) and self._text.words[named[0].end - 1] in accounts

    def label(self, named: Subject, discourse: Discourse) -> Subject:
        """A label that only measures, with what the heading above it names: 收入情况。."""
        measures = bool(named) and self._is_short(Phrase(named[0].start, named[0].end))
        return (*discourse.heading, *named) if measures else ()

    def _beside(self, phrase: Phrase, bounds: tuple[int, int]) -> Subject:
        """What a short measure is of that stands apart in its clause: 产品受需求拖累，出口下降."""
        if not self._is_short(phrase):
            return ()
        low, _ = bounds
        return (
            self._thing_before(phrase, low)
            or self._apart(phrase, low)
            or self._owners.described(phrase.end)
            or self._listed(phrase, bounds)
        )

    def _listed(self, phrase: Phrase, bounds: tuple[int, int]) -> Subject:
        """The list whose members a measure is dealt to: 鲜菜和鸡蛋大量上市，价格分别下降."""
        tags = self._text.tags
        if tags[phrase.end] != "DEAL" or phrase.start != bounds[0]:
            return ()
        topic = self._topics.before(bounds[1], bounds[0], counted=False)
        listed = bool(topic) and {"LIST", "AND"} & {*tags[topic[0].start : topic[0].end]}
        return topic if listed else ()

    def _told(self, phrase: Phrase, low: int, sentence: int, discourse: Discourse) -> Subject:
        """What a bare measure is of, as its sentence tells."""
        owner = self._owners.bracketed(low) or self._topics.since(low, discourse)
        owner = self._owners.described(phrase.end) or self._apart(phrase, low) or owner
        if phrase.verb is not None and self._text.tags[phrase.verb] == "DONE":
            # 规模以上企业实现产值90亿元: who did it.
            owner = self._arguments.actor(phrase.verb, low) or owner
        if not owner and self._text.words[phrase.end - 1] in self._text.lexicon.lists.share_heads:
            # 占全省的六成，比重提高2个百分点: the share that was just told.
            told = discourse.said if len(discourse.said) > 1 else ()
            owner = discourse.said if self._shares.behind(discourse.said) else told
        if not owner and discourse.listed > 1 and not self._whole_before(low, discourse):
            # Behind a list of unlike things a measure is about what holds them all.
            owner = self._unmeasured(self._topics.before(sentence, low), phrase)
        owner = owner or self._owner(phrase, discourse)
        # 主体增量提质，总量突破千万户: the topic's own measure is another.
        owner = owner or self._unmeasured(self._topics.before(sentence, low), phrase)
        owner = owner or discourse.topic or discourse.heading
        share = self._text.words[phrase.end - 1] in self._text.lexicon.lists.share_heads
        if not owner or (self._text.tags[owner[-1].end - 1] == "DE" and not share):
            return ()  # 表示满意的480人，满意度89%: not theirs
        if self._text.words[owner[-1].end - 1] in self._text.lexicon.lists.surveys and not share:
            return ()  # 收回问卷1852份，总体满意率93%
        owner = self._in_all(self._of_list(owner, phrase), phrase)
        if self._text.words[phrase.end - 1] not in self._text.lexicon.lists.share_heads:
            owner = self._without_predicate(owner)
        owner = self._without_echo(owner, phrase)
        return (*self._owners.pointing(phrase.start, low), *owner)

    def _in_all(self, owner: Subject, head: Phrase) -> Subject:
        """What there is in all, behind what is new of it: 新登记|经营主体9万户，总量80万户."""
        words, lists = self._text.words, self._text.lexicon.lists
        first = owner[0]
        new = words[first.start] in lists.renewed and first.end - first.start > 1
        if not new or words[head.end - 1] not in lists.totals:
            return owner
        return (first._replace(start=first.start + 1), *owner[1:])

    def traded(
        self, found: Found, phrase: Phrase, bounds: tuple[int, int], discourse: Discourse
    ) -> Found | None:
        """水产品出口9万吨，|出口额3亿元: one word for the same trade and how it is measured."""
        last = discourse.last(1)[0] if discourse.measured else ()
        if not last or phrase.start != bounds[0] or phrase.end - phrase.start > 1:
            return None
        word, told = self._text.words[phrase.start], self._text.words[last[-1].end - 1]
        owner = without_last_word(last) if told in self._text.lexicon.lists.directed else ()
        if not owner or word == told or not word.startswith(told):
            return None
        return found._replace(subject=(*owner, *found.subject), completion="owner of a measure")

    def echoed(
        self, found: Found, phrase: Phrase, bounds: tuple[int, int], discourse: Discourse
    ) -> Found | None:
        """研发经费投入96亿元，投入|强度2.6%: a name that goes on from what was measured last."""
        last = discourse.last(1)[0] if discourse.measured else ()
        words, lexicon, first = self._text.words, self._text.lexicon, phrase.start
        act = self._text.tags[first] == "VN" or words[first] in lexicon.lists.directed
        measures = lexicon.measure(words[self._measured_until(phrase) - 1]) is not None
        goes_on = act and measures and first == bounds[0] and phrase.end - first > 1
        told = words[last[-1].end - 1] if last and goes_on else ""
        again = told == words[first] or (
            self._text.tags[first] == "VN" and told.endswith(words[first])
        )
        if not again or (len(last) == 1 and words[last[0].start] == words[first]):
            return None
        subject = (*last, Part(first + 1, phrase.end), *found.subject[1:])
        return found._replace(subject=subject, completion="owner of a measure")

    def _unmeasured(self, owner: Subject, head: Phrase) -> Subject:
        """What is measured, without the measure that another takes the place of: 基金总收入."""
        if not owner or self._text.lexicon.is_late(self._text.words[head.end - 1]):
            return owner
        last = owner[-1]
        bare = self._text.tags[last.end - 1] == "BARE" and last.end - 1 > last.start
        return (*owner[:-1], last._replace(end=last.end - 1)) if bare else owner

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

    def _contrasted(self, phrase: Phrase, low: int) -> Subject:
        """Who is contrasted with those told before: 自住业主|则每户可获5万元."""
        before = phrase.start - 1
        contrasts = self._text.words[before] in self._text.lexicon.lists.contrasting
        return self._arguments.actor(before, low) if contrasts and before > low else ()

    def _thing_before(self, phrase: Phrase, low: int) -> Subject:
        """What a measure is of that stands apart: 产品受需求拖累，出口下降; “新三样”合计出口."""
        tags = self._text.tags
        if tags[max(phrase.start - 1, 0)] == "LEVEL" and phrase.start - 1 > low:
            return self._arguments.actor(phrase.start - 1, low)
        front = self._topics.fronted(low)
        named = not front.empty and tags[front.end - 1] in _THINGS
        return (Part(front.start, front.end),) if named else ()

    def _apart(self, phrase: Phrase, low: int) -> Subject:
        """The thing that a measure is of where an adverb or its verb parts them: 秋粮预计总产."""
        verb = phrase.verb
        if verb is not None:
            return self._arguments.actor(verb, low) if self._text.tags[verb] == "ACT" else ()
        start = phrase.start
        if start - 1 > low and self._text.words[start - 1] in self._text.lexicon.lists.summing:
            # 风电、光伏合计占比
            owner = self._arguments.actor(start - 1, low)
            return owner if owner and self._text.tags[owner[0].start] not in TOLD else ()
        while start > low and self._text.tags[start - 1] in _PARTING:
            start -= 1 + (self._text.tags[start - 2 : start] == ["PREP", "T"])
        owner = self._arguments.actor(start, low) if low < start < phrase.start else ()
        # 财政部预估4月出口: who says so.
        says = bool(owner) and self._text.tags[owner[-1].end - 1] == "nt"
        return () if says else owner

    def _changing(self, owner: Subject, *, listed: bool) -> Subject:
        """What changes as a late measure says: 总量居第一位、增速居第二位: of the same."""
        last = owner[-1] if listed and len(owner) > 1 else None
        measured = last is not None and self._text.tags[last.start : last.end] == ["BARE"]
        return owner[:-1] if measured else owner

    def _owner(self, head: Phrase, discourse: Discourse) -> Subject:
        """What was measured last, without its own measure where the new one takes its place."""
        oblique = discourse.oblique and discourse.measured
        if oblique and (thing := self._arguments.object_of(discourse.at + 1, head.start)):
            return thing
        whole = self._whole_before(head.start, discourse)
        owner = self._shares.before(whole or discourse.whole or (discourse.measured or [()])[-1])
        listed = self._text.tags[head.start - 1 : head.start] == ["LIST"]
        if not owner or self._text.lexicon.is_late(self._text.words[head.end - 1]):
            return self._changing(owner, listed=listed)
        last = owner[-1]
        words, lists = self._text.words, self._text.lexicon.lists
        parallel = bool(whole) or listed
        is_measure = self._text.lexicon.measure(words[last.end - 1]) is not None
        averages = len(owner) == 1 and is_measure and self._averages(last)
        if is_measure and not parallel and words[head.end - 1] in lists.totals:
            return owner  # 原煤产量9万吨，总量居第一
        # 每栋菌棚平均损失1万元，户均损失2万元: another average.
        if averages or (
            self._is_mean(head.start, head.end) and self._is_mean(last.start, last.end)
        ):
            # 15万亩油菜平均亩产300斤，总产2万吨: what that lacks too.
            return discourse.measured[-2] if len(discourse.measured) > 1 else ()
        parallel = parallel or words[head.end - 1] in lists.measures_of_things
        if parallel and is_measure:
            # 粮食播种面积30万亩、产量12万吨: measures of the same thing.
            last = last._replace(end=last.end - 1)
            if len(owner) == 1 and last.end == last.start:
                return discourse.topic  # 播种面积90万亩，总产量30万吨: of what both are
        while last.end > last.start and self._text.tags[last.end - 1] in ("BARE", "MEAN"):
            last = last._replace(end=last.end - 1)
        return (*owner[:-1], last) if last.end > last.start else owner[:-1]

    def _is_mean(self, start: int, end: int) -> bool:
        """Whether a phrase opens with what it is per, or holds a word of average."""
        tags = self._text.tags[start:end]
        return tags[:1] == ["PER"] or "MEAN" in tags

    def _averages(self, part: Part) -> bool:
        """Whether all that stands before the last word of a part is a word of average."""
        tags = self._text.tags[part.start : part.end - 1]
        return bool(tags) and set(tags) == {"MEAN"}

    def _is_bare(self, phrase: Phrase, tags: list[str]) -> bool:
        """Whether a phrase is a measure alone, or with what says nothing of whose: 总体合格率."""
        words, unspecific = self._text.words, self._text.lexicon.lists.unspecific
        start = phrase.end - len(tags)
        bare = tags[-1:] in (["BARE"], ["MEAN"]) and all(
            tags[i] in ("BARE", "MEAN") or words[start + i] in unspecific for i in range(len(tags))
        )
        return bare or self._are_bare(start, tags)

    def _are_bare(self, start: int, tags: list[str]) -> bool:
        """Whether words are a list of measures, one of them bare: 数量和价值|分别增长."""
        if "BARE" not in tags or not {"LIST", "AND"}.issuperset(tags[1::2] or ["BARE"]):
            return False
        members = self._text.words[start : start + len(tags) : 2]
        quotients = self._text.lexicon.quotients
        return all(
            self._text.lexicon.measure(word) is not None and not word.endswith(quotients)
            for word in members
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
        """What had parts, behind the semicolon that ends them: 收入9亿元，其中税收占七成；支出."""
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

    def _measured_until(self, phrase: Phrase) -> int:
        """The token behind a measure, without what it is per: 进口均价|每吨."""
        tags = self._text.tags[phrase.start : phrase.end]
        return phrase.start + tags.index("PER") if "PER" in tags[1:] else phrase.end

    def _without_predicate(self, owner: Subject) -> Subject:
        """An owner without what was said of some of them: 40个行业中31个|实现增长，增长面77%."""
        said = len(owner) > 1 and self._text.tags[owner[-1].start - 1] == "Q"
        said = said and owner[0].end < owner[-1].start - 1
        return owner[:-1] if said else owner

    def _without_echo(self, owner: Subject, phrase: Phrase) -> Subject:
        """An owner without the word that the measure begins with: 贷款余额, 余额增速."""
        last, words = owner[-1], self._text.words
        inside = words[last.start + 1 : last.end]
        if self._text.tags[phrase.start] == "BARE" and words[phrase.start] in inside:
            # 产值成长率为11%，产值21亿元: of what the same measure was told.
            end = last.start + 1 + inside.index(words[phrase.start])
            return (*owner[:-1], last._replace(end=end))
        echoed = words[last.end - 1]
        verbal = self._text.roles[last.end - 1] in ("verb", "nominal") or (
            self._text.tags[last.end - 1] in _VERBS
        )
        again = verbal and words[phrase.start].startswith(echoed)  # 开工98个，|开工率
        if words[phrase.start] != echoed and not again:
            return owner
        return without_last_word(owner)
