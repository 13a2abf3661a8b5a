"""What the quantity stage hands on: quantities, exclusions, and both together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Meaning = Literal["approx", "ge", "gt", "le", "lt"]
"""What a modifier says of a number: about, at least, more than, at most, less than."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, as written and as understood.

    All offsets are code points into the clean text, spans are half-open.

    Attributes:
        start: Where the token starts, with a modifier that touches the number from the left.
        end: Where it ends, with the unit and a modifier behind it.
        number: Span of the number with its magnitude. A modifier in front of it or between
            magnitude and unit is outside; one inside (500多亿) is not. Where unit and number are
            one word (百分之六, 三成五, 翻一番, 一个半), the span covers the whole word.
        unit: Span of the unit without magnitude and modifiers, or None. It lies inside the token,
            or inside `number`, or, for the first members of a list that share the unit of the last
            (3、5、8万户), behind the token.
        value: The exact value, magnitude multiplied out: a decimal in plain notation without
            exponent, without zeros at the end of its fraction (6.60 is 6.6), or two of them with a
            slash for a fraction or a ratio (2/3, 1/2.39); a ratio to one is its first term.
        high: The upper end of a range, as `value`, or None.
        modifier: ``approx``, ``ge``, ``gt``, ``le``, ``lt``, or None when exact.
        code: UCUM code or ISO 4217 code, or the measure word in braces; ``1`` without a unit.
        dimension: What the unit measures: count, currency, percent, length, …; ``a/b`` for rates.
        form: ``level``, ``percent``, ``points``, ``rank``, ``ratio``, ``multiple``, ``doubling`` or
            ``fraction``.
        rules: Ids of the rules that had a hand in it, numerals first.
    """

    start: int
    end: int
    number: tuple[int, int]
    unit: tuple[int, int] | None
    value: str
    high: str | None
    modifier: Meaning | None
    code: str
    dimension: str
    form: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A stretch of text whose numbers say nothing of how much or how many.

    Attributes:
        start: Offset of its first character in the clean text.
        end: Offset behind its last character.
        rule: Id of the rule that found it.
        kind: ``name`` and ``threshold`` are nominal pieces of a subject; the others are ``date``,
            ``ordinal``, ``idiom``, ``section``, ``document``, ``phone``, ``article``, ``code``,
            ``per``, ``ratio``.
    """

    start: int
    end: int
    rule: str
    kind: str


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found in one text; both lists stand in text order, nothing overlaps.

    Attributes:
        quantities: The quantities.
        exclusions: The stretches that were dropped, with the reason.
    """

    quantities: list[Quantity] = field(default_factory=list)
    exclusions: list[Exclusion] = field(default_factory=list)
