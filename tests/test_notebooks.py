"""What is committed of the notebooks: all that they show, and nothing of where they ran.

That they run is `make notebooks`, which has a kernel.
"""

import ast
import base64
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extractor.evaluation import load_gold

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))

LARGEST = 400_000  # bytes
ABSOLUTE = re.compile(r"(?<![\w.<])/\w+/|\b[A-Za-z]:\\|file://| at 0x[0-9a-f]+")
MARKS = re.compile(r"[\W_]+")
LONG_CLAUSE = 12  # characters; shorter ones (社会消费品零售总额1) stand in any release

each_notebook = pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)


def code_cells(file: Path) -> list[dict[str, Any]]:
    cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in cells if cell["cell_type"] == "code"]


def outputs(file: Path) -> list[dict[str, Any]]:
    return [output for cell in code_cells(file) for output in cell["outputs"]]


def pictures(file: Path) -> list[bytes]:
    data = [output.get("data", {}) for output in outputs(file)]
    return [base64.b64decode(each["image/png"]) for each in data if "image/png" in each]


def texts(content: Any) -> Iterator[str]:
    """All strings in a notebook, the lines of a cell as one, without pictures."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, list) and all(isinstance(each, str) for each in content):
        yield "".join(content)
    elif isinstance(content, list):
        for each in content:
            yield from texts(each)
    elif isinstance(content, dict):
        for key, value in content.items():
            if key != "image/png":
                yield from texts(value)


@each_notebook
def test_cells_show_what_they_end_with(file: Path) -> None:
    """A cell that ends with an expression has its output, and none has an error or a warning."""
    for cell in code_cells(file):
        source = "".join(cell["source"])
        shows = isinstance(ast.parse(source).body[-1], ast.Expr)
        assert bool(cell["outputs"]) == shows, source
    assert all(output["output_type"] != "error" for output in outputs(file))
    assert all(output.get("name") != "stderr" for output in outputs(file))


@each_notebook
def test_nothing_tells_where_or_when_it_ran(file: Path) -> None:
    """No counts, times, versions, addresses or paths of a machine (`make notebooks-write`)."""
    notebook = json.loads(file.read_text(encoding="utf-8"))
    assert notebook["metadata"] == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}
    }
    for number, cell in enumerate(notebook["cells"]):
        assert (cell["id"], cell["metadata"]) == (str(number), {})
        assert cell.get("execution_count") is None
    for output in outputs(file):
        assert output.get("execution_count") is None
        assert set(output.get("metadata", {})) <= {"image/png"}
    found = [match for text in texts(notebook) for match in ABSOLUTE.findall(text)]
    assert found == []


@each_notebook
def test_pictures_are_small_and_say_nothing_else(file: Path) -> None:
    """Pictures have no text chunks, which name the program, and say what is to be seen."""
    assert file.stat().st_size < LARGEST
    assert all(b"tEXt" not in each and b"iTXt" not in each for each in pictures(file))
    for output in outputs(file):
        if "image/png" in output.get("data", {}):
            assert output["metadata"]["image/png"]["alt"]


@pytest.mark.parametrize(("name", "count"), [("accuracy", 4), ("time_series", 2)])
def test_plots_are_there(name: str, count: int) -> None:
    """The notebooks that plot have their plots."""
    assert len(pictures(ROOT / "notebooks" / f"{name}.ipynb")) == count


@each_notebook
def test_no_text_of_test_releases_is_shown(file: Path) -> None:
    """Of the split `test` there are scores, and no release, sentence or clause."""
    shown = "\n".join(texts(json.loads(file.read_text(encoding="utf-8"))))
    releases = load_gold(ROOT / "corpus", "test")
    clauses = {
        clause
        for release in releases
        for clause in MARKS.split(release.text)
        if len(clause) >= LONG_CLAUSE
    }
    assert len(clauses) > len(releases)
    assert [clause for clause in clauses if clause in shown] == []
    assert [release.name for release in releases if release.name in shown] == []
