"""The Parquet file: all facts, in row groups of bounded size."""

from pathlib import Path

from pyarrow import parquet

from extractor.records import FactSet
from extractor.sinks import Format, open_sink
from extractor.sinks.arrow import fact_from_row, fact_schema
from tests.sinks.conftest import make_set


def test_facts_are_read_back(tmp_path: Path, sets: list[FactSet]) -> None:
    """One row a fact, in order, in the schema of the records."""
    sets = [*sets, make_set()]
    with open_sink(Format.parquet, tmp_path) as sink:
        for facts in sets:
            sink.write(facts)
    table = parquet.read_table(tmp_path / "facts.parquet")
    assert table.schema == fact_schema()
    read = [fact_from_row(row) for row in table.to_pylist()]
    assert read == [fact for facts in sets for fact in facts.facts]


def test_row_groups_are_of_bounded_size(tmp_path: Path) -> None:
    """However many facts there are, and however many one release has, a row group has a limit."""
    facts = make_set()
    large = facts.model_copy(update={"facts": facts.facts * 8_000})
    with open_sink(Format.parquet, tmp_path) as sink:
        for _ in range(100):
            sink.write(facts)
        sink.write(large)
    metadata = parquet.read_metadata(tmp_path / "facts.parquet")
    groups = [metadata.row_group(n).num_rows for n in range(metadata.num_row_groups)]
    assert sum(groups) == 8_100 * len(facts.facts)
    assert len(groups) > 1
    assert max(groups) <= 32_768
