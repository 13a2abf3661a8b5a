"""Extraction against jieba alone, on the same texts in the same process.

    python benchmarks/speed.py [FOLDER] [--rounds N]

Rounds are interleaved and medians compared, so that what else the machine does hits both alike.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import jieba

import extractor


def main() -> None:
    """Print seconds a million characters for both, and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("corpus/releases"))
    parser.add_argument("--rounds", type=int, default=7)
    arguments = parser.parse_args()
    texts = [file.read_text(encoding="utf-8") for file in sorted(arguments.folder.glob("*.txt"))]
    size = sum(map(len, texts))
    reader = extractor.load()
    jieba.setLogLevel("WARNING")
    rounds = [
        (_seconds(jieba.lcut, texts), _seconds(reader.extract, texts))
        for _ in range(arguments.rounds + 1)
    ][1:]
    cut, extract = (statistics.median(times) for times in zip(*rounds, strict=True))
    facts = sum(len(reader.extract(text).facts) for text in texts)
    print(f"{len(texts)} texts, {size:,} characters, {facts:,} facts")
    print(f"jieba.lcut  {cut / size * 1e6:6.2f} s a million characters")
    print(f"extraction  {extract / size * 1e6:6.2f} s a million characters")
    print(f"ratio       {extract / cut:6.2f}")


def _seconds(work: Callable[[str], object], texts: list[str]) -> float:
    start = time.perf_counter()
    for text in texts:
        work(text)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
