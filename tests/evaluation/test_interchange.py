"""Gold goes to annotation tools and comes back the same."""

import json
import re
from pathlib import Path

import pytest

from extractor.__main__ import main
from extractor.errors import GoldError
from extractor.evaluation import load_gold
from extractor.evaluation.interchange import (
    from_doc_bin,
    from_label_studio,
    label_studio_config,
    to_label_studio,
    write_corpus,
)

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.mark.parametrize("tool", ["label-studio", "docbin"])
def test_round_trip(tool: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The whole corpus, exported and imported, is the corpus; what was written is told."""
    file, back = tmp_path / "gold", tmp_path / "corpus"
    assert main(["corpus", "export", str(file), "--format", tool, "--corpus", str(CORPUS)]) == 0
    assert re.fullmatch(rf"{file}: [0-9,]+ releases, [0-9,]+ facts\n", capsys.readouterr().err)
    assert main(["corpus", "import", str(file), str(back), "--format", tool]) == 0
    assert load_gold(back) == load_gold(CORPUS)


def test_a_twin_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where it was written, under which name, and with how many facts."""
    (clean,) = load_gold(CORPUS, twins=False)[:1]
    write_corpus([clean], tmp_path)
    assert main(["corpus", "twin", clean.name, str(tmp_path)]) == 0
    told = f"{tmp_path}: {clean.name}-noisy, {len(clean.facts)} facts\n"
    assert capsys.readouterr().err == told


def test_tasks_fit_the_interface() -> None:
    """Every result names a control of the labelling interface."""
    results = to_label_studio(load_gold(CORPUS)[:1])[0]["annotations"][0]["result"]
    assert results
    for result in results:
        assert f'name="{result["from_name"]}"' in label_studio_config()


READERS = {"label-studio": from_label_studio, "docbin": from_doc_bin}


@pytest.mark.parametrize("tool", READERS)
@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\xff\xfe\x00"])
def test_other_files_are_refused(tool: str, content: bytes, tmp_path: Path) -> None:
    """The error names the file."""
    file = tmp_path / "other"
    file.write_bytes(content)
    with pytest.raises(GoldError, match="other: "):
        READERS[tool](file)


def test_a_label_that_is_no_kind_is_refused(tmp_path: Path) -> None:
    """What annotators can label wrongly is named with its place."""
    tasks = to_label_studio(load_gold(CORPUS)[:1])
    tasks[0]["annotations"][0]["result"][0]["value"]["labels"] = ["thing"]
    file = tmp_path / "export.json"
    file.write_text(json.dumps(tasks), encoding="utf-8")
    with pytest.raises(GoldError, match=r"release 1, .* is not a gold fact"):
        from_label_studio(file)
