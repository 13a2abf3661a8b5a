"""Every form of output: whole or not at all, the same bytes for the same facts."""

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from extractor.records import FactSet
from extractor.sinks import Format, open_sink
from tests.sinks.conftest import make_set

ONE_FILE = [form for form in Format if form is not Format.json]


def write(form: Format, folder: Path, sets: Iterable[FactSet]) -> None:
    with open_sink(form, folder) as sink:
        for facts in sets:
            sink.write(facts)


def content(folder: Path) -> dict[str, object]:
    """Everything in an output folder: the bytes of files, of a store its rows."""
    return {
        str(file.relative_to(folder)): _rows(file)
        if file.suffix == ".duckdb"
        else file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if not file.is_dir()
    }


def _rows(store: Path) -> list[object]:
    with duckdb.connect(str(store), read_only=True) as connection:
        tables = ("documents", "facts", "runs")
        return [connection.execute(f"FROM {table} ORDER BY ALL").fetchall() for table in tables]


@pytest.mark.parametrize("form", Format)
def test_same_facts_give_the_same_output(form: Format, tmp_path: Path, sets: list[FactSet]) -> None:
    """Into a new folder or over what is there: the output is the same, and nothing else is left."""
    write(form, tmp_path / "new" / "folder", sets)
    write(form, tmp_path / "again", sets[:1])
    write(form, tmp_path / "again", sets)
    assert content(tmp_path / "new" / "folder") == content(tmp_path / "again")
    assert len(content(tmp_path / "again")) == (len(sets) if form is Format.json else 1)


@pytest.mark.parametrize("form", Format)
def test_no_releases_give_an_output_without_facts(form: Format, tmp_path: Path) -> None:
    """A batch of nothing is no error, and its output is a whole one."""
    write(form, tmp_path, [])
    assert len(content(tmp_path)) == (0 if form is Format.json else 1)


def interrupted(sets: list[FactSet]) -> Iterator[FactSet]:
    yield from sets
    raise KeyboardInterrupt


@pytest.mark.parametrize("form", ONE_FILE)
def test_an_error_leaves_what_was_there(form: Format, tmp_path: Path, sets: list[FactSet]) -> None:
    """If the batch ends in an error, the output of the last whole run stays."""
    write(form, tmp_path, sets[:2])
    before = content(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        write(form, tmp_path, interrupted(sets))
    assert content(tmp_path) == before


@pytest.mark.parametrize("form", Format)
def test_a_killed_run_leaves_whole_outputs(
    form: Format, tmp_path: Path, sets: list[FactSet]
) -> None:
    """After SIGKILL nothing half-written is visible, and the next run leaves no trace of it."""
    whole = tmp_path / "whole"
    write(form, whole, sets)
    out = tmp_path / "out"
    program = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from extractor.records import FactSet\n"
        "from extractor.sinks import open_sink\n"
        "with open_sink(sys.argv[1], Path(sys.argv[2])) as sink:\n"
        "    for line in sys.stdin:\n"
        "        sink.write(FactSet.model_validate_json(line))\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    lines = "".join(f"{facts.to_json()}\n" for facts in sets[:2])
    killed = subprocess.run(  # noqa: S603
        [sys.executable, "-c", program, form, str(out)],
        input=lines.encode(),
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    visible = {name: data for name, data in content(out).items() if not _is_hidden(name)}
    if form is Format.json:
        assert visible.items() < content(whole).items()
    else:
        assert not visible
    write(form, out, sets)
    assert content(out) == content(whole)


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") for part in Path(name).parts)


@contextmanager
def full_disk(size: int) -> Iterator[None]:
    """No file can grow beyond `size` bytes; to those who write it is a full disk."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


@pytest.mark.parametrize("size", [0, 1_000])
@pytest.mark.parametrize("form", Format)
def test_a_full_disk_is_told_with_the_name_of_the_file(
    form: Format, size: int, tmp_path: Path, sets: list[FactSet]
) -> None:
    """The error is an OSError that names the output; what was there before stays whole."""
    write(form, tmp_path, [make_set()])
    before = content(tmp_path)
    with full_disk(size), pytest.raises(OSError, match="facts") as caught:
        write(form, tmp_path, sets)
    assert caught.value.filename.startswith(str(tmp_path / "facts"))
    assert content(tmp_path) == before


@pytest.mark.parametrize("form", Format)
def test_a_folder_that_cannot_be_made_is_named(form: Format, tmp_path: Path) -> None:
    """Where a file stands in the way of the output folder, the error says which."""
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="file"):
        write(form, tmp_path / "file" / "out", [])


@pytest.mark.parametrize("form", ONE_FILE)
def test_an_output_that_cannot_be_replaced_is_named(form: Format, tmp_path: Path) -> None:
    """A folder of the output's name is left alone, and nothing else is left behind."""
    taken = tmp_path / f"facts.{form}"
    taken.mkdir()
    (taken / "mine").touch()
    with pytest.raises(OSError, match=f"facts.{form}"):
        write(form, tmp_path, [make_set()])
    assert [*content(tmp_path)] == [os.fspath(Path(taken.name, "mine"))]


@pytest.mark.parametrize("form", Format)
def test_sources_with_the_same_bytes_are_both_there(form: Format, tmp_path: Path) -> None:
    """Two sources of one content are two releases; a release that is written twice is one."""
    pair = [make_set("a/x.txt"), make_set("b/x.txt")]
    write(form, tmp_path, pair)
    match form:
        case Format.json:
            written = [json.loads(file.read_bytes()) for file in tmp_path.glob("facts/*.json")]
            sources = sorted(facts["document"]["source"] for facts in written)
        case Format.duckdb:
            rows = _rows(tmp_path / "facts.duckdb")
            sources = [row[1] for row in rows[0]]  # type: ignore[attr-defined]
            assert len(rows[1]) == sum(len(facts.facts) for facts in pair)  # type: ignore[arg-type]
        case _:
            data = (tmp_path / f"facts.{form}").read_bytes()
            sources = [name for name in ("a/x.txt", "b/x.txt") if name.encode() in data]
    assert sources == ["a/x.txt", "b/x.txt"]
