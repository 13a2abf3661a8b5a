"""Finds the documents that inputs name: in folders, archives and tables, one after the other."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from extractor.errors import NoSuchInput, SourceError
from extractor.sources import archives, tables
from extractor.sources.fields import TableFields
from extractor.sources.limits import Limits
from extractor.sources.media import KNOWN_SUFFIXES, TABLES, Kind, sniff, split_suffix
from extractor.sources.names import nearest, shown
from extractor.sources.notes import FindingNotes
from extractor.sources.raw import RawDocument
from extractor.sources.streams import Stream, telling_faults, unzipped
from extractor.sources.walking import files_below, files_matching, folder_key, has_magic

STANDARD_INPUT = "-"

_HASH_DIGITS = 12

_Found = Iterator[RawDocument | SourceError]


def find_documents(
    inputs: Iterable[str],
    fields: TableFields | None = None,
    *,
    limits: Limits | None = None,
    without: Path | None = None,
    notes: FindingNotes | None = None,
) -> Iterator[RawDocument | SourceError]:
    """Find the documents of inputs, one at a time, in an order that depends on the inputs only.

    Args:
        inputs: Files, folders, patterns of names (`**` for any folders) and `-` for standard
            input. A file that several of them name is given once. Of folders and patterns, files
            that are hidden or of an unknown suffix are passed over; a file that is named outright
            is read in any case, as what its bytes look like if its suffix does not tell.
        fields: Which columns of tables hold what; usual names by default.
        limits: How much is read at most.
        without: A folder that is passed over wherever it comes up: that of the outputs.
        notes: Takes what is learned besides.

    Yields:
        Each document, not yet parsed; or, in its place, why it or what should hold it cannot be
        read: `NoSuchInput` if an input names nothing. Memory is that of one document, and some
        hundred bytes for each file given so far.
    """
    finder = _Finder(fields or TableFields(), limits or Limits(), without, notes or FindingNotes())
    for name in inputs:
        yield from finder.find(name)


def can_be_read_again(name: str) -> bool:
    """Whether an input gives the same when it is read twice; standard input and pipes do not."""
    if name == STANDARD_INPUT:
        return False
    path = Path(name)
    try:
        return not path.exists() or path.is_file() or path.is_dir()
    except OSError:
        return True  # it may not be looked at; reading it will tell


def holds_one_document(name: str) -> bool:
    """Whether an input is one document by its kind: no folder, pattern, table or archive."""
    if name == STANDARD_INPUT:
        return True
    path = Path(name)
    try:
        if path.is_dir() or (has_magic(name) and not path.exists()):
            return False
    except OSError:
        pass  # it may not be looked at; reading it will tell
    kind, _ = split_suffix(name)
    return kind != "zip" and kind not in TABLES


class _Finder:
    """Finds the documents of one input after the other; knows which files it has given."""

    def __init__(
        self, fields: TableFields, limits: Limits, without: Path | None, notes: FindingNotes
    ) -> None:
        self._fields = fields
        self._limits = limits
        self._notes = notes
        self._without = without if without is not None and without.is_dir() else None
        self._passed_over = frozenset({folder_key(self._without)} if self._without else ())
        self._seen: set[int] = set()
        self._read_standard_input = False

    def find(self, name: str) -> _Found:
        """The documents of one input."""
        path = Path(name)
        try:
            if name == STANDARD_INPUT:
                yield from self._standard_input()
            elif path.is_dir():
                if folder_key(path) not in self._passed_over:
                    yield from self._below(name, files_below(path, without=self._passed_over))
            elif path.exists() or not has_magic(name):
                yield from self._file(path, outright=True)
            else:
                yield from self._below(name, files_matching(name, self._passed_over))
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            yield SourceError(shown(name), f"cannot be read: {reason}")

    def _standard_input(self) -> _Found:
        if not self._read_standard_input:
            self._read_standard_input = True
            data = sys.stdin.buffer.read(self._limits.max_bytes + 1)
            yield from self._documents(
                Stream(STANDARD_INPUT, lambda: io.BytesIO(data)), None, passing=True
            )

    def _below(self, name: str, files: Iterator[Path | SourceError]) -> _Found:
        """The documents among the files of a folder or of a pattern."""
        empty = True
        for file in files:
            if isinstance(file, SourceError):
                yield file
            elif split_suffix(file.name)[0] is None:
                self._notes.pass_over(file.name)
                continue
            else:
                yield from self._file(file)
            empty = False
        if empty and has_magic(name) and not Path(name).is_dir():
            yield NoSuchInput(shown(name), "matches no document", hint="check the pattern")
        elif empty:
            beside = " besides the outputs" if self._holds_outputs(Path(name)) else ""
            hint = f"documents end in {KNOWN_SUFFIXES}"
            yield SourceError(shown(name), f"is a folder without documents{beside}", hint=hint)

    def _holds_outputs(self, folder: Path) -> bool:
        out = self._without
        return out is not None and out.resolve().is_relative_to(folder.resolve())

    def _file(self, path: Path, *, outright: bool = False) -> _Found:
        """The documents of a file, unless it was given before."""
        source = shown(str(path))
        try:
            with telling_faults(source):
                status = path.stat()
        except SourceError as error:
            missing = outright and not os.path.lexists(path)
            hint = nearest(path) or error.hint
            yield NoSuchInput(source, error.reason, hint=hint) if missing else error
            return
        # one number a file: a set of them takes a third of what paths would
        key = status.st_dev << 64 | status.st_ino
        if key in self._seen:
            return
        self._seen.add(key)
        kind, packed = split_suffix(path.name)
        regular = path.is_file()
        if not regular and not outright:
            # Nobody may ever write into a pipe that lies in a folder.
            yield SourceError(source, "is no file but a pipe or a device")
            return
        size = status.st_size if regular else None
        stream = Stream(source, lambda: path.open("rb"), size)
        if packed and kind == "zip":
            yield SourceError(source, "is an archive inside an archive", hint="unpack it by gunzip")
        else:
            content = unzipped(stream, self._limits) if packed else stream
            yield from self._documents(content, kind, passing=not regular)

    def _documents(self, stream: Stream, kind: Kind | None, *, passing: bool = False) -> _Found:
        """The documents of a stream.

        Args:
            stream: The stream.
            kind: What it holds, if that is known.
            passing: Whether it can be read only once, so that its name says nothing of it.
        """
        match kind:
            case "zip":
                yield from self._members(stream)
            case "jsonl" | "csv" | "tsv" | "parquet":
                yield from tables.documents(stream, kind, self._fields, self._limits, self._notes)
            case _:
                try:
                    data = stream.read(self._limits)
                except SourceError as error:
                    yield error
                else:
                    found = RawDocument.of(stream.source, data, kind or sniff(data))
                    yield _named_by_content(found) if passing else found

    def _members(self, archive: Stream) -> _Found:
        empty = True
        for member in archives.members(archive, self._limits):
            if isinstance(member, SourceError):
                yield member
            elif (kind := split_suffix(member[0])[0]) is not None:
                yield from self._documents(member[1], kind)
            else:
                self._notes.pass_over(member[0])
                continue
            empty = False
        if empty:
            hint = f"documents end in {KNOWN_SUFFIXES}"
            yield SourceError(archive.source, "is an archive without documents", hint=hint)


def _named_by_content(found: RawDocument) -> RawDocument:
    """A document of standard input or of a pipe: the next one there is another document."""
    return replace(found, source=f"{found.source}#{found.sha256[:_HASH_DIGITS]}")
