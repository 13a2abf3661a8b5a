"""Finds the readings that copying sites inject behind characters, as in `舉(ju) 行`.

A Latin run is taken for an annotation only by evidence:

* **Bracketed** — `舉(ju)`, `內（nèi）`, `綠(lu:4)`, `舉(j⏎u)`, `養老(yǎng lǎo)`: the syllables
  in the brackets are readings of the characters before the bracket. All readings of a character
  count, and those of its simplified form; tone and case do not, and ü, v, u: and u are one vowel.
* **A bracket was lost** — `舉jǔ)`, `舉?jǔ)`, `舉(jǔ 行`, `舉jǔ行`, but not `舉ju)`: with a tone
  mark and a reading of the character before it, a syllable is an annotation whichever of its
  brackets is gone or was turned into `?` or U+FFFD.
* **The character was lost** — `?nèi)`, `�(nei)`: behind `?`, U+FFFD or an empty box stands a
  syllable with a tone mark and at least one bracket (behind U+FFFD or a box, with both brackets,
  the tone mark may be missing). There is no character to check it with; the placeholder goes too.

White space that was injected behind an annotation is part of it. A line break there is part of it
if it took the place of that space: most annotations of the text that are like it, with tones or
without, have one, and this one has not.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache

from extractor.resources import Patterns, Rule
from extractor.text.alignment import Span

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LETTER = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0251\u0261\u0300-\u036f"
_OPEN, _CLOSE, _LOST = r"(\uff08\[\u3014\u3010{", r")\uff09\]\u3015\u3011}", "?\uff1f\ufffd\u25a1"

_RUN = re.compile(rf"[{_LETTER}]+")
_OPENING = re.compile(rf"[{_OPEN}]\s{{0,3}}$")
_CONTENT = re.compile(rf"[{_OPEN}]([{_LETTER}\d:\uff1a'\s,\uff0c\u3001/]{{1,32}})[{_CLOSE}]")
_OR = re.compile("[,\uff0c\u3001/]")
_BEFORE = re.compile(rf"([{_LOST}]{{0,2}})([{_OPEN}]?)$")
_AFTER = re.compile(rf"[1-5]?([{_CLOSE}{_LOST}]?)")
_HAN = re.compile(rf"[{HAN}]")
_SPACE = re.compile(r"[^\S\n]*")
_CONTINUED = re.compile(r"\n(?=\S)")

_TONES = {"\u0300", "\u0301", "\u0304", "\u0306", "\u030c"}
_FOLD = str.maketrans({"\u0251": "a", "\u0261": "g", "v": "u", "\u00fc": "u"})


class AnnotationFinder:
    """Finds injected readings.

    Args:
        patterns: The rule ``syllables`` of ``pinyin.jsonl`` lists the syllables of Mandarin; only
            they are worth asking pypinyin about, which is slow to load.
        simplify: Simplifies a character, to ask for the readings of both its forms.
    """

    def __init__(self, patterns: Patterns, simplify: Callable[[str], str]) -> None:
        self._rules = patterns.rules("pinyin")
        self._syllables = {
            syllable.translate(_FOLD): rule.id
            for rule in self._rules
            for syllable in rule.field("syllables")
        }
        self._readings = cache(lambda char: _readings(char) | _readings(simplify(char)))

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that the finder works with."""
        return self._rules

    def find(self, text: str) -> list[Span]:
        """The annotations of a text.

        Args:
            text: Text in any script, invisible characters removed.

        Returns:
            Half-open spans to delete, ascending and disjoint, the white space behind included.
        """
        spans: list[Span] = []
        end = 0
        for run in _RUN.finditer(text):
            if run.start() >= end:
                span = self._bracketed(text, run.start()) or self._damaged(text, *run.span())
                if span:
                    end = span[1]
                    spans.append(span)
        return _with_white_space(text, spans)

    def fired(self, text: str) -> set[str]:
        """Ids of the rules that a bare syllable fires; empty if `text` is none."""
        rule = self._syllables.get(_plain(text))
        return {rule} if rule else set()

    def _bracketed(self, text: str, start: int) -> Span | None:
        opening = _OPENING.search(text, max(0, start - 4), start)
        content = _CONTENT.match(text, opening.start()) if opening else None
        if opening is None or content is None:
            return None
        head = opening.start()
        while head > max(0, opening.start() - 2) and text[head - 1].isspace():
            head -= 1
        inside = content[1]
        # a line break may stand inside one syllable, so try the whole before its pieces
        whole = all(self._read(text, head, ["".join(s.split())]) for s in _OR.split(inside))
        if whole or (len(inside.split()) > 1 and self._read(text, head, inside.split())):
            return head, content.end()
        if text[head - 1 : head] in {"\ufffd", "\u25a1"} and _plain(inside) in self._syllables:
            return head - 1, content.end()
        return None

    def _damaged(self, text: str, start: int, end: int) -> Span | None:
        syllable = text[start:end]
        if syllable.isascii() or not _has_tone(syllable):
            return None
        if _plain(syllable) not in self._syllables:
            return None
        before = _BEFORE.search(text, max(0, start - 3), start)
        after = _AFTER.match(text, end)
        if before is None or after is None:
            return None
        # the placeholder may stand for the bracket or for the character: reading decides
        for head in (before.start(), before.start(2)):
            if self._read(text, head, [syllable]):
                return head, after.end()
        if before[1] and (before[2] or after[1]):
            return before.start(), after.end()
        return None

    def _read(self, text: str, end: int, syllables: Sequence[str]) -> bool:
        """Whether the characters that end at `end` are read as `syllables`."""
        start = end - len(syllables)
        if start < 0:
            return False
        return all(
            _HAN.match(char)
            and plain in self._syllables
            and (plain in self._readings(char) or (plain == "r" and "er" in self._readings(char)))
            for char, plain in zip(text[start:end], map(_plain, syllables), strict=True)
        )


@cache
def _plain(syllable: str) -> str:
    """A syllable without tone, case and spelling differences of ü: ``Lǜ``, ``lu:4`` → ``lu``."""
    bare = unicodedata.normalize("NFD", syllable.strip()).lower()
    letters = [char for char in bare if not unicodedata.combining(char) and char.isalpha()]
    return "".join(letters).translate(_FOLD)


def _readings(char: str) -> frozenset[str]:
    from pypinyin.constants import PINYIN_DICT  # noqa: PLC0415 - takes 0.2 s to load

    return frozenset(_plain(reading) for reading in PINYIN_DICT.get(ord(char), "").split(","))


def _with_white_space(text: str, spans: Sequence[Span]) -> list[Span]:
    ends = [_end(_SPACE.match(text, end), end) for _, end in spans]
    # (ju) with a space and (yǎng) without one come of two sites, and stand in one text.
    toned = [_has_tone(text[start:end]) for start, end in spans]
    spaced = Counter(
        tone
        for tone, (_, end), space in zip(toned, spans, ends, strict=True)
        if text[end:space].strip("\n")
    )
    styles = Counter(toned)
    result = []
    for tone, (start, end), space in zip(toned, spans, ends, strict=True):
        broken = _CONTINUED.match(text, end) if spaced[tone] * 2 > styles[tone] else None
        result.append((start, _end(broken, space)))
    return result


def _has_tone(annotation: str) -> bool:
    return not _TONES.isdisjoint(unicodedata.normalize("NFD", annotation))


def _end(match: re.Match[str] | None, default: int) -> int:
    return match.end() if match else default
