"""The columns of the CSV that the page makes: those of `extractor.sinks.csv_table`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from extractor.sinks.shapes import Interval, Shape, Struct, document_columns, fact_columns


class Column(NamedTuple):
    """A column: its name, whether its cells come from the fact or its set, and where they stand.

    Attributes:
        name: What the header line says.
        of: `fact` or `set`.
        path: Names of fields and numbers of elements that lead to the cell.
    """

    name: str
    of: str
    path: tuple[str | int, ...]


def flat_columns() -> list[Column]:
    """All columns, in order."""
    columns = [Column(name, "set", path) for name, path, _ in document_columns()]
    for field, shape in fact_columns():
        columns += _columns(field, (field,), shape)
    return columns


def _columns(name: str, path: tuple[str | int, ...], shape: Shape) -> Iterator[Column]:
    match shape:
        case Struct(fields):
            for field, inner in fields:
                yield from _columns(f"{name}_{field}", (*path, field), inner)
        case Interval():
            yield Column(f"{name}_start", "fact", (*path, 0))
            yield Column(f"{name}_end", "fact", (*path, 1))
        case _:
            yield Column(name, "fact", path)
