"""The brackets of a noun phrase, and what may not stand at its edges."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.subjects.model import TaggedText
from extractor.subjects.verbs import VERBS


def opening_of(roles: Sequence[str], closing: int, low: int) -> int | None:
    """The token that opens the bracket that token `closing` closes; None if there is none.

    Args:
        roles: The roles of the tokens in a noun phrase.
        closing: The token that closes it.
        low: First token that may open it.
    """
    depth = 0
    for i in range(closing, low - 1, -1):
        if roles[i] == "close":
            depth += 1
        elif roles[i] == "open":
            depth -= 1
            if depth == 0:
                return i
        if depth == 0:
            return None
    return None


def closing_of(roles: Sequence[str], opening: int, high: int) -> int | None:
    """The token that closes the bracket that token `opening` opens; None if there is none.

    Args:
        roles: The roles of the tokens in a noun phrase.
        opening: The token that opens it.
        high: The token behind the last that may close it.
    """
    depth = 0
    for i in range(opening, high):
        if roles[i] == "open":
            depth += 1
        elif roles[i] == "close":
            depth -= 1
            if depth == 0:
                return i
    return None


def trimmed(text: TaggedText, start: int, end: int) -> tuple[int, int]:
    """A phrase without links and what else can't stand at an edge at either end.

    Args:
        text: The tokens.
        start: First token of the phrase.
        end: The token behind its last.
    """
    tags, roles = text.tags, text.roles
    while start < end and roles[start] in ("link", "open"):
        # A bracket behind what is no part of the phrase is none either: 2日（初一）客流.
        closing = closing_of(roles, start, end) if roles[start] == "open" else start
        if closing is None:
            break
        start = closing + 1
    while end > start and roles[end - 1] == "link":
        end -= 1
    placed = end - start > 1 and tags[start] == "f" and start > 0
    if placed and roles[start - 1] in VERBS and len(text.words[start]) == 1:
        start += 1  # 培训后|就业率
    return start, end
