"""The command that makes a page of releases: `extractor report`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from extractor.cli_inputs import Paths, Releases
from extractor.cli_options import (
    ConversionOption,
    IdField,
    PatternFolder,
    TextField,
    load_extractor,
    write_file,
)
from extractor.imports import import_libraries
from extractor.terminal import SOME_FAILED, counted


def report(  # noqa: PLR0913 - one parameter an option
    paths: Paths,
    *,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The page to write.")],
    patterns: PatternFolder = None,
    conversion: ConversionOption = "auto",
    text_field: TextField = None,
    id_field: IdField = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print nothing but errors.")] = False,
) -> None:
    """Write a page that shows facts in their texts, offline.

    Exit codes: 0 done, 1 some failed, and the page shows the others; 2 wrong use.
    """
    _check_out(out, paths)
    from extractor.batch.progress import show_progress  # noqa: PLC0415 - heavy, see cli.py
    from extractor.report import Shown, render_page  # noqa: PLC0415

    extractor = load_extractor(patterns, conversion)
    import_libraries()
    shown = []
    releases = Releases(
        paths, text_field, id_field, without=out, told=lambda: progress.advance("failed")
    )
    with show_progress(releases.count, quiet=quiet) as progress:
        for release in releases:
            shown.append(Shown(release.text, extractor.extract_release(release)))
            progress.advance("done")
        progress.writing()
        if shown:
            write_file(out, render_page(shown))
    if shown and not quiet:
        facts = sum(len(each.facts.facts) for each in shown)
        sys.stderr.write(f"{out}: {counted(len(shown), 'release')}, {counted(facts, 'fact')}\n")
    releases.exit()
    if not shown:
        raise typer.Exit(SOME_FAILED)


def _check_out(out: Path, paths: list[str]) -> None:
    """Tell of a page that cannot be written, before any text is read.

    Raises:
        BadParameter: It is a folder or an input, or its folder is missing.
    """
    if out.is_dir():
        raise typer.BadParameter(f"--out is a folder: {out}")
    if not out.parent.is_dir():
        raise typer.BadParameter(f"--out is in a folder that is not there: {out.parent}")
    if out.resolve() in (Path(name).resolve() for name in paths if name != "-"):
        raise typer.BadParameter(f"--out is an input: {out}")
