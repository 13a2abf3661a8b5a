"""The command lines of `batch` and `watch`: wrong use, and what is printed."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from extractor.__main__ import main
from extractor.batch.options import TIMEOUT, Options
from extractor.batch.progress import Fate, Lines
from extractor.batch.stored import StoredFacts, pack
from extractor.pipeline import Extractor
from extractor.sources import MAX_BYTES
from tests.batch.running import TEXT, command, complete, lines, run, write_releases

WRONG = {
    "no output folder": (["batch", "{in}"], "Missing option '--out'"),
    "no input": (["batch", "--out", "{out}"], "Missing argument"),
    "an input that is not there": (["batch", "absent", "--out", "{out}"], "no such file"),
    "an unknown format": (["batch", "{in}", "--out", "{out}", "--format", "xml"], "--format"),
    "Excel without csv": (["batch", "{in}", "--out", "{out}", "--excel"], "--format csv"),
    "no workers": (["batch", "{in}", "--out", "{out}", "--jobs", "0"], "--jobs"),
    "no rules": (["batch", "{in}", "--out", "{out}", "--patterns", "absent"], "is not a folder"),
    "outputs among the inputs": (["batch", "{in}", "--out", "{in}"], "--out is the input folder"),
    "outputs in a watched folder": (["watch", "{in}", "--out", "{in}/."], "--out is the input"),
    "outputs into a file": (["batch", "{in}", "--out", "{in}/a.txt"], "--out is no folder"),
    "no folder to watch": (["watch", "absent", "--out", "{out}"], "absent is not a folder"),
}


@pytest.mark.parametrize(("arguments", "reason"), WRONG.values(), ids=WRONG.keys())
def test_wrong_use(
    arguments: list[str],
    reason: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It is told on standard error, with exit code 2."""
    monkeypatch.chdir(tmp_path)
    write_releases(tmp_path, 1)[0].rename(tmp_path / "a.txt")
    places = {"in": str(tmp_path), "out": str(tmp_path / "out")}
    assert main([argument.format(**places) for argument in arguments]) == 2
    assert reason in capsys.readouterr().err


def test_a_folder_that_holds_nothing_but_the_outputs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is told that the outputs are no inputs, and nothing is said of success."""
    assert main(["batch", str(tmp_path), "--out", str(tmp_path / "out"), "--jobs", "1"]) == 1
    assert "is a folder without documents besides the outputs" in capsys.readouterr().err


def test_files_that_are_passed_over_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By suffix, those of archives too; hidden ones do not count; the exit code is 0."""
    inbox, out = tmp_path / "in", tmp_path / "out"
    write_releases(inbox, 1)
    for name in ("a.doc", "b.DOC", "c.xlsx", "README", ".hidden.doc", "公报.全文及其解读和附件"):
        (inbox / name).write_bytes(b"x")
    with zipfile.ZipFile(inbox / "d.zip", "w") as archive:
        archive.writestr("a.txt", TEXT)
        archive.writestr("a.doc", "x")
    assert main(["batch", str(inbox), "--out", str(out), "--jobs", "1"]) == 0
    assert "6 files passed over: .doc 3, no suffix 2, .xlsx 1\n" in capsys.readouterr().err
    record = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert record["passed_over"] == {".doc": 3, "no suffix": 2, ".xlsx": 1}


def test_the_summary_tells_this_run_from_the_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Facts of the documents given, and of all that were; a rate only where something was done."""
    out = tmp_path / "out"
    first, second = write_releases(tmp_path / "in", 2)
    run(out, first)
    for _ in range(2):
        assert main(["batch", str(second), "--out", str(out), "--jobs=1"]) == 0
    told = capsys.readouterr().err
    facts = f"2 facts in them, 4 in all of {out}; N s"
    assert re.sub(r"[0-9]+[.][0-9]", "N", told).splitlines() == [
        f"1 document: 1 done, 0 unchanged, 0 failed; {facts}; N documents a second",
        f"1 document: 0 done, 1 unchanged, 0 failed; {facts}",
    ]


FATES: list[Fate] = ["done", "failed", "done"]


def test_a_line_of_progress_is_right_of_one_document_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It comes with the first document that is through after ten seconds."""
    monkeypatch.setattr(time, "monotonic", iter([0.0, 20.0, 21.0, 40.0]).__next__)
    progress = Lines()
    for fate in FATES:
        progress.advance(fate)
    assert capsys.readouterr().err.splitlines() == [
        "so far 1 document: 1 done, 0 unchanged, 0 failed; 0.1 documents a second",
        "so far 3 documents: 2 done, 0 unchanged, 1 failed; 0.1 documents a second",
    ]


def test_the_help_tells_the_defaults(capsys: pytest.CaptureFixture[str]) -> None:
    """They are those that hold."""
    assert main(["batch", "--help"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert f"[default: ({TIMEOUT:g}); x>=0.1]" in told
    assert f"[default: ({MAX_BYTES // 1024**2} MiB); x>=1]" in told


def test_quiet_prints_nothing_when_nothing_fails(tmp_path: Path) -> None:
    """Nor is there anything on standard output, ever."""
    (file,) = write_releases(tmp_path / "in", 1)
    for arguments, said in ((["--quiet"], ""), ([], "1 unchanged")):
        done = complete("batch", file, "--out", tmp_path / "out", "--jobs=1", *arguments)
        assert (done.returncode, done.stdout) == (0, "")
        assert said in done.stderr
        assert bool(said) == bool(done.stderr)


def test_standard_input_and_rows_of_a_table(tmp_path: Path) -> None:
    """Both are documents of a batch; the columns are options."""
    table = tmp_path / "rows.csv"
    table.write_text(f"nr,body\n7,{TEXT.format(31)}\n", encoding="utf-8")
    fields = ["--text-field=body", "--id-field=nr", "--format=jsonl", "--jobs=1"]
    done = subprocess.run(  # noqa: S603 - our own command
        command("batch", "-", table, "--out", tmp_path / "out", *fields),
        input=TEXT.format(32).encode("gb18030"),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    found = lines(tmp_path / "out/facts.jsonl")
    sources = [line["document"]["source"] for line in found]
    assert sources == [f"-#{found[0]['document']['sha256'][:12]}", f"{table}#7"]
    assert [line["facts"][0]["quantity"]["value"] for line in found] == ["32", "31"]


def test_each_document_of_standard_input_is_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second does not replace the first; the first given again is known. So are pipes."""
    pipe = os.open(os.devnull, os.O_RDONLY)
    for number in (31, 32, 31):
        text = TEXT.format(number).encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
        reading, writing = os.pipe()
        os.write(writing, text + b"\n")
        os.close(writing)
        os.dup2(reading, pipe)  # the same name each time
        os.close(reading)
        run(tmp_path / "out", Path("-"), Path(f"/dev/fd/{pipe}"))
    os.close(pipe)
    found = [line["facts"][0]["quantity"]["text"] for line in lines(tmp_path / "out/facts.jsonl")]
    assert found == ["31", "31", "32", "32"]


def test_what_can_be_read_only_once_is_not_read_to_count_documents(tmp_path: Path) -> None:
    """The progress bar counts standard input as one, and so a pipe: `batch <(zcat old.gz)`."""
    write_releases(tmp_path, 3)
    reading, writing = os.pipe()
    os.write(writing, TEXT.encode())
    os.close(writing)
    assert Options().count(["-", str(tmp_path), f"/dev/fd/{reading}"], tmp_path / "out") == 5
    assert os.read(reading, 1000) == TEXT.encode()
    os.close(reading)


def test_stored_facts_are_those_that_were_packed(extractor: Extractor) -> None:
    """Records and JSON of a fact set come out of the ledger as they went in."""
    for file in sorted(Path("corpus/releases").glob("*.txt"))[:20]:
        facts = extractor.extract(file.read_text(encoding="utf-8"))
        stored = StoredFacts(pack(facts))
        assert stored.document == facts.document
        assert stored.facts == facts.facts
        assert (stored.extractor, stored.schema_version) == (
            facts.extractor,
            facts.schema_version,
        )
        for indent in (None, 2, 4):
            assert stored.to_json(indent) == facts.to_json(indent)
