"""The contract: what the records hold, their JSON, and the schema it validates against."""

import copy
import json
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import BaseModel, ValidationError

from extractor import records

SHA256 = "0123456789abcdef" * 4
SPAN = st.tuples(st.integers(0, 10**6), st.integers(0, 100)).map(lambda s: (s[0], s[0] + s[1]))
DECIMAL = st.decimals(allow_nan=False, allow_infinity=False, places=3).map("{:f}".format)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


@st.composite
def made_facts(draw: st.DrawFn) -> records.Fact:
    """Facts as our own stages make them."""
    day = maybe(st.dates().map(lambda date: date.isoformat()))
    span, value = draw(SPAN), draw(DECIMAL)
    return records.make_fact(
        id=records.fact_id(SHA256[:16], span, value),
        quantity=records.make_quantity(
            text=draw(TEXT),
            span=span,
            value=value,
            high=draw(maybe(DECIMAL)),
            modifier=draw(st.sampled_from([None, "approx", "ge", "gt", "le", "lt"])),
        ),
        unit=records.make_unit(
            text=draw(TEXT), span=draw(maybe(SPAN)), code="{person}", dimension="count"
        ),
        subject=records.make_subject(
            text=draw(TEXT), spans=tuple(draw(st.lists(SPAN, max_size=3)))
        ),
        kind=draw(st.sampled_from(["level", "change", "share", "rank", "ratio", "multiple"])),
        change=draw(st.sampled_from([None, "up", "down"])),
        basis=draw(maybe(TEXT)),
        time=draw(maybe(st.builds(records.make_time, text=TEXT, start=day, end=day))),
        place=draw(maybe(st.builds(records.make_place, text=TEXT))),
        statement=records.make_statement(text=draw(TEXT), span=draw(SPAN)),
        rule="quantity_noun",
    )


def fact_set(*facts: records.Fact, **document: Any) -> records.FactSet:
    fields = {
        "id": records.document_id(SHA256),
        "source": "release.txt",
        "sha256": SHA256,
        "title": None,
        "publisher": None,
        "published": None,
        "length": 0,
    }
    return records.FactSet(
        extractor=records.ExtractorInfo(version="0.1.0", patterns=f"sha256:{SHA256}"),
        document=records.Document(**fields | document),
        facts=facts,
    )


FACT = records.make_fact(
    id="0f",
    quantity=records.make_quantity(text="3.2万", span=(6, 10), value="32000"),
    unit=records.make_unit(text="名", span=(10, 11), code="{person}", dimension="count"),
    subject=records.make_subject(text="护理员", spans=((11, 14),)),
    kind="level",
    change=None,
    basis=None,
    time=records.make_time(text="2023年", start="2023-01-01", end="2023-12-31"),
    place=None,
    statement=records.make_statement(text="培训3.2万名护理员", span=(4, 14)),
    rule="quantity_noun",
)

# The whole contract, as it is promised to readers of the output.
FACT_JSON = {
    "id": "0f",
    "quantity": {
        "text": "3.2万",
        "span": [6, 10],
        "value": "32000",
        "high": None,
        "modifier": None,
    },
    "unit": {"text": "名", "span": [10, 11], "code": "{person}", "dimension": "count"},
    "subject": {"text": "护理员", "spans": [[11, 14]]},
    "kind": "level",
    "change": None,
    "basis": None,
    "time": {"text": "2023年", "start": "2023-01-01", "end": "2023-12-31"},
    "place": None,
    "statement": {"text": "培训3.2万名护理员", "span": [4, 14]},
    "rule": "quantity_noun",
}
SET_JSON = {
    "schema_version": "1.0",
    "extractor": {"version": "0.1.0", "patterns": f"sha256:{SHA256}"},
    "document": {
        "id": "0123456789abcdef",
        "source": "release.txt",
        "sha256": SHA256,
        "title": "标题",
        "publisher": None,
        "published": "2024-01-12T15:17:00",
        "length": 14,
    },
    "facts": [FACT_JSON],
}
RELEASE = {"title": "标题", "published": "2024-01-12T15:17:00", "length": 14}

# Changes to the JSON of a fact that break the contract: path, new value.
BROKEN = [
    (("quantity", "value"), "3,2"),
    (("quantity", "value"), "1e5"),
    (("quantity", "value"), 32000),
    (("quantity", "high"), "x"),
    (("quantity", "modifier"), "about"),
    (("quantity", "span"), [1]),
    (("quantity", "span"), [1, 2, 3]),
    (("quantity", "span"), [-1, 2]),
    (("unit", "code"), None),
    (("subject", "spans"), [[1]]),
    (("kind",), "amount"),
    (("change",), "none"),
    (("time", "start"), "2023"),
    (("place",), "全省"),
    (("note",), "no such field"),
]


def test_the_json_is_the_contract_field_by_field() -> None:
    """Names, order and values of all fields, nulls written out, Han characters as they are."""
    text = fact_set(FACT, **RELEASE).to_json()
    assert text == json.dumps(SET_JSON, ensure_ascii=False, separators=(",", ":"))


def test_indented_json_says_the_same() -> None:
    text = fact_set(FACT, **RELEASE).to_json(indent=2)
    assert text == json.dumps(SET_JSON, ensure_ascii=False, indent=2)


def test_the_schema_is_valid_closed_and_described() -> None:
    """Every object of the schema is closed, requires all its fields and describes each."""
    schema = records.json_schema()
    Draft202012Validator.check_schema(schema)
    objects = [schema, *schema["$defs"].values()]
    assert {item["title"] for item in objects} == {
        *("FactSet", "Fact", "Quantity", "Unit", "Subject", "Time", "Place", "Statement"),
        *("Document", "ExtractorInfo"),
    }
    for item in objects:
        assert item["additionalProperties"] is False
        assert item["required"] == list(item["properties"])
        assert all(field["description"] for field in item["properties"].values())


@given(st.lists(made_facts(), max_size=3))
def test_whatever_is_made_validates_and_comes_back(facts: list[records.Fact]) -> None:
    """Facts made without validation pass the schema and pydantic, and survive the round trip."""
    made = fact_set(*facts)
    text = made.to_json()
    Draft202012Validator(records.json_schema()).validate(json.loads(text))
    read = records.FactSet.model_validate_json(text)
    assert read == made
    assert read.to_json() == text


@pytest.mark.parametrize(("path", "value"), BROKEN)
def test_what_breaks_the_contract_is_refused(path: tuple[str, ...], value: object) -> None:
    """The schema and pydantic agree on what is not a fact set."""
    broken = copy.deepcopy(SET_JSON)
    place = broken["facts"][0]
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = value
    assert not Draft202012Validator(records.json_schema()).is_valid(broken)
    with pytest.raises(ValidationError):
        records.FactSet.model_validate_json(json.dumps(broken))


@pytest.mark.parametrize(
    "path", [("facts", 0, "place"), ("document", "title"), ("schema_version",)]
)
def test_a_missing_field_is_refused_by_the_schema(path: tuple[Any, ...]) -> None:
    """Fields that hold nothing are null, never left out."""
    broken = copy.deepcopy(SET_JSON)
    place: Any = broken
    for name in path[:-1]:
        place = place[name]
    del place[path[-1]]
    assert not Draft202012Validator(records.json_schema()).is_valid(broken)


def test_a_span_must_run_forward() -> None:
    with pytest.raises(ValidationError, match="before it starts"):
        records.Statement(text="", span=(3, 2))


@pytest.mark.parametrize("value", ["0", "-2.3", "1567000", "2/3", "1/2.39", "6.60"])
def test_values_are_decimals_or_fractions(value: str) -> None:
    assert records.Quantity(text="", span=(0, 0), value=value, high=None, modifier=None)


def test_made_records_are_like_validated_ones() -> None:
    """Records made the fast way cannot be told from those that pydantic makes."""
    validated = records.Fact.model_validate(FACT.model_dump())
    assert validated == FACT
    assert hash(validated) == hash(FACT)
    assert repr(validated) == repr(FACT)
    assert validated.model_fields_set == FACT.model_fields_set
    assert pickle.loads(pickle.dumps(FACT)) == FACT  # noqa: S301 - our own bytes
    assert FACT.model_copy(update={"basis": "同比"}).basis == "同比"


@pytest.mark.parametrize("record", [FACT, FACT.quantity, fact_set()])
def test_records_are_frozen(record: BaseModel) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        record.id = "other"


def test_ids_tell_facts_apart_and_stay_the_same() -> None:
    """An id depends on document, span and value, and on nothing else."""
    keys = [("a", (1, 2), "3"), ("b", (1, 2), "3"), ("a", (1, 23), "3"), ("a", (1, 2), "4")]
    assert len({records.fact_id(*key) for key in keys}) == len(keys)
    assert records.fact_id("a", (1, 2), "3") == "c7676c453d62846a"
    assert records.document_id(SHA256) == "0123456789abcdef"
