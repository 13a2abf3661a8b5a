"""The unit lexicon: longest form first, compounds by a small grammar.

A unit is a form of ``patterns/units.jsonl``, or a rate: a form, a slash (or 每) and one or more
further forms, each perhaps with a magnitude (张/千人, 吨/万元, 元/人·月). A measure word may have
others in brackets behind it; together they are one unit: 台（套）.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import regex

from extractor.expressions import compiled
from extractor.kept_expressions import compile_regex
from extractor.resources import Patterns, Rule

FILE = "units"
"""Name of the pattern file."""

_OWN_FORM = "{form}"
_TIMES = "·"
_COUNT = "count"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as understood.

    Attributes:
        code: UCUM code, ISO 4217 code, or a measure word in braces.
        dimension: What it measures.
        rules: Ids of the rules for its parts.
        chinese_from: The smallest Chinese numeral that may stand before it; small ones make words
            with some units (一部, 三元).
        whole_from: The smallest whole number that may stand before it; smaller ones are something
            else (8日, 9点).
        scaled_only: Whether it is a unit only behind a magnitude (万方).
    """

    code: str
    dimension: str
    rules: tuple[str, ...]
    chinese_from: int = 1
    whole_from: int = 0
    scaled_only: bool = False


@dataclass(frozen=True, slots=True)
class _Form:
    """One form of the lexicon with what must not, or must, follow it."""

    unit: Unit
    blocked: Any
    required: Any


class UnitLexicon:
    """Finds the unit that starts at an offset.

    Args:
        patterns: Pattern folders to read ``units.jsonl`` from.

    Attributes:
        last_characters: The characters with which a unit, or a denominator, can end.

    Raises:
        PatternError: A rule lacks a field, a regex is not valid, or a form stands twice.
    """

    def __init__(self, patterns: Patterns) -> None:
        self._forms: dict[str, _Form] = {}
        self._below: dict[str, Unit] = {}
        self._usual: dict[str, str] = {}
        self._magnitudes: dict[str, str] = {}
        self._slashes: tuple[str, ...] = ()
        self._compound = ""
        alternatives = []
        for rule in patterns.rules(FILE):
            if "brackets" in rule.data:
                alternatives.append(rule)
            elif "magnitudes" in rule.data:
                self._magnitudes.update(rule.data["magnitudes"])
                self._slashes += tuple(rule.field("slashes"))
                self._compound = rule.id
            else:
                self._add(rule)
        self._magnitudes = dict(sorted(self._magnitudes.items(), key=lambda item: -len(item[0])))
        self._lengths = _lengths(self._forms)
        self._below_lengths = _lengths({**self._forms, **self._below})
        self.last_characters = frozenset(form[-1] for form in (*self._forms, *self._below))
        self._alternatives = [
            (self._in_brackets(rule), rule.id, tuple(pair[0] for pair in rule.field("brackets")))
            for rule in alternatives
        ]

    @property
    def forms(self) -> Iterator[str]:
        """All forms that can stand behind a number."""
        return iter(self._forms)

    def fragment(self, dimension: str | None = None) -> str:
        """The regex of a simple unit, of one dimension or of any, for the rules of other files."""
        forms = [
            form for form, entry in self._forms.items() if dimension in (None, entry.unit.dimension)
        ]
        return (
            f"(?>{'|'.join(map(regex.escape, sorted(forms, key=lambda form: (-len(form), form))))})"
        )

    def match(self, text: str, start: int) -> tuple[int, Unit] | None:
        """The longest unit that starts at an offset.

        Args:
            text: Clean text.
            start: Offset behind the number.

        Returns:
            Where the unit ends, and what it means; None if there is none.
        """
        for length in self._lengths.get(text[start : start + 1], ()):
            part = text[start : start + length]
            form = self._forms.get(part)
            if form is not None and _may_stand(form, text, start + len(part)):
                end, unit = self._with_alternatives(text, start, start + len(part), form.unit)
                if text[end : end + 1] in self._slashes:
                    return self._rate(text, end, unit)
                return end, unit
        return None

    def is_usual(self, form: str, unit: Unit) -> bool:
        """Whether a form is the first, so the usual, one of its unit."""
        return self._usual.get(unit.code) == form

    def denominator_end(self, text: str, start: int) -> int:
        """Where the denominator at `start` ends (千人 in 每千人); `start` if there is none."""
        found = self._denominator(text, start)
        return start if found is None else found[0]

    def _with_alternatives(self, text: str, start: int, end: int, unit: Unit) -> tuple[int, Unit]:
        """The measure word ``text[start:end]`` with those in brackets behind it."""
        if unit.dimension == _COUNT:
            for pattern, rule, opening in self._alternatives:
                if text[end : end + 1] in opening and (found := pattern.match(text, end)):
                    end = found.end()
                    code = f"{{{text[start:end]}}}"
                    return end, replace(unit, code=code, rules=(*unit.rules, rule))
        return end, unit

    def _in_brackets(self, rule: Rule) -> Any:
        """The regex of a rule for measure words in brackets."""
        form, joint = self.fragment(_COUNT), "|".join(map(regex.escape, rule.field("joints")))
        behind = "|".join(map(regex.escape, rule.field("behind")))
        pairs = "|".join(
            f"{regex.escape(first)}{form}(?:(?:{joint}){form}){{0,4}}+{regex.escape(last)}"
            for first, last in rule.field("brackets")
        )
        return compile_regex(f"(?:{pairs})(?:{behind})?+")

    def _rate(self, text: str, end: int, unit: Unit) -> tuple[int, Unit]:
        """The rate whose numerator ends at `end`, or the numerator if no denominator follows."""
        code, dimension, rules = unit.code, unit.dimension, unit.rules
        marks = self._slashes
        while (mark := text[end : end + 1]) and mark in marks:
            below = self._denominator(text, end + 1)
            if below is None:
                break
            end, lower, lower_code = below
            code += f"/{lower_code}"
            dimension += f"/{lower.dimension}"
            rules += lower.rules
            # What a dot joins to a denominator divides as well: 元/人·月 is by person and month.
            marks = (*self._slashes, _TIMES)
        if code == unit.code:
            return end, unit
        return end, Unit(code, dimension, (*dict.fromkeys((*rules, self._compound)),))

    def _denominator(self, text: str, start: int) -> tuple[int, Unit, str] | None:
        """End, unit and code of what stands below a slash."""
        found = self._lower(text, start)
        if found is not None:
            return *found, found[1].code
        for form, factor in self._magnitudes.items():
            if text.startswith(form, start):
                found = self._lower(text, start + len(form))
                if found is not None:
                    return *found, f"({factor}.{found[1].code})"
        return None

    def _lower(self, text: str, start: int) -> tuple[int, Unit] | None:
        for length in self._below_lengths.get(text[start : start + 1], ()):
            part = text[start : start + length]
            form = self._forms.get(part)
            unit = form.unit if form is not None else self._below.get(part)
            if unit is not None:
                return start + len(part), unit
        return None

    def _add(self, rule: Rule) -> None:
        for form in rule.field("forms"):
            if form in self._forms or form in self._below:
                raise rule.fault(f"the form {form!r} stands twice")
            code = str(rule.field("code")).replace(_OWN_FORM, f"{{{form}}}")
            unit = Unit(
                code=code,
                dimension=str(rule.field("dimension")),
                rules=(rule.id,),
                chinese_from=int(rule.data.get("chinese_from", 1)),
                whole_from=int(rule.data.get("whole_from", 0)),
                scaled_only=bool(rule.data.get("scaled_only", False)),
            )
            if rule.data.get("denominator_only"):
                self._below[form] = unit
            else:
                self._usual.setdefault(code, form)
                blocked = _follower(rule, "not_before", form)
                self._forms[form] = _Form(unit, blocked, _follower(rule, "only_before", form))


def _may_stand(form: _Form, text: str, end: int) -> bool:
    if form.blocked is not None and form.blocked(text, end):
        return False
    return form.required is None or bool(form.required(text, end))


def _follower(rule: Rule, name: str, form: str) -> Any:
    """The matcher for what must (not) follow a form: a regex for the rule, or one for each form."""
    pattern = rule.data.get(name)
    if isinstance(pattern, Mapping):
        pattern = pattern.get(form)
    if pattern is None:
        return None
    return compiled(rule, name, pattern).match


def _lengths(forms: Mapping[str, object]) -> dict[str, tuple[int, ...]]:
    """For each first character the lengths of the forms, longest first."""
    lengths: dict[str, set[int]] = {}
    for form in forms:
        lengths.setdefault(form[0], set()).add(len(form))
    return {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}
