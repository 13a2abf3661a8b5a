"""Where a time expression may stand at all: the anchors of all rules, looked for at once.

Rules have dozens of anchors, and an alternation of them is tried at every character of a text. Most
characters begin none, so the text is scanned for those that do, and only the anchors that begin
with the one found are tried there.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import regex

from extractor.expressions import compiled, either
from extractor.kept_expressions import compile_regex

if TYPE_CHECKING:
    from extractor.resources import Rule
    from extractor.times.grammar import TimeRule

# What must stand before an anchor says nothing of how it begins.
_BEHIND = regex.compile(
    r"(?:\(\?<[=!](?<body>(?:[^()\[\]\\]|\\.|\[(?:\\.|[^\]\\])*+\]|\((?&body)\))*+)\))*+"
)
_LOOKS_BACK = "(?<"
# A character that no anchor names: one that can begin with it can begin with any.
_FOREIGN = "\U0002a6d6"


class Anchors:
    """The anchors of all rules.

    Args:
        rules: The rules.

    Raises:
        PatternError: An anchor is not a valid regex.
    """

    def __init__(self, rules: Iterable[TimeRule]) -> None:
        owners = {anchor: rule.rule for rule in rules for anchor in rule.anchors}
        self._single = frozenset(anchor for anchor in owners if len(anchor) == 1)
        opening: dict[str, list[str]] = {}
        anywhere = []
        for anchor, owner in owners.items():
            if anchor in self._single:
                continue
            characters = _openings(anchor, owner)
            if characters is None:
                anywhere.append(anchor)
            for character in characters or ():
                opening.setdefault(character, []).append(anchor)
        self._anywhere = _alternation(anywhere, owners)
        self._opening = {
            character: _alternation([*anchors, *anywhere], owners)
            for character, anchors in opening.items()
        }
        first = re.escape("".join(sorted({*self._single, *opening})))
        self._first = re.compile(f"[{first}]" if first and not anywhere else "(?s:.)")

    def starts(self, text: str) -> Iterator[int]:
        """Where the anchors in a text start, in order."""
        for found in self._first.finditer(text):
            character, at = found[0], found.start()
            if character in self._single:
                yield at
                continue
            anchors = self._opening.get(character, self._anywhere)
            if anchors is not None and anchors.match(text, at):
                yield at


def _alternation(anchors: list[str], owners: dict[str, Rule]) -> Any:
    """An expression for any of some anchors, None for none."""
    if not anchors:
        return None
    return either("|".join(anchors), [compiled(owners[each], "anchor", each) for each in anchors])


def _openings(anchor: str, owner: Rule) -> frozenset[str] | None:
    """The characters that a find of an anchor can begin with; None if that cannot be told."""
    compiled(owner, "anchor", anchor)
    behind = _BEHIND.match(anchor)
    rest = anchor[behind.end() :] if behind else anchor
    shape = None if _LOOKS_BACK in rest else compile_regex(rest)
    if shape is None or shape.match(_FOREIGN, partial=True):
        return None
    written = {*rest, *string.digits}
    return frozenset(each for each in written if shape.match(each, partial=True))
