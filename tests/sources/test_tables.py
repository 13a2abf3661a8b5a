"""Rows of JSON Lines, CSV and Parquet as documents."""

from __future__ import annotations

import gzip
import hashlib
import json
from datetime import datetime
from pathlib import Path

import pytest

from extractor.errors import SourceError
from extractor.sources import Limits, RawDocument, TableFields, find_documents, parse_document
from tests.sources.builders import make_parquet

A, B = "全市新建学校30所。", "新增床位5000张，\n增长5%。"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder to be in, so that sources are short."""
    monkeypatch.chdir(tmp_path)


def read(name: str, data: bytes, *, limits: Limits | None = None, **fields: str) -> list[str]:
    """What a table gives: `source=text` of rows, messages of what cannot be read."""
    Path(name).write_bytes(data)
    found = find_documents([name], TableFields(**fields), limits=limits)
    return [
        str(each) if isinstance(each, SourceError) else f"{each.source}={parse_document(each).text}"
        for each in found
    ]


def json_lines(*rows: object) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


CSV = f'id,text\n7,{A}\n,"{B}"\n'

TABLES = {
    "JSON Lines": ("t.jsonl", json_lines({"id": 7, "text": A}, {"text": B}), "2"),
    "JSON Lines in gzip": (
        *("t.ndjson.gz", gzip.compress(json_lines({"id": "7", "text": A}, {"text": B}))),
        "2",
    ),
    "CSV": ("t.csv", CSV.encode(), "3"),
    "CSV of Excel": ("t.csv", CSV.replace("\n", "\r\n").encode("utf-8-sig"), "3"),
    "CSV in GB18030": ("t.csv", CSV.encode("gb18030"), "3"),
    "CSV in UTF-16": ("t.csv", CSV.encode("utf-16"), "3"),
    "CSV in Big5": (
        "t.csv",
        CSV.replace("学", "學").replace("张", "張").replace("长", "長").encode("big5", "ignore"),
        "3",
    ),
    "semicolons": ("t.csv", CSV.replace(",", ";").encode(), "3"),
    "tabs": ("t.tsv", CSV.replace(",", "\t").encode(), "3"),
    "Parquet": ("t.parquet", make_parquet({"id": [7, None], "text": [A, B]}), "2"),
    "Parquet in gzip": (
        *("t.parquet.gz", gzip.compress(make_parquet({"id": [7, None], "text": [A, B]}))),
        "2",
    ),
}


@pytest.mark.parametrize(("name", "data", "second"), TABLES.values(), ids=TABLES.keys())
def test_each_row_is_a_document(name: str, data: bytes, second: str) -> None:
    """Named by its id, or by its line (of Parquet, its row) if it has none."""
    rows = [row.split("=") for row in read(name, data)]
    assert [source for source, _ in rows] == [f"{name}#7", f"{name}#{second}"]
    assert "30所" in rows[0][1]
    assert "5000" in rows[1][1]


BAD_ROWS = {
    "no JSON": (b'{"text": "\n', "is not JSON"),
    "no object": (b"[1]\n", "is not a JSON object but list"),
    "no text": (b'{"title": "x"}\n', "no column that may hold the text: title"),
    "a text that is none": (b'{"text": 5}\n', "holds no text in 'text', but int"),
    "null": (b'{"text": null}\n', "holds no text in 'text', but null"),
    "an empty text": (b'{"text": " "}\n', "is empty in 'text'"),
    "two texts": (b'{"text": "a", "content": "b"}\n', "several columns"),
    "half a character": (b'{"text": "\\ud800"}\n', "lone surrogate"),
    "another encoding": (('{"text": "' + A + '"}\n').encode("gbk"), "in another encoding"),
    "too long a text": (json_lines({"text": A * 100}), "is larger than 1,000 bytes"),
    "too long a line": (json_lines({"x": "x" * 3000, "text": A}), "longer than 2,000"),
}


@pytest.mark.parametrize(("line", "reason"), BAD_ROWS.values(), ids=BAD_ROWS.keys())
def test_a_bad_row_costs_only_itself(line: bytes, reason: str) -> None:
    """The message names file and line; the rows around it are given."""
    good = json_lines({"text": A})
    first, bad, last = read("t.jsonl", good + line + good, limits=Limits(max_bytes=1000))
    assert (first, last) == (f"t.jsonl#1={A}", f"t.jsonl#3={A}")
    assert bad.startswith("t.jsonl#2: line 2: ")
    assert reason in bad


@pytest.mark.parametrize(("value", "hinted"), [(None, False), ("", False), (5, True)])
def test_only_what_may_be_the_wrong_column_has_a_hint_at_columns(
    value: object, hinted: bool
) -> None:
    """A row that merely has no text has none."""
    Path("t.jsonl").write_bytes(json_lines({"text": value}))
    (bad,) = find_documents(["t.jsonl"])
    assert isinstance(bad, SourceError)
    assert ("--text-field" in bad.hint) == hinted


def test_a_row_that_is_nested_without_end_costs_only_itself() -> None:
    """Neither the stack nor the rows behind it suffer."""
    bad, last = read("t.jsonl", b"[" * 1_000_000 + b"\n" + json_lines({"text": A}))
    assert bad.startswith("t.jsonl#1: line 1: is n")
    assert last == f"t.jsonl#2={A}"


NAMES: dict[str, tuple[bytes, list[str]]] = {
    "an empty row with an id": (
        *(json_lines({"id": 2, "text": A}, {"id": 7, "text": ""}),),
        [f"t.jsonl#2={A}", "t.jsonl#7: line 2: is empty in 'text'"],
    ),
    "a row without a text, with an id": (
        *(json_lines({"id": 2, "text": A}, {"id": 7, "body": A}),),
        [f"t.jsonl#2={A}", "t.jsonl#7: line 2: has no column that may hold the text: id, body"],
    ),
    "no JSON where a row has its line for an id": (
        json_lines({"id": 2, "text": A}) + b"{\n",
        [f"t.jsonl#2={A}", "t.jsonl, line 2: is not JSON"],
    ),
    "an id that stands twice": (
        *(json_lines(*({"id": id_, "text": text} for id_, text in ((7, A), (7, B), (8, A)))),),
        [f"t.jsonl#7={A}", "t.jsonl#7, line 2: has the same name as line 1", f"t.jsonl#8={A}"],
    ),
    "an id that stands twice, first without a text": (
        *(json_lines({"id": 7, "text": ""}, {"id": 7, "text": A}),),
        ["t.jsonl#7: line 1: is empty", "t.jsonl#7, line 2: has the same name as line 1"],
    ),
    "an id that is the line of a row without": (
        *(json_lines({"text": A}, {"id": 1, "text": B}),),
        [f"t.jsonl#1={A}", "t.jsonl#1, line 2: has the same name as line 1"],
    ),
    "a line that is the id of a row before": (
        *(json_lines({"id": 2, "text": A}, {"text": B}),),
        [f"t.jsonl#2={A}", "t.jsonl#2, line 2: has the same name as line 1"],
    ),
    "an id that only looks like a line": (
        *(json_lines({"text": A}, {"id": "01", "text": A}, {"id": "9" * 40, "text": A}),),
        [f"t.jsonl#1={A}", f"t.jsonl#01={A}", f"t.jsonl#{'9' * 40}={A}"],
    ),
}


@pytest.mark.parametrize(("data", "expected"), NAMES.values(), ids=NAMES.keys())
def test_no_two_rows_have_the_same_name(data: bytes, expected: list[str]) -> None:
    """Rows that fail have the name that they would have; the second of a name is at fault."""
    found = read("t.jsonl", data)
    assert len(found) == len(expected)
    for told, begin in zip(found, expected, strict=True):
        assert told.startswith(begin)


BAD_RECORDS = {
    "more columns": (f"7,{A},\u591a\n", "has 3 columns, the first line 2"),
    "fewer columns": ("7\n", "holds no text"),
    "a stray quotation mark": (f'7,"{A}"x\n', "is not CSV"),
    "an empty text": ("7,\n", "is empty"),
}


@pytest.mark.parametrize(("line", "reason"), BAD_RECORDS.values(), ids=BAD_RECORDS.keys())
def test_a_bad_record_of_csv_costs_only_itself(line: str, reason: str) -> None:
    """Records of several lines are named by their first."""
    first, bad, last = read("t.csv", f'id,text\n,"{B}"\n{line},{A}\n'.encode())
    assert (first, last) == (f"t.csv#2={B}", f"t.csv#5={A}")
    assert "line 4: " in bad
    assert reason in bad


BAD_TABLES = {
    "no text": ("t.csv", b"a,b\n1,2\n", {}, "has no column that may hold the text: a, b"),
    "several texts": ("t.csv", b"text,content\n1,2\n", {}, "has several columns"),
    "no such column": ("t.csv", b"text,b\n1,2\n", {"id": "c"}, "has no column 'c', but text, b"),
    "empty": ("t.csv", b"", {}, "is empty"),
    "binary": ("t.csv", bytes(range(256)) * 20, {}, "is in none of UTF-8"),
    "no Parquet": ("t.parquet", b"PAR1" + b"x" * 50, {}, "is no Parquet file"),
    "no text in Parquet": (
        "t.parquet",
        make_parquet({"a": [1]}),
        {},
        "has no column that may hold",
    ),
    "cut Parquet": ("t.parquet", make_parquet({"text": [A]})[:-20], {}, "is no Parquet file"),
}


@pytest.mark.parametrize(
    ("name", "data", "fields", "reason"), BAD_TABLES.values(), ids=BAD_TABLES.keys()
)
def test_a_table_that_cannot_be_read_is_told_once(
    name: str, data: bytes, fields: dict[str, str], reason: str
) -> None:
    """With the columns there are."""
    (told,) = read(name, data, **fields)
    assert told.startswith(f"{name}: {reason}")


def test_columns_can_be_named() -> None:
    """Names that are not usual, and those that would be ambiguous."""
    data = json_lines({"content": "x", "body": A, "no": "甲/1"})
    assert read("t.jsonl", data, text="body", id="no") == [f"t.jsonl#甲/1={A}"]


def test_a_quotation_mark_that_never_closes_is_an_error() -> None:
    """The rest of the file is no text of a release."""
    first, bad = read("t.csv", f'text\n{A}\n"{A}\n{A}\n'.encode())
    assert first == f"t.csv#2={A}"
    assert bad.startswith("t.csv#3: line 3: is not CSV")


def test_metadata_of_a_row_goes_before_that_of_the_text() -> None:
    """Title, publisher and time come along under their usual names."""
    row = {"text": A, "标题": "甲", "来源": "青河日报", "发布时间": "2024年1月12日 09:30"}
    Path("t.jsonl").write_bytes(json_lines(row))
    (found,) = find_documents(["t.jsonl"])
    assert isinstance(found, RawDocument)
    release = parse_document(found)
    told = (release.title, release.publisher, release.published)
    assert told == ("甲", "青河日报", "2024-01-12T09:30:00")


def test_times_of_parquet_are_read() -> None:
    """They are times already."""
    columns = {"text": [A], "published": [datetime(2024, 1, 12, 9, 30)]}
    Path("t.parquet").write_bytes(make_parquet(columns))
    (found,) = find_documents(["t.parquet"])
    assert isinstance(found, RawDocument)
    assert found.published == "2024-01-12T09:30:00"


def test_rows_are_read_as_they_are_asked_for() -> None:
    """A table larger than memory is no matter: its tail is not touched by its head."""
    digests = (hashlib.sha256(b"%d" % number).hexdigest() for number in range(20_000))
    rows = json_lines(*({"text": A + digest} for digest in digests))
    Path("t.jsonl.gz").write_bytes(gzip.compress(rows)[:-1000])
    found = find_documents(["t.jsonl.gz"])
    assert isinstance(next(found), RawDocument)
    rest = list(found)
    assert isinstance(rest[-1], SourceError)
    assert "cut off" in rest[-1].reason
