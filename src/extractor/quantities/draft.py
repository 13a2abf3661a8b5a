"""A quantity in the making."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from extractor.quantities.exact import plain
from extractor.quantities.model import Meaning, Quantity
from extractor.quantities.modifiers import Modifier, meaning_of
from extractor.quantities.numerals import Numeral
from extractor.quantities.units import Unit

NO_UNIT = Unit(code="1", dimension="number", rules=())
"""What a number without a unit has: UCUM calls it the unity."""

FORMS: Mapping[str, str] = MappingProxyType(
    {"percent": "percent", "points": "points", "multiple": "multiple", "rank": "rank"}
)
"""The form of a quantity by the dimension of its unit; all others are levels."""


@dataclass(slots=True)
class Draft:
    """A quantity in the making; spans as in `Quantity`, values still decimals."""

    start: int
    end: int
    number: tuple[int, int]
    low: Decimal
    high: Decimal | None
    numeral: Numeral | None = None
    unit: Unit = NO_UNIT
    unit_span: tuple[int, int] | None = None
    inner: bool = False
    parted: bool = False
    scaled: bool = False
    approximate: bool = False
    modifiers: list[Modifier] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)

    def finish(self) -> Quantity:
        """The finished quantity."""
        return finished(
            self,
            value=plain(self.low),
            high=None if self.high is None else plain(self.high),
            form=FORMS.get(self.unit.dimension, "level"),
        )


def finished(
    draft: Draft, *, value: str, high: str | None, form: str, meaning: Meaning | None = None
) -> Quantity:
    """A quantity from a draft, with the values that it is to have.

    Args:
        draft: Spans, unit and modifiers.
        value: The value as text.
        high: The upper end as text.
        form: The form.
        meaning: What the words around it say, if more than the modifiers.
    """
    meaning = meaning_of(draft.modifiers) or meaning
    words = (modifier.rule for modifier in draft.modifiers)
    return Quantity(
        start=draft.start,
        end=draft.end,
        number=draft.number,
        unit=None if draft.parted else draft.unit_span,
        value=value,
        high=high,
        modifier=meaning or ("approx" if draft.approximate else None),
        code=draft.unit.code,
        dimension=draft.unit.dimension,
        form=form,
        rules=tuple(dict.fromkeys((*draft.rules, *draft.unit.rules, *words))),
    )
