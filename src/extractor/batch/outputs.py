"""The outputs of a folder, made of its ledger.

What is in an output, and in which order, depends on the ledger alone: not on how many workers
there were, nor on how often a run was cut short. Two forms are kept up to date: the files of
`json`, one a release, also while a run goes on, and the store of `duckdb`. The others are one file
each, which is written anew when anything has changed.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from extractor.batch.ledger import Ledger, damaged
from extractor.batch.stored import StoredFacts
from extractor.errors import BatchError, ExtractorError
from extractor.records import document_id
from extractor.sinks import Format, Sink, open_sink
from extractor.sinks.json_files import file_name

if TYPE_CHECKING:
    from extractor.records import FactSet
    from extractor.sinks.duckdb import DuckDBSink
    from extractor.sinks.json_files import JsonSink

FACTS = "facts"
"""Name of all outputs: a folder, or a file with the form as its ending."""

_CSV, _CSV_FOR_EXCEL = str(Format.csv), f"{Format.csv}:excel"
_KEPT = (Format.json, Format.duckdb)
_STORE_HINT = "close what has it open; if it is damaged, move it away: it is made anew"


class Outputs:
    """The outputs of one folder.

    Args:
        folder: The output folder.
        formats: The forms to write. Those that earlier runs wrote here, and that are still there,
            are written too: an output that goes stale unseen would be worse than none.
        excel: For csv: a byte order mark, and no cell that a spreadsheet takes for a formula.
        ledger: What they are made of.

    Raises:
        MissingExtra: The libraries that a form needs are not installed.
    """

    def __init__(
        self, folder: Path, formats: tuple[Format, ...], ledger: Ledger, *, excel: bool
    ) -> None:
        self._folder = folder
        self._ledger = ledger
        self._excel = excel
        if Format.csv not in formats:  # it stays as it is
            self._excel = ledger.counter(_CSV_FOR_EXCEL) > ledger.counter(_CSV)
        self._formats = (*formats, *(form for form in Format if self._is_left(form, formats)))
        self._open = ExitStack()
        self._files: JsonSink | None = None
        for form in self._formats:
            self._sink(form)  # what is missing for it is better told now than at the end

    @property
    def drafts(self) -> Path | None:
        """The folder to write drafts of files for, if there is to be a file a release."""
        return self._folder if Format.json in self._formats else None

    def begin(self) -> None:
        """Open what is written while a run goes on: the files of `json`.

        What a run that was killed had extracted is written first.

        Raises:
            OSError: They cannot be written.
        """
        for form in self._formats:  # what appears from now on is known to be of this folder
            name = self._counter(form)
            self._ledger.count(name, self._ledger.counter(name))
        if Format.json in self._formats:
            self._files = cast("JsonSink", self._open.enter_context(self._sink(Format.json)))
            written = self._ledger.counter(self._counter(Format.json))
            if written != self._ledger.counter("changes"):
                for stored in self._ledger.stored(since=written):
                    self.add(stored.source, stored.sha256, stored.packed)

    def add(self, source: str, sha256: str, packed: bytes, draft: Path | None = None) -> None:
        """Write the file of a release, if there is to be a file a release.

        Args:
            source: Where the release came from.
            sha256: Digest of its bytes.
            packed: Its fact set, as `extractor.batch.stored` packs it.
            draft: The file, if a worker has written it.

        Raises:
            OSError: It cannot be written.
        """
        if self._files is None:
            return
        if draft is not None:
            with suppress(OSError):  # something is wrong with the folder, and writing tells what
                self._files.place(draft, document_id(sha256), source)
                return
        self._files.write(self._facts(packed))

    def end(self) -> None:
        """Close what `begin` opened.

        Raises:
            OSError: It cannot be written.
        """
        self._files = None
        self._open.close()

    def refresh(self, record: Mapping[str, Any]) -> tuple[list[dict[str, Any]], BatchError | None]:
        """Bring all outputs up to date.

        Args:
            record: What is told of the run, for the form that keeps account of runs.

        Returns:
            What stands where: form, path below the folder, size and digest of single files; and
            why the store of `duckdb` cannot be brought up to date, while all others are. It alone
            is read before it is written, so it may be damaged, or open elsewhere.

        Raises:
            BatchError: The ledger is damaged.
            OSError: Another output cannot be written.
        """
        if Format.json in self._formats:
            self._refresh_files()
        stale = [form for form in self._formats if form not in _KEPT and self._is_stale(form)]
        if stale:
            self._refresh_whole(stale)
        fault = self._refresh_store(record) if Format.duckdb in self._formats else None
        if fault is None:
            self._ledger.forget_retired()
            self._ledger.commit()
        left_out = (Format.duckdb,) if fault else ()
        return [self._described(form) for form in self._formats if form not in left_out], fault

    def _is_left(self, form: Format, asked: tuple[Format, ...]) -> bool:
        """Whether a form that is not asked for was written here by an earlier run."""
        names = (_CSV, _CSV_FOR_EXCEL) if form is Format.csv else (str(form),)
        written = any(map(self._ledger.has_counter, names))
        return written and form not in asked and self._path(form).exists()

    def _is_stale(self, form: Format) -> bool:
        written = self._ledger.counter(self._counter(form))
        return written != self._ledger.counter("changes") or not self._path(form).exists()

    def _refresh_files(self) -> None:
        """Write files that are missing; remove those whose releases have no facts."""
        written = self._ledger.counter(self._counter(Format.json))
        for source, sha256 in self._ledger.gone(written):
            self._file(source, sha256).unlink(missing_ok=True)
        if not all(self._file(*name).exists() for name in self._ledger.names()):
            for stored in self._ledger.stored():
                if not self._file(stored.source, stored.sha256).exists():
                    self.add(stored.source, stored.sha256, stored.packed)
        self.end()
        self._count(Format.json)

    def _refresh_store(self, record: Mapping[str, Any]) -> BatchError | None:
        form = Format.duckdb
        path = self._path(form)
        written = self._ledger.counter(self._counter(form)) if path.exists() else 0
        try:
            with cast("DuckDBSink", self._sink(form)) as store:
                for source, sha256 in self._ledger.gone(written):
                    store.remove(document_id(sha256), source)
                for stored in self._ledger.stored(since=written):
                    store.write(self._facts(stored.packed))
                store.record_run(record)
        except BatchError:
            raise
        except ExtractorError as error:
            return BatchError(str(error), hint=error.hint)
        except OSError as error:
            return BatchError(f"{path}: cannot be written: {error.strerror}", hint=_STORE_HINT)
        self._count(form)
        return None

    def _refresh_whole(self, forms: list[Format]) -> None:
        """Write outputs of one file each anew, all in one pass."""
        with ExitStack() as stack:
            sinks = [stack.enter_context(self._sink(form)) for form in forms]
            for stored in self._ledger.stored():
                facts = self._facts(stored.packed)
                for sink in sinks:
                    sink.write(facts)
        for form in forms:
            self._count(form)

    def _count(self, form: Format) -> None:
        """Keep that an output is up to date."""
        if form is Format.csv:  # whichever of its two ways the file was written in before
            self._ledger.count(_CSV, 0)
            self._ledger.count(_CSV_FOR_EXCEL, 0)
        self._ledger.count(self._counter(form), self._ledger.counter("changes"))
        self._ledger.commit()

    def _sink(self, form: Format) -> Sink:
        return open_sink(form, self._folder, excel=self._excel and form is Format.csv)

    def _counter(self, form: Format) -> str:
        """Name of the count of the change up to which an output is written."""
        return _CSV_FOR_EXCEL if self._excel and form is Format.csv else str(form)

    def _path(self, form: Format) -> Path:
        return self._folder / (FACTS if form is Format.json else f"{FACTS}.{form}")

    def _file(self, source: str, sha256: str) -> Path:
        return self._path(Format.json) / file_name(document_id(sha256), source)

    def _described(self, form: Format) -> dict[str, Any]:
        path = self._path(form)
        told: dict[str, Any] = {"format": str(form), "path": path.name}
        if form is Format.json:
            return told | {"files": self._ledger.totals()[0]}
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        return told | {"bytes": path.stat().st_size, "sha256": digest}

    def _facts(self, packed: bytes) -> FactSet:
        try:
            return cast("FactSet", StoredFacts(packed))
        except zlib.error:
            raise damaged(self._folder) from None
