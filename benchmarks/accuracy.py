"""Our accuracy beside that of a naive system and of JioNLP, on the gold of a corpus.

    make compare
    python benchmarks/accuracy.py [CORPUS] [--split SPLIT]

Clean releases only: the others do not claim to read noisy ones. All facts are compared with the
naive system of ``naive.py``; amounts of money also with JioNLP's extractor, which has no subjects.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

import jieba
import naive
from rich.console import Console
from rich.table import Table

import extractor
from extractor.evaluation import GoldRelease, Prediction, System, evaluate, load_gold, prediction

_ASPECTS = ("quantity", "subject relaxed", "subject strict", "triple relaxed", "triple strict")
_MONEY = "元"


def main() -> None:
    """Print two tables of F1: of all facts, and of amounts of money."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", nargs="?", type=Path, default=Path("corpus"))
    parser.add_argument("--split", choices=["dev", "test"], default="test")
    arguments = parser.parse_args()
    gold = load_gold(arguments.corpus, arguments.split)
    releases = [release for release in gold if release.card.twin_of is None]
    jieba.setLogLevel("WARNING")
    reader = extractor.load()

    def ours(text: str) -> Iterable[Prediction]:
        return map(prediction, reader.extract(text).facts)

    systems: dict[str, System] = {"extractor": ours, "naive": naive.extract}
    _print(f"all facts of {len(releases)} clean releases ({arguments.split})", systems, releases)
    money = [_money(release) for release in releases]
    systems = {name: _only_money(system) for name, system in systems.items()}
    try:
        systems["JioNLP"] = _jionlp()
    except ImportError:
        print("JioNLP is not installed: `make compare` installs it")
    _print("amounts of money", systems, money)


def _print(title: str, systems: dict[str, System], releases: list[GoldRelease]) -> None:
    table = Table(title=title, title_justify="left")
    for name in ("system", "gold", "found", *(f"F1 {aspect}" for aspect in _ASPECTS)):
        table.add_column(name, justify="left" if name == "system" else "right")
    for name, system in systems.items():
        scores = evaluate(system, releases).overall
        figures = [f"{scores.f1(aspect):.3f}" for aspect in _ASPECTS]
        table.add_row(name, str(scores.gold), str(scores.predicted), *figures)
    Console(width=120).print(table)


def _money(release: GoldRelease) -> GoldRelease:
    """A release with its amounts of money as the only facts."""
    facts = tuple(fact for fact in release.facts if fact.unit.endswith(_MONEY))
    return release.model_copy(update={"facts": facts})


def _only_money(system: System) -> System:
    return lambda text: (fact for fact in system(text) if fact.unit.endswith(_MONEY))


def _jionlp() -> System:
    from jionlp import ner  # noqa: PLC0415

    def extract(text: str) -> Iterable[Prediction]:
        for money in ner.extract_money(text, with_parsing=True):
            detail, span = money["detail"], money["offset"]
            number = detail["num"] if isinstance(detail["num"], list) else [detail["num"]]
            low, high = _plain(number[0]), _plain(number[1]) if len(number) > 1 else None
            yield Prediction(span=(span[0], span[1]), value=low, high=high, unit=detail["case"])

    return extract


def _plain(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number


if __name__ == "__main__":
    main()
