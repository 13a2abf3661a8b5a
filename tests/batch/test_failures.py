"""Whatever an input is or does, it costs only itself, and is told with stage, reason and hint."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from extractor.__main__ import main
from extractor.batch.interrupts import Interrupts
from extractor.batch.options import Options
from extractor.batch.pool import WorkerPool
from extractor.batch.runner import Batch
from extractor.errors import BatchError
from extractor.sinks import Format
from extractor.sources import Limits, RawDocument
from extractor.sources.media import OLE_MAGIC
from tests.batch import hooks
from tests.batch.running import contents, failures, lines, run, write_releases
from tests.sources.builders import make_pdf


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "增".encode() * 20_000_000)


def _truncated(path: Path) -> None:
    data = make_pdf([["全市新建学校30所。"]])
    path.write_bytes(data[: len(data) // 3])


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)


def _encrypted(path: Path) -> None:
    path.write_bytes(OLE_MAGIC + bytes(500) + "EncryptedPackage".encode("utf-16-le"))


BAD: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "binary.txt": (lambda path: path.write_bytes(bytes(range(256)) * 9), "read", "binary"),
    "empty.txt": (lambda path: path.write_bytes(b""), "read", "is empty"),
    "truncated.pdf": (_truncated, "read", "is a PDF that was cut off"),
    "encrypted.docx": (_encrypted, "read", "is encrypted"),
    "bomb.zip": (_bomb, "find", "is larger than"),
    "large.txt": (_sparse, "find", "is larger than"),
    "no-han.txt": (lambda path: path.write_bytes(b"up 5%"), "read", "not a single Han"),
    "dangling.txt": (lambda path: path.symlink_to("nowhere"), "find", "no such file"),
    "loop.txt": (lambda path: path.symlink_to(path), "find", "symbolic links"),
    "pipe.txt": (os.mkfifo, "find", "is no file but a pipe"),
}


def test_each_bad_input_costs_only_itself(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The releases beside them have their facts; the exit code is 1; the summary names some."""
    inbox, out = tmp_path / "in", tmp_path / "out"
    good = write_releases(inbox, 3)
    for name, (make, _, _) in BAD.items():
        make(inbox / name)
    code = main(["batch", str(inbox), "--out", str(out), "--format", "jsonl", "--jobs", "1"])
    assert code == 1
    sources = [line["document"]["source"] for line in lines(out / "facts.jsonl")]
    assert sources == [str(file) for file in good]
    told = {name.partition("!")[0]: told for name, told in failures(out).items()}
    assert {name: stage for name, (stage, _) in told.items()} == {
        name: stage for name, (_, stage, _) in BAD.items()
    }
    assert all(reason in told[name][1] for name, (_, _, reason) in BAD.items())
    errors = capsys.readouterr().err
    assert f"{inbox / 'binary.txt'}: is not a text but binary" in errors
    assert "3 done, 0 unchanged, 10 failed" in errors


DEADLY = {
    "exits": ("EXIT", "the worker process died of it (exit code 3)"),
    "is killed": ("KILL", "the worker process died of it (signal 9)"),
    "hangs": ("HANG", "took longer than 2 seconds"),
    "takes all memory": ("MEMORY", "needs more than 2,048 MiB of memory"),
    "has a fault": ("FAULT", "ValueError: of this text"),
}


def test_documents_that_end_their_workers_cost_only_themselves(tmp_path: Path) -> None:
    """Others in flight are done; the guilty are told apart, and tried again by the next run."""
    inbox, out = tmp_path / "in", tmp_path / "out"
    write_releases(inbox, 12)
    for number, (text, _) in enumerate(DEADLY.values()):
        (inbox / f"{number * 2:03}-deadly.txt").write_text(f"全市{text}3所。", encoding="utf-8")
    summary = run(out, inbox, work=hooks.Deadly, jobs=2, timeout=2.0)
    assert (summary.counts.done, summary.counts.failed) == (12, len(DEADLY))
    assert [reason for _, reason in failures(out).values()] == [why for _, why in DEADLY.values()]
    summary = run(out, inbox, work=hooks.Counting)
    # All but the one whose failure is a matter of its text alone.
    assert (summary.counts.done, summary.counts.failed) == (len(DEADLY) - 1, 1)


def test_a_failure_is_final_as_long_as_the_bytes_are_the_same(tmp_path: Path) -> None:
    """It is told again by each run, not tried again; a file that was mended is."""
    inbox, out = tmp_path / "in", tmp_path / "out"
    (file,) = write_releases(inbox, 1)
    whole = file.read_bytes()
    file.write_bytes(b"")
    assert run(out, inbox).counts.failed == 1
    assert run(out, inbox, work=hooks.Idle).counts.failed == 1
    assert failures(out) == {file.name: ("read", "is empty")}
    file.write_bytes(whole)
    assert run(out, inbox).counts.done == 1
    assert failures(out) == {}


def test_a_watch_forgets_a_failure_when_the_file_is_read(tmp_path: Path) -> None:
    """What could not be found is told once, however often it came up, and not once it could."""
    good, bad = write_releases(tmp_path / "in", 2)
    text = good.read_bytes()
    told = []
    options = Options(jobs=1, formats=(Format.jsonl,), limits=Limits(max_bytes=1000))
    with Batch(tmp_path / "out", options, Interrupts(), work=hooks.Counting) as batch:
        for name, data in ((bad, b"x" * 1001), (bad, b"x" * 1002), (good, b""), (bad, text)):
            name.write_bytes(data)
            batch.run([str(name)])
            told.append(sorted(line["source"] for line in lines(tmp_path / "out/failures.jsonl")))
    assert told == [[str(bad)], [str(bad)], [str(good), str(bad)], [str(good)]]


def test_the_size_limit_is_an_option(tmp_path: Path) -> None:
    """A document above it fails, and is done by a run that allows it."""
    write_releases(tmp_path / "in", 1)
    arguments = ["batch", str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--jobs", "1"]
    assert main([*arguments, "--max-bytes", "10"]) == 1
    assert main(arguments) == 0


def test_a_worker_that_is_killed_from_outside_costs_nothing(tmp_path: Path) -> None:
    """Its document is tried once more in the same run."""
    write_releases(tmp_path / "in", 3)
    summary = run(tmp_path / "out", tmp_path / "in", work=hooks.KilledOnce)
    assert (summary.counts.done, summary.counts.failed) == (3, 0)


def test_workers_print_nothing(tmp_path: Path) -> None:
    """What goes wrong in one is an outcome, and no traceback across the progress bar."""
    (file,) = write_releases(tmp_path / "in", 1)
    code = (
        "from pathlib import Path; from tests.batch import hooks, running;"
        f"running.run(Path({str(tmp_path / 'out')!r}), Path({str(file)!r}), work=hooks.Noisy)"
    )
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("", "")


def _damage(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2 :] = bytes(len(data) - len(data) // 2)
    file.write_bytes(data)


def _damage_facts(file: Path) -> None:
    with sqlite3.connect(file) as ledger:
        ledger.execute("UPDATE documents SET packed = x'00'")
    ledger.close()


def _let_hold_tables_of_others(file: Path) -> None:
    with duckdb.connect(str(file)) as store:
        store.execute("ALTER TABLE facts ADD COLUMN mood VARCHAR")


LEDGERS: dict[str, Callable[[Path], object]] = {
    "is no ledger": lambda file: file.write_bytes(b"no database" * 1000),
    "is damaged": _damage,
    "holds damaged facts": _damage_facts,
}


@pytest.mark.parametrize("spoil", LEDGERS.values(), ids=LEDGERS.keys())
def test_a_damaged_ledger_is_named(
    spoil: Callable[[Path], object], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With what to do; it is not said that the same command would go on."""
    write_releases(tmp_path / "in", 60)
    out = tmp_path / "out"
    run(out, tmp_path / "in")
    (out / "facts.jsonl").unlink()
    spoil(out / ".extractor/ledger.sqlite")
    told = ["batch", str(tmp_path / "in"), "--out", str(out), "--format=jsonl", "--jobs=1"]
    assert main(told) == 1
    assert capsys.readouterr().err == (
        f"extractor: {out / '.extractor/ledger.sqlite'}: is damaged"
        f" (move {out} away: the same command makes all of it anew)\n"
    )


STORES: dict[str, tuple[Callable[[Path], object], str]] = {
    "is no store": (lambda file: file.write_bytes(b"no database" * 1000), "move it away"),
    "is damaged": (_damage, "move it away"),
    "holds tables of others": (_let_hold_tables_of_others, "move the file away"),
}


@pytest.mark.parametrize(("spoil", "hint"), STORES.values(), ids=STORES.keys())
def test_a_damaged_store_keeps_no_other_output_from_being_written(
    spoil: Callable[[Path], object], hint: str, tmp_path: Path
) -> None:
    """It is told last, and made anew when it is moved away; nothing is extracted again."""
    inbox, out, formats = tmp_path / "in", tmp_path / "out", tuple(Format)
    files = write_releases(inbox, 3)
    run(out, inbox, formats=formats)
    store = out / "facts.duckdb"
    spoil(store)
    spoiled = store.read_bytes()
    files[0].write_text("全市新建学校99所。", encoding="utf-8")
    with pytest.raises(BatchError, match=r"facts\.duckdb") as caught:
        run(out, inbox, formats=formats)
    assert hint in caught.value.hint
    assert store.read_bytes() == spoiled
    store.unlink()
    told = [output["format"] for output in json.loads((out / "run.json").read_text())["outputs"]]
    assert told == ["json", "jsonl", "csv", "parquet"]
    others = contents(out)
    assert "99" in others["facts.jsonl"].decode()
    run(out, inbox, formats=formats, work=hooks.Idle)
    with duckdb.connect(str(store), read_only=True) as database:
        assert database.execute("SELECT count(*) FROM documents").fetchone() == (3,)
    store.unlink()
    assert contents(out) == others


@pytest.mark.parametrize("name", ["", ".extractor", ".extractor/ledger.sqlite"])
def test_an_output_folder_that_may_only_be_read(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says so, whichever part of it that is. Of root the system asks nothing, so it is told."""
    (file,) = write_releases(tmp_path / "in", 1)
    out = tmp_path / "out"
    run(out, file)
    access = os.access
    monkeypatch.setattr(
        os, "access", lambda path, mode: Path(path) != out / name and access(path, mode)
    )
    with pytest.raises(BatchError, match=f"{re.escape(str(out / name))}: is read-only"):
        run(out, file)


def test_what_is_in_the_way_of_the_same_command_has_no_hint_at_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It would not go on: a file has the place of a folder."""
    (file,) = write_releases(tmp_path / "in", 1)
    out = tmp_path / "out"
    out.mkdir()
    (out / "facts").touch()
    assert main(["batch", str(file), "--out", str(out), "--jobs=1"]) == 1
    told = capsys.readouterr().err
    assert f"{out / 'facts'}" in told
    assert "the same command" not in told


def test_workers_that_cannot_start_end_the_batch() -> None:
    """A batch whose every document would fail says so instead."""
    pool = WorkerPool(1, 60.0, work=hooks.Unready)
    pool.submit(1, RawDocument.of("a.txt", b"", "text"))
    with pytest.raises(BatchError, match="as soon as they start"):
        list(iter(lambda: list(pool.outcomes(0.1)), None))
    pool.stop()
