"""Extraction on Spark, on this machine: releases a second, start and memory of a worker.

    python benchmarks/scale.py [FOLDER] [--releases N] [--cores N]

Two inputs, both made of the texts of a folder: as they are, and in pieces of some 1,500 characters.
The start of the workers is told apart. Processor time is that of the workers: what else the machine
does meanwhile changes it little.
"""

from __future__ import annotations

import argparse
import os
import re
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from pyspark.sql import DataFrame, SparkSession, functions

from extractor.batch.spark import extract_facts
from extractor.batch.spark_session import spark_session

LENGTH = 1_500


def main() -> None:
    """Print one line for each input."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("corpus/releases"))
    parser.add_argument("--releases", type=int, default=4_000)
    parser.add_argument("--cores", type=int, default=1)
    arguments = parser.parse_args()
    texts = [file.read_text(encoding="utf-8") for file in sorted(arguments.folder.glob("*.txt"))]
    master = f"local[{arguments.cores}]"
    with spark_session(master, {"spark.sql.shuffle.partitions": "1"}) as session:
        start, _ = timed(frame(session, texts[:1], arguments.cores, arguments.cores))
        print(f"{master}: first answer of the workers after {start:.1f} s")
        for name, some in (("as they are", texts), (f"{LENGTH:,} characters", [*pieces(texts)])):
            df = frame(session, some, arguments.releases, arguments.cores * 4).cache()
            df.count()
            before, _ = workers()
            seconds, facts = timed(df)
            after, memory = workers()
            length = sum(map(len, islice(cycle(some), arguments.releases))) / arguments.releases
            print(
                f"{name}: {arguments.releases:,} releases of {length:,.0f} characters, "
                f"{facts / arguments.releases:.0f} facts each, in {seconds:.1f} s; "
                f"{arguments.releases / (after - before):.0f} releases a second of processor time; "
                f"largest worker {memory:.0f} MB"
            )


def frame(session: SparkSession, texts: list[str], count: int, partitions: int) -> DataFrame:
    """A data frame of that many releases, the texts over and over."""
    rows = list(enumerate(islice(cycle(texts), count)))
    return session.createDataFrame(rows, "id long, text string").repartition(partitions)


def pieces(texts: list[str]) -> Iterator[str]:
    """The texts in pieces that end with a sentence."""
    piece = ""
    for sentence in re.split("(?<=[。\n])", "".join(texts)):
        piece += sentence
        if len(piece) >= LENGTH:
            yield piece
            piece = ""


def timed(df: DataFrame) -> tuple[float, int]:
    """Seconds that extraction takes, and how many facts it gives."""
    start = time.perf_counter()
    # An aggregate over all of them, so that Spark cannot leave columns out.
    (row,) = extract_facts(df).agg(functions.count("id"), functions.max("statement")).collect()
    return time.perf_counter() - start, row[0]


def workers() -> tuple[float, float]:
    """Seconds of processor time of all workers so far, and the most memory of one in MB (Linux)."""
    seconds, most = 0.0, 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes()
            fields = (process / "stat").read_text().rpartition(")")[2].split()
            peak = re.search(r"VmHWM:\s+(\d+) kB", (process / "status").read_text())
        except OSError:  # it has ended
            continue
        if b"pyspark.daemon" in command and peak:
            seconds += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
            most = max(most, int(peak[1]))
    return seconds, most / 1024


if __name__ == "__main__":
    main()
