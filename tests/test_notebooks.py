"""The notebooks run as they stand."""

import json
from pathlib import Path

import pytest

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_notebook_runs(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All code cells of a notebook run in order, in the notebook's folder."""
    monkeypatch.chdir(file.parent)
    cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
    names: dict[str, object] = {}
    for cell in cells:
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), str(file), "exec"), names)  # noqa: S102
    assert names["explanation"].unexplained == 0  # type: ignore[attr-defined]
