"""Exact decimal arithmetic: anything that would have to be rounded raises instead."""

from __future__ import annotations

from decimal import Context, Decimal, Inexact, InvalidOperation, Overflow

_EXACT = Context(prec=96, traps=[Inexact, InvalidOperation, Overflow])
"""96 digits hold the longest number of the grammar times its largest magnitude."""


def times(left: Decimal, right: Decimal) -> Decimal:
    """The exact product."""
    return _EXACT.multiply(left, right)


def plus(left: Decimal, right: Decimal) -> Decimal:
    """The exact sum."""
    return _EXACT.add(left, right)


def plain(value: Decimal) -> str:
    """A decimal in plain notation: no exponent, no zeros at the end of the fraction."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
