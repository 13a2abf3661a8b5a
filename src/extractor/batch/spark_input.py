"""What data frames of releases are read from."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from extractor.errors import ExtractorError
from extractor.sources import TableFields

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_COMPRESSED = (".gz", ".bz2", ".zst")
_SAMPLE = 100  # records that are looked at for the names of fields


class InputFormat(StrEnum):
    """What a data frame of releases is read from."""

    text = "text"
    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"


_SUFFIXES = {
    ".txt": InputFormat.text,
    ".json": InputFormat.jsonl,
    ".jsonl": InputFormat.jsonl,
    ".ndjson": InputFormat.jsonl,
    ".csv": InputFormat.csv,
    ".parquet": InputFormat.parquet,
}


def guess_format(source: str) -> InputFormat:
    """The format of an input, by its name or by the names of the files in a local folder.

    Args:
        source: Path or address.

    Raises:
        ExtractorError: The names do not tell, or tell of several formats.
    """
    folder = Path(source)
    names: Iterable[str] = [source]
    if folder.is_dir() and not folder.suffix:
        names = (file.name for file in folder.rglob("*") if file.is_file())
    formats = {_SUFFIXES[suffix] for suffix in map(_suffix, names) if suffix in _SUFFIXES}
    if len(formats) != 1:
        told = "files of several formats" if formats else "no file of a known format"
        hint = f"say it with --input-format: {', '.join(InputFormat)}"
        raise ExtractorError(f"{source}: holds {told}", hint=hint)
    return formats.pop()


def _suffix(name: str) -> str:
    path = PurePosixPath(name.lower())
    return (path.with_suffix("") if path.suffix in _COMPRESSED else path).suffix


def read_releases(
    session: SparkSession, source: str, chosen: InputFormat, text_field: str, id_field: str
) -> tuple[DataFrame, str, str]:
    """A data frame of releases, and the names of its columns of text and of id.

    Args:
        session: Where to read it.
        source: Path or address of a file or folder.
        chosen: Its format.
        text_field: Field or column of the text; plain texts need none.
        id_field: Field or column of the id; of plain texts it is the path.

    Raises:
        ExtractorError: No record among the first of a JSON Lines file has the fields.
    """
    reader = session.read
    match chosen:
        case InputFormat.text:
            reader = reader.format("binaryFile").option("recursiveFileLookup", True)
            return reader.option("pathGlobFilter", "*.txt").load(source), "content", "path"
        case InputFormat.csv:
            # A release has line breaks; quotes inside are doubled (RFC 4180).
            options = {"header": True, "multiLine": True, "escape": '"'}
            return reader.csv(source, **options), text_field, id_field
        case InputFormat.parquet:
            return reader.parquet(source), text_field, id_field
        case InputFormat.jsonl:
            # The schema is told, else Spark would read all of the input once to find it.
            known = _check_fields(session, source, {text_field, id_field})
            chosen_fields = TableFields(text=text_field, id=id_field).columns(known)
            names = dict.fromkeys([text_field, id_field, *chosen_fields.values()])
            schema = ", ".join(f"`{name}` STRING" for name in names)
            return reader.json(source, schema=schema), text_field, id_field


def _check_fields(session: SparkSession, source: str, wanted: set[str]) -> set[str]:
    """The fields of the first records of a JSON Lines file, those that are wanted among them."""
    known: set[str] = set()
    for row in session.read.text(source).limit(_SAMPLE).collect():
        with suppress(json.JSONDecodeError, TypeError):
            known.update(json.loads(row[0]))
    for name in sorted(wanted - known):
        hint = f"there are: {', '.join(sorted(known))}"
        raise ExtractorError(f"{source}: no record has a field {name!r}", hint=hint)
    return known
