"""Extraction on Spark, for those who outgrow one machine: one row in, its facts out.

Each row is read and extracted where it is; nothing is shuffled, and no row waits for another. The
package must be installed on the workers, in the same version.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.errors import ExtractorError, SourceError, require_extra
from extractor.pipeline import Extractor, load
from extractor.records import FactSet
from extractor.resources import RuleFolder
from extractor.sources import MAX_BYTES, RawDocument, TableFields, parse_document
from extractor.sources.moment import iso_moment

with require_extra("running on Spark", "spark"):
    import pyarrow as pa
    from pyspark.sql import functions
    from pyspark.sql.types import BinaryType, StringType

    from extractor.sinks.arrow import fact_batch, fact_schema

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from extractor.text import Setting

_FACTS_A_BATCH = 1_000
_TEXT, _ID = "text", "id"
TOLD = ("title", "publisher", "published")
"""What a table may tell of a release beside its text and id."""


def row_schema() -> pa.Schema:
    """The schema of the rows: that of `facts.parquet`, and a text column `error`."""
    return fact_schema().append(pa.field("error", pa.string()))


def extract_facts(
    df: DataFrame,
    text_col: str = _TEXT,
    id_col: str = _ID,
    *,
    patterns: str | Path | None = None,
    conversion: Setting = "auto",
    max_bytes: int = MAX_BYTES,
) -> DataFrame:
    """The facts of the releases in a data frame, one row a fact.

    A release without facts has one row whose fact columns are null. A row that cannot be read as a
    release (null, empty, without a Han character, too large) or fails has one row that holds
    nothing but `document_source` and `error`. So every row that goes in leaves a trace.

    Args:
        df: One row a release.
        text_col: Column of the text: a string, or the bytes of a plain text, whose encoding is
            found.
        id_col: Column of what tells the releases apart; as text it is `document_source`. Columns
            that usually hold the title, publisher and day of publishing are read too, as they are
            from a table on one machine; see `TableFields`.
        patterns: Folder of rules laid over the built-in ones; its files travel with the job.
        conversion: How traditional characters are read; see `Extractor`.
        max_bytes: The largest text to read, in bytes of UTF-8.

    Returns:
        A data frame in the schema of `row_schema`. It does not depend on how `df` is partitioned;
        the rows of a release stay together, in text order.

    Raises:
        PatternError: The rules cannot be read or have a fault.
        ExtractorError: A column is missing, or the text is neither a string nor bytes.
    """
    settings = Settings(_read_overlay(patterns, conversion), conversion, max_bytes)
    for column in (text_col, id_col):
        if column not in df.columns:
            hint = f"there are: {', '.join(df.columns)}"
            raise ExtractorError(f"the input has no column {column!r}", hint=hint)
    if not isinstance(df.schema[text_col].dataType, StringType | BinaryType):
        raise ExtractorError(f"the column {text_col!r} holds neither text nor bytes")
    columns = [
        functions.col(_quoted(text_col)).alias(_TEXT),
        functions.col(_quoted(id_col)).cast("string").alias(_ID),
    ]
    chosen = TableFields(text=text_col, id=id_col).columns(df.columns)
    for field in TOLD:
        told = functions.col(_quoted(chosen[field])) if field in chosen else functions.lit(None)
        columns.append(told.cast("string").alias(field))

    def extract(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return extracted(batches, settings)

    schema = df.sparkSession.createDataFrame(row_schema().empty_table()).schema
    return df.select(*columns).mapInArrow(extract, schema)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a worker needs to know.

    Attributes:
        overlay: The user's rules, if there are any.
        conversion: How traditional characters are read.
        max_bytes: The largest text to read.
    """

    overlay: RuleFolder | None = None
    conversion: Setting = "auto"
    max_bytes: int = MAX_BYTES


def _read_overlay(patterns: str | Path | None, conversion: Setting) -> RuleFolder | None:
    """The rules of a folder, once they have proved right here."""
    if patterns is None:
        return None
    overlay = RuleFolder.read(Path(patterns))
    load(overlay, conversion=conversion)
    return overlay


@lru_cache(maxsize=1)
def _extractor(settings: Settings) -> Extractor:
    """The extractor of this worker process, loaded at its first row."""
    overlay = [settings.overlay] if settings.overlay else []
    return load(*overlay, conversion=settings.conversion)


def extracted(
    batches: Iterable[pa.RecordBatch], settings: Settings | None = None
) -> Iterator[pa.RecordBatch]:
    """What a worker makes of its partition.

    Args:
        batches: Columns `text` and `id`, and those of `TOLD`, if they are told.
        settings: What else it needs to know.

    Yields:
        The rows of each release, in order, in the schema of `row_schema`.
    """
    settings = settings or Settings()
    extractor = _extractor(settings)
    pending: list[FactSet] = []
    size = 0
    for text, source, *told in _inputs(batches):
        found = _extract(extractor, text, source or "", told, settings.max_bytes)
        if isinstance(found, FactSet):
            pending.append(found)
            size += len(found.facts) + 1
        if pending and (size >= _FACTS_A_BATCH or isinstance(found, str)):
            yield _fact_rows(pending)
            pending, size = [], 0
        if isinstance(found, str):
            bad = {"document_source": source, "error": found}
            yield pa.RecordBatch.from_pylist([bad], schema=row_schema())
    if pending:
        yield _fact_rows(pending)


def _inputs(batches: Iterable[pa.RecordBatch]) -> Iterator[list[Any]]:
    """Text, id, and what else is told of a release, by row."""
    for batch in batches:
        columns = [batch[name] for name in (_TEXT, _ID, *TOLD) if name in batch.schema.names]
        for row in zip(*columns, strict=True):
            yield [value.as_py() for value in row]


def _extract(
    extractor: Extractor, text: str | bytes | None, source: str, told: list[Any], max_bytes: int
) -> FactSet | str:
    """The facts of one row, or why there are none."""
    if text is None:
        return "is null"
    data = text.encode() if isinstance(text, str) else text
    if len(data) > max_bytes:
        return f"is larger than {max_bytes:,} bytes"
    title, publisher, published = told or (None, None, None)
    moment = iso_moment(published) if published else None
    raw = replace(
        RawDocument.of(source, data, "text"), title=title, publisher=publisher, published=moment
    )
    try:
        return extractor.extract_release(parse_document(raw))
    except SourceError as error:
        return error.reason
    except Exception as error:  # a bad row must not end the job
        return f"{type(error).__name__}: {error}"


def _fact_rows(sets: list[FactSet]) -> pa.RecordBatch:
    batch = fact_batch(sets, keep_empty=True)
    columns: list[Any] = [*batch.columns, pa.nulls(batch.num_rows, pa.string())]
    return pa.RecordBatch.from_arrays(columns, schema=row_schema())


def _quoted(column: str) -> str:
    return f"`{column.replace('`', '``')}`"
