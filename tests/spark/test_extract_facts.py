"""Extraction on Spark gives what extraction on one machine gives, however the rows are spread."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyspark.sql import DataFrame, SparkSession

from extractor import Extractor, load
from extractor.batch.spark import extract_facts, extracted, row_schema
from extractor.batch.spark_session import spark_session
from extractor.errors import ExtractorError, PatternError
from extractor.sinks.arrow import fact_batch
from extractor.sources import RawDocument, decode_release, parse_document

RELEASES = Path(__file__).parents[2] / "corpus" / "releases"
NO_FACTS = "今天天气很好。"


@pytest.fixture(scope="module")
def session() -> Iterator[SparkSession]:
    with spark_session("local[2]", {}) as session:
        yield session


@pytest.fixture(scope="module")
def releases() -> list[tuple[str, str]]:
    files = sorted(RELEASES.glob("*.txt"))
    texts = [(file.stem, file.read_bytes().decode("utf-8")) for file in files]
    return [*texts, ("no facts", NO_FACTS)]


def rows_of(facts: DataFrame) -> list[dict[str, Any]]:
    """Rows by release, in the order in which they came within it."""
    rows = facts.toArrow().to_pylist()
    return sorted(rows, key=lambda row: row["document_source"] or "")


@pytest.fixture(scope="module")
def local_rows(extractor: Extractor, releases: list[tuple[str, str]]) -> list[dict[str, Any]]:
    read = [decode_release(text.encode(), name) for name, text in releases]
    batch = fact_batch([extractor.extract_release(release) for release in read], keep_empty=True)
    rows = [{**row, "error": None} for row in batch.to_pylist()]
    return sorted(rows, key=lambda row: row["document_source"])


@pytest.mark.parametrize("partitions", [1, 2, 7])
def test_facts_equal_those_of_one_machine(
    partitions: int,
    session: SparkSession,
    releases: list[tuple[str, str]],
    local_rows: list[dict[str, Any]],
) -> None:
    """Every row of the corpus is equal, whatever the number of partitions."""
    df = session.createDataFrame(releases, "id string, text string").repartition(partitions)
    assert df.rdd.getNumPartitions() == partitions
    assert rows_of(extract_facts(df)) == local_rows


def test_what_a_table_tells_counts_as_on_one_machine(
    session: SparkSession, extractor: Extractor
) -> None:
    """The day of publishing, which 今年 is counted from, title and publisher are read too."""
    text = "今年，全市建成学校3所。"
    row = ("1", text, "简报", "市统计局", "2024-01-12")
    columns = ["id", "text", "标题", "来源", "发布日期"]
    df = session.createDataFrame([row], columns)
    raw = replace(
        RawDocument.of("1", text.encode(), "text"),
        **dict(zip(("title", "publisher", "published"), row[2:], strict=True)),
    )
    local = extractor.extract_release(parse_document(raw))
    assert local.facts[0].time is not None
    assert str(local.facts[0].time.start) == "2024-01-01"
    expected = fact_batch([local], keep_empty=True).to_pylist()
    assert rows_of(extract_facts(df)) == [{**each, "error": None} for each in expected]


def test_nothing_is_shuffled(session: SparkSession, capsys: pytest.CaptureFixture[str]) -> None:
    """The plan moves no row from one task to another."""
    df = session.createDataFrame([("1", NO_FACTS)], "id string, text string")
    extract_facts(df).explain()
    plan = capsys.readouterr().out
    assert "MapInArrow" in plan
    assert "Exchange" not in plan


def test_schema_is_that_of_parquet_and_an_error(session: SparkSession) -> None:
    """The rows have the columns and types of `facts.parquet`, then `error`."""
    df = session.createDataFrame([("1", NO_FACTS)], "id string, text string")
    table = extract_facts(df).toArrow()
    assert table.schema.names == row_schema().names
    assert table.cast(row_schema()).schema == row_schema()


BAD = {
    "null": (None, "is null"),
    "empty": (" \n", "is empty"),
    "no Chinese": ("no Chinese at all", "holds not a single Han character"),
    "binary": ("\0\0" * 50, "is not a text but binary"),
    "too large": ("全市新建学校30所。" * 10_000, "is larger than 100,000 bytes"),
}


def test_bad_rows_cost_only_themselves(session: SparkSession) -> None:
    """Each is one row with its id and what is wrong; the rows around it have their facts."""
    good = "全市新建学校30所。"
    rows = [("a", good), *((name, text) for name, (text, _) in BAD.items()), ("z", good)]
    df = session.createDataFrame(rows, "id string, text string").coalesce(1)
    found = extract_facts(df, max_bytes=100_000).toArrow().to_pylist()
    assert [row["document_source"] for row in found] == [name for name, _ in rows]
    assert [row["error"] for row in found] == [None, *(why for _, why in BAD.values()), None]
    assert [row["value_double"] for row in found] == [30.0, *[None] * len(BAD), 30.0]
    for row in found[1:-1]:
        filled = {name for name, value in row.items() if value is not None}
        assert filled == {"document_source", "error"}


def test_an_exception_is_an_error_of_its_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody foresaw is told with its kind; here without a worker, where it can be forced."""

    def fail(_: object, __: object) -> None:
        raise RuntimeError("no more ideas")

    monkeypatch.setattr(Extractor, "extract_release", fail)
    columns = {"text": ["全市新建学校30所。"], "id": ["a"]}
    batches = extracted([pa.RecordBatch.from_pydict(columns)])
    (row,) = pa.Table.from_batches(batches).to_pylist()
    assert row["error"] == "RuntimeError: no more ideas"


def test_bytes_are_read_in_their_encoding(session: SparkSession) -> None:
    """A column of bytes may hold GB18030; other names of columns and ids that are numbers do."""
    rows = [(7, "全市新建学校30所。".encode("gb18030"))]
    df = session.createDataFrame(rows, "`no. of` long, body binary")
    (row,) = extract_facts(df, "body", "no. of").collect()
    assert (row["document_source"], row["subject"]["text"]) == ("7", "学校")


def test_rules_of_your_own_travel_to_the_workers(session: SparkSession, tmp_path: Path) -> None:
    """The overlay holds there, and its hash is that of a local run."""
    rule = '{"id": "unit.mine", "comment": "c", "forms": ["扁舟"], "code": "{扁舟}", '
    rule += '"dimension": "count", "match": ["3扁舟游客"], "no_match": ["3艘船"]}'
    (tmp_path / "units.jsonl").write_text(rule, encoding="utf-8")
    df = session.createDataFrame([("1", "湖上有3扁舟游客。")], "id string, text string")
    (row,) = extract_facts(df, patterns=tmp_path).collect()
    assert row["unit"]["code"] == "{扁舟}"
    assert row["extractor_patterns"] == load(tmp_path).pattern_hash


def test_wrong_rules_are_told_before_the_job(session: SparkSession, tmp_path: Path) -> None:
    """A fault in a rule is not left for the workers to find."""
    df = session.createDataFrame([("1", NO_FACTS)], "id string, text string")
    with pytest.raises(PatternError, match="folder"):
        extract_facts(df, patterns=tmp_path / "absent")


WRONG_COLUMNS = {"body": "no column 'body'", "number": "neither text nor bytes"}


@pytest.mark.parametrize(("column", "reason"), WRONG_COLUMNS.items())
def test_wrong_columns_are_told_before_the_job(
    column: str, reason: str, session: SparkSession
) -> None:
    """A missing column, or one that holds no text."""
    df = session.createDataFrame([("1", 2)], "id string, number int")
    with pytest.raises(ExtractorError, match=reason):
        extract_facts(df, column)
