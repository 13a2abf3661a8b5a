"""Extraction on Spark, on this machine: releases a second and core, start and memory of a worker.

    python benchmarks/scale.py [FOLDER] [--releases N] [--cores N]

Two inputs, both made of the texts of a folder: as they are, and in pieces of some 1,500 characters.
Each is extracted once to start the workers, which is told apart, and then N releases are timed.
"""

from __future__ import annotations

import argparse
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
            seconds, facts = timed(df)
            length = sum(map(len, islice(cycle(some), arguments.releases))) / arguments.releases
            rate = arguments.releases / seconds / arguments.cores
            print(
                f"{name}: {arguments.releases:,} releases of {length:,.0f} characters, {facts:,} "
                f"facts in {seconds:.1f} s: {rate:.0f} releases, {rate * length:,.0f} characters "
                f"a second and core; largest worker {largest_worker():.0f} MB"
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


def largest_worker() -> float:
    """The most memory that a worker process has held so far, in megabytes (Linux)."""
    most = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            command = status.with_name("cmdline").read_bytes()
            peak = re.search(r"VmHWM:\s+(\d+) kB", status.read_text())
        except OSError:  # it has ended
            continue
        if b"pyspark" in command and b"daemon" in command and peak:
            most = max(most, int(peak[1]))
    return most / 1024


if __name__ == "__main__":
    main()
