"""Numerals: how a number is written in ASCII digits, in Chinese characters, and in both.

A numeral is a sequence of *pieces*: numbers in ASCII digits, Chinese digits, places (ten, hundred,
thousand) and scales (10^4, 10^8, 10^12). `NumeralGrammar.extent` says by one bounded regex how far
a numeral may reach, `NumeralGrammar.parse` what it means, if it is well formed. Which character is
what stands in ``patterns/numerals.jsonl``.
"""

from __future__ import annotations

import string
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, Inexact
from functools import lru_cache
from itertools import pairwise
from typing import Any

import regex

from extractor.kept_expressions import compile_regex
from extractor.quantities.exact import plus, times
from extractor.resources import Patterns, Rule

FILE = "numerals"
"""Name of the pattern file."""

_END = r"(?![0-9]|[.,][0-9])"
_FRACTION = r"(?:\.[0-9]{1,12}+)?+"
_ARABIC = rf"(?>(?!0[0-9])(?:[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,6}}+|[0-9]{{1,18}}+){_FRACTION}){_END}"
# Thousands set apart by spaces look like the columns of a table: no number may stand beside them,
# and something that is no space must follow.
_SPACED = rf"(?>[1-9][0-9]{{0,2}}+(?: [0-9]{{3}}){{1,6}}+{_FRACTION}(?! ?[0-9]|\s|$)){_END}"
_NO_SEPARATORS = str.maketrans("", "", ", ")
_SPECIAL = frozenset(string.punctuation + string.whitespace)
_ONE = Decimal(1)
_TEN = Decimal(10)


@dataclass(frozen=True, slots=True)
class Numeral:
    """What a numeral means.

    Attributes:
        low: Its value, or the lower one of a pair (七八十).
        high: The higher one of a pair, or None.
        approximate: Whether it says itself that it is not exact (十几).
        bare: Whether it is a magnitude alone (千亿), which counts only behind certain words.
        scaled: Whether it holds a scale (10^4 and more).
        arabic: Whether it begins with an ASCII digit.
        magnitude: What the magnitudes at its end multiply by (10000 in 3.5万).
        rules: Ids of the rules for its pieces.
    """

    low: Decimal
    high: Decimal | None
    approximate: bool
    bare: bool
    scaled: bool
    arabic: bool
    magnitude: Decimal
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """One piece of a numeral: its role, its value, and the rule that knows it."""

    role: str
    value: Decimal
    rule: str


class NumeralGrammar:
    """Finds where numerals end and what they mean.

    Args:
        patterns: Pattern folders to read ``numerals.jsonl`` from.
        units: Forms of units; in 5千瓦 the 千 belongs to the unit, not to the number.

    Raises:
        PatternError: A role that the grammar needs has no rule, or a value is not a number.
    """

    def __init__(self, patterns: Patterns, units: Iterable[str] = ()) -> None:
        self._rules = patterns.rules(FILE)
        self._pieces: dict[str, _Piece] = {}
        for role in ("digit", "packed", "place", "scale"):
            for rule in self.having(role):
                for character, value in rule.field("values").items():
                    _check_character(rule, character)
                    self._pieces[character] = _Piece(role, _decimal(rule, value), rule.id)
        for rule in self.having("several_after"):
            for character in rule.field("forms"):
                _check_character(rule, character)
                self._pieces[character] = _Piece("several", Decimal(0), rule.id)
        self.arabic = self.the("arabic").id
        # 陆, 伍 and their like are words of their own when alone.
        self._not_alone = {rule.id for rule in self._rules if rule.data.get("not_alone")}
        self._point = self.the("point")
        for character in self._point.field("forms"):
            _check_character(self._point, character)
        self._sequence = self.the("sequence")
        self._pair = self.the("pair")
        self._pairs = {self._values_of(form) for form in self._pair.field("forms")}
        self.characters = self._of("digit", "packed", "place", "scale")
        self.magnitudes = self._of("place", "scale")
        fourth = (form for form, piece in self._pieces.items() if piece.value == _TEN**4)
        self._fourth = next(fourth, "")
        if not self._fourth:
            raise self.the("scale").fault("there must be a scale of 10,000")
        self._prefixed = [form for form in units if form[0] in self.magnitudes]
        self.parse = lru_cache(maxsize=8192)(self._parse)
        self._ordinal = self.the("rank").field("before")
        self._compile()

    def _values_of(self, pair: str) -> tuple[Decimal, Decimal]:
        """The values of the two digits that mean any of both: 七八."""
        known = [self._pieces[character].value for character in pair if character in self._pieces]
        if len(known) != len(pair) or len(pair) != 2:
            raise self._pair.fault(f"{pair!r} is not two digits that there are")
        return known[0], known[1]

    def having(self, role: str) -> list[Rule]:
        """All rules with a role, in file order."""
        return [rule for rule in self._rules if rule.field("role") == role]

    def the(self, role: str) -> Rule:
        """The first rule with a role.

        Raises:
            PatternError: There is none.
        """
        for rule in self.having(role):
            return rule
        raise self._rules[-1].fault(f"no rule of its file has the role {role!r}")

    def extent(self, text: str, start: int) -> int:
        """Where the numeral that starts at `start` ends; `start` itself if there is none."""
        found = self._numeral.match(text, start)
        return found.end() if found else start

    def magnitude_end(self, text: str, start: int) -> int:
        """Where a run of magnitudes at `start` ends; `start` itself if there is none."""
        return int(self._magnitude.match(text, start).end())

    def falls_apart(self, numeral: str) -> bool:
        """Whether the first character belongs to another word: digits side by side (统一三项)."""
        leads = len(numeral) < 5 and set(numeral[:2]) <= self._digits and len(numeral) > 1
        return leads and self.parse(numeral) is None

    @property
    def fragments(self) -> dict[str, str]:
        """Regexes for rules of other files: a number, and a second one that makes a range of it."""
        joints = "".join(regex.escape(form) for form in self.the("range").field("forms"))
        return {"number": self._fragment, "range": f"(?:[{joints}]{self._fragment})?+"}

    def _compile(self) -> None:
        units = "|".join(map(regex.escape, sorted(self._prefixed, key=len, reverse=True)))
        free = f"(?!{units})" if units else ""
        every, large = self.characters, self.magnitudes
        point = "".join(self._point.field("forms"))
        several = self._of("several")
        digits = self._of("digit")
        self._digits = frozenset(digits)
        apart = "|".join(("[0-9]", *map(regex.escape, self._ordinal)))
        spaced = f"(?=[0-9]{{1,3}} )(?<!(?:{apart}) ?){_SPACED}"
        # Behind digits: magnitudes, and more digits that have one too (3亿5000万) or fill the
        # places below 万 (22万7,500). Behind Chinese characters: more of them, and a fraction.
        arabic = (
            f"(?:{spaced}|{_ARABIC})"
            f"(?:{free}[{large}]|(?<=[{large}]){_ARABIC}(?={free}[{large}])"
            f"|(?<={self._fourth})[1-9](?:[0-9]{{2,3}}+|,[0-9]{{3}}){_END}){{0,15}}+"
        )
        chinese = (
            f"{free}[{every}](?:{free}[{every}]|(?<=[{every}])[{point}][{digits}]{{1,12}}+"
            f"|(?<=[{large}])[{several}]){{0,23}}+"
        )
        self._fragment = f"(?>{arabic}|{chinese})"
        self._numeral: Any = compile_regex(self._fragment)
        self._magnitude: Any = compile_regex(f"(?:{free}[{large}]){{0,4}}+")
        self._split: Any = compile_regex(rf"[0-9][0-9, ]*+(?:\.[0-9]++)?+|[{point}][{digits}]++|.")

    def _of(self, *roles: str) -> str:
        return "".join(form for form, piece in self._pieces.items() if piece.role in roles)

    def _parse(self, numeral: str) -> Numeral | None:
        """What a numeral means.

        Args:
            numeral: Text of an extent.

        Returns:
            Its meaning, or None if its pieces do not make a number.
        """
        pieces = self._pieces_of(numeral)
        if pieces is None or (len(pieces) == 1 and pieces[0].rule in self._not_alone):
            return None
        pair = self._pair_at(pieces)
        low = self._amount(pieces if pair is None else pieces[: pair + 1] + pieces[pair + 2 :])
        high = None if pair is None else self._amount(pieces[:pair] + pieces[pair + 1 :])
        if low is None or (pair is not None and high is None):
            return None
        rules = [piece.rule for piece in pieces]
        if pair is not None:
            rules.append(self._pair.id)
        elif _is_sequence(pieces):
            rules.append(self._sequence.id)
        return Numeral(
            low=low,
            high=high,
            approximate=any(piece.role == "several" for piece in pieces),
            bare=_is_magnitude(pieces[0]),
            scaled=any(piece.role == "scale" for piece in pieces),
            arabic=pieces[0].role == "arabic",
            magnitude=_magnitude(pieces),
            rules=tuple(dict.fromkeys(rules)),
        )

    def _pieces_of(self, numeral: str) -> list[_Piece] | None:
        """The pieces of a numeral; a fraction is added to the whole number before it."""
        pieces: list[_Piece] = []
        for part in self._split.findall(numeral):
            if part[0] in "0123456789":
                pieces.append(
                    _Piece("arabic", Decimal(part.translate(_NO_SEPARATORS)), self.arabic)
                )
            elif len(part) > 1:
                whole = self._amount(pieces)
                if whole is None:
                    return None
                digits = "".join(str(self._pieces[digit].value) for digit in part[1:])
                value = plus(whole, Decimal(f"0.{digits}"))
                pieces = [_Piece("decimal", value, pieces[0].rule), _mark(self._point)]
            else:
                pieces.append(self._pieces[part])
        return pieces

    def _pair_at(self, pieces: Sequence[_Piece]) -> int | None:
        """Where two neighbouring digits stand for a range, if the numeral has just one pair."""
        found = [
            i
            for i, (one, two) in enumerate(pairwise(pieces))
            if one.role == two.role == "digit" and one.value and two.value
        ]
        if len(found) != 1 or _is_sequence(pieces):
            return None
        one, two = pieces[found[0] : found[0] + 2]
        return found[0] if (one.value, two.value) in self._pairs else None

    def _amount(self, pieces: Sequence[_Piece]) -> Decimal | None:
        """The number that pieces make, or None if they make none."""
        if _is_sequence(pieces):
            return Decimal("".join(str(piece.value) for piece in pieces))
        sum_ = _Sum()
        try:
            if not all(map(sum_.add, pieces)):
                return None
            return sum_.result()
        except Inexact:  # 亿 fourteen times and 3: longer than any number that means something
            return None


class _Sum:
    """A number in the making: scales close sections, places close digits.

    The usual algorithm for Chinese numerals, strict: magnitudes must fall from left to right, but
    a scale may multiply all before it (1.2万亿, 三千万亿, 亿亿).
    """

    __slots__ = ("_digit", "_last", "_place", "_scale", "_section", "_total", "_unit")

    def __init__(self) -> None:
        self._total = Decimal(0)
        self._section = Decimal(0)
        self._digit: Decimal | None = None
        self._place: Decimal | None = None
        self._scale: Decimal | None = None
        self._last: _Piece | None = None
        self._unit = _ONE

    def add(self, piece: _Piece) -> bool:
        """Take the next piece; False if it cannot stand here."""
        fits = getattr(self, f"_add_{piece.role}")(piece.value)
        self._last = piece
        return bool(fits)

    def result(self) -> Decimal | None:
        """The number, or None if the pieces make none."""
        if self._last is None:
            return None
        digit = times(self._digit or Decimal(0), self._unit)
        return plus(self._total, plus(self._section, digit))

    def _add_arabic(self, value: Decimal) -> bool:
        if self._digit is not None or (self._scale is not None and value >= self._scale):
            return False
        self._digit, self._unit = value, _ONE
        return True

    _add_decimal = _add_arabic

    def _add_digit(self, value: Decimal) -> bool:
        if self._digit is not None:
            return False
        if value:
            # A last digit counts the next lower place: 一万二 is 12000, 一万零二 is 10002.
            before = self._last
            self._unit = before.value / _TEN if before and _is_magnitude(before) else _ONE
            self._digit = value
        return True

    def _add_packed(self, value: Decimal) -> bool:
        if self._digit is not None or (self._place is not None and self._place <= _TEN):
            return False
        self._section = plus(self._section, value)
        self._place = _TEN
        return True

    def _add_mark(self, _: Decimal) -> bool:
        return True

    def _add_several(self, _: Decimal) -> bool:
        return self._digit is None

    def _add_place(self, value: Decimal) -> bool:
        if self._place is not None and value >= self._place:
            return False
        if self._digit is None and value > _TEN and self._last is not None:
            return False
        self._section = plus(self._section, times(self._digit or _ONE, value))
        self._digit, self._place = None, value
        return True

    def _add_scale(self, value: Decimal) -> bool:
        section = plus(self._section, self._digit or Decimal(0))
        again = self._last is not None and self._last.role == "scale"
        if value == self._scale and not again:
            return False
        if self._scale is None or value < self._scale:
            if not section and self._last is not None:
                return False
            self._total = plus(self._total, times(section or _ONE, value))
        else:
            self._total = times(plus(self._total, section), value)
        self._section, self._digit, self._place, self._scale = Decimal(0), None, None, value
        return True


def _mark(rule: Rule) -> _Piece:
    """A piece without a value, which only names its rule."""
    return _Piece("mark", Decimal(0), rule.id)


def _is_sequence(pieces: Sequence[_Piece]) -> bool:
    """Whether digits are read out one by one (二〇二三)."""
    return len(pieces) > 2 and all(piece.role == "digit" for piece in pieces)


def _is_magnitude(piece: _Piece) -> bool:
    """Whether a piece multiplies what stands before it; ten is as often a number itself."""
    return piece.role == "scale" or (piece.role == "place" and piece.value > _TEN)


def _magnitude(pieces: Sequence[_Piece]) -> Decimal:
    """The product of the magnitudes at the end, where there is one number before them."""
    product = _ONE
    for piece in reversed(pieces):
        if not _is_magnitude(piece):
            break
        product = times(product, piece.value)
    head = [piece for piece in pieces if _is_magnitude(piece)]
    return product if head == pieces[len(pieces) - len(head) :] else _ONE


def _check_character(rule: Rule, form: str) -> None:
    """Refuse what would not stand for itself in a set of characters of an expression."""
    if len(form) != 1 or form in _SPECIAL:
        raise rule.fault(f"{form!r} is not one character of a numeral")


def _decimal(rule: Rule, value: object) -> Decimal:
    if not isinstance(value, int | str) or not str(value).isdecimal():
        raise rule.fault(f"{value!r} is not a whole number")
    return Decimal(value)
