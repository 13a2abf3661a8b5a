"""Reads PDF by pypdf: the text of the pages, their furniture taken off, their lines joined."""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING

from extractor.errors import SourceError, brief, require_extra
from extractor.sources.lines import join_pages
from extractor.sources.media import PDF_MAGIC
from extractor.sources.raw import RawDocument
from extractor.sources.release import Release, require_chinese
from extractor.sources.titles import title_in

if TYPE_CHECKING:
    from pypdf import PdfReader

_END = b"%%EOF"
_END_TAIL = 64 * 1024  # servers append to files
_HINT_OCR = "it may be scanned, or its fonts may not tell their characters; run OCR on it first"

# Faults in a file are told once, as an error; the library would print each of them.
logging.getLogger("pypdf").addHandler(logging.NullHandler())


def parse_pdf(raw: RawDocument) -> Release:
    """Read a PDF.

    Args:
        raw: The document as found.

    Returns:
        Its text, one paragraph a line as far as the layout tells; its title, if the properties
        have one that the text has too.

    Raises:
        SourceError: It is encrypted, cut off, damaged, or holds no Chinese text.
        MissingExtra: pypdf is not installed.
    """
    source = raw.source
    if PDF_MAGIC not in raw.data[:1024]:
        raise SourceError(source, "is no PDF", hint="check what the file really is")
    if _END not in raw.data[-_END_TAIL:]:
        raise SourceError(source, "is a PDF that was cut off", hint="fetch it again")
    with require_extra("reading PDF", "documents"):
        import pypdf  # noqa: PLC0415 - an optional extra
    try:
        reader = pypdf.PdfReader(io.BytesIO(raw.data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceError(source, "is encrypted", hint="save it without a password")
        text = join_pages([page.extract_text() for page in reader.pages])
        title = _title(reader)
    except SourceError:
        raise
    except Exception as error:  # the library lets whatever a damaged object causes through
        reason = f"is a damaged PDF: {brief(error) or type(error).__name__}"
        raise SourceError(source, reason, hint="print it to PDF again") from None
    if not text.strip():
        raise SourceError(source, "is a PDF without text", hint=_HINT_OCR)
    require_chinese(text, source, _HINT_OCR)
    return Release(text, source, raw.sha256, "pdf", title=title_in(text, title))


def _title(reader: PdfReader) -> str | None:
    properties = reader.metadata
    title = properties.title if properties else None
    return title if isinstance(title, str) else None
