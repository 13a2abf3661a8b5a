"""Finds quantities, and the numbers that are none, in one walk over the numerals of a text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from extractor.quantities.exclusions import ExclusionFinder
from extractor.quantities.grammar import QuantityGrammar
from extractor.quantities.model import Exclusion, Findings, Quantity
from extractor.quantities.modifiers import ModifierLexicon
from extractor.quantities.numerals import NumeralGrammar
from extractor.quantities.specials import SpecialForms
from extractor.quantities.units import UnitLexicon
from extractor.resources import Patterns

Span = tuple[int, int]
"""Start and end (exclusive), in code points."""


class QuantityFinder:
    """Finds the quantities of a text.

    Args:
        patterns: Pattern folders; ``numerals.jsonl``, ``units.jsonl``, ``modifiers.jsonl`` and
            ``exclusions.jsonl`` are read.

    Raises:
        PatternError: A rule is not valid.
    """

    def __init__(self, patterns: Patterns) -> None:
        self._units = UnitLexicon(patterns)
        self.numerals = NumeralGrammar(patterns, self._units.forms)
        self._grammar = QuantityGrammar(self.numerals, self._units, ModifierLexicon(patterns))
        self._specials = SpecialForms(self.numerals, self._grammar)
        self._exclusions = ExclusionFinder(patterns, self._fragment, self.numerals.characters)
        halves = self._specials.halves
        # One set of characters is what `re` finds fastest.
        self._anchor = re.compile(f"[0-9{self.numerals.characters}{halves}]")
        self._digits = re.compile(r"[0-9]+(?:[.,][0-9]+)*")

    def find(self, text: str, taken: Sequence[Span] = ()) -> Findings:
        """All quantities and exclusions of a text.

        Args:
            text: Clean text.
            taken: Spans that have been understood otherwise (times), in order, not overlapping. No
                quantity overlaps one of them, and exclusions are cut at them.

        Returns:
            Quantities and exclusions in text order; offsets are into `text`.
        """
        scanned = self._exclusions.scan(text)
        blocks = _merged([*taken, *((found.start, found.end) for found in scanned)])
        quantities: list[Quantity] = []
        exclusions: list[Exclusion] = []
        free = position = index = 0
        while anchor := self._anchor.search(text, position):
            start = anchor.start()
            while blocks[index][1] <= start:
                free = max(free, blocks[index][1])
                index += 1
            limit, position = blocks[index]
            if limit <= start:
                continue
            found, position = self._read(text, start, quantities[-1:])
            if isinstance(found, Exclusion):
                exclusions.append(found)
            elif found and found[0].start >= free and found[-1].end <= limit:
                quantities += found
                free = position
        kept = [(quantity.start, quantity.end) for quantity in quantities]
        return Findings(quantities, list(_cut([*scanned, *exclusions], _merged([*taken, *kept]))))

    def fired(self, text: str) -> set[str]:
        """Ids of the rules that have a hand in what is found in a text."""
        findings = self.find(text)
        ids = {rule for quantity in findings.quantities for rule in quantity.rules}
        return ids | {exclusion.rule for exclusion in findings.exclusions}

    def _read(
        self, text: str, start: int, previous: list[Quantity]
    ) -> tuple[list[Quantity] | Exclusion, int]:
        """What the numeral at `start` is, and where to go on."""
        if text[start] in self._specials.halves:
            half = self._exclusions.first(text, start, start + 1)
            if half is not None:
                return half, half.end
            found = self._specials.read_half(text, start)
            return found, found[-1].end if found else start + 1
        end = self.numerals.extent(text, start)
        if end == start:
            return self._read_unwell(text, start)
        exclusion = self._exclusions.first(text, start, end)
        if exclusion is None:
            found = self._specials.read(text, start, end, previous) or self._grammar.read(
                text, start, end, self._exclusions.first
            )
            if found:
                return found, found[-1].end
            if self.numerals.falls_apart(text[start:end]):
                return [], start + 1
            exclusion = self._exclusions.last(text, start, end)
        return (exclusion, max(exclusion.end, end)) if exclusion else ([], end)

    def _read_unwell(self, text: str, start: int) -> tuple[list[Quantity] | Exclusion, int]:
        """What a run of digits is that is no numeral: too long, with a zero in front, 1.2.3."""
        digits = self._digits.match(text, start)
        end = digits.end() if digits else start + 1
        exclusion = self._exclusions.first(text, start, end)
        exclusion = exclusion or self._exclusions.last(text, start, end)
        return (exclusion, max(exclusion.end, end)) if exclusion else ([], end)

    def _fragment(self, name: str) -> str:
        """The regexes that ``exclusions.jsonl`` can name."""
        if name.startswith("unit"):
            return self._units.fragment(name.partition(".")[2] or None)
        return self.numerals.fragments[name]


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that overlap made one, and one behind any text as the last."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return [*merged, (_NEVER, _NEVER)]


def _cut(exclusions: Iterable[Exclusion], blocks: Sequence[Span]) -> Iterator[Exclusion]:
    """Exclusions in order, without what overlaps an earlier one or a block."""
    ends = [end for _, end in blocks]
    free = 0
    for found in sorted(exclusions, key=lambda found: (found.start, -found.end)):
        start = max(free, found.start)
        for index in range(bisect_right(ends, start), len(blocks)):
            block = blocks[index]
            if start < min(block[0], found.end):
                yield Exclusion(start, min(block[0], found.end), found.rule, found.kind)
            start = max(start, block[1])
            if start >= found.end:
                break
        free = max(free, found.end)


_NEVER = 1 << 62
