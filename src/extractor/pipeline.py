"""The stages wired together: raw text in, facts out."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.kept_expressions import kept_expressions
from extractor.quantities import Findings, Quantity, QuantityFinder
from extractor.resources import Patterns, RuleFolder
from extractor.sources import Release
from extractor.subjects import Answer, Holding, SubjectFinder, Timeline, holding
from extractor.text import CleanText, Normalizer, Setting
from extractor.times import TimeExpression, TimeFinder, TimeResolver
from extractor.tokens import Lexicon, Segmenter, Tokens

if TYPE_CHECKING:
    from spacy.vocab import Vocab

    from extractor.records import FactSet

_SENTENCE_END = re.compile("[\u3002\uff01\uff1f!?\n]")
_COMMA = re.compile("[\uff0c\uff1b\uff1a]")
# Forms of quantities that are a part or a multiple of something; a rank or a ratio is of nothing.
_RELATIVE = frozenset({"percent", "points", "fraction", "multiple", "doubling"})
# Code points of an opening clause; a shorter one only says when.
_SHORTEST_OPENING, _LONGEST_OPENING = 7, 50


@dataclass(frozen=True, slots=True)
class Scan:
    """What is found in one text by its characters, before it is cut into words.

    Attributes:
        clean: The clean text and its map to the raw one.
        times: Time expressions, in order.
        findings: Quantities and exclusions of the body, in order.
    """

    clean: CleanText
    times: list[TimeExpression]
    findings: Findings


@dataclass(slots=True)
class Reading:
    """All that the stages found in one text; `facts.py` makes the records of it.

    Attributes:
        clean: The clean text and its map to the raw one.
        times: Time expressions, in order.
        findings: Quantities and exclusions of the body, in order.
        tokens: The sentences that hold a quantity, cut into words.
        quantities: The quantity at each token that is one.
        times_by_token: Index into `times` of each token that is a time.
        answers: Who or what each quantity is about, in order.
        timeline: Which time holds where.
    """

    clean: CleanText
    times: list[TimeExpression]
    findings: Findings
    tokens: Tokens
    quantities: dict[int, Quantity]
    times_by_token: dict[int, int]
    answers: list[Answer]
    timeline: Timeline


class Extractor:
    """Extracts the facts of releases. Loads its dictionaries once, at the first text.

    Args:
        patterns: Pattern folders; the built-in ones by default.
        conversion: How traditional characters are read: ``auto``, ``t2s``, ``tw2s``, ``hk2s`` or
            ``none``; see `extractor.text.Normalizer`.

    Attributes:
        pattern_hash: Digest of all pattern files, as it stands in every fact set.

    Raises:
        PatternError: A pattern file is not valid.
    """

    def __init__(self, patterns: Patterns | None = None, *, conversion: Setting = "auto") -> None:
        self.patterns = patterns or Patterns()
        self.pattern_hash = self.patterns.sha256
        with kept_expressions(self.pattern_hash):
            self.normalizer = Normalizer(self.patterns, conversion=conversion)
            self.time_finder = TimeFinder(self.patterns)
            self.quantity_finder = QuantityFinder(self.patterns)
        self.time_resolver = TimeResolver(self.time_finder.grammar)
        self._holds = holding(self.patterns)
        self.lexicon = Lexicon(self.patterns)
        self.segmenter = Segmenter(self.lexicon)

    @cached_property
    def vocab(self) -> Vocab:
        """The vocabulary that all documents share."""
        from spacy.vocab import Vocab  # noqa: PLC0415 - most of a second

        return Vocab()

    @cached_property
    def subject_finder(self) -> SubjectFinder:
        """The subject stage, made when the first text needs it."""
        return SubjectFinder(self.patterns, self.lexicon, self.vocab)

    def extract(self, text: str) -> FactSet:
        """The facts of one text.

        Args:
            text: A release as it came, traditional or simplified, with page furniture.

        Returns:
            The facts in text order; all offsets are code points into `text`.
        """
        return self.extract_release(release_of(text))

    def extract_release(self, release: Release, scan: Scan | None = None) -> FactSet:
        """The facts of a release.

        Args:
            release: As `extractor.sources` or `release_of` gives it.
            scan: What `scan` found in its text, if it was called already.
        """
        from extractor.facts import fact_set  # noqa: PLC0415 - pydantic takes its time

        return fact_set(release, self.read(release.text, scan), self)

    @cached_property
    def unit_signs(self) -> dict[str, str]:
        """The usual way to write each unit, by its code: the first form of its rule."""
        rules = [rule.data for rule in reversed(self.patterns.rules("units"))]
        return {data["code"]: data["forms"][0] for data in rules if "code" in data}

    def pipe(self, texts: Iterable[str]) -> Iterator[FactSet]:
        """The facts of many texts, one set a text, in order."""
        return map(self.extract, texts)

    def read(self, text: str, scan: Scan | None = None) -> Reading:
        """What all stages find in a text, for those who want more than the facts.

        Args:
            text: A release as it came.
            scan: What `scan` found in it, if it was called already.
        """
        scan = scan or self.scan(text)
        body = _Body(scan.clean)
        reading = Reading(
            *(scan.clean, scan.times, scan.findings, Tokens(), {}, {}, []),
            timeline=body.timeline(scan.times, scan.findings.quantities, self._holds),
        )
        self._segment(reading)
        if reading.quantities:
            reading.answers = self.subject_finder.find(reading.tokens, reading.quantities)
        return reading

    def scan(self, text: str) -> Scan:
        """Times, quantities and exclusions of a text, found by its characters alone."""
        clean = self.normalizer(text)
        times = self.time_finder.find(clean.text)
        findings = self.quantity_finder.find(clean.text, [(t.start, t.end) for t in times])
        body = _Body(clean)
        held = Findings(
            [q for q in findings.quantities if body.holds(q.start)],
            [x for x in findings.exclusions if body.holds(x.start)],
        )
        return Scan(clean, times, held)

    def _segment(self, reading: Reading) -> None:
        """Cut the sentences with quantities; quantities, times and names are one token each."""
        text = reading.clean.text
        marks = _marks(reading)
        starts = [mark[0] for mark in marks]
        headings = [
            (block.start, min(block.end + 1, len(text)))
            for block in reading.clean.blocks
            if block.role == "heading" and block.end - block.start <= _LONGEST_OPENING
        ]
        behind = 0
        stretches = _with_headings(headings, _stretches(text, reading.findings.quantities))
        for start, end, is_heading in stretches:
            if "\n" in text[behind:start]:
                reading.tokens.paragraphs.add(len(reading.tokens.words))
            if is_heading:
                reading.tokens.headings.add(len(reading.tokens.words))
            behind = end - 1
            first, last = bisect_right(starts, start - 1), bisect_right(starts, end - 1)
            spans = [(a - start, b - start, tag) for a, b, tag, _ in marks[first:last]]
            self.segmenter.segment_into(reading.tokens, text[start:end], spans, start, first)
        for token, mark in reading.tokens.marks.items():
            tag, index = marks[mark][2:]
            if tag == "Q":
                reading.quantities[token] = reading.findings.quantities[index]
            elif tag == "T":
                reading.times_by_token[token] = index


def release_of(text: str) -> Release:
    """A text that came as one, not as bytes; its hash is that of its UTF-8 form."""
    data = text.encode("utf-8", errors="surrogatepass")
    return Release(text, "", hashlib.sha256(data).hexdigest(), "utf-8")


class _Body:
    """Where facts may stand: everywhere but in page furniture."""

    def __init__(self, clean: CleanText) -> None:
        self._clean = clean
        self._starts = [block.start for block in clean.blocks]

    def holds(self, offset: int) -> bool:
        number = bisect_right(self._starts, offset) - 1
        return number >= 0 and self._clean.blocks[number].role != "furniture"

    def timeline(
        self, times: list[TimeExpression], quantities: list[Quantity], holds: Holding
    ) -> Timeline:
        paragraphs = [
            (block.start, block.end, block.role)
            for block in self._clean.blocks
            if block.role != "furniture"
        ]
        numbers = [quantity.start for quantity in quantities]
        relative = {quantity.start for quantity in quantities if quantity.form in _RELATIVE}
        return Timeline(self._clean.text, times, paragraphs, holds, numbers, relative)


def _marks(reading: Reading) -> list[tuple[int, int, str, int]]:
    """Start, end, tag and index of everything that is to be one token."""
    marks = [(q.start, q.end, "Q", i) for i, q in enumerate(reading.findings.quantities)]
    marks += [(t.start, t.end, "T", i) for i, t in enumerate(reading.times)]
    marks += [
        (x.start, x.end, _TAG_OF_EXCLUSION.get(x.kind, "X"), i)
        for i, x in enumerate(reading.findings.exclusions)
    ]
    marks.sort()
    free = 0
    kept = []
    for mark in marks:
        if mark[0] >= free:
            kept.append(mark)
            free = mark[1]
    return kept


def _stretches(text: str, quantities: list[Quantity]) -> Iterator[tuple[int, int]]:
    """Start and end of what is cut: each sentence that holds a quantity.

    It ends behind the clause of its last quantity, the mark included: no number is told behind it.
    Where the sentence before it in the paragraph holds none, that one's opening clause stands
    before it: it may say what the numbers are about.
    """
    end = 0
    starts = [quantity.start for quantity in quantities]
    for quantity in quantities:
        if quantity.start < end:
            continue
        start = max(end, *(text.rfind(mark, end, quantity.start) + 1 for mark in _MARKS))
        yield from _opening_before(text, end, start)
        closing = _SENTENCE_END.search(text, quantity.end)
        end = closing.end() if closing else len(text)
        last = quantities[bisect_right(starts, end - 1) - 1]
        comma = _COMMA.search(text, last.end, end)
        yield start, comma.end() if comma else end


def _with_headings(
    headings: Sequence[tuple[int, int]], stretches: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int, bool]]:
    """The stretches of a text, and before them the headings that hold no quantity.

    The last of each says whether it is a heading.
    """
    number = 0
    behind = 0
    for start, end in stretches:
        while number < len(headings) and headings[number][0] < start:
            if headings[number][0] >= behind and headings[number][1] <= start:
                yield (*headings[number], True)
            number += 1
        yield start, end, False
        behind = end


def _opening_before(text: str, free: int, sentence: int) -> Iterator[tuple[int, int]]:
    """The opening clause of the sentence that ends where another starts, behind offset `free`."""
    close = sentence - 1
    if close <= free or text[close] == "\n":
        return
    start = max(free, *(text.rfind(mark, free, close) + 1 for mark in _MARKS))
    comma = _COMMA.search(text, start + _SHORTEST_OPENING, close)
    end = comma.end() if comma else sentence
    if end - start <= _LONGEST_OPENING:
        yield start, end


# What a number that is no fact does to the words around it; most are part of a name (tag X).
_TAG_OF_EXCLUSION = {
    "article": "KINDS",
    "date": "t",
    "document": "REFERENCE",
    "former": "FORMERS",
    "latter": "LATTERS",
    "per": "PER",
    "phone": "REFERENCE",
    "section": "REFERENCE",
}
_MARKS = ("\u3002", "\uff01", "\uff1f", "!", "?", "\n")


def load(*patterns: str | Path | RuleFolder, conversion: Setting = "auto") -> Extractor:
    """An extractor with the built-in patterns.

    Args:
        patterns: Folders with patterns of your own, laid over the built-in ones.
        conversion: How traditional characters are read; see `Extractor`.

    Raises:
        PatternError: A folder is missing or a file in it is not valid.
    """
    folders = [Path(folder) if isinstance(folder, str) else folder for folder in patterns]
    return Extractor(Patterns(*folders), conversion=conversion)
