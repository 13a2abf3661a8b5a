"""The command line as a whole process: how long it takes to start, and how much memory it takes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from measuring import texts
from measuring.clock import Spread
from measuring.plan import Plan

_SHORT = "全区156.7万名低保对象基本生活得到保障。\n"
_PEAK = Path(__file__).with_name("peak.py")
_EXTRACTOR = ("-m", "extractor")


@dataclass(frozen=True)
class CommandTime:
    """One command.

    Attributes:
        command: As people type it.
        seconds: From its start to its end.
    """

    command: str
    seconds: Spread


@dataclass(frozen=True)
class PeakMemory:
    """`extractor extract` of one text, written as JSON.

    Attributes:
        text: Which text it is.
        size: Its bytes.
        mib: Resident memory at its peak, in MiB; None if it is not known or was given up.
        seconds: From start to end; None if it was given up.
    """

    text: str
    size: int
    mib: float | None
    seconds: float | None


def measure_starts(plan: Plan) -> list[CommandTime]:
    """Time commands that do little, in turns; a first run of each is not counted."""
    with TemporaryDirectory() as folder:
        short = Path(folder, "short.txt")
        short.write_text(_SHORT, encoding="utf-8")
        commands = {
            "python -c pass": ["-c", "pass"],
            "extractor --help": [*_EXTRACTOR, "--help"],
            "extractor extract short.txt": [*_EXTRACTOR, "extract", str(short)],
        }
        rounds = [
            [_run(command, plan.limit)[0] for command in commands.values()]
            for _ in range(plan.runs + 1)
        ][1:]
    return [
        CommandTime(command, Spread.of(times))
        for command, times in zip(commands, zip(*rounds, strict=True), strict=True)
    ]


def measure_memory(ordinary: str, plan: Plan) -> list[PeakMemory]:
    """The peak of a process that extracts one text, for texts of several lengths."""
    found = []
    with TemporaryDirectory() as folder:
        for size in plan.memory:
            file = Path(folder, f"{size}.txt")
            file.write_text(texts.of_length(ordinary, size)[0], encoding="utf-8")
            mib: float | None = None
            seconds: float | None = None
            try:
                command = [str(_PEAK), "extract", str(file), "--format", "json"]
                seconds, said = _run(command, plan.limit)
                mib = float(said.split()[-1]) or None
            except subprocess.TimeoutExpired:
                pass
            found.append(PeakMemory(texts.size_name(size), file.stat().st_size, mib, seconds))
    return found


def _run(arguments: Sequence[str], limit: float) -> tuple[float, str]:
    """Seconds that Python takes with these arguments, and what it says on standard error."""
    # Compiled modules are kept, as they are for people, even if this shell keeps none.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        check=True,
        timeout=limit,
        env=environment,
    )
    return time.perf_counter() - start, done.stderr
