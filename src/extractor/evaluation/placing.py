"""Places the facts of a draft: finds each quote in the text, so that nobody counts characters."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from extractor.errors import GoldError, brief
from extractor.evaluation.gold import GoldFact, check_fact
from extractor.evaluation.noise import occurrence

_DIGITS = frozenset("0123456789" + "".join(chr(0xFF10 + digit) for digit in range(10)))


def place_facts(draft: Path, text: str) -> list[GoldFact]:
    """The facts of a draft, with their spans.

    A draft has the lines of a gold file without ``span``. A quote is looked for behind the fact
    before it, and not inside a longer number; ``n`` names another occurrence.

    Args:
        draft: The file.
        text: The raw text of its release.

    Raises:
        GoldError: A line is not a gold fact, contradicts itself, or its quote is not there.
    """
    facts: list[GoldFact] = []
    behind = 0
    for line, content in enumerate(draft.read_text(encoding="utf-8").splitlines(), 1):
        if not content.strip():
            continue
        try:
            fields: dict[str, Any] = json.loads(content)
            span = _span(text, fields["quote"], fields.get("n"), behind)
            if span is None:
                quote = fields["quote"]
                raise GoldError(draft, line, f"{quote!r} does not stand behind offset {behind}")
            fields |= {"span": span, "n": occurrence(text, span)}
            fact = GoldFact.model_validate(fields)
        except (ValueError, KeyError, TypeError, ValidationError) as error:
            raise GoldError(draft, line, f"is not a gold fact: {brief(error)}") from None
        reason = check_fact(fact)
        if reason is not None:
            raise GoldError(draft, line, reason)
        facts.append(fact)
        behind = span[1]
    return facts


def _span(text: str, quote: str, n: int | None, behind: int) -> tuple[int, int] | None:
    """Where a quote stands: its occurrence `n`, or the next one that is a number of its own."""
    start = -1
    if n is not None:
        for _ in range(n):
            start = text.find(quote, start + 1)
            if start < 0:
                return None
        return (start, start + len(quote)) if start >= behind else None
    start = text.find(quote, behind)
    while start > 0 and _inside_number(text, start, quote):
        start = text.find(quote, start + 1)
    return None if start < 0 else (start, start + len(quote))


def _inside_number(text: str, start: int, quote: str) -> bool:
    """Whether digits run into the quote from the left: 5% in 12.5%."""
    before = text[start - 2 : start - 1] if text[start - 1] in ".," else text[start - 1]
    return quote[0] in _DIGITS and before in _DIGITS
