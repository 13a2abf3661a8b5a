"""A document as found, before its bytes are read as text."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal, Self

Media = Literal["text", "html", "pdf", "docx"]


@dataclass(frozen=True, slots=True)
class RawDocument:
    """The bytes of one document, and what was told along with them.

    Attributes:
        source: Where it came from: a path, `archive!member`, `table#id`, or `-#hash` of standard
            input.
        data: Its bytes; of a row of a table, its text in UTF-8.
        media: How they are to be read.
        sha256: Digest of `data`, in hexadecimal.
        title: Title told beside the document (a column of its table), or None.
        publisher: Publisher told beside the document, or None.
        published: Day or moment of publishing told beside the document, ISO 8601, or None.
    """

    source: str
    data: bytes
    media: Media
    sha256: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None

    @classmethod
    def of(cls, source: str, data: bytes, media: Media) -> Self:
        """A document of which nothing is told but its bytes; the digest is taken here."""
        return cls(source, data, media, hashlib.sha256(data).hexdigest())
