"""Which stage of the pipeline takes how much of the time."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

import extractor
from measuring.limited import reader

_REST = "rest"


@dataclass(frozen=True)
class StageTime:
    """One stage.

    Attributes:
        stage: Its name; ``rest`` is what lies between the stages (blocks, timeline, the document).
        share: Of the time of extraction, between 0 and 1; the median of the rounds.
        seconds: Seconds a million characters, of the median round.
    """

    stage: str
    share: float
    seconds: float


def measure_stages(texts: list[str], rounds: int) -> list[StageTime]:
    """Time each stage on all texts, in the order of the pipeline, by wrapping what it is called by.

    No stage is called from inside another, so that the times add up.
    """
    all_seconds: list[dict[str, float]] = []
    for _ in range(rounds + 1):
        with ExitStack() as stack:
            seconds = _wrap(reader(), stack)
            start = time.perf_counter()
            for text in texts:
                reader().extract(text)
            total = time.perf_counter() - start
        all_seconds.append(seconds | {_REST: total - sum(seconds.values())})
    counted = all_seconds[1:]  # the first was to warm up
    characters = sum(map(len, texts))
    return [
        StageTime(
            stage,
            share=statistics.median(each[stage] / sum(each.values()) for each in counted),
            seconds=statistics.median(each[stage] for each in counted) / characters * 1e6,
        )
        for stage in counted[0]
    ]


def _wrap(pipeline: extractor.Extractor, stack: ExitStack) -> dict[str, float]:
    """Wrap the stages until the stack is closed; gives the seconds of each, which go on growing."""
    stages: dict[str, tuple[Any, str]] = {
        "normalise": (pipeline, "normalizer"),
        "times": (pipeline.time_finder, "find"),
        "quantities": (pipeline.quantity_finder, "find"),
        "segment": (pipeline, "_segment"),
        "subjects": (pipeline.subject_finder, "find"),
        "records": (_facts(), "fact_set"),
    }
    seconds = dict.fromkeys(stages, 0.0)
    for stage, (owner, name) in stages.items():
        stack.enter_context(patch.object(owner, name, _timed(getattr(owner, name), seconds, stage)))
    return seconds


def _timed(work: Callable[..., Any], seconds: dict[str, float], stage: str) -> Callable[..., Any]:
    def timed(*args: Any, **kwargs: Any) -> Any:
        start = time.perf_counter()
        try:
            return work(*args, **kwargs)
        finally:
            seconds[stage] += time.perf_counter() - start

    return timed


def _facts() -> Any:
    from extractor import facts  # noqa: PLC0415 - the pipeline looks the function up there

    return facts
