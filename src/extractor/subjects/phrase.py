"""Second question: which noun phrase stands beside the number.

A phrase grows token by token from its anchor as long as the tags allow. What each tag allows is
the ``phrase`` role in ``patterns/tags.jsonl``:

* ``in``: part of a phrase; ``verb``: part of one only before a noun of the same phrase;
* ``nominal``: a verb of doing at the start of a clause, a noun elsewhere;
* ``mean``: an average, part of a phrase only in front of a noun;
* ``aspect``: opens a remark behind what was counted;
* ``link``: joins two parts, never stands at an edge;
* ``wide``: an area beyond the release's own, part of a name behind a verb (入选全国文明城市);
* ``open``, ``close``: brackets, which stay in with all that they hold;
* ``stop``: ends the phrase;
* ``aside``, which no tag has: see `asides`.
"""

from __future__ import annotations

from extractor.subjects.model import Phrase, TaggedText
from extractor.subjects.phrase_left import LeftGrowth
from extractor.subjects.phrase_right import RightGrowth
from extractor.subjects.verbs import VerbsInNouns


class PhraseGrower:
    """Grows noun phrases to the left and to the right of an anchor.

    Args:
        text: The tokens, their roles settled; see `roles`.
    """

    def __init__(self, text: TaggedText) -> None:
        verbs = VerbsInNouns(text)
        self._leftward = LeftGrowth(text, verbs)
        self._rightward = RightGrowth(text, verbs)

    def left(self, end: int, low: int, *, predicated: bool = False) -> Phrase:
        """The phrase that ends before token `end` and starts at token `low` or later.

        A bracket alone is none: 各县（市、区）112亿元.

        Args:
            end: The token behind the phrase.
            low: The first token that may belong to it.
            predicated: Whether a verb of level or change follows; a verb at the start of the clause
                is then part of the name (外送电量增长6%).
        """
        return self._leftward.grow(end, low, predicated=predicated)

    def before_bracket(self, opening: int, low: int) -> Phrase:
        """The phrase before a bracket that holds a number: 厨师（80人）、|司机|（60人）.

        Args:
            opening: The token that opens the bracket.
            low: First token that may belong to it.
        """
        return self._leftward.before_bracket(opening, low)

    def right(
        self, start: int, high: int, *, governed: bool = False, ended_by: str | None = None
    ) -> Phrase:
        """The phrase that starts at token `start` and ends at token `high` or earlier.

        Args:
            start: First token.
            high: The token behind the last that may belong to it.
            governed: Whether a verb of doing stands before the number; it can have an act for its
                object (推进3个片区改造).
            ended_by: The role of verbs that end the phrase: ``verb`` where it is a topic,
                ``nominal`` where it is the object of a preposition, so that the verb of the clause
                is still to come (为5万名老人安装手环).
        """
        return self._rightward.grow(start, high, governed=governed, ended_by=ended_by)

    def relative(self, start: int, high: int) -> Phrase:
        """The noun behind a relative clause that starts at token `start` (…的企业)."""
        return self._rightward.relative(start, high)
