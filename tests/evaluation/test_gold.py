"""Gold is refused where it is wrong, and the error says where."""

from typing import Any

import pytest

from extractor.errors import GoldError
from extractor.evaluation import load_gold
from tests.evaluation.conftest import RATE, SCHOOLS, MakeCorpus

WRONG = {
    "elsewhere": ({"span": [5, 8]}, "does not stand at"),
    "out of range": ({"span": [40, 43]}, "outside of the text"),
    "backwards": ({"span": [7, 4]}, "outside of the text"),
    "no such kind": ({"kind": "amount"}, "is not a gold fact"),
    "unknown field": ({"colour": "red"}, "is not a gold fact"),
    "rounded value": ({"value": "3e1"}, "is not an exact number"),
    "falling range": ({"high": "20"}, "does not rise"),
    "change of a level": ({"change": "up"}, "contradicts change"),
    "change without direction": ({"kind": "change"}, "contradicts change"),
    "no subject": ({"subject": ""}, "has no subject"),
    "wording twice": ({"alternatives": ["学校"]}, "twice"),
}


@pytest.mark.parametrize(("change", "reason"), WRONG.values(), ids=WRONG.keys())
def test_wrong_gold_is_refused(
    make_corpus: MakeCorpus, change: dict[str, Any], reason: str
) -> None:
    """The error names file and line."""
    with pytest.raises(GoldError, match=rf"one\.jsonl:1: .*{reason}"):
        load_gold(make_corpus({**SCHOOLS, **change}))


def test_overlapping_gold_is_refused(make_corpus: MakeCorpus) -> None:
    """The same number cannot be two facts."""
    with pytest.raises(GoldError, match=r"one\.jsonl:2: .*overlaps"):
        load_gold(make_corpus(SCHOOLS, SCHOOLS))


def test_a_folder_without_gold_is_refused(tmp_path: Any) -> None:
    """A folder that is no corpus is named."""
    with pytest.raises(GoldError, match="holds no gold"):
        load_gold(tmp_path)


MANIFESTS = {
    "not listed": ('{"id": "two"}', "has no gold"),
    "empty": ("", "does not list one"),
    "twice": ('{"id": "one"}\n{"id": "one"}', "stands twice"),
    "twin of nothing": ('{"id": "one", "twin_of": "two"}', "must stand before"),
    "no such split": ('{"id": "one", "split": "train"}', "is not a line of a manifest"),
}


@pytest.mark.parametrize(("manifest", "reason"), MANIFESTS.values(), ids=MANIFESTS.keys())
def test_wrong_manifests_are_refused(make_corpus: MakeCorpus, manifest: str, reason: str) -> None:
    """A manifest and the files beside it must tell the same story."""
    with pytest.raises(GoldError, match=reason):
        load_gold(make_corpus(SCHOOLS, manifest=manifest))


def test_twins_must_agree(make_corpus: MakeCorpus) -> None:
    """Gold of a noisy twin that says something else is a contradiction."""
    folder = make_corpus(SCHOOLS, manifest='{"id": "one"}\n{"id": "one-noisy", "twin_of": "one"}')
    text = (folder / "releases" / "one.txt").read_text(encoding="utf-8")
    (folder / "releases" / "one-noisy.txt").write_text(text, encoding="utf-8")
    gold = (folder / "gold" / "one.jsonl").read_text(encoding="utf-8")
    (folder / "gold" / "one-noisy.jsonl").write_text(gold.replace('"学校"', '"医院"'), "utf-8")
    with pytest.raises(GoldError, match=r"one-noisy\.jsonl:1: .*contradicts"):
        load_gold(folder)


def test_splits(make_corpus: MakeCorpus) -> None:
    """Only the releases of the split that is asked for are read."""
    folder = make_corpus(SCHOOLS, RATE, manifest='{"id": "one", "split": "test"}')
    assert load_gold(folder, "dev") == []
    assert [len(release.facts) for release in load_gold(folder, "test")] == [2]
