"""How the time a character grows: with length, with quantities in a sentence, in hostile text.

All is measured in a process that is ended when it takes too long. Processor time is compared, of
rounds that take turns with the text to compare with, so that what else the machine does matters
little.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

from measuring import texts
from measuring.clock import Spread
from measuring.limited import LimitedWorker, TookTooLongError, reader
from measuring.plan import Plan

_ENOUGH = 15.0  # seconds after which no further round is begun


@dataclass(frozen=True)
class Cost:
    """What a text costs beside one to compare with.

    Attributes:
        text: Which text it is.
        size: Bytes of one piece, or quantities in one sentence.
        characters: Code points measured.
        facts: Facts found in them; None if it was given up.
        seconds: Processor time a million characters, the median round; None if it was given up.
        relative: Time a character over that of the other text, by rounds; None if it was given up.
        more_than: Where it was given up after the limit: what `relative` is more than.
        failure: The error, where it ended with one.
    """

    text: str
    size: int
    characters: int
    facts: int | None = None
    seconds: float | None = None
    relative: Spread | None = None
    more_than: float | None = None
    failure: str | None = None


@dataclass(frozen=True)
class _Probe:
    text: str
    size: int
    pieces: list[str]


def measure_lengths(worker: LimitedWorker, ordinary: str, plan: Plan) -> list[Cost]:
    """Ordinary text in pieces of each length, over the same text as it is; long ones repeat it."""
    probes = [
        _Probe(texts.size_name(size), size, texts.of_length(ordinary, size))
        for size in plan.lengths
    ]
    return list(_costs(worker, probes, [ordinary], plan.rounds))


def measure_quantities(worker: LimitedWorker, plan: Plan) -> list[Cost]:
    """Sentences of so many quantities each, over those of the fewest."""
    probes = [_Probe(f"{n:,}", n, [texts.sentences(n)]) for n in plan.quantities]
    return list(_costs(worker, probes, probes[0].pieces, plan.rounds))


def measure_hostile(worker: LimitedWorker, ordinary: str, plan: Plan) -> list[Cost]:
    """Texts that make a careless program slow, over ordinary text."""
    probes = [
        _Probe(name, len(text.encode()), [text])
        for name, text in texts.hostile(ordinary, plan.hostile).items()
    ]
    return list(_costs(worker, probes, [ordinary], plan.rounds))


def _costs(
    worker: LimitedWorker, probes: list[_Probe], other: list[str], rounds: int
) -> Iterator[Cost]:
    start = time.perf_counter()
    _read(other)
    usual = (time.perf_counter() - start) / _length(other)  # as the limit counts
    for probe in probes:
        characters = _length(probe.pieces)
        cost = Cost(probe.text, probe.size, characters)
        try:
            facts, times = worker.run(_rounds, probe.pieces, other, rounds)
        except TookTooLongError:
            yield replace(cost, more_than=worker.limit / (usual * characters))
        except Exception as error:  # a text that it fails on is a result too
            yield replace(cost, failure=type(error).__name__)
        else:
            seconds = Spread.of([mine / characters * 1e6 for mine, _ in times])
            relative = [mine / characters / (its / _length(other)) for mine, its in times]
            yield replace(cost, facts=facts, seconds=seconds.median, relative=Spread.of(relative))


def _rounds(
    probe: list[str], other: list[str], rounds: int
) -> tuple[int, list[tuple[float, float]]]:
    """Facts of the probe, and the seconds of both in each round."""
    begin = time.perf_counter()
    times: list[tuple[float, float]] = []
    facts = 0
    while len(times) < rounds and (not times or time.perf_counter() - begin < _ENOUGH):
        if len(times) % 2:  # turns at who is first, as the second finds the machine awake
            mine, facts = _read(probe)
            its, _ = _read(other)
        else:
            its, _ = _read(other)
            mine, facts = _read(probe)
        times.append((mine, its))
    return facts, times


def _read(pieces: list[str]) -> tuple[float, int]:
    extract = reader().extract
    start = time.process_time()
    facts = sum(len(extract(piece).facts) for piece in pieces)
    return time.process_time() - start, facts


def _length(pieces: list[str]) -> int:
    return sum(map(len, pieces))
