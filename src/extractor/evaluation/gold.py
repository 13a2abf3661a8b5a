"""Gold facts: what a reader finds in a release. The format is described in ``corpus/README.md``."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from extractor.errors import GoldError, brief
from extractor.terms import Change, Kind, Modifier

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?(/[0-9]+(\.[0-9]+)?)?")
Split = Literal["dev", "test"]


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

    @property
    def wordings(self) -> tuple[str, ...]:
        """All wordings of the subject that are right."""
        return (self.subject, *self.alternatives)

    @property
    def content(self) -> tuple[object, ...]:
        """What the fact says, wherever it stands; the same in a release and in its twin."""
        return (
            *(self.value, self.high, self.modifier, self.unit, self.subject, self.alternatives),
            *(self.kind, self.change, self.basis, self.time, self.tags, self.optional),
        )


class ReleaseCard(BaseModel):
    """One line of ``manifest.jsonl``: where a release comes from and what it is for.

    Attributes:
        id: File name of the release and of its gold, without ending.
        split: ``dev`` is looked into while rules are written, ``test`` is only scored.
        genre: Kind of release.
        origin: ``composed``, by us; ``found``, elsewhere.
        figures: Whether its figures are ``true``, ``plausible`` or ``mixed``.
        twin_of: The clean release that it is the noisy twin of, or None.
        note: One line for the reader, or empty.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    split: Split = "dev"
    genre: str = ""
    origin: Literal["composed", "found"] = "found"
    figures: Literal["true", "plausible", "mixed"] = "plausible"
    twin_of: str | None = None
    note: str = ""


class GoldRelease(BaseModel):
    """A release with its gold facts, in text order.

    Attributes:
        card: What the manifest says of it.
        text: The raw text.
        facts: The facts in it.
    """

    model_config = ConfigDict(frozen=True)

    card: ReleaseCard
    text: str
    facts: tuple[GoldFact, ...]

    @property
    def name(self) -> str:
        """Its file name without ending."""
        return self.card.id

    @property
    def input_hash(self) -> str:
        """Digest of the raw text."""
        return _digest(self.text)

    @property
    def annotation_hash(self) -> str:
        """Digest of the facts and of the card."""
        facts = "\n".join(fact.model_dump_json() for fact in self.facts)
        return _digest(f"{self.card.model_dump_json()}\n{facts}")


def load_gold(corpus: Path, split: Split | None = None, *, twins: bool = True) -> list[GoldRelease]:
    """Read all releases of a corpus that have gold.

    Args:
        corpus: A folder with ``gold/NAME.jsonl`` and ``releases/NAME.txt``, and ``manifest.jsonl``
            if the releases have splits, genres or twins.
        split: The releases of that split only; all by default.
        twins: Whether a twin must say the same as its clean release.

    Raises:
        GoldError: The folder holds no gold, a release is missing or not in the manifest, or a line
            is not a gold fact, does not stand where it says, overlaps the one before it, or
            contradicts itself or its twin.
    """
    files = sorted((corpus / "gold").glob("*.jsonl"))
    if not files:
        raise GoldError(corpus, 0, "holds no gold", hint="gold stands in gold/NAME.jsonl")
    cards = _cards(corpus / "manifest.jsonl", [file.stem for file in files])
    releases = {
        name: _read(corpus / "gold" / f"{name}.jsonl", corpus, cards[name]) for name in cards
    }
    for release in releases.values():
        if twins and release.card.twin_of is not None:
            file = corpus / "gold" / f"{release.name}.jsonl"
            _compare_twins(file, release, releases[release.card.twin_of])
    return [each for each in releases.values() if split in (None, each.card.split)]


def check_fact(fact: GoldFact) -> str | None:
    """What is wrong with a fact by itself, or None."""
    numbers = [fact.value] if fact.high is None else [fact.value, fact.high]
    for number in numbers:
        if not _NUMBER.fullmatch(number):
            return f"{number!r} is not an exact number"
    if fact.high is not None and exact(fact.high) <= exact(fact.value):
        return f"the range {fact.value} to {fact.high} does not rise"
    if (fact.change is None) != (fact.kind != "change"):
        return f"kind {fact.kind!r} contradicts change {fact.change!r}"
    if not fact.subject and not fact.optional:
        return "has no subject"
    if len(set(fact.wordings)) < len(fact.wordings):
        return "says a wording of its subject twice"
    return None


def exact(number: str) -> Fraction:
    """A value of the contract as a number: `1.20` is `1.2`, `2/3` a fraction."""
    part, _, whole = number.partition("/")
    return Fraction(part) / Fraction(whole or 1)


def _cards(manifest: Path, names: Sequence[str]) -> dict[str, ReleaseCard]:
    if not manifest.is_file():
        return {name: ReleaseCard(id=name) for name in names}
    cards: dict[str, ReleaseCard] = {}
    for line, card in _lines(manifest, ReleaseCard):
        if card.id in cards:
            raise GoldError(manifest, line, f"{card.id!r} stands twice")
        if card.id not in names:
            raise GoldError(manifest, line, f"{card.id!r} has no gold")
        if card.twin_of is not None:
            clean = cards.get(card.twin_of)
            if clean is None:
                raise GoldError(manifest, line, f"{card.twin_of!r} must stand before its twin")
            if clean.split != card.split:
                raise GoldError(manifest, line, "a release and its twin must be in one split")
        cards[card.id] = card
    missing = sorted(set(names) - cards.keys())
    if missing:
        raise GoldError(manifest, 0, f"does not list {', '.join(missing)}")
    return cards


def _read(file: Path, corpus: Path, card: ReleaseCard) -> GoldRelease:
    release = corpus / "releases" / f"{file.stem}.txt"
    if not release.is_file():
        raise GoldError(file, 0, f"has no release {release}")
    text = release.read_bytes().decode("utf-8")
    lines = list(_lines(file, GoldFact))
    for line, fact in lines:
        start, end = fact.span
        if not 0 <= start < end <= len(text):
            raise GoldError(file, line, f"{start}–{end} is outside of the text (0–{len(text)})")
        if text[start:end] != fact.quote:
            raise GoldError(file, line, f"{fact.quote!r} does not stand at {start}–{end}")
        if reason := check_fact(fact):
            raise GoldError(file, line, reason)
    for (_, before), (line, fact) in pairwise(lines):
        if fact.span[0] < before.span[1]:
            raise GoldError(file, line, f"{fact.quote!r} overlaps the fact before it")
    return GoldRelease(card=card, text=text, facts=tuple(fact for _, fact in lines))


def _compare_twins(file: Path, noisy: GoldRelease, clean: GoldRelease) -> None:
    for line, (fact, twin) in enumerate(zip(noisy.facts, clean.facts, strict=False), 1):
        if fact.content != twin.content:
            reason = f"{fact.quote!r} contradicts {twin.quote!r} of {clean.name}"
            raise GoldError(file, line, reason, hint="`extractor corpus twin` makes it anew")
    if len(noisy.facts) != len(clean.facts):
        reason = f"has {len(noisy.facts)} facts, {clean.name} has {len(clean.facts)}"
        raise GoldError(file, 0, reason, hint="`extractor corpus twin` makes it anew")


_Line = TypeVar("_Line", bound=BaseModel)


def _lines(file: Path, model: type[_Line]) -> Iterator[tuple[int, _Line]]:
    """The records of a JSON Lines file with their lines, counted from 1."""
    for line, content in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        try:
            yield line, model.model_validate(json.loads(content))
        except (json.JSONDecodeError, ValidationError) as error:
            noun = "a gold fact" if model is GoldFact else "a line of a manifest"
            raise GoldError(file, line, f"is not {noun}: {brief(error)}") from None


def _digest(text: str) -> str:
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
