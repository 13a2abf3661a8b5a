"""Reads Word documents by python-docx: paragraphs and tables in the order they stand in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractor.errors import SourceError, brief, require_extra
from extractor.sources.limits import MAX_BYTES
from extractor.sources.media import OLE_MAGIC
from extractor.sources.raw import RawDocument
from extractor.sources.release import Release, require_chinese
from extractor.sources.titles import title_in

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_UNPACKED = 8 * MAX_BYTES  # pictures included
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

# What is no text of the document as it stands: deletions that are tracked, readings above
# characters, and second versions of drawings for older programs.
_PASSED_OVER = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}rt", _FALLBACK})
_BREAKS = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
}
_PARAGRAPH, _TABLE, _ROW, _CELL = f"{_W}p", f"{_W}tbl", f"{_W}tr", f"{_W}tc"
_TEXT, _PARAGRAPH_STYLE = f"{_W}t", f"{_W}pPr"


def parse_docx(raw: RawDocument) -> Release:
    """Read a Word document.

    Args:
        raw: The document as found.

    Returns:
        Its text, one paragraph a line, the cells of a table's row on one line with tabs between;
        its title, if the properties have one that the text has too.

    Raises:
        SourceError: It is encrypted, damaged, of the old binary format, or holds no Chinese text.
        MissingExtra: python-docx is not installed.
    """
    source = raw.source
    _require_package(raw.data, source)
    with require_extra("reading Word documents", "documents"):
        import docx  # noqa: PLC0415 - an optional extra
    try:
        document = docx.Document(io.BytesIO(raw.data))
        text = "\n".join(_blocks(document.element.body))
        title = document.core_properties.title
    except Exception as error:  # the library lets whatever a damaged part causes through
        reason = f"is a damaged Word document: {brief(error) or type(error).__name__}"
        raise SourceError(source, reason, hint="open it in Word and save it again") from None
    require_chinese(text, source)
    return Release(text, source, raw.sha256, "docx", title=title_in(text, title))


def _require_package(data: bytes, source: str) -> None:
    """Refuse what is no package of parts, or one that unpacks to more than memory should hold."""
    if data.startswith(OLE_MAGIC):
        if _ENCRYPTED in data:
            raise SourceError(source, "is encrypted", hint="save it without a password")
        reason = "is a Word document of the old kind (.doc)"
        raise SourceError(source, reason, hint="save it as .docx")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            sizes = [info.file_size for info in package.filelist]
            names = package.namelist()
    except (zipfile.BadZipFile, ValueError):
        hint = "fetch it again; it may be cut off"
        raise SourceError(source, "is no Word document, or a damaged one", hint=hint) from None
    if "[Content_Types].xml" not in names:
        raise SourceError(source, "is no Word document but another archive", hint="unpack it")
    if sum(sizes) > _MOST_UNPACKED:
        reason = f"unpacks to more than {_MOST_UNPACKED:,} bytes"
        raise SourceError(source, reason, hint="save its text as .txt")


def _blocks(element: _Element) -> Iterator[str]:
    """The paragraphs and rows of tables below an element, in order."""
    for child in element:
        if child.tag == _PARAGRAPH:
            yield from _paragraph(child)
        elif child.tag == _TABLE:
            for row in child.iter(_ROW):
                if next(row.iterancestors(_TABLE)) is child:
                    yield "\t".join(_cells(row))
        elif child.tag not in _PASSED_OVER:
            # whatever wraps blocks: content controls, tracked insertions
            yield from _blocks(child)


def _cells(row: _Element) -> Iterator[str]:
    for cell in row.iter(_CELL):
        if next(cell.iterancestors(_ROW)) is row:
            # a row is one line, whatever its cells are made of
            yield " ".join(" ".join(_blocks(cell)).split())


def _paragraph(paragraph: _Element) -> Iterator[str]:
    """The text of a paragraph, and after it what stands in text boxes that are anchored in it."""
    pieces: list[str] = []
    boxes: list[_Element] = []
    _gather(paragraph, pieces, boxes)
    yield "".join(pieces)
    for box in boxes:
        yield from _blocks(box)


def _gather(element: _Element, pieces: list[str], boxes: list[_Element]) -> None:
    for child in element:
        tag = child.tag
        if tag == _TEXT:
            pieces.append(child.text or "")
        elif tag in _BREAKS:
            pieces.append(_BREAKS[tag])
        elif tag == f"{_W}txbxContent":
            boxes.append(child)
        elif tag != _PARAGRAPH_STYLE and tag not in _PASSED_OVER:
            _gather(child, pieces, boxes)
