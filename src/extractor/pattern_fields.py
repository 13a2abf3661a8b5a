"""Which fields the rules of each pattern file may have, and of what shape.

A field that no stage reads, a single text where a list belongs, or a word that no stage knows would
not stop an extraction: it would change the facts without a word. So they are faults of the rule.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any


@dataclass(frozen=True, slots=True)
class Shape:
    """What the value of a field may be.

    Attributes:
        says: Its name in a fault, behind "is not".
        holds: Whether a value has it.
        listed: Whether only the values that built-in rules have in this field have a meaning.
        required: Whether no rule of the file can do without the field.
    """

    says: str
    holds: Callable[[Any], bool]
    listed: bool = False
    required: bool = False


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(item and isinstance(item, str) for item in value)


def _are_pairs(value: Any) -> bool:
    return _are_texts(value) and all(len(item) == 2 for item in value)


def _are_objects(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _table_of(holds: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: (
        isinstance(value, dict) and all(key and holds(item) for key, item in value.items())
    )


def _is_plain(value: Any) -> bool:
    return isinstance(value, (int, str)) and not isinstance(value, bool)


def _is_number(value: Any) -> bool:
    return _is_plain(value) or isinstance(value, float)


def _is_meaning(value: Any) -> bool:
    return _is_plain(value) or (isinstance(value, list) and all(map(_is_plain, value)))


_TEXT = Shape("a text", _is_text)
_NEEDED_TEXT = Shape("a text", _is_text, required=True)
_WORD = Shape("a text", _is_text, listed=True)
_NEEDED_WORD = Shape("a text", _is_text, listed=True, required=True)
_TEXTS = Shape("a list of texts", _are_texts)
_NEEDED_TEXTS = Shape("a list of texts", _are_texts, required=True)
_PAIRS = Shape("a list of texts of two characters", _are_pairs)
_OBJECTS = Shape("a list of objects", _are_objects, required=True)
_FLAG = Shape("true or false", lambda value: isinstance(value, bool))
_COUNT = Shape("a whole number", _is_count)
_TEXT_OR_NOTHING = Shape("a text or null", lambda value: value is None or _is_text(value))
_TEXT_OR_TEXTS = Shape("a text or a list of texts", lambda v: _is_text(v) or _are_texts(v))
_TEXT_OR_TABLE = Shape(
    "a text or an object of texts", lambda value: _is_text(value) or _table_of(_is_text)(value)
)
_TABLE = Shape("an object of texts", _table_of(_is_text))
_TABLE_OF_TEXTS = Shape("an object of lists of texts", _table_of(_are_texts))
_NUMBERS = Shape("an object of texts and numbers", _table_of(_is_number))
_MEANINGS = Shape("an object of texts, whole numbers and lists of them", _table_of(_is_meaning))

_FIELDS: dict[str, dict[str, Shape]] = {
    "characters": {
        "kind": _NEEDED_WORD,
        **dict.fromkeys(("regex", "from", "to", "half", "full", "keep"), _TEXT),
    },
    "conversion": {"kind": _NEEDED_TEXT, "region": _TEXT, "regex": _NEEDED_TEXT, "to": _TEXT},
    "exclusions": {
        "kind": _NEEDED_TEXT,
        "forms": _TEXTS,
        **dict.fromkeys(("regex", "before", "unless_before", "number", "after"), _TEXT),
        "last": _FLAG,
    },
    "frames": {
        "frame": _NEEDED_TEXT,
        "form": _WORD,
        "pattern": _OBJECTS,
        "touches": _FLAG,
        **dict.fromkeys(("skipped", "skipped_before_verbs"), _TEXTS),
    },
    "furniture": {
        "define": _TEXT,
        "regex": _NEEDED_TEXT,
        "next": _TEXT,
        **dict.fromkeys(("role", "where"), _WORD),
        **dict.fromkeys(("ends", "prose"), _FLAG),
    },
    "heads": {
        **dict.fromkeys(("codes", "endings"), _NEEDED_TEXTS),
        **dict.fromkeys(("others", "acts", "holds", "within"), _FLAG),
    },
    "layout": {
        "kind": _NEEDED_WORD,
        **dict.fromkeys(("regex", "before", "after", "open", "close"), _TEXT),
        "always": _FLAG,
    },
    "measures": {"endings": _NEEDED_TEXTS},
    "modifiers": {
        "position": _NEEDED_TEXT,
        "forms": _NEEDED_TEXTS,
        "meaning": _TEXT_OR_NOTHING,
        **dict.fromkeys(("not_after", "not_before"), _TEXT),
        **dict.fromkeys(("bare", "only_bare"), _FLAG),
        "reach": _COUNT,
    },
    "numerals": {
        "role": _NEEDED_WORD,
        "values": _NUMBERS,
        "before": _TEXT_OR_TEXTS,
        **dict.fromkeys(("not_after", "not_before"), _TEXT),
        **dict.fromkeys(
            ("forms", "dimensions", "words", "unless_after", "units", "scopes"), _TEXTS
        ),
        "apart": _COUNT,
        "not_alone": _FLAG,
    },
    "pinyin": {"syllables": _NEEDED_TEXTS},
    "punctuation": {"tag": _NEEDED_TEXT, "words": _NEEDED_TEXTS, "change": _WORD},
    "splits": {"form": _NEEDED_TEXT, "parts": _NEEDED_TEXTS, "before": _TEXTS},
    "tags": {"tags": _NEEDED_TEXTS, "pos": _NEEDED_WORD, "phrase": _NEEDED_TEXT},
    "times": {
        "define": _TEXT,
        "values": _MEANINGS,
        "regex": _TEXT,
        "anchor": _TEXTS,
        **dict.fromkeys(("resolve", "edge"), _TEXT),
        **dict.fromkeys(("holds", "direction"), _WORD),
        **dict.fromkeys(("start_month", "named"), _COUNT),
        "carries": _FLAG,
    },
    "units": {
        "forms": _TEXTS,
        "code": _TEXT,
        "dimension": _WORD,
        "not_before": _TEXT_OR_TABLE,
        "only_before": _TEXT_OR_TABLE,
        **dict.fromkeys(("chinese_from", "whole_from"), _COUNT),
        **dict.fromkeys(("scaled_only", "denominator_only"), _FLAG),
        "magnitudes": _TABLE,
        "brackets": _PAIRS,
        **dict.fromkeys(("slashes", "joints", "behind"), _TEXTS),
    },
    "words": {
        "tag": _NEEDED_TEXT,
        "words": _NEEDED_TEXTS,
        "plain": _TEXT,
        "change": _WORD,
        "asides": _TABLE_OF_TEXTS,
        "opposites": _TABLE_OF_TEXTS,
    },
}
_LISTING = "words"
"""The file whose rules also have lists of words under names of their own, which stages ask for."""

PATTERN_FILES = tuple(_FIELDS)
"""Names of the files that a stage reads, without their ending."""


def field_faults(
    file: str, fields: Mapping[str, Any], built_in: Collection[Mapping[str, Any]]
) -> Iterator[tuple[str, str]]:
    """What is wrong with the fields of a rule.

    Args:
        file: Name of its file, without its ending.
        fields: The fields of its kind.
        built_in: Those of each built-in rule of the file.

    Yields:
        A reason and a hint for each fault.
    """
    shapes = _FIELDS[file]
    if file == _LISTING:
        shapes = {name: _TEXTS for rule in built_in for name in rule} | shapes
    for name, value in fields.items():
        shape = shapes.get(name)
        if shape is None:
            yield f"has an unknown field {name!r}", near(name, shapes)
        elif value in ("", [], {}):
            yield f"field {name!r} is empty", ""
        elif not shape.holds(value):
            yield f"field {name!r} is not {shape.says}", ""
        elif shape.listed:
            known = {rule[name] for rule in built_in if name in rule}
            if value not in known:
                yield f"has an unknown {name} {value!r}", near(value, known)
    for name, shape in shapes.items():
        if shape.required and name not in fields:
            yield f"has no field {name!r}", ""


def near(name: str, known: Collection[str]) -> str:
    """A hint for a name that is not known: the one that was meant, or all there are."""
    meant = get_close_matches(name, known, n=1)
    return f"did you mean {meant[0]!r}?" if meant else f"known are {', '.join(sorted(known))}"
