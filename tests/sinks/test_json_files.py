"""Names of the files: readable, safe on every file system, one for each release."""

import re
from pathlib import Path

import pytest

from extractor.records import FactSet
from extractor.sinks import Format, open_sink
from extractor.sinks.json_files import Drafts, JsonSink, file_name
from tests.sinks.conftest import make_set

STEMS = {
    "2024/01/青河市公报.txt": "青河市公报",
    "a.zip!folder/member.html": "member",
    "table.csv#12": "table.csv_12",
    "C:\\inbox\\release.docx": "release",
    "-": "release",
    "../..": "release",
    "": "release",
    "版本1.2": "版本1.2",
    "a b:c*d?.txt": "a_b_c_d",
    "CON": "CON",
    "bad\udc80name.txt": "bad_name",
    "龍" * 300: "龍" * 33,
    "𠮷" * 300 + ".txt": "𠮷" * 25,
}


@pytest.mark.parametrize(("source", "stem"), STEMS.items())
def test_name_is_readable_and_safe(source: str, stem: str) -> None:
    """The last part of the source, cut to size, then the id and a hash that keeps names apart."""
    document = make_set().document.model_copy(update={"source": source})
    name = file_name(document.id, document.source)
    assert re.fullmatch(rf"{re.escape(stem)}-{document.id}-[0-9a-f]{{8}}\.json", name)
    assert len(name.encode()) <= 143


def test_names_are_unique_where_sources_look_alike() -> None:
    """Sources that differ in folder or case only, with the same bytes, have files of their own."""
    sources = ["a/x.txt", "b/x.txt", "A/X.TXT", "a/X.txt", "a.zip!x.txt", "a/x.html", "x"]
    names = {file_name(make_set().document.id, source).lower() for source in sources}
    assert len(names) == len(sources)


def test_a_file_is_the_fact_set(tmp_path: Path, sets: list[FactSet]) -> None:
    """What is read back from a file is the fact set that was written."""
    with open_sink(Format.json, tmp_path) as sink:
        for facts in sets:
            sink.write(facts)
    read = [
        FactSet.model_validate_json(
            (tmp_path / "facts" / file_name(facts.document.id, facts.document.source)).read_bytes()
        )
        for facts in sets
    ]
    assert read == sets


def test_a_draft_becomes_the_same_file(tmp_path: Path) -> None:
    """A file that another process wrote is the one that the sink would have written."""
    facts = make_set()
    document = facts.document
    with open_sink(Format.json, tmp_path / "written") as sink:
        sink.write(facts)
    with JsonSink(tmp_path / "drafted") as sink:
        draft = Drafts(tmp_path / "drafted").write(facts)
        assert [*(tmp_path / "drafted").rglob("*.json")] == []
        sink.place(draft, document.id, document.source)
    (written,), (drafted,) = (
        [*(tmp_path / name / "facts").iterdir()] for name in ("written", "drafted")
    )
    assert (drafted.name, drafted.read_bytes()) == (written.name, written.read_bytes())


def test_drafts_that_were_left_are_removed(tmp_path: Path) -> None:
    """What a killed run drafted and did not place is gone when the next one opens the folder."""
    with JsonSink(tmp_path):
        draft = Drafts(tmp_path).write(make_set())
        with JsonSink(tmp_path):
            assert not draft.exists()
