"""Words that touch a number and say that it is not exact, or a bound."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from extractor.quantities.fields import follower, leader
from extractor.quantities.model import Meaning
from extractor.resources import Patterns, Rule

FILE = "modifiers"
"""Name of the pattern file."""

MEANINGS: tuple[Meaning, ...] = ("ge", "gt", "le", "lt", "approx")
"""What a modifier can mean; where several meet, the first of these wins."""


@dataclass(frozen=True, slots=True)
class Modifier:
    """One modifier word as a rule has it.

    Attributes:
        form: The word.
        meaning: One of `MEANINGS`, or None for a verb that only leads to a number.
        bare: Whether a magnitude alone is a number beside it (超千亿).
        only_bare: Whether it is a modifier only beside a magnitude alone (上千).
        touches: Whether nothing stands between it and the number (not in 至少建成2处).
        rule: Id of its rule.
    """

    form: str
    meaning: Meaning | None
    bare: bool
    only_bare: bool
    rule: str
    touches: bool = True


@dataclass(frozen=True, slots=True)
class _Entry:
    modifier: Modifier
    blocked_left: Any
    blocked_right: Any
    reach: int


class ModifierLexicon:
    """Finds modifiers before a number, between number and unit, and behind the unit.

    Args:
        patterns: Pattern folders to read ``modifiers.jsonl`` from.

    Raises:
        PatternError: A rule lacks a field or has a value that is not known.
    """

    def __init__(self, patterns: Patterns) -> None:
        self._before: dict[str, list[_Entry]] = {}
        self._inside: dict[str, list[_Entry]] = {}
        self._apart: list[_Entry] = []
        self._after: dict[str, list[_Entry]] = {}
        tables = {"before": self._before, "inside": self._inside, "after": self._after}
        for rule in patterns.rules(FILE):
            table = tables.get(rule.field("position"))
            if table is None:
                raise rule.fault("has a position that is not before, inside or after")
            for entry in _entries(rule):
                form = entry.modifier.form
                key = form[-1] if table is self._before else form[0]
                table.setdefault(key, []).append(entry)
                if entry.reach:
                    self._apart.append(entry)
        for table in tables.values():
            for entries in table.values():
                entries.sort(key=lambda entry: -len(entry.modifier.form))

    def before(self, text: str, end: int) -> Modifier | None:
        """The longest modifier that ends at `end`, where a number begins, or shortly before."""
        for entry in self._before.get(text[end - 1 : end], ()):
            start = end - len(entry.modifier.form)
            if text.startswith(entry.modifier.form, max(start, 0)) and not (
                entry.blocked_left and entry.blocked_left(text, 0, start)
            ):
                return entry.modifier
        return self._parted(text, end)

    def _parted(self, text: str, end: int) -> Modifier | None:
        """A modifier that only a verb parts from the number that begins at `end`."""
        for entry in self._apart:
            form = entry.modifier.form
            start = text.rfind(form, max(end - entry.reach - len(form), 0), end)
            if start >= 0 and text[start + len(form) : end].isalpha():
                return replace(entry.modifier, touches=False)
        return None

    def inside(self, text: str, start: int) -> Modifier | None:
        """The modifier between a number and its magnitude or unit."""
        return _first(self._inside, text, start)

    def after(self, text: str, start: int) -> Modifier | None:
        """The modifier behind a unit."""
        return _first(self._after, text, start)


def meaning_of(modifiers: Iterable[Modifier]) -> Meaning | None:
    """What several modifiers of one number mean together: a bound wins over an approximation."""
    meanings = {modifier.meaning for modifier in modifiers}
    return next((meaning for meaning in MEANINGS if meaning in meanings), None)


def _first(table: dict[str, list[_Entry]], text: str, start: int) -> Modifier | None:
    for entry in table.get(text[start : start + 1], ()):
        form = entry.modifier.form
        if text.startswith(form, start) and not (
            entry.blocked_right and entry.blocked_right(text, start + len(form))
        ):
            return entry.modifier
    return None


def _entries(rule: Rule) -> Iterable[_Entry]:
    named = rule.data.get("meaning")
    meaning = next((known for known in MEANINGS if known == named), None)
    if meaning != named:
        raise rule.fault(f"has a meaning that is not one of {', '.join(MEANINGS)}")
    # A regex for what stands to the left is matched backwards from where the word begins.
    left = leader(rule, "not_after") if "not_after" in rule.data else None
    right = follower(rule, "not_before") if "not_before" in rule.data else None
    bare = bool(rule.data.get("bare", False))
    only_bare = bool(rule.data.get("only_bare", False))
    reach = int(rule.data.get("reach", 0))
    for form in rule.field("forms"):
        yield _Entry(Modifier(form, meaning, bare, only_bare, rule.id), left, right, reach)
