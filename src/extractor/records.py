"""The contract: the records that one release becomes, and their JSON Schema.

All records are frozen and closed; every field is always there, null where there is nothing. What
is read from outside is validated by pydantic, as in `FactSet.model_validate_json`. Our own stages
make facts by the thousands: the `make_…` functions build those without validation, typed, in a
third of the time.
"""

from __future__ import annotations

import hashlib
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from extractor.terms import Change, Kind, Modifier

_ID_LENGTH = 16
_DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_CLOCK = r"[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})?"
_MOMENT = rf"^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(T{_CLOCK})?$"
_NUMBER = r"^-?[0-9]+(\.[0-9]+)?(/[0-9]+(\.[0-9]+)?)?$"
_SHA256 = r"^[0-9a-f]{64}$"


def _forward(span: tuple[int, int]) -> tuple[int, int]:
    if span[0] > span[1]:
        raise ValueError("a span must not end before it starts")
    return span


_Offset = Annotated[int, Field(ge=0)]
Span = Annotated[tuple[_Offset, _Offset], AfterValidator(_forward)]
"""A half-open span of the raw text, as offsets in Unicode code points."""


class _Record(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", json_schema_serialization_defaults_required=True
    )


class Quantity(_Record):
    """The number of a fact, exact."""

    text: str = Field(description="The number as written, magnitude included, without modifiers.")
    span: Span = Field(
        description="Where it is written: half-open, in Unicode code points of the raw text."
    )
    value: str = Field(
        pattern=_NUMBER,
        description="Exact decimal, the magnitude multiplied out, or a fraction `a/b`; of a range "
        "the lower end.",
    )
    high: str | None = Field(
        pattern=_NUMBER, description="Upper end of a range, in the form of `value`."
    )
    modifier: Modifier | None = Field(
        description="`approx` about, `ge` at least, `gt` more than, `le` at most, `lt` less than; "
        "null if exact."
    )


class Unit(_Record):
    """The unit of a fact."""

    text: str = Field(
        description="As written, without magnitude and modifiers; empty if none is written, and "
        "the usual form if the number parts it (一个半百分点: 个百分点)."
    )
    span: Span | None = Field(
        description="Where it is written: half-open, in Unicode code points of the raw text."
    )
    code: str = Field(
        description="UCUM code where it has one, ISO 4217 code for money, else the measure word in "
        "braces."
    )
    dimension: str = Field(
        description="What is measured: currency, count, percent, length, …; `a/b` for rates."
    )


class Subject(_Record):
    """What a fact is about."""

    text: str = Field(description="The label of the number, in words of the text.")
    spans: tuple[Span, ...] = Field(
        description="Where its pieces are written, in the order of the label: half-open, in "
        "Unicode code points of the raw text."
    )


class Time(_Record):
    """When a fact holds."""

    text: str = Field(description="The time as written.")
    start: str | None = Field(pattern=_DATE, description="First day, ISO 8601; null if unknown.")
    end: str | None = Field(
        pattern=_DATE, description="Last day (inclusive), ISO 8601; null if unknown."
    )


class Place(_Record):
    """Where a fact holds."""

    text: str = Field(description="The place as written.")


class Statement(_Record):
    """The clause that states a fact."""

    text: str = Field(
        description="The clause, normalised; of one without end the 250 characters on either side "
        "of the number."
    )
    span: Span = Field(
        description="Where it is written: half-open, in Unicode code points of the raw text."
    )


class Fact(_Record):
    """How much or how many of something."""

    id: str = Field(description="Hash of the document's id, the number's span and its value.")
    quantity: Quantity = Field(description="The number, exact.")
    unit: Unit = Field(description="The unit of the number.")
    subject: Subject = Field(description="Who or what the number is about.")
    kind: Kind = Field(description="What the number says about its subject.")
    change: Change | None = Field(
        description="Direction, if the number is an amount or a rate of change."
    )
    basis: str | None = Field(
        description="What a change, a comparison or a multiple is against, as written."
    )
    time: Time | None = Field(description="When the fact holds.")
    place: Place | None = Field(description="Where the fact holds.")
    statement: Statement = Field(description="The clause that states the fact.")
    rule: str = Field(description="Id of the rule that tied the number to its subject.")


class Document(_Record):
    """A release."""

    id: str = Field(description="Short id, derived from `sha256`.")
    source: str = Field(description="Where the release was read from.")
    sha256: str = Field(pattern=_SHA256, description="SHA-256 digest of the release as read.")
    title: str | None = Field(description="Title, if one was found.")
    publisher: str | None = Field(description="Publisher, if one was found.")
    published: str | None = Field(
        pattern=_MOMENT, description="Day or moment of publishing, ISO 8601, if one was found."
    )
    length: int = Field(ge=0, description="Length of the raw text in Unicode code points.")


class ExtractorInfo(_Record):
    """The program and its patterns."""

    version: str = Field(description="Version of the package.")
    patterns: str = Field(description="Digest of the pattern files, `sha256:…`.")


class FactSet(_Record):
    """The facts of one release."""

    schema_version: Literal["1.0"] = Field(
        default="1.0", description="Version of this contract, `major.minor`."
    )
    extractor: ExtractorInfo = Field(description="What found the facts.")
    document: Document = Field(description="The release that the facts are from.")
    facts: tuple[Fact, ...] = Field(description="The facts, in text order.")

    def to_json(self, indent: int | None = None) -> str:
        """The set as JSON, its fields in the order of the contract, without ASCII escapes.

        Args:
            indent: Spaces a level; None gives one line.

        Returns:
            The same text for the same set, always.
        """
        return self.model_dump_json(indent=indent)


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) that the JSON of every fact set validates against."""
    schema = FactSet.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def document_id(sha256: str) -> str:
    """Short id of a release.

    Args:
        sha256: Digest of the release as read, in hexadecimal digits.
    """
    return sha256[:_ID_LENGTH]


def fact_id(document_id: str, span: tuple[int, int], value: str) -> str:
    """Short id of a fact, the same in every run.

    Args:
        document_id: Id of its release.
        span: Span of its number in the raw text.
        value: Value of its number.
    """
    key = f"{document_id}\0{span[0]}\0{span[1]}\0{value}"
    return hashlib.sha256(key.encode()).hexdigest()[:_ID_LENGTH]


def make_quantity(
    *,
    text: str,
    span: tuple[int, int],
    value: str,
    high: str | None = None,
    modifier: Modifier | None = None,
) -> Quantity:
    """A `Quantity`, not validated."""
    return _made(
        Quantity,
        {"text": text, "span": span, "value": value, "high": high, "modifier": modifier},
    )


def make_unit(*, text: str, span: tuple[int, int] | None, code: str, dimension: str) -> Unit:
    """A `Unit`, not validated."""
    return _made(Unit, {"text": text, "span": span, "code": code, "dimension": dimension})


def make_subject(*, text: str, spans: tuple[tuple[int, int], ...]) -> Subject:
    """A `Subject`, not validated."""
    return _made(Subject, {"text": text, "spans": spans})


def make_time(*, text: str, start: str | None, end: str | None) -> Time:
    """A `Time`, not validated."""
    return _made(Time, {"text": text, "start": start, "end": end})


def make_place(*, text: str) -> Place:
    """A `Place`, not validated."""
    return _made(Place, {"text": text})


def make_statement(*, text: str, span: tuple[int, int]) -> Statement:
    """A `Statement`, not validated."""
    return _made(Statement, {"text": text, "span": span})


def make_fact(  # noqa: PLR0913 - a fact has eleven fields
    *,
    id: str,  # noqa: A002 - the name of the field
    quantity: Quantity,
    unit: Unit,
    subject: Subject,
    kind: Kind,
    change: Change | None,
    basis: str | None,
    time: Time | None,
    place: Place | None,
    statement: Statement,
    rule: str,
) -> Fact:
    """A `Fact`, not validated."""
    return _made(
        Fact,
        {
            "id": id,
            "quantity": quantity,
            "unit": unit,
            "subject": subject,
            "kind": kind,
            "change": change,
            "basis": basis,
            "time": time,
            "place": place,
            "statement": statement,
            "rule": rule,
        },
    )


_Any = TypeVar("_Any", bound=_Record)
_SLOTS = BaseModel.__dict__
_set_fields = _SLOTS["__dict__"].__set__
_set_names = _SLOTS["__pydantic_fields_set__"].__set__
_set_extra = _SLOTS["__pydantic_extra__"].__set__
_set_private = _SLOTS["__pydantic_private__"].__set__
_NAMES = {record: set(record.model_fields) for record in _Record.__subclasses__()}


def _made(record: type[_Any], fields: dict[str, Any]) -> _Any:
    """What `record.model_construct(**fields)` gives if all fields are there, six times as fast.

    The four slots are all the state a pydantic model has; `model_construct` spends its time on
    defaults and aliases, which records made here do not need.
    """
    made = record.__new__(record)
    _set_fields(made, fields)
    _set_names(made, _NAMES[record])
    _set_extra(made, None)
    _set_private(made, None)
    return made
