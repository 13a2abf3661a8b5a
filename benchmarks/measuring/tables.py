"""What was measured as tables; in brackets the least and the greatest of the rounds."""

from __future__ import annotations

from collections.abc import Iterable

from rich.table import Table

from measuring.commands import CommandTime, PeakMemory
from measuring.growth import Cost
from measuring.others import OtherTime
from measuring.releases import ReleaseTimes
from measuring.stages import StageTime


def release_table(times: ReleaseTimes) -> Table:
    """Both speeds, their ratio, and the time that one release takes."""
    return _table(
        f"{times.releases} releases, {times.characters:,} characters, {times.facts:,} facts",
        ("in one process", "figure", "unit"),
        [
            ("jieba.lcut", f"{times.jieba:.2f}", "s a million characters"),
            ("extraction", f"{times.extraction:.2f}", "s a million characters"),
            ("extraction over jieba.lcut", str(times.ratio), "times"),
            ("one release, median", f"{times.median:.1f}", "ms"),
            ("one release, 95th percentile", f"{times.percentile_95:.1f}", "ms"),
            ("one release, slowest", f"{times.slowest:.1f}", "ms"),
        ],
    )


def stage_table(stages: Iterable[StageTime]) -> Table:
    """The share of each stage."""
    return _table(
        "stages of extraction",
        ("stage", "share", "s a million characters"),
        [(stage.stage, f"{stage.share:.1%}", f"{stage.seconds:.2f}") for stage in stages],
    )


def start_table(starts: Iterable[CommandTime]) -> Table:
    """Whole processes that do little."""
    rows = [(start.command, str(start.seconds)) for start in starts]
    return _table("whole processes", ("command", "s"), rows)


def memory_table(peaks: Iterable[PeakMemory]) -> Table:
    """Whole processes that extract one text each."""
    rows = [
        (peak.text, _figure(peak.mib, 0), _figure(peak.seconds, 1) or "given up") for peak in peaks
    ]
    return _table("extractor extract TEXT", ("text", "peak MiB", "s"), rows)


def cost_table(title: str, costs: Iterable[Cost]) -> Table:
    """What each text costs beside the one to compare with."""
    heads = ("text", "characters", "facts", "s a million characters", "times a character")
    rows = []
    for cost in costs:
        facts = "" if cost.facts is None else f"{cost.facts:,}"
        relative = str(cost.relative or cost.failure or f"more than {cost.more_than:.1f}")
        seconds = _figure(cost.seconds, 2)
        rows.append((cost.text, f"{cost.characters:,}", facts, seconds, relative))
    return _table(title, heads, rows)


def other_table(others: Iterable[OtherTime]) -> Table:
    """Other systems, none of which does all that ours does."""
    heads = ("system", "s a million characters", "times ours")
    rows = [(o.system, _figure(o.seconds, 2), str(o.relative or o.failure)) for o in others]
    return _table("other systems", heads, rows)


def _table(title: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Table:
    table = Table(title=title, title_justify="left")
    for number, head in enumerate(heads):
        table.add_column(head, justify="right" if number else "left")
    for row in rows:
        table.add_row(*row)
    return table


def _figure(figure: float | None, digits: int) -> str:
    return "" if figure is None else f"{figure:.{digits}f}"
