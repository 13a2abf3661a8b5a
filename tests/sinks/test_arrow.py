"""The Arrow schema has all that the records have, and rows become equal facts again."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any, get_args

import pyarrow as pa
import pytest
from pydantic import BaseModel

from extractor.records import Fact, FactSet
from extractor.sinks.arrow import (
    exact_decimal,
    fact_batch,
    fact_from_row,
    fact_schema,
    nearest_double,
)
from extractor.sinks.shapes import record_shape
from tests.sinks.conftest import make_set


def names_in_records(record: type[BaseModel]) -> Iterator[str]:
    """Dotted names of all fields, found without the code under test."""
    for name, field in record.model_fields.items():
        inner = [
            each for each in (field.annotation, *get_args(field.annotation)) if _is_record(each)
        ]
        yield from (
            [name] if not inner else (f"{name}.{each}" for each in names_in_records(inner[0]))
        )


def _is_record(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def names_in_schema(fields: Any) -> Iterator[str]:
    for field in fields:
        inner = field.type
        if pa.types.is_struct(inner) and [each.name for each in inner] != ["start", "end"]:
            yield from (f"{field.name}.{each}" for each in names_in_schema(inner))
        else:
            yield field.name


def test_every_field_of_the_records_is_in_the_schema() -> None:
    """Fields of a fact nested as they are, those around it flat; then the derived numbers."""
    names = [name.replace(".", "_") for name in names_in_records(FactSet)]
    around = [name for name in names if not name.startswith("facts_")]
    derived = ["value_decimal", "value_double", "high_decimal", "high_double"]
    assert [*names_in_schema(fact_schema())] == [*around, *names_in_records(Fact), *derived]


def test_rows_become_equal_facts(sets: list[FactSet]) -> None:
    """Through Arrow and back nothing changes: spans, nulls, empty texts, exact numbers."""
    sets = [*sets, make_set()]
    rows = fact_batch(sets).to_pylist()
    assert [fact_from_row(row) for row in rows] == [fact for each in sets for fact in each.facts]
    documents = [each.document for each in sets for _ in each.facts]
    for row, document in zip(rows, documents, strict=True):
        told = {name: row[f"document_{name}"] for name in document.model_dump()}
        assert told == document.model_dump()


def test_a_release_without_facts_leaves_a_row_on_request() -> None:
    """Its document is told; the fact columns are null."""
    empty = make_set().model_copy(update={"facts": ()})
    assert fact_batch([empty]).num_rows == 0
    (row,) = fact_batch([empty], keep_empty=True).to_pylist()
    filled = {name for name, value in row.items() if value is not None}
    assert filled >= {"document_id", "document_source", "document_length"}
    assert all(name.startswith(("document_", "extractor_", "schema_")) for name in filled)


NUMBERS: dict[str, tuple[str | None, float | None]] = {
    "1567000": ("1567000", 1567000.0),
    "-2.30": ("-2.3", -2.3),
    "0.0123456789": ("0.0123456789", 0.0123456789),
    "1.10000000000000": ("1.1", 1.1),
    "0.01234567891": (None, 0.01234567891),
    "9" * 28: ("9" * 28, 1e28),
    "1" + "0" * 28: (None, 1e28),
    "1" + "0" * 400: (None, None),
    "1/10": ("0.1", 0.1),
    "-3/4": ("-0.75", -0.75),
    "1/1024": ("0.0009765625", 1 / 1024),
    "1/2048": (None, 1 / 2048),
    "2/3": (None, 2 / 3),
    "1/2.39": (None, float(1 / Fraction("2.39"))),
    "1/0": (None, None),
}


@pytest.mark.parametrize(("number", "expected"), NUMBERS.items())
def test_numbers_as_numbers(number: str, expected: tuple[str | None, float | None]) -> None:
    """A decimal is exact or null; a double is the nearest one, of fractions too."""
    decimal, double = expected
    assert exact_decimal(number) == (None if decimal is None else Decimal(decimal))
    assert nearest_double(number) == double


def test_a_type_without_a_column_is_refused() -> None:
    """A new kind of field in the records is noticed, not dropped."""

    class Odd(BaseModel):
        field: dict[str, str]

    with pytest.raises(TypeError, match="dict"):
        record_shape(Odd)
