"""The rules of `patterns/times.jsonl`, with their building blocks put in.

A line with ``define`` names a building block: a regex, or a table of words with their meaning.
``{name}`` in a regex stands for the block of that name (letters and ``_`` only, so that the bounds
of a repeat such as ``{1,3}`` stay what they are). Finder and resolver both read the rules from
here, so that what is found is always what can be resolved.
"""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import regex

from extractor.expressions import compiled
from extractor.resources import Patterns, Rule

FILE = "times"
"""Name of the pattern file."""

_BLOCK = regex.compile(r"\{([A-Za-z_]+)\}")
_NESTING = 8
"""How deep blocks may stand in one another; more can only be a circle."""


@dataclass(frozen=True)
class TimeRule:
    """One way of writing a time.

    Attributes:
        rule: The line of the pattern file.
        shape: Its compiled regex, all blocks put in.
        anchors: Short regexes; every match of the rule holds a find of one of them.
        kind: Name of the mechanism that resolves it.
        starts: The characters that a match can begin with.
        named: How many Han characters before a match, up to a mark, may name it (灯会期间); a match
            needs two of them then.
    """

    rule: Rule
    shape: Any
    anchors: tuple[str, ...]
    kind: str
    starts: frozenset[str]
    named: int = 0

    @property
    def id(self) -> str:
        """Id of the rule."""
        return self.rule.id

    @cached_property
    def signs(self) -> frozenset[str]:
        """Characters of which every match holds one; none if its anchors are more than that."""
        return frozenset(self.anchors if all(len(anchor) == 1 for anchor in self.anchors) else ())


class TimeGrammar:
    """All rules and tables for time expressions.

    Args:
        patterns: Pattern folders to read ``times.jsonl`` from.

    Raises:
        PatternError: A line names an unknown block, lacks a field, holds a regex that is not
            valid, or blocks run in a circle.
    """

    def __init__(self, patterns: Patterns) -> None:
        lines = patterns.rules(FILE)
        self.definitions = tuple(line for line in lines if "define" in line.data)
        self.tables: dict[str, Mapping[str, Any]] = {
            str(line.data["define"]): line.data["values"]
            for line in self.definitions
            if "values" in line.data
        }
        self._blocks = {str(line.data["define"]): _block(line) for line in self.definitions}
        for line in self.definitions:
            self._expand(line)  # a circle is the fault of the block, not of a rule that uses it
        self.rules = tuple(self._rules(lines))

    def compile(self, line: Rule) -> Any:
        """The compiled regex of a rule or of a block, or of the words of a table.

        Raises:
            PatternError: It is not valid, names an unknown block, or blocks run in a circle.
        """
        return compiled(line, "regex", self._expand(line))

    def number(self, text: str) -> int:
        """The value of a whole number below 1000 or of a row of digits.

        Args:
            text: ASCII digits, or words of the tables ``digit`` and ``ten``: 12, 十二, 二〇二三.
        """
        if text.isdecimal():
            return int(text)
        digits, tens = self.tables["digit"], self.tables["ten"]
        if not any(character in tens for character in text):
            return int("".join(str(digits[character]) for character in text))
        total = digit = 0
        for character in text:
            if character in tens:
                total += (digit or 1) * int(tens[character])
                digit = 0
            else:
                digit = int(digits[character])
        return total + digit

    def _rules(self, lines: tuple[Rule, ...]) -> Iterator[TimeRule]:
        for line in lines:
            if "define" not in line.data:
                shape = self.compile(line)
                yield TimeRule(
                    rule=line,
                    shape=shape,
                    anchors=tuple(line.field("anchor")),
                    kind=str(line.field("resolve")),
                    starts=_starts(shape),
                    named=int(line.data.get("named", 0)),
                )

    def _expand(self, line: Rule) -> str:
        text = _block(line) if "define" in line.data else str(line.field("regex"))
        for _ in range(_NESTING):
            names = set(_BLOCK.findall(text))
            if not names:
                return text
            if unknown := sorted(names - self._blocks.keys()):
                raise line.fault(f"names an unknown building block {unknown[0]!r}")
            text = _BLOCK.sub(lambda found: f"(?:{self._blocks[found[1]]})", text)
        raise line.fault("has building blocks that stand in one another in a circle")


def _starts(shape: Any) -> frozenset[str]:
    """The characters that a match can begin with, asked of the regex by partial matching."""
    written = set(shape.pattern) | set(string.digits)
    found = frozenset(character for character in written if shape.match(character, partial=True))
    # What must follow something cannot match at the start of a text: then any character may do.
    return found or frozenset(written)


def _block(line: Rule) -> str:
    if "values" not in line.data:
        return str(line.field("regex"))
    words = sorted(line.data["values"], key=lambda word: (-len(word), word))
    return "|".join(map(regex.escape, words))
