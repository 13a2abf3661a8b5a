"""The errors a user of the package can meet; all of them derive from `ExtractorError`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path


class ExtractorError(Exception):
    """Root of all errors raised on purpose by this package.

    Attributes:
        hint: What the user can do about it, or an empty string.
    """

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def brief(error: Exception) -> str:
    """The first lines of what another library says is wrong, as one line."""
    return " ".join(str(error).splitlines()[:3])


class SourceError(ExtractorError):
    """A source that cannot be read as a release: missing, binary, empty, in no known encoding."""

    def __init__(self, source: str, reason: str, *, hint: str = "") -> None:
        super().__init__(f"{source}: {reason}", hint=hint)
        self.source = source
        self.reason = reason


class NoSuchInput(SourceError):  # noqa: N818 - what is missing, not what went wrong
    """An input that names nothing: no such file, or a pattern that nothing matches."""


def _place(file: Path | str, line: int) -> str:
    return f"{file}:{line}" if line else str(file)


class PatternError(ExtractorError):
    """A fault in a pattern file, with the file and the line (counted from 1; 0 for the whole).

    Attributes:
        others: Further faults that were found with it.
    """

    def __init__(self, file: Path | str, line: int, reason: str, *, hint: str = "") -> None:
        super().__init__(f"{_place(file, line)}: {reason}", hint=hint)
        self.others: tuple[PatternError, ...] = ()
        self.file = file
        self.line = line
        self.reason = reason


class GoldError(ExtractorError):
    """A fault in a gold file, with the file and the line (counted from 1; 0 for the whole file)."""

    def __init__(self, file: Path | str, line: int, reason: str, *, hint: str = "") -> None:
        super().__init__(f"{_place(file, line)}: {reason}", hint=hint)


class BatchError(ExtractorError):
    """A batch that cannot begin or go on; what is done so far is kept."""


class MissingExtra(ExtractorError):  # noqa: N818 - what is missing, not what went wrong
    """An optional library that is not installed; the hint is the command that installs it."""

    def __init__(self, purpose: str, extra: str) -> None:
        super().__init__(
            f"{purpose} needs libraries that are not installed (the extra {extra!r})",
            hint=f"pip install {' '.join(map(_quoted, _libraries(extra)))}",
        )
        self.extra = extra


_REQUIRED = re.compile(
    r"(?P<name>[A-Za-z0-9._-]+(?:\[[a-z]+\])?).*;.*\bextra\s*==\s*['\"](?P<extra>\w+)"
)


def _libraries(extra: str) -> list[str]:
    """What an extra holds, as the installed package tells: by itself it names no registry."""
    found = map(_REQUIRED.match, metadata.requires(__package__) or ())
    return [match["name"] for match in found if match and match["extra"] == extra]


def _quoted(library: str) -> str:
    """A library with an extra in quotation marks: brackets mean something to shells."""
    return f'"{library}"' if "[" in library else library


@contextmanager
def require_extra(purpose: str, extra: str) -> Iterator[None]:
    """Tell an import that fails inside as a missing extra.

    Args:
        purpose: What the libraries are needed for, as the start of a message: ``reading PDF``.
        extra: The extra in `pyproject.toml` that holds them.

    Raises:
        MissingExtra: A module imported inside is not installed.
    """
    try:
        yield
    except ImportError as error:
        raise MissingExtra(purpose, extra) from error
