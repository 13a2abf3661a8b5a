"""Third question, for a share: what has it, and of what."""

from __future__ import annotations

from extractor.subjects.clauses import ClauseFinder
from extractor.subjects.discourse import Discourse
from extractor.subjects.model import Found, Part, Phrase, Subject

_IN_PARTS = frozenset({"%", "[ppth]", "1"})


class Wholes(ClauseFinder):
    """Completes the shares of one text."""

    def shared(
        self, found: Found, phrase: Phrase, bounds: tuple[int, int], discourse: Discourse
    ) -> Found | None:
        """占全国3% lacks what has the share; 税收占70% lacks the whole."""
        tags = self._text.tags
        alone = phrase.end - phrase.start == 1
        if tags[phrase.end - 1] == "SHARE" and not alone and discourse.code not in _IN_PARTS:
            # 过夜旅客占213万人次: so many, not which part.
            part = Part(found.subject[0].start, phrase.end - 1)
            return found._replace(subject=(*found.subject[:-1], part), completion="part in numbers")
        whole: Subject = ()
        if tags[phrase.end - 1] == "SHARE" and tags[phrase.end - 2] != "DE":
            whole = self._whole(phrase, bounds, discourse)
        if tags[phrase.start] == "SHARE":
            if not alone:
                discourse.shared = (Part(phrase.start + 1, phrase.end),)
            owner = self._arguments.actor(phrase.start, bounds[0])
            if owner:
                # 补缴的占三成 says enough.
                alone = alone and tags[owner[-1].end - 1] != "DE"
                share = (*owner, *found.subject, *(whole if alone else ()))
                return found._replace(subject=share, completion="part of a share")
            owner, _ = self._superlatives.identified(bounds[0])
            if owner and alone:
                # 进口以原料为大宗，占七成: of what it is most of.
                whole = self._topics.before(bounds[1], bounds[0])
                share = (*owner, *found.subject, *whole)
                return found._replace(subject=share, completion="part of a share")
            owner = owner or self._shares.before(self._topics.said(bounds, discourse))
            # 汽车9万辆，其中新能源汽车2万辆，占两成: of what it is a part of.
            named = bool(owner) and tags[owner[-1].end - 1] != "DE"
            parted = alone and named and self._partitives.in_part(bounds[1], phrase.start)
            if alone and not parted and owner == discourse.base:
                discourse.base_shared = True
            # 老人9万人，占二成，其中高龄老人2万人，占半成: of the same that was not named.
            base = () if discourse.base_shared else self._not_shared(discourse.base)
            if alone and named and tags[bounds[1]] == "PART" and not base:
                # 来件9万件。其中，投诉6万件，占六成；举报3万件，占三成: of what was counted so.
                told = self._undone(discourse.units_before.get(discourse.unit or "", ()))
                base, parted = self._not_shared(told), True
            # 商品类投诉6件，占投诉总量的六成；服务类4件，占四成: of the same as before.
            again = alone and named and owner != discourse.shared
            whole = (discourse.shared or base) if parted else (discourse.shared if again else ())
            # 14个断面中，优良断面13个，占93%: of those that the place counted.
            located = discourse.located if alone and named else ()
            whole = whole or located
            whole = whole if whole != owner else ()
            share = (*owner, *found.subject, *whole)
            return found._replace(subject=share, completion="owner of a share")
        if tags[phrase.end - 1] == "SHARE":
            return found._replace(subject=(*found.subject, *whole), completion="whole of a share")
        return None

    def _undone(self, subject: Subject) -> Subject:
        """What was counted, without the verb: 接待|游客."""
        first = subject[0] if subject else Part(0, 0)
        acted = first.end - first.start > 1 and self._text.tags[first.start] == "ACT"
        return (first._replace(start=first.start + 1), *subject[1:]) if acted else subject

    def _not_shared(self, subject: Subject) -> Subject:
        """A subject, unless it says a share itself."""
        shares = self._shares
        return () if shares.names_one(subject) or shares.found_in(subject) else subject

    def _whole(self, phrase: Phrase, bounds: tuple[int, int], discourse: Discourse) -> Subject:
        """What 税收占70% is a share of."""
        tags = self._text.tags
        part = self._partitives.opens_part(bounds[0], phrase.start)
        whole = discourse.amount or discourse.whole or (discourse.previous if part else ())
        if discourse.base and self._partitives.opens_any_part(bounds[1], bounds[0]):
            # 其中研究生37名，音乐教师占三分之一: of what both are a part of.
            whole = discourse.base
        inside = self._topics.inside(bounds[1], bounds[0])
        # 老人占人口的三成，儿童占一成: of the same as before.
        whole = inside or self._shares.behind(discourse.whole) or whole
        last = self._text.words[whole[-1].end - 1] if whole else ""
        if whole and (
            tags[whole[-1].end - 1] == "SHARE" or last.endswith(self._text.lexicon.quotients)
        ):
            return ()  # 自给率41%，人口流出的县占三分之二: nothing is part of a rate
        return self._of_a_kind(whole, self._text.words[phrase.end - 2])

    def _of_a_kind(self, whole: Subject, head: str) -> Subject:
        """A whole up to the noun that its part ends in: 过夜游客占|游客|人均消费."""
        for number, part in enumerate(whole):
            for i in range(part.start, part.end - 1):
                averaged = self._text.tags[i + 1] == "MEAN" or self._text.lexicon.averages(
                    self._text.words[i + 1]
                )
                if self._text.words[i] == head and averaged:
                    return (*whole[:number], part._replace(end=i + 1))
        return whole
