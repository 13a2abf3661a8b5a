"""What a batch is asked to do, and what of it the facts depend on."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.sinks import Format
from extractor.sources import FindingNotes, Limits, TableFields, find_documents
from extractor.sources.finding import can_be_read_again
from extractor.version import __version__

if TYPE_CHECKING:
    from extractor.errors import SourceError
    from extractor.sources import RawDocument
    from extractor.text import Setting

TIMEOUT = 120.0
"""Seconds that one document may take by default."""

_LIBRARIES = ("jieba", "opencc", "pypinyin", "regex", "spacy")
_LIBRARIES_OF_MEDIA = {
    "text": (),
    "html": ("trafilatura",),
    "pdf": ("pypdf",),
    "docx": ("python-docx",),
}


def cores() -> int:
    """How many processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a batch is asked to do.

    Attributes:
        formats: The forms of output.
        jobs: How many worker processes.
        timeout: Seconds that one document may take.
        fields: Which columns of tables hold text, identity and metadata.
        limits: How much is read at most.
        excel: For csv: write it for Excel.
        patterns: Folder of rules laid over the built-in ones, or None.
        conversion: How traditional characters become simplified.
    """

    formats: tuple[Format, ...] = (Format.json,)
    jobs: int = field(default_factory=cores)
    timeout: float = TIMEOUT
    fields: TableFields = field(default_factory=TableFields)
    limits: Limits = field(default_factory=Limits)
    excel: bool = False
    patterns: Path | None = None
    conversion: Setting = "auto"

    def find(
        self, inputs: Sequence[str], out: Path, notes: FindingNotes | None = None
    ) -> Iterator[RawDocument | SourceError]:
        """The documents of the inputs, in order, and what could not be found; none of outputs."""
        return find_documents(inputs, self.fields, limits=self.limits, without=out, notes=notes)

    def count(self, inputs: Sequence[str], out: Path) -> int:
        """How many documents the inputs hold; of what can be read only once, one each."""
        lasting = list(filter(can_be_read_again, inputs))
        passing = set(inputs).difference(lasting)
        return sum(1 for _ in self.find(lasting, out)) + len(passing)

    def told(self) -> dict[str, Any]:
        """The options as JSON can hold them."""
        patterns = None if self.patterns is None else str(self.patterns)
        return asdict(self) | {"formats": list(map(str, self.formats)), "patterns": patterns}


class Fingerprints:
    """Tells whether facts extracted at some other time would be the same today.

    Args:
        pattern_hash: Digest of the rules.
        conversion: How traditional characters become simplified.
    """

    def __init__(self, pattern_hash: str, conversion: str) -> None:
        self._settings = (__version__, pattern_hash, conversion)
        self._libraries = {
            media: versions((*_LIBRARIES, *more)) for media, more in _LIBRARIES_OF_MEDIA.items()
        }

    def of(self, raw: RawDocument) -> str:
        """Digest of all that the facts of a document depend on, besides its bytes and source."""
        told = (raw.media, raw.title, raw.publisher, raw.published)
        parts = (self._settings, self._libraries[raw.media], told)
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def versions(libraries: Sequence[str]) -> dict[str, str | None]:
    """The installed versions of libraries, None for what is not installed."""
    found: dict[str, str | None] = {}
    for library in libraries:
        try:
            found[library] = metadata.version(library)
        except metadata.PackageNotFoundError:
            found[library] = None
    return found


def all_versions() -> dict[str, str | None]:
    """The installed versions of all libraries that have a part in the facts."""
    optional = (name for names in _LIBRARIES_OF_MEDIA.values() for name in names)
    return versions((*_LIBRARIES, *optional))
