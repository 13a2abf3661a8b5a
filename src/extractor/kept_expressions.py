"""The regular expressions of rules, compiled once and kept for the next start.

The rules are five hundred expressions, and to compile them takes longer than to read a release. A
compiled expression can be taken apart into a function and its arguments, as `copyreg` has it for
copying and pickling; the arguments are plain values. They are kept as JSON (`extractor.cache`)
under the digest of the rules. What was never compiled, as what is faulty, is compiled as ever.
"""

from __future__ import annotations

import copyreg
import hashlib
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import regex

from extractor import cache

_take_apart: Callable[[Any], Any] = copyreg.dispatch_table[regex.Pattern]
_put_together: Callable[..., Any] = _take_apart(regex.compile(""))[0]


class _Shelf:
    """What was kept, and what has been compiled since."""

    def __init__(self, kept: dict[str, Any]) -> None:
        self._kept = kept
        self._fresh: dict[str, Any] = {}

    def compile(self, pattern: str) -> Any:
        if pattern in self._kept:
            return _put_together(*map(_built, self._kept[pattern]))
        if pattern not in self._fresh:
            self._fresh[pattern] = regex.compile(pattern)
        return self._fresh[pattern]

    @property
    def is_complete(self) -> bool:
        return not self._fresh

    def packed(self) -> bytes:
        fresh = {text: _plain(_take_apart(one)[1])["tuple"] for text, one in self._fresh.items()}
        text = json.dumps(self._kept | fresh, ensure_ascii=False)
        return text.encode("utf-8", "surrogatepass")


_shelf: ContextVar[_Shelf | None] = ContextVar("_shelf", default=None)


def compile_regex(pattern: str) -> Any:
    """As ``regex.compile``, but taken from what is kept, inside of `kept_expressions`.

    Raises:
        regex.error: The expression is not valid.
    """
    shelf = _shelf.get()
    return regex.compile(pattern) if shelf is None else shelf.compile(pattern)


@contextmanager
def kept_expressions(rules: str) -> Iterator[None]:
    """Where `compile_regex` takes from what is kept, and keeps, if nothing is raised.

    Args:
        rules: Digest of the rules that the expressions come from.
    """
    builder = (regex.__version__, sys.implementation.cache_tag, sys.byteorder)
    name = "rules-" + hashlib.sha256(json.dumps([rules, *builder]).encode()).hexdigest()
    kept = cache.read(name)
    shelf = _Shelf(json.loads(kept) if kept else {})
    token = _shelf.set(shelf)
    try:
        yield
    finally:
        _shelf.reset(token)
    if not shelf.is_complete:
        cache.write(name, shelf.packed)


def _plain(value: Any) -> Any:
    """A value as JSON has it; what JSON has not is an object with the name of its type."""
    if isinstance(value, bytes):
        return {"bytes": value.decode("latin-1")}
    if isinstance(value, tuple):
        return {"tuple": list(map(_plain, value))}
    if isinstance(value, list):
        return list(map(_plain, value))
    if isinstance(value, dict):
        return {"dict": [[_plain(key), _plain(one)] for key, one in value.items()]}
    return value


def _built(value: Any) -> Any:
    """The value that `_plain` was given."""
    if isinstance(value, list):
        return list(map(_built, value))
    if not isinstance(value, dict):
        return value
    ((kind, held),) = value.items()
    if kind == "bytes":
        return held.encode("latin-1")
    if kind == "tuple":
        return tuple(map(_built, held))
    return {_built(key): _built(one) for key, one in held}
