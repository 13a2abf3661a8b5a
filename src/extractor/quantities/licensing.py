"""Whether a number counts: its unit or the words around it make a quantity of it.

三个项目 holds one, 一个项目 an article; 2000 without a unit counts where words say so (超过2000).
"""

from __future__ import annotations

from extractor.quantities.draft import Draft
from extractor.quantities.fields import follower, leader
from extractor.quantities.numerals import Numeral, NumeralGrammar

_NEVER_AN_ARTICLE = frozenset({"multiple", "percent", "points"})


class Licensing:
    """Tells quantities from numbers that are only parts of words.

    Args:
        numerals: The grammar of numerals.
    """

    def __init__(self, numerals: NumeralGrammar) -> None:
        self._half = numerals.the("half")
        self._bare = [
            (leader(rule, "before"), follower(rule, "not_before"), rule.id)
            for rule in numerals.having("bare")
        ]

    def allows(self, text: str, draft: Draft) -> bool:
        """Whether a number counts: it has a unit that goes with it, or the context says so.

        Args:
            text: Clean text.
            draft: The number.
        """
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
