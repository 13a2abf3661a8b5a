"""All facts in one Parquet file, one row a fact."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import pyarrow as pa
from pyarrow import parquet

from extractor.sinks.arrow import fact_batch, fact_schema
from extractor.sinks.files import FileSink

if TYPE_CHECKING:
    from extractor.records import FactSet

_FACTS_A_BATCH = 1_000  # records that are held before they become columns
_GROUP_ROWS = 32_768
_GROUP_BYTES = 64 * 1024 * 1024


class FactTable:
    """Writes fact sets to a Parquet stream, in row groups of bounded size.

    Where a row group ends depends on the rows alone, so the same facts give the same bytes.

    Args:
        stream: Where to write.
        keep_empty: Give a release without facts one row, whose fact columns are null.
    """

    def __init__(self, stream: BinaryIO, *, keep_empty: bool = False) -> None:
        self._keep_empty = keep_empty
        self._writer = parquet.ParquetWriter(stream, fact_schema(), compression="zstd")
        self._sets: list[FactSet] = []
        self._facts = 0
        self._batches: list[pa.RecordBatch] = []

    def write(self, facts: FactSet) -> None:
        """Add the facts of one release."""
        self._sets.append(facts)
        self._facts += len(facts.facts) + 1
        if self._facts >= _FACTS_A_BATCH:
            self._convert()

    def close(self) -> None:
        """Write what is held back, and the end of the file."""
        self._convert()
        self._flush()
        self._writer.close()

    def abandon(self) -> None:
        """Let go of the stream, without what is held back. Never fails; harmless after `close`."""
        with suppress(OSError, pa.ArrowException):
            self._writer.close()
        self._writer.is_open = False  # else it tries again when it is collected

    def _convert(self) -> None:
        self._batches.append(fact_batch(self._sets, keep_empty=self._keep_empty))
        self._sets, self._facts = [], 0
        rows = sum(batch.num_rows for batch in self._batches)
        if rows >= _GROUP_ROWS or sum(batch.nbytes for batch in self._batches) >= _GROUP_BYTES:
            self._flush()

    def _flush(self) -> None:
        table = pa.Table.from_batches(self._batches, fact_schema())
        self._batches = []
        if table.num_rows:
            self._writer.write_table(table, row_group_size=_GROUP_ROWS)


class ParquetSink(FileSink):
    """Writes `facts.parquet`; the schema is `extractor.sinks.arrow.fact_schema`.

    Args:
        folder: Where the file goes; made if it is missing.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, "facts.parquet")

    def _start(self, stream: BinaryIO) -> None:
        self._table = FactTable(stream)

    def _write(self, facts: FactSet) -> None:
        self._table.write(facts)

    def _finish(self) -> None:
        self._table.close()

    def _abandon(self) -> None:
        self._table.abandon()
