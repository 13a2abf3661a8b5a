"""Constructs: each of the corpus occurs often enough, and wrong files are named."""

import json
from pathlib import Path

import pytest

from extractor.errors import GoldError
from extractor.evaluation import Constructs, load_gold
from tests.evaluation.conftest import RATE, SCHOOLS, MakeCorpus

WRONG = {
    "not JSON": "{",
    "no comment": json.dumps({"id": "a"}),
    "not a pattern": json.dumps({"id": "a", "comment": "", "pattern": "(", "example": ""}),
    "example": json.dumps({"id": "a", "comment": "", "pattern": "b", "example": "c"}),
}


@pytest.mark.parametrize("line", WRONG.values(), ids=WRONG.keys())
def test_wrong_constructs_are_refused(tmp_path: Path, line: str) -> None:
    """The error names file and line."""
    (tmp_path / "constructs.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(GoldError, match=r"constructs\.jsonl:1: "):
        Constructs(tmp_path)


def test_seen_and_tagged(make_corpus: MakeCorpus) -> None:
    """A construct with a pattern is seen around the quote; another one must be tagged."""
    folder = make_corpus(SCHOOLS, {**RATE, "tags": ["change"]})
    lines = [
        {"id": "change", "comment": "tagged", "example": "增长5%"},
        {"id": "behind", "comment": "seen", "pattern": "⟩，增", "example": "⟨30所⟩，增长"},
    ]
    content = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    (folder / "constructs.jsonl").write_text(content, encoding="utf-8")
    constructs, release = Constructs(folder), load_gold(folder)[0]
    constructs.check(release, folder / "gold" / "one.jsonl")
    assert [constructs.of(release, fact) for fact in release.facts] == [["behind"], ["change"]]


@pytest.mark.parametrize("tag", ["behind", "unknown"])
def test_tags_that_are_not_for_tagging_are_refused(make_corpus: MakeCorpus, tag: str) -> None:
    """What the gold itself shows is not tagged, and what is not listed is a slip."""
    folder = make_corpus({**SCHOOLS, "tags": [tag]})
    line = {"id": "behind", "comment": "seen", "pattern": "⟩，增", "example": "⟨30所⟩，增长"}
    (folder / "constructs.jsonl").write_text(json.dumps(line, ensure_ascii=False), "utf-8")
    with pytest.raises(GoldError, match=f"'{tag}' is not a tag"):
        Constructs(folder).check(load_gold(folder)[0], folder / "gold" / "one.jsonl")
