"""How fast extraction is: against jieba, by stage, as a command, by length, beside other systems.

    make bench
    python benchmarks/speed.py [--corpus DIR] [--rounds N] [--json FILE] [--plot FILE] [--quick]

What is compared takes turns, and medians of rounds are told with the least and the greatest, so
that what else the machine does hits all alike. What takes longer than `--limit` seconds is given
up, and told as such. Lengths are bytes of UTF-8, characters are code points.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, replace
from pathlib import Path

from measuring import texts
from measuring.commands import measure_memory, measure_starts
from measuring.growth import measure_hostile, measure_lengths, measure_quantities
from measuring.limited import LimitedWorker, reader
from measuring.others import measure_others
from measuring.plan import QUICK, Plan
from measuring.plot import plot_growth
from measuring.releases import measure_releases
from measuring.report import Machine, Report
from measuring.stages import measure_stages
from measuring.tables import (
    cost_table,
    memory_table,
    other_table,
    release_table,
    stage_table,
    start_table,
)
from rich.console import Console


def main() -> None:
    """Measure, print tables, and write what was asked for."""
    arguments = _arguments()
    plan = QUICK if arguments.quick else Plan()
    if arguments.rounds:
        plan = replace(plan, rounds=arguments.rounds)
    if arguments.limit:
        plan = replace(plan, limit=arguments.limit)
    report = _measure(arguments.corpus, plan)
    if arguments.json:
        arguments.json.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(asdict(report), ensure_ascii=False, indent=2)
        arguments.json.write_text(text + "\n", encoding="utf-8")
    if arguments.plot:
        try:
            plot_growth(report.lengths, report.quantities, arguments.plot)
        except ImportError:
            print("no plot: matplotlib is not installed, `make bench` installs it")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path, default=Path("corpus/releases"), metavar="DIR")
    parser.add_argument("--rounds", type=int, metavar="N", help="7 by default")
    parser.add_argument("--limit", type=float, metavar="SECONDS", help="180 by default")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there")
    parser.add_argument("--plot", type=Path, metavar="FILE", help="draw growth there, as SVG")
    parser.add_argument("--quick", action="store_true", help="only show that it runs")
    return parser.parse_args()


def _measure(corpus: Path, plan: Plan) -> Report:
    """Measure one thing after the other, and print its table as soon as it is there."""
    show = Console(width=110, highlight=False).print
    machine = Machine.here()
    show(
        f"Python {machine.python}, {machine.system}, {machine.processors} processors, "
        f"load {machine.load}, extractor {machine.extractor}, jieba {machine.jieba}"
    )
    releases = texts.releases(corpus, plan.releases)
    ordinary = texts.sample(releases, plan.sample, reader())
    size = len(ordinary.encode())
    usual = f"over ordinary text of {texts.size_name(size)}"
    show(release_table(times := measure_releases(releases, plan.rounds)))
    show(stage_table(stages := measure_stages(releases, plan.rounds)))
    show(start_table(starts := measure_starts(plan)))
    show(memory_table(memory := measure_memory(ordinary, plan)))
    with LimitedWorker(plan.limit) as worker:
        lengths = measure_lengths(worker, ordinary, plan)
        show(cost_table(f"pieces of a length, {usual}", lengths))
        quantities = measure_quantities(worker, plan)
        show(cost_table(f"quantities in one sentence, over {quantities[0].text}", quantities))
        hostile = measure_hostile(worker, ordinary, plan)
        show(cost_table(f"hostile text, {usual}", hostile))
        show(other_table(others := measure_others(worker, releases, plan)))
    return Report(
        *(machine, times, stages, starts, memory),
        *(size, lengths, quantities, hostile, others),
    )


if __name__ == "__main__":
    main()
