"""Third question: what the phrase lacks, taken from the discourse."""

from __future__ import annotations

from extractor.subjects.bounds import is_headless
from extractor.subjects.discourse import Discourse
from extractor.subjects.model import Found, Part, Subject, TaggedText
from extractor.subjects.phrase import Phrase, PhraseGrower
from extractor.subjects.pronouns import Pronouns
from extractor.subjects.roles import DOING
from extractor.subjects.topics import Topics

_THINGS = frozenset({"n", "nz", "GENERIC", "SUFFIX", "ns"})
# Characters of a measure that needs a thing to be measured, at most.
_SHORT = 2
_AROUND_RATE = frozenset({"LEVEL", "PREP", "FROM", "TO"})
_SILENT = frozenset({"HAVE", "DONE", "NEW", "RISE", "FALL"})
_NAMING = frozenset({"ACT", "CAUSE", "VN", "FALL"})


class Completer:
    """Completes the phrases of one text.

    Args:
        text: The tokens.
        grower: Grows phrases over them.
        topics: Says what the clauses around are about.
        pronouns: Resolves what stands for something told before.
    """

    def __init__(
        self, text: TaggedText, grower: PhraseGrower, topics: Topics, pronouns: Pronouns
    ) -> None:
        self._text = text
        self._grower = grower
        self._topics = topics
        self._pronouns = pronouns

    def carry(self, edge: int, low: int, sentence: int, discourse: Discourse, unit: str) -> Found:
        """No noun in the clause: a verb that counts itself, or what was measured before.

        Args:
            edge: The token behind what stands before the number and its frame.
            low: First token of the clause.
            sentence: First token of the sentence.
            discourse: What has been said so far.
            unit: Code of the number's unit.
        """
        verb = edge - 1
        # 受节日带动上升3%: why it changed, not what.
        caused = low < edge and self._text.words[low] in self._text.lexicon.causing
        if (
            verb >= low
            and not caused
            and (self._text.tags[verb] in DOING or self._text.roles[verb] == "verb")
        ):
            found = self._verb(verb, low, sentence, discourse, unit)
            if found is not None:
                return found
        for owner, phrase, completion in (
            (self._headless(low, edge), "headless clause", None),
            # 再出口（9.9亿元）: what stands before the bracket.
            (self._topics.bracketed(low), "bracket", None),
            (self._topics.since(low, discourse), "none", "topic"),
        ):
            if owner:
                return Found(owner, phrase, completion)
        if discourse.measured:
            return Found(discourse.last(1)[0], "none", "measured")
        owner = self._topics.before(sentence, low) or discourse.topic
        if owner or not discourse.previous:
            return Found(owner, "none", "topic")
        return Found(discourse.previous, "none", "measured")

    def _verb(
        self, verb: int, low: int, sentence: int, discourse: Discourse, unit: str
    ) -> Found | None:
        """A number right behind a verb: who does it, and the verb where it says something."""
        governed = self._grower.left(verb, low)
        is_object = governed.verb is not None and governed.end == verb
        if is_object and not governed.empty and self._text.tags[verb] == "ACT":
            # 促成贷款投放80亿元: the act is what is measured.
            return Found((Part(governed.start, verb + 1),), "verb", None, governed.verb)
        owner, completion = self._topics.actor(verb, low), None
        # 高速公路建成3公里, but 机构接诊3万人次.
        done = self._text.tags[verb] == "ACT" and not unit.endswith(self._text.lexicon.events)
        silent = self._text.tags[verb] in _SILENT or (owner and done)
        if owner:
            part = self.opens_part(low, owner[0].start)
            if silent and part and self._text.tags[verb] == "DONE":
                head = self._measure_of(discourse.whole or discourse.previous)
                owner, completion = (*owner, *head), "head of the whole"
        elif discourse.measured and discourse.unit == unit:
            owner, completion = discourse.last(1)[0], "measured"
        elif not discourse.measured or silent:
            owner, completion = self._topics.before(sentence, low) or discourse.topic, "topic"
        if silent:
            return Found(owner, "verb", completion, verb) if owner else None
        return Found((*owner, Part(verb, verb + 1)), "verb", completion, verb)

    def _headless(self, low: int, edge: int) -> Subject:
        """The relative clause without its noun that ends at a token, if one does."""
        return self._topics.headless(low, edge) if is_headless(self._text, low, edge) else ()

    def opens_part(self, low: int, end: int) -> bool:
        """Whether 其中 stands in the clause before token `end`, or alone before its comma.

        Behind 其中第4季 the whole is the same thing at another time, so nothing is a part of it.
        """
        tags = self._text.tags
        if "PART" in tags[low:end]:
            return tags[tags.index("PART", low, end) + 1] != "T"
        return tags[max(low - 2, 0) : low] == ["PART", "COMMA"]

    def _measure_of(self, subject: Subject) -> Subject:
        """The word at the end of a subject, which says what is measured."""
        return (Part(subject[-1].end - 1, subject[-1].end),) if subject else ()

    def complete(
        self, phrase: Phrase, how: str, low: int, sentence: int, discourse: Discourse
    ) -> Found:
        """Give a bare head its owner, a share its part and its whole.

        Args:
            phrase: The noun phrase beside the number.
            how: Where it stands.
            low: First token of the clause.
            sentence: First token of the sentence.
            discourse: What has been said so far.
        """
        plain = Found((Part(phrase.start, phrase.end),), how, None, phrase.verb)
        for complete in (
            *(self._share, self._rate, self._base, self._directed),
            *(self._common_head, self._measure, self._contrast, self._fronted),
        ):
            found = complete(plain, phrase, (low, sentence), discourse)
            if found is not None:
                return self._pronouns.resolve(found, (low, sentence), discourse)
        return self._pronouns.resolve(plain, (low, sentence), discourse)

    def _share(
        self, found: Found, phrase: Phrase, bounds: tuple[int, int], discourse: Discourse
    ) -> Found | None:
        """占全国3% lacks what has the share; 税收占70% lacks the whole."""
        tags = self._text.tags
        if tags[phrase.start] == "SHARE":
            owner = self._topics.actor(phrase.start, bounds[0])
            if owner:
                return found._replace(
                    subject=(*owner, *found.subject), completion="part of a share"
                )
            owner = self._said(bounds, discourse)
            return found._replace(subject=(*owner, *found.subject), completion="owner of a share")
        if tags[phrase.end - 1] == "SHARE":
            part = self.opens_part(bounds[0], phrase.start)
            whole = discourse.whole or (discourse.previous if part else ())
            if discourse.base and "PART" in tags[bounds[1] : bounds[0]]:
                # 其中研究生37名，音乐教师占三分之一: of what both are a part of.
                whole = discourse.base
            whole = self._behind_share(whole) or whole
            if whole and tags[whole[-1].end - 1] == "SHARE":
                whole = ()
            return found._replace(subject=(*found.subject, *whole), completion="whole of a share")
        return None

    def _behind_share(self, subject: Subject) -> Subject:
        """What a subject that says a share is a share of; nothing where it says none."""
        found = self._share_in(subject)
        if found is None:
            return ()
        number, verb = found
        end = subject[number].end
        rest = (Part(verb + 1, end),) if verb + 1 < end else ()
        return (*rest, *subject[number + 1 :])

    def _share_in(self, subject: Subject) -> tuple[int, int] | None:
        """Which part of a subject says a share, and the token of its verb; None if none does."""
        for number, part in enumerate(subject):
            for i in range(part.start, part.end):
                if self._text.tags[i] == "SHARE":
                    return number, i
        return None

    def _rate(
        self, found: Found, phrase: Phrase, bounds: tuple[int, int], discourse: Discourse
    ) -> Found | None:
        """每百名学生拥有计算机18台: what it is per belongs to it."""
        tags, before = self._text.tags, phrase.start - 1
        averaged = phrase.end - phrase.start == 1 and (
            self._text.words[phrase.start] in self._text.lexicon.averages
        )
        if (
            (averaged or tags[phrase.start] == "PER")
            and before >= bounds[0]
            and tags[before] in _AROUND_RATE
        ):
            # 公路密度为每百平方公里142公里: what is rated stands before the verb.
            while before > bounds[0] and tags[before - 1] in ("RISE", "FALL", "DEAL"):
                # 标准分别提高到每人每月860元.
                before -= 1
            while before > bounds[0] and tags[before] in ("DE", "T", "t"):
                before -= 1  # 标准从去年的每人每月143元提高到
            owner = self._topics.actor(before, bounds[0]) or self._said(bounds, discourse)
            return found._replace(subject=(*owner, *found.subject), completion="rate")
        if all(tag in ("PER", "HAVE") for tag in tags[phrase.start : phrase.end]):
            # 5G基站从零起步，每万人拥有15个: what there is so much of was said before.
            owner = self._said(bounds, discourse)
            return found._replace(subject=(*owner, *found.subject), completion="rate")
        shared = self._shared_rate(bounds[0], discourse)
        if shared is not None:
            return found._replace(subject=(shared, *found.subject), completion="rate")
        for i in range(bounds[0], phrase.start):
            if tags[i] == "PER":
                return found._replace(subject=self._per(i, phrase), completion="rate")
        return None

    def _per(self, per: int, phrase: Phrase) -> Subject:
        """A phrase with what it is per, which a verb may part from it: 每个街道建成中心2处."""
        between = self._text.tags[per : phrase.start]
        if "ACT" not in between or "HAVE" in between:
            return (Part(per, phrase.end),)
        rated = self._grower.right(per, phrase.start, ended_by="verb")
        return (Part(per, rated.end), Part(phrase.start, phrase.end))

    def _shared_rate(self, low: int, discourse: Discourse) -> Part | None:
        """What the members of a list are per, up to its verb: 每百户拥有汽车48辆、空调156台."""
        tags = self._text.tags
        if not discourse.measured or tags[low - 1 : low] != ["LIST"]:
            return None
        rated = discourse.measured[-1][0]
        if tags[rated.start] != "PER":
            return None
        verbs = [i for i in range(rated.start, rated.end) if tags[i] == "HAVE"]
        return Part(rated.start, verbs[0] + 1) if verbs else None

    def _directed(
        self, found: Found, phrase: Phrase, bounds: tuple[int, int], discourse: Discourse
    ) -> Found | None:
        """对经济增长的贡献率: whose."""
        words, lexicon = self._text.words, self._text.lexicon
        is_head = words[phrase.end - 1] in lexicon.directed_needing
        if not is_head or words[phrase.start] not in lexicon.directing:
            return None
        owner = self._said(bounds, discourse)
        return found._replace(subject=(*owner, *found.subject), completion="owner of a measure")

    def _base(
        self, found: Found, phrase: Phrase, bounds: tuple[int, int], discourse: Discourse
    ) -> Found | None:
        """为年度计划的53% says of what, and what was said before is the part."""
        tags = self._text.tags
        if found.phrase != "noun before" or tags[phrase.end] != "DE":
            return None
        verbs = [i for i in range(bounds[0], phrase.start) if tags[i] in ("LEVEL", "DONE")]
        # 标准确定为低保标准的1.3倍: the verb of level may be part of another.
        if not verbs or any(tags[i] == "ACT" for i in range(bounds[0], verbs[-1] - 1)):
            return None
        base = Part(verbs[-1], phrase.end)
        named = self._topics.actor(verbs[-1], bounds[0]) or self._said(bounds, discourse)
        if all(self._is_time(i) for i in range(phrase.start, phrase.end)):
            # 是去年国庆的2.3倍: of the same thing at another time.
            return found._replace(subject=named, completion="base in time")
        return found._replace(subject=(*named, base), completion="base")

    def _is_time(self, token: int) -> bool:
        """Whether a word says when: 去年, 同期, 高峰期."""
        word = self._text.words[token]
        return self._text.tags[token] in ("T", "t") or word in self._text.lexicon.periods

    def _common_head(
        self, found: Found, phrase: Phrase, bounds: tuple[int, int], discourse: Discourse
    ) -> Found | None:
        """资金 names nothing: 社会组织筹集资金 does."""
        del discourse
        tags, verb, (low, sentence) = self._text.tags, phrase.verb, bounds
        if verb is None:
            return None
        governs = verb == phrase.start - 1
        common = all(tag == "GENERIC" for tag in tags[phrase.start : phrase.end])
        if (governs and tags[verb] == "NEW") or (common and tags[verb] == "DONE"):
            # 科技园新增企业132家: where they are new tells them from others.
            # 困难人员实现就业3万人: the verb says nothing.
            actor = self._topics.actor(verb, low)
            return found._replace(subject=(*actor, *found.subject), completion="actor")
        if not governs or tags[verb] not in _NAMING or not common:
            return None
        actor = self._topics.actor(verb, low)
        if not actor and tags[verb] == "ACT" and tags[low - 1 : low] == ["COMMA"]:
            actor = self._topics.before(sentence, low, counted=False)
        named = (*actor, Part(verb, phrase.end))
        return found._replace(subject=named, completion="verb of a common head")

    def _measure(
        self, found: Found, phrase: Phrase, bounds: tuple[int, int], discourse: Discourse
    ) -> Found | None:
        """增速, 覆盖率: whose."""
        low, sentence = bounds
        inside = self._text.tags[phrase.start : phrase.end]
        if inside[0] == "PER":
            # 每户, or 每 with its noun behind it.
            inside = inside[1:] if len(self._text.words[phrase.start]) > 1 else inside[2:]
        bare = self._is_bare(phrase, inside) or self._is_parallel(phrase, low, discourse)
        if not bare and self._is_short(phrase) and found.phrase == "noun before":
            front = self._topics.fronted(low)
            if not front.empty and self._text.tags[front.end - 1] in _THINGS:
                # 劳动密集型产品受需求拖累，出口下降.
                thing: Subject = (Part(front.start, front.end),)
                return found._replace(
                    subject=(*thing, *found.subject), completion="owner of a measure"
                )
        if not bare or self.opens_part(low, phrase.start):
            return None
        owner = self._topics.bracketed(low) or self._topics.since(low, discourse)
        if phrase.verb is not None and self._text.tags[phrase.verb] == "DONE":
            # 规模以上企业实现产值90亿元: who did it.
            owner = self._topics.actor(phrase.verb, low) or owner
        if not owner and self._text.words[phrase.end - 1] in self._text.lexicon.share_heads:
            # 占全省的六成，比重提高2个百分点: the share that was just told.
            owner = discourse.said if self._behind_share(discourse.said) else ()
        if not owner and discourse.listed > 1:
            # Behind a list of unlike things a measure is about what holds them all.
            owner = self._topics.before(sentence, low)
        owner = owner or self._owner(phrase, discourse) or self._topics.before(sentence, low)
        owner = owner or discourse.topic
        if not owner:
            return None
        owner = self._without_echo(owner, phrase)
        return found._replace(subject=(*owner, *found.subject), completion="owner of a measure")

    def _fronted(
        self, found: Found, phrase: Phrase, bounds: tuple[int, int], discourse: Discourse
    ) -> Found | None:
        """支付比例，职工在八成五左右，居民为七成: the measure stands before, of whom behind."""
        words, measure = self._text.words, self._text.lexicon.measure
        front = self._topics.fronted(bounds[0])
        if not front.empty:
            named = measure(words[front.end - 1]) is not None
            discourse.fronted = (Part(front.start, front.end),) if named else ()
        if found.phrase != "noun before" or phrase.verb is not None or not discourse.fronted:
            return None
        if measure(words[phrase.end - 1]):
            return None
        subject = (*found.subject, *discourse.fronted)
        return found._replace(subject=subject, completion="fronted measure")

    def _contrast(
        self, found: Found, phrase: Phrase, bounds: tuple[int, int], discourse: Discourse
    ) -> Found | None:
        """医生流失率由5%降至4%，护士则由9%降至8%: the same measure of something else."""
        del bounds
        words, measure = self._text.words, self._text.lexicon.measure
        following = words[phrase.end : phrase.end + 1]
        if not following or following[0] not in self._text.lexicon.contrasting:
            return None
        before = discourse.measured[-1] if discourse.measured else ()
        if not before or measure(words[phrase.end - 1]) or self._share_in(before):
            return None
        if not measure(words[before[-1].end - 1]):
            return None
        head = Part(before[-1].end - 1, before[-1].end)
        return found._replace(subject=(*found.subject, head), completion="measure of the other")

    def _is_bare(self, phrase: Phrase, tags: list[str]) -> bool:
        """Whether a phrase is a measure alone, or with what says nothing of whose: 总体合格率."""
        words, unspecific = self._text.words, self._text.lexicon.unspecific
        start = phrase.end - len(tags)
        return tags[-1:] in (["BARE"], ["MEAN"]) and all(
            tags[i] in ("BARE", "MEAN") or words[start + i] in unspecific for i in range(len(tags))
        )

    def _is_short(self, phrase: Phrase) -> bool:
        """Whether a phrase is one word that measures what another names: 出口, 产量, 均价."""
        word = self._text.words[phrase.start]
        alone = phrase.end - phrase.start == 1 and phrase.verb is None
        return alone and len(word) <= _SHORT and self._text.lexicon.measure(word) is not None

    def _without_echo(self, owner: Subject, phrase: Phrase) -> Subject:
        """An owner without the word that the measure begins with: 贷款余额, 余额增速."""
        last = owner[-1]
        if self._text.words[last.end - 1] != self._text.words[phrase.start]:
            return owner
        short = last._replace(end=last.end - 1)
        return (*owner[:-1], short) if short.end > short.start else owner[:-1]

    def _is_parallel(self, phrase: Phrase, low: int, discourse: Discourse) -> bool:
        """Whether a word alone is another measure of the same thing: 基金收入38亿元、支出32亿元."""
        words, measure = self._text.words, self._text.lexicon.measure
        alone = phrase.end - phrase.start == 1 and self._text.tags[low - 1 : low] == ["LIST"]
        if not alone or not discourse.measured or self._text.tags[phrase.start] == "GENERIC":
            return False
        before = discourse.measured[-1]
        named = len(before) > 1 or before[-1].end - before[-1].start > 1
        return bool(named and measure(words[phrase.start]) and measure(words[before[-1].end - 1]))

    def _said(self, bounds: tuple[int, int], discourse: Discourse) -> Subject:
        """What was measured last in the sentence, or its topic."""
        low, sentence = bounds
        topic = self._topics.since(low, discourse)
        if topic or not discourse.measured:
            return topic or self._topics.before(sentence, low)
        return discourse.last(1)[0]

    def is_late(self, phrase: Phrase) -> bool:
        """Whether a head says something of another measure (增速) and is none by itself."""
        return self._text.words[phrase.end - 1] in self._text.lexicon.late_heads

    def _owner(self, head: Phrase, discourse: Discourse) -> Subject:
        """What was measured last, without its own measure where the new one takes its place."""
        if not discourse.measured:
            return ()
        if discourse.oblique and (thing := self._topics.object_of(discourse.at + 1, head.start)):
            return thing
        owner = self.before_share(discourse.whole or discourse.measured[-1])
        if not owner or self.is_late(head):
            return owner
        last = owner[-1]
        parallel = self._text.tags[head.start - 1 : head.start] == ["LIST"]
        is_measure = self._text.lexicon.measure(self._text.words[last.end - 1]) is not None
        if parallel and is_measure and last.end - 1 == last.start and len(owner) > 1:
            return owner[:-1]
        if parallel and is_measure and last.end - 1 > last.start:
            # 粮食播种面积30万亩、产量12万吨: measures of the same thing.
            last = last._replace(end=last.end - 1)
        while last.end > last.start and self._text.tags[last.end - 1] in ("BARE", "MEAN"):
            last = last._replace(end=last.end - 1)
        return (*owner[:-1], last) if last.end > last.start else owner[:-1]

    def before_share(self, subject: Subject) -> Subject:
        """What has the share, of a subject that says of what; all of it before 比重."""
        if subject and self._text.words[subject[-1].end - 1] in self._text.lexicon.share_heads:
            return subject
        found = self._share_in(subject)
        if found is None:
            return subject
        number, verb = found
        start = subject[number].start
        return (*subject[:number], *((Part(start, verb),) if verb > start else ()))
