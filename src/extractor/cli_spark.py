"""The command that runs extraction on Spark."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from extractor.batch.spark_input import InputFormat, guess_format, read_releases
from extractor.cli_options import ConversionOption, PatternFolder
from extractor.errors import ExtractorError
from extractor.terminal import SOME_FAILED


class OutputFormat(StrEnum):
    """How rows are written."""

    parquet = "parquet"
    jsonl = "jsonl"


def spark(  # noqa: PLR0913, PLR0917 - the options of the command
    source: Annotated[
        str,
        typer.Argument(
            metavar="INPUT", help="JSON Lines, CSV, Parquet, or a folder of .txt; path or address."
        ),
    ],
    output: Annotated[
        str, typer.Argument(metavar="OUTPUT", help="Folder to write; it must not exist.")
    ],
    master: Annotated[str, typer.Option(help="Where Spark runs.")] = "local[*]",
    text_field: Annotated[str, typer.Option(help="Field or column of the text.")] = "text",
    id_field: Annotated[str, typer.Option(help="Field or column of the id.")] = "id",
    output_format: Annotated[
        OutputFormat, typer.Option("--format", help="How rows are written.")
    ] = OutputFormat.parquet,
    input_format: Annotated[
        InputFormat | None, typer.Option(help="Default: by the names of the files.")
    ] = None,
    setting: Annotated[
        list[str] | None,
        typer.Option("--conf", metavar="KEY=VALUE", help="A setting of Spark's own; repeatable."),
    ] = None,
    patterns: PatternFolder = None,
    conversion: ConversionOption = "auto",
) -> None:
    """Extract facts on Spark.

    Writes one row a fact, and one for each release that has none or failed.
    """
    from extractor.batch.spark_session import spark_session  # noqa: PLC0415 - as below

    if Path(output).exists():
        raise ExtractorError(f"{output}: is there already", hint="choose another, or remove it")
    with spark_session(master, _parsed(setting or [])) as session:
        from pyspark.sql import Observation, functions  # noqa: PLC0415 - half a second

        from extractor.batch.spark import extract_facts  # noqa: PLC0415 - so does the pipeline

        chosen = input_format or guess_format(source)
        releases, text, key = read_releases(session, source, chosen, text_field, id_field)
        read, made = Observation(), Observation()
        releases = releases.observe(read, functions.count(functions.lit(1)).alias("releases"))
        facts = extract_facts(releases, text, key, patterns=patterns, conversion=conversion)
        counts = [functions.count(name).alias(name) for name in ("id", "error")]
        writer = facts.observe(made, *counts).write
        if output_format is OutputFormat.parquet:
            writer.parquet(output, compression="zstd")
        else:
            writer.json(output, ignoreNullFields=False)
        failed = made.get["error"]
    sys.stdout.write(f"{read.get['releases']} releases, {made.get['id']} facts, {failed} failed\n")
    if failed:
        raise typer.Exit(SOME_FAILED)


def _parsed(settings: list[str]) -> dict[str, str]:
    """Settings of Spark as key and value."""
    pairs = [setting.partition("=") for setting in settings]
    for key, equals, value in pairs:
        if not (key and equals):
            hint = "write --conf spark.executor.memory=4g"
            raise ExtractorError(f"{key}{equals}{value}: is no setting", hint=hint)
    return {key: value for key, _, value in pairs}
