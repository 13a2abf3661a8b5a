"""Tells the body of a release from the furniture of the page, and reads the metadata off it.

The lines of a clean text are judged one after the other. A rule of ``furniture.jsonl`` names the
lines that are not body; what no rule names is judged by its shape and its place: a line that holds
a sentence is body and opens the body; before that, the first line that could be a headline is the
title and what follows it is a subtitle; after that, a line without a sentence is a heading.

Fields of a rule: ``regex`` (matched at the start of a line), ``role``, and optionally

* ``where``: ``head`` (before the body), ``title`` (between the title and the body), ``tail``
  (after at least one line of body); anywhere by default,
* ``prose``: the rule may match a line that ends a sentence; without it, it does not,
* ``ends``: all that follows is furniture too, if a line of body stands before it,
* ``next``: the following line is taken along if this expression matches it whole.

The named groups ``publisher``, ``published``, ``dateline`` and ``title`` of either expression are
metadata. Rules with ``define`` are pieces that others use as ``{name}``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from extractor.expressions import compiled, either
from extractor.resources import Patterns, Rule
from extractor.text.model import Block, Conversion, Metadata, Role

_LONGEST = 500  # longer lines are body without a look at the rules
_SHORTEST_TITLE = 6
_LONGEST_HEADING = 80
_SENTENCE_END = frozenset("\u3002\uff01\uff1f\uff1b\u2026")
_COLON = "\uff1a"
_SENTENCE = re.compile("[\u3002\uff01\uff1f\uff1b].")
_HAN = re.compile("[\u4e00-\u9fff]")
_PIECE = re.compile(r"\{([a-z_]+)\}")
_NAMED_GROUP = re.compile(r"\(\?P<[a-z]+>")
_NUMBER = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class _LineRule:
    id: str
    pattern: Any
    role: Role
    where: str
    ends: bool
    prose: bool
    following: Any

    def matches(self, line: str, following: str) -> list[Any]:
        """The match on the line and, if the rule takes it along, that on the following line."""
        match = self.pattern.match(line)
        if not match or (line[-1:] in _SENTENCE_END and not self.prose):
            return []
        second = self.following.fullmatch(following) if self.following else None
        return [match, second] if second else [match]


@dataclass(slots=True)
class _State:
    """How far the judgement has come; `shaped` lines are furniture by their looks alone.

    What is behind the line at `footer` is furniture too, as the rule at that line says.
    """

    lines: Sequence[str]
    roles: list[Role] = field(default_factory=list)
    rules: dict[int, str] = field(default_factory=dict)
    found: dict[str, str] = field(default_factory=dict)
    shaped: set[int] = field(default_factory=set)
    title: int | None = None
    body: bool = False
    footer: int | None = None

    def line(self, index: int) -> str:
        """The line at `index`, empty behind the end."""
        return self.lines[index] if index < len(self.lines) else ""

    def is_at(self, where: str) -> bool:
        """Whether the place that a rule asks for is the place that the judgement is at."""
        if where == "head":
            return not self.body
        if where == "title":
            return not self.body and self.title is not None
        return where == "any" or self.body


class FurnitureClassifier:
    """The rules about lines, compiled.

    Args:
        patterns: Rules of ``furniture.jsonl``.

    Raises:
        PatternError: A rule lacks a field, or has a bad one.
    """

    def __init__(self, patterns: Patterns) -> None:
        self._rules = patterns.rules("furniture")
        pieces = {r.data["define"]: r.field("regex") for r in self._rules if "define" in r.data}
        self._compiled = [_line_rule(r, pieces) for r in self._rules if "define" not in r.data]
        self._pieces = {
            r.id: compiled(r, "regex", r.field("regex")) for r in self._rules if "define" in r.data
        }
        # one expression finds the first rule that matches, whatever its place
        self._any = _alternation(list(enumerate(self._compiled)))
        self._any_prose = _alternation([(i, r) for i, r in enumerate(self._compiled) if r.prose])

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that the classifier works with."""
        return self._rules

    def fired(self, text: str) -> set[str]:
        """Ids of the rules that match the first line of a text, wherever it may stand.

        A rule that only defines a piece fires on a text that is that piece.
        """
        line, _, following = text.partition("\n")
        ids = {rule.id for rule in self._compiled if rule.matches(line, following)}
        return ids | {id_ for id_, piece in self._pieces.items() if piece.fullmatch(text)}

    def is_furniture(self, line: str) -> bool:
        """Whether a line, wherever it stands, matches a rule for furniture."""
        rule = self._first(line)
        return rule is not None and rule.role == "furniture"

    def classify(
        self, text: str, conversions: Sequence[Conversion]
    ) -> tuple[tuple[Block, ...], Metadata]:
        """The blocks of a clean text and the metadata that its furniture holds.

        Args:
            text: Clean text.
            conversions: The conversion of each of its lines.
        """
        lines = text.split("\n")
        state = _State(lines)
        while len(state.roles) < len(lines):
            self._judge(state, len(state.roles))
        if not state.body:
            # nothing but lines without sentences: there is no headline to tell from a body
            state.roles = [
                role if role == "furniture" and index not in state.shaped else "body"
                for index, role in enumerate(state.roles)
            ]
            state.title = None
        return tuple(_blocks(state, conversions)), _metadata(state)

    def _judge(self, state: _State, index: int) -> None:
        """Append the role of the line at `index`, and of the lines that it takes along."""
        line = state.lines[index]
        if state.footer is not None:
            state.rules[index] = state.rules[state.footer]
            state.roles.append("furniture")
            return
        rule = self._first(line)
        if rule and not state.is_at(rule.where):
            rule = self._fitting(state, line)
        if rule is None:
            state.roles.append(_role_by_shape(state, index))
            return
        for match in rule.matches(line, state.line(index + 1)):
            state.rules[len(state.roles)] = rule.id
            state.roles.append(rule.role)
            for name, value in match.groupdict().items():
                if value:
                    state.found.setdefault(name, value)
        state.body = state.body or rule.role == "heading"
        if rule.ends and state.body:
            state.footer = index

    def _first(self, line: str) -> _LineRule | None:
        """The first rule that matches a line, wherever it stands."""
        gate = self._any_prose if line[-1:] in _SENTENCE_END else self._any
        match = gate.match(line) if len(line) <= _LONGEST else None
        return self._compiled[int(match.lastgroup[1:])] if match and match.lastgroup else None

    def _fitting(self, state: _State, line: str) -> _LineRule | None:
        """The first rule that matches a line where the judgement stands now."""
        fitting = (r for r in self._compiled if state.is_at(r.where) and r.matches(line, ""))
        return next(fitting, None)


def _role_by_shape(state: _State, index: int) -> Role:
    line = state.lines[index]
    if (
        line[-1:] in _SENTENCE_END
        or line.endswith(_COLON)
        or len(line) > _LONGEST_HEADING
        or _SENTENCE.search(line)
    ):
        state.body = True
        return "body"
    if state.body:
        return "heading"
    if len(line) < _SHORTEST_TITLE or len(_HAN.findall(line)) * 2 < len(line):
        state.shaped.add(index)
        return "furniture"
    if state.title is None:
        state.title = index
        return "title"
    return "furniture" if line == state.lines[state.title] else "subtitle"


def _blocks(state: _State, conversions: Sequence[Conversion]) -> Iterator[Block]:
    start = 0
    for index, line in enumerate(state.lines):
        if line:
            role = state.roles[index]
            rule = state.rules.get(index) if role == "furniture" else None
            behind = state.footer is not None and index > state.footer
            yield Block(start, start + len(line), role, conversions[index], rule, behind)
        start += len(line) + 1


def _metadata(state: _State) -> Metadata:
    title = state.found.get("title")
    if title is None and state.title is not None:
        title = state.lines[state.title]
    dateline = _moment(state.found.get("dateline", ""))
    return Metadata(
        title=title,
        publisher=state.found.get("publisher"),
        published=_moment(state.found.get("published", "")),
        dateline=dateline.date() if dateline else None,
    )


def _moment(written: str) -> datetime | None:
    """The date, or date and time, that a text writes as its numbers; None if there is no such."""
    numbers = [int(number) for number in _NUMBER.findall(written)]
    if len(numbers) < 3:
        return None
    try:
        return datetime(*numbers[:6])  # type: ignore[arg-type]
    except ValueError:
        return None


def _line_rule(rule: Rule, pieces: dict[str, str]) -> _LineRule:
    def expression(name: str) -> Any:
        source = rule.field(name)
        if isinstance(source, str):
            source = _PIECE.sub(_piece(rule, pieces), source)
        return compiled(rule, name, source)

    return _LineRule(
        id=rule.id,
        pattern=expression("regex"),
        role=rule.field("role"),
        where=rule.data.get("where", "any"),
        ends=bool(rule.data.get("ends")),
        prose=bool(rule.data.get("prose")),
        following=expression("next") if "next" in rule.data else None,
    )


def _alternation(rules: Sequence[tuple[int, _LineRule]]) -> Any:
    """One expression with a group for each rule, named by its number; their own groups unnamed."""
    sources = [
        f"(?P<r{number}>{_NAMED_GROUP.sub('(?:', rule.pattern.pattern)})" for number, rule in rules
    ]
    return either("|".join(sources) or "(?!)", [rule.pattern for _, rule in rules])


def _piece(rule: Rule, pieces: dict[str, str]) -> Callable[[re.Match[str]], str]:
    def value(match: re.Match[str]) -> str:
        if match[1] not in pieces:
            raise rule.fault(f"uses {match[0]}, which no rule defines")
        return pieces[match[1]]

    return value
