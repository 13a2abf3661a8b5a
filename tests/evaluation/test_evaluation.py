"""Gold is refused where it is wrong; scores count what they say."""

import json
from pathlib import Path
from typing import Any

import pytest

from extractor import Extractor
from extractor.errors import GoldError
from extractor.evaluation import evaluate, load_gold
from extractor.evaluation.scores import _overlap

TEXT = "新建学校30所，增长5%，其中农村学校8所。"
FACT: dict[str, Any] = {
    "quote": "30所",
    "span": [4, 7],
    "value": "30",
    "unit": "所",
    "subject": "学校",
    "kind": "level",
}


def _corpus(folder: Path, *facts: dict[str, Any]) -> Path:
    for name in ("gold", "releases"):
        (folder / name).mkdir(exist_ok=True)
    (folder / "releases" / "one.txt").write_text(TEXT, encoding="utf-8")
    lines = "\n".join(json.dumps(fact, ensure_ascii=False) for fact in facts)
    (folder / "gold" / "one.jsonl").write_text(lines, encoding="utf-8")
    return folder


WRONG = {
    "elsewhere": ({"span": [5, 8]}, "does not stand at"),
    "no such kind": ({"kind": "amount"}, "is not a gold fact"),
    "unknown field": ({"colour": "red"}, "is not a gold fact"),
}


@pytest.mark.parametrize(("change", "reason"), WRONG.values(), ids=WRONG.keys())
def test_wrong_gold_is_refused(tmp_path: Path, change: dict[str, Any], reason: str) -> None:
    """The error names file and line."""
    corpus = _corpus(tmp_path, {**FACT, **change})
    with pytest.raises(GoldError, match=rf"one\.jsonl:1: .*{reason}"):
        load_gold(corpus)


def test_overlapping_gold_is_refused(tmp_path: Path) -> None:
    """The same number cannot be two facts."""
    with pytest.raises(GoldError, match="overlaps"):
        load_gold(_corpus(tmp_path, FACT, FACT))


def test_a_folder_without_gold_is_refused(tmp_path: Path) -> None:
    """A folder that is no corpus is named."""
    with pytest.raises(GoldError, match="holds no gold"):
        load_gold(tmp_path)


def test_scores(tmp_path: Path, extractor: Extractor) -> None:
    """A right fact, a wrong subject, and a fact that gold does not have."""
    second = {**FACT, "quote": "5%", "span": [10, 12], "value": "5", "unit": "%"}
    second |= {"subject": "医院", "kind": "change", "change": "up"}
    scores = evaluate(extractor, load_gold(_corpus(tmp_path, FACT, second))).overall
    assert (scores.gold, scores.found, scores.extra) == (2, 2, 1)
    assert (scores.precision, scores.recall) == (2 / 3, 1.0)
    assert scores.share("quantity") == 1.0
    assert scores.share("subject strict") == 0.5
    assert scores.share("change") == 1.0


def test_optional_facts_do_not_count(tmp_path: Path, extractor: Extractor) -> None:
    """An optional fact is neither gold nor extra."""
    scores = evaluate(extractor, load_gold(_corpus(tmp_path, {**FACT, "optional": True}))).overall
    assert (scores.gold, scores.found, scores.extra) == (0, 0, 2)


OVERLAPS = {
    ("学校", "学校"): 1.0,
    ("学校", "医院"): 0.0,
    ("农村学校", "学校"): 2 / 3,
    ("", "学校"): 0.0,
}


@pytest.mark.parametrize(("pair", "share"), OVERLAPS.items(), ids=map(str, OVERLAPS))
def test_overlap(pair: tuple[str, str], share: float) -> None:
    """F1 of the longest common subsequence."""
    assert _overlap(*pair) == pytest.approx(share)


def test_our_own_corpus_holds_its_floors(extractor: Extractor) -> None:
    """The releases of this repository: what a change must not fall below."""
    scores = evaluate(extractor, load_gold(Path(__file__).parents[2] / "corpus")).overall
    assert scores.precision >= 0.98
    assert scores.recall >= 0.98
    assert scores.share("triple relaxed") >= 0.94
    assert scores.share("triple strict") >= 0.86
    assert scores.share("change") >= 0.98
