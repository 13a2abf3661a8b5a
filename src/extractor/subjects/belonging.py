"""Whose people, places, intake and money a number tells: 普通高中61所，在校生8万人."""

from __future__ import annotations

from extractor.subjects.bounds import CLAUSE_MARKS
from extractor.subjects.discourse import Discourse
from extractor.subjects.model import Found, Subject, TaggedText

_OPENS = CLAUSE_MARKS | {"LIST"}
_HOW = frozenset({"ADV", "d", "DONE"})


class Belonging:
    """Finds what those belong to that are told by a word alone in one text.

    Args:
        text: The tokens.
    """

    def __init__(self, text: TaggedText) -> None:
        self._text = text
        self._lists = text.lexicon.lists

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
        last = words[counted[-1].end - 1] if counted else ""
        if not last.endswith((*lexicon.heads.holding, *lexicon.lists.invested)):
            return None
        start, end, _ = counted[-1]
        while "DE" in tags[start:end]:
            start = tags.index("DE", start, end) + 1  # 纳入统计的|文化单位
        # What belongs to 各级各类学校 belongs to all there are.
        kind = words[start] not in lexicon.lists.all_kinds
        return (counted[-1]._replace(start=start),) if kind else ()

    def named(self, found: Found, discourse: Discourse) -> Found:
        """A subject that lacks what it belongs to, with what was counted before.

        普通高中61所，|在校生8万人，招生3万人; 重点项目9个，|完成投资8亿元.
        """
        tags, holder = self._text.tags, discourse.holder
        if len(found.subject) != 1 or not (discourse.measured or holder):
            return found
        start, end, _ = found.subject[0]
        if tags[start - 1] == "LIST" and discourse.at == start - 2:
            # 项目47个，其中技改项目29个、|投资9亿元: of the part.
            holder = self._holder(discourse.measured[-1]) or holder
        if not holder:
            return found
        projects = self._text.words[holder[-1].end - 1].endswith(tuple(self._lists.invested))
        words = self._lists.investments if projects else self._lists.belonging
        if "".join(self._text.words[start:end]) not in words:
            return found
        opening = start
        while tags[opening - 1] in _HOW:
            opening -= 1
        between = tags[holder[-1].end : opening - 1]
        # Behind another sentence only what opens one: 学位仍紧张，在校生9万人 is of its own clause.
        near = "END" not in between or (tags[opening - 1] == "END" and not projects)
        near = near and not (projects and "SEMI" in tags[holder[-1].end : opening])
        if tags[opening - 1] not in _OPENS or not near:
            return found
        return found._replace(subject=(*holder, *found.subject), completion="holder")
