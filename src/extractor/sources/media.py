"""What kind of input a file is: by its suffix, or else by how its bytes begin."""

from __future__ import annotations

import re
from typing import Literal

from extractor.sources.encoding import decode
from extractor.sources.raw import Media

Table = Literal["jsonl", "csv", "tsv", "parquet"]
Kind = Media | Table | Literal["zip"]

_KINDS: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".shtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".parquet": "parquet",
    ".zip": "zip",
}
TABLES: frozenset[Kind] = frozenset({"jsonl", "csv", "tsv", "parquet"})
GZIP = ".gz"
KNOWN_SUFFIXES = " ".join([*_KINDS, GZIP])

# An old Word document, or an encrypted one of any age, begins so.
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_MAGIC = b"PK\x03\x04"
PDF_MAGIC = b"%PDF-"
_HEAD = 4096
_PAGE = re.compile(
    r"\s*(?:<\?xml[^<>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)


def split_suffix(name: str) -> tuple[Kind | None, bool]:
    """What the name of a file says.

    Args:
        name: The file's name, with or without folders.

    Returns:
        What the file holds, None if the name does not tell; and whether it is packed by gzip.
    """
    base = re.split(r"[/\\]", name)[-1].lower()
    packed = base.endswith(GZIP)
    stem, dot, suffix = base.removesuffix(GZIP).rpartition(".")
    return (_KINDS.get(dot + suffix) if stem else None), packed


def is_hidden(name: str) -> bool:
    """Whether a file is none that a person put there: hidden, or an editor's lock on another."""
    return name.startswith((".", "~$"))


def sniff(data: bytes) -> Media:
    """What kind of document bytes are, by how they begin; text if nothing else is evident."""
    if PDF_MAGIC in data[:1024]:
        return "pdf"
    if data.startswith((ZIP_MAGIC, OLE_MAGIC)):
        return "docx"
    decoded = decode(data[:_HEAD])
    text = decoded[0] if decoded else data[:_HEAD].decode("latin-1")
    return "html" if _PAGE.match(text) else "text"
