"""Tells which files in a folder are there to be read, as they arrive."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import BatchError, require_extra
from extractor.sources.media import is_hidden, split_suffix
from extractor.sources.walking import folder_key

if TYPE_CHECKING:
    from extractor.batch.interrupts import Interrupts

_TICK = 200  # milliseconds between looks at files that may be whole by now
_TEMPORARY = (".part", ".partial", ".tmp", ".temp", ".crdownload", ".download", ".swp", "~")

_Stamp = tuple[int, int]


def settled_files(
    folder: Path,
    out: Path,
    settle: float,
    interrupts: Interrupts,
    ready: Callable[[], None] = lambda: None,
) -> Iterator[list[str]]:
    """Groups of files to be read: those that are there, then those that come or change.

    A file is held back until neither its size nor its time of change has moved for a while, and as
    long as its name is that of a file on its way (`.part`, `.tmp`, …) or hidden.

    Args:
        folder: The folder; its folders are watched too.
        out: The output folder, which is passed over.
        settle: How long a file must not change, in seconds.
        interrupts: Whose signals end the watch.
        ready: Called when nothing that comes is missed any more.

    Yields:
        Paths that begin with that of the folder, sorted. Of files that are gone before they are
        whole there is nothing.

    Raises:
        MissingExtra: The library that watches is not installed.
        BatchError: The folder is gone, or another one is in its place; new files would not be seen.
        Interrupted: A signal came.
    """
    with require_extra("watching a folder", "watch"):
        from watchfiles import watch  # noqa: PLC0415 - an extra

    home = folder_key(folder)
    waiting = _Waiting(folder, out, settle)
    # The watch begins before the first look, so that nothing falls between the two.
    ticks = watch(
        folder,
        watch_filter=None,
        rust_timeout=_TICK,
        yield_on_timeout=True,
        raise_interrupt=False,
        ignore_permission_denied=True,
    )
    next(ticks)
    ready()
    waiting.look_at(folder)
    for changes in ticks:
        interrupts.check()
        _check_that_it_is_there(folder, home)
        for _, path in changes:
            waiting.look_at(Path(path))
        settled = waiting.settled()
        if settled:
            yield settled


class _Waiting:
    """Files that may not be whole yet."""

    def __init__(self, folder: Path, out: Path, settle: float) -> None:
        self._folder = folder
        self._home = folder.resolve()
        self._out = out.resolve()
        self._settle = settle
        self._files: dict[Path, tuple[_Stamp, float]] = {}

    def look_at(self, path: Path) -> None:
        """Take note of a file, or of all files in a folder, that came or changed."""
        for base in (self._home, self._folder.absolute()):
            if path.is_relative_to(base):
                path = self._folder / path.relative_to(base)
        if path.is_dir():
            for parent, _, names in os.walk(path, followlinks=False):
                for name in names:
                    self._note(Path(parent, name))
        else:
            self._note(path)

    def settled(self) -> list[str]:
        """The files that have not changed for long enough; they do not wait any more."""
        now, settled = time.monotonic(), []
        for path, (stamp, since) in list(self._files.items()):
            found = _stamp(path)
            if found is None:
                del self._files[path]
            elif found != stamp:
                self._files[path] = (found, now)
            elif now - since >= self._settle:
                del self._files[path]
                settled.append(str(path))
        return sorted(settled)

    def _note(self, path: Path) -> None:
        stamp = _stamp(path)
        if stamp is not None and self._is_wanted(path):
            self._files[path] = (stamp, time.monotonic())

    def _is_wanted(self, path: Path) -> bool:
        parts = path.relative_to(self._folder).parts
        if any(map(is_hidden, parts)) or path.name.lower().endswith(_TEMPORARY):
            return False
        return split_suffix(path.name)[0] is not None and not (
            path.resolve().is_relative_to(self._out)
        )


def _check_that_it_is_there(folder: Path, home: tuple[int, int]) -> None:
    """The system watches the folder itself, not whatever has its name later."""
    with suppress(OSError):
        if folder_key(folder) == home:
            return
    hint = "give the same command again when it is there"
    raise BatchError(f"{folder}: was removed or replaced while it was watched", hint=hint)


def _stamp(path: Path) -> _Stamp | None:
    """Size and time of change of a file; None if there is no such file."""
    try:
        status = path.stat()
    except OSError:
        return None
    return (status.st_size, status.st_mtime_ns) if stat.S_ISREG(status.st_mode) else None
