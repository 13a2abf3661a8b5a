"""The command line. Imports that take time stand inside the commands that need them."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from extractor.cli_batch import batch, watch
from extractor.cli_evaluation import corpus_app, evaluate_corpus
from extractor.cli_options import PatternFolder, load_extractor
from extractor.cli_spark import spark
from extractor.errors import SourceError
from extractor.terminal import print_error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.sources import Release

app = typer.Typer(
    name="extractor",
    help="Quantity, unit and subject of every number in Chinese government press releases.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
patterns_app = typer.Typer(help="The rules that extraction works with.")
app.add_typer(patterns_app, name="patterns")
app.add_typer(corpus_app, name="corpus")
app.command(name="eval")(evaluate_corpus)
app.command()(batch)
app.command()(watch)
app.command()(spark)

SOME_FAILED = 1
WRONG_USE = 2
STANDARD_INPUT = "-"


class Format(StrEnum):
    """How facts are printed."""

    json = "json"
    jsonl = "jsonl"
    table = "table"


Paths = Annotated[
    list[str], typer.Argument(metavar="PATH…", help="Text files; - reads standard input.")
]
FormatOption = Annotated[
    Format | None,
    typer.Option("--format", help="Default: table on a terminal, json elsewhere."),
]
ConversionOption = Annotated[
    Literal["auto", "t2s", "tw2s", "hk2s", "none"],
    typer.Option(help="How traditional characters become simplified; auto looks at the text."),
]


@app.command()
def extract(
    paths: Paths,
    output: FormatOption = None,
    patterns: PatternFolder = None,
    conversion: ConversionOption = "auto",
) -> None:
    """Print the facts of releases."""
    from extractor.terminal import print_fact_table  # noqa: PLC0415

    chosen = _chosen(output)
    extractor = load_extractor(patterns, conversion)
    releases = _Releases(paths)
    sets = (extractor.extract_release(release) for release in releases)
    if chosen is Format.table:
        for facts in sets:
            print_fact_table(facts)
    elif chosen is Format.jsonl:
        for facts in sets:
            sys.stdout.write(facts.to_json() + "\n")
    elif len(paths) == 1:
        for facts in sets:
            sys.stdout.write(facts.to_json(indent=2) + "\n")
    else:
        sys.stdout.write("[\n")
        for number, facts in enumerate(sets):
            sys.stdout.write((",\n" if number else "") + facts.to_json(indent=2))
        sys.stdout.write("\n]\n")
    releases.exit()


@app.command()
def explain(
    paths: Paths,
    output: FormatOption = None,
    patterns: PatternFolder = None,
    conversion: ConversionOption = "auto",
) -> None:
    """Print every number with the rule that took it, or the exclusion that dropped it."""
    from extractor.explain import explain_reading  # noqa: PLC0415
    from extractor.terminal import print_explanation_table  # noqa: PLC0415

    chosen = _chosen(output)
    extractor = load_extractor(patterns, conversion)
    releases = _Releases(paths)
    for release in releases:
        explanation = explain_reading(release.source, extractor.read(release.text), extractor)
        if chosen is Format.table:
            print_explanation_table(explanation)
        else:
            indent = 2 if chosen is Format.json else None
            sys.stdout.write(explanation.to_json(indent=indent) + "\n")
    releases.exit()


@app.command()
def schema() -> None:
    """Print the JSON Schema of a fact set."""
    import json  # noqa: PLC0415

    from extractor.records import json_schema  # noqa: PLC0415

    sys.stdout.write(json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n")


@patterns_app.command()
def check(patterns: PatternFolder = None) -> None:
    """Run the examples of every rule; name the file and line of each fault."""
    from extractor.checking import check_patterns  # noqa: PLC0415

    extractor = load_extractor(patterns, "none")
    report = check_patterns(extractor)
    for fault in report.faults:
        print_error(str(fault))
    sys.stdout.write(
        f"{report.rules} rules, {report.examples} examples, {len(report.faults)} faults\n"
    )
    if report.faults:
        raise typer.Exit(SOME_FAILED)


def _chosen(output: Format | None) -> Format:
    """The format asked for; else a table for people and JSON for programs."""
    return output or (Format.table if sys.stdout.isatty() else Format.json)


class _Releases:
    """Reads releases one by one; a fault costs its own release only.

    Args:
        paths: What the user named; `-` is standard input.
    """

    def __init__(self, paths: list[str]) -> None:
        self._paths = paths
        self._failed = 0
        self._misnamed = 0

    def __iter__(self) -> Iterator[Release]:
        from extractor.sources import decode_release, read_release  # noqa: PLC0415

        for path in self._paths:
            try:
                if path == STANDARD_INPUT:
                    yield decode_release(sys.stdin.buffer.read(), STANDARD_INPUT)
                else:
                    self._misnamed += not Path(path).is_file()
                    yield read_release(Path(path))
            except SourceError as error:
                self._failed += 1
                print_error(str(error), hint=error.hint)

    def exit(self) -> None:
        """End with the code that tells what became of the inputs."""
        if self._misnamed == len(self._paths):
            raise typer.Exit(WRONG_USE)
        if self._failed:
            raise typer.Exit(SOME_FAILED)


def _version(wanted: bool) -> None:
    if wanted:
        from extractor.version import __version__  # noqa: PLC0415

        sys.stdout.write(f"extractor {__version__}\n")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    del version
