"""What grows or shrinks has a measure; where none is named, it is that of what did so before.

采矿业增加值增长3%，制造业增长6%: both of value added.
"""

from __future__ import annotations

from typing import NamedTuple

from extractor.subjects.bounds import MOVES, PERCENT
from extractor.subjects.discourse import Discourse
from extractor.subjects.measure_names import bare_measure
from extractor.subjects.model import (
    Found,
    Part,
    Phrase,
    Subject,
    TaggedText,
    is_plain_noun,
    without_last_word,
)
from extractor.subjects.roles import VERBAL
from extractor.subjects.shares import Shares

# Tokens behind a phrase among which its verb of change stands.
_VERB_REACH = 4
# Tags of words that open the name of a measure.
_NAMING = frozenset({"VN", "vn", "v", "b"})
# Subjects told last that are looked at for a measure, at most.
_MOST = 8


class _Measured(NamedTuple):
    """What was measured, taken apart: 采矿业|增加值."""

    thing: str
    measure: Part


class Likes:
    """Finds the measures of what is told like something else in one text.

    Args:
        text: The tokens.
        shares: Takes apart what says a share.
    """

    def __init__(self, text: TaggedText, shares: Shares) -> None:
        self._text = text
        self._shares = shares

    def grown(
        self, found: Found, phrase: Phrase, bounds: tuple[int, int], discourse: Discourse
    ) -> Found | None:
        """采矿业增加值增长3%，|制造业增长6%: the same measure of its like."""
        del bounds
        behind = self._text.tags[phrase.end : phrase.end + _VERB_REACH]
        moved = discourse.code == PERCENT and not MOVES.isdisjoint(behind)
        if not (moved and self._is_named_alone(found, phrase)):
            return None
        measured = self._last_measured(discourse.measured or discourse.measured_before)
        if measured is None or measured.thing[-1] != self._text.words[phrase.end - 1][-1]:
            return None
        return self._with(found, measured.measure)

    def produced(
        self, found: Found, phrase: Phrase, bounds: tuple[int, int], discourse: Discourse
    ) -> Found | None:
        """粗钢产量9万吨，增长5%；|水泥8万吨: as much of it was produced."""
        tags = self._text.tags
        told = tags[phrase.end : phrase.end + 1] == ["Q"] and phrase.start == bounds[0]
        apart = tags[bounds[0] - 1 : bounds[0]] in (["SEMI"], ["COMMA"], ["LIST"])
        things = discourse.code not in self._text.lexicon.heads.acting
        if not (told and apart and things and self._is_named_alone(found, phrase)):
            return None
        measure = self._text.lexicon.measure(self._text.words[phrase.end - 1])
        acts = not VERBAL.isdisjoint(tags[phrase.start : phrase.end])  # 外运5万吨
        if measure or acts:
            return None
        measured = self._last_measured(discourse.measured[-1:])
        outputs = self._text.lexicon.lists.outputs
        if measured is None or self._word(measured.measure) not in outputs:
            return None
        return self._with(found, measured.measure)

    def listed(
        self, found: Found, phrase: Phrase, bounds: tuple[int, int], discourse: Discourse
    ) -> Found | None:
        """全省周转量9亿吨公里。公路货运量4亿吨、|周转量5亿吨公里: of the same road."""
        words, low = self._text.words, bounds[0]
        opens = phrase.start == low and self._text.tags[low - 1 : low] == ["LIST"]
        if not opens or not is_plain_noun(found, phrase) or not discourse.measured:
            return None
        code = discourse.code
        told = discourse.units.get(code) or discourse.units_before.get(code, ())
        named = words[phrase.start : phrase.end]
        again = bool(told) and words[told[-1].start : told[-1].end][-len(named) :] == named
        first = discourse.measured[-1]
        owner = without_last_word(first)
        head = words[first[-1].end - 1]
        # 旅客吞吐量、货邮吞吐量: kinds of one measure
        measures = head != named[-1] and self._measures(head) and self._measures(named[-1])
        if not (again and owner and measures and first[-1].text is None):
            return None
        return found._replace(subject=(*owner, *found.subject), completion="owner of its neighbour")

    def bracketed(self, owner: Subject, discourse: Discourse) -> Subject:
        """The measure of what stands before a bracket: 食品的销货价值上升5%，其次为服装（|跌3%）.

        Args:
            owner: What stands before it.
            discourse: What has been said.
        """
        named = self._text.lexicon.measure(self._text.words[owner[-1].end - 1]) is not None
        measure = self._behind_of(discourse) if discourse.code == PERCENT and not named else None
        return () if measure is None else (measure,)

    def _behind_of(self, discourse: Discourse) -> Part | None:
        """The measure that was told last with 的 before it: 首饰的|销货价值."""
        told = discourse.measured[-1] if discourse.measured else ()
        last = told[-1] if len(told) == 1 else Part(0, 0)
        inside = self._text.tags[last.start : last.end]
        if last.text is not None or "DE" not in inside:
            return None
        start = last.end - inside[::-1].index("DE")
        measures = start < last.end and self._measures(self._text.words[last.end - 1])
        return Part(start, last.end) if measures else None

    def _with(self, found: Found, measure: Part) -> Found:
        return found._replace(subject=(*found.subject, measure), completion="measure of its like")

    def _word(self, part: Part) -> str:
        return self._text.words[part.start] if part.text is None else part.text

    def _last_measured(self, told: list[Subject]) -> _Measured | None:
        """The last of some subjects that names a measure, and of what."""
        for subject in reversed(told[-_MOST:]):
            if self._shares.found_in(subject):
                return None
            if measured := self._parted(subject):
                return measured
        return None

    def _parted(self, subject: Subject) -> _Measured | None:
        """The word for a thing, and the measure behind it: 采矿业|增加值, 规模以上工业|增加值."""
        words = self._text.words
        last = subject[-1] if subject else Part(0, 0)
        if last.text is not None:
            things = [i for part in subject[:-1] for i in range(part.start, part.end)]
            return _Measured(words[things[-1]], last) if things else None
        tokens = [i for part in subject for i in range(part.start, part.end)]
        for place in range(len(tokens) - 1, 0, -1):
            i = tokens[place]
            if not self._measures(words[i]):
                continue
            if inside := self._within(i):
                return inside
            start = place
            while start > 1 and tokens[start - 1] == i - 1 and self._text.tags[i - 1] in _NAMING:
                start, i = start - 1, i - 1  # 营业|收入
            return _Measured(words[tokens[start - 1]], Part(i, tokens[place] + 1))
        alone = len(tokens) == 1 and self._measures(words[tokens[0]])
        return self._within(tokens[0]) if alone else None

    def _within(self, token: int) -> _Measured | None:
        """A word that names a thing and its measure, taken apart: 钢|产量."""
        bare = bare_measure(self._text, token)
        if bare.text is None:
            return None
        return _Measured(self._text.words[token][: -len(bare.text)], bare)

    def _measures(self, word: str) -> bool:
        """Whether a word names an amount; a rate is of one thing only."""
        lexicon = self._text.lexicon
        return lexicon.names_amount(word) and not word.endswith(lexicon.quotients)

    def _is_named_alone(self, found: Found, phrase: Phrase) -> bool:
        """Whether a phrase before a number names somebody or something, and no measure."""
        if not is_plain_noun(found, phrase):
            return False
        tags = self._text.tags[phrase.start : phrase.end]
        measure = self._text.lexicon.measure
        measured = (
            measure(word) is not None and tag != "GENERIC"
            for word, tag in zip(self._text.words[phrase.start : phrase.end], tags, strict=True)
        )
        return "PER" not in tags and not any(measured)
