"""How much is measured: the full benchmark, and a quick one that only shows that it runs."""

from __future__ import annotations

from dataclasses import dataclass

KB = 1_000  # bytes of UTF-8
MB = 1_000 * KB


@dataclass(frozen=True)
class Plan:
    """Sizes and repetitions.

    Attributes:
        releases: How many releases of the corpus are read; None for all.
        rounds: How often the same is measured within one process.
        runs: How often a whole process is.
        limit: Seconds after which a single measurement is given up.
        sample: Bytes of the ordinary text that others are compared with.
        lengths: Bytes of the texts that tell how time grows with length.
        quantities: Numbers of quantities in one sentence.
        hostile: What a million is, in hostile texts.
        memory: Bytes of the texts whose peak memory is measured.
    """

    releases: int | None = None
    rounds: int = 7
    runs: int = 5
    limit: float = 180.0
    sample: int = 100 * KB
    lengths: tuple[int, ...] = (KB, 10 * KB, 100 * KB, MB, 10 * MB)
    quantities: tuple[int, ...] = (10, 100, 1_000, 5_000, 20_000)
    hostile: int = 1_000_000
    memory: tuple[int, ...] = (KB, MB, 10 * MB)


QUICK = Plan(
    releases=2,
    rounds=1,
    runs=1,
    limit=30.0,
    sample=4 * KB,
    lengths=(KB, 4 * KB),
    quantities=(10, 20),
    hostile=1_000,
    memory=(KB,),
)
