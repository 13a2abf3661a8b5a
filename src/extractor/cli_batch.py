"""The commands for many documents: `extractor batch` and `extractor watch`."""

from __future__ import annotations

import errno
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from signal import SIGINT
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli_options import ConversionOption, IdField, PatternFolder, TextField
from extractor.errors import BatchError
from extractor.sinks import Format
from extractor.terminal import SOME_FAILED, WRONG_USE, counted, print_error

if TYPE_CHECKING:
    from extractor.batch.interrupts import Interrupts
    from extractor.batch.options import Options
    from extractor.batch.runner import Summary
    from extractor.text import Setting


_KEPT = "what is done is kept; the same command goes on from there"
_PASSING = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})  # the disk's faults

Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT", help="Files, folders, patterns of names; - reads standard input."
    ),
]
Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder for all outputs.")]
Formats = Annotated[
    list[Format],
    typer.Option("--format", help="json: one file a release; others: one file. Repeatable."),
]
Jobs = Annotated[
    int | None,
    typer.Option(min=1, metavar="N", help="Worker processes.", show_default="one a core"),
]
Excel = Annotated[bool, typer.Option("--excel", help="Write csv so that Excel reads it right.")]
MaxBytes = Annotated[
    int | None,
    typer.Option(
        min=1, metavar="N", help="Size of the largest document, in bytes.", show_default="32 MiB"
    ),
]
Timeout = Annotated[
    float | None,
    typer.Option(
        min=0.1, metavar="SECONDS", help="Time that one document may take.", show_default="120"
    ),
]
Settle = Annotated[
    float,
    typer.Option(min=0.1, metavar="SECONDS", help="A file that is so long unchanged is whole."),
]
Quiet = Annotated[bool, typer.Option("--quiet", help="Print nothing but errors.")]


def batch(  # noqa: PLR0913 - one parameter an option
    context: typer.Context,
    inputs: Inputs,
    *,
    out: Out,
    output: Formats = [Format.json],  # noqa: B006 - never changed
    jobs: Jobs = None,
    text_field: TextField = None,
    id_field: IdField = None,
    excel: Excel = False,
    patterns: PatternFolder = None,
    conversion: ConversionOption = "auto",
    max_bytes: MaxBytes = None,
    timeout: Timeout = None,
    quiet: Quiet = False,
) -> None:
    """Extract the facts of all documents of the inputs into a folder.

    What is done already and has not changed is skipped. A run that was cut short is taken up by
    giving the same command again.

    Exit codes: 0 done, 1 some failed, 2 wrong use, 130 and 143 interrupted.
    """
    _check_out(out, inputs)
    options = _options(
        output, jobs, (text_field, id_field), excel, (patterns, conversion), (max_bytes, timeout)
    )
    from extractor.batch.progress import show_progress  # noqa: PLC0415 - heavy, see cli.py
    from extractor.batch.runner import Batch  # noqa: PLC0415

    with _ending_well(out, context.obj) as interrupts, Batch(out, options, interrupts) as runner:
        progress = show_progress(lambda: options.count(inputs, out), quiet=quiet)
        with progress:
            summary = runner.run(inputs, progress)
    _print_summary(summary, out, quiet=quiet)
    if summary.counts.found and summary.misnamed == len(inputs):
        raise typer.Exit(WRONG_USE)
    if summary.counts.failed:
        raise typer.Exit(SOME_FAILED)


def watch(  # noqa: PLR0913 - one parameter an option
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to watch.")],
    *,
    out: Out,
    output: Formats = [Format.json],  # noqa: B006 - never changed
    jobs: Jobs = None,
    text_field: TextField = None,
    id_field: IdField = None,
    excel: Excel = False,
    patterns: PatternFolder = None,
    conversion: ConversionOption = "auto",
    max_bytes: MaxBytes = None,
    timeout: Timeout = None,
    settle: Settle = 2.0,
    quiet: Quiet = False,
) -> None:
    """Extract the facts of a folder's documents as they arrive.

    Those that are there already come first. Works until it is interrupted. A file is read when it
    has not changed for a while.

    Exit codes: 130 and 143 interrupted, 1 the outputs cannot be written, 2 wrong use.
    """
    if not folder.is_dir():
        raise typer.BadParameter(f"{folder} is not a folder")
    _check_out(out, [str(folder)])
    options = _options(
        output, jobs, (text_field, id_field), excel, (patterns, conversion), (max_bytes, timeout)
    )
    from extractor.batch.runner import Batch  # noqa: PLC0415 - heavy, see cli.py
    from extractor.batch.watch import settled_files  # noqa: PLC0415

    def tell() -> None:
        if not quiet:
            sys.stderr.write(f"watching {folder}; facts go to {out}; Ctrl-C ends it\n")
            sys.stderr.flush()

    with _ending_well(out, context.obj) as interrupts, Batch(out, options, interrupts) as runner:
        for files in settled_files(folder, out, settle, interrupts, tell):
            summary = runner.run(files)
            if summary.counts.found > summary.counts.unchanged:
                _print_summary(summary, out, quiet=quiet)


def _check_out(out: Path, inputs: list[str]) -> None:
    """Tell of an output folder that cannot be one, before anything is made there.

    Raises:
        BadParameter: It is no folder, or an input.
    """
    if out.exists() and not out.is_dir():
        raise typer.BadParameter(f"--out is no folder but a file: {out}")
    if out.resolve() in (Path(name).resolve() for name in inputs if name != "-"):
        raise typer.BadParameter(f"--out is the input folder: {out}")


def _options(
    output: list[Format],
    jobs: int | None,
    fields: tuple[str | None, str | None],
    excel: bool,
    rules: tuple[Path | None, Setting],
    limits: tuple[int | None, float | None],
) -> Options:
    """The options of a batch; what was not given is left to its default."""
    from extractor.batch.options import TIMEOUT, Options, cores  # noqa: PLC0415 - see cli.py
    from extractor.sources import Limits, TableFields  # noqa: PLC0415

    if excel and Format.csv not in output:
        raise typer.BadParameter("--excel goes with --format csv")
    max_bytes, timeout = limits
    return Options(
        formats=tuple(dict.fromkeys(output)),
        fields=TableFields(text=fields[0], id=fields[1]),
        limits=Limits() if max_bytes is None else Limits(max_bytes=max_bytes),
        excel=excel,
        patterns=rules[0],
        conversion=rules[1],
        jobs=jobs or cores(),
        timeout=timeout or TIMEOUT,
    )


@contextmanager
def _ending_well(out: Path, interrupts: Interrupts) -> Iterator[Interrupts]:
    """Hold signals back; tell what ends a batch in one line, with the exit code that it has."""
    from extractor.batch.interrupts import EXIT_CODES, Interrupted  # noqa: PLC0415

    try:
        with interrupts.nowhere():
            yield interrupts
    except Interrupted:
        print_error("interrupted", hint=_KEPT)
        raise typer.Exit(EXIT_CODES[interrupts.signal or SIGINT]) from None
    except BatchError as error:
        print_error(str(error), hint=error.hint)
        raise typer.Exit(SOME_FAILED) from None
    except (OSError, sqlite3.Error) as error:
        told = _as_batch_error(error, out)
        print_error(str(told), hint=told.hint)
        raise typer.Exit(SOME_FAILED) from None


def _as_batch_error(error: OSError | sqlite3.Error, out: Path) -> BatchError:
    """What an output or the ledger has met; only what may pass has the hint to try again."""
    from extractor.batch.ledger import damaged  # noqa: PLC0415 - see cli.py

    if isinstance(error, OSError):
        where, reason = error.filename or out, error.strerror or str(error)
        passing = error.errno in _PASSING
    else:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # above it are the kinds of a code
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            return damaged(out)
        where, reason = out, str(error)
        passing = code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
    return BatchError(f"{where}: cannot be written: {reason}", hint=_KEPT if passing else "")


def _print_summary(summary: Summary, out: Path, *, quiet: bool) -> None:
    """Print the first failures, and how the documents fared, on standard error."""
    from extractor.batch.progress import told_of  # noqa: PLC0415 - see cli.py
    from extractor.batch.record import FAILURES  # noqa: PLC0415

    counts = summary.counts
    for source, failure, kept in summary.failures:
        told = "; the facts of an earlier version are kept" if kept else ""
        print_error(f"{source}: {failure.reason}{told}", hint=failure.hint)
    more = counts.failed - len(summary.failures)
    if more > 0:
        print_error(f"{more:,} more failed", hint=f"see {out / FAILURES}")
    if quiet:
        return
    facts = (
        f"; {counted(counts.facts, 'fact')} in them, {summary.facts_in_all:,} in all of {out}; "
        f"{summary.seconds:.1f} s"
    )
    sys.stderr.write(f"{told_of(counts.fates, summary.extracting, facts)}\n")
    if summary.passed_over:
        files = sum(summary.passed_over.values())
        kinds = ", ".join(f"{kind} {count:,}" for kind, count in summary.passed_over.items())
        sys.stderr.write(f"{counted(files, 'file')} passed over: {kinds}\n")
