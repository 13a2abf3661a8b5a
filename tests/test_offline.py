"""Nothing ever calls the network: every Python process of a command is watched, workers too."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from extractor.cache import FOLDER_VARIABLE
from tests.sources.builders import make_zip

DEMO = Path(__file__).parents[1] / "corpus" / "releases" / "demo.txt"
PAGE = """<!DOCTYPE html SYSTEM "http://127.0.0.1:9/x.dtd"><html><head><title>公报</title>
<link rel="stylesheet" href="http://127.0.0.1:9/x.css"><base href="http://127.0.0.1:9/"></head>
<body><article><p>全省新建学校30所，增长5%。<img src="http://127.0.0.1:9/x.png"></p>
<p>全区156.7万名低保对象基本生活得到保障。</p></article>
<script src="x.js"></script></body></html>"""
# Imported by each Python process at its start. Workers are spoken to over local sockets, and some
# libraries bind one to learn whether there is IPv6; neither leaves the machine.
HOOK = """
import sys
TOLD = {told!r}
def refuse(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        if arguments[0].family == 1:
            return
    elif event not in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        return
    with open(TOLD, "a") as file:
        file.write(event + "\\n")
    raise OSError("no network")
sys.addaudithook(refuse)
"""
COMMANDS = {
    "extract": ("extract", "in/demo.txt", "in/page.html", "--format", "jsonl"),
    "batch": ("batch", "in", "--out", "out", "--jobs", "2", "--format", "jsonl"),
    "report": ("report", "in", "--out", "page.html"),
    "eval": ("eval", "gold", "--html", "page.html"),
}


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python where sockets to other machines are refused and told of in `told`."""
    (folder / "hook").mkdir(exist_ok=True)
    hook = HOOK.format(told=str(folder / "told"))
    (folder / "hook" / "sitecustomize.py").write_text(hook, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(folder / "hook")}
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS.keys())
def test_no_command_calls_the_network(command: tuple[str, ...], tmp_path: Path) -> None:
    """Texts, pages that name others, archives; in this process and in workers."""
    text = DEMO.read_text(encoding="utf-8")
    files = {"in/demo.txt": text, "in/page.html": PAGE, "gold/releases/one.txt": text}
    for name, content in {**files, "gold/gold/one.jsonl": ""}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / "in" / "z.zip").write_bytes(make_zip({"../../a.txt": text.encode() + b" "}))
    before = {path for path in tmp_path.parent.rglob("*") if path.parent != tmp_path}
    done = _run(tmp_path, "-m", "extractor", *command)
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "told").exists()
    new = {path for path in tmp_path.parent.rglob("*") if path.parent != tmp_path} - before
    new = {path for path in new if not path.is_relative_to(os.environ[FOLDER_VARIABLE])}
    assert {path.relative_to(tmp_path).parts[0] for path in new} <= {"hook", "out", "page.html"}


@pytest.mark.parametrize(
    "call",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import urllib.request; urllib.request.urlopen('http://example.invalid/')",
        "import multiprocessing as m, socket; c = m.get_context('spawn').Process("
        "target=socket.create_connection, args=(('127.0.0.1', 9),)); c.start(); c.join()",
    ],
    ids=["address", "name", "worker"],
)
def test_a_call_would_be_told(call: str, tmp_path: Path) -> None:
    """The test above can fail."""
    _run(tmp_path, "-c", call)
    assert (tmp_path / "told").read_text(encoding="utf-8")
