"""The constructs of the language by which scores are told apart.

``constructs.jsonl`` of a corpus lists them. A construct of numbers, units or modifiers is seen in
the gold itself: its ``pattern`` matches the quote with what stands around it. A construct of
subjects is a judgement, so annotators tag it. Each line has an example; a pattern must match it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import regex

from extractor.errors import GoldError
from extractor.evaluation.gold import GoldFact, GoldRelease

# Code points on either side of a quote that a pattern may look at.
_AROUND = 6
_QUOTE_OPENS, _QUOTE_CLOSES = "\u27e8", "\u27e9"
_TIME_LIMIT_S = 1.0


class Construct(NamedTuple):
    """One construct.

    Attributes:
        id: Its tag.
        comment: What it is, for the reader.
        pattern: What matches ``…⟨quote⟩…`` where the construct is at work; None where it is tagged.
    """

    id: str
    comment: str
    pattern: regex.Pattern[str] | None


class Constructs:
    """The constructs of a corpus.

    Args:
        corpus: Its folder; without ``constructs.jsonl`` the tags of the gold are all there is.

    Raises:
        GoldError: A line is not a construct, or its pattern is not a regular expression.
    """

    def __init__(self, corpus: Path) -> None:
        self.all: dict[str, Construct] = {}
        self.file = corpus / "constructs.jsonl"
        if self.file.is_file():
            for line, text in enumerate(self.file.read_text(encoding="utf-8").splitlines(), 1):
                self._add(line, text)

    def _add(self, line: int, text: str) -> None:
        try:
            record = json.loads(text)
            pattern = record.get("pattern")
            compiled = None if pattern is None else regex.compile(pattern)
            construct = Construct(record["id"], record["comment"], compiled)
            example = record["example"]
        except (ValueError, KeyError, regex.error) as error:
            raise GoldError(self.file, line, f"is not a construct: {error}") from None
        if compiled is not None and not compiled.search(example, timeout=_TIME_LIMIT_S):
            raise GoldError(self.file, line, f"the example {example!r} does not match")
        self.all[construct.id] = construct

    def check(self, release: GoldRelease, gold: Path) -> None:
        """Refuse tags that are not listed, or that the gold itself shows.

        Raises:
            GoldError: A fact has such a tag.
        """
        if not self.all:
            return
        for line, fact in enumerate(release.facts, 1):
            for tag in fact.tags:
                known = self.all.get(tag)
                if known is None or known.pattern is not None:
                    raise GoldError(gold, line, f"{tag!r} is not a tag of {self.file.name}")

    def of(self, release: GoldRelease, fact: GoldFact) -> list[str]:
        """All constructs at work in a fact: those it is tagged with and those seen in it."""
        start, end = fact.span
        before = release.text[max(start - _AROUND, 0) : start]
        after = release.text[end : end + _AROUND]
        shown = f"{before}{_QUOTE_OPENS}{fact.quote}{_QUOTE_CLOSES}{after}"
        seen = (
            construct.id
            for construct in self.all.values()
            if construct.pattern is not None
            and construct.pattern.search(shown, timeout=_TIME_LIMIT_S)
        )
        return [*fact.tags, *seen]
