"""What was measured as one record, for JSON."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from importlib.metadata import version

from measuring.commands import CommandTime, PeakMemory
from measuring.growth import Cost
from measuring.others import OtherTime
from measuring.releases import ReleaseTimes
from measuring.stages import StageTime


@dataclass(frozen=True)
class Machine:
    """Where it was measured; `load` is the number of processes that waited for a processor."""

    python: str
    system: str
    processors: int | None
    load: float | None
    extractor: str
    jieba: str

    @classmethod
    def here(cls) -> Machine:
        """This one, as it is now."""
        return cls(
            python=platform.python_version(),
            system=f"{platform.system()} {platform.machine()}",
            processors=os.cpu_count(),
            load=round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
            extractor=version("extractor"),
            jieba=version("jieba"),
        )


@dataclass(frozen=True)
class Report:
    """All of it; the fields are the keys of the JSON.

    Attributes:
        machine: Where it was measured, as it was when it began.
        releases: Against jieba, and one release at a time.
        stages: In the order of the pipeline.
        starts: Commands that do little.
        memory: By length of the text.
        ordinary: Bytes of the ordinary text that lengths and hostile text are compared with.
        lengths: Ordinary text in pieces of each length.
        quantities: Sentences of so many quantities each.
        hostile: Texts that make a careless program slow.
        others: Other systems.
    """

    machine: Machine
    releases: ReleaseTimes
    stages: list[StageTime]
    starts: list[CommandTime]
    memory: list[PeakMemory]
    ordinary: int
    lengths: list[Cost]
    quantities: list[Cost]
    hostile: list[Cost]
    others: list[OtherTime]
