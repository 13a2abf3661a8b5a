"""Nothing ever calls the network."""

import socket
from pathlib import Path

import pytest

from extractor import load

DEMO = Path(__file__).parents[1] / "corpus" / "releases" / "demo.txt"


def test_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading all dictionaries and reading a release opens no socket."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    assert load().extract(DEMO.read_text(encoding="utf-8")).facts
