"""Finds every regular expression that the package works with, and makes hostile texts for each."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator
from types import BuiltinMethodType, MethodType
from typing import Any

import regex

import extractor
from extractor.errors import MissingExtra
from extractor.expressions import Guarded

PATTERNS = (re.Pattern, regex.Pattern)
# What no expression spells out, at both ends of a text: expressions match forwards or backwards.
_SPOILT = "\ue000"
_WRITTEN = regex.compile(r"\\u([0-9a-f]{4})|\\x([0-9a-f]{2})|\\([wdsS])|\\.|\(\?P?<\w+>|(.)")
_OF_CLASS = {"w": "a", "d": "7", "s": " ", "S": "x"}
_MOST_LETTERS = 8


def patterns_of(root: object) -> list[Any]:
    """All compiled expressions that an object of the package holds, however deep, each once."""
    found: dict[tuple[type, str], Any] = {}
    seen: set[int] = set()
    stack = [root]
    while stack:
        each = stack.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        if isinstance(each, PATTERNS):
            found.setdefault((type(each), str(each.pattern)), each)
        else:
            stack += _held(each)
    return [*found.values()]


def patterns_of_modules() -> list[Any]:
    """The compiled expressions that modules hold as constants."""
    held = []
    for info in pkgutil.walk_packages(extractor.__path__, "extractor."):
        if info.name == "extractor.batch.silence":
            continue  # it closes standard error
        try:
            module = importlib.import_module(info.name)
        except (ImportError, MissingExtra):
            continue  # of an extra that is not installed
        held.append(vars(module))
    return patterns_of(held)


def _held(each: object) -> Iterable[object]:
    if isinstance(each, dict):
        return [*each, *each.values()]
    if isinstance(each, list | tuple | set | frozenset):
        return each
    if isinstance(each, BuiltinMethodType | MethodType):
        return [each.__self__]
    if type(each).__module__.startswith("extractor") and not isinstance(each, type | Guarded):
        slots = [name for kind in type(each).__mro__ for name in getattr(kind, "__slots__", ())]
        fields = [getattr(each, name, None) for name in slots]
        return [*fields, *getattr(each, "__dict__", {}).values()]
    return []


def hostile_texts(source: str, examples: Iterable[str], length: int) -> Iterator[str]:
    """Texts that an expression nearly matches, over and over.

    Args:
        source: The expression.
        examples: Texts that it matches.
        length: Of each text, in characters.
    """
    letters = [*dict.fromkeys(_letters(source))]
    step = max(1, len(letters) // _MOST_LETTERS)
    chosen = letters[::step]
    units = [*chosen, *(one + two for one in chosen[:3] for two in chosen[-3:]), *examples]
    units.append("".join(letters[:20]))
    for unit in dict.fromkeys(filter(None, units)):
        yield _SPOILT + (unit * (length // len(unit) + 1))[:length] + _SPOILT


def _letters(source: str) -> Iterator[str]:
    """The characters that an expression spells out, sets and classes by one of theirs."""
    for written in _WRITTEN.finditer(source):
        code = written[1] or written[2]
        if code:
            yield chr(int(code, 16))
        elif written[3]:
            yield _OF_CLASS[written[3]]
        elif written[4] and (written[4] not in "()[]{}|?*+^$\\"):
            yield written[4]
    yield from "([{"
