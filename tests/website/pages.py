"""Runs what a page of the documentation tells its reader to do."""

import doctest
import re
import shlex
from pathlib import Path
from typing import NamedTuple

import pytest

from extractor.__main__ import main

_BLOCK = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
_PROMPT = "$ "


class Block(NamedTuple):
    """A fenced block: its language, the file that it is the text of, and its lines."""

    language: str
    title: str
    text: str


def blocks(markdown: str) -> list[Block]:
    """The blocks that are to be done, in order."""
    return [Block(*found) for found in _BLOCK.findall(markdown)]


def done(block: Block, capsys: pytest.CaptureFixture[str]) -> str:
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
        return "".join(f"{command}\n{_printed(command, capsys)}" for command in commands)
    elif block.language == "pycon":
        session = doctest.DocTestParser().get_doctest(block.text, {}, "page", None, 0)
        failures: list[str] = []
        doctest.DocTestRunner(verbose=False).run(session, out=failures.append)
        return block.text + "".join(failures)
    return block.text


def _printed(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What a command prints, without the blanks that end lines."""
    program, *arguments = shlex.split(command.removeprefix(_PROMPT))
    assert program == "extractor", command
    main(arguments)
    printed = "".join(capsys.readouterr())
    return "".join(f"{line.rstrip()}\n" for line in printed.splitlines())
