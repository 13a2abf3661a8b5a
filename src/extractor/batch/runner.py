"""Runs batches: finds documents, has workers extract what is new, keeps what became of each."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from extractor.batch import worker
from extractor.batch.interrupts import Interrupted, Interrupts
from extractor.batch.ledger import Ledger, State
from extractor.batch.options import Fingerprints, Options
from extractor.batch.outcome import Extracted, Failure, Outcome
from extractor.batch.outputs import Outputs
from extractor.batch.pool import WorkerPool, prepare
from extractor.batch.progress import Fate, Progress, Silence
from extractor.batch.record import Counts, describe_run, now, write_failures, write_run
from extractor.errors import BatchError, ExtractorError, NoSuchInput, SourceError
from extractor.sources import FindingNotes
from extractor.sources.names import shown

if TYPE_CHECKING:
    from extractor.sources import RawDocument

_SECONDS_BETWEEN_COMMITS = 0.25  # what a kill takes at most; none of them waits for the disk
_SHOWN_FAILURES = 5
_PATIENCE = 0.1  # seconds to wait for an outcome before looking whether a signal came


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of a run.

    Attributes:
        counts: How its documents fared.
        failures: The first few failures: source, failure, and whether earlier facts
            of it are kept.
        misnamed: How many inputs name nothing.
        passed_over: How many files are of no kind that is read, by suffix.
        facts_in_all: Facts of all documents of the folder, those of earlier runs too.
        seconds: How long it took.
        extracting: How much of that went by until the last document was through.
    """

    counts: Counts
    failures: list[tuple[str, Failure, bool]]
    misnamed: int
    passed_over: dict[str, int]
    facts_in_all: int
    seconds: float
    extracting: float


class Batch:
    """Batches into one output folder; a context that holds the folder's lock and the workers.

    Args:
        folder: The output folder; made if it is missing.
        options: How it is to be done.
        interrupts: Whose signals end a run.
        work: What workers do with documents.

    Raises:
        ExtractorError: Rules have a fault, a library is missing, or another run writes there.
        OSError: The folder cannot be written.
        sqlite3.Error: The ledger cannot be read or written.
    """

    def __init__(
        self,
        folder: Path,
        options: Options,
        interrupts: Interrupts,
        *,
        work: type[worker.Work] = worker.Extraction,
    ) -> None:
        prepare()
        self._folder = folder
        self._options = options
        self._interrupts = interrupts
        self._pattern_hash = _pattern_hash(options)
        self._fingerprints = Fingerprints(self._pattern_hash, options.conversion)
        self._flying: dict[int, tuple[str, RawDocument]] = {}
        self._unwritten: list[tuple[RawDocument, Extracted]] = []
        self._committed = time.monotonic()
        self._ledger = Ledger(folder)
        self._ledger.forget_faults()
        self._first_run = self._ledger.counter("runs") + 1
        try:
            self._outputs = Outputs(folder, options.formats, self._ledger, excel=options.excel)
        except ExtractorError:
            self._ledger.close()
            raise
        self._pool = WorkerPool(
            options.jobs,
            options.timeout,
            patterns=options.patterns,
            conversion=options.conversion,
            work=work,
            drafts=self._outputs.drafts,
        )

    def run(self, inputs: Sequence[str], progress: Progress | None = None) -> Summary:
        """Extract all that is new, and bring the outputs up to date.

        Args:
            inputs: What the user named: files, folders, patterns of names, or `-`.
            progress: Is told of each document.

        Raises:
            Interrupted: A signal came. What is done is kept.
            BatchError: Workers cannot be started, the ledger is damaged, or the store of `duckdb`
                cannot be written, while all other outputs are.
            OSError: An output cannot be written. What is done is kept.
            sqlite3.Error: The ledger cannot be written. What was committed is kept.
        """
        begin, started = time.monotonic(), now()
        self._counts, self._progress = Counts(), progress or Silence()
        self._misnamed, self._notes = 0, FindingNotes()
        self._ledger.begin_run()
        for name in inputs:
            self._ledger.forget_faults(shown(name))
        record = describe_run(inputs, self._options, self._pattern_hash, started)
        try:
            with self._interrupts.anywhere():
                self._outputs.begin()
            self._extract(inputs)
            self._ledger.retire()
            for table in self._notes.tables:
                self._ledger.retire_rows(table)
            record |= self._account() | {"finished": now()}
            self._progress.writing()
            extracted = time.monotonic()
            with self._interrupts.anywhere():
                outputs, fault = self._outputs.refresh(record)
                if fault is not None:  # a signal may have made it
                    self._interrupts.check()
        except Interrupted:
            self._pool.stop()
            record |= self._account() | {"finished": None}
            self._outputs.end()
            write_run(self._folder, record)
            raise
        end = time.monotonic()
        seconds = {"extracting": round(extracted - begin, 3), "writing": round(end - extracted, 3)}
        write_run(self._folder, record | {"seconds": seconds, "outputs": outputs})
        if fault is not None:
            raise fault
        failures = list(islice(self._ledger.failures(self._ledger.run), _SHOWN_FAILURES))
        return Summary(
            self._counts,
            failures,
            self._misnamed,
            self._passed_over(),
            facts_in_all=self._ledger.totals()[1],
            seconds=end - begin,
            extracting=extracted - begin,
        )

    def close(self) -> None:
        """End the workers and let go of the folder; what is not committed is forgotten."""
        self._pool.stop()
        self._ledger.close()

    def _extract(self, inputs: Sequence[str]) -> None:
        """Find documents and hand them to the workers, until each has its outcome."""
        found: Iterator[RawDocument | SourceError] | None
        found = self._options.find(inputs, self._folder, self._notes)
        while found or self._pool.busy:
            self._interrupts.check()
            patience = _PATIENCE
            if found and not self._pool.full:
                with self._interrupts.anywhere():
                    item = next(found, None)
                if item is None:
                    found = None
                    self._pool.start()
                else:
                    self._take(item)
                    patience = 0.0
            self._keep_all(patience)
            if time.monotonic() - self._committed > _SECONDS_BETWEEN_COMMITS:
                self._commit()
        self._commit()

    def _take(self, item: RawDocument | SourceError) -> None:
        self._counts.found += 1
        if isinstance(item, SourceError):
            self._misnamed += isinstance(item, NoSuchInput)
            self._ledger.fault(item.source, item.reason, item.hint)
            self._through("failed")
            return
        fingerprint = self._fingerprints.of(item)
        number, state = self._ledger.give(item, fingerprint)
        match state:
            case State.new:
                self._flying[number] = fingerprint, item
                self._pool.submit(number, item)
                return
            case State.done:
                self._through("unchanged")
            case State.repeated:
                self._through("repeated")
            case State.failed:
                self._through("failed")

    def _keep_all(self, patience: float) -> None:
        """Keep the outcomes that are there.

        A signal may have ended the workers too; that is no fault of the documents that they had.
        """
        try:
            for number, outcome in self._pool.outcomes(patience):
                self._interrupts.check()
                self._keep(number, outcome)
        except BatchError:
            self._interrupts.check()
            raise

    def _keep(self, number: int, outcome: Outcome) -> None:
        fingerprint, raw = self._flying.pop(number)
        self._ledger.keep(number, fingerprint, outcome)
        if isinstance(outcome, Extracted):
            self._unwritten.append((raw, outcome))
        self._through("failed" if isinstance(outcome, Failure) else "done")

    def _through(self, fate: Fate) -> None:
        self._counts.add(fate)
        self._progress.advance(fate)

    def _commit(self) -> None:
        """Make safe what was done; only then write it, so that no file is unknown to the ledger."""
        self._ledger.commit()
        self._committed = time.monotonic()
        unwritten, self._unwritten = self._unwritten, []
        for raw, outcome in unwritten:
            self._outputs.add(raw.source, raw.sha256, outcome.packed, outcome.draft)

    def _account(self) -> dict[str, Any]:
        """Commit, write the failures, and tell the counts."""
        self._commit()
        write_failures(self._folder, self._ledger.failures(self._first_run))
        self._counts.facts = self._ledger.totals(run=self._ledger.run)[1]
        return {"counts": asdict(self._counts), "passed_over": self._passed_over()}

    def _passed_over(self) -> dict[str, int]:
        return dict(self._notes.passed_over.most_common())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _pattern_hash(options: Options) -> str:
    """Digest of the rules, which are read as a worker will read them: a fault is told now."""
    from extractor.pipeline import load  # noqa: PLC0415 - `--help` does not need it

    patterns = [options.patterns] if options.patterns else []
    try:
        return load(*patterns, conversion=options.conversion).pattern_hash
    except OSError as error:
        raise ExtractorError(f"cannot read the patterns: {error}") from error
