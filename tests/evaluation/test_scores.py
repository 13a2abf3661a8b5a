"""Scores count what they say."""

from collections.abc import Iterator
from pathlib import Path

from extractor.evaluation import Prediction, evaluate, load_gold
from extractor.evaluation.intervals import Interval, f1_intervals, group_figures
from tests.evaluation.conftest import RATE, SCHOOLS, MakeCorpus

RIGHT = Prediction((4, 6), "30", unit="所", subject="学校")
WRONG_SUBJECT = Prediction(
    (10, 11), "5", unit="%", subject="医院", kind="change", change="up", time="2023年"
)
FALSE = Prediction((20, 21), "8", unit="所", subject="农村学校")


def test_scores(make_corpus: MakeCorpus) -> None:
    """A right fact, one with a wrong subject, and one that gold does not have."""
    releases = load_gold(make_corpus(SCHOOLS, RATE))
    scores = evaluate(lambda _: [RIGHT, WRONG_SUBJECT, FALSE], releases).overall
    assert (scores.gold, scores.predicted) == (2, 3)
    assert (scores.precision("quantity"), scores.recall("quantity")) == (2 / 3, 1.0)
    assert scores.f1("quantity") == 0.8
    assert scores.recall("subject strict") == 0.5
    assert scores.given_quantity("change") == 1.0
    assert scores.given_quantity("time") == 0.5


def test_a_crash_is_a_miss_and_is_named(make_corpus: MakeCorpus) -> None:
    """A release that fails costs all of its facts, and the report says why."""

    def crashing(text: str) -> Iterator[Prediction]:
        yield RIGHT
        raise ValueError(f"no good: {len(text)}")

    report = evaluate(crashing, load_gold(make_corpus(SCHOOLS, RATE)))
    assert report.crashes == {"one": "ValueError: no good: 22"}
    assert (report.overall.recall("quantity"), report.overall.predicted) == (0.0, 0)


def test_twins_are_compared(make_corpus: MakeCorpus) -> None:
    """The share of facts that are the same, wherever they stand."""
    folder = make_corpus(SCHOOLS, manifest='{"id": "one"}\n{"id": "one-noisy", "twin_of": "one"}')
    for name in ("gold/one{}.jsonl", "releases/one{}.txt"):
        content = (folder / name.format("")).read_text(encoding="utf-8")
        (folder / name.format("-noisy")).write_text(content, encoding="utf-8")
    seen: list[str] = []

    def forgetful(text: str) -> list[Prediction]:
        seen.append(text)
        return [RIGHT, WRONG_SUBJECT] if len(seen) == 1 else [RIGHT]

    report = evaluate(forgetful, load_gold(folder))
    assert report.twins == {"one-noisy": 2 / 3}
    assert set(report.groups["noise"]) == {"clean", "noisy"}


def test_intervals_hold_the_figure_and_repeat(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    """The bootstrap is seeded, and of one release there is only one draw."""
    del tmp_path
    report = evaluate(lambda _: [RIGHT], load_gold(make_corpus(SCHOOLS, RATE)))
    first = f1_intervals(report, ("quantity",))
    assert first == f1_intervals(report, ("quantity",))
    assert tuple(first["quantity"]) == (2 / 3, 2 / 3)


def test_group_figures(make_corpus: MakeCorpus) -> None:
    """F1 of a split, recall of a construct; a twin is drawn with its clean release."""
    manifest = '{"id": "one"}\n{"id": "one-noisy", "twin_of": "one"}'
    folder = make_corpus({**SCHOOLS, "tags": ["listed"]}, RATE, manifest=manifest)
    for name in ("gold/one{}.jsonl", "releases/one{}.txt"):
        content = (folder / name.format("")).read_text(encoding="utf-8")
        (folder / name.format("-noisy")).write_text(content, encoding="utf-8")
    report = evaluate(lambda _: [RIGHT, FALSE], load_gold(folder))
    assert group_figures(report, "split", "quantity") == {
        "dev": (0.5, Interval(0.5, 0.5), 4, 1),
    }
    assert group_figures(report, "construct", "quantity") == {
        "listed": (1.0, Interval(1.0, 1.0), 2, 1),
    }
    assert group_figures(report, "genre", "quantity") == {}
