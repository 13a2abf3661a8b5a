"""Rows of tables, one by one: JSON Lines, CSV and Parquet. A bad row costs only itself."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import BinaryIO

from extractor.errors import MissingExtra, SourceError, brief, require_extra
from extractor.sources.encoding import decode
from extractor.sources.fields import FieldError, Row, TableFields, make_row
from extractor.sources.limits import Limits
from extractor.sources.media import Table
from extractor.sources.names import shown
from extractor.sources.notes import FindingNotes
from extractor.sources.raw import RawDocument
from extractor.sources.streams import Stream, telling_faults

_SAMPLE = 1024 * 1024  # bytes that the encoding of a table is judged by
_JUDGED = 1000  # lines of it, if they disagree
_MOST_DAMAGED = 100  # characters for each that may be damaged
_GROWN = 2  # characters of a line for each byte of a document: columns, escapes
_BATCH = 16  # rows of Parquet in memory at a time
_FIELD_SIZE = Lock()  # who holds it may set what csv takes for too large a field
_DIGITS = 12  # of the number of a line, at most
_HINT_ID = "ids tell rows apart: make them differ, or name another column: --id-field"
_HINT_FIELD = "name the column: --text-field, --id-field"


def documents(
    table: Stream, kind: Table, fields: TableFields, limits: Limits, notes: FindingNotes
) -> Iterator[RawDocument | SourceError]:
    """The rows of a table as documents, in order.

    Args:
        table: The table.
        kind: Its format.
        fields: Which columns hold what.
        limits: `max_bytes` holds for each row.
        notes: Is told of the table when it was read to its end.

    Yields:
        Each row, its source being `table#id`, or `table#line` if it has no id (the line of the
        file, counted from 1; of Parquet, the row); or why the row, or the rest of the table,
        cannot be read. A row whose name an earlier one has is at fault, as the two could not be
        told apart.
    """
    read = {"jsonl": _json_lines, "csv": _csv, "tsv": _csv, "parquet": _parquet}[kind]
    unit = "row" if kind == "parquet" else "line"
    names = _Names()
    try:
        with telling_faults(table.source), _telling_columns(table.source):
            for line, row in read(table, fields, limits):
                yield _named(table.source, (unit, line), row, names, limits)
    except MissingExtra as error:
        yield SourceError(table.source, str(error), hint=error.hint)
    except SourceError as error:
        yield error
    else:
        if not names.has_ids:
            notes.tables.append(table.source)


@contextmanager
def _telling_columns(source: str) -> Iterator[None]:
    try:
        yield
    except FieldError as error:
        raise SourceError(source, str(error), hint=_HINT_FIELD) from None


_Read = Iterator[tuple[int, Row | Exception]]


def _named(
    table: str, place: tuple[str, int], row: Row | Exception, names: _Names, limits: Limits
) -> RawDocument | SourceError:
    """A row as a document under its name, or why it is none."""
    unit, line = place
    if not isinstance(row, Row):
        if names.has_ids:  # the number of a line may be the id of another row
            return _fault(f"{table}, {unit} {line}", str(row), row)
        return _fault(f"{table}#{line}", f"{unit} {line}: {row}", row)
    id_ = shown(row.id) if row.id else None
    source, earlier = f"{table}#{id_ or line}", names.taken(id_, line)
    if earlier is not None:
        reason = f"has the same name as {unit} {earlier}"
        return SourceError(f"{source}, {unit} {line}", reason, hint=_HINT_ID)
    names.take(id_, line)
    if isinstance(row.text, str):
        return _document(source, f"{unit} {line}", row, row.text, limits)
    return _fault(source, f"{unit} {line}: {row.text}", row.text)


class _Names:
    """The names that the rows of a table have so far."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}
        self._unnamed = bytearray()  # for each line whether its number is its name

    @property
    def has_ids(self) -> bool:
        """Whether any row has an id."""
        return bool(self._ids)

    def taken(self, id_: str | None, line: int) -> int | None:
        """The line of the earlier row that has the name of this one, if there is such a row."""
        name = id_ or str(line)
        earlier = self._ids.get(name)
        if earlier is None and name.isascii() and name.isdecimal() and name[0] != "0":
            number = int(name) if len(name) <= _DIGITS else 0
            earlier = number if self._unnamed[number : number + 1] == b"\1" else None
        return earlier

    def take(self, id_: str | None, line: int) -> None:
        """Give a name away."""
        if id_:
            self._ids[id_] = line
        else:
            self._unnamed.extend(bytes(line + 1 - len(self._unnamed)))
            self._unnamed[line] = 1


def _document(
    source: str, place: str, row: Row, text: str, limits: Limits
) -> RawDocument | SourceError:
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return SourceError(source, f"{place}: holds half a character (a lone surrogate)")
    if text.count("\ufffd") * _MOST_DAMAGED > len(text):
        return SourceError(source, f"{place}: is damaged, or in another encoding than the rest")
    if len(data) > limits.max_bytes:
        hint = "raise the limit if it is a release"
        return SourceError(source, f"{place}: is larger than {limits.max_bytes:,} bytes", hint=hint)
    digest = hashlib.sha256(data).hexdigest()
    told = (row.title, row.publisher, row.published)
    return RawDocument(source, data, "text", digest, *told)


def _fault(source: str, reason: str, error: Exception) -> SourceError:
    hint = _HINT_FIELD if isinstance(error, FieldError) else ""
    return SourceError(source, reason, hint=hint)


def _json_lines(table: Stream, fields: TableFields, limits: Limits) -> _Read:
    with table.open() as file:
        lines = _Lines(file, _encoding(table), limits)
        while True:
            try:
                line = next(lines)
                if line.strip():
                    yield lines.number, _json_row(_object(line), fields)
            except StopIteration:
                return
            except ValueError as error:
                yield lines.number, error


def _json_row(values: dict[str, object], fields: TableFields) -> Row:
    """A row of JSON, whose columns are its own; one without a text may still have an id."""
    try:
        return make_row(values, fields.columns(values))
    except FieldError as error:
        return make_row(values, error.columns, error)


def _object(line: str) -> dict[str, object]:
    try:
        values = json.loads(line)
    except RecursionError:
        raise ValueError("is nested too deeply") from None
    except ValueError as error:
        raise ValueError(f"is not JSON: {error}") from None
    if not isinstance(values, dict):
        raise ValueError(f"is not a JSON object but {type(values).__name__}")
    return values


def _csv(table: Stream, fields: TableFields, limits: Limits) -> _Read:
    with table.open() as file:
        lines = _Lines(file, _encoding(table), limits)
        reader = csv.reader(lines, delimiter=lines.delimiter(), strict=True)
        try:
            names = _record(reader, limits) or []
        except csv.Error as error:
            raise SourceError(table.source, f"has a first line that is not CSV: {error}") from None
        columns = fields.columns(names)
        while True:
            line = lines.number + 1
            try:
                values = _record(reader, limits)
                if values is None:
                    return
                if len(values) > len(names):
                    raise ValueError(f"has {len(values)} columns, the first line {len(names)}")
                if values:
                    yield line, make_row(dict(zip(names, values, strict=False)), columns)
            except csv.Error as error:
                yield line, ValueError(f"is not CSV: {error}")
            except ValueError as error:
                yield line, error


def _record(reader: Iterator[list[str]], limits: Limits) -> list[str] | None:
    """The next record.

    The size of a field is limited for all of Python, so only for a moment, and by one thread at a
    time: a progress bar counts the rows that a batch reads.
    """
    with _FIELD_SIZE:
        before = csv.field_size_limit(limits.max_bytes)
        try:
            return next(reader, None)
        finally:
            csv.field_size_limit(before)


def _parquet(table: Stream, fields: TableFields, limits: Limits) -> _Read:
    with require_extra("reading Parquet", "tables"):
        import pyarrow  # noqa: PLC0415 - an optional extra
        from pyarrow import parquet  # noqa: PLC0415
    with table.open() as file:
        # the format is read from its end, and a stream of an archive has none yet
        content = file if file.seekable() else io.BytesIO(table.read(limits))
        try:
            # row groups are not fetched ahead: a group may be larger than memory
            rows = parquet.ParquetFile(content, pre_buffer=False)
            columns = fields.columns(rows.schema_arrow.names)
            wanted = list(dict.fromkeys(columns.values()))
            number = 0
            for batch in rows.iter_batches(batch_size=_BATCH, columns=wanted):
                for index in range(batch.num_rows):
                    number += 1
                    try:
                        values = {name: batch[name][index].as_py() for name in wanted}
                    except ValueError as error:
                        yield number, error
                    else:
                        yield number, make_row(values, columns)
        except pyarrow.ArrowException as error:
            reason = f"is no Parquet file, or a damaged one: {brief(error)}"
            raise SourceError(table.source, reason) from None


def _encoding(table: Stream) -> str:
    """The encoding of a table, judged by its first megabyte."""
    with table.open() as file:
        sample = file.read(_SAMPLE)
    if not sample.strip():
        raise SourceError(table.source, "is empty")
    decoded = decode(sample)
    if decoded is None:
        # rows of another encoding among the rest are to cost only themselves
        lines = [line for line in sample.splitlines() if not line.isascii()]
        votes = Counter(each[1] for line in lines[:_JUDGED] if (each := decode(line)))
        if votes:
            return votes.most_common(1)[0][0]
        hint = "save it as UTF-8"
        raise SourceError(table.source, "is in none of UTF-8, UTF-16, GB18030 and Big5", hint=hint)
    return decoded[1]


class _Lines:
    """The lines of a table, none of them longer than a document may be."""

    def __init__(self, file: BinaryIO, encoding: str, limits: Limits) -> None:
        self._text = io.TextIOWrapper(file, encoding, errors="replace", newline="")
        self._longest = limits.max_bytes * _GROWN
        self._first: str | None = None
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._text.readline(self._longest) if self._first is None else self._first
        self._first = None
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) < self._longest:
            return line
        while line and not line.endswith("\n"):
            line = self._text.readline(self._longest)
        raise ValueError(f"is longer than {self._longest:,} characters")

    def delimiter(self) -> str:
        """What separates the columns of the first line."""
        self._first = self._text.readline(self._longest)
        return max(",;\t", key=self._first.count)
