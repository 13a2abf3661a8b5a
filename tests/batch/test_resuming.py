"""Second runs: what is done is skipped, what changed is done again, outputs follow the inputs."""

from __future__ import annotations

import codecs
import gzip
import hashlib
import itertools
import json
import sqlite3
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pebble
import pytest

from extractor.batch.interrupts import Interrupts
from extractor.batch.ledger import Ledger
from extractor.batch.options import Options
from extractor.batch.runner import Batch
from extractor.errors import BatchError, MissingExtra
from extractor.sinks import Format
from extractor.sources import Limits
from tests.batch import hooks
from tests.batch.running import TEXT, contents, lines, run, write_releases

FORMATS = ("json", "jsonl", "csv", "parquet")


def test_unchanged_releases_are_skipped(tmp_path: Path) -> None:
    """A second run extracts nothing, and touches no output."""
    write_releases(tmp_path / "in", 3)
    out = tmp_path / "out"
    first = run(out, tmp_path / "in", formats=FORMATS)
    before = contents(out)
    times = {file: file.stat().st_mtime_ns for file in out.glob("facts*")}
    second = run(out, tmp_path / "in", formats=FORMATS, work=hooks.Idle)
    assert (first.counts.done, first.counts.unchanged) == (3, 0)
    assert (second.counts.done, second.counts.unchanged) == (0, 3)
    assert first.counts.facts == second.counts.facts == 6
    assert contents(out) == before
    assert times == {file: file.stat().st_mtime_ns for file in out.glob("facts*")}


def test_outputs_do_not_depend_on_the_number_of_jobs(tmp_path: Path) -> None:
    """One worker and three give the same bytes."""
    write_releases(tmp_path / "in", 20)
    for jobs in (1, 3):
        run(tmp_path / str(jobs), tmp_path / "in", jobs=jobs, formats=FORMATS)
    assert contents(tmp_path / "1") == contents(tmp_path / "3")
    assert len(contents(tmp_path / "1")) == 20 + len(FORMATS)


@pytest.mark.parametrize(
    ("groups", "started"),
    [([1], [1]), ([2], [2]), ([9], [3]), ([9, 1], [3]), ([1, 1, 2, 5, 2], [1, 2, 3])],
    ids=["one file", "two", "many", "one more of a watch", "a watch that begins with one"],
)
def test_no_more_workers_than_documents(
    groups: list[int], started: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each run extracts new files beside unchanged ones; up to three workers are allowed."""
    sizes = []

    class Recorded(pebble.ProcessPool):
        def __init__(self, max_workers: int, **options: Any) -> None:
            sizes.append(max_workers)
            super().__init__(max_workers, **options)

    monkeypatch.setattr(pebble, "ProcessPool", Recorded)
    options = Options(jobs=3, formats=(Format.jsonl,))
    with Batch(tmp_path / "out", options, Interrupts(), work=hooks.Counting) as batch:
        for begin, count in zip(itertools.accumulate(groups, initial=0), groups, strict=False):
            write_releases(tmp_path / "in", count, begin=begin)
            assert batch.run([str(tmp_path / "in")]).counts.done == count
    assert sizes == started


def test_a_release_that_changed_replaces_what_it_was(tmp_path: Path) -> None:
    """It keeps its place; nothing of its old facts is left in any output."""
    files = write_releases(tmp_path / "in", 3)
    out = tmp_path / "out"
    run(out, tmp_path / "in", formats=FORMATS)
    files[0].write_text(TEXT.format(999), encoding="utf-8")
    summary = run(out, tmp_path / "in", formats=FORMATS)
    assert (summary.counts.done, summary.counts.unchanged) == (1, 2)
    run(tmp_path / "fresh", tmp_path / "in", formats=FORMATS)
    assert contents(out) == contents(tmp_path / "fresh")
    # Back to its old bytes: the same again.
    files[0].write_text(TEXT.format(30), encoding="utf-8")
    run(out, tmp_path / "in", formats=FORMATS)
    assert "30" in lines(out / "facts.jsonl")[0]["facts"][0]["quantity"]["text"]
    assert len(list((out / "facts").iterdir())) == 3


def _row_without_text(file: Path) -> None:
    file.write_text('{"text": null}\n', encoding="utf-8")


TURNED: dict[str, tuple[str, Callable[[Path], object]]] = {
    "an emptied file": ("a.txt", lambda file: file.write_bytes(b"")),
    "a file that grew too large": ("a.txt", lambda file: file.write_bytes(b"x" * 2000)),
    "a file that ends its worker": ("a.txt", lambda file: file.write_text("全市EXIT3所。")),
    "a link to nowhere": ("a.txt", lambda file: (file.unlink(), file.symlink_to("nowhere"))),
    "a row without text": ("a.jsonl", _row_without_text),
    "an emptied table": ("a.jsonl", lambda file: file.write_bytes(b"")),
}


@pytest.mark.parametrize(("name", "spoil"), TURNED.values(), ids=TURNED.keys())
def test_a_release_that_turns_bad_keeps_its_facts(
    name: str, spoil: Callable[[Path], object], tmp_path: Path
) -> None:
    """Until a good version comes, however it turned bad; the failure says so."""
    write_releases(tmp_path / "in", 2)
    file, out, formats = tmp_path / "in" / name, tmp_path / "out", (*FORMATS, "duckdb")
    limits = Limits(max_bytes=1000)

    def give(number: int) -> None:
        text = TEXT.format(number)
        line = json.dumps({"text": text}) if name.endswith("jsonl") else text
        file.unlink(missing_ok=True)
        file.write_text(line, encoding="utf-8")

    give(77)
    run(out, tmp_path / "in", formats=FORMATS)
    before = (out / "facts.csv").read_bytes()
    spoil(file)
    for _ in range(2):
        summary = run(out, tmp_path / "in", formats=formats, work=hooks.Deadly, limits=limits)
        assert summary.counts.failed == 1
        assert (out / "facts.csv").read_bytes() == before
        assert [line["earlier_facts_kept"] for line in lines(out / "failures.jsonl")] == [True]
    give(78)
    run(out, tmp_path / "in", formats=FORMATS)
    run(tmp_path / "fresh", tmp_path / "in", formats=FORMATS)
    (out / "facts.duckdb").unlink()
    assert contents(out) == contents(tmp_path / "fresh")


def test_other_rules_that_fail_leave_the_facts_of_the_old_ones(tmp_path: Path) -> None:
    """The bytes are the same; a run in which they go well replaces them."""
    file, out = tmp_path / "a.txt", tmp_path / "out"
    file.write_text("全市EXIT3所。", encoding="utf-8")
    run(out, file)
    before = contents(out)["facts.jsonl"]
    changed = {"conversion": "none"}
    assert run(out, file, work=hooks.Deadly, **changed).counts.failed == 1
    assert contents(out)["facts.jsonl"] == before
    assert run(out, file, **changed).counts.done == 1
    assert contents(out)["failures.jsonl"] == b""


def test_a_release_that_changes_after_a_run_broke_off_has_one_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the ledger could not keep has no file that nobody would ever remove."""
    (file,) = write_releases(tmp_path / "in", 1)
    out = tmp_path / "out"

    def fail(ledger: Ledger) -> None:
        if ledger.totals() != (0, 0):
            raise sqlite3.OperationalError("disk I/O error")

    with monkeypatch.context() as broken:
        broken.setattr(Ledger, "commit", fail)
        with pytest.raises(sqlite3.OperationalError):
            run(out, file, formats=("json",))
    file.write_text(TEXT.format(999), encoding="utf-8")
    run(out, file, formats=("json",))
    assert len(list((out / "facts").iterdir())) == 1


def test_the_store_follows_the_inputs(tmp_path: Path) -> None:
    """Of releases that changed no old row is left."""
    files = write_releases(tmp_path / "in", 3)
    out = tmp_path / "out"
    run(out, tmp_path / "in", formats=("duckdb",))
    files[0].write_text(TEXT.format(999), encoding="utf-8")
    files[1].write_text("无", encoding="utf-8")
    run(out, tmp_path / "in", formats=("duckdb",))
    with duckdb.connect(str(out / "facts.duckdb"), read_only=True) as store:
        values = store.execute("SELECT value FROM numbers ORDER BY source, offset_start").fetchall()
        assert values == [("999",), ("5",), ("32",), ("5",)]
        assert store.execute("SELECT count(*) FROM documents").fetchone() == (3,)
        assert store.execute("SELECT count(*) FROM runs").fetchone() == (2,)


@pytest.mark.parametrize("asked", Format)
def test_outputs_that_are_not_asked_for_are_kept_up_to_date(asked: Format, tmp_path: Path) -> None:
    """All that a folder holds tells the same; what was removed and is not asked for stays away."""
    files = write_releases(tmp_path / "in", 3)
    out = tmp_path / "out"
    run(out, tmp_path / "in", formats=tuple(Format), excel=True)
    removed = Format.parquet if asked is Format.csv else Format.csv
    (out / f"facts.{removed}").unlink()
    files[0].write_text(TEXT.format(999), encoding="utf-8")
    run(out, tmp_path / "in", formats=(asked,), excel=asked is Format.csv)
    left = [form for form in Format if form is not removed or form is asked]
    run(tmp_path / "fresh", tmp_path / "in", formats=tuple(left), excel=Format.csv in left)
    with duckdb.connect(str(out / "facts.duckdb"), read_only=True) as store:
        values = store.execute("SELECT value FROM numbers ORDER BY source, offset_start").fetchall()
    assert values == [("999",), ("5",), ("31",), ("5",), ("32",), ("5",)]
    for folder in (out, tmp_path / "fresh"):
        (folder / "facts.duckdb").unlink()
    assert contents(out) == contents(tmp_path / "fresh")


def test_a_folder_gathers_the_inputs_of_all_runs(tmp_path: Path) -> None:
    """Yesterday's releases stay, although they were moved away since; today's come behind."""
    out = tmp_path / "out"
    for day, begin in (("b", 0), ("a", 5)):
        for file in write_releases(tmp_path / day, 2, begin=begin):
            run(out, file)
            file.unlink()
    names = [Path(line["document"]["source"]).name for line in lines(out / "facts.jsonl")]
    assert names == ["000.txt", "001.txt", "005.txt", "006.txt"]


def test_other_rules_are_another_result(tmp_path: Path) -> None:
    """All is extracted again when the patterns or the conversion are others."""
    write_releases(tmp_path / "in", 2)
    rules = tmp_path / "rules"
    rules.mkdir()
    rule = {"id": "unit.mine", "comment": "c", "forms": ["扁舟"], "code": "{扁舟}"}
    rule |= {"dimension": "count", "match": ["3扁舟游客"], "no_match": ["3艘船"]}
    text = json.dumps(rule, ensure_ascii=False)
    (rules / "units.jsonl").write_text(f"{text}\n", encoding="utf-8")
    done = [
        run(tmp_path / "out", tmp_path / "in", **options).counts.done
        for options in ({}, {"patterns": rules}, {"patterns": rules}, {"conversion": "none"})
    ]
    assert done == [2, 2, 0, 2]


def test_an_output_that_was_removed_is_written_again(tmp_path: Path) -> None:
    """Nothing needs to be extracted for it."""
    write_releases(tmp_path / "in", 3)
    out = tmp_path / "out"
    run(out, tmp_path / "in", formats=FORMATS)
    before = contents(out)
    (out / "facts.jsonl").unlink()
    next((out / "facts").iterdir()).unlink()
    run(out, tmp_path / "in", formats=FORMATS, work=hooks.Idle)
    assert contents(out) == before


def test_csv_is_written_as_it_was_asked_for_last(tmp_path: Path) -> None:
    """For Excel or not, although no fact has changed since the file was written the other way."""
    write_releases(tmp_path / "in", 1)
    marked = []
    for excel in (False, True, True, False):
        run(tmp_path / "out", tmp_path / "in", formats=("csv",), excel=excel)
        marked.append((tmp_path / "out/facts.csv").read_bytes().startswith(codecs.BOM_UTF8))
    assert marked == [False, True, True, False]


def test_rows_of_one_name_fail_but_for_the_first(tmp_path: Path) -> None:
    """Its facts are kept, also where the others come to fail again."""
    rows = [{"id": "7", "text": TEXT.format(number)} for number in (31, 32)]
    table = tmp_path / "rows.jsonl"
    table.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    for done in (1, 0):
        summary = run(tmp_path / "out", table)
        assert (summary.counts.done, summary.counts.failed) == (done, 1)
        ((source, failure, kept),) = summary.failures
        told = (f"{table}#7, line 2", "has the same name as line 1", False)
        assert (source, failure.reason, kept) == told
    (line,) = lines(tmp_path / "out/facts.jsonl")
    assert line["facts"][0]["quantity"]["text"] == "31"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_release_that_is_given_twice_counts_once(tmp_path: Path) -> None:
    """Members of one name: those of other content are kept, those of the same are not."""
    archive = tmp_path / "releases.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for number in (31, 32, 31):
            file.writestr("7.txt", TEXT.format(number))
    counts = run(tmp_path / "out", archive).counts
    assert counts.found == 3
    texts = [line["facts"][0]["quantity"]["text"] for line in lines(tmp_path / "out/facts.jsonl")]
    assert sorted(set(texts)) == ["31", "32"]
    assert counts.done + counts.repeated == 3


@pytest.mark.parametrize("change", [slice(1, None), slice(None, 2), slice(None, None, -1)])
def test_rows_that_are_named_by_their_line_move(tmp_path: Path, change: slice) -> None:
    """A table that is exported again without a row, or in another order, has its rows once."""
    table, out, fresh = tmp_path / "rows.csv", tmp_path / "out", tmp_path / "fresh"
    rows = [TEXT.format(number) for number in (31, 32, 33)]
    for left in (rows, rows[change]):
        table.write_text("\n".join(["text", *left, ""]), encoding="utf-8")
        run(out, table, formats=FORMATS)
    run(fresh, table, formats=FORMATS)
    assert contents(out) == contents(fresh)


def test_rows_that_did_not_come_up_stay(tmp_path: Path) -> None:
    """Those of a table that names its rows, and those behind a cut."""
    table, out = tmp_path / "rows.csv", tmp_path / "out"
    for rows in ("id,text\n7,{0}\n8,{0}\n", "id,text\n9,{0}\n"):
        table.write_text(rows.format(TEXT.format(31)), encoding="utf-8")
        run(out, table)
    assert len(lines(out / "facts.jsonl")) == 3
    packed = tmp_path / "rows.jsonl.gz"
    digests = (hashlib.sha256(b"%d" % number).hexdigest() for number in range(100))
    rows = "".join(json.dumps({"text": f"{TEXT}{digest}"}) + "\n" for digest in digests)
    for end in (None, -40):
        packed.write_bytes(gzip.compress(rows.encode())[:end])
        run(out, packed)
    assert len(lines(out / "facts.jsonl")) == 103


def test_outputs_inside_the_input_folder_are_no_inputs(tmp_path: Path) -> None:
    """`batch . --out out` finds the same documents each time, and so do patterns, `batch *` too."""
    write_releases(tmp_path, 2)
    out = tmp_path / "out"
    for _ in range(2):
        assert run(out, tmp_path, formats=FORMATS).counts.found == 2
    for inputs in ([tmp_path / "*"], [tmp_path / "**/*"], sorted(tmp_path.iterdir())):
        assert run(out, *inputs, formats=FORMATS).counts.found == 2


def test_two_runs_never_share_an_output_folder(tmp_path: Path) -> None:
    """The second one says so at once; when the first is gone the folder is free."""
    write_releases(tmp_path / "in", 1)
    ledger = Ledger(tmp_path / "out")
    with pytest.raises(BatchError, match="another run is writing here"):
        run(tmp_path / "out", tmp_path / "in")
    ledger.close()
    assert run(tmp_path / "out", tmp_path / "in").counts.done == 1


def test_a_ledger_can_be_closed_while_it_is_read(tmp_path: Path) -> None:
    """As when a signal comes while outputs are compared with it: nothing is said about that."""
    write_releases(tmp_path / "in", 2)
    run(tmp_path / "out", tmp_path / "in")
    ledger = Ledger(tmp_path / "out")
    names, stored = ledger.names(), ledger.stored()
    assert next(names)[0] == next(stored).source
    ledger.close()
    del names, stored


def test_a_batch_that_cannot_begin_lets_go_of_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A library that an output needs is missing: the folder is free for the next attempt."""
    (file,) = write_releases(tmp_path / "in", 1)
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "duckdb", None)
        without.delitem(sys.modules, "extractor.sinks.duckdb", raising=False)
        with pytest.raises(MissingExtra) as caught:
            run(tmp_path / "out", file, formats=("duckdb",))
    assert caught.value.extra == "duckdb"
    assert run(tmp_path / "out", file).counts.done == 1


def test_the_account_of_a_run(tmp_path: Path) -> None:
    """`run.json` tells inputs, options, versions, counts, timings and what stands where."""
    write_releases(tmp_path / "in", 2)
    run(tmp_path / "out", tmp_path / "in", formats=("json", "jsonl"))
    record = json.loads((tmp_path / "out/run.json").read_text(encoding="utf-8"))
    assert record["inputs"] == [str(tmp_path / "in")]
    assert record["options"]["formats"] == ["json", "jsonl"]
    assert record["counts"] == {
        "found": 2,
        "done": 2,
        "unchanged": 0,
        "repeated": 0,
        "failed": 0,
        "facts": 4,
    }
    assert record["started"] < record["finished"]
    assert {"extractor", "python", "jieba"} <= set(record["versions"])
    files, whole = record["outputs"]
    assert files == {"format": "json", "path": "facts", "files": 2}
    assert whole["bytes"] == (tmp_path / "out/facts.jsonl").stat().st_size
