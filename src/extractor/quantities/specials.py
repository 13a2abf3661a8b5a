"""Numbers that bring their own unit: parts of a hundred, fractions, ratios, doublings, places."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from extractor.quantities.draft import Draft, finished
from extractor.quantities.exact import plain, plus, times
from extractor.quantities.fields import follower, leader
from extractor.quantities.grammar import QuantityGrammar
from extractor.quantities.model import Quantity
from extractor.quantities.numerals import NumeralGrammar
from extractor.quantities.units import Unit
from extractor.resources import Rule

_TEN = Decimal(10)
_PLACES = 2  # digits behind tenths, at most
_TWO = Decimal(2)
_PERCENT = "%"


class SpecialForms:
    """Reads the quantities whose numeral is tied to words around it.

    Args:
        numerals: The grammar of numerals; its file holds the words.
        grammar: The grammar of plain quantities; its modifiers serve here too.

    Attributes:
        halves: The characters for a half.
    """

    def __init__(self, numerals: NumeralGrammar, grammar: QuantityGrammar) -> None:
        self._numerals = numerals
        self._grammar = grammar
        self._per = numerals.the("per")
        self._fraction = _Joint(numerals.the("fraction"))
        self._slash = _Joint(numerals.the("slash"))
        self._ratio = _Joint(numerals.the("ratio"))
        self._tenths = numerals.the("tenths")
        self._tenths_form = str(self._tenths.field("forms")[0])
        self._not_tenths = follower(self._tenths, "not_before")
        self._joints = frozenset(numerals.the("range").field("forms"))
        self._doubling = numerals.the("doubling")
        self._doubling_forms = tuple(self._doubling.field("forms"))
        self._word = numerals.the("word")
        self._openings = (*self._word.field("values"), *self._per.field("values"))
        self._not_word = follower(self._word, "not_before")
        self._half = numerals.the("half")
        self.halves = "".join(self._half.field("forms"))
        self._not_half = leader(self._half, "not_after")
        self._rank = _Rank(numerals.the("rank"))
        self._top = _Rank(numerals.the("top"))
        self._behind = (
            frozenset(
                joint[0]
                for joint in (
                    *self._fraction.forms,
                    *self._slash.forms,
                    *self._ratio.forms,
                    self._tenths_form,
                    *self._doubling_forms,
                )
            )
            | self._joints
        )

    def read(self, text: str, start: int, end: int, previous: Sequence[Quantity]) -> list[Quantity]:
        """The special quantity whose numeral is ``text[start:end]``, alone in a list, or none.

        Args:
            text: Clean text.
            start: Where the numeral starts.
            end: Where its extent ends.
            previous: The quantity before it, if there is one; for a list of ranks.
        """
        found = self._read(text, start, end, previous)
        return [found] if found else []

    def _read(
        self, text: str, start: int, end: int, previous: Sequence[Quantity]
    ) -> Quantity | None:
        before = text[start - 1 : start]
        if before == self._rank.form:
            return self._read_rank(self._rank, text, start, end, previous)
        if before == self._top.form and (
            found := self._read_rank(self._top, text, start, end, previous)
        ):
            return found
        if not text.startswith(self._openings, start):
            return (
                self._read_behind(text, start, end) if text[end : end + 1] in self._behind else None
            )
        if word := self._read_word(text, start):
            return word
        for form, code in self._per.field("values").items():
            if text.startswith(form, start):
                return self._read_per(text, start, len(form), code)
        return self._read_behind(text, start, end) if text[end : end + 1] in self._behind else None

    def _read_word(self, text: str, start: int) -> Quantity | None:
        """A number that is a word: 一半, 半数."""
        for form, value in self._word.field("values").items():
            if text.startswith(form, start) and not self._not_word(text, start + len(form)):
                return self._fixed(text, start, start + len(form), value, self._word)
        return None

    def read_half(self, text: str, start: int) -> list[Quantity]:
        """Half of a measure: the word for half stands where a numeral would, before a unit."""
        if word := self._read_word(text, start):
            return [word]
        if self._not_half(text, 0, start):
            return []
        end = start + 1
        found = self._grammar.units.match(text, end)
        if found is None or found[1].dimension not in self._half.field("dimensions"):
            return []
        draft = self._draft(start, end, Decimal("0.5"), self._half)
        draft.end, draft.unit, draft.unit_span = found[0], found[1], (end, found[0])
        self._grammar.add_modifiers(text, draft)
        return [draft.finish()]

    def _read_behind(self, text: str, start: int, end: int) -> Quantity | None:
        for joint in (self._fraction, self._slash, self._ratio):
            width = joint.width(text, end)
            if width:
                return self._read_pair(text, start, end, width, joint)
        if text.startswith(self._tenths_form, end):
            return self._read_tenths(text, start, end)
        if text[end : end + 1] in self._joints:
            return self._read_tenths_between(text, start, end)
        return self._read_doubling(text, start, end)

    def _read_tenths_between(self, text: str, start: int, end: int) -> Quantity | None:
        """Tenths whose word stands only behind the upper end of a range: 一到两成."""
        second = end + 1
        stop = self._numerals.extent(text, second)
        if not text.startswith(self._tenths_form, stop):
            return None
        behind = stop + len(self._tenths_form)
        low, high = (self._numerals.parse(text[a:b]) for a, b in ((start, end), (second, stop)))
        if low is None or high is None or self._not_tenths(text, behind):
            return None
        if low.high is not None or high.high is not None or not 0 < low.low < high.low < _TEN:
            return None
        draft = self._draft(start, behind, times(low.low, _TEN), self._tenths)
        draft.high = times(high.low, _TEN)
        draft.unit, draft.unit_span = Unit(_PERCENT, "percent", ()), (stop, behind)
        draft.parted = True
        draft.rules += low.rules
        self._grammar.add_modifiers(text, draft)
        return draft.finish()

    def _read_per(self, text: str, start: int, width: int, code: str) -> Quantity | None:
        end = self._numerals.extent(text, start + width)
        numeral = self._numerals.parse(text[start + width : end])
        if numeral is None:
            return None
        draft = self._draft(start, end, numeral.low, self._per)
        draft.high = numeral.high
        draft.rules += numeral.rules
        draft.unit, draft.unit_span = Unit(code, "percent", ()), (start, start + width)
        self._grammar.add_modifiers(text, draft)
        return draft.finish()

    def _read_pair(
        self, text: str, start: int, end: int, width: int, joint: _Joint
    ) -> Quantity | None:
        """A fraction or a ratio: two numbers and what joins them."""
        stop = self._numerals.extent(text, end + width)
        one = self._numerals.parse(text[start:end])
        two = self._numerals.parse(text[end + width : stop])
        if one is None or two is None or one.high or two.high or not two.low or not one.low:
            return None
        if joint is self._fraction:
            one, two = two, one
        fraction = joint is not self._ratio
        if fraction and (one.low >= two.low or _PERCENT in text[stop : stop + 1]):
            return None
        whole = one.low == one.low.to_integral_value() and not two.scaled
        if joint is self._slash and (not whole or len(text[end + width : stop]) > 3):
            return None  # 6.2/10万 is a rate
        third = text[start - 1 : start] in joint.forms and text[start - 2 : start - 1].isdigit()
        if not fraction and (joint.width(text, stop) or third):
            return None  # a proportion of three has no place in a value
        value = plain(one.low)
        if fraction or two.low != 1:
            value += f"/{plain(two.low)}"
        return self._fixed(
            text, start, stop, value, joint.rule, form="fraction" if fraction else "ratio"
        )

    def _read_tenths(self, text: str, start: int, end: int) -> Quantity | None:
        """Tenths, with digits of hundredths and thousandths behind: 三成五, 四成八五."""
        numeral = self._numerals.parse(text[start:end])
        behind = end + len(self._tenths_form)
        if numeral is None or not 0 < numeral.low < _TEN or self._not_tenths(text, behind):
            return None
        draft = self._draft(start, behind, times(numeral.low, _TEN), self._tenths)
        draft.high = None if numeral.high is None else times(numeral.high, _TEN)
        draft.unit, draft.unit_span = Unit(_PERCENT, "percent", ()), (end, behind)
        stop = self._numerals.extent(text, behind)
        marks_apart = filter(str.isalnum, text[behind:stop])  # 1成3.5 is no 1成35
        further = [self._numerals.parse(digit) for digit in marks_apart]
        digits = [digit.low for digit in further if digit is not None and 0 < digit.low < _TEN]
        if digits and len(digits) == stop - behind <= _PLACES:
            for place, digit in enumerate(digits):
                draft.low = plus(draft.low, digit.scaleb(-place))
            draft.end = stop
        elif text.startswith(tuple(self.halves), behind):
            draft.low = plus(draft.low, _TEN / 2)
            draft.end = behind + 1
        self._read_more_tenths(text, draft)
        draft.number = (start, draft.end)
        draft.rules += numeral.rules
        self._grammar.add_modifiers(text, draft)
        return draft.finish()

    def _read_more_tenths(self, text: str, draft: Draft) -> None:
        """The upper end of a range of tenths: 两成至三成."""
        start = draft.end + 1
        end = self._numerals.extent(text, start)
        numeral = self._numerals.parse(text[start:end])
        joint = text[draft.end : start] in self._joints
        if not joint or numeral is None or draft.high is not None:
            return
        behind = end + len(self._tenths_form)
        high = times(numeral.low, _TEN)
        tenths = text.startswith(self._tenths_form, end) and not self._not_tenths(text, behind)
        if tenths and draft.low < high < _TEN * _TEN:
            draft.high, draft.end, draft.unit_span = high, behind, (end, behind)
            if text.startswith(tuple(self.halves), behind):
                draft.high, draft.end = plus(high, _TEN / 2), behind + 1

    def _read_doubling(self, text: str, start: int, end: int) -> Quantity | None:
        """The factor that so many doublings make."""
        numeral = self._numerals.parse(text[start:end])
        lead = next(
            (form for form in self._doubling.field("before") if text.endswith(form, 0, start)), None
        )
        if numeral is None or lead is None or numeral.low not in _DOUBLINGS:
            return None
        stop = end + len(self._doubling_forms[0])
        factor = _TWO ** int(numeral.low)
        draft = self._draft(start - len(lead), stop, factor, self._doubling)
        draft.unit, draft.unit_span = Unit("{times}", "multiple", ()), (end, stop)
        draft.rules += numeral.rules
        self._grammar.add_modifiers(text, draft)
        return finished(draft, value=plain(factor), high=None, form="doubling")

    def _read_rank(
        self, rank: _Rank, text: str, start: int, end: int, previous: Sequence[Quantity]
    ) -> Quantity | None:
        numeral = self._numerals.parse(text[start:end])
        if numeral is None or numeral.high is not None or numeral.bare:
            return None
        first = start - len(rank.form)
        follows = any(last.form == "rank" and last.end + 1 == first for last in previous)
        unit = next((form for form in rank.units if text.startswith(form, end)), "")
        if not unit and (
            rank.blocked(text, end) or not (follows or text.endswith(rank.scopes, 0, first))
        ):
            return None
        draft = self._draft(first, end + len(unit), numeral.low, rank.rule)
        draft.number = (start, end)
        draft.rules += numeral.rules
        draft.unit = Unit("{rank}", "rank", ())
        draft.unit_span = (end, draft.end) if unit else None
        made = draft.finish()
        if rank is self._rank:
            return made
        return finished(draft, value=made.value, high=None, form="rank", meaning="le")

    def _fixed(
        self, text: str, start: int, end: int, value: str, rule: Rule, form: str = "fraction"
    ) -> Quantity:
        draft = self._draft(start, end, Decimal(1), rule)
        self._grammar.add_modifiers(text, draft)
        return finished(draft, value=value, high=None, form=form)

    def _draft(self, start: int, end: int, low: Decimal, rule: Rule) -> Draft:
        return Draft(start, end, (start, end), low, None, rules=[rule.id])


class _Joint:
    """The words of a rule that stand between two numbers."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.forms: tuple[str, ...] = tuple(rule.field("forms"))

    def width(self, text: str, start: int) -> int:
        """Length of the word at `start`, or 0."""
        return next((len(form) for form in self.forms if text.startswith(form, start)), 0)


class _Rank:
    """The words around a place in an order."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.form = str(rule.field("before")[0])
        self.units: tuple[str, ...] = tuple(rule.field("units"))
        self.scopes: tuple[str, ...] = tuple(rule.field("scopes"))
        self.blocked: Any = follower(rule, "not_before")


_DOUBLINGS = frozenset(map(Decimal, range(1, 10)))
