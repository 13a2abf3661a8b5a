"""Tells line breaks that end a paragraph from those that do not, and white space that means
something from white space that does not.

A line break inside a sentence is told by evidence, in this order:

* the next line begins like a paragraph (a rule ``break``), or one of the two is furniture: kept;
* the pair fits a rule ``join``, such as a comma before the break: removed;
* the document is hard-wrapped, that is, many lines are as long as its longest ones and stop in
  the middle of a sentence, and this one does: removed;
* the document marks its paragraphs by indentation or by empty lines, the next line has no such
  mark, and this one stops in the middle of a sentence: removed;
* the paragraph holds whole sentences already and stops in the middle of one: removed.

White space is kept, as one space, between Latin letters, digits and their punctuation; anywhere
else Chinese text has none. Rules of ``layout.jsonl``, by ``kind``: ``terminal`` (``regex`` at the
end of a line that ends a sentence), ``prose`` (inside a paragraph that holds sentences), ``break``
(at the start of a line that begins a paragraph), ``join`` (``before`` at the end of a line and
``after`` at the start of the next; ``always``, if sentence ends do not matter).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import regex

from extractor.resources import Patterns, Rule
from extractor.text.alignment import Span

_TAIL = 40  # characters of a line's end, and of the next line's start, that a rule may look at
_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_SPACES = re.compile(r"\s+")
# what may stand on both sides of a space: Latin, Greek, Cyrillic, digits and their punctuation
_SPACED = re.compile(r"[A-Za-z0-9.,:;!?'\"()&#$@\[\]\u00c0-\u024f\u0370-\u052f]")
_LONGEST_WRAP = 120
_SLACK = 4  # characters by which a wrapped line may be shorter than the longest ones


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not empty, without the white space at its ends.

    Attributes:
        start: Offset of its first character.
        end: Offset behind its last character.
        indented: Whether white space stands before it.
        separated: Whether an empty line stands before it.
    """

    start: int
    end: int
    indented: bool
    separated: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do to a text: replace the characters at `spaces` by a space, delete `deletions`."""

    spaces: tuple[int, ...]
    deletions: tuple[Span, ...]


class Layout:
    """The rules about lines and white space, compiled.

    Args:
        patterns: Rules of ``layout.jsonl``.
        is_furniture: Whether a line (simplified) is furniture.

    Raises:
        PatternError: A rule lacks a field of its kind, or has a bad one.
    """

    def __init__(self, patterns: Patterns, is_furniture: Callable[[str], bool]) -> None:
        self._is_furniture = is_furniture
        self._rules = patterns.rules("layout")
        kinds: dict[str, list[Rule]] = {}
        for rule in self._rules:
            kinds.setdefault(rule.field("kind"), []).append(rule)
        self._terminal = {r.id: _compiled(r, "regex", "(?:{})$") for r in kinds["terminal"]}
        self._prose = {r.id: _compiled(r, "regex", "{}") for r in kinds["prose"]}
        self._break = {r.id: _compiled(r, "regex", "{}") for r in kinds["break"]}
        self._joins = [
            (
                rule.id,
                _compiled(rule, "before", "(?:{})$"),
                _compiled(rule, "after", "{}"),
                bool(rule.data.get("always")),
            )
            for rule in kinds["join"]
        ]

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that the layout works with."""
        return self._rules

    def plan(self, text: str, view: str) -> Plan:
        """What makes a document one paragraph a line.

        Args:
            text: The document; its only white space is spaces and line feeds.
            view: The same text, simplified, for the rules to look at.
        """
        lines = _lines(text)
        joined = self._joined(view, lines)
        spaces: list[int] = []
        deletions: list[Span] = []
        position = 0
        for index, line in enumerate(lines):
            if index == 0 or joined[index]:
                _inner(text, position, line.start, spaces, deletions)
            else:
                feed = text.index("\n", position)
                deletions += [(position, feed), (feed + 1, line.start)]
            for run in _SPACES.finditer(text, line.start, line.end):
                _inner(text, *run.span(), spaces, deletions)
            position = line.end
        deletions.append((position, len(text)))
        return Plan(tuple(spaces), tuple(span for span in deletions if span[0] < span[1]))

    def plan_slice(self, text: str) -> Plan:
        """What makes a piece of one paragraph one line; white space at its ends is kept."""
        spaces: list[int] = []
        deletions: list[Span] = []
        for run in _SPACES.finditer(text):
            if run.start() == 0 or run.end() == len(text):
                spaces.append(run.start())
                deletions.append((run.start() + 1, run.end()))
            else:
                _inner(text, *run.span(), spaces, deletions)
        return Plan(tuple(spaces), tuple(span for span in deletions if span[0] < span[1]))

    def fired(self, text: str) -> set[str]:
        """Ids of the rules that fire on two lines, or, of those about one line, on one."""
        first, _, second = text.partition("\n")
        ids = {rule for rule, pattern in self._terminal.items() if pattern.search(first)}
        ids |= {rule for rule, pattern in self._prose.items() if pattern.search(first)}
        ids |= {rule for rule, pattern in self._break.items() if pattern.match(second or first)}
        if second:
            ids |= {r for r, before, after, _ in self._joins if _fits(before, after, first, second)}
        return ids

    def _joined(self, view: str, lines: Sequence[Line]) -> list[bool]:
        """For each line, whether it continues the line before it."""
        ended = [self._is_terminal(view, line) for line in lines]
        width = _wrap_width(lines, ended)
        indented = _is_habit([line.indented for line in lines])
        separated = _is_habit([line.separated for line in lines])
        joined = [False] * len(lines)
        paragraph = 0
        for index in range(1, len(lines)):
            last, line = lines[index - 1], lines[index]
            unmarked = not (line.separated or (indented and line.indented))
            marked = (indented and lines[paragraph].indented) or separated
            full = width is not None and last.end - last.start >= width - _SLACK
            joins = self._join(view, last, line, ended[index - 1]) and not line.separated
            if not joins and unmarked and (not ended[index - 1] or (full and marked)):
                inside = self._is_inside(view, lines[paragraph], last)
                joins = full or inside or (marked and last.end - last.start >= 2 * _SLACK)
            joined[index] = joins and self._may_join(view, last, line)
            if not joined[index]:
                paragraph = index
        return joined

    def _is_terminal(self, view: str, line: Line) -> bool:
        tail = view[max(line.start, line.end - _TAIL) : line.end]
        return any(pattern.search(tail) for pattern in self._terminal.values())

    def _join(self, view: str, last: Line, line: Line, ended: bool) -> bool:
        """Whether a rule joins the two lines."""
        before = view[max(last.start, last.end - _TAIL) : last.end]
        after = view[line.start : min(line.end, line.start + _TAIL)]
        return any(
            _fits(first, second, before, after)
            for _, first, second, always in self._joins
            if always or not ended
        )

    def _is_inside(self, view: str, first: Line, last: Line) -> bool:
        """Whether the paragraph that reaches from `first` to `last` holds whole sentences."""
        return any(p.search(view, first.start, last.end) for p in self._prose.values())

    def _may_join(self, view: str, last: Line, line: Line) -> bool:
        after = view[line.start : min(line.end, line.start + _TAIL)]
        if any(pattern.match(after) for pattern in self._break.values()):
            return False
        return not (
            self._is_furniture(view[last.start : last.end])
            or self._is_furniture(view[line.start : line.end])
        )


def _lines(text: str) -> list[Line]:
    lines = []
    position = 0
    for match in _LINE.finditer(text):
        gap = text[position : match.start()]
        feeds = gap.count("\n")
        lines.append(
            Line(
                match.start(),
                match.end(),
                indented=gap[-1:] == " ",
                separated=feeds > 1,
            )
        )
        position = match.end()
    return lines


def _inner(text: str, start: int, end: int, spaces: list[int], deletions: list[Span]) -> None:
    """Plan for the white space `[start, end)` inside a paragraph: one space, or none."""
    if start and start < end and _SPACED.match(text, start - 1) and _SPACED.match(text, end):
        feed = "\n" in text[start:end]
        if not (feed and text[start - 1].isdigit() and text[end].isdigit()):
            spaces.append(start)
            start += 1
    deletions.append((start, end))


def _is_habit(marks: Sequence[bool]) -> bool:
    """Whether a document marks its paragraphs so: some lines, not just one or two, are marked."""
    return sum(marks) >= max(2, len(marks) // 5)


def _wrap_width(lines: Sequence[Line], ended: Sequence[bool]) -> int | None:
    """The length at which a document is hard-wrapped, in characters; None if it is not."""
    lengths = [line.end - line.start for line in lines]
    if sum(length > _LONGEST_WRAP for length in lengths) * 10 > len(lines):
        return None
    cut = Counter(length for length, end in zip(lengths, ended, strict=True) if not end)
    full = {width: sum(cut[width - slack] for slack in range(_SLACK)) for width in cut}
    width = max(full, key=lambda width: (full[width], width), default=0)
    longer = sum(length > width for length in lengths)
    if full.get(width, 0) < max(3, len(lines) // 4) or longer * 10 > len(lines):
        return None
    return width if width > 3 * _SLACK else None


def _fits(
    before: regex.Pattern[str], after: regex.Pattern[str], first: str, second: str
) -> bool:
    return after.match(second) is not None and before.search(first) is not None


def _compiled(rule: Rule, field: str, frame: str) -> regex.Pattern[str]:
    try:
        return regex.compile(frame.format(rule.field(field)))
    except regex.error as error:
        raise rule.fault(f"{field!r} is not a regular expression: {error}") from None
