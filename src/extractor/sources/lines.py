"""Makes paragraphs of the lines of pages.

A line that runs to the right margin and does not end a sentence goes on in the next one, across
pages too; a line that stops before the margin, such as a heading, does not. So nothing has to be
known about headings but that they are shorter than the page is wide.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

_FULL = 0.88  # share of the usual width from which on a line runs to the margin
_WIDEST = 0.9  # the share of lines that are not wider than the usual width
_NARROWEST = 20  # columns; narrower pages are tables or lists
_REPEATED = 3  # pages that a running head stands on, at least
_DEEPEST = 2  # lines of furniture at either end of a page

_ENDED = re.compile('[。！？；：…!?;:][”’"）)】》]{0,3}$')
_OPENS = re.compile(
    "[一二三四五六七八九十]{1,3}、"
    "|[（(][一二三四五六七八九十0-9]{1,3}[）)]"
    "|第[一二三四五六七八九十0-9]{1,4}[章节条]"
    "|[0-9]{1,2}[.、](?![0-9])|[—–]{2}|[●■◆▲★○□·•]"
)
_INDENT = re.compile(r"[ \u3000]{2}|\t|\u3000")
_PAGE_NUMBER = re.compile(
    r"[-—–·~]*\s*第?\s*(?P<number>[0-9]{1,4})\s*页?"
    r"(?:\s*[,，/／]?\s*共?\s*[0-9]{1,4}\s*页)?\s*[-—–·~]*"
)


def join_pages(pages: Sequence[str]) -> str:
    """The text of pages, one paragraph a line as far as the layout tells.

    Args:
        pages: The text of each page, one line of the page a line.

    Returns:
        The text without page numbers and running heads.
    """
    lines = [line for page in _without_furniture(pages) for line in page]
    margin = _margin(lines)
    joined: list[str] = []
    goes_on = False
    for line in lines:
        content = line.strip()
        if goes_on and not _INDENT.match(line) and not _OPENS.match(content):
            joined[-1] += _glue(joined[-1], content) + content
        else:
            joined.append(content)
        goes_on = _width(line) >= margin and not _ENDED.search(content)
    return "\n".join(joined)


def _margin(lines: Sequence[str]) -> float:
    """The width from which on a line runs to the margin, in columns."""
    widths = sorted(map(_width, lines))
    usual = widths[int(len(widths) * _WIDEST)] if widths else 0
    return usual * _FULL if usual >= _NARROWEST else float("inf")


def _width(line: str) -> int:
    """Columns that a line takes; a Han character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "FWA" else 1 for char in line.rstrip())


def _glue(before: str, after: str) -> str:
    """A space where a line break stood for one: between words of an alphabet."""
    ends, begins = before[-1:], after[:1]
    return " " if ends.isascii() and begins.isascii() and (ends + begins).isalpha() else ""


def _without_furniture(pages: Sequence[str]) -> Iterator[list[str]]:
    contents = [[line for line in page.splitlines() if line.strip()] for page in pages]
    offsets = Counter(
        number - page
        for page, lines in enumerate(contents)
        for number in {_number(line) for line in _edges(lines)}
        if number is not None
    )
    heads = Counter(line.strip() for lines in contents for line in set(_edges(lines)))

    def is_furniture(page: int, line: str) -> bool:
        if heads[line.strip()] > max(_REPEATED - 1, len(pages) // 2):
            return True
        number = _number(line)
        if number is None:
            return False
        return not line.strip().isdigit() or number == page + 1 or offsets[number - page] > 1

    for page, lines in enumerate(contents):
        start, end = 0, len(lines)
        while start < min(end, _DEEPEST) and is_furniture(page, lines[start]):
            start += 1
        while end > max(start, len(lines) - _DEEPEST) and is_furniture(page, lines[end - 1]):
            end -= 1
        yield lines[start:end]


def _edges(lines: Sequence[str]) -> Sequence[str]:
    """The lines of a page where its furniture may be."""
    return [*lines[:_DEEPEST], *lines[_DEEPEST:][-_DEEPEST:]]


def _number(line: str) -> int | None:
    """The number of a page, if a line may be one; decorated ones are hardly anything else."""
    match = _PAGE_NUMBER.fullmatch(line.strip())
    return int(match["number"]) if match else None
