"""`extractor watch`: files are done as they arrive, when they are whole."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from extractor.batch.interrupts import Interrupts
from extractor.batch.watch import settled_files
from extractor.errors import BatchError
from tests.batch.running import TEXT, failures, lines, members, start, write_releases


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[tuple[Path, Path, subprocess.Popen[str]]]:
    """A folder with one release, the outputs beside it, and the command that watches it."""
    folder, out = tmp_path / "in", tmp_path / "out"
    write_releases(folder, 1)
    arguments = ("--out", out, "--format=jsonl", "--jobs=1", "--settle=0.5")
    process = start("watch", folder, *arguments)
    yield folder, out, process
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def _names(out: Path) -> list[str]:
    file = out / "facts.jsonl"
    if not file.exists():
        return []
    return [Path(line["document"]["source"]).name for line in lines(file)]


def _wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["SIGINT", "SIGTERM"]
)
def test_files_are_done_as_they_arrive(
    number: signal.Signals, code: int, watched: tuple[Path, Path, subprocess.Popen[str]]
) -> None:
    """Those that are there, a new one, one in a new folder, a bad one; then a clean end."""
    folder, out, process = watched
    _wait_for(lambda: _names(out) == ["000.txt"])
    write_releases(folder, 1, begin=1)
    _wait_for(lambda: _names(out) == ["000.txt", "001.txt"])
    write_releases(folder / "later", 1, begin=2)
    (folder / "bad.txt").write_bytes(b"no Han")
    _wait_for(lambda: len(_names(out)) == 3 and "bad.txt" in failures(out))
    os.killpg(process.pid, number)
    errors = process.communicate(timeout=60)[1]
    assert process.returncode == code
    assert failures(out)["bad.txt"] == ("read", "holds not a single Han character")
    assert errors.startswith(f"watching {folder}; facts go to {out}; Ctrl-C ends it\n")
    assert errors.splitlines()[-1].startswith("extractor: interrupted")
    _wait_for(lambda: members(process.pid) == [])


def test_half_written_files_are_not_read(
    watched: tuple[Path, Path, subprocess.Popen[str]],
) -> None:
    """A file that still grows is read once, when it is whole; temporary names never."""
    folder, out, _ = watched
    (folder / "upload.txt.part").write_text(TEXT.format(77), encoding="utf-8")
    with (folder / "slow.txt").open("w", encoding="utf-8") as file:
        for number in range(8):
            file.write(TEXT.format(number + 41))
            file.flush()
            time.sleep(0.2)
            assert "slow.txt" not in _names(out)
    _wait_for(lambda: set(_names(out)) == {"000.txt", "slow.txt"})
    (slow,) = (line for line in lines(out / "facts.jsonl") if "slow" in line["document"]["source"])
    assert slow["document"]["length"] == 8 * len(TEXT.format(41))
    (folder / "upload.txt.part").rename(folder / "upload.txt")
    _wait_for(lambda: "upload.txt" in _names(out))


@pytest.mark.parametrize("replaced", [False, True])
def test_a_folder_that_goes_ends_the_watch(replaced: bool, tmp_path: Path) -> None:
    """Instead of waiting for ever for files that it would not see."""
    folder = tmp_path / "in"
    write_releases(folder, 1)
    found = settled_files(folder, tmp_path / "out", 0.1, Interrupts())
    assert next(found) == [str(folder / "000.txt")]
    folder.rename(tmp_path / "elsewhere")
    if replaced:
        folder.mkdir()
    with pytest.raises(BatchError, match="removed or replaced"):
        next(found)
