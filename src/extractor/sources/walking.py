"""Walks folders in the order of names, without running in circles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from extractor.errors import SourceError
from extractor.sources.media import is_hidden
from extractor.sources.names import shown

_MAGIC = re.compile(r"[*?\[]")
_ANY_FOLDERS = "**"

_Paths = Iterator[Path | SourceError]
_Folders = frozenset[tuple[int, int]]


def has_magic(name: str) -> bool:
    """Whether a name is a pattern of names."""
    return _MAGIC.search(name) is not None


def folder_key(folder: Path) -> tuple[int, int]:
    """What tells a folder from all others, by whatever name it is reached: device and number.

    Raises:
        OSError: It is not there, or may not be looked at.
    """
    status = folder.stat()
    return status.st_dev, status.st_ino


def files_below(
    folder: Path, enter: Callable[[Path], bool] = lambda _: True, without: _Folders = frozenset()
) -> _Paths:
    """All files below a folder that are not hidden, sorted by name, folder by folder.

    Symbolic links are followed; each folder is entered once, by whatever names it is reached.

    Args:
        folder: The folder.
        enter: Whether to enter a folder below it.
        without: Keys of folders that are not entered.

    Yields:
        Paths, beginning with that of the folder; an error for a folder that cannot be read.
    """
    entered = set(without)
    ways = [_entries(folder, entered)]
    while ways:
        path = next(ways[-1], None)
        if path is None:
            ways.pop()
        elif isinstance(path, SourceError) or not _is_folder(path):
            yield path
        elif enter(path):
            ways.append(_entries(path, entered))


def files_matching(pattern: str, without: _Folders = frozenset()) -> _Paths:
    """All files that a pattern names, and those below the folders that it names, sorted.

    Args:
        pattern: As in a shell; `**` stands for any number of folders. Hidden files match none.
        without: Keys of folders that are not entered.

    Yields:
        Paths; an error for a folder that cannot be read.
    """
    parts = Path(pattern).parts
    first = next(index for index, part in enumerate(parts) if has_magic(part))
    base, segments = Path(*parts[:first]), parts[first:]
    if not base.is_dir():
        return

    def enter(folder: Path) -> bool:
        return _leads_on(folder.parts[first:], segments)

    for path in files_below(base, enter, without):
        if isinstance(path, SourceError) or _fits(path.parts[first:], segments):
            yield path


def _entries(folder: Path, entered: set[tuple[int, int]]) -> _Paths:
    """What a folder holds, sorted; nothing if it was entered before."""
    try:
        key = folder_key(folder)
        if key in entered:
            return
        entered.add(key)
        paths = sorted(path for path in folder.iterdir() if not is_hidden(path.name))
    except OSError as error:
        yield SourceError(shown(str(folder)), f"cannot be read: {error.strerror}")
    else:
        yield from paths


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False  # reading it will tell what is wrong


def _fits(parts: Sequence[str], segments: Sequence[str]) -> bool:
    """Whether a path, or a folder above it, is one that a pattern names."""
    if not segments:
        return True
    if segments[0] == _ANY_FOLDERS:
        return any(_fits(parts[skipped:], segments[1:]) for skipped in range(len(parts) + 1))
    return bool(parts) and fnmatchcase(parts[0], segments[0]) and _fits(parts[1:], segments[1:])


def _leads_on(parts: Sequence[str], segments: Sequence[str]) -> bool:
    """Whether below a folder there may be a path that a pattern names."""
    for part, segment in zip(parts, segments, strict=False):
        if segment == _ANY_FOLDERS:
            return True
        if not fnmatchcase(part, segment):
            return False
    return True
