"""What people see while a batch runs: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from threading import Thread
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Protocol, Self

from extractor.terminal import counted

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

_SECONDS_BETWEEN_LINES = 10.0


Fate = Literal["done", "unchanged", "repeated", "failed"]
"""What became of a document, as `record.Counts` has it."""


def told_of(fates: Mapping[Fate, int], seconds: float, between: str = "") -> str:
    """How documents fared, in words that are the same during a run and at its end.

    Args:
        fates: How many there are of each.
        seconds: How long they took. Only what was done counts for the rate.
        between: What is told before the rate.
    """
    parts = [f"{fates['done']:,} done", f"{fates['unchanged']:,} unchanged"]
    parts += [f"{fates['repeated']:,} given twice"] if fates["repeated"] else []
    parts.append(f"{fates['failed']:,} failed")
    rate = f"; {fates['done'] / seconds:.1f} documents a second" if fates["done"] else ""
    found = counted(sum(fates.values()), "document")
    return f"{found}: {', '.join(parts)}{between}{rate}"


class Progress(Protocol):
    """Told of each document that is through."""

    def advance(self, fate: Fate) -> None:
        """One document more is through."""

    def writing(self) -> None:
        """All documents are through; outputs are being written."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


class Silence:
    """Shows nothing."""

    def advance(self, fate: Fate) -> None:
        """Show nothing."""

    def writing(self) -> None:
        """Show nothing."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        return


class Lines(Silence):
    """Prints a line on standard error every ten seconds."""

    def __init__(self) -> None:
        self._begin = self._last = time.monotonic()
        self._fates: Counter[Fate] = Counter()

    def advance(self, fate: Fate) -> None:
        """Count, and print if it is time."""
        self._fates[fate] += 1
        now = time.monotonic()
        if now - self._last >= _SECONDS_BETWEEN_LINES:
            self._last = now
            told = told_of(self._fates, now - self._begin)
            sys.stderr.write(f"so far {told}\n")


class Bar:
    """A bar with rate, remaining time and failures.

    Args:
        count: Finds out how many documents there are; runs beside the batch. Until it returns the
            bar has no end.
    """

    def __init__(self, count: Callable[[], int]) -> None:
        self._count = count
        self._failed = 0

    def advance(self, fate: Fate) -> None:
        """Move the bar."""
        self._failed += fate == "failed"
        self._bar.update(self._task, advance=1, failed=self._failed)

    def writing(self) -> None:
        """Say what takes the time now."""
        self._bar.update(self._task, description="writing outputs")

    def __enter__(self) -> Self:
        self._bar, self._task = _rich_bar()
        self._bar.start()
        Thread(target=self._set_total, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bar.stop()

    def _set_total(self) -> None:
        self._bar.update(self._task, total=self._count())


def show_progress(count: Callable[[], int], *, quiet: bool) -> Progress:
    """What is fit for where standard error goes.

    Args:
        count: Finds out how many documents there are.
        quiet: Show nothing at all.
    """
    if quiet:
        return Silence()
    return Bar(count) if sys.stderr.isatty() and os.environ.get("TERM") != "dumb" else Lines()


def _rich_bar() -> tuple[RichProgress, TaskID]:
    from rich.console import Console  # noqa: PLC0415 - `--help` does not need it
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text  # noqa: PLC0415

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            speed = task.finished_speed or task.speed
            return Text("" if speed is None else f"{speed:.0f}/s")

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[failed]} failed"),
        console=Console(stderr=True),
        transient=True,
    )
    return bar, bar.add_task("extracting", total=None, failed=0)
