"""What became of one document."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Stage = Literal["find", "read", "extract"]


@dataclass(frozen=True, slots=True)
class Extracted:
    """The facts of a document.

    Attributes:
        packed: Its fact set, as `extractor.batch.stored` packs it.
        facts: How many facts it holds.
        draft: The same as a file of `json`, for `extractor.sinks.json_files.JsonSink.place`; None
            if there is none.
    """

    packed: bytes
    facts: int
    draft: Path | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a document has no facts.

    Attributes:
        stage: Where it failed.
        reason: What is wrong with it.
        hint: What the user can do about it, or an empty string.
        final: Whether it must fail again as long as its bytes and the settings stay the same.
            What came of a time limit or of a process that died may go well another time.
    """

    stage: Stage
    reason: str
    hint: str = ""
    final: bool = True


Outcome = Extracted | Failure
