"""What several commands share: options, and what is made of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from extractor.errors import ExtractorError

if TYPE_CHECKING:
    from extractor.pipeline import Extractor
    from extractor.resources import RuleFolder
    from extractor.text import Setting

PatternFolder = Annotated[
    Path | None,
    typer.Option("--patterns", metavar="DIR", help="Rules of your own, laid over the built-in."),
]
ConversionOption = Annotated[
    Literal["auto", "t2s", "tw2s", "hk2s", "none"],
    typer.Option(help="How traditional characters become simplified; auto looks at the text."),
]
TextField = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Column of a table that holds the releases."),
]
IdField = Annotated[
    str | None, typer.Option(metavar="NAME", help="Column of a table that names its rows.")
]


def examples(*lines: str) -> str:
    """The end of a command's help: each line is what follows the program's name."""
    # The control character keeps lines as they are.
    return "\n".join(["\b", "Examples:", *(f"  extractor {line}" for line in lines)])


def load_extractor(patterns: Path | None, conversion: Setting = "auto") -> Extractor:
    """The extractor that the options ask for.

    Args:
        patterns: Folder of rules laid over the built-in ones, or None.
        conversion: How traditional characters become simplified.

    Raises:
        ExtractorError: The rules cannot be read or have a fault.
    """
    from extractor.pipeline import load  # noqa: PLC0415

    return load(*read_rules(patterns), conversion=conversion)


def read_rules(patterns: Path | None) -> list[RuleFolder]:
    """The folder of rules that an option names, as a list of none or one.

    Args:
        patterns: The folder, or None.

    Raises:
        ExtractorError: It is not a folder, or cannot be read.
    """
    from extractor.resources import RuleFolder  # noqa: PLC0415

    try:
        return [RuleFolder.read(patterns)] if patterns else []
    except OSError as error:
        raise ExtractorError(f"cannot read the patterns: {error}") from error


def write_file(file: Path, content: bytes) -> None:
    """Write a file so that it is there whole, or what was there before.

    Args:
        file: The file.
        content: What it is to hold.

    Raises:
        ExtractorError: It cannot be written.
    """
    from extractor.sinks.files import WholeFile  # noqa: PLC0415

    whole = WholeFile(file.resolve())
    try:
        if file.exists() and not file.is_file():  # a pipe or a device has no place to be put in
            file.write_bytes(content)
        else:
            whole.open().write(content)
            whole.keep()
    except OSError as error:
        raise ExtractorError(f"{file}: cannot be written: {error.strerror or error}") from None
    finally:
        whole.discard()
