"""To whom or what people came, and who took in money: 演出9场，|观众8万人次，|票房收入7万元."""

from __future__ import annotations

from extractor.subjects.discourse import Discourse
from extractor.subjects.model import Part, Subject, TaggedText

# How the codes of units of what is counted begin.
_COUNTED = "{"
# Subjects told last among which an event is looked for, at most.
_MOST = 8
_PAIR = 2
# Tokens from institutions to those who came to them, at most.
_LONGEST_SENTENCE = 120


class Hosts:
    """Finds hosts, in one text.

    Args:
        text: The tokens.
    """

    def __init__(self, text: TaggedText) -> None:
        self._tags = text.tags
        self._lists = text.lexicon.lists
        self._sessions = tuple(self._lists.sessions)

    def of(self, name: str, opening: int, discourse: Discourse) -> tuple[Subject, str]:
        """Whose a number is that is told by a word alone, and what says so.

        Args:
            name: The word.
            opening: First token of its clause.
            discourse: What has been said.

        Returns:
            Nothing where the word is no name of takings or of people who come.
        """
        if name in self._lists.earnings:
            # 剧团演出9场，|演出收入8万元, else an event's takings
            doer = discourse.doer
            return (doer, "doer") if doer else (self._event(discourse), "holder")
        if name not in self._lists.visiting:
            return (), ""
        holder, unit = discourse.holder, discourse.unit or ""
        if discourse.doer and unit.startswith(_COUNTED):
            # 博物馆举办展览9个，接待|观众8万人次, but 财政下达资金9亿元，培训学员8万人
            return discourse.doer, "doer"
        if event := self._event(discourse):
            return event, "holder"
        near = bool(holder) and opening - holder[-1].end < _LONGEST_SENTENCE
        reaches = near and "END" not in self._tags[holder[-1].end : opening]
        return (holder if reaches else ()), "holder"

    def _event(self, discourse: Discourse) -> Subject:
        """What was held so many times, in this sentence: 演唱会9场，票房8万元，观众7万人次."""
        held = [each for code, each in discourse.units.items() if code.endswith(self._sessions)]
        event, last = held[-1] if held else (), discourse.measured[-_MOST:]
        if event not in last:
            return ()
        alone = all(each[: len(event)] == event for each in last[last.index(event) :])
        # 全年演出9场: what was done is no event, but 专业剧场演出9场 is.
        acts = any("ACT" in self._tags[part.start : self._named_until(part)] for part in event)
        return event if alone and not acts else ()

    @staticmethod
    def _named_until(part: Part) -> int:
        """Where what names an event ends, whose last word may be an act too."""
        return part.end - (part.end - part.start > _PAIR)
