"""The gate: losses fail, floors stay, stale baselines are refused."""

import json
from pathlib import Path

import pytest

from extractor.__main__ import main
from tests.evaluation.conftest import RATE, SCHOOLS, MakeCorpus

PART = {
    "quote": "8所",
    "span": [19, 21],
    "value": "8",
    "unit": "所",
    "subject": "农村学校",
    "kind": "level",
}
WORSE = {**PART, "subject": "幼儿园"}


@pytest.fixture
def baseline(make_corpus: MakeCorpus, tmp_path: Path) -> Path:
    """A baseline in which all three facts are right."""
    file = tmp_path / "baseline.json"
    assert _run(make_corpus(SCHOOLS, RATE, PART), file, "--update") == 0
    return file


def _run(corpus: Path, baseline: Path, *options: str) -> int:
    return main(["eval", str(corpus), "--baseline", str(baseline), *options])


def test_the_same_again(
    make_corpus: MakeCorpus, baseline: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What did not change passes."""
    assert _run(make_corpus(SCHOOLS, RATE, PART), baseline) == 0
    assert "0 broken, 0 mended" in capsys.readouterr().out


def test_a_stale_baseline_is_refused(
    make_corpus: MakeCorpus, baseline: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Other gold, other scores: they cannot be compared."""
    assert _run(make_corpus(SCHOOLS, RATE, WORSE), baseline) == 2
    assert "is stale: text or gold differ for one" in capsys.readouterr().err


def _unlearn(baseline: Path, corpus: Path, tmp_path: Path) -> list[str]:
    """Options of a run that cannot find the unit 所 any more."""
    del baseline, corpus
    rules = tmp_path / "rules"
    rules.mkdir()
    rule = {
        "id": "exclusion.all_schools",
        "kind": "idiom",
        "comment": "no school counts",
        "regex": "[0-9]+所",
        "match": ["3所"],
        "no_match": ["3家"],
    }
    (rules / "exclusions.jsonl").write_text(json.dumps(rule, ensure_ascii=False), encoding="utf-8")
    return ["--patterns", str(rules)]


def test_a_loss_fails_and_is_named(
    make_corpus: MakeCorpus,
    baseline: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Each broken fact is named with its place, and the floor with what it is now."""
    corpus = make_corpus(SCHOOLS, RATE, PART)
    assert _run(corpus, baseline, *_unlearn(baseline, corpus, tmp_path)) == 1
    printed = capsys.readouterr()
    assert "BROKEN one:4-7 30所: found" in printed.out
    assert "dev found: F1" in printed.err


def test_floors_do_not_fall_unless_told(
    make_corpus: MakeCorpus,
    baseline: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """--update keeps the old file where a floor would fall."""
    corpus = make_corpus(SCHOOLS, RATE, PART)
    rules = _unlearn(baseline, corpus, tmp_path)
    before = baseline.read_bytes()
    assert _run(corpus, baseline, *rules, "--update") == 1
    assert "dev found would fall from 1.0" in capsys.readouterr().err
    assert baseline.read_bytes() == before
    assert _run(corpus, baseline, *rules, "--update", "--allow-lower") == 0
    assert baseline.read_bytes() != before


BROKEN = {"missing": None, "not JSON": "{", "another file": "{}"}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN.keys())
def test_what_is_no_baseline_is_wrong_use(
    make_corpus: MakeCorpus,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    content: str | None,
) -> None:
    """The error names the file and how to write one."""
    file = tmp_path / "other.json"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    assert _run(make_corpus(SCHOOLS), file) == 2
    assert "--update" in capsys.readouterr().err


def test_update_needs_a_file(make_corpus: MakeCorpus) -> None:
    """There is nothing to write without a name."""
    assert main(["eval", str(make_corpus(SCHOOLS)), "--update"]) == 2
