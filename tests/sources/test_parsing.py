"""What holds for documents of every format."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from extractor import Extractor
from extractor.errors import MissingExtra
from extractor.sources import RawDocument, find_documents, parse_document, read_release
from extractor.sources.moment import iso_moment
from extractor.sources.raw import Media
from tests.sources.builders import make_docx, make_parquet, make_pdf

TEXT = "去年，全市新建学校30所，增长5%。"

DOCUMENTS: dict[Media, bytes] = {
    "text": TEXT.encode(),
    "html": f"<html><meta name=PubDate content=2021-03-01><p>{TEXT}</html>".encode(),
    "pdf": make_pdf([[TEXT]]),
    "docx": make_docx([TEXT]),
}


@pytest.mark.parametrize("media", DOCUMENTS)
def test_offsets_count_in_the_text_of_any_format(media: Media, extractor: Extractor) -> None:
    """Spans of facts, sliced out of the text, are the numbers."""
    release = parse_document(RawDocument.of("a", DOCUMENTS[media], media))
    facts = extractor.extract_release(release).facts
    spans = [fact.quantity.span for fact in facts]
    assert [release.text[start:end] for start, end in spans] == ["30", "5"]


def test_times_count_from_the_day_that_the_document_tells(extractor: Extractor) -> None:
    """A page's text need not hold the day that last year is last of."""
    release = parse_document(RawDocument.of("a", DOCUMENTS["html"], "html"))
    times = [fact.time for fact in extractor.extract_release(release).facts]
    assert [time.start if time else None for time in times] == ["2020-01-01", "2020-01-01"]


@pytest.mark.parametrize("media", DOCUMENTS)
def test_the_same_document_is_read_the_same_again(media: Media) -> None:
    """And its digest is that of its bytes as found."""
    raw = RawDocument.of("a", DOCUMENTS[media], media)
    assert parse_document(raw) == parse_document(raw)
    assert parse_document(raw).sha256 == raw.sha256


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.pdf", "a.docx"])
def test_a_file_of_any_format_is_read(name: str, tmp_path: Path) -> None:
    """By its suffix."""
    path = tmp_path / name
    path.write_bytes(
        dict(zip(("txt", "html", "pdf", "docx"), DOCUMENTS.values(), strict=True))[name[2:]]
    )
    release = read_release(path)
    assert (release.text, release.source) == (TEXT, str(path))


@pytest.mark.parametrize(
    ("media", "module"), [("html", "trafilatura"), ("pdf", "pypdf"), ("docx", "docx")]
)
def test_a_missing_extra_is_named(
    media: Media, module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the command that installs it."""
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtra) as caught:
        parse_document(RawDocument.of("a", DOCUMENTS[media], media))
    assert caught.value.hint.startswith("pip install ")
    assert "trafilatura" in caught.value.hint


def test_a_missing_extra_costs_only_the_tables_that_need_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other inputs are found."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (tmp_path / "a.parquet").write_bytes(make_parquet({"text": [TEXT]}))
    (tmp_path / "b.txt").write_bytes(TEXT.encode())
    told, found = find_documents([str(tmp_path)])
    assert getattr(told, "hint", None) == "pip install pyarrow"
    assert isinstance(found, RawDocument)


MOMENTS = {
    "2024-01-12": "2024-01-12",
    "2024-1-2 9:05": "2024-01-02T09:05:00",
    "2024/01/12 09:30:15": "2024-01-12T09:30:15",
    "2024年1月12日": "2024-01-12",
    "2024年01月12日 09:30": "2024-01-12T09:30:00",
    "2024.01.12": "2024-01-12",
    "20240112": "2024-01-12",
    "20240112093015": "2024-01-12T09:30:15",
    "2024-01-12T09:30:00.123Z": "2024-01-12T09:30:00Z",
    "2024-01-12T09:30:00+0800": "2024-01-12T09:30:00+08:00",
    "2024-01-12 星期五": "2024-01-12",
    "2024-02-30": None,
    "2024-01-12 25:00": None,
    "2024年1月": None,
    "昨天": None,
}


@pytest.mark.parametrize(("written", "moment"), MOMENTS.items())
def test_a_moment_is_read_in_the_forms_it_is_written_in(written: str, moment: str | None) -> None:
    """To what the contract of fact sets demands."""
    assert iso_moment(written) == moment
