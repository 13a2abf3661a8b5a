"""The regular expressions of rules: compiled, or a fault that names file and line; none may hang.

An expression of the built-in rules is used as it is: that none of them takes time out of proportion
is tested (``tests/test_expressions.py``), and with a limit on each call extraction would take half
as long again. Where a folder of the user's own changes a file of patterns, all expressions of that
file are guarded: what takes too long ends in a `PatternError` that names the rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from time import perf_counter
from typing import Any

import regex

from extractor.kept_expressions import compile_regex
from extractor.resources import Rule

# Seconds that an expression may take for one text, and how many more for each character of it.
_LEAST, _EACH = 1.0, 1e-5
# Shorter calls are not added up: they are in proportion to the text, as there is one a character.
_SLOW = 0.001
_FAULTS = (regex.error, OverflowError, RecursionError, ValueError)
_HINT = "a repeat inside a repeat, or two side by side that match the same: bound one of them"


def compiled(rule: Rule, name: str, source: object, *, backwards: bool = False) -> Any:
    """An expression of a rule.

    Args:
        rule: The rule.
        name: The field that the expression stands in, for faults.
        source: The expression.
        backwards: Whether it is to match backwards from an offset, for what stands to the left.

    Returns:
        A pattern of `regex`, or what has the same methods and a time limit.

    Raises:
        PatternError: The expression is not valid.
    """
    if not isinstance(source, str):
        raise rule.fault(f"{name} is not a text")
    try:
        pattern = compile_regex(f"(?r)(?:{source})" if backwards else source)
    except _FAULTS as error:
        raise rule.fault(f"{name} is not a valid regex: {error}") from None
    return Guarded(pattern, rule, name) if rule.guarded else pattern


def either(source: str, parts: Sequence[Any]) -> Any:
    """An expression that several rules make together.

    Args:
        source: The expression, usually the alternation of its parts.
        parts: What `compiled` gave for each of them; if it takes too long, they are tried one by
            one to find the rule to name.
    """
    pattern = compile_regex(source)
    guarded = [part for part in parts if isinstance(part, Guarded)]
    if not guarded:
        return pattern
    return Guarded(pattern, guarded[0].rule, guarded[0].name, guarded)


class Guarded:
    """An expression with a time limit for each text; the methods are those of `regex.Pattern`.

    Args:
        pattern: The expression.
        rule: The rule that it belongs to.
        name: The field that it stands in.
        parts: The expressions of single rules that it is made of, if it is.
    """

    def __init__(self, pattern: Any, rule: Rule, name: str, parts: Sequence[Guarded] = ()) -> None:
        self.rule = rule
        self.name = name
        self._compiled = pattern
        self._parts = parts
        self._text, self._spent = 0, 0.0

    @property
    def pattern(self) -> str:
        """The source of the expression."""
        return str(self._compiled.pattern)

    def match(self, text: str, *span: int, **how: Any) -> Any:
        """As `regex.Pattern.match`."""
        return self._timed("match", text, (text, *span), how)

    def fullmatch(self, text: str, *span: int, **how: Any) -> Any:
        """As `regex.Pattern.fullmatch`."""
        return self._timed("fullmatch", text, (text, *span), how)

    def search(self, text: str, *span: int, **how: Any) -> Any:
        """As `regex.Pattern.search`."""
        return self._timed("search", text, (text, *span), how)

    def findall(self, text: str) -> list[Any]:
        """As `regex.Pattern.findall`."""
        found: list[Any] = self._timed("findall", text, (text,), {})
        return found

    def finditer(self, text: str) -> Iterator[Any]:
        """As `regex.Pattern.finditer`, but all is found before the first is given."""
        return iter(self._timed("finditer", text, (text,), {}))

    def sub(self, to: str, text: str) -> str:
        """As `regex.Pattern.sub`."""
        return str(self._timed("sub", text, (to, text), {}))

    def _timed(
        self, method: str, text: str, arguments: tuple[Any, ...], how: dict[str, Any]
    ) -> Any:
        limit = _LEAST + _EACH * len(text)
        start = perf_counter()
        try:
            found = getattr(self._compiled, method)(*arguments, **how, timeout=limit)
            if method == "finditer":
                found = list(found)
        except TimeoutError:
            for part in self._parts:
                part._timed(method, text, arguments, how)
            raise self._fault() from None
        took = perf_counter() - start
        if took > _SLOW:
            self._add_up(text, took, limit)
        return found

    def _add_up(self, text: str, seconds: float, limit: float) -> None:
        """Count what slow calls on one text take together; most texts see none."""
        if id(text) != self._text:
            self._text, self._spent = id(text), 0.0
        self._spent += seconds
        if self._spent > limit:
            self._spent = 0.0
            raise self._fault()

    def _fault(self) -> Exception:
        return self.rule.fault(f"{self.name} takes too long on this text", hint=_HINT)
