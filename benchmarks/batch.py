"""How fast batches are with one worker and with more, and how much memory the workers take.

    python benchmarks/batch.py [--releases N] [--jobs 1 2] [--rounds N] [--format json] [--flat N]

Releases are made of the paragraphs of our corpus: of one release each, some left out and the rest
shuffled with a seed, so that all differ. Each measurement is the command `extractor batch` from its
start to its end, into an empty folder. The numbers of jobs take turns, and each is given its median
round, since machines are not equally fast all the time. What the machine itself allows is measured
in each round too: as many batches of one worker side by side as the most jobs are, each on all the
releases. Their speed together, over that of one alone, is told as "times at most".

`--flat N` measures one more batch of N releases, with the last number of jobs, and tells the memory
of its largest worker at each tenth of the time. Linux only: memory is read from /proc.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

_SEED = 20240112
_SECONDS_BETWEEN_LOOKS = 0.25
_OPENING, _CLOSING = 3, 3  # lines
_KEPT = 0.9  # of the paragraphs between
_MIB = 1024 * 1024


@dataclass
class Measurement:
    """One batch. Memory is resident memory of the largest worker, in MiB."""

    jobs: int
    releases: int
    seconds: float
    releases_a_second: float
    peak_worker: float
    peak_parent: float
    tenths: list[float]


def main() -> None:
    """Print a table of all measurements, and the same as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--releases", type=int, default=3_000)
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--format", default="json")
    parser.add_argument("--flat", type=int, metavar="N")
    parser.add_argument("--corpus", type=Path, default=Path("corpus/releases"))
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        inputs = _make_releases(arguments.corpus, folder / "in", arguments.releases)
        rounds: list[list[Measurement]] = []
        side_by_side: list[float] = []
        for number in range(arguments.rounds):
            rounds.append(
                [
                    _measure(inputs, folder / f"{number}-{jobs}", *(jobs, arguments))
                    for jobs in arguments.jobs
                ]
            )
            most = max(arguments.jobs)
            with ThreadPoolExecutor(most) as threads:
                outs = [folder / f"{number}-side-{i}" for i in range(most)]
                beside = list(threads.map(lambda out: _measure(inputs, out, 1, arguments), outs))
            side_by_side.append(sum(run.releases_a_second for run in beside))
        runs = [
            sorted(same, key=lambda run: run.seconds)[len(same) // 2]
            for same in zip(*rounds, strict=True)
        ]
        at_most = statistics.median(side_by_side) / runs[0].releases_a_second
        if arguments.flat:
            arguments.releases = arguments.flat
            inputs = _make_releases(arguments.corpus, folder / "flat", arguments.flat)
            runs.append(_measure(inputs, folder / "out-flat", arguments.jobs[-1], arguments))
    _print(runs, at_most)
    print(json.dumps([asdict(run) for run in runs]))


def _make_releases(corpus: Path, folder: Path, count: int) -> Path:
    """Write releases whose contents differ, a thousand a folder."""
    originals = [file.read_text(encoding="utf-8") for file in sorted(corpus.glob("*.txt"))]
    chance = random.Random(_SEED)  # noqa: S311 - the same releases each time
    for number in range(count):
        lines = originals[number % len(originals)].split("\n")
        # What opens and what closes a page stays there: behind a footer nothing is read.
        first, kept, last = lines[:_OPENING], lines[_OPENING:-_CLOSING], lines[-_CLOSING:]
        kept = [line for line in kept if chance.random() < _KEPT]
        chance.shuffle(kept)
        file = folder / f"{number // 1000:03}" / f"{number:06}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        text = "\n".join([*first, *kept, f"（{number}）", *last])
        file.write_text(text, encoding="utf-8")
    return folder


def _measure(inputs: Path, out: Path, jobs: int, arguments: argparse.Namespace) -> Measurement:
    releases = arguments.releases
    command = [sys.executable, "-m", "extractor", "batch", str(inputs), "--out", str(out)]
    command += ["--jobs", str(jobs), "--format", arguments.format, "--quiet"]
    begin = time.perf_counter()
    workers: list[float] = []
    parent = 0.0
    with subprocess.Popen(command) as process:  # noqa: S603 - our own command
        while process.poll() is None:
            parent = max(parent, _resident(process.pid))
            workers.append(max(map(_resident, _workers(process.pid)), default=0.0))
            time.sleep(_SECONDS_BETWEEN_LOOKS)
    seconds = time.perf_counter() - begin
    if process.returncode:
        sys.exit(f"the batch ended with exit code {process.returncode}")
    tenths = [max(workers[len(workers) * i // 10 :][: len(workers) // 10 + 1]) for i in range(10)]
    rate = releases / seconds
    return Measurement(
        *(jobs, releases, round(seconds, 1), round(rate, 1)),
        *(round(max(workers)), round(parent)),
        tenths=[round(tenth) for tenth in tenths],
    )


def _workers(pid: int) -> list[int]:
    """Children of the children: the server that workers are forked from is in between."""
    return [worker for child in _children(pid) for worker in _children(child)]


def _children(pid: int) -> list[int]:
    found: list[int] = []
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += map(int, file.read_text(encoding="ascii").split())
        except OSError:  # it has ended
            continue
    return found


def _resident(pid: int) -> float:
    """Resident memory of a process in MiB; 0 if it has ended."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    except OSError:
        return 0.0
    return int(pages) * 4096 / _MIB


def _print(runs: list[Measurement], at_most: float) -> None:
    table = Table(title="extractor batch", title_justify="left")
    for name in ("jobs", "releases", "s", "a second", "times", "MiB a worker", "MiB of the parent"):
        table.add_column(name, justify="right")
    for run in runs:
        times = run.releases_a_second / runs[0].releases_a_second
        figures = (run.jobs, f"{run.releases:,}", run.seconds, run.releases_a_second)
        memory = (f"{run.peak_worker:.0f}", f"{run.peak_parent:.0f}")
        table.add_row(*map(str, figures), f"{times:.2f}", *memory)
    console = Console(width=100)
    console.print(table)
    console.print(f"times at most, by batches side by side: {at_most:.2f}")
    tenths = " ".join(f"{tenth:.0f}" for tenth in runs[-1].tenths)
    console.print(f"memory of the largest worker by tenths of the last run, in MiB: {tenths}")


if __name__ == "__main__":
    main()
