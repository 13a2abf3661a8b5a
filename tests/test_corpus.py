"""The corpus is true to itself, and noise does not change what is extracted from it."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from extractor import Extractor, Fact
from extractor.evaluation import Constructs, load_gold

CORPUS = Path(__file__).parents[1] / "corpus"
GOLD = sorted((CORPUS / "gold").glob("*.jsonl"))
TWINS = sorted((CORPUS / "releases").glob("*-noisy.txt"))


def _release(name: str) -> str:
    file = CORPUS / "releases" / f"{name}.txt"
    return (file).read_text(encoding="utf-8")


@pytest.mark.parametrize("file", GOLD, ids=lambda file: file.stem)
def test_gold_stands_where_it_says(file: Path) -> None:
    """Each quote is the text at its span, and spans stand in order without overlap."""
    text = _release(file.stem)
    end = 0
    for line in file.read_text(encoding="utf-8").splitlines():
        fact: dict[str, Any] = json.loads(line)
        start, stop = fact["span"]
        assert text[start:stop] == fact["quote"]
        assert start >= end
        end = stop


def test_size_and_balance() -> None:
    """Enough releases and facts, a third of them noisy, each construct five times or more."""
    releases = load_gold(CORPUS)
    clean = [release for release in releases if release.card.twin_of is None]
    assert len(releases) >= 40
    assert sum(len(release.facts) for release in clean) >= 1200
    assert 3 * (len(releases) - len(clean)) >= len(releases)
    constructs = Constructs(CORPUS)
    counts = Counter(
        construct
        for release in clean
        for fact in release.facts
        for construct in constructs.of(release, fact)
    )
    assert {name: counts[name] for name in constructs.all if counts[name] < 5} == {}


def _content(fact: Fact) -> tuple[object, ...]:
    quantity = fact.quantity
    time = fact.time.text if fact.time else None
    return (
        *(quantity.value, quantity.high, quantity.modifier, fact.unit.text, fact.subject.text),
        *(fact.kind, fact.change, fact.basis, time),
    )


@pytest.mark.parametrize("noisy", TWINS, ids=lambda file: file.stem)
def test_noise_changes_nothing(extractor: Extractor, noisy: Path) -> None:
    """Traditional characters, injected pinyin and half-width marks give the facts of the clean."""
    clean = _release(noisy.stem.removesuffix("-noisy"))
    expected = [_content(fact) for fact in extractor.extract(clean).facts]
    found = [_content(fact) for fact in extractor.extract(noisy.read_text(encoding="utf-8")).facts]
    assert found == expected
