"""The sign of a number, and the range that it opens: -18～-15℃, 5万至7万元."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from extractor.quantities.draft import Draft
from extractor.quantities.exact import times
from extractor.quantities.fields import Words
from extractor.quantities.numerals import NumeralGrammar

Amount = Callable[[str, int, int], Draft | None]
"""Reads numeral, magnitude and unit at the span of a numeral, or nothing."""


class _Levels(NamedTuple):
    """What makes two levels, or a change and a level, of what looks like a range.

    Attributes:
        words: What leads to the first number.
        joints: What stands between the numbers.
        apart: How many times the first number the second is, at least.
        unless: What behind the second makes it a range all the same: 由570元至2650元不等.
        rule: Id of its rule.
    """

    words: tuple[str, ...]
    joints: frozenset[str]
    apart: int
    unless: tuple[str, ...]
    rule: str


class Ranges:
    """Reads the signs and the upper ends of ranges.

    Args:
        numerals: The grammar of numerals.
        amount: Reads the upper end.
    """

    def __init__(self, numerals: NumeralGrammar, amount: Amount) -> None:
        self._numerals = numerals
        self._amount = amount
        self._range = numerals.the("range")
        self._joints = frozenset(self._range.field("forms"))
        self._levels = [
            _Levels(
                tuple(rule.field("forms")),
                frozenset(rule.field("words")),
                int(rule.data.get("apart", 0)),
                tuple(rule.data.get("unless_after", ())),
                rule.id,
            )
            for rule in numerals.having("range_not_after")
        ]
        self._signs = [Words(rule) for rule in numerals.having("sign")]
        self._sign_forms = [form for signs in self._signs for form in signs.rule.field("forms")]
        self._sign_ends = {form[-1] for form in self._sign_forms}

    def read_sign(self, text: str, draft: Draft) -> None:
        """The sign of a negative number.

        Args:
            text: Clean text.
            draft: The number; it takes the sign in.
        """
        if text[draft.start - 1 : draft.start] not in self._sign_ends:
            return
        for signs in self._signs:
            told = signs.rule.data.get("dimensions")
            if told and draft.unit.dimension not in told and not self._falls(text, draft.end):
                continue
            if sign := signs.before(text, draft.start):
                draft.start -= len(sign)
                draft.number = (draft.start, draft.number[1])
                draft.low = -draft.low
                draft.rules.append(signs.rule.id)
                return

    def read(self, text: str, draft: Draft) -> None:
        """The upper end of a range; the lower one may leave unit and magnitude to it.

        Args:
            text: Clean text.
            draft: The lower end; it takes the upper one in.
        """
        joint = text[draft.end : draft.end + 1]
        if joint not in self._joints or not joint or draft.high is not None:
            return
        led = [
            levels
            for levels in self._levels
            if joint in levels.joints
            and text.endswith(levels.words, 0, draft.start)
            # 由三到五家企业承办: a pair of small numbers is a range all the same.
            and (draft.unit_span is not None or draft.numeral is None or draft.numeral.arabic)
        ]
        start = self._signed(text, draft.end) if draft.low < 0 else draft.end + 1
        end = self._numerals.extent(text, start)
        upper = self._amount(text, start, end) if end > start else None
        if upper is None or upper.numeral is None or draft.numeral is None:
            return
        if start > draft.end + 1:
            upper.low = -upper.low  # -18～-15℃
        if upper.numeral.bare or upper.numeral.arabic != draft.numeral.arabic:
            return
        if draft.unit_span is not None and draft.unit != upper.unit:
            return
        low, high = draft.low, upper.high or upper.low
        if not draft.numeral.scaled and low * upper.numeral.magnitude < high:
            low = times(low, upper.numeral.magnitude)
        for levels in led:
            ranges = text.startswith(levels.unless, upper.end)
            if high >= low * levels.apart and not ranges:
                draft.rules.append(levels.rule)
                return
        if low >= high:
            return
        draft.low, draft.high = low, high
        draft.number = (draft.number[0], upper.number[1])
        draft.end, draft.unit, draft.unit_span = upper.end, upper.unit, upper.unit_span
        draft.numeral, draft.scaled = upper.numeral, upper.scaled
        draft.inner |= upper.inner
        draft.approximate |= upper.approximate
        draft.modifiers += upper.modifiers
        draft.rules += [*upper.rules, self._range.id]

    def _signed(self, text: str, joint: int) -> int:
        """Where the sign of the upper end of a range ends; behind its joint if there is none."""
        sign = next((form for form in self._sign_forms if text.startswith(form, joint + 1)), "")
        return joint + 1 + len(sign)

    def _falls(self, text: str, joint: int) -> bool:
        """Whether a joint and another sign stand at an offset: -12～-9℃."""
        return text[joint : joint + 1] in self._joints and self._signed(text, joint) > joint + 1
