"""Tells line breaks that end a paragraph from those that stand inside a sentence.

A line break inside a sentence is told by evidence, in this order:

* the next line begins like a paragraph (a rule ``break``), or one of the two is furniture: kept;
* the pair fits a rule ``join``, such as a comma before the break: removed;
* the document is hard-wrapped, that is, many lines are as long as its longest ones and stop in
  the middle of a sentence, and this one is as long: removed;
* the paragraph holds whole sentences already and stops in the middle of one, or it stops inside
  brackets or quotation marks (rules ``enclosing``): removed;
* the document marks its paragraphs by indentation or by empty lines, the next line has no such
  mark, and this one stops in the middle of a sentence: removed.

Rules of ``layout.jsonl``, by ``kind``: ``terminal`` (``regex`` at the end of a line that ends a
sentence), ``prose`` (in a line that holds a whole sentence and more), ``break`` (at the start of a
line that begins a paragraph), ``join`` (``before`` at the end of a line and ``after`` at the start
of the next; ``always``, if sentence ends and empty lines do not matter), ``enclosing`` (``open``,
``close``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import regex

from extractor.expressions import compiled, either
from extractor.resources import Patterns, Rule

_TAIL = 40  # characters of a line's end, and of the next line's start, that a rule may look at
_MARKS = 6  # characters of a line's end that hold the marks that end a sentence
_LONGEST_WRAP = 120
_SLACK = 4  # characters by which a wrapped line may be shorter than the longest ones
_LONGEST_HEADING = 40
_CLAUSE_MARKS = regex.compile("[\uff0c\u3001\u3002\uff1b]")


class Line(NamedTuple):
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


@dataclass(slots=True)
class _Paragraph:
    """What is known of the lines from `first` to the one that stands at index `seen` - 1."""

    first: Line
    seen: int
    prose: bool = False
    clauses: bool = False
    unclosed: set[str] = field(default_factory=set)


class ParagraphRules:
    """The rules about line breaks, compiled.

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
        self._terminal = _sources(kinds.get("terminal", []), "(?:{})$")
        self._prose = _sources(kinds.get("prose", []), "{}")
        self._break = _sources(kinds.get("break", []), "{}")
        self._any_terminal = _alternation(self._terminal.values())
        self._any_prose = _alternation(self._prose.values())
        self._any_break = _alternation(self._break.values())
        self._enclosing = [
            (rule.id, rule.field("open"), rule.field("close"))
            for rule in kinds.get("enclosing", [])
        ]
        joins = kinds.get("join", [])
        before, after = _sources(joins, "(?:{})$", "before"), _sources(joins, "{}", "after")
        self._joins = [(rule.id, before[rule.id], after[rule.id]) for rule in joins]
        self._always = [
            join for join, rule in zip(self._joins, joins, strict=True) if rule.data.get("always")
        ]
        self._any_always = _alternation([after for _, _, after in self._always])

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that are compiled here."""
        return self._rules

    def continuations(self, view: str, lines: Sequence[Line]) -> list[bool]:
        """For each line, whether it continues the paragraph of the line before it.

        Args:
            view: The text, simplified.
            lines: Its lines.
        """
        ended = [self._is_ended(view, line) for line in lines]
        width = _wrap_width(lines, ended)
        indented = _is_habit([line.indented for line in lines], wrapped=width is not None)
        separated = _is_habit([line.separated for line in lines], wrapped=width is not None)
        separated = separated and not (width is None and _is_loose(lines, ended))
        joined = [False] * len(lines)
        paragraph = _Paragraph(lines[0], 0) if lines else None
        for index, line in enumerate(lines):
            if paragraph is None or index == 0:
                continue
            last, stops = lines[index - 1], not ended[index - 1]
            joins = self._is_join(view, last, line, stops and not line.separated)
            if not joins and not (line.separated or (indented and line.indented)):
                missing = width - (last.end - last.start) if width else _LONGEST_WRAP
                marked = separated or (indented and paragraph.first.indented)
                if stops:
                    self._read(paragraph, view, lines, index)
                    joins = missing <= _SLACK or self._is_unfinished(paragraph, last, marked)
                else:
                    # few paragraphs end where a full line does, most full lines do not end one
                    joins = missing <= (_SLACK if marked else 1)
            joined[index] = joins and self._may_join(view, last, line)
            if not joined[index]:
                paragraph = _Paragraph(line, index)
        return joined

    def fired(self, text: str) -> set[str]:
        """Ids of the rules that fire on two lines, or, of those about one line, on one."""
        first, _, second = text.partition("\n")
        ids = {rule for rule, pattern in self._terminal.items() if pattern.search(first)}
        ids |= {rule for rule, pattern in self._prose.items() if pattern.search(first)}
        ids |= {rule for rule, pattern in self._break.items() if pattern.match(second or first)}
        ids |= {
            r
            for r, opening, closing in self._enclosing
            if first.rfind(opening) > first.rfind(closing)
        }
        if second:
            ids |= {r for r, *sides in self._joins if _fits(sides, first, second)}
        return ids

    def _is_ended(self, view: str, line: Line) -> bool:
        tail = view[max(line.start, line.end - _MARKS) : line.end]
        return self._any_terminal.search(tail) is not None

    def _is_join(self, view: str, last: Line, line: Line, stops: bool) -> bool:
        """Whether a rule joins two lines, where `stops` says that the first stops in a sentence.

        What cannot begin a line joins it to the line before it whatever that line is.
        """
        if not stops and not self._any_always.match(view, line.start, line.end):
            return False
        first = view[max(last.start, last.end - _TAIL) : last.end]
        second = view[line.start : min(line.end, line.start + _TAIL)]
        joins = self._joins if stops else self._always
        return any(_fits(sides, first, second) for _, *sides in joins)

    def _may_join(self, view: str, last: Line, line: Line) -> bool:
        """Whether nothing speaks against joining two lines."""
        return not (
            self._any_break.match(view, line.start, line.end)
            or self._is_furniture(view[last.start : last.end])
            or self._is_furniture(view[line.start : line.end])
        )

    def _read(self, paragraph: _Paragraph, view: str, lines: Sequence[Line], stop: int) -> None:
        """Bring what is known of a paragraph up to the line before `stop`; each is read once."""
        while paragraph.seen < stop:
            line = lines[paragraph.seen]
            piece = view[line.start : line.end]
            # a line that was joined in spite of its end is a whole sentence, and there is more
            more = self._is_ended(view, line) and paragraph.seen + 1 < stop
            paragraph.prose = paragraph.prose or more or self._any_prose.search(piece) is not None
            opening = self._any_break.match(piece)  # the mark in 二、 parts no clauses
            body = opening.end() if opening else 0
            paragraph.clauses = paragraph.clauses or _CLAUSE_MARKS.search(piece, body) is not None
            for rule, start, end in self._enclosing:
                opened, closed = piece.rfind(start), piece.rfind(end)
                if opened > closed:
                    paragraph.unclosed.add(rule)
                elif closed > opened:
                    paragraph.unclosed.discard(rule)
            paragraph.seen += 1

    def _is_unfinished(self, paragraph: _Paragraph, last: Line, marked: bool) -> bool:
        """Whether a paragraph that stops in the middle of a sentence at `last` goes on.

        Args:
            paragraph: What is known of it.
            last: Its last line.
            marked: Whether the next line, did it begin a paragraph, would be marked as such.
        """
        if paragraph.prose or paragraph.unclosed:
            return True
        if not marked:
            return False
        first = paragraph.first
        if first.indented and last.end - last.start >= 2 * _SLACK:
            return True
        return last.end - first.start >= _LONGEST_HEADING or paragraph.clauses


def _is_habit(marks: Sequence[bool], *, wrapped: bool) -> bool:
    """Whether a document marks its paragraphs so.

    One line in five is marked, not just one or two; if it is wrapped, one in thirty.
    """
    return sum(marks) >= max(2, len(marks) // (30 if wrapped else 5))


def _is_loose(lines: Sequence[Line], ended: Sequence[bool]) -> bool:
    """Whether more than one paragraph begins behind a whole sentence without an empty line.

    Then empty lines part sections of the document, not its paragraphs.
    """
    pairs = zip(lines[1:], ended, strict=False)
    return sum(end and not line.separated for line, end in pairs) > 1


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


def _fits(sides: Sequence[Any], first: str, second: str) -> bool:
    before, after = sides
    return after.match(second) is not None and before.search(first) is not None


def _alternation(patterns: Iterable[Any]) -> Any:
    parts = list(patterns)
    return either("|".join(f"(?:{part.pattern})" for part in parts) or "(?!)", parts)


def _sources(rules: Sequence[Rule], frame: str, name: str = "regex") -> dict[str, Any]:
    """The expressions in a field of each rule, put into a frame."""
    return {rule.id: compiled(rule, name, frame.format(rule.field(name))) for rule in rules}
