"""What people see on a terminal: errors in one line, exit codes, facts as tables."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console
    from rich.table import Table

    from extractor.evaluation import Constructs, GoldRelease, Report
    from extractor.evaluation.baseline import Comparison
    from extractor.explain import Explanation
    from extractor.records import Fact, FactSet

SOME_FAILED = 1
"""Exit code where some inputs failed, and the others are done."""
WRONG_USE = 2
"""Exit code of wrong use: nothing was done."""

_PROGRAM = "extractor"
_PAPER_WIDTH = 120
_NARROW = 100  # columns below which a table saves space
_SHORTEST_SUBJECT = 14
_ALL_ASPECTS = 116
_MAIN_ASPECTS = ("found", "subject strict", "subject relaxed", "triple strict", "triple relaxed")
_VERDICT_STYLE = {"dropped": "dim", "unexplained": "bold red"}
_CHANGE_SIGN = {"up": "↑", "down": "↓", None: ""}
_MODIFIER_SIGN = {"approx": "≈", "ge": "≥", "gt": ">", "le": "≤", "lt": "<", None: ""}


def print_error(message: str, *, hint: str = "") -> None:
    """Print one line on standard error.

    Args:
        message: What is wrong, and why.
        hint: What to do about it, appended in brackets.
    """
    line, told = " ".join(message.split()), f" ({hint})" if hint else ""
    if not sys.stderr.isatty():
        sys.stderr.write(f"{_PROGRAM}: {line}{told}\n")
        return
    from rich.console import Console  # noqa: PLC0415 - only people see colours
    from rich.text import Text  # noqa: PLC0415

    parts = (f"{_PROGRAM}:", "bold red"), f" {line}", (told, "dim")
    Console(stderr=True).print(Text.assemble(*parts), soft_wrap=True)


def counted(number: int, noun: str) -> str:
    """A number with its noun: `1 fact`, `2,000 facts`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def print_fact_table(facts: FactSet) -> None:
    """Print the facts of one release as a table, its title above."""
    from rich.text import Text  # noqa: PLC0415

    document = facts.document
    named = [part for part in (document.publisher, document.published) if part]
    title = document.title or document.source
    console = _console()
    table = _table(console)
    table.add_column("at", justify="right", no_wrap=True, style="dim")
    table.add_column("subject", overflow="fold", min_width=_SHORTEST_SUBJECT)
    table.add_column("quantity", justify="right", overflow="fold")
    for name in ("unit", "change", "time"):
        table.add_column(name, overflow="fold")
    table.add_column("kind", no_wrap=True, style="dim")
    for fact in facts.facts:
        table.add_row(
            str(fact.quantity.span[0]),
            Text(fact.subject.text),
            _value(fact),
            Text(fact.unit.text),
            Text(" ".join(filter(None, (_CHANGE_SIGN[fact.change], fact.basis)))),
            Text(fact.time.text if fact.time else ""),
            fact.kind,
        )
    _print_titled(f"{title}  {' · '.join(named)}".strip(), table, console)


def print_explanation_table(explanation: Explanation) -> None:
    """Print every number of one release with what became of it."""
    from rich.text import Text  # noqa: PLC0415

    console = _console()
    table = _table(console)
    table.add_column("at", justify="right", no_wrap=True, style="dim")
    table.add_column("number", overflow="fold")
    for name in ("verdict", "rule"):
        table.add_column(name, no_wrap=True)
    for name in ("subject", "how"):
        table.add_column(name, overflow="fold")
    for number in explanation.numbers:
        how = filter(None, (number.place, number.phrase, number.completion, number.coordination))
        table.add_row(
            str(number.span[0]),
            Text(number.text),
            number.verdict,
            number.rule or "",
            Text(number.subject or ""),
            " · ".join(how),
            style=_VERDICT_STYLE.get(number.verdict),
        )
    _print_titled(explanation.source, table, console)
    console.print(
        f"{counted(len(explanation.numbers), 'number')}: {explanation.facts} in facts, "
        f"{explanation.dropped} dropped by a rule, {explanation.unexplained} unexplained\n"
    )


def print_scores(report: Report) -> None:
    """Print the scores of a corpus: by aspect, then by split, genre, noise, construct, release."""
    from extractor.evaluation.intervals import f1_intervals  # noqa: PLC0415
    from extractor.evaluation.matching import ASPECTS  # noqa: PLC0415

    overall, intervals = report.overall, f1_intervals(report, ASPECTS)
    title = f"{len(report.results)} releases, {overall.gold} gold facts, {overall.predicted} found"
    console = _console()
    table = _table(console)
    table.add_column("aspect")
    for name in ("precision", "recall", "F1", "95 % interval of F1", "given a right quantity"):
        table.add_column(name, justify="right")
    for aspect in ASPECTS:
        figures = (overall.precision(aspect), overall.recall(aspect), overall.f1(aspect))
        interval = "–".join(f"{end:.3f}" for end in intervals[aspect])
        shares = [f"{figure:.3f}" for figure in figures]
        table.add_row(aspect, *shares, interval, f"{overall.given_quantity(aspect):.3f}")
    _print_titled(title, table, console)
    _print_groups(report, console)
    if report.twin_agreement is not None:
        twins = f"{len(report.twins)} pairs"
        console.print(f"same facts in clean and noisy twin ({twins}): {report.twin_agreement:.4f}")


def _print_groups(report: Report, console: Console) -> None:
    """Print F1 by group; of constructs recall, as only gold is known to belong to one.

    A narrow console has no room for all aspects.
    """
    from extractor.evaluation.matching import ASPECTS  # noqa: PLC0415

    table = _table(console)
    table.padding = 0
    aspects = ASPECTS if console.width >= _ALL_ASPECTS else _MAIN_ASPECTS
    table.add_column("", overflow="fold")
    for name in ("gold", *(aspect.replace(" ", "\n") for aspect in aspects)):
        table.add_column(name, justify="right", no_wrap=True)
    for kind, names in report.groups.items():
        if kind == "all" or not names:
            continue
        table.add_section()
        for name, scores in sorted(names.items()):
            figure = scores.recall if kind == "construct" else scores.f1
            table.add_row(name, str(scores.gold), *(f"{figure(aspect):.3f}" for aspect in aspects))
    _print_titled("F1 by group; by construct recall", table, console)


def print_comparison(comparison: Comparison, report: Report) -> None:
    """Print what broke and what was mended against a baseline, and the floors that were not held.

    Of the split ``test`` only the place is named: its errors are not to be looked into.
    """
    from rich.text import Text  # noqa: PLC0415

    releases = {r.release.name: r.release for r in report.results}
    console = _console()
    for shift in comparison.shifts:
        start, _, end = shift.span.partition("-")
        release = releases[shift.release]
        number = release.text[int(start) : int(end)]
        shown = "" if release.card.split == "test" else f" {number}"
        verdict = ("mended", "green") if shift.mended else ("BROKEN", "bold red")
        told = f" {shift.release}:{shift.span}{shown}: {shift.aspect}"
        console.print(Text.assemble(verdict, told))
    broken = sum(not shift.mended for shift in comparison.shifts)
    console.print(f"{broken} broken, {len(comparison.shifts) - broken} mended since the baseline")
    for split, aspect, floor, figure in comparison.losses:
        print_error(f"{split} {aspect}: F1 {figure} is below the floor {floor}")


def print_corpus(releases: Sequence[GoldRelease], constructs: Constructs) -> None:
    """Print how many releases and facts a corpus has, by split and genre, and by construct."""
    groups: dict[tuple[str, str], list[int]] = {}
    tags: Counter[str] = Counter(dict.fromkeys(constructs.all, 0))
    for release in releases:
        counts = groups.setdefault((release.card.split, release.card.genre), [0, 0, 0])
        counts[0] += 1
        counts[1] += release.card.twin_of is not None
        counts[2] += len(release.facts)
        if release.card.twin_of is None:
            tags.update(tag for fact in release.facts for tag in constructs.of(release, fact))
    console = _console()
    table = _table(console)
    for name in ("split", "genre", "releases", "noisy twins", "facts"):
        table.add_column(name, justify="left" if name in ("split", "genre") else "right")
    for group, counts in sorted(groups.items()):
        table.add_row(*group, *map(str, counts))
    totals = [sum(column) for column in zip(*groups.values(), strict=True)]
    table.add_row("all", "", *map(str, totals))
    _print_titled("releases", table, console)
    table = _table(console)
    for name in ("construct", "facts", ""):
        table.add_column(name, justify="right" if name == "facts" else "left")
    for tag, count in sorted(tags.items()):
        comment = constructs.all[tag].comment if tag in constructs.all else ""
        table.add_row(tag, str(count), comment)
    _print_titled("constructs, twins not counted", table, console)


def _table(console: Console) -> Table:
    """A table without lines between its columns, closer where the console is narrow."""
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    gap = 0 if console.width < _NARROW else 1
    return Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, gap, 0, 0))


def _print_titled(title: str, table: Table, console: Console) -> None:
    """Print a table below its title, and an empty line that parts it from the next."""
    from rich.text import Text  # noqa: PLC0415

    console.print(Text(title, style="bold"))
    console.print(table if table.row_count else Text("none", style="dim"))
    console.print()


def _console() -> Console:
    """A console as wide as the terminal; wide enough for a table where there is none."""
    from rich.console import Console  # noqa: PLC0415

    width = None if sys.stdout.isatty() else _PAPER_WIDTH
    return Console(width=width, highlight=False)


def _value(fact: Fact) -> str:
    quantity = fact.quantity
    value = _grouped(quantity.value)
    if quantity.high is not None:
        value = f"{value}–{_grouped(quantity.high)}"
    return f"{_MODIFIER_SIGN[quantity.modifier]}{value}"


def _grouped(value: str) -> str:
    """Thousands apart: 1567000 as 1,567,000."""
    whole, dot, rest = value.partition(".")
    if "/" in whole or not whole.lstrip("-").isdigit():
        return value
    return f"{int(whole):,}{dot}{rest}" if not whole.startswith("-0") else value
