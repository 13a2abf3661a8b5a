"""A batch like that of the command, but soon begun: python -m tests.batch.drive IN OUT.

For tests that start many runs only to kill them.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from extractor.batch.outcome import Outcome
from extractor.sources import RawDocument
from tests.batch.hooks import Counting
from tests.batch.running import run

FORMATS = ("json", "jsonl", "csv", "duckdb")


class Unhurried(Counting):
    """Counts, and takes a moment."""

    def __call__(self, raw: RawDocument) -> Outcome:
        time.sleep(0.02)
        return super().__call__(raw)


if __name__ == "__main__":
    run(Path(sys.argv[2]), Path(sys.argv[1]), work=Unhurried, formats=FORMATS, jobs=2)
