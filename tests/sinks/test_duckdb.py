"""The store: what is extracted again replaces what was there, in one transaction."""

import re
from pathlib import Path
from typing import Any

import duckdb
import pytest

from extractor import Extractor
from extractor.errors import ExtractorError
from extractor.records import Fact, FactSet
from extractor.sinks import Format
from extractor.sinks.arrow import fact_from_row
from extractor.sinks.duckdb import DuckDBSink
from extractor.sources import read_release
from tests.sinks.conftest import RELEASES, make_set
from tests.sinks.test_files import full_disk, write

README = Path(__file__).parents[2] / "README.md"


def query(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(folder / "facts.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def facts_in(folder: Path) -> list[Fact]:
    with duckdb.connect(str(folder / "facts.duckdb"), read_only=True) as connection:
        rows = connection.sql("FROM facts ORDER BY document_source, id").to_arrow_table()
        return [fact_from_row(row) for row in rows.to_pylist()]


def in_order(sets: list[FactSet]) -> list[Fact]:
    keys = [(facts.document.source, fact.id, fact) for facts in sets for fact in facts.facts]
    return [fact for _, _, fact in sorted(keys, key=lambda key: key[:2])]


def test_facts_are_read_back(tmp_path: Path, sets: list[FactSet]) -> None:
    """The tables hold equal facts, and every document."""
    sets = [*sets, make_set()]
    write(Format.duckdb, tmp_path, sets)
    assert facts_in(tmp_path) == in_order(sets)
    told = "SELECT id, source, sha256, title, publisher, published, length FROM documents"
    documents = sorted(query(tmp_path, told), key=lambda row: row[1])
    written = [tuple(facts.document.model_dump().values()) for facts in sets]
    assert documents == sorted(written, key=lambda row: row[1])


def test_a_release_extracted_again_replaces_its_facts(tmp_path: Path, sets: list[FactSet]) -> None:
    """Facts that are no longer found are gone; other releases stay; nothing is there twice."""
    write(Format.duckdb, tmp_path, sets)
    other = sets[0].extractor.model_copy(update={"patterns": "sha256:1"})
    again = sets[0].model_copy(update={"extractor": other, "facts": sets[0].facts[3:]})
    write(Format.duckdb, tmp_path, [again])
    assert facts_in(tmp_path) == in_order([again, *sets[1:]])
    patterns = "SELECT source FROM documents WHERE extractor_patterns = 'sha256:1'"
    assert query(tmp_path, patterns) == [(again.document.source,)]


def test_a_release_without_facts_is_in_documents(tmp_path: Path) -> None:
    """That it was read is known, and facts it had before are gone."""
    empty = make_set().model_copy(update={"facts": ()})
    write(Format.duckdb, tmp_path, [make_set()])
    write(Format.duckdb, tmp_path, [empty])
    assert query(tmp_path, "SELECT count(*) FROM documents") == [(1,)]
    assert facts_in(tmp_path) == []


def test_a_release_written_twice_counts_once(tmp_path: Path) -> None:
    """The primary keys hold within one run too."""
    write(Format.duckdb, tmp_path, [make_set(), make_set()])
    assert facts_in(tmp_path) == list(in_order([make_set()]))


def test_runs_are_recorded_with_the_facts(tmp_path: Path) -> None:
    """A run that ends in an error leaves no row; the same record is one row."""
    record = {"started": "2024-01-12T09:00:00Z", "finished": None, "counts": {"documents": 1}}
    for _ in range(2):
        with DuckDBSink(tmp_path) as sink:
            sink.record_run(record)
    told = "SELECT started, finished, (record->>'$.counts.documents')::INT FROM runs"
    assert query(tmp_path, told) == [("2024-01-12T09:00:00Z", None, 1)]


def test_numbers_are_numbers(tmp_path: Path) -> None:
    """The view `numbers` has decimals that add up exactly, and doubles for fractions."""
    write(Format.duckdb, tmp_path, [make_set()])
    exact = "SELECT value_decimal + 1 FROM numbers WHERE value = '-0.5'"
    assert [str(row[0]) for row in query(tmp_path, exact)] == ["0.5000000000"]
    fraction = "SELECT value_decimal, value_double FROM numbers WHERE value = '2/3'"
    assert query(tmp_path, fraction) == [(None, 2 / 3)]
    days = "SELECT DISTINCT time_start, time_end::VARCHAR, published::VARCHAR FROM numbers"
    dated = f"{days} WHERE time <> ''"
    assert query(tmp_path, dated) == [(None, "2024-12-31", "2024-01-12")]


def test_a_full_disk_leaves_no_half_of_a_new_store(tmp_path: Path) -> None:
    """A store that cannot be made whole does not appear, and nothing is left of it."""
    with full_disk(100_000), pytest.raises(OSError, match=r"facts\.duckdb"):
        write(Format.duckdb, tmp_path, [make_set()])
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_store_is_named(tmp_path: Path) -> None:
    """Someone else's file is left as it is."""
    (tmp_path / "facts.duckdb").write_text("not a database" * 1000)
    with pytest.raises(OSError, match=r"facts\.duckdb"):
        write(Format.duckdb, tmp_path, [make_set()])
    assert (tmp_path / "facts.duckdb").read_text().startswith("not a database")


def test_tables_of_another_version_are_refused(tmp_path: Path) -> None:
    """Rows of two forms are never mixed, and the store stays as it was."""
    write(Format.duckdb, tmp_path, [make_set()])
    with duckdb.connect(str(tmp_path / "facts.duckdb")) as connection:
        connection.execute("ALTER TABLE facts ADD COLUMN mood VARCHAR")
    with pytest.raises(ExtractorError, match="another version") as caught:
        write(Format.duckdb, tmp_path, [make_set("other.txt")])
    assert "another folder" in caught.value.hint
    assert query(tmp_path, "SELECT source FROM documents") == [("edges.txt",)]
    assert query(tmp_path, "SELECT view_name FROM duckdb_views() WHERE NOT internal") == [
        ("numbers",)
    ]


def test_a_folder_with_signs_of_patterns_in_its_name(tmp_path: Path) -> None:
    """Names are taken as they stand, not as patterns of file names."""
    folder = tmp_path / "a[1]*'\"{b}"
    for _ in range(2):
        write(Format.duckdb, folder, [make_set()])
    assert len(facts_in(folder)) == len(make_set().facts)


def test_the_queries_of_the_readme_run(extractor: Extractor, tmp_path: Path) -> None:
    """Each SQL block of the README gives rows on the store of the corpus."""
    releases = [read_release(file) for file in sorted(RELEASES.glob("*.txt"))]
    write(Format.duckdb, tmp_path, map(extractor.extract_release, releases))
    queries = re.findall(r"```sql\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert len(queries) >= 3
    for sql in queries:
        assert query(tmp_path, sql), sql
