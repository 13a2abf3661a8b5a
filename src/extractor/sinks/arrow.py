"""Facts as Arrow tables: one row a fact, in a schema that is derived from the records.

Columns: what a fact set holds besides its facts, flat (`document_id`, `extractor_version`); the
fields of the fact, nested as in the contract, a span being a struct of `start` and `end`; and the
numbers again, as numbers: `value_decimal` and `high_decimal` where a decimal of 38 digits, 10 of
them behind the point, is exact, else null; `value_double` and `high_double`, the nearest double,
which fractions have too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Context, Decimal, Inexact, InvalidOperation
from fractions import Fraction
from functools import cache
from itertools import accumulate
from math import isfinite
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from extractor.records import Fact
from extractor.sinks.shapes import (
    Integer,
    Interval,
    Series,
    Shape,
    Struct,
    Text,
    document_columns,
    fact_columns,
)

if TYPE_CHECKING:
    from extractor.records import FactSet

_DIGITS, _PLACES = 38, 10
_STEP = Decimal(1).scaleb(-_PLACES)
_EXACT = Context(prec=_DIGITS, traps=[Inexact, InvalidOperation])
_SPAN = Struct((("start", Integer()), ("end", Integer())))


@cache
def fact_schema() -> pa.Schema:
    """The schema of a row. Every column may be null, so that other rows can stand among facts."""
    columns = [(name, _arrow_type(shape)) for name, _, shape in document_columns()]
    columns += [(name, _arrow_type(shape)) for name, shape in fact_columns()]
    columns += [(name, kind) for name, _, kind, _ in _derived()]
    return pa.schema([pa.field(name, kind) for name, kind in columns])


def fact_batch(sets: Sequence[FactSet], *, keep_empty: bool = False) -> pa.RecordBatch:
    """Rows of fact sets, in order.

    Args:
        sets: The fact sets.
        keep_empty: Give a set without facts one row, whose fact columns are null.
    """
    counts = [len(facts.facts) or keep_empty for facts in sets]
    owners = pa.array([n for n, count in enumerate(counts) for _ in range(count)], pa.int64())
    facts: list[Fact | None] = []
    for each in sets:
        facts += each.facts or ([None] if keep_empty else [])
    columns = []
    for _, path, shape in document_columns():
        get = attrgetter(".".join(path))
        columns.append(_array([get(each) for each in sets], shape).take(owners))
    columns += [_array(_field(facts, name), shape) for name, shape in fact_columns()]
    for _, field, kind, convert in _derived():
        numbers = _field(_field(facts, "quantity"), field)
        columns.append(pa.array([None if n is None else convert(n) for n in numbers], kind))
    return pa.RecordBatch.from_arrays(columns, schema=fact_schema())


def fact_from_row(row: dict[str, Any]) -> Fact:
    """The fact that a row holds.

    Args:
        row: A row of `pyarrow.Table.to_pylist`.

    Raises:
        pydantic.ValidationError: The row holds no fact.
    """
    return Fact.model_validate({name: _plain(row[name], shape) for name, shape in fact_columns()})


def exact_decimal(number: str) -> Decimal | None:
    """The number of a record as a decimal that fits the column, or None if none is exact.

    Args:
        number: A decimal or a fraction `a/b`, as in `Quantity.value`.
    """
    try:
        above, slash, below = number.partition("/")
        decimal = _EXACT.divide(Decimal(above), Decimal(below)) if slash else Decimal(number)
        return decimal.quantize(_STEP, context=_EXACT)
    except (Inexact, InvalidOperation):
        return None


def nearest_double(number: str) -> float | None:
    """The number of a record as the nearest double, or None if it is too large for one.

    Args:
        number: A decimal or a fraction `a/b`, as in `Quantity.value`.
    """
    above, slash, below = number.partition("/")
    try:
        double = float(Fraction(above) / Fraction(below)) if slash else float(above)
    except (OverflowError, ZeroDivisionError):
        return None
    return double if isfinite(double) else None


@cache
def _derived() -> tuple[tuple[str, str, pa.DataType, Callable[[str], Any]], ...]:
    """Name, field of the quantity, type and conversion of each column of numbers."""
    decimal = pa.decimal128(_DIGITS, _PLACES)
    return (
        ("value_decimal", "value", decimal, exact_decimal),
        ("value_double", "value", pa.float64(), nearest_double),
        ("high_decimal", "high", decimal, exact_decimal),
        ("high_double", "high", pa.float64(), nearest_double),
    )


def _arrow_type(shape: Shape) -> pa.DataType:
    match shape:
        case Text():
            return pa.string()
        case Integer():
            return pa.int64()
        case Interval():
            return _arrow_type(_SPAN)
        case Series(item):
            return pa.list_(_arrow_type(item))
        case Struct(fields):
            return pa.struct([(name, _arrow_type(inner)) for name, inner in fields])


def _field(records: Sequence[Any], name: str) -> list[Any]:
    get = attrgetter(name)
    return [None if record is None else get(record) for record in records]


def _array(values: list[Any], shape: Shape) -> pa.Array:
    """A column of values; built field by field, which takes a third of the time of dictionaries."""
    match shape:
        case Interval():
            ends = [[None if value is None else value[n] for value in values] for n in (0, 1)]
            return _struct([pa.array(end, pa.int64()) for end in ends], shape, values)
        case Struct(fields):
            parts = [_array(_field(values, name), inner) for name, inner in fields]
            return _struct(parts, shape, values)
        case Series(item):
            items = [item for value in values if value is not None for item in value]
            return _list(_array(items, item), shape, values)
        case _:
            return pa.array(values, _arrow_type(shape))


def _struct(parts: list[pa.Array], shape: Shape, values: list[Any]) -> pa.Array:
    missing = pa.array([value is None for value in values], pa.bool_())
    return pa.StructArray.from_arrays(parts, fields=list(_arrow_type(shape)), mask=missing)


def _list(items: pa.Array, shape: Shape, values: list[Any]) -> pa.Array:
    ends = accumulate((0 if value is None else len(value) for value in values), initial=0)
    missing = pa.array([value is None for value in values], pa.bool_())
    offsets = pa.array(ends, pa.int32())
    return pa.ListArray.from_arrays(offsets, items, type=_arrow_type(shape), mask=missing)


def _plain(value: Any, shape: Shape) -> Any:
    """A value of a row in the form of the contract."""
    match shape:
        case Interval() if value is not None:
            return (value["start"], value["end"])
        case Series(item) if value is not None:
            return tuple(_plain(each, item) for each in value)
        case Struct(fields) if value is not None:
            return {name: _plain(value[name], inner) for name, inner in fields}
        case _:
            return value
