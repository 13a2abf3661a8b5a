"""Third question: what the phrase lacks, taken from the discourse."""

from __future__ import annotations

from extractor.subjects.amounts import Amounts
from extractor.subjects.belonging import Belonging
from extractor.subjects.clauses import ClauseFinder, Clauses
from extractor.subjects.contrasts import Contrasts
from extractor.subjects.discourse import Discourse
from extractor.subjects.events import Events
from extractor.subjects.fronted import FrontedMeasures
from extractor.subjects.likes import Likes
from extractor.subjects.measures import Measures
from extractor.subjects.model import Found, Part, Phrase, Subject, TaggedText, without_last_word
from extractor.subjects.opposites import Opposites
from extractor.subjects.phrase import PhraseGrower
from extractor.subjects.predicates import PEOPLE, PERSON
from extractor.subjects.pronouns import TOLD, Pronouns
from extractor.subjects.rates import Rates
from extractor.subjects.roles import DOING, VERBAL
from extractor.subjects.shares import Shares
from extractor.subjects.wholes import Wholes

_MULTIPLE = "{times}"
# Tokens of a measure that does not say of whom, at most.
_FEW = 2
_NAMING = frozenset({"ACT", "CAUSE", "VN", "FALL"})


class Completer(ClauseFinder):
    """Completes the phrases of one text.

    Args:
        text: The tokens.
        grower: Grows phrases over them.
        clauses: Says what the clauses around tell.
        pronouns: Resolves what stands for something told before.
        measures: Finds what a measure is of.
        shares: Takes apart what says a share.
    """

    def __init__(
        self,
        text: TaggedText,
        grower: PhraseGrower,
        clauses: Clauses,
        pronouns: Pronouns,
        measures: Measures,
        shares: Shares,
    ) -> None:
        super().__init__(text, clauses, shares)
        self._pronouns = pronouns
        self._measures = measures
        self._contrasts = Contrasts(text, clauses, shares)
        self._likes = Likes(text, shares)
        self._amounts = Amounts(text, clauses, shares)
        self._belonging = Belonging(text)
        self._events = Events(text, clauses, shares)
        self._opposites = Opposites(text, clauses, shares)
        self._fronted = FrontedMeasures(text, clauses, shares)
        self._wholes = Wholes(text, clauses, shares)
        self._rates = Rates(text, grower, clauses)

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
            self._base_again,
            *(self._wholes.shared, self._rates.rated, self._next, self._base),
            self._directed,
            self._contrasts.labelled,
            self._contrasts.identified,
            *(self._common_head, self._measures.turned),
            *(self._events.suffered, self._measures.traded, self._measures.echoed),
            self._measures.owned,
            *(self._opposites.graded, self._opposites.of_town, self._opposites.at_institutions),
            *(self._fronted.looked_into, self._opposites.opposed, self._amounts.parted),
            *(self._contrasts.told_again, self._contrasts.directed),
            *(self._fronted.distributed, self._likes.listed, self._contrasts.parallel),
            *(self._contrasts.contrasted, self._fronted.fronted),
            *(self._likes.grown, self._likes.produced),
        ):
            found = complete(plain, phrase, (low, sentence), discourse)
            if found is not None:
                found = self._belonging.named(found, discourse)
                return self._pronouns.resolve(found, (low, sentence), discourse)
        plain = self._belonging.named(plain, discourse)
        return self._pronouns.resolve(plain, (low, sentence), discourse)

    def _directed(
        self, found: Found, phrase: Phrase, bounds: tuple[int, int], discourse: Discourse
    ) -> Found | None:
        """对经济增长的贡献率, 在总收入中占比: whose."""
        words, lexicon = self._text.words, self._text.lexicon
        last, low = words[phrase.end - 1], bounds[0]
        of_all = {"PLACE", "WIDE"}.issuperset(self._text.tags[low + 1 : phrase.start])
        if of_all and words[low] in lexicon.lists.locating:
            is_head = last in lexicon.lists.share_heads
            if low < phrase.start:
                found = found._replace(subject=(Part(low, low + 1), *found.subject))
        else:
            is_head = last in lexicon.lists.directed_needing
            is_head = is_head and words[phrase.start] in lexicon.lists.directing
        if not is_head:
            return None
        owner = self._shares.before(self._topics.said(bounds, discourse))
        if self._shares.names_one(owner):
            # 服务业增加值占比53%，对增长的贡献率62%: what has the share.
            owner = without_last_word(owner)
        return found._replace(subject=(*owner, *found.subject), completion="owner of a measure")

    def _base(
        self, found: Found, phrase: Phrase, bounds: tuple[int, int], discourse: Discourse
    ) -> Found | None:
        """为年度计划的53% says of what, and what was said before is the part."""
        tags, words = self._text.tags, self._text.words
        if found.phrase != "noun before" or tags[phrase.end] != "DE":
            return None
        verbs = [i for i in range(bounds[0], phrase.start) if tags[i] in ("LEVEL", "DONE")]
        actor = self._arguments.actor(verbs[-1], bounds[0]) if verbs else ()
        # 标准确定为低保标准的1.3倍: the verb of level may be part of another.
        acts = bool(verbs) and any(tags[i] == "ACT" for i in range(bounds[0], verbs[-1] - 1))
        if not verbs or (acts and not actor):
            return None
        base = Part(verbs[-1], phrase.end)
        named = actor or self._topics.said(bounds, discourse)
        if all(self._is_time(i) for i in range(phrase.start, phrase.end)):
            # 是去年国庆的2.3倍: of the same thing at another time.
            return found._replace(subject=named, completion="base in time")
        elsewhere = words[phrase.end - 1] in self._text.lexicon.lists.elsewhere
        if discourse.code == _MULTIPLE or elsewhere or tags[phrase.end - 1] in TOLD:
            # 是现有航站楼的2.3倍: what a number is so many times as much as is its basis.
            # 是全省平均水平的1.3倍: of the same thing elsewhere.
            return found._replace(subject=named, completion="base elsewhere")
        return found._replace(subject=(*named, base), completion="base")

    def _base_again(
        self, found: Found, phrase: Phrase, bounds: tuple[int, int], discourse: Discourse
    ) -> Found | None:
        """是二级医院的2.1倍、|乡镇卫生院的近五倍: of the same, as many times as something else."""
        multiples = discourse.code == discourse.unit == _MULTIPLE
        listed = self._text.tags[bounds[0] - 1 : bounds[0]] in (["LIST"], ["AND"])
        told = found.phrase == "noun before" and self._text.tags[phrase.end] == "DE"
        if not (multiples and listed and told and discourse.said):
            return None
        return found._replace(subject=discourse.said, completion="base elsewhere")

    def _next(
        self, found: Found, phrase: Phrase, bounds: tuple[int, int], discourse: Discourse
    ) -> Found | None:
        """其次是水的2.9%: what comes next in an order, behind the verb."""
        del discourse
        follows = self._text.words[bounds[0]] in self._text.lexicon.lists.next
        told = follows and self._text.tags[phrase.end] == "DE"
        return found._replace(completion="next") if told else None

    def _is_time(self, token: int) -> bool:
        """Whether a word says when: 去年, 同期, 高峰期."""
        word = self._text.words[token]
        return self._text.tags[token] in ("T", "t") or word in self._text.lexicon.lists.periods

    def _act(
        self, found: Found, phrase: Phrase, verb: int, low: int, discourse: Discourse
    ) -> Found | None:
        """The act that is counted, with what it is done to, where that alone says nothing."""
        word, lists = self._text.words[verb], self._text.lexicon.lists
        actor: Subject = ()
        if word in lists.occurring:
            # 建筑业发生事故9起, （一）工矿商贸：发生事故9起: whose they are.
            labelled = self._text.tags[low - 1 : low] == ["COLON"] and verb == low
            whose = self._owners.label(low - 1) if labelled else self._arguments.actor(verb, low)
            subject = (*whose, *found.subject)
            return found._replace(subject=subject, completion="actor") if whose else None
        # 改造小区9个，惠及居民8万户: those it reached; 职工享受待遇9万人次: what people do.
        if word in lists.benefiting or self._counts_people(phrase, discourse):
            actor = self._arguments.actor(verb, low)
        elif word not in lists.sending:
            return None  # 移送公安机关5户: the act is counted, not where they were sent
        return found._replace(subject=(*actor, Part(verb, phrase.end)), completion="act")

    def _counts_people(self, phrase: Phrase, discourse: Discourse) -> bool:
        """Whether people are counted, and a noun before their number is none of them."""
        words, lexicon, last = self._text.words, self._text.lexicon, phrase.end - 1
        act = phrase.verb is not None and self._text.tags[phrase.verb] == "ACT"
        noun = self._text.roles[last] == "in" and self._text.tags[last] not in VERBAL
        noun = noun and "LIST" not in self._text.tags[phrase.start : last]
        people = lexicon.heads.rule_of(PERSON, words[last]) is not None
        measures = lexicon.measure(words[last]) is not None
        return discourse.code in PEOPLE and act and noun and not (people or measures)

    def _counted(self, low: int, discourse: Discourse) -> Subject:
        """Those counted in the clause before: 规模以上企业90家，|实现营业收入9亿元."""
        unit, tags = discourse.unit or "", self._text.tags
        apart = discourse.at >= 0 and tags[discourse.at + 1 : low] == ["COMMA"]
        if not apart or not discourse.measured or unit not in self._text.lexicon.heads.acting:
            return ()
        told = discourse.measured[-1]
        last = self._text.words[told[-1].end - 1]
        named = self._text.lexicon.heads.rule_of(unit, last) is not None
        inside = {tag for part in told for tag in tags[part.start : part.end]}
        return told if named and DOING.isdisjoint(inside) else ()

    def _common_head(
        self, found: Found, phrase: Phrase, bounds: tuple[int, int], discourse: Discourse
    ) -> Found | None:
        """资金 names nothing: 社会组织筹集资金 does."""
        tags, verb, (low, sentence) = self._text.tags, phrase.verb, bounds
        if verb is None:
            return None
        governs = verb == phrase.start - 1
        if governs and (act := self._act(found, phrase, verb, low, discourse)):
            return act
        inside = tags[phrase.start : phrase.end]
        common = all(tag == "GENERIC" for tag in inside)
        described = tags[phrase.end : phrase.end + 2] == ["Q", "DE"]  # 推动总投资9亿元的项目
        common = common or (tags[verb] == "CAUSE" and inside == ["BARE"] and not described)
        last = self._text.words[phrase.end - 1]
        few = phrase.end - phrase.start <= _FEW and "PER" not in tags[phrase.start : phrase.end]
        alone = few and self._text.lexicon.measure(last) is not None
        actor = self._arguments.actor(verb, low)
        if not (actor or common) and governs and alone and tags[verb] == "DONE":
            actor = self._counted(low, discourse)
        done = tags[verb] == "DONE" and (common or (governs and alone and actor))
        if (governs and tags[verb] == "NEW") or done:
            # 科技园新增企业132家: where they are new tells them from others.
            # 困难人员实现就业3万人, 公交完成客运量4亿人次: the verb says nothing.
            return found._replace(subject=(*actor, *found.subject), completion="actor")
        if not governs or tags[verb] not in _NAMING or not common:
            return None
        directed = "PREP" in tags[low:verb]  # ，向民间资本推介项目9个
        if not (actor or directed) and tags[verb] == "ACT" and tags[low - 1 : low] == ["COMMA"]:
            actor = self._topics.before(sentence, low, counted=False)
            actor = actor or self._arguments.dealt_with(low, sentence)
        named = (*actor, Part(verb, phrase.end))
        return found._replace(subject=named, completion="verb of a common head")
