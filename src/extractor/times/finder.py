"""Finds time expressions: rules tried in file order, only where a time can stand.

Digits are everywhere in a release and times are not, so trying sixty rules at each digit would cost
more than all else. Every time expression holds one of a few marks, a unit of time mostly; these
anchors are found first in one pass. Then only the few characters before an anchor are looked at,
and at each of them only the rules that can begin with that character and have a sign near.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from extractor.resources import Patterns
from extractor.times.anchors import Anchors
from extractor.times.grammar import TimeGrammar, TimeRule

_REACH = 16
"""Characters between the start of an expression and its first anchor, at most."""
_LONGEST = 64
"""Characters behind its first anchor that an expression may take, at most."""
_HAN = re.compile("[一-龥]")
_SHORTEST_NAME = 2
_DATED = frozenset({"day", "until_month"})
_STOP = re.compile("[^\\w]")
_LONGEST_EXTREME = 4
_COMMA = "\uff0c"
_LONGEST_VIEW = 12
_OPENS, _CLOSES = "\uff08", "\uff09"
_CLAUSE = "clause"
"""Mark of a leading word that counts only at the start of a clause."""
_KEPT = "time.define.kept"
_WITHIN = "within"
"""Mark of a closing word that rules match as an edge: 7月1日开始."""


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time as written.

    Attributes:
        start: Where the whole expression starts, with a leading word of a deadline, as an offset
            in code points into the clean text.
        end: Where it ends (exclusive).
        core_start: Where the time itself starts, without leading and closing words and, where its
            days stand behind it in a bracket (国庆假期（10月1日至7日）), without its name.
        core_end: Where the time itself ends (exclusive).
        rule: Id of the rule that found it.
        text: The time itself, as written.
        led: Whether a leading word makes it a deadline (到2027年).
        compared: Whether a word before it makes it one to compare with (比2020年, 从2020年), or one
            behind it one since when something is the most (近10年来最强) or one to come (假期临近).
        groups: Its parts by the names that the rule gives them, for the resolver.
    """

    start: int
    end: int
    core_start: int
    core_end: int
    rule: str
    text: str
    led: bool = False
    compared: bool = False
    groups: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)


class TimeFinder:
    """Finds the time expressions of a text.

    Args:
        patterns: Pattern folders to read ``times.jsonl`` from.

    Raises:
        PatternError: A rule is not valid.
    """

    def __init__(self, patterns: Patterns) -> None:
        self.grammar = TimeGrammar(patterns)
        self._anchors = Anchors(self.grammar.rules)
        self._signs = sorted({sign for rule in self.grammar.rules for sign in rule.signs})
        self._matchers: dict[tuple[bool, ...], dict[str, list[TimeRule]]] = {}
        leads = self.grammar.tables.get("lead", {})
        self._leads = sorted(leads.items(), key=lambda item: -len(item[0]))
        self._lead_words = tuple(leads)
        self._compare = tuple(self.grammar.tables.get("compare", {}))
        extremes = self.grammar.tables.get("extreme", {})
        self._extreme = tuple(extremes)
        self._first = tuple(word for word, way in extremes.items() if way == "first")
        self._nearing = tuple(self.grammar.tables.get("nearing", {}))
        self._viewed = tuple(self.grammar.tables.get("viewed", {}))
        self._places = tuple(self.grammar.tables.get("place", {}))
        tails = self.grammar.tables.get("tail", {})
        self._tails = tuple(
            sorted((word for word in tails if tails[word] != _WITHIN), key=lambda word: -len(word))
        )
        self._closing = tuple(word for word in tails if tails[word] == _WITHIN)
        self._kept = next((block for name, block in self._blocks if name == _KEPT), None)

    def find(self, text: str) -> list[TimeExpression]:
        """All time expressions of a text.

        Args:
            text: Clean text.

        Returns:
            The expressions in text order; no two overlap.
        """
        found: list[TimeExpression] = []
        for time in self._scan(text):
            if found and self._names_days(text, found[-1], time):
                name = found.pop()
                found.append(replace(time, start=name.start, end=self._tail(text, time.end + 1)))
            else:
                found.append(time)
        return found

    @staticmethod
    def _names_days(text: str, name: TimeExpression, days: TimeExpression) -> bool:
        """Whether the days of a time stand in a bracket: 国庆假期（10月1日至7日）."""
        apart = text[name.end : days.start] == _OPENS and text.startswith(_CLOSES, days.end)
        dated = not _DATED.isdisjoint(days.groups) and "day" not in name.groups
        return apart and dated and _DATED.isdisjoint(name.groups)

    def fired(self, text: str) -> set[str]:
        """Ids of the rules that find something in a text, and of the blocks that occur in it."""
        found = {expression.rule for expression in self._scan(text)}
        return found | {name for name, block in self._blocks if block.search(text)}

    @cached_property
    def _blocks(self) -> list[tuple[str, Any]]:
        """The building blocks by themselves; only checking the examples needs them."""
        return [(line.id, self.grammar.compile(line)) for line in self.grammar.definitions]

    def _scan(self, text: str) -> Iterator[TimeExpression]:
        free = tried = 0
        for at in self._anchors.starts(text):
            first = max(tried, at - _REACH)
            matchers = self._matchers_near(text[first : at + _LONGEST])
            for start in range(first, at + 1):
                if start < free:
                    continue
                rules = matchers.get(text[start])
                expression = rules and self._match(text, start, rules, free)
                if expression:
                    yield expression
                    free = expression.end
            # Whether a rule matches at a place does not depend on the anchor: once is enough.
            tried = max(tried, at + 1, free)

    def _matchers_near(self, stretch: str) -> dict[str, list[TimeRule]]:
        """Matchers of the rules that a stretch of text has a sign of, by first character."""
        there = tuple(sign in stretch for sign in self._signs)
        matchers = self._matchers.get(there)
        if matchers is None:
            absent = {
                sign for sign, is_there in zip(self._signs, there, strict=True) if not is_there
            }
            matchers = self._matchers[there] = {}
            for rule in self.grammar.rules:
                if not rule.signs or rule.signs - absent:
                    for character in rule.starts:
                        matchers.setdefault(character, []).append(rule)
        return matchers

    def _match(
        self, text: str, start: int, rules: list[TimeRule], free: int
    ) -> TimeExpression | None:
        """The expression of the first rule that matches at a place, if one does."""
        for rule in rules:
            if found := rule.shape.match(text, start):
                first = self._named(text, start, free, rule.named) if rule.named else start
                if first is not None:
                    return self._expression(text, first, found, rule.id, free)
        return None

    def _named(self, text: str, start: int, free: int, most: int) -> int | None:
        """Where the name that stands before a match begins, behind a mark; None if it has none."""
        first = start
        while first > free and start - first <= most and _HAN.match(text[first - 1]):
            first -= 1
        marked = first == 0 or first > free or free == 0
        named = _SHORTEST_NAME <= start - first <= most
        return first if named and marked and not text.startswith(self._places, first) else None

    def _expression(
        self, text: str, start: int, found: Any, rule: str, free: int
    ) -> TimeExpression:
        end = found.end()
        closing = next((w for w in self._closing if found[0].endswith(w)), "")
        closed = end - len(closing)
        groups = {name: part for name, part in found.groupdict().items() if part}
        kept = self._kept and self._kept.match(text, end)
        if kept and not closing:
            end = closed = kept.end()
            groups.setdefault("edge", kept[0])
        lead = self._lead(text, start, free)
        return TimeExpression(
            start=lead,
            end=self._tail(text, end),
            led=lead < start,
            core_start=start,
            core_end=closed,
            rule=rule,
            text=text[start:closed],
            compared=(
                text.endswith(self._compare, free, start)
                # 从春季学期起, 从春季学期开始, 从全年看, 从一季度各类支出看
                and not (kept or text.startswith((*self._closing, *self._viewed), end))
                and not self._is_viewed(text, end)
            )
            or text.startswith(self._nearing, end)
            or self._is_extreme(text, found),
            groups=groups,
        )

    def _is_viewed(self, text: str, end: int) -> bool:
        """Whether the clause of a time that ends at `end` says how things are looked at."""
        mark = _STOP.search(text, end, end + _LONGEST_VIEW)
        return mark is not None and text.endswith(self._viewed, end, mark.start())

    def _is_extreme(self, text: str, found: Any) -> bool:
        """Whether something is the most, or the first, since a time: 近10年来最强, 30年来首次.

        But 8月2日最高, 8月最大负荷, 6月首次突破9万人次.
        """
        end = found.end()
        if not text.startswith(self._extreme, end):
            return False
        parts = found.groupdict()
        since = self.grammar.tables.get("edge", {}).get(parts.get("edge") or "") == "since"
        stop = _STOP.search(text, end, end + _LONGEST_EXTREME)
        # 7月最多，为16起, but 1月以来最高.
        told = parts.get("month") and not since and (stop is None or stop[0] == _COMMA)
        first = text.startswith(self._first, end) and "count" not in parts and not since
        return not (parts.get("day") or told or first)

    def _lead(self, text: str, start: int, free: int) -> int:
        """Where a leading word of the time at `start` begins, or `start` if it has none."""
        if text.endswith(self._lead_words, free, start):
            for word, place in self._leads:
                before = start - len(word)
                if text.endswith(word, free, start) and (
                    place != _CLAUSE or before == 0 or not text[before - 1].isalnum()
                ):
                    return before
        return start

    def _tail(self, text: str, end: int) -> int:
        """Where a closing word of the time that ends at `end` ends, or `end` if it has none."""
        return end + next((len(word) for word in self._tails if text.startswith(word, end)), 0)
