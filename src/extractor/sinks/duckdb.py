"""The embedded store: documents, facts and runs in one DuckDB file, kept from run to run."""

from __future__ import annotations

import errno
import glob
import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import duckdb

from extractor.errors import ExtractorError, brief
from extractor.sinks.files import WholeFile, naming, sync_folder
from extractor.sinks.parquet import FactTable

if TYPE_CHECKING:
    from extractor.records import FactSet

_NAME = "facts.duckdb"
_ID_DIGITS = 16
_MERGED = ("documents", "facts")
_TABLES = "SELECT table_name FROM duckdb_tables()"
_REMOVE_FACTS = "DELETE FROM facts WHERE document_id = ? AND document_source = ?"
_REMOVE_DOCUMENT = "DELETE FROM documents WHERE id = ? AND source = ?"
_ADD_RUN = """
INSERT OR IGNORE INTO runs SELECT $id, $record->>'started', $record->>'finished', $record::JSON
"""
# All extensions that are needed are built in; none is ever fetched.
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


class DuckDBSink:
    """Adds fact sets to `facts.duckdb`: tables `documents`, `facts` and `runs`, view `numbers`.

    A release is known by the hash of its bytes and its source; extracted again, its facts replace
    those of before. What is written is held in a file beside the store and merged into it in one
    transaction when the context ends, so a run that is killed leaves the store as it was.

    Args:
        folder: Where the file is or goes; made if it is missing.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._store = folder / _NAME
        self._scratch = folder / f".{_NAME}.part"
        self._staged = WholeFile(self._scratch / "staged.parquet")
        self._runs: list[str] = []
        self._removed: list[tuple[str, str]] = []

    def write(self, facts: FactSet) -> None:
        """Add the facts of one release; see `Sink.write`."""
        with naming(self._store):
            self._table.write(facts)

    def remove(self, document_id: str, source: str) -> None:
        """Take a release and its facts out of the store, in the transaction of the facts.

        Args:
            document_id: Id of the release.
            source: Its source.
        """
        self._removed.append((document_id, source))

    def record_run(self, record: Mapping[str, Any]) -> None:
        """Add a row to the table `runs`, in the transaction of the facts.

        Args:
            record: What is told of the run, as in `run.json`; `started` and `finished` (ISO 8601),
                if they are there, become columns. The same record twice is one row.
        """
        self._runs.append(json.dumps(record, ensure_ascii=False))

    def __enter__(self) -> Self:
        self._clear()
        try:
            with naming(self._store):
                self._scratch.mkdir(parents=True)
                self._table = FactTable(self._staged.open(), keep_empty=True)
        except OSError:
            self._clear()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                with naming(self._store):
                    self._table.close()
                    self._staged.keep()
                    self._merge()
        finally:
            self._table.abandon()
            self._staged.discard()
            self._clear()

    def _merge(self) -> None:
        """Merge what is staged into the store; a new store appears when it is whole."""
        if self._store.exists():
            self._fill(self._store)
        else:
            new = WholeFile(self._store, part=self._scratch / _NAME)
            self._fill(new.part)
            new.keep()
            sync_folder(self._folder)

    def _fill(self, store: Path) -> None:
        """Merge what is staged into a file, in one transaction.

        Raises:
            OSError: The file cannot be read or written.
            ExtractorError: Its tables are not those that this version writes.
        """
        config = _CONFIG | {"temp_directory": str(self._scratch / "spill")}
        with _as_os_error(), duckdb.connect(str(store), config=config) as connection:
            connection.begin()
            connection.from_parquet(glob.escape(str(self._staged.path))).create_view("staged")
            fresh = ("facts",) not in connection.execute(_TABLES).fetchall()
            connection.execute(_sql("tables"))
            if fresh:
                connection.execute(_sql("keys"))
            elif not all(_fits(connection, name) for name in _MERGED):
                hint = "choose another folder, or move the file away and run again"
                raise ExtractorError(f"{store}: holds tables of another version", hint=hint)
            if self._removed:
                connection.executemany(_REMOVE_FACTS, self._removed)
                connection.executemany(_REMOVE_DOCUMENT, self._removed)
            connection.execute(_sql("merge"))
            for record in self._runs:
                key = hashlib.sha256(record.encode()).hexdigest()[:_ID_DIGITS]
                connection.execute(_ADD_RUN, {"id": key, "record": record})
            connection.execute(
                "DROP VIEW staged_documents; DROP VIEW staged_facts; DROP VIEW staged"
            )
            connection.commit()
            connection.execute("CHECKPOINT")  # closing would do it too, but not tell if it fails

    def _clear(self) -> None:
        shutil.rmtree(self._scratch, ignore_errors=True)


def _fits(connection: duckdb.DuckDBPyConnection, name: str) -> bool:
    """Whether a table has the columns of what is staged for it."""
    table, staged = connection.table(name), connection.view(f"staged_{name}")
    return (table.columns, table.types) == (staged.columns, staged.types)


def _sql(name: str) -> str:
    return files("extractor.sinks").joinpath(f"store_{name}.sql").read_text(encoding="utf-8")


@contextmanager
def _as_os_error() -> Iterator[None]:
    """Tell what DuckDB says of disk and file as the OSError that it is.

    Of a damaged file it says so in errors of any class.
    """
    try:
        yield
    except duckdb.Error as error:
        raise OSError(errno.EIO, brief(error)) from error
