"""From the bytes of a document of any format to the raw text of a release."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from extractor.errors import SourceError
from extractor.sources.finding import find_documents, holds_one_document
from extractor.sources.limits import MAX_BYTES, Limits
from extractor.sources.raw import RawDocument
from extractor.sources.release import Release, decode_release


def parse_document(raw: RawDocument) -> Release:
    """Read a document as text. The same document gives the same release, always.

    Args:
        raw: The document as found.

    Returns:
        Its text and metadata. What was told beside the document goes before what it tells itself.

    Raises:
        SourceError: It cannot be read, or holds no Chinese text.
        MissingExtra: The libraries for its format are not installed.
    """
    release = _parsed(raw)
    return replace(
        release,
        title=raw.title or release.title,
        publisher=raw.publisher or release.publisher,
        published=raw.published or release.published,
    )


def _parsed(raw: RawDocument) -> Release:
    if raw.media == "text":
        return decode_release(raw.data, raw.source)
    if not raw.data.strip():
        raise SourceError(raw.source, "is empty")
    if raw.media == "html":
        from extractor.sources.html import parse_html  # noqa: PLC0415 - one format, one library

        return parse_html(raw)
    if raw.media == "pdf":
        from extractor.sources.pdf import parse_pdf  # noqa: PLC0415

        return parse_pdf(raw)
    from extractor.sources.docx import parse_docx  # noqa: PLC0415

    return parse_docx(raw)


def read_release(path: Path, *, max_bytes: int = MAX_BYTES) -> Release:
    """Read a file that holds one document: a text, a page, a PDF or a .docx; or gzip of one.

    Args:
        path: The file.
        max_bytes: The largest size to read.

    Raises:
        SourceError: There is no such file, it cannot be read, it is larger than `max_bytes`, it
            holds no Chinese text, or it is made to hold several documents.
        MissingExtra: The libraries for its format are not installed.
    """
    name = str(path)
    if path.is_dir():
        raise SourceError(name, "is a folder", hint="name the files in it")
    if not holds_one_document(name):
        raise SourceError(name, "may hold several documents", hint="use find_documents")
    found = next(find_documents([name], limits=Limits(max_bytes=max_bytes)))
    if isinstance(found, SourceError):
        raise found
    return parse_document(found)
