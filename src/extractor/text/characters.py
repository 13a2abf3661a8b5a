"""Gives every character its canonical form; each replacement is one character for one.

The canonical form is that of a carefully typed mainland text: ASCII digits, letters, `%`, `.` and
operators; Chinese comma, semicolon, colon, brackets and quotation marks, except where the context
is a number, a URL or Latin text. Which characters these are stands in ``characters.jsonl``, by
``kind`` of rule:

* ``invisible``: ``regex`` of characters that are deleted (zero width, control),
* ``replace``: characters of ``from`` become those of ``to``, everywhere,
* ``context``: what ``regex`` matches (one character) becomes ``to``,
* ``mark``: the mark ``half`` becomes ``full`` unless ``keep`` matches where it stands,
* ``keep``: contexts in which no mark becomes full (URLs),
* ``pair``: brackets ``half`` become ``full``, unless they stand in Latin text and hold some,
* ``quote``: quotation marks ``half`` that stand in pairs in a line become ``full``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from extractor.expressions import compiled
from extractor.resources import Patterns, Rule
from extractor.text.alignment import Span

# Unicode blocks of look-alikes of Han characters: radicals, compatibility ideographs
_COMPATIBLE = "\u2e80-\u2fd5\uf900-\ufad9\U0002f800-\U0002fa1d"
# Halves of a pair that JSON may bring alone; no encoding has them
_SURROGATES = "\ud800-\udfff"
_LATIN = re.compile(r"[A-Za-z0-9_]")
_NOT_SPACE = re.compile("[^ ]")


class CharacterTable:
    """The character rules, compiled.

    Args:
        patterns: Rules of ``characters.jsonl``.

    Raises:
        PatternError: A rule lacks a field of its kind, or its fields do not fit each other.
    """

    def __init__(self, patterns: Patterns) -> None:
        self._rules = patterns.rules("characters")
        by_kind: dict[str, list[Rule]] = {}
        for rule in self._rules:
            by_kind.setdefault(rule.field("kind"), []).append(rule)
        # re, not regex, since it scans for a character class several times as fast
        self._invisible = {
            rule.id: pattern if rule.guarded else re.compile(pattern.pattern)
            for rule in by_kind["invisible"]
            for pattern in [compiled(rule, "regex", rule.field("regex"))]
        }
        self._replaced = {
            old: (new, rule.id) for rule in by_kind["replace"] for old, new in _characters(rule)
        }
        replaced = re.escape("".join(self._replaced))
        self._replaceable = re.compile(f"[{replaced}{_COMPATIBLE}{_SURROGATES}]")
        self._contexts = [
            (r.id, compiled(r, "regex", r.field("regex")), r.field("to"))
            for r in by_kind["context"]
        ]
        self._marks = {
            r.field("half"): (r.id, r.field("full"), compiled(r, "keep", r.field("keep")))
            for r in by_kind["mark"]
        }
        self._kept = {r.id: compiled(r, "regex", r.field("regex")) for r in by_kind["keep"]}
        self._mark = re.compile(f"[{re.escape(''.join(self._marks))}]")
        self._pairs = [(r.id, *_marks_of(r, 2)) for r in by_kind["pair"]]
        self._quotes = [(r.id, *_marks_of(r, 1)) for r in by_kind["quote"]]

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that the table works with."""
        return self._rules

    def invisible(self, text: str) -> list[Span]:
        """Half-open spans of the characters to delete, ascending and disjoint."""
        # one scan a rule: an alternation of character classes takes several times as long
        found = [m.span() for p in self._invisible.values() for m in p.finditer(text)]
        return sorted(found)

    def replace(self, text: str) -> str:
        """The text with the replacements that need no context."""
        for old in sorted(set(self._replaceable.findall(text))):
            text = text.replace(old, self._canonical(old))
        return text

    def punctuate(self, text: str) -> str:
        """The text with the replacements that look at the neighbours.

        Args:
            text: Text after `replace`.
        """
        for _, pattern, to in self._contexts:
            text = pattern.sub(to, text)
        text = _substituted(text, self._full_marks(text))
        for _, half, full in self._pairs:
            text = _substituted(text, _brackets(text, half, full))
        for _, half, full in self._quotes:
            text = _substituted(text, _quotes(text, half, full))
        return text

    def fired(self, text: str) -> set[str]:
        """Ids of the rules that change something in `text`."""
        ids = {rule for rule, pattern in self._invisible.items() if pattern.search(text)}
        ids |= {self._replaced[char][1] for char in text if char in self._replaced}
        text = self.replace(text)
        ids |= {rule for rule, pattern, _ in self._contexts if pattern.search(text)}
        ids |= {self._marks[text[at]][0] for at, _ in self._full_marks(text)}
        ids |= {rule for rule, half, full in self._pairs if _brackets(text, half, full)}
        ids |= {rule for rule, half, full in self._quotes if _quotes(text, half, full)}
        kept = [rule for rule, pattern in self._kept.items() if self._kept_by(pattern, text)]
        return ids.union(kept)

    def _canonical(self, char: str) -> str:
        if char in self._replaced:
            return self._replaced[char][0]
        if "\ud800" <= char <= "\udfff":
            return "\ufffd"
        form = unicodedata.normalize("NFKC", char)
        return form if len(form) == 1 else char

    def _full_marks(self, text: str) -> list[tuple[int, str]]:
        found = []
        for match in self._mark.finditer(text):
            _, full, keep = self._marks[match[0]]
            at = match.start()
            if not keep.match(text, at) and not any(p.match(text, at) for p in self._kept.values()):
                found.append((at, full))
        return found

    def _kept_by(self, pattern: Any, text: str) -> bool:
        return any(pattern.match(text, match.start()) for match in self._mark.finditer(text))


def _brackets(text: str, half: str, full: str) -> list[tuple[int, str]]:
    """The half brackets that become full: all but pairs in Latin text with Latin text inside."""
    changes: list[tuple[int, str]] = []
    if half[0] not in text and half[1] not in text:
        return changes
    for match in _pair(half, full).finditer(text):
        start, last = match.start(), match.end() - 1
        latin = match[1] is not None and match[1].isascii() and _is_latin(text, start - 1)
        # Spaces may be taken out, also those that end a line: what follows them decides.
        behind = _NOT_SPACE.search(text, last + 1)
        if latin and (behind is None or behind[0].isascii()):
            continue
        for at in sorted({start, last}):
            if text[at] in half:
                changes.append((at, full[half.index(text[at])]))
    return changes


@cache
def _pair(half: str, full: str) -> re.Pattern[str]:
    opening, closing = re.escape(half[0] + full[0]), re.escape(half[1] + full[1])
    inside = rf"[^{opening}{closing}\n]{{0,80}}"
    return re.compile(rf"[{opening}]({inside})[{closing}]|[{re.escape(half)}]")


def _is_latin(text: str, at: int) -> bool:
    return 0 <= at < len(text) and _LATIN.match(text, at) is not None


def _quotes(text: str, half: str, full: str) -> list[tuple[int, str]]:
    changes: list[tuple[int, str]] = []
    if half not in text:
        return changes
    for match in re.finditer(rf"{half}[^{half}\n]{{1,80}}{half}", text):
        around = text[max(0, match.start() - 1) : match.end() + 1]
        if not around.isascii():
            changes += [(match.start(), full[0]), (match.end() - 1, full[1])]
    return changes


def _substituted(text: str, changes: list[tuple[int, str]]) -> str:
    if not changes:
        return text
    pieces = []
    position = 0
    for at, new in changes:
        pieces += [text[position:at], new]
        position = at + 1
    pieces.append(text[position:])
    return "".join(pieces)


def _marks_of(rule: Rule, halves: int) -> tuple[str, str]:
    """The half and the full marks of a rule; the full ones are always an opening and a closing."""
    half, full = rule.field("half"), rule.field("full")
    if len(half) != halves or len(full) != 2:
        raise rule.fault(f"'half' has not {halves} and 'full' not 2 characters")
    return half, full


def _characters(rule: Rule) -> list[tuple[str, str]]:
    old, new = rule.field("from"), rule.field("to")
    if len(new) == 1:
        new *= len(old)
    if len(old) != len(new):
        raise rule.fault("'to' has neither one character nor as many as 'from'")
    return list(zip(old, new, strict=True))
