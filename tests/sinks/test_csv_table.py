"""The flat table: exact, in the form that RFC 4180 and Excel want."""

import codecs
import csv
from pathlib import Path

from extractor.records import FactSet
from extractor.sinks import Format, open_sink
from tests.sinks.conftest import EDGES, make_set


def table(
    folder: Path, facts: FactSet, *, excel: bool = False
) -> tuple[bytes, list[dict[str, str]]]:
    with open_sink(Format.csv, folder, excel=excel) as sink:
        sink.write(facts)
    data = (folder / "facts.csv").read_bytes()
    with (folder / "facts.csv").open(encoding="utf-8-sig", newline="") as lines:
        return data, list(csv.DictReader(lines))


def test_a_row_is_a_fact_with_its_document(tmp_path: Path, sets: list[FactSet]) -> None:
    """Nested fields are columns of joined names, spans two columns, lists of spans JSON."""
    _, rows = table(tmp_path, sets[0])
    fact, row = sets[0].facts[0], rows[0]
    assert len(rows) == len(sets[0].facts)
    assert row["document_id"] == sets[0].document.id
    assert row["extractor_patterns"] == sets[0].extractor.patterns
    assert (row["id"], row["subject_text"]) == (fact.id, fact.subject.text)
    start, end = fact.quantity.span
    assert (row["quantity_span_start"], row["quantity_span_end"]) == (str(start), str(end))
    assert row["subject_spans"] == str([list(span) for span in fact.subject.spans])


def test_numbers_are_exact_and_nothing_is_an_empty_cell(tmp_path: Path) -> None:
    """Values of any length and sign stand there as in the records."""
    data, rows = table(tmp_path, make_set())
    assert [row["quantity_value"] for row in rows] == [edge["value"] for edge in EDGES]
    assert rows[2]["quantity_high"] == "-0.25"
    assert [rows[0][name] for name in ("basis", "place_text", "document_publisher")] == [""] * 3
    assert rows[8]["basis"] == '比"上年",\n'
    assert not data.startswith(codecs.BOM_UTF8)
    assert data.endswith(b"\r\n")


def test_texts_are_as_they_are_unless_for_excel(tmp_path: Path) -> None:
    """For Excel: a byte order mark, and an apostrophe before what it would take for a formula."""
    plain, rows = table(tmp_path / "plain", make_set("@source"))
    names = ("document_title", "document_source", "statement_text")
    assert [rows[0][name] for name in names] == ["=1+1", "@source", "-3个"]
    data, rows = table(tmp_path / "excel", make_set("@source"), excel=True)
    assert data.startswith(codecs.BOM_UTF8)
    assert [rows[0][name] for name in names] == ["'=1+1", "'@source", "'-3个"]
    assert rows[2]["quantity_value"] == "-0.5"
    assert data[3:].replace(b"'", b"") == plain
