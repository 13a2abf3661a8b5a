"""Files that appear whole under their name, or not at all."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self

if TYPE_CHECKING:
    from extractor.records import FactSet


class WholeFile:
    """A file that is written under a temporary name and then put in its place.

    The temporary name is always the same, so that what a killed run left is written over or
    removed by the next. Two runs must not write the same file at the same time.

    Args:
        path: The file.
        part: Its temporary name, on the same file system; `.NAME.part` in its folder by default.
    """

    def __init__(self, path: Path, *, part: Path | None = None) -> None:
        self.path = path
        self.part = part or path.with_name(f".{path.name}.part")
        self._stream: BinaryIO | None = None

    def open(self) -> BinaryIO:
        """Start anew, under the temporary name."""
        self._stream = self.part.open("wb")
        return self._stream

    def close(self, *, sync: bool = True) -> None:
        """Let what was written reach the disk.

        Args:
            sync: Wait until it is there; else it survives the end of the program, not that of the
                machine.
        """
        if self._stream is not None:
            self._stream.flush()
            if sync:
                os.fsync(self._stream.fileno())
            self._stream.close()

    def keep(self, *, sync: bool = True) -> None:
        """Put what was written in its place, after it has reached the disk; see `close`."""
        self.close(sync=sync)
        self.part.replace(self.path)

    def discard(self) -> None:
        """Remove what was written. Never fails: it is called when something else has."""
        with suppress(OSError):  # on a full disk even closing fails
            if self._stream is not None:
                self._stream.close()
        with suppress(OSError):
            self.part.unlink()


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Give every OSError raised inside the name of a file, unless it has one.

    Args:
        path: The file that is being written.
    """
    try:
        yield
    except OSError as error:
        if error.filename is not None:
            raise
        raise OSError(error.errno, error.strerror or str(error), str(path)) from error


def sync_folder(folder: Path) -> None:
    """Let the names in a folder reach the disk, where the system can do that."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class FileSink(ABC):
    """A sink that is one file.

    Args:
        folder: Where the file goes; made if it is missing.
        name: Its name.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._file = WholeFile(folder / name)

    def write(self, facts: FactSet) -> None:
        """Add the facts of one release; see `Sink.write`."""
        with naming(self._file.path):
            self._write(facts)

    @abstractmethod
    def _start(self, stream: BinaryIO) -> None:
        """Take the stream, and write what comes before all facts."""

    @abstractmethod
    def _write(self, facts: FactSet) -> None:
        """Write the facts of one release."""

    def _finish(self) -> None:
        """Write what is still held back."""
        return

    def _abandon(self) -> None:
        """Let go of what still holds the stream."""
        return

    def __enter__(self) -> Self:
        try:
            with naming(self._file.path):
                self._folder.mkdir(parents=True, exist_ok=True)
                self._start(self._file.open())
        except OSError:
            self._file.discard()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                with naming(self._file.path):
                    self._finish()
                    self._file.keep()
                    sync_folder(self._folder)
        finally:
            self._abandon()
            self._file.discard()
