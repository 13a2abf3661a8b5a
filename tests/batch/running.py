"""Runs batches for tests: in this process with real workers, and as the command that users type."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from extractor.batch.interrupts import Interrupts
from extractor.batch.options import Options
from extractor.batch.runner import Batch, Summary
from extractor.batch.worker import Work
from extractor.sinks import Format
from tests.batch import hooks

TEXT = "全市新建学校{}所，增长5%。"


def write_releases(folder: Path, count: int, *, begin: int = 0) -> list[Path]:
    """Write small releases that all differ."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"{number:03}.txt" for number in range(begin, begin + count)]
    for number, file in enumerate(files, begin):
        file.write_text(TEXT.format(number + 30), encoding="utf-8")
    return files


def run(out: Path, *inputs: Path, work: type[Work] = hooks.Counting, **options: Any) -> Summary:
    """Run a batch in this process; one worker and one file of lines unless told otherwise."""
    told = {"jobs": 1, "formats": ("jsonl",), "timeout": 60.0} | options
    told["formats"] = tuple(map(Format, told["formats"]))
    with Batch(out, Options(**told), Interrupts(), work=work) as batch:
        return batch.run([str(path) for path in inputs])


def command(*arguments: str | Path) -> list[str]:
    """The command line of the program."""
    return [sys.executable, "-m", "extractor", *map(str, arguments)]


def start(*arguments: str | Path) -> subprocess.Popen[str]:
    """Start the program in a process group of its own."""
    return subprocess.Popen(  # noqa: S603 - our own command
        command(*arguments), stderr=subprocess.PIPE, text=True, start_new_session=True
    )


def complete(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the program to its end."""
    return subprocess.run(  # noqa: S603 - our own command
        command(*arguments), capture_output=True, text=True, check=False
    )


def lines(file: Path) -> list[dict[str, Any]]:
    """The records of a file of JSON lines."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def failures(out: Path) -> dict[str, tuple[str, str]]:
    """Stage and reason of each failure, by the name of its file."""
    return {
        Path(line["source"]).name: (line["stage"], line["reason"])
        for line in lines(out / "failures.jsonl")
    }


def contents(folder: Path) -> dict[str, bytes]:
    """All outputs of a folder: names and bytes of the facts, without the account of the run."""
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.name != "run.json" and ".extractor" not in file.parts
    }


def members(group: int) -> list[int]:
    """The processes of a group that have not ended."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, _, its_group = (
                (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[:3]
            )
        except OSError:
            continue
        if int(its_group) == group and state not in "ZX":
            found.append(int(folder.name))
    return found
