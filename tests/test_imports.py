"""The program starts without what it never calls, and leaves the libraries whole."""

import subprocess
import sys

import pytest

_START = "import sys; from extractor.imports import import_libraries; import_libraries(); "


def _run(program: str) -> str:
    return subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", program], capture_output=True, check=True, text=True
    ).stdout.strip()


@pytest.mark.parametrize(
    ("program", "told"),
    [
        ("print(*{'spacy.cli', 'requests', 'httpx', 'pkg_resources'} & sys.modules.keys())", ""),
        ("import spacy; print(spacy.cli.__name__, callable(spacy.cli.download))", "spacy.cli True"),
        ("import spacy.cli; print(callable(spacy.cli.download))", "True"),
        ("from spacy.cli.info import info; print(callable(info))", "True"),
        ("import spacy; print(spacy.info.__module__)", "spacy.cli.info"),
        ("import spacy; print(hasattr(spacy, 'nothing'))", "False"),
        ("import spacy; print(*spacy.blank('zh')('银行').text)", "银 行"),
        ("import jieba; print(*jieba.finalseg.cut('银行'))", "银行"),
    ],
)
def test_whole(program: str, told: str) -> None:
    """What was left out is there for whoever asks for it afterwards."""
    assert _run(_START + program) == told


@pytest.mark.parametrize("name", ["spacy", "jieba"])
def test_imported_already(name: str) -> None:
    """Libraries that are there already stay as they are."""
    program = f"import {name} as one; before = dict(vars(one)); {_START} print(vars(one) == before)"
    assert _run(program) == "True"
