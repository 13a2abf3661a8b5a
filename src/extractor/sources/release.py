"""Reads a release from plain text: the text as it stands there, and where it came from."""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import SourceError
from extractor.sources.encoding import HAN, decode

MAX_BYTES = 32 * 1024 * 1024

_FEWEST_PER_CONTROL = 100  # characters of a text for each control code in it

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Release:
    """A release as read.

    Attributes:
        text: The raw text that all offsets count in: decoded, without a byte order mark, line
            breaks as they were.
        source: Where it came from, as the user named it.
        sha256: Digest of the bytes read, in hexadecimal.
        encoding: The encoding that the bytes were in.
        title: Title that the document itself tells; None if only its text can.
        publisher: Publisher that the document itself tells.
        published: Day or moment of publishing that the document itself tells, ISO 8601.
    """

    text: str
    source: str
    sha256: str
    encoding: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None


def read_release(path: Path, *, max_bytes: int = MAX_BYTES) -> Release:
    """Read a plain text file.

    Args:
        path: The file.
        max_bytes: The largest size to read.

    Raises:
        SourceError: There is no such file, it cannot be read, it is larger than `max_bytes`, or
            its bytes are not a Chinese text (see `decode_release`).
    """
    source = str(path)
    try:
        if path.is_dir():
            raise SourceError(source, "is a folder", hint="name the files in it")
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except FileNotFoundError:
        raise SourceError(source, "no such file", hint="check the path") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(source, f"cannot be read: {reason}") from None
    if len(data) > max_bytes:
        hint = "split it into one file a release"
        raise SourceError(source, f"is larger than {max_bytes:,} bytes", hint=hint)
    return decode_release(data, source)


def decode_release(data: bytes, source: str) -> Release:
    """Make a release of the bytes of a plain text.

    Args:
        data: The bytes; UTF-8, UTF-16 with a byte order mark, GB18030 or Big5.
        source: Where they came from, for the release and for messages.

    Raises:
        SourceError: The bytes are empty, binary, in none of these encodings, or hold no Chinese.
    """
    if not data.strip():
        raise SourceError(source, "is empty")
    decoded = decode(data)
    if _is_binary(data, decoded[0] if decoded else ""):
        hint = "give plain text; save documents of other formats as text first"
        raise SourceError(source, "is not a text but binary", hint=hint)
    if decoded is None:
        hint = "save it as UTF-8"
        raise SourceError(source, "is in none of UTF-8, UTF-16, GB18030 and Big5", hint=hint)
    text, encoding = decoded
    if not text.strip():
        raise SourceError(source, "is empty")
    if not HAN.search(text):
        raise SourceError(source, "holds not a single Han character", hint="give Chinese text")
    return Release(text, source, hashlib.sha256(data).hexdigest(), encoding)


def _is_binary(data: bytes, text: str) -> bool:
    """Whether bytes hold a NUL, which only UTF-16 may, or their text is full of control codes."""
    if b"\0" in data and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    return len(_CONTROL.findall(text)) * _FEWEST_PER_CONTROL > len(text)
