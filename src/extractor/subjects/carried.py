"""Third question, for a number with no noun in its clause: what was told before, or a verb.

业务量9亿件，|日均千万件; 高速公路|建成3公里.
"""

from __future__ import annotations

from extractor.subjects.belonging import Belonging
from extractor.subjects.bounds import IN_PERCENT, PERCENT, is_headless
from extractor.subjects.clauses import ClauseFinder, Clauses
from extractor.subjects.contrasts import Contrasts
from extractor.subjects.discourse import Discourse
from extractor.subjects.likes import Likes
from extractor.subjects.model import Found, Part, Subject, TaggedText
from extractor.subjects.phrase import PhraseGrower
from extractor.subjects.roles import DOING
from extractor.subjects.shares import Shares

_POINTS = "{percentage_point}"
_SILENT = frozenset({"HAVE", "DONE", "NEW", "RISE", "FALL"})


class CarriedSubjects(ClauseFinder):
    """Finds the subjects of such numbers of one text.

    Args:
        text: The tokens.
        grower: Grows phrases over them.
        clauses: Says what the clauses around tell.
        shares: Takes apart what says a share.
    """

    def __init__(
        self, text: TaggedText, grower: PhraseGrower, clauses: Clauses, shares: Shares
    ) -> None:
        super().__init__(text, clauses, shares)
        self._grower = grower
        self._contrasts = Contrasts(text, clauses, shares)
        self._belonging = Belonging(text)
        self._likes = Likes(text, shares)

    def of(self, edge: int, low: int, sentence: int, discourse: Discourse, unit: str) -> Found:
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
            found = self._belonging.named(found, discourse) if found else None
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
            if owner and phrase == "bracket":
                measure = self._classed_by(discourse) or self._likes.bracketed(owner, discourse)
                return Found((*owner, *measure), phrase, completion)
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

    def _does(self, verb: int, low: int) -> bool:
        """Whether a verb stands right before a number; 受节日带动上升3% says why, not what."""
        if verb < low or self._text.words[low] in self._text.lexicon.lists.causing:
            return False
        tag = self._text.tags[verb]
        return tag != "CAUSE" and (tag in DOING or self._text.roles[verb] == "verb")

    def _classed_by(self, discourse: Discourse) -> Subject:
        """What those named are classed by: 投入超过80亿元的市有2个，分别为东园市（|90亿元）."""
        tags, measure = self._text.tags, self._text.lexicon.measure
        for subject in reversed(discourse.measured):
            for part in subject:
                if "DE" not in tags[part.start : part.end - 1]:
                    continue
                for i in range(part.start + 1, part.end - 1):
                    bound = tags[i] in ("LEVEL", "COMPARE", "X")
                    measured = measure(self._text.words[i - 1]) or tags[i - 1] == "VN"
                    if bound and measured:
                        return (part._replace(end=i),)
                    if bound:
                        break
        return ()

    def _peak(self, low: int, discourse: Discourse) -> Subject:
        """What was most when the clause before tells, with what is measured so: 峰值, of whom."""
        phrase = self._superlatives.peak(low)
        if phrase.empty:
            return ()
        marked = self._text.words[phrase.end - 1] in self._text.lexicon.lists.marks
        owner = discourse.units.get(discourse.code, ()) if marked else ()
        return (*owner, Part(phrase.start, phrase.end))

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
        # 已开工9亩，开工率87%，|建成6亩: a rate told between changes nothing.
        beside = discourse.unit == PERCENT and (
            discourse.asked not in (None, PERCENT)
            or words[verb] in self._text.lexicon.lists.finishing
        )
        again = unit in discourse.units and tags[verb] == "ACT" and (parted or beside)
        if discourse.measured and (discourse.unit == unit or again):
            # 重点项目90个、总投资8亿元，其中开工30个: what was counted so.
            told = discourse.last(1)[0] if discourse.unit == unit else discourse.units[unit]
            listed = tags[low - 1 : low] == ["LIST"]
            owner = self._undone(told, listed=listed) if told else told
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
