"""A small corpus to evaluate on."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

TEXT = "新建学校30所，增长5%，其中农村学校8所。"
SCHOOLS: dict[str, Any] = {
    "quote": "30所",
    "span": [4, 7],
    "value": "30",
    "unit": "所",
    "subject": "学校",
    "kind": "level",
}
RATE: dict[str, Any] = {
    "quote": "5%",
    "span": [10, 12],
    "value": "5",
    "unit": "%",
    "subject": "学校",
    "kind": "change",
    "change": "up",
}
MakeCorpus = Callable[..., Path]


@pytest.fixture
def make_corpus(tmp_path: Path) -> MakeCorpus:
    """Writes a corpus of one release, `one`, with the facts that are passed."""

    def make(*facts: dict[str, Any], manifest: str | None = None) -> Path:
        for name in ("gold", "releases"):
            (tmp_path / name).mkdir(exist_ok=True)
        (tmp_path / "releases" / "one.txt").write_text(TEXT, encoding="utf-8")
        lines = "\n".join(json.dumps(fact, ensure_ascii=False) for fact in facts)
        (tmp_path / "gold" / "one.jsonl").write_text(lines, encoding="utf-8")
        if manifest is not None:
            (tmp_path / "manifest.jsonl").write_text(manifest, encoding="utf-8")
        return tmp_path

    return make
