"""What is told of a run beside its outputs: `run.json` and `failures.jsonl`."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from extractor.batch.options import Options, all_versions
from extractor.batch.outcome import Failure
from extractor.batch.progress import Fate
from extractor.sinks.files import WholeFile, naming, sync_folder
from extractor.version import __version__

RUN = "run.json"
FAILURES = "failures.jsonl"


@dataclass(slots=True)
class Counts:
    """How many documents of a run fared how.

    Attributes:
        found: All that came up: `done`, `unchanged`, `repeated` and `failed` together.
        done: Extracted in this run.
        unchanged: Extracted by a run before, with the same bytes and settings.
        repeated: Given more than once in this run; counted once among the others too.
        failed: Without facts, or with those of an earlier version.
        facts: Facts of the documents of this run, unchanged ones included.
    """

    found: int = 0
    done: int = 0
    unchanged: int = 0
    repeated: int = 0
    failed: int = 0
    facts: int = 0

    def add(self, fate: Fate) -> None:
        """Count a document that is through."""
        setattr(self, fate, self.fates[fate] + 1)

    @property
    def fates(self) -> dict[Fate, int]:
        """How many documents there are of each fate."""
        return {
            "done": self.done,
            "unchanged": self.unchanged,
            "repeated": self.repeated,
            "failed": self.failed,
        }


def now() -> str:
    """The moment, as ISO 8601 with its time zone."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def describe_run(
    inputs: Sequence[str], options: Options, patterns: str, started: str
) -> dict[str, Any]:
    """What is told of a run before its end is known.

    Args:
        inputs: What was named.
        options: How it was to be done.
        patterns: Digest of the rules.
        started: When it began.
    """
    return {
        "started": started,
        "finished": None,
        "inputs": list(inputs),
        "options": options.told(),
        "versions": {
            "extractor": __version__,
            "python": platform.python_version(),
            **all_versions(),
        },
        "patterns": patterns,
    }


def write_failures(folder: Path, failures: Iterable[tuple[str, Failure, bool]]) -> None:
    """Write `failures.jsonl` anew: source, stage, reason and hint of each, and if it has old facts.

    Raises:
        OSError: It cannot be written.
    """
    lines = (
        {
            "source": source,
            "stage": why.stage,
            "reason": why.reason,
            "hint": why.hint,
            "earlier_facts_kept": kept,
        }
        for source, why, kept in failures
    )
    _write(folder / FAILURES, (json.dumps(line, ensure_ascii=False) for line in lines))


def write_run(folder: Path, record: dict[str, Any]) -> None:
    """Write `run.json` anew.

    Raises:
        OSError: It cannot be written.
    """
    _write(folder / RUN, [json.dumps(record, ensure_ascii=False, indent=2)])


def _write(path: Path, lines: Iterable[str]) -> None:
    file = WholeFile(path)
    try:
        with naming(path):
            stream = file.open()
            for line in lines:
                stream.write(f"{line}\n".encode(errors="backslashreplace"))
            file.keep()
            sync_folder(path.parent)
    finally:
        file.discard()
