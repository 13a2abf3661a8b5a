"""What is known of every document that was ever given to an output folder.

The ledger is one SQLite file. What is committed survives a SIGKILL at any moment; what is not is
done again by the next run. While it is open nobody else can open it, and the lock goes with the
process that holds it, so two runs never write into one folder.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.batch.outcome import Extracted, Failure, Outcome
from extractor.errors import BatchError

if TYPE_CHECKING:
    from extractor.sources import RawDocument

FOLDER = ".extractor"

_NAME = "ledger.sqlite"
_FORMAT = 1  # of the tables


class State(Enum):
    """What the ledger knows of a document."""

    new = auto()
    done = auto()
    failed = auto()
    repeated = auto()


@dataclass(frozen=True, slots=True)
class Stored:
    """A document with facts.

    Attributes:
        source: Where it came from.
        sha256: Digest of its bytes.
        packed: Its fact set, as `extractor.batch.stored` packs it.
        changed: At which change it got these facts.
    """

    source: str
    sha256: str
    packed: bytes
    changed: int


class Ledger:
    """The ledger of an output folder, locked while it is open.

    Args:
        folder: The output folder; made if it is missing.

    Raises:
        BatchError: Another run has it open, another version of the program wrote it, or it may only
            be read.
        OSError: The folder cannot be made.
        sqlite3.Error: The file cannot be read or written.
    """

    def __init__(self, folder: Path) -> None:
        home = folder / FOLDER
        _check_that_it_may_be_written(folder, home, home / _NAME)
        home.mkdir(parents=True, exist_ok=True)
        # Counts are moved with each document, and written when the documents are.
        self._counters: dict[str, int] = {}
        self._moved: set[str] = set()
        self._database = sqlite3.connect(home / _NAME, timeout=0, isolation_level=None)
        try:
            self._open(folder)
        except BaseException:
            self._database.close()
            raise
        self._seen = 0
        self.run = 0

    def _open(self, folder: Path) -> None:
        try:
            self._database.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.execute("PRAGMA synchronous = NORMAL")
            self._database.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            hint = "wait until it is done, or write into another folder"
            raise BatchError(f"{folder}: another run is writing here", hint=hint) from None
        found = self._one("PRAGMA user_version")
        if found not in (0, _FORMAT):
            hint = "write into another folder"
            raise BatchError(f"{folder}: written by another version", hint=hint)
        tables = resources.files("extractor.batch").joinpath("ledger.sql")
        for statement in tables.read_text(encoding="utf-8").split(";\n"):
            self._database.execute(statement)
        self._database.execute(f"PRAGMA user_version = {_FORMAT}")
        self.commit()

    def begin_run(self) -> None:
        """Count a run; what is given from now on belongs to it."""
        self.run = self.counter("runs") + 1
        self._seen = 0
        self.count("runs", self.run)

    def give(self, raw: RawDocument, fingerprint: str) -> tuple[int, State]:
        """Note that a document came up in this run.

        Args:
            raw: The document.
            fingerprint: Of all that its facts depend on.

        Returns:
            The number that its outcome is to be kept under, and what is known of it.
        """
        row = self._row(
            "SELECT id, run, fingerprint, stage, final, retired FROM documents"
            " WHERE source = ? AND sha256 = ?",
            (raw.source, raw.sha256),
        )
        self._seen += 1
        if row is None:
            return self._insert(raw), State.new
        number, run, known, stage, final, retired = row
        if run == self.run:
            return number, State.repeated
        if retired:  # its old bytes are back
            change = self._count_change()
            self._execute("UPDATE documents SET changed = ? WHERE id = ?", (change, number))
        self._execute(
            "UPDATE documents SET run = ?, seen = ?, retired = 0 WHERE id = ?",
            (self.run, self._seen, number),
        )
        if known != fingerprint:
            return number, State.new
        if stage is None:
            return number, State.done
        return number, State.failed if final else State.new

    def _insert(self, raw: RawDocument) -> int:
        # A file that has changed keeps its place in the outputs.
        before = self._row(
            "SELECT min(position) FROM documents WHERE source = ? AND run < ?",
            (raw.source, self.run),
        )
        position = before[0] if before else None
        if position is None:
            position = self.counter("positions") + 1
            self.count("positions", position)
        cursor = self._execute(
            "INSERT INTO documents (position, source, sha256, run, seen) VALUES (?, ?, ?, ?, ?)",
            (position, raw.source, raw.sha256, self.run, self._seen),
        )
        return int(cursor.lastrowid or 0)

    def keep(self, number: int, fingerprint: str, outcome: Outcome) -> None:
        """Keep what became of a document; a failure leaves it the facts that it had.

        Args:
            number: As `give` returned it.
            fingerprint: As it was given.
            outcome: Its facts or its failure.
        """
        if isinstance(outcome, Extracted):
            self._execute(
                "UPDATE documents SET fingerprint = ?, changed = ?, packed = ?, facts = ?,"
                " stage = NULL, reason = NULL, hint = NULL, final = NULL WHERE id = ?",
                (fingerprint, self._count_change(), outcome.packed, outcome.facts, number),
            )
        else:
            failure = (outcome.stage, outcome.reason, outcome.hint, outcome.final)
            self._execute(
                "UPDATE documents SET fingerprint = ?, stage = ?, reason = ?, hint = ?, final = ?"
                " WHERE id = ?",
                (fingerprint, *failure, number),
            )

    def fault(self, source: str, reason: str, hint: str) -> None:
        """Keep that something could not be found in this run."""
        self._seen += 1
        self._execute(
            "INSERT INTO faults VALUES (?, ?, ?, ?, ?)",
            (self.run, self._seen, source, reason, hint),
        )

    def forget_faults(self, source: str | None = None) -> None:
        """Forget what could not be found before.

        Args:
            source: Only this input and what it holds: `source#row`, `source!member`; all if None.
        """
        self._execute(
            "DELETE FROM faults WHERE :source IS NULL OR source = :source"
            " OR substr(source, 1, length(:source) + 1) IN (:source || '#', :source || '!')",
            {"source": source},
        )

    def retire(self) -> None:
        """Take documents out of the outputs whose sources had other, good bytes in this run.

        While the new bytes fail, the facts of the old ones stay; older failures never do.
        To be called when all documents of the run have been given, not before.
        """
        cursor = self._execute(
            "UPDATE documents SET retired = 1, changed = ? WHERE run < ? AND NOT retired"
            " AND source IN (SELECT source FROM documents AS new WHERE run = ?"
            " AND (new.packed IS NOT NULL OR documents.packed IS NULL))",
            (self.counter("changes") + 1, self.run, self.run),
        )
        if cursor.rowcount:
            self._count_change()

    def retire_rows(self, table: str) -> None:
        """Take the rows of a table out of the outputs that did not come up in this run.

        Rows that could not be read did come up. Of a table that gave no document nothing is taken:
        that is rather a fault of whoever wrote it.

        Args:
            table: Source of the table; its rows are `table#line`.
        """
        rows = "source > :table || '#' AND source < :table || '$'"  # the character behind #
        cursor = self._execute(
            "UPDATE documents SET retired = 1, changed = :change"  # noqa: S608 - a fixed condition
            f" WHERE {rows} AND run < :run AND NOT retired"
            " AND source NOT IN (SELECT source FROM faults WHERE run = :run)"
            f" AND EXISTS (SELECT 1 FROM documents WHERE {rows} AND run = :run)",
            {"table": table, "change": self.counter("changes") + 1, "run": self.run},
        )
        if cursor.rowcount:
            self._count_change()

    def commit(self) -> None:
        """Make safe all that was done so far."""
        for name in self._moved:
            row = (name, self._counters[name])
            self._execute("INSERT OR REPLACE INTO counters VALUES (?, ?)", row)
        self._moved.clear()
        if self._database.in_transaction:
            self._database.execute("COMMIT")

    def stored(self, *, since: int = 0) -> Iterator[Stored]:
        """The documents that have facts, in the order of the outputs.

        Args:
            since: Only those that got them after this change.
        """
        # The smaller set decides which index is good.
        order = "changed" if since else "position, id"
        for row in self._database.execute(
            "SELECT source, sha256, packed, changed FROM documents"  # noqa: S608 - two fixed orders
            f" WHERE packed IS NOT NULL AND NOT retired AND changed > ? ORDER BY {order}",
            (since,),
        ):
            yield Stored(*row)

    def names(self) -> Iterator[tuple[str, str]]:
        """Source and digest of each document that has facts."""
        # No generator around it: one that a signal leaves in the middle closes the cursor when it
        # is collected, and complains if the database was closed before.
        return self._database.execute(
            "SELECT source, sha256 FROM documents WHERE packed IS NOT NULL AND NOT retired"
        )

    def gone(self, since: int) -> list[tuple[str, str]]:
        """Source and digest of each document that has no facts any more.

        Args:
            since: Only those that lost them after this change.
        """
        return self._database.execute(
            "SELECT source, sha256 FROM documents WHERE changed > ? AND retired",
            (since,),
        ).fetchall()

    def forget_retired(self) -> None:
        """Remove the documents that `retire` took out, once no output has them."""
        self._execute("DELETE FROM documents WHERE retired")

    def failures(self, since: int) -> Iterator[tuple[str, Failure, bool]]:
        """What failed, in the order in which it came up.

        Args:
            since: The first run whose failures count.

        Yields:
            Source, failure, and whether the outputs hold facts of it, or of what it holds, from
            before.
        """
        for source, stage, reason, hint, final, _, _ in self._database.execute(
            "SELECT source, stage, reason, hint, final, run, seen FROM documents"
            " WHERE stage IS NOT NULL AND run >= :since AND NOT retired"
            " UNION ALL SELECT source, 'find', reason, hint, 1, run, seen FROM faults"
            " WHERE run >= :since ORDER BY run, seen",
            {"since": since},
        ).fetchall():
            yield source, Failure(stage, reason, hint, final=bool(final)), self._has_facts(source)

    def _has_facts(self, source: str) -> bool:
        ranges = [(source, source)] + [
            (f"{source}{mark}", f"{source}{mark}\U0010ffff") for mark in "#!"
        ]
        return any(
            self._row(
                "SELECT 1 FROM documents WHERE source BETWEEN ? AND ?"
                " AND packed IS NOT NULL AND NOT retired LIMIT 1",
                bounds,
            )
            for bounds in ranges
        )

    def totals(self, *, run: int = 0) -> tuple[int, int]:
        """How many documents have facts, and how many facts.

        Args:
            run: Count only documents that came up in this run.
        """
        row = self._row(
            "SELECT count(*), coalesce(sum(facts), 0) FROM documents"
            " WHERE packed IS NOT NULL AND NOT retired AND (run = ? OR ? = 0)",
            (run, run),
        )
        return (row[0], row[1]) if row else (0, 0)

    def counter(self, name: str) -> int:
        """A count that outlives a run; 0 if it was never set."""
        if name not in self._counters:
            row = self._row("SELECT value FROM counters WHERE name = ?", (name,))
            self._counters[name] = row[0] if row else 0
        return self._counters[name]

    def has_counter(self, name: str) -> bool:
        """Whether a count was ever set, by what is committed."""
        return self._row("SELECT 1 FROM counters WHERE name = ?", (name,)) is not None

    def count(self, name: str, value: int) -> None:
        """Set a count that outlives a run."""
        self._counters[name] = value
        self._moved.add(name)

    def _count_change(self) -> int:
        change = self.counter("changes") + 1
        self.count("changes", change)
        return change

    def close(self) -> None:
        """Let go of the folder; what is not committed is forgotten."""
        self._database.close()

    def _execute(
        self, statement: str, values: tuple[Any, ...] | dict[str, Any] = ()
    ) -> sqlite3.Cursor:
        if not self._database.in_transaction:
            self._database.execute("BEGIN")
        return self._database.execute(statement, values)

    def _row(self, statement: str, values: tuple[Any, ...]) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self._database.execute(statement, values).fetchone()
        return row

    def _one(self, statement: str) -> Any:
        return self._database.execute(statement).fetchone()[0]


def damaged(folder: Path) -> BatchError:
    """What is told of an output folder whose ledger is damaged."""
    hint = f"move {folder} away: the same command makes all of it anew"
    return BatchError(f"{folder / FOLDER / _NAME}: is damaged", hint=hint)


def _check_that_it_may_be_written(*paths: Path) -> None:
    """Tell in plain words what SQLite calls a disk I/O error, or an unable one."""
    for path in paths:
        if path.exists() and not os.access(path, os.W_OK):
            hint = "let it be written to, or write into another folder"
            raise BatchError(f"{path}: is read-only", hint=hint)
