"""All facts in one table of flat columns, one row a fact."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from extractor.sinks.files import FileSink
from extractor.sinks.shapes import (
    Interval,
    Series,
    Shape,
    Struct,
    document_columns,
    fact_columns,
)

if TYPE_CHECKING:
    from extractor.records import FactSet

# What makes a spreadsheet take a cell for a formula: these, and white space that it skips.
_FORMULA = tuple("=+-@\t\r")
_NUMBERS = ("quantity_value", "quantity_high")


class CsvSink(FileSink):
    """Writes `facts.csv`: UTF-8, a header line, lines that end with CR LF (RFC 4180).

    Nested fields become columns of joined names (`quantity_value`), spans become two columns
    (`quantity_span_start`), lists of spans a JSON text. What is null is an empty cell. Exact
    numbers are written as they stand in the records.

    Args:
        folder: Where the file goes; made if it is missing.
        excel: Begin with a byte order mark, without which Excel takes UTF-8 for something else,
            and put an apostrophe before texts that a spreadsheet would take for a formula (they
            begin with `=`, `+`, `-`, `@`, a tab or a carriage return). Numbers stay as they are.
    """

    def __init__(self, folder: Path, *, excel: bool = False) -> None:
        super().__init__(folder, "facts.csv")
        self._excel = excel
        self._documents = [attrgetter(".".join(path)) for _, path, _ in document_columns()]
        self._names = [name for name, _, _ in document_columns()]
        for name, shape in fact_columns():
            self._names += _names(name, shape)
        self._exact = {self._names.index(name) for name in _NUMBERS}

    def _start(self, stream: BinaryIO) -> None:
        self._stream = stream
        if self._excel:
            stream.write(codecs.BOM_UTF8)
        stream.write(_lines([self._names]))

    def _write(self, facts: FactSet) -> None:
        document = [get(facts) for get in self._documents]
        rows = []
        for fact in facts.facts:
            row = [*document]
            for name, shape in fact_columns():
                row += _cells(getattr(fact, name), shape)
            rows.append([*map(self._harmless, range(len(row)), row)] if self._excel else row)
        self._stream.write(_lines(rows))

    def _harmless(self, column: int, cell: Any) -> Any:
        if isinstance(cell, str) and cell.startswith(_FORMULA) and column not in self._exact:
            return f"'{cell}"
        return cell


def _names(name: str, shape: Shape) -> Iterator[str]:
    """The columns that a field needs."""
    match shape:
        case Struct(fields):
            for field, inner in fields:
                yield from _names(f"{name}_{field}", inner)
        case Interval():
            yield f"{name}_start"
            yield f"{name}_end"
        case _:
            yield name


def _cells(value: Any, shape: Shape) -> Iterator[Any]:
    """The cells that a value fills; of None, as many empty ones."""
    match shape:
        case Struct(fields):
            for field, inner in fields:
                yield from _cells(None if value is None else getattr(value, field), inner)
        case Interval():
            yield from value or (None, None)
        case Series() if value is not None:
            yield json.dumps(value)
        case _:
            yield value


def _lines(rows: list[list[Any]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()
