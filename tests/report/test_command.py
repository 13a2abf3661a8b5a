"""`extractor report` as a user meets it: the page, failures, exit codes."""

import json
import re
from pathlib import Path

import pytest

from extractor.__main__ import main

TEXT = "全市新建学校30所，增长5%。"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.html").write_text(f"<p>{TEXT}</p>", encoding="utf-8")
    return folder


def _sources(page: Path) -> list[str]:
    data = re.search(r'id="data">(.*?)</script>', page.read_text(encoding="utf-8"), re.DOTALL)
    assert data
    return [each["set"]["document"]["source"] for each in json.loads(data[1])]


def test_a_page_of_several_inputs(
    inbox: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the order of the inputs; standard output stays empty, standard error sums up."""
    page = tmp_path / "report.html"
    assert main(["report", str(inbox / "b.html"), str(inbox), "--out", str(page)]) == 0
    assert _sources(page) == [str(inbox / "b.html"), str(inbox / "a.txt")]
    assert capsys.readouterr() == ("", f"{page}: 2 releases, 4 facts\n")


def test_a_bad_input_costs_only_itself(
    inbox: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is named in one line, the others are in the page, exit code 1."""
    (inbox / "bad.txt").write_bytes(bytes(range(256)) * 20)
    page = tmp_path / "report.html"
    assert main(["report", str(inbox), "--out", str(page), "--quiet"]) == 1
    assert _sources(page) == [str(inbox / "a.txt"), str(inbox / "b.html")]
    error = capsys.readouterr().err
    assert "bad.txt" in error
    assert error.count("\n") == 1


def test_a_page_among_its_inputs_is_no_input(inbox: Path) -> None:
    """Made again, a page in the folder that it shows is the same."""
    page = inbox / "report.html"
    assert main(["report", str(inbox), "--out", str(page)]) == 0
    first = page.read_bytes()
    assert main(["report", str(inbox), "--out", str(page)]) == 0
    assert page.read_bytes() == first
    assert [path.name for path in sorted(inbox.iterdir())] == ["a.txt", "b.html", "report.html"]


WRONG = {
    "no such input": (["absent.txt", "--out", "{}/new.html"], 2, "no such file"),
    "no folder": (["{}/a.txt", "--out", "{}/absent/new.html"], 2, "not there"),
    "a folder": (["{}/a.txt", "--out", "{}"], 2, "is a folder"),
    "an input": (["{}/a.txt", "--out", "{}/a.txt"], 2, "is an input"),
    "no page": (["{}/a.txt"], 2, "--out"),
    "nothing to show": (["{}/empty.txt", "--out", "{}/new.html"], 1, "is empty"),
}


@pytest.mark.parametrize(("arguments", "code", "reason"), WRONG.values(), ids=WRONG.keys())
def test_no_page_is_written(
    arguments: list[str],
    code: int,
    reason: str,
    inbox: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """One line says why, and everything stays as it was."""
    monkeypatch.chdir(inbox)
    (inbox / "empty.txt").write_bytes(b"")
    before = {path: path.read_bytes() for path in inbox.iterdir()}
    assert main(["report", *(each.format(inbox) for each in arguments)]) == code
    error = capsys.readouterr().err
    assert reason in error
    assert error.count("\n") == 1
    assert {path: path.read_bytes() for path in inbox.iterdir()} == before
