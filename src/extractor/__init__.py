"""Quantity, unit and subject of every number in Chinese government press releases.

>>> import extractor
>>> facts = extractor.load().extract("全区156.7万名低保对象基本生活得到保障。")
>>> facts.facts[0].subject.text
'低保对象'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.errors import ExtractorError, PatternError, SourceError
    from extractor.pipeline import Extractor, load
    from extractor.records import Fact, FactSet

__all__ = ["Extractor", "ExtractorError", "Fact", "FactSet", "PatternError", "SourceError", "load"]

_HOME = {
    "Extractor": "pipeline",
    "ExtractorError": "errors",
    "Fact": "records",
    "FactSet": "records",
    "PatternError": "errors",
    "SourceError": "errors",
    "load": "pipeline",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that `import extractor` is quick."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415

    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
