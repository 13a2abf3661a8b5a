"""What was worked out once, kept for the next start in a folder of the user's own.

A cache only spares time. Where it cannot be read or written (no home, a read-only one, a full disk)
everything goes on without, and what is not beyond doubt our own is not believed: a file must be
the user's, writable by nobody else, and hold its name and the digest of its content. Files appear
whole, under a temporary name first, so that any number of processes may write the same one.
"""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

FOLDER_VARIABLE = "EXTRACTOR_CACHE"
"""Environment variable that names the folder; empty: no cache. By default it is the system's."""

_PREFIX = "extractor-"
# Rules that are being written make a file for each version of theirs.
_OTHERS_KEPT = 7
_OPENED_AS = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)  # a pipe in its place would wait for a writer
)


def read(name: str) -> bytes | None:
    """What was kept under a name, or None.

    Args:
        name: As `write` was given it; it must tell all that the content depends on.
    """
    folder = _folder()
    if folder is None:
        return None
    try:
        descriptor = os.open(folder / f"{_PREFIX}{name}", _OPENED_AS)
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode) or not _is_private(status):
                return None
            head = file.readline(len(_head(name, b"")))
            data = file.read()
    except OSError:
        return None
    return data if head == _head(name, data) else None


def write(name: str, make: Callable[[], bytes]) -> None:
    """Keep something, if that can be done.

    Args:
        name: What to call it; letters, digits and hyphens.
        make: Gives the content; called only where it can be kept.
    """
    folder = _folder()
    if folder is None:
        return
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_private(folder.stat()):
            return
        data = make()
        file = folder / f"{_PREFIX}{name}"
        descriptor, part = tempfile.mkstemp(prefix=f"{file.name}.", dir=folder)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(_head(name, data))
                stream.write(data)
            Path(part).replace(file)
        finally:
            Path(part).unlink(missing_ok=True)
        _remove_old(folder, file)


def _folder() -> Path | None:
    import platformdirs  # noqa: PLC0415 - needed only where something is kept

    named = os.environ.get(FOLDER_VARIABLE)
    if named is not None:
        return Path(named) if named else None
    folder = platformdirs.user_cache_path("extractor", appauthor=False)
    return folder if folder.is_absolute() else None  # a user without a home has a relative one


def _is_private(status: os.stat_result) -> bool:
    """Whether a file or folder is the user's, and nobody else may write to it."""
    if not hasattr(os, "geteuid"):
        return True  # Windows: the folder is in the user's profile, which is closed to others
    return status.st_uid == os.geteuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _head(name: str, data: bytes) -> bytes:
    return f"{_PREFIX}{name} {hashlib.sha256(data).hexdigest()}\n".encode()


def _remove_old(folder: Path, written: Path) -> None:
    """Remove all but a few of the other files, those too that a killed process left unfinished."""
    others = [file for file in folder.glob(f"{_PREFIX}*") if file != written]
    others.sort(key=lambda file: file.stat().st_mtime, reverse=True)
    for file in others[_OTHERS_KEPT:]:
        file.unlink(missing_ok=True)
