"""Fact sets to write: those of releases of the corpus, and one whose values are at their edges."""

from pathlib import Path

import pytest

from extractor import Extractor
from extractor.records import FactSet, document_id, fact_id
from extractor.sources import read_release

RELEASES = Path(__file__).parents[2] / "corpus" / "releases"
NAMES = ("demo", "economy-year", "test-hongkong", "test-population-census")


@pytest.fixture(scope="session")
def sets(extractor: Extractor) -> list[FactSet]:
    return [extractor.extract_release(read_release(RELEASES / f"{name}.txt")) for name in NAMES]


# value, high, and what else is not as usual
EDGES: list[dict[str, object]] = [
    {"value": "2/3"},
    {"value": "1/2.39"},
    {"value": "-0.5", "high": "-0.25", "modifier": "ge"},
    {"value": "9" * 28 + ".0123456789"},
    {"value": "9" * 29},
    {"value": "0.00000000001"},
    {"value": "1" + "0" * 400},
    {"value": "7", "subject": {"text": "", "spans": []}, "time": None, "place": {"text": "全区"}},
    {"value": "8", "basis": '比"上年",\n', "unit": {"text": "", "span": None}},
]


def make_set(source: str = "edges.txt", sha256: str = "0" * 64) -> FactSet:
    """A fact set with one fact for each edge."""
    key = document_id(sha256)
    facts = [_fact(key, n, dict(edge)) for n, edge in enumerate(EDGES)]
    document = {"id": key, "source": source, "sha256": sha256, "length": 9000}
    document |= {"title": "=1+1", "publisher": None, "published": "2024-01-12T15:17:00"}
    info = {"version": "0.1.0", "patterns": "sha256:0"}
    return FactSet.model_validate({"extractor": info, "document": document, "facts": facts})


def _fact(document: str, number: int, edge: dict[str, object]) -> dict[str, object]:
    span = (number * 10, number * 10 + 3)
    quantity = {"text": "三", "span": span, "high": None, "modifier": None}
    quantity |= {name: edge.pop(name) for name in ("value", "high", "modifier") if name in edge}
    unit = {"text": "个", "span": span, "code": "{个}", "dimension": "count"}
    return {
        "id": fact_id(document, span, str(quantity["value"])),
        "quantity": quantity,
        "unit": unit | dict(edge.pop("unit", {})),  # type: ignore[call-overload]
        "subject": {"text": "城乡", "spans": [(1, 2), (4, 5)]},
        "kind": "level",
        "change": None,
        "basis": None,
        "time": {"text": "今年", "start": None, "end": "2024-12-31"},
        "place": None,
        "statement": {"text": "-3个", "span": span},
        "rule": "rule",
        **edge,
    }
