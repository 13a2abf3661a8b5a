"""The grammar of a quantity: modifier, numeral, magnitude, unit, modifier, and ranges of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from extractor.quantities.draft import Draft
from extractor.quantities.exact import plus, times
from extractor.quantities.fields import Words, follower, leader
from extractor.quantities.model import Quantity
from extractor.quantities.modifiers import ModifierLexicon
from extractor.quantities.numerals import Numeral, NumeralGrammar
from extractor.quantities.units import Unit, UnitLexicon


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


Excluded = Callable[[str, int, int], object]
"""Says of a text and the span of a numeral whether something else has a claim to it."""

_NEVER_AN_ARTICLE = frozenset({"multiple", "percent", "points"})
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
        self._several = Words(numerals.the("several_before"))
        self._half = numerals.the("half")
        self._half_forms = tuple(self._half.field("forms"))
        self._not_half = follower(self._half, "not_before")
        self._list = numerals.the("list")
        self._list_marks = frozenset(self._list.field("forms"))
        self._ordinal = tuple(numerals.the("rank").field("before"))
        self._each = numerals.the("each")
        self._each_forms = tuple(self._each.field("forms"))
        self._bare = [
            (leader(rule, "before"), follower(rule, "not_before"), rule.id)
            for rule in numerals.having("bare")
        ]

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
        self._read_sign(text, draft)
        self._read_range(text, draft)
        self._read_half(text, draft)
        self._read_more(text, draft)
        self.add_modifiers(text, draft)
        return draft if self._is_quantity(text, draft) else None

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
                draft.scaled = magnitude.scaled
                draft.number = (draft.number[0], magnitude_end)
                draft.rules += magnitude.rules
                again = self._modifiers.inside(text, magnitude_end)
                draft.end += len(again.form) if again else 0

    def _read_sign(self, text: str, draft: Draft) -> None:
        """The sign of a negative number."""
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

    def _signed(self, text: str, joint: int) -> int:
        """Where the sign of the upper end of a range ends; behind its joint if there is none."""
        sign = next((form for form in self._sign_forms if text.startswith(form, joint + 1)), "")
        return joint + 1 + len(sign)

    def _falls(self, text: str, joint: int) -> bool:
        """Whether a joint and another sign stand at an offset: -12～-9℃."""
        return text[joint : joint + 1] in self._joints and self._signed(text, joint) > joint + 1

    def _read_range(self, text: str, draft: Draft) -> None:
        """The upper end of a range; the lower one may leave unit and magnitude to it."""
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
            self._read_sign(text, draft)
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

    def _is_quantity(self, text: str, draft: Draft) -> bool:
        """Whether a number counts: it has a unit that goes with it, or the context says so."""
        numeral = draft.numeral
        if numeral is None or (numeral.bare and not self._is_licensed(draft)):
            return False
        if draft.unit_span is None:
            return self._counts_alone(text, draft, numeral)
        if draft.unit.scaled_only and not draft.scaled:
            return False
        if 0 <= draft.low < draft.unit.whole_from and draft.low == draft.low.to_integral_value():
            return False
        return numeral.arabic or self._is_chinese_quantity(draft)

    def _is_licensed(self, draft: Draft) -> bool:
        """Whether the words around a magnitude alone make a number of it."""
        return draft.approximate or any(modifier.bare for modifier in draft.modifiers)

    def _is_chinese_quantity(self, draft: Draft) -> bool:
        """Whether a Chinese numeral and its unit are more than parts of words."""
        unit = draft.unit
        small = draft.low < unit.chinese_from and self._half.id not in draft.rules
        if draft.low == 0 or small:
            return False
        # 一 is an article more often than a number, also behind 突破.
        if draft.low != 1 or draft.high is not None or unit.dimension in _NEVER_AN_ARTICLE:
            return True
        loose = unit.dimension == "count"
        return any(m.meaning and not (loose and m.meaning == "gt") for m in draft.modifiers)

    def _counts_alone(self, text: str, draft: Draft, numeral: Numeral) -> bool:
        if draft.scaled or draft.inner or (numeral.bare and draft.approximate):
            return True
        if not numeral.arabic:
            return False
        # A modifier is part of the context: 超过2000 before a mark.
        for before, blocked, rule in self._bare:
            if not blocked(text, draft.end) and before(text, 0, draft.number[0]):
                draft.rules.append(rule)
                return True
        return False
