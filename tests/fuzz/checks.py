"""What holds for any text whatever, one function a stage; each raises an `AssertionError`."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from typing import Any

import jsonschema

from extractor import Fact, FactSet, load
from extractor.quantities.exact import plain
from extractor.records import json_schema
from extractor.text import CleanText

EXTRACTOR = load()
_SCHEMA = jsonschema.Draft202012Validator(json_schema())


def check_normalise(text: str) -> None:
    """Each clean character has a raw one of its own; blocks are lines; slices say the same."""
    clean = EXTRACTOR.normalizer(text)
    assert clean.raw == text
    assert clean.alignment.length == len(clean.text) <= len(text)
    places = [clean.alignment.raw_index(at) for at in range(len(clean.text))]
    assert all(one < two for one, two in pairwise(places))
    assert all(place < len(text) for place in places)
    assert "".join(clean.text[block.start : block.end] + "\n" for block in clean.blocks).rstrip(
        "\n"
    ) == clean.text.rstrip("\n")
    for block in clean.blocks:
        assert block.start < block.end
        assert "\n" not in clean.text[block.start : block.end]


def check_quantities(text: str) -> None:
    """Findings of a clean text stand in order and apart, and their values have the agreed form."""
    clean = EXTRACTOR.normalizer(text).text
    taken = [(time.start, time.end) for time in EXTRACTOR.time_finder.find(clean)]
    assert all(one[1] <= two[0] for one, two in pairwise(taken))
    findings = EXTRACTOR.quantity_finder.find(clean, taken)
    found = [(each.start, each.end) for each in (*findings.quantities, *findings.exclusions)]
    spans = sorted([*found, *taken])
    assert all(0 <= start < end <= len(clean) for start, end in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    for quantity in findings.quantities:
        assert quantity.start <= quantity.number[0] < quantity.number[1] <= quantity.end
        unit = quantity.unit or quantity.number
        assert quantity.start <= unit[0] < unit[1] <= len(clean)
        numbers = f"{quantity.value}/{quantity.high or 1}".split("/")
        assert all(plain(Decimal(number)) == number for number in numbers)
        assert quantity.high is None or Decimal(quantity.value) < Decimal(quantity.high)


def check_pipeline(text: str) -> None:
    """Facts keep the contract, and a clean text has the facts of the text it came from.

    A clean text is not always its own clean text: what told of paragraphs is gone (empty lines,
    indentation), and a mark that stood beside a space may stand beside a letter (``3() 内``). There
    the second reading sees another text, and nothing is asked of it.
    """
    facts = EXTRACTOR.extract(text)
    written = facts.to_json()
    _SCHEMA.validate(json.loads(written))
    assert FactSet.model_validate_json(written) == facts
    assert facts.document.length == len(text)
    clean = EXTRACTOR.normalizer(text)
    starts = [fact.quantity.span[0] for fact in facts.facts]
    assert starts == sorted(starts)
    assert len({fact.id for fact in facts.facts}) == len(starts)
    for fact in facts.facts:
        _check_spans(fact, clean)
    if EXTRACTOR.normalizer(clean.text).text == clean.text:
        again = EXTRACTOR.extract(clean.text)
        assert [*map(_content, again.facts)] == [*map(_content, facts.facts)]


CHECKS: dict[str, Callable[[str], None]] = {
    "normalise": check_normalise,
    "quantities": check_quantities,
    "pipeline": check_pipeline,
}


def _check_spans(fact: Fact, clean: CleanText) -> None:
    """The raw slice of each span, normalised, is the text that the record gives."""
    said = [(fact.quantity.text, fact.quantity.span), (fact.statement.text, fact.statement.span)]
    if fact.unit.span is not None:
        said.append((fact.unit.text, fact.unit.span))
    for words, (start, end) in said:
        assert 0 <= start < end <= len(clean.raw)
        low, high = clean.clean_span(start, end)
        assert clean.text[low:high] == words
        block = clean.block_at(low)
        assert block is not None
        line, last = clean.raw_span(block.start, block.end)
        placed = EXTRACTOR.normalizer.slice(
            clean.raw[start:end],
            conversion=block.conversion,
            before=clean.raw[line:start],
            after=clean.raw[end:last],
        )
        assert placed == words
    low, high = fact.statement.span
    assert low <= fact.quantity.span[0] < fact.quantity.span[1] <= high
    for start, end in fact.subject.spans:
        assert 0 <= start < end <= len(clean.raw)
    assert bool(fact.subject.text) == bool(fact.subject.spans)


def _content(fact: Fact) -> dict[str, Any]:
    """A fact without what depends on where it stands."""
    content = fact.model_dump(exclude={"id"})
    for part in ("quantity", "unit", "statement"):
        content[part].pop("span")
    content["subject"].pop("spans")
    return content
