"""The grammar of a quantity: modifier, numeral, magnitude, unit, modifier, and ranges of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from extractor.quantities.draft import Draft
from extractor.quantities.exact import plus, times
from extractor.quantities.fields import Words, follower
from extractor.quantities.licensing import Licensing
from extractor.quantities.model import Quantity
from extractor.quantities.modifiers import ModifierLexicon
from extractor.quantities.numerals import NumeralGrammar
from extractor.quantities.ranges import Ranges
from extractor.quantities.units import Unit, UnitLexicon

Excluded = Callable[[str, int, int], object]
"""Says of a text and the span of a numeral whether something else has a claim to it."""

_HALF = Decimal("0.5")
_ONE = Decimal(1)
_UNIT_REACH = 16
"""Characters that a unit has at most."""
_BASE_REACH = 12
"""Characters that the base of a rate (每10万人口) has at most."""
_LIST_REACH = 12
"""Members that a list of bare numbers has at most."""


class QuantityGrammar:
    """Reads the quantity that begins with the numeral at an offset.

    Args:
        numerals: The grammar of numerals.
        units: The units.
        modifiers: The modifiers.

    Attributes:
        units: The units.
    """

    def __init__(
        self,
        numerals: NumeralGrammar,
        units: UnitLexicon,
        modifiers: ModifierLexicon,
    ) -> None:
        self._numerals = numerals
        self.units = units
        self._modifiers = modifiers
        self._ranges = Ranges(numerals, self._amount)
        self._several = Words(numerals.the("several_before"))
        self._half = numerals.the("half")
        self._half_forms = tuple(self._half.field("forms"))
        self._not_half = follower(self._half, "not_before")
        self._list = numerals.the("list")
        self._list_marks = frozenset(self._list.field("forms"))
        self._ordinal = tuple(numerals.the("rank").field("before"))
        self._each = numerals.the("each")
        self._each_forms = tuple(self._each.field("forms"))
        self._licensing = Licensing(numerals)

    def read(self, text: str, start: int, end: int, excluded: Excluded) -> list[Quantity]:
        """The quantities that begin with the numeral ``text[start:end]``.

        Args:
            text: Clean text.
            start: Where the numeral starts.
            end: Where its extent ends.
            excluded: Says whether a numeral is no quantity, for further members of a list.

        Returns:
            One quantity; several if they share their unit; none if the numeral makes none.
        """
        if text.endswith(self._ordinal, 0, start):
            return []
        if self._begins_list(text, start, end):
            shared = self._read_list(text, start, end, excluded)
            if shared:
                return shared
        draft = self._single(text, start, end)
        if draft is None:
            return []
        if draft.unit.dimension == "count" and text[draft.end : draft.end + 1] in self._list_marks:
            self._lengthen_unit(text, draft)
        return [draft.finish()]

    def _begins_list(self, text: str, start: int, end: int) -> bool:
        """Whether another number follows a mark, and this one is not itself a later member."""
        if text[end : end + 1] not in self._list_marks or not text[end + 1 : end + 2].isdigit():
            return False
        return text[start - 1 : start] not in self._list_marks or not text[start - 2].isdigit()

    def _lengthen_unit(self, text: str, draft: Draft, reach: int = _LIST_REACH) -> None:
        """A number of things may have the unit that is written out behind one of the next.

        In 5个、3个百分点 the first number is one of percentage points; other units only a broken
        number can share, as no things are broken.
        """
        if draft.unit_span is None:
            return
        start = draft.end + 1
        end = self._numerals.extent(text, start)
        following = self._single(text, start, end) if end > start else None
        if following is None or following.unit_span is None:
            return
        if reach and text[following.end : following.end + 1] in self._list_marks:
            self._lengthen_unit(text, following, reach - 1)
        whole = draft.low == draft.low.to_integral_value()
        if whole and following.unit.dimension != "points":
            return
        short, long = (text[slice(*span)] for span in (draft.unit_span, following.unit_span))
        if long != short and long.startswith(short):
            draft.unit, draft.unit_span = following.unit, following.unit_span
            draft.rules.append(self._list.id)

    def _single(self, text: str, start: int, end: int) -> Draft | None:
        draft = self._amount(text, start, end)
        if draft is None:
            return None
        self._ranges.read_sign(text, draft)
        self._ranges.read(text, draft)
        self._read_half(text, draft)
        self._read_more(text, draft)
        self.add_modifiers(text, draft)
        return draft if self._licensing.allows(text, draft) else None

    def _read_list(self, text: str, start: int, end: int, excluded: Excluded) -> list[Quantity]:
        """Bare numbers that share magnitude and unit of the last member of their list."""
        members = [(start, end)]
        for _ in range(_LIST_REACH):
            if text[end : end + 1] not in self._list_marks or end >= len(text):
                break
            start, end = end + 1, self._numerals.extent(text, end + 1)
            if end <= start or excluded(text, start, end):
                break
            last = self._single(text, start, end)
            if last is not None and last.unit_span is not None:
                return self._shared(text, members, last)
            members.append((start, end))
        return []

    def _shared(self, text: str, members: Sequence[tuple[int, int]], last: Draft) -> list[Quantity]:
        """The members of a list with the unit of its last, which may bring the magnitude too."""
        drafts = []
        for start, end in members:
            numeral = self._numerals.parse(text[start:end])
            if numeral is None or not numeral.arabic or last.numeral is None:
                return []
            scale = _ONE if numeral.scaled else last.numeral.magnitude
            draft = Draft(
                start, end, (start, end), times(numeral.low, scale), None, numeral=numeral
            )
            self.add_modifiers(text, draft)
            draft.unit, draft.unit_span = last.unit, last.unit_span
            draft.rules += [*numeral.rules, self._list.id]
            drafts.append(draft)
        return [draft.finish() for draft in (*drafts, last)]

    def _amount(self, text: str, start: int, end: int) -> Draft | None:
        """Numeral, magnitude, what stands between them, and unit: one end of a range."""
        numeral = self._numerals.parse(text[start:end])
        if numeral is None:
            return None
        draft = Draft(
            start=start,
            end=end,
            number=(start, end),
            low=numeral.low,
            high=numeral.high,
            numeral=numeral,
            scaled=numeral.scaled,
            approximate=numeral.approximate,
            rules=list(numeral.rules),
        )
        self._read_inside(text, draft)
        found = self.units.match(text, draft.end)
        if found is not None:
            draft.unit_span, draft.unit = (draft.end, found[0]), found[1]
            draft.end = found[0]
        return draft

    def _read_inside(self, text: str, draft: Draft) -> None:
        """A modifier before the unit (1万余张), or before the magnitude (500多亿)."""
        modifier = self._modifiers.inside(text, draft.end)
        if modifier is None:
            return
        end = draft.end + len(modifier.form)
        magnitude_end = self._numerals.magnitude_end(text, end)
        draft.modifiers.append(modifier)
        draft.inner = True
        draft.end = magnitude_end
        if magnitude_end > end:
            magnitude = self._numerals.parse(text[end:magnitude_end])
            if magnitude is not None:
                draft.low = times(draft.low, magnitude.low)
                if draft.high is not None:
                    draft.high = times(draft.high, magnitude.low)  # 三四十余亿
                if draft.numeral is not None:
                    # 20至30余亿: of both ends
                    scale = times(draft.numeral.magnitude, magnitude.low)
                    draft.numeral = replace(draft.numeral, magnitude=scale)
                draft.scaled = magnitude.scaled
                draft.number = (draft.number[0], magnitude_end)
                draft.rules += magnitude.rules
                again = self._modifiers.inside(text, magnitude_end)
                draft.end += len(again.form) if again else 0

    def _read_half(self, text: str, draft: Draft) -> None:
        """A half behind the unit (一倍半), or between two units (一个半小时)."""
        if draft.unit_span is None or not text.startswith(self._half_forms, draft.end):
            return
        if draft.high is not None:
            return
        end = draft.end + len(self._half_forms[0])
        unit = self._unit_behind_half(text, end, text[slice(*draft.unit_span)])
        if unit is None and self._not_half(text, end):
            return
        draft.low = plus(draft.low, _HALF)
        draft.number, draft.end = (draft.number[0], end), end
        draft.rules.append(self._half.id)
        if unit is not None:
            draft.end, draft.unit, draft.parted = unit
            draft.unit_span = (end, draft.end)

    def _read_more(self, text: str, draft: Draft) -> None:
        """Some more between two parts of a unit: 6个多百分点, 两个多小时."""
        modifier = self._modifiers.inside(text, draft.end) if draft.unit_span else None
        if modifier is None or draft.unit_span is None or draft.unit.dimension != "count":
            return
        end = draft.end + len(modifier.form)
        unit = self._unit_behind_half(text, end, text[slice(*draft.unit_span)])
        if unit is None or unit[1].dimension == "count":
            return
        draft.end, draft.unit, draft.parted = unit
        draft.unit_span = (end, draft.end)
        draft.modifiers.append(modifier)
        draft.inner = True

    def _unit_behind_half(self, text: str, end: int, counter: str) -> tuple[int, Unit, bool] | None:
        """The unit that a half parts (三个半月: 个月), or that goes on behind it (一个半小时).

        Returns:
            Where it ends, what it means, and whether it is parted; None if there is none.
        """
        for joined in (counter, ""):
            found = self.units.match(joined + text[end : end + _UNIT_REACH], 0)
            if found is None or found[0] <= len(joined):
                continue
            stop = end + found[0] - len(joined)
            if not joined or self.units.is_usual(joined + text[end:stop], found[1]):
                return stop, found[1], bool(joined)
        return None

    def add_modifiers(self, text: str, draft: Draft) -> None:
        """Sign and modifiers before the number, modifiers behind the unit."""
        if draft.low >= 0:
            self._ranges.read_sign(text, draft)
        after = self._modifiers.after(text, draft.end)
        if after is not None:
            draft.modifiers.append(after)
            draft.end += len(after.form)
        bare = draft.numeral is not None and draft.numeral.bare
        if text[draft.start] in self._numerals.magnitudes and (
            several := self._several.before(text, draft.start)
        ):
            draft.start -= len(several)
            draft.number = (draft.start, draft.number[1])
            draft.approximate = True
            draft.rules.append(self._several.rule.id)
        before = self._modifiers.before(text, draft.start)
        if before is None:
            if text[draft.start - 1 : draft.start] in self.units.last_characters:
                self._read_before_each(text, draft)
        elif bare or not before.only_bare:
            draft.modifiers.insert(0, before)
            if before.meaning is not None and before.touches:
                draft.start -= len(before.form)

    def _read_before_each(self, text: str, draft: Draft) -> None:
        """The modifier before a base that touches the number: 超 in 超每千人6.6批次.

        The base lies between them, so the token does not reach back to it.
        """
        for form in self._each_forms:
            at = text.rfind(form, max(draft.start - _BASE_REACH, 0), draft.start)
            base = at + len(form)
            if at < 0 or self.units.denominator_end(text, base) != draft.start:
                continue
            before = self._modifiers.before(text, at)
            if before is not None and not before.only_bare:
                draft.modifiers.insert(0, before)
                draft.rules.append(self._each.id)
