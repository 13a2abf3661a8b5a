"""Runs what a page of the documentation tells its reader to do.

`python -m tests.website.pages PAGE…` puts what commands print now into pages.
"""

import contextlib
import doctest
import io
import os
import re
import shlex
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from extractor.__main__ import main

_BLOCK = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
_PROMPT = "$ "
_COUNTED = re.compile(r"\d+ (rules|examples)")  # of all rules: any new one would change the pages
WIDTH = "100"  # columns of the terminal


class Block(NamedTuple):
    """A fenced block: its language, the file that it is the text of, and its lines."""

    language: str
    title: str
    text: str


def blocks(markdown: str) -> list[Block]:
    """The blocks that are to be done, in order."""
    return [Block(*found) for found in _BLOCK.findall(markdown)]


def done(block: Block) -> str:
    """Do in the current folder what a block says.

    Files are written. Of consoles, each command is run and what it prints is put in the place of
    what the page says. Of Python sessions, failures are added.

    Returns:
        The block's text as it should be.
    """
    if block.title:
        file = Path(block.title)
        file.parent.mkdir(exist_ok=True)
        file.write_text(block.text, encoding="utf-8")
    elif block.language == "console":
        commands = [line for line in block.text.splitlines() if line.startswith(_PROMPT)]
        return "".join(f"{command}\n{_printed(command)}" for command in commands)
    elif block.language == "pycon":
        session = doctest.DocTestParser().get_doctest(block.text, {}, "page", None, 0)
        failures: list[str] = []
        doctest.DocTestRunner(verbose=False).run(session, out=failures.append)
        return block.text + "".join(failures)
    return block.text


def _printed(command: str) -> str:
    """What a command prints, without the blanks that end lines and the count of all rules."""
    program, *arguments = shlex.split(command.removeprefix(_PROMPT))
    assert program == "extractor", command
    output = io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        main(arguments)
    printed = _COUNTED.sub(r"… \1", output.getvalue())
    return "".join(f"{line.rstrip()}\n" for line in printed.splitlines())


def renewed(markdown: str) -> str:
    """A page whose consoles say what commands print now."""

    def console(found: re.Match[str]) -> str:
        block = Block(found[1], found[2] or "", found[3])
        now = done(block)
        return found[0].replace(block.text, now) if block.language == "console" else found[0]

    return _BLOCK.sub(console, markdown)


if __name__ == "__main__":
    os.environ["COLUMNS"] = WIDTH
    for page in map(Path.absolute, map(Path, sys.argv[1:])):
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            page.write_text(renewed(page.read_text(encoding="utf-8")), encoding="utf-8")
