"""The benchmark of speed runs and tells what it says it tells; never how fast anything is."""

import json
import math
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

_ROOT = Path(__file__).parent.parent

_COST = ("text", "size", "characters", "facts", "seconds", "relative")
_KEYS = {
    "machine": ("python", "system", "processors", "load", "extractor", "jieba"),
    "releases": ("releases", "characters", "facts", "jieba", "extraction", "ratio", "median"),
    "stages": ("stage", "share", "seconds"),
    "starts": ("command", "seconds"),
    "memory": ("text", "size", "mib", "seconds"),
    "lengths": _COST,
    "quantities": _COST,
    "hostile": _COST,
    "others": ("system", "seconds", "relative", "failure"),
}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The figures of a quick run on two releases."""
    file = tmp_path_factory.mktemp("bench") / "made" / "bench.json"
    command = [sys.executable, "benchmarks/speed.py", "--quick", "--json", str(file)]
    done = subprocess.run(  # noqa: S603 - our own command
        command, cwd=_ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert "extraction over jieba.lcut" in done.stdout
    report: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return report


@pytest.mark.parametrize(("section", "keys"), _KEYS.items(), ids=_KEYS.keys())
def test_sections_have_their_figures(
    report: dict[str, Any], section: str, keys: tuple[str, ...]
) -> None:
    """Each record of a section has these keys, and no section is empty."""
    found = report[section] if isinstance(report[section], list) else [report[section]]
    assert found
    assert all(set(keys) <= set(record) for record in found)


@pytest.mark.parametrize("section", ["lengths", "quantities", "hostile"])
def test_costs_have_figures(report: dict[str, Any], section: str) -> None:
    """No text of the quick run is given up, and the median lies within its spread."""
    for cost in report[section]:
        assert cost["failure"] is None
        assert cost["more_than"] is None
        assert cost["relative"]["low"] <= cost["relative"]["median"] <= cost["relative"]["high"]


@pytest.mark.parametrize("section", ["lengths", "quantities"])
def test_text_is_read_to_its_end(report: dict[str, Any], section: str) -> None:
    """The same text has the same facts however it is cut, so that times can be compared."""
    assert len({cost["facts"] for cost in report[section]}) == 1


def test_shares_of_stages_make_a_whole(report: dict[str, Any]) -> None:
    assert math.isclose(sum(stage["share"] for stage in report["stages"]), 1, rel_tol=1e-6)


def test_figures_are_positive(report: dict[str, Any]) -> None:
    """Nothing was measured as no time at all; the load of a machine and facts may be zero."""
    found = list(_figures({k: v for k, v in report.items() if k != "machine"}))
    assert found
    assert [path for path, figure in found if figure <= 0 and not path.endswith(".facts")] == []


def test_what_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A measurement without an end costs its limit, and the next one has a process again."""
    monkeypatch.syspath_prepend(_ROOT / "benchmarks")
    from measuring.limited import LimitedWorker, TookTooLongError  # noqa: PLC0415

    with LimitedWorker(limit=0.5) as worker:
        with pytest.raises(TookTooLongError):
            worker.run(time.sleep, 600)
        assert worker.run(len, "two words") == len("two words")


def _figures(value: Any, path: str = "") -> list[tuple[str, float]]:
    """All numbers of a JSON value, with where they stand."""
    if isinstance(value, dict):
        return [f for key, part in value.items() for f in _figures(part, f"{path}.{key}")]
    if isinstance(value, list):
        return [f for i, part in enumerate(value) for f in _figures(part, f"{path}[{i}]")]
    return [] if isinstance(value, str) or value is None else [(path, float(value))]
