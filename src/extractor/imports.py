"""What the program's libraries import and it never calls, left out of its start.

spaCy imports its own commands with two HTTP clients, a third of what its import takes; jieba
imports ``pkg_resources``, where that is installed, only to open its files. Here stand-ins take
their place while the libraries are imported. They are gone afterwards, and who asks for spaCy's
commands then gets them. Only the program does this: who imports the package has libraries as they
come.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib import import_module
from types import ModuleType
from typing import Any


def import_libraries() -> None:
    """Import spaCy and jieba quickly, unless they are imported already."""
    # If a library needs more than it does today, it is imported as it comes when it is used.
    with suppress(ImportError):
        if "spacy" not in sys.modules:
            _import_spacy()
    with suppress(ImportError):
        if "jieba" not in sys.modules and "pkg_resources" not in sys.modules:
            with _instead({"pkg_resources": None}):  # as if it were not installed
                import_module("jieba")


def _import_spacy() -> None:
    info = ModuleType("spacy.cli.info")
    info.__dict__["info"] = None
    with _instead({"spacy.cli": ModuleType("spacy.cli"), "spacy.cli.info": info}):
        spacy = import_module("spacy")

    def late(name: str) -> Any:
        if name == "cli":
            return import_module("spacy.cli")
        if name == "info":
            return import_module("spacy.cli.info").info
        raise AttributeError(f"module 'spacy' has no attribute {name!r}")

    del spacy.info
    spacy.__dict__["__getattr__"] = late


@contextmanager
def _instead(modules: Mapping[str, ModuleType | None]) -> Iterator[None]:
    """Put modules in the places of others that are not imported yet, for a while."""
    sys.modules.update(modules)  # type: ignore[arg-type] # None stands for what is not there
    try:
        yield
    finally:
        for name in modules:
            sys.modules.pop(name, None)
