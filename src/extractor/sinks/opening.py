"""The forms of output, and the sink that writes each."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from extractor.errors import ExtractorError, require_extra

if TYPE_CHECKING:
    from pathlib import Path

    from extractor.sinks.sink import Sink


class Format(StrEnum):
    """A form of output."""

    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"
    duckdb = "duckdb"


def open_sink(format: Format | str, folder: Path, *, excel: bool = False) -> Sink:  # noqa: A002 - the option's name
    """The sink that writes one form of output.

    Nothing is touched before its context is entered; then the folder is made if it is missing, and
    what a killed run left of the same output is removed.

    Args:
        format: Form of the output.
        folder: Where it goes: `facts/` for json, one file `facts.…` for every other form.
        excel: For csv: a byte order mark, and no cell that a spreadsheet takes for a formula.

    Raises:
        MissingExtra: The libraries that the form needs are not installed.
        ExtractorError: `excel` is asked of another form than csv.
    """
    format = Format(format)  # noqa: A001 - as above
    if excel and format is not Format.csv:
        hint = f"use the format {Format.csv}"
        raise ExtractorError(f"the format {format} has no form of its own for Excel", hint=hint)
    return _opened(format, folder, excel)


def _opened(chosen: Format, folder: Path, excel: bool) -> Sink:
    # Each form imports its own libraries only.
    match chosen:
        case Format.json:
            from extractor.sinks.json_files import JsonSink  # noqa: PLC0415

            return JsonSink(folder)
        case Format.jsonl:
            from extractor.sinks.json_lines import JsonLinesSink  # noqa: PLC0415

            return JsonLinesSink(folder)
        case Format.csv:
            from extractor.sinks.csv_table import CsvSink  # noqa: PLC0415

            return CsvSink(folder, excel=excel)
        case Format.parquet:
            with require_extra("writing Parquet", "tables"):
                from extractor.sinks.parquet import ParquetSink  # noqa: PLC0415

                return ParquetSink(folder)
        case Format.duckdb:
            with require_extra("writing a DuckDB file", "duckdb"):
                from extractor.sinks.duckdb import DuckDBSink  # noqa: PLC0415

                return DuckDBSink(folder)
