"""Extraction against jieba alone, and how long one release takes."""

from __future__ import annotations

import gc
import statistics
from dataclasses import dataclass

import jieba

from measuring.clock import Spread, a_million, interleave
from measuring.limited import reader

_PERCENTILES = 20  # of them the 19th of 20 parts is the 95th of a hundred


@dataclass(frozen=True)
class ReleaseTimes:
    """What releases take.

    Attributes:
        releases: How many there are.
        characters: Code points of all.
        facts: Facts of all.
        jieba: Seconds a million characters for ``jieba.lcut``.
        extraction: The same for extraction.
        ratio: Of the two, by rounds.
        median: Milliseconds that one release takes; of each the median round.
        percentile_95: What 95 % of the releases take at most, in milliseconds.
        slowest: Milliseconds of the slowest.
    """

    releases: int
    characters: int
    facts: int
    jieba: float
    extraction: float
    ratio: Spread
    median: float
    percentile_95: float
    slowest: float


def measure_releases(texts: list[str], rounds: int) -> ReleaseTimes:
    """Time both on all releases, in turns in this process."""
    extract = reader().extract
    gc.collect()
    times = interleave(jieba.lcut, extract, texts, rounds)
    latencies = [statistics.median(rounds) * 1e3 for rounds in zip(*times.second, strict=True)]
    return ReleaseTimes(
        releases=len(texts),
        characters=sum(map(len, texts)),
        facts=sum(len(extract(text).facts) for text in texts),
        jieba=a_million(times.first, texts),
        extraction=a_million(times.second, texts),
        ratio=times.ratio,
        median=statistics.median(latencies),
        percentile_95=_percentile_95(latencies),
        slowest=max(latencies),
    )


def _percentile_95(figures: list[float]) -> float:
    if len(figures) == 1:
        return figures[0]
    return statistics.quantiles(figures, n=_PERCENTILES, method="inclusive")[-1]
