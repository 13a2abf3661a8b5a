"""From what the stages found to the records of the contract."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from datetime import date
from typing import TYPE_CHECKING

from extractor import records
from extractor.governing import Governing
from extractor.version import __version__

if TYPE_CHECKING:
    from extractor.pipeline import Extractor, Reading
    from extractor.quantities import Quantity
    from extractor.records import Fact, FactSet
    from extractor.sources import Release
    from extractor.subjects import Answer, Subject

# Forms of numbers that can hold their unit.
_SPELLED = frozenset({"percent", "fraction", "multiple", "doubling"})
_CLAUSE_MARK = re.compile("[\uff0c\u3002\uff1b\uff1a\uff01\uff1f\n]")
# Characters of a statement before its number, and behind: a text without marks is one clause, and
# each of its numbers would repeat it.
_REACH = 250


def fact_set(release: Release, reading: Reading, extractor: Extractor) -> FactSet:
    """The records of one release.

    Args:
        release: The release as read.
        reading: What the stages found in its text.
        extractor: Who found it; its version and patterns are noted.
    """
    metadata = reading.clean.metadata
    moment = metadata.published
    document = records.Document(
        id=records.document_id(release.sha256),
        source=release.source,
        sha256=release.sha256,
        title=release.title or metadata.title,
        publisher=release.publisher or metadata.publisher,
        published=release.published or (moment.isoformat() if moment else None),
        length=len(release.text),
    )
    builder = _FactBuilder(reading, extractor, document)
    return records.FactSet(
        extractor=records.ExtractorInfo(version=__version__, patterns=extractor.pattern_hash),
        document=document,
        facts=tuple(builder.fact(answer) for answer in reading.answers),
    )


class _FactBuilder:
    """Makes the records of one reading; spans leave here as offsets into the raw text."""

    def __init__(self, reading: Reading, extractor: Extractor, document: records.Document) -> None:
        self._reading = reading
        self._document = document.id
        self._clean = reading.clean
        self._text = reading.clean.text
        self._marks = [mark.start() for mark in _CLAUSE_MARK.finditer(self._text)]
        metadata = reading.clean.metadata
        told = document.published
        published = date.fromisoformat(told[:10]) if told else metadata.dateline
        self._dates = extractor.time_resolver.resolve_all(reading.times, published=published)
        self._unit_signs = extractor.unit_signs
        self._governing = Governing(reading)
        # Facts share these, and frozen records may be shared.
        self._times: dict[int, records.Time] = {}
        self._places: dict[str, records.Place] = {}
        self._statements: dict[tuple[int, int], records.Statement] = {}

    def fact(self, answer: Answer) -> Fact:
        """The record of one answer."""
        quantity = self._reading.quantities[answer.token]
        span = self._clean.raw_span(*quantity.number)
        return records.make_fact(
            id=records.fact_id(self._document, span, quantity.value),
            quantity=records.make_quantity(
                text=self._slice(quantity.number),
                span=span,
                value=quantity.value,
                high=quantity.high,
                modifier=quantity.modifier,
            ),
            unit=self._unit(quantity),
            subject=self._subject(answer.subject),
            kind=answer.kind,
            change=answer.change,
            basis=self._words(answer.basis),
            time=self._time(answer, quantity),
            place=self._place(answer),
            statement=self._statement(quantity),
            rule=answer.frame,
        )

    def _slice(self, span: tuple[int, int]) -> str:
        return self._text[span[0] : span[1]]

    def _unit(self, quantity: Quantity) -> records.Unit:
        """The unit as written; its sign where it is spelled inside the number (三成, 百分之六)."""
        # A unit without a span is one that the number parts: 一个半百分点.
        text, span = self._unit_signs.get(quantity.code, ""), None
        if quantity.unit is not None:
            text = self._slice(quantity.unit)
            start, end = quantity.number
            spelled = start <= quantity.unit[0] and quantity.unit[1] <= end
            if spelled and quantity.form in _SPELLED:
                text = self._unit_signs.get(quantity.code, text)
            else:
                span = self._clean.raw_span(*quantity.unit)
        return records.make_unit(
            text=text, span=span, code=quantity.code, dimension=quantity.dimension
        )

    def _subject(self, subject: Subject) -> records.Subject:
        tokens = self._reading.tokens
        texts: list[str] = []
        spans: list[tuple[int, int]] = []
        for part in subject:
            start, end = tokens.starts[part.start], tokens.end(part.end - 1)
            texts.append(part.text or self._text[start:end])
            spans.append(self._clean.raw_span(start, end))
        return records.make_subject(text="".join(texts), spans=tuple(spans))

    def _words(self, tokens: tuple[int, int] | None) -> str | None:
        if tokens is None:
            return None
        all_tokens = self._reading.tokens
        return self._text[all_tokens.starts[tokens[0]] : all_tokens.end(tokens[1] - 1)]

    def _time(self, answer: Answer, quantity: Quantity) -> records.Time | None:
        number = self._governing.of(answer, quantity)
        if number is None:
            return None
        if number not in self._times:
            start, end = self._dates[number]
            text = self._reading.times[number].text
            self._times[number] = records.make_time(text=text, start=start, end=end)
        return self._times[number]

    def _place(self, answer: Answer) -> records.Place | None:
        if answer.place is None:
            return None
        word = self._reading.tokens.words[answer.place]
        if word not in self._places:
            self._places[word] = records.make_place(text=word)
        return self._places[word]

    def _statement(self, quantity: Quantity) -> records.Statement:
        """The clause that the number stands in without its marks; of an endless one a part."""
        before = bisect_left(self._marks, quantity.start)
        start = self._marks[before - 1] + 1 if before else 0
        after = bisect_right(self._marks, quantity.end - 1)
        end = self._marks[after] if after < len(self._marks) else len(self._text)
        start, end = max(start, quantity.start - _REACH), min(end, quantity.end + _REACH)
        if (start, end) not in self._statements:
            self._statements[start, end] = records.make_statement(
                text=self._text[start:end], span=self._clean.raw_span(start, end)
            )
        return self._statements[start, end]
