"""All fact sets in one file, one line a release."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from extractor.sinks.files import FileSink

if TYPE_CHECKING:
    from extractor.records import FactSet


class JsonLinesSink(FileSink):
    """Writes `facts.jsonl`.

    Args:
        folder: Where the file goes; made if it is missing.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, "facts.jsonl")

    def _start(self, stream: BinaryIO) -> None:
        self._stream = stream

    def _write(self, facts: FactSet) -> None:
        self._stream.write(f"{facts.to_json()}\n".encode())
