"""One word for the opposite, or another grade, of what was told: it takes the same measure.

城镇零售额9亿元，|乡村2亿元; 国家级项目35项、|省级97项; 低保对象112万人，其中|城市18万人.
"""

from __future__ import annotations

from extractor.subjects.clauses import ClauseFinder
from extractor.subjects.discourse import Discourse
from extractor.subjects.model import Found, Part, Phrase, Subject, is_plain_noun


class Opposites(ClauseFinder):
    """Finds what was counted or measured so in one text."""

    def opposed(
        self, found: Found, phrase: Phrase, bounds: tuple[int, int], discourse: Discourse
    ) -> Found | None:
        """城镇消费品零售额9亿元，乡村2亿元: what is measured of the opposite."""
        del bounds
        before = discourse.units.get(discourse.code, ())
        if not before or not _is_one_word(found, phrase):
            return None
        words, first = self._text.words, before[0]
        if first.end - first.start == 1 or not self._text.lexicon.opposed(
            words[phrase.start], words[first.start]
        ):
            return None
        rest = (first._replace(start=first.start + 1), *before[1:])
        return found._replace(subject=(*found.subject, *rest), completion="measure of the other")

    def graded(
        self, found: Found, phrase: Phrase, bounds: tuple[int, int], discourse: Discourse
    ) -> Found | None:
        """国家级项目35项、|省级97项: the same things of another grade; 图书馆13个（|市级2个）."""
        words, tags = self._text.words, self._text.tags
        listed = tags[bounds[0] - 1 : bounds[0]] in (["LIST"], ["COMMA"], ["AND"], ["OPEN"])
        alike = discourse.code == discourse.unit and bool(discourse.measured)
        if not (alike and listed and _is_one_word(found, phrase)):
            return None
        grades = tuple(self._text.lexicon.lists.grades)
        told = discourse.measured[-1]
        before = told[-1]
        if not words[phrase.start].endswith(grades):
            return None
        if len(told) > 1 and words[told[0].end - 1].endswith(grades):
            return found._replace(subject=(*found.subject, *told[1:]), completion="grade")
        graded = any(word.endswith(grades) for word in words[told[0].start : told[0].end])
        if tags[bounds[0] - 1] == "OPEN" and not graded:
            return found._replace(subject=(*found.subject, *told), completion="grade")
        for i in range(before.end - 2, before.start - 1, -1):
            if words[i].endswith(grades):
                up = tags[i + 1] == "f"  # 市级以上
                head = Part(i + 1 + up, before.end)
                return found._replace(subject=(*found.subject, head), completion="grade")
        return None

    def of_town(
        self, found: Found, phrase: Phrase, bounds: tuple[int, int], discourse: Discourse
    ) -> Found | None:
        """低保对象112万人，其中|城市18万人、农村93万人: of what was counted."""
        words, opposed = self._text.words, self._text.lexicon.opposed
        if not _is_one_word(found, phrase) or not discourse.measured:
            return None
        if discourse.code != discourse.unit or discourse.asked is not None:
            return None
        told = discourse.measured[-1]
        if self._partitives.opens_part(bounds[0], phrase.start):
            following = self._text.tags[phrase.end : phrase.end + 2] == ["Q", "LIST"]
            other = words[phrase.end + 2] if following else ""
            whole: Subject = discourse.whole or told
            if not opposed(words[phrase.start], other) or opposed(
                words[phrase.start], words[whole[0].start]
            ):
                return None
            return found._replace(subject=(*found.subject, *whole), completion="part of a count")
        listed = self._text.tags[bounds[0] - 1 : bounds[0]] == ["LIST"]
        if listed and len(told) > 1 and opposed(words[phrase.start], words[told[0].start]):
            subject = (*found.subject, *told[1:])
            return found._replace(subject=subject, completion="part of a count")
        return None

    def at_institutions(
        self, found: Found, phrase: Phrase, bounds: tuple[int, int], discourse: Discourse
    ) -> Found | None:
        """床位9万张，其中|医院6万张: part of what was counted is there."""
        heads, words = self._text.lexicon.heads, self._text.words
        told = self._text.tags[phrase.end : phrase.end + 1] == ["Q"]
        if not is_plain_noun(found, phrase) or not told:
            return None
        parted = self._partitives.in_part(bounds[1], phrase.start)
        whole, unit = discourse.whole_of_part()
        if not (parted and whole) or unit != discourse.code or unit not in heads.within:
            return None
        counted = heads.rule_of(unit, words[whole[-1].end - 1])
        last = words[phrase.end - 1]
        if counted is None or heads.rule_of(unit, last) or not last.endswith(heads.holding):
            return None
        subject = (*found.subject, *self._belonging_to_all(whole))
        return found._replace(subject=subject, completion="part of a count")

    def _belonging_to_all(self, whole: Subject) -> Subject:
        """What was counted, without the institutions of which others take the place."""
        words, holding = self._text.words, self._text.lexicon.heads.holding
        for number in range(len(whole) - 1, -1, -1):
            part = whole[number]
            for i in range(part.end - 1, part.start - 1, -1):
                if words[i].endswith(holding) and (i, number) != (part.end - 1, len(whole) - 1):
                    rest = (part._replace(start=i + 1),) if i + 1 < part.end else ()
                    return (*rest, *whole[number + 1 :])
        return whole


def _is_one_word(found: Found, phrase: Phrase) -> bool:
    """Whether a phrase is one word before its number, and no verb governs it."""
    return phrase.end - phrase.start == 1 and is_plain_noun(found, phrase)
