"""The command line. Imports that take time stand inside the commands that need them."""

from __future__ import annotations

import itertools
import sys
from enum import StrEnum
from typing import Annotated

import typer

from extractor.cli_batch import batch, watch
from extractor.cli_evaluation import corpus_app, evaluate_corpus
from extractor.cli_inputs import MOST_NAMES, Paths, Releases
from extractor.cli_options import (
    ConversionOption,
    IdField,
    PatternFolder,
    TextField,
    examples,
    load_extractor,
    read_rules,
)
from extractor.cli_report import report
from extractor.cli_spark import spark
from extractor.errors import ExtractorError
from extractor.imports import import_libraries
from extractor.terminal import SOME_FAILED, counted, print_error

app = typer.Typer(
    name="extractor",
    help="Quantity, unit and subject of every number in Chinese government press releases.",
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
)
patterns_app = typer.Typer(help="The rules that extraction works with.")
app.add_typer(patterns_app, name="patterns")
app.add_typer(corpus_app, name="corpus")


class Format(StrEnum):
    """How facts are printed."""

    json = "json"
    jsonl = "jsonl"
    table = "table"


FormatOption = Annotated[
    Format | None,
    typer.Option("--format", help="Default: table on a terminal, json elsewhere."),
]


@app.command(
    epilog=examples(
        "extract release.txt",
        "extract inbox/ 'old/**/*.html' --format jsonl",
        "extract rows.csv --text-field body --id-field no",
    )
)
def extract(
    paths: Paths,
    output: FormatOption = None,
    patterns: PatternFolder = None,
    conversion: ConversionOption = "auto",
    text_field: TextField = None,
    id_field: IdField = None,
) -> None:
    """Print the facts of releases.

    JSON of one document is an object, of what may be several an array, and empty if all fail.
    """
    from extractor.terminal import print_fact_table  # noqa: PLC0415

    chosen = _chosen(output)
    extractor = load_extractor(patterns, conversion)
    import_libraries()
    releases = Releases(paths, text_field, id_field)
    sets = (extractor.extract_release(release) for release in releases)
    if chosen is Format.table:
        for facts in sets:
            print_fact_table(facts)
    elif chosen is Format.jsonl:
        for facts in sets:
            sys.stdout.write(facts.to_json() + "\n")
    elif releases.is_one:
        for facts in sets:
            sys.stdout.write(facts.to_json(indent=2) + "\n")
    else:
        opening = "[\n"
        for facts in sets:
            sys.stdout.write(opening + facts.to_json(indent=2))
            opening = ",\n"
        sys.stdout.write("\n]\n" if opening.startswith(",") else "[]\n")
    releases.exit()


@app.command(epilog=examples("explain release.txt", "explain page.html --format json"))
def explain(
    paths: Paths,
    output: FormatOption = None,
    patterns: PatternFolder = None,
    conversion: ConversionOption = "auto",
    text_field: TextField = None,
    id_field: IdField = None,
) -> None:
    """Print every number with the rule that took or dropped it."""
    from extractor.explain import explain_reading  # noqa: PLC0415
    from extractor.terminal import print_explanation_table  # noqa: PLC0415

    chosen = _chosen(output)
    extractor = load_extractor(patterns, conversion)
    import_libraries()
    releases = Releases(paths, text_field, id_field)
    for release in releases:
        explanation = explain_reading(release.source, extractor.read(release.text), extractor)
        if chosen is Format.table:
            print_explanation_table(explanation)
        else:
            indent = 2 if chosen is Format.json else None
            sys.stdout.write(explanation.to_json(indent=indent) + "\n")
    releases.exit()


@app.command(epilog=examples("text page.html", "text rows.jsonl --source 'rows.jsonl#2024-17'"))
def text(
    path: Annotated[
        str,
        typer.Argument(
            metavar="PATH",
            help="Any input of extract that holds one document. - reads standard input.",
        ),
    ],
    source: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Of several documents the one with this source, as a fact set names it.",
        ),
    ] = None,
    text_field: TextField = None,
    id_field: IdField = None,
) -> None:
    """Print the raw text of a document, which offsets count in."""
    releases = Releases([path], text_field, id_field, source)
    found = list(itertools.islice(releases, MOST_NAMES + 1))
    if len(found) > 1:
        names = _listed([release.source for release in found])
        raise ExtractorError(f"{path} holds several documents: {names}", hint="choose by --source")
    for release in found:
        # as bytes: standard output may be in another encoding and change line breaks
        sys.stdout.buffer.write(release.text.encode())
        if sys.stdout.isatty() and not release.text.endswith("\n"):
            sys.stdout.buffer.write(b"\n")
        sys.stdout.buffer.flush()
    releases.exit()
    if not found:
        hint = f"it holds {_listed(releases.passed_over)}"
        raise ExtractorError(f"{path} holds no document {source!r}", hint=hint)


def _listed(names: list[str]) -> str:
    """The first few names to choose from."""
    return ", ".join(names[:MOST_NAMES]) + (", …" if len(names) > MOST_NAMES else "")


@app.command(epilog=examples("schema > facts.schema.json"))
def schema() -> None:
    """Print the JSON Schema of a fact set."""
    import json  # noqa: PLC0415

    from extractor.records import json_schema  # noqa: PLC0415

    sys.stdout.write(json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n")


app.command(
    epilog=examples(
        "batch inbox/ --out facts/",
        "batch inbox/ rows.csv --out facts/ --format parquet",
    )
)(batch)
app.command(epilog=examples("watch inbox/ --out facts/ --format jsonl"))(watch)
app.command(epilog=examples("report inbox/ --out report.html"))(report)
app.command(epilog=examples("spark releases.parquet facts/ --master 'local[4]'"))(spark)
app.command(
    name="eval",
    epilog=examples("eval corpus --split dev --html wrong.html"),
)(evaluate_corpus)


@patterns_app.command(epilog=examples("patterns check --patterns my-rules/"))
def check(patterns: PatternFolder = None) -> None:
    """Run the examples of every rule; name the file and line of each fault."""
    from extractor.checking import check_rules  # noqa: PLC0415

    report = check_rules(read_rules(patterns))
    for fault in report.faults:
        print_error(str(fault), hint=fault.hint)
    faults = counted(len(report.faults), "fault")
    sys.stdout.write(f"{report.rules} rules, {report.examples} examples, {faults}\n")
    if report.faults:
        raise typer.Exit(SOME_FAILED)


def _chosen(output: Format | None) -> Format:
    """The format asked for; else a table for people and JSON for programs."""
    return output or (Format.table if sys.stdout.isatty() else Format.json)


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
