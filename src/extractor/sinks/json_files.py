"""One JSON file a release."""

from __future__ import annotations

import hashlib
import itertools
import os
import re
import shutil
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from extractor.sinks.files import WholeFile, naming, sync_folder

if TYPE_CHECKING:
    from extractor.records import FactSet

_FOLDER = "facts"
_DRAFTS = ".facts.drafts"  # beside the folder: an unchanged batch leaves that untouched
_LONGEST_STEM = 100  # bytes; the whole name stays below the 143 that encrypted file systems allow
_UNSAFE = re.compile(r"[^\w.-]+")
_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,5}$")
_HASH_DIGITS = 8
# To wait for the disk at each file takes longer than to extract its facts; where the system can
# write all back at once, that is done at the end.
_SYNCS_ALL = hasattr(os, "sync")


def file_name(document_id: str, source: str) -> str:
    """Name of the file that holds the facts of a release: `NAME-<document id>-<source hash>.json`.

    NAME is the last part of the source, without its ending and with `_` for what file systems,
    shells or web addresses treat as special. The name depends on the release alone, not on what
    else is in the batch. Sources with the same bytes have the same document id, and sources whose
    names look alike or differ only in case have the same or nearly the same NAME; the hash of the
    source keeps them apart.

    Args:
        document_id: Id of the release.
        source: Where it came from.
    """
    last = re.split(r"[/\\!]", source)[-1]
    stem = _UNSAFE.sub("_", _ENDING.sub("", last)).strip("._-")
    short = stem.encode()[:_LONGEST_STEM].decode(errors="ignore") or "release"
    digest = hashlib.sha256(source.encode("utf-8", errors="surrogatepass")).hexdigest()
    return f"{short}-{document_id}-{digest[:_HASH_DIGITS]}.json"


class Drafts:
    """Writes files for a `JsonSink` of another process to put in their place.

    To make a file takes longer than all else that is done with a fact set; so whoever extracts the
    facts makes it, and the sink only gives it its name, when it may be seen.

    Args:
        folder: That of the sink, which is open.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / _DRAFTS
        self._numbers = itertools.count()

    def write(self, facts: FactSet) -> Path:
        """Write the facts of one release.

        Returns:
            The draft.

        Raises:
            OSError: It cannot be written, or the sink is closed.
        """
        path = self._folder / f".{os.getpid()}-{next(self._numbers)}.part"
        with path.open("wb") as stream:
            stream.write(_content(facts))
            if not _SYNCS_ALL:
                stream.flush()
                os.fsync(stream.fileno())
        return path


class JsonSink:
    """Writes each fact set as a file of its own in `facts/`.

    Each file is whole as soon as it is there; an error later on leaves those before it. What was
    written has reached the disk when the context ends.

    Args:
        folder: Where the folder `facts/` goes; made if it is missing.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / _FOLDER
        self._part = self._folder / ".facts.part"
        self._drafts = folder / _DRAFTS

    def place(self, draft: Path, document_id: str, source: str) -> None:
        """Put the facts of one release in their place.

        Args:
            draft: What `Drafts` wrote; it is gone then.
            document_id: Id of the release.
            source: Where it came from.

        Raises:
            OSError: The draft is not there.
        """
        draft.replace(self._folder / file_name(document_id, source))

    def write(self, facts: FactSet) -> None:
        """Write the facts of one release; see `Sink.write`."""
        document = facts.document
        file = WholeFile(self._folder / file_name(document.id, document.source), part=self._part)
        try:
            with naming(file.path):
                file.open().write(_content(facts))
                file.keep(sync=not _SYNCS_ALL)
        finally:
            file.discard()

    def __enter__(self) -> Self:
        with naming(self._folder):
            self._folder.mkdir(parents=True, exist_ok=True)
            self._part.unlink(missing_ok=True)
            shutil.rmtree(self._drafts, ignore_errors=True)  # what a killed run left
            self._drafts.mkdir(exist_ok=True)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        shutil.rmtree(self._drafts, ignore_errors=True)
        with naming(self._folder):
            if _SYNCS_ALL:
                os.sync()
            sync_folder(self._folder)


def _content(facts: FactSet) -> bytes:
    return f"{facts.to_json(indent=2)}\n".encode()
