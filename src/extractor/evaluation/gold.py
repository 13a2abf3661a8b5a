"""Gold facts: what a reader finds in a release. The format is described in ``corpus/README.md``."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from extractor.errors import GoldError
from extractor.terms import Change, Kind, Modifier


class GoldFact(BaseModel):
    """One line of a gold file.

    Attributes:
        quote: The number with its magnitude and unit, as in the raw text.
        n: Which occurrence of that string it is, counted from 1.
        span: Where it stands in the raw text, in code points, half-open.
        value: The exact value.
        high: The upper end of a range, or None.
        modifier: approx, ge, gt, le, lt or None.
        unit: The unit as written, simplified.
        subject: Who or what the number is about, simplified.
        alternatives: Other wordings that are as good.
        kind: level, change, share, rank, ratio or multiple.
        change: up, down or None.
        basis: What a change is against, or None.
        time: The time that the fact holds for, or None.
        tags: The constructs at work.
        optional: Whether it counts neither for nor against.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    quote: str
    n: int = 1
    span: tuple[int, int]
    value: str
    high: str | None = None
    modifier: Modifier | None = None
    unit: str
    subject: str
    alternatives: tuple[str, ...] = ()
    kind: Kind
    change: Change | None = None
    basis: str | None = None
    time: str | None = None
    tags: tuple[str, ...] = ()
    optional: bool = False


class GoldRelease(BaseModel):
    """A release with its gold facts, in text order.

    Attributes:
        name: File name without its ending.
        text: The raw text.
        facts: The facts in it.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    text: str
    facts: tuple[GoldFact, ...]


def load_gold(corpus: Path) -> list[GoldRelease]:
    """Read all releases of a corpus that have gold.

    Args:
        corpus: A folder with ``gold/NAME.jsonl`` and ``releases/NAME.txt``.

    Raises:
        GoldError: The folder holds no gold, a release is missing, or a line is not a gold fact,
            does not stand where it says, or overlaps the one before it.
    """
    files = sorted((corpus / "gold").glob("*.jsonl"))
    if not files:
        raise GoldError(corpus, 0, "holds no gold", hint="gold stands in gold/NAME.jsonl")
    return [_read(file, corpus) for file in files]


def _read(file: Path, corpus: Path) -> GoldRelease:
    release = corpus / "releases" / f"{file.stem}.txt"
    if not release.is_file():
        raise GoldError(file, 0, f"has no release {release}")
    text = release.read_bytes().decode("utf-8")
    facts: list[GoldFact] = []
    for line, content in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        try:
            fact = GoldFact.model_validate(json.loads(content))
        except (json.JSONDecodeError, ValidationError) as error:
            reason = str(error).splitlines()[0]
            raise GoldError(file, line, f"is not a gold fact: {reason}") from None
        start, end = fact.span
        if text[start:end] != fact.quote:
            raise GoldError(file, line, f"{fact.quote!r} does not stand at {start}–{end}")
        if facts and start < facts[-1].span[1]:
            raise GoldError(file, line, f"{fact.quote!r} overlaps the fact before it")
        facts.append(fact)
    return GoldRelease(name=file.stem, text=text, facts=tuple(facts))
