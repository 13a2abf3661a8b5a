"""What people see on a terminal: errors in one line, facts as tables."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from extractor.evaluation import Report
    from extractor.explain import Explanation
    from extractor.records import Fact, FactSet

_PAPER_WIDTH = 120
_CHANGE_SIGN = {"up": "↑", "down": "↓", None: ""}
_MODIFIER_SIGN = {"approx": "≈", "ge": "≥", "gt": ">", "le": "≤", "lt": "<", None: ""}


def print_error(message: str, *, hint: str = "") -> None:
    """Print one line on standard error.

    Args:
        message: What is wrong, and why.
        hint: What to do about it, appended in brackets.
    """
    line = " ".join(message.split())
    sys.stderr.write(f"extractor: {line}{f' ({hint})' if hint else ''}\n")


def print_fact_table(facts: FactSet) -> None:
    """Print the facts of one release as a table, its title above."""
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    document = facts.document
    named = [part for part in (document.publisher, document.published) if part]
    title = document.title or document.source
    table = Table(title=Text(f"{title}  {' · '.join(named)}".strip()), title_justify="left")
    table.add_column("at", justify="right")
    table.add_column("subject", overflow="fold")
    table.add_column("quantity", justify="right")
    table.add_column("unit")
    table.add_column("change")
    table.add_column("time")
    table.add_column("kind")
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
    _console().print(table)


def print_explanation_table(explanation: Explanation) -> None:
    """Print every number of one release with what became of it."""
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(title=Text(explanation.source), title_justify="left")
    for name in ("at", "number", "verdict", "rule", "subject", "how"):
        table.add_column(name, overflow="fold")
    for number in explanation.numbers:
        how = filter(None, (number.phrase, number.completion, number.coordination))
        table.add_row(
            str(number.span[0]),
            Text(number.text),
            number.verdict,
            number.rule or "",
            Text(number.subject or ""),
            " · ".join(how),
        )
    console = _console()
    console.print(table)
    console.print(
        f"{len(explanation.numbers)} numbers: {explanation.facts} in facts, "
        f"{explanation.dropped} dropped by a rule, {explanation.unexplained} unexplained"
    )


def print_scores(report: Report) -> None:
    """Print the scores of a corpus: overall, by construct and by release."""
    from rich.table import Table  # noqa: PLC0415

    from extractor.evaluation.scores import ASPECTS  # noqa: PLC0415

    title = "precision and recall of quantities; of those found, the share that is right"
    table = Table(title=title, title_justify="left", padding=(0, 0), pad_edge=False)
    table.add_column("", no_wrap=True)
    for name in ("gold", "preci-\nsion", "recall", *(a.replace(" ", "\n") for a in ASPECTS)):
        table.add_column(name, justify="right")
    groups = [("all", report.overall)]
    groups += sorted(report.by_construct.items())
    groups += sorted(report.by_release.items())
    for name, scores in groups:
        shares = [f"{scores.share(aspect):.3f}" for aspect in ASPECTS]
        is_construct = name in report.by_construct
        precision = "" if is_construct else f"{scores.precision:.3f}"
        table.add_row(name, str(scores.gold), precision, f"{scores.recall:.3f}", *shares)
    _console().print(table)


def _console() -> Console:
    """A console as wide as the terminal; wide enough for a table where there is none."""
    from rich.console import Console  # noqa: PLC0415

    return Console() if sys.stdout.isatty() else Console(width=_PAPER_WIDTH)


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
