"""Plans what makes a text one paragraph a line, without white space that means nothing.

White space is kept, as one space, between Latin letters, digits and their punctuation; anywhere
else Chinese text has none. Which line breaks stay is for the `ParagraphRules` to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.text.alignment import Draft, Span
from extractor.text.paragraphs import Line, ParagraphRules

_SPACES = re.compile(r"\s+")
_RUN = re.compile(" +")
# what may stand on both sides of a space: Latin, Greek, Cyrillic, digits and their punctuation
_SPACED = re.compile(r"[A-Za-z0-9.,:;!?'\"()&#$@\[\]\u00c0-\u024f\u0370-\u052f]")


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do to a text.

    Attributes:
        spaces: Offsets of the characters to replace by a space, ascending.
        deletions: Half-open spans to delete, ascending and disjoint.
    """

    spaces: tuple[int, ...]
    deletions: tuple[Span, ...]

    def carry_out(self, draft: Draft) -> None:
        """Change a draft as planned for its text."""
        if self.spaces:
            pieces = []
            position = 0
            for at in self.spaces:
                pieces += [draft.text[position:at], " "]
                position = at + 1
            draft.replace("".join([*pieces, draft.text[position:]]))
        draft.delete(self.deletions)


def plan_document(text: str, view: str, rules: ParagraphRules) -> Plan:
    """What makes a document one paragraph a line.

    Args:
        text: The document; its only white space is spaces and line feeds.
        view: The same text, simplified, for the rules to look at.
        rules: The rules about line breaks.
    """
    lines = _lines(text)
    spaces: list[int] = []
    deletions: list[Span] = []
    position = 0
    for index, (line, continues) in enumerate(
        zip(lines, rules.continuations(view, lines), strict=True)
    ):
        if index == 0 or continues:
            _close(text, position, line.start, spaces, deletions)
        elif line.start > position + 1:
            feed = text.index("\n", position)
            deletions += [(position, feed), (feed + 1, line.start)]
        position = line.end
    deletions.append((position, len(text)))
    for run in _RUN.finditer(text):
        start, end = run.span()
        if text[start - 1 : start].strip() and text[end : end + 1].strip():
            _close(text, start, end, spaces, deletions)
    return _plan(spaces, deletions)


def plan_slice(text: str) -> Plan:
    """What makes a piece of one paragraph one line; one space at either end is kept."""
    spaces: list[int] = []
    deletions: list[Span] = []
    for run in _SPACES.finditer(text):
        start, end = run.span()
        if start == 0 or end == len(text):
            spaces.append(start)
            deletions.append((start + 1, end))
        else:
            _close(text, start, end, spaces, deletions)
    return _plan(spaces, deletions)


def _lines(text: str) -> list[Line]:
    lines: list[Line] = []
    position = 0
    separated = False
    for part in text.split("\n"):
        content = part.strip()
        if content:
            indent = len(part) - len(part.lstrip())
            start = position + indent
            lines.append(Line(start, start + len(content), indent > 0, separated))
        separated = not content and bool(lines)
        position += len(part) + 1
    return lines


def _close(text: str, start: int, end: int, spaces: list[int], deletions: list[Span]) -> None:
    """Plan for the white space `[start, end)` inside a paragraph: one space, or none."""
    if start and start < end and _SPACED.match(text, start - 1) and _SPACED.match(text, end):
        sides = text[start - 1] + text[end]
        # a line break in a number or an acronym was put there by a layout, not by an author
        if "\n" not in text[start:end] or (sides.isalpha() and not sides.isupper()):
            spaces.append(start)
            start += 1
    deletions.append((start, end))


def _plan(spaces: Sequence[int], deletions: Sequence[Span]) -> Plan:
    spans = sorted(span for span in deletions if span[0] < span[1])
    return Plan(tuple(sorted(spaces)), tuple(spans))
