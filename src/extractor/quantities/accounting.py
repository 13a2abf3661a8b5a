"""What became of every number of a text: the rule that took it, or nothing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import regex

from extractor.quantities.model import Findings
from extractor.quantities.numerals import NumeralGrammar
from extractor.resources import Patterns

WORD = "word"
"""The rule of a Chinese numeral that is part of a longer word (统一)."""

Segment = Callable[[str], Iterable[tuple[int, int]]]
"""Cuts a sentence into words: start and end of each, as offsets into the sentence."""

_SENTENCE_ENDS = "\n\u3002\uff01\uff1f\uff1b"


@dataclass(frozen=True, slots=True)
class Accounted:
    """One run of ASCII digits or of Chinese numerals.

    Attributes:
        start: Where the run starts in the clean text.
        end: Where it ends.
        rule: Id of the rule that took it, `WORD`, or None if nothing explains it.
    """

    start: int
    end: int
    rule: str | None


def account(
    text: str,
    findings: Findings,
    times: Sequence[tuple[int, int, str]],
    segment: Segment,
    *,
    numerals: str | None = None,
) -> list[Accounted]:
    """Account for every run of digits or numerals of a text.

    Args:
        text: Clean text.
        findings: Its quantities and exclusions.
        times: Start, end and rule of its time expressions.
        segment: Cuts a sentence into words; asked only for sentences with a Chinese numeral that
            nothing else explains.
        numerals: The characters of Chinese numerals; by default those of the built-in patterns.

    Returns:
        One entry a run, in text order.
    """
    spans = sorted(
        [(q.start, q.end, q.rules[0]) for q in findings.quantities]
        + [(x.start, x.end, x.rule) for x in findings.exclusions]
        + list(times)
    )
    starts = [start for start, _, _ in spans]
    words = _Words(text, segment)
    accounted = []
    runs = regex.compile(f"[0-9]+|[{numerals or _builtin_numerals()}]+")
    for run in runs.finditer(text):
        start, end = run.span()
        rule = _rule_at(spans, starts, start, end)
        if rule is None and not text[start].isascii() and words.hold(start, end):
            rule = WORD
        accounted.append(Accounted(start, end, rule))
    return accounted


@cache
def _builtin_numerals() -> str:
    return NumeralGrammar(Patterns()).characters


def _rule_at(
    spans: Sequence[tuple[int, int, str]], starts: Sequence[int], start: int, end: int
) -> str | None:
    """The rule of the first span that overlaps a run."""
    first = bisect_right(starts, start) - 1
    for index in range(max(first, 0), bisect_left(starts, end)):
        if spans[index][1] > start:
            return spans[index][2]
    return None


class _Words:
    """The words of a text, cut sentence by sentence when they are asked for."""

    def __init__(self, text: str, segment: Segment) -> None:
        self._text = text
        self._segment = segment
        self._end = 0
        self._words: list[tuple[int, int]] = []

    def hold(self, start: int, end: int) -> bool:
        """Whether each character of a run lies inside a word that is longer than its numerals.

        Runs must be asked for in text order.
        """
        if start >= self._end:
            self._cut(start)
        at = start
        for word_start, word_end in self._words:
            if word_start <= at < word_end:
                if start <= word_start and word_end <= end:
                    return False
                at = word_end
        return at >= end

    def _cut(self, offset: int) -> None:
        """Cut the sentence that holds an offset."""
        first = max(self._text.rfind(mark, 0, offset) for mark in _SENTENCE_ENDS) + 1
        ends = [self._text.find(mark, offset) for mark in _SENTENCE_ENDS]
        last = min((end for end in ends if end >= 0), default=len(self._text))
        self._words = [
            (first + start, first + end) for start, end in self._segment(self._text[first:last])
        ]
        self._end = last
