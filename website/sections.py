"""Takes a section out of a Markdown file."""

from __future__ import annotations

import re
from collections.abc import Iterator

_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_HEADING = re.compile(r"(#{1,6}) +(.+?) *#* *$")
_NO_ANCHOR = re.compile(r"[^\w\- ]")


def anchor(heading: str) -> str:
    """The anchor of a heading, as code hosts make it: lower case, hyphens, no punctuation."""
    return _NO_ANCHOR.sub("", heading.lower()).replace(" ", "-")


def prose(markdown: str) -> Iterator[tuple[str, bool]]:
    """Each line with its line break, and whether it is outside of fenced code."""
    fence = ""
    for line in markdown.splitlines(keepends=True):
        mark = _FENCE.match(line)
        if fence:
            yield line, False
            if mark and mark[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
        elif mark:
            fence = mark[1]
            yield line, False
        else:
            yield line, True


def headings(markdown: str) -> list[tuple[int, str]]:
    """Level and text of every heading."""
    found = (_HEADING.match(line) for line, is_prose in prose(markdown) if is_prose)
    return [(len(match[1]), match[2]) for match in found if match]


def section(markdown: str, wanted: str) -> str:
    """A section as a page of its own, its heading raised to the first level.

    Args:
        markdown: The file.
        wanted: The anchor of the section's heading.

    Raises:
        ValueError: There is no such section.
    """
    lines: list[str] = []
    level = 0
    for line, is_prose in prose(markdown):
        heading = _HEADING.match(line) if is_prose else None
        if heading and level and len(heading[1]) <= level:
            break
        if heading and not level and anchor(heading[2]) == wanted:
            level = len(heading[1])
        if level:
            lines.append(line[level - 1 :] if heading else line)
    if not lines:
        raise ValueError(f"no section #{wanted}")
    return "".join(lines)
