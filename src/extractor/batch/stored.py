"""Fact sets as the ledger holds them: packed by a worker, and as a sink takes them."""

from __future__ import annotations

import json
import zlib
from functools import cached_property
from typing import Any

from pydantic_core import from_json, to_json

from extractor import records
from extractor.records import Document, ExtractorInfo, Fact, FactSet

_INDENT = 2  # of the files that `json` writes
_COMPRESSION = 3


def pack(facts: FactSet) -> bytes:
    """The JSON of a fact set, compressed."""
    return zlib.compress(facts.to_json(indent=_INDENT).encode(), _COMPRESSION)


class StoredFacts:
    """What a sink needs of a `FactSet`, and not made before it is asked for.

    The JSON was made of valid records and nobody else writes the ledger. To read it into records
    only to write the same JSON again would take the parent longer than all else that it does, and
    to validate it three times as long; so a sink of JSON gets the text as it is, others get
    records that are not validated.

    Args:
        packed: What `pack` made.
    """

    def __init__(self, packed: bytes) -> None:
        self._text = zlib.decompress(packed).decode()

    def to_json(self, indent: int | None = None) -> str:
        """The same as `FactSet.to_json`."""
        return self._text if indent == _INDENT else to_json(self._fields, indent=indent).decode()

    @cached_property
    def schema_version(self) -> str:
        """Version of the contract."""
        return str(self._fields["schema_version"])

    @cached_property
    def extractor(self) -> ExtractorInfo:
        """The program and its patterns."""
        return ExtractorInfo(**self._fields["extractor"])

    @cached_property
    def document(self) -> Document:
        """The release."""
        key = '"document":'
        start = self._text.index("{", self._text.index(key) + len(key))
        return Document(**json.JSONDecoder().raw_decode(self._text, start)[0])

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """The facts, in text order."""
        return tuple(map(_fact, from_json(self._text)["facts"]))

    @cached_property
    def _fields(self) -> dict[str, Any]:
        fields: dict[str, Any] = from_json(self._text)
        return fields


def _fact(fields: dict[str, Any]) -> Fact:
    quantity, unit, subject = fields["quantity"], fields["unit"], fields["subject"]
    time, place, statement = fields["time"], fields["place"], fields["statement"]
    for holder in (quantity, unit, statement):
        holder["span"] = holder["span"] and tuple(holder["span"])
    subject["spans"] = tuple(map(tuple, subject["spans"]))
    fields["quantity"] = records.make_quantity(**quantity)
    fields["unit"] = records.make_unit(**unit)
    fields["subject"] = records.make_subject(**subject)
    fields["time"] = time and records.make_time(**time)
    fields["place"] = place and records.make_place(**place)
    fields["statement"] = records.make_statement(**statement)
    return records.make_fact(**fields)
