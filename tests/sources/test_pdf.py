"""PDF: paragraphs out of lines of pages, and files that cannot be read."""

from __future__ import annotations

import pytest

from extractor.errors import SourceError
from extractor.sources import RawDocument, Release, parse_document
from extractor.sources.lines import join_pages
from tests.sources.builders import encrypt_pdf, make_pdf

PAGES = [
    [
        "青河市去年新建学校30所",
        "一、总体情况",
        "初步核算，全年全市实现地区生产总值1200.5亿元，比上年增长5.6%。其中，第",
        "一产业增加值120亿元，增长3.2%。全年粮食种植面积210万亩，粮食总产量达到95",
        "— 1 —",
    ],
    ["万吨，增长1.2%。", "二、教育", "全市新建学校30所。", "— 2 —"],
]
TEXT = (
    "青河市去年新建学校30所\n一、总体情况\n初步核算，全年全市实现地区生产总值1200.5亿元，比上年增长"
    "5.6%。其中，第一产业增加值120亿元，增长3.2%。全年粮食种植面积210万亩，粮食总产量达到95万吨，"
    "增长1.2%。\n二、教育\n全市新建学校30所。"
)
PDF = make_pdf(PAGES, "青河市去年新建学校30所")


def parse(data: bytes) -> Release:
    return parse_document(RawDocument.of("a.pdf", data, "pdf"))


def test_paragraphs_go_on_across_lines_and_pages() -> None:
    """Headings stay lines of their own, page numbers go, a number that was cut is whole."""
    release = parse(PDF)
    assert (release.text, release.encoding) == (TEXT, "pdf")
    assert release.title == "青河市去年新建学校30所"


def test_a_title_that_the_text_does_not_have_is_not_believed() -> None:
    """Programs put the name of a file there."""
    assert parse(make_pdf(PAGES, "Microsoft Word - 附件1.doc")).title is None


def test_a_pdf_that_forbids_changes_is_read() -> None:
    """It is encrypted with a password that is empty."""
    assert parse(encrypt_pdf(PDF, "")).text == TEXT


NOT_READ = {
    "encrypted": (encrypt_pdf(PDF, "secret"), "is encrypted"),
    "cut off": (PDF[: len(PDF) // 2], "is a PDF that was cut off"),
    "without its end": (PDF[:-20], "is a PDF that was cut off"),
    "scanned": (make_pdf([[], []]), "is a PDF without text"),
    "without Chinese": (make_pdf([["12 homes"]]), "holds not a single Han character"),
    "damaged": (b"%PDF-1.4\n" + b"x" * 1000 + b"%%EOF", "is a damaged PDF"),
    "without its pages": (PDF.replace(b"/Pages 2 0 R", b"/Pages 9 0 R"), "is a damaged PDF"),
    "a page": ("<html>增长".encode(), "is no PDF"),
    "empty": (b"", "is empty"),
}


@pytest.mark.parametrize(("data", "reason"), NOT_READ.values(), ids=NOT_READ.keys())
def test_what_cannot_be_read_is_told(data: bytes, reason: str) -> None:
    """What is wrong with it, and unless nothing is in it, what to do."""
    with pytest.raises(SourceError) as caught:
        parse(data)
    assert caught.value.reason.startswith(reason)
    assert bool(caught.value.hint) == bool(data)


WIDE = "全年全市实现地区生产总值一千二百亿元，按不变价格计算，比上"

LINES = {
    "a line to the margin goes on": ([f"{WIDE}\n年增长。"], f"{WIDE}年增长。"),
    "a sentence that ends at the margin": (
        [f"{WIDE}\n{WIDE[:-1]}。\n又增长。"],
        f"{WIDE}{WIDE[:-1]}。\n又增长。",
    ),
    "a section opens": ([f"{WIDE}\n二、农业"], f"{WIDE}\n二、农业"),
    "an indented line opens": ([f"{WIDE}\n　　农业"], f"{WIDE}\n农业"),
    "words of an alphabet": ([f"{WIDE[:-4]}Digital\nChina"], f"{WIDE[:-4]}Digital China"),
    "a list": (["甲市\n乙市\n丙市"], "甲市\n乙市\n丙市"),
    "numbers of pages": (["增长。\n3", "又增长。\n4"], "增长。\n又增长。"),
    "a number of a table": (["增长。\n35", "又增长。\n48"], "增长。\n35\n又增长。\n48"),
    "numbers with their count": (["增长。\n第1页 共2页", "又增长。\n2/2页"], "增长。\n又增长。"),
    "running heads": (
        [f"统计公报\n{name}市增长。\n{page}" for page, name in enumerate("甲乙丙", 1)],
        "甲市增长。\n乙市增长。\n丙市增长。",
    ),
    "no text": (["", " \n"], ""),
}


@pytest.mark.parametrize(("pages", "text"), LINES.values(), ids=LINES.keys())
def test_lines_are_joined_by_the_margin(pages: list[str], text: str) -> None:
    """And by nothing that would have to be known about headings."""
    assert join_pages(pages) == text
