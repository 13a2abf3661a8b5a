"""Runs that end before they are done: killed, interrupted, out of disk: nothing is lost."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from multiprocessing import forkserver
from pathlib import Path

import duckdb
import pytest

from extractor.batch.interrupts import Interrupted, Interrupts
from extractor.batch.options import Options
from extractor.batch.runner import Batch
from extractor.sinks import Format
from tests.batch.running import command, complete, contents, lines, members, start, write_releases

RELEASES = sorted(Path("corpus/releases").glob("test-*.txt"))[:16]
COPIES = 10
SEED = 4
MOST_KILLS = 60
FEWEST_KILLS = 4

# The program, which gets a signal at the moment when it imports a module.
INTERRUPTED_IMPORT = """
import signal, sys
from extractor.__main__ import main

class Finder:
    def find_spec(self, name, path, target=None):
        if name == sys.argv[1]:
            sys.meta_path.remove(self)
            try:
                signal.raise_signal(int(sys.argv[2]))
            except BaseException:
                if sys.argv[3] != "dropped":
                    raise

sys.meta_path.insert(0, Finder())
sys.exit(main(sys.argv[4:]))
"""

pytestmark = pytest.mark.skipif(os.name != "posix", reason="process groups and SIGKILL are POSIX")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for file in RELEASES:
        shutil.copy(file, folder)
    return folder


@pytest.fixture
def busy_inbox(tmp_path: Path) -> Path:
    """Releases enough that a run is in the middle of them when its first files are there."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(COPIES):
        for file in RELEASES:
            shutil.copy(file, folder / f"{number}-{file.name}")
    return folder


def _drive(inbox: Path, out: Path) -> subprocess.Popen[bytes]:
    arguments = [sys.executable, "-m", "tests.batch.drive", str(inbox), str(out)]
    return subprocess.Popen(arguments, start_new_session=True)  # noqa: S603 - our own command


def _rows(out: Path) -> list[tuple[object, ...]]:
    """What the store holds of documents and facts."""
    with duckdb.connect(str(out / "facts.duckdb"), read_only=True) as store:
        return store.execute(
            "SELECT d.source, d.sha256, f.id, f.value_decimal FROM documents d"
            " LEFT JOIN facts f ON f.document_id = d.id ORDER BY ALL"
        ).fetchall()


def test_a_run_that_is_killed_again_and_again_ends_as_an_unbroken_one(tmp_path: Path) -> None:
    """After each kill what is visible is whole; in the end all bytes are the same."""
    inbox, unbroken, broken = (tmp_path / name for name in ("in", "unbroken", "broken"))
    releases = sorted(Path("corpus/releases").glob("*.txt"))
    shutil.copytree("corpus/releases", inbox)
    begin = time.monotonic()
    assert _drive(inbox, unbroken).wait() == 0
    seconds = time.monotonic() - begin
    whole = contents(unbroken)
    chance = random.Random(SEED)  # noqa: S311 - the same moments each time
    for kills in range(MOST_KILLS):
        process = _drive(inbox, broken)
        # Ever later, so that a run comes to its end after some dozen kills.
        moment = seconds * chance.uniform(0, kills / 8)
        try:
            process.wait(timeout=moment)
            break
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        for name, data in contents(broken).items():
            if not Path(name).name.startswith(".") and "duckdb" not in name:
                assert data == whole[name], name
    assert process.returncode == 0
    assert kills >= FEWEST_KILLS
    final = contents(broken)
    assert final.pop("facts.duckdb")
    assert whole.pop("facts.duckdb")
    assert final == whole
    assert _rows(broken) == _rows(unbroken)
    sources = [line["document"]["source"] for line in lines(broken / "facts.jsonl")]
    assert sources == [str(inbox / file.name) for file in releases]


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["SIGINT", "SIGTERM"]
)
def test_an_interrupted_run_keeps_what_is_done(
    number: signal.Signals, code: int, busy_inbox: Path, tmp_path: Path
) -> None:
    """It ends all its processes, says how to go on, and the same command does."""
    out = tmp_path / "out"
    process = start("batch", busy_inbox, "--out", out, "--jobs=2", "--quiet")
    _wait_for(lambda: any((out / "facts").glob("*.json")))
    os.killpg(process.pid, number)
    errors = process.communicate(timeout=60)[1]
    assert process.returncode == code
    assert errors.count("\n") == 1
    assert "the same command goes on" in errors
    _wait_for(lambda: members(process.pid) == [])
    assert json.loads((out / "run.json").read_text(encoding="utf-8"))["finished"] is None
    assert (out / "failures.jsonl").read_bytes() == b""
    done = len(list((out / "facts").glob("*.json")))
    assert 0 < done < len(RELEASES) * COPIES
    again = complete("batch", busy_inbox, "--out", out, "--jobs=2")
    assert again.returncode == 0
    assert f" {done} unchanged" in again.stderr
    assert len(list((out / "facts").glob("*.json"))) == len(RELEASES) * COPIES


@pytest.mark.parametrize(
    ("module", "fate"),
    [
        ("typer", "raised"),
        ("extractor.batch.runner", "raised"),
        ("extractor.batch.runner", "dropped"),
        ("extractor.pipeline", "raised"),
    ],
)
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["SIGINT", "SIGTERM"]
)
def test_a_signal_while_the_program_starts(
    number: signal.Signals, code: int, module: str, fate: str, tmp_path: Path
) -> None:
    """It ends in one line too, whatever is imported when it comes, and if that drops the error."""
    write_releases(tmp_path / "in", 1)
    arguments = ["batch", str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--jobs=1"]
    script = [sys.executable, "-c", INTERRUPTED_IMPORT, module, str(int(number)), fate]
    done = subprocess.run(  # noqa: S603 - our own program
        [*script, *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == code
    assert done.stderr.startswith("extractor: interrupted")
    assert done.stderr.count("\n") == 1


def test_a_signal_that_a_library_makes_an_error_of_is_still_one() -> None:
    """As DuckDB does in the middle of a query."""

    def query() -> None:
        with interrupts.anywhere():
            try:
                signal.raise_signal(signal.SIGINT)
            except Interrupted:
                raise RuntimeError("Query interrupted") from None

    with Interrupts() as interrupts, pytest.raises(Interrupted):
        query()


def test_a_signal_while_workers_are_started_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are to hear nothing of Ctrl-C; this process is."""
    (file,) = write_releases(tmp_path / "in", 1)
    monkeypatch.setattr(forkserver, "ensure_running", lambda: signal.raise_signal(signal.SIGINT))
    options = Options(jobs=1, formats=(Format.jsonl,))
    with (
        Interrupts() as interrupts,
        Batch(tmp_path / "out", options, interrupts) as batch,
        pytest.raises(Interrupted),
    ):
        batch.run([str(file)])


def test_no_worker_outlives_a_parent_that_is_killed(busy_inbox: Path, tmp_path: Path) -> None:
    """SIGKILL of the parent alone ends its workers too."""
    out = tmp_path / "out"
    process = start("batch", busy_inbox, "--out", out, "--jobs=2", "--quiet")
    _wait_for(lambda: any((out / "facts").glob("*.json")))
    assert len(members(process.pid)) > 2
    process.kill()
    process.communicate()
    _wait_for(lambda: members(process.pid) == [])


def test_a_full_disk_ends_in_a_clear_message(inbox: Path, tmp_path: Path) -> None:
    """What was done is kept. A limit on the size of files stands for the full disk."""
    out = tmp_path / "out"
    arguments = command("batch", inbox, "--out", out, "--format=jsonl", "--jobs=1", "--quiet")
    script = 'ulimit -f 300; exec "$@"'
    done = subprocess.run(  # noqa: S603 - our own command
        ["/bin/bash", "-c", script, "bash", *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert str(out) in done.stderr
    assert "cannot be written" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (out / "facts.jsonl").exists()
    again = complete("batch", inbox, "--out", out, "--format=jsonl", "--jobs=1")
    assert again.returncode == 0
    assert len(lines(out / "facts.jsonl")) == len(RELEASES)


def test_an_output_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """It is named in one line, before anything is extracted."""
    (file,) = write_releases(tmp_path / "in", 1)
    done = complete("batch", file, "--out", file / "out", "--quiet")
    assert done.returncode == 1
    assert f"{file / 'out'}" in done.stderr
    assert "cannot be written" in done.stderr
    assert done.stderr.count("\n") == 1


def _wait_for(condition: object) -> None:
    assert callable(condition)
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)
