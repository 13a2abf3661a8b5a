"""Converts traditional characters to simplified ones with OpenCC, and mends what that leaves.

Left to itself (``auto``), the converter decides line by line, because sites mix scripts:

* A text in which `t2s` would change less than 1 % of the Han characters is simplified; the few
  characters that would change stand in names (`昇腾`, `乾县`) and are left alone.
* In any other text, a line is converted if `t2s` would change as many of its characters as `s2t`
  would, that is, if it holds no fewer purely traditional than purely simplified characters. A line
  with many purely traditional characters is judged so whatever the rest of the text is.
* `tw2s` or `hk2s` take the place of `t2s` if the text shows more marks of that region.

The marks of regions and the mendings are rules of ``conversion.jsonl``: a ``region`` rule has the
configuration and a ``regex``; a ``mend`` rule has a ``regex`` and the text ``to`` of the same
length that takes the place of the match, in converted lines only.
"""

from __future__ import annotations

import re
from functools import cache
from operator import ne
from typing import get_args

from extractor.expressions import compiled
from extractor.resources import Patterns, Rule
from extractor.text.model import Conversion, Setting
from extractor.text.pinyin import HAN

_SHARE_OF_TRADITIONAL = 100  # one Han character in so many makes a text traditional
_MANY = 4  # purely traditional characters that make a line traditional on their own

_HAN = re.compile(f"[{HAN}]")


class Converter:
    """The conversion to simplified characters.

    Args:
        patterns: Rules of ``conversion.jsonl``.

    Raises:
        PatternError: A rule lacks a field of its kind, or has a bad one.
    """

    def __init__(self, patterns: Patterns) -> None:
        self._rules = patterns.rules("conversion")
        kinds = {rule.id: rule.field("kind") for rule in self._rules}
        self._regions = [
            (_region(rule), rule.id, compiled(rule, "regex", rule.field("regex")))
            for rule in self._rules
            if kinds[rule.id] == "region"
        ]
        self._mends = [
            (rule.field("to"), rule.id, compiled(rule, "regex", rule.field("regex")))
            for rule in self._rules
            if kinds[rule.id] == "mend"
        ]

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that the converter works with."""
        return self._rules

    def simplify(self, text: str) -> str:
        """The text under `t2s`, character for character: a view of it for comparisons."""
        return _opencc("t2s", text)

    def convert(
        self, text: str, setting: Setting, view: str | None = None
    ) -> tuple[str, list[Conversion]]:
        """Convert a text, line by line.

        Args:
            text: Text in any script.
            setting: The configuration to convert every line with, or ``auto``.
            view: The text under `simplify`, if the caller has it.

        Returns:
            The text, of the same length, and for each of its lines the configuration used.
        """
        lines = text.split("\n")
        if setting != "auto":
            conversion: Conversion = setting
            return self._converted(text, conversion), [conversion] * len(lines)
        view = self.simplify(text) if view is None else view
        if view == text:
            return text, ["none"] * len(lines)
        counts = [
            sum(map(ne, line, seen)) if line != seen else 0
            for line, seen in zip(lines, view.split("\n"), strict=True)
        ]
        traditional = sum(counts) * _SHARE_OF_TRADITIONAL > len(_HAN.findall(text))
        chosen = [
            (traditional or count >= _MANY) and count >= _simplified(line)
            for line, count in zip(lines, counts, strict=True)
        ]
        region = self._region(text) if any(chosen) else "none"
        conversions: list[Conversion] = [region if choice else "none" for choice in chosen]
        converted = [
            self._converted(line, conversion)
            for line, conversion in zip(lines, conversions, strict=True)
        ]
        return "\n".join(converted), conversions

    def fired(self, text: str) -> set[str]:
        """Ids of the rules that match: regions as written, mendings after `t2s`."""
        converted = self.simplify(text)
        ids = {rule for _, rule, pattern in self._regions if pattern.search(text)}
        return ids | {rule for _, rule, pattern in self._mends if pattern.search(converted)}

    def _region(self, text: str) -> Conversion:
        """The configuration of the region that the text shows most marks of."""
        votes: dict[Conversion, int] = {}
        for region, _, pattern in self._regions:
            votes[region] = votes.get(region, 0) + len(pattern.findall(text))
        if not any(votes.values()):
            return "t2s"
        return max(votes, key=lambda region: votes[region])

    def _converted(self, text: str, conversion: Conversion) -> str:
        if conversion == "none":
            return text
        text = _opencc(conversion, text)
        for to, _, pattern in self._mends:
            if pattern.search(text):
                text = pattern.sub(to, text)
        return text


def _simplified(line: str) -> int:
    """How many characters of a line are purely simplified."""
    return sum(map(ne, line, _opencc("s2t", line)))


@cache
def _opened(configuration: str) -> object:
    from opencc import OpenCC  # noqa: PLC0415 - loads its dictionaries

    return OpenCC(configuration)


def _opencc(configuration: str, text: str) -> str:
    """The text under an OpenCC configuration, never longer or shorter than it was.

    The configurations used keep the length; should a version of OpenCC not, the text is converted
    one character at a time, and characters that become several are left as they are.
    """
    convert = _opened(configuration).convert  # type: ignore[attr-defined]
    converted: str = convert(text)
    if len(converted) == len(text):
        return converted
    single = ((char, convert(char)) for char in text)
    return "".join(new if len(new) == 1 else char for char, new in single)


def _region(rule: Rule) -> Conversion:
    region: Conversion = rule.field("region")
    if region not in get_args(Conversion) or region == "none":
        raise rule.fault(f"{region!r} is not a configuration of OpenCC to simplified")
    return region
