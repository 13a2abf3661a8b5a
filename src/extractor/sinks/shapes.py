"""What the records of the contract look like to a table, read from their annotations.

Every table derives its columns from here, so that a field added to the records is in all of them.
"""

from __future__ import annotations

import types
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from extractor.records import Fact, FactSet


@dataclass(frozen=True, slots=True)
class Text:
    """A text, or None."""


@dataclass(frozen=True, slots=True)
class Integer:
    """An integer, or None."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A span: start and end."""


@dataclass(frozen=True, slots=True)
class Series:
    """A tuple of any length."""

    item: Shape


@dataclass(frozen=True, slots=True)
class Struct:
    """A record: the names and shapes of its fields, in order."""

    fields: tuple[tuple[str, Shape], ...]


Shape = Text | Integer | Interval | Series | Struct


@cache
def record_shape(record: type[BaseModel]) -> Struct:
    """The shape of a record.

    Args:
        record: One of `extractor.records`.

    Raises:
        TypeError: A field has a type that no table is prepared for.
    """
    return Struct(
        tuple((name, _shape(field.annotation)) for name, field in record.model_fields.items())
    )


@cache
def document_columns() -> tuple[tuple[str, tuple[str, ...], Shape], ...]:
    """What a fact set holds besides its facts, as flat columns: name, path of the field, shape."""
    columns: list[tuple[str, tuple[str, ...], Shape]] = []
    for name, shape in record_shape(FactSet).fields:
        if isinstance(shape, Struct):
            columns += [(f"{name}_{field}", (name, field), inner) for field, inner in shape.fields]
        elif name != "facts":
            columns.append((name, (name,), shape))
    return tuple(columns)


def fact_columns() -> tuple[tuple[str, Shape], ...]:
    """The fields of a fact: name and shape."""
    return record_shape(Fact).fields


def _shape(annotation: Any) -> Shape:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _shape(arguments[0])
    if origin in (Union, types.UnionType):
        (inner,) = (argument for argument in arguments if argument is not type(None))
        return _shape(inner)
    if origin is tuple and arguments[-1] is Ellipsis:
        return Series(_shape(arguments[0]))
    if origin is tuple and [*map(_shape, arguments)] == [Integer(), Integer()]:
        return Interval()
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return record_shape(annotation)
    for shape, plain in ((Text(), str), (Integer(), int), (Text(), Literal)):
        if plain in (annotation, origin):
            return shape
    raise TypeError(f"no column holds a {annotation}")
