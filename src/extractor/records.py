"""The contract: the records that one release becomes, and their JSON Schema.

All records are frozen and closed, and every field is always there, null where there is nothing.
Facts come by the thousands and from our own stages, so the `make_…` functions build them without
validation; what is read from outside goes through pydantic, as in `FactSet.model_validate_json`.
"""

from __future__ import annotations

import hashlib
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

SCHEMA_VERSION = "1.0"
"""Version of the contract; it changes whenever the meaning or the shape of a field does."""

_ID_LENGTH = 16
_DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_MOMENT = (
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"(T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})?)?$"
)
_NUMBER = r"^-?[0-9]+(\.[0-9]+)?(/[0-9]+(\.[0-9]+)?)?$"
_SHA256 = r"^[0-9a-f]{64}$"

Kind = Literal["level", "change", "share", "rank", "ratio", "multiple"]
Modifier = Literal["approx", "ge", "gt", "le", "lt"]
Change = Literal["up", "down"]


def _forward(span: tuple[int, int]) -> tuple[int, int]:
    if span[0] > span[1]:
        raise ValueError("a span must not end before it starts")
    return span


_Offset = Annotated[int, Field(ge=0)]
Span = Annotated[
    tuple[_Offset, _Offset],
    AfterValidator(_forward),
    Field(description="Half-open span of the raw text, as offsets in Unicode code points."),
]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


class Quantity(_Record):
    """The number of a fact, exact."""

    text: str = Field(description="The number as written, magnitude included, without modifiers.")
    span: Span
    value: str = Field(
        pattern=_NUMBER,
        description="Exact decimal with the magnitude multiplied out, or a fraction `a/b`; of a "
        "range the lower end.",
    )
    high: str | None = Field(
        pattern=_NUMBER, description="Upper end of a range, written like `value`."
    )
    modifier: Modifier | None = Field(
        description="`approx` about, `ge` at least, `gt` more than, `le` at most, `lt` less than; "
        "null if exact."
    )


class Unit(_Record):
    """The unit of a fact."""

    text: str = Field(
        description="As written, without magnitude and modifiers; empty if none is written."
    )
    span: Span | None = Field(description="Where it is written; null if it is not.")
    code: str = Field(
        description="UCUM code where it has one, ISO 4217 code for money, else the measure word in "
        "braces."
    )
    dimension: str = Field(
        description="What is measured: currency, count, percent, length, …; `a/b` for rates."
    )


class Subject(_Record):
    """Who or what the number is about."""

    text: str = Field(description="The label of the number, in words of the text.")
    spans: tuple[Span, ...] = Field(description="Where its pieces are written, in label order.")


class Time(_Record):
    """When the fact holds."""

    text: str = Field(description="The time as written.")
    start: str | None = Field(pattern=_DATE, description="First day, ISO 8601; null if unknown.")
    end: str | None = Field(
        pattern=_DATE, description="Last day (inclusive), ISO 8601; null if unknown."
    )


class Place(_Record):
    """Where the fact holds."""

    text: str = Field(description="The place as written.")


class Statement(_Record):
    """The clause that states the fact."""

    text: str = Field(description="The clause, normalised.")
    span: Span


class Fact(_Record):
    """How much or how many of something."""

    id: str = Field(description="Hash of the document's id, the number's span and its value.")
    quantity: Quantity
    unit: Unit
    subject: Subject
    kind: Kind = Field(description="What the number says about its subject.")
    change: Change | None = Field(
        description="Direction, if the number is an amount or a rate of change."
    )
    basis: str | None = Field(description="What a change is against, as written.")
    time: Time | None
    place: Place | None
    statement: Statement
    rule: str = Field(description="Id of the rule that tied the number to its subject.")


class Document(_Record):
    """The release that the facts are from."""

    id: str = Field(description="Short id, derived from `sha256`.")
    source: str = Field(description="Where it was read from.")
    sha256: str = Field(pattern=_SHA256, description="Digest of the raw text.")
    title: str | None = Field(description="Title, if one was found.")
    publisher: str | None = Field(description="Publisher, if one was found.")
    published: str | None = Field(
        pattern=_MOMENT, description="Day or moment of publishing, ISO 8601, if it was found."
    )
    length: int = Field(ge=0, description="Length of the raw text in Unicode code points.")


class ExtractorInfo(_Record):
    """What made the facts."""

    version: str = Field(description="Version of the package.")
    patterns: str = Field(description="Digest of the pattern files, `sha256:…`.")


class FactSet(_Record):
    """The facts of one release."""

    schema_version: Literal["1.0"] = Field(
        default=SCHEMA_VERSION, description="Version of this contract."
    )
    extractor: ExtractorInfo
    document: Document
    facts: tuple[Fact, ...] = Field(description="The facts, in text order.")

    def to_json(self, indent: int | None = None) -> str:
        """The set as JSON, with all fields in the order of the contract and no ASCII escapes.

        Args:
            indent: Spaces a level; None gives one line.
        """
        return self.model_dump_json(indent=indent)


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) that every fact set validates against."""
    schema = FactSet.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
