"""Word documents: their text in order, and files that cannot be read."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from extractor.errors import SourceError
from extractor.sources import RawDocument, Release, parse_document
from extractor.sources.media import OLE_MAGIC
from tests.sources.builders import make_docx, make_zip

TABLE = [["指标", "数量"], ["学校", "30\n所"]]
DOCX = make_docx(["青河市去年新建学校30所", "增长5%。", TABLE, "完。"], "青河市去年新建学校30所")


def parse(data: bytes) -> Release:
    return parse_document(RawDocument.of("a.docx", data, "docx"))


def test_paragraphs_and_tables_come_in_order() -> None:
    """A paragraph is a line, and so is a row."""
    release = parse(DOCX)
    assert release.text == "青河市去年新建学校30所\n增长5%。\n指标\t数量\n学校\t30 所\n完。"
    assert (release.title, release.encoding) == ("青河市去年新建学校30所", "docx")


def test_the_title_of_another_document_is_not_believed() -> None:
    """Documents are written over older ones, whose title stays."""
    assert parse(make_docx(["增长5%。"], "关于去年的通知")).title is None


RUN = "<w:r><w:t>{}</w:t></w:r>"
MARKED = {
    "a tracked insertion": (f"<w:ins>{RUN.format('新')}</w:ins>", "全新市"),
    "a tracked deletion": ("<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>", "全市"),
    "text that was moved away": (f"<w:moveFrom>{RUN.format('旧')}</w:moveFrom>", "全市"),
    "a link": (f"<w:hyperlink>{RUN.format('新')}</w:hyperlink>", "全新市"),
    "a content control": (
        f"<w:sdt><w:sdtContent>{RUN.format('新')}</w:sdtContent></w:sdt>",
        "全新市",
    ),
    "a break": ("<w:r><w:br/></w:r>", "全\n市"),
    "a reading": (
        "<w:r><w:ruby><w:rt><w:r><w:t>xin</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>新</w:t></w:r></w:rubyBase></w:ruby></w:r>",
        "全新市",
    ),
    "a field": ("<w:r><w:instrText>PAGE</w:instrText></w:r>", "全市"),
    "a text box": (
        f"<w:r><w:pict><w:txbxContent><w:p>{RUN.format('旁')}</w:p></w:txbxContent></w:pict></w:r>",
        "全市\n旁",
    ),
}


@pytest.mark.parametrize(("xml", "text"), MARKED.values(), ids=MARKED.keys())
def test_the_text_is_what_the_document_shows(xml: str, text: str) -> None:
    """With tracked changes taken."""
    document = docx.Document()
    paragraph = f"<w:p {nsdecls('w')}>{RUN.format('全')}{xml}{RUN.format('市')}</w:p>"
    document.element.body.insert(0, parse_xml(paragraph))
    written = io.BytesIO()
    document.save(written)
    assert parse(written.getvalue()).text == text


def test_merged_cells_are_read_once_and_tables_in_cells_too() -> None:
    """A row stays one line."""
    document = docx.Document()
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "合计"
    table.cell(1, 0).add_table(1, 2).cell(0, 1).text = "甲"
    table.cell(1, 1).text = "30"
    written = io.BytesIO()
    document.save(written)
    assert parse(written.getvalue()).text.split("\n")[:2] == ["合计", "甲\t30"]


NOT_READ = {
    "encrypted": (OLE_MAGIC + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le"), "is encrypted"),
    "of the old kind": (OLE_MAGIC + b"\0" * 500, "is a Word document of the old kind (.doc)"),
    "cut off": (DOCX[: len(DOCX) // 2], "is no Word document, or a damaged one"),
    "a text": ("增长5%。".encode(), "is no Word document, or a damaged one"),
    "an archive": (make_zip({"a.txt": b"x"}), "is no Word document but another archive"),
    "damaged": (make_zip({"[Content_Types].xml": b"<"}), "is a damaged Word document"),
    "a bomb": (
        make_zip({"[Content_Types].xml": b"x", **dict.fromkeys("abcde", bytes(60_000_000))}),
        "unpacks to more than 268,435,456 bytes",
    ),
    "without text": (make_docx([]), "is empty"),
    "without Chinese": (make_docx(["homes"]), "holds not a single Han character"),
}


@pytest.mark.parametrize(("data", "reason"), NOT_READ.values(), ids=NOT_READ.keys())
def test_what_cannot_be_read_is_told(data: bytes, reason: str) -> None:
    """The message says what is wrong."""
    with pytest.raises(SourceError) as caught:
        parse(data)
    assert caught.value.reason.startswith(reason)
