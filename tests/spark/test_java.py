"""A missing or wrong Java is told before Spark stumbles over it."""

from pathlib import Path

import pytest

from extractor.batch.spark_session import check_java
from extractor.errors import ExtractorError

VERSIONS = {
    'openjdk version "17.0.15" 2025-04-15': None,
    'openjdk version "21" 2023-09-19': None,
    'java version "1.8.0_402"': "does not run on Java 8",
    'openjdk version "11.0.22" 2024-01-16': "does not run on Java 11",
    'openjdk version "25.0.1" 2025-10-21': "does not run on Java 25",
    "Segmentation fault": "does not run",
}


def fake_java(folder: Path, told: str) -> None:
    java = folder / "bin" / "java"
    java.parent.mkdir(parents=True)
    java.write_text(f"#!/bin/sh\necho '{told}' >&2\n")
    java.chmod(0o755)


@pytest.mark.parametrize(("told", "reason"), VERSIONS.items())
def test_version(
    told: str, reason: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """17 to 21 will do; of others the hint says what to install."""
    fake_java(tmp_path, told)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    if reason is None:
        check_java()
        return
    with pytest.raises(ExtractorError, match=reason) as caught:
        check_java()
    assert "Java 17 or 21" in caught.value.hint


@pytest.mark.parametrize("home", [True, False])
def test_no_java(home: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither in JAVA_HOME, which goes first, nor on the path."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    if home:
        fake_java(tmp_path / "path", 'openjdk version "17"')
        monkeypatch.setenv("PATH", str(tmp_path / "path" / "bin"))
        monkeypatch.setenv("JAVA_HOME", str(tmp_path / "home"))
    with pytest.raises(ExtractorError, match="there is none on"):
        check_java()
