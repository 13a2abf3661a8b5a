"""The releases that a command is given, read one by one; faults are told on standard error."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.errors import ExtractorError, NoSuchInput, SourceError
from extractor.terminal import SOME_FAILED, WRONG_USE, print_error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from extractor.sources import RawDocument, Release


Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        help="Files, folders, patterns: texts, web pages, PDF, .docx; JSON Lines, CSV, Parquet "
        "with a row a release; gzip and zip of these. - reads standard input.",
    ),
]


MOST_NAMES = 10
"""How many documents are shown to choose from."""


class Releases:
    """Reads releases one by one; a fault costs its own release only.

    Args:
        paths: What the user named; `-` is standard input.
        text_field: Column of tables that holds the releases, if named.
        id_field: Column of tables that names the rows, if named.
        source: The only document that is wanted, if one is.
        without: A file that is passed over: the output, where it lies among the inputs.
        told: Called for each fault, once it is printed.

    Attributes:
        passed_over: The first few documents that are not the one that is wanted, one more of them
            than are shown.
    """

    def __init__(
        self,
        paths: list[str],
        text_field: str | None,
        id_field: str | None,
        source: str | None = None,
        *,
        without: Path | None = None,
        told: Callable[[], None] = lambda: None,
    ) -> None:
        self._paths = paths
        self._fields = {"text": text_field, "id": id_field}
        self._source = source
        self._without = None if without is None else without.resolve()
        self._told = told
        self.passed_over: list[str] = []
        self._failed = 0
        self._misnamed = 0

    @property
    def is_one(self) -> bool:
        """Whether the user named one document, and not what may hold many."""
        from extractor.sources import holds_one_document  # noqa: PLC0415

        return len(self._paths) == 1 and holds_one_document(self._paths[0])

    def __iter__(self) -> Iterator[Release]:
        from extractor.sources import parse_document  # noqa: PLC0415

        for found in self._found(self._paths):
            if self._source not in (None, found.source):
                if len(self.passed_over) <= MOST_NAMES:
                    self.passed_over.append(found.source)
                continue
            if isinstance(found, SourceError):
                self._misnamed += isinstance(found, NoSuchInput)
                self._tell(found, found)
                continue
            try:
                release = parse_document(found)
            except ExtractorError as error:
                self._tell(found, error)
            else:
                yield release

    def count(self) -> int:
        """How many documents there are; of what can be read only once, one each."""
        from extractor.sources.finding import can_be_read_again  # noqa: PLC0415

        lasting = list(filter(can_be_read_again, self._paths))
        passing = set(self._paths).difference(lasting)
        return sum(1 for _ in self._found(lasting)) + len(passing)

    def _found(self, paths: list[str]) -> Iterator[RawDocument | SourceError]:
        from extractor.sources import TableFields, find_documents  # noqa: PLC0415

        for found in find_documents(paths, TableFields(**self._fields)):
            if self._without is None or Path(found.source).resolve() != self._without:
                yield found

    def _tell(self, found: RawDocument | SourceError, error: ExtractorError) -> None:
        """Say what is wrong with a document, and which one it is."""
        self._failed += 1
        message = str(error) if isinstance(error, SourceError) else f"{found.source}: {error}"
        print_error(message, hint=error.hint)
        self._told()

    def exit(self) -> None:
        """End with the code that tells what became of the inputs."""
        if self._misnamed == len(self._paths):
            raise typer.Exit(WRONG_USE)
        if self._failed:
            raise typer.Exit(SOME_FAILED)
