"""A release as read, and how the bytes of a plain text become one."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from extractor.errors import SourceError
from extractor.sources.encoding import HAN, decode

_FEWEST_PER_CONTROL = 100  # characters of a text for each control code in it

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Release:
    """A release as read.

    Attributes:
        text: The raw text that all offsets count in. Of a plain text: decoded, without a byte
            order mark, line breaks as they were. Of another format: what `extractor text` prints.
        source: Where it came from, as the user named it.
        sha256: Digest of the bytes read, in hexadecimal.
        encoding: The encoding that the bytes were in; `pdf` or `docx` for formats that have
            their own.
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


def decode_release(data: bytes, source: str) -> Release:
    """Make a release of the bytes of a plain text.

    Args:
        data: The bytes; UTF-8, UTF-16, GB18030 or Big5.
        source: Where they came from, for the release and for messages.

    Raises:
        SourceError: The bytes are empty, binary, in none of these encodings, or hold no Chinese.
    """
    text, encoding = decode_text(data, source)
    if _is_full_of_controls(text):
        raise _binary(source)
    require_chinese(text, source)
    return Release(text, source, hashlib.sha256(data).hexdigest(), encoding)


def decode_text(data: bytes, source: str) -> tuple[str, str]:
    """Decode bytes in an encoding that is not told.

    Args:
        data: The bytes; UTF-8, UTF-16, GB18030 or Big5.
        source: Where they came from, for messages.

    Returns:
        The text, and the name of its encoding.

    Raises:
        SourceError: The bytes are empty, or in none of these encodings.
    """
    if not data.strip():
        raise SourceError(source, "is empty")
    decoded = decode(data)
    if decoded:
        return decoded
    if b"\0" in data or _is_full_of_controls(data.decode("latin-1")):
        raise _binary(source)
    hint = "save it as UTF-8"
    raise SourceError(source, "is in none of UTF-8, UTF-16, GB18030 and Big5", hint=hint)


def require_chinese(text: str, source: str, hint: str = "give Chinese text") -> None:
    """Refuse a text that is no Chinese.

    Args:
        text: The text.
        source: Where it came from, for messages.
        hint: What to do about a text without Chinese.

    Raises:
        SourceError: The text is empty, or holds no Han character.
    """
    if not text.strip():
        raise SourceError(source, "is empty")
    if not HAN.search(text):
        raise SourceError(source, "holds not a single Han character", hint=hint)


def _is_full_of_controls(text: str) -> bool:
    return "\0" in text or len(_CONTROL.findall(text)) * _FEWEST_PER_CONTROL > len(text)


def _binary(source: str) -> SourceError:
    hint = "give a text, a page, a PDF or a .docx; save documents of other formats as text first"
    return SourceError(source, "is not a text but binary", hint=hint)
