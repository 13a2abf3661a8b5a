"""Numbers that are no quantities: names, idioms, ordinals, thresholds, sections, codes.

A rule of ``patterns/exclusions.jsonl`` takes one of three shapes:

* ``forms``: words that hold a numeral, found literally;
* ``before``, ``number``, ``after``: regexes for what stands to the left of a numeral, for the whole
  numeral, and for what stands to its right (each may be left out);
* ``regex``: a regex that is searched for in the whole text, whatever numerals it covers.

``{number}``, ``{range}`` (a second number behind a range mark, if any), ``{unit}`` and
``{unit.<dimension>}`` stand for regexes that the other pattern files give. A rule with ``last`` is
asked only where no quantity was found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from string import printable
from typing import Any

import regex

from extractor.expressions import compiled
from extractor.quantities.model import Exclusion
from extractor.resources import Patterns, Rule

FILE = "exclusions"
"""Name of the pattern file."""

Fragment = Callable[[str], str]
"""Gives the regex that a name in braces stands for; raises KeyError for an unknown name."""

_UNWRITTEN = "\ue000\u9f98"
"""Characters that no rule writes out, a Chinese one too: what matches them matches anything."""

_NAME = regex.compile(r"\{([a-z][a-z_.]*)\}")


@dataclass(frozen=True, slots=True)
class _Literal:
    """A word, and how many of its characters stand before its first numeral character."""

    form: str
    lead: int
    rule: str
    kind: str


@dataclass(frozen=True, slots=True)
class _Context:
    """A rule for a numeral and its surroundings; matchers, or None where anything goes."""

    before: Any
    unless_before: Any
    number: Any
    after: Any
    rule: str
    kind: str


class ExclusionFinder:
    """Finds exclusions, in a whole text or at one numeral.

    Args:
        patterns: Pattern folders to read ``exclusions.jsonl`` from.
        fragment: What the names in braces stand for.
        numerals: All characters of Chinese numerals.

    Raises:
        PatternError: A rule lacks a field, or holds a regex that is not valid.
    """

    def __init__(self, patterns: Patterns, fragment: Fragment, numerals: str) -> None:
        self._fragment = fragment
        self._numerals = frozenset(numerals + "0123456789")
        self._scans: list[tuple[Any, str, str]] = []
        self._literals: dict[str, list[_Literal]] = {}
        self._first: dict[str, list[_Context]] = {}
        self._last: dict[str, list[_Context]] = {}
        for rule in patterns.rules(FILE):
            kind = str(rule.field("kind"))
            if "forms" in rule.data:
                self._add_literals(rule, kind)
            elif "regex" in rule.data:
                self._scans.append((self._compile(rule, "regex").finditer, rule.id, kind))
            else:
                self._add_context(rule, kind)
        for literals in self._literals.values():
            literals.sort(key=lambda literal: -len(literal.form))

    def scan(self, text: str) -> list[Exclusion]:
        """What the rules that search the whole text find; in text order, may overlap."""
        found = [
            Exclusion(match.start(), match.end(), rule, kind)
            for finditer, rule, kind in self._scans
            for match in finditer(text)
        ]
        found.sort(key=lambda exclusion: (exclusion.start, -exclusion.end))
        return found

    def first(self, text: str, start: int, end: int) -> Exclusion | None:
        """The exclusion that takes the numeral ``text[start:end]`` before any quantity can."""
        for key in (text[start : start + 2], text[start]):
            for literal in self._literals.get(key, ()):
                at = start - literal.lead
                if at >= 0 and text.startswith(literal.form, at):
                    return Exclusion(at, at + len(literal.form), literal.rule, literal.kind)
        return self._in_context(self._first, text, start, end)

    def last(self, text: str, start: int, end: int) -> Exclusion | None:
        """The exclusion that takes a numeral which is no quantity."""
        return self._in_context(self._last, text, start, end)

    def _in_context(
        self, table: Mapping[str, list[_Context]], text: str, start: int, end: int
    ) -> Exclusion | None:
        left, right = start, end
        for key in ("<" + text[start - 1 : start], ">" + text[end : end + 1], ""):
            for rule in table.get(key, ()):
                if rule.number is not None and not rule.number(text, start, end):
                    continue
                if rule.after is not None:
                    found = rule.after(text, end)
                    if not found:
                        continue
                    right = found.end()
                if rule.unless_before is not None and rule.unless_before(text, 0, start):
                    continue
                if rule.before is not None:
                    found = rule.before(text, 0, start)
                    if not found:
                        continue
                    left = found.start()
                return Exclusion(left, right if rule.after else end, rule.rule, rule.kind)
        return None

    def _add_literals(self, rule: Rule, kind: str) -> None:
        for form in rule.field("forms"):
            lead = next((i for i, one in enumerate(form) if one in self._numerals), None)
            if lead is None:
                raise rule.fault(f"the form {form!r} holds no numeral")
            literal = _Literal(form, lead, rule.id, kind)
            self._literals.setdefault(form[lead : lead + 2], []).append(literal)

    def _add_context(self, rule: Rule, kind: str) -> None:
        number = self._compile(rule, "number")
        before = self._compile(rule, "before", backwards=True)
        unless = self._compile(rule, "unless_before", backwards=True)
        after = self._compile(rule, "after")
        context = _Context(
            before=before.match if before else None,
            unless_before=unless.match if unless else None,
            number=number.fullmatch if number else None,
            after=after.match if after else None,
            rule=rule.id,
            kind=kind,
        )
        table = self._last if rule.data.get("last") else self._first
        for key in _keys(before, after):
            table.setdefault(key, []).append(context)

    def _compile(self, rule: Rule, name: str, *, backwards: bool = False) -> Any:
        pattern = rule.data.get(name)
        if pattern is None:
            return None
        if not isinstance(pattern, str):
            raise rule.fault(f"{name} is not a text")
        try:
            expanded = _NAME.sub(lambda found: self._fragment(found[1]), pattern)
        except KeyError as error:
            raise rule.fault(f"{name} names {error}, which is not known") from None
        return compiled(rule, name, expanded, backwards=backwards)


def _keys(before: Any, after: Any) -> Iterable[str]:
    """Under which neighbouring characters a rule is filed: those before or those behind, the fewer.

    The regex itself is asked by partial matching which characters it can begin with. A rule that
    can stand beside any character is filed under the empty key.
    """
    sides = []
    for mark, pattern in ((">", after), ("<", before)):
        if pattern is None or any(pattern.match(one, partial=True) for one in _UNWRITTEN):
            continue
        written = set(pattern.pattern) | set(printable)
        keys = [mark + one for one in sorted(written) if pattern.match(one, partial=True)]
        sides.append([*keys, mark] if pattern.match("") else keys)
    return min(sides, key=len, default=[""])
