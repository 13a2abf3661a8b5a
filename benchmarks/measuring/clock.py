"""Times, and what is told of several of them."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Work = Callable[[str], object]


@dataclass(frozen=True)
class Spread:
    """The median of some figures, the least and the greatest of them."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, figures: Sequence[float]) -> Spread:
        """The spread of at least one figure."""
        return cls(statistics.median(figures), min(figures), max(figures))

    def __str__(self) -> str:
        return f"{self.median:.2f} ({self.low:.2f}–{self.high:.2f})"


@dataclass(frozen=True)
class Interleaved:
    """Seconds that two works took for each text, in each of several rounds."""

    first: list[list[float]]
    second: list[list[float]]

    @property
    def ratio(self) -> Spread:
        """How many times as long the second took as the first, by rounds."""
        rounds = zip(self.first, self.second, strict=True)
        return Spread.of([sum(second) / sum(first) for first, second in rounds])


def interleave(first: Work, second: Work, texts: Sequence[str], rounds: int) -> Interleaved:
    """Time two works on the same texts, in turns at each text, after a round that is not counted.

    What else the machine does hits both alike. Rounds take turns at who is first.
    """
    times = Interleaved([], [])
    for number in range(rounds + 1):
        one: list[float] = []
        other: list[float] = []
        turns = [(first, one), (second, other)]
        for text in texts:
            for work, found in turns if number % 2 else reversed(turns):
                start = time.perf_counter()
                work(text)
                found.append(time.perf_counter() - start)
        if number:
            times.first.append(one)
            times.second.append(other)
    return times


def a_million(seconds: Sequence[Sequence[float]], texts: Sequence[str]) -> float:
    """Seconds a million characters: the median round, of rounds with a time for each text."""
    return statistics.median(map(sum, seconds)) / sum(map(len, texts)) * 1e6
