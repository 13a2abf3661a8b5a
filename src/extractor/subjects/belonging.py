"""Whose people, places, intake and money a number tells: 普通高中61所，在校生8万人."""

from __future__ import annotations

from itertools import pairwise

from extractor.subjects.bounds import CLAUSE_MARKS
from extractor.subjects.discourse import Discourse
from extractor.subjects.hosts import Hosts
from extractor.subjects.model import Found, Part, Subject, TaggedText

_OPENS = CLAUSE_MARKS | {"LIST"}
_HOW = frozenset({"ADV", "d", "DONE"})
_APART = frozenset({"SEMI", "END"})


class Belonging:
    """Finds what those belong to that are told by a word alone in one text.

    Args:
        text: The tokens.
    """

    def __init__(self, text: TaggedText) -> None:
        self._text = text
        self._lists = text.lexicon.lists
        self._invested = tuple(self._lists.invested)
        self._hosts = Hosts(text)

    def note(self, counted: Subject, discourse: Discourse) -> None:
        """Note what was counted, where that is a kind of institution, or are projects.

        Args:
            counted: What was counted.
            discourse: Where it is noted.
        """
        if (holder := self._holder(counted)) is not None:
            discourse.holder = holder

    def _holder(self, counted: Subject) -> Subject | None:
        """The institutions or projects that were counted; none where they are all there are."""
        words, tags, lexicon = self._text.words, self._text.tags, self._text.lexicon
        last = self._head(counted[-1]) if counted else -1
        noun = last >= 0 and self._text.roles[last] == "in" and len(words[last]) > 1
        noun = noun and tags[last] != "VN"  # 毕业生升学9万人
        if not noun or not words[last].endswith((*lexicon.heads.holding, *self._invested)):
            return None
        start = counted[-1].start
        while "DE" in tags[start:last]:
            start = tags.index("DE", start, last) + 1  # 纳入统计的|文化单位
        # What belongs to 各级各类学校 belongs to all there are.
        named = tags[start : last + 1]
        above = any(pair == ("AND", "f") for pair in pairwise(named))  # 4A级及以上
        listed = above or "LIST" in named
        kind = words[start] not in lexicon.lists.all_kinds and not listed
        kind = kind and {*named} != {"GENERIC"}
        return (counted[-1]._replace(start=start),) if kind else ()

    def _head(self, part: Part) -> int:
        """The last word of a name, before a bracket that closes it: 普通高中|（部、班）."""
        roles, last = self._text.roles, part.end - 1
        if roles[last] == "close" and "open" in roles[part.start + 1 : last]:
            return roles.index("open", part.start + 1) - 1
        return last

    def named(self, found: Found, discourse: Discourse) -> Found:
        """A subject that lacks what it belongs to, with what was counted before.

        普通高中61所，|在校生8万人，招生3万人; 重点项目9个，|完成投资8亿元.
        """
        if len(found.subject) != 1 or not (discourse.measured or discourse.holder):
            return found
        start, end, _ = found.subject[0]
        opening = self._opening(start, found.verb)
        if self._text.tags[opening - 1] not in _OPENS:
            return found
        name = "".join(self._text.words[start:end])
        owner, how = self._hosts.of(name, opening, discourse)
        if owner:
            return found._replace(subject=(*owner, *found.subject), completion=how)
        told: Subject | None = None
        if discourse.at == opening - 2 and self._is_told_of(discourse, opening):
            told = self._holder(discourse.measured[-1])
        holder, near = told or discourse.holder, bool(told)
        if not holder:
            return found
        words, projects = self._text.words, self._are_projects(holder)
        belonging = self._lists.investments if projects else self._lists.belonging
        verb = found.verb
        done = verb is None or verb >= start or self._text.tags[verb] == "DONE"
        belongs = done and name in belonging
        gathered = found.verb is not None and words[found.verb] in self._lists.gathering
        again = bool(discourse.measured) and discourse.measured[-1][: len(holder)] == holder
        reached = again or self._reaches(holder, opening, projects=projects)
        if not ((belongs and reached) or (gathered and near and not projects)):
            return found
        return found._replace(subject=(*holder, *found.subject), completion="holder")

    def _is_told_of(self, discourse: Discourse, opening: int) -> bool:
        """Whether a clause may tell of what the number right before it counts.

        Of a part of a whole only what is listed (其中技改项目29个、|投资9亿元), or where the
        parts have a sentence of their own (其中，养老机构26家，|床位9张).
        """
        if not discourse.measured or not discourse.parted:
            return bool(discourse.measured)
        tags = self._text.tags
        if tags[opening - 1] == "LIST":
            return True
        part = opening - 1
        while part > 0 and tags[part] != "PART":
            part -= 1
        return tags[opening - 1] == "COMMA" and tags[part - 1] == "END"

    def _are_projects(self, holder: Subject) -> bool:
        return self._text.words[holder[-1].end - 1].endswith(self._invested)

    def _opening(self, start: int, verb: int | None) -> int:
        """Where a clause opens whose noun and verb are known, if nothing else opens it."""
        opening = start if verb is None else verb
        while self._text.tags[opening - 1] in _HOW:
            opening -= 1
        return opening

    def _reaches(self, holder: Subject, opening: int, *, projects: bool) -> bool:
        """Whether a clause may still tell of those counted.

        Behind another sentence only what opens one: 学位仍紧张，在校生9万人 is of its own
        clause. What projects cost is told in the same part of a sentence.
        """
        tags = self._text.tags
        if projects:
            return _APART.isdisjoint(tags[holder[-1].end : opening])
        return "END" not in tags[holder[-1].end : opening - 1] or tags[opening - 1] == "END"
