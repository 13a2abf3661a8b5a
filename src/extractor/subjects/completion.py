"""Third question: what the phrase lacks, taken from the discourse."""

from __future__ import annotations

from extractor.subjects.bounds import IN_PERCENT, is_headless
from extractor.subjects.clauses import Clauses
from extractor.subjects.contrasts import Contrasts
from extractor.subjects.discourse import Discourse
from extractor.subjects.fronted import FrontedMeasures
from extractor.subjects.measures import Measures
from extractor.subjects.model import Found, Part, Phrase, Subject, TaggedText, without_last_word
from extractor.subjects.opposites import Opposites
from extractor.subjects.phrase import PhraseGrower
from extractor.subjects.pronouns import TOLD, Pronouns
from extractor.subjects.rates import Rates
from extractor.subjects.roles import DOING
from extractor.subjects.shares import Shares
from extractor.subjects.wholes import Wholes

_MULTIPLE = "{times}"
# Tokens of a measure that does not say of whom, at most.
_FEW = 2
_POINTS = "{percentage_point}"
_SILENT = frozenset({"HAVE", "DONE", "NEW", "RISE", "FALL"})
_NAMING = frozenset({"ACT", "CAUSE", "VN", "FALL"})


class Completer:
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
        self._text = text
        self._grower = grower
        self._topics = clauses.topics
        self._arguments = clauses.arguments
        self._owners = clauses.owners
        self._partitives = clauses.partitives
        self._superlatives = clauses.superlatives
        self._pronouns = pronouns
        self._measures = measures
        self._contrasts = Contrasts(text, clauses, shares)
        self._opposites = Opposites(text, clauses)
        self._fronted = FrontedMeasures(text, clauses)
        self._wholes = Wholes(text, clauses, shares)
        self._rates = Rates(text, grower, clauses)
        self._shares = shares

    def carry(self, edge: int, low: int, sentence: int, discourse: Discourse, unit: str) -> Found:
        """No noun in the clause: a verb that counts itself, or what was measured before.

        Args:
            edge: The token behind what stands before the number and its frame.
            low: First token of the clause.
            sentence: First token of the sentence.
            discourse: What has been said so far.
            unit: Code of the number's unit.
        """
        found = self._brief(edge, low, discourse, unit)
        if found is None and self._does(edge - 1, low):
            rated = self._rated(edge - 1, low, discourse, unit)
            found = rated or self._verb(edge - 1, low, sentence, discourse, unit)
        if found is not None:
            return found
        for owner, phrase, completion in (
            (self._headless(low, edge), "headless clause", None),
            # 再出口（9.9亿元）: what stands before the bracket.
            (self._owners.bracketed(low), "bracket", None),
            (self._peak(low, discourse), "none", "peak"),
            (discourse.first if self._partitives.views_times(low) else (), "none", "first"),
            (self._topics.since(low, discourse), "none", "topic"),
        ):
            if owner:
                return Found(owner, phrase, completion)
        if discourse.measured:
            # 销售额9亿元，其中核销补贴3万笔；7月回落到8亿元: what was told in that unit.
            other = (
                discourse.asked is not None and discourse.unit != unit and unit not in IN_PERCENT
            )
            alike = discourse.units.get(unit, ()) if other else ()
            if unit in IN_PERCENT and "SEMI" in self._text.tags[discourse.at + 1 : low]:
                # 进出口9亿元，对欧盟占四成；今年力争增长5%: the whole again.
                shared = self._shares.found_in(discourse.said)
                alike = discourse.base if shared and discourse.base_unit not in IN_PERCENT else ()
            return Found(alike or discourse.last(1)[0], "none", "measured")
        owner = self._topics.before(sentence, low)
        # 产值90亿元，其中…占三成。6月完成15亿元: what was measured so.
        before = () if owner else discourse.units_before.get(unit, ())
        owner = owner or discourse.topic
        measured = before or (() if owner else discourse.previous)
        return Found(measured or owner, "none", "measured" if measured else "topic")

    def _peak(self, low: int, discourse: Discourse) -> Subject:
        """What was most when the clause before tells, with what is measured so: 峰值, of whom."""
        phrase = self._superlatives.peak(low)
        if phrase.empty:
            return ()
        marked = self._text.words[phrase.end - 1] in self._text.lexicon.lists.marks
        owner = discourse.units.get(discourse.code, ()) if marked else ()
        return (*owner, Part(phrase.start, phrase.end))

    def _does(self, verb: int, low: int) -> bool:
        """Whether a verb stands right before a number; 受节日带动上升3% says why, not what."""
        if verb < low or self._text.words[low] in self._text.lexicon.lists.causing:
            return False
        tag = self._text.tags[verb]
        return tag != "CAUSE" and (tag in DOING or self._text.roles[verb] == "verb")

    def _brief(self, edge: int, low: int, discourse: Discourse, unit: str) -> Found | None:
        """A clause of one word that goes on from the one before, or of somebody who does."""
        words, lexicon, verb = self._text.words, self._text.lexicon, edge - 1
        averaged = words[edge] in lexicon.lists.apart and self._text.tags[edge + 1] == "Q"
        if averaged and discourse.measured:
            # 业务量9亿件，日均千万件: of what was told, and how.
            told = discourse.units.get(unit) or discourse.last(1)[0]
            return Found((*told, Part(edge, edge + 1)), "none", "average")
        has = self._text.tags[low:edge] == ["HAVE"]  # 报考最多的是数学，有4万人
        identified = self._contrasts.of_identified(low, discourse) if edge == low or has else ()
        if identified:
            return Found(identified, "none", "identified")
        contributes = verb > low and words[verb] in lexicon.lists.contributing and unit == _POINTS
        actor = self._arguments.actor(verb, low) if contributes else ()
        if not actor:
            return None
        # 二产拉动经济增长2个百分点，三产拉动3个百分点: the growth of the same.
        last = discourse.measured[-1][-1] if discourse.measured else actor[-1]
        contributed = words[last.start] in lexicon.lists.contributing
        grown = (Part(last.start + 1, last.end),) if contributed else ()
        return Found((*actor, Part(verb, edge), *grown), "verb", None, verb)

    def _rated(self, verb: int, low: int, discourse: Discourse, unit: str) -> Found | None:
        """5G基站3万个，每万人拥有21个: what there is so much of was told in the same unit."""
        low += self._text.tags[low : verb + 1] == ["MEAN", "PER", "n", "CAUSE"]
        if discourse.unit != unit or not discourse.measured or self._text.tags[low] != "PER":
            return None
        return Found((Part(low, verb + 1), *discourse.last(1)[0]), "verb", "rate", verb)

    def _verb(
        self, verb: int, low: int, sentence: int, discourse: Discourse, unit: str
    ) -> Found | None:
        """A number right behind a verb: who does it, and the verb where it says something."""
        governed = self._grower.left(verb, low)
        is_object = governed.verb is not None and governed.end == verb
        if is_object and not governed.empty and self._text.tags[verb] == "ACT":
            # 促成贷款投放80亿元: the act is what is measured.
            return Found((Part(governed.start, verb + 1),), "verb", None, governed.verb)
        # 新增造林9万亩: the act is new.
        new = verb > low and self._text.tags[verb - 1] == "NEW"
        # 黑臭水体完成治理90条: so is what was done.
        acted = verb > low and self._text.tags[verb - 1 : verb + 1] == ["DONE", "VN"]
        owner = self._arguments.actor(verb - (new or acted), low)
        completion: str | None = None
        # 高速公路建成3公里, but 机构接诊3万人次.
        done = self._text.tags[verb] == "ACT" and not unit.endswith(self._text.lexicon.events)
        silent = self._text.tags[verb] in _SILENT or (owner and done)
        if owner:
            part = self._partitives.opens_part(low, owner[0].start)
            if silent and part and self._text.tags[verb] == "DONE":
                head = self._measure_of(discourse.amount or discourse.whole or discourse.previous)
                owner, completion = (*owner, *head), "head of the whole"
        elif self._text.words[verb] not in self._text.lexicon.lists.complete:
            # But 修复湿地90万亩，造林88万亩.
            owner, completion = self._told_before(verb, (low, sentence), discourse, unit)
        if silent:
            return Found(owner, "verb", completion, verb) if owner else None
        first = self._listed_with(verb, low)
        return Found((*owner, Part(first, verb + 1)), "verb", completion, verb - new)

    def _listed_with(self, verb: int, low: int) -> int:
        """The first of a list of verbs that ends in one: 审结、执结9件."""
        tags, roles = self._text.tags, self._text.roles
        while verb - 2 >= low and tags[verb - 1] == "LIST":
            if tags[verb - 2] not in DOING and roles[verb - 2] != "verb":
                break
            verb -= 2
        return verb

    def _told_before(
        self, verb: int, bounds: tuple[int, int], discourse: Discourse, unit: str
    ) -> tuple[Subject, str | None]:
        """What was told before that a verb without a doer goes on telling of, and how."""
        low, sentence = bounds
        tags, words = self._text.tags, self._text.words
        if tags[verb] == "HAVE" and (topic := self._topics.since(low, discourse)):
            return topic, "topic"  # ；“小巨人”企业从无到有，已有9家
        parted = self._partitives.in_part(sentence, verb) or self._partitives.parted(low)
        if discourse.measured and (
            discourse.unit == unit or (parted and unit in discourse.units and tags[verb] == "ACT")
        ):
            # 重点项目90个、总投资8亿元，其中开工30个: what was counted so.
            told = discourse.last(1)[0] if discourse.unit == unit else discourse.units[unit]
            owner = self._undone(told, listed=tags[low - 1 : low] == ["LIST"])
            last = owner[-1] if owner else None
            if last is not None and words[last.start : last.end] == [words[verb]]:
                owner = owner[:-1]  # 三季度交付9艘，10月又交付2艘
            return owner, "measured"
        if discourse.measured and words[verb] in self._text.lexicon.lists.reaching:
            # 发放补贴9亿元，惠及30万人: what reached them.
            return self._shares.before(discourse.last(1)[0]), "reached"
        if discourse.located and not discourse.measured:
            return discourse.located, "located"  # 96个项目中，已开工9个
        if discourse.measured and tags[verb] not in _SILENT:
            return (), None
        owner = self._topics.before(sentence, low)
        if tags[verb] == "DONE":
            owner = owner or discourse.units_before.get(unit, ())  # 6月完成15亿元
        return owner or discourse.topic, "topic"

    def _undone(self, subject: Subject, *, listed: bool) -> Subject:
        """A subject without the verb that another takes the place of: 新建9万亩，建成306万亩.

        A verb alone is none: 出生2254人、死亡5088人.

        Args:
            subject: The subject.
            listed: Whether the other verb is the next member of a list: 生猪存栏9万头、出栏8万头.
        """
        last = subject[-1]
        if last.end - last.start > 1:
            role = self._text.roles[last.end - 1]
            verbal = (listed and role == "nominal") or role == "verb"
            return (*subject[:-1], last._replace(end=last.end - 1)) if verbal else subject
        doing = self._text.tags[last.start] in DOING
        verbal = self._text.roles[last.start] == "verb" or self._text.tags[last.start] == "ACT"
        alone = len(subject) == 1 and verbal
        return subject[:-1] if (doing and len(subject) > 1) or alone else subject

    def _headless(self, low: int, edge: int) -> Subject:
        """The relative clause without its noun that ends at a token, if one does."""
        return self._arguments.headless(low, edge) if is_headless(self._text, low, edge) else ()

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
            self._base_again,
            *(self._wholes.shared, self._rates.rated, self._next, self._base),
            self._directed,
            self._contrasts.labelled,
            self._contrasts.identified,
            *(self._common_head, self._measures.turned),
            *(self._measures.suffered, self._measures.echoed),
            self._measures.owned,
            *(self._opposites.graded, self._opposites.of_town, self._fronted.looked_into),
            *(self._contrasts.told_again, self._opposites.opposed, self._contrasts.directed),
            *(self._fronted.distributed, self._contrasts.parallel),
            *(self._contrasts.contrasted, self._fronted.fronted),
        ):
            found = complete(plain, phrase, (low, sentence), discourse)
            if found is not None:
                return self._pronouns.resolve(found, (low, sentence), discourse)
        return self._pronouns.resolve(plain, (low, sentence), discourse)

    def _directed(
        self, found: Found, phrase: Phrase, bounds: tuple[int, int], discourse: Discourse
    ) -> Found | None:
        """对经济增长的贡献率: whose."""
        words, lexicon = self._text.words, self._text.lexicon
        is_head = words[phrase.end - 1] in lexicon.lists.directed_needing
        if not is_head or words[phrase.start] not in lexicon.lists.directing:
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
        if governs and self._text.words[verb] in self._text.lexicon.lists.sending:
            # 移送公安机关5户: the act is counted, not where they were sent.
            return found._replace(subject=(Part(verb, phrase.end),), completion="act")
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
