"""Growth as a picture."""

from __future__ import annotations

from pathlib import Path

from measuring.growth import Cost


def plot_growth(lengths: list[Cost], quantities: list[Cost], file: Path) -> None:
    """Draw time a character by length and by quantities in a sentence, as SVG.

    Raises:
        ImportError: matplotlib is not installed.
    """
    from matplotlib.figure import Figure  # noqa: PLC0415 - nothing else needs it

    figure = Figure(figsize=(9, 3.5), layout="constrained")
    left, right = figure.subplots(1, 2, sharey=True)
    for axes, costs, label in (
        (left, lengths, "bytes of one text"),
        (right, quantities, "quantities in one sentence"),
    ):
        drawn = [(cost, cost.relative) for cost in costs if cost.relative]
        places = [cost.size for cost, _ in drawn]
        medians = [relative.median for _, relative in drawn]
        below = [relative.median - relative.low for _, relative in drawn]
        above = [relative.high - relative.median for _, relative in drawn]
        axes.errorbar(places, medians, yerr=[below, above], marker="o", capsize=3)
        axes.axhline(1, color="grey", linewidth=0.5)
        axes.set(xscale="log", xlabel=label)
    left.set(ylim=(0, None), ylabel="time a character, times the usual")
    file.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(file, format="svg")
